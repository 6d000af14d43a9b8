"""The owner's clock: which violations start it, what stops it, and how it gets graver."""

from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from monitor.clock import HOUR, LocalClock
from monitor.community.duties.items import Items
from monitor.community.state import CommunityState
from monitor.event import EventType
from monitor.findings import Proof
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record, Who
from rules import Severity
from rules.signals import Stance
from tests.monitor.happenings import ANN, BOB, OWEN, Told, at, happened, hours_of, said, signal

RULE = "violation-unhandled"
GUARANTEE = signal("guarantee")  # principal-guarantee: high, 12 hours
YIELD = signal("yield", 4.0)  # 4% a month: medium, 24 hours
REPRIMAND = signal("reprimand")
ADMIN = Who("amy", role="admin")


def test_an_item_gets_graver_with_each_missed_deadline(panel: Panel) -> None:
    told = Told(panel, [said(0, ANN, YIELD)])
    assert told.until(32.9).severities(RULE) == []  # 13 h up to eleven at night, 11 more from eight in the morning
    assert told.until(33).severities(RULE) == [Severity.high]
    assert told.until(75).severities(RULE) == [Severity.critical]


def clocked(panel: Panel) -> tuple[Items, list[tuple[float, Severity]]]:
    """Return a list of items, and the deadlines it has told so far: when in hours, and how grave."""
    missed: list[tuple[float, Severity]] = []
    clock = LocalClock(ZoneInfo("Asia/Shanghai"))
    hours = panel.scoring.sla_hours

    def judge(_: object, raised: Severity, due: int) -> None:
        missed.append((hours_of(due), raised))

    return Items(CommunityState(), clock, hours, judge, lambda _entry: None), missed


@pytest.mark.parametrize(
    ("severity", "deadlines"),
    [
        pytest.param(Severity.critical, [(2, Severity.critical)], id="critical, awake or not"),
        pytest.param(Severity.high, [(12, Severity.critical)], id="high"),
        pytest.param(Severity.medium, [(33, Severity.high), (75, Severity.critical)], id="medium"),
        pytest.param(Severity.low, [(108, Severity.medium)], id="low"),
    ],
)
def test_deadlines_pass_on_the_owners_clock(
    panel: Panel, severity: Severity, deadlines: list[tuple[float, Severity]]
) -> None:
    items, missed = clocked(panel)
    items.open("m", "ann", at(0), severity, Proof("e"))
    for hours in range(400):
        items.ring(at(hours))
    assert missed[: len(deadlines)] == deadlines
    assert missed[-1][1] == Severity.critical


def test_quiet_hours_do_not_pause_what_is_critical(panel: Panel) -> None:
    items, missed = clocked(panel)
    items.open("night", "ann", at(15), Severity.critical, Proof("e"))  # one o'clock at night
    items.ring(at(100))
    assert missed == [(17, Severity.critical)]


def test_an_edit_that_makes_it_graver_shortens_the_time_left(panel: Panel) -> None:
    items, missed = clocked(panel)
    items.open("m", "ann", at(0), Severity.medium, Proof("e"))
    items.open("m", "ann", at(1), Severity.high, Proof("e"))
    items.open("m", "ann", at(1), Severity.low, Proof("e"))
    items.ring(at(30))
    assert missed == [(12, Severity.critical)]


def act(kind: EventType, actor: Who | None = OWEN, target: Who | None = None, message: str = "") -> Record:
    """Return what somebody does an hour after the violation."""
    record = happened(kind, 1, actor, target)
    return Record(record.id, record.type, record.at, actor, target, message=message)


ACTIONS = [
    pytest.param(act("message.deleted", message="m"), True, True, id="the owner deletes"),
    pytest.param(act("message.deleted", None, message="m"), True, True, id="deleted, nobody says by whom"),
    pytest.param(
        act("message.deleted", ANN, message="m"), True, False, id="the author deletes: no action of the owner"
    ),
    pytest.param(act("message.deleted", message="other"), False, False, id="the owner deletes something else"),
    pytest.param(act("member.muted", target=ANN), True, True, id="the author is muted"),
    pytest.param(act("member.muted", target=BOB), False, False, id="somebody else is muted"),
    pytest.param(act("member.removed", target=ANN), True, True, id="the author is removed"),
    pytest.param(act("member.banned", target=ANN), True, True, id="the author is banned"),
    pytest.param(act("action.attested", message="m"), True, True, id="the owner attests"),
    pytest.param(act("action.attested", BOB, message="m"), False, False, id="a member attests"),
    pytest.param(said(1, OWEN, REPRIMAND, reply_to="m"), True, True, id="the owner warns in reply"),
    pytest.param(said(1, ADMIN, REPRIMAND, reply_to="m"), True, True, id="an admin warns in reply"),
    pytest.param(said(1, OWEN, REPRIMAND), False, False, id="the owner warns nobody in particular"),
    pytest.param(said(1, BOB, REPRIMAND, reply_to="m"), False, False, id="a member warns"),
    pytest.param(said(1, OWEN, reply_to="m"), False, False, id="the owner only replies"),
    pytest.param(act("community.renamed"), False, False, id="the owner renames the group"),
]


