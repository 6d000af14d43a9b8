"""A deployment moves thresholds of design, never those that are law, and hears of every mistake at once."""

import pytest
from pydantic import TypeAdapter

from rules import Catalogue, Engine, Severity, complete, load_packs
from rules.pack.override import OverrideError, Thresholds, overridden

_read = TypeAdapter(Thresholds).validate_python


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_packs()


def problems(catalogue: Catalogue, thresholds: object) -> list[str]:
    with pytest.raises(OverrideError) as raised:
        overridden(catalogue, _read(thresholds))
    return str(raised.value).split("\n")


def severity(catalogue: Catalogue, rule: str, kind: str, **values: int | bool) -> Severity | None:
    engine = Engine(catalogue)
    windows = {window.name: 0 for window in catalogue.windows.get(kind, ())}
    found = {match.rule.id: match.severity for match in engine.judge(complete(kind, values, windows))}
    engine.close()
    return found.get(rule)


def test_a_threshold_moves_and_the_others_stay(catalogue: Catalogue) -> None:
    changed = overridden(catalogue, _read({"owner-unreachable": {"medium": {"hours": 100}}}))
    told = {"observable": True, "member_messages": 20}
    assert severity(catalogue, "owner-unreachable", "staff_gap", hours=72, **told) == Severity.medium
    assert severity(changed, "owner-unreachable", "staff_gap", hours=99, **told) is None
    assert severity(changed, "owner-unreachable", "staff_gap", hours=100, **told) == Severity.medium
    assert severity(changed, "owner-unreachable", "staff_gap", hours=168, **told) == Severity.high


def test_a_field_compared_in_two_ways_is_moved_by_naming_the_way(catalogue: Catalogue) -> None:
    number = {"night-dissolution": {"high": {"hours_since_strain": {"lte": 24}}}}
    changed = overridden(catalogue, _read(number))
    assert severity(changed, "night-dissolution", "dissolution", hours_since_strain=24) == Severity.high
    assert severity(changed, "night-dissolution", "dissolution", hours_since_strain=25) is None
    assert problems(catalogue, {"night-dissolution": {"high": {"hours_since_strain": 24}}}) == [
        "thresholds.night-dissolution.high.hours_since_strain: is compared in several ways; say which: {gte, lte: ...}"
    ]


def test_every_mistake_is_told_with_its_place(catalogue: Catalogue) -> None:
    thresholds = {
        "owner-unreachabel": {"medium": {"hours": 1}},
        "owner-unreachable": {"critical": {"hours": 1}, "medium": {"hour": 5, "hours": {"lt": 4}}},
        "referral-tree-threshold": {"medium": {"people": 50}},
    }
    assert problems(catalogue, thresholds) == [
        "thresholds.owner-unreachabel: no such rule; did you mean 'owner-unreachable'?",
        "thresholds.owner-unreachable.critical: the rule has no such level; known: high, medium",
        "thresholds.owner-unreachable.medium.hour: the level compares no such number; did you mean 'hours'?",
        "thresholds.owner-unreachable.medium.hours: is not compared by lt, but by gte",
        "thresholds.referral-tree-threshold.medium.people: is law (公通字〔2013〕37号§1、§4) and cannot be set",
    ]


def test_a_rule_that_makes_no_sense_any_more_is_refused(catalogue: Catalogue) -> None:
    assert problems(catalogue, {"owner-unreachable": {"high": {"hours": 10}}}) == [
        "thresholds.owner-unreachable: never counts: whatever satisfies this also satisfies a graver level"
    ]
