"""How fast texts are read: `python -m tests.bench.text_speed [FOLDER]`, a folder of labelled JSON lines.

Every way in one run and in turns, in processor time, so that a busy machine hits all of them alike: ratios hold where
rates do not. Without a folder the project's own texts are read; the shipped model has seen those, so that its F1 on
them says little.
"""
# scikit-learn comes without types:
# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false

import argparse
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import fmean, median
from time import monotonic, process_time
from typing import Any, NamedTuple, cast

import numpy as np
from ahocorasick_rs import AhoCorasick
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from rules.scorer import ScoredReader, Scorer
from rules.scorer.measuring import measure
from rules.scorer.own import own_examples
from rules.scorer.ship import HELD_BACK
from rules.scorer.training import Labelled
from rules.signals import SignalReader
from rules.signals.disguises import BUILTIN
from rules.signals.disguises.table import Table
from rules.signals.normaliser import Normaliser
from tests.bench.__main__ import show
from tests.bench.measure import Row, Runs, seconds
from tests.bench.text_quality import ALL_SOURCES, Corpus

SHORT = 30  # characters of a typical message in a group (design)
TIMES = 10  # as fast as the pipeline, one message at a time: the aim
_random = Random  # repeatable; needs no secrecy


class Amounts(NamedTuple):
    """How much is done; `sizes` and `fuzzed` are characters of long texts and of fuzzed ones, `fuzzing` seconds."""

    words: int
    messages: int
    runs: int
    sizes: tuple[int, ...]
    fuzzed: int
    fuzzing: float


FULL = Amounts(50_000, 1_000, 5, (10_000, 100_000, 1_000_000, 10_000_000), 20_000, 20.0)  # public lists have 50k words


class Texts(NamedTuple):
    """What is learned from, and what is measured on."""

    learned: list[Labelled]
    measured: list[Labelled]

    @classmethod
    def read(cls, folder: Path | None) -> "Texts":
        """Read the held-back quarter of every training source in *folder*, else of the project's own texts."""
        if folder is not None:
            corpus = Corpus.read(folder)
            return cls(corpus.learned, [text for name in sorted(ALL_SOURCES) for text in corpus.measured.get(name, [])])
        own = own_examples()
        held = [zlib.crc32(text.text.encode()) % HELD_BACK == 0 for text in own]
        return cls(
            [text for text, back in zip(own, held, strict=True) if not back],
            [text for text, back in zip(own, held, strict=True) if back],
        )


class Pipeline:
    """A scikit-learn pipeline from texts to spam or ham."""

    def __init__(self, texts: Sequence[Labelled], *steps: object) -> None:
        """Fit *steps* to *texts*."""
        self._steps = cast("Any", make_pipeline)(*steps)
        self._steps.fit([text.text for text in texts], [text.label != "ham" for text in texts])

    def one(self, text: str) -> bool:
        """Return whether *text* is called spam."""
        return bool(self._steps.predict([text])[0])

    def all(self, texts: Sequence[str]) -> list[bool]:
        """Return which of *texts* are called spam."""
        return cast("list[bool]", self._steps.predict(texts).tolist())


def vector_machine(texts: Sequence[Labelled]) -> Pipeline:
    """Return characters 1-4 by TF-IDF under a linear support vector machine."""
    counted = cast("Any", TfidfVectorizer)(
        analyzer="char", ngram_range=(1, 4), min_df=2, max_features=500_000, sublinear_tf=True
    )
    return Pipeline(texts, counted, cast("Any", LinearSVC)(random_state=0))


def hashed_regression(texts: Sequence[Labelled]) -> Pipeline:
    """Return characters 1-3 by their hashes under logistic regression."""
    hashed = cast("Any", HashingVectorizer)(analyzer="char", ngram_range=(1, 3), n_features=2**20)
    return Pipeline(texts, hashed, cast("Any", LogisticRegression)(C=10.0, solver="liblinear", random_state=0))


def keywords(texts: Sequence[str], count: int) -> AhoCorasick:
    """Return *count* words of two to five characters, drawn as often as the characters of *texts* occur."""
    rng, characters = _random(1), "".join(texts)
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(rng.choices(characters, k=rng.randint(2, 5)))] = None
    return AhoCorasick(tuple(words))


class Ways:
    """Every way to judge a text, ours and others', by name."""

    def __init__(self, learned: Sequence[Labelled], words: AhoCorasick) -> None:
        """Load what ships, and fit the pipelines to *learned*."""
        self.reader, self.scorer = SignalReader.builtin(), Scorer.shipped()
        self.machine, self.regression = vector_machine(learned), hashed_regression(learned)
        self.one: dict[str, Callable[[str], object]] = {
            "normaliser": Normaliser(),
            "signals": self.reader.read,
            "signals, scored where they promote": ScoredReader(self.reader, self.scorer).read,
            "whole path: signals and score": self.whole,
            "Aho-Corasick, keyword list": lambda text: words.find_matches_as_indexes(text, overlapping=True),
            "TF-IDF 1-4 + LinearSVC": self.machine.one,
            "hashed 1-3 + logistic": self.regression.one,
        }

    def whole(self, text: str) -> bool:
        """Return whether *text* is called spam by what ships."""
        return self.scorer.score(self.reader.read(text)).label != "ham"

    def works(self, texts: Sequence[str]) -> dict[str, Callable[[], object]]:
        """Return what each way has to do: all of *texts*, one at a time, and in one go where that is another way."""
        readings = [self.reader.read(text) for text in texts]
        works: dict[str, Callable[[], object]] = {name: partial(_each, way, texts) for name, way in self.one.items()}
        works["score of what was read"] = lambda: [self.scorer.score(reading) for reading in readings]
        works["whole path, batched"] = lambda: list(map(self.whole, texts))
        works["TF-IDF 1-4 + LinearSVC, batched"] = lambda: self.machine.all(texts)
        works["hashed 1-3 + logistic, batched"] = lambda: self.regression.all(texts)
        return works


