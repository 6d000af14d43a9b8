"""Each duty turns at its number: a little less and it stands, a little more and it does not."""

from collections.abc import Iterable
from datetime import date

import pytest
from msgspec.structs import replace

from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record, Who
from rules.signals.clauses import CLAUSES
from tests.monitor.duties.inspected import duty, stands
from tests.monitor.happenings import ANN, BOB, OWEN, SEES_ALL, happened, joined, said, signal

CREATED = happened("community.created", 0, OWEN)
NOTICE = happened("community.notice_changed", 1, OWEN)
AMY = Who("amy", role="admin")
DAY = 24


def sees(*more: str, **fields: object) -> Profile:
    """Return a profile that sees *more* than the usual."""
    return SEES_ALL.model_copy(update={"observes": SEES_ALL.observes | set(more), **fields})


def rules_with(*clauses: str, hours: float = 1) -> Record:
    """Return a notice with these clauses."""
    found = tuple(signal("clause", clause) for clause in clauses)
    return replace(happened("community.notice_changed", hours, OWEN), signals=found)


def posters(unverified: int, of: int) -> list[Record]:
    """Return messages of *of* members, some of them known to be unverified."""
    members = [Who(f"p{n}", verified=n >= unverified) for n in range(of)]
    return [roster(replace(OWEN, verified=True)), *(said(1, member) for member in members)]


def roster(*people: Who, count: int = 0) -> Record:
    """Return a snapshot of the members."""
    return replace(happened("roster.snapshot", 0), people=people, count=count)


def opened(hours: float = 0) -> Record:
    """Return that anybody may join."""
    return replace(happened("community.settings_changed", hours, OWEN), settings={"join_approval": False})


def arrivals(count: int) -> list[Record]:
    """Return joins, a minute apart."""
    return [joined(1 + n / 60, Who(f"j{n}")) for n in range(count)]


def violations(in_time: int, late: int) -> list[Record]:
    """Return violations that were deleted after an hour, and then some that were after two days."""
    kinds = [(n, 1.0) for n in range(in_time)] + [(in_time + n, 48.0) for n in range(late)]
    posted = [said(n / 60, Who(f"a{n}"), signal("guarantee"), message=f"m{n}") for n, _ in kinds]
    deleted = [replace(happened("message.deleted", n / 60 + after, OWEN), message=f"m{n}") for n, after in kinds]
    return sorted([*posted, *deleted], key=lambda record: record.at)


def complaint(*, taken_up: float = 0, closed: float = 0) -> list[Record]:
    """Return a report made at 10:00, taken up and closed some hours later."""
    steps = [happened("report.submitted", 0, ANN)]
    steps += [happened("report.acknowledged", taken_up, OWEN)] if taken_up else []
    steps += [happened("report.closed", closed, OWEN)] if closed else []
    return [replace(step, report="r") for step in steps]


def advertised(count: int, *, labelled: int = 0) -> list[Record]:
    """Return advertisements of a member, one an hour, some of them labelled."""
    label = (signal("ad_label"),)
    return [said(n, ANN, signal("ad", 0.9), *(label if n < labelled else ())) for n in range(count)]


def measures(count: int, recorded: int) -> list[Record]:
    """Return mutes, some of them recorded."""
    return [replace(happened("member.muted", n / 60, OWEN, Who(f"m{n}")), recorded=n < recorded) for n in range(count)]


def talk(count: int, after: float) -> list[Record]:
    """Return messages of a member."""
    return [said(after + n / 60, BOB) for n in range(count)]


EVENT = sees(members=500, ends=date(2024, 3, 2))
MOST = [clause for clause in CLAUSES if clause != "privacy"]


