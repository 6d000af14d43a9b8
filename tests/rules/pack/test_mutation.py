"""Mutants differ from their rule in one place each, and say which test would notice."""

from typing import Any

import pytest

from rules.pack.mutation import Mutant, mutants
from tests.rules.packwriter import rule


def changes(**parts: Any) -> list[tuple[str, str]]:
    return [(mutant.change, mutant.remedy) for mutant in mutants(rule(**parts)) if mutant.what != "span"]


def only(what: str, **parts: Any) -> list[Mutant]:
    return [mutant for mutant in mutants(rule(**parts)) if mutant.what == what]


def level(severity: str = "medium", **clause: Any) -> dict[str, Any]:
    return {"severity": severity, "all": clause}


@pytest.mark.parametrize(
    ("comparison", "down", "up"),
    [
        pytest.param({"gte": 3}, ("members ≥ 2", "test short of", 2), ("members ≥ 4", "hit at", 3), id="at least"),
        pytest.param({"gt": 3}, ("members > 2", "test short of", 3), ("members > 4", "hit at", 4), id="more than"),
        pytest.param({"lte": 3}, ("members ≤ 2", "hit at", 3), ("members ≤ 4", "test short of", 4), id="at most"),
        pytest.param({"lt": 3}, ("members < 2", "hit at", 2), ("members < 4", "test short of", 3), id="less than"),
        pytest.param(3, ("members = 2", "hit at", 3), ("members = 4", "hit at", 3), id="just so many"),
        pytest.param({"ne": 3}, ("members ≠ 2", "test short of", 3), ("members ≠ 4", "test short of", 3), id="not"),
    ],
)
def test_a_number_is_moved_a_step_both_ways(
    comparison: object, down: tuple[str, str, int], up: tuple[str, str, int]
) -> None:
    moved = [(mutant.change, mutant.remedy) for mutant in only("number", levels=[level(members=comparison)])]
    assert moved == [
        (f"{change} instead of 3", f"a {test} medium with members = {value}") for change, test, value in (down, up)
    ]


@pytest.mark.parametrize("field", ["yield_monthly_bp", "share_1d"])
def test_rates_and_shares_move_by_a_step_that_a_test_can_tell(field: str) -> None:
    windows = {"share_1d": {"share": "message", "per": "community", "over": "1d"}}
    moved = only("number", windows=windows, levels=[{"severity": "low", "all": {field: {"gte": 300}}}])
    assert [mutant.change for mutant in moved] == [f"{field} ≥ 290 instead of 300", f"{field} ≥ 310 instead of 300"]


def test_every_condition_is_left_out_even_the_last() -> None:
    left = only("condition", levels=[level(ad=True, link=True), level("low", contact=True)])
    assert [mutant.path for mutant in left] == [
        ("levels", 0, "all", "ad"),
        ("levels", 0, "all", "link"),
        ("levels", 1, "all", "contact"),
    ]
    assert [list(mutant.rule.levels[0].clauses[0]) for mutant in left] == [["link"], ["ad"], ["ad", "link"]]
    assert left[2].rule.levels[1].clauses == ({},)


def test_every_level_and_every_way_to_match_is_left_out() -> None:
    levels = [{"severity": "high", "any": [{"ad": True}, {"link": True}]}, level("low", contact=True)]
    assert [(mutant.path, mutant.remedy) for mutant in only("way", levels=levels)] == [
        (("levels", 0), "a hit at high"),
        (("levels", 0, "any", 0), "a hit at high by this way alone"),
        (("levels", 0, "any", 1), "a hit at high by this way alone"),
        (("levels", 1), "a hit at low"),
    ]


def test_what_a_window_counts_is_changed_too() -> None:
    windows = {"w": {"count": "message", "where": {"ad_percent": {"gte": 70}}, "per": "member", "over": "2h"}}
    found = {mutant.path: mutant for mutant in mutants(rule(windows=windows, levels=[level(w={"gte": 3})]))}
    assert found["windows", "w", "where", "ad_percent"].change == "without ad_percent"
    assert found["windows", "w", "where", "ad_percent", "gte"].change == "ad_percent ≥ 71 instead of 70"
    assert found["windows", "w", "over"].change == "4h instead of 2h"


@pytest.mark.parametrize(("written", "moved"), [("1m", ["2m"]), ("24h", ["12h", "2d"]), ("120d", ["60d"])])
def test_a_span_is_halved_and_doubled_within_what_can_be_written(written: str, moved: list[str]) -> None:
    assert [mutant.change.split()[0] for mutant in only("span", after=written)] == moved


def test_patterns_are_changed_in_their_clauses_and_distances() -> None:
    patterns = [
        {"as": "a", "match": {"signal": "attract.yield", "yield_monthly_bp": {"gte": 300}}},
        {"as": "b", "match": {"family": "strain"}, "near": {"a": "30d"}},
    ]
    found = list(
        mutants(rule(fact="scheme_signal", family="ponzi", levels=[{"severity": "high", "patterns": patterns}]))
    )
    assert ("levels", 0, "patterns", 0, "match", "yield_monthly_bp", "gte") in [mutant.path for mutant in found]
    assert found[-1].rule.levels[0].patterns
    assert found[-1].rule.levels[0].patterns[1].near == {"a": 60 * 86_400}


def test_nothing_else_changes() -> None:
    original = rule(levels=[level(members={"gte": 3, "lt": 9})])
    for mutant in mutants(original):
        assert mutant.rule.model_copy(update={"levels": original.levels}) == original
        assert mutant.rule != original
