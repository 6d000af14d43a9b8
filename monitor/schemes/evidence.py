"""What one community contributes to schemes: a bounded set of dated, weighted signals."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from monitor.clock import DAY, HOUR, SECOND
from monitor.findings import Proof
from rules.facts import FACT_KINDS, Value
from rules.pack.condition import all_hold
from rules.scoring import ScoredSignal, Scoring
from rules.signals import Signal

Key = tuple[Literal["name", "token", "domain", "code", "address"], str]
_KEYS: Mapping[str, Literal["name", "token", "domain", "code", "address"]] = {
    "scheme_name": "name",
    "token": "token",
    "link": "domain",
    "invite_code": "code",
    "payout_address": "address",
}
_KEPT: Mapping[str, tuple[str, ...]] = {
    "message": ("yield_monthly_bp", "commission_levels", "goods_commission"),
    "referral_tree": ("people", "tiers"),
    "dissolution": ("night",),
}
Somebody = tuple[str, str]
"""(community, member): who is in two groups is two, for nobody can be followed from group to group"""
REPEATED_AFTER = HOUR  # design: until then a like fact is taken for the same one; the scheme may move on meanwhile


class Pending(msgspec.Struct, frozen=True, array_like=True):
    """What else there is to say of a fact that waits for the stage of its community's schemes.

    Its fields are the `values` of the evidence; `after` is which rules judge it, in seconds.
    """

    kind: str
    subject: str
    staff: bool = False
    after: int = 0


class Evidence(msgspec.Struct, frozen=True, array_like=True):
    """One signal that counts for a scheme. `keys` name the scheme; without any it belongs to the community's own.

    `weight` 0 marks a milestone. `high` says that a finding of high severity or above came of it. What is `pending`
    counts for no scheme; it is judged by the stage of those there are. `members` and `owner` are the community's then,
    as far as they are known; `account` is the member's, whatever the community, where he promotes and it is known.
    """

    at: int
    community: str
    event: str
    signal: str
    family: str
    rule: str
    weight: int
    member: str
    keys: tuple[Key, ...] = ()
    high: bool = False
    values: dict[str, Value] = {}
    proof: Proof | None = None
    pending: Pending | None = None
    members: int = 0
    owner: str = ""
    account: str = ""

    @property
    def who(self) -> Somebody:
        """Return whose evidence it is."""
        return self.community, self.member

    @property
    def is_promotion(self) -> bool:
        """Return whether it draws people into the scheme."""
        return self.family in {"attraction", "recruitment"}


class Counted(msgspec.Struct, frozen=True, array_like=True):
    """When a member's signal was last handed on, with which weight."""

    at: int
    weight: int


