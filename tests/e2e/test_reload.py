"""A running monitor takes other rules without losing an event, judging one twice, or judging by half a pack."""

import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event as Flag
from threading import Semaphore
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from monitor.alerts.alert import OPEN
from monitor.event import Event, Person
from monitor.findings import Finding
from monitor.live import Monitor
from monitor.panel import Panel
from monitor.service import AlertQuery
from monitor.store import RuleChange, Store
from rules import PackError
from tests.e2e.kept import Kept, kept
from tests.e2e.ruled import Place, rule, said, without_rules

RELOADS = 50
SENDERS = 3


@pytest.fixture
def place(tmp_path: Path, panel: Panel, monkeypatch: pytest.MonkeyPatch) -> Place:
    without_rules(monkeypatch, tmp_path / "builtin")
    return Place(tmp_path / "live", panel)


def stored(place: Place) -> Kept:
    """Return what the store of *place* holds, once its monitor has gone."""
    with closing(Store.open(f"sqlite:///{place.folder}/live.db", durable=False)) as store, store.read() as transaction:
        return kept(transaction)


def changes(place: Place) -> list[RuleChange]:
    with closing(Store.open(f"sqlite:///{place.folder}/live.db", durable=False)) as store, store.read() as transaction:
        return transaction.rule_changes()


def found(held: Kept, name: str) -> list[Finding]:
    """Return what the rule *name* found, in order of time."""
    bodies = [msgspec.msgpack.decode(row.body, type=Finding) for row in held.findings if row.rule == name]
    return sorted(bodies, key=lambda finding: finding.at)


def versions(held: Kept, name: str = "first") -> list[int]:
    return [finding.version for finding in found(held, name)]


def send(monitor: Monitor, events: Iterable[Event]) -> None:
    assert not monitor.ingest(list(events), "test").rejected


def pack(version: int) -> list[dict[str, Any]]:
    """Return a pack of two rules that every message of a member meets, both of *version*."""
    return [rule("first", version), rule("second", version)]


def test_fifty_reloads_under_load_lose_and_double_nothing_and_every_event_meets_a_whole_pack(place: Place) -> None:
    place.put(*pack(1))
    load, over = Semaphore(0), Flag()  # batches that senders may send yet: some for each reload, while it goes on
    with place.monitor() as monitor, ThreadPoolExecutor(SENDERS) as senders:

        def sending(group: str) -> int:
            number = 0
            while load.acquire() and not over.is_set():
                send(monitor, [said(number + n, group) for n in range(5)])
                number += 5
            return number

        sent = [senders.submit(sending, f"g{number}") for number in range(SENDERS)]
        outcomes: list[str] = []
        for number in range(RELOADS):
            load.release(2 * SENDERS)
            version = 2 - outcomes.count("taken") % 2
            outcomes.append(reload_of(monitor, place, version, is_broken=number % 7 == 0))
        over.set()
        load.release(SENDERS)
        judged = sum(each.result() for each in sent)
    held = stored(place)
    assert outcomes.count("taken") == RELOADS - outcomes.count("refused")
    assert outcomes.count("refused") == RELOADS // 7 + 1
    assert (len(held.events), set(held.events.values())) == (judged, {1})
    of_first, of_second = ({each.proofs[0].event: each.version for each in found(held, name)} for name in BOTH)
    assert of_first == of_second
    assert len(of_first) == len(found(held, "first")) == judged
    assert set(of_first.values()) == {1, 2}
    assert len(changes(place)) == 1 + outcomes.count("taken")


BOTH = ("first", "second")


def reload_of(monitor: Monitor, place: Place, version: int, *, is_broken: bool) -> str:
    """Change the pack to *version* and read it; one of its rules may be broken."""
    place.put(*pack(version))
    if is_broken:
        (place.packs / "second.yaml").write_text("id: second\nversion: x", encoding="utf-8")
    try:
        return monitor.reload("test").outcome
    except PackError:
        return "refused"


def test_what_was_judged_stays_judged_and_what_comes_after_is_judged_by_the_new_rules(place: Place) -> None:
    place.put(rule(version=1))
    with place.monitor() as monitor:
        send(monitor, [said(0), said(1), said(2)])
        place.put(rule(version=2))
        assert monitor.reload("ann").outcome == "taken"
        assert monitor.reload("ann").outcome == "unchanged"
        send(monitor, [said(3), said(4)])
    assert versions(stored(place)) == [1, 1, 1, 2, 2]
    assert [(change.author, change.newest_at) for change in changes(place)] == [
        ("start", 0),
        ("ann", said_at(place, 2)),
    ]


