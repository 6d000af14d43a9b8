"""Parsers run in their order, woken by what is met."""

from collections.abc import Callable, Iterator

from rules.signals.normal import Normal
from rules.signals.passage import Found, Hit, Passage
from rules.signals.signal import Kind
from rules.signals.steps import Step, Steps

RATE: Kind = "yield"
TALK: Kind = "hype"


def _finds(kind: Kind) -> Callable[[Passage], Iterator[Found]]:
    def parse(passage: Passage) -> Iterator[Found]:
        yield Found(0, len(passage.text), kind)

    return parse


def _kinds(steps: Steps, *met: str) -> list[Kind]:
    passage = Passage(Normal("word", "word"), {concept: [Hit(0, 4)] for concept in met}, {})
    return [found.kind for found in steps(passage)]


def test_a_parser_sleeps_without_its_concept() -> None:
    steps = Steps((Step(frozenset({"percent"}), _finds(RATE)),))
    assert _kinds(steps, "percent") == [RATE]
    assert _kinds(steps, "urgency") == []


def test_a_parser_without_concepts_always_runs() -> None:
    assert _kinds(Steps((Step(frozenset(), _finds(RATE)),))) == [RATE]


def test_what_one_finds_wakes_those_behind_it() -> None:
    steps = Steps((Step(frozenset({"percent"}), _finds(RATE)), Step(frozenset({"=yield"}), _finds(TALK))))
    assert _kinds(steps, "percent") == [RATE, TALK]


def test_what_one_finds_wakes_neither_itself_nor_those_before_it() -> None:
    steps = Steps((Step(frozenset({"=yield"}), _finds(TALK)), Step(frozenset({"percent", "=yield"}), _finds(RATE))))
    assert _kinds(steps, "percent") == [RATE]


def test_parsers_run_in_their_order_whatever_is_met_first() -> None:
    steps = Steps((Step(frozenset({"urgency"}), _finds(TALK)), Step(frozenset({"percent"}), _finds(RATE))))
    assert _kinds(steps, "percent", "urgency") == [TALK, RATE]
    assert steps.anchors == {"percent", "urgency"}
