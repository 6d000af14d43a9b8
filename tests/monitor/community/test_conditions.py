"""What is found holds until it is over: handled, put right, or quiet for long; what comes then is found anew."""

import msgspec
import pytest
from msgspec.structs import replace

from monitor.community.fold import CommunityFold
from monitor.community.state import CommunityState, Forgotten
from monitor.event import EventType
from monitor.panel import Panel
from monitor.record import Record, Who
from rules.facts import FACT_KINDS
from rules.signals import Signal
from tests.monitor.happenings import ANN, BOB, GROUP, OWEN, SEES_ALL, Told, at, happened, hours_of, joined, said, signal

SEES = SEES_ALL.model_copy(update={"observes": SEES_ALL.observes | {"reports", "records"}})
DAY = 24.0  # hours
GUARANTEE, FAILURE, REPRIMAND = signal("guarantee"), signal("payout_failure", 72.0), signal("reprimand")
PROMISED, UNPAID, UNHANDLED = "principal-guarantee", "withdrawal-failure-cluster", "violation-unhandled"
CLAUSES = ("heading", "ads", "illegal", "investment", "penalties", "complaints", "privacy")
Story = list[tuple[str, float]]

OPEN: Story = [("opened", 0)]
MIDNIGHT = 22.0  # hours from the start to the end of that day in UTC


def promised(hours: float, message: str = "m", who: Who = ANN) -> Record:
    """Return a promise that nothing can be lost."""
    return said(hours, who, GUARANTEE, message=message)


def done(kind: EventType, hours: float, message: str = "m", actor: Who | None = OWEN) -> Record:
    """Return something done to a message."""
    return replace(happened(kind, hours, actor), message=message)


def attested(hours: float, action: str, message: str = "m", actor: Who = OWEN) -> Record:
    """Return what somebody says was done about a message."""
    return replace(done("action.attested", hours, message, actor), action=action)


def labelled(hours: float, action: str, message: str = "m") -> Record:
    """Return a moderator's decision about a message."""
    return replace(done("message.labelled", hours, message, None), action=action, category="fraud")


def posted(hours: float, *clauses: str, removed: bool = False, message: str = "") -> Record:
    """Return a notice with *clauses*."""
    read: tuple[Signal, ...] = tuple(signal("clause", clause) for clause in clauses)
    notice = done("community.notice_changed", hours, message)
    return replace(notice, signals=read, notice_removed=removed)


def settings(hours: float, *, approval: bool) -> Record:
    """Return a change of who may join."""
    return replace(happened("community.settings_changed", hours, OWEN), settings={"join_approval": approval})


def reported(kind: EventType, hours: float, report: str = "r", who: Who = OWEN) -> Record:
    """Return what became of a report."""
    return replace(happened(kind, hours, who), report=report)


def turns(told: Told, rule: str) -> Story:
    """Return when, in hours, what *rule* found began and was over."""
    told_of = ("opened", "ended")
    return [
        (turn.kind, hours_of(turn.at)) for turn in told.fold.findings.turns if turn.rule == rule if turn.kind in told_of
    ]