def said_at(place: Place, number: int) -> int:
    return next(finding.at for finding in found(stored(place), "first") if finding.proofs[0].event == f"g-{number}")


def test_a_broken_pack_is_told_whole_and_the_rules_before_judge_on(place: Place) -> None:
    place.put(rule(version=1))
    with place.monitor() as monitor:
        place.put(rule(version=2, fact="mesage"), rule("second", 0))
        with pytest.raises(PackError) as refused:
            monitor.reload("ann")
        assert {Path(issue.file).name for issue in refused.value.issues} == {"first.yaml", "second.yaml"}
        send(monitor, [said(0)])
    assert versions(stored(place)) == [1]


@pytest.mark.parametrize("ends", ["live", "stopped", "crashed"])
def test_a_restart_with_other_packs_is_a_reload_also_after_a_crash(ends: str, place: Place, tmp_path: Path) -> None:
    new = [rule(version=2), rule("counting", windows=SAID_BEFORE, levels=[FROM_THREE])]
    place.put(rule(version=1))
    with place.monitor() as monitor:
        send(monitor, [said(number) for number in range(4)])
        if ends == "crashed":
            shutil.copytree(place.folder, tmp_path / "copy")
        if ends == "live":
            place.put(*new)
            monitor.reload("ann")
            send(monitor, [said(number) for number in range(4, 6)])
    if ends != "live":
        place = Place(tmp_path / "copy", place.base) if ends == "crashed" else place
        place.put(*new)
        with place.monitor() as monitor:
            send(monitor, [said(number) for number in range(4, 6)])
    held = stored(place)
    assert versions(held) == [1, 1, 1, 1, 2, 2]
    assert [finding.values["said"] for finding in found(held, "counting")] == [5, 6]
    assert len(held.alerts) == 8


SAID_BEFORE = {"said": {"count": "message", "per": "community", "over": "1d"}}
FROM_THREE = {"severity": "low", "all": {"said": {"gte": 3}}}


def test_a_window_declared_otherwise_under_its_name_is_counted_anew(place: Place) -> None:
    place.put(rule("counting", windows=SAID_BEFORE, levels=[FROM_THREE]))
    per_member = {"said": {"count": "message", "per": "member", "over": "1d"}}
    with place.monitor() as monitor:
        send(monitor, [said(number, member="ann" if number % 2 else "bob") for number in range(6)])
        place.put(rule("counting", 2, windows=per_member, levels=[FROM_THREE]))
        monitor.reload("ann")
        send(monitor, [said(6, member="ann")])
    assert found(stored(place), "counting")[-1].values["said"] == 4


def test_the_alerts_of_a_rule_that_is_gone_stay_and_can_still_be_read(place: Place) -> None:
    place.put(*pack(1))
    with place.monitor() as monitor:
        send(monitor, [said(0)])
        place.put(rule("second"))
        monitor.reload("ann")
        send(monitor, [said(1)])
        [alert] = monitor.alerts(AlertQuery(rule="first", lang="en"))
        report = monitor.compliance("wechat:g", "zh")
    assert (alert.state, alert.summary) == (
        OPEN,
        "Suspected by version 1 of the rule first, which is no longer in force",
    )
    assert report
    assert "规则 first 第 1 版当时认为可疑；该版规则现已停用" in {finding.summary for finding in report.findings}


def test_a_measure_is_judged_also_when_no_rule_declares_the_windows_that_are_weighed_for_schemes(place: Place) -> None:
    muted = {"severity": "low", "all": {"act": "muted"}}
    place.put(rule("mutes", fact="measure", levels=[muted]))
    with place.monitor() as monitor:
        message = said(0)
        data = replace(message.data, message=None, target=Person("ann"))
        send(monitor, [replace(message, type="member.muted", data=data)])
    assert len(found(stored(place), "mutes")) == 1


def test_a_fact_held_for_a_rule_that_is_gone_is_let_go(place: Place) -> None:
    place.put(rule(after="2h"))
    with place.monitor() as monitor:
        send(monitor, [said(0)])
        place.put(rule("second"))
        monitor.reload("ann")
        send(monitor, [said(300)])
    held = stored(place)
    assert (found(held, "first"), versions(held, "second")) == ([], [1])
