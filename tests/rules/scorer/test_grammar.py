"""The grammar yields the same labelled messages from the same seed, and nothing with a hole in it."""

from itertools import islice
from pathlib import Path
from random import Random
from typing import get_args

import pytest

from rules.scorer import disguising
from rules.scorer.disguising import Disguise
from rules.scorer.examples import CorpusError, read_corpus
from rules.scorer.grammar import Grammar, generate
from rules.scorer.model import Label

SOUND = """
shares: {ham: 1}
slots: {fruit: [pear, <colour> plum], colour: [red]}
swaps: {}
templates: {ham: ["a <fruit>, ## kg"]}
"""


@pytest.fixture(scope="module")
def chinese() -> Grammar:
    return Grammar.load()


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311  # examples need no secrecy


def write(folder: Path, text: str) -> Path:
    path = folder / "grammar_of_a_test.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_same_seed_yields_the_same_examples() -> None:
    assert list(generate(50, seed=7)) == list(generate(50, seed=7))
    assert list(generate(50, seed=7)) != list(generate(50, seed=8))


def test_more_examples_begin_with_those_of_a_shorter_run() -> None:
    assert list(islice(generate(80, seed=1), 40)) == list(generate(40, seed=1))


def test_every_label_is_drawn(chinese: Grammar) -> None:
    assert {example.label for example in chinese.generate(600, seed=2)} == set(get_args(Label))


def test_every_template_expands(chinese: Grammar) -> None:
    rng = seeded(0)
    for label, templates in chinese.templates.items():
        for template in templates:
            text = chinese.expand(template, rng)
            assert text.strip(), f"{label}: {template} expands to nothing"
            assert not set("<>#") & set(text), f"{label}: {template} leaves a slot open: {text}"


def test_every_slot_has_fillings_that_are_used(chinese: Grammar) -> None:
    texts = [text for part in (chinese.templates, chinese.slots) for texts in part.values() for text in texts]
    assert not [slot for slot in chinese.slots if not any(f"<{slot}" in text for text in texts)]
    assert not [slot for slot, fillings in chinese.slots.items() if not any(fillings)]


def test_the_grammar_copies_no_written_example() -> None:
    written = {example.text for example in read_corpus()}
    longer = [text for text, _ in generate(2000, seed=3) if len(text) > 12]
    assert not [text for text in longer if text in written]


def test_slots_hold_slots_and_digits(tmp_path: Path) -> None:
    grammar = Grammar.load(write(tmp_path, SOUND))
    texts = {grammar.expand("a <fruit>, #", seeded(seed))[:-1] for seed in range(20)}
    assert texts == {"a pear, ", "a red plum, "}


def test_an_optional_slot_is_sometimes_left_out(tmp_path: Path) -> None:
    grammar = Grammar.load(write(tmp_path, SOUND))
    assert {grammar.expand("<colour?>!", seeded(seed)) for seed in range(20)} == {"!", "red!"}


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        pytest.param("[red]", "[]", "slots: colour: expected a list of texts", id="empty slot"),
        pytest.param("[red]", "[1]", "slots: colour: expected texts", id="number in a slot"),
        pytest.param("[red]", "[<fruit>]", "slots: fruit: leads back to itself", id="circle"),
        pytest.param("a <fruit>", "a <fruits>", "templates: ham: unknown slot <fruits>", id="unknown slot"),
        pytest.param("{ham: 1}", "{ham: 0}", "shares: ham: expected a whole number from 1", id="no share"),
        pytest.param("{ham: 1}", "{ham: 1, ad: 1}", "ad: needs templates and a share", id="label without templates"),
        pytest.param("ham:", "spam:", "shares: spam: unknown label", id="unknown label"),
        pytest.param("swaps: {}", "swap: {}", "expected the mappings", id="misspelt part"),
        pytest.param("slots: {", "slots: [", "not readable as YAML", id="not YAML"),
    ],
)
def test_a_broken_grammar_is_refused(tmp_path: Path, before: str, after: str, complaint: str) -> None:
    with pytest.raises(CorpusError, match=f"grammar_of_a_test.yaml: {complaint}"):
        Grammar.load(write(tmp_path, SOUND.replace(before, after)))


@pytest.mark.parametrize(
    ("disguise", "plain", "hidden"),
    [
        pytest.param(disguising.wide, "V a1", "Ｖ ａ１", id="wide"),
        pytest.param(disguising.traditional, "看简介", "看簡介", id="traditional"),
        pytest.param(disguising.swapping({"微信": ["薇"]}), "微信同号", "薇同号", id="swapped"),
    ],
)
def test_a_disguise_hides_as_it_says(disguise: Disguise, plain: str, hidden: str) -> None:
    assert hidden in {disguise(plain, seeded(seed)) for seed in range(8)}


@pytest.mark.parametrize(
    "disguise",
    [disguising.invisible, disguising.decorated, disguising.separated, disguising.repeated, disguising.tagged],
)
@pytest.mark.parametrize("text", ["", "私", "加微信看主页"])
def test_a_disguise_keeps_every_character_in_order(disguise: Disguise, text: str) -> None:
    for seed in range(20):
        letters = iter(disguise(text, seeded(seed)))
        assert all(letter in letters for letter in text)


def test_numbers_and_letters_change_their_script() -> None:
    assert "1" not in disguising.numbered("1", seeded(0))
    assert disguising.lettered("v", seeded(0)) not in {"v", "V"}
