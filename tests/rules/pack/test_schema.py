"""The schema for editors describes the packs there are, and refuses what the loader refuses."""

from typing import Any

import pytest

from rules.facts import FACT_KINDS
from rules.pack.loader import read_packs
from rules.pack.schema import rule_schema
from tests.rules.pack.json_schema import errors
from tests.rules.packwriter import draft

PACKS = read_packs()
SCHEMA = rule_schema(PACKS.catalogue)


@pytest.mark.parametrize("rule_id", PACKS.documents)
def test_every_rule_keeps_to_the_schema(rule_id: str) -> None:
    assert list(errors(PACKS.documents[rule_id].data, SCHEMA, SCHEMA)) == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        pytest.param({"fact": "mesage"}, "$.fact", id="kind of fact"),
        pytest.param({"maturity": "ripe"}, "$.maturity", id="maturity"),
        pytest.param({"verzion": 1}, "$.verzion", id="unknown field"),
        pytest.param({"dedupe": "soon"}, "$.dedupe", id="a span that is none"),
        pytest.param({"exemptions": ["X99"]}, "$.exemptions[0]", id="exemption"),
        pytest.param({"levels": [{"severity": "grave", "all": {"ad": True}}]}, "$.levels[0].severity", id="severity"),
        pytest.param({"levels": [{"severity": "low", "all": {"ad": "yes"}}]}, "$.levels[0].all.ad", id="field's type"),
        pytest.param({"levels": [{"severity": "low", "all": {"ad": {"nex": 1}}}]}, "$.levels[0].all.ad", id="operator"),
        pytest.param(
            {"windows": {"w": {"count": "message", "where": {"ad": 1}, "per": "member", "over": "1h"}}},
            "$.windows.w.where.ad",
            id="type of a window's field",
        ),
    ],
)
def test_what_is_wrong_is_shown_where_it_is(changes: dict[str, Any], place: str) -> None:
    assert list(errors(draft(), SCHEMA, SCHEMA)) == []
    found = list(errors(draft(**changes), SCHEMA, SCHEMA))
    assert found
    assert all(error.startswith(place) for error in found)


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_every_field_of_a_kind_is_explained(kind: str) -> None:
    fields = SCHEMA["$defs"][f"Fields of {kind}"]["properties"]
    assert {name: field["description"] for name, field in fields.items()} == {
        name: field.about for name, field in FACT_KINDS[kind].fields.items()
    }


def test_every_part_of_a_window_is_explained() -> None:
    assert all(part.get("description") for part in SCHEMA["$defs"]["WindowDeclaration"]["properties"].values())
