"""What a kind of fact is: a name for a situation, and the fields that describe it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Value = bool | int | str

Ending = Literal["judged", "handled", "restrained", "quiet"]
"""when it is over what rules found by facts of a kind:

- judged: a later fact of the kind about the same subject no longer meets the rule;
- handled: owner or admin has dealt with the member, and none of his violations is open;
- restrained: the member was muted or removed, or has left;
- quiet: nothing new for 30 days (design).

Several hold side by side. With none, whoever keeps what the facts tell of says when it is over.
"""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its default (which also fixes the type) and what it means."""

    default: Value
    about: str


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact, the subject its findings speak of, and its fields.

    Facts of a daily kind are judged when a local day has ended, so their windows are whole days. `ends` is when it is
    over what rules found by them: most facts tell what happened once, and nothing but time ends that.
    """

    about: str
    subject: str
    fields: Mapping[str, Field]
    daily: bool = False
    ends: frozenset[Ending] = frozenset({"quiet"})


Kinds = Mapping[str, FactKind]

STATE: frozenset[Ending] = frozenset({"judged"})
"""what is so until it is looked at again: a gap, a setting, a record"""
FIGURE: frozenset[Ending] = frozenset({"judged", "quiet"})
"""a figure over some time, which tells nothing any more when nothing is counted"""
OF_MESSAGES: frozenset[Ending] = frozenset({"handled", "quiet"})
OF_MEMBERS: frozenset[Ending] = frozenset({"restrained", "quiet"})

COMMUNITY: Mapping[str, Field] = {
    "advisory": Field(False, "family, work or small group (< 20 members): owner duties are advice only (X10)"),
    "is_test": Field(False, "the platform flagged a test or a training (X11)"),
    "members": Field(0, "member accounts, 0 when not known"),
}
"""the fields that every fact about one community has"""
