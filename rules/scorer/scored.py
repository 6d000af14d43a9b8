"""Readings with the learned score among their signals."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from rules.scorer.model import SHIPPED, Model
from rules.scorer.scorer import Scorer
from rules.signals import Reading, Signal, SignalReader, Stance
from rules.signals.allowed import Allowance


class ScoredReader:
    """Reads like `SignalReader`; where something is promoted, the learned score is one more signal.

    Alone it says nothing: it strengthens what was read in words, and spares the time for all other messages.
    """

    def __init__(self, reader: SignalReader, scorer: Scorer) -> None:
        """Score what *reader* reads by *scorer*."""
        self._reader = reader
        self._scorer = scorer

    @classmethod
    def load(
        cls, model: Path | None = None, lexicons: Iterable[Path] = (), allow: Allowance | None = None
    ) -> "ScoredReader":
        """Return a reader of the shipped words and those in *lexicons* that scores by *model*, else the shipped one.

        What is in *allow* is not read.

        Raises:
            ModelError: the model cannot be used.
            LexiconError: entries of *lexicons* are wrong.
        """
        return cls(SignalReader.builtin(lexicons, allow), Scorer(Model.load(model or SHIPPED)))

    def read(self, text: str, *, quoted: str | None = None, forwarded: bool = False, notice: bool = False) -> Reading:
        """Return what `SignalReader.read` returns, and the score over the whole text if it is called spam."""
        reading = self._reader.read(text, quoted=quoted, forwarded=forwarded, notice=notice)
        if not any(signal.stance == Stance.promote for signal in reading.signals):
            return reading
        label, probability = self._scorer.score(reading)
        if label == "ham":
            return reading
        scored = Signal("scored", (0, len(text)), Stance.promote, round(probability, 4), label)
        return msgspec.structs.replace(reading, signals=(scored, *reading.signals))
