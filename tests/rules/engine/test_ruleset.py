"""What is handed to durable-rules stays in the subset that is exact. Row numbers: see `rules.engine`."""

from rules.engine.ruleset import compile_ruleset
from rules.pack.alternative import unfold
from tests.rules.packwriter import rule

EQUALS_ONE = {"z": 1}


def test_row_10_every_pattern_starts_with_a_constant_equality() -> None:
    alternatives = unfold(rule(levels=[{"severity": "low", "all": {"ads_policy": {"ne": "allowed"}}}]), {})
    assert compile_ruleset(alternatives)["0"] == {
        "all": [{"message": {"$and": [EQUALS_ONE, {"$neq": {"ads_policy": "allowed"}}]}}]
    }


def test_row_2_the_last_join_always_holds() -> None:
    patterns = [
        {"as": "a", "match": {"signal": "x"}},
        {"as": "b", "match": {"family": "strain"}, "near": {"a": "1h"}},
    ]
    alternatives = unfold(rule(fact="scheme_signal", levels=[{"severity": "low", "patterns": patterns}]), {})
    reach = {"$l": {"a": "at"}, "$r": 3600}
    assert compile_ruleset(alternatives)["0"] == {
        "all": [
            {"a": {"$and": [EQUALS_ONE, {"signal": "x"}]}},
            {
                "b": {
                    "$and": [
                        EQUALS_ONE,
                        {"family": "strain"},
                        {"$gte": {"at": {"$sub": reach}}},
                        {"$lte": {"at": {"$add": reach}}},
                        {"z": {"a": "z"}},
                    ]
                }
            },
        ]
    }


def test_row_4_there_is_a_rule_to_fire_before_the_first_state_is_deleted() -> None:
    assert compile_ruleset([]) == {"boot": {"all": [{"m": {"boot": 1}}]}}


def test_row_16_a_choice_is_several_rules_instead_of_an_or() -> None:
    levels = [{"severity": "low", "all": {"ads_policy": {"in": ["silent", "forbidden"]}}}]
    compiled = compile_ruleset(unfold(rule(levels=levels), {}))
    assert list(compiled) == ["boot", "0", "1"]
    assert "$or" not in str(compiled)
