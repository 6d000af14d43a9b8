"""What is erased when its time has passed."""

from sqlalchemy import delete, select, tuple_, update

from monitor.store import tables
from monitor.store.session import Session

_EVENT = tables.event.c
_COMMUNITY = tables.community.c


class Retention(Session):
    """What a transaction can erase."""

    def erase(self, before: int) -> None:
        """Erase what people wrote before the time *before*; what was concluded from it stays.

        Identities of events stay, so that a late duplicate is still recognised. Events that are not applied
        yet keep their bodies. A community that fell silent before *before* loses its remembered state.
        """
        self._empty_applied_events(before)
        self._connection.execute(delete(tables.sighting).where(tables.sighting.c.at < before))
        for dated in (tables.finding, tables.evidence):
            self._connection.execute(update(dated).where(dated.c.at < before, dated.c.body != b"").values(body=b""))
        self._connection.execute(delete(tables.quarantine).where(tables.quarantine.c.at < before))
        self._connection.execute(delete(tables.outbox).where(tables.outbox.c.sent_at < before))
        silent = select(_COMMUNITY.id).where(_COMMUNITY.newest_at < before)
        self._connection.execute(delete(tables.snapshot).where(tables.snapshot.c.community.in_(silent)))

    def _empty_applied_events(self, before: int) -> None:
        applied = (
            select(_COMMUNITY.id)
            .where(
                _COMMUNITY.id == _EVENT.community,
                tuple_(_EVENT.at, _EVENT.late, _EVENT.sequence, _EVENT.event_id)
                <= tuple_(
                    _COMMUNITY.cursor_at, _COMMUNITY.cursor_late, _COMMUNITY.cursor_sequence, _COMMUNITY.cursor_event
                ),
            )
            .exists()
        )
        stale = update(tables.event).where(_EVENT.at < before, _EVENT.body != b"", applied)
        self._connection.execute(stale.values(body=b""))
