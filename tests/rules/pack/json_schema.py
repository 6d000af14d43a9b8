"""As much of JSON Schema as the schema of rules uses, to hold documents against it."""

import re
from collections.abc import Iterator
from typing import Any, cast

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int,
}  # fmt: skip
_WORDS = """$ref additionalProperties allOf anyOf const enum if items maxItems maxLength maximum minItems minLength
minProperties minimum oneOf pattern patternProperties prefixItems properties propertyNames required then type
$defs $schema default description format maxProperties"""


def errors(value: Any, schema: Any, root: dict[str, Any], path: str = "$") -> Iterator[str]:
    """Yield what in *value* does not keep to *schema*, a part of *root*."""
    if schema is True:
        return
    unknown = schema.keys() - set(_WORDS.split())
    assert not unknown, f"{unknown} is not checked"
    if "type" in schema and not any(_is(value, name) for name in _listed(schema["type"])):
        yield f"{path} is no {schema['type']}: {value!r}"
        return
    yield from _combined(value, schema, root, path)
    if isinstance(value, dict):
        yield from _of_object(cast("dict[str, object]", value), schema, root, path)
    elif isinstance(value, list):
        yield from _of_array(cast("list[object]", value), schema, root, path)
    elif not _is_within(value, schema):
        yield f"{path} is not of the form or size wanted: {value!r}"


def _combined(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[str]:
    named = [root["$defs"][schema["$ref"].removeprefix("#/$defs/")]] if "$ref" in schema else []
    met = "if" in schema and not any(errors(value, schema["if"], root, path))
    for part in (*named, *schema.get("allOf", ()), *([schema["then"]] if met else ())):
        yield from errors(value, part, root, path)
    for name in ("anyOf", "oneOf"):
        fitting = sum(not any(errors(value, part, root, path)) for part in schema.get(name, ()))
        if name in schema and (not fitting or (name == "oneOf" and fitting > 1)):
            yield f"{path} fits {fitting} of {name}: {value!r}"
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        yield f"{path} is none of those wanted: {value!r}"


def _of_object(value: dict[str, object], schema: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[str]:
    yield from (f"{path}.{name} is missing" for name in schema.get("required", ()) if name not in value)
    if len(value) < schema.get("minProperties", 0):
        yield f"{path} is empty"
    properties, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for name, below in value.items():
        if "propertyNames" in schema:
            yield from errors(name, schema["propertyNames"], root, f"{path}.{name}")
        fitting = [part for pattern, part in patterns.items() if re.search(pattern, name)]
        fitting += [properties[name]] if name in properties else []
        if not fitting and schema.get("additionalProperties") is False:
            yield f"{path}.{name} is unknown"
        for part in fitting:
            yield from errors(below, part, root, f"{path}.{name}")


def _of_array(value: list[object], schema: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[str]:
    if not _within(len(value), schema, "Items"):
        yield f"{path} has {len(value)} items"
    first = schema.get("prefixItems", ())
    for number, below in enumerate(value):
        part = first[number] if number < len(first) else schema.get("items", True)
        yield from errors(below, part, root, f"{path}[{number}]")


def _is_within(value: Any, schema: dict[str, Any]) -> bool:
    if isinstance(value, str):
        return re.search(schema.get("pattern", ""), value) is not None and _within(len(value), schema, "Length")
    return _within(value, schema, "imum")


def _is(value: Any, name: str) -> bool:
    return isinstance(value, _TYPES[name]) and (name != "integer" or not isinstance(value, bool))


def _listed(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _within(size: int, schema: dict[str, Any], what: str) -> bool:
    return bool(schema.get(f"min{what}", size) <= size <= schema.get(f"max{what}", size))
