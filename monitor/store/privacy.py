"""Who pseudonyms stand for, who asked to be told, and appeals."""

from collections.abc import Sequence

from sqlalchemy import select

from monitor.store import tables
from monitor.store.records import AppealRow, HoldRow, IdentityRow, RevealRow
from monitor.store.session import Session

_IDENTITY, _REVEAL, _APPEAL = tables.identity.c, tables.reveal.c, tables.appeal.c


class Privacy(Session):
    """What a transaction can do with sealed identities, requests to reveal them, and appeals."""

    def put_identities(self, rows: Sequence[IdentityRow]) -> None:
        """Insert or replace sealed identities."""
        self._put(tables.identity, rows)

    def identities(self, community: str, members: Sequence[str]) -> list[IdentityRow]:
        """Return what is sealed of *members*, the one seen last first."""
        chosen = select(tables.identity).where(_IDENTITY.community == community, _IDENTITY.member.in_(members))
        rows = self._connection.execute(chosen.order_by(_IDENTITY.seen_at.desc(), _IDENTITY.member))
        return [IdentityRow(*row) for row in rows]

    def put_reveal(self, row: RevealRow) -> None:
        """Insert or replace a request."""
        self._put(tables.reveal, [row])

    def reveal(self, id_: str) -> RevealRow | None:
        """Return one request, None when there is none."""
        row = self._connection.execute(select(tables.reveal).where(_REVEAL.id == id_)).one_or_none()
        return None if row is None else RevealRow(*row)

    def reveals(self) -> list[RevealRow]:
        """Return all requests, newest first."""
        chosen = select(tables.reveal).order_by(_REVEAL.asked_at.desc(), _REVEAL.id)
        return [RevealRow(*row) for row in self._connection.execute(chosen)]

    def put_appeal(self, row: AppealRow) -> None:
        """Insert or replace an appeal."""
        self._put(tables.appeal, [row])

    def appeal(self, id_: str) -> AppealRow | None:
        """Return one appeal, None when there is none."""
        row = self._connection.execute(select(tables.appeal).where(_APPEAL.id == id_)).one_or_none()
        return None if row is None else AppealRow(*row)

    def appeals(self, community: str | None = None) -> list[AppealRow]:
        """Return the appeals, of *community* or all, newest first."""
        chosen = select(tables.appeal)
        if community is not None:
            chosen = chosen.where(_APPEAL.community == community)
        rows = self._connection.execute(chosen.order_by(_APPEAL.received_at.desc(), _APPEAL.id))
        return [AppealRow(*row) for row in rows]

    def holds_of(self, community: str) -> list[HoldRow]:
        """Return what keeps the data of *community* whatever retention says, oldest first."""
        chosen = select(tables.hold).where(tables.hold.c.community == community).order_by(tables.hold.c.at)
        return [HoldRow(*row) for row in self._connection.execute(chosen)]
