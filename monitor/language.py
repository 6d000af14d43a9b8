"""The languages readers are spoken to in: sentences, plurals, numbers and times.

A msgid is the English sentence itself, with `%(name)s` placeholders; a literal percent sign is `%%`. The
translations are `monitor/locale/*.po`, one a language, compiled in memory when the language is first asked for.
A sentence kept in a table is wrapped in `mark`, so that extraction finds it.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, get_timezone_name
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import Translations

from monitor.errors import MonitorError

LOCALE = Path(__file__).parent / "locale"


class LanguageError(MonitorError):
    """A language was asked for that has no translation."""


def mark(msgid: str) -> str:
    """Return *msgid* as it is; marks a sentence that `Language.text` will translate later."""
    return msgid


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its code, the locale that formats figures, and its sentences."""

    code: str
    locale: Locale
    translations: Translations

    def text(self, msgid: str, /, **params: object) -> str:
        """Return the sentence *msgid* in this language, its placeholders filled."""
        return self.translations.gettext(msgid) % params

    def plural(self, singular: str, plural: str, count: int, /, **params: object) -> str:
        """Return the sentence that fits *count*, which fills `%(count)s`."""
        return self.translations.ngettext(singular, plural, count) % {"count": self.number(count), **params}

    def moment(self, time: datetime, zone: tzinfo) -> str:
        """Return date, hour and minute as *zone* shows them; `time` is aware."""
        return f"{self.day(time, zone)} {time.astimezone(zone):%H:%M}"

    def day(self, time: datetime, zone: tzinfo) -> str:
        """Return the date that *zone* shows; `time` is aware."""
        return format_date(time.astimezone(zone), "medium", locale=self.locale)

    def zone(self, zone: tzinfo) -> str:
        """Return what people here call the time of *zone*."""
        return get_timezone_name(zone, zone_variant="standard", locale=self.locale)

    def number(self, value: float) -> str:
        """Return a number with this language's grouping."""
        return format_decimal(value, locale=self.locale)

    def percent(self, share: float) -> str:
        """Return a share of one as whole percent."""
        return format_percent(share, locale=self.locale)


def languages() -> list[str]:
    """Return the codes of the languages there are, in alphabetical order."""
    return sorted(path.stem for path in LOCALE.glob("*.po"))


@cache
def language(code: str) -> Language:
    """Return the language named *code* (`zh`, `en`).

    Raises:
        LanguageError: there is no such language; the message names those there are.
    """
    if code not in languages():
        raise LanguageError(f"language {code!r} is not known; expected one of {', '.join(languages())}")
    compiled = BytesIO()
    with (LOCALE / f"{code}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=code, abort_invalid=True))
    compiled.seek(0)
    return Language(code, Locale.parse(code), Translations(compiled))
