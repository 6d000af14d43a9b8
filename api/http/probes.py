"""/healthz, /readyz and /metrics: for the machines that watch us."""

import secrets

from fastapi import APIRouter, Request, Response
from prometheus_client.exposition import choose_encoder
from pydantic import SecretStr

from api.http.gate import Credentials, missing_key
from api.http.problems import HttpError
from api.http.reference import problems
from monitor.service import MonitorPort


def probes_router(monitor: MonitorPort, metrics_token: SecretStr | None) -> APIRouter:
    """Return the routes for supervisors and for Prometheus."""
    router = APIRouter()

    @router.get("/healthz")
    def alive() -> dict[str, str]:
        """Answer as long as the process can."""
        return {"status": "ok"}

    @router.get("/readyz", responses=problems("unavailable"))
    def ready() -> dict[str, str]:
        """Tell whether store and stream can be reached."""
        if not monitor.is_ready():
            raise HttpError("unavailable", "store or stream cannot be reached")
        return {"status": "ok"}

    @router.get("/metrics", response_class=Response, responses=problems("missing_key"))
    def metrics(request: Request, credentials: Credentials) -> Response:
        """Return the metrics in the format that Prometheus asks for."""
        if metrics_token and not (credentials and _is_same(credentials.credentials, metrics_token)):
            raise missing_key()
        encode, content_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(monitor.registry), headers={"Content-Type": content_type})

    return router


def _is_same(given: str, expected: SecretStr) -> bool:
    return secrets.compare_digest(given.encode(), expected.get_secret_value().encode())
