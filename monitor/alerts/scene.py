"""What alerts are held against: floods, graver alerts nearby, silences and cases, loaded for many alerts at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from monitor.alerts.alert import OPEN, PROVISIONAL, RESOLVED, body_of
from monitor.alerts.case import standing
from monitor.alerts.floods import FLOOD, flood_id
from monitor.alerts.inhibitions import Inhibitions
from monitor.alerts.silences import Silence
from monitor.notices.recipient import Recipient
from monitor.service.alerts import AlertState
from monitor.store import AlertRow, CaseRow, Transaction
from rules import Catalogue, Severity

_communities = msgspec.msgpack.Decoder(tuple[str, ...])


@dataclass(frozen=True)
class Scene:
    """Everything that decides whether people are told of some alerts at `now`.

    `around` are open alerts that can mute them, in a fixed order; `places` are the communities of each scheme.
    """

    now: int
    catalogue: Catalogue
    inhibitions: Inhibitions
    around: Sequence[AlertRow] = ()
    cases: Mapping[str, CaseRow] = field(default_factory=dict[str, CaseRow])
    silences: Sequence[Silence] = ()
    floods: frozenset[str] = frozenset()
    places: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    @classmethod
    def load(
        cls,
        transaction: Transaction,
        alerts: Sequence[AlertRow],
        now: int,
        catalogue: Catalogue,
        inhibitions: Inhibitions,
    ) -> "Scene":
        """Read what there is around *alerts*.

        Complexity: a few statements for every 500 alerts, however many others there are.
        """
        places = _places(transaction) if inhibitions.entries else {}
        around = _around(transaction, alerts, inhibitions, places)
        known = sorted({row.fingerprint for row in (*alerts, *around)})
        return cls(
            now,
            catalogue,
            inhibitions,
            around,
            transaction.cases_of(known),
            [silence for row in transaction.silences(now) if (silence := Silence.of(row)).is_active(now)],
            _floods(transaction),
            places,
        )

    def standing(self, alert: AlertRow) -> AlertState:
        """Return how *alert* stands, by stream and case."""
        return standing(alert, self.cases.get(alert.fingerprint))

    def is_open(self, alert: AlertRow) -> bool:
        """Return whether *alert* still wants something of somebody."""
        return self.standing(alert) != RESOLVED

    def family(self, alert: AlertRow) -> str:
        """Return the family of the rule of *alert*, empty when it is no longer in force."""
        rule = self.catalogue.rules.get(alert.rule)
        return rule.family if rule else ""

    def flood(self, alert: AlertRow) -> str:
        """Return the id of the flood that the newest evidence of *alert* is part of, empty when there is none."""
        found = flood_id(alert.rule, alert.last_at)
        return found if alert.severity < Severity.high and found in self.floods else ""

    def inhibitors(self, rule: str) -> Iterable[AlertRow]:
        """Yield the open alerts of *rule* that may mute others; what a flood holds back mutes nothing."""
        return self._by_rule.get(rule, ())

    @cached_property
    def _by_rule(self) -> dict[str, list[AlertRow]]:
        found: dict[str, list[AlertRow]] = {}
        for row in self.around:
            if self.is_open(row) and not self.flood(row):
                found.setdefault(row.rule, []).append(row)
        return found

    def share(self, place: str, one: AlertRow, other: AlertRow) -> bool:
        """Return whether two alerts lie in the same *place*: scheme, community or subject."""
        match place:
            case "scheme":
                return one.scheme is not None and (one.scheme == other.scheme or self._shows(one.scheme, other))
            case "community":
                return bool(one.community) and one.community == other.community
            case _:
                return one.subject == other.subject and one.community == other.community

    def _shows(self, scheme: str, alert: AlertRow) -> bool:
        return alert.community in self.places.get(scheme, ())


def is_addressed(alert: AlertRow, recipient: Recipient) -> bool:
    """Return whether *recipient* is one of those to be told of *alert*, however grave it is."""
    body = body_of(alert)
    if recipient.audience not in body.audience:
        return False
    if not recipient.communities:
        return recipient.audience != "owner"  # nobody owns all of them
    return not recipient.communities.isdisjoint((alert.community, *body.communities))


def _floods(transaction: Transaction) -> frozenset[str]:
    """Return the ids of the floods that are not over."""
    running = transaction.alerts_around([FLOOD], (OPEN,), [""], [])
    return frozenset(key for row in running for key, part in body_of(row).parts.items() if not part.ended_at)


def _places(transaction: Transaction) -> dict[str, frozenset[str]]:
    return {row.id: frozenset(_communities.decode(row.body)) for row in transaction.schemes()}


def _around(
    transaction: Transaction,
    alerts: Iterable[AlertRow],
    inhibitions: Inhibitions,
    places: Mapping[str, frozenset[str]],
) -> list[AlertRow]:
    mutable = [row for row in alerts if row.rule in inhibitions.over]
    if not mutable:
        return []
    communities = {row.community for row in mutable if row.community}
    schemes = {row.scheme for row in mutable if row.scheme}
    schemes |= {scheme for scheme, shown in places.items() if not communities.isdisjoint(shown)}
    rules = inhibitions.inhibitors({row.rule for row in mutable})
    return transaction.alerts_around(rules, (OPEN, PROVISIONAL), sorted(communities), sorted(schemes))
