"""The linter refuses what durable-rules answers with crashes or wrong matches, and what an author cannot have meant.

Row numbers are those of `rules.engine`. Rows not named here cannot be written in a pack at all and are held by the
shape of the engine (tests/rules/engine).
"""

from pathlib import Path
from typing import Any

import pytest

from rules.facts import MAX_INTEGER
from tests.rules.packwriter import messages_of

YIELD = {"as": "a", "match": {"signal": "attract.yield"}}
STRAIN = {"as": "b", "match": {"family": "strain"}}


def level(severity: str = "medium", **clause: Any) -> dict[str, Any]:
    return {"severity": severity, "all": clause}


def joined(*patterns: dict[str, Any]) -> dict[str, Any]:
    return {"fact": "scheme_signal", "family": "ponzi", "levels": [{"severity": "high", "patterns": list(patterns)}]}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param(
            {"levels": [level(members={"div": 2})]}, "unknown field 'div'", id="row 6: no arithmetic in packs"
        ),
        pytest.param(
            {"levels": [level(ads_policy={"mt": "a.*"})]}, "unknown field 'mt'", id="row 8: no regular expressions"
        ),
        pytest.param(
            {"levels": [{"severity": "low", "any": [{"ordinal": {"in": list(range(16))}}] * 4}]},
            "unfolds into 64 alternatives, at most 50 fit",
            id="rows 9 and 19: too many siblings",
        ),
        pytest.param({"levels": [level(ad={"nex": True})]}, "unknown field 'nex'", id="row 10: no $nex"),
        pytest.param(
            {"windows": {"w" * 49: {"count": "message", "per": "member", "over": "1h"}}},
            "String should have at most 48 characters",
            id="row 11: huge names",
        ),
        pytest.param(joined(YIELD, {**STRAIN, "absent": True}), "unknown field 'absent'", id="row 13: no vetoes"),
        pytest.param(
            {"windows": {"sid": {"count": "message", "per": "member", "over": "1h"}}},
            "'sid' already means something else",
            id="row 14: id and sid are the engine's",
        ),
        pytest.param(
            joined({**YIELD, "near": {"b": "1d"}}, STRAIN), "no earlier pattern 'b'", id="row 14: joins look back only"
        ),
        pytest.param(
            {"levels": [level(commission_level=2)]}, "unknown field 'commission_level'", id="row 15: missing fields"
        ),
        pytest.param({"levels": [level(ad="yes")]}, "ad takes bool, not 'yes'", id="row 17: text for true"),
        pytest.param({"levels": [level(members="20")]}, "members takes int, not '20'", id="row 17: text for a number"),
        pytest.param({"levels": [level(members=True)]}, "members takes int, not True", id="row 17: true for a number"),
        pytest.param(
            {"levels": [level(ads_policy="x" * 257)]}, "a string here is printable and at most", id="row 17: long"
        ),
        pytest.param(
            {"levels": [level(members={"gte": 2.5})]}, "takes true, false, a whole number or text", id="row 18: floats"
        ),
        pytest.param(
            {"levels": [level(members={"gte": MAX_INTEGER + 1})]},
            "a whole number here is within 2^53",
            id="row 18: 2^53",
        ),
        pytest.param(
            {"levels": [level(ads_policy="a\u200bb")]}, "a string here is printable", id="row 18: odd characters"
        ),
        pytest.param(
            joined(*({**YIELD, "as": f"a{n}"} for n in range(7))),
            "Tuple should have at most 6 items",
            id="row 19: too many patterns",
        ),
    ],
)
def test_what_breaks_the_engine_is_refused(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    assert any(found.startswith(message) for found in messages_of(tmp_path, **changes))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"fact": "mesage"}, "unknown kind of fact 'mesage'", id="kind of fact"),
        pytest.param({"exemptions": ["X99"]}, "unknown exemption 'X99'", id="exemption"),
        pytest.param({"owner_actions": ["A99"]}, "unknown action 'A99'", id="action"),
        pytest.param(
            {"exemptions": ["X8"]},
            "X8 needs the field 'announced', which message does not have",
            id="exemption's field",
        ),
        pytest.param(
            {"exemptions": ["X2"], "family": "ponzi"}, "X2 does not apply to ponzi", id="owners cannot allow a scam"
        ),
        pytest.param(
            {"levels": [level(ad={"gte": True})]}, "ad has no order; compare it with eq, ne or in", id="order"
        ),
        pytest.param(
            {"windows": {"members": {"count": "message", "per": "member", "over": "1h"}}},
            "'members' already means something else",
            id="a window named like a field",
        ),
        pytest.param(
            {"windows": {"w": {"count": "mail", "per": "member", "over": "1h"}}},
            "unknown kind of fact 'mail'",
            id="a window over nothing",
        ),
        pytest.param(
            {"windows": {"w": {"count": "message", "where": {"adv": True}, "per": "member", "over": "1h"}}},
            "unknown field 'adv'",
            id="a window's unknown field",
        ),
        pytest.param(
            {"levels": [level("low", ad=True), level("low", link=True)]},
            "a second level of severity low",
            id="one severity twice",
        ),
        pytest.param(
            {"summary": {"zh": "疑似{adz}", "en": "suspected"}},
            "nothing to fill {adz} with",
            id="summary's unknown field",
        ),
        pytest.param(
            {"summary": {"zh": "疑似", "en": "suspected {members:euro}"}}, "a figure is shown as it is", id="format"
        ),
        pytest.param(joined(YIELD, {**STRAIN, "as": "a"}), "'a' is already taken", id="an alias twice"),
        pytest.param(
            {"levels": [{"severity": "low", "patterns": [YIELD, STRAIN]}, level("high", ad=True)]},
            "the levels of a rule either all have patterns or none has",
            id="mixed levels",
        ),
        pytest.param(
            {
                "tests": [
                    {
                        "name": "x",
                        "expect": "near_miss",
                        "exemption": "X1",
                        "events": [{"at": "0m", "by": "ann", "text": "x"}],
                    }
                ]
            },
            "the rule does not name 'X1'",
            id="a test's foreign exemption",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    assert message in messages_of(tmp_path, **changes) or any(
        found.startswith(message) for found in messages_of(tmp_path, **changes)
    )


@pytest.mark.parametrize(
    "clause",
    [
        pytest.param({"members": {"gte": 5, "lt": 5}}, id="an empty range"),
        pytest.param({"members": {"gt": 5, "lt": 6}}, id="no whole number between"),
        pytest.param({"ads_policy": {"eq": "silent", "ne": "silent"}}, id="is and is not"),
        pytest.param({"ads_policy": "allowed"}, id="only what X2 exempts"),
    ],
)
def test_a_clause_that_nothing_satisfies_is_refused(tmp_path: Path, clause: dict[str, Any]) -> None:
    assert messages_of(tmp_path, levels=[level(**clause)], exemptions=["X2"]) == ["no fact can ever satisfy this"]


@pytest.mark.parametrize(
    ("grave", "light", "is_shadowed"),
    [
        pytest.param({"members": {"gte": 3}}, {"members": {"gte": 5}}, True, id="a narrower range"),
        pytest.param({"members": {"gte": 5}}, {"members": {"gte": 3}}, False, id="a wider range"),
        pytest.param({"ad": True}, {"ad": True, "link": True}, True, id="one more condition"),
        pytest.param({"ad": {"ne": False}}, {"ad": True}, True, id="not false is true"),
        pytest.param({"members": {"gt": 2}}, {"members": {"in": [3, 4]}}, True, id="each of a few values"),
        pytest.param({"members": {"gt": 3}}, {"members": {"in": [3, 4]}}, False, id="one value left over"),
        pytest.param({"ads_policy": {"ne": "silent"}}, {"ads_policy": "forbidden"}, True, id="one of the others"),
    ],
)
def test_a_level_behind_a_graver_one_is_refused(
    tmp_path: Path, grave: dict[str, Any], light: dict[str, Any], is_shadowed: bool
) -> None:
    found = messages_of(tmp_path, levels=[level("high", **grave), level("low", **light)])
    assert found == ["never counts: whatever satisfies this also satisfies a graver level"] * is_shadowed


def test_what_is_not_about_one_community_cannot_wait(tmp_path: Path) -> None:
    changes = {"fact": "campaign", "after": "2h", "levels": [level(accounts_24h={"gte": 3})], "exemptions": []}
    assert "campaign is judged at once: it is not about one community" in messages_of(tmp_path, **changes)
