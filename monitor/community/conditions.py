"""What holds in a community: everything that rules have found there and that is not over yet.

When it is over is told by the kind of fact (`rules.kinds.kind.Ending`). What ends is told to the findings, so that
what comes after is a new finding, in event time: a quiet time ends when a day begins, as every deadline in order.
"""

from collections.abc import Callable, Collection, Iterator

import msgspec

from monitor.clock import DAY
from rules import Match
from rules.facts import FACT_KINDS
from rules.kinds.kind import Ending

QUIET = 30 * DAY
NEVER = 2**63


class Condition(msgspec.Struct):
    """What *rule* found about *subject* by facts of *kind*, judged `after` seconds, and has not ended.

    No act of owner or admins ends what is `beyond` them: what they did themselves, and what the platform is told.
    """

    rule: str
    subject: str
    kind: str
    after: int
    last_at: int
    beyond: bool = False

    @property
    def ends(self) -> frozenset[Ending]:
        """Return when it is over."""
        return FACT_KINDS[self.kind].ends

    @property
    def quiet_at(self) -> int:
        """Return the beginning of the day on which nothing new has come for the quiet time."""
        return -(-(self.last_at + QUIET) // DAY) * DAY


class Conditions:
    """Keeps what holds, by subject and rule; an alarm that ends what has been quiet."""

    def __init__(
        self,
        state: list[Condition],
        end: Callable[[str, str, int], None],
        *,
        busy: Callable[[], Collection[str]],
        wake: Callable[[int], None],
    ) -> None:
        """Continue from *state*; *end* is told of the rule, subject and time of what ends.

        *busy* are the members with open violations, of whom nothing ends by being quiet that handling would end.
        """
        self._by_subject: dict[str, dict[str, Condition]] = {}
        self._end = end
        self._busy = busy
        self._wake = wake
        for condition in state:
            self._by_subject.setdefault(condition.subject, {})[condition.rule] = condition
        self._due = min((each.quiet_at for each in self._all()), default=NEVER)

    def met(self, match: Match, subject: str, at: int, *, beyond: bool) -> None:
        """Enter that a rule was met, once more or for the first time."""
        rule, held = match.rule, self._by_subject.setdefault(subject, {})
        condition = held.get(rule.id)
        if condition is None:
            condition = held[rule.id] = Condition(rule.id, subject, rule.fact, rule.after or 0, at, beyond)
        condition.last_at = max(condition.last_at, at)
        condition.beyond |= beyond
        if condition.quiet_at < self._due:
            self._due = condition.quiet_at
            self._wake(self._due)

    def has(self, kind: str, subject: str) -> bool:
        """Return whether something found by facts of *kind* holds for *subject*."""
        return any(condition.kind == kind for condition in self._by_subject.get(subject, {}).values())

    def judged(self, kind: str, subject: str, met: Collection[str], at: int, after: int = 0) -> None:
        """Enter that a fact of *kind* about *subject* was judged and met the rules *met*, no others."""
        if "judged" in FACT_KINDS[kind].ends and subject in self._by_subject:
            self._over(subject, at, lambda each: (each.kind, each.after) == (kind, after) and each.rule not in met)

    def over(self, kind: str, subject: str, at: int) -> None:
        """Enter that nothing holds any more of what facts of *kind* tell about *subject*."""
        self._over(subject, at, lambda each: each.kind == kind)

    def handled(self, member: str, at: int) -> None:
        """Enter that *member* has been dealt with and none of his violations is open."""
        self._over(f"member:{member}", at, lambda each: "handled" in each.ends and not each.beyond)

    def restrained(self, member: str, at: int) -> None:
        """Enter that *member* was muted or removed, or has left."""
        self._over(f"member:{member}", at, lambda each: "restrained" in each.ends and not each.beyond)

    def _over(self, subject: str, at: int, is_over: Callable[[Condition], bool]) -> None:
        for condition in sorted(filter(is_over, self._by_subject.get(subject, {}).values()), key=_order):
            self._drop(condition, at)

    def _drop(self, condition: Condition, at: int) -> None:
        held = self._by_subject[condition.subject]
        del held[condition.rule]
        if not held:
            del self._by_subject[condition.subject]
        self._end(condition.rule, condition.subject, max(at, condition.last_at))

    def dues(self) -> Iterator[int]:
        """Yield when to look for what has been quiet."""
        if self._due < NEVER:
            yield self._due

    def ring(self, due: int) -> None:
        """End what has been quiet by *due*."""
        if due < self._due:
            return
        busy = {f"member:{member}" for member in self._busy()}
        passing = [each for each in self._all() if _may_pass(each, busy)]
        for condition in sorted((each for each in passing if each.quiet_at <= due), key=_order):
            self._drop(condition, condition.quiet_at)
        self._due = min((each.quiet_at for each in passing if each.quiet_at > due), default=NEVER)

    def _all(self) -> Iterator[Condition]:
        return (condition for held in self._by_subject.values() for condition in held.values())

    def state(self) -> list[Condition]:
        """Return what holds, to continue with."""
        return list(self._all())


def _may_pass(condition: Condition, busy: Collection[str]) -> bool:
    """Return whether being quiet ends *condition*: not while somebody still has to handle it."""
    waits = "handled" in condition.ends and not condition.beyond and condition.subject in busy
    return "quiet" in condition.ends and not waits


def _order(condition: Condition) -> tuple[int, str, str]:
    return condition.quiet_at, condition.rule, condition.subject
