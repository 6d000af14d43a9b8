"""The words of a pack of evidence: kinds of lines, and what was done."""

from collections.abc import Mapping
from typing import Final

from monitor.evidence.entry import Kind
from monitor.language import mark

KINDS: Final[Mapping[Kind, str]] = {
    "finding": mark("Suspicion"),
    "handled": mark("Handling"),
    "report": mark("Complaint"),
    "case": mark("Case"),
    "label": mark("Assessment"),
    "silence": mark("Silence"),
    "appeal": mark("Appeal"),
    "reveal": mark("Disclosure of a name"),
    "erasure": mark("Erasure"),
    "hold": mark("Legal hold"),
    "retention": mark("Retention"),
}

ACTIONS: Final[Mapping[tuple[Kind, str], str]] = {
    ("finding", "opened"): mark("suspected"),
    ("finding", "raised"): mark("raised"),
    ("finding", "proved"): mark("further evidence"),
    ("finding", "ended"): mark("is over"),
    ("finding", "withdrawn"): mark("withdrawn"),
    ("handled", "deleted"): mark("deleted"),
    ("handled", "muted"): mark("muted"),
    ("handled", "removed"): mark("removed from the group"),
    ("handled", "banned"): mark("banned"),
    ("handled", "warned"): mark("warned"),
    ("handled", "dismissed"): mark("found to be no violation"),
    ("handled", "overturned"): mark("overturned by a moderator"),
    ("report", "acknowledged"): mark("taken up"),
    ("report", "closed"): mark("closed"),
    ("report", "rejected"): mark("closed as unfounded"),
    ("erasure", "redacted"): mark("content erased on request"),
    ("retention", "redacted"): mark("content erased when its time had passed"),
    ("hold", "held"): mark("held"),
    ("hold", "released"): mark("released"),
}

WITHHELD: Final = mark("not for this reader")
REDACTED: Final = mark("content erased")
IN_TIME: Final = mark("in time")
LATE: Final = mark("late")
RECORDED: Final = mark("reason and digest of the evidence recorded")
