"""What members do and what is done with them: measures, labels, insults, names and owners."""

import msgspec
import pytest

from monitor.community.authors import REMEMBERED, Authors, Said
from monitor.event import EventType
from monitor.looks import looks_of
from monitor.panel import Panel
from monitor.record import Record, Who
from rules import Severity
from rules.signals import Signal
from rules.signals.signal import Kind
from tests.monitor.happenings import ANN, BOB, OWEN, Told, happened, joined, said, signal

CAT, BOT = Who("cat"), Who("botty", role="bot")
COMPLAINTS = [
    said(0, ANN, signal("payout_failure"), message="a1"),
    said(0, BOB, signal("payout_failure"), message="b1"),
]
YIELD = signal("yield", 15.0)
INSULT, COMPLAINT = signal("insult"), signal("complaint")


def deleted(hours: float, message: str, actor: Who | None = OWEN) -> Record:
    """Return the deletion of *message*."""
    return msgspec.structs.replace(happened("message.deleted", hours, actor), message=message)


def attested(hours: float, message: str, action: str) -> Record:
    """Return that the owner says to have done *action* about *message*."""
    return msgspec.structs.replace(happened("action.attested", hours, OWEN), message=message, action=action)


def labelled(hours: float, message: str, category: str, verdict: str = "confirmed") -> Record:
    """Return a moderator's decision about *message*."""
    record = happened("message.labelled", hours, Who("mod"))
    return msgspec.structs.replace(record, message=message, category=category, action=verdict)


@pytest.mark.parametrize(
    ("measures", "count"),
    [
        ([deleted(1, "a1"), deleted(2, "b1")], 1),
        ([deleted(1, "a1", BOT), deleted(2, "b1", BOT)], 1),
        ([attested(1, "a1", "deleted"), attested(2, "b1", "muted")], 1),
        ([attested(1, "a1", "dismissed"), attested(2, "b1", "reported")], 0),
        ([deleted(1, "a1", CAT), deleted(2, "b1", CAT)], 0),
        ([deleted(1, "a1", None), deleted(2, "b1", None)], 0),
        ([deleted(1, "unheard of"), deleted(2, "b1")], 0),
    ],
    ids=["owner", "bot", "attested", "nothing done", "some member", "nobody named", "author unknown"],
)
def test_doubters_are_suppressed_by_what_staff_do(panel: Panel, measures: list[Record], count: int) -> None:
    assert len(Told(panel, [*COMPLAINTS, *measures]).findings("dissent-suppression")) == count


def test_suppression_is_told_to_the_moderator_about_the_group(panel: Panel) -> None:
    [finding] = Told(panel, [*COMPLAINTS, deleted(1, "a1"), deleted(2, "b1")]).findings("dissent-suppression")
    assert (finding.audience, finding.subject) == (("moderator",), "community:wechat:g")


def test_who_complains_of_payouts_has_violated_nothing(panel: Panel) -> None:
    complaints = [said(hours, Who(f"m{hours}"), signal("payout_failure")) for hours in range(12)]
    told = Told(panel, complaints)
    assert told.severities("withdrawal-failure-cluster")
    assert not told.fold.state.items


def test_a_label_starts_the_owners_clock_and_another_ends_it(panel: Panel) -> None:
    told = Told(panel, [said(0, ANN, message="m1"), labelled(1, "m1", "rumour")])
    assert [Severity(item.severity) for item in told.fold.state.items.values()] == [Severity.critical]
    told.fold.apply(labelled(2, "m1", "rumour", "overturned"))
    assert not told.fold.state.items
    assert not told.fold.state.handled  # nobody of the staff did anything


@pytest.mark.parametrize(
    ("signals", "left"),
    [pytest.param((), [], id="it said so alone"), pytest.param((YIELD,), ["m1"], id="found without it, too")],
)
def test_a_label_that_is_withdrawn_leaves_what_was_found_without_it(
    panel: Panel, signals: tuple[Signal, ...], left: list[str]
) -> None:
    told = Told(panel, [said(0, ANN, *signals, message="m1"), labelled(1, "m1", "rumour")])
    told.fold.apply(labelled(2, "m1", "rumour", "withdrawn"))
    assert list(told.fold.state.items) == left
    assert not told.fold.state.labelled


def test_a_label_on_words_of_staff_is_theirs(panel: Panel) -> None:
    admin = happened("member.role_changed", 0, OWEN, ANN)
    told = Told(panel, [msgspec.structs.replace(admin, role="admin"), said(0, ANN, message="m1")])
    told.fold.apply(labelled(1, "m1", "rumour"))
    assert told.severities("owner-condones-violation") == [Severity.critical]
    assert not told.fold.state.items


