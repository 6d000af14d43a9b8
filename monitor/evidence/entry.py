"""What one line of a chain of evidence says."""

from typing import Literal

import msgspec

from rules.facts import Value

Kind = Literal[
    "finding", "handled", "report", "case", "label", "silence", "appeal", "reveal", "erasure", "hold", "retention"
]


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step, as it is committed to: what was found, or what somebody did about it, why, and when.

    `at` is microseconds since 1970: event time of what the stream tells, the clock's time of what a moderator does.
    `subject` is what it is about (`member:`, `community:`, `scheme:`), `reference` the finding, message, report, alert
    or case number that it belongs to, `by` the pseudonym or the API key's name of who acted. `action` and `reason` are
    what was done and why, `minutes` how long it had waited, `recorded` whether reason and digest of the evidence came
    with it. Excerpts are masked; spans are code points.
    """

    kind: Kind
    at: int
    subject: str
    reference: str = ""
    rule: str = ""
    version: int = 0
    severity: int = 0
    event: str = ""
    excerpt: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    values: dict[str, Value] = {}
    by: str = ""
    action: str = ""
    reason: str = ""
    minutes: int | None = None
    recorded: bool = False
