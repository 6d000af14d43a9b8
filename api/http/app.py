"""Puts the HTTP interface together."""

from fastapi import Depends

from api import __version__
from api.http.access_log import AccessLog
from api.http.address import refuse_unknown_parameters
from api.http.alerts import alerts_router
from api.http.body import refuse_nul
from api.http.cases import cases_router
from api.http.communities import communities_router
from api.http.events import events_router
from api.http.evidence import evidence_router
from api.http.faults import Faults
from api.http.gate import Gate
from api.http.notice_page import notice_page_router
from api.http.notices import notices_router
from api.http.privacy import appeals_router, erasures_router, reveals_router
from api.http.probes import probes_router
from api.http.problems import handle_problems
from api.http.reference import DescribedApp
from api.http.rules import rules_router
from api.http.security_headers import SecurityHeaders
from api.http.settings import HttpSettings
from api.http.silences import silences_router
from monitor.service import MonitorPort


def create_app(monitor: MonitorPort, settings: HttpSettings) -> DescribedApp:
    """Return the application that serves *monitor*; its reference is at /openapi.json."""
    app = DescribedApp(
        title="Groupwarden",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(refuse_nul), Depends(refuse_unknown_parameters)],
    )
    gate = Gate(monitor, settings.rate_limit)
    app.include_router(events_router(monitor, gate, settings))
    app.include_router(alerts_router(monitor, gate))
    app.include_router(cases_router(monitor, gate))
    app.include_router(silences_router(monitor, gate))
    app.include_router(notices_router(monitor, gate))
    app.include_router(notice_page_router(monitor, gate))
    app.include_router(reveals_router(monitor, gate))
    app.include_router(appeals_router(monitor, gate))
    app.include_router(erasures_router(monitor, gate))
    app.include_router(evidence_router(monitor, gate))
    app.include_router(communities_router(monitor, gate))
    app.include_router(rules_router(monitor, gate))
    app.include_router(probes_router(monitor, settings.metrics_token))
    handle_problems(app)
    app.add_middleware(Faults)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(AccessLog)
    return app
