"""Who may come in: API keys, their scopes and their pace."""

import math
import time
from collections.abc import Callable
from typing import Annotated

import limits
from fastapi import Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from api.http.problems import HttpError
from monitor.keys import Scope
from monitor.service import KeyScope, MonitorPort

Credentials = Annotated[
    HTTPAuthorizationCredentials | None, Security(HTTPBearer(auto_error=False, description="An API key."))
]


class Gate:
    """Lets a request through when its key is known, allows what is asked, and is not too busy."""

    def __init__(self, monitor: MonitorPort, rate_limit: str) -> None:
        """Ask *monitor* for keys; let each make requests at *rate_limit* (`600/minute`)."""
        self._monitor = monitor
        self._rate = limits.parse(rate_limit)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def requiring(self, scope: Scope) -> Callable[[HTTPAuthorizationCredentials | None], KeyScope]:
        """Return the dependency that lets through keys with *scope*."""

        def admitted(credentials: Credentials) -> KeyScope:
            key = self._known(credentials)
            if scope not in key.scopes:
                raise HttpError("wrong_scope", f"this key lacks the scope {scope}")
            self._slow_down(key)
            return key

        return admitted

    def _known(self, credentials: HTTPAuthorizationCredentials | None) -> KeyScope:
        key = self._monitor.authenticate(credentials.credentials) if credentials else None
        if key is None:
            raise missing_key()
        return key

    def _slow_down(self, key: KeyScope) -> None:
        if not self._limiter.hit(self._rate, key.name):
            free_at = self._limiter.get_window_stats(self._rate, key.name).reset_time
            wait = max(1, math.ceil(free_at - time.time()))
            raise HttpError("too_many_requests", f"this key may make {self._rate}", headers={"Retry-After": str(wait)})


def missing_key() -> HttpError:
    """Return the answer to a request that did not say who it is."""
    return HttpError(
        "missing_key", "expected a known key as `Authorization: Bearer KEY`", headers={"WWW-Authenticate": "Bearer"}
    )
