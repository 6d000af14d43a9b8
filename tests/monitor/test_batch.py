"""What schemes and campaigns say in the store is what they say in memory, whatever moves between them."""

from pathlib import Path

from msgspec.structs import replace

from monitor.alerts.alert import OPEN
from monitor.batch import Batch
from monitor.clock import MINUTE
from monitor.memory import Memory
from monitor.panel import Panel
from monitor.record import Promotion, Record, Sum, Who
from monitor.store import AlertQuery, Store, StoredEvent
from rules import Severity
from tests.monitor.campaigns.sightings import DOWN, text
from tests.monitor.happenings import ANN, BOB, GROUP, SEES_ALL, at, happened, said, signal
from tests.monitor.test_writer import row


def test_a_finding_by_stage_stays_in_the_store_when_its_scheme_gets_a_name(tmp_path: Path, panel: Panel) -> None:
    promises = [signal("yield", 30.0), signal("guarantee"), signal("commission", 3.0)]
    story = [
        said(0, ANN, *promises),
        said(1, BOB, signal("payout_failure", 72.0)),
        said(1.5, ANN, signal("payout_failure", 72.0)),
        happened("community.dissolved", 15),
        said(16, ANN, *promises, signal("scheme_name", "star")),
        said(17, ANN),
    ]
    store = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False)
    memory = Memory(panel, {GROUP: SEES_ALL})
    homes: list[str] = []
    for record in story:
        with store.begin() as transaction:
            Batch(transaction, memory, MINUTE).run([[row(record)]])
            stored = {found.id for found in transaction.findings()}
        standing = [*memory.board.findings, *(key for scheme in memory.schemes.values() for key in scheme.findings)]
        assert set(standing) <= stored
        homes += memory.schemes
    store.close()
    assert len(set(homes)) == 2
    assert {(found.rule, found.community) for found in memory.board.findings.values()} == {("night-dissolution", GROUP)}


def test_what_was_lost_is_found_without_any_stage_and_is_no_news_after_a_restart(tmp_path: Path, panel: Panel) -> None:
    lost = replace(happened("money.reported", 0, ANN), paid_by=ANN, sum=Sum("loss", 60_000_000))
    store = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False)
    memory = Memory(panel, {GROUP: SEES_ALL})
    opened: list[str] = []
    for record in (lost, said(1, BOB), said(2, BOB)):
        with store.begin() as transaction:
            outcome = Batch(transaction, memory, MINUTE).run([[row(record)]])
            opened += [finding.rule for finding in outcome.opened]
            memory.load(transaction)
            stored = {(found.rule, Severity(found.severity)) for found in transaction.findings()}
    store.close()
    assert opened == ["funds-threshold"]
    assert stored == {("funds-threshold", Severity.high)}
    assert [(scheme.stage, scheme.steps) for scheme in memory.schemes.values()] == [(0, ())]


GROUPS = ("wechat:a", "wechat:b", "wechat:c")


def promoted(minute: float, account: str) -> Record:
    """Return an ad by *account*."""
    record = said(minute / 60, Who(account), signal("ad", 0.9))
    return replace(record, excerpt="羽绒被", promotion=Promotion(text(DOWN), account))


def posted(record: Record, community: str) -> StoredEvent:
    """Return what the store keeps of *record* in *community*."""
    return row(record)._replace(source=f"im://{community.replace(':', '/')}", community=community)


def test_a_campaign_across_groups_is_one_alert_and_survives_a_restart_in_its_midst(
    tmp_path: Path, panel: Panel
) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False)
    for number, community in enumerate(GROUPS):
        memory = Memory(panel, {})  # as after a crash: nothing is left but the store
        with store.begin() as transaction:
            memory.load(transaction)
            events = [promoted(2 * number, "ann"), said(1, Who("bob"))]
            Batch(transaction, memory, MINUTE).run([[posted(record, community) for record in events]])
    with store.read() as transaction:
        [finding] = [found for found in transaction.findings() if found.rule == "duplicate-broadcast"]
        [alert] = [found for found in transaction.alerts(AlertQuery()) if found.rule == "duplicate-broadcast"]
        seen_in = [community for community in GROUPS if finding in transaction.campaign_findings(community)]
        assert len(list(transaction.sightings())) == 3
    store.close()
    assert (alert.subject, alert.occurrences) == (finding.subject, 1)
    assert seen_in == [*GROUPS]


