"""A few hundred labels fit the scorer to a community, and a few liars do not bend it."""

from collections.abc import Iterator
from random import Random

import pytest

from rules.scorer import Model, Scorer
from rules.scorer.adapting import Adaptation, TooFewLabels, adapt
from rules.scorer.examples import read_corpus
from rules.scorer.votes import Vote
from rules.signals import SignalReader

DATE = "2026-01-01"
PACKAGE = [Vote(each.text, each.label != "ham") for each in read_corpus()[::8]]
GOODS = ("苗木", "花卉", "盆栽", "绿植", "草皮", "多肉", "果苗", "树桩")
PLACES = ("东区", "西门", "北棚", "南圃", "二号地", "河边", "桥头", "老场")


def nursery(by: str, count: int, seed: int) -> Iterator[Vote]:
    """Yield what is said in a nursery's group: one trader's advertisements, which nobody else knows, and talk."""
    rng = Random(seed)  # noqa: S311 - examples need no secrecy
    for number in range(count):
        thing, place = rng.choice(GOODS), rng.choice(PLACES)
        if number % 2:
            yield Vote(f"{place}{thing}到货{rng.randrange(9999)}盆来挑", True, by)
        else:
            yield Vote(f"今天{place}的{thing}浇水{rng.randrange(9999)}次了没", False, by)


@pytest.fixture(scope="module")
def honest(reader: SignalReader) -> Adaptation:
    votes = [vote for number, by in enumerate("abcd") for vote in nursery(by, 60, number)]
    return adapt(Model.load(), votes, PACKAGE, reader.read, DATE)


def test_labels_teach_what_the_shipped_model_could_not_know(reader: SignalReader, honest: Adaptation) -> None:
    before, after = honest.here
    assert honest.is_better
    assert (before.f1 or 0) < 0.9
    assert (after.f1 or 0) > 0.95
    scorer = Scorer(honest.model)
    right = [(scorer.score(reader.read(vote.text)).label != "ham") == vote.is_spam for vote in nursery("x", 100, 99)]
    assert sum(right) >= 95


def test_what_was_known_before_is_not_forgotten(honest: Adaptation) -> None:
    before, after = honest.elsewhere
    assert (after.recall or 0) >= (before.recall or 0) - 0.02
    assert (after.false_positive_rate or 0) <= (before.false_positive_rate or 0) + 0.01


def test_the_card_names_the_parent(honest: Adaptation) -> None:
    assert (honest.model.card.parent, honest.model.card.date) == (Model.load().digest, DATE)


def test_two_liars_among_six_are_left_out_and_bend_nothing(reader: SignalReader, honest: Adaptation) -> None:
    votes = [vote for number, by in enumerate("abcd") for vote in nursery(by, 60, number)]
    votes += [
        vote._replace(is_spam=not vote.is_spam)
        for number, by in enumerate("yz", 50)
        for vote in nursery(by, 60, number)
    ]
    adapted = adapt(Model.load(), votes, PACKAGE, reader.read, DATE)
    assert {each.by for each in adapted.contradicted} == {"y", "z"}
    assert adapted.here == honest.here


def test_labels_that_make_it_worse_are_refused(reader: SignalReader) -> None:
    lies = [vote._replace(is_spam=not vote.is_spam, by="only one") for vote in PACKAGE[::2]]
    assert not adapt(Model.load(), lies, PACKAGE[1::2], reader.read, DATE).is_better


def test_labellers_who_all_contradict_each_other_are_named(reader: SignalReader) -> None:
    votes = [vote for number, by in enumerate("abc") for vote in nursery(by, 60, number)]
    votes += [vote._replace(is_spam=not vote.is_spam) for n, by in enumerate("xyz", 50) for vote in nursery(by, 60, n)]
    with pytest.raises(TooFewLabels, match="contradict them: 'a', 'b', 'c', 'x', 'y', 'z'"):
        adapt(Model.load(), votes, PACKAGE, reader.read, DATE)


def test_the_order_of_labels_decides_nothing(reader: SignalReader, honest: Adaptation) -> None:
    votes = [vote for number, by in enumerate("abcd") for vote in nursery(by, 60, number)]
    assert adapt(Model.load(), reversed(votes), PACKAGE, reader.read, DATE) == honest


@pytest.mark.parametrize("count", [0, 18])
def test_too_few_labels_are_refused(reader: SignalReader, count: int) -> None:
    with pytest.raises(TooFewLabels, match="expected 20 together and 5 of each"):
        adapt(Model.load(), nursery("a", count, 1), PACKAGE, reader.read, DATE)
