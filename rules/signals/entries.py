"""The lines of a lexicon, as an author writes them.

A file maps concepts to lists of terms. A line is a term, or a mapping of

- `term`: the spelling the others stand for (required);
- `variants`: more spellings, in any script, width and case: all are brought into normal form;
- `stance`: promote, report, warn, ask, deny or quote - what its presence speaks for, wherever it stands;
- `note`: what the line is for, or why it is kept apart; `source`: where the words come from.

A Latin term is met as a whole word only, a Russian one of four letters or more as the beginning of a word. Which
concepts there are and what company each needs is said in the parsers and combinations; a new line needs a message
that carries it and a near miss in the tests beside theirs.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple, cast

import yaml

from rules.signals.signal import Stance

_KEYS = {"term", "variants", "stance", "note", "source"}


class Entry(NamedTuple):
    """One line of a lexicon: spellings of one term, and the stance its presence speaks for, if any."""

    concept: str
    spellings: tuple[str, ...]
    stance: Stance | None = None


def gathered(folder: Path, known: frozenset[str] | None = None) -> tuple[list[Entry], list[str]]:
    """Return the entries of *folder* and what is wrong with it; *known* are the concepts it may speak of."""
    found = [item for path in sorted(folder.glob("*.yaml")) for item in _read(path, known)]
    errors = [item for item in found if isinstance(item, str)]
    if not found:
        errors.append(f"{folder}: no terms; expected *.yaml files of concepts")
    return [item for item in found if isinstance(item, Entry)], errors


def _read(path: Path, known: frozenset[str] | None) -> Iterator[Entry | str]:
    """Yield the entries of one file, and a located message for each that is wrong."""
    place = f"{path.parent.name}/{path.name}"
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        yield f"{place}: not readable as YAML: {' '.join(str(error).split())}"
        return
    if not isinstance(document, Mapping):
        yield f"{place}: expected a mapping of concepts to lists of terms"
        return
    for concept, lines in cast("Mapping[object, object]", document).items():
        if known is not None and concept not in known:
            yield f"{place}: {concept}: no such concept{_meant(str(concept), known)}; nothing would read its terms"
        elif not isinstance(lines, list):
            yield f"{place}: {concept}: expected a list of terms"
        else:
            for number, line in enumerate(cast("list[object]", lines), 1):
                entry = _entry(str(concept), line)
                yield entry if isinstance(entry, Entry) else f"{place}: {concept}, term {number}: {entry}"


def _meant(concept: str, known: frozenset[str]) -> str:
    close = get_close_matches(concept, sorted(known), 1)
    return f", did you mean {close[0]}" if close else ""


def _entry(concept: str, line: object) -> Entry | str:
    """Return the entry a line holds, or what is wrong with it."""
    if isinstance(line, str):
        line = {"term": line}
    if not isinstance(line, Mapping):
        return f"expected a term or a mapping with `term`, not {line!r}"
    fields = cast("Mapping[str, object]", line)
    if wrong := _wrong(fields):
        return wrong
    stance = fields.get("stance")
    spellings = (fields["term"], *cast("list[object]", fields.get("variants", [])))
    return Entry(concept, cast("tuple[str, ...]", spellings), Stance(str(stance)) if stance else None)


def _wrong(fields: Mapping[str, object]) -> str:
    if unknown := set(fields) - _KEYS:
        return f"unknown key {', '.join(sorted(map(str, unknown)))}; expected {', '.join(sorted(_KEYS))}"
    variants = fields.get("variants", [])
    if not isinstance(variants, list):
        return f"variants must be a list, not {variants!r}"
    for spelling in (fields.get("term"), *cast("list[object]", variants)):
        if not (isinstance(spelling, str) and spelling):
            return f"every spelling must be a non-empty string (quote numbers and words like no), not {spelling!r}"
    if any(not isinstance(fields.get(key, ""), str) for key in ("note", "source")):
        return "note and source must be strings"
    stance = fields.get("stance")
    if stance is not None and stance not in Stance.__members__:
        return f"unknown stance {stance!r}; expected {', '.join(Stance)}"
    return ""
