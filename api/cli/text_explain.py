"""`rules explain --text`: what is read in a text."""

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.options import Lang
from api.cli.surroundings import language_for, settings_at
from rules.signals import Signal, SignalReader, label


def run(text: str, config: Path | None, lang: Lang | None) -> None:
    """Print the normal form of *text*, its label, and each signal with its place and stance."""
    say = language_for(lang, settings_at(config)).text
    reading = SignalReader.builtin().read(text)
    name, score = label(reading)
    console = Console(highlight=False)
    console.print(Text(say("Normal form: %(text)s", text=reading.normal)))
    console.print(Text(say("Label: %(label)s (%(score)s)", label=name, score=f"{score:g}")))
    if not reading.signals:
        console.print(Text(say("No signals.")))
        return
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for heading in (say("Signal"), say("Value"), say("Stance"), say("Counts"), say("Place"), say("Words")):
        table.add_column(heading)
    for signal in reading.signals:
        table.add_row(*map(Text, _row(signal, text)))
    console.print(table)


def _row(signal: Signal, text: str) -> tuple[str, ...]:
    start, end = signal.span
    value = "" if signal.value is None else f"{signal.value} {signal.unit}".rstrip()
    counts = "✓" if signal.stance.scores else "✗"
    return signal.kind, value, signal.stance, counts, f"{start}-{end}", text[start:end]
