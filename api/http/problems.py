"""Everything that can go wrong with a request, its HTTP status, and how it is told."""

from collections.abc import Mapping
from typing import Literal

import msgspec
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from monitor.document import Skipped
from monitor.errors import MonitorError, RefusedStepError, UnknownItemError

ErrorCode = Literal[
    "bad_request",
    "missing_key",
    "wrong_scope",
    "not_found",
    "method_not_allowed",
    "rules_refused",
    "step_refused",
    "body_too_large",
    "unsupported_encoding",
    "invalid_query",
    "too_many_requests",
    "internal",
    "unavailable",
]

STATUS: Mapping[ErrorCode, int] = {
    "bad_request": 400,
    "missing_key": 401,
    "wrong_scope": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "rules_refused": 409,
    "step_refused": 409,
    "body_too_large": 413,
    "unsupported_encoding": 415,
    "invalid_query": 422,
    "too_many_requests": 429,
    "internal": 500,
    "unavailable": 503,
}
_CODE_OF: Mapping[int, ErrorCode] = {status: code for code, status in STATUS.items()}
_RETRY_SECONDS = "5"  # design: a store that fails over is back within seconds


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a request failed; `rejected` says it record by record."""

    error: ErrorCode
    detail: str
    rejected: tuple[Skipped, ...] = ()


class HttpError(Exception):
    """A request that ends in a problem."""

    def __init__(
        self,
        error: ErrorCode,
        detail: str,
        rejected: tuple[Skipped, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Tell the client *error* with *detail*; the status follows from the table."""
        super().__init__(detail)
        self.problem = Problem(error, detail, rejected)
        self.headers = headers


def handle_problems(app: FastAPI) -> None:
    """Answer every failure of *app* with a problem."""

    @app.exception_handler(HttpError)
    def told(_: Request, error: HttpError) -> Response:
        return _answer(error.problem, error.headers)

    @app.exception_handler(HTTPException)
    def routing(_: Request, error: HTTPException) -> Response:
        return _answer(Problem(_CODE_OF.get(error.status_code, "bad_request"), error.detail), error.headers)

    @app.exception_handler(RequestValidationError)
    def query(_: Request, error: RequestValidationError) -> Response:
        wrong = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors())
        return _answer(Problem("invalid_query", wrong))

    @app.exception_handler(ClientDisconnect)
    def cut_off(_: Request, __: ClientDisconnect) -> Response:
        return _answer(Problem("bad_request", "the body ended before it was complete"))

    @app.exception_handler(UnknownItemError)
    def unknown(_: Request, error: UnknownItemError) -> Response:
        return _answer(Problem("not_found", str(error)))

    @app.exception_handler(RefusedStepError)
    def refused(_: Request, error: RefusedStepError) -> Response:
        return _answer(Problem("step_refused", str(error)))

    @app.exception_handler(MonitorError)
    def down(_: Request, error: MonitorError) -> Response:
        structlog.get_logger("api.http").error("monitor cannot answer", reason=str(error))
        return _answer(Problem("unavailable", "the monitor cannot answer now"), {"Retry-After": _RETRY_SECONDS})


def fault() -> Response:
    """Return the answer to a request that something broke in."""
    return _answer(Problem("internal", "a fault on our side; it has been logged"))


def _answer(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    return Response(msgspec.json.encode(problem), STATUS[problem.error], headers, "application/json")
