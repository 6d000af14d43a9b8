"""What a finding's evidence shows: excerpts cut at their spans, and how many are withheld."""

from collections.abc import Iterator

from monitor.document import Evidence, FindingEntry

WITHHELD = Evidence(event="", excerpt="", spans=())


def withheld(finding: FindingEntry) -> int:
    """Return how many events of *finding* this audience may only count."""
    return finding.evidence.count(WITHHELD)


def pieces(evidence: Evidence) -> Iterator[tuple[str, bool]]:
    """Yield the excerpt's pieces in order, each with whether it matched.

    Spans are code-point offsets; overlapping ones count as one, and what lies outside the excerpt is ignored.
    """
    excerpt, done = evidence.excerpt, 0
    for start, end in sorted(evidence.spans):
        first, last = max(start, done), min(end, len(excerpt))
        if first >= last:
            continue
        if done < first:
            yield excerpt[done:first], False
        yield excerpt[first:last], True
        done = last
    if done < len(excerpt):
        yield excerpt[done:], False
