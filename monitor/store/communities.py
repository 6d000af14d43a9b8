"""Communities: how far each is applied, its remembered state, its roster, and who brought whom."""

from collections.abc import Collection, Sequence

from sqlalchemy import and_, select

from monitor.store import tables
from monitor.store.records import CommunityRow, Cursor, MemberRow, ReferralRow
from monitor.store.session import Session

_CURSOR = "cursor_at", "cursor_late", "cursor_sequence", "cursor_event"


class Communities(Session):
    """What a transaction can do with communities."""

    def communities(self) -> list[CommunityRow]:
        """Return all communities in order of their ids."""
        rows = self._connection.execute(select(tables.community).order_by(tables.community.c.id))
        return [
            CommunityRow(id_, name, newest_at, Cursor(*cursor), profile)
            for id_, name, newest_at, *cursor, profile in rows
        ]

    def community_names(self, keys: Collection[str]) -> dict[str, str]:
        """Return the names of those of the communities *keys* that have one."""
        chosen = select(tables.community.c.id, tables.community.c.name).where(tables.community.c.id.in_(keys))
        return {id_: name for id_, name in self._connection.execute(chosen) if name}

    def save_communities(self, rows: Sequence[CommunityRow]) -> None:
        """Insert or replace *rows*."""
        self._put(tables.community, [(row.id, row.name, row.newest_at, *row.cursor, row.profile) for row in rows])

    def save_snapshot(self, community: str, cursor: Cursor, state: bytes) -> None:
        """Remember the state of *community* as of *cursor*; the one before is replaced."""
        self._put(tables.snapshot, [(community, *cursor, state)])

    def load_snapshot(self, community: str) -> tuple[Cursor, bytes] | None:
        """Return the remembered state and how far it goes, None when there is none."""
        chosen = select(tables.snapshot).where(tables.snapshot.c.community == community)
        row = self._connection.execute(chosen).one_or_none()
        return None if row is None else (Cursor(*row[1:5]), row[5])

    def behind(self) -> list[str]:
        """Return the communities whose remembered state does not go as far as their events are applied."""
        known, kept = tables.community.c, tables.snapshot.c
        joined = tables.community.outerjoin(
            tables.snapshot, and_(known.id == kept.community, *(known[name] == kept[name] for name in _CURSOR))
        )
        chosen = select(known.id).select_from(joined).where(kept.community.is_(None)).order_by(known.id)
        return list(self._connection.scalars(chosen))

    def put_members(self, rows: Sequence[MemberRow]) -> None:
        """Insert or replace entries of rosters."""
        self._put(tables.member, rows)

    def members(self, community: str) -> list[MemberRow]:
        """Return the roster of *community*, those who left included."""
        member = tables.member.c
        chosen = select(tables.member).where(member.community == community).order_by(member.member)
        return [MemberRow(*row) for row in self._connection.execute(chosen)]

    def put_referrals(self, rows: Sequence[ReferralRow]) -> None:
        """Insert or replace edges of the referral forest."""
        self._put(tables.referral, rows)

    def referrals(self, community: str) -> list[ReferralRow]:
        """Return who brought whom in *community*, oldest first."""
        edge = tables.referral.c
        chosen = select(tables.referral).where(edge.community == community)
        return [
            ReferralRow(*row) for row in self._connection.execute(chosen.order_by(edge.at, edge.member, edge.inviter))
        ]
