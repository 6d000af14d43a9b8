"""What rules that are in order could still do better. Advice does not keep a pack from being used."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from rules.pack.alternative import Alternative, Path, covers, implies
from rules.pack.catalogue import Catalogue
from rules.pack.condition import Condition
from rules.pack.issue import Issue
from rules.pack.loader import Packs
from rules.pack.rule import Rule
from rules.pack.summary import figures, placeholders
from rules.pack.unit import unit

FEWEST_TESTS = 2
"""hits, and near misses, that a rule has at least (design)"""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")

Advice = tuple[Path, str, str]
"""where, what, and how to mend it"""


def advice(packs: Packs) -> list[Issue]:
    """Return what could be better in *packs*, whose rules are in order, sorted by file and line."""
    given = [
        replace(packs.issue(rule.id, path, message, hint), is_advice=True)
        for rule in packs.catalogue.rules.values()
        for path, message, hint in _on(rule, packs.catalogue)
    ]
    return sorted(given)


def _on(rule: Rule, catalogue: Catalogue) -> Iterator[Advice]:
    yield from _tests(rule)
    yield from _texts(rule)
    yield from _windows(rule)
    alternatives = catalogue.alternatives(rule)
    yield from _ways(alternatives)
    yield from _exemptions(rule, catalogue)
    yield from _twins(rule, alternatives, catalogue)


def _tests(rule: Rule) -> Iterator[Advice]:
    for expect, name in (("hit", "hits"), ("near_miss", "near misses")):
        count = sum(trial.expect == expect for trial in rule.tests)
        if count < FEWEST_TESTS:
            yield ("tests",), f"{count} {name} among the tests, at least {FEWEST_TESTS} are wanted", ""


def _texts(rule: Rule) -> Iterator[Advice]:
    for name, text in (("name", rule.name), ("summary", rule.summary), ("false_positives", rule.false_positives)):
        if not _CHINESE.search(text.zh):
            yield (name, "zh"), "no Chinese in the Chinese text", "translate it"
        if _CHINESE.search(text.en):
            yield (name, "en"), "Chinese in the English text", "translate it"
    shown = {language: set(placeholders(getattr(rule.summary, language))) for language in ("zh", "en")}
    for language, other in (("zh", "en"), ("en", "zh")):
        for missing in sorted(shown[other] - shown[language]):
            yield ("summary", language), f"does not show {{{missing}}} as the other language does", ""
    for language in ("zh", "en"):
        for field, form in figures(getattr(rule.summary, language)):
            if "|" not in form and form != (right := unit(field, rule.windows)):
                yield ("summary", language), f"shows {{{field}}} in a unit that is not its own", _right(field, right)


def _right(field: str, unit: str) -> str:
    return f"write {{{field}:{unit}}}%" if unit else f"write {{{field}}}"


def _windows(rule: Rule) -> Iterator[Advice]:
    used = {field for level in rule.levels for _, clause in level.places() for field in clause}
    used |= {*placeholders(rule.summary.zh), *placeholders(rule.summary.en), *rule.keep}
    used |= {term for window in rule.windows.values() for term in window.ratio or ()}
    for name in rule.windows.keys() - used:
        yield ("windows", name), f"nothing uses the window {name!r}", "compare it in a level, or leave it out"


def _ways(alternatives: Iterable[Alternative]) -> Iterator[Advice]:
    """Yield the ways to match that another way to match the same level makes needless."""
    needless: dict[Path, None] = {}
    for one, other in combinations(alternatives, 2):
        if one.severity == other.severity and one.path != other.path:
            if covers(one, other):
                needless[other.path] = None
            elif covers(other, one):
                needless[one.path] = None
    for path in needless:
        yield path, "needless: whatever satisfies this also satisfies another way to match the level", ""


def _exemptions(rule: Rule, catalogue: Catalogue) -> Iterator[Advice]:
    """Yield the exemptions whose fields the rule's own conditions already rule out."""
    bare = catalogue.alternatives(rule.model_copy(update={"exemptions": ()}))
    parts = [part for alternative in bare for part in alternative.parts]
    for number, name in enumerate(rule.exemptions):
        exemption = catalogue.exemptions[name]
        for field, value in (exemption.unless or {}).items():
            if all(implies(part.conditions, (Condition(field, "ne", value),)) for part in parts):
                yield ("exemptions", number), f"{name} changes nothing: no level can match while {field} is {value}", ""
        if exemption.cap and all(level.severity <= exemption.cap.severity for level in rule.levels):
            yield ("exemptions", number), f"{name} changes nothing: no level is graver than it allows", ""


def _twins(rule: Rule, alternatives: Iterable[Alternative], catalogue: Catalogue) -> Iterator[Advice]:
    """Yield the rule before this one that matches the same facts."""
    own = _matched(alternatives)
    for other in catalogue.rules.values():
        if other.id >= rule.id:
            return
        if (other.fact, other.after) == (rule.fact, rule.after) and _matched(catalogue.alternatives(other)) == own:
            yield ("levels",), f"matches the same facts as {other.id}", "make one rule of the two"


def _matched(alternatives: Iterable[Alternative]) -> frozenset[tuple[frozenset[Condition], ...]]:
    return frozenset(tuple(frozenset(part.conditions) for part in alternative.parts) for alternative in alternatives)
