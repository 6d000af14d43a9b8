"""How far a scheme has come: a walk over its evidence in event time."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from monitor.clock import SECOND
from monitor.schemes.evidence import Evidence, Somebody, Weighing
from monitor.schemes.exodus import OF_A_TREE, Exodus
from monitor.schemes.score import Ledger
from rules.facts import Value, complete
from rules.scoring import STAGES, Scoring

NONE, WATCH, RECRUITMENT, GROWTH, STRAIN, EXIT, AFTERMATH = range(7)
REASONS = 3


class Step(msgspec.Struct, frozen=True, array_like=True):
    """A change of stage: when, from, to, the rules behind it and the events."""

    at: int
    previous: int
    stage: int
    because: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()

    @property
    def name(self) -> str:
        """Return the name of the stage that was entered."""
        return STAGES[self.stage]


class Walk:
    """One scheme's way through the stages.

    Evidence is entered in event order; between two pieces the falls and the aftermath happen at their own time.
    `exoduses` are the facts of promoters who went, each with the evidence of the last one.
    """

    def __init__(self, scoring: Scoring) -> None:
        """Walk by the table *scoring*."""
        self._scoring = scoring
        self._stages = scoring.stages
        self._of_exodus = [Weighing(signal) for signal in scoring.signals if signal.fact == "promoter_exodus"]
        self._exodus = Exodus()
        self.exoduses: list[tuple[Evidence, Mapping[str, Value]]] = []
        self.ledger = Ledger(scoring)
        self.stage = NONE
        self.steps: list[Step] = []
        self._entered: dict[int, int] = {}
        self._last_held: dict[int, int] = {}
        self._last_signal = 0
        self._last_strain = 0
        self._promoters: set[Somebody] = set()
        self._communities: set[str] = set()
        self._payouts: dict[Somebody, int] = {}
        self._failures = False
        self._tree = self._surge = self._night_exit = self._high = False

    def run(self, evidence: Sequence[Evidence], until: int) -> "Walk":
        """Enter all of *evidence* and let time pass until *until*."""
        for entry in evidence:
            self._pass_time(entry.at)
            self._enter(entry)
            while self._advance(entry.at):
                pass
        self._pass_time(until)
        return self

    def _enter(self, entry: Evidence) -> None:
        fact = self._exodus.enter(entry, self.stage)
        if fact:
            self.exoduses.append((entry, fact))
            for weighing in self._of_exodus:
                self._count(weighing.evidence(complete("promoter_exodus", fact), entry))
        self._count(entry)

    def _count(self, entry: Evidence) -> None:
        self.ledger.enter(entry)
        if entry.signal == "payout_ok":
            self._payouts[entry.who] = entry.at
        elif entry.signal == "joins":
            self._surge = True
        if not entry.weight:
            return
        self._last_signal = entry.at
        self._high |= entry.high
        if entry.is_promotion:
            self._communities.add(entry.community)
            if entry.signal != OF_A_TREE:
                self._promoters.add(entry.who)
        if entry.family == "strain":
            self._last_strain = entry.at
        self._failures |= entry.signal == "strain.payout_fail"
        self._tree |= (
            int(entry.values.get("people", 0)) >= self._stages.growth.tree_people
            and int(entry.values.get("tiers", 0)) >= self._stages.growth.tree_tiers
        )
        self._night_exit |= entry.signal == "exit.dissolution" and bool(entry.values.get("night"))

    def _advance(self, at: int) -> bool:
        conditions: dict[int, Callable[[int], bool]] = {
            NONE: self._is_watch,
            WATCH: self._is_recruitment,
            RECRUITMENT: self._is_growth,
            STRAIN: self._is_exit,
        }
        if self.stage < EXIT and self._fled_at_night():
            self._move(at, EXIT)
        elif self.stage < STRAIN and self._is_strain(at):
            self._move(at, STRAIN)
        elif self.stage in conditions and conditions[self.stage](at):
            self._move(at, self.stage + 1)
        elif self.stage == GROWTH and self._held_strain_lately(at) and self._is_exit(at):
            self._move(at, EXIT)
        else:
            return False
        return True

    def _is_watch(self, at: int) -> bool:
        return self._high or self.ledger.score(at) >= self._stages.watch.score

    def _is_recruitment(self, at: int) -> bool:
        stage = self._stages.recruitment
        since = at - stage.within * SECOND
        return (
            self.ledger.family("attraction", since) >= stage.attraction
            and self.ledger.family("recruitment", since) >= stage.recruitment
        )

    def _is_growth(self, _at: int) -> bool:
        stage = self._stages.growth
        return (
            len(self._promoters) >= stage.promoters
            or len(self._communities) >= stage.communities
            or self._tree
            or self._surge
        )

    def _is_strain(self, at: int) -> bool:
        stage = self._stages.strain
        since = at - stage.within * SECOND
        strain = self.ledger.family("strain", since)
        held = max((self._last_held.get(number, 0) for number in range(RECRUITMENT, EXIT)), default=0)
        if self.stage >= RECRUITMENT or (held and at <= held + stage.recent_stage_within * SECOND):
            return strain >= stage.strain
        types = {entry.signal for entry in self.ledger.since(since) if entry.family == "strain"}
        return strain >= stage.alone and len(types) >= stage.alone_types

    def _is_exit(self, at: int) -> bool:
        stage = self._stages.exit
        return self.ledger.family("exit", at - stage.strain_within * SECOND) >= stage.exit

    def _held_strain_lately(self, at: int) -> bool:
        held = self._last_held.get(STRAIN, 0)
        return bool(held) and at <= held + self._stages.exit.strain_within * SECOND

    def _fled_at_night(self) -> bool:
        return self.stage >= RECRUITMENT and self._night_exit and self._failures

    def _pass_time(self, until: int) -> None:
        for at, stage in iter(lambda: self._next_change(until), None):
            self._move(at, stage)
            if stage == NONE:
                self._forget()

    def _next_change(self, until: int) -> tuple[int, int] | None:
        changes = [(at, stage) for at, stage in self._scheduled() if at <= until]
        return min(changes) if changes else None

    def _scheduled(self) -> Iterator[tuple[int, int]]:
        stages = self._stages
        since = self._entered.get(self.stage, 0)
        if self.stage == EXIT:
            yield since + stages.aftermath.after * SECOND, AFTERMATH
        elif self.stage == AFTERMATH:
            yield since + stages.aftermath.lasts * SECOND, NONE
        elif self.stage == STRAIN:
            if self._is_calm():
                calm = max(self._last_strain + stages.calm.clean * SECOND, *self._recent_payouts())
                yield max(calm, since), GROWTH
        elif self.stage != NONE:
            yield max(self._last_signal, since) + stages.quiet * SECOND, self.stage - 1

    def due(self) -> int | None:
        """Return when the stage changes next if nothing more is heard, None for never."""
        return min((at for at, _ in self._scheduled()), default=None)

    def _recent_payouts(self) -> list[int]:
        """Return when payouts were confirmed after the last strain signal, at most `payouts` of them, oldest first."""
        times = sorted(at for at in self._payouts.values() if at > self._last_strain)
        return times[: self._stages.calm.payouts]

    def _is_calm(self) -> bool:
        return len(self._recent_payouts()) >= self._stages.calm.payouts

    def _forget(self) -> None:
        """Start anew after the aftermath is over, or when the last suspicion has faded."""
        self._promoters.clear()
        self._communities.clear()
        self._tree = self._surge = self._night_exit = self._high = self._failures = False

    def _move(self, at: int, stage: int) -> None:
        if self.stage != NONE:
            self._last_held[self.stage] = at
        reasons = self._reasons(at, stage)
        because = tuple(dict.fromkeys(entry.rule for entry in reasons))[:REASONS]
        self.steps.append(Step(at, self.stage, stage, because, tuple(reasons[:REASONS])))
        self.stage = stage
        self._entered[stage] = at

    def _reasons(self, at: int, stage: int) -> list[Evidence]:
        """Return the evidence of the last quiet time: first of the family that makes *stage*, then the heaviest."""
        recent = self.ledger.since(at - self._stages.quiet * SECOND)
        leading = {STRAIN: "strain", EXIT: "exit"}.get(stage)
        return sorted(recent, key=lambda e: (e.family != leading, -e.weight, -e.at, e.signal, e.community))
