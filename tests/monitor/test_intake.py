"""What is kept of an event: names only as looks and only of some, mentions only beside an insult."""

import pytest
from msgspec.structs import replace

from monitor.event import Attestation, Data, Event, Message, Person
from monitor.intake import Intake
from monitor.labels import Label
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.record import Record
from tests.monitor.events import message

ANN = Person("42", "Ann from Support")


@pytest.fixture
def intake(panel: Panel) -> Intake:
    return Intake(panel.reader, Pseudonyms(b"a key for tests only"))


def with_data(event: Event, **parts: object) -> Event:
    """Return *event* with these parts of its data."""
    return replace(event, data=replace(event.data, **parts))


def kept(intake: Intake, event: Event) -> Record:
    """Return what is kept of *event*."""
    return intake.record(event)[1]


@pytest.mark.parametrize(
    ("text", "person", "has_looks"),
    [
        ("See you tomorrow", ANN, False),
        ("See you tomorrow", replace(ANN, role="admin"), True),
        ("Claim your bonus now, message me on WhatsApp +44 7700 900123", ANN, True),
        ("Claim your bonus now, message me on WhatsApp +44 7700 900123", replace(ANN, id_kind="name_only"), False),
    ],
    ids=["chats", "admin", "sells", "sells, known by name only"],
)
def test_looks_are_kept_of_staff_and_of_who_sells(intake: Intake, text: str, person: Person, has_looks: bool) -> None:
    actor = kept(intake, with_data(message(1, text), actor=person)).actor
    assert actor
    assert (actor.looks is not None) == has_looks


def test_looks_are_kept_of_who_joins_and_say_no_name(intake: Intake) -> None:
    event = replace(with_data(message(), message=None, target=ANN), type="member.joined")
    target = kept(intake, event).target
    assert target
    assert target.looks
    assert "Ann" not in repr(target)


def test_disguised_names_look_alike(intake: Intake) -> None:
    names = ("平安財富 老陳", "平安财富·老陈🌸")
    people = [Person(str(number), name, role="admin") for number, name in enumerate(names)]
    one, other = (kept(intake, with_data(message(), actor=person)).actor for person in people)
    assert one
    assert other
    assert one.looks == other.looks


@pytest.mark.parametrize(("text", "count"), [("You are such an idiot", 1), ("See you tomorrow", 0)])
def test_mentions_are_kept_beside_an_insult(intake: Intake, text: str, count: int) -> None:
    mentioning = with_data(message(), message=Message("1", text, mentions=("43",)))
    assert len(kept(intake, mentioning).mentions) == count


@pytest.mark.parametrize(
    ("parts", "recorded"),
    [
        ({"reason": "abuse", "evidence": "9f86d081"}, True),
        ({"reason": "abuse"}, False),
        ({"evidence": "9f86d081"}, False),
        ({"evidence": "9f86d081", "attestation": Attestation("m1", "deleted", "abuse")}, True),
    ],
    ids=["both", "no evidence", "no reason", "a note is a reason"],
)
def test_a_measure_is_recorded_with_reason_and_evidence(
    intake: Intake, parts: dict[str, object], recorded: bool
) -> None:
    event = replace(with_data(message(), **parts), type="message.deleted")
    assert kept(intake, event).recorded == recorded


def test_a_label_is_about_its_item(intake: Intake) -> None:
    community = message().data.community
    data = Data("telegram", community, label=Label("m1", "rumour", "overturned"))
    record = kept(intake, replace(message(), type="message.labelled", data=data))
    assert (record.message, record.category, record.action) == ("m1", "rumour", "overturned")
