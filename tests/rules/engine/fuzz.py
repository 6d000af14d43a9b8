"""Random rules over random facts: the engine against the plain-Python reference, until the time is up.

Run as a program: `python -m tests.rules.engine.fuzz SECONDS SEED`. Exits with 1 and the seed at the first difference.
"""

import sys
import time
from random import Random
from typing import Any

from rules.engine.engine import Engine
from rules.facts import FACT_KINDS, Fact, Value, complete
from rules.pack.catalogue import Catalogue
from rules.pack.exemption import Exemption
from rules.severity import Severity
from tests.rules.engine import reference
from tests.rules.packwriter import rule

_SEVERITIES = ["critical", "high", "medium", "low", "info"]
_WINDOWS = {f"w{n}": {"count": "message", "per": "member", "over": "1h"} for n in range(3)}
_SINGLE: dict[str, Value] = {
    **{name: FACT_KINDS["message"].fields[name].default for name in ("ad", "link", "members", "ordinal", "ads_policy")},
    **dict.fromkeys(_WINDOWS, 0),
}
_JOINED: dict[str, Value] = {"signal": "", "family": "", "yield_monthly_bp": 0, "commission_levels": 0}
_EXEMPTIONS = {
    "X2": Exemption.model_validate({"name": {"zh": "x", "en": "x"}, "unless": {"ads_policy": "a"}}),
    "X10": Exemption.model_validate(
        {"name": {"zh": "x", "en": "x"}, "cap": {"severity": "info", "when": {"link": True}}}
    ),
}


def _value(random: Random, default: Value) -> Value:
    if isinstance(default, bool):
        return random.random() < 0.5
    return random.randint(-1, 4) if isinstance(default, int) else random.choice("abc")


def _comparison(random: Random, default: Value) -> Any:
    orderings = ["lt", "lte", "gt", "gte"] if type(default) is int else []
    operator = random.choice(["eq", "ne", "in", "bare", *orderings * 2])
    if operator == "bare":
        return _value(random, default)
    if operator == "in":
        return {"in": [_value(random, default) for _ in range(random.randint(1, 3))]}
    return {operator: _value(random, default)}


def _clause(random: Random, fields: dict[str, Value]) -> dict[str, Any]:
    names = random.sample(sorted(fields), random.randint(1, 3))
    return {name: _comparison(random, fields[name]) for name in names}


def _patterns(random: Random) -> list[dict[str, Any]]:
    aliases = "pqrs"[: random.randint(2, 4)]
    return [
        {
            "as": alias,
            "match": _clause(random, _JOINED),
            "near": {
                earlier: random.choice(["1m", "2m", "4m"])
                for earlier in random.sample(aliases[:number], random.randint(0, number))
            },
        }
        for number, alias in enumerate(aliases)
    ]


def _levels(random: Random, *, joined: bool) -> list[dict[str, Any]]:
    severities = sorted(random.sample(_SEVERITIES, random.randint(1, 3)), key=_SEVERITIES.index)
    if joined:
        return [{"severity": severity, "patterns": _patterns(random)} for severity in severities[:2]]
    return [
        {"severity": severity, "any": [_clause(random, _SINGLE) for _ in range(random.randint(1, 3))]}
        for severity in severities
    ]


def _catalogue(random: Random) -> Catalogue:
    singles = {
        f"s{n:02}": rule(
            id=f"s{n:02}",
            levels=_levels(random, joined=False),
            windows=_WINDOWS,
            exemptions=random.choice([[], ["X2"], ["X10"], ["X2", "X10"]]),
        )
        for n in range(random.choice([1, 4, 40]))
    }
    joins = {
        f"j{n}": rule(id=f"j{n}", fact="scheme_signal", levels=_levels(random, joined=True))
        for n in range(random.randint(1, 4))
    }
    return Catalogue({**joins, **singles}, _EXEMPTIONS, {})


def _message(random: Random) -> Fact:
    names = random.sample(sorted(_SINGLE), random.randint(0, len(_SINGLE)))
    values = {name: _value(random, _SINGLE[name]) for name in names}
    windows = {name: random.randint(0, 4) for name in _WINDOWS}
    return complete("message", {name: value for name, value in values.items() if name not in _WINDOWS}, windows)


def _signal(random: Random) -> Fact:
    values = {name: _value(random, default) for name, default in _JOINED.items()}
    return complete("scheme_signal", {**values, "at": 1_700_000_000 + 30 * random.randint(0, 12)})


def check(seed: int) -> int:
    """Compare engine and reference on one random catalogue; return how many matches were compared.

    Raises:
        AssertionError: they differ.
    """
    random = Random(seed)  # noqa: S311  # reproducible on purpose
    catalogue = _catalogue(random)
    engine = Engine(catalogue)
    matches = 0
    for _ in range(20):
        matches += _check_single(engine, catalogue, _message(random))
        matches += _check_joined(engine, catalogue, [_signal(random) for _ in range(random.randint(0, 5))])
    engine.close()
    return matches


def _check_single(engine: Engine, catalogue: Catalogue, fact: Fact) -> int:
    found = engine.judge(fact)
    assert [(match.rule.id, match.alternative.severity) for match in found] == reference.judge(catalogue, fact)
    assert all(checked.holds for match in found for checked in match.conditions)
    assert all(match.severity == _expected(match.rule.exemptions, match.alternative.severity, fact) for match in found)
    assert not found or engine.can_match("message", fact)
    return len(found)


def _expected(exemptions: tuple[str, ...], severity: Severity, fact: Fact) -> Severity:
    return Severity.info if "X10" in exemptions and fact["link"] else severity


def _check_joined(engine: Engine, catalogue: Catalogue, facts: list[Fact]) -> int:
    positions = {id(fact): position for position, fact in enumerate(facts)}
    found = engine.correlate("scheme_signal", facts)
    outcomes = {
        (
            match.rule.id,
            match.severity,
            tuple(sorted((alias, positions[id(fact)]) for alias, fact in match.facts.items())),
        )
        for match in found
    }
    joins = Catalogue(
        {name: rule for name, rule in catalogue.rules.items() if rule.is_correlation}, catalogue.exemptions, {}
    )
    assert sorted(outcomes) == reference.correlate(joins, facts)
    assert all(checked.holds for match in found for checked in match.conditions)
    return len(found)


def main(seconds: float, seed: int) -> None:
    """Compare catalogues from *seed* on until *seconds* have passed; print what was compared."""
    end = time.monotonic() + seconds
    matches = catalogues = 0
    while time.monotonic() < end:
        try:
            matches += check(seed + catalogues)
        except BaseException:
            print(f"seed {seed + catalogues}", file=sys.stderr)
            raise
        catalogues += 1
    print(f"{catalogues} catalogues, {matches} matches, no difference")


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
