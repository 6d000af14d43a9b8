"""What a board of findings about several communities shows differently since it was asked last."""

from dataclasses import dataclass, field

from monitor.findings import Finding


@dataclass
class Review:
    """What shows differently now: new and changed findings, those of them that are new, and those that are gone.

    `standing` are the findings that hold in whatever was reviewed, changed or not.
    """

    changed: dict[str, Finding] = field(default_factory=dict[str, Finding])
    opened: list[Finding] = field(default_factory=list[Finding])
    dropped: list[Finding] = field(default_factory=list[Finding])
    standing: list[Finding] = field(default_factory=list[Finding])
