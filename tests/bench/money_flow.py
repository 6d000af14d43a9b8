"""What money flows tell: `python -m tests.bench.money_flow [FOLDER]`, a folder of daily series of real Ponzis.

The real series, of 7 Bitcoin Ponzi addresses, hold days, not payments: how long money stays and how much piles up can
be checked on them, to the day. Who is paid with whose money is measured on made-up flows, how fast on one of them.
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median

from rich.console import Console
from rich.table import Table

from graph.money.attribution import Attribution
from graph.money.features import Ginis, features
from graph.money.ledger import Ledger
from graph.money.payment import Kind, Payment
from monitor.schemes.evidence import Evidence
from monitor.schemes.flow import flows
from rules import Engine, load_packs
from rules.facts import Value, complete
from tests.bench.measure import seconds
from tests.bench.money_stories import LAWFUL, SCHEMES, Story
from tests.monitor.schemes.evidence import seen
from tests.monitor.schemes.paying import moved

DATA = Path(__file__).parents[3] / "shared" / "data" / "graph" / "bitcoin-ponzi-daily"
RULE = "payouts-from-newcomers"
STORIES = 10  # of a kind
DAY = 86_400
DWELL_DAYS, PEAK_FLOAT_PM = 1, 250  # what `MoneyFeatures` calls suspicious
AMOUNTS = (10_000, 100_000, 400_000)  # payments
SHOWN = ("loser_share_pm", "member_inflow_pm", "newcomer_money_pm", "peak_float_pm", "dwell_hours")


def read_days(path: Path) -> Iterator[tuple[int, int, int]]:
    """Yield day, what came in, and what went out."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield int(row["day"]), int(row["value transactions in"] or 0), int(row["value transactions out"] or 0)


def standing(path: Path) -> tuple[float, int]:
    """Return how many days money stays in a real series, and the peak float per mille, both at the ends of days."""
    ledger: Ledger[int] = Ledger()
    taken = 0
    for day, came, went in read_days(path):
        taken += came
        kind = Kind.deposit if came >= went else Kind.payout
        ledger.enter(Payment(day * DAY, day, kind, abs(came - went)))
    return ledger.held / taken / DAY, 1000 * ledger.peak // taken


def real(folder: Path) -> Table:
    """Return how long money stays in real Ponzis."""
    table = Table("series", "dwell, days", "peak float, per mille", title="Bitcoin Ponzis, real, by day")
    found = {path.stem: standing(path) for path in sorted(folder.glob("*.csv"))}
    for name, (dwell, peak) in found.items():
        table.add_row(name, f"{dwell:.2f}", str(peak))
    table.add_row("median", *(f"{median(column):.2f}" for column in zip(*found.values(), strict=True)))
    quick = sum(dwell < DWELL_DAYS for dwell, _ in found.values())
    low = sum(peak < PEAK_FLOAT_PM for _, peak in found.values())
    table.add_row("under the threshold", f"{quick} of {len(found)}", f"{low} of {len(found)}")
    return table


def evidence_of(story: Story, seed: int) -> list[Evidence]:
    """Return a story as it would be seen, under a promised yield."""
    moves = sorted(story(Random(seed)))  # noqa: S311 - a seeded benchmark, not a secret
    return [seen("attract.yield", 0, 35), *(moved(move.kind, move.member, move.yuan, move.hour) for move in moves)]


def is_found(engine: Engine, fact: Mapping[str, Value]) -> bool:
    """Return whether the rule is met."""
    return any(match.rule.id == RULE for match in engine.judge(complete("scheme_flow", fact)))


def told_apart(title: str, stories: Mapping[str, Story], count: int) -> Table:
    """Return in how many of *count* stories of a kind the rule finds something, and what the first ends with."""
    table = Table("kind", "found", *SHOWN, title=title)
    with closing(Engine(load_packs())) as engine:
        for name, story in stories.items():
            told = [[fact for _, fact in flows(evidence_of(story, seed))] for seed in range(count)]
            found = sum(any(is_found(engine, fact) for fact in facts) for facts in told)
            table.add_row(name, f"{found} of {count}", *(str(told[0][-1][field]) for field in SHOWN))
    return table


def speed(amounts: tuple[int, ...]) -> Table:
    """Return what a payment costs, in a ledger with its features, and when every payout is split."""
    table = Table("payments", "ledger", "ledger and features", "attribution", title="Microseconds a payment")
    for amount in amounts:
        table.add_row(f"{amount:,}", *(f"{taken / amount * 1e6:.1f}" for taken in times(list(queue(amount)))))
    return table


def times(payments: list[Payment[int]]) -> tuple[float, float, float]:
    """Return the seconds that *payments* take in a ledger, in one that is described each time, and to attribute."""
    return (
        seconds(lambda: entered(payments)),
        seconds(lambda: entered(payments, described=True)),
        seconds(lambda: Attribution(payments)),
    )


def queue(amount: int) -> Iterator[Payment[int]]:
    """Yield *amount* payments: of three members one is paid what two paid in."""
    for number in range(amount):
        pays = number % 3 == 2
        member, kind, fen = (number // 3, Kind.payout, 20_000) if pays else (number, Kind.deposit, 10_000)
        yield Payment(60 * number, member, kind, fen)


def entered(payments: list[Payment[int]], *, described: bool = False) -> Ledger[int]:
    """Return the ledger of *payments*; *described* says to ask for everything but the Ginis each time."""
    ledger: Ledger[int] = Ledger()
    for payment in payments:
        ledger.enter(payment)
        if described:
            features(ledger, Ginis(None, None))
    return ledger


def main(folder: Path = DATA, stories: int = STORIES, amounts: tuple[int, ...] = AMOUNTS) -> None:
    """Print every table; the real series only where they are."""
    console = Console()
    if any(folder.glob("*.csv")):
        console.print(real(folder))
    else:
        console.print(f"no series in {folder}: nothing real is measured")
    console.print(told_apart("Schemes, synthetic", SCHEMES, stories))
    console.print(told_apart("Lawful flows, synthetic, in a group where somebody promises a yield", LAWFUL, stories))
    console.print(speed(amounts))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else DATA)
