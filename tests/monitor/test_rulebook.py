"""Other rules hold for all evidence of schemes; what rules found that are gone stays."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.alerts.alert import OPEN
from monitor.clock import MINUTE
from monitor.errors import MonitorError
from monitor.memory import Memory
from monitor.panel import Panel
from monitor.rule_set import panel_of, rule_set
from monitor.rulebook import Rulebook
from monitor.store import AlertQuery, AlertRow, FindingRow, RuleChange, Store
from monitor.writer import Writer
from rules import Rule
from tests.monitor.happenings import ANN, BOB, GROUP, SEES_ALL, said, signal
from tests.monitor.test_writer import FailingStore, nothing, row

PROMISES = signal("yield", 30.0), signal("guarantee"), signal("commission", 3.0)
BY_STAGE = "scheme-stage-advance"


class Room:
    """A writer with a rulebook over a store."""

    def __init__(self, store: Store, panel: Panel) -> None:
        self.store = store
        self.memory = Memory(panel, {GROUP: SEES_ALL})
        self.writer = Writer(store, self.memory, 10 * MINUTE, nothing, nothing)
        self.book = Rulebook(store, self.memory, self.writer, lambda: 7)
        self.book.begin()

    def tell_of_a_scheme(self) -> None:
        promised, failed = said(0, ANN, *PROMISES), said(1, BOB, signal("payout_failure", 72.0))
        self.writer.submit([row(promised), row(failed), row(said(2, ANN))], [])

    def found(self, rule: str) -> tuple[list[FindingRow], list[AlertRow]]:
        with self.store.read() as transaction:
            findings = [finding for finding in transaction.findings() if finding.rule == rule]
            return findings, transaction.alerts(AlertQuery(rule=rule))


def with_rules(panel: Panel, *more: Rule, without: str = "") -> Panel:
    """Return a panel of the rules of *panel* with others over them, or without one."""
    rules = {name: rule for name, rule in panel.catalogue.rules.items() if name != without}
    return panel.judging_by(replace(panel.catalogue, rules=rules | {rule.id: rule for rule in more}), {})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = FailingStore.open(f"sqlite:///{tmp_path}/store.db", durable=False)
    yield opened
    opened.close()


def test_schemes_are_seen_by_the_new_rules_whole_and_what_a_rule_found_that_is_gone_stays(
    store: Store, panel: Panel
) -> None:
    room = Room(store, with_rules(panel))
    room.tell_of_a_scheme()
    findings, alerts = room.found(BY_STAGE)
    assert findings
    assert [alert.state for alert in alerts] == [OPEN]
    newer = panel.catalogue.rules[BY_STAGE].model_copy(update={"version": 9})
    assert room.book.take(with_rules(panel, newer), "ann")
    newly, same = room.found(BY_STAGE)
    assert {finding.version for finding in newly} == {9}
    assert [(alert.fingerprint, alert.state) for alert in same] == [(alerts[0].fingerprint, OPEN)]
    assert room.book.take(with_rules(panel, without=BY_STAGE), "ann")
    assert room.found(BY_STAGE) == (newly, same)
    room.writer.submit([row(said(30, ANN, *PROMISES)), row(said(31, ANN))], [])
    assert room.found(BY_STAGE) == (newly, same)
    room.writer.stop()


def test_a_change_that_cannot_be_stored_leaves_the_rules_before_in_force(store: FailingStore, panel: Panel) -> None:
    room = Room(store, with_rules(panel))
    before, present = room.book.in_force(), room.memory.panel
    store.fails = True
    with pytest.raises(MonitorError, match="the disk is full"):
        room.book.take(with_rules(panel, without=BY_STAGE), "ann")
    assert (room.book.in_force(), room.memory.panel) == (before, present)
    room.tell_of_a_scheme()
    assert room.found(BY_STAGE)[0]
    assert room.book.take(with_rules(panel, without=BY_STAGE), "ann")
    room.writer.stop()


def test_rules_that_another_version_wrote_do_not_hold_up_a_start(store: Store, panel: Panel) -> None:
    with store.begin() as transaction:
        transaction.put_rule_set("old", zlib.compress(b"\x92\x91\xc4\x02{}\x80"))
        transaction.add_rule_change(RuleChange(1, "old", 1, 1, "ann"))
    room = Room(store, with_rules(panel))
    assert (room.book.in_force().number, room.book.in_force().author) == (2, "start")
    room.writer.stop()


def test_a_set_comes_back_with_the_rules_of_communities_of_their_own(panel: Panel) -> None:
    own = replace(panel, own={GROUP: with_rules(panel, without=BY_STAGE)})
    kept = rule_set(own)
    back = panel_of(kept.body, panel)
    assert rule_set(back) == kept
    assert BY_STAGE not in back.for_community(GROUP).catalogue.rules
    assert BY_STAGE in back.for_community("qq:1").catalogue.rules
    assert kept.digest != rule_set(panel).digest
    back.close()
