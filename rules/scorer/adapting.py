"""Fits a model to one deployment by a few hundred labels of its own moderators."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from rules.errors import RulesError
from rules.scorer.features import hints, pieces, view
from rules.scorer.measuring import measure
from rules.scorer.model import Measure, Model
from rules.scorer.scorer import Scorer
from rules.scorer.table import Floats, Line, Table, column, fit, probabilities
from rules.scorer.training import FALSE_ALARM, packed
from rules.scorer.votes import Contradicted, Decided, Vote, contradicted, decide
from rules.signals import Reading

FEWEST = 20  # texts below which nothing is learned, and a quarter of that for spam and for ham (design)
WEIGHT = 8.0  # of a deployment's text against one of the package's own (measured)
FOLDS = 5
MORE_FALSE_ALARMS = 0.01  # on the package's own texts; beyond it an adapted model has forgotten too much (design)
LESS_FOUND = 0.05
MOST_FALSE_ALARMS_HERE = 0.1  # more than before; beyond it the labels contradict each other (design)
SURE = 2.2  # log odds, nine in ten: what the model calls spam so surely is worth a look when labels call it ham
_RAREST = 2  # texts of the deployment a new piece must occur in
_STRENGTH = 0.3  # inverse of the L2 penalty on what changes (measured with 100 and 500 labels)


Decisions = Mapping[str, Decided]


class TooFewLabels(RulesError):  # noqa: N818 - the name says what it is
    """The labels do not suffice to learn from."""


class Adaptation(NamedTuple):
    """What adapting came to: figures before and after.

    `here` are the deployment's texts, each held back from the correction it measures, though texts much like it may
    not be. `elsewhere` are texts of the package held back from the correction; the shipped model has learned from them.
    """

    model: Model
    here: tuple[Measure, Measure]
    elsewhere: tuple[Measure, Measure]
    contradicted: tuple[Contradicted, ...]
    surprising: tuple[str, ...]  # texts labelled ham that the shipped model was sure are spam

    @property
    def is_better(self) -> bool:
        """Whether the adapted model does better here without doing worse elsewhere."""
        (before, after), (kept, left) = self.here, self.elsewhere
        return (
            (after.f1 or 0) >= (before.f1 or 0)
            and (after.false_positive_rate or 0) <= (before.false_positive_rate or 0) + MOST_FALSE_ALARMS_HERE
            and (left.false_positive_rate or 0) <= (kept.false_positive_rate or 0) + MORE_FALSE_ALARMS
            and (left.recall or 0) >= (kept.recall or 0) - LESS_FOUND
        )


def adapt(
    model: Model, votes: Iterable[Vote], package: Iterable[Vote], read: Callable[[str], Reading], date: str
) -> Adaptation:
    """Return *model* fitted to *votes* while it still holds for the texts of the *package*.

    Raises:
        TooFewLabels: fewer than 20 texts, or fewer than 5 of either kind.
    """
    said = sorted(set(votes))  # so that the order of labels decides nothing
    _check_enough(decide(said), ())  # before the package is read, which takes much longer
    own = decide(package)
    ground = _Ground(model, list(dict.fromkeys(vote.text for vote in said)), list(own), read)
    learned, rest = dict(list(own.items())[::2]), dict(list(own.items())[1::2])

    def taught(decided: Decisions, texts: Sequence[str]) -> Sequence[bool]:
        return [odds > 0 for odds in ground.odds(ground.fit(learned, decided), texts).tolist()]

    liars = tuple(contradicted(said, taught))
    left_out = frozenset[str]().union(*(liar.names for liar in liars))
    decided = decide(vote for vote in said if vote.by not in left_out)
    _check_enough(decided, liars)
    fitted = ground.fit(learned, decided)
    return Adaptation(
        ground.corrected(fitted, date),
        here=(_measured(decided, ground.said(decided)), _measured(decided, _held_back(ground, learned, decided))),
        elsewhere=(_measured(rest, ground.said(rest)), _measured(rest, ground.odds(fitted, rest))),
        contradicted=liars,
        surprising=tuple(
            text
            for text, odds in zip(decided, ground.said(decided).tolist(), strict=True)
            if odds > SURE and not decided[text].is_spam
        ),
    )


def _check_enough(decided: Decisions, liars: Sequence[Contradicted]) -> None:
    spam = sum(each.is_spam for each in decided.values())
    ham, least = len(decided) - spam, FEWEST // 4
    if spam + ham < FEWEST or min(spam, ham) < least:
        without = f"; left out, as all others contradict them: {', '.join(repr(each.by) for each in liars)}"
        raise TooFewLabels(
            f"{spam} texts labelled spam and {ham} labelled ham; expected {FEWEST} together and {least} of each"
            f"{without if liars else ''}"
        )


def _held_back(ground: "_Ground", learned: Decisions, decided: Decisions) -> Floats:
    """Return the odds of each text by a line that has not seen it, nor one that differs in figures and spaces only."""
    texts = list(decided)
    fold = np.array(ground.folds(texts))
    odds = np.zeros(len(texts))
    for number in range(FOLDS):
        seen, unseen = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        line = ground.fit(learned, {texts[at]: decided[texts[at]] for at in seen})
        odds[unseen] = ground.odds(line, [texts[at] for at in unseen])
    return odds


def _measured(decided: Decisions, odds: Floats) -> Measure:
    truth = np.array([each.is_spam for each in decided.values()])
    return measure("", truth, probabilities(odds))


class _Ground:
    """The texts of a deployment and of the package as numbers, on which corrections of a model are fitted.

    A correction weighs what the model says (one number a text), and the pieces and hints met in the deployment.
    """

    def __init__(
        self, model: Model, here: Sequence[str], package: Sequence[str], read: Callable[[str], Reading]
    ) -> None:
        self._model = model
        texts = list(dict.fromkeys((*here, *package)))
        self._rows = {text: row for row, text in enumerate(texts)}
        readings = [read(text) for text in texts]
        self._said = np.array(list(map(Scorer(model).odds, readings)))
        self._views = [view(reading.normal) for reading in readings]
        self._pieces = Table.of([pieces(seen) for seen in self._views], _RAREST, len(here))
        self._hints = Table.of([list(hints(reading)) for reading in readings], named_by=len(here))
        self._table = column("", self._said).beside(self._pieces, self._hints)

    def fit(self, package: Decisions, here: Decisions) -> Line:
        """Return the correction that both teach.

        A text of the deployment weighs as much as eight of the package, a false alarm as much as six misses.
        """
        wanted = np.array([each.is_spam for each in (*package.values(), *here.values())])
        weight = np.array([1.0] * len(package) + [WEIGHT * each.weight for each in here.values()])
        weight[~wanted] *= FALSE_ALARM
        return fit(self._table.rows(self._at((*package, *here))), wanted, _STRENGTH, weight)

    def folds(self, texts: Iterable[str]) -> list[int]:
        """Return a number below `FOLDS` for every text, the same for texts that differ in figures and spaces only."""
        bare = ["".join(self._views[row].split()) for row in self._at(texts)]
        numbers = {text: number % FOLDS for number, text in enumerate(dict.fromkeys(bare))}
        return [numbers[text] for text in bare]

    def said(self, texts: Iterable[str]) -> Floats:
        """Return what the model says of *texts*, in log odds."""
        return self._said[self._at(texts)]

    def odds(self, line: Line, texts: Iterable[str]) -> Floats:
        """Return what the model says of *texts* once corrected."""
        return line.odds(self._table.rows(self._at(texts)))

    def corrected(self, line: Line, date: str) -> Model:
        """Return the model with the correction in it."""
        model, trust = self._model, line.weights[0]
        of_pieces, of_hints = np.split(line.weights[1:], [len(self._pieces.names)])
        known = zip(model.pieces, trust * np.array(model.spam.of_pieces()), strict=True)
        weights = _sums(known, zip(self._pieces.names, of_pieces, strict=True))
        hinted = _sums(
            ((name, trust * weight) for name, weight in model.spam.hints.items()),
            zip(self._hints.names, of_hints, strict=True),
        )
        new = bytes(len(weights) - len(model.pieces))  # the topics know nothing of new pieces: zeros
        return Model(
            card=msgspec.structs.replace(model.card, date=date, parent=model.digest),
            pieces=tuple(weights),
            spam=packed(np.array(list(weights.values())), float(trust * model.spam.bias + line.bias), hinted),
            topics={
                label: msgspec.structs.replace(each, pieces=each.pieces + new) for label, each in model.topics.items()
            },
        )

    def _at(self, texts: Iterable[str]) -> list[int]:
        return [self._rows[text] for text in texts]


def _sums(*parts: Iterable[tuple[str, float]]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for part in parts:
        for name, weight in part:
            sums[name] = sums.get(name, 0.0) + float(weight)
    return sums
