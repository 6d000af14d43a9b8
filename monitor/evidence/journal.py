"""What happens in one community that belongs into its chain of evidence, in the order in which it happens."""

from typing import Literal

from monitor.evidence.entry import Entry, Exhibit
from monitor.findings import Finding, Proof, Step


class Journal:
    """Writes each step down as it is made, so that how events fall into commits changes nothing.

    A finding has a line when it opens, one for each severity that it is raised to, and one for each further event that
    is kept as its proof.
    """

    def __init__(self) -> None:
        """Begin an empty one."""
        self.entries: list[Entry] = []

    def found(self, step: Step, finding: Finding, at: int, proof: Proof | None) -> None:
        """Enter a *step* of a finding, made by *proof*."""
        self.entries.append(found(step, finding, at, [proof] if proof else []))

    def enter(self, entry: Entry) -> None:
        """Enter what was done about an item or a report."""
        self.entries.append(entry)


def found(
    step: Step | Literal["withdrawn"], finding: Finding, at: int, proofs: list[Proof], communities: tuple[str, ...] = ()
) -> Entry:
    """Return what is entered of a *step* of *finding*, which is about *communities* if about several."""
    return Entry(
        "finding", at, finding.subject, finding.id,
        rule=finding.rule, version=finding.version, severity=finding.severity, audience=finding.audience,
        communities=communities or finding.communities,
        exhibits=tuple(map(exhibit, proofs)), values=finding.values, action=step,
    )  # fmt: skip


def exhibit(proof: Proof) -> Exhibit:
    """Return *proof* as it is entered."""
    return Exhibit(proof.event, proof.excerpt, proof.spans, proof.community)
