"""How far forecasts can be trusted: `python -m tests.bench.outlook_calibration [FOLDER]`, a folder of daily series.

Each file is one scheme that has ended: a line a day with what came in and went out. At a quarter, half and three
quarters of its life it is forecast when it ends, from the days up to then alone, and compared with what came. The life
of a scheme lasts until `ENDED` of everything that was ever paid in had been paid in; what trickles in for years after
that is not life, and as these schemes hold next to nothing, the day their balance is empty is no better end.

The ranges behind the forecast were set before it was first compared with these series, and not touched since. What a
factor fitted to the other schemes would do to the scheme left out is shown, not shipped.
"""

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, dropwhile
from math import exp, log
from pathlib import Path
from statistics import median
from typing import Any, cast

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy import optimize, stats  # pyright: ignore[reportMissingTypeStubs] - scipy ships no types

from graph.outlook import Interval, dries_up
from graph.outlook.drying import ENDED
from graph.outlook.interval import NOMINAL

DATA = Path(__file__).parents[3] / "shared" / "data" / "graph" / "bitcoin-ponzi-daily"
SHARES = (0.25, 0.5, 0.75)
_UNTYPED = cast("Any", (optimize.curve_fit, stats.beta.ppf))  # pyright: ignore[reportUnknownMemberType] - the same
_fit: Callable[..., tuple[tuple[float, float, float], object]] = _UNTYPED[0]
_beta: Callable[[float, int, int], float] = _UNTYPED[1]


@dataclass(frozen=True, slots=True)
class Trial:
    """One forecast: the scheme, its life in days, how many of them were seen, and what was said of the rest."""

    scheme: str
    life: int
    seen: int
    forecast: Interval | None
    naive: float | None

    @property
    def left(self) -> int:
        """Return how many days really were left."""
        return self.life - self.seen


def read_deposits(path: Path) -> list[int]:
    """Return what came in on each day, from the first deposit on."""
    with path.open(encoding="utf-8", newline="") as file:
        inflow = [int(row["value transactions in"] or 0) for row in csv.DictReader(file)]
    return list(dropwhile(lambda value: not value, inflow))


def life_of(deposits: Sequence[int]) -> int:
    """Return on which day, counted from 1, `ENDED` of all *deposits* had come in."""
    enough = ENDED * sum(deposits)
    return next(day for day, total in enumerate(accumulate(deposits), 1) if total >= enough)


def naive(deposits: Sequence[int]) -> float | None:
    """Return in how many days a logistic curve fitted to the sums so far ends; None when none can be fitted."""
    sums = np.array(list(accumulate(deposits)), dtype=np.float64)
    day = np.arange(1.0, len(sums) + 1)

    def curve(at: np.ndarray, cap: float, growth: float, middle: float) -> np.ndarray:
        return cap / (1 + np.exp(-np.clip(growth * (at - middle), -500, 500)))

    try:
        (_, growth, middle), _ = _fit(curve, day, sums / sums[-1], p0=(2.0, 4 / len(sums), len(sums)), maxfev=20_000)
    except (RuntimeError, TypeError):  # no convergence; fewer days than the curve has numbers
        return None
    return float(max(0.0, middle + log(ENDED / (1 - ENDED)) / growth - len(sums)))


def trials(scheme: str, deposits: Sequence[int]) -> Iterator[Trial]:
    """Yield the forecasts made during the life of a scheme."""
    life = life_of(deposits)
    for share in SHARES:
        seen = max(1, round(share * life))
        yield Trial(scheme, life, seen, dries_up(deposits[:seen]), naive(deposits[:seen]))


def holds(interval: Interval, left: int) -> bool:
    """Return whether *left* lies in *interval*."""
    return interval.least <= left <= interval.most


def middle(interval: Interval) -> float:
    """Return the middle of *interval*, in orders of magnitude."""
    return exp((log(max(interval.least, 1)) + log(interval.most)) / 2)


