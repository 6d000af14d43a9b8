"""`train`: fit the scorer to a deployment by the labels of its own moderators."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text as Words

from api.cli.lines import InputError, decoded, opened
from api.cli.options import Lang
from api.cli.surroundings import language_for, settings_at
from monitor.errors import MonitorError
from monitor.event import Text
from monitor.language import Language
from rules.scorer import Label, Model
from rules.scorer.adapting import Adaptation, adapt
from rules.scorer.model import Measure
from rules.scorer.own import own_examples
from rules.scorer.votes import Vote
from rules.signals import SignalReader

DEFAULT = Path("scorer.model")
MOST_FAULTS = 20
SHOWN, SHORT = 5, 60  # surprising texts that are shown, and characters of each
_EXPECTED = '{"text": "...", "label": "ham"}, or another label: ad, fraud, gambling, porn, loan, fake_docs, spam'


class NoEarlierModel(MonitorError):  # noqa: N818 - the name says what it is
    """There is nothing to go back to."""


class Line(msgspec.Struct, frozen=True):
    """A text, what somebody calls it, and who."""

    text: Text
    label: Label | Literal["spam"]
    by: str = ""


def run(files: Sequence[Path], into: Path | None, config: Path | None, lang: Lang | None) -> bool:
    """Fit the shipped model to the labels in *files*; return whether it became better and was written.

    Raises:
        InputError: a file cannot be opened, or a line cannot be used.
        TooFewLabels: the labels do not suffice.
        ModelError: what stands at the model's place is none, or nothing can be written there.
    """
    settings = settings_at(config)
    target = into or settings.scorer or DEFAULT
    say = language_for(lang, settings)
    votes = list(_votes(files))
    shipped = Model.load()
    earlier = Model.load(target) if target.exists() else shipped
    console = Console(highlight=False)
    learning = say.plural("learning from %(count)s label", "learning from %(count)s labels", len(votes))
    with Console(stderr=True).status(learning):
        adapted = adapt(
            shipped,
            votes,
            (Vote(each.text, each.label != "ham") for each in own_examples()),
            SignalReader.builtin(settings.lexicons).read,
            datetime.now(UTC).date().isoformat(),
        )
    _print(adapted, console, say)
    if not adapted.is_better:
        console.print(say.text("Not written: the model would not do better here without doing worse elsewhere."))
        return False
    earlier.save(_before(target))
    adapted.model.save(target)
    console.print(
        say.text(
            "Written: %(file)s, model %(digest)s. In use once the settings name it (`scorer:`) and the server is "
            "started anew; `groupwarden train --roll-back` returns to the one before.",
            file=str(target),
            digest=adapted.model.digest,
        )
    )
    return True


def roll_back(into: Path | None, config: Path | None, lang: Lang | None) -> None:
    """Put the model before the last training back in its place.

    Raises:
        NoEarlierModel: there is none.
    """
    settings = settings_at(config)
    target = into or settings.scorer or DEFAULT
    before = _before(target)
    if not before.exists():
        raise NoEarlierModel(f"{before}: there is no earlier model to go back to")
    earlier = Model.load(before)
    before.replace(target)
    say = language_for(lang, settings)
    Console(highlight=False).print(
        say.text("%(file)s is model %(digest)s again.", file=str(target), digest=earlier.digest)
    )


def _before(target: Path) -> Path:
    return target.with_name(target.name + ".before")


def _votes(files: Iterable[Path]) -> Iterator[Vote]:
    faults: list[str] = []
    for file in files:
        with opened(file) as stream:
            for number, line in decoded(stream, Line, _EXPECTED):
                if isinstance(line, Line):
                    yield Vote(line.text, line.label != "ham", line.by)
                elif len(faults) < MOST_FAULTS:
                    faults.append(f"{file}: line {number}: {line}")
    if faults:
        raise InputError("\n".join(faults))


def _print(adapted: Adaptation, console: Console, say: Language) -> None:
    for each in adapted.contradicted:
        console.print(
            say.plural(
                "Left out: %(count)s label by %(by)s; the labels of all others contradict it (%(share)s agree).",
                "Left out: %(count)s labels by %(by)s; the labels of all others contradict them (%(share)s agree).",
                each.labels,
                by=", ".join(sorted(each.names)) or "?",
                share=say.percent(each.agreement),
            )
        )
    if adapted.surprising:
        count = len(adapted.surprising)
        console.print(
            say.plural(
                "One text labelled ham looked surely like spam before. Is the label right?",
                "%(count)s texts labelled ham looked surely like spam before. Are the labels right?",
                count,
            )
        )
        for text in adapted.surprising[:SHOWN]:
            console.print(Words(f"  │ {text[:SHORT]}"), style="dim")
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    headings = ("", say.text("Texts"), say.text("Precision"), say.text("Recall"), "F1", say.text("False alarms"))
    for heading in headings:
        table.add_column(heading, justify="left" if not heading else "right")
    before, after = say.text("before"), say.text("after")
    for name, measures in ((say.text("here"), adapted.here), (say.text("elsewhere"), adapted.elsewhere)):
        for when, measure in zip((before, after), measures, strict=True):
            table.add_row(*map(Words, _row(f"{name}, {when}", measure, say)))
    console.print(table)


def _row(name: str, measure: Measure, say: Language) -> tuple[str, ...]:
    shares = (measure.precision, measure.recall, measure.f1, measure.false_positive_rate)
    return (name, say.number(measure.texts), *("" if share is None else say.percent(share) for share in shares))
