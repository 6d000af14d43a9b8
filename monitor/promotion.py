"""Rules go from their trial into force, and back: files of a folder, and beside them a history that loses nothing."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from monitor.errors import MonitorError
from rules import Catalogue, Packs

HISTORY = "promotions.jsonl"


class PromotionError(MonitorError):
    """Nothing was promoted or rolled back; a line for each reason."""


class RuleVersion(msgspec.Struct, frozen=True):
    """A rule, its version after the change, and the one before; None when there is none."""

    id: str
    version: int | None
    before: int | None


class FileChange(msgspec.Struct, frozen=True):
    """What a file, named from the pack folder, held before and after; None when there was none."""

    path: str
    before: str | None
    after: str | None


class Promotion(msgspec.Struct, frozen=True):
    """One line of the history: who changed which rules when, why, and every byte of it."""

    time: str
    kind: Literal["promote", "rollback"]
    by: str
    note: str
    rules: tuple[RuleVersion, ...]
    files: tuple[FileChange, ...]


_decode = msgspec.json.Decoder(Promotion).decode


class PackFolder:
    """The folder of a deployment's own packs, with the history of what was put into it."""

    def __init__(self, folder: Path) -> None:
        """Work on *folder*, which may not be there yet."""
        self._folder = folder
        self._history = folder / HISTORY

    def history(self) -> list[Promotion]:
        """Return every promotion and roll-back, oldest first.

        Raises:
            PromotionError: a line of the history was tampered with.
        """
        if not self._history.exists():
            return []
        try:
            return [_decode(line) for line in self._history.read_bytes().splitlines()]
        except msgspec.DecodeError as error:
            raise PromotionError(f"{self._history}: {error}") from error

    def promote(
        self, source: Path, packs: Packs, in_force: Catalogue, *, by: str, note: str, now: datetime
    ) -> Promotion:
        """Move the rules that lie in *source* here; *packs* are checked and hold them over those *in_force*.

        Raises:
            PromotionError: *source* holds no rules or more than rules, a version was not raised, or a rule is still of
                the sandbox. Nothing was moved.
        """
        here = {id_: Path(document.name) for id_, document in packs.documents.items()}
        files = {id_: file for id_, file in here.items() if file.is_relative_to(source)}
        problems = [*_unfit(source, files), *self._not_raised(files, packs.catalogue, in_force)]
        if problems:
            raise PromotionError("\n".join(problems))
        entry = Promotion(
            time=now.isoformat(timespec="seconds"),
            kind="promote",
            by=by,
            note=note,
            rules=tuple(
                RuleVersion(id_, packs.catalogue.rules[id_].version, _version(in_force, id_)) for id_ in sorted(files)
            ),
            files=tuple(self._moved(source, file) for _, file in sorted(files.items())),
        )
        self._enter(entry)
        for file in files.values():
            file.unlink()
        return entry

    def roll_back(self, *, by: str, note: str, now: datetime) -> Promotion:
        """Return to what was here before the last promotion that was not rolled back yet.

        Raises:
            PromotionError: there is none, or a file was changed by hand since.
        """
        last = self._last_standing()
        edited = [
            change.path for change in last.files if self._content(change.path) not in {change.before, change.after}
        ]
        if edited:
            raise PromotionError(
                "\n".join(f"{self._folder / path}: was changed since it was promoted" for path in edited)
            )
        entry = Promotion(
            time=now.isoformat(timespec="seconds"),
            kind="rollback",
            by=by,
            note=note,
            rules=tuple(RuleVersion(rule.id, rule.before, rule.version) for rule in last.rules),
            files=tuple(FileChange(change.path, change.after, change.before) for change in last.files),
        )
        self._enter(entry)
        return entry

    def _last_standing(self) -> Promotion:
        standing: list[Promotion] = []
        for entry in self.history():
            if entry.kind == "promote":
                standing.append(entry)
            else:
                standing.pop()
        if not standing:
            raise PromotionError(f"{self._history}: there is no promotion to roll back")
        return standing[-1]

    def _not_raised(self, ids: Iterable[str], catalogue: Catalogue, in_force: Catalogue) -> Iterator[str]:
        """Yield what is wrong with versions: one says for good which rule it was, so none is given twice."""
        used: dict[str, int] = {}
        for rule in (rule for entry in self.history() for rule in entry.rules):
            used[rule.id] = max(used.get(rule.id, 0), rule.version or 0)
        for id_ in sorted(ids):
            version, least = catalogue.rules[id_].version, max(used.get(id_, 0), _version(in_force, id_) or 0)
            if version <= least:
                yield f"{id_}: version {version} was in force already or before, expected {least + 1} or more"
            if catalogue.rules[id_].maturity == "sandbox":
                yield f"{id_}: is of the sandbox, expected incubating or stable"

    def _moved(self, source: Path, file: Path) -> FileChange:
        known = next(self._folder.rglob(file.name), self._folder / file.relative_to(source))
        path = str(known.relative_to(self._folder))
        return FileChange(path, self._content(path), file.read_text(encoding="utf-8"))

    def _content(self, path: str) -> str | None:
        file = self._folder / path
        return file.read_text(encoding="utf-8") if file.exists() else None

    def _enter(self, entry: Promotion) -> None:
        """Write *entry* down, then do it: whatever breaks off in between can be rolled back."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._history.open("ab") as history:
            history.write(msgspec.json.encode(entry) + b"\n")
        for change in entry.files:
            _write(self._folder / change.path, change.after)


def _unfit(source: Path, files: dict[str, Path]) -> Iterator[str]:
    if not files:
        yield f"{source}: holds no rules"
    for file in sorted(source.rglob("*.yaml")):
        if file not in files.values():
            yield f"{file}: is no rule; put it into the pack folder by hand first"


def _version(catalogue: Catalogue, id_: str) -> int | None:
    rule = catalogue.rules.get(id_)
    return rule.version if rule else None


def _write(file: Path, content: str | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(file.name + ".new")  # a monitor that reads meanwhile sees the old file or the new one whole
    fresh.write_text(content, encoding="utf-8")
    fresh.replace(file)