def stretch(trial: Trial) -> float:
    """Return by what its interval would have to be stretched about its middle, in logarithms, to just hold."""
    assert trial.forecast
    half = log(trial.forecast.most / max(trial.forecast.least, 1)) / 2
    return abs(log(max(trial.left, 1) / middle(trial.forecast))) / half


def left_out(made: Sequence[Trial], scheme: str) -> float:
    """Return the least factor with which `NOMINAL` of the forecasts of all other schemes hold."""
    return float(np.quantile([stretch(trial) for trial in made if trial.scheme != scheme], NOMINAL, method="higher"))


def likely(held: int, count: int) -> tuple[float, float]:
    """Return the exact 95 % interval (Clopper-Pearson) of a share of which *held* of *count* were seen."""
    least = float(_beta(0.025, held, count - held + 1)) if held else 0.0
    most = float(_beta(0.975, held + 1, count - held)) if held < count else 1.0
    return least, most


def show(every: Sequence[Trial]) -> None:
    """Print every forecast beside what came."""
    headings = ("scheme", "life", "seen", "left", f"{NOMINAL:.0%} interval", "holds", "off", "naive logistic", "off")
    page = Table(*headings, title="When deposits dry up, days")
    for trial in every:
        said, simple = trial.forecast, trial.naive
        page.add_row(
            *map(str, (trial.scheme, trial.life, trial.seen, trial.left)),
            f"{said.least}-{said.most}" if said else "too few days",
            "" if said is None else "yes" if holds(said, trial.left) else "NO",
            f"{_off(trial, middle(said)):.0%}" if said else "",
            "no fit" if simple is None else f"{min(simple, 99_999):.0f}",
            "" if simple is None else f"{min(_off(trial, simple), 99.99):.0%}",
        )
    Console(width=140).print(page)


def summary(every: Sequence[Trial]) -> Iterator[str]:
    """Yield what the forecasts prove, and how little."""
    made = [trial for trial in every if trial.forecast]
    said = [(trial, trial.forecast) for trial in every if trial.forecast]
    held = [trial for trial, interval in said if holds(interval, trial.left)]
    schemes = {trial.scheme for trial in made}
    yield f"forecast: {len(made)} of {len(every)} ({len(schemes)} schemes); for the others too few days were seen"
    yield f"held: {len(held)} of {len(made)} = {len(held) / len(made):.0%}, nominal {NOMINAL:.0%}"
    yield f"  if forecasts of one scheme were independent: {_percent(*likely(len(held), len(made)))}"
    whole = len(schemes - {trial.scheme for trial in made if trial not in held})
    yield f"  schemes of which every forecast held: {whole} of {len(schemes)}: {_percent(*likely(whole, len(schemes)))}"
    ratio = median(interval.most / max(interval.least, 1) for _, interval in said)
    yield f"width: median {ratio:.0f} times from least to most"
    errors = [_off(trial, middle(interval)) for trial, interval in said]
    naives = [min(_off(trial, trial.naive), 99.99) for trial in made if trial.naive is not None]
    yield f"error of the middle, share of life: median {median(errors):.0%}, worst {max(errors):.0%}"
    yield f"naive logistic on the same ({len(naives)} fits): median {median(naives):.0%}, worst {max(naives):.0%}"
    factors = {trial.scheme: left_out(made, trial.scheme) for trial in made}
    fitted = sum(stretch(trial) <= factors[trial.scheme] for trial in made)
    yield (
        f"stretched by a factor fitted to the other schemes ({min(factors.values()):.2f}-{max(factors.values()):.2f}): "
        f"{fitted} of {len(made)} held"
    )


def _off(trial: Trial, days: float) -> float:
    return abs(days - trial.left) / trial.life


def _percent(least: float, most: float) -> str:
    return f"{least:.0%}-{most:.0%} (exact 95 % interval)"


def main(folder: Path) -> None:
    """Print the table, or say that there is nothing to measure on."""
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        print(f"{folder}: no daily series here; nothing is measured")
        return
    every = [trial for path in paths for trial in trials(path.stem, read_deposits(path))]
    show(every)
    for line in summary(every):
        print(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
