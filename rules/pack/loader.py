"""Reads rule packs from directories and reports everything wrong with them at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from rules.pack.action import Action
from rules.pack.catalogue import Catalogue
from rules.pack.condition import Comparison
from rules.pack.document import Document
from rules.pack.exemption import Exemption
from rules.pack.issue import Issue, PackError, did_you_mean
from rules.pack.lint import lint
from rules.pack.record import Record, Text
from rules.pack.rule import Level, Pattern, Rule
from rules.pack.trial import Profile, Step, Trial
from rules.pack.window import Window, WindowDeclaration

_MONITORS = "scoring.yaml"  # lies beside the rules but is the monitor's to read
_RECORDS = (Rule, Level, Pattern, Comparison, WindowDeclaration, Trial, Profile, Step, Text, Exemption)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Packs:
    """What was read from directories: the rules in force, where each stands, and all that is wrong.

    With issues, the catalogue holds what could be read and is not to be used.
    """

    catalogue: Catalogue
    documents: Mapping[str, Document]
    issues: tuple[Issue, ...]

    def issue(self, rule_id: str, path: Iterable[str | int], message: str, hint: str = "") -> Issue:
        """Return an issue at the value that *path* leads to in the file of a rule."""
        document = self.documents[rule_id]
        return document.issue_at(document.place(path), message, hint)


def load_packs(paths: Iterable[Path] = ()) -> Catalogue:
    """Return the built-in rules with those of *paths* over them; a later rule replaces an earlier one of its id.

    Raises:
        PackError: with every issue of every file.
    """
    packs = read_packs(paths)
    if packs.issues:
        raise PackError(packs.issues)
    return packs.catalogue


def check_packs(paths: Iterable[Path] = ()) -> list[Issue]:
    """Return everything wrong with the built-in rules and those of *paths*, in order of file and line."""
    return list(read_packs(paths).issues)


@dataclass(slots=True)
class _Shelf:
    """What has been read so far, and from which documents."""

    documents: list[Document] = field(default_factory=list[Document])
    rules: dict[str, tuple[Rule, Document]] = field(default_factory=dict[str, tuple[Rule, Document]])
    beneath: dict[str, tuple[Rule, Document]] = field(default_factory=dict[str, tuple[Rule, Document]])
    exemptions: dict[str, Exemption] = field(default_factory=dict[str, Exemption])
    actions: dict[str, Action] = field(default_factory=dict[str, Action])


def read_packs(paths: Iterable[Path] = ()) -> Packs:
    """Return what the built-in rules and those of *paths* say, whatever is wrong with it; nothing is raised."""
    shelf = _Shelf()
    for tree in (files("rules") / "packs", *paths):
        _read_tree(tree, shelf)
    catalogue = Catalogue(_sorted(shelf.rules), shelf.exemptions, shelf.actions, _sorted(shelf.beneath))
    every = (*shelf.rules.values(), *shelf.beneath.values())
    for rule, document in every if shelf.exemptions and shelf.actions else ():
        lint(rule, document, catalogue)
    _lint_windows(shelf.rules.values())
    issues = sorted(issue for document in shelf.documents for issue in document.issues)
    documents = {rule_id: document for rule_id, (_, document) in shelf.rules.items()}
    return Packs(catalogue, documents, tuple(issues))


def _read_tree(tree: Traversable, shelf: _Shelf) -> None:
    if not tree.is_dir():
        document = Document(str(tree), [])
        document.report((), "no such directory")
        shelf.documents.append(document)
        return
    here: dict[str, Document] = {}
    for file in _yaml_files(tree):
        document = _open(file)
        shelf.documents.append(document)
        if file.name == "exemptions.yaml":
            shelf.exemptions.update(validate(document, TypeAdapter(dict[str, Exemption])) or {})
        elif file.name == "actions.yaml":
            shelf.actions.update(validate(document, TypeAdapter(dict[str, Action])) or {})
        elif rule := validate(document, TypeAdapter(Rule)):
            _shelve(rule, document, file.name, here)
            _lay(rule, document, shelf)


def _lay(rule: Rule, document: Document, shelf: _Shelf) -> None:
    """Lay *rule* over the one of its id; what lies under the sandbox is remembered."""
    below = shelf.rules.get(rule.id)
    if rule.maturity != "sandbox":
        shelf.beneath.pop(rule.id, None)
    elif below and below[0].maturity != "sandbox":
        shelf.beneath[rule.id] = below
    shelf.rules[rule.id] = rule, document


def _sorted(rules: Mapping[str, tuple[Rule, Document]]) -> dict[str, Rule]:
    return {name: rules[name][0] for name in sorted(rules)}


def _open(file: Traversable) -> Document:
    try:
        return Document.parse(str(file), file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        document = Document(str(file), [])
        document.report((), "not UTF-8 text")
        return document


def _yaml_files(tree: Traversable) -> Iterator[Traversable]:
    for entry in sorted(tree.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _yaml_files(entry)
        elif entry.name.endswith(".yaml") and entry.name != _MONITORS:
            yield entry


def _shelve(rule: Rule, document: Document, file_name: str, here: dict[str, Document]) -> None:
    if file_name != f"{rule.id}.yaml":
        document.report(("id",), f"the file of {rule.id!r} is named {rule.id}.yaml")
    if rule.id in here:
        document.report(("id",), f"{rule.id!r} is also in {here[rule.id].name}")
    here[rule.id] = document


def validate(document: Document, adapter: TypeAdapter[_T], records: Collection[type[Record]] = _RECORDS) -> _T | None:
    """Return the document's data as a record, made of *records*, or None after noting what is wrong with it."""
    if document.issues:
        return None
    try:
        return adapter.validate_python(document.data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _note(document, detail, records)
        return None


def _note(document: Document, detail: ErrorDetails, records: Collection[type[Record]]) -> None:
    path = detail["loc"]
    last = str(path[-1]) if path else ""
    if detail["type"] == "extra_forbidden":
        document.report(path, f"unknown field {last!r}", did_you_mean(last, _field_names(records)), at_key=True)
    elif detail["type"] == "missing":
        document.report(path, f"the field {last!r} is missing")
    else:
        document.report(path, detail["msg"].removeprefix("Value error, "))


def _field_names(records: Collection[type[Record]]) -> set[str]:
    return {info.alias or name for record in records for name, info in record.model_fields.items()}


def _lint_windows(rules: Iterable[tuple[Rule, Document]]) -> None:
    """Report windows of one name that two rules over the same kind of fact define differently."""
    first: dict[tuple[str, str], tuple[Window, str]] = {}
    for rule, document in rules:
        for name, declared in rule.windows.items():
            window = declared.named(name, rule.fact)
            known, owner = first.setdefault((rule.fact, name), (window, rule.id))
            if known != window:
                document.report(("windows", name), f"{owner} defines a window {name!r} differently", at_key=True)
