"""Telegram Desktop exports, old and new: messages, and who brought whom."""

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from monitor.event import Event
from monitor.readers import ReadOptions
from tests.monitor.readers.conftest import Read


def _chat(*messages: Any, **changes: Any) -> dict[str, Any]:
    return {"name": "群", "type": "private_supergroup", "id": 1234, "messages": list(messages), **changes}


def _message(number: int = 1, **changes: Any) -> dict[str, Any]:
    said = {"id": number, "type": "message", "date": "2024-03-01T18:00:00", "date_unixtime": "1709287200"}
    return {**said, "from": "Ann", "from_id": "user42", "text": "hello", **changes}


def _service(action: str, **changes: Any) -> dict[str, Any]:
    happened = {"id": 9, "type": "service", "date": "2024-03-01T18:00:00", "date_unixtime": "1709287200", "text": ""}
    return {**happened, "actor": "Ann", "actor_id": "user42", "action": action, **changes}


def _one(read: Read, message: dict[str, Any], **chat: Any) -> Event:
    events, skipped = read(json.dumps(_chat(message, **chat)))
    assert skipped == []
    (event,) = events
    return event


def _text(event: Event) -> str | None:
    return event.data.message.text if event.data.message else None


def test_a_message_has_the_ids_that_the_bot_api_gives_it(read: Read) -> None:
    event = _one(read, _message(7, reply_to_message_id=3, forwarded_from="Channel X"))
    assert (event.id, event.source, event.time) == ("msg:7", "im://telegram/-1001234", "2024-03-01T10:00:00Z")
    assert event.data.actor
    assert (event.data.actor.id, event.data.actor.name) == ("42", "Ann")
    assert event.data.message
    assert event.data.message.reply_to_id == "3"
    assert event.data.message.forwarded_from == "Channel X"


@pytest.mark.parametrize(
    ("chat", "community"),
    [
        pytest.param({"id": 1234}, "-1001234", id="supergroup"),
        pytest.param({"id": 1234, "type": "public_channel"}, "-1001234", id="channel"),
        pytest.param({"id": 2**33 + 1234}, "-1001234", id="supergroup in an old export"),
        pytest.param({"id": 1234, "type": "private_group"}, "-1234", id="basic group"),
        pytest.param({"id": 2**32 + 1234, "type": "private_group"}, "-1234", id="basic group in an old export"),
        pytest.param({"id": -1001234}, "-1001234", id="already normalised"),
    ],
)
def test_a_chat_id_is_the_bot_api_id(read: Read, chat: dict[str, Any], community: str) -> None:
    assert _one(read, _message(), **chat).data.community.id == community


@pytest.mark.parametrize(
    ("from_id", "actor"),
    [
        pytest.param("user42", "42", id="new"),
        pytest.param(42, "42", id="old"),
        pytest.param("channel77", "-10077", id="a channel speaks"),
        pytest.param(None, None, id="by name only"),
    ],
)
def test_a_sender_is_known_by_old_and_new_ids(read: Read, from_id: object, actor: str | None) -> None:
    person = _one(read, _message(from_id=from_id)).data.actor
    assert person
    assert (person.id, person.id_kind) == (actor, "platform" if actor else "name_only")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        pytest.param("plain", "plain", id="string"),
        pytest.param(["a ", {"type": "bold", "text": "b"}], "a b", id="parts"),
        pytest.param(
            [{"type": "text_link", "text": "点这里", "href": "https://x.test"}], "点这里 (https://x.test)", id="link"
        ),
        pytest.param("", "", id="a picture without words"),
    ],
)
def test_text_is_a_string_or_parts(read: Read, written: object, text: str) -> None:
    assert _text(_one(read, _message(text=written))) == text


def test_a_local_date_needs_a_zone(read: Read) -> None:
    old = {key: value for key, value in _message().items() if key != "date_unixtime"}
    shanghai = ReadOptions(time_zone=ZoneInfo("Asia/Shanghai"))
    (event,), _ = read(json.dumps(_chat(old)), options=shanghai)
    assert (event.time, event.data.quality.time_zone_from) == ("2024-03-01T10:00:00Z", "configured")
    assert _one(read, old).time == "2024-03-01T18:00:00Z"


def test_an_edited_message_is_one_event_with_the_id_of_its_edit(read: Read) -> None:
    event = _one(read, _message(edited="2024-03-01T18:10:00", edited_unixtime="1709287800"))
    assert (event.id, event.type) == ("msg:1:e1709287800", "message.created")
    assert event.data.message
    assert event.data.message.edited_at == "2024-03-01T10:10:00Z"


def test_an_invitation_of_three_is_three_joins_of_one_batch(read: Read) -> None:
    events, _ = read(json.dumps(_chat(_service("invite_members", members=["Bo", "Cy", "Bo", None]))))
    assert [event.id for event in events] == [f"cm:{who}:1709287200:member" for who in ("Bo", "Cy")] + [
        "cm:Bo:1709287200:member:2"
    ]
    assert {event.data.batch_id for event in events} == {"msg:9"}
    assert {event.data.inviter and event.data.inviter.person.id for event in events} == {"42"}
    assert {event.data.target and event.data.target.id_kind for event in events} == {"name_only"}


def test_who_invites_himself_joined_on_his_own(read: Read) -> None:
    event = _one(read, _service("invite_members", members=["Ann"]))
    assert (event.id, event.data.inviter) == ("cm:42:1709287200:member", None)


