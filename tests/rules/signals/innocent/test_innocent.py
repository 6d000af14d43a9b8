"""What only looks like an offer is left alone: by the signals, and by the learned score."""

from pathlib import Path
from typing import cast

import pytest
import yaml

from rules.scorer import Scorer
from rules.scorer.examples import read_corpus
from rules.signals import Reading, SignalReader, Stance
from rules.signals.signal import Kind

TEXTS = cast(
    "dict[str, list[str]]", yaml.safe_load(Path(__file__).with_name("innocent.yaml").read_text(encoding="utf-8"))
)
ACCUSING: frozenset[Kind] = frozenset(
    {
        *("yield", "guarantee", "entry_fee", "crypto_deposit", "story", "commission", "headcount", "ranks", "hype"),
        *("terms", "rate_hike", "migration", "recovery"),
        *("earnings", "task_rebate", "safe_account", "screen_share", "credit_pretext", "insider_tip"),
        *("account_rental", "data_trade", "gambling", "porn", "loan", "fake_docs", "ad"),
        *("restricted_goods", "induced_sharing", "testimonial"),
    }
)
SHARE = 0.01
SHARE_SCORED = 0.025  # measured with the shipped model, which trained on none of them: 0.021; the aim is SHARE


@pytest.fixture(scope="module")
def readings(reader: SignalReader) -> dict[str, Reading]:
    return {text: reader.read(text) for texts in TEXTS.values() for text in texts}


def test_none_of_them_trains_the_scorer() -> None:
    texts = [text for texts in TEXTS.values() for text in texts]
    assert len(set(texts)) == len(texts) >= 300
    assert {example.text for example in read_corpus()}.isdisjoint(texts)


def test_hardly_any_carries_a_signal_of_an_offer(readings: dict[str, Reading]) -> None:
    flagged = {
        text: [signal.kind for signal in reading.signals]
        for text, reading in readings.items()
        if any(signal.stance == Stance.promote and signal.kind in ACCUSING for signal in reading.signals)
    }
    assert len(flagged) <= SHARE * len(readings), flagged


def test_few_are_called_anything_but_ham(readings: dict[str, Reading]) -> None:
    scorer = Scorer.shipped()
    scores = {text: scorer.score(reading) for text, reading in readings.items()}
    flagged = {text: score for text, score in scores.items() if score.label != "ham"}
    assert len(flagged) <= SHARE_SCORED * len(readings), flagged
