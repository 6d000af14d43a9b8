"""How well probabilities tell spam from ham, in the figures that model cards and benchmarks give."""
# scikit-learn comes without types:
# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false

from typing import Any, cast

import numpy as np
from sklearn.metrics import roc_curve

from rules.scorer.model import Measure
from rules.scorer.scorer import DECIDED
from rules.scorer.table import Flags, Floats

BINS = 10


def measure(on: str, is_spam: Flags, probability: Floats) -> Measure:
    """Return the figures of *probability* (0..1 of being spam) against the truth *is_spam*; *on* names the texts.

    `calibration_error` is the expected calibration error over ten bins of equal width.
    """
    called = probability >= DECIDED
    hits, spam, ham = int((called & is_spam).sum()), int(is_spam.sum()), int((~is_spam).sum())
    false = int((called & ~is_spam).sum())
    return Measure(
        on=on,
        texts=len(is_spam),
        precision=_share(hits, hits + false) if spam else None,
        recall=_share(hits, spam),
        f1=_share(2 * hits, 2 * hits + false + spam - hits) if spam else None,
        false_positive_rate=_share(false, ham),
        recall_at_1_percent=recall_at(0.01, is_spam, probability) if spam and ham else None,
        recall_at_01_percent=recall_at(0.001, is_spam, probability) if spam and ham else None,
        calibration_error=_calibration_error(is_spam, probability),
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def recall_at(rate: float, is_spam: Flags, probability: Floats) -> float:
    """Return the recall at the lowest threshold that calls no more than *rate* of the ham spam."""
    false, true, _ = cast("Any", roc_curve)(is_spam, probability, drop_intermediate=False)
    return round(float(true[false <= rate].max()), 4)


def _calibration_error(is_spam: Flags, probability: Floats) -> float:
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    error = sum(abs(float((probability[bins == at] - is_spam[bins == at]).sum())) for at in range(BINS))
    return round(error / max(len(is_spam), 1), 4)
