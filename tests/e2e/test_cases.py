"""A moderator's steps reach the alert, the evidence and - a label - the stream, once, and as a replay sees it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from prometheus_client import generate_latest

from monitor import record as records
from monitor.clock import DAY, HOUR, MINUTE, exact
from monitor.errors import RefusedStepError, UnknownItemError
from monitor.event import Community, Data, Event, Message, Person
from monitor.evidence.entry import decode
from monitor.intake import Intake
from monitor.live import Monitor
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.pseudonym import Pseudonyms
from monitor.replay import replay
from monitor.service import AlertEntry, AlertQuery, HoldRequest, LabelRequest, Matcher, SilenceRequest
from monitor.service.alerts import Verdict
from monitor.store import LabelRow, Store
from tests.e2e.crash.mortal import SteppedClock
from tests.e2e.living import KEY, StoppedClock

BEGIN = 1_709_258_400_000_000  # 2024-03-01T02:00:00Z
NOW = BEGIN + HOUR
GROUP = "wechat:g"
PROFILES = {GROUP: Profile(observes=frozenset({"messages", "moderation"}))}


def event(minute: int, kind: str, text: str = "", member: str = "zhou") -> Event:
    """Return an event in the minute *minute*."""
    message = Message(f"m{minute}", text) if text else None
    data = Data("wechat", Community("g"), actor=Person(member) if text else None, message=message)
    return Event(f"e{minute}", "im://wechat/g", kind, exact(BEGIN + minute * MINUTE), data)  # type: ignore[arg-type]  # a table's


def sharing(minute: int) -> Event:
    """Return a message that one rule calls low: it starts no owner's clock by itself."""
    return event(minute, "message.created", f"转发朋友圈集赞{minute + 30}个，到店送电影票两张，截图有效")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(f"sqlite:///{tmp_path}/live.db", durable=False)) as opened:
        yield opened


@pytest.fixture
def monitor(store: Store, panel: Panel) -> Iterator[Monitor]:
    intake = Intake(panel.reader, Pseudonyms(KEY))
    with Monitor(store, panel, intake, profiles=PROFILES, clock=StoppedClock(NOW)) as opened:
        opened.ingest([sharing(0), sharing(1), sharing(2), event(45, "connector.heartbeat")], "test")
        yield opened


def the_alert(monitor: Monitor, rule: str = "induced-sharing") -> AlertEntry:
    [alert] = monitor.alerts(AlertQuery(rule=rule, lang="en"))
    return alert


def pass_time(monitor: Monitor) -> None:
    """Let everything up to now be judged."""
    monitor.ingest([event(70, "connector.heartbeat")], "test")


def labels_in(store: Store) -> list[records.Record]:
    with store.read() as transaction:
        told = [records.decode(body) for body in transaction.history(GROUP)]
    return [record for record in told if record.type == "message.labelled"]


def test_an_alert_that_is_acknowledged_is_listed_so_and_nobody_else_s(monitor: Monitor) -> None:
    alert = the_alert(monitor)
    monitor.cases.assign(alert.id, "cem", "bea")
    entry = monitor.cases.acknowledge(alert.id, "bea", "on it")
    assert (entry.state, entry.assignee, entry.changed) == ("acknowledged", "cem", True)
    shown = the_alert(monitor)
    assert (shown.state, shown.assignee, shown.muted) == ("acknowledged", "cem", "acknowledged")
    for query in (AlertQuery(state="acknowledged"), AlertQuery(assignee="cem"), AlertQuery(muted=True)):
        assert [alert.id for alert in monitor.alerts(query)] == [alert.id]
    for query in (AlertQuery(state="open"), AlertQuery(assignee=""), AlertQuery(muted=False, rule="induced-sharing")):
        assert alert.id not in [alert.id for alert in monitor.alerts(query)]


def test_every_step_is_in_the_evidence_once_however_often_it_is_taken(monitor: Monitor, store: Store) -> None:
    alert = the_alert(monitor)
    for _ in range(2):
        monitor.cases.acknowledge(alert.id, "bea", "on it")
    assert not monitor.cases.acknowledge(alert.id, "ann", "me too").changed
    for _ in range(2):
        monitor.cases.label(alert.id, LabelRequest("unsure", "ask the owner"), "bea")
        monitor.cases.resolve(alert.id, "ann")
    steps = [(step.by, step.action, step.reason) for step in monitor.cases.detail(alert.id, "en").steps]
    assert steps == [("bea", "acknowledged", "on it"), ("bea", "unsure", "ask the owner"), ("ann", "resolved", "")]
    with store.read() as transaction:
        entries = [decode(line.content) for line in transaction.ledger(GROUP) if line.content]
    assert [entry.reference for entry in entries if entry.kind in {"case", "label"}] == [alert.id] * 3


