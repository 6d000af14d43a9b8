"""The JSON Schema of a rule's pack file, for editors: what can stand where, and what it means."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from rules.facts import FACT_KINDS, Value
from rules.pack.catalogue import Catalogue
from rules.pack.rule import Rule

Schema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES: Mapping[type[Value], str] = {bool: "boolean", int: "integer", str: "string"}
_BARE: Schema = {"type": ["boolean", "integer", "string"]}
_COUNTED = ("count", "share", "since", "of")
_WINDOW = {
    "count": "facts of this kind that match",
    "share": "these per mille of all facts of this kind",
    "since": "whole hours since the last one that matches, -1 when there was none",
    "distinct": "different members among the facts that match; `of` names their kind",
    "member_share": "these per mille of the known members, 0 when members is unknown",
    "sum": "the sum of this field over the facts that match",
    "median": "the middle of the members' sums of this field, of those on three days or more",
    "ratio": "the first of two other windows per mille of the second",
    "of": "the kind of fact that distinct, member_share, sum and median are about",
    "where": "which facts count; all when left out",
    "per": "whom it is kept for",
    "over": "how long it is kept",
    "before": "how long before now it ends",
    "half_life": "in a sum or a median: what is that old counts half",
}
"""what the parts of a window mean (`rules.pack.window.Window`)"""


def rule_schema(catalogue: Catalogue) -> Schema:
    """Return the schema of a rule's file; *catalogue* has the exemptions and actions that rules may name."""
    schema = Rule.model_json_schema(schema_generator=_Generator)
    properties, definitions = schema["properties"], schema["$defs"]
    properties["fact"] = _one_of({kind: spec.about for kind, spec in FACT_KINDS.items()})
    for part in (schema, *definitions.values()):
        part.pop("title", None)
    properties["exemptions"]["items"] = _one_of({key: each.name.en for key, each in catalogue.exemptions.items()})
    properties["owner_actions"]["items"] = _one_of({key: each.text.en for key, each in catalogue.actions.items()})
    definitions |= {f"Fields of {kind}": _fields(kind) for kind in FACT_KINDS}
    definitions["Comparison"] = {"anyOf": [_BARE, definitions["Comparison"]]}
    _describe_window(definitions["WindowDeclaration"])
    schema["allOf"] = [_if_about(kind) for kind in FACT_KINDS]
    return {"$schema": _DIALECT, **schema}


class _Generator(GenerateJsonSchema):
    """Writes what a file may say: no null, and no titles that only repeat the names."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002  # the generator's signature
        return False


def _one_of(about: Mapping[str, str]) -> Schema:
    return {"oneOf": [{"const": name, "description": text} for name, text in about.items()]}


def _fields(kind: str) -> Schema:
    """Return what a clause over facts of *kind* may compare; other names are those of windows."""
    return {
        "properties": {
            name: {
                "description": field.about,
                "allOf": [{"$ref": "#/$defs/Comparison"}],
                "type": [_TYPES[type(field.default)], "object"],
            }
            for name, field in FACT_KINDS[kind].fields.items()
        }
    }


def _if_about(kind: str) -> Schema:
    fields = {"$ref": f"#/$defs/Fields of {kind}"}
    level = {"all": fields, "any": {"items": fields}, "patterns": {"items": {"properties": {"match": fields}}}}
    return _when(["fact"], kind, {"levels": {"items": {"properties": level}}})


def _describe_window(window: Schema) -> None:
    for name, about in _WINDOW.items():
        window["properties"][name]["description"] = about
    kinds = _one_of({kind: spec.about for kind, spec in FACT_KINDS.items()})
    for name in _COUNTED:
        window["properties"][name] |= kinds
    window["allOf"] = [_when(_COUNTED, kind, {"where": {"$ref": f"#/$defs/Fields of {kind}"}}) for kind in FACT_KINDS]


def _when(names: Iterable[str], value: str, then: Schema) -> Schema:
    """Return the condition: where one of *names* is *value*, *then* describes the properties."""
    given = [{"properties": {name: {"const": value}}, "required": [name]} for name in names]
    return {"if": given[0] if len(given) == 1 else {"anyOf": given}, "then": {"properties": cast("object", then)}}
