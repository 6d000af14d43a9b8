"""One log line a request: route, status and time taken - no address, no query, no id of anybody."""

from time import perf_counter

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class AccessLog:
    """Logs every request once it is answered."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap *app*."""
        self._app = app
        self._log = structlog.get_logger("api.http")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, started = 500, perf_counter()

        async def watching(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watching)
        finally:
            seconds = round(perf_counter() - started, 4)
            self._log.info("request", method=scope["method"], route=_route(scope), status=status, seconds=seconds)


def _route(scope: Scope) -> str:
    """Return the template of the route: the path itself may name a community."""
    return getattr(scope.get("route"), "path_format", "unknown")
