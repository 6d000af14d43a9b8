"""`privacy erase`: forget a member in a store that no server works on."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import typer

from api.cli.live_store import live_store
from api.cli.pseudonym_key import with_pseudonym_key
from api.cli.surroundings import panel_of, pseudonyms_of, settings_at
from monitor.intake import Intake
from monitor.memory import Memory
from monitor.privacy.erasure import PSEUDONYM, Erasure
from monitor.pseudonym import Pseudonyms
from monitor.service.privacy import ErasureReport, ErasureRequest
from monitor.settings import Settings
from monitor.store import Store, beside, exists
from monitor.wall_clock import WallClock
from monitor.writer import Writer

Forget = Callable[[Store, ErasureRequest], ErasureReport]


def run(community: str, member: str, by: str, reason: str, config: Path | None) -> None:
    """Forget *member* of *community*, where rules on trial judged it, too, and print what is gone.

    Raises:
        MonitorError: there is no such store or community, a hold keeps it, or a server runs: it would write what it
            remembers back.
    """
    settings = with_pseudonym_key(settings_at(config))
    pseudonyms = pseudonyms_of(settings)
    forget = _forgetting(settings, pseudonyms, by)
    with live_store(settings, alone=True) as store:
        for label in _labels(pseudonyms, community, member):
            request = ErasureRequest(community, label, reason)
            report = forget(store, request)
            for shadow in _shadow(settings, community):
                forget(shadow, request)
            typer.echo(_said(report))


def _labels(pseudonyms: Pseudonyms, community: str, member: str) -> list[str]:
    """Return what *member* may be called: a pseudonym is one, a platform's id has one under each key."""
    if PSEUDONYM.fullmatch(member.removeprefix("member:")):
        return [member]
    return [key.member(community, member) for key in (pseudonyms, pseudonyms.previous) if key]


def _forgetting(settings: Settings, pseudonyms: Pseudonyms, by: str) -> Forget:
    panel, now = panel_of(settings), WallClock().now()
    profiles = Intake(panel.reader, pseudonyms).hidden(settings.communities)

    def forget(store: Store, request: ErasureRequest) -> ErasureReport:
        memory = Memory(panel, profiles)
        writer = Writer(store, memory, 0, lambda _transaction, _outcome: None, lambda _outcome, _judging, _whole: None)
        return writer.rewrite(lambda transaction: Erasure(transaction, memory).run(request, now, by))

    return forget


def _shadow(settings: Settings, community: str) -> Iterator[Store]:
    """Yield the store of rules on trial, if there is one and it knows *community*."""
    url = beside(settings.database, "shadow")
    if exists(url):
        with closing(Store.open(url, key_file=settings.key_file.with_suffix(".shadow"), alone=True)) as store:
            with store.read() as transaction:
                known = {row.id for row in transaction.communities()}
            if community in known:
                yield store


def _said(report: ErasureReport) -> str:
    if not report.erased:
        return f"nothing of {report.member} is kept in {report.community}"
    gone = ", ".join(f"{count} {kind}" for kind, count in report.erased.items())
    return f"{report.member} is forgotten in {report.community}: {gone}; {report.redacted} lines of evidence redacted"