def test_a_link_has_an_owner(read: Read) -> None:
    event = _one(read, _service("join_group_by_link", inviter="Boss"))
    assert event.data.target
    assert event.data.target.id == "42"
    assert event.data.inviter
    assert event.data.inviter.person.name == "Boss"
    assert event.data.inviter.basis == "invite_link_creator"


@pytest.mark.parametrize(
    ("message", "kinds"),
    [
        pytest.param(_service("join_group_by_link", inviter=None), ["member.joined"], id="link of nobody known"),
        pytest.param(_service("join_group_by_request"), ["member.joined"], id="request"),
        pytest.param(_service("remove_members", members=["Bo"]), ["member.removed"], id="removed"),
        pytest.param(_service("remove_members", members=["Ann"]), ["member.left"], id="left"),
        pytest.param(
            _service("create_group", title="t", members=["Bo"]), ["community.created", "member.joined"], id="created"
        ),
        pytest.param(_service("create_channel", title="t"), ["community.created"], id="channel"),
        pytest.param(_service("edit_group_title", title="新名"), ["community.renamed"], id="renamed"),
        pytest.param(_service("pin_message", message_id=3), ["message.pinned"], id="pinned"),
        pytest.param(_service("migrate_to_supergroup"), ["community.migrated"], id="migrated"),
        pytest.param(_service("migrate_from_group", title="t"), ["community.migrated"], id="migrated from"),
        pytest.param(_service("phone_call"), [], id="a call says nothing"),
    ],
)
def test_a_service_message_says_what_happened(read: Read, message: dict[str, Any], kinds: list[str]) -> None:
    events, skipped = read(json.dumps(_chat(message)))
    assert ([event.type for event in events], skipped) == (kinds, [])


def test_a_whole_account_is_read_group_by_group_and_personal_chats_are_left_alone(read: Read) -> None:
    chats = [
        _chat(_message(), id=1),
        _chat(_message(), type="personal_chat", id=2),
        _chat(_message(), {"id": "x"}, id=3),
    ]
    events, skipped = read(json.dumps({"about": "…", "chats": {"about": "…", "list": chats}}))
    assert [event.data.community.id for event in events] == ["-1001", "-1003"]
    assert [event.id for event in events] == ["msg:1", "msg:1"]
    assert [entry.where for entry in skipped] == ["chats.list[2].messages[1].id"]


@pytest.mark.parametrize(
    ("bad", "where"),
    [
        pytest.param({"id": "x"}, "messages[1].id", id="no number"),
        pytest.param(_message(date_unixtime="", date="soon"), "messages[1].date", id="no date"),
        pytest.param(_message(text=5), "messages[1].text", id="text is a number"),
        pytest.param(_message(text=[5]), "messages[1].text", id="a part is a number"),
        pytest.param({**_message(), "from": None, "from_id": None}, "messages[1].from", id="nobody"),
        pytest.param(_message(text="长" * (2**20 + 1)), "messages[1].text", id="too long"),
        pytest.param(_service("invite_members", members=[None]), "messages[1].members", id="nobody invited"),
        pytest.param(_service("edit_group_title"), "messages[1].title", id="no title"),
        pytest.param(7, "messages[1]", id="a number"),
    ],
)
def test_a_bad_message_is_named_and_its_neighbours_are_read(read: Read, bad: object, where: str) -> None:
    events, skipped = read(json.dumps(_chat(_message(1), bad, _message(3))))
    assert [event.id for event in events] == ["msg:1", "msg:3"]
    assert [entry.where for entry in skipped] == [where]


_DEEP = "[" * 5000 + "]" * 5000


@pytest.mark.parametrize("name", ["id", "date", "date_unixtime", "text", "from", "from_id", "edited", "forwarded_from"])
@pytest.mark.parametrize("value", ["[[]]", _DEEP, '{"a": {}}', "true", "9999999999999999", '"' + "9" * 5000 + '"'])
def test_whatever_stands_in_a_field_costs_at_most_its_message(read: Read, name: str, value: str) -> None:
    raw = json.dumps(_chat(_message(1), {**_message(2), name: "HERE"}, _message(3)))
    events, _ = read(raw.replace('"HERE"', value))
    assert (events[0].id, events[-1].id) == ("msg:1", "msg:3")


@pytest.mark.parametrize("part", [f'{{"type": {_DEEP}}}', f'{{"text": {_DEEP}}}', '{"type": "mention", "user_id": []}'])
def test_an_odd_part_of_a_text_is_left_out(read: Read, part: str) -> None:
    events, skipped = read(json.dumps(_chat(_message(text=["a", "HERE", "b"]))).replace('"HERE"', part))
    assert ([_text(event) for event in events], skipped) == (["ab"], [])


def test_escapes_that_json_does_not_know_are_mended_on_the_way(read: Read) -> None:
    raw = json.dumps(_chat(_message(text="HERE"), _message(2)))
    events, skipped = read(raw.replace("HERE", r"\x41 \ud83d"))
    assert [_text(event) for event in events] == [r"\x41 �", "hello"]
    assert skipped == []


def test_a_truncated_export_gives_what_came_before_the_break(read: Read) -> None:
    events, skipped = read(json.dumps(_chat(_message(1), _message(2)))[:-40])
    assert [event.id for event in events] == ["msg:1"]
    assert [entry.where for entry in skipped] == ["messages[1]"]
