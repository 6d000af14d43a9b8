"""What a kind of fact is: a name for a situation, and the fields that describe it."""

from collections.abc import Mapping
from dataclasses import dataclass

Value = bool | int | str


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its default (which also fixes the type) and what it means."""

    default: Value
    about: str


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact, the subject its findings speak of, and its fields.

    Facts of a daily kind are judged when a local day has ended, so their windows are whole days.
    """

    about: str
    subject: str
    fields: Mapping[str, Field]
    daily: bool = False


Kinds = Mapping[str, FactKind]

COMMUNITY: Mapping[str, Field] = {
    "advisory": Field(False, "family, work or small group (< 20 members): owner duties are advice only (X10)"),
    "is_test": Field(False, "the platform flagged a test or a training (X11)"),
    "members": Field(0, "member accounts, 0 when not known"),
}
"""the fields that every fact about one community has"""
