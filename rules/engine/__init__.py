"""Facts in, matches out, by durable-rules 2.0.28 kept to the subset that is exact.

What the subset never does, and what happened where it was tried (Python 3.11, some cases under AddressSanitizer).
The numbers are those of the tests.

 1. more than 1,024 sids in a ruleset: crash. One state per ruleset is used.
 2. a join whose last term can be false: buffer overrun. The compiler ends every join with one that always holds.
 3. Host threads together with delete_state: use after free. The C module is called directly, under a lock.
 4. delete_state before anything fired: an unset pointer is freed. A boot rule fires first.
 5. retracting joined facts after they fired: heap overflow. The whole state is deleted instead.
 6. $div by 0: crash. Packs have no arithmetic.
 7. an empty batch: crash. Facts are asserted one by one, and none means no call.
 8. regular expressions: wrong matches, stack overflow. Text is read before facts are made.
 9. more than 512 distinct conditions under one parent: creation hangs. A shard holds 50 alternatives.
10. a rule of $nex alone: fires for ever. Every pattern starts with a constant equality.
11. huge ids, names, nesting: crash. Names and nesting are bounded.
12. events: consumed by the first rule that fires. Only facts are used.
13. a veto asserted after what it vetoes: a third of the answers wrong. There are no vetoes.
14. joins on id or sid, or inside nested choices: silent misses. Joins are on event time only.
15. a compared field that is missing: wrong matches. Facts are checked before they are handed over.
16. $or: fires twice. Choices are unfolded into alternatives.
17. long strings, numbers against strings: wrong. Linted in packs, checked in facts.
18. floats with an exponent, lone surrogates, integers beyond 2^53: parse errors or saturation. Likewise.
19. more than 64 siblings matching at once, more than 15 patterns: lost matches. 50 alternatives, 6 patterns.
20. callbacks that raise: swallowed. There are none.
"""
