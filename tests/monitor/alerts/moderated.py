"""Random stories of a group whose owner deals with some of what members write, and lets other things lie for weeks."""

from collections.abc import Callable
from random import Random

from msgspec.structs import replace

from monitor.clock import DAY, HOUR, MINUTE
from monitor.event import EventType
from monitor.record import Record, Who
from rules.signals import Signal
from tests.monitor.happenings import OWEN, START, signal

PAUSES = (0, MINUTE, 3 * HOUR, DAY, 12 * DAY)
SIGNALS: tuple[tuple[Signal, ...], ...] = (
    (),
    (signal("guarantee"),),
    (signal("yield", 4.0),),
    (signal("yield", 30.0), signal("commission", 3.0), signal("scheme_name", "star")),
    (signal("payout_failure", 72.0),),
    (signal("ad", 0.9), signal("contact", "wechat")),
)
CLAUSES = tuple(
    signal("clause", about) for about in ("heading", "ads", "illegal", "investment", "penalties", "privacy")
)
ON_MESSAGES: tuple[EventType, ...] = ("message.deleted", "action.attested", "message.labelled")
ON_MEMBERS: tuple[EventType, ...] = ("member.muted", "member.removed", "member.left", "member.joined")
ON_REPORTS: tuple[EventType, ...] = ("report.submitted", "report.acknowledged", "report.closed")
Happening = Callable[[Random, Record], Record]


def moderated(seed: int, length: int) -> list[Record]:
    """Return *length* records in order, none to weeks apart, the last long after the others."""
    random, at, records = Random(seed), START, list[Record]()  # noqa: S311 - repeatable
    for number in range(length):
        at += random.choice(PAUSES)
        blank = Record(f"e{number:03}", "message.created", at)
        records.append(random.choice((_said, _said, *HAPPENINGS))(random, blank))
    return [*records, Record("end", "connector.heartbeat", at + 40 * DAY)]


def _somebody(random: Random) -> Who:
    return random.choice((OWEN, *(Who(f"m{number}") for number in range(4))))


def _message(random: Random) -> str:
    return f"said-{random.randrange(12)}"


def _said(random: Random, blank: Record) -> Record:
    return replace(blank, actor=_somebody(random), message=_message(random), signals=random.choice(SIGNALS))


def _warned(random: Random, blank: Record) -> Record:
    return replace(blank, actor=OWEN, message=blank.id, reply_to=_message(random), signals=(signal("reprimand"),))


def _dealt_with(random: Random, blank: Record) -> Record:
    kind, action = random.choice(ON_MESSAGES), random.choice(("confirmed", "overturned", "deleted"))
    return replace(
        blank, type=kind, actor=_somebody(random), message=_message(random), action=action, category="fraud"
    )  # fmt: skip


def _treated(random: Random, blank: Record) -> Record:
    return replace(blank, type=random.choice(ON_MEMBERS), actor=OWEN, target=Who(f"m{random.randrange(4)}"))


def _reported(random: Random, blank: Record) -> Record:
    return replace(
        blank, type=random.choice(ON_REPORTS), actor=_somebody(random), report=f"r{random.randrange(3)}"
    )  # fmt: skip


def _noticed(random: Random, blank: Record) -> Record:
    clauses = CLAUSES[: random.randrange(len(CLAUSES) + 1)]
    return replace(blank, type="community.notice_changed", actor=OWEN, signals=clauses, notice_removed=not clauses)


def _set(random: Random, blank: Record) -> Record:
    told = {"join_approval": random.random() < 0.5, "contact": random.random() < 0.5}
    return replace(blank, type="community.settings_changed", actor=OWEN, settings=told)


HAPPENINGS: tuple[Happening, ...] = (_warned, _dealt_with, _treated, _reported, _noticed, _set)