class Weighing:
    """One row of the scoring table, ready to be compared."""

    def __init__(self, signal: ScoredSignal) -> None:
        """Prepare *signal*."""
        self.signal = signal
        asked = frozenset(name for entry in signal.weights for name in entry.when)
        self._windows = asked - FACT_KINDS[signal.fact].fields.keys()
        self._weights = [(entry.weight, entry.alternatives) for entry in signal.weights]

    def weight(self, fact: Mapping[str, Value]) -> int:
        """Return what *fact* weighs, 0 for nothing: so, too, when no rule in force declares the windows it takes."""
        if not self._windows <= fact.keys():
            return 0
        return next((weight for weight, clauses in self._weights if any(all_hold(c, fact) for c in clauses)), 0)

    def evidence(self, fact: Mapping[str, Value], last: Evidence) -> Evidence:
        """Return the evidence that *fact*, completed by *last*, is."""
        return msgspec.structs.replace(
            last,
            signal=self.signal.id,
            family=self.signal.family,
            rule=self.signal.rule,
            weight=self.weight(fact),
            member="",
            values={},
        )


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, by whom and in which event something happened that may count for a scheme."""

    at: int
    member: str
    event: str
    keys: tuple[Key, ...] = ()
    high: bool = False
    proof: Proof | None = None


class EvidenceBook:
    """Weighs facts of one community and hands on what is new in `once_per`, or heavier than before.

    The result depends only on the order of events within the community.
    """

    def __init__(self, community: str, scoring: Scoring, state: dict[str, Counted], owner: Callable[[], str]) -> None:
        """Continue from *state*, last counts by signal, member and keys; *owner* tells who owns the community."""
        self._community = community
        self._owner = owner
        self._once_per = scoring.once_per * SECOND
        self._weighings: dict[str, list[Weighing]] = {}
        for signal in scoring.signals:
            self._weighings.setdefault(signal.fact, []).append(Weighing(signal))
        self.state = state
        self.new: list[Evidence] = []

    def weigh(self, fact: Mapping[str, Value], occasion: Occasion) -> list[Evidence]:
        """Enter everything in *fact* that counts; return it."""
        found: list[Evidence] = []
        if fact.get("is_test"):
            return found
        for weighing in self._weighings.get(str(fact["kind"]), ()):
            weight = weighing.weight(fact)
            if weight:
                entry = self._evidence(weighing.signal, weight, occasion, fact)
                found.append(entry)
                self._hand_on(entry)
        return found

    def milestone(self, name: str, occasion: Occasion) -> None:
        """Enter something that has no weight but moves a stage, if it is new in `once_per`."""
        self._hand_on(self._plain(name, occasion))

    def note(self, name: str, occasion: Occasion, values: Mapping[str, Value]) -> None:
        """Enter something that has no weight, and its figures, every time."""
        self.new.append(msgspec.structs.replace(self._plain(name, occasion), values=dict(values)))

    def once_a_day(self, name: str, occasion: Occasion, account: str, values: Mapping[str, Value]) -> None:
        """Enter something that an *account* does, which has no weight, and its figures, if it is new this day (UTC)."""
        entry = msgspec.structs.replace(self._plain(name, occasion), account=account, values=dict(values))
        last = self.state.get(key := _key(entry))
        if last is None or last.at // DAY < entry.at // DAY:
            self.state[key] = Counted(entry.at, 0)
            self.new.append(entry)

    def _plain(self, name: str, occasion: Occasion) -> Evidence:
        return Evidence(
            at=occasion.at,
            community=self._community,
            event=occasion.event,
            signal=name,
            family="",
            rule="",
            weight=0,
            member=occasion.member,
            keys=occasion.keys,
            proof=occasion.proof,
            owner=self._owner(),
        )

    def wait(self, fact: Mapping[str, Value], pending: Pending, occasion: Occasion, outcome: str) -> None:
        """Hand *fact* on to be judged by stage; *outcome* is what can come of it, the same for like facts."""
        key = "\x1f".join(("pending", pending.subject, outcome))
        last = self.state.get(key)
        if last and occasion.at < last.at + REPEATED_AFTER:
            return
        self.state[key] = Counted(occasion.at, 0)
        entry = self._plain(f"{pending.kind} {pending.subject} {pending.after}", occasion)
        self.new.append(msgspec.structs.replace(entry, values=dict(fact), pending=pending))

    def _evidence(self, signal: ScoredSignal, weight: int, occasion: Occasion, fact: Mapping[str, Value]) -> Evidence:
        return Evidence(
            at=occasion.at,
            community=self._community,
            event=occasion.event,
            signal=signal.id,
            family=signal.family,
            rule=signal.rule,
            weight=weight,
            member=occasion.member,
            keys=occasion.keys,
            high=occasion.high,
            values={name: fact[name] for name in _KEPT.get(signal.fact, ())},
            proof=occasion.proof,
            members=int(fact.get("members", 0)),
            owner=self._owner(),
        )

    def _hand_on(self, entry: Evidence) -> None:
        last = self.state.get(key := _key(entry))
        if last and entry.at < last.at + self._once_per and entry.weight <= last.weight:
            return
        self.state[key] = Counted(entry.at, entry.weight)
        self.new.append(entry)

    def forget_before(self, at: int) -> None:
        """Drop counts that are too old to hold anything back."""
        for key in [key for key, counted in self.state.items() if counted.at + self._once_per <= at]:
            del self.state[key]


def _key(entry: Evidence) -> str:
    """Return what entries that repeat each other have in common."""
    return "\x1f".join((entry.signal, entry.member, *(f"{kind}:{value}" for kind, value in entry.keys)))


def keys_of(signals: Iterable[Signal], shared_hosts: frozenset[str]) -> tuple[Key, ...]:
    """Return what names a scheme in one message, sorted. Shared hosts, shorteners and messengers never do."""
    keys: set[Key] = {
        (_KEYS[signal.kind], str(signal.value))
        for signal in signals
        if signal.kind in _KEYS and signal.value and signal.stance.scores
    }
    return tuple(sorted(key for key in keys if key[0] != "domain" or not _is_shared(key[1], shared_hosts)))


def _is_shared(host: str, shared_hosts: frozenset[str]) -> bool:
    """Return whether *host* is one of *shared_hosts* or lies below one."""
    labels = host.split(".")
    return any(".".join(labels[start:]) in shared_hosts for start in range(len(labels)))