def test_what_a_moderator_closed_is_opened_by_new_evidence(monitor: Monitor) -> None:
    alert = the_alert(monitor)
    assert monitor.cases.resolve(alert.id, "bea").state == "resolved"
    with pytest.raises(RefusedStepError, match="is resolved"):
        monitor.cases.acknowledge(alert.id, "bea")
    monitor.ingest([sharing(50)], "test")
    pass_time(monitor)
    assert the_alert(monitor).state == "open"


def test_an_alert_that_nobody_knows_is_unknown(monitor: Monitor) -> None:
    for step in (monitor.cases.acknowledge, monitor.cases.snooze, monitor.cases.resolve):
        with pytest.raises(UnknownItemError):
            step("nothing", "bea")
    with pytest.raises(UnknownItemError):
        monitor.cases.label("nothing", LabelRequest("false"), "bea")


def test_messages_that_a_label_confirms_are_violations_and_offend_again(
    monitor: Monitor, store: Store, panel: Panel
) -> None:
    assert monitor.cases.label(the_alert(monitor).id, LabelRequest("confirmed"), "bea").messages == 3
    assert {(label.message, label.action, label.category) for label in labels_in(store)} == {
        (message, "confirmed", "ad") for message in ("m0", "m1", "m2")
    }
    with store.read() as transaction:
        history = [records.decode(body) for body in transaction.history(GROUP)]
    found = replay({GROUP: history}, panel, PROFILES, until=NOW + 2 * DAY).all_findings()
    assert {"repeat-offender-not-escalated", "violation-unhandled"} <= {finding.rule for finding in found}


def test_what_a_label_calls_false_is_no_violation(monitor: Monitor, store: Store) -> None:
    alert = the_alert(monitor)
    monitor.cases.label(alert.id, LabelRequest("confirmed"), "bea")
    monitor.cases.label(alert.id, LabelRequest("false", "a joke"), "bea")
    pass_time(monitor)
    assert the_alert(monitor).label == "false"
    assert [label.action for label in labels_in(store)] == ["confirmed"] * 3 + ["overturned"] * 3


@pytest.mark.parametrize("category", ["ad", "fraud"])
@pytest.mark.parametrize(
    ("verdicts", "is_held"),
    [
        pytest.param(("confirmed",), True, id="confirmed"),
        pytest.param(("confirmed", "unsure"), False, id="confirmed, then unsure"),
        pytest.param(("confirmed", "false"), False, id="confirmed, then false"),
        pytest.param(("false", "confirmed"), True, id="false, then confirmed"),
        pytest.param(("confirmed", "unsure", "confirmed"), True, id="unsure for a while"),
        pytest.param(("false", "unsure"), False, id="false, then unsure"),
    ],
)
def test_the_last_label_counts(
    store: Store, panel: Panel, category: Literal["ad", "fraud"], verdicts: tuple[Verdict, ...], *, is_held: bool
) -> None:
    clock = SteppedClock(NOW)
    with Monitor(store, panel, Intake(panel.reader, Pseudonyms(KEY)), profiles=PROFILES, clock=clock) as monitor:
        monitor.ingest([sharing(0), event(45, "connector.heartbeat")], "test")
        for minute, verdict in zip((80, 100, 120), verdicts, strict=False):
            monitor.cases.label(the_alert(monitor).id, LabelRequest(verdict, category=category), "bea")
            clock.go_on(BEGIN + minute * MINUTE)
            monitor.ingest([event(minute, "connector.heartbeat")], "test")
    with store.read() as transaction:
        history = [records.decode(body) for body in transaction.history(GROUP)]
    found = replay({GROUP: history}, panel, PROFILES, until=NOW + 2 * DAY).all_findings()
    assert ("violation-unhandled" in {finding.rule for finding in found}) == is_held


