"""What the running monitor holds in memory: every bit of it can be rebuilt from the store."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import msgspec

from monitor import record as records
from monitor.alerts.alert import OPEN, PROVISIONAL, body_of
from monitor.alerts.inherited import conditions_behind
from monitor.campaigns.board import CampaignBoard
from monitor.campaigns.sighting import Sighting
from monitor.community.fold import CommunityFold
from monitor.community.state import CommunityState
from monitor.digest import digest
from monitor.owners.board import OwnerBoard
from monitor.owners.holding import Holding
from monitor.panel import Panel
from monitor.profile import Profile, Profiles
from monitor.record import Record
from monitor.schemes.board import Scheme, SchemeBoard
from monitor.schemes.evidence import Evidence
from monitor.store import START, AlertQuery, CommunityRow, Cursor, StoredEvent, Transaction

SNAPSHOT_EVERY = 5_000  # records judged between two snapshots: what a restart has to judge again at most
MOST_FOLDS = 2_000
_TOP = "\U0010ffff"  # behind every id

_encoder = msgspec.msgpack.Encoder()
_states = msgspec.msgpack.Decoder(CommunityState)
_sightings = msgspec.msgpack.Decoder(Sighting)
_evidence = msgspec.msgpack.Decoder(Evidence)


def apply(fold: CommunityFold, row: StoredEvent) -> Record:
    """Enter the event *row* at its place in the order, which for a late one is behind its own time; return it."""
    fold.advance(row.at)
    record = records.decode(row.body)
    fold.apply(record)
    return record


@dataclass
class Place:
    """How far a community is judged: all events up to `watermark`, and of the late ones `late_judged`.

    `unsaved` counts what was judged since its state was written down.
    """

    watermark: int = START.at
    newest: int = START.at
    late: int = 0
    late_judged: int = 0
    unsaved: int = 0

    @property
    def cursor(self) -> Cursor:
        """Return the place in the total order behind which nothing is judged yet."""
        return Cursor(self.watermark, self.late_judged, _TOP, _TOP)

    def see(self, at: int) -> None:
        """Enter that an event of the time *at* came in."""
        self.newest = max(self.newest, at)

    def next_late(self) -> int:
        """Return the rank of one more late event at this watermark."""
        self.late += 1
        return self.late

    def reach(self, until: int) -> None:
        """Enter that everything up to *until* is judged."""
        if until > self.watermark:
            self.watermark, self.late = until, 0
        self.late_judged = self.late


@dataclass
class Memory:
    """Places, folds, schemes and previews of all communities."""

    panel: Panel
    profiles: Profiles
    places: dict[str, Place] = field(default_factory=dict[str, Place])
    schemes: dict[str, Scheme] = field(default_factory=dict[str, Scheme])
    previews: dict[tuple[str, str], set[str]] = field(default_factory=dict[tuple[str, str], set[str]])
    _folds: OrderedDict[str, CommunityFold] = field(default_factory=OrderedDict[str, CommunityFold])

    def __post_init__(self) -> None:
        """Start with empty boards."""
        self.board = SchemeBoard(self.panel)
        self.campaigns = CampaignBoard(self.panel)
        self.owners = OwnerBoard(self.panel)
        self._declared = _declarations(self.panel)

    def load(self, transaction: Transaction) -> None:
        """Rebuild everything but the folds, which come when they are asked for."""
        self.places = {
            row.id: Place(row.cursor.at, row.newest_at, row.cursor.late, row.cursor.late)
            for row in transaction.communities()
        }
        stored = (_evidence.decode(row.body) for row in transaction.evidence() if row.body)
        self.board = SchemeBoard(self.panel, stored)
        for community, place in self.places.items():
            self.board.set_clock(community, place.watermark)
        self.schemes = self.board.review()
        self.campaigns = CampaignBoard(self.panel)
        self.campaigns.recall(map(_sightings.decode, transaction.sightings()))
        self.owners = OwnerBoard(self.panel, (Holding(*row) for row in transaction.holdings()))
        self.previews = {}
        for row in transaction.alerts(AlertQuery(states=(PROVISIONAL,), limit=2**31 - 1)):
            self.previews.setdefault((row.community, body_of(row).event), set()).add(row.fingerprint)
        self._folds.clear()
        self._declared = _declarations(self.panel)

    def adopt(self, panel: Panel, transaction: Transaction) -> None:
        """Judge by *panel* from here on, once every community is saved; the next review compares with what was before.

        Schemes are judged from all that counts for them, hence anew; campaigns and owners go on.
        """
        self.save_every_community(transaction)
        before, found, self.panel = self.schemes, self.board.findings, panel
        self.load(transaction)
        self.schemes, self.board.findings = before, found

    def place(self, community: str) -> Place:
        """Return the place of *community*, a new one for a new community."""
        return self.places.setdefault(community, Place())

    def newest(self) -> int:
        """Return the time of the newest event of all."""
        return max((place.newest for place in self.places.values()), default=0)

    def fold(self, transaction: Transaction, community: str) -> CommunityFold:
        """Return the fold of *community*: from memory, or rebuilt from its snapshot and what was judged since."""
        fold = self._folds.get(community)
        if fold is None:
            fold = self._folds[community] = self._rebuild(transaction, community)
        self._folds.move_to_end(community)
        return fold

    def _rebuild(self, transaction: Transaction, community: str) -> CommunityFold:
        place = self.place(community)
        snapshot = transaction.load_snapshot(community)
        after, state = (snapshot[0], _states.decode(snapshot[1])) if snapshot else (START, None)
        if state and not state.conditions:
            still_open = transaction.alerts(AlertQuery(states=(OPEN,), community=community, limit=2**31 - 1))
            state.conditions = conditions_behind(still_open, self.panel.catalogue)
        if state and state.declared != self._declared:
            state.windows = self._replayed(transaction, community, START, after).snapshot().windows
        return self._replayed(transaction, community, after, place.cursor, state)

    def _replayed(
        self,
        transaction: Transaction,
        community: str,
        after: Cursor,
        until: Cursor,
        state: CommunityState | None = None,
    ) -> CommunityFold:
        """Return a fold that went on from *state*, as of *after*, to *until*, without telling what it found."""
        panel = self.panel.for_community(community)
        fold = CommunityFold(community, self.profiles.get(community, Profile()), panel, state)
        for row in transaction.events_between(community, after, until.at):
            if row.cursor <= until and row.body:
                apply(fold, row)
                fold.forget_changes()
        if until.at > START.at:
            fold.advance(until.at)
        fold.forget_changes()
        return fold

    def keep(self, transaction: Transaction, folds: Iterable[CommunityFold]) -> None:
        """Write down how far the communities of *folds* are, and now and then their states."""
        rows: list[CommunityRow] = []
        for fold in folds:
            place = self.place(fold.key)
            rows.append(CommunityRow(fold.key, fold.state.name or None, place.newest, place.cursor))
            if place.unsaved >= SNAPSHOT_EVERY:
                self._save(transaction, fold.key)
        transaction.save_communities(rows)
        self._make_room(transaction)

    def _make_room(self, transaction: Transaction) -> None:
        """Let go of the folds that were asked for longest ago, saved if need be."""
        while len(self._folds) > MOST_FOLDS:
            oldest = next(iter(self._folds))
            self._save(transaction, oldest)
            del self._folds[oldest]

    def save_every_community(self, transaction: Transaction) -> None:
        """Write down the states that are not yet: from now on none needs the bodies of judged events, or the rules."""
        for community in transaction.behind():
            self.fold(transaction, community)
            self.place(community).unsaved += 1
            self._save(transaction, community)
            self._make_room(transaction)

    def _save(self, transaction: Transaction, community: str) -> None:
        place = self.place(community)
        if place.unsaved:
            place.unsaved = 0
            state = self._folds[community].snapshot()
            state.declared = self._declared
            transaction.save_snapshot(community, place.cursor, _encoder.encode(state))

    def known_as(self, transaction: Transaction, community: str, member: str) -> list[str]:
        """Return every pseudonym of *member* of *community*, whichever of them it is called by."""
        if community not in self.places:
            return []
        roster = self.fold(transaction, community).roster
        return roster.known_as(roster.label(member.removeprefix("member:")))

    def replace_state(
        self, transaction: Transaction, community: str, change: Callable[[CommunityState], CommunityState]
    ) -> None:
        """Write down what *change* makes of the state of *community*, which has to be loaded anew then."""
        state = change(self.fold(transaction, community).snapshot())
        state.declared = self._declared
        transaction.save_snapshot(community, self.place(community).cursor, _encoder.encode(state))
        del self._folds[community]
        self.place(community).unsaved = 0

    def review(self) -> dict[str, Scheme]:
        """Return the schemes as they show now; they become what the next review is compared with."""
        self.schemes = self.board.review()
        return self.schemes

    def folds(self) -> list[CommunityFold]:
        """Return the folds in memory."""
        return list(self._folds.values())


def _declarations(panel: Panel) -> str:
    """Return a digest of the windows that *panel* declares: by others, what was counted cannot be read."""
    return digest(repr(sorted(panel.catalogue.windows.items())))