@pytest.mark.parametrize(
    ("records", "then"),
    [
        pytest.param([done("message.deleted", 5)], [("ended", 5)], id="deleted by the owner"),
        pytest.param([done("message.deleted", 5, actor=None)], [("ended", 5)], id="deleted by nobody in particular"),
        pytest.param([done("message.deleted", 5, actor=ANN)], [("ended", 5)], id="taken back by the author"),
        pytest.param([happened("member.muted", 5, OWEN, ANN)], [("ended", 5)], id="the author is muted"),
        pytest.param([happened("member.removed", 5, OWEN, ANN)], [("ended", 5)], id="the author is removed"),
        pytest.param([happened("member.banned", 5, OWEN, ANN)], [("ended", 5)], id="the author is banned"),
        pytest.param([said(5, OWEN, REPRIMAND, reply_to="m")], [("ended", 5)], id="the owner warns in a reply"),
        pytest.param([posted(5, message="m")], [("ended", 5)], id="a notice names the message"),
        pytest.param([attested(5, "deleted")], [("ended", 5)], id="the owner attests a measure"),
        pytest.param([attested(5, "dismissed")], [("ended", 5)], id="the owner attests that it is none"),
        pytest.param([labelled(5, "overturned")], [("ended", 5)], id="a moderator overturns it"),
        pytest.param([attested(5, "deleted", actor=BOB)], [], id="another member attests"),
        pytest.param([said(5, BOB, REPRIMAND, reply_to="m")], [], id="another member warns"),
        pytest.param([happened("member.left", 5, None, ANN)], [], id="the author leaves"),
        pytest.param([happened("member.muted", 5, OWEN, BOB)], [], id="somebody else is muted"),
        pytest.param([done("message.deleted", 5, "other")], [], id="another message is deleted"),
        pytest.param([promised(4, "n"), done("message.deleted", 5)], [], id="one of two is deleted"),
        pytest.param(
            [promised(4, "n"), done("message.deleted", 5), done("message.deleted", 6, "n")],
            [("ended", 6)],
            id="both are deleted",
        ),
        pytest.param(
            [done("message.deleted", 5), promised(6, "n")], [("ended", 5), ("opened", 6)], id="handled, and again"
        ),
        pytest.param(
            [done("message.deleted", 0), promised(0, "n")],
            [("ended", 0), ("opened", 0)],
            id="handled and again at the same time",
        ),
        pytest.param(
            [promised(30, "n"), done("message.deleted", 31), done("message.deleted", 32, "n")],
            [("opened", 30), ("ended", 32)],
            id="a second finding the day after",
        ),
    ],
)
def test_what_a_member_wrote_is_over_when_none_of_it_is_open(panel: Panel, records: list[Record], then: Story) -> None:
    assert turns(Told(panel, [promised(0), *records], SEES), PROMISED) == [*OPEN, *then]


def test_findings_before_and_after_are_two(panel: Panel) -> None:
    told = Told(panel, [promised(0), done("message.deleted", 0), promised(0, "n"), promised(1, "o")], SEES)
    first, second = told.findings(PROMISED)
    assert first.id != second.id
    assert [(hours_of(each.at), each.count, bool(each.ended_at)) for each in (first, second)] == [
        (0, 1, True),
        (0, 2, False),
    ]


def test_what_comes_late_reopens_nothing(panel: Panel) -> None:
    told = Told(panel, [promised(0), done("message.deleted", 5), promised(4, "late")], SEES)
    assert turns(told, PROMISED) == [*OPEN, ("ended", 5)]
    assert [finding.count for finding in told.findings(PROMISED)] == [2]


@pytest.mark.parametrize(
    ("story", "rule"),
    [
        pytest.param([promised(0, who=OWEN), done("message.deleted", 5)], PROMISED, id="what the owner wrote himself"),
        pytest.param(
            [said(0, ANN, FAILURE, message="m"), done("message.deleted", 5)], UNPAID, id="complaints of members"
        ),
    ],
)
def test_owner_and_admins_cannot_end_what_is_not_theirs_to_handle(panel: Panel, story: list[Record], rule: str) -> None:
    assert turns(Told(panel, story, SEES), rule) == OPEN


@pytest.mark.parametrize(
    ("records", "rule", "then"),
    [
        pytest.param([posted(30)], "missing-group-rules", [("opened", 25), ("ended", 30)], id="rules are posted"),
        pytest.param(
            [posted(30), posted(31, removed=True), posted(60)],
            "missing-group-rules",
            [("opened", 25), ("ended", 30), ("opened", 56), ("ended", 60)],
            id="rules are posted, removed and posted again",
        ),
        pytest.param(
            [posted(1, "heading", "ads"), posted(2, *CLAUSES)],
            "group-rules-incomplete",
            [("opened", 1), ("ended", 2)],
            id="the rules are completed",
        ),
        pytest.param(
            [posted(1, "heading", "ads"), posted(2, "heading")],
            "group-rules-incomplete",
            [("opened", 1)],
            id="the rules are as incomplete as before",
        ),
        pytest.param(
            [posted(1, "heading", "ads"), posted(2, removed=True)],
            "group-rules-incomplete",
            [("opened", 1), ("ended", 2)],
            id="there are no rules any more that could be incomplete",
        ),
        pytest.param(
            [said(0, OWEN), *(said(2, ANN) for _ in range(25)), said(80, OWEN)],
            "owner-unreachable",
            [("opened", 72), ("ended", 80)],
            id="the owner is back",
        ),
        pytest.param(
            [
                settings(0, approval=False),
                *(joined(1, Who(f"n{number}")) for number in range(31)),
                settings(9, approval=True),
            ],
            "open-join-unverified",
            [("opened", 1), ("ended", 9)],
            id="joins are approved",
        ),
        pytest.param(
            [reported("report.submitted", 0, who=ANN), reported("report.closed", 40)],
            "member-report-unanswered",
            [("opened", 33), ("ended", 40)],
            id="a report is closed",
        ),
        pytest.param(
            [
                *(reported("report.submitted", 0, report, Who(report)) for report in "ab"),
                reported("report.closed", 40, "a"),
                reported("report.acknowledged", 41, "b"),
            ],
            "member-report-unanswered",
            [("opened", 33), ("ended", 41)],
            id="one report is closed, the other taken up",
        ),
        pytest.param(
            [
                replace(happened("roster.snapshot", 0), people=(replace(OWEN, verified=False),)),
                said(40, replace(OWEN, verified=True)),
                replace(happened("roster.snapshot", 41), people=(replace(OWEN, verified=True),)),
            ],
            "owner-identity-unverified",
            [("opened", 25), ("ended", 41)],
            id="the owner is verified",
        ),
        pytest.param(
            [*(promised(hours, f"m{hours}") for hours in (0, 1, 2)), happened("member.muted", 40, OWEN, ANN)],
            "repeat-offender-not-escalated",
            [("opened", 35), ("ended", 40)],
            id="an offender is muted",
        ),
        pytest.param(
            [promised(0), done("message.deleted", 20)],
            UNHANDLED,
            [("opened", 12), ("ended", 20)],
            id="late, but handled",
        ),
    ],
)
def test_what_is_so_holds_until_it_is_put_right(panel: Panel, records: list[Record], rule: str, then: Story) -> None:
    told = Told(panel, [happened("community.created", 0), *records], SEES).until(100)
    assert turns(told, rule) == then


