"""What the group's rules lack is known from the rules last posted and what notices added to them."""

import pytest
from msgspec.structs import replace

from monitor.community.fold import CommunityFold
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record
from rules.signals import Signal
from tests.monitor.happenings import OWEN, SEES_ALL, Told, happened, hours_of, said, signal

RULE = "group-rules-incomplete"
FOUR = ("ads", "illegal", "investment", "penalties")


def clauses(*names: str) -> tuple[Signal, ...]:
    """Return the signals of a text with these clauses."""
    return tuple(signal("clause", name) for name in names)


def rules(hours: float, *names: str) -> Record:
    """Return a message of the owner with the rules."""
    return said(hours, OWEN, signal("group_rules"), *clauses("heading", *names))


def notice(hours: float, *names: str, removed: bool = False) -> Record:
    """Return a notice without the title of rules."""
    return replace(happened("community.notice_changed", hours, OWEN), signals=clauses(*names), notice_removed=removed)


@pytest.mark.parametrize(
    ("records", "missing"),
    [
        pytest.param([rules(0, *FOUR)], [2], id="rules with four clauses"),
        pytest.param([rules(0, *FOUR, "privacy")], [], id="with five"),
        pytest.param([notice(0, "ads", "illegal"), notice(1, *FOUR, "privacy")], [4], id="a notice adds to it"),
        pytest.param([rules(0, *FOUR, "privacy"), rules(1, "ads")], [5], id="new rules replace the old"),
        pytest.param(
            [rules(0, *FOUR, "privacy"), notice(1, removed=True), notice(2, "ads", "illegal")], [4], id="removed"
        ),
        pytest.param([notice(0)], [], id="a picture"),
        pytest.param([notice(0, "ads")], [], id="one clause may not be all"),
        pytest.param([notice(0, "ads", "illegal")], [4], id="two are"),
        pytest.param([rules(0, *FOUR, "privacy"), notice(1)], [], id="then news of the day"),
    ],
)
def test_what_is_missing(panel: Panel, records: list[Record], missing: list[int]) -> None:
    assert [finding.values["missing"] for finding in Told(panel, records).findings(RULE)] == missing


def test_the_finding_says_which_clauses_to_add(panel: Panel) -> None:
    [finding] = Told(panel, [rules(0, *FOUR)]).findings(RULE)
    lacking = {name for name, value in finding.values.items() if value is True and name.startswith("lacks_")}
    assert lacking == {"lacks_complaints", "lacks_privacy"}


@pytest.mark.parametrize(
    ("reposted", "found_at"),
    [pytest.param([], [90 * 24 + 1], id="never"), pytest.param([notice(800)], [800 + 90 * 24 + 1], id="once")],
)
def test_rules_age_from_when_they_were_last_posted(panel: Panel, reposted: list[Record], found_at: list[float]) -> None:
    told = Told(panel, [rules(0, *FOUR, "privacy"), *reposted], SEES_ALL).until(800 + 91 * 24)
    assert [hours_of(finding.at) for finding in told.findings(RULE)] == found_at


def test_a_member_posts_no_rules(panel: Panel) -> None:
    told = Told(panel, [replace(rules(0, "ads"), actor=replace(OWEN, role="", id="ann"))], Profile(members=50))
    assert told.findings(RULE) == []


def test_a_restart_forgets_no_clause(panel: Panel) -> None:
    before = Told(panel, [rules(0, *FOUR)])
    after = CommunityFold(before.fold.key, SEES_ALL, panel, before.fold.snapshot())
    assert after.state.posted_rules.clauses == sorted([*FOUR, "heading"])
