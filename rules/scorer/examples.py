"""The project's own labelled messages: YAML files of labels and texts, every one written for it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeGuard, cast, get_args

import yaml

from rules.errors import RulesError
from rules.scorer.model import Label

CORPUS = Path(__file__).parent / "corpus"
_GRAMMAR = "grammar_"


class CorpusError(RulesError):
    """Files of the corpus are not what they should be; every fault is named with its file and place."""


class Example(NamedTuple):
    """A message and what it is."""

    text: str
    label: Label


def is_label(word: object) -> TypeGuard[Label]:
    """Return whether *word* is one of the labels a message can have."""
    return word in get_args(Label)


def read_corpus(folder: Path = CORPUS) -> list[Example]:
    """Return the examples of every `*.yaml` of *folder* but the grammars, in order of file names.

    Raises:
        CorpusError: unknown labels, what is no text, texts given twice; all of them together.
    """
    examples: list[Example] = []
    places: dict[str, str] = {}
    errors: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        for place, item in () if path.name.startswith(_GRAMMAR) else _read(path):
            if isinstance(item, str):
                errors.append(f"{place}: {item}")
            elif places.setdefault(item.text, place) != place:
                errors.append(f"{place}: {item.text!r} stands at {places[item.text]} already")
            else:
                examples.append(item)
    if not examples and not errors:
        errors.append(f"{folder}: no examples; expected *.yaml files of labels and their texts")
    if errors:
        raise CorpusError("\n".join(errors))
    return examples


def read_mapping(path: Path) -> Mapping[object, object] | str:
    """Return the mapping that a YAML file holds, or what is wrong with the file."""
    try:
        document = cast("object", yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return f"not readable as YAML: {' '.join(str(error).split())}"
    if not isinstance(document, Mapping):
        return "expected a mapping"
    return cast("Mapping[object, object]", document)


def _read(path: Path) -> Iterator[tuple[str, Example | str]]:
    """Yield every place of one file with the example that stands there, or with what is wrong there."""
    document = read_mapping(path)
    if isinstance(document, str):
        yield path.name, f"{document}; a corpus maps labels to lists of texts"
        return
    for label, texts in document.items():
        place = f"{path.name}: {label}"
        if not is_label(label):
            yield place, f"unknown label; expected {', '.join(get_args(Label))}"
        elif not isinstance(texts, list):
            yield place, "expected a list of texts"
        else:
            for number, text in enumerate(cast("list[object]", texts), 1):
                yield f"{place}, text {number}", _example(text, label)


def _example(text: object, label: Label) -> Example | str:
    if isinstance(text, str) and text.strip():
        return Example(text, label)
    return f"expected text (quote numbers and words like no), not {text!r}"
