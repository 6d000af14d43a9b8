"""Learns a model from labelled texts: pieces first, then how far pieces and hints are to be trusted elsewhere."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast, get_args

import numpy as np

from rules.scorer.features import hints, pieces, view
from rules.scorer.model import Label, Weights
from rules.scorer.table import Flags, Floats, Table, column, fit
from rules.signals import Reading

MOST_PIECES = 40_000
RAREST = 3  # texts a piece must occur in
FOLDS = 5
_STRENGTH_OF_PIECES = 0.1  # inverse of the L2 penalty, here and below (measured on communities left out)
_STRENGTH_OF_TRUST = 1.0
_STRENGTH_OF_TOPICS = 1.0
_USUAL_GROUP = 1000  # texts; a larger group weighs less than in proportion, or it would be the only voice
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

    Pieces are weighed on all texts. How much their sum is worth in a group nobody trained on, beside signals, script
    and length, is then learned from sums that each group got from a line that had not seen the group.
    """
    readings = [read(example.text) for example in examples]
    is_spam = np.array([example.label != "ham" for example in examples])
    groups = [example.group for example in examples]
    weight = _weights(groups)
    table = _chosen(Table.of([pieces(view(reading.normal)) for reading in readings], RAREST), is_spam, weight)
    hinted = Table.of([list(hints(reading)) for reading in readings])
    of_pieces = fit(table, is_spam, _STRENGTH_OF_PIECES, weight)
    sums = column("", _unseen_sums(table, is_spam, groups, weight))
    trust = fit(sums.beside(hinted), is_spam, _STRENGTH_OF_TRUST, weight)
    spam = packed(
        trust.weights[0] * of_pieces.weights,
        trust.weights[0] * of_pieces.bias + trust.bias,
        dict(zip(hinted.names, trust.weights[1:].tolist(), strict=True)),
    )
    return Learned(table.names, spam, dict(_topics(examples, table, hinted)))


def _weights(groups: Sequence[str]) -> Floats:
    sizes = Counter(groups)
    return np.array([(sizes[group] / _USUAL_GROUP) ** -0.5 for group in groups])


def _chosen(table: Table, is_spam: Flags, weight: Floats) -> Table:
    """Return the pieces that matter most."""
    influence = np.abs(fit(table, is_spam, _STRENGTH_OF_PIECES, weight).weights)
    return table.columns(np.sort(np.argsort(-influence, kind="stable")[:MOST_PIECES]))


def _unseen_sums(table: Table, is_spam: Flags, groups: Sequence[str], weight: Floats) -> Floats:
    """Return for every text what the pieces say of it when nothing of its group was learned from."""
    sums = np.zeros(len(is_spam))
    folds = {group: number % FOLDS for number, (group, _) in enumerate(Counter(groups).most_common())}
    fold = np.array([folds[group] for group in groups])
    for number in set(folds.values()):
        seen, unseen = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        line = fit(table.rows(seen), is_spam[seen], _STRENGTH_OF_PIECES, weight[seen])
        sums[unseen] = line.odds(table.rows(unseen))
    return sums


def _topics(examples: Sequence[Labelled], table: Table, hinted: Table) -> Iterator[tuple[Label, Weights]]:
    """Yield the weights that tell each label other than ham from the rest of them."""
    typed = [at for at, example in enumerate(examples) if example.label in _TYPED]
    both = table.rows(typed).beside(hinted.rows(typed))
    labels = np.array([examples[at].label for at in typed])
    for label in sorted(set(labels.tolist())):
        bias, weights = fit(both, labels == label, _STRENGTH_OF_TOPICS)
        of_pieces, of_hints = np.split(weights, [len(table.names)])
        yield cast("Label", label), packed(of_pieces, bias, dict(zip(hinted.names, of_hints.tolist(), strict=True)))


def packed(of_pieces: Floats, bias: float, of_hints: Mapping[str, float]) -> Weights:
    """Return weights as a model holds them: those of pieces as whole steps in one byte each."""
    step = float(np.abs(of_pieces).max(initial=0)) / 127 or 1.0
    numbers = np.rint(of_pieces / step).astype(np.int8)
    return Weights(round(bias, 4), step, numbers.tobytes(), {name: round(w, 4) for name, w in of_hints.items()})
