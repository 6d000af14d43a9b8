"""Small events for tests."""

from monitor.event import Community, Data, Event, Message, Person


def message(number: int = 1, text: str = "大家好") -> Event:
    """Return the *number*-th message of one Telegram group."""
    return Event(
        id=f"msg:{number}",
        source="im://telegram/-1001234",
        type="message.created",
        time="2024-03-01T10:00:00Z",
        data=Data("telegram", Community("-1001234"), actor=Person("42", "Ann"), message=Message(str(number), text)),
    )
