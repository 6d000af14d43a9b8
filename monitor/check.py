"""Judge export files offline: spill to a temporary store, put in order, replay, report."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from monitor.document import CheckDocument, Skipped
from monitor.event import Event
from monitor.intake import Intake
from monitor.language import Language
from monitor.panel import Panel
from monitor.profile import Profiles
from monitor.pseudonym import Pseudonyms
from monitor.readers import ReadOptions, read_export
from monitor.replay import replay
from monitor.spill import spilled


@dataclass(frozen=True, slots=True)
class Progress:
    """Who is told how far a check has come: bytes read of a file, then events judged of all."""

    on_file: Callable[[Path], Callable[[int], None] | None] = lambda _path: None
    on_judged: Callable[[int, int], None] = lambda _done, _all: None


def check(
    paths: Iterable[Path],
    panel: Panel,
    language: Language,
    *,
    profiles: Profiles | None = None,
    key: bytes | None = None,
    source: str = "auto",
    options: ReadOptions | None = None,
    progress: Progress | None = None,
) -> CheckDocument:
    """Return everything that is said of the communities in the files at *paths*.

    People are pseudonymous under *key*; without one, under a key of this run. Memory does not grow with the files.

    Raises:
        UnreadableExport: a file cannot be read at all.
    """
    progress = progress or Progress()
    source_events = read_entries(paths, source, options or ReadOptions(), progress)
    return judge_events(source_events, panel, language, profiles=profiles, key=key, progress=progress)


def judge_events(
    source_events: Iterable[Event | Skipped],
    panel: Panel,
    language: Language,
    *,
    profiles: Profiles | None = None,
    key: bytes | None = None,
    progress: Progress | None = None,
) -> CheckDocument:
    """Return everything that is said of the communities in *source_events*, in whatever order they come."""
    intake = Intake(panel.reader, Pseudonyms(key or secrets.token_bytes(32)))
    on_judged = (progress or Progress()).on_judged
    with spilled(source_events, intake) as spill, spill.histories() as histories:
        events = spill.events
        judgement = replay(
            histories, panel, intake.hidden(profiles or {}), on_judged=lambda done: on_judged(done, events)
        )
    return CheckDocument(events, (*spill.skipped, *judgement.failures), tuple(judgement.reports(panel, language)))


def read_entries(
    paths: Iterable[Path], source: str, options: ReadOptions, progress: Progress
) -> Iterator[Event | Skipped]:
    """Yield what the files at *paths* hold, one after the other.

    Raises:
        UnreadableExport: a file cannot be read at all.
    """
    for path in paths:
        for entry in read_export(path, source, replace(options, on_bytes=progress.on_file(path))):
            yield entry if isinstance(entry, Event) else Skipped(f"{path.name}: {entry.where}", entry.why)
