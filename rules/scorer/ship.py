"""Makes the shipped model: `python -m rules.scorer.ship FOLDER`, a folder of JSON lines of labelled texts.

Each line holds `text`, `label` and `cluster` (texts that are near-duplicates share one). A quarter of each source's
clusters is held back, to be measured on. The same files give the same model on the same machine.
"""

import sys
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, get_args

import msgspec
import numpy as np

from rules.scorer.measuring import measure
from rules.scorer.model import SHIPPED, Card, Label, Measure, Model, Source
from rules.scorer.own import own_examples
from rules.scorer.scorer import Scorer
from rules.scorer.training import Labelled, learn
from rules.signals import SignalReader

HELD_BACK = 4  # one cluster in so many
ABOUT = "how much a chat message in Chinese, English or Russian looks like spam, and of which kind"
LIMITS = (
    "One signal among others: no rule above low rests on it alone.",
    "A community unlike all of the sources is judged worse than they are; `groupwarden train` fits it to one.",
    "It sees one message, not its author, its context or its picture.",
    "Labels of the free sources are noisy: some advertisements are marked ham, and the other way round.",
)
OURS = frozenset({"spam", *get_args(Label)})  # spam: its kind is not told


class _Free(NamedTuple):
    """A source whose licence or wish lets weights learned from it be given away."""

    file: str
    about: str
    licence: str


FREE = (
    _Free("zh_qq_mc", "QQ group chat, ADDetector4J", "MIT"),
    _Free("zh_social_cold", "Weibo and Zhihu posts, COLDataset (Deng et al., EMNLP 2022)", "Apache-2.0"),
    _Free("zh_sms_80w", "800,000 SMS", "none; weights only"),
    _Free("zh_sms_fbs", "SMS of false base stations, FBS_SMS_Dataset (Zhang et al., CCS 2020)", "cite; weights only"),
    _Free("zh_weibo_ced", "microblogs, CED dataset (Song et al., TKDE 2019)", "cite; weights only"),
    _Free("ru_tg_umputun", "Telegram, samples of tg-spam", "MIT"),
    _Free("en_sms_uci", "UCI SMS Spam Collection", "CC BY 4.0"),
    _Free("en_yt_uci", "UCI YouTube Spam Collection", "CC BY 4.0"),
    _Free("en_x_janitr", "posts on X, Janitr", "MIT"),
)


class Line(msgspec.Struct):
    """A line of a source."""

    text: str
    label: str
    cluster: str


def read_source(path: Path, labels: frozenset[str] = OURS) -> Iterator[Line]:
    """Yield the lines of *path* with one of *labels*; abuse, politics and rumours are not ours to judge."""
    decode = msgspec.json.Decoder(Line).decode
    with path.open("rb") as stream:
        yield from (line for line in map(decode, stream) if line.label in labels)


def is_held_back(line: Line) -> bool:
    """Return whether *line* is for measuring, not for learning."""
    return zlib.crc32(line.cluster.encode()) % HELD_BACK == 0


def ship(folder: Path, date: str, sources: Sequence[_Free] = FREE) -> Model:
    """Return the model that *sources*, files in *folder*, and our own texts teach, with its card."""
    reader = SignalReader.builtin()
    lines = {source.file: list(read_source(folder / f"{source.file}.jsonl")) for source in sources}
    examples = own_examples()
    used = [Source("written for this project, synthetic", "Apache-2.0", len(examples))]
    for source in sources:
        learned = [
            Labelled(line.text, line.label, source.file) for line in lines[source.file] if not is_held_back(line)
        ]
        used.append(Source(source.about, source.licence, len(learned)))
        examples += learned
    learned_model = Model(Card(ABOUT, date), *learn(examples, reader.read))
    scorer = Scorer(learned_model)
    measures = tuple(
        _measured(source.about, [line for line in lines[source.file] if is_held_back(line)], scorer, reader)
        for source in sources
    )
    card = Card(ABOUT, date, tuple(used), measures, LIMITS)
    return msgspec.structs.replace(learned_model, card=card)


def _measured(name: str, lines: Sequence[Line], scorer: Scorer, reader: SignalReader) -> Measure:
    probability = np.array([scorer.score(reader.read(line.text)).probability for line in lines])
    return measure(name, np.array([line.label != "ham" for line in lines]), probability)


if __name__ == "__main__":
    model = ship(Path(sys.argv[1]), datetime.now(UTC).date().isoformat())
    model.save(SHIPPED)
    print(f"{SHIPPED}: model {model.digest}, {len(model.pieces)} pieces")
