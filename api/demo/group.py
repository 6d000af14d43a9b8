"""A group writes down what happens in one synthetic community, as canonical events."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from monitor.event import (
    Community,
    Data,
    Event,
    EventType,
    Inviter,
    Join,
    Message,
    Money,
    Mute,
    Notice,
    Person,
    Platform,
    Role,
    Roster,
    Settings,
    source_of,
)

SYNTHETIC = "synthetic"


@dataclass
class Group:
    """One community's people and events. Times are local and naive; events carry UTC."""

    platform: Platform
    id: str
    name: str
    time_zone: str
    events: list[Event] = field(default_factory=list[Event])
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    uplines: dict[str, str] = field(default_factory=dict[str, str])
    silent: set[str] = field(default_factory=set[str])
    _people_ever: int = 0

    def newcomer(self, name: str, role: Role = "member", kind: str = "") -> Person:
        """Name somebody new, who is not in yet; *kind* is the role unless it says more."""
        self._people_ever += 1
        return Person(id=person_id(self.id, kind or role, self._people_ever), name=name, role=role)

    def staff(self) -> list[Person]:
        """Return owner and admins, the owner first."""
        return [person for person in self.people.values() if person.role in {"owner", "admin"}]

    def speakers(self) -> list[Person]:
        """Return the ordinary members who may speak again: neither muted nor only passing by."""
        return [p for p in self.people.values() if p.role == "member" and p.id not in self.silent]

    def open(self, at: datetime, people: list[Person], settings: Settings) -> None:
        """Found the group with *people*, the owner first."""
        self.people = {str(person.id): person for person in people}
        self.record("community.created", at, actor=people[0], settings=settings)
        roster = Roster(members=tuple(people), count=len(people), exact=True)
        self.record("roster.snapshot", at, roster=roster)

    def say(self, at: datetime, who: Person, text: str, *, reply_to: str | None = None, origin: str = SYNTHETIC) -> str:
        """Write a message and return its id."""
        message = Message(id=f"{self.id}-{len(self.events)}", text=text, reply_to_id=reply_to)
        self.record("message.created", at, message.id, actor=who, message=message, origin=origin)
        return message.id

    def delete(self, at: datetime, by: Person, message_id: str) -> None:
        """Write that *by* deleted a message."""
        self.record("message.deleted", at, message_id, actor=by, message=Message(id=message_id))

    def join(self, at: datetime, who: Person, inviter: Person | None = None) -> None:
        """Write that *who* came in, brought by *inviter* when that is known."""
        brought = None if inviter is None else Inviter(person=inviter)
        join = Join(method="qr" if inviter is None else "invited")
        self.people[str(who.id)] = who
        if inviter is not None:
            self.uplines[str(who.id)] = str(inviter.id)
        self.record("member.joined", at, who.id, target=who, inviter=brought, join=join)

    def leave(self, at: datetime, who: Person) -> None:
        """Write that *who* left."""
        del self.people[str(who.id)]
        self.record("member.left", at, who.id, target=who)

    def remove(self, at: datetime, by: Person, whom: Person) -> None:
        """Write that *by* removed *whom*."""
        del self.people[str(whom.id)]
        self.record("member.removed", at, whom.id, actor=by, target=whom)

    def mute(self, at: datetime, by: Person, whom: Person, hours: int) -> None:
        """Write that *by* muted *whom*, who says nothing more here."""
        self.silent.add(str(whom.id))
        self.record("member.muted", at, whom.id, actor=by, target=whom, mute=Mute(duration_s=hours * 3600))

    def put_notice(self, at: datetime, by: Person, text: str, origin: str = SYNTHETIC) -> None:
        """Write that *by* changed the group's notice."""
        self.record("community.notice_changed", at, actor=by, notice=Notice(text=text), origin=origin)

    def send_red_packet(self, at: datetime, payer: Person, amount_minor: int, memo: str) -> None:
        """Write that *payer* sent a red packet of *amount_minor* fen."""
        money = Money("red_packet", "paid", payer=payer, amount_minor=amount_minor, currency="CNY", memo=memo)
        self.record("payment.sent", at, payer.id, actor=payer, money=money)

    def report_commission(self, at: datetime, payee: Person, source: Person, scheme: str) -> None:
        """Write that *payee* says to have earned a commission on the deposit of *source*."""
        money = Money("commission", "paid", payee=payee, source_member=source, scheme=scheme, asserted_by="reporter")
        self.record("money.reported", at, payee.id, actor=payee, money=money)

    def upline(self, who: Person, tiers: int) -> Person | None:
        """Return who stands *tiers* above *who* and is still in, if anybody."""
        at = str(who.id)
        for _ in range(tiers):
            at = self.uplines.get(at, "")
        return self.people.get(at)

    def record(  # the parts are `Data`'s fields, checked there
        self, kind: EventType, at: datetime, subject: str | None = None, *, origin: str = SYNTHETIC, **parts: Any
    ) -> None:
        """Write one event of *kind*; *parts* are fields of `Data`."""
        data = Data(platform=self.platform, community=Community(id=self.id, name=self.name))
        event = Event(
            id=f"{kind.split('.')[1]}:{self.id}-{len(self.events)}",
            source=source_of(self.platform, self.id),
            type=kind,
            time=utc(at, self.time_zone),
            data=msgspec.structs.replace(data, **parts),
            subject=subject,
            connectorid=origin,
        )
        self.events.append(event)


def person_id(community_id: str, kind: str, number: int) -> str:
    """Return the id of the *number*-th person of a community, its kind recognisable by the initial."""
    return f"{community_id}-{kind[0]}{number:03d}"


def owner_id(community_id: str) -> str:
    """Return the id of the owner, who is the first person of every group."""
    return person_id(community_id, "owner", 1)


def utc(at: datetime, time_zone: str) -> str:
    """Return a local time as RFC 3339 in UTC."""
    return at.replace(tzinfo=ZoneInfo(time_zone)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
