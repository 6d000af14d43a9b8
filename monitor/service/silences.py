"""Silences: alerts that nobody wants to hear of for a time."""

from typing import Literal, Protocol

import msgspec

MatchedField = Literal["rule", "family", "severity", "community", "scheme", "subject"]


class Matcher(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A condition on a field of an alert: it is one of *values*, or with `negated` none of them."""

    field: MatchedField
    values: tuple[str, ...]
    negated: bool = False


class SilenceRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A silence to be made: all *matchers* must fit. Times are RFC 3339; `starts_time` left out is now."""

    matchers: tuple[Matcher, ...]
    reason: str
    expires_time: str
    starts_time: str | None = None


class SilenceEntry(msgspec.Struct, frozen=True):
    """A silence, who made it and why, and how many alerts it kept quiet."""

    id: str
    matchers: tuple[Matcher, ...]
    author: str
    reason: str
    created_time: str
    starts_time: str
    expires_time: str
    state: Literal["pending", "active", "expired"]
    suppressed: int


class SilenceList(msgspec.Struct, frozen=True):
    """Silences, the newest first."""

    silences: tuple[SilenceEntry, ...]


class SilenceDesk(Protocol):
    """Where silences are made and ended; both are audited."""

    def all(self, *, expired: bool = False) -> SilenceList:
        """Return the silences that are or will be in force; with *expired* those that were, too."""
        ...

    def add(self, request: SilenceRequest, by: str) -> SilenceEntry:
        """Make a silence; the same request by the same author while it is in force returns the one there is.

        Raises:
            RefusedStepError: it matches everything, ends before it begins, or has no reason.
        """
        ...

    def end(self, silence: str, by: str) -> SilenceEntry:
        """End a silence now; one that has ended stays as it was.

        Raises:
            UnknownItemError: there is none of this id.
        """
        ...
