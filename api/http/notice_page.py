"""/notices: a page for people with the notices that could not be delivered."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.http.gate import Gate
from api.http.reference import gated
from monitor.keys import Scope
from monitor.language import language
from monitor.service import DeadLetter, LanguageCode, MonitorPort

TEMPLATES = Path(__file__).parent / "templates"


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
        return Response(notice_page(monitor.notices.dead().letters, lang), media_type="text/html")

    return router


def notice_page(letters: tuple[DeadLetter, ...], lang: LanguageCode) -> str:
    """Return *letters* as a page."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("notices.html").render(letters=letters, code=lang, text=language(lang).text)
