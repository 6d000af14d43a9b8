"""Identity, settings and records are judged from what the platform tells; what it does not tell is no failure."""

import pytest
from msgspec.structs import replace

from monitor.event import EventType
from monitor.owners.holding import Holding
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record, Who
from tests.monitor.happenings import ANN, GROUP, OWEN, SEES_ALL, Told, at, happened, hours_of, joined, said

UNKNOWN, REAL, UNREAL = OWEN, replace(OWEN, verified=True), replace(OWEN, verified=False)
FIFTY = Profile(members=50)


def roster(hours: float, *people: Who, count: int = 0) -> Record:
    """Return a snapshot of the members."""
    return Record(f"roster {hours}", "roster.snapshot", at(hours), people=people, count=count)


def settings(hours: float, **told: bool) -> Record:
    """Return what the platform tells of the settings."""
    return replace(happened("community.settings_changed", hours, OWEN), settings=told)


@pytest.mark.parametrize(
    ("records", "found_at"),
    [
        pytest.param([roster(0, UNREAL)], [25], id="unverified"),
        pytest.param([roster(0, UNKNOWN)], [], id="unknown"),
        pytest.param([roster(0, UNREAL), said(5, UNKNOWN), roster(6, UNKNOWN)], [25], id="not told again"),
        pytest.param([roster(0, UNREAL), said(5, REAL), roster(20, REAL)], [], id="verified"),
        pytest.param([roster(0, UNREAL), happened("member.left", 5, None, OWEN)], [], id="left"),
        pytest.param([roster(0, REAL, replace(ANN, verified=False))], [], id="a member who does not post"),
    ],
)
def test_owner_and_admins_have_a_day_to_be_verified(panel: Panel, records: list[Record], found_at: list[float]) -> None:
    found = Told(panel, records, FIFTY).until(60).findings("owner-identity-unverified")
    assert [hours_of(finding.at) for finding in found] == found_at


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param([settings(0, contact=False)], ["contact"], id="one part empty"),
        pytest.param([settings(0, contact=False, code=False)], ["code", "contact"], id="two"),
        pytest.param(
            [settings(0, contact=False), settings(1, name=True)], ["contact"], id="the other was not named again"
        ),
        pytest.param([settings(0, name=True)], [], id="nothing is told of the rest"),
    ],
)
def test_a_part_that_is_not_told_of_is_not_empty(panel: Panel, told: list[Record], expected: list[str]) -> None:
    found = Told(panel, told, Profile(members=100)).findings("group-info-incomplete")
    lacking = [name for finding in found for name, value in finding.values.items() if value is True]
    assert sorted(name.removeprefix("lacks_") for name in lacking) == expected


@pytest.mark.parametrize(
    ("comers", "expected"),
    [
        pytest.param([joined(1 + number / 100, Who(f"m{number}")) for number in range(31)], 1, id="31 members"),
        pytest.param([joined(1, Who("m")) for _ in range(31)], 0, id="one join told 31 times"),
    ],
)
def test_joins_through_an_open_door_are_counted_once_each(panel: Panel, comers: list[Record], expected: int) -> None:
    told = Told(panel, [settings(0, join_approval=False), *comers], FIFTY)
    assert len(told.findings("open-join-unverified")) == expected


@pytest.mark.parametrize("kind", ["message.deleted", "member.muted", "member.removed", "member.banned"])
def test_records_can_be_seen_once_one_was(panel: Panel, kind: EventType) -> None:
    measures = [
        replace(happened(kind, 1 + number, OWEN, Who(f"m{number}")), message=f"n{number}") for number in range(12)
    ]
    unseen = Told(panel, measures, SEES_ALL)
    seen = Told(panel, [replace(measures[0], recorded=True), *measures[1:]], SEES_ALL)
    assert (len(unseen.findings("records-not-kept")), len(seen.findings("records-not-kept"))) == (0, 1)


@pytest.mark.parametrize(
    ("days", "count"), [pytest.param(90, 1, id="too short"), pytest.param(180, 0, id="long enough"), (None, 0)]
)
def test_how_long_logs_are_kept_is_judged_once(panel: Panel, days: int | None, count: int) -> None:
    profile = Profile(log_retention_days=days)
    found = Told(panel, [said(0, ANN), said(1, ANN)], profile).findings("records-not-kept")
    assert [finding.count for finding in found] == [1] * count


def owned(record: Record, owner: str) -> Record:
    """Return *record*, which tells who owns the group."""
    return replace(record, owner_account=owner)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([said(0, ANN)], [], id="nobody knows whose it is"),
        pytest.param([owned(said(0, OWEN), "a1")], [("a1", 50)], id="owned"),
        pytest.param([owned(said(0, OWEN), "a1"), said(1, ANN)], [("a1", 50)], id="nothing new"),
        pytest.param([owned(said(0, OWEN), "a1"), roster(1, count=70)], [("a1", 50), ("a1", 70)], id="grown"),
        pytest.param([owned(said(0, OWEN), "a1"), roster(1, count=30)], [("a1", 50)], id="shrunk"),
        pytest.param(
            [owned(said(0, OWEN), "a1"), owned(said(1, ANN), "a2")], [("a1", 50), ("a2", 50)], id="handed over"
        ),
        pytest.param(
            [owned(said(0, OWEN), "a1"), happened("community.dissolved", 1), happened("community.dissolved", 2)],
            [("a1", 50), ("a1", 0)],
            id="ended",
        ),
    ],
)
def test_a_group_contributes_to_its_owner_what_is_new(
    panel: Panel, records: list[Record], expected: list[tuple[str, int]]
) -> None:
    told = Told(panel, records, FIFTY)
    assert [(held.owner, held.members) for held in told.fold.holdings] == expected
    assert told.fold.state.holding == (told.fold.holdings[-1] if expected else None)
    assert all(isinstance(held, Holding) and held.community == GROUP for held in told.fold.holdings)
