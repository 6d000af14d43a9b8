"""`rules explain --text`: what is read in a text, and what moved the scorer."""

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.options import Lang
from api.cli.surroundings import language_for, scorer_of, settings_at
from monitor.language import Language
from rules.signals import Reading, Signal, SignalReader


def run(text: str, config: Path | None, lang: Lang | None) -> None:
    """Print the normal form of *text*, its label and what speaks for it, and each signal with its place and stance.

    Raises:
        ModelError: the model of the settings cannot be used.
    """
    settings = settings_at(config)
    language = language_for(lang, settings)
    scorer = scorer_of(settings)
    reader = SignalReader.builtin(settings.lexicons, settings.allow.allowance)
    reading = reader.read(text)
    label, probability = scorer.score(reading)
    console = Console(highlight=False)
    console.print(Text(language.text("Normal form: %(text)s", text=reading.normal)))
    console.print(
        Text(language.text("Label: %(label)s (probability of spam %(share)s)", label=label, share=f"{probability:.3f}"))
    )
    pushes = "  ".join(f"{push.what!r} {push.weight:+.2f}" for push in scorer.explain(reading))
    console.print(Text(language.text("Moved by: %(pushes)s", pushes=pushes), style="dim"))
    for each in reader.evidence(text):
        sign = language.text("tells of it") if each.weight > 0 else language.text("sells it")
        start, end = each.span
        console.print(Text(f"  {sign} {each.weight:+d}  {each.concept}: {text[start:end]}", style="dim"))
    console.print(_signals(reading, text, language) if reading.signals else Text(language.text("No signals.")))


def _signals(reading: Reading, text: str, language: Language) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    of_signals = (language.text("Signal"), language.text("Value"), language.text("Stance"))
    for heading in (*of_signals, language.text("Counts"), language.text("Place"), language.text("Words")):
        table.add_column(heading)
    for signal in reading.signals:
        table.add_row(*map(Text, _row(signal, text)))
    return table


def _row(signal: Signal, text: str) -> tuple[str, ...]:
    start, end = signal.span
    value = "" if signal.value is None else f"{signal.value} {signal.unit}".rstrip()
    counts = "✓" if signal.stance.scores else "✗"
    return signal.kind, value, signal.stance, counts, f"{start}-{end}", text[start:end]
