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
from monitor.service import (
    AlertDetail,
    AppealAnswer,
    AppealEntry,
    AppealList,
    AppealRequest,
    AssignRequest,
    CaseEntry,
    DeadLetter,
    DeadLetterList,
    ErasureReport,
    ErasureRequest,
    HoldEntry,
    HoldList,
    HoldRequest,
    IngestResult,
    LabelRequest,
    NoteRequest,
    Reload,
    RevealEntry,
    RevealList,
    RevealRequest,
    RuleList,
    ShadowReport,
    SilenceEntry,
    SilenceList,
    SilenceRequest,
)

Responses = dict[int | str, dict[str, Any]]

_TEMPLATE = "#/components/schemas/{name}"
_SHAPES = (
    *(Event, IngestResult, AlertPage, AlertDetail, CaseEntry, AssignRequest, LabelRequest, NoteRequest),
    *(SilenceRequest, SilenceEntry, SilenceList, DeadLetter, DeadLetterList),
    *(RevealRequest, RevealEntry, RevealList, AppealRequest, AppealAnswer, AppealEntry, AppealList),
    *(ErasureRequest, ErasureReport, HoldRequest, HoldEntry, HoldList),
    *(CommunityReport, RuleList, ShadowReport, Reload, Problem),
)


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


def command(shape: type[msgspec.Struct], *, required: bool = True) -> dict[str, Any]:
    """Return what a route declares that is told *shape* as JSON."""
    return {"requestBody": {"required": required, "content": {"application/json": {"schema": schema(shape)}}}}


def answer(shape: msgspec.Struct, status: int = 200) -> Response:
    """Return *shape* as JSON."""
    return Response(msgspec.json.encode(shape), status, media_type="application/json")


def responses(status: int, shape: type[msgspec.Struct], about: str, *errors: ErrorCode) -> Responses:
    """Return what a route behind the gate declares: its answer, and the problems it may end in besides a fault."""
    return {status: _described(about, shape), **gated(*errors)}


def gated(*errors: ErrorCode) -> Responses:
    """Return what a route behind the gate declares that may end in *errors* besides."""
    return problems(*errors, "missing_key", "wrong_scope", "too_many_requests", "unavailable")


def problems(*errors: ErrorCode) -> Responses:
    """Return what a route declares that may end in *errors*."""
    return {STATUS[error]: _described(error, Problem) for error in errors}


def _described(about: str, shape: type[msgspec.Struct]) -> dict[str, Any]:
    return {"description": about, "content": {"application/json": {"schema": schema(shape)}}}