def test_an_earlier_message_that_comes_in_later_moves_the_finding_but_opens_no_second_alert(
    tmp_path: Path, panel: Panel
) -> None:
    store, memory = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False), Memory(panel, {})
    for minute, community in ((4, "wechat:a"), (5, "wechat:b"), (6, "wechat:c"), (0, "wechat:d")):
        with store.begin() as transaction:
            events = [promoted(minute, "ann"), said(1, Who("bob"))]
            Batch(transaction, memory, MINUTE).run([[posted(record, community) for record in events]])
    with store.read() as transaction:
        findings = [found for found in transaction.findings() if found.rule == "duplicate-broadcast"]
        alerts = [found for found in transaction.alerts(AlertQuery()) if found.rule == "duplicate-broadcast"]
    store.close()
    assert [finding.at for finding in findings] == [at(5 / 60)]
    assert [(alert.state, alert.subject) for alert in alerts if alert.state == OPEN] == [(OPEN, findings[0].subject)]


def test_staff_and_tests_take_part_in_no_campaign(tmp_path: Path, panel: Panel) -> None:
    store, memory = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False), Memory(panel, {})
    of_staff = replace(promoted(0, "owen"), actor=Who("owen", role="owner"))
    with store.begin() as transaction:
        events = [of_staff, replace(promoted(1, "ann"), is_test=True), said(1, Who("bob"))]
        Batch(transaction, memory, MINUTE).run([[posted(record, GROUPS[0]) for record in events]])
        assert list(transaction.sightings()) == []
    store.close()


def counted(hours: float, owner: str, members: int) -> Record:
    """Return a count of a group's members that tells who owns it."""
    return replace(happened("roster.snapshot", hours), count=members, owner_account=owner)


def test_an_owner_of_several_groups_is_told_once_for_each_line_whatever_was_forgotten_meanwhile(
    tmp_path: Path, panel: Panel
) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False)
    told: list[list[tuple[str, object]]] = []
    for hours, (community, members) in enumerate(
        [("wechat:a", 60), ("wechat:b", 50), ("wechat:a", 70), ("wechat:b", 140)]
    ):
        memory = Memory(panel, {})
        with store.begin() as transaction:
            memory.load(transaction)
            events = [counted(hours, "owen", members), said(hours + 1, Who("bob"))]
            outcome = Batch(transaction, memory, MINUTE).run([[posted(record, community) for record in events]])
        told.append([(finding.subject, finding.values["line"]) for finding in outcome.opened])
    with store.read() as transaction:
        [finding] = [found for found in transaction.findings() if found.rule == "scale-duty-notice"]
        [alert] = [found for found in transaction.alerts(AlertQuery()) if found.rule == "scale-duty-notice"]
        shown_in = [community for community in GROUPS if finding in transaction.campaign_findings(community)]
    store.close()
    assert told == [[], [("owner:owen", 100)], [], [("owner:owen", 200)]]
    assert (alert.subject, alert.state, shown_in) == ("owner:owen", OPEN, ["wechat:a", "wechat:b"])


def test_the_alerts_of_a_scheme_are_resolved_when_it_steps_down_and_begin_anew_when_it_comes_back(
    tmp_path: Path, panel: Panel
) -> None:
    promises = [signal("yield", 30.0), signal("commission", 3.0), signal("scheme_name", "star")]
    store, memory = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False), Memory(panel, {GROUP: SEES_ALL})
    told: list[tuple[str, int]] = []
    for days in (0, 20, 40, 60):
        with store.begin() as transaction:
            events = [said(24 * days, ANN, *(promises if days in {0, 60} else ()))]
            outcome = Batch(transaction, memory, 0).run([[row(record) for record in events]])
        told += [(change.kind, days) for change in outcome.changes if change.row.rule == "scheme-stage-advance"]
    store.close()
    assert told == [("opened", 0), ("resolved", 40), ("reopened", 60)]


def test_the_alert_of_a_campaign_is_resolved_a_day_after_its_last_message(tmp_path: Path, panel: Panel) -> None:
    store, memory = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False), Memory(panel, {})
    told: list[tuple[str, int | None]] = []
    for minute, community in ((0, "wechat:a"), (1, "wechat:b"), (2, "wechat:c"), (3 * 24 * 60, "wechat:d")):
        with store.begin() as transaction:
            outcome = Batch(transaction, memory, 0).run([[posted(promoted(minute, "ann"), community)]])
        told += [
            (change.kind, change.row.ended_at) for change in outcome.changes if change.row.rule == "duplicate-broadcast"
        ]
    store.close()
    assert told == [("opened", None), ("resolved", at(2 / 60 + 24))]
