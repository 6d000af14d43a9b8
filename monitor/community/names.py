"""Names that are nearly those of owner or admin."""

from monitor.clock import DAY
from monitor.community.bench import Bench
from monitor.findings import proof_of
from monitor.looks import Looks
from monitor.record import Record, Who


class Names:
    """Remembers what the names of owner and admins look like, and judges others who look like them."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench

    def seen(self, who: Who, member: str, record: Record, *, sells: bool = False) -> None:
        """Enter the name that *member* goes by, or judge it when he is not one of the staff.

        A name without an id says nothing: whoever bears it would be taken for the same person.
        """
        if who.looks is None or not who.id:
            return
        if self._bench.is_staff(who):
            self._bench.state.looks[member] = who.looks
        else:
            self._judge(who.looks, member, record, sells=sells)

    def _judge(self, looks: Looks, member: str, record: Record, *, sells: bool) -> None:
        bench = self._bench
        edits = self._edits(looks)
        if edits is None:
            return
        joined = bench.roster.state.members[member].joined
        bench.judge(
            "look_alike",
            {
                "edits": edits,
                "width": looks.width,
                "days_since_join": (record.at - joined) // DAY if joined else -1,
                "sells": sells,
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
        known = (bench.state.looks.get(member) for member in bench.roster.staff())
        edits = [looks.edits(other) for other in known if other]
        return min((number for number in edits if number is not None), default=None)
