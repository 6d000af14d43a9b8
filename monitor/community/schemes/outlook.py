"""How long a promise of yield can be kept here, judged once a day for as long as it is promoted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from monitor.clock import DAY
from monitor.community.bench import Bench
from monitor.findings import proof_of
from monitor.record import Record
from monitor.schemes.figures import UNKNOWN
from rules.facts import Value
from rules.signals import Signal, Stance

if TYPE_CHECKING:
    from graph.outlook import Interval

SEEN_DAYS = 28  # design: four weeks of joins, so that weekdays weigh the same
NO_PROMISE = ("is_test", "loan", "third_party_notice")  # a test; what a borrower pays; what a bank tells its customers


class Outlooks:
    """Sets what is promised against what is seen of recruiting.

    Looked at is a yield as high as some rule asks for: an ordinary group must not pay for loading numpy.
    """

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench
        self._least_bp = min(bench.panel.catalogue.least("outlook", "yield_monthly_bp"), default=1)

    def heard(self, fact: Mapping[str, Value], record: Record, member: str, *, staff: bool) -> None:
        """Judge what *fact*, made of *record*, promises, unless as much was judged on this day."""
        if any(fact[name] for name in NO_PROMISE):
            return
        bench, promised = self._bench, self._bench.state.promised
        if fact["commission_levels"] and not fact["goods_commission"]:
            promised.pays(int(fact["commission_levels"]), record.at)
        monthly_bp = promoted_yield_bp(record.signals)
        if monthly_bp >= self._least_bp and promised.is_news(monthly_bp, record.at):
            values = self._values(monthly_bp, record)
            bench.judge("outlook", values, record.at, bench.subject, proof_of(record), member=member, staff=staff)

    def _values(self, monthly_bp: int, record: Record) -> dict[str, Value]:
        from graph.outlook import Promise, Recruiting, outlook  # noqa: PLC0415 - loads numpy, for promises only

        bench = self._bench
        levels, joins = bench.state.promised.levels, self._joins(record.at // DAY)
        seen = outlook(Promise(monthly_bp, levels), Recruiting(bench.roster.members, joins))
        return {
            "yield_monthly_bp": monthly_bp,
            "commission_levels": levels,
            "needed_growth_bp_pd": round(10_000 * seen.needed_growth),
            "needed_joins_pd": seen.needed_joins,
            "joins_tenths_pd": seen.joins_tenths,
            "joins_days": seen.days,
            "joins_seen": sum(joins),
            **_days("runs_out", seen.runs_out),
            **_days("capped", seen.capped),
        }

    def _joins(self, today: int) -> list[int]:
        """Return the joins of the last whole days in which joins could be seen, oldest first."""
        if not self._bench.observes("joins"):
            return []
        state = self._bench.state
        first = max(state.first_at // DAY + 1, today - SEEN_DAYS)
        return [state.joins_by_day.get(day, 0) for day in range(first, today)]


def promoted_yield_bp(signals: Iterable[Signal]) -> int:
    """Return the highest yield that is promoted, in basis points a month; what somebody reports or quotes is none."""
    yields = (signal.value for signal in signals if signal.kind == "yield" and signal.stance is Stance.promote)
    return max((round(100 * value) for value in yields if isinstance(value, int | float)), default=0)


def _days(name: str, interval: Interval | None) -> dict[str, Value]:
    least, most = (interval.least, interval.most) if interval else (UNKNOWN, UNKNOWN)
    return {f"{name}_days_min": least, f"{name}_days_max": most}
