"""The corpus is read whole, and every fault in it is named with its place."""

from collections import Counter
from pathlib import Path

import pytest

from rules.scorer.examples import CORPUS, CorpusError, Example, read_corpus


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_texts_come_with_their_labels_in_order_of_files(tmp_path: Path) -> None:
    folder = write(tmp_path, b="ham: [good morning]", a="ad: [cheap pears, cheap plums]", grammar_x="not: read")
    assert read_corpus(folder) == [
        Example("cheap pears", "ad"),
        Example("cheap plums", "ad"),
        Example("good morning", "ham"),
    ]


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    folder = write(tmp_path, a="ad: [pears, 12]\nspam: [plums]\nham: pears", b="ham: [pears, '']", c="- pears", d="[")
    with pytest.raises(CorpusError) as refused:
        read_corpus(folder)
    assert [line.split(": not readable as YAML")[0] for line in str(refused.value).splitlines()] == [
        "a.yaml: ad, text 2: expected text (quote numbers and words like no), not 12",
        "a.yaml: spam: unknown label; expected ham, ad, fraud, gambling, porn, loan, fake_docs",
        "a.yaml: ham: expected a list of texts",
        "b.yaml: ham, text 1: 'pears' stands at a.yaml: ad, text 1 already",
        "b.yaml: ham, text 2: expected text (quote numbers and words like no), not ''",
        "c.yaml: expected a mapping; a corpus maps labels to lists of texts",
        "d.yaml",
    ]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no examples"):
        read_corpus(tmp_path)


def test_the_shipped_corpus_is_sound_and_says_what_it_is() -> None:
    labels = Counter(example.label for example in read_corpus())
    assert min(labels.values()) >= 50
    for path in CORPUS.glob("*.yaml"):
        assert path.read_text(encoding="utf-8").startswith("# Synthetic: written for this project"), path.name
