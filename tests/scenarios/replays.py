"""The builders of the replays: each returns its events in time order, the same at every call."""

import heapq
from datetime import datetime, timedelta
from operator import attrgetter
from pathlib import Path

import msgspec

from api.demo import healthy_history
from api.demo.group import Group
from api.demo.play import play
from api.demo.script import read_story
from monitor.event import Event, Settings

_HERE = Path(__file__).parent
_SEED = 2017


def plustoken() -> list[Event]:
    """PlusToken 2018-05 to 2020-11: launch, growth, late payouts, a notice, dissolution at night, aftermath."""
    return _story("plustoken")


def tokenstore() -> list[Event]:
    """TokenStore 2019-03 to 2019-06: promotion, "hacked, upgrading for ten days", failed payouts, collapse."""
    return _story("tokenstore")


def forsage() -> list[Event]:
    """Forsage 2020-01 to 2022-08: a pyramid that pays uplines at once, so that nothing ever strains."""
    return _story("forsage")


def healthy() -> list[Event]:
    """The demonstration's healthy groups; only what visitors post there (see `healthy_history`) breaks a rule."""
    return list(healthy_history())


class _Quote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    at: datetime
    text: str


class _Education(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    recorded: tuple[_Quote, ...]
    invented: tuple[str, ...]


def education() -> list[Event]:
    """A town group in January 2026 in which fraud is warned of, asked about and refused, and money is talked of."""
    texts = msgspec.yaml.decode((_HERE / "education.yaml").read_bytes(), type=_Education)
    group = Group("wechat", "town-hall", "社区便民群", "Asia/Shanghai")
    people = [group.newcomer("居委会王主任", "owner"), *(group.newcomer(f"居民{n}") for n in range(1, 16))]
    start = texts.recorded[0].at
    group.open(start - timedelta(days=1), people, Settings(join_approval=True))
    for number, quote in enumerate(texts.recorded):
        group.say(quote.at, people[number], quote.text, origin="record")
    for number, text in enumerate(texts.invented, start=1):
        group.say(start + timedelta(hours=5 * number), people[number % len(people)], text)
    return sorted(group.events, key=attrgetter("time"))


def _story(name: str) -> list[Event]:
    scripts = read_story((_HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return list(heapq.merge(*(play(script, _SEED) for script in scripts), key=attrgetter("time")))
