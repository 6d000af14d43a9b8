"""What nobody foresaw: answered as a problem like all others, and logged without what it says.

Left to the server it would be printed with its message, which may repeat what people wrote.
"""

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import fault
from monitor.errors import logged


class Faults:
    """Answers for an application in which something broke; an answer that has begun stays cut off."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap *app*."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def watching(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, watching)
        except Exception as error:  # the server and its other requests go on
            structlog.get_logger("api.http").error("fault", why=logged(error))
            if not has_begun:
                await fault()(scope, receive, send)
