"""One page of alerts and the cursor to the next."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec

from api.http.problems import HttpError
from monitor.service import AlertEntry, AlertPosition


class AlertPage(msgspec.Struct, frozen=True):
    """Alerts, newest first; `next` is the cursor of the page after, None on the last."""

    alerts: tuple[AlertEntry, ...]
    next: str | None


def page(alerts: list[AlertEntry], size: int) -> AlertPage:
    """Return the first *size* of *alerts*; one more than that proves that there is a next page."""
    shown = tuple(alerts[:size])
    return AlertPage(shown, cursor(shown[-1].position) if len(alerts) > size else None)


def cursor(position: AlertPosition) -> str:
    """Return *position* as the opaque text that clients hand back."""
    return urlsafe_b64encode(msgspec.json.encode(position)).decode().rstrip("=")


def position(cursor: str) -> AlertPosition:
    """Return the position that *cursor* stands for.

    Raises:
        HttpError: it is not one of ours.
    """
    try:
        return msgspec.json.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=AlertPosition)
    except (ValueError, msgspec.DecodeError):
        raise HttpError("invalid_query", "cursor: expected the `next` of a page before") from None
