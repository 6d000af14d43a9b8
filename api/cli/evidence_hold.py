"""`evidence hold` and `evidence release`: what is kept for a case, whatever retention says."""

from pathlib import Path

import typer

from api.cli.live_store import live_store
from api.cli.surroundings import settings_at
from monitor.errors import MonitorError
from monitor.evidence import hold as holds
from monitor.evidence.ledger import Ledger
from monitor.store import HoldRow
from monitor.wall_clock import WallClock


def hold(community: str, case: str, by: str, reason: str, config: Path | None) -> None:
    """Keep what there is of *community* for *case*.

    Raises:
        MonitorError: nothing is known of it, or the store cannot be written.
    """
    with live_store(settings_at(config)) as store, store.begin() as transaction:
        if community not in {row.id for row in transaction.communities()}:
            raise MonitorError(f"nothing is known of {community}; ids of groups look like wechat:12345")
        holds.hold(transaction, Ledger(transaction), HoldRow(community, case, reason, by, WallClock().now()))
    typer.echo(f"{community} is kept for case {case}")


def release(community: str, case: str, by: str, reason: str, config: Path | None) -> None:
    """Keep it no longer for *case*.

    Raises:
        MonitorError: it was not, or the store cannot be written.
    """
    with live_store(settings_at(config)) as store, store.begin() as transaction:
        now = WallClock().now()
        if not holds.release(transaction, Ledger(transaction), community, case, now, by=by, reason=reason):
            raise MonitorError(f"{community} is not held for case {case}")
    typer.echo(f"{community} is kept for case {case} no longer")
