"""What Telegram's service messages say: who joined and through whom, who left, what changed."""

from collections.abc import Callable, Iterator, Mapping
from typing import cast

from msgspec.structs import replace

from monitor.decode import RecordError
from monitor.event import Data, Event, EventType, Inviter, Join, Message, Person
from monitor.readers.draft import make_event, quality
from monitor.readers.telegram_chat import TelegramChat, person
from monitor.readers.telegram_message import TelegramMessage

_Reading = Callable[[TelegramChat, TelegramMessage], Iterator[Event]]


def service_events(chat: TelegramChat, message: TelegramMessage) -> Iterator[Event]:
    """Yield what a service message says; one event a person. Calls, photos and the like say nothing here.

    Raises:
        RecordError: the people or the title that this action needs are missing.
    """
    reading = _ACTIONS.get(message.text_of("action") or "")
    return reading(chat, message) if reading else iter(())


def _join_by_link(chat: TelegramChat, message: TelegramMessage) -> Iterator[Event]:
    owner = person(None, message.fields.get("inviter"))
    inviter = Inviter(owner, "invite_link_creator") if owner else None
    yield _member(chat, message, "member.joined", _actor(message), join=Join("link"), inviter=inviter)


def _join_by_request(chat: TelegramChat, message: TelegramMessage) -> Iterator[Event]:
    yield _member(chat, message, "member.joined", _actor(message), join=Join("request"))


def _invite(chat: TelegramChat, message: TelegramMessage) -> Iterator[Event]:
    actor = _actor(message)
    for member in _members(message):
        if member.name == actor.name:  # somebody who comes in by the public name "invites" himself
            yield _member(chat, message, "member.joined", actor, join=Join("direct"))
        else:
            yield _member(chat, message, "member.joined", member, join=Join("invited"), inviter=Inviter(actor))


def _remove(chat: TelegramChat, message: TelegramMessage) -> Iterator[Event]:
    actor = _actor(message)
    for member in _members(message):
        if member.name == actor.name:
            yield _member(chat, message, "member.left", actor)
        else:
            yield _member(chat, message, "member.removed", member, actor=actor)


def _create(chat: TelegramChat, message: TelegramMessage) -> Iterator[Event]:
    yield _change(chat, message, "community.created")
    if message.fields.get("members"):
        yield from _invite(chat, message)


def _rename(chat: TelegramChat, message: TelegramMessage) -> Iterator[Event]:
    title = message.text_of("title")
    if title is None:
        raise RecordError("title", "is missing, expected the new name")
    yield _change(TelegramChat(replace(chat.community, name=title)), message, "community.renamed")


def _migrate(chat: TelegramChat, message: TelegramMessage) -> Iterator[Event]:
    yield _change(chat, message, "community.migrated")


def _pin(chat: TelegramChat, message: TelegramMessage) -> Iterator[Event]:
    pinned = message.text_of("message_id")
    if pinned is not None:
        yield _change(chat, message, "message.pinned", Message(pinned))


_ACTIONS: Mapping[str, _Reading] = {
    "join_group_by_link": _join_by_link,
    "join_group_by_request": _join_by_request,
    "invite_members": _invite,
    "remove_members": _remove,
    "create_group": _create,
    "create_channel": _create,
    "edit_group_title": _rename,
    "migrate_to_supergroup": _migrate,
    "migrate_from_group": _migrate,
    "pin_message": _pin,
}

_STATUS: Mapping[EventType, str] = {"member.joined": "member", "member.left": "left", "member.removed": "kicked"}


def _actor(message: TelegramMessage) -> Person:
    if (actor := message.author) is None:
        raise RecordError("actor", "is missing, expected a name or an id")
    return actor


def _members(message: TelegramMessage) -> list[Person]:
    names = message.fields.get("members")
    found = [person(None, name) for name in cast("list[object]", names)] if isinstance(names, list) else []
    people = [member for member in found if member is not None]
    if not people:
        raise RecordError("members", "names nobody, expected a list of names (deleted accounts have none)")
    return people


def _member(
    chat: TelegramChat,
    message: TelegramMessage,
    kind: EventType,
    target: Person,
    *,
    actor: Person | None = None,
    join: Join | None = None,
    inviter: Inviter | None = None,
) -> Event:
    return make_event(
        f"cm:{target.id or target.name}:{message.at.unix}:{_STATUS[kind]}",
        kind,
        message.at,
        Data(
            platform="telegram",
            community=chat.community,
            actor=actor or (inviter.person if inviter and inviter.basis == "platform_field" else None),
            target=target,
            inviter=inviter,
            join=join,
            batch_id=f"msg:{message.id}",
            quality=quality(message.at, names_only=target.id is None),
        ),
    )


def _change(chat: TelegramChat, message: TelegramMessage, kind: EventType, pinned: Message | None = None) -> Event:
    return make_event(
        f"msg:{message.id}",
        kind,
        message.at,
        Data(
            platform="telegram",
            community=chat.community,
            actor=message.author,
            message=pinned,
            quality=quality(message.at),
        ),
    )