@pytest.mark.parametrize(
    ("records", "until", "then"),
    [
        pytest.param([], 30 * DAY, OPEN, id="thirty days later"),
        pytest.param([], 40 * DAY, [*OPEN, ("ended", 30 * DAY + MIDNIGHT)], id="at the end of that day"),
        pytest.param(
            [said(20 * DAY, OWEN, GUARANTEE)], 45 * DAY, [*OPEN, ("opened", 20 * DAY)], id="not when it goes on"
        ),
        pytest.param(
            [said(40 * DAY, OWEN, GUARANTEE)],
            41 * DAY,
            [*OPEN, ("ended", 30 * DAY + MIDNIGHT), ("opened", 40 * DAY)],
            id="and begins anew",
        ),
    ],
)
def test_what_nobody_can_handle_is_over_when_it_was_quiet(
    panel: Panel, records: list[Record], until: float, then: Story
) -> None:
    told = Told(panel, [said(0, OWEN, GUARANTEE), *records], SEES).until(until)
    assert turns(told, PROMISED) == then


def test_a_violation_that_waits_is_never_quiet_and_whose_it_was_is_never_forgotten(panel: Panel) -> None:
    told = Told(panel, [promised(0), promised(1, "n")], SEES).until(200 * DAY)
    assert (turns(told, PROMISED), turns(told, UNHANDLED)) == (OPEN, [("opened", 12)])
    assert told.fold.state.items == {}
    assert told.fold.state.forgotten == {"ann": Forgotten(2, 3)}
    told.fold.apply(happened("member.removed", 201 * DAY, OWEN, ANN))
    assert (turns(told, PROMISED), turns(told, UNHANDLED)) == (
        [*OPEN, ("ended", 201 * DAY)],
        [("opened", 12), ("ended", 201 * DAY)],
    )
    assert told.fold.state.forgotten == {}


def test_how_it_ends_is_told_of_every_kind_of_fact() -> None:
    never = {kind for kind, spec in FACT_KINDS.items() if not spec.ends}
    assert never == {"open_report"}


def test_everything_goes_on_after_a_restart(panel: Panel) -> None:
    story = [said(0, OWEN, GUARANTEE), promised(0), said(1, OWEN)]
    kept = msgspec.msgpack.encode(Told(panel, story, SEES).fold.snapshot())
    fold = CommunityFold(GROUP, SEES, panel, msgspec.msgpack.decode(kept, type=CommunityState))
    fold.apply(done("message.deleted", 2))
    fold.advance(at(40 * DAY))
    turned = [turn for turn in fold.findings.turns if (turn.rule, turn.kind) == (PROMISED, "ended")]
    assert [(turn.subject, hours_of(turn.at)) for turn in turned] == [
        ("member:ann", 2),
        ("member:owen", 30 * DAY + MIDNIGHT),
    ]
