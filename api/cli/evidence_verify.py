"""`evidence verify`: whether evidence is what was entered, in a pack or in the store."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from api.cli.live_store import live_store
from api.cli.options import Lang
from api.cli.surroundings import language_for, settings_at
from monitor.errors import MonitorError
from monitor.evidence.ledger import chain_by_stage
from monitor.evidence.pack_verification import verify_zip
from monitor.evidence.verification import Fault, Verdict, What, verify_chains
from monitor.language import Language, mark
from monitor.legible import legible
from monitor.store import Transaction

FAULTS: Mapping[What, str] = {
    "changed": mark("was changed, or does not follow the line before"),
    "missing": mark("missing"),
    "reordered": mark("not in its place"),
    "truncated": mark("missing at the end: the noted head is not there"),
    "unannounced": mark("erased, and no line says why"),
    "file changed": mark("is not what its integrity value says"),
    "file missing": mark("missing from the pack"),
    "foreign": mark("is not as `evidence export` writes it: other programs may show something else"),
    "unknown": mark("does not belong here"),
}


def verify_file(pack: Path, heads: Sequence[str], config: Path | None, lang: Lang | None) -> int:
    """Print what is wrong with *pack*; return the exit code. *heads* are those that somebody noted.

    Raises:
        MonitorError: it is no pack.
    """
    noted = frozenset(map(_digest, heads))
    try:
        verdict = verify_zip(pack.read_bytes(), noted)
    except OSError as error:
        raise MonitorError(f"{pack}: {error.strerror}") from error
    return _told(verdict, noted, language_for(lang, settings_at(config)))


def verify_store(community: str | None, heads: Sequence[str], config: Path | None, lang: Lang | None) -> int:
    """Print what is wrong with the chains of *community*, or all, in the store; return the exit code.

    Raises:
        MonitorError: there is nothing that could be verified.
    """
    settings, noted = settings_at(config), frozenset(map(_digest, heads))
    with live_store(settings) as store, store.read() as transaction:
        verdict = verify_chains(transaction, _chains(transaction, community), noted)
    return _told(verdict, noted, language_for(lang, settings))


def _chains(transaction: Transaction, community: str | None) -> list[str]:
    if community is None:
        return transaction.chains()
    chains = [chain for chain in transaction.chains() if chain in {community, chain_by_stage(community)}]
    if not chains:
        raise MonitorError(f"there is no evidence of {community} in this store")
    return chains


def _told(verdict: Verdict, noted: frozenset[bytes], language: Language) -> int:
    """Print *verdict* with the *noted* heads that were not met; return the exit code."""
    faults = [*verdict.faults, *(Fault(head.hex(), "truncated") for head in sorted(noted - verdict.heads))]
    for fault in faults:
        typer.echo(worded(fault, language))
    typer.echo(_summary(verdict, len(faults), language))
    return 1 if faults else 0


def worded(fault: Fault, language: Language) -> str:
    """Return *fault* as a line to print, whatever a forger called a file or a chain."""
    what = language.text(FAULTS[fault.what])
    place = legible(fault.place)
    if not fault.first:
        return f"{place}: {what}"
    lines = str(fault.first) if fault.last <= fault.first else f"{fault.first}-{fault.last}"
    return language.text("%(place)s line %(lines)s: %(what)s", place=place, lines=lines, what=what)


def _summary(verdict: Verdict, faults: int, language: Language) -> str:
    if faults:
        return language.text("faults: %(faults)s, lines: %(lines)s", faults=faults, lines=verdict.lines)
    return language.text(
        "ok: lines %(lines)s, redacted %(redacted)s, withheld %(withheld)s",
        lines=verdict.lines, redacted=verdict.redacted, withheld=verdict.withheld,
    )  # fmt: skip


def _digest(head: str) -> bytes:
    try:
        return bytes.fromhex(head)
    except ValueError:
        raise MonitorError(f"--head: {head!r} is no head; expected the 64 hexadecimal digits of a SHA-256") from None
