"""Measure Groupwarden on this machine: `make bench`, or python -m tests.bench [--quick] [--profile]."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from rich.console import Console
from rich.table import Table

from tests.bench import catalogue, engine, live, offline, stages
from tests.bench.measure import Row


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one table of figures, aims, and whether they are met."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small amounts, one run: shows that it works, no more")
    parser.add_argument("--profile", action="store_true", help="instead: where the time of an offline check goes")
    parser.add_argument("--events", type=int, default=100_000, help="events of the small file")
    parser.add_argument("--large", type=int, default=1_000_000, help="events of the large file; 0 leaves it out")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, of which the median counts")
    chosen = parser.parse_args(arguments)
    if chosen.quick:
        chosen.events, chosen.large, chosen.runs = 300, 600, 1
    with TemporaryDirectory(prefix="groupwarden-bench-") as folder:
        if chosen.profile:
            show("Where an offline check spends its time", stages.stages(Path(folder), chosen.events))
            stages.functions(Path(folder), chosen.events)
        else:
            show("Groupwarden on this machine", rows(Path(folder), chosen))


def rows(folder: Path, chosen: argparse.Namespace) -> list[Row]:
    """Return every figure."""
    small: int = chosen.events
    large: int = chosen.large
    return [
        *offline.speed(folder, small, chosen.runs),
        *(offline.memory(folder, small, large) if large else ()),
        *engine.speed(min(small, engine.FACTS), chosen.runs),
        *catalogue.speed(small, chosen.runs),
        *live.speed(folder, min(small, live.EVENTS), chosen.runs),
    ]


def show(title: str, figures: Sequence[Row]) -> None:
    """Print *figures* as a table."""
    table = Table("measured", "figure", "aim", "met", title=title)
    for row in figures:
        table.add_row(row.what, row.figure, row.aim, "" if row.met is None else "yes" if row.met else "NO")
    Console().print(table)


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("warning"))  # no line per request
    main()
