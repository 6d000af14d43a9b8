"""What is found about a scheme is over when it steps down, or when it has no stage and nothing new comes."""

from collections.abc import Iterator

import pytest

from monitor.clock import DAY
from monitor.schemes.endings import end_of
from monitor.schemes.stages import AFTERMATH, EXIT, GROWTH, NONE, RECRUITMENT, STRAIN, WATCH, Step

HOUR = DAY // 24


def steps(*way: tuple[int, int]) -> Iterator[Step]:
    """Yield the steps that a scheme takes on these days to these stages."""
    before = NONE
    for day, stage in way:
        yield Step(day * DAY, before, stage, ())
        before = stage


@pytest.mark.parametrize(
    ("way", "over"),
    [
        pytest.param([], 40, id="never a stage, and quiet for thirty days"),
        pytest.param([(8, WATCH)], None, id="a stage since"),
        pytest.param([(12, WATCH)], None, id="a stage before it was quiet for long"),
        pytest.param([(50, WATCH)], 40, id="a stage long after"),
        pytest.param([(8, RECRUITMENT), (20, GROWTH), (30, STRAIN)], None, id="only further up"),
        pytest.param([(8, STRAIN), (30, GROWTH)], 30, id="a step down"),
        pytest.param([(8, STRAIN), (9, GROWTH)], None, id="a step down before"),
        pytest.param([(8, STRAIN), (30, GROWTH), (50, RECRUITMENT)], 30, id="the first of two"),
        pytest.param([(8, EXIT), (15, AFTERMATH)], None, id="the aftermath"),
        pytest.param([(8, EXIT), (15, AFTERMATH), (195, NONE)], 195, id="the end of the aftermath"),
        pytest.param([(2, WATCH), (9, NONE)], 40, id="a stage that was over before"),
    ],
)
def test_what_was_found_on_the_tenth_day_is_over(way: list[tuple[int, int]], over: int | None) -> None:
    assert end_of(10 * DAY, list(steps(*way))) == (None if over is None else over * DAY)


def test_being_quiet_is_over_when_a_day_begins() -> None:
    assert end_of(10 * DAY + HOUR, []) == 41 * DAY
