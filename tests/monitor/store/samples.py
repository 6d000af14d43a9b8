"""Events for tests of the store."""

from monitor.store import StoredEvent


def an_event(event_id: str, *, at: int = 0, late: int = 0, sequence: str = "", body: bytes = b"") -> StoredEvent:
    return StoredEvent("im://qq/1", event_id, "qq:1", at, late, sequence, body)