@pytest.mark.parametrize(
    ("name", "records", "profile", "until", "expected"),
    [
        pytest.param("rules", [CREATED], SEES_ALL, 24.9, "unknown", id="no rules for a day"),
        pytest.param("rules", [CREATED], SEES_ALL, 25, "fail", id="no rules for longer"),
        pytest.param("rules", [CREATED], sees(members=19), 25, "unknown", id="no rules in a small group"),
        pytest.param("rules", [CREATED], sees(members=20), 25, "fail", id="no rules, no longer small"),
        pytest.param("rules", [rules_with(*MOST)], SEES_ALL, 2, "pass", id="one clause is missing"),
        pytest.param("rules", [rules_with(*MOST[1:])], SEES_ALL, 2, "fail", id="two clauses are missing"),
        pytest.param("rules", [NOTICE], SEES_ALL, 1 + 90 * DAY, "pass", id="posted 90 days ago"),
        pytest.param("rules", [NOTICE], SEES_ALL, 2 + 90 * DAY, "fail", id="posted longer ago"),
        pytest.param("rules", [NOTICE], Profile(observes=frozenset({"messages"})), 2 + 90 * DAY, "pass",
                     id="another posting could not be seen"),
        pytest.param("identity", [roster(replace(OWEN, verified=False)), said(0, OWEN)], SEES_ALL, 24.9, "unknown",
                     id="unverified for a day"),
        pytest.param("identity", [roster(replace(OWEN, verified=False)), said(0, OWEN)], SEES_ALL, 25, "fail",
                     id="unverified for longer"),
        pytest.param("identity", posters(1, 11), SEES_ALL, 2, "pass", id="one of eleven who post is unverified"),
        pytest.param("identity", posters(1, 10), SEES_ALL, 2, "fail", id="one of ten who post is unverified"),
        pytest.param("identity", posters(9, 9), SEES_ALL, 2, "pass", id="too few post to tell"),
        pytest.param("staffing", [CREATED], SEES_ALL, 14 * DAY - 1, "pass", id="one alone in a new group"),
        pytest.param("staffing", [CREATED, said(14 * DAY, OWEN)], SEES_ALL, 14 * DAY, "fail",
                     id="one alone for fifty members"),
        pytest.param("staffing", [CREATED, said(14 * DAY, OWEN)], sees(members=49), 14 * DAY, "pass",
                     id="one alone for fewer"),
        pytest.param("staffing", [CREATED, said(14 * DAY, OWEN)], sees(kind="class"), 14 * DAY, "pass",
                     id="one alone where few are to speak"),
        pytest.param("staffing", [CREATED, roster(OWEN, AMY), said(14 * DAY, OWEN), said(14 * DAY, AMY)],
                     sees(members=400), 14 * DAY, "pass", id="two for 400"),
        pytest.param("staffing", [CREATED, roster(OWEN, AMY), said(14 * DAY, OWEN), said(14 * DAY, AMY)],
                     sees(members=401), 14 * DAY, "fail", id="two for 401"),
        pytest.param("staffing", [CREATED, said(1, OWEN)], sees(members=49), 1 + 14 * DAY, "pass",
                     id="away for 14 days, nobody wrote"),
        pytest.param("staffing", [CREATED, said(1, OWEN)], sees(members=49), 2 + 14 * DAY, "fail",
                     id="away for longer"),
        pytest.param("staffing", [CREATED, said(0, OWEN), *talk(20, 2)], sees(members=49), 71, "pass",
                     id="away for less than three days"),
        pytest.param("staffing", [CREATED, said(0, OWEN), *talk(20, 2)], sees(members=49), 72, "fail",
                     id="away for three days while members write"),
        pytest.param("staffing", [CREATED, said(0, OWEN), *talk(19, 2)], sees(members=49), 72, "pass",
                     id="away for three days while few write"),
        pytest.param("join_control", [opened()], sees(members=200), 2, "pass", id="open to 200"),
        pytest.param("join_control", [opened()], sees(members=201), 2, "fail", id="open to 201"),
        pytest.param("join_control", [opened(), *arrivals(30)], SEES_ALL, 2, "pass", id="30 joined"),
        pytest.param("join_control", [opened(), *arrivals(31)], SEES_ALL, 2, "fail", id="31 joined"),
        pytest.param("join_control", [opened(), *arrivals(31)], SEES_ALL, 26, "pass", id="they did a day ago"),
        pytest.param("join_control", [opened()], EVENT, 2, "pass", id="open until the event ends"),
        pytest.param("join_control", [opened()], EVENT, 39, "fail", id="open after the event"),
        pytest.param("response", violations(4, 1), SEES_ALL, 60, "pass", id="four of five in time"),
        pytest.param("response", violations(3, 1), SEES_ALL, 60, "fail", id="three of four in time"),
        pytest.param("response", violations(0, 1), SEES_ALL, 48 + 30 * DAY - 1, "fail", id="late 30 days ago"),
        pytest.param("response", violations(0, 1), SEES_ALL, 49 + 30 * DAY, "pass", id="late longer ago"),
        pytest.param("open_items", [said(0, ANN, signal("guarantee"))], SEES_ALL, 11.9, "pass", id="open in time"),
        pytest.param("open_items", [said(0, ANN, signal("guarantee"))], SEES_ALL, 12, "fail", id="open past it"),
        pytest.param("open_items", [said(0, ANN, signal("guarantee")), said(100 * DAY, ANN)], SEES_ALL, 100 * DAY,
                     "fail", id="forgotten is not done"),
        pytest.param("complaints", complaint(), sees("reports"), 30, "pass", id="not taken up for a waking day"),
        pytest.param("complaints", complaint(), sees("reports"), 43, "fail", id="not taken up for longer"),
        pytest.param("complaints", complaint(taken_up=1), sees("reports"), 43, "pass", id="taken up"),
        pytest.param("complaints", complaint(taken_up=1), sees("reports"), 5 * DAY, "fail", id="and never closed"),
        pytest.param("complaints", complaint(closed=5 * DAY), SEES_ALL, 5 * DAY, "fail",
                     id="the first answer that was seen was late"),
        pytest.param("complaints", complaint(closed=30), SEES_ALL, 31, "pass", id="it was in time"),
        pytest.param("ads", advertised(24), sees(ads="forbidden"), 24 * DAY, "pass", id="one a day, forbidden"),
        pytest.param("ads", advertised(25), sees(ads="forbidden"), 24 * DAY, "fail", id="more a day, forbidden"),
        pytest.param("ads", advertised(25), SEES_ALL, 24 * DAY, "fail", id="more a day, the rules say nothing"),
        pytest.param("ads", advertised(10, labelled=8), sees(ads="allowed"), 48, "pass", id="four of five labelled"),
        pytest.param("ads", advertised(10, labelled=7), sees(ads="allowed"), 48, "fail", id="fewer labelled"),
        pytest.param("ads", advertised(4), sees(ads="allowed"), 48, "pass", id="too few to take a share of"),
        pytest.param("ads", advertised(25), sees(ads="forbidden"), 32 * DAY, "pass", id="all of it a month ago"),
        pytest.param("records", measures(9, 0), sees("records"), 2, "unknown", id="nine measures"),
        pytest.param("records", measures(10, 9), sees("records"), 2, "pass", id="nine of ten recorded"),
        pytest.param("records", measures(10, 8), sees("records"), 2, "fail", id="eight of ten recorded"),
        pytest.param("records", measures(10, 0), SEES_ALL, 2, "unknown", id="records cannot be seen"),
        pytest.param("records", [CREATED], sees(log_retention_days=180), 2, "unknown", id="logs kept long enough"),
        pytest.param("records", [CREATED], sees(log_retention_days=179), 2, "fail", id="logs kept too briefly"),
    ],
)  # fmt: skip
def test_a_duty_turns_at_its_number(  # noqa: PLR0917 - pytest passes them by name
    panel: Panel, name: str, records: Iterable[Record], profile: Profile, until: float, expected: str
) -> None:
    assert duty(stands(panel, records, profile, until=until), name).state == expected