def _each(way: Callable[[str], object], texts: Sequence[str]) -> None:
    for text in texts:
        way(text)


def speed(ways: Ways, texts: Sequence[str], runs: int) -> Iterator[Row]:
    """Yield the messages a second of every way, and how many times as fast the whole path is."""
    works = ways.works(texts)
    taken = Runs(runs, works, process_time)
    path = "whole path: signals and score"
    for name in works:
        ratio = taken.ratio(name, path)
        aim, met = (f"{TIMES}x", ratio >= TIMES) if name == "TF-IDF 1-4 + LinearSVC" else ("", None)
        yield Row(name, f"{taken.rate(name, len(texts)):,.0f} messages/s, whole path {ratio:.2f}x", aim, met)


def quality(ways: Ways, texts: Sequence[Labelled]) -> Iterator[Row]:
    """Yield F1 and false alarms on *texts* of what ships, and of the pipelines."""
    plain = [text.text for text in texts]
    is_spam = np.array([text.label != "ham" for text in texts])
    called = {
        "whole path": [ways.whole(text) for text in plain],
        "TF-IDF 1-4 + LinearSVC": ways.machine.all(plain),
        "hashed 1-3 + logistic": ways.regression.all(plain),
    }
    found = {name: measure(name, is_spam, np.array(said, dtype=float)) for name, said in called.items()}
    best = max(each.f1 or 0.0 for each in found.values())
    for name, each in found.items():
        aim, met = ("best", (each.f1 or 0.0) >= best) if name == "whole path" else ("", None)
        yield Row(f"F1 of {name}", f"{each.f1}, FPR {each.false_positive_rate}", aim, met)


def growth(ways: Ways, texts: Sequence[str], sizes: Sequence[int]) -> Iterator[Row]:
    """Yield the time per character of ever longer texts, against that of the shortest."""
    text = "\n".join(texts)
    once: float | None = None
    for size in sizes:
        long = "".join(islice(cycle(text), size))
        each = median(
            seconds(partial(ways.whole, long), process_time) for _ in range(3 if size <= sizes[0] * 10 else 1)
        )
        each /= size
        once = once or each
        yield Row(f"{size:,} characters", f"{1e6 * each:.2f} us a character, {each / once:.2f}x", "1x", each < 2 * once)


class Shape(NamedTuple):
    """What a fuzzed text repeats, and what reading it costs."""

    cost: float  # seconds a character
    unit: str


def fuzz(ways: Ways, texts: Sequence[str], size: int, budget: float) -> Iterator[Row]:
    """Yield the costliest texts that change and chance find in *budget* seconds, and how their cost grows."""
    rng, end = _random(2), monotonic() + budget
    pieces = _pieces(texts)
    worst: list[Shape] = []
    tried = 0
    while monotonic() < end:
        unit = _changed(rng.choice(worst).unit, pieces, rng) if worst and rng.random() < 0.6 else _drawn(pieces, rng)
        tried += 1
        worst = sorted({*worst, Shape(_cost(ways, unit, size), unit)}, reverse=True)[:8]
    yield Row("fuzzed texts", f"{tried:,} of {size:,} characters")
    for shape in worst[:3]:
        longer = _cost(ways, shape.unit, 4 * size) / _cost(ways, shape.unit, size)
        yield Row(
            repr(shape.unit)[:60],
            f"{1e6 * shape.cost:.1f} us a character; 4 times as long {longer:.2f}x",
            "1x",
            longer < 2,
        )


def _pieces(texts: Sequence[str]) -> list[str]:
    table = Table.read(BUILTIN)
    slang = [spelling for entry in table.words for spelling in entry.spellings()]
    return [*slang, *table.signs, *"0123456789 .,-_+:;@/()%$“”\n?!。aаяλ一零\u200b❤", *(text[:12] for text in texts)]


def _drawn(pieces: Sequence[str], rng: Random) -> str:
    return "".join(rng.choices(pieces, k=rng.randint(1, 5)))


def _changed(unit: str, pieces: Sequence[str], rng: Random) -> str:
    at = rng.randint(0, len(unit))
    return unit[:at] + rng.choice(pieces) + unit[at + rng.randint(0, 2) :]


def _cost(ways: Ways, unit: str, size: int) -> float:
    text = unit * max(1, size // len(unit))
    return min(seconds(lambda: ways.whole(text), process_time) for _ in range(2)) / len(text)


def tables(texts: Texts, amounts: Amounts) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield each table by its title."""
    plain = [text.text for text in texts.measured]
    ways = Ways(texts.learned, keywords(plain, amounts.words))
    short = [text for text in plain if len(text) <= SHORT]
    for name, of in (("messages", plain), (f"messages of up to {SHORT} characters", short)):
        sample = _random(0).sample(of, min(amounts.messages, len(of)))
        length = f"{len(sample):,} {name}, {fmean(map(len, sample)):.0f} characters on average"
        yield f"Messages a second: {length}", speed(ways, sample, amounts.runs)
    yield f"Told apart: {len(plain):,} held-back texts", quality(ways, texts.measured)
    yield "Longer texts", growth(ways, plain, amounts.sizes)
    yield "The costliest texts found", fuzz(ways, plain[: amounts.messages], amounts.fuzzed, amounts.fuzzing)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.text_speed", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="labelled JSON lines: text, label, cluster")
    for title, figures in tables(Texts.read(parser.parse_args(arguments).folder), FULL):
        show(title, list(figures))


if __name__ == "__main__":
    main()
