"""What the scorer has learned, in one file with the card that says from what and how well."""

import hashlib
import math
from pathlib import Path
from typing import Literal

import msgspec

from rules.errors import RulesError

Label = Literal["ham", "ad", "fraud", "gambling", "porn", "loan", "fake_docs"]
SHIPPED = Path(__file__).parent / "shipped.model"
FORMAT = 1


class ModelError(RulesError):
    """A model file cannot be used."""


class Source(msgspec.Struct, frozen=True):
    """Texts that a model was trained on."""

    name: str
    licence: str
    texts: int


class Measure(msgspec.Struct, frozen=True):
    """How well a model did on texts it was not trained on; shares are 0..1, None where a class is missing."""

    on: str
    texts: int
    precision: float | None
    recall: float | None
    f1: float | None
    false_positive_rate: float | None
    recall_at_1_percent: float | None  # of the ham called spam; and at 0.1 %
    recall_at_01_percent: float | None
    calibration_error: float


class Card(msgspec.Struct, frozen=True):
    """What should be known of a model before it is trusted."""

    about: str
    date: str  # ISO 8601
    sources: tuple[Source, ...] = ()
    measures: tuple[Measure, ...] = ()
    limits: tuple[str, ...] = ()
    parent: str = ""  # digest of the model this one was adapted from


class Weights(msgspec.Struct, frozen=True):
    """Weights of one decision, in log odds: of each piece (steps of `step`, one signed byte each) and each hint."""

    bias: float
    step: float
    pieces: bytes
    hints: dict[str, float]

    def of_pieces(self) -> list[float]:
        """Return the weight of every piece, in the order of the model's pieces."""
        return [self.step * number for number in memoryview(self.pieces).cast("b")]


class _Header(msgspec.Struct, frozen=True):
    """What every version of a model file tells first: by which version it can be read."""

    format: int = FORMAT


class Model(msgspec.Struct, frozen=True):
    """Pieces of text with their weights: `spam` decides between ham and the rest, `topics` among the rest."""

    card: Card
    pieces: tuple[str, ...]
    spam: Weights
    topics: dict[Label, Weights]
    format: int = FORMAT

    def save(self, path: Path) -> None:
        """Write the model to *path*; who reads it at the same time sees the old or the new one, never half of it.

        Raises:
            ModelError: it cannot be written there.
        """
        beside = path.with_name(path.name + ".new")
        try:
            beside.write_bytes(msgspec.msgpack.encode(self))
            beside.replace(path)
        except OSError as error:
            raise ModelError(f"{path}: {error.strerror}") from error

    @classmethod
    def load(cls, path: Path = SHIPPED) -> "Model":
        """Read the model at *path*.

        Raises:
            ModelError: there is none, or it is damaged or of another format.
        """
        try:
            content = path.read_bytes()
            written = msgspec.msgpack.decode(content, type=_Header).format
            if written != FORMAT:
                raise ModelError(f"{path}: format {written}, expected {FORMAT}; train it again with this version")
            model = msgspec.msgpack.decode(content, type=cls)
        except OSError as error:
            raise ModelError(f"{path}: {error.strerror}") from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise ModelError(f"{path}: not a model: {error}; expected a file that `groupwarden train` wrote") from error
        if not model.is_whole:
            raise ModelError(f"{path}: damaged: weights and pieces do not match")
        return model

    @property
    def is_whole(self) -> bool:
        """Whether every weight is a number, and every decision has one for each piece."""
        decisions = (self.spam, *self.topics.values())
        sizes = {len(weights.pieces) for weights in decisions}
        finite = all(
            map(math.isfinite, (n for each in decisions for n in (each.bias, each.step, *each.hints.values())))
        )
        return (
            bool(self.topics)
            and "ham" not in self.topics
            and all(self.pieces)
            and sizes == {len(self.pieces)}
            and finite
        )

    @property
    def digest(self) -> str:
        """The first 12 hex digits of the SHA-256 of what was learned: the model's name in logs and cards."""
        return hashlib.sha256(msgspec.msgpack.encode((self.pieces, self.spam, self.topics))).hexdigest()[:12]
