"""The group's settings: what its page leaves empty, and whether anybody may join unasked."""

from monitor.community.bench import Bench
from monitor.record import Record

INFO = ("name", "category", "description", "code", "contact")


class GroupSettings:
    """Judges the settings whenever they or the members change, as far as the platform exposes them."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench

    def on_changed(self, record: Record) -> None:
        """Enter what a change of the settings tells; what it does not name stays as it was."""
        if record.settings:
            self._bench.state.settings.update(record.settings)
            self._bench.state.seen["settings"] = True
            self.review(record.at)

    def review(self, at: int, *, joined: bool = False) -> None:
        """Judge the settings, if anything is or was wrong: after a change, a count or somebody who *joined*."""
        bench, settings = self._bench, self._bench.state.settings
        empty = [part for part in INFO if settings.get(part) is False]
        is_open = settings.get("join_approval") is False
        if empty or is_open or bench.conditions.has("group_settings", bench.subject):
            fact = {
                **{f"lacks_{part}": True for part in empty},
                "empty": len(empty),
                "open_join": is_open,
                "joined": joined,
                "announced": bench.is_for_one_occasion(at),
            }
            bench.judge("group_settings", fact, at, bench.subject, None)
