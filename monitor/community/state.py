"""All that is remembered of one community between two events; encodable, so that a snapshot is one blob."""

import msgspec

from graph.collusion.circles import Payment
from graph.forest.state import ForestState
from monitor.community.authors import Said
from monitor.community.conditions import Condition
from monitor.community.gaps import Gap
from monitor.community.health.activities import Today
from monitor.community.health.days import Days
from monitor.community.health.newcomers import Arrivals
from monitor.community.held import Held
from monitor.community.roster import RosterState
from monitor.community.schemes.commissions import Commissions
from monitor.community.schemes.promised import Promised
from monitor.community.schemes.promoters import PromoterState
from monitor.findings import Finding, Proof
from monitor.looks import Looks
from monitor.owners.holding import Holding
from monitor.schemes.evidence import Counted
from monitor.windows import WindowState
from rules.facts import Value
from rules.signals.clauses import HEADING


class Item(msgspec.Struct):
    """A member's violation on the owner's clock. `due` is the next missed deadline, 0 when none is left."""

    id: str
    member: str
    at: int
    severity: int
    due: int
    steps: int = 0
    proof: Proof | None = None


class Forgotten(msgspec.Struct, frozen=True, array_like=True):
    """Violations of a member that nobody ever handled and that are no longer kept: how many, and the gravest."""

    count: int
    severity: int


class Confirmed(msgspec.Struct, frozen=True, array_like=True):
    """A message that was confirmed to be a violation: when, and whose; `found` when no label was needed to find it."""

    at: int
    member: str
    found: bool = False


class Labelled(msgspec.Struct, frozen=True, array_like=True):
    """What a moderator confirmed a message to be, and when."""

    at: int
    category: str
    minutes_since_posted: int


class Insult(msgspec.Struct, frozen=True, array_like=True):
    """That *author*, perhaps one of the staff, insulted *member*."""

    at: int
    author: str
    member: str
    proof: Proof
    by_staff: bool


class Handled(msgspec.Struct, frozen=True, array_like=True):
    """A violation that owner or admin dealt with: when, after how many minutes, and whether in time."""

    at: int
    minutes: int
    in_time: bool


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """A member's report that was closed: when it came, was taken up (0 for never) and closed, and how."""

    received: int
    taken_up: int
    closed: int
    rejected: bool
    reasoned: bool


class Ads(msgspec.Struct, array_like=True):
    """The advertisements of members on one UTC day, and how many of them call themselves one."""

    made: int = 0
    labelled: int = 0


class PastDay(msgspec.Struct, frozen=True, array_like=True):
    """How the duties stood when the local day `number` ended `at`: the percent of each, -1 unknown, in their order.

    The scheme's is left to the schemes. `overdue`: a critical item was.
    """

    number: int
    at: int
    percents: tuple[int, ...]
    overdue: bool


FEWEST_CLAUSES = 2  # from which notices without a heading are rules (design)


class PostedRules(Gap):
    """The time since rules or a notice were last posted, and which clauses were read in them."""

    clauses: list[str] = msgspec.field(default_factory=list[str])

    @property
    def is_readable(self) -> bool:
        """Return whether these are rules, as far as can be read: a picture is not, and one clause may be news."""
        return HEADING in self.clauses or len(self.clauses) >= FEWEST_CLAUSES


class Report(Gap):
    """The time a member's report has waited to be closed, who made it, and whether and when it was taken up."""

    reporter: str = ""
    acknowledged: bool = False
    taken_up: int = 0


class StaffGap(Gap):
    """A time in which neither owner nor admin was seen, and how much the others wrote in it."""

    member_messages: int = 0


class CommunityState(msgspec.Struct):
    """The whole memory of a community. Times are microseconds since 1970, 0 for never."""

    name: str = ""
    declared_owner: str = ""
    first_at: int = 0
    clock: int = 0
    has_rules: bool = False
    rules_gap: Gap = msgspec.field(default_factory=Gap)
    posted_rules: PostedRules = msgspec.field(default_factory=PostedRules)
    staff_gap: StaffGap = msgspec.field(default_factory=StaffGap)
    identity_gap: Gap = msgspec.field(default_factory=Gap)
    reports: dict[str, Report] = msgspec.field(default_factory=dict[str, Report])
    settings: dict[str, bool] = msgspec.field(default_factory=dict[str, bool])
    declared_retention: int = 0
    holding: Holding | None = None
    ads: str = ""
    closure_announced: int = 0
    last_strain: int = 0
    last_maintenance: int = 0
    pay_promised: int = 0
    dissolved: int = 0
    staff_left: list[tuple[int, str]] = msgspec.field(default_factory=list[tuple[int, str]])
    seen: dict[str, bool] = msgspec.field(default_factory=dict[str, bool])
    complainers: dict[str, int] = msgspec.field(default_factory=dict[str, int])
    joins_by_day: dict[int, int] = msgspec.field(default_factory=dict[int, int])
    items: dict[str, Item] = msgspec.field(default_factory=dict[str, Item])
    handled: list[Handled] = msgspec.field(default_factory=list[Handled])
    answers: list[Answer] = msgspec.field(default_factory=list[Answer])
    ads_by_day: dict[int, Ads] = msgspec.field(default_factory=dict[int, Ads])
    staff_seen: dict[str, int] = msgspec.field(default_factory=dict[str, int])
    past_days: list[PastDay] = msgspec.field(default_factory=list[PastDay])
    next_past_day: Days = msgspec.field(default_factory=Days)
    said: dict[str, Said] = msgspec.field(default_factory=dict[str, Said])
    held: list[Held] = msgspec.field(default_factory=list[Held])
    roster: RosterState = msgspec.field(default_factory=RosterState)
    windows: WindowState = msgspec.field(default_factory=WindowState)
    forest: ForestState = msgspec.field(default_factory=lambda: ForestState([], [], []))
    findings: list[Finding] = msgspec.field(default_factory=list[Finding])
    counted: dict[str, Counted] = msgspec.field(default_factory=dict[str, Counted])
    declared: str = ""  # digest of the declarations that `windows` was kept by
    owner_account: str = ""
    promoters: PromoterState = msgspec.field(default_factory=PromoterState)
    days: Days = msgspec.field(default_factory=Days)
    today: Today = msgspec.field(default_factory=Today)
    arrivals: Arrivals = msgspec.field(default_factory=Arrivals)
    owner: str = ""
    grave: int = 0
    violations: dict[str, Confirmed] = msgspec.field(default_factory=dict[str, Confirmed])
    labelled: dict[str, Labelled] = msgspec.field(default_factory=dict[str, Labelled])
    insults: list[Insult] = msgspec.field(default_factory=list[Insult])
    looks: dict[str, Looks] = msgspec.field(default_factory=dict[str, Looks])
    promised: Promised = msgspec.field(default_factory=Promised)
    commissions: Commissions = msgspec.field(default_factory=Commissions)
    pledged: dict[str, int] = msgspec.field(default_factory=dict[str, int])  # levels that who promised, "" for staff
    positions: dict[int, int] = msgspec.field(default_factory=dict[int, int])  # the size that a member has passed
    organisation: dict[str, Value] = msgspec.field(default_factory=dict[str, Value])  # what schemes know of the tree
    transfers: dict[str, list[Payment]] = msgspec.field(default_factory=dict[str, list[Payment]])  # by currency
    conditions: list[Condition] = msgspec.field(default_factory=list[Condition])
    forgotten: dict[str, Forgotten] = msgspec.field(default_factory=dict[str, Forgotten])  # by member
