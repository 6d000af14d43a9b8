"""Who insults whom, who complains of it, and whether somebody answers."""

from collections.abc import Iterator

from monitor.clock import DAY
from monitor.community.bench import Bench
from monitor.community.state import Insult
from monitor.findings import proof_of
from monitor.record import Record

REMEMBERED, FORGOTTEN_AFTER = 500, 7 * DAY  # insults of one community (design); catalogue persistent-abuse-of-member


class Abuse:
    """Judges insults, complaints and answers for the member who was insulted."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench

    def heard(self, record: Record, author: str, *, staff: bool) -> None:
        """Enter whom a message insults and whether its author complains."""
        kinds = {signal.kind for signal in record.signals if signal.stance.scores}
        if "insult" in kinds:
            for member in dict.fromkeys(self._addressed(record)):
                if member != author:
                    self._insulted(Insult(record.at, author, member, proof_of(record), staff))
        if "complaint" in kinds:
            self.complained(author, record.at)

    def on_reported(self, record: Record) -> None:
        """Enter a report: who submits it complains."""
        if record.actor:
            self.complained(self._bench.roster.resolve(record.actor), record.at)

    def complained(self, member: str, at: int) -> None:
        """Enter that *member*, if somebody has insulted him, complained; who complains is no proof to show."""
        latest = next((insult for insult in reversed(self._lately(at)) if insult.member == member), None)
        if latest:
            self._judge("complained", latest, at)

    def answered(self, author: str, at: int) -> None:
        """Enter that *author* was dealt with: an answer to everybody whom he has insulted."""
        insulted = {insult.member: insult for insult in self._lately(at) if insult.author == author}
        for insult in insulted.values():
            self._judge("answered", insult, at)

    def _insulted(self, insult: Insult) -> None:
        insults = self._bench.state.insults
        insults.append(insult)
        del insults[:-REMEMBERED]
        self._judge("insulted", insult, insult.at)

    def _addressed(self, record: Record) -> Iterator[str]:
        replied = self._bench.authors.of(record.reply_to)
        if replied:
            yield replied
        yield from map(self._bench.roster.label, record.mentions)

    def _lately(self, at: int) -> list[Insult]:
        return [insult for insult in self._bench.state.insults if insult.at > at - FORGOTTEN_AFTER]

    def _judge(self, act: str, insult: Insult, at: int) -> None:
        bench = self._bench
        bench.judge(
            "abuse",
            {"act": act, "observable": bench.observes("moderation")},
            at,
            bench.subject,
            insult.proof,
            member=insult.member,
            staff=insult.by_staff,
        )

    def forget_before(self, at: int) -> None:
        """Drop what is too old to be complained of."""
        self._bench.state.insults[:] = self._lately(at)
