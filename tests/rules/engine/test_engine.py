"""The engine judges facts by rules: gravest level, exemptions, and nothing left behind."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rules.engine.engine import Engine
from rules.engine.projection import Projection
from rules.engine.shard import EngineError, SingleShard
from rules.facts import Fact, FactError, Value, complete
from rules.pack.catalogue import Catalogue
from rules.pack.exemption import Exemption
from rules.pack.rule import Rule
from rules.severity import Severity
from tests.rules.packwriter import rule

DAY = 86400
Build = Callable[..., Engine]
NAME = {"zh": "x", "en": "x"}
EXEMPTIONS = {
    "X2": Exemption.model_validate({"name": NAME, "unless": {"ads_policy": "allowed"}}),
    "X10": Exemption.model_validate({"name": NAME, "cap": {"severity": "info", "when": {"advisory": True}}}),
}


@pytest.fixture
def build() -> Iterator[Build]:
    """Build engines over rules and close them afterwards."""
    engines: list[Engine] = []

    def make(*rules: Rule) -> Engine:
        engines.append(Engine(Catalogue({each.id: each for each in rules}, EXEMPTIONS, {})))
        return engines[-1]

    yield make
    for engine in engines:
        engine.close()


def message(**values: Value) -> Fact:
    return complete("message", values)


def signal(name: str, day: int, **values: Value) -> Fact:
    return complete("scheme_signal", {"signal": name, "at": day * DAY, **values})


def level(severity: str, **clause: Any) -> dict[str, Any]:
    return {"severity": severity, "all": clause}


def pair(near: str = "30d", **changes: Any) -> Rule:
    patterns = [
        {"as": "a", "match": {"signal": "attract.yield"}},
        {"as": "b", "match": {"signal": {"in": ["recruit.commission", "recruit.headcount"]}}, "near": {"a": near}},
    ]
    return rule(fact="scheme_signal", levels=[{"severity": "high", "patterns": patterns}], **changes)


def test_the_gravest_level_that_holds_counts(build: Build) -> None:
    engine = build(rule(levels=[level("low", members={"gte": 10}), level("high", members={"gte": 50})]))
    found = {count: [match.severity for match in engine.judge(message(members=count))] for count in (9, 10, 50)}
    assert found == {9: [], 10: [Severity.low], 50: [Severity.high]}


def test_matches_come_in_order_of_rule_ids_whatever_fires_first(build: Build) -> None:
    engine = build(*(rule(id=f"r{number:03}") for number in range(120)))
    assert [match.rule.id for match in engine.judge(message(ad=True))] == [f"r{number:03}" for number in range(120)]


def test_a_rule_that_straddles_two_shards_matches_once(build: Build) -> None:
    fillers = [rule(id=f"a{number:02}", levels=[level("low", link=True)]) for number in range(49)]
    engine = build(*fillers, rule(id="z", levels=[level("high", ad=True), level("low", members={"gte": 0})]))
    assert [(match.rule.id, match.severity) for match in engine.judge(message(ad=True))] == [("z", Severity.high)]


def test_several_alternatives_that_hold_are_one_match(build: Build) -> None:
    engine = build(rule(levels=[{"severity": "low", "any": [{"ad": True}, {"link": True}]}]))
    (match,) = engine.judge(message(ad=True, link=True))
    assert [condition.field for condition in match.conditions] == ["ad"]


def test_a_match_names_thresholds_and_the_values_that_met_them(build: Build) -> None:
    engine = build(rule(levels=[level("low", members={"gte": 10, "lt": 20}, ads_policy={"ne": "allowed"})]))
    (match,) = engine.judge(message(members=12))
    assert [(each.field, each.operator, each.threshold, each.value) for each in match.conditions] == [
        ("members", "lt", 20, 12),
        ("members", "gte", 10, 12),
        ("ads_policy", "ne", "allowed", "silent"),
    ]


@pytest.mark.parametrize(
    ("values", "severities"),
    [
        pytest.param({}, [Severity.medium], id="nothing exempts"),
        pytest.param({"ads_policy": "allowed"}, [], id="unless: no match"),
        pytest.param({"advisory": True}, [Severity.info], id="cap: held down"),
    ],
)
def test_exemptions_take_effect(build: Build, values: dict[str, Value], severities: list[Severity]) -> None:
    engine = build(rule(exemptions=["X2", "X10"]))
    assert [match.severity for match in engine.judge(message(ad=True, **values))] == severities


def test_windows_are_fields_like_others(build: Build) -> None:
    window = {"count": "message", "per": "member", "over": "1h"}
    engine = build(rule(windows={"posts_1h": window}, levels=[level("low", posts_1h={"gte": 3})]))
    assert engine.judge(complete("message", {}, {"posts_1h": 3}))
    assert not engine.judge(complete("message", {}, {"posts_1h": 2}))


def test_nothing_is_kept_between_facts(build: Build) -> None:
    engine = build(rule())
    assert [len(engine.judge(message(ad=ad))) for ad in (True, False, True, True, False)] == [1, 0, 1, 1, 0]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({}, id="row 15: missing"),
        pytest.param({"ad": "true"}, id="row 17: text for true"),
        pytest.param({"ad": 1}, id="row 17: a number for true"),
        pytest.param({"ad": True, "members": True}, id="row 17: true for a number"),
        pytest.param({"ad": True, "members": 1.5}, id="row 18: a float"),
        pytest.param({"ad": True, "members": 2**53}, id="row 18: 2^53"),
        pytest.param({"ad": True, "ads_policy": "x" * 257}, id="row 17: a long string"),
        pytest.param({"ad": True, "ads_policy": "\ud800"}, id="row 18: a lone surrogate"),
    ],
)
def test_a_fact_the_engine_would_match_wrongly_is_refused(build: Build, broken: dict[str, Any]) -> None:
    engine = build(rule(levels=[level("low", ad=True, members={"gte": 0}, ads_policy={"ne": "allowed"})]))
    whole: dict[str, Any] = {"kind": "message", "members": 5, "ads_policy": "silent"}
    with pytest.raises(FactError, match="not a complete fact of kind message"):
        engine.judge({**whole, **broken})
    assert engine.judge({**whole, "ad": True}), "the next fact is judged as if nothing had happened"


def test_facts_near_each_other_correlate_in_any_order(build: Build) -> None:
    engine = build(pair())
    facts = [signal("recruit.commission", 5), signal("attract.yield", 30), signal("recruit.headcount", 61)]
    (match,) = engine.correlate("scheme_signal", facts)
    assert match.facts == {"a": facts[1], "b": facts[0]}
    assert [(each.field, each.threshold, each.value) for each in match.conditions] == [
        ("a.signal", "attract.yield", "attract.yield"),
        ("b.signal", "recruit.commission", "recruit.commission"),
        ("b.at - a.at", 30 * DAY, 25 * DAY),
    ]


def test_the_distance_is_inclusive(build: Build) -> None:
    engine = build(pair("2d"))
    found = [
        len(engine.correlate("scheme_signal", [signal("attract.yield", 10), signal("recruit.headcount", day)]))
        for day in (7, 8, 12, 13)
    ]
    assert found == [0, 1, 1, 0]


def test_every_combination_is_a_match(build: Build) -> None:
    engine = build(pair())
    facts = [signal("attract.yield", 1), signal("attract.yield", 2), signal("recruit.headcount", 3)]
    assert [match.facts["a"] for match in engine.correlate("scheme_signal", facts)] == facts[:2]


def test_a_fact_does_not_correlate_with_itself(build: Build) -> None:
    patterns = [{"as": alias, "match": {"signal": "attract.yield"}} for alias in "ab"]
    engine = build(rule(fact="scheme_signal", levels=[{"severity": "high", "patterns": patterns}]))
    assert engine.correlate("scheme_signal", [signal("attract.yield", 1)]) == []
    assert len(engine.correlate("scheme_signal", [signal("attract.yield", 1)] * 2)) == 2


def test_nothing_is_kept_between_correlations(build: Build) -> None:
    engine = build(pair())
    both = [signal("attract.yield", 1), signal("recruit.headcount", 2)]
    sessions: list[list[Fact]] = [both, both[:1], both[1:], [], both, [signal("exit.app_down", 3)], both]  # row 7: []
    assert [len(engine.correlate("scheme_signal", facts)) for facts in sessions] == [1, 0, 0, 0, 1, 0, 1]


def test_rows_4_and_5_reload_and_joined_state_survive_many_rounds(build: Build) -> None:
    facts = [signal("attract.yield", 1), signal("recruit.headcount", 2)]
    for _ in range(50):
        engine = Engine(Catalogue({"sample": pair()}, {}, {}))
        assert len(engine.correlate("scheme_signal", facts)) == 1
        engine.close()


def test_an_engine_can_be_closed_unused_and_twice(build: Build) -> None:
    engine = build(rule(), pair(id="other"))
    engine.close()


def test_a_closed_engine_says_so_rather_than_finding_nothing(build: Build) -> None:
    engine = build(rule(), pair(id="other"))
    engine.close()
    with pytest.raises(EngineError, match="closed"):
        engine.judge(message(ad_percent=90))
    with pytest.raises(EngineError, match="closed"):
        engine.correlate("scheme_signal", [signal("attract.yield", 1)])


def test_rows_9_and_19_a_shard_refuses_more_than_fifty_alternatives() -> None:
    sample = rule()
    alternatives = Catalogue({"sample": sample}, {}, {}).alternatives(sample) * 51
    with pytest.raises(EngineError, match="at most 50"):
        SingleShard("message", alternatives, Projection("message", []))