@pytest.mark.parametrize(("action", "closes", "is_handled"), ACTIONS)
def test_owner_actions_close_an_item(panel: Panel, action: Record, closes: bool, is_handled: bool) -> None:
    told = Told(panel, [said(0, ANN, GUARANTEE, message="m"), action])
    assert ("m" not in told.fold.state.items) is closes
    assert [(entry.minutes, entry.in_time) for entry in told.fold.state.handled] == [(60, True)] * is_handled
    assert bool(told.until(48).findings(RULE)) is not closes


def test_the_reason_of_what_was_done_is_evidence(panel: Panel) -> None:
    deleted = replace(act("message.deleted", message="m"), reason="刷屏广告")
    told = Told(panel, [said(0, ANN, GUARANTEE, message="m"), deleted])
    assert [(entry.action, entry.reason) for entry in told.fold.journal.entries if entry.kind == "handled"] == [
        ("deleted", "刷屏广告")
    ]


def test_what_is_handled_late_counts_as_late(panel: Panel) -> None:
    told = Told(panel, [said(0, ANN, GUARANTEE, message="m"), said(13.5, OWEN, REPRIMAND, reply_to="m")])
    assert [entry.in_time for entry in told.fold.state.handled] == [False]


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(said(0, ANN), id="nothing found"),
        pytest.param(said(0, ANN, signal("yield", 0.9)), id="a low finding"),
        pytest.param(said(0, ANN, signal("guarantee", stance=Stance.warn)), id="a warning"),
        pytest.param(said(0, ANN, signal("guarantee", stance=Stance.ask)), id="a question"),
        pytest.param(said(0, OWEN, GUARANTEE), id="written by the owner"),
        pytest.param(said(0, ADMIN, GUARANTEE), id="written by an admin"),
    ],
)
def test_these_start_no_clock(panel: Panel, record: Record) -> None:
    told = Told(panel, [record]).until(200)
    assert told.fold.state.items == {}
    assert told.findings(RULE) == []


def test_what_staff_wrote_goes_to_the_moderator_only(panel: Panel) -> None:
    told = Told(panel, [said(0, OWEN, GUARANTEE)])
    found = told.findings("principal-guarantee") + told.findings("owner-condones-violation")
    assert [finding.audience for finding in found] == [("moderator",), ("moderator",)]


def test_what_a_member_wrote_goes_to_whom_the_rule_names(panel: Panel) -> None:
    told = Told(panel, [said(0, ANN, GUARANTEE)])
    rule = panel.catalogue.rules["principal-guarantee"]
    assert [finding.audience for finding in told.findings(rule.id)] == [tuple(rule.audience)]


def test_where_deletes_cannot_be_seen_nothing_is_called_unhandled(panel: Panel) -> None:
    blind = Profile(members=50)
    assert Told(panel, [said(0, ANN, GUARANTEE)], blind).until(200).findings(RULE) == []


@pytest.mark.parametrize(
    ("act_of", "severity"),
    [
        pytest.param(said(1, OWEN, signal("approval"), reply_to="m"), Severity.critical, id="praised by the owner"),
        pytest.param(act("message.pinned", message="m"), Severity.critical, id="pinned by the owner"),
        pytest.param(act("message.pinned", BOB, message="m"), None, id="pinned by a member"),
        pytest.param(said(1, BOB, signal("approval"), reply_to="m"), None, id="praised by a member"),
        pytest.param(said(1, OWEN, signal("approval")), None, id="the owner praises something else"),
    ],
)
def test_staff_that_take_a_violations_side_are_reported(
    panel: Panel, act_of: Record, severity: Severity | None
) -> None:
    told = Told(panel, [said(0, ANN, GUARANTEE, message="m"), act_of])
    assert told.severities("owner-condones-violation") == ([] if severity is None else [severity])


def test_every_event_type_is_taken_without_failure(panel: Panel) -> None:
    told = Told(panel, [Record(kind, kind, at(0)) for kind in get_args(EventType)])
    assert told.fold.failures == []


def test_a_record_that_cannot_be_judged_does_not_stop_the_next(panel: Panel) -> None:
    broken = said(0, ANN, signal("guarantee"))
    told = Told(panel, [Record(broken.id, "message.created", at(0), ANN, signals=(None,)), said(1, BOB, GUARANTEE)])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - what no intake makes
    assert [event for event, _ in told.fold.failures] == [broken.id]
    assert told.severities("principal-guarantee") == [Severity.high]


def test_items_are_dropped_after_ninety_days(panel: Panel) -> None:
    told = Told(panel, [said(0, ANN, GUARANTEE, message="m")])
    assert told.until(89 * 24).fold.state.items
    assert not told.until(91 * 24).fold.state.items


def test_the_open_time_shown_is_the_time_that_passed(panel: Panel) -> None:
    told = Told(panel, [said(10, ANN, GUARANTEE)]).until(48)
    [finding] = told.findings(RULE)
    assert finding.values["hours_open"] == (finding.at - at(10)) // HOUR == 21
