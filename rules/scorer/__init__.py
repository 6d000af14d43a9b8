"""A small linear model that says how much a text looks like spam, and of which kind: one signal among others."""

from rules.scorer.model import Card, Label, Model, ModelError, Source
from rules.scorer.scored import ScoredReader
from rules.scorer.scorer import Push, Score, Scorer

__all__ = ["Card", "Label", "Model", "ModelError", "Push", "Score", "ScoredReader", "Scorer", "Source"]
