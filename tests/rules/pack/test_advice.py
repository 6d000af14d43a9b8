"""Advice names what a working rule could do better, and keeps no pack from being used."""

from pathlib import Path
from typing import Any

import pytest

from rules.pack.advice import advice
from rules.pack.loader import read_packs
from tests.rules.packwriter import draft, write

STORY = {"name": "x", "events": [{"at": "0m", "by": "ann", "text": "x"}]}
HIT = {**STORY, "expect": "hit", "severity": "medium"}
TESTED: dict[str, Any] = {"tests": [HIT, HIT, *([{**STORY, "expect": "near_miss"}] * 2)]}
COUNT = {"count": "message", "per": "member", "over": "1h"}
SHARE = {"share": "message", "per": "member", "over": "1h"}
AFAR = {"as": "b", "match": {"family": "strain"}, "near": {"a": "60d"}}


def given(folder: Path, **changes: Any) -> list[str]:
    """Return the advice on a rule that is tested well, after *changes*."""
    write(folder, draft(**{**TESTED, "summary": {"zh": "疑似", "en": "suspected"}, **changes}))
    read = read_packs([folder])
    assert read.issues == ()
    return [issue.message for issue in advice(read) if issue.file.startswith(str(folder))]


def level(severity: str = "medium", **clause: Any) -> dict[str, Any]:
    return {"severity": severity, "all": clause}


def test_a_good_rule_needs_no_advice(tmp_path: Path) -> None:
    assert given(tmp_path, levels=[level(ad=True, link=True, hype=True)], name={"zh": "广告", "en": "Ad"}) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"tests": []}, "0 hits among the tests, at least 2 are wanted", id="no hits"),
        pytest.param({"tests": [HIT, HIT]}, "0 near misses among the tests, at least 2 are wanted", id="no near miss"),
        pytest.param({"name": {"zh": "Ad", "en": "Ad"}}, "no Chinese in the Chinese text", id="zh not translated"),
        pytest.param({"name": {"zh": "广告", "en": "广告"}}, "Chinese in the English text", id="en not translated"),
        pytest.param(
            {"summary": {"zh": "疑似{members}", "en": "suspected"}},
            "does not show {members} as the other language does",
            id="figures",
        ),
        pytest.param(
            {"windows": {"w": SHARE}, "summary": {"zh": "疑似{w}", "en": "{w}"}},
            "shows {w} in a unit that is not its own",
            id="per mille as a plain figure",
        ),
        pytest.param({"windows": {"w": COUNT}}, "nothing uses the window 'w'", id="window"),
        pytest.param(
            {"levels": [{"severity": "low", "any": [{"ad": True}, {"ad": True, "link": True}]}]},
            "needless: whatever satisfies this also satisfies another way to match the level",
            id="way",
        ),
        pytest.param(
            {"exemptions": ["X2"], "levels": [level(ads_policy="forbidden")]},
            "X2 changes nothing: no level can match while ads_policy is allowed",
            id="exemption from what cannot be",
        ),
        pytest.param(
            {"exemptions": ["X10"], "levels": [level("info", ad=True)]},
            "X10 changes nothing: no level is graver than it allows",
            id="cap",
        ),
    ],
)
def test_what_could_be_better_is_said(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    assert message in given(tmp_path, **changes)


def test_two_rules_for_the_same_facts_are_named(tmp_path: Path) -> None:
    levels = [level(ad=True, members=7)]
    write(tmp_path, draft(**TESTED, id="first", levels=levels))
    assert "matches the same facts as first" in given(tmp_path, levels=levels)


@pytest.mark.parametrize(("near", "is_shadowed"), [("60d", True), ("30d", False)])
def test_a_milder_correlation_that_asks_for_more_is_refused(tmp_path: Path, near: str, is_shadowed: bool) -> None:
    first: dict[str, Any] = {"as": "a", "match": {"signal": "attract.yield"}}
    graver = {"severity": "high", "patterns": [first, {**AFAR, "near": {"a": near}}]}
    milder = {"severity": "low", "patterns": [{**first, "match": {**first["match"], "yield_monthly_bp": 3}}, AFAR]}
    write(tmp_path, draft(fact="scheme_signal", family="ponzi", levels=[graver, milder]))
    found = [issue.message for issue in read_packs([tmp_path]).issues]
    assert found == ["never counts: whatever satisfies this also satisfies a graver level"] * is_shadowed


def test_advice_is_shown_as_such(tmp_path: Path) -> None:
    write(tmp_path, draft(tests=[]))
    [issue, *_] = [issue for issue in advice(read_packs([tmp_path])) if issue.file.startswith(str(tmp_path))]
    assert ": advice: " in str(issue)
