"""A newcomer has been received when staff, a bot or a notice spoke at once, or somebody answered within a day."""

from collections.abc import Callable

import pytest

from monitor.clock import DAY, MINUTE
from monitor.community.health.newcomers import Arrivals, Newcomers

Tell = Callable[[Newcomers], None]


def received(tell: Tell) -> bool:
    """Return whether `new`, who joined at 0, was received in what is told."""
    judged: dict[str, bool] = {}

    def judge(member: str, received: bool, at: int) -> None:
        assert at == DAY
        judged[member] = received

    newcomers = Newcomers(Arrivals(), judge, lambda _: None)
    newcomers.joined("new", 0)
    tell(newcomers)
    assert list(newcomers.dues()) == [DAY]
    newcomers.ring(DAY)
    assert list(newcomers.dues()) == []
    return judged["new"]


def talk(*said: tuple[int, str, str]) -> Tell:
    """Return a talk: minutes, who, and to whom the message replies."""

    def tell(newcomers: Newcomers) -> None:
        for minutes, who, replied_to in said:
            newcomers.heard(who, minutes * MINUTE, replied_to)

    return tell


def welcome(minutes: int) -> Tell:
    """Return a welcome after so many minutes."""
    return lambda newcomers: newcomers.welcomed(minutes * MINUTE)


@pytest.mark.parametrize(
    ("tell", "expected"),
    [
        pytest.param(welcome(10), True, id="welcomed within ten minutes"),
        pytest.param(welcome(11), False, id="welcomed too late"),
        pytest.param(talk((5, "new", ""), (800, "ann", "new")), True, id="answered late by a reply"),
        pytest.param(talk((5, "new", ""), (15, "ann", "")), True, id="the next words came soon"),
        pytest.param(talk((5, "new", ""), (16, "ann", "")), False, id="the next words came later"),
        pytest.param(talk((5, "new", ""), (6, "new", "new")), False, id="talks to himself"),
        pytest.param(talk((5, "ann", ""), (6, "bob", "")), False, id="the others talk to each other"),
        pytest.param(talk((5, "new", ""), (6, "other", "ann")), True, id="somebody speaks, though to another"),
        pytest.param(talk(), False, id="silence"),
    ],
)
def test_received(tell: Tell, expected: bool) -> None:
    assert received(tell) is expected


def test_a_welcome_is_for_those_who_have_just_come() -> None:
    judged: list[tuple[str, bool]] = []
    newcomers = Newcomers(Arrivals(), lambda member, received, _: judged.append((member, received)), lambda _: None)
    for minutes, member in ((0, "a"), (20, "b"), (25, "c")):
        newcomers.joined(member, minutes * MINUTE)
    newcomers.welcomed(30 * MINUTE)
    newcomers.ring(2 * DAY)
    assert judged == [("a", False), ("b", True), ("c", True)]
