"""`rules backtest PACK HISTORY...`: what other rules would find in a history."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from api.cli.options import Lang, ListFormat
from api.cli.progress import shown_progress
from api.cli.surroundings import language_for, panel_of, settings_at
from api.report.words import SEVERITIES, STAGES
from monitor.check import read_entries
from monitor.document import TimelineEntry
from monitor.language import Language
from monitor.readers import ReadOptions
from monitor.workbench.backtest import Backtest, Difference, Found, SchemeDifference, backtest

SAMPLES = 3
_MARKS = {"gained": "+", "lost": "-", "changed": "~"}


def run(pack: Path, paths: Sequence[Path], form: ListFormat, config: Path | None, lang: Lang | None) -> None:
    """Print what the rules in *pack*, over those in force, change of what is found in the files at *paths*.

    Raises:
        PackError: some rule is wrong.
        UnreadableExport: a file cannot be read at all.
    """
    settings = settings_at(config)
    language = language_for(lang, settings)
    current, proposed = panel_of(settings), panel_of(settings, (pack,))
    with shown_progress(language) as progress:
        entries = read_entries(paths, "auto", ReadOptions(), progress)
        found = backtest(entries, current, proposed, settings.communities, progress)
    if form == "json":
        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
        return
    console = Console(highlight=False, soft_wrap=True)
    for line in _lines(found, language):
        console.print(line)


def _lines(found: Backtest, language: Language) -> Iterator[Text]:
    yield Text(
        language.text(
            "Events: %(events)s. Findings before: %(before)s, after: %(after)s.",
            events=language.number(found.events),
            before=language.number(found.before),
            after=language.number(found.after),
        )
    )
    if found.skipped:
        yield Text(language.plural("%(count)s record skipped", "%(count)s records skipped", found.skipped))
    for community, of_community in groupby(found.differences, key=lambda each: each.community):
        yield Text("\n" + (community or language.text("across groups")), style="bold")
        for rule, of_rule in groupby(of_community, key=lambda each: each.rule):
            yield from _of_rule(rule, list(of_rule), language)
    if found.schemes:
        yield Text("\n" + language.text("Suspected schemes"), style="bold")
    for scheme in found.schemes:
        yield from _of_scheme(scheme, language)
    if not found.differences and not found.schemes:
        yield Text(language.text("Nothing is different."))


def _of_rule(rule: str, differences: Sequence[Difference], language: Language) -> Iterator[Text]:
    counts = Counter[str](difference.kind for difference in differences)
    words = {"gained": language.text("gained"), "lost": language.text("lost"), "changed": language.text("changed")}
    told = (f"{words[kind]} {language.number(counts[kind])}" for kind in words if counts[kind])
    yield Text(f"  {rule}: {language.text(', ').join(told)}")
    for difference in differences[:SAMPLES]:
        yield from _difference(difference, language)
    if len(differences) > SAMPLES:
        more = language.plural("and %(count)s more", "and %(count)s more", len(differences) - SAMPLES)
        yield Text(f"    {more}")


def _difference(difference: Difference, language: Language) -> Iterator[Text]:
    states = " → ".join(_found(state, language) for state in (difference.before, difference.after) if state)
    yield Text(f"    {_MARKS[difference.kind]} {states}  {difference.subject}")
    shown = difference.after or difference.before
    for excerpt in shown.excerpts[:1] if shown else ():
        yield Text(f"      │ {excerpt}", style="dim")


def _found(found: Found, language: Language) -> str:
    return f"{found.time} {language.text(SEVERITIES[found.severity])}"


def _of_scheme(scheme: SchemeDifference, language: Language) -> Iterator[Text]:
    name = scheme.name or language.text("unnamed scheme")
    yield Text(f"  {name}  {', '.join(scheme.communities)}")
    yield Text(f"    {language.text('before')}: {_steps(scheme.before, language)}")
    yield Text(f"    {language.text('after')}: {_steps(scheme.after, language)}")


def _steps(steps: Iterable[TimelineEntry], language: Language) -> str:
    told = " → ".join(f"{language.text(STAGES[step.stage])} {step.time}" for step in steps)
    return told or language.text("no stage")
