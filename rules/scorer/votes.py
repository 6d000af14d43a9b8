"""What several people say of texts, as one word a text; and who is left out because all others contradict them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

FEW = 3  # labellers from which on one can be outvoted
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


def decide(votes: Iterable[Vote]) -> dict[str, Decided]:
    """Return what most say of each text; a text that is said to be both equally often is left out."""
    cast = list(votes)
    loads = Counter(vote.by for vote in cast)
    most = len(cast) * LARGEST_SHARE if len(loads) >= FEW else len(cast)
    ballots: dict[str, list[Vote]] = {}
    for vote in cast:
        ballots.setdefault(vote.text, []).append(vote)
    decided: dict[str, Decided] = {}
    for text, ballot in ballots.items():
        balance = sum(1 if vote.is_spam else -1 for vote in ballot)
        if balance:
            won = [vote for vote in ballot if vote.is_spam == (balance > 0)]
            decided[text] = Decided(balance > 0, max(min(1.0, most / loads[vote.by]) for vote in won))
    return decided


def contradicted(
    votes: Sequence[Vote], taught: Callable[[Mapping[str, Decided], Sequence[str]], Sequence[bool]]
) -> Iterator[Contradicted]:
    """Yield the labellers whom all others contradict; *taught* says what some decided texts teach of others."""
    loads = Counter(vote.by for vote in votes)
    if len(loads) < FEW:
        return
    for by, labels in sorted(loads.items()):
        others = decide(vote for vote in votes if vote.by != by)
        if labels < TELLING or not others:
            continue
        own = [vote for vote in votes if vote.by == by]
        learned = taught(others, [vote.text for vote in own])
        agreement = sum(vote.is_spam == said for vote, said in zip(own, learned, strict=True)) / labels
        if agreement < CONTRADICTED:
            yield Contradicted(by, labels, round(agreement, 3))
