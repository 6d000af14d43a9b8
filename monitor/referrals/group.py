"""What a file tells of one group's referrals, whatever kind of file it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.forest import Forest
from graph.money.payment import Payment
from monitor.document import FindingEntry


@dataclass(frozen=True, slots=True)
class Group:
    """One group's forest and what else is known of its members, who go by the forest's names.

    `called` is what a reader may know members by, for those who have such a name; `gone` are those who left.
    """

    id: str
    name: str
    forest: Forest
    called: Mapping[str, str] = field(default_factory=dict[str, str])
    staff: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    payments: Sequence[Payment[str]] = ()
    findings: tuple[FindingEntry, ...] = ()

    def label(self, member: int) -> str:
        """Return what *member* is called: the name if it may be shown, else the number by order of arrival."""
        return self.called.get(self.forest.members[member]) or f"#{member + 1}"
