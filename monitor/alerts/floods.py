"""Rules that find far more in an hour than they used to: judged from the set of findings, not from their order."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from monitor.clock import DAY, HOUR
from monitor.digest import digest
from monitor.findings import Finding, FindingBook
from monitor.review import Review
from monitor.store import Transaction
from rules import Engine, Value, complete

FLOOD = "alert-flood"
HISTORY = 28 * DAY  # as long as the ratios of windows look back
LEAST = 10  # findings in an hour that are worth a judgement, as `rule_hour` says
_ALWAYS = (-(2**62), 2**62)
_findings = msgspec.msgpack.Decoder(Finding)


def hour_of(at: int) -> int:
    """Return when the hour of *at* began."""
    return at - at % HOUR


def flood_id(rule: str, at: int) -> str:
    """Return the id of the flood that *rule* would have caused at *at*."""
    return digest(FLOOD, rule, str(hour_of(at)))


def group_of(rule: str) -> str:
    """Return the subject of floods of *rule*: the group in which they and what they hold back are told."""
    return f"rule:{rule}"


@dataclass(frozen=True, slots=True)
class Rate:
    """How much `rule` found in the hour that began at `hour`, in the four weeks before it, and when first at all."""

    rule: str
    hour: int
    findings: int
    before: int
    first: int

    def fact(self) -> dict[str, Value]:
        """Return the fact that this hour is."""
        known = min(HISTORY, hour_of(self.hour - self.first))
        usual_tenths = 10 * self.before * HOUR // max(known, DAY)
        return complete(
            "rule_hour",
            {
                "rule": self.rule,
                "findings": self.findings,
                "usual_tenths": usual_tenths,
                "times_usual": self.findings * 10 // max(usual_tenths, 10),
                "known_days": known // DAY,
            },
        )


def flood(engine: Engine, rate: Rate, clock: int) -> Finding | None:
    """Return what *engine* finds of *rate*; a flood is over with its hour, once *clock* has passed that."""
    book, end = FindingBook(""), rate.hour + HOUR
    for match in engine.judge(rate.fact()):
        found = book.note(match, rate.hour, group_of(rate.rule), None)
        return replace(found, id=flood_id(rate.rule, rate.hour), ended_at=end if clock >= end else 0)
    return None


def floods_among(findings: Iterable[Finding], engine: Engine, clock: int) -> dict[str, Finding]:
    """Return the floods that all *findings* together are, by id."""
    times: dict[str, list[int]] = {}
    for finding in findings:
        times.setdefault(finding.rule, []).append(finding.at)
    found: dict[str, Finding] = {}
    for rule in sorted(times):
        ordered = sorted(times[rule])
        for hour, count in sorted(Counter(map(hour_of, ordered)).items()):
            before = bisect_left(ordered, hour) - bisect_left(ordered, hour - HISTORY)
            if count >= LEAST and (one := flood(engine, Rate(rule, hour, count, before, ordered[0]), clock)):
                found[one.id] = one
    return found


def review_floods(transaction: Transaction, engine: Engine, touched: Iterable[Finding], clock: int) -> Review:
    """Return how floods show differently after the findings *touched* came or went, and *clock* moved on.

    Complexity: without floods one look at the hours touched, by index; each busy hour counts its four weeks.
    """
    touched = [finding for finding in touched if finding.rule != FLOOD]
    review = Review()
    known = {row.id: _findings.decode(row.body) for row in transaction.findings_between(FLOOD, *_ALWAYS) if row.body}
    review.standing = list(known.values())
    if touched:
        rules, hours = {finding.rule for finding in touched}, [hour_of(finding.at) for finding in touched]
        begin, end = min(hours), max(hours) + HISTORY + HOUR
        before = {one.id: one for one in known.values() if one.values["rule"] in rules and begin <= one.at < end}
        rates = _rates(transaction, sorted(rules), begin, end)
        after = {one.id: one for rate in rates if (one := flood(engine, rate, clock))}
        _compare(before, after, review)
    over = {one.id: replace(one, ended_at=one.at + HOUR) for one in known.values() if _is_over(one, clock)}
    gone = {one.id for one in review.dropped}
    review.changed = {key: one for key, one in over.items() if key not in gone} | review.changed
    return review


def _rates(transaction: Transaction, rules: Sequence[str], begin: int, end: int) -> list[Rate]:
    """Return the busy hours of *rules* in [begin, end), in order."""
    return [
        Rate(
            rule,
            hour,
            count,
            transaction.count_findings(rule, hour - HISTORY, hour),
            transaction.oldest_finding(rule) or hour,
        )
        for rule, hour, count in transaction.busy_hours(rules, begin, end, HOUR, LEAST)
    ]


def _compare(before: Mapping[str, Finding], after: Mapping[str, Finding], review: Review) -> None:
    """Enter in *review* what shows differently."""
    review.changed |= {key: one for key, one in after.items() if before.get(key) != one}
    review.opened += [one for key, one in after.items() if key not in before]
    gone = [one for key, one in before.items() if key not in after]
    review.dropped += gone
    review.standing = [one for one in review.standing if one not in gone] + review.opened


def _is_over(one: Finding, clock: int) -> bool:
    return not one.ended_at and clock >= one.at + HOUR
