"""People are told of an alert when it opens, gets graver, goes on and ends: soon, together, and no more often."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.alerts.alert import RESOLVED, Change, ChangeKind
from monitor.clock import DAY, HOUR, MINUTE, SECOND
from monitor.notices.recipient import Recipient
from monitor.panel import Panel
from monitor.store import CommunityRow, Transaction
from rules import Severity
from tests.monitor.alerts.office import NOON, Office, an_alert, rules_told

CHINA = ZoneInfo("Asia/Shanghai")
MO = Recipient("mo", from_severity=Severity.medium, language="en", zone=CHINA)
GROUP_OWNER = replace(MO, name="olga", audience="owner", communities=frozenset({"wechat:g"}))


@pytest.fixture
def office(tmp_path: Path, panel: Panel) -> Iterator[Office]:
    made = Office(tmp_path, panel, MO)
    yield made
    made.store.close()


def test_alerts_of_one_group_are_told_together_after_the_wait(office: Office) -> None:
    office.open(an_alert("yield-promise"))
    office.now += 10 * SECOND
    office.open(an_alert("entry-fee"), an_alert("entry-fee", community="wechat:other"))
    assert office.wait(19 * SECOND) == []
    assert rules_told(office.wait(SECOND)) == [("opened", ["yield-promise", "entry-fee"])]
    assert rules_told(office.wait(10 * SECOND)) == [("opened", ["entry-fee"])]


def test_a_critical_alert_leaves_at_once_and_takes_along_what_waits(office: Office) -> None:
    office.open(an_alert("yield-promise"), an_alert("safe-account", severity=Severity.critical))
    assert rules_told(office.wait()) == [("opened", ["safe-account", "yield-promise"])]


def test_later_news_wait_for_the_interval(office: Office) -> None:
    office.open(an_alert("yield-promise"))
    office.wait(MINUTE)
    office.open(an_alert("entry-fee"))
    assert office.wait(4 * MINUTE) == []
    assert rules_told(office.wait(MINUTE)) == [("opened", ["entry-fee"])]


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        pytest.param(Severity.medium, Severity.high, [("raised", ["yield-promise"])], id="graver than told"),
        pytest.param(Severity.high, Severity.high, [], id="no graver than told"),
        pytest.param(Severity.low, Severity.medium, [("opened", ["yield-promise"])], id="grave enough only now"),
    ],
)
def test_a_graver_alert_is_told_again(
    office: Office, first: Severity, then: Severity, told: list[tuple[str, list[str]]]
) -> None:
    office.open(an_alert(severity=first))
    office.wait(MINUTE)
    office.change("raised", an_alert(severity=then))
    assert rules_told(office.wait(10 * MINUTE)) == told


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        pytest.param(["raised", "more"], "raised", id="graver, and more of it"),
        pytest.param(["resolved", "reopened", "more"], "reopened", id="over, anew, and more of it"),
    ],
)
def test_no_turn_is_lost_among_others_of_one_commit(office: Office, turns: list[ChangeKind], told: str) -> None:
    office.open(an_alert())
    office.wait(MINUTE)
    now = an_alert(severity=Severity.critical, at=NOON + (HOUR if "reopened" in turns else 0))
    office.enter(*(Change(turn, now, None) for turn in turns))
    assert rules_told(office.wait()) == [(told, ["yield-promise"])]


def test_the_end_is_told_once_and_a_new_beginning_is_told_as_such(office: Office) -> None:
    alert = an_alert()
    office.open(alert)
    office.wait(MINUTE)
    office.resolve(alert)
    assert rules_told(office.wait(10 * MINUTE)) == [("resolved", ["yield-promise"])]
    office.resolve(alert)
    assert office.wait(DAY) == []
    office.change("reopened", an_alert(at=NOON + HOUR))
    assert rules_told(office.wait(10 * MINUTE)) == [("reopened", ["yield-promise"])]


def test_what_ends_before_it_was_told_is_never_told(office: Office) -> None:
    office.open(an_alert())
    office.resolve(an_alert())
    assert office.wait(DAY) == []


def test_what_began_anew_between_two_looks_is_told_as_such(office: Office) -> None:
    office.open(an_alert())
    office.wait(MINUTE)
    office.resolve(an_alert())
    office.change("reopened", an_alert(at=NOON + HOUR))
    assert rules_told(office.wait(10 * MINUTE)) == [("reopened", ["yield-promise"])]


def test_what_begins_anew_too_slight_to_be_told_is_over_for_who_was_told_of_it(office: Office) -> None:
    office.open(an_alert())
    office.wait(MINUTE)
    office.resolve(an_alert())
    office.change("reopened", an_alert(severity=Severity.low, at=NOON + HOUR))
    assert rules_told(office.wait(3 * DAY)) == [("resolved", ["yield-promise"])]


def test_what_becomes_too_slight_to_be_told_is_over_at_once(office: Office) -> None:
    office.open(an_alert())
    office.wait(MINUTE)
    office.change("more", an_alert(severity=Severity.low))
    assert rules_told(office.wait(10 * MINUTE)) == [("resolved", ["yield-promise"])]


def test_an_owner_hears_no_more_of_what_turns_out_to_be_done_by_staff(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, GROUP_OWNER)
    office.open(an_alert())
    office.change("raised", an_alert(severity=Severity.critical, audience=("moderator",)))
    assert office.wait(2 * DAY) == []
    office.store.close()


def test_a_recipient_who_does_not_want_ends_hears_of_the_next_beginning(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, replace(MO, tells_resolved=False))
    office.open(an_alert())
    office.wait(MINUTE)
    office.resolve(an_alert())
    assert office.wait(10 * MINUTE) == []
    office.change("reopened", an_alert(at=NOON + HOUR))
    assert rules_told(office.wait(10 * MINUTE)) == [("reopened", ["yield-promise"])]
    office.store.close()


def test_acknowledging_stops_repeats_but_not_what_gets_graver(office: Office) -> None:
    office.open(an_alert())
    office.wait(MINUTE)
    office.take_case(an_alert(), "acknowledged")
    assert office.wait(DAY + HOUR) == []
    office.change("raised", an_alert(severity=Severity.critical))
    assert rules_told(office.wait()) == [("raised", ["yield-promise"])]


def test_what_is_snoozed_is_quiet_until_it_is_over(office: Office) -> None:
    office.open(an_alert())
    office.wait(MINUTE)
    office.take_case(an_alert(), "snoozed")
    office.change("raised", an_alert(severity=Severity.critical))
    assert office.wait(DAY + HOUR) == []
    office.resolve(an_alert(severity=Severity.critical))
    assert rules_told(office.wait(HOUR)) == [("resolved", ["yield-promise"])]


def test_what_a_moderator_resolved_is_over_until_there_is_new_evidence(office: Office) -> None:
    office.open(an_alert())
    office.wait(MINUTE)
    office.take_case(an_alert(), RESOLVED)
    assert rules_told(office.wait(10 * MINUTE)) == [("resolved", ["yield-promise"])]
    office.change("more", an_alert()._replace(last_at=NOON + 1))
    assert rules_told(office.wait(10 * MINUTE)) == [("reopened", ["yield-promise"])]


def test_a_restart_leaves_what_a_moderator_resolved_alone(office: Office) -> None:
    office.open(an_alert())
    office.wait(MINUTE)
    office.take_case(an_alert(), "resolved")
    office.wait(10 * MINUTE)
    due = office.due_at()
    office.write(office.dispatcher.catch_up)
    assert office.due_at() == due


@pytest.mark.parametrize(
    ("recipient", "told"),
    [
        pytest.param(MO, True, id="a moderator"),
        pytest.param(GROUP_OWNER, True, id="the owner of the group"),
        pytest.param(replace(GROUP_OWNER, communities=frozenset({"wechat:other"})), False, id="another owner"),
        pytest.param(replace(GROUP_OWNER, communities=frozenset[str]()), False, id="an owner of nothing"),
        pytest.param(replace(MO, communities=frozenset({"wechat:g"})), True, id="a moderator of the group"),
        pytest.param(replace(MO, communities=frozenset({"wechat:other"})), False, id="a moderator of another"),
        pytest.param(replace(MO, from_severity=Severity.critical), False, id="who wants graver ones only"),
    ],
)
def test_an_alert_goes_to_those_it_is_addressed_to(
    tmp_path: Path, panel: Panel, recipient: Recipient, *, told: bool
) -> None:
    office = Office(tmp_path, panel, recipient)
    office.open(an_alert())
    assert bool(office.wait(MINUTE)) == told
    office.store.close()


def test_what_is_for_the_moderator_alone_no_owner_hears_of(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, GROUP_OWNER)
    office.open(an_alert(audience=("moderator",)))
    assert office.wait(HOUR) == []
    office.store.close()


def test_quiet_hours_end_with_what_came_in_them_and_let_the_critical_pass(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, replace(MO, quiet_hours=(time(11), time(14))))
    office.open(an_alert("yield-promise"), an_alert("safe-account", community="wechat:h", severity=Severity.critical))
    assert rules_told(office.wait(119 * MINUTE)) == [("opened", ["safe-account"])]
    assert rules_told(office.wait(2 * MINUTE)) == [("opened", ["yield-promise"])]
    office.store.close()


def test_what_could_not_leave_before_the_quiet_hours_waits_for_their_end(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, replace(MO, quiet_hours=(time(13), time(8))))
    office.open(an_alert())
    office.now += 2 * HOUR  # no monitor was running
    assert office.wait(17 * HOUR) == []
    assert rules_told(office.wait(HOUR)) == [("opened", ["yield-promise"])]
    office.store.close()


def test_an_owner_is_not_woken_by_what_is_told_when_the_day_is_over(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, replace(GROUP_OWNER, quiet_hours=(time(23), time(8))))
    office.open(an_alert("withdrawal-failure-cluster", "member:victim"))
    [notice] = office.wait(21 * HOUR)
    assert notice.time == "2024-03-02T00:00:00Z"  # eight o'clock in China
    office.store.close()


def test_a_digest_collects_from_all_groups_but_not_the_critical(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, replace(MO, digest=4 * HOUR))
    office.open(*(an_alert(community=f"wechat:g{number}") for number in range(12)))
    office.open(an_alert("safe-account", severity=Severity.critical))
    assert rules_told(office.wait(HOUR)) == [("opened", ["safe-account"])]
    [notice] = office.wait(3 * HOUR)
    assert (notice.group, len(notice.alerts), notice.more) == ("digest", 10, 2)
    assert office.wait(19 * HOUR) == []
    office.store.close()


def test_an_owner_learns_of_complaints_by_the_day_and_without_names(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, GROUP_OWNER)
    office.open(an_alert("withdrawal-failure-cluster", "member:victim", severity=Severity.critical))
    assert office.wait(11 * HOUR) == []
    [notice] = office.wait(HOUR)
    [told] = notice.alerts
    assert (notice.time, told.subject) == ("2024-03-01T16:00:00Z", "community:wechat:g")
    assert (told.first_time, told.last_time) == ("2024-02-29T16:00:00Z", "2024-02-29T16:00:00Z")
    office.store.close()


def test_a_notice_names_the_rule_in_the_language_of_the_recipient(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, MO, replace(MO, name="小莫", language="zh"))
    office.open(an_alert("entry-fee"))
    names = {notice.language: notice.alerts[0].name for notice in office.wait(MINUTE)}
    assert names == {"en": "Entry fee for membership", "zh": "入门费/认购资格"}
    office.store.close()


def test_a_notice_names_the_group_by_its_key_and_once_known_by_its_name(office: Office) -> None:
    office.write(lambda transaction: transaction.save_communities([CommunityRow("wechat:g", "春分团购群", NOON)]))
    office.open(an_alert("entry-fee"), an_alert("entry-fee", community="wechat:h"))
    groups = {(told.community, told.community_name) for notice in office.wait(MINUTE) for told in notice.alerts}
    assert groups == {("wechat:g", "春分团购群"), ("wechat:h", "")}


def test_an_alert_stays_in_its_group_when_a_scheme_is_recognised(office: Office) -> None:
    office.open(an_alert())
    office.wait(MINUTE)
    office.change("raised", an_alert(severity=Severity.critical, scheme="s1"))
    assert [notice.group for notice in office.wait(DAY + HOUR)] == ["community:wechat:g"] * 2


def test_who_is_no_longer_a_recipient_is_not_looked_after(tmp_path: Path, panel: Panel) -> None:
    office = Office(tmp_path, panel, MO)
    office.open(an_alert())
    office.store.close()
    office = Office(tmp_path, panel, replace(MO, name="another"))
    assert office.wait(MINUTE) == []
    office.store.close()


def test_who_is_added_hears_once_of_what_is_open_and_who_comes_back_does_again(tmp_path: Path, panel: Panel) -> None:
    def told(at: int, *names: str) -> list[tuple[str, str, list[str]]]:
        """Return what is told by an hour after *at*, the recipients being those of these *names* from then on."""
        office = Office(tmp_path, panel, *(replace(MO, name=name) for name in names))
        office.now = at
        office.notices()
        office.write(office.dispatcher.catch_up)
        notices = office.wait(HOUR)
        office.store.close()
        return [(each.recipient, each.reason, [told.rule for told in each.alerts]) for each in notices]

    office = Office(tmp_path, panel, MO)
    office.open(an_alert(), an_alert("entry-fee"))
    office.wait(MINUTE)
    office.resolve(an_alert("entry-fee"))
    office.wait(10 * MINUTE)
    office.store.close()
    assert told(NOON + HOUR, "mo", "another") == [("another", "opened", ["yield-promise"])]
    assert told(NOON + 2 * HOUR, "mo", "another") == []
    assert told(NOON + 25 * HOUR, "another") == [("another", "repeated", ["yield-promise"])]
    assert told(NOON + 27 * HOUR, "mo", "another") == [("mo", "reopened", ["yield-promise"])]


def test_the_same_round_after_a_crash_leaves_the_same_key(office: Office) -> None:
    office.open(an_alert())
    office.now += MINUTE

    lost: list[str] = []

    def die(transaction: Transaction) -> None:
        office.dispatcher.dispatch(transaction)
        lost.extend(row.key for row in transaction.due_outbox("mo", office.now, 10))
        raise InterruptedError

    with pytest.raises(InterruptedError):
        office.write(die)
    assert office.notices() == []
    office.restart()
    assert [notice.key for notice in office.wait()] == lost
