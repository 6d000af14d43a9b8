"""`rules promote`, `rules rollback` and `rules history`: rules go into force, and back, by somebody's hand."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import typer

from api.cli import rule_check, rule_test
from api.cli.live_store import live_store
from api.cli.options import Lang
from api.cli.surroundings import language_for, settings_at
from monitor.alerts.doubts import suggestion
from monitor.alerts.precision import Precisions, load_measure
from monitor.errors import MonitorError
from monitor.language import Language
from monitor.promotion import PackFolder, Promotion
from monitor.settings import Settings, SettingsError
from rules import load_packs, read_packs


def promote(source: Path, by: str, note: str, config: Path | None, lang: Lang | None) -> int:
    """Check and test the rules in *source*, and put them into the folder of own packs; return the exit code.

    Raises:
        PromotionError: they cannot be promoted as they are.
    """
    settings = settings_at(config)
    folder = _own_packs(settings)
    if rule_check.run([source], config, strict=False) or rule_test.run([source], "text", config, None, None):
        return 1
    done = folder.promote(
        source, read_packs((*settings.packs, source)), load_packs(settings.packs).in_force,
        by=by, note=note, now=datetime.now(UTC),
    )  # fmt: skip
    _print(done, language_for(lang, settings))
    return 0


def roll_back(by: str, note: str, config: Path | None, lang: Lang | None) -> None:
    """Return to the rules before the last promotion.

    Raises:
        PromotionError: there was none, or a file was changed since.
    """
    settings = settings_at(config)
    _print(_own_packs(settings).roll_back(by=by, note=note, now=datetime.now(UTC)), language_for(lang, settings))


def history(config: Path | None, lang: Lang | None) -> None:
    """Print every promotion and roll-back, oldest first; then which rules in force moderators call wrong too often."""
    settings = settings_at(config)
    language = language_for(lang, settings)
    for entry in _own_packs(settings).history():
        typer.echo(f"{entry.time}  {_what(entry, language)}")
    for line in _doubts(settings, language):
        typer.echo(line)


def _doubts(settings: Settings, language: Language) -> Iterator[str]:
    """Yield a line for each rule that is worth rolling back; none where no server keeps labels."""
    try:
        with live_store(settings) as store, store.read() as transaction:
            precisions = Precisions(load_measure(), transaction.verdicts())
    except MonitorError:
        return
    for rule in load_packs(settings.packs).in_force.rules.values():
        precision, doubt = precisions.of(rule.id, rule.version), precisions.doubt(rule)
        if precision and doubt:
            yield f"{rule.id} {rule.version}: {suggestion(rule, precision, doubt, language)}"


def _own_packs(settings: Settings) -> PackFolder:
    if not settings.packs:
        raise SettingsError("packs: expected a folder of your own, which rules are promoted into")
    return PackFolder(settings.packs[-1])


def _print(entry: Promotion, language: Language) -> None:
    typer.echo(_what(entry, language))
    typer.echo(language.text("A running monitor judges by them after a reload (SIGHUP)."))


def _what(entry: Promotion, language: Language) -> str:
    rules = language.text(", ").join(f"{rule.id} {rule.before or '-'} → {rule.version or '-'}" for rule in entry.rules)
    said = language.text("Promoted by %(by)s: %(rules)s", by=entry.by, rules=rules)
    if entry.kind == "rollback":
        said = language.text("Rolled back by %(by)s: %(rules)s", by=entry.by, rules=rules)
    return f"{said} ({entry.note})" if entry.note else said
