"""How well texts are told apart: `python -m tests.bench.text_quality [FOLDER]`, a folder of labelled JSON lines.

Three ways on texts that nothing was trained on: by signals alone, by pieces of text alone, and by both, which is what
ships. Of the sources that train the shipped model a quarter of the clusters is held back; the others are communities
that nobody trained on. Then every training source left out in turn, and what 100 and 500 labels of a community add.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table as Page

from rules.scorer import Model, Scorer
from rules.scorer.adapting import adapt
from rules.scorer.features import hints, pieces, view
from rules.scorer.measuring import measure, recall_at
from rules.scorer.model import Measure
from rules.scorer.own import own_examples
from rules.scorer.scorer import DECIDED
from rules.scorer.ship import FREE, is_held_back, read_source
from rules.scorer.table import Floats, Line, Table, fit, probabilities
from rules.scorer.training import RAREST, STRENGTH, TRUST_IN_HINTS, Labelled, voices
from rules.scorer.votes import Vote
from rules.signals import SignalReader

DATA = Path(__file__).parents[3] / "shared" / "data" / "text"
CHATS = ("zh_tg_live_mix", "zh_im_chineseharm", "zh_qq_mc")
LABELS = (100, 500)
POOL = 1000  # texts of a community from which labels are drawn; the others are measured on
ALL_SOURCES = frozenset(source.file for source in FREE)


class Corpus(NamedTuple):
    """The texts to learn from, and those to measure on by source."""

    learned: list[Labelled]
    measured: dict[str, list[Labelled]]

    @classmethod
    def read(cls, folder: Path) -> "Corpus":
        """Read every source in *folder*."""
        learned, measured = own_examples(), dict[str, list[Labelled]]()
        for path in sorted(folder.glob("*.jsonl")):
            for line in read_source(path):
                text = Labelled(line.text, line.label, path.stem)
                if path.stem in ALL_SOURCES and not is_held_back(line):
                    learned.append(text)
                else:
                    measured.setdefault(path.stem, []).append(text)
        return cls(learned, measured)


def truth(texts: Sequence[Labelled]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which of *texts* are not ham."""
    return np.array([text.label != "ham" for text in texts])


class Ways:
    """The three ways to tell texts apart, as tables over all texts and what is fitted to some of them."""

    def __init__(self, corpus: Corpus, reader: SignalReader) -> None:
        """Read every text of *corpus* once."""
        texts = [*corpus.learned, *(text for source in corpus.measured.values() for text in source)]
        readings = [reader.read(text.text) for text in texts]
        count = len(corpus.learned)
        in_pieces = Table.of([pieces(view(reading.normal)) for reading in readings], RAREST, count)
        in_hints = Table.of([list(hints(reading)) for reading in readings], RAREST, count).times(TRUST_IN_HINTS)
        self.tables = {"signals": in_hints, "pieces": in_pieces, "both": in_pieces.beside(in_hints)}
        self._texts = texts
        self._learned = count
        self._weight = voices(corpus.learned)

    def fit(self, way: str, without: str = "") -> Line:
        """Return what is learned in one way from all groups but *without*."""
        rows = [at for at in range(self._learned) if self._texts[at].group != without]
        is_spam = truth([self._texts[at] for at in rows])
        return fit(self.tables[way].rows(rows), is_spam, STRENGTH, self._weight[rows])

    def probability(self, way: str, line: Line, source: str) -> Floats:
        """Return what *line* says of the texts measured of *source*."""
        rows = [at for at, text in enumerate(self._texts) if text.group == source and at >= self._learned]
        return probabilities(line.odds(self.tables[way].rows(rows)))


def figures(found: Measure) -> str:
    """Return the figures of one measure as they are printed: precision, recall, F1, false alarms, calibration."""
    if found.f1 is None:
        return f"FPR {found.false_positive_rate or 0:.2%}"
    parts = (
        *(("P", found.precision), ("R", found.recall), ("F1", found.f1), ("FPR", found.false_positive_rate)),
        *(("R@1%", found.recall_at_1_percent), ("R@.1%", found.recall_at_01_percent)),
    )
    said = [
        f"{name} {value:.2%}" if name == "FPR" else f"{name} {value:.3f}" for name, value in parts if value is not None
    ]
    return " ".join((*said, f"ECE {found.calibration_error:.3f}"))


