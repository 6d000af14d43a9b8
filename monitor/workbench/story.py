"""The steps of an inline test told as events, and where a step is none."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import cast

import msgspec
from msgspec import inspect

from monitor.decode import RecordError, decode_event
from monitor.errors import MonitorError
from monitor.event import Community, Data, Event, Inviter, Message, Notice, Person, Platform, source_of
from rules import Issue, Packs, Step, Trial
from rules.pack.alternative import Path
from rules.pack.issue import did_you_mean

PLATFORM: Platform = "generic"
GROUP = "trial"
COMMUNITY = f"{PLATFORM}:{GROUP}"
_NUMBERED = ("by", "who", "text", "id", "message", "reply_to")


class StepError(MonitorError):
    """A step of an inline test is no event; `path` leads from the test to the place."""

    def __init__(self, path: Path, why: str, hint: str = "") -> None:
        super().__init__(f"{'.'.join(map(str, path))}: {why}")
        self.path = path
        self.why = why
        self.hint = hint


def misfits(packs: Packs) -> list[Issue]:
    """Return every step of the tests of *packs* that is no event, the first of each test, where its file says so."""
    return [
        packs.issue(rule.id, ("tests", number, *error.path), error.why, error.hint)
        for rule in packs.catalogue.rules.values()
        for number, trial in enumerate(rule.tests)
        if (error := _misfit(trial))
    ]


def _misfit(trial: Trial) -> StepError | None:
    try:
        events_of(trial)
    except StepError as error:
        return error
    return None


def events_of(trial: Trial) -> list[Event]:
    """Return the events that the steps of *trial* tell of.

    Raises:
        StepError: a step is no event.
    """
    names = map("e{}".format, count(1))
    return [
        event for number, step in enumerate(trial.events) for event in _told(step, ("events", number), trial, names)
    ]


def _told(step: Step, path: Path, trial: Trial, names: Iterator[str]) -> list[Event]:
    for place, name, known in _unknown(step.data, _data_type(), ()):
        raise StepError((*path, "data", *place), f"events have no {name!r} here", did_you_mean(name, known))
    try:
        return [decode_event(raw) for raw in _raws(step, trial.start, names)]
    except RecordError as error:
        raise StepError((*path, *_steps(error.where)), error.why) from None


@cache
def _data_type() -> inspect.Type:
    return inspect.type_info(Data)  # takes milliseconds


def _unknown(value: object, kind: inspect.Type, path: Path) -> Iterator[tuple[Path, str, Iterable[str]]]:
    """Yield the names in *value* that no event carries there: their paths, and those that are known instead."""
    if isinstance(kind, inspect.UnionType):
        kind = next((each for each in kind.types if isinstance(each, inspect.StructType | inspect.VarTupleType)), kind)
    if isinstance(value, dict) and isinstance(kind, inspect.StructType):
        fields = {field.encode_name: field.type for field in kind.fields}
        for name, below in cast("Mapping[str, object]", value).items():
            if name in fields:
                yield from _unknown(below, fields[name], (*path, name))
            else:
                yield (*path, name), name, fields
    elif isinstance(value, list) and isinstance(kind, inspect.VarTupleType):
        for number, below in enumerate(cast("list[object]", value)):
            yield from _unknown(below, kind.item_type, (*path, number))


def _steps(where: str) -> Path:
    """Return the steps of a JSON path like `$.data.roster.members[0].role`."""
    return tuple(int(step) if step.isdigit() else step for step in re.findall(r"[^.$\[\]]+", where))


def _raws(step: Step, start: datetime, names: Iterator[str]) -> Iterator[bytes]:
    at = start + timedelta(seconds=step.at)
    every = timedelta(seconds=step.every or 0)
    if step.invites:
        for index, (inviter, member) in enumerate(_brought(step)):
            joined = step.model_copy(update={"who": member, "inviter": inviter})
            yield _raw("member.joined", at + index * every, next(names), joined)
        return
    for index in range(step.repeat):
        yield _raw(step.type or "message.created", at + index * every, next(names), _numbered(step, index + 1))


def _numbered(step: Step, number: int) -> Step:
    """Return *step* with its number for every {n}, when it is one of a series."""
    if step.repeat == 1:
        return step
    given = {name: value for name in _NUMBERED if isinstance(value := getattr(step, name), str)}
    written = msgspec.json.encode({**given, "data": step.data}).replace(b"{n}", str(number).encode())
    return step.model_copy(update=msgspec.json.decode(written))


def _brought(step: Step) -> Iterator[tuple[str, str]]:
    for inviter, member, many in step.invites:
        members = [member] if many == 1 else [f"{member}{number}" for number in range(1, many + 1)]
        yield from ((inviter, each) for each in members)


def _raw(kind: str, at: datetime, event_id: str, step: Step) -> bytes:
    """Return the JSON of one event; it comes in like any other."""

    def person(key: str | None) -> Person | None:
        return Person(id=key, role=step.role if key == step.by else None) if key else None

    text, group = step.text, step.group or GROUP
    is_message = kind.startswith("message.")
    inviter = person(step.inviter)
    data = Data(
        platform=PLATFORM,
        community=Community(id=group),
        actor=person(step.by),
        target=person(step.who),
        inviter=Inviter(inviter) if inviter else None,
        role=step.role if kind == "member.role_changed" else None,
        message=Message(step.message or step.id or event_id, text or "", step.reply_to) if is_message else None,
        notice=Notice(text) if kind == "community.notice_changed" else None,
    )
    return msgspec.json.encode(
        {
            "id": event_id,
            "source": source_of(PLATFORM, group),
            "type": kind,
            "time": at.astimezone(UTC).isoformat(),
            "data": _joined(msgspec.to_builtins(data), step.data),
        }
    )


def _joined(data: Mapping[str, object], more: Mapping[str, object]) -> dict[str, object]:
    """Return *data* with the fields *more*; parts that both have are joined."""
    joined = {name: {**_part(data.get(name)), **part} for name, value in more.items() if (part := _part(value))}
    return {**data, **more, **joined}


def _part(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}
