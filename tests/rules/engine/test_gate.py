"""The gate is shut to facts that cannot match and open to all that might."""

from typing import Any

import pytest

from rules.engine.gate import Gate
from rules.facts import Value, complete
from rules.pack.alternative import unfold
from rules.pack.loader import load_packs
from tests.rules.packwriter import rule

WINDOW = {"count": "message", "per": "member", "over": "1h"}


def gate(*clauses: dict[str, Any]) -> Gate:
    sample = rule(levels=[{"severity": "low", "any": list(clauses)}], windows={"posts_1h": WINDOW})
    return Gate("message", unfold(sample, {}))


@pytest.mark.parametrize(
    ("values", "is_open"),
    [
        pytest.param({}, False, id="nothing said"),
        pytest.param({"members": 300, "by_staff": True, "ordinal": 5}, False, id="ordinary"),
        pytest.param({"ad": False}, False, id="a trigger at its default"),
        pytest.param({"ad": True}, True, id="a trigger"),
        pytest.param(complete("message", {"members": 300}), False, id="an ordinary complete fact"),
        pytest.param(complete("message", {"commission_levels": 2}), True, id="a complete fact with a trigger"),
    ],
)
def test_the_gate_looks_at_triggers(values: dict[str, Value], is_open: bool) -> None:
    sample = gate({"ad": True, "members": {"gte": 20}}, {"commission_levels": {"gte": 1}})
    assert sample.admits(values) is is_open


def test_few_triggers_cover_many_alternatives() -> None:
    sample = gate({"ad": True, "link": True}, {"ad": True, "contact": True}, {"ad": True, "members": {"gte": 20}})
    assert sample.triggers == {"ad"}


@pytest.mark.parametrize(
    "clause",
    [
        pytest.param({"posts_1h": {"gte": 3}}, id="a window alone"),
        pytest.param({"minutes_since_join": {"lt": 10}}, id="true at the default"),
    ],
)
def test_an_alternative_without_trigger_keeps_the_gate_open(clause: dict[str, Any]) -> None:
    assert gate({"ad": True}, clause).admits({})


def test_without_rules_the_gate_is_shut() -> None:
    assert not Gate("message", []).admits({"ad": True})


def test_the_ordinary_message_of_the_built_in_packs_is_not_judged() -> None:
    catalogue = load_packs()
    rules = [each for each in catalogue.rules.values() if each.fact == "message"]
    sample = Gate("message", [alternative for each in rules for alternative in catalogue.alternatives(each)])
    assert not sample.admits({"members": 300, "ads_policy": "forbidden", "minutes_since_join": 3, "ordinal": 1})
