"""Numbers of lines, written as runs: `3-10,12`."""

from collections.abc import Iterable, Iterator


def written(numbers: Iterable[int]) -> str:
    """Return *numbers*, which ascend, as runs."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def read(runs: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last number of each run.

    Raises:
        ValueError: *runs* are not written like that.
    """
    for run in filter(None, runs.split(",")):
        first, _, last = run.partition("-")
        yield int(first), int(last or first)
