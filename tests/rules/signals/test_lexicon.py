"""Lexicons: what a pack author writes, and what they are told when it is wrong."""

from pathlib import Path

import pytest

from rules.signals import LexiconError, SignalReader
from rules.signals.lexicon import BUILTIN, Lexicon
from rules.signals.normaliser import Normaliser
from rules.signals.passage import Hit


def _lexicon(folder: Path, content: str) -> Lexicon:
    (folder / "words.yaml").write_text(content, encoding="utf-8")
    return Lexicon.load(folder, Normaliser())


def test_the_builtin_lexicons_load() -> None:
    assert Lexicon.load(BUILTIN, Normaliser()).scan("提现") != {}


def test_variants_stand_for_their_term(tmp_path: Path) -> None:
    lexicon = _lexicon(tmp_path, "money:\n- {term: 提现, variants: [提幣]}\n")
    assert lexicon.scan("提币") == {"money": [Hit(0, 2)]}
    assert lexicon.terms["提币"] == "提现"


def test_a_line_may_speak_for_a_stance(tmp_path: Path) -> None:
    lexicon = _lexicon(tmp_path, "frame:\n- {term: 反诈, stance: warn}\n")
    assert set(lexicon.scan("反诈")) == {"frame", "warn"}


def test_a_text_without_a_waking_term_is_not_looked_at(tmp_path: Path) -> None:
    lexicon = _lexicon(tmp_path, "money:\n- 提现\nask:\n- 请问\n")
    waking = lexicon.numbers(frozenset({"money"}))
    assert lexicon.scan("请问", waking) == {}
    assert set(lexicon.scan("请问提现", waking)) == {"ask", "money"}


def test_latin_words_match_whole(tmp_path: Path) -> None:
    lexicon = _lexicon(tmp_path, "coin:\n- btc\n")
    assert lexicon.scan("5btc, 用btc") == {"coin": [Hit(1, 4), Hit(7, 10)]}
    assert lexicon.scan("abtcx") == {}


def test_russian_terms_begin_a_word_and_long_ones_may_go_on(tmp_path: Path) -> None:
    lexicon = _lexicon(tmp_path, "job:\n- работ\n- лс\n")
    assert lexicon.scan("работу в лс") == {"job": [Hit(0, 5), Hit(9, 11)]}
    assert lexicon.scan("заработок, лстать, голс") == {}


def test_the_longer_of_two_hits_counts(tmp_path: Path) -> None:
    assert _lexicon(tmp_path, "late:\n- 没到账\n- 还没到账\n").scan("还没到账") == {"late": [Hit(0, 4)]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- 提现\n", "words.yaml: expected a mapping of concepts to lists of terms"),
        ("money: 提现\n", "words.yaml: money: expected a list of terms"),
        ("money:\n- 提现\n- 5\n", "words.yaml: money, term 2: expected a term or a mapping with `term`, not 5"),
        ("money:\n- {term: no}\n", "words.yaml: money, term 1: every spelling must be a non-empty string"),
        ("money:\n- {term: a, variants: b}\n", "words.yaml: money, term 1: variants must be a list, not 'b'"),
        ("money:\n- {term: a, source: 20}\n", "words.yaml: money, term 1: note and source must be strings"),
        ('money:\n- {term: a, variants: ["\u200b"]}\n', "money: nothing is left of '\\u200b' in normal form"),
        ("money:\n- {term: a, variant: [b]}\n", "words.yaml: money, term 1: unknown key variant"),
        ("money:\n- {term: a, stance: angry}\n", "words.yaml: money, term 1: unknown stance 'angry'"),
        ("money: [\n", "words.yaml: not readable as YAML"),
    ],
)
def test_a_wrong_line_is_named_with_its_place(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(LexiconError) as caught:
        _lexicon(tmp_path, content)
    assert message in str(caught.value)


def test_all_wrong_lines_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(LexiconError) as caught:
        _lexicon(tmp_path, "money:\n- 1\n- 2\n")
    assert len(str(caught.value).splitlines()) == 2


def test_a_folder_without_terms_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no terms"):
        Lexicon.load(tmp_path, Normaliser())


def test_a_deployment_adds_terms_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("gambling_offer:\n- {term: 鸿运阁, note: met in our groups}\n", encoding="utf-8")
    reader = SignalReader.builtin([tmp_path])
    assert "gambling" in {signal.kind for signal in reader.read("欢迎来鸿运阁").signals}


def test_a_concept_that_nothing_reads_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("gamblng_offer:\n- 鸿运阁\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="gamblng_offer: no such concept, did you mean gambling_offer"):
        SignalReader.builtin([tmp_path])
