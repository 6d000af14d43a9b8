"""`evidence verify`: whether evidence is what was entered, in a pack or in the store."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from api.cli.evidence_store import evidence_store
from api.cli.options import Lang
from api.cli.surroundings import language_for, settings_at
from monitor.errors import MonitorError
from monitor.evidence.chain import start
from monitor.evidence.ledger import chain_by_stage
from monitor.evidence.pack import unpack, verify_pack
from monitor.evidence.verification import Fault, Verdict, What, link_of, verify
from monitor.language import Language, mark
from monitor.settings import Settings

FAULTS: Mapping[What, str] = {
    "changed": mark("was changed, or does not follow the line before"),
    "missing": mark("missing"),
    "reordered": mark("not in its place"),
    "truncated": mark("missing at the end: the noted head is not there"),
    "unannounced": mark("erased, and no line says why"),
    "file changed": mark("is not what its integrity value says"),
    "file missing": mark("missing from the pack"),
    "unknown": mark("does not belong here"),
}


def run(pack: Path | None, community: str | None, heads: Sequence[str], config: Path | None, lang: Lang | None) -> int:
    """Verify *pack*, or the store of the settings, and print what is wrong; return the exit code.

    *heads* are those that somebody noted.

    Raises:
        MonitorError: there is nothing that could be verified.
    """
    settings = settings_at(config)
    language = language_for(lang, settings)
    noted = frozenset(map(_digest, heads))
    verdict = _of_pack(pack, noted) if pack else _of_store(settings, community, noted)
    verdict.faults += [Fault(head.hex(), "truncated") for head in sorted(noted - verdict.heads)]
    for fault in verdict.faults:
        typer.echo(worded(fault, language))
    typer.echo(_summary(verdict, language))
    return 1 if verdict.faults else 0


def worded(fault: Fault, language: Language) -> str:
    """Return *fault* as a line to print."""
    what = language.text(FAULTS[fault.what])
    if not fault.first:
        return f"{fault.place}: {what}"
    lines = str(fault.first) if fault.last <= fault.first else f"{fault.first}-{fault.last}"
    return language.text("%(place)s line %(lines)s: %(what)s", place=fault.place, lines=lines, what=what)


def _summary(verdict: Verdict, language: Language) -> str:
    counts = {"lines": verdict.lines, "redacted": verdict.redacted, "withheld": verdict.withheld}
    if verdict.faults:
        return language.text("%(faults)s faults in %(lines)s lines", faults=len(verdict.faults), lines=verdict.lines)
    return language.text("ok: %(lines)s lines, %(redacted)s redacted, %(withheld)s withheld", **counts)


def _digest(head: str) -> bytes:
    try:
        return bytes.fromhex(head)
    except ValueError:
        raise MonitorError(f"--head: {head!r} is no head; expected the 64 hexadecimal digits of a SHA-256") from None


def _of_pack(file: Path, heads: frozenset[bytes]) -> Verdict:
    try:
        return verify_pack(unpack(file.read_bytes()), heads)
    except OSError as error:
        raise MonitorError(f"{file}: {error.strerror}") from error


def _of_store(settings: Settings, community: str | None, heads: frozenset[bytes]) -> Verdict:
    verdict = Verdict()
    with evidence_store(settings) as store, store.read() as transaction:
        there = transaction.chains()
        chains = (
            there
            if community is None
            else [chain for chain in (community, chain_by_stage(community)) if chain in there]
        )
        if community is not None and not chains:
            raise MonitorError(f"there is no evidence of {community} in this store")
        for chain in chains:
            links = map(link_of, transaction.ledger(chain))
            verdict.add(verify(chain, links, (0, start(chain)), heads=heads))
    return verdict
