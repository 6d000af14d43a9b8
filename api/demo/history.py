"""The demonstration: nine communities between March and June 2026, one suspected scheme over three of them."""

import heapq
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from api.demo.group import owner_id
from api.demo.play import play
from api.demo.script import Script, bundled, read_script, read_story
from monitor.event import Event, community_key

_HEALTHY = ("fruit_shop", "exam_class", "designers", "reading_camp", "family")
DEFAULT_SEED = 20260301


def demo_history(seed: int = DEFAULT_SEED) -> Iterator[Event]:
    """Yield all nine communities' events in time order; the same seed yields the same events."""
    return _history(_scripts(), seed)


def healthy_history(seed: int = DEFAULT_SEED) -> Iterator[Event]:
    """Yield the events of the five healthy communities in time order.

    Whatever an advertiser from outside posts there comes from a member whose id has a `-v` (visitor) number.
    """
    return _history(_healthy_scripts(), seed)


def demo_profiles() -> dict[str, dict[str, Any]]:
    """Return, by `platform:id`, what a configuration would say of each community."""
    return {community_key(script.platform, script.id): _profile(script) for script in _scripts()}


def _history(scripts: Iterable[Script], seed: int) -> Iterator[Event]:
    return heapq.merge(*(play(script, seed) for script in scripts), key=attrgetter("time"))


def _scripts() -> list[Script]:
    return [*_healthy_scripts(), *read_story(bundled("star_wallet")), read_script(bundled("neglected"))]


def _healthy_scripts() -> list[Script]:
    return [read_script(bundled(name)) for name in _HEALTHY]


def _profile(script: Script) -> dict[str, Any]:
    return {
        "name": script.name,
        "kind": script.kind,
        "time_zone": script.time_zone,
        "ads": script.ads,
        "quiet_hours": "23:00-08:00",
        "observes": list(script.observes),
        "owner": owner_id(script.id),
    }
