"""Rules on trial judge what comes in, are recorded, and nobody hears of them."""

from contextlib import closing
from pathlib import Path

import pytest

from monitor.live import Monitor
from monitor.panel import Panel
from monitor.service import AlertQuery
from monitor.store import Store
from tests.e2e.kept import Kept, kept
from tests.e2e.ruled import Place, rule, said, without_rules


@pytest.fixture
def place(tmp_path: Path, panel: Panel, monkeypatch: pytest.MonkeyPatch) -> Place:
    without_rules(monkeypatch, tmp_path / "builtin")
    return Place(tmp_path / "live", panel)


def send(monitor: Monitor, *numbers: int) -> None:
    monitor.ingest([said(number) for number in numbers], "test")


def stored(place: Place) -> Kept:
    """Return what the store of *place* holds, once its monitor has gone."""
    with closing(Store.open(f"sqlite:///{place.folder}/live.db", durable=False)) as store, store.read() as transaction:
        return kept(transaction)


def test_what_a_rule_on_trial_finds_is_told_to_whoever_asks_and_to_nobody_else(place: Place, tmp_path: Path) -> None:
    place.put(rule("sandy", maturity="sandbox"), trials=[rule("tried")])
    with place.monitor() as monitor:
        send(monitor, 0, 1)
        reports = [monitor.shadow(name, "en") for name in ("sandy", "tried")]
        assert monitor.alerts(AlertQuery()) == []
        assert [(r.findings, r.in_force, len(r.samples)) for r in reports if r] == [({"medium": 2}, None, 2)] * 2
        assert monitor.shadow("yield-promise", "en") is None
        assert monitor.registry.get_sample_value(*counted("tried")) == 2
        shown = monitor.compliance("wechat:g", "en")
    untroubled = Place(tmp_path / "other", place.base)
    untroubled.put()
    with untroubled.monitor() as monitor:
        send(monitor, 0, 1)
        assert monitor.compliance("wechat:g", "en") == shown
    assert stored(place) == stored(untroubled)


def counted(name: str) -> tuple[str, dict[str, str]]:
    return "groupwarden_shadow_findings_total", {"rule": name, "severity": "medium"}


def test_a_candidate_runs_beside_the_rule_in_force_of_the_same_id(place: Place) -> None:
    by_staff = [{"severity": "high", "all": {"by_staff": True}}]
    place.put(rule(version=1), trials=[rule(version=2, levels=by_staff)])
    with place.monitor() as monitor:
        send(monitor, 0)
        [alert] = monitor.alerts(AlertQuery(rule="first"))
        report = monitor.shadow("first", "en")
        listed = [(entry.version, entry.on_trial) for entry in monitor.rules("en").rules if entry.id == "first"]
    assert (alert.severity, alert.count) == ("medium", 1)
    assert report
    assert (report.version, report.in_force, report.findings) == (2, 1, {})
    assert listed == [(1, False), (2, True)]


def test_a_deprecated_rule_does_not_judge(place: Place) -> None:
    place.put(rule(maturity="deprecated"), trials=[rule("second", maturity="deprecated")])
    with place.monitor() as monitor:
        send(monitor, 0)
        assert monitor.alerts(AlertQuery()) == []
        assert [monitor.shadow(name, "en") for name in ("first", "second")] == [None, None]


def test_a_reload_brings_rules_on_trial_and_takes_them_away_or_into_force(place: Place) -> None:
    place.put()
    with place.monitor() as monitor:
        send(monitor, 0)
        place.put(trials=[rule()])
        assert monitor.reload("ann").on_trial == ("first",)
        send(monitor, 1)
        report = monitor.shadow("first", "en")
        place.put(rule())
        assert monitor.reload("ann").on_trial == ()
        assert monitor.shadow("first", "en") is None
        send(monitor, 2)
        [alert] = monitor.alerts(AlertQuery(rule="first"))
    assert report
    assert (report.findings, alert.count) == ({"medium": 1}, 1)


def test_a_trial_goes_on_after_a_restart(place: Place) -> None:
    place.put(trials=[rule()])
    for number in (0, 1):
        with place.monitor() as monitor:
            send(monitor, number)
            report = monitor.shadow("first", "en")
            assert report
            assert report.findings == {"medium": number + 1}
