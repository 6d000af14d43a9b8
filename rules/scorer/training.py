"""Learns a model from labelled texts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast, get_args

import numpy as np

from rules.scorer.features import hints, pieces, view
from rules.scorer.model import Label, Weights
from rules.scorer.table import Flags, Floats, Line, Table, column, fit
from rules.signals import Reading

MOST_PIECES = 40_000
RAREST = 3  # texts a piece must occur in
FOLDS = 5
TRUST_IN_HINTS = 3.0  # a hint may weigh as much as nine pieces at the same penalty (measured on groups left out)
OWN_VOICE = 1.5  # how much more a text written for this project weighs (measured on groups left out)
FALSE_ALARM = 6.0  # misses that a false alarm weighs as much as (design: precision before recall)
OWN = "own "  # how groups of such texts are named
STRENGTH = 1.0  # inverse of the L2 penalty (measured on groups left out)
_STRENGTH_OF_SCALE = 100.0
_TYPED = frozenset(get_args(Label)) - {"ham"}


class Labelled(NamedTuple):
    """A text with its label, or `spam` where its kind is not known; texts of one community share a group."""

    text: str
    label: str
    group: str


class Learned(NamedTuple):
    """What a model is made of."""

    pieces: tuple[str, ...]
    spam: Weights
    topics: dict[Label, Weights]


def learn(examples: Sequence[Labelled], read: Callable[[str], Reading]) -> Learned:
    """Return what *examples* teach.

    The odds are then scaled by what they turned out to be worth in groups that the line had not seen, as a model is
    always surer of the communities it was trained on.
    """
    readings = [read(example.text) for example in examples]
    is_spam = np.array([example.label != "ham" for example in examples])
    groups = [example.group for example in examples]
    weight = voices(examples)
    in_pieces = _chosen(Table.of([pieces(view(reading.normal)) for reading in readings], RAREST), is_spam, weight)
    in_hints = Table.of([list(hints(reading)) for reading in readings], RAREST)
    table = in_pieces.beside(in_hints.times(TRUST_IN_HINTS))
    line = fit(table, is_spam, STRENGTH, weight)
    scale = fit(column("", _unseen_odds(table, is_spam, groups, weight)), is_spam, _STRENGTH_OF_SCALE)
    spam = _as_weights(line.scaled(float(scale.weights[0])), in_pieces.names, in_hints.names)
    return Learned(in_pieces.names, spam, dict(_topics(examples, table, in_pieces.names, in_hints.names)))


def voices(examples: Iterable[Labelled]) -> Floats:
    """Return how much each text weighs."""
    return np.array(
        [
            (OWN_VOICE if example.group.startswith(OWN) else 1.0) * (FALSE_ALARM if example.label == "ham" else 1.0)
            for example in examples
        ]
    )


def _chosen(table: Table, is_spam: Flags, weight: Floats) -> Table:
    """Return the pieces that matter most."""
    influence = np.abs(fit(table, is_spam, STRENGTH, weight).weights)
    return table.columns(np.sort(np.argsort(-influence, kind="stable")[:MOST_PIECES]))


def _unseen_odds(table: Table, is_spam: Flags, groups: Sequence[str], weight: Floats) -> Floats:
    """Return the odds of every text by a line that has seen nothing of its group."""
    folds = {group: number % FOLDS for number, (group, _) in enumerate(Counter(groups).most_common())}
    fold = np.array([folds[group] for group in groups])
    odds = np.zeros(len(is_spam))
    for number in set(folds.values()):
        seen, unseen = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        odds[unseen] = fit(table.rows(seen), is_spam[seen], STRENGTH, weight[seen]).odds(table.rows(unseen))
    return odds


def _topics(
    examples: Sequence[Labelled], table: Table, of_pieces: Sequence[str], of_hints: Sequence[str]
) -> Iterator[tuple[Label, Weights]]:
    """Yield the weights that tell each label other than ham from the rest of them."""
    typed = [at for at, example in enumerate(examples) if example.label in _TYPED]
    labels = np.array([examples[at].label for at in typed])
    for label in sorted(set(labels.tolist())):
        line = fit(table.rows(typed), labels == label, STRENGTH)
        yield cast("Label", label), _as_weights(line, of_pieces, of_hints)


def _as_weights(line: Line, of_pieces: Sequence[str], of_hints: Sequence[str]) -> Weights:
    """Return the weights of *line*, whose columns are pieces, then hints as often as they are trusted."""
    in_pieces, in_hints = np.split(line.weights, [len(of_pieces)])
    return packed(in_pieces, line.bias, dict(zip(of_hints, (TRUST_IN_HINTS * in_hints).tolist(), strict=True)))


def packed(of_pieces: Floats, bias: float, of_hints: Mapping[str, float]) -> Weights:
    """Return weights as a model holds them: those of pieces as whole steps in one byte each."""
    step = float(np.abs(of_pieces).max(initial=0)) / 127 or 1.0
    numbers = np.rint(of_pieces / step).astype(np.int8)
    return Weights(round(bias, 4), step, numbers.tobytes(), {name: round(w, 4) for name, w in of_hints.items()})
