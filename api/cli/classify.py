"""`classify`: one label a line, in the order of the lines."""

import sys
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

import msgspec

from api.cli.lines import decoded, opened
from api.cli.surroundings import scorer_of, settings_at
from monitor.event import Text
from rules.scorer import Label, Scorer
from rules.signals import SignalReader


class Line(msgspec.Struct, frozen=True):
    """What a line brings."""

    text: Text


class ReadSignal(msgspec.Struct, frozen=True):
    """A signal as it is printed; `span` holds code-point offsets into the text."""

    kind: str
    value: float | str | None
    stance: str
    span: tuple[int, int]


class Classified(msgspec.Struct, frozen=True):
    """What is said of a text; `score` is how probably it is ham if it is labelled ham, else how probably it is not."""

    label: Label
    score: float
    signals: tuple[ReadSignal, ...]


class Unusable(msgspec.Struct, frozen=True):
    """Why a line cannot be classified."""

    error: str


def run(file: Path, config: Path | None) -> None:
    """Print the answer to each line of *file*; to those of the standard input (`-`) as soon as it is known.

    Raises:
        InputError: the file cannot be opened.
        ModelError: the model of the settings cannot be used.
    """
    settings = settings_at(config)
    reader, scorer = SignalReader.builtin(settings.lexicons, settings.allow.allowance), scorer_of(settings)
    is_live = str(file) == "-"
    encode = msgspec.json.Encoder().encode
    with opened(file) as stream:
        for answer in classified(stream, reader, scorer):
            sys.stdout.buffer.write(encode(answer) + b"\n")
            if is_live:
                sys.stdout.buffer.flush()


def classified(stream: BufferedReader, reader: SignalReader, scorer: Scorer) -> Iterator[Classified | Unusable]:
    """Yield one answer for every line, also for an empty or broken one."""
    for _, line in decoded(stream, Line, '{"text": "..."}'):
        yield Unusable(line) if isinstance(line, str) else classify(line.text, reader, scorer)


def classify(text: str, reader: SignalReader, scorer: Scorer) -> Classified:
    """Return the label of *text*, how surely, and the signals behind it."""
    reading = reader.read(text)
    label, probability = scorer.score(reading)
    signals = tuple(ReadSignal(each.kind, each.value, each.stance, each.span) for each in reading.signals)
    return Classified(label, round(1 - probability if label == "ham" else probability, 4), signals)
