"""Windows say what counting every fact again would say, however often they were tidied up or saved."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.clock import MINUTE
from monitor.windows import WindowBook, WindowState
from rules import Window
from rules.facts import complete
from rules.pack.window import Keeper, Measure, WindowDeclaration

OVER = 10


class Fact(NamedTuple):
    """A message: when (minutes), by whom, whether it is an ad, and what is done to the book before it."""

    at: int
    member: str
    ad: bool
    before: Literal["", "tidy", "save"] = ""


def window(measure: Measure, per: Keeper) -> Window:
    """Return a window of ads over ten minutes."""
    what: dict[str, str] = (
        {"of": "message", measure: "member"} if measure in {"distinct", "member_share"} else {measure: "message"}
    )
    declared = {**what, "where": {"ad": True}, "per": per, "over": f"{OVER}m"}
    return WindowDeclaration.model_validate(declared).named("w", "message")


def expected(facts: Sequence[Fact], measure: Measure, per: Keeper, members: int) -> int:
    """Return the value after the last of *facts*, found by going through all of them."""
    now = facts[-1]
    seen = [f for f in facts if now.at - OVER < f.at <= now.at and (per == "community" or f.member == now.member)]
    ads = [fact for fact in seen if fact.ad]
    speakers = len({fact.member for fact in ads})
    match measure:
        case "count":
            return len(ads)
        case "share":
            return 1000 * len(ads) // len(seen)
        case "distinct":
            return speakers
        case "member_share":
            return 1000 * speakers // members if members else 0
        case _:
            raise NotImplementedError(measure)


def saved(book: WindowBook, windows: Sequence[Window]) -> WindowBook:
    """Return a book that continues from the encoded state of *book*."""
    state = msgspec.msgpack.decode(msgspec.msgpack.encode(book.state()), type=WindowState)
    return WindowBook({"message": windows}, state)


facts_in_order = st.lists(
    st.builds(
        Fact, st.integers(0, 60), st.sampled_from("abc"), st.booleans(), st.sampled_from(["", "", "tidy", "save"])
    ),
    min_size=1,
    max_size=40,
).map(lambda facts: sorted(facts, key=lambda fact: fact.at))


@pytest.mark.parametrize("per", ["community", "member"])
@pytest.mark.parametrize("measure", ["count", "share", "distinct", "member_share"])
@given(facts=facts_in_order, members=st.integers(0, 5))
def test_a_window_counts_what_happened_in_its_time(
    measure: Measure, per: Keeper, facts: list[Fact], members: int
) -> None:
    windows = [window(measure, per)]
    book = WindowBook({"message": windows})
    for number, fact in enumerate(facts, start=1):
        if fact.before == "tidy":
            book.forget_before(fact.at * MINUTE)
        elif fact.before == "save":
            book = saved(book, windows)
        at = fact.at * MINUTE
        book.enter(at, fact.member, book.counting(complete("message", {"ad": fact.ad})))
        assert book.values("message", at, fact.member, members) == {
            "w": expected(facts[:number], measure, per, members)
        }


def test_an_entry_is_out_when_the_whole_time_has_passed() -> None:
    book = WindowBook({"message": [window("count", "community")]})
    ad = book.counting(complete("message", {"ad": True}))
    book.enter(0, "a", ad)
    assert book.values("message", OVER * MINUTE - 1, "a", 0) == {"w": 1}
    assert book.values("message", OVER * MINUTE, "a", 0) == {"w": 0}


def test_quiet_members_cost_nothing_after_tidying_up() -> None:
    book = WindowBook({"message": [window("count", "member")]})
    book.enter(0, "a", book.counting(complete("message", {"ad": True})))
    book.forget_before(OVER * MINUTE)
    assert book.state() == WindowState({"message.w": {}})


def test_a_window_that_a_pack_brings_later_starts_empty() -> None:
    book = WindowBook({"message": [window("count", "community")]}, WindowState({"message.gone": {"": [(1, "a")]}}))
    assert book.values("message", 1, "a", 0) == {"w": 0}
    assert book.state() == WindowState({"message.w": {}})
