"""Windows say what going through every fact again would say, however often they were tidied up or saved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import fsum
from typing import Literal, NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.clock import DAY, HOUR
from monitor.windows import WindowBook, WindowState
from rules import Window
from rules.facts import complete
from rules.pack.window import WindowDeclaration

MEMBERS = 4
DECLARED: dict[str, dict[str, object]] = {
    "count": {"count": "message"},
    "share": {"share": "message"},
    "since": {"since": "message"},
    "distinct": {"distinct": "member", "of": "message"},
    "member_share": {"member_share": "member", "of": "message"},
    "sum": {"sum": "ad_percent", "of": "message"},
    "median": {"median": "ad_percent", "of": "message"},
}
FADING = [name for name in DECLARED if name in {"sum", "median"}]
MOVING = [name for name in DECLARED if name != "since"]


class Fact(NamedTuple):
    """A message: when (hours), by whom, how much of an ad it is, and what is done to the book before it."""

    at: int
    member: str
    percent: int
    before: Literal["", "tidy", "save"] = ""


def window(measure: str, kind: str = "message", **more: object) -> Window:
    """Return a window of ads over five days that facts of *kind* carry."""
    declared = {**DECLARED[measure], "where": {"ad": True}, "per": "community", "over": "5d", **more}
    return WindowDeclaration.model_validate(declared).named(measure, kind)


def day(at: int) -> int:
    """Return the number of the day of *at*, in a zone eight hours ahead."""
    return (at + 8 * HOUR) // DAY


def entered(book: WindowBook, fact: Fact) -> None:
    """Enter *fact* in *book*."""
    values: Mapping[str, bool | int] = {"ad": fact.percent > 0, "ad_percent": fact.percent}
    book.enter(fact.at * HOUR, fact.member, book.counting(complete("message", values)))


def ages(facts: Sequence[Fact], now: Fact, window: Window) -> list[tuple[Fact, float]]:
    """Return which *facts* lie in *window* at the time of *now*, each with its age at the window's end in days."""
    if window.daily:
        aged = [(fact, day(now.at * HOUR) - 1 - day(fact.at * HOUR) - window.before_seconds / 86400) for fact in facts]
    else:
        aged = [(fact, (now.at - fact.at) / 24 - window.before_seconds / 86400) for fact in facts]
    return [(fact, age) for fact, age in aged if 0 <= age + 1e-9 < window.over_seconds / 86400]


def expected(facts: Sequence[Fact], now: Fact, window: Window) -> int:
    """Return the value at the time of *now*, found by going through all of *facts*."""
    if window.measure == "since":
        latest = max((fact.at for fact in facts if fact.percent), default=-1000)
        return now.at - latest if now.at - 120 < latest else -1
    if window.per == "member":
        facts = [fact for fact in facts if fact.member == now.member]
    seen = ages(facts, now, window)
    ads = [(fact, age) for fact, age in seen if fact.percent]
    half = window.half_life_seconds / 86400
    worth = [(fact, fact.percent * 0.5 ** (age / half) if half else fact.percent) for fact, age in ads]
    speakers = len({fact.member for fact, _ in ads})
    return {
        "count": len(ads),
        "share": 1000 * len(ads) // len(seen) if seen else 0,
        "distinct": speakers,
        "member_share": 1000 * speakers // MEMBERS,
        "sum": round(fsum(value for _, value in worth)),
        "median": middle(worth),
    }[window.measure]


