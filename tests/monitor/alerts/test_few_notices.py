"""However much happens at a time, people get few notices."""

from dataclasses import replace
from pathlib import Path

from monitor.alerts.alert import Part
from monitor.alerts.floods import flood_id
from monitor.clock import HOUR
from monitor.notices.recipient import Recipient
from monitor.panel import Panel
from rules import Severity
from tests.monitor.alerts.office import NOON, Office, an_alert

MO = Recipient("mo", from_severity=Severity.low)


def test_a_thousand_groups_of_alerts_are_one_notice_each_or_one_for_all(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, MO, replace(MO, name="digest", digest=HOUR))
    rules = ("yield-promise", "entry-fee", "rank-ladder", "insider-tip", "suspicious-link")
    office.open(*(an_alert(rule, community=f"wechat:g{number}") for number in range(1_000) for rule in rules))
    notices = office.wait(2 * HOUR)
    counts = [sum(notice.recipient == name for notice in notices) for name in ("mo", "digest")]
    assert counts == [1_000, 1]
    assert {len(notice.alerts) + notice.more for notice in notices} == {5, 5_000}
    office.store.close()


def test_an_attack_by_one_rule_is_two_notices_and_not_one_for_each_group(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, MO)
    parts = {flood_id("ad-flood", NOON): Part(NOON, NOON, Severity.medium, 1)}
    flood = an_alert("alert-flood", "rule:ad-flood", "", Severity.medium, parts=parts)
    advert = (an_alert("ad-flood", community=f"wechat:g{number}", severity=Severity.medium) for number in range(1_000))
    office.open(flood, *advert)
    assert len(office.wait(HOUR)) == 1
    office.store.close()


def test_a_scheme_of_five_thousand_is_a_handful_of_notices(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, MO)
    office.open(an_alert("referral-tree-threshold", "community:wechat:g", severity=Severity.high))
    told = office.wait(HOUR)
    for start in range(0, 160, 40):
        members = range(start, start + 40)
        office.open(*(an_alert("downline-position", f"member:{who}", severity=Severity.medium) for who in members))
        told += office.wait(HOUR)
    office.open(an_alert("scheme-stage-advance", "scheme:s", "", Severity.critical, scheme="s"))
    told += office.wait()
    assert len(told) == 2  # the tree, the exit
    assert {alert.rule for notice in told for alert in notice.alerts} == {
        "referral-tree-threshold", "scheme-stage-advance"
    }  # fmt: skip
    assert office.counted["inhibited"] == 160
    office.store.close()


def test_news_in_a_large_group_is_found_without_reading_what_was_told_before(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, MO)
    office.open(*(an_alert(subject=f"member:{number}") for number in range(50)))
    office.wait(HOUR)
    office.open(an_alert(subject="member:new"))
    with office.store.read() as transaction:
        group, yesterday = "community:wechat:g", NOON - 23 * HOUR
        assert [told.waiting_at for told in transaction.told_to_weigh("mo", group, yesterday)] == [office.now]
        assert transaction.told_quietly("mo", group, yesterday) == (NOON + MO.group_wait, Severity.high)
        assert len(transaction.told_to_weigh("mo", group, office.now)) == 51
    [notice] = office.wait(HOUR)
    assert [told.subject for told in notice.alerts] == ["member:new"]
    office.store.close()
