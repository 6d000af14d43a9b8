"""A notice in words: of its language, masked, escaped for where it goes, and no longer than fits there.

What does not fit is counted. Texts are cut before they are escaped, so no tag and no entity is ever cut in two.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import cache, partial
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from msgspec.structs import replace

from monitor.assessment import SEVERITY_NAMES
from monitor.document import SeverityName
from monitor.language import Language, language, mark
from monitor.legible import legible
from monitor.masking import mask
from monitor.notices.notice import Notice, Reason, Told
from monitor.words import SEVERITIES

TEMPLATES = Path(__file__).parent / "templates"
_LENGTHS = (400, 100, 20, 0)  # characters of a text, when an alert alone is too long
_TITLE = 60  # characters of a name in a title

REASONS: Final[Mapping[Reason, str]] = {
    "opened": mark("New"),
    "raised": mark("Graver than before"),
    "reopened": mark("Begun anew"),
    "repeated": mark("Still open"),
    "resolved": mark("Over"),
    "test": mark("A test"),
}

# Lookalikes of what means something in Markdown: each messenger escapes in a way of its own, or in none.
_PLAIN = str.maketrans("*_`~#[]()<>|\\!@&", "＊＿｀～＃［］（）＜＞｜＼！＠＆")


def masked(text: str) -> str:
    """Return *text* on one line, without numbers that name a person."""
    return _on_one_line(mask(text))


def plain(text: str) -> str:
    """Return *text* with nothing in it that Markdown or a messenger would act on."""
    return text.translate(_PLAIN)


def gravest(notice: Notice) -> SeverityName:
    """Return the highest severity in *notice*."""
    return _in_order(notice)[0].severity if notice.alerts else "info"


class Wording:
    """Writes notices out for readers in one time zone."""

    def __init__(self, zone: tzinfo) -> None:
        """Show times as *zone* does."""
        self._zone = zone

    def title(self, notice: Notice) -> str:
        """Return the line that *notice* is announced with."""
        said = language(notice.language)
        if notice.reason == "test":
            return said.text("A test of Groupwarden")
        first, *others = _in_order(notice)
        title = said.text(
            "%(severity)s · Suspected: %(name)s",
            severity=said.text(SEVERITIES[first.severity]), name=plain(shortened(masked(first.name), _TITLE)),
        )  # fmt: skip
        rest = len(others) + notice.more
        return title + (said.plural(" and %(count)s more", " and %(count)s more", rest) if rest else "")

    def fitted(
        self, template: str, notice: Notice, longest: int, size: Callable[[str], int] = lambda text: len(text.encode())
    ) -> str:
        """Return *notice* as *template* says it, in at most *longest* by *size*.

        The gravest alerts are shown, as many as fit; of one that does not fit alone, the texts are cut. Without them
        a notice takes half a kilobyte: *longest* is no less.
        """
        title = self.title(notice)
        alerts = [_masked(told) for told in _in_order(notice)]

        def shown(told: Sequence[Told]) -> str:
            return self._written(template, title, _showing(notice, tuple(told)))

        def is_longer(count: int) -> bool:
            return size(shown(alerts[:count])) > longest

        if not is_longer(len(alerts)):
            return shown(alerts)
        if fitting := bisect_left(range(1, len(alerts)), True, key=is_longer):
            return shown(alerts[:fitting])
        cut = (shown([_cut(told, length) for told in alerts[:1]]) for length in _LENGTHS)
        return next(text for text in cut if size(text) <= longest)

    def _written(self, template: str, title: str, notice: Notice) -> str:
        said = language(notice.language)
        return (
            _environment()
            .get_template(template)
            .render(
                notice=notice,
                title=title,
                text=said.text,
                plural=said.plural,
                severities=SEVERITIES,
                reasons=REASONS,
                place=partial(_place, said),
                span=partial(self._span, said),
            )
            .strip()
        )

    def _span(self, said: Language, told: Told) -> str:
        first, last = (
            said.moment(datetime.fromisoformat(time), self._zone) for time in (told.first_time, told.last_time)
        )
        return first if first == last else said.text("%(first)s to %(last)s", first=first, last=last)


def _place(said: Language, told: Told) -> str:
    """Return which group *told* is about: names of groups are often the same."""
    if not told.community_name:
        return told.community or said.text("across groups")
    return said.text("%(name)s (%(key)s)", name=told.community_name, key=told.community)


def shortened(text: str, length: int) -> str:
    """Return at most *length* characters of *text*, the last one an ellipsis where it was cut.

    A character and the marks on it stay together.
    """
    if len(text) <= length:
        return text
    end = max(0, length - 1)
    while end and _goes_on(text, end):
        end -= 1
    return text[:end] + "…" if length else ""


def _goes_on(text: str, end: int) -> bool:
    joined = "\N{ZERO WIDTH JOINER}"
    return bool(unicodedata.combining(text[end])) or text[end] in f"{joined}\ufe0f" or text[end - 1] == joined


def _in_order(notice: Notice) -> list[Told]:
    return sorted(notice.alerts, key=lambda told: -SEVERITY_NAMES.index(told.severity))


def _masked(told: Told) -> Told:
    return replace(
        told,
        name=masked(told.name),
        summary=masked(told.summary),
        community=_on_one_line(told.community),
        community_name=masked(told.community_name),
    )


def _on_one_line(text: str) -> str:
    return " ".join(legible(text).split())


def _cut(told: Told, length: int) -> Told:
    return replace(
        told,
        name=shortened(told.name, length),
        summary=shortened(told.summary, length),
        community=shortened(told.community, length),
        community_name=shortened(told.community_name, length),
        url=told.url if length else "",
    )


def _showing(notice: Notice, alerts: tuple[Told, ...]) -> Notice:
    return replace(notice, alerts=alerts, more=notice.more + len(notice.alerts) - len(alerts))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = plain
    return environment