def by_source(corpus: Corpus, ways: Ways, shipped: Callable[[str], float]) -> Iterator[tuple[str, ...]]:
    """Yield each source with its figures: by signals alone, by pieces alone, and by the shipped model."""
    lines = {way: ways.fit(way) for way in ("signals", "pieces")}
    said = {source: np.array([shipped(text.text) for text in texts]) for source, texts in corpus.measured.items()}
    for source, texts in corpus.measured.items():
        alone = [figures(measure(source, truth(texts), ways.probability(way, lines[way], source))) for way in lines]
        kind = "held back" if source in ALL_SOURCES else "unseen"
        yield f"{source} ({kind}, {len(texts)})", *alone, figures(measure(source, truth(texts), said[source]))
    chats = [source for source in CHATS if source in said]
    if chats:
        together = np.concatenate([truth(corpus.measured[source]) for source in chats])
        probability = np.concatenate([said[source] for source in chats])
        recalls = " ".join(f"R@{rate:.1%} {recall_at(rate, together, probability):.3f}" for rate in (0.005, 0.001))
        yield f"chats together ({len(together)})", "", "", f"{figures(measure('', together, probability))} {recalls}"


def left_out(corpus: Corpus, ways: Ways) -> Iterator[tuple[str, str]]:
    """Yield each training source with the figures of a line that learned from all others."""
    for source in sorted(ALL_SOURCES & corpus.measured.keys()):
        line = ways.fit("both", without=source)
        found = measure(source, truth(corpus.measured[source]), ways.probability("both", line, source))
        yield source, figures(found)


def adapted(corpus: Corpus, reader: SignalReader) -> Iterator[tuple[str, ...]]:
    """Yield each unseen community with the figures after 100 and 500 of its labels."""
    package = [Vote(each.text, each.label != "ham") for each in own_examples()]
    for source, texts in corpus.measured.items():
        if source in ALL_SOURCES or len(texts) < 2 * POOL or truth(texts).all() or not truth(texts).any():
            continue
        shuffled = Random(0).sample(texts, len(texts))  # noqa: S311 - a sample needs no secrecy
        votes = [Vote(text.text, text.label != "ham") for text in shuffled[: max(LABELS)]]
        rest = shuffled[POOL:]
        found: list[str] = []
        for count in LABELS:
            scorer = Scorer(adapt(Model.load(), votes[:count], package, reader.read, "").model)
            probability = np.array([scorer.score(reader.read(text.text)).probability for text in rest])
            found.append(figures(measure(source, truth(rest), probability)))
        yield source, *found


def not_ours(folder: Path, shipped: Callable[[str], float]) -> Mapping[str, float]:
    """Return which share of abuse, political and rumour texts is called spam."""
    shares: dict[str, list[bool]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in read_source(path, frozenset({"abuse", "political", "rumor"})):
            shares.setdefault(f"{path.stem} {line.label}", []).append(shipped(line.text) >= DECIDED)
    return {name: sum(called) / len(called) for name, called in shares.items()}


def show(title: str, headings: Sequence[str], rows: Iterator[tuple[str, ...]]) -> None:
    """Print *rows* as a table, each as soon as it is known where that takes long."""
    page = Page(*headings, title=title, show_lines=True)
    for row in rows:
        page.add_row(*row)
    Console(width=200).print(page)


def main(folder: Path) -> None:
    """Print every figure, or say that there is nothing to measure on."""
    if not any(folder.glob("*.jsonl")):
        print(f"{folder}: no labelled texts here; nothing is measured")
        return
    reader, scorer = SignalReader.builtin(), Scorer.shipped()

    def shipped(text: str) -> float:
        return scorer.score(reader.read(text)).probability

    corpus = Corpus.read(folder)
    ways = Ways(corpus, reader)
    show("Told apart", ("source", "signals alone", "pieces alone", "shipped: both"), by_source(corpus, ways, shipped))
    shares = ((name, f"{share:.2%}") for name, share in not_ours(folder, shipped).items())
    show("Called spam, though it is not ours to judge", ("texts", "share"), shares)
    show("Training sources left out in turn", ("source", "figures"), left_out(corpus, ways))
    show("Unseen communities, adapted", ("source", *(f"{count} labels" for count in LABELS)), adapted(corpus, reader))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
