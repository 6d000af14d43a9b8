"""Names that are nearly those of owner or admin."""

from monitor.community.bench import Bench
from monitor.findings import proof_of
from monitor.looks import Looks
from monitor.record import Record, Who


class Names:
    """Remembers what the names of owner and admins look like, and judges others who look like them."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench

    def seen(self, who: Who, member: str, record: Record) -> None:
        """Enter the name that *member* goes by, or judge it when he is not one of the staff.

        A name without an id says nothing: whoever bears it would be taken for the same person.
        """
        if who.looks is None or not who.id:
            return
        if self._bench.is_staff(who):  # by the event alone, too: a role shown promotes nobody in the roster
            self._bench.state.looks[member] = who.looks
        else:
            self._judge(who.looks, member, record)

    def demoted(self, member: str) -> None:
        """Enter that *member* is owner or admin no more."""
        self._bench.state.looks.pop(member, None)

    def _judge(self, looks: Looks, member: str, record: Record) -> None:
        bench = self._bench
        edits = self._edits(looks)
        if edits is None:
            return
        bench.judge(
            "look_alike",
            {
                "edits": edits,
                "width": looks.width,
                "sells": record.type != "member.joined",  # no other names are kept than of who joins or sells
                "is_test": record.is_test,
            },
            record.at,
            f"member:{member}",
            proof_of(record),
            member=member,
        )

    def _edits(self, looks: Looks) -> int | None:
        """Return by how little the name differs from that of a present owner or admin, None for too much."""
        bench = self._bench
        members = bench.roster.state.members
        edits = [looks.edits(other) for member, other in bench.state.looks.items() if members[member].present]
        return min((number for number in edits if number is not None), default=None)
