"""Campaigns on messages of your own: python -m tests.bench.campaigns FOLDER, or with the folder in TEXTS.

FOLDER holds JSON lines with `text` and `label`; everything but ham and what is no advertisement is taken.
"""

import os
import random
import sys
import tracemalloc
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from monitor.campaigns.board import MOST_KEPT, CampaignBoard
from monitor.campaigns.fingerprint import LONGEST, SHORTEST, Fingerprints, units
from monitor.campaigns.sighting import Sighting
from monitor.campaigns.variants import Variants
from monitor.clock import DAY, SECOND
from monitor.findings import Proof
from monitor.panel import Panel
from rules.signals.normaliser import Normaliser
from tests.bench.__main__ import show
from tests.bench.measure import Row, seconds

POSITIVE = frozenset({"spam", "ad", "fraud", "gambling", "porn", "loan", "fake_docs"})
SAMPLE = 8_000  # texts compared each with each
RATE = 8_900  # messages a second: MinHash-LSH with exact verification, as measured for the design
KEY = b"a key for measurements"


class Line(msgspec.Struct):
    """One labelled message."""

    text: str
    label: str


def read(folder: Path) -> list[str]:
    """Return the normal forms of the promotional messages in *folder*, in an order that is the same every time."""
    normalise, decode = Normaliser(), msgspec.json.Decoder(Line).decode
    lines = (decode(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_bytes().splitlines())
    texts = [normalise(line.text).text for line in lines if line.label in POSITIVE]
    random.Random(1).shuffle(texts)  # noqa: S311 - repeatable
    return texts


def figures(texts: Sequence[str]) -> list[Row]:
    """Return every figure about *texts*."""
    return [*quality(texts[:SAMPLE]), *speed(texts), *memory(texts)]


def quality(texts: Sequence[str]) -> list[Row]:
    """Compare the pairs that are found with those that comparing every text with every other finds, unit by unit."""
    fingerprints, prints = Fingerprints(KEY), dict[bytes, frozenset[str]]()
    for text in texts:
        if fingerprint := fingerprints.of(text):
            prints.setdefault(fingerprint, frozenset(units(text)))
    exact = set(_near(prints))
    variants = Variants()
    found = {frozenset((text, other)) for text in map(variants.add, prints) for other in variants.similar(text)}
    short = {pair for pair in exact if all(len(prints[one]) <= LONGEST for one in pair)}
    recall, precision = _share(exact & found, exact), _share(exact & found, found)
    return [
        Row("near-duplicate pairs in the sample", f"{len(exact):,} of {len(prints):,} different texts"),
        Row("recall against exact Jaccard 0.9", f"{recall:.4f}", "1.00", recall >= 0.995),
        Row(f"the same up to {LONGEST} units", f"{_share(short & found, short):.4f}"),
        Row("precision against exact Jaccard 0.9", f"{precision:.4f}", "1.00", precision >= 0.995),
    ]


def speed(texts: Sequence[str]) -> list[Row]:
    """Measure fingerprints alone, and the whole way from a normal form to judged campaigns."""
    fingerprints = Fingerprints(KEY)
    making = seconds(lambda: [fingerprints.of(text) for text in texts])
    panel = Panel.load()
    judging = seconds(lambda: judged(texts, panel))
    panel.engine.close()
    rate = len(texts) / judging
    kept = sum(len(units(text)) >= SHORTEST for text in texts) / len(texts)
    return [
        Row("texts long enough to be told apart", f"{kept:.1%}"),
        Row("fingerprints", f"{len(texts) / making:,.0f} messages/s"),
        Row("fingerprints, variants and campaigns", f"{rate:,.0f} messages/s", f"at least {RATE:,}", rate >= RATE),
    ]


def memory(texts: Sequence[str]) -> list[Row]:
    """Measure what a board holds on to for each message; one message a second, none is forgotten in between."""
    panel = Panel.load()
    tracemalloc.start()
    board = judged(texts, panel)
    held = tracemalloc.get_traced_memory()[0] / max(1, len(board)) / 2**20
    tracemalloc.stop()
    panel.engine.close()
    return [
        Row("memory of a million messages, were they kept", f"{held * 1e6:,.0f} MiB"),
        Row(f"memory of the {MOST_KEPT:,} that are", f"{held * MOST_KEPT:,.0f} MiB"),
    ]


def judged(texts: Sequence[str], panel: Panel) -> CampaignBoard:
    """Return a board that has seen *texts* over two days in ten groups, each from somebody else."""
    board = CampaignBoard(panel)
    step = min(SECOND, 2 * DAY // max(1, len(texts)))
    for sightings in _batches(texts, step):
        board.add(sightings)
        board.review()
    return board


def _batches(texts: Sequence[str], step: int, size: int = 500) -> Iterator[list[Sighting]]:
    fingerprints = Fingerprints(KEY)
    for start in range(0, len(texts), size):
        numbered = enumerate(texts[start : start + size], start=start)
        made = ((number, fingerprints.of(text)) for number, text in numbered)
        yield [
            Sighting(10 * DAY + number * step, f"g{number % 10}", f"e{number}", f"a{number}", fingerprint, Proof(""))
            for number, fingerprint in made
            if fingerprint
        ]


def _near(prints: Mapping[bytes, frozenset[str]]) -> Iterator[frozenset[bytes]]:
    """Yield every pair at Jaccard 0.9; none whose sizes are further apart than that can be one."""
    ordered = sorted(prints, key=lambda text: len(prints[text]))
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if len(prints[other]) * 9 > len(prints[one]) * 10:
                break
            if _jaccard(prints[one], prints[other]) >= 0.9:
                yield frozenset((one, other))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def _share(part: set[frozenset[bytes]], whole: set[frozenset[bytes]]) -> float:
    return len(part) / len(whole) if whole else 1.0


def main(arguments: Sequence[str]) -> None:
    """Print the figures, or say what is missing."""
    folder = Path(arguments[0] if arguments else os.environ.get("TEXTS", ""))
    if not any(folder.glob("*.jsonl")):
        sys.stdout.write(f"skipped: no JSON lines in {folder}; give a folder\n")
        return
    show("Campaigns on this machine", figures(read(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
