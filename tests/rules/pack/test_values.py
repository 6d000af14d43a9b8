"""Durations, comparisons and summaries are written briefly and mean one thing."""

from typing import Any

import pytest
from pydantic import ValidationError

from rules.facts import Value
from rules.pack.condition import Comparison, Condition, all_hold, alternatives
from rules.pack.duration import seconds, span_seconds
from rules.pack.summary import placeholders, render
from rules.pack.unit import in_unit, unit
from rules.pack.window import WindowDeclaration


@pytest.mark.parametrize(("text", "expected"), [("0m", 0), ("10m", 600), ("72h", 259_200), ("180d", 15_552_000)])
def test_a_duration_has_seconds(text: str, expected: int) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["10", "m", "1.5h", "10 m", "-1h", "1w", "181d", "999999d", 10, None])
def test_what_is_no_duration_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="a duration"):
        seconds(text)


def test_a_span_takes_time() -> None:
    with pytest.raises(ValueError, match="at least 1m"):
        span_seconds("0h")


@pytest.mark.parametrize(
    ("comparison", "values"),
    [
        pytest.param(3, [3], id="a bare value is equality"),
        pytest.param({"ne": 3}, [1, 2, 4, 5], id="ne"),
        pytest.param({"gt": 2, "lte": 4}, [3, 4], id="a range"),
        pytest.param({"gte": 2, "lt": 4}, [2, 3], id="a half-open range"),
        pytest.param({"in": [1, 5, 9]}, [1, 5], id="one of several"),
        pytest.param({"in": [1, 3, 5], "gt": 2}, [3, 5], id="one of several in a range"),
    ],
)
def test_a_comparison_holds_for(comparison: Any, values: list[int]) -> None:
    clause = {"n": Comparison.model_validate(comparison)}
    found = [n for n in range(1, 6) if any(all_hold(conditions, {"n": n}) for conditions in alternatives(clause))]
    assert found == values


def test_several_choices_unfold_into_every_combination() -> None:
    clause = {name: Comparison.model_validate({"in": [1, 2]}) for name in ("a", "b")}
    assert alternatives(clause) == [
        (Condition("a", "eq", a), Condition("b", "eq", b)) for a in (1, 2) for b in (1, 2)
    ]  # fmt: skip


@pytest.mark.parametrize("comparison", [{}, {"in": []}, {"like": "x"}, 1.5, [1]])
def test_what_compares_with_nothing_is_refused(comparison: Any) -> None:
    with pytest.raises(ValidationError):
        Comparison.model_validate(comparison)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        pytest.param("{n} ads", "1250 ads", id="as it is"),
        pytest.param("{n:percent}%", "12.5%", id="basis points as percent"),
        pytest.param("{n:share}%", "125%", id="per mille as percent"),
        pytest.param("{n:ad|ads}", "1250 ads", id="a word for many"),
        pytest.param("{{n}}", "{n}", id="a brace"),
    ],
)
def test_a_summary_is_filled_in(template: str, text: str) -> None:
    assert render(template, {"n": 1250}) == text


@pytest.mark.parametrize(("count", "text"), [(0, "0 ads"), (1, "1 ad"), (2, "2 ads")])
def test_a_summary_has_singular_and_plural(count: int, text: str) -> None:
    assert render("{n:ad|ads}", {"n": count}) == text


def test_a_summary_names_its_fields() -> None:
    assert placeholders("{a} of {b:percent}% {{c}}") == ["a", "b"]


@pytest.mark.parametrize("template", ["{a", "{a:>9}", "{a:b|c|d}", "a}"])
def test_a_broken_summary_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        placeholders(template)


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        pytest.param("members", 50, "50", id="a figure"),
        pytest.param("hype", True, "true", id="yes or no"),
        pytest.param("attraction.yield_monthly_bp", 325, "3.25%", id="basis points"),
        pytest.param("needed_growth_bp_pd", 25, "0.25%", id="basis points a day"),
        pytest.param("unverified_pm", 4, "0.4%", id="per mille"),
        pytest.param("unverified_pm", -1, "-1", id="not known"),
        pytest.param("w_share", 200, "20%", id="a share"),
        pytest.param("w_members", 200, "20%", id="a share of the members"),
        pytest.param("w_ratio", 2000, "200%", id="a ratio"),
        pytest.param("w_count", 200, "200", id="a count"),
    ],
)
def test_people_are_shown_percent(field: str, value: Value, text: str) -> None:
    windows: dict[str, dict[str, object]] = {
        "w_share": {"share": "message", "per": "member", "over": "1h"},
        "w_members": {"member_share": "member", "of": "activity", "per": "community", "over": "1h"},
        "w_ratio": {"ratio": ("w_count", "w_count")},
        "w_count": {"count": "message", "per": "member", "over": "1h"},
    }
    assert in_unit(value, unit(field, {k: WindowDeclaration.model_validate(v) for k, v in windows.items()})) == text
