"""A new pseudonym key gives new members new names; whoever was known under the old one keeps his label."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from monitor.community.roster import Roster, RosterState
from monitor.community.state import CommunityState
from monitor.event import Event, Person
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.record import Who
from monitor.store import FindingRow, Store
from tests.monitor.privacy.stories import GROUP, OFFER, OWEN, Story, living, state_in

OLD, NEW, WRONG = b"the key of last year", b"the key of this year", b"the key of somebody"
EVE, ANN, BOB, ZOE = (Person(str(number), name) for number, name in enumerate(("Eve", "Ann", "Bob", "Zoe"), 2001))
BEFORE, OVERLAP, AFTER = Pseudonyms(OLD), Pseudonyms(NEW, OLD), Pseudonyms(NEW)


def chapters() -> tuple[list[Event], list[Event], list[Event]]:
    """Return what happens before, while both keys are there, and when the old one is gone."""
    story = Story()
    first = [story.said(OWEN, "大家好"), story.joined(EVE, OWEN), story.joined(ANN, EVE), story.said(EVE, OFFER)]
    story.day()
    second = [story.said(OWEN, "早"), story.said(ANN, "早"), story.said(EVE, OFFER), story.joined(BOB, ANN)]
    story.day()
    third = [story.said(EVE, OFFER), story.joined(ZOE, BOB), story.said(ANN, "好"), story.removed(EVE, OWEN)]
    return first, second, third


def told(folder: Path, panel: Panel, keys: tuple[Pseudonyms, Pseudonyms, Pseudonyms]) -> CommunityState:
    """Return what is remembered in the end by a monitor that is restarted with another of *keys* for each chapter."""
    for key, events in zip(keys, chapters(), strict=True):
        with living(folder, panel, key) as life:
            life.tell(events)
    return state_in(folder)


def label(pseudonyms: Pseudonyms, person: Person) -> str:
    """Return the pseudonym of *person*."""
    return pseudonyms.member(GROUP, person.id or "")


def findings(folder: Path) -> list[FindingRow]:
    store = Store.open(f"sqlite:///{folder}/live.db")
    with store.read() as transaction:
        rows = transaction.findings(community=GROUP)
    store.close()
    return rows


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[str], Path]:
    def make(name: str) -> Path:
        (tmp_path / name).mkdir()
        return tmp_path / name

    return make


def test_findings_items_windows_and_forest_follow_who_was_known(folder: Callable[[str], Path], panel: Panel) -> None:
    kept, changed = folder("one key"), folder("two keys")
    one = told(kept, panel, (BEFORE, BEFORE, BEFORE))
    two = told(changed, panel, (BEFORE, OVERLAP, AFTER))
    fresh = {label(now, person): label(BEFORE, person) for person, now in ((BOB, OVERLAP), (ZOE, AFTER))}
    assert renamed(two.forest, fresh) == renamed(one.forest, {})
    assert renamed(two.roster.members, fresh) == renamed(one.roster.members, {})
    assert renamed(two.windows, fresh) == renamed(one.windows, {})
    assert renamed(two.items, fresh) == renamed(one.items, {})
    assert findings(kept) == findings(changed)
    assert {row.subject for row in findings(changed)} >= {f"member:{label(BEFORE, EVE)}"}


def renamed(part: object, names: dict[str, str]) -> object:
    """Return *part* with other names for those in *names*."""
    text = msgspec.json.encode(part).decode()
    for name, other in names.items():
        text = text.replace(name, other)
    return msgspec.json.decode(text)


@pytest.mark.parametrize("overlap", [AFTER, Pseudonyms(NEW, WRONG)], ids=["absent", "wrong"])
def test_without_the_right_old_key_people_are_new(
    folder: Callable[[str], Path], panel: Panel, overlap: Pseudonyms
) -> None:
    state = told(folder("store"), panel, (BEFORE, overlap, AFTER))
    assert {label(BEFORE, EVE), label(AFTER, EVE)} <= state.roster.members.keys()
    assert state.roster.members.keys().isdisjoint({label(Pseudonyms(WRONG), EVE)})


def test_a_declared_owner_stays_who_he_was(panel: Panel, folder: Callable[[str], Path]) -> None:
    state = told(folder("store"), panel, (BEFORE, OVERLAP, AFTER))
    assert [key for key, member in state.roster.members.items() if member.role == "owner"] == [label(BEFORE, OWEN)]


def test_somebody_known_by_name_only_stays_who_he_was() -> None:
    roster = Roster(RosterState())
    roster.resolve(Who(name="n-old"))
    roster.know({"n-new": "n-old"})
    assert roster.resolve(Who(name="n-new")) == "n-old"


def test_a_name_is_not_ambiguous_because_its_bearer_has_two_pseudonyms() -> None:
    roster = Roster(RosterState())
    roster.resolve(Who("m-old", "n-old"))
    roster.know({"m-new": "m-old", "n-new": "n-old"})
    assert roster.resolve(Who("m-new", "n-new")) == "m-old"
    assert roster.resolve(Who(name="n-new")) == "m-old"
    assert not roster.is_ambiguous(Who(name="n-new"))


def test_who_is_known_by_the_new_key_already_is_not_taken_for_another() -> None:
    roster = Roster(RosterState())
    roster.resolve(Who("m-new"))
    roster.resolve(Who("m-old"))
    roster.know({"m-new": "m-old"})
    assert roster.resolve(Who("m-new")) == "m-new"


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        Pseudonyms(NEW, b"short")
