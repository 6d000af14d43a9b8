"""Playing a script makes the events of its community, day by day, the same for the same seed."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from operator import itemgetter
from random import Random

from api.demo.grammar import Grammar
from api.demo.group import Group
from api.demo.script import Act, Joins, Part, Phase, Script, Voice
from monitor.event import Event, Person, Settings

_HOURS = range(8, 22)
_HOUR_WEIGHTS = (3, 4, 4, 3, 5, 4, 3, 3, 3, 4, 5, 7, 9, 8)  # quiet mornings, busy evenings
_COMMISSION_TIERS = 3
_PROMOTERS = 16

Happening = Callable[[datetime], None]


def play(script: Script, seed: int) -> list[Event]:
    """Return the community's events in time order.

    Complexity: O(days * phases + events * members).
    """
    return _Play(script, Random(f"{seed}:{script.id}")).run()  # noqa: S311 - fiction that repeats, no secret


class _Play:
    def __init__(self, script: Script, rng: Random) -> None:
        self._script = script
        self._rng = rng
        self._grammar = Grammar(script.words)
        self._group = Group(script.platform, script.id, script.name, script.time_zone)
        self._tagged: defaultdict[str, list[Person]] = defaultdict(list)
        self._is_open = True

    def run(self) -> list[Event]:
        first = self._script.opens or min(phase.first for phase in self._script.phases)
        last = max([phase.last for phase in self._script.phases] + [act.at.date() for act in self._script.acts])
        self._found(first)
        for day in _days(first, last):
            if self._is_open:
                self._live(day)
        return sorted(self._group.events, key=lambda event: event.time)

    def _found(self, day: date) -> None:
        script, at = self._script, datetime.combine(day, time(7, 30))
        owner = self._group.newcomer(script.owner, "owner")
        admins = [self._group.newcomer(name, "admin") for name in script.admins]
        members = [self._newcomer() for _ in range(script.members - 1 - len(admins))]
        settings = Settings(script.join_approval, script.about or None, script.kind)
        self._group.open(at, [owner, *admins, *members], settings)
        if script.rules:
            self._group.put_notice(at + timedelta(minutes=5), owner, script.rules)

    def _live(self, day: date) -> None:
        """Run the day's agenda in order, so that nobody speaks or recruits before having come in."""
        agenda: list[tuple[datetime, Happening]]
        agenda = [(act.at, partial(self._do, act)) for act in self._script.acts if act.at.date() == day]
        for phase in self._script.phases:
            if phase.first <= day <= phase.last:
                agenda += self._plan(phase, day)
        for at, happen in sorted(agenda, key=itemgetter(0)):
            if self._is_open:
                happen(at)

    def _plan(self, phase: Phase, day: date) -> list[tuple[datetime, Happening]]:
        wanted: list[tuple[float, Happening]] = [
            (phase.joins.a_day, partial(self._admit, phase.joins)),
            (phase.red_packets_a_day, self._send_red_packet),
            (phase.commissions_a_day, self._report_commission),
            *((part.a_day, partial(self._talk, part)) for part in phase.parts),
        ]
        return [(self._moment(day), happen) for a_day, happen in wanted for _ in range(self._times(a_day))]

    def _admit(self, joins: Joins, at: datetime) -> None:
        recruiters = {"staff": self._group.staff, "members": self._recruiters}
        inviter = self._rng.choice(recruiters[joins.brought_by]()) if joins.brought_by != "nobody" else None
        self._group.join(at, self._newcomer(), inviter)

    def _recruiters(self) -> list[Person]:
        """Mostly the latest to come in: schemes grow at their tips, so their trees are deep."""
        people = list(self._group.people.values())
        return people[-12:] if self._rng.random() < 0.7 else people

    def _talk(self, part: Part, at: datetime) -> None:
        lines = self._rng.choice(part.say)
        speaker = self._visit(at) if part.by == "visitor" else self._voice(part.by)
        self._tagged[part.tag].append(speaker)
        said = self._dialogue((lines,) if isinstance(lines, str) else lines, speaker, at)
        self._handle(part, speaker, said, at)

    def _dialogue(self, lines: tuple[str, ...], speaker: Person, at: datetime) -> str:
        """Say the lines and return the first one's message id."""
        bound: dict[str, str] = {}
        others = [person for person in self._group.speakers() if person is not speaker]
        b, c = self._rng.sample(others, 2) if len(others) > 1 else (speaker, speaker)
        cast = {"a": speaker, "b": b, "c": c, "o": self._voice("owner"), "s": self._voice("staff")}
        said: list[str] = []
        for line in lines:
            who, text = (line[0], line[2:].strip()) if line[1:2] == ">" else ("a", line)
            said.append(self._group.say(at, cast[who], self._grammar.sentence(text, self._rng, bound)))
            at += timedelta(seconds=self._rng.randint(15, 200))
        return said[0]

    def _handle(self, part: Part, speaker: Person, message_id: str, at: datetime) -> None:
        at += timedelta(minutes=self._rng.randint(4, 90))
        by = self._voice("staff")
        for handling in part.handled:
            at += timedelta(seconds=20)
            if handling == "warn":
                text = self._grammar.sentence(self._rng.choice(part.reprimand), self._rng)
                self._group.say(at, by, text, reply_to=message_id)
            elif handling == "delete":
                self._group.delete(at, by, message_id)
            elif handling == "mute":
                self._group.mute(at, by, speaker, hours=24)
            else:
                self._group.remove(at, by, speaker)

    def _send_red_packet(self, at: datetime) -> None:
        memo = self._grammar.sentence("<red_packet>", self._rng)
        self._group.send_red_packet(at, self._voice("member"), self._rng.randint(1, 88) * 100, memo)

    def _report_commission(self, at: datetime) -> None:
        speakers = self._group.speakers()
        pairs = [(self._group.upline(source, _COMMISSION_TIERS), source) for source in speakers]
        earned = [(payee, source) for payee, source in pairs if payee is not None]
        if earned:
            payee, source = self._rng.choice(earned)
            self._group.report_commission(at, payee, source, self._script.words["scheme"][0])

    def _do(self, act: Act, at: datetime) -> None:
        group, by = self._group, self._voice(act.by)
        text = self._grammar.sentence(act.text, self._rng)
        match act.do:
            case "say":
                group.say(at, by, text, origin=act.origin)
            case "notice":
                group.put_notice(at, by, text, act.origin)
            case "mute_all":
                group.record("community.muted_all", at, actor=by)
            case "mute":
                for minute, whom in enumerate(self._named(act)):
                    group.mute(at + timedelta(minutes=minute), by, whom, hours=72)
            case "remove":
                for minute, whom in enumerate(self._named(act)):
                    group.remove(at + timedelta(minutes=minute), by, whom)
            case "staff_leaves":
                for minute, whom in enumerate(group.staff()):
                    group.leave(at + timedelta(minutes=minute), whom)
            case "dissolve":
                group.record("community.dissolved", at, actor=by, origin=act.origin)
                self._is_open = False

    def _named(self, act: Act) -> list[Person]:
        """The latest speakers of a tag who are still in, the latest first."""
        latest = {person.id: person for person in reversed(self._tagged[act.whom]) if person.id in self._group.people}
        return list(latest.values())[: act.count]

    def _visit(self, at: datetime) -> Person:
        """Let in somebody who comes a few minutes before *at*, says one thing and is not heard of again."""
        visitor = self._newcomer("visitor")
        self._group.join(at - timedelta(minutes=self._rng.randint(2, 8)), visitor)
        self._group.silent.add(str(visitor.id))
        return visitor

    def _voice(self, voice: Voice) -> Person:
        staff = self._group.staff()
        if voice == "owner" and staff:
            return staff[0]
        if voice == "staff" and staff:
            return self._rng.choice(staff)
        speakers = self._group.speakers()
        return self._rng.choice(speakers[:_PROMOTERS] if voice == "promoter" else speakers)

    def _newcomer(self, kind: str = "") -> Person:
        return self._group.newcomer(self._grammar.sentence("<person>", self._rng), kind=kind)

    def _moment(self, day: date) -> datetime:
        hour = self._rng.choices(_HOURS, _HOUR_WEIGHTS)[0]
        return datetime.combine(day, time(hour, self._rng.randrange(60), self._rng.randrange(60)))

    def _times(self, a_day: float) -> int:
        """A whole number whose mean is *a_day*."""
        return int(a_day) + (self._rng.random() < a_day % 1)


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
