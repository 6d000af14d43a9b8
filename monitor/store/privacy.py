"""Who pseudonyms stand for, who asked to be told, and appeals."""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import Table, bindparam, delete, select, update

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

    def forget_member(self, community: str, names: Collection[str]) -> dict[str, int]:
        """Delete who a member is and that he is there; return how many rows of which kind those were."""
        of_him = {"members": tables.member, "identities": tables.identity, "reveals": tables.reveal}
        return {
            kind: self._connection.execute(
                delete(table).where(table.c.community == community, table.c.member.in_(names))
            ).rowcount
            for kind, table in of_him.items()
        }

    def rename_referrals(self, community: str, names: Collection[str], instead: str) -> None:
        """Let somebody else stand where a member brought others, or was brought."""
        for column in (tables.referral.c.member, tables.referral.c.inviter):
            renamed = update(tables.referral).where(tables.referral.c.community == community, column.in_(names))
            self._connection.execute(renamed.values({column: instead}))

    def forget_alerts(self, fingerprints: Collection[str]) -> int:
        """Delete alerts with what moderators did about them and who was told; of appeals, only when they were answered
        and how is left. Return how many there were."""
        gone = [{"gone": fingerprint} for fingerprint in fingerprints]
        if not gone:
            return 0
        for table in (tables.case, tables.label, tables.silenced, tables.told):
            self._connection.execute(delete(table).where(table.c.fingerprint == bindparam("gone")), gone)
        emptied = update(tables.appeal).where(_APPEAL.fingerprint == bindparam("gone"))
        self._connection.execute(emptied.values(statement=b"", answer=None), gone)
        return self._connection.execute(
            delete(tables.alert).where(tables.alert.c.fingerprint.in_(list(fingerprints)))
        ).rowcount

    def forget_notices(self, is_named: Callable[[bytes], bool]) -> int:
        """Delete notices and silences that name somebody; return how many those were."""
        outbox = self._delete(tables.outbox, ("key", "sink"), "body", is_named)
        return outbox + self._delete(tables.silence, ("id",), "matchers", is_named)

    def _delete(self, table: Table, key: Sequence[str], body: str, is_named: Callable[[bytes], bool]) -> int:
        columns = [table.c[name] for name in key]
        rows = self._connection.execute(select(*columns, table.c[body])).all()
        named = [dict(zip(key, row, strict=False)) for row in rows if is_named(row[-1])]
        for each in named:
            self._connection.execute(delete(table).where(*(table.c[name] == value for name, value in each.items())))
        return len(named)

    def forget_holding(self, community: str) -> int:
        """Delete what a community counts for its owner; return how many rows that were."""
        held = tables.holding.c.community
        return self._connection.execute(delete(tables.holding).where(held == community)).rowcount
