"""What is hidden reads the same as what is said plainly: the same signals, with the same values and stances."""

from collections.abc import Iterator
from typing import NamedTuple, get_args

import pytest

from rules.signals import SignalReader
from rules.signals.signal import Kind
from tests.rules.signals.evasion.disguises import disguises
from tests.rules.signals.evasion.sentences import PLAIN, WILD, said

NO_TEXT_OF_ITS_OWN = {"scored"}
OVERALL, OF_EACH = 0.95, 0.80


class Case(NamedTuple):
    """Sentences of one kind under one disguise, and those of them that read otherwise."""

    disguise: str
    kind: str
    missed: tuple[str, ...]


def generated(reader: SignalReader) -> Iterator[Case]:
    """Yield a case a disguise and kind, where the disguise has something to do with the sentences of the kind."""
    for name, disguise in disguises().items():
        for kind, sentences in PLAIN.items():
            worn = [(plain, hidden) for plain in sentences if (hidden := disguise(plain)) != plain]
            if worn:
                yield Case(name, kind, tuple(h for plain, h in worn if said(reader, h) != said(reader, plain)))


@pytest.fixture(scope="module")
def cases(reader: SignalReader) -> list[Case]:
    by_hand = (
        Case("several by hand", plain, () if said(reader, hidden) == said(reader, plain) else (hidden,))
        for plain, texts in WILD.items()
        for hidden in texts
    )
    return [*generated(reader), *by_hand]


def share(cases: list[Case]) -> float:
    return sum(not case.missed for case in cases) / len(cases)


def report(cases: list[Case]) -> str:
    """Return the share of every disguise, and of each kind it fails on what was misread."""
    lines: list[str] = []
    for name in dict.fromkeys(case.disguise for case in cases):
        own = [case for case in cases if case.disguise == name]
        lines.append(f"{share(own):7.1%} of {len(own):3} {name}")
        lines += (f"        {case.kind}: {', '.join(case.missed)}" for case in own if case.missed)
    return "\n".join(lines)


def test_there_are_plain_sentences_of_every_kind() -> None:
    assert set(PLAIN) == set(get_args(Kind)) - NO_TEXT_OF_ITS_OWN


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in PLAIN.items() for text in texts])
def test_a_plain_sentence_carries_its_kind(reader: SignalReader, kind: str, text: str) -> None:
    assert kind in {signal.kind for signal in reader.read(text).signals}


@pytest.mark.parametrize("text", WILD)
def test_what_is_written_by_hand_says_something_when_plain(reader: SignalReader, text: str) -> None:
    assert reader.read(text).signals


def test_nearly_all_that_is_hidden_reads_as_if_it_were_not(cases: list[Case]) -> None:
    assert len(cases) >= 300
    assert sum(case.disguise == "several by hand" for case in cases) >= 80
    assert share(cases) >= OVERALL, report(cases)


def test_no_disguise_hides_much(cases: list[Case]) -> None:
    weak = [case for case in cases if share([other for other in cases if other.disguise == case.disguise]) < OF_EACH]
    assert not weak, report(weak)
