"""/notices: a page for people with the notices that could not be delivered."""

import shlex
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api.http.gate import Gate
from api.http.reference import gated
from api.report.template import spoken
from monitor.keys import Scope
from monitor.language import language
from monitor.service import DeadLetter, LanguageCode, MonitorPort

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""what the page may load: its own style and nothing else, no script above all"""


def notice_page_router(monitor: MonitorPort, gate: Gate) -> APIRouter:
    """Return the route of the page."""
    router = APIRouter()

    @router.get(
        "/notices",
        dependencies=[Depends(gate.requiring(Scope.read))],
        response_class=Response,
        responses={200: {"description": "the page", "content": {"text/html": {}}}, **gated()},
    )
    def notices_page(lang: Annotated[LanguageCode, Query(description="language of the page")] = "zh") -> Response:
        """Show the notices that were given up."""
        page = notice_page(monitor.notices.dead().letters, lang)
        return Response(page, media_type="text/html", headers={"Content-Security-Policy": POLICY})

    return router


def notice_page(letters: tuple[DeadLetter, ...], lang: LanguageCode) -> str:
    """Return *letters* as a page, each with the command that sends it once more."""
    say = language(lang)

    def moment(time: str) -> str:
        return say.moment(datetime.fromisoformat(time), UTC)

    return spoken("notices.html", say, {"letters": letters, "moment": moment, "retry": _retry}).render()


def _retry(letter: DeadLetter) -> str:
    return shlex.join(["groupwarden", "notices", "retry", letter.key, "--to", letter.recipient])
