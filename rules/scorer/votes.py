"""What several people say of texts, as one word a text; and who is left out because all others contradict them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

FEW = 3  # labellers from which on one can be outvoted
FEW_LABELS = "…"  # stands for all labellers with too few labels to be judged
TELLING = 10  # labels from which on a labeller can be judged by those of the others (design)
CONTRADICTED = 0.5  # agreement below which the others contradict a labeller: worse than a coin
LARGEST_SHARE = 1 / 3  # of all labels that one labeller's weigh at most


class Vote(NamedTuple):
    """A text, whether somebody calls it spam, and who that is."""

    text: str
    is_spam: bool
    by: str = ""


class Decided(NamedTuple):
    """What most say of a text, and how much of a full text's weight that has."""

    is_spam: bool
    weight: float


class Contradicted(NamedTuple):
    """A labeller whose labels agree with what all others teach in only this share of cases."""

    by: str
    labels: int
    agreement: float
    names: frozenset[str]  # more than one where each has too few labels to be judged


def decide(votes: Iterable[Vote]) -> dict[str, Decided]:
    """Return what most say of each text; a text that is said to be both equally often is left out."""
    cast = list(votes)
    loads = Counter(vote.by for vote in cast)
    most = len(cast) * LARGEST_SHARE if len(loads) >= FEW else len(cast)
    return _counted(cast, {by: min(1.0, most / load) for by, load in loads.items()})


def _counted(votes: Iterable[Vote], voices: Mapping[str, float]) -> dict[str, Decided]:
    """Return what most say of each text, as heavy as the loudest of those who say so."""
    ballots: dict[str, list[Vote]] = {}
    for vote in votes:
        ballots.setdefault(vote.text, []).append(vote)
    decided: dict[str, Decided] = {}
    for text, ballot in ballots.items():
        balance = sum(1 if vote.is_spam else -1 for vote in ballot)
        if balance:
            won = [vote for vote in ballot if vote.is_spam == (balance > 0)]
            decided[text] = Decided(balance > 0, max(voices[vote.by] for vote in won))
    return decided


def contradicted(
    votes: Iterable[Vote], taught: Callable[[Mapping[str, Decided], Sequence[str]], Sequence[bool]]
) -> Iterator[Contradicted]:
    """Yield the labellers whom all others contradict; *taught* says what some decided texts teach of others.

    All have the same voice, whoever labels most; those with too few labels to be judged are one labeller together, so
    that nobody becomes many by many names.
    """
    cast = list(votes)
    loads = Counter(vote.by for vote in cast)
    of: dict[str, list[Vote]] = {}
    for vote in cast:
        of.setdefault(vote.by if loads[vote.by] >= TELLING else FEW_LABELS, []).append(vote)
    if len(of) < FEW:
        return
    usual = len(cast) / len(of)
    voices = {vote.by: usual / len(own) for own in of.values() for vote in own}
    for by, own in sorted(of.items()):
        others = _counted((vote for other in of if other != by for vote in of[other]), voices)
        if len(own) < TELLING or not others:
            continue
        learned = taught(others, [vote.text for vote in own])
        agreement = sum(vote.is_spam == said for vote, said in zip(own, learned, strict=True)) / len(own)
        if agreement < CONTRADICTED:
            yield Contradicted(by, len(own), round(agreement, 3), frozenset(vote.by for vote in own))
