"""A promise of yield is set against the joins that were seen: once a day, and again when more is promised."""

import msgspec
import pytest

from monitor.community.fold import CommunityFold
from monitor.community.schemes.promised import Promised
from monitor.community.state import CommunityState
from monitor.findings import Finding
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record, Who
from rules import Severity
from rules.signals import Stance
from tests.monitor.happenings import ANN, BOB, GROUP, OWEN, SEES_ALL, Told, at, joined, said, signal

RULE = "unsustainable-promise"
FIFTEEN, THIRTY = signal("yield", 15.0), signal("yield", 30.0)
LEVELS = signal("commission", 3.0)
JOINS = [said(0, BOB), *(joined(24 * day + 1, Who(f"n{day}")) for day in range(1, 21))]
DAY = 21 * 24


def found(panel: Panel, *records: Record, profile: Profile = SEES_ALL) -> list[Finding]:
    """Return what was found of promises after three weeks with a join every day."""
    told = Told(panel, [*JOINS, *records], profile)
    assert not told.fold.failures
    return told.findings(RULE)


def test_a_promise_is_found_with_its_figures(panel: Panel) -> None:
    (one,) = found(panel, said(DAY - 1, ANN, LEVELS), said(DAY, ANN, FIFTEEN))
    assert (one.severity, one.subject, one.audience) == (Severity.medium, f"community:{GROUP}", ("moderator",))
    assert {name: one.values[name] for name in ("yield_monthly_bp", "joins_days", "joins_seen", "needed_joins_pd")} == {
        "yield_monthly_bp": 1500,
        "joins_days": 20,
        "joins_seen": 20,
        "needed_joins_pd": 1,
    }
    assert 0 < int(one.values["runs_out_days_min"]) < int(one.values["runs_out_days_max"]) < 730
    assert [proof.event for proof in one.proofs] != []


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(said(DAY, ANN, signal("yield", 15.0, Stance.report)), id="what somebody reports"),
        pytest.param(said(DAY, ANN, signal("yield", 15.0, Stance.warn)), id="a warning"),
        pytest.param(said(DAY, ANN, signal("yield", 2.9)), id="what no rule asks for"),
        pytest.param(said(DAY, ANN, LEVELS), id="commission alone"),
        pytest.param(said(DAY, ANN, FIFTEEN, signal("loan")), id="what a borrower pays"),
        pytest.param(said(DAY, ANN, FIFTEEN, signal("third_party_notice")), id="a notice of a bank"),
        pytest.param(msgspec.structs.replace(said(DAY, ANN, FIFTEEN), is_test=True), id="a test"),
    ],
)
def test_what_promises_nothing_is_not_set_against_joins(panel: Panel, record: Record) -> None:
    told = Told(panel, [*JOINS, record])
    assert told.findings(RULE) == []
    assert told.fold.state.promised.day == 0


def test_joins_that_cannot_be_seen_tell_nothing(panel: Panel) -> None:
    blind = Profile(observes=frozenset({"messages"}), members=50)
    told = Told(panel, [said(0, BOB), said(DAY, ANN, FIFTEEN)], blind)
    assert told.findings(RULE) == []


def test_what_owner_and_admins_promise_counts_as_well(panel: Panel) -> None:
    (one,) = found(panel, said(DAY, OWEN, FIFTEEN))
    assert one.audience == ("moderator",)


def test_a_promise_is_judged_once_a_day_and_again_when_it_grows(panel: Panel) -> None:
    promise = said(DAY, ANN, FIFTEEN)
    again = [said(DAY + hour, BOB, FIFTEEN) for hour in (1, 2, 3)]
    assert [one.count for one in found(panel, promise, *again)] == [1]
    assert [one.count for one in found(panel, promise, said(DAY + 1, BOB, THIRTY))] == [2]
    assert [one.count for one in found(panel, promise, said(DAY + 1, BOB, LEVELS, FIFTEEN))] == [2]
    assert [one.count for one in found(panel, promise, said(DAY + 24, BOB, FIFTEEN))] == [2]


def test_joins_of_today_wait_until_the_day_is_over(panel: Panel) -> None:
    rush = [joined(DAY + 0.1 * number, Who(f"r{number}")) for number in range(9)]
    (one,) = found(panel, *rush, said(DAY + 1, ANN, FIFTEEN))
    assert one.values["joins_seen"] == 20


def test_at_most_four_weeks_of_joins_are_looked_at(panel: Panel) -> None:
    more = [joined(24 * day + 1, Who(f"n{day}")) for day in range(21, 41)]
    (one,) = found(panel, *more, said(41 * 24, ANN, FIFTEEN))
    assert (one.values["joins_days"], one.values["joins_seen"]) == (28, 28)


def test_a_community_restored_after_a_promise_goes_on_as_if_uninterrupted(panel: Panel) -> None:
    records = [*JOINS, said(DAY, ANN, LEVELS, FIFTEEN), said(DAY + 1, BOB, FIFTEEN), said(DAY + 2, BOB, THIRTY)]
    whole, parted = CommunityFold(GROUP, SEES_ALL, panel), CommunityFold(GROUP, SEES_ALL, panel)
    for record in records:
        whole.apply(record)
        parted.apply(record)
        saved = msgspec.msgpack.encode(parted.snapshot())
        parted = CommunityFold(GROUP, SEES_ALL, panel, msgspec.msgpack.decode(saved, type=CommunityState))
    assert msgspec.to_builtins(parted.snapshot()) == msgspec.to_builtins(whole.snapshot())


def test_levels_are_remembered_for_thirty_days() -> None:
    promised = Promised()
    promised.pays(3, at(0))
    assert promised.is_news(1500, at(30 * 24))
    assert promised.levels == 3
    assert promised.is_news(1500, at(30 * 24 + 24))
    assert promised.levels == 0
