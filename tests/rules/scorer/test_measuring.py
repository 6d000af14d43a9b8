"""The figures say what they are named after."""

import numpy as np

from rules.scorer.measuring import measure, recall_at


def test_recall_is_read_at_the_very_threshold_that_allows_the_rate() -> None:
    """Ham and spam alternate from the top, so that the curve is straight and every point of it lies between others."""
    is_spam = np.array([True, False] * 10)
    probability = np.repeat(np.linspace(0.95, 0.05, 10), 2)
    assert recall_at(0.5, is_spam, probability) == 0.5


def test_figures_of_a_small_table() -> None:
    found = measure("x", np.array([True, True, False, False]), np.array([0.9, 0.2, 0.8, 0.1]))
    assert (found.precision, found.recall, found.f1, found.false_positive_rate) == (0.5, 0.5, 0.5, 0.5)
