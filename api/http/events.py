"""POST /api/v1/events: events come in."""

from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from api.http.body import received, unpacked
from api.http.gate import Gate
from api.http.problems import HttpError
from api.http.reference import answer, responses, schema
from api.http.settings import HttpSettings
from monitor.decode import decode_body
from monitor.document import Skipped
from monitor.event import Event
from monitor.keys import Scope
from monitor.service import IngestResult, KeyScope, MonitorPort

_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/cloudevents+json": {"schema": schema(Event)},
        "application/cloudevents-batch+json": {"schema": {"type": "array", "items": schema(Event)}},
        "application/x-ndjson": {"schema": {"type": "string", "description": "one Event a line"}},
    },
}


def events_router(monitor: MonitorPort, gate: Gate, settings: HttpSettings) -> APIRouter:
    """Return the route by which events come in."""
    router = APIRouter()

    @router.post(
        "/api/v1/events",
        status_code=202,
        openapi_extra={"requestBody": _BODY},
        responses=responses(
            202, IngestResult, "durably taken in", "bad_request", "body_too_large", "unsupported_encoding"
        ),
    )
    async def ingest_events(
        request: Request, key: Annotated[KeyScope, Depends(gate.requiring(Scope.ingest))]
    ) -> Response:
        """Take events in: one CloudEvent, a JSON array of them, or NDJSON; gzip is welcome.

        The answer comes once they are durably stored and counts what became of each record. A bad record never
        takes the good ones with it; a body without any event is answered with 400.
        """
        packed = await received(request, settings.max_body_bytes)

        def ingest() -> IngestResult:
            body = unpacked(packed, request.headers.get("content-encoding", ""), settings.max_body_bytes)
            records = _records(body, request.headers.get("content-type", ""), settings.max_records)
            return _taken_in(monitor, records, key.connector)

        return answer(await run_in_threadpool(ingest), 202)

    return router


def _records(body: bytes, content_type: str, limit: int) -> list[Event | Skipped]:
    """Return what *body* holds, all of it before anything is taken in: reasons for each record need room too."""
    if not body.strip():
        raise HttpError("bad_request", "the body is empty, expected events")
    records = list(islice(decode_body(body, content_type), limit + 1))
    if len(records) > limit:
        raise HttpError("body_too_large", f"more than {limit} records; send fewer at a time")
    return records


def _taken_in(monitor: MonitorPort, records: list[Event | Skipped], connector: str) -> IngestResult:
    result = monitor.ingest(records, connector)
    if result.is_useless:
        first = result.rejected[0]
        raise HttpError("bad_request", f"no record is an event; {first.where}: {first.why}", result.rejected)
    return result
