"""A YAML file that remembers where each of its values stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

import yaml

from rules.pack.alternative import Path
from rules.pack.issue import Issue

Place = tuple[int, int]
_TYPES = (bool, int, str)
_MAX_DEPTH = 32


@dataclass(slots=True)
class Document:
    """The data of one file, the places of its keys and values, and what was found so far."""

    name: str
    lines: list[str]
    data: object = None
    issues: list[Issue] = field(default_factory=list[Issue])
    keys: dict[Path, Place] = field(default_factory=dict[Path, Place])
    values: dict[Path, Place] = field(default_factory=dict[Path, Place])

    @classmethod
    def parse(cls, name: str, text: str) -> "Document":
        """Read *text*; whatever is not plain, unambiguous YAML becomes an issue."""
        document = cls(name, text.splitlines())
        try:
            if deep := _first_too_deep(text):
                document.report_at(deep, "nested too deeply")
            else:
                document.data = _build(document, yaml.CSafeLoader(text))  # 12 times as fast as SafeLoader (measured)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            document.report_at((mark.line, mark.column) if mark else (0, 0), f"not YAML: {error.problem}")
        except yaml.YAMLError as error:
            document.report_at((0, 0), f"not YAML: {error}")
        return document

    def report(self, path: Iterable[str | int], message: str, hint: str = "", *, at_key: bool = False) -> None:
        """Add an issue at the value (or key) that *path* leads to, or at the closest thing around it."""
        self.report_at(self.place(path, at_key=at_key), message, hint)

    def place(self, path: Iterable[str | int], *, at_key: bool = False) -> Place:
        """Return where the value (or key) stands that *path* leads to, or the closest thing around it."""
        places = {**self.values, **self.keys} if at_key else self.values
        known: Path = ()
        for step in path:  # steps that are not in the file (union members, defaults) are passed over
            if (*known, step) in self.values:
                known = (*known, step)
        return places.get(known, (0, 0))

    def report_at(self, place: Place, message: str, hint: str = "") -> None:
        """Add an issue at a line and column, both from 0."""
        self.issues.append(self.issue_at(place, message, hint))

    def issue_at(self, place: Place, message: str, hint: str = "") -> Issue:
        """Return an issue at a line and column, both from 0."""
        line, column = place
        text = self.lines[line] if line < len(self.lines) else ""
        return Issue(self.name, line + 1, column + 1, message, text, hint)


def _first_too_deep(text: str) -> Place | None:
    """Return where *text* is nested too deeply; the parser's events are safe at any depth, its nodes are not."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH and event.start_mark:
                return event.start_mark.line, event.start_mark.column
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _build(document: Document, loader: yaml.CSafeLoader) -> object:
    node = loader.get_single_node()
    return _Builder(document, loader).build(node, ()) if node else {}


class _Builder:
    """Turns YAML nodes into plain data while noting their places in the document."""

    def __init__(self, document: Document, loader: yaml.CSafeLoader) -> None:
        self._document = document
        self._loader = loader
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, path: Path) -> object:
        """Return the data of *node*, which stands at *path*."""
        self._document.values[path] = _start(node)
        if id(node) in self._seen:
            self._document.report(path, "anchors and aliases are not used in packs")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, number)) for number, child in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in data:
                self._document.report_at(_start(key_node), f"{key!r} is given twice")
                continue
            self._document.keys[*path, key] = _start(key_node)
            data[key] = self.build(value_node, (*path, key))
        return data

    def _scalar(self, node: yaml.Node, path: Path) -> object:
        try:
            value = cast(object, self._loader.construct_object(node))  # pyright: ignore[reportUnknownMemberType]  # untyped in the stubs
        except (yaml.YAMLError, ValueError):
            value = None
        if isinstance(value, _TYPES):
            return value
        self._document.report(path, "takes true, false, a whole number or text", "quote text; leave out what is empty")
        return ""


def _start(node: yaml.Node) -> Place:
    return node.start_mark.line, node.start_mark.column