@pytest.mark.parametrize("verdicts", [("confirmed", "false"), ("false",)], ids=["labelled", "found"])
def test_what_a_violation_led_to_does_not_hold_it_against_a_member(
    store: Store, panel: Panel, verdicts: tuple[Verdict, ...]
) -> None:
    clock, link = SteppedClock(NOW), event(0, "message.created", "领补贴的点这里 https://dwz.cn/aB3x9")
    with Monitor(store, panel, Intake(panel.reader, Pseudonyms(KEY)), profiles=PROFILES, clock=clock) as monitor:
        monitor.ingest([link, event(45, "connector.heartbeat")], "test")
        alert = the_alert(monitor, "suspicious-link").id
        told = 0
        for verdict in verdicts:
            clock.go_on(clock.now() + 4 * DAY)
            monitor.ingest([event((clock.now() - BEGIN) // MINUTE, "connector.heartbeat")], "test")
            told = monitor.cases.label(alert, LabelRequest(verdict, category="fraud"), "bea").messages
        assert the_alert(monitor, "violation-unhandled").state == "open"
        assert told == 1


def test_what_another_alert_was_confirmed_for_is_still_held_against_a_member(monitor: Monitor, store: Store) -> None:
    both = event(50, "message.created", "转发朋友圈集赞38个，到店送电影票两张，领补贴的点这里 https://dwz.cn/aB3x9")
    monitor.ingest([both], "test")
    pass_time(monitor)
    monitor.cases.label(the_alert(monitor, "suspicious-link").id, LabelRequest("confirmed", category="fraud"), "bea")
    monitor.cases.label(the_alert(monitor).id, LabelRequest("false"), "bea")
    assert {label.message for label in labels_in(store) if label.action == "overturned"} == {"m0", "m1", "m2"}


def test_the_same_label_again_tells_the_stream_nothing(monitor: Monitor, store: Store) -> None:
    alert = the_alert(monitor)
    for note in ("", "", "with a reason now"):
        monitor.cases.label(alert.id, LabelRequest("confirmed", note), "bea")
    assert len(labels_in(store)) == 3


def test_a_moderator_who_is_unsure_tells_the_stream_nothing(monitor: Monitor, store: Store) -> None:
    assert monitor.cases.label(the_alert(monitor).id, LabelRequest("unsure"), "bea").messages == 0
    assert labels_in(store) == []


def test_a_replay_of_what_is_stored_finds_what_was_found_live(monitor: Monitor, store: Store, panel: Panel) -> None:
    monitor.cases.label(the_alert(monitor).id, LabelRequest("confirmed"), "bea")
    pass_time(monitor)
    with store.read() as transaction:
        history = [records.decode(body) for body in transaction.history(GROUP)]
        live = {row.id for row in transaction.findings()}
    again = replay({GROUP: history}, panel, PROFILES, until=NOW).all_findings()
    assert {finding.id for finding in again} == live


def test_a_label_does_not_advance_the_clock_of_a_group_that_is_read_from_history(store: Store, panel: Panel) -> None:
    clock = StoppedClock(NOW + 400 * DAY)
    with Monitor(store, panel, Intake(panel.reader, Pseudonyms(KEY)), clock=clock) as monitor:
        monitor.ingest([sharing(0), event(45, "connector.heartbeat")], "test")
        monitor.cases.label(the_alert(monitor).id, LabelRequest("confirmed"), "bea")
    assert [label.at for label in labels_in(store)] == [BEGIN + 45 * MINUTE]


def test_what_another_alert_still_holds_against_a_member_is_not_overturned(monitor: Monitor, store: Store) -> None:
    both = event(50, "message.created", "转发朋友圈集赞38个，到店送电影票两张，领补贴的点这里 https://dwz.cn/aB3x9")
    monitor.ingest([both], "test")
    pass_time(monitor)
    monitor.cases.label(the_alert(monitor).id, LabelRequest("false"), "bea")
    assert {label.message for label in labels_in(store)} == {"m0", "m1", "m2"}
    monitor.cases.label(the_alert(monitor, "suspicious-link").id, LabelRequest("false"), "bea")
    assert {label.message for label in labels_in(store)} == {"m0", "m1", "m2", "m50"}


def silence(rule: str, hours: int = 5, reason: str = "known") -> SilenceRequest:
    return SilenceRequest((Matcher("rule", (rule,)),), reason, exact(NOW + hours * HOUR))


def test_a_silenced_alert_says_which_silence_mutes_it_until_that_ends(monitor: Monitor) -> None:
    made = monitor.silences.add(silence("induced-sharing"), "bea")
    assert (made.state, made.author, made.suppressed) == ("active", "bea", 0)
    detail = monitor.cases.detail(the_alert(monitor).id, "en")
    assert (detail.alert.muted, detail.muted_by) == ("silenced", made.id)
    assert monitor.silences.end(made.id, "ann").state == "expired"
    assert the_alert(monitor).muted is None
    assert [entry.id for entry in monitor.silences.all(expired=True).silences] == [made.id]
    assert monitor.silences.all().silences == ()


def test_a_silence_is_made_and_ended_once(monitor: Monitor, store: Store) -> None:
    made, same = (monitor.silences.add(silence("induced-sharing"), "bea").id for _ in range(2))
    for _ in range(2):
        monitor.silences.end(made, "bea")
    again = monitor.silences.add(silence("induced-sharing"), "bea")
    assert (made == same, made == again.id, again.state) == (True, False, "active")
    with store.read() as transaction:
        lines = [decode(line.content) for line in transaction.ledger("silences") if line.content]
    assert [(line.action, line.by) for line in lines] == [("silenced", "bea"), ("ended", "bea"), ("silenced", "bea")]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (silence("ad", hours=-1), "expires_time"),
        (silence("ad", reason=" "), "reason"),
        (SilenceRequest((), "noise", exact(NOW + HOUR)), "matchers"),
        (SilenceRequest((Matcher("rule", ("ad",)),), "noise", "tomorrow"), "expires_time: expected RFC 3339"),
    ],
)
def test_a_silence_that_makes_no_sense_is_refused(monitor: Monitor, wrong: SilenceRequest, named: str) -> None:
    with pytest.raises(RefusedStepError, match=named):
        monitor.silences.add(wrong, "bea")


def test_a_silence_that_nobody_made_cannot_end(monitor: Monitor) -> None:
    with pytest.raises(UnknownItemError):
        monitor.silences.end("nothing", "bea")


def test_a_hold_is_placed_once_and_ends_once(monitor: Monitor) -> None:
    request = HoldRequest(GROUP, "c-1", "court")
    assert [monitor.evidence.hold(request, by).by for by in ("ann", "bea")] == ["ann", "ann"]
    assert monitor.evidence.release(GROUP, "c-1", "bea", "case closed").by == "ann"
    with pytest.raises(UnknownItemError):
        monitor.evidence.release(GROUP, "c-1", "bea", "again")
    with pytest.raises(UnknownItemError):
        monitor.evidence.hold(HoldRequest("qq:unheard", "c-1", "court"), "ann")
    with pytest.raises(RefusedStepError):
        monitor.evidence.hold(HoldRequest(GROUP, " ", "court"), "ann")


def test_a_dossier_holds_the_evidence_and_where_the_group_stands(monitor: Monitor) -> None:
    dossier = monitor.evidence.dossier(GROUP, "moderator", "en")
    assert (dossier.extract.community, dossier.report.id) == (GROUP, GROUP)
    with pytest.raises(UnknownItemError):
        monitor.evidence.dossier("qq:unheard", "moderator", "en")


def test_rules_say_how_often_they_were_right(monitor: Monitor, store: Store) -> None:
    with store.begin() as transaction:
        for number in range(20):
            verdict = "confirmed" if number < 4 else "false"
            transaction.put_label(LabelRow(f"a{number}", 1, "induced-sharing", 1, verdict, "", "bea", 1))
    rules = {rule.id: rule.precision for rule in monitor.rules("en").rules}
    found = rules["induced-sharing"]
    assert found is not None
    assert (found.confirmed, found.false, found.share) == (4, 16, 0.2)
    assert "Of 20 labelled alerts 20% were right" in found.suggestion
    assert rules["suspicious-link"] is None


def test_metrics_show_cases_labels_and_appeals(monitor: Monitor, store: Store) -> None:
    monitor.cases.acknowledge(the_alert(monitor).id, "bea")
    with store.begin() as transaction:
        for number in range(10):
            transaction.put_label(LabelRow(f"a{number}", 1, "induced-sharing", 1, "confirmed", "", "bea", 1))
    monitor.measure()
    shown = generate_latest(monitor.registry).decode()
    for line in (
        'groupwarden_cases{state="acknowledged"} 1.0',
        'groupwarden_cases{state="snoozed"} 0.0',
        'groupwarden_appeals{state="overdue"} 0.0',
        'groupwarden_rule_precision{rule="induced-sharing"} 1.0',
        'groupwarden_rule_precision{rule="suspicious-link"} NaN',
    ):
        assert line in shown
