"""The OpenAPI reference: msgspec shapes become its schemas, so that a shape is written once."""

from collections.abc import Mapping
from inspect import cleandoc
from typing import Any

import msgspec
from fastapi import FastAPI, Response

from api.http.alert_page import AlertPage
from api.http.problems import STATUS, ErrorCode, Problem
from monitor.document import CommunityReport
from monitor.event import Event
from monitor.service import IngestResult, Reload, RuleList, ShadowReport

Responses = dict[int | str, dict[str, Any]]

_TEMPLATE = "#/components/schemas/{name}"
_SHAPES = (Event, IngestResult, AlertPage, CommunityReport, RuleList, ShadowReport, Reload, Problem)


class DescribedApp(FastAPI):
    """An application whose reference holds our shapes."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document."""
        document = super().openapi()
        _, schemas = msgspec.json.schema_components(_SHAPES, ref_template=_TEMPLATE)
        for described in schemas.values():
            described["description"] = cleandoc(described["description"])  # Python before 3.13 leaves it indented
        document["components"].setdefault("schemas", {}).update(schemas)
        return document


def schema(shape: type[msgspec.Struct]) -> Mapping[str, Any]:
    """Return the reference to the schema of *shape*."""
    return {"$ref": _TEMPLATE.format(name=shape.__name__)}


def answer(shape: msgspec.Struct, status: int = 200) -> Response:
    """Return *shape* as JSON."""
    return Response(msgspec.json.encode(shape), status, media_type="application/json")


def responses(status: int, shape: type[msgspec.Struct], about: str, *errors: ErrorCode) -> Responses:
    """Return what a route behind the gate declares: its answer, and the problems it may end in besides a fault."""
    gated = problems(*errors, "missing_key", "wrong_scope", "too_many_requests", "unavailable")
    return {status: _described(about, shape), **gated}


def problems(*errors: ErrorCode) -> Responses:
    """Return what a route declares that may end in *errors*."""
    return {STATUS[error]: _described(error, Problem) for error in errors}


def _described(about: str, shape: type[msgspec.Struct]) -> dict[str, Any]:
    return {"description": about, "content": {"application/json": {"schema": schema(shape)}}}
