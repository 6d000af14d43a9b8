"""`rules explain RULE EVENTS`: why a rule was met, or how near the events came."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from api.cli.explained import explained_lines
from api.cli.options import Lang
from api.cli.rule_named import rule_named
from api.cli.surroundings import language_for, panel_of, pseudonyms_of, settings_at
from monitor.clock import HOUR, SECOND, iso
from monitor.event import Event
from monitor.intake import Intake
from monitor.language import Language
from monitor.readers import read_export
from monitor.words import span
from monitor.workbench.inquiry import Hearing, Inquiry, inquire
from rules import Explained, Rule

SHOWN = 20


def run(rule_id: str, events: Path, config: Path | None, lang: Lang | None) -> None:
    """Print every time the rule was met by *events*, or else the facts that came nearest.

    Raises:
        UnknownRule: there is no such rule.
        UnreadableExport: the file cannot be read.
    """
    settings = settings_at(config)
    panel = panel_of(settings)
    rule = rule_named(rule_id, panel.catalogue)
    intake = Intake(panel.reader, pseudonyms_of(settings))
    history = (entry for entry in read_export(events) if isinstance(entry, Event))
    inquiry = inquire(rule, history, panel, settings.communities, intake)
    console = Console(highlight=False)
    for line in _lines(inquiry, language_for(lang, settings)):
        console.print(line)


def _lines(inquiry: Inquiry, language: Language) -> Iterator[Text]:
    rule, text = inquiry.rule, language.text
    yield Text(f"{rule.id} v{rule.version}  {rule.name.said(language.code)}", style="bold")
    yield Text(
        text(
            "Facts of kind %(kind)s judged: %(asked)s. Times the rule was met: %(met)s; within %(span)s that is one "
            "finding about the same subject.",
            kind=rule.fact,
            asked=language.number(inquiry.asked),
            met=language.number(len(inquiry.met)),
            span=span(rule.dedupe * SECOND // HOUR, language),
        )
    )
    for hearing in inquiry.met[:SHOWN]:
        yield from _hearing(hearing, rule, language, [next(one for one in hearing.explained if one.holds)])
    if len(inquiry.met) > SHOWN:
        yield Text(language.plural("and %(count)s more", "and %(count)s more", len(inquiry.met) - SHOWN))
    if not inquiry.met and inquiry.closest:
        yield Text("\n" + text("The nearest it came:"))
        yield from _hearing(inquiry.closest, rule, language, inquiry.closest.explained)


def _hearing(hearing: Hearing, rule: Rule, language: Language, shown: Iterable[Explained]) -> Iterator[Text]:
    record = hearing.record
    event = language.text("event %(event)s", event=record.id) if record else ""
    yield Text("\n" + "  ".join(filter(None, (iso(hearing.at) if hearing.at else "", hearing.community, event))))
    if record and record.excerpt:
        yield Text(f"  │ {record.excerpt}", style="dim")
    yield from explained_lines(shown, rule, language)