def middle(worth: Sequence[tuple[Fact, float]]) -> int:
    """Return the lower middle of what the members who were there on three days are worth."""
    days = {member: {day(fact.at * HOUR) for fact, _ in worth if fact.member == member} for member in "abc"}
    regular = [member for member in "abc" if len(days[member]) >= 3]
    sums = sorted(fsum(value for fact, value in worth if fact.member == member) for member in regular)
    return round(sums[(len(sums) - 1) // 2]) if sums else 0


facts_in_order = st.lists(
    st.builds(
        Fact,
        st.integers(0, 24 * 14),
        st.sampled_from("abc"),
        st.integers(0, 5).map(lambda tens: 10 * tens),
        st.sampled_from(["", "", "tidy", "save"]),
    ),
    min_size=1,
    max_size=40,
).map(lambda facts: sorted(facts, key=lambda fact: fact.at))


def check(window: Window, facts: list[Fact]) -> None:
    """Assert that after each of *facts* the window says what all of them say together."""
    windows = {window.to: [window]}
    book = WindowBook(windows, day)
    for number, fact in enumerate(facts, start=1):
        if fact.before == "tidy":
            book.forget_before(fact.at * HOUR)
        elif fact.before == "save":
            state = msgspec.msgpack.decode(msgspec.msgpack.encode(book.state()), type=WindowState)
            book = WindowBook(windows, day, state)
        entered(book, fact)
        said = book.values(window.to, fact.at * HOUR, fact.member, MEMBERS)[window.name]
        assert abs(said - expected(facts[:number], fact, window)) <= (window.half_life_seconds > 0)  # rounded halves


@pytest.mark.parametrize("kind", ["message", "group_day"])
@pytest.mark.parametrize("before", [None, "2d"])
@pytest.mark.parametrize("measure", MOVING)
@given(facts=facts_in_order)
def test_a_window_measures_what_happened_in_its_time(
    measure: str, before: str | None, kind: str, facts: list[Fact]
) -> None:
    check(window(measure, kind, **({"before": before} if before else {})), facts)


@pytest.mark.parametrize("kind", ["message", "group_day"])
@pytest.mark.parametrize("measure", FADING)
@given(facts=facts_in_order)
def test_what_is_older_counts_less(measure: str, kind: str, facts: list[Fact]) -> None:
    check(window(measure, kind, half_life="2d"), facts)


@pytest.mark.parametrize("kind", ["message", "group_day"])
@given(facts=facts_in_order)
def test_since_is_the_hours_from_the_last_one(kind: str, facts: list[Fact]) -> None:
    check(window("since", kind), facts)


@pytest.mark.parametrize("measure", ["count", "share", "distinct", "member_share", "sum"])
@given(facts=facts_in_order)
def test_a_window_per_member_is_about_one_member(measure: str, facts: list[Fact]) -> None:
    check(window(measure, per="member"), facts)


@pytest.mark.parametrize(
    ("recent", "earlier", "ratio"),
    [
        pytest.param(3, 4, 3000, id="three times the daily mean"),
        pytest.param(1, 4, 1000, id="as ever"),
        pytest.param(0, 4, 0, id="nothing any more"),
        pytest.param(3, 0, 0, id="nothing to compare with"),
    ],
)
def test_counts_are_compared_per_unit_of_time(recent: int, earlier: int, ratio: int) -> None:
    windows = [
        replace(window("count", over="1d"), name="now"),
        replace(window("count", over="4d", before="1d"), name="earlier"),
        WindowDeclaration.model_validate({"ratio": ["now", "earlier"]}).named("ratio", "message"),
    ]
    book = WindowBook({"message": windows}, day)
    for fact in [Fact(0, "a", 10)] * earlier + [Fact(48, "a", 10)] * recent:
        entered(book, fact)
    assert book.values("message", 48 * HOUR, "a", 0) == {"now": recent, "earlier": earlier, "ratio": ratio}


def test_an_entry_is_out_when_the_whole_time_has_passed() -> None:
    book = WindowBook({"message": [window("count")]}, day)
    entered(book, Fact(0, "a", 10))
    assert book.values("message", 5 * DAY - 1, "a", 0) == {"count": 1}
    assert book.values("message", 5 * DAY, "a", 0) == {"count": 0}


@pytest.mark.parametrize("kind", ["message", "group_day"])
def test_quiet_members_cost_nothing_after_tidying_up(kind: str) -> None:
    book = WindowBook({kind: [window("count", kind, per="member")]}, day)
    entered(book, Fact(0, "a", 10))
    book.forget_before(7 * DAY)
    assert book.state() == WindowState({f"{kind}.count": {}})


def test_daily_windows_do_not_grow_with_the_messages() -> None:
    book = WindowBook({"group_day": [window("distinct", "group_day"), window("sum", "group_day")]}, day)
    for number in range(1000):
        entered(book, Fact(number % 8, "ab"[number % 2], 1))
    kept = book.state().entries
    assert kept["group_day.distinct"] == {"": [(0, "a", 500, 500), (0, "b", 500, 500)]}
    assert kept["group_day.sum"] == {"": [(0, "", 1000, 1000)]}


def test_a_window_that_a_pack_brings_later_starts_empty() -> None:
    state = WindowState({"message.gone": {"": [(1, "a", 1, 1)]}})
    book = WindowBook({"message": [window("count"), window("since")]}, day, state)
    assert book.values("message", 1, "a", 0) == {"count": 0, "since": -1}
    assert book.state() == WindowState({"message.count": {}, "message.since": {}})


@pytest.mark.parametrize("is_saved", [False, True], ids=["held", "saved and restored"])
def test_what_comes_in_late_counts_from_then_on_and_sees_what_came_before(is_saved: bool) -> None:
    ads = {"message": (window("count"),)}
    book = WindowBook(ads, day, None, lambda: 90 * HOUR)
    entered(book, Fact(90, "0", 1))
    if is_saved:
        book = WindowBook(ads, day, book.state(), lambda: 90 * HOUR)
    entered(book, Fact(10, "1", 1))
    assert book.values("message", 10 * HOUR, "1", 0) == {"count": 2}
    assert book.values("message", 209 * HOUR, "1", 0) == {"count": 2}
    assert book.values("message", 210 * HOUR, "1", 0) == {"count": 0}
