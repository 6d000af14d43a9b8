"""The way of an alert to people, in one place: each stage lets it pass or says why nobody hears of it now.

What happens before: findings of one rule about one subject are one alert (`AlertBook`), and the alerts of one scheme,
or else of one community, are told together (`grouping`). What happens after: `news` says what there is to tell of an
alert - opened, raised, re-opened, repeated, resolved - and `pace` when it may leave.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from monitor.alerts.case import ACKNOWLEDGED, SNOOZED
from monitor.alerts.news import News
from monitor.alerts.scene import Scene, is_addressed
from monitor.notices.recipient import Recipient
from monitor.store import AlertRow


class Mute(StrEnum):
    """Why nobody is told of an alert."""

    quarantined = "quarantined"
    inhibited = "inhibited"
    silenced = "silenced"
    snoozed = "snoozed"
    acknowledged = "acknowledged"


@dataclass(frozen=True, slots=True)
class Muted:
    """A reason, and what is behind it: the id of a flood, of another alert or of a silence, or a moderator's name."""

    reason: Mute
    by: str


@dataclass(frozen=True, slots=True)
class Telling:
    """An alert on its way to *recipient*, or to nobody in particular, who may be told all, with the *news* of it."""

    alert: AlertRow
    news: News = "repeated"
    recipient: Recipient | None = None


Stage = Callable[[Telling, Scene], Muted | None]


def quarantined(telling: Telling, scene: Scene) -> Muted | None:
    """Hold what is part of a flood of its rule; the flood is an alert itself."""
    flood = scene.flood(telling.alert)
    return Muted(Mute.quarantined, flood) if flood else None


def inhibited(telling: Telling, scene: Scene) -> Muted | None:
    """Hold what says nothing new beside another alert that is open, no less grave, and told to the same people."""
    alert = telling.alert
    for entry in scene.inhibitions.over.get(alert.rule, ()):
        for rule in entry.by:
            for other in scene.inhibitors(rule):
                if (
                    other.severity >= max(entry.from_, alert.severity)
                    and any(scene.share(place, other, alert) for place in entry.same)
                    and (telling.recipient is None or is_addressed(other, telling.recipient))
                ):
                    return Muted(Mute.inhibited, other.fingerprint)
    return None


def silenced(telling: Telling, scene: Scene) -> Muted | None:
    """Hold what a moderator does not want to hear of for a time."""
    family = scene.family(telling.alert)
    for silence in scene.silences:
        if silence.covers(telling.alert, family):
            return Muted(Mute.silenced, silence.row.id)
    return None


def handled(telling: Telling, scene: Scene) -> Muted | None:
    """Hold what a moderator will look at when it is over, and do not repeat what he has seen."""
    standing = scene.standing(telling.alert)
    if standing == SNOOZED:
        return Muted(Mute.snoozed, scene.cases[telling.alert.fingerprint].by)
    if standing == ACKNOWLEDGED and telling.news == "repeated":
        return Muted(Mute.acknowledged, scene.cases[telling.alert.fingerprint].by)
    return None


STAGES: tuple[Stage, ...] = (quarantined, inhibited, silenced, handled)


def muted(telling: Telling, scene: Scene) -> Muted | None:
    """Return why nobody is told now, by the first stage that says so; None when they are."""
    return next((reason for stage in STAGES if (reason := stage(telling, scene))), None)


def grouping(alert: AlertRow) -> str:
    """Return the group that *alert* is told in: its scheme, else its community, else its subject."""
    if alert.scheme:
        return f"scheme:{alert.scheme}"
    return f"community:{alert.community}" if alert.community else alert.subject
