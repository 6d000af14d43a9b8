"""The languages are complete: every sentence that code and templates say is there, with its placeholders."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

import api
import monitor
from monitor.language import LOCALE, LanguageError, language, languages

KEYWORDS = {"text": None, "plural": (1, 2), "mark": None}
JINJA = "jinja2.ext:babel_extract"


def sources() -> Iterator[tuple[str, Path]]:
    """Yield what speaks to readers: the duties, modules that name a language, and templates."""
    for package in (api, monitor):
        for path in sorted(Path(next(iter(package.__path__))).rglob("*")):
            if path.suffix == ".py" and (path.parent.name == "duties" or "language" in path.read_text("utf-8")):
                yield "python", path
            elif path.parent.name == "templates" and path.suffix in {".html", ".svg", ".txt"}:
                yield JINJA, path


def spoken() -> Catalog:
    """Return every sentence extracted from the sources."""
    catalog = Catalog()
    for method, path in sources():
        for _line, msgid, _comments, _context in extract_from_file(method, path, keywords=KEYWORDS):
            catalog.add(msgid, locations=[(path.name, 0)])
    return catalog


def written(code: str) -> Catalog:
    with (LOCALE / f"{code}.po").open("rb") as source:
        return read_po(source, locale=code, abort_invalid=True)


def translations(message: Message | None) -> tuple[str, ...]:
    string = message.string if message else None
    return (string,) if isinstance(string, str) else tuple(string or ())


def test_everything_said_has_a_chinese_sentence() -> None:
    chinese = written("zh")
    missing = [
        message.id
        for message in spoken()
        if message.id and not all(translations(chinese.get(message.id)) or [""])  # an absent entry is an empty one
    ]
    assert missing == []


def test_extraction_sees_code_and_templates() -> None:
    names = {name for message in spoken() for name, _line in message.locations}
    assert {"words.py", "step.py", "report.html", "timeline.svg"} <= names


@pytest.mark.parametrize("code", ["en", "zh"])
def test_placeholders_agree(code: str) -> None:
    assert [str(error) for message in written(code) for error in message.check(written(code))] == []


def test_nothing_is_translated_that_nobody_says() -> None:
    said = spoken()
    assert [message.id for message in written("zh") if message.id and message.id not in said] == []


def test_languages_are_the_po_files() -> None:
    assert languages() == ["en", "zh"]


def test_an_unknown_language_is_named_with_those_expected() -> None:
    with pytest.raises(LanguageError, match="'fr' is not known; expected one of en, zh"):
        language("fr")


def test_plural_follows_the_language() -> None:
    said = [
        language(code).plural("%(count)s event read", "%(count)s events read", count)
        for code in ("en", "zh")
        for count in (1, 1200)
    ]
    assert said == ["1 event read", "1,200 events read", "读取 1 条事件", "读取 1,200 条事件"]


def test_times_are_those_of_the_zone() -> None:
    time = datetime(2019, 6, 26, 18, 30, tzinfo=UTC)
    shanghai = ZoneInfo("Asia/Shanghai")
    assert language("zh").moment(time, shanghai) == "2019年6月27日 02:30"
    assert language("en").moment(time, shanghai) == "Jun 27, 2019 02:30"
    assert language("zh").day(time, shanghai) == "2019年6月27日"


def test_shares_are_percent() -> None:
    assert language("zh").percent(0.6) == "60%"
