"""Each stage says why nobody hears of an alert now, and the list says so, too."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from monitor.alerts.alert import RESOLVED, Part
from monitor.alerts.floods import flood_id, group_of
from monitor.alerts.silences import encoded
from monitor.clock import DAY, HOUR, MINUTE
from monitor.notices.recipient import Recipient
from monitor.panel import Panel
from monitor.service.silences import Matcher
from monitor.store import AlertRow, SchemeRow, SilenceRow
from rules import Severity
from tests.monitor.alerts.office import NOON, Office, an_alert, rules_told

MO = Recipient("mo", from_severity=Severity.low, language="en")
OWNER = replace(MO, name="olga", audience="owner", communities=frozenset({"wechat:g"}))
LOW, MEDIUM, HIGH, CRITICAL = Severity.low, Severity.medium, Severity.high, Severity.critical
PROMISE = an_alert("yield-promise")
TRIAD = an_alert("ponzi-triad", "community:wechat:g")


@pytest.fixture
def office(tmp_path: Path, panel: Panel) -> Iterator[Office]:
    made = Office(tmp_path, panel, MO, OWNER)
    yield made
    made.store.close()


def advert(rule: str, severity: Severity, member: str = "ann") -> AlertRow:
    """Return an alert about an advertisement."""
    return an_alert(rule, f"member:{member}", severity=severity)


@pytest.mark.parametrize(
    ("above", "below", "muted"),
    [
        pytest.param(TRIAD, PROMISE, True, id="the whole over its part"),
        pytest.param(TRIAD, PROMISE._replace(severity=CRITICAL), False, id="not over what is graver"),
        pytest.param(TRIAD._replace(severity=MEDIUM), PROMISE._replace(severity=LOW), False, id="not grave enough"),
        pytest.param(TRIAD._replace(state=RESOLVED), PROMISE, False, id="not when it is over"),
        pytest.param(TRIAD._replace(community="wechat:h"), PROMISE, False, id="not in another community"),
        pytest.param(PROMISE, TRIAD, False, id="not the part over the whole"),
        pytest.param(
            an_alert("scheme-stage-advance", "scheme:s", "", CRITICAL, scheme="s"), PROMISE, True,
            id="an exit over a promise where the scheme shows",
        ),
        pytest.param(
            an_alert("scheme-stage-advance", "scheme:s", "", HIGH, scheme="s"), PROMISE, False, id="strain is no exit"
        ),
        pytest.param(
            an_alert("referral-tree-threshold", "community:wechat:g", severity=MEDIUM),
            an_alert("downline-position", "member:m", severity=MEDIUM), True, id="a tree over its members",
        ),
        pytest.param(advert("ad-flood", MEDIUM), advert("ad-unlabelled", LOW), True, id="one advertisement"),
        pytest.param(advert("ad-flood", MEDIUM), advert("ad-unlabelled", LOW, "bob"), False, id="another member's"),
        pytest.param(advert("ad-flood", MEDIUM), advert("suspicious-link", MEDIUM), False, id="a danger of its own"),
    ],
)  # fmt: skip
def test_an_open_alert_inhibits_what_it_covers(
    office: Office, above: AlertRow, below: AlertRow, *, muted: bool
) -> None:
    shown = SchemeRow("s", "star", 5, 90, 0, msgspec.msgpack.encode(["wechat:g"]))
    office.write(lambda transaction: transaction.put_schemes([shown]))
    office.open(above, below)
    assert (office.reasons().get(below.rule) == "inhibited") == muted
    told = {told.rule for notice in office.wait(MINUTE) for told in notice.alerts if notice.recipient == "mo"}
    assert (below.rule in told) != muted


def test_what_an_alert_is_muted_by_is_known(office: Office) -> None:
    office.open(TRIAD, PROMISE)
    assert {rule: muted.by for rule, muted in office.muted().items()} == {PROMISE.rule: TRIAD.fingerprint}


def test_nothing_is_inhibited_for_those_who_are_not_told_of_the_other(office: Office) -> None:
    office.open(
        an_alert("night-dissolution", "community:wechat:g", severity=CRITICAL, audience=("moderator",)), PROMISE
    )
    told = {notice.recipient: [told.rule for told in notice.alerts] for notice in office.wait(MINUTE)}
    assert told == {"mo": ["night-dissolution"], "olga": ["yield-promise"]}


def test_what_was_inhibited_is_told_when_the_other_is_over(office: Office) -> None:
    office.open(TRIAD, PROMISE)
    office.wait(MINUTE)
    office.resolve(TRIAD)
    notices = [notice for notice in office.wait(20 * MINUTE) if notice.recipient == "mo"]
    assert rules_told(notices) == [("opened", ["yield-promise", "ponzi-triad"])]


def test_a_silence_counts_each_alert_once_and_ends_early(office: Office) -> None:
    matchers = encoded((Matcher("family", ("ponzi",)),))
    row = SilenceRow("s1", matchers, "mo", "an exercise", NOON, NOON, NOON + DAY)
    office.write(lambda transaction: transaction.put_silence(row))
    office.open(PROMISE, an_alert("entry-fee"), an_alert("insider-tip"))
    assert {rule for notice in office.wait(HOUR) for _, rules in rules_told([notice]) for rule in rules} == {
        "insider-tip"
    }
    assert office.reasons() == {"yield-promise": "silenced", "entry-fee": "silenced"}
    assert office.counted["silenced"] == 4  # two alerts, two recipients
    with office.store.begin() as transaction:
        assert transaction.silenced() == {"s1": 2}
        transaction.end_silence("s1", office.now)
    told = {told.rule for notice in office.wait(HOUR) for told in notice.alerts}
    assert told == {"yield-promise", "entry-fee"}


def flooded(*, ended_at: int = 0) -> AlertRow:
    """Return the alert that the rule of promises floods in the hour of noon."""
    part = Part(NOON, NOON, MEDIUM, 1, ended_at)
    parts = {flood_id("yield-promise", NOON): part}
    found = an_alert("alert-flood", group_of("yield-promise"), "", MEDIUM, audience=("moderator",), parts=parts)
    return found._replace(state=RESOLVED, ended_at=ended_at) if ended_at else found


@pytest.mark.parametrize(
    ("alert", "muted"),
    [
        pytest.param(PROMISE._replace(severity=MEDIUM), True, id="in the hour"),
        pytest.param(PROMISE._replace(severity=MEDIUM, last_at=NOON + HOUR), False, id="newer evidence"),
        pytest.param(PROMISE, False, id="high"),
        pytest.param(PROMISE._replace(severity=CRITICAL), False, id="critical"),
        pytest.param(an_alert("entry-fee", severity=MEDIUM), False, id="of another rule"),
    ],
)
def test_a_flood_holds_what_is_part_of_it(office: Office, alert: AlertRow, *, muted: bool) -> None:
    office.open(flooded(), alert)
    assert (office.reasons() == {alert.rule: "quarantined"}) == muted


def test_what_a_flood_held_is_told_in_one_when_it_is_over(office: Office) -> None:
    held = [an_alert(community=f"wechat:g{number}", severity=MEDIUM) for number in range(300)]
    office.open(flooded(), *held)
    [first] = [notice for notice in office.wait(30 * MINUTE) if notice.recipient == "mo"]
    assert (first.group, [told.rule for told in first.alerts]) == ("rule:yield-promise", ["alert-flood"])
    office.resolve(flooded(ended_at=NOON + HOUR))
    notices = [notice for notice in office.wait(HOUR) if notice.recipient == "mo"]
    assert sum(len(notice.alerts) + notice.more for notice in notices) == 301
    assert [(notice.reason, notice.group) for notice in notices] == [("opened", "rule:yield-promise")]


def test_what_a_flood_holds_mutes_nothing(office: Office) -> None:
    hour = {flood_id("contact-diversion", NOON): Part(NOON, NOON, MEDIUM, 1)}
    flood = an_alert("alert-flood", group_of("contact-diversion"), "", MEDIUM, parts=hour)
    office.open(flood, advert("contact-diversion", MEDIUM), advert("ad-unlabelled", LOW))
    assert office.reasons() == {"contact-diversion": "quarantined"}
