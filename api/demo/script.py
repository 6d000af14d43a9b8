"""A script says what a synthetic community is like and what happens in it; a YAML file each."""

from collections.abc import Mapping
from datetime import date, datetime
from importlib.resources import files
from typing import Literal

import msgspec

from monitor.event import Platform

Voice = Literal["owner", "staff", "member", "promoter", "visitor"]
Handling = Literal["warn", "delete", "mute", "remove"]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that is said again and again: by whom, how often a day, and in which patterns.

    A pattern is a sentence or a dialogue. A dialogue's lines begin with their speaker: `o>` owner, `s>` staff,
    `b>` and `c>` other members; a line without one is the part's own voice. A visitor joins to say it.
    """

    by: Voice
    a_day: float
    say: tuple[str | tuple[str, ...], ...]
    tag: str = ""  # remembers the speakers, so that an act can name them
    handled: tuple[Handling, ...] = ()  # what staff do about it within hours
    reprimand: tuple[str, ...] = ()  # how staff say so, when they warn


class Joins(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How people come in: how many a day, and who brings them."""

    a_day: float
    brought_by: Literal["nobody", "staff", "members"] = "nobody"


class Phase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of days, both ends included, with its own talk, joins and payments."""

    first: date
    last: date
    parts: tuple[Part, ...] = ()
    joins: Joins = Joins(0)
    red_packets_a_day: float = 0
    commissions_a_day: float = 0  # members report one, earned on a deposit three tiers below


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One dated event. `at` is local time; `origin` tells what is on record from what is invented."""

    at: datetime
    do: Literal["say", "notice", "mute_all", "mute", "remove", "staff_leaves", "dissolve"]
    by: Voice = "owner"
    text: str = ""
    whom: str = ""  # a part's tag
    count: int = 0
    origin: Literal["synthetic", "record"] = "synthetic"


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One community: who is in, its rules, its phases and its dated acts."""

    id: str
    platform: Platform
    name: str
    kind: Literal["interest", "work", "family", "ad", "paid", "class", "shop"]
    owner: str
    members: int
    phases: tuple[Phase, ...] = ()
    opens: date | None = None  # the first day that is played; None: the first of the phases
    admins: tuple[str, ...] = ()
    about: str = ""
    join_approval: bool | None = None
    ads: Literal["allowed", "forbidden", "silent"] = "silent"
    observes: tuple[Literal["messages", "joins", "notices", "roles", "moderation"], ...] = (
        "messages",
        "joins",
        "notices",
    )
    time_zone: str = "Asia/Shanghai"
    rules: str = ""
    acts: tuple[Act, ...] = ()
    words: Mapping[str, tuple[str, ...]] = {}


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Several groups in which much the same is said, each with acts of its own."""

    groups: tuple[Script, ...]
    phases: tuple[Phase, ...]
    words: Mapping[str, tuple[str, ...]] = {}


def read_script(text: str) -> Script:
    """Read the script of one community.

    Raises:
        msgspec.ValidationError: the text is not a script; the message names the path.
    """
    return _with_words(msgspec.yaml.decode(text, type=Script), common_words())


def read_story(text: str) -> list[Script]:
    """Read a story as the scripts of its groups, the shared phases before each group's own.

    Raises:
        msgspec.ValidationError: the text is not a story; the message names the path.
    """
    story = msgspec.yaml.decode(text, type=Story)
    words = {**common_words(), **story.words}
    return [
        msgspec.structs.replace(_with_words(script, words), phases=(*story.phases, *script.phases))
        for script in story.groups
    ]


def _with_words(script: Script, words: Mapping[str, tuple[str, ...]]) -> Script:
    return msgspec.structs.replace(script, words={**words, **script.words})


def bundled(name: str) -> str:
    """Return the text of a bundled file."""
    return (files("api.demo") / "scripts" / f"{name}.yaml").read_text(encoding="utf-8")


def common_words() -> dict[str, tuple[str, ...]]:
    """Return the classes of words that every script may use."""
    return msgspec.yaml.decode(bundled("words"), type=dict[str, tuple[str, ...]])
