"""Facts a second through the rule engine, against the same rules in a plain Python loop."""

from collections.abc import Sequence
from functools import partial
from random import Random

from rules import Catalogue, Engine, Fact, Severity, complete
from rules.pack.alternative import Alternative
from rules.pack.condition import all_hold
from tests.bench.measure import Row, Runs
from tests.rules.packwriter import rule

FACTS = 5_000
SLOWEST = 3.0  # times as long as the loop, at the larger number of rules
_FIELDS = ("yield_monthly_bp", "yield_annual_bp", "ordinal", "members", "payout_late_hours")


def rules(count: int) -> Catalogue:
    """Return *count* rules about messages, two conditions each; about one in ten is met by a fact."""
    made = [
        rule(id=f"r{n:02}", levels=[{"severity": "high", "all": {"ad": True, _FIELDS[n % 5]: {"gte": 800 + n}}}])
        for n in range(count)
    ]
    return Catalogue({each.id: each for each in made}, {}, {})


def facts(count: int) -> list[Fact]:
    """Return *count* facts about messages."""
    random = Random(1)  # noqa: S311 - a seeded benchmark, not a secret
    return [
        complete("message", {"ad": random.random() < 0.5, **{name: random.randrange(1000) for name in _FIELDS}})
        for _ in range(count)
    ]


def loop(alternatives: Sequence[Alternative], fact: Fact) -> list[tuple[str, Severity]]:
    """Return the gravest level of every rule that *fact* meets."""
    gravest: dict[str, Severity] = {}
    for alternative in alternatives:
        if all_hold(alternative.parts[0].conditions, fact):
            gravest.setdefault(alternative.rule.id, alternative.severity)
    return list(gravest.items())


def compare(count: int, amount: int, runs: int, slowest: float | None = None) -> list[Row]:
    """Compare engine and loop on *count* rules and *amount* facts."""
    catalogue, sample = rules(count), facts(amount)
    engine = Engine(catalogue)
    alternatives = [each for one in catalogue.rules.values() for each in catalogue.alternatives(one)]
    assert [[(match.rule.id, match.severity) for match in engine.judge(fact)] for fact in sample[:200]] == [
        loop(alternatives, fact) for fact in sample[:200]
    ]  # a wrong answer has no speed
    works = {
        "engine": lambda: [engine.judge(fact) for fact in sample],
        "loop": lambda: [*map(partial(loop, alternatives), sample)],
    }
    measured = Runs(runs, works)
    engine.close()
    ratio = measured.ratio("engine", "loop")
    return [
        Row(f"engine, {count} rules", f"{measured.rate('engine', amount):,.0f} facts/s"),
        Row(f"plain loop, {count} rules", f"{measured.rate('loop', amount):,.0f} facts/s"),
        Row(
            f"engine / loop, {count} rules",
            f"{ratio:.2f} times as long",
            f"at most {slowest}" if slowest else "",
            ratio <= slowest if slowest else None,
        ),
    ]


def speed(amount: int, runs: int) -> list[Row]:
    """Compare engine and loop with few and with many rules."""
    return [*compare(5, amount, runs), *compare(50, amount, runs, SLOWEST)]
