"""Who is told of which alerts, and when: what a commit changed makes groups due, and due groups become notices."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import structlog

from monitor.alerts.alert import OPEN, PROVISIONAL, RESOLVED, Change
from monitor.alerts.floods import group_of
from monitor.alerts.news import IN_ORDER, news
from monitor.alerts.pace import Item, Pace, repeats_at, sent
from monitor.alerts.pipeline import Mute, Muted, Telling, grouping, muted
from monitor.alerts.scene import Scene, is_addressed
from monitor.alerts.wording import Wording
from monitor.clock import iso
from monitor.digest import digest
from monitor.notices.notice import Notice
from monitor.notices.recipient import Recipient
from monitor.panel import Panel
from monitor.store import AlertQuery, AlertRow, DispatchRow, ToldRow, Transaction
from rules import Severity

MOST_DUE = 200  # groups looked at in one transaction: keeps those who wait for a commit waiting for milliseconds
DIGEST = "digest"  # the one group of a recipient who collects


@dataclass
class _Round:
    """What one look at due groups leads to, written down at its end."""

    transaction: Transaction
    scene: Scene
    alerts: dict[str, AlertRow]
    told: list[ToldRow] = field(default_factory=list[ToldRow])
    silenced: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    muted: Counter[Mute] = field(default_factory=Counter[Mute])
    moved: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])


class Dispatcher:
    """Leaves notices of alerts in the outbox. All it knows is in the store: a restart changes nothing."""

    def __init__(
        self,
        recipients: Sequence[Recipient],
        panel: Callable[[], Panel],
        now: Callable[[], int],
        *,
        public_url: str = "",
        count: Callable[[Mute, int], None] = lambda _reason, _count: None,
    ) -> None:
        """Tell *recipients* of alerts by the rules and the table of *panel*; *count* is told how many are muted."""
        self._recipients = {recipient.name: recipient for recipient in recipients}
        self._panel = panel
        self._now = now
        self._public_url = public_url
        self._count = count

    def note(self, transaction: Transaction, changes: Iterable[Change]) -> None:
        """Make the groups due that *changes* of alerts are news in, within the commit that made them."""
        changes = list(changes)
        for recipient in self._recipients.values():
            self._note(transaction, changes, recipient)

    def catch_up(self, transaction: Transaction) -> None:
        """Make due what is open, for recipients who have not heard of it: they were added meanwhile."""
        rows = transaction.alerts(AlertQuery(states=(OPEN, PROVISIONAL), limit=2**31 - 1))
        scene = self.scene(transaction, rows)
        self.note(transaction, [Change("more", row, None) for row in rows if scene.is_open(row)])

    def scene(self, transaction: Transaction, alerts: Sequence[AlertRow]) -> Scene:
        """Return what decides whether people are told of *alerts* now."""
        panel = self._panel()
        return Scene.load(transaction, alerts, self._now(), panel.catalogue, panel.inhibitions)

    def look_again(self, transaction: Transaction, fingerprints: Sequence[str]) -> None:
        """Make the groups due that have told of these alerts, or mute them: somebody did something about them."""
        for recipient in self._recipients.values():
            known = [row for row in transaction.told_of(recipient.name, fingerprints).values() if row.grouping]
            transaction.put_told([self._waiting(row) for row in known])
            self._wake(transaction, recipient, {row.grouping: self._now() for row in known})

    def dispatch(self, transaction: Transaction) -> int:
        """Leave the notices that are due; return how many groups were looked at."""
        due = transaction.due_dispatches(self._now(), MOST_DUE)
        if not due:
            return 0
        groups = [self._told(transaction, row) for row in due]
        alerts = transaction.alerts_of(sorted({told.fingerprint for group in groups for told in group}))
        round_ = _Round(transaction, self.scene(transaction, list(alerts.values())), alerts)
        looked = [self._look(round_, row, group) for row, group in zip(due, groups, strict=True)]
        transaction.put_dispatches(looked)
        transaction.put_told(round_.told)
        transaction.note_silenced(round_.silenced)
        for name, group in sorted(round_.moved):
            recipient = self._recipients[name]
            self._wake(transaction, recipient, {group: self._now() + recipient.group_interval})
        self._report(round_.muted)
        return len(due)

    def _told(self, transaction: Transaction, row: DispatchRow) -> list[ToldRow]:
        """Return what there may be news of in a group: most of a large one was told, and does not repeat yet."""
        recipient = self._recipients.get(row.recipient)
        if recipient is None:
            return transaction.told(row.recipient, row.grouping)
        return transaction.told_to_weigh(row.recipient, row.grouping, self._told_before(row, recipient))

    def _told_before(self, row: DispatchRow, recipient: Recipient) -> int:
        """Return before when something must have been told to be repeated now."""
        return self._now() - recipient.repeat_interval + 1 if repeats_at(row, recipient) <= self._now() else 0

    def _report(self, muted: Counter[Mute]) -> None:
        for reason, count in muted.items():
            self._count(reason, count)
            structlog.get_logger().info("alerts muted", reason=reason.value, count=count)

    # what a commit changed

    def _note(self, transaction: Transaction, changes: list[Change], recipient: Recipient) -> None:
        rows = {change.row.fingerprint: change.row for change in changes}
        turned = {change.row.fingerprint for change in changes if change.kind != "more"}
        known = transaction.told_of(recipient.name, sorted(rows))
        fresh: list[ToldRow] = []
        due: dict[str, int] = {}
        for key, row in rows.items():
            told = known.get(key) or ToldRow(recipient.name, key, "")
            if not told.grouping:
                if not _concerns(row, recipient):
                    continue
                told = told._replace(grouping=_group(row, recipient))
            elif key not in turned and row.severity >= told.severity:
                continue
            fresh.append(self._waiting(told))
            at = self._first_look(row, recipient)
            due[told.grouping] = min(at, due.get(told.grouping, at))
        transaction.put_told(fresh)
        self._wake(transaction, recipient, due)

    def _waiting(self, told: ToldRow) -> ToldRow:
        return told if told.waiting_at is not None else told._replace(waiting_at=self._now())

    def _first_look(self, alert: AlertRow, recipient: Recipient) -> int:
        is_urgent = alert.severity == Severity.critical
        return self._now() + (0 if is_urgent else recipient.digest or recipient.group_wait)

    def _wake(self, transaction: Transaction, recipient: Recipient, due: dict[str, int]) -> None:
        """Look at each group at the time it is *due*, unless that happens sooner."""
        known = transaction.dispatches(recipient.name, due)
        rows = [known.get(group) or DispatchRow(recipient.name, group, None) for group in due]
        transaction.put_dispatches(
            [
                row._replace(next_at=due[row.grouping])
                for row in rows
                if row.next_at is None or row.next_at > due[row.grouping]
            ]
        )

    # what is due

    def _look(self, round_: _Round, row: DispatchRow, group: list[ToldRow]) -> DispatchRow:
        """Tell what may leave of one group; return when to look at it again."""
        recipient = self._recipients.get(row.recipient)
        if recipient is None:  # should he come back, he hears of what is open then
            round_.told += map(_at_rest, group)
            return row._replace(next_at=None)
        first, quietly = round_.transaction.told_quietly(*row[:2], self._told_before(row, recipient))
        again: list[int] = []
        waiting: list[tuple[ToldRow, Item]] = []
        for told in group:
            item = self._weighed(round_, row, told, recipient, again)
            if item:
                waiting.append((told._replace(waiting_at=item.since, muted=""), item))
        times = Pace(recipient, row.sent_at).leaves_at([item for _, item in waiting], self._now())
        leaving = [pair for pair, at in zip(waiting, times, strict=True) if at <= self._now()]
        staying = [(pair, at) for pair, at in zip(waiting, times, strict=True) if at > self._now()]
        round_.told += [told for (told, _), _ in staying]
        again += [at for _, at in staying]
        if leaving:
            gravest = max((told.severity for told in group if told.told_at is not None), default=-1)
            row = sent(row, max(gravest, quietly), [item for _, item in leaving], self._now())
            again += self._tell(round_, row, recipient, leaving)
        if first is not None:
            again.append(max(first + recipient.repeat_interval, repeats_at(row, recipient)))
        return row._replace(next_at=min(again, default=None))

    def _weighed(
        self, round_: _Round, row: DispatchRow, told: ToldRow, recipient: Recipient, again: list[int]
    ) -> Item | None:
        """Return the news of one alert that nothing mutes; enter in *again* when there may be some otherwise."""
        alert = round_.alerts.get(told.fingerprint)
        if alert is None or not is_addressed(alert, recipient):  # erased meanwhile, or what staff did, as shows now
            round_.told.append(_at_rest(told))
            return None
        said = news(alert, round_.scene.standing(alert), told, recipient, self._now())
        together = repeats_at(row, recipient)
        if said is None or (said == "repeated" and together > self._now()):
            if told.told_at is None:
                round_.told.append(_at_rest(told))
            else:
                again.append(max(told.told_at + recipient.repeat_interval, together))
                if told.waiting_at is not None:
                    round_.told.append(told._replace(waiting_at=None, muted=""))
            return None
        if said == "resolved":
            if recipient.tells_resolved:
                return Item(alert, said, told.waiting_at or self._now())
            round_.told.append(_at_rest(told))
            return None
        reason = muted(Telling(alert, said, recipient), round_.scene)
        if reason is None:
            return Item(alert, said, told.waiting_at or self._now())
        again.append(self._now() + recipient.group_interval)
        self._hold(round_, told, reason, _group_while(reason, alert, told, recipient))
        return None

    def _hold(self, round_: _Round, told: ToldRow, reason: Muted, group: str) -> None:
        """Enter that an alert is not told now, for which *reason*, and in which *group* it waits."""
        held = told._replace(waiting_at=None, muted=reason.reason.value, grouping=group)
        if held != told:
            round_.told.append(held)
        if held.muted != told.muted:
            round_.muted[reason.reason] += 1
        if group != told.grouping:
            round_.moved.add((told.recipient, group))
        if reason.reason is Mute.silenced:
            round_.silenced.append((reason.by, told.fingerprint))

    def _tell(
        self, round_: _Round, row: DispatchRow, recipient: Recipient, leaving: list[tuple[ToldRow, Item]]
    ) -> list[int]:
        """Leave a notice of what is *leaving*; return when that is to be told again."""
        notice = self._notice(round_.transaction, row, recipient, [item for _, item in leaving])
        round_.transaction.add_outbox(notice.key, recipient.name, notice.encode(), self._now())
        again: list[int] = []
        for told, item in leaving:
            after = told._replace(first_at=item.alert.first_at, severity=item.alert.severity, waiting_at=None)
            if item.news == "resolved":
                round_.told.append(_at_rest(after))
            else:
                round_.told.append(after._replace(told_at=self._now()))
                again.append(max(self._now() + recipient.repeat_interval, repeats_at(row, recipient)))
        return again

    def _notice(self, transaction: Transaction, row: DispatchRow, recipient: Recipient, items: list[Item]) -> Notice:
        wording = Wording(self._panel().catalogue, self._public_url)
        items = sorted(items, key=_gravest_first)
        listed = items[: recipient.most_listed]
        names = transaction.community_names({item.alert.community for item in listed})
        return Notice(
            key=digest("notice", row.recipient, row.grouping, str(row.number)),
            recipient=recipient.name,
            group=row.grouping,
            reason=next(said for said in IN_ORDER if said in {item.news for item in items}),
            time=iso(self._now()),
            language=recipient.language,
            alerts=tuple(
                wording.told(
                    item.alert, recipient, names.get(item.alert.community, ""), is_over=item.news == "resolved"
                )
                for item in listed
            ),
            more=len(items[recipient.most_listed :]),
        )


def _concerns(alert: AlertRow, recipient: Recipient) -> bool:
    """Return whether *recipient* is to hear of *alert*, unless something mutes it."""
    is_news = alert.state != RESOLVED and alert.severity >= recipient.from_severity
    return is_news and is_addressed(alert, recipient)


def _group(alert: AlertRow, recipient: Recipient) -> str:
    """Return the group that *recipient* is told of *alert* in, from its first news to its last."""
    return DIGEST if recipient.digest and alert.severity < Severity.critical else grouping(alert)


def _group_while(reason: Muted, alert: AlertRow, told: ToldRow, recipient: Recipient) -> str:
    """Return the group that a muted alert waits in: what a flood holds back from the first is told with the flood."""
    is_flooded = reason.reason is Mute.quarantined and told.told_at is None and not recipient.digest
    return group_of(alert.rule) if is_flooded else told.grouping


def _at_rest(told: ToldRow) -> ToldRow:
    """Return *told* of an alert that is over, or was never to be told: in no group, until there is news again."""
    return told._replace(grouping="", waiting_at=None, told_at=None, muted="")


def _gravest_first(item: Item) -> tuple[bool, int, int, str]:
    return item.news == "resolved", -item.alert.severity, item.alert.first_at, item.alert.fingerprint