def test_an_overturned_finding_counts_no_more(panel: Panel) -> None:
    posts = [said(hours, ANN, YIELD, message=f"m{hours}") for hours in range(3)]
    assert Told(panel, posts).until(60).severities("repeat-offender-not-escalated") == [Severity.medium]
    overturned = [*posts, labelled(5, "m1", "other_illegal", "overturned")]
    assert not Told(panel, overturned).until(60).findings("repeat-offender-not-escalated")


def insults(*, reply_to: str = "", mentions: tuple[str, ...] = ()) -> list[Record]:
    """Return a word of Ann's, and three of Bob's to her."""
    aimed = [said(hours, BOB, INSULT, reply_to=reply_to) for hours in (1, 2, 3)]
    return [said(0, ANN, message="a1"), *(msgspec.structs.replace(record, mentions=mentions) for record in aimed)]


@pytest.mark.parametrize(
    ("records", "count"),
    [
        ([*insults(reply_to="a1"), said(4, ANN, COMPLAINT)], 1),
        ([*insults(mentions=("ann",)), said(4, ANN, COMPLAINT)], 1),
        ([*insults(reply_to="a1"), happened("report.submitted", 4, ANN)], 1),
        ([*insults(mentions=("cat",)), said(4, ANN, COMPLAINT)], 0),
        ([*insults(mentions=("bob",)), said(4, BOB, COMPLAINT)], 0),
        ([*insults(reply_to="a1"), said(4, ANN, COMPLAINT), attested(5, "a1", "warned")], 1),
        ([*insults(reply_to="a1"), said(4, ANN, COMPLAINT), happened("member.removed", 5, OWEN, BOB)], 0),
    ],
    ids=["reply", "mention", "report", "somebody else", "himself", "the wrong one warned", "removed"],
)
def test_a_member_is_abused(panel: Panel, records: list[Record], count: int) -> None:
    assert len(Told(panel, records).until(60).findings("persistent-abuse-of-member")) == count


def test_who_complained_of_abuse_is_not_among_the_proofs(panel: Panel) -> None:
    records = [*insults(reply_to="a1"), said(4, ANN, COMPLAINT)]
    [finding] = Told(panel, records).until(60).findings("persistent-abuse-of-member")
    assert {proof.event for proof in finding.proofs} <= {record.id for record in records[1:4]}
    assert finding.subject == "community:wechat:g"


def test_the_authors_of_the_latest_messages_are_remembered() -> None:
    state: dict[str, Said] = {}
    authors = Authors(state)
    for number in range(REMEMBERED + 1):
        authors.enter(f"m{number}", "ann", number)
    assert (authors.of("m0"), authors.of(f"m{REMEMBERED}")) == ("", "ann")
    assert len(state) <= REMEMBERED


def named(who: Who, name: str) -> Who:
    """Return *who* going by *name*."""
    return msgspec.structs.replace(who, looks=looks_of(name, str))


@pytest.mark.parametrize(
    ("before", "count"),
    [
        ([said(0, named(OWEN, "平安财富老陈"))], 1),
        ([said(0, named(OWEN, "平安财富老陈")), happened("member.left", 1, target=OWEN)], 0),
        ([said(0, OWEN)], 0),
    ],
    ids=["owner", "owner who left", "name not known"],
)
def test_names_are_compared_with_those_of_staff_who_are_there(panel: Panel, before: list[Record], count: int) -> None:
    told = Told(panel, [*before, joined(2, named(ANN, "平安财富老陈"))])
    assert len(told.findings("impersonation")) == count


@pytest.mark.parametrize("kind", ["member.role_changed", "roster.snapshot"])
def test_only_a_change_of_role_hands_the_group_on(panel: Panel, kind: EventType) -> None:
    change = msgspec.structs.replace(happened(kind, 2, OWEN, BOB), role="owner", people=(Who("bob", role="owner"),))
    told = Told(panel, [said(0, OWEN), said(1, ANN, YIELD), change])
    assert told.fold.state.owner == "bob"
    assert any(entry.signal.startswith("owner_change") for entry in told.fold.evidence.new) == (
        kind == "member.role_changed"
    )


@pytest.mark.parametrize(("kind", "rules"), [("porn", ["illegal-content"]), ("gambling", [])])
def test_what_is_urgent_is_shown_before_its_place_is_certain(panel: Panel, kind: Kind, rules: list[str]) -> None:
    told = Told(panel, [said(0, ANN)])
    previewed = told.fold.preview(said(1, ANN, signal(kind)))
    assert [match.rule.id for match, _, _ in previewed] == rules
    assert not told.findings("illegal-content")
