"""JSON becomes events, or a reason with a place."""

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from monitor.decode import YEARS, RecordError, decode_body, decode_event, encode_event, event_time
from monitor.document import Skipped
from monitor.escapes import repair_escapes
from monitor.event import MAX_TEXT, Event, EventType, Inviter, Person
from monitor.labels import Label
from tests.monitor.events import message

_DEEP = "[" * 100_000 + "]" * 100_000


def _record(**changes: Any) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(encode_event(message()))
    for path, value in changes.items():
        *parents, last = path.split("__")
        part = record
        for parent in parents:
            part = part[parent]
        if value is None:
            del part[last]
        else:
            part[last] = value
    return record


def _why(raw: str | bytes) -> RecordError:
    with pytest.raises(RecordError) as caught:
        decode_event(raw if isinstance(raw, bytes) else raw.encode())
    return caught.value


@pytest.mark.parametrize(
    ("changes", "where", "why"),
    [
        pytest.param({"id": None}, "$", "missing required field id", id="no id"),
        pytest.param({"id": ""}, "$.id", "length >= 1", id="empty id"),
        pytest.param({"id": "字" * 257}, "$.id", "length <= 256", id="long id"),
        pytest.param({"data__community": {"id": "字" * 257}}, "$.data.community.id", "length <= 256", id="long group"),
        pytest.param({"sequence": "9" * 129}, "$.sequence", "length <= 128", id="long sequence"),
        pytest.param({"specversion": "2.0"}, "$.specversion", "2.0", id="another envelope"),
        pytest.param({"type": "tick"}, "$.type", "expected one of message.created", id="tick from outside"),
        pytest.param({"type": "nonsense"}, "$.type", "expected one of message.created", id="unknown type"),
        pytest.param({"time": "2024-03-01"}, "$.time", "offset like", id="no time of day"),
        pytest.param({"time": "2024-03-01T10:00:00"}, "$.time", "offset like", id="no offset"),
        pytest.param({"time": "yesterday"}, "$.time", "'yesterday'", id="no time"),
        pytest.param({"time": "1970-01-01T00:00:00Z"}, "$.time", "a year from 1971 to 9998", id="no clock set"),
        pytest.param({"time": "0001-01-01T00:00:00+08:00"}, "$.time", "a year from 1971", id="before the calendar"),
        pytest.param({"time": "9999-12-31T23:59:59-08:00"}, "$.time", "a year from 1971", id="beyond the calendar"),
        pytest.param({"data__roster": {"count": 2**70}}, "$.data.roster.count", "<= 2147483647", id="endless roster"),
        pytest.param({"data__roster": {"count": -1}}, "$.data.roster.count", ">= 0", id="fewer than nobody"),
        pytest.param({"time": 5}, "$.time", "Expected str, got int", id="time as number"),
        pytest.param({"source": "im://telegram/-1"}, "$.source", "'im://telegram/-1001234'", id="other community"),
        pytest.param({"data__platform": "qq"}, "$.source", "'im://qq/-1001234'", id="other platform"),
        pytest.param({"data__platform": "icq"}, "$.data.platform", "qq, wechat", id="unknown platform"),
        pytest.param({"data__community": None}, "$.data", "community", id="no community"),
        pytest.param({"data__community__id": ""}, "$.data.community.id", "length >= 1", id="empty community"),
        pytest.param({"data__community__id": 7}, "$.data.community.id", "got int", id="community as number"),
        pytest.param({"data__actor": None}, "$.data.actor", "an id or a name", id="message of nobody"),
        pytest.param({"data__actor": {"id": "", "name": ""}}, "$.data.actor", "an id or a name", id="empty actor"),
        pytest.param({"data__message": None}, "$.data.message", "an id for message.created", id="no message"),
        pytest.param({"data__message__id": ""}, "$.data.message.id", "length >= 1", id="empty message id"),
        pytest.param({"data__message__text": ["a"]}, "$.data.message.text", "got array", id="text as list"),
        pytest.param({"type": "message.deleted", "data__message": None}, "$.data.message", "an id", id="delete what"),
        pytest.param({"type": "member.joined"}, "$.data.target", "an id or a name", id="join of nobody"),
        pytest.param({"type": "message.labelled"}, "$.data.label", "item_id, category", id="label of nothing"),
    ],
)
def test_a_bad_record_is_told_by_place_and_expectation(changes: dict[str, Any], where: str, why: str) -> None:
    error = _why(json.dumps(_record(**changes)))
    assert (error.where, why in error.why) == (where, True), error


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        pytest.param('{"id": "msg:1", "sou', "truncated", id="truncated"),
        pytest.param("", "truncated", id="nothing"),
        pytest.param("[]", "Expected object, got array", id="an array"),
        pytest.param("hello", "malformed", id="prose"),
        pytest.param(_DEEP, "Expected object, got array", id="deep array"),
        pytest.param('{"x": ' + _DEEP + "}", "nested too deep", id="deep nesting in an unknown field"),
    ],
)
def test_what_is_no_object_is_told_so(raw: str, why: str) -> None:
    assert why in str(_why(raw))


def test_a_text_beyond_the_limit_is_refused_and_one_at_the_limit_is_read() -> None:
    assert "$.data.message.text" in str(_why(encode_event(message(text="长" * (MAX_TEXT + 1)))))
    assert (
        decode_event(encode_event(message(text="长" * MAX_TEXT))).data.message
        == message(text="长" * MAX_TEXT).data.message
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param(rb"a\ud83d", "a�", id="high surrogate alone"),
        pytest.param(rb"\ude00a", "�a", id="low surrogate alone"),
        pytest.param(rb"\ud83d\ude00", "😀", id="a whole pair stays"),
        pytest.param(rb"\\ud83d", r"\ud83d", id="an escaped backslash is no escape"),
        pytest.param(rb"\x41\u0041", r"\x41A", id="an escape JSON does not know"),
        pytest.param(rb"a\u0000b", "a�b", id="NUL"),
        pytest.param(rb"a\\u0000b", r"a\u0000b", id="no NUL"),
        pytest.param(b"a\xffb", "a�b", id="a byte that is not UTF-8"),
        pytest.param(b"\xed\xa0\x80", "���", id="a surrogate as bytes"),
    ],
)
def test_half_an_emoji_hides_no_message(written: bytes, read: str) -> None:
    raw = encode_event(message(text="HERE")).replace(b"HERE", written)
    event = decode_event(raw)
    assert event.data.message is not None
    assert event.data.message.text == read
    assert encode_event(event)


@pytest.mark.parametrize(
    ("inviter", "known"),
    [
        pytest.param({"person": {"id": "0"}}, False, id="id 0"),
        pytest.param({"person": {"id": "0", "name": "0"}}, False, id="id 0 with a name"),
        pytest.param({"person": {"id": ""}}, False, id="empty id"),
        pytest.param({"person": {}}, False, id="nobody"),
        pytest.param({"person": {"id": "7"}}, True, id="an id"),
        pytest.param({"person": {"name": "老王", "id_kind": "name_only"}}, True, id="a name"),
    ],
)
def test_an_unknown_inviter_is_absent(inviter: dict[str, Any], known: bool) -> None:
    record = _record(type="member.joined", data__target={"id": "9"}, data__inviter=inviter)
    assert (decode_event(json.dumps(record).encode()).data.inviter is not None) == known


def test_unknown_fields_are_ignored() -> None:
    assert decode_event(json.dumps(_record(nextfield=1, data__more={"a": [1]})).encode()) == message()


def test_a_clock_in_the_future_is_read_as_it_stands() -> None:
    assert decode_event(encode_event(replace(message(), time="2999-01-01T00:00:00Z"))).time.startswith("2999")


@pytest.mark.parametrize(
    ("time", "microseconds"),
    [
        pytest.param("1970-01-01T00:00:00Z", 0, id="epoch"),
        pytest.param("1970-01-01T08:00:01+08:00", 1_000_000, id="offset"),
        pytest.param("1970-01-01T00:00:00.000250Z", 250, id="microseconds"),
        pytest.param("1969-12-31T23:59:59Z", -1_000_000, id="before 1970"),
    ],
)
def test_event_time_counts_microseconds_since_1970(time: str, microseconds: int) -> None:
    assert event_time(replace(message(), time=time)) == microseconds


_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))  # what is not mended
_people = st.builds(Person, id=_text.filter(bool), name=st.none() | _text)


@st.composite
def _events(draw: st.DrawFn) -> Event:
    event = message(draw(st.integers(0)), draw(_text))
    inviter = draw(st.none() | st.builds(Inviter, _people.filter(lambda who: who.id != "0")))
    return replace(
        event,
        type=draw(st.sampled_from(get_args(EventType))),
        time=draw(st.datetimes().filter(lambda when: when.year in YEARS)).isoformat() + "+08:00",
        data=replace(event.data, target=draw(_people), inviter=inviter, label=draw(st.builds(Label, item_id=_text))),
    )


@given(_events())
def test_what_is_encoded_decodes_to_the_same_event(event: Event) -> None:
    assert decode_event(encode_event(event)) == event


@given(st.lists(st.booleans(), min_size=1), st.binary().filter(lambda junk: b"\n" not in junk and not junk.isspace()))
def test_a_corrupt_line_never_takes_its_neighbours(intact: list[bool], junk: bytes) -> None:
    lines = [encode_event(message(number)) if good else b"!" + junk + b"\n" for number, good in enumerate(intact)]
    read = list(decode_body(b"".join(lines), "application/x-ndjson"))
    assert [isinstance(record, Event) for record in read] == intact
    assert [record.id for record in read if isinstance(record, Event)] == [
        f"msg:{number}" for number, good in enumerate(intact) if good
    ]


@given(st.binary())
def test_mending_escapes_changes_nothing_in_valid_json(data: bytes) -> None:
    valid = json.dumps(data.decode("utf-8", "replace").replace("\0", "")).encode()
    assert json.loads(repair_escapes(valid)) == json.loads(valid)


_BAD = b'{"id": 7}'
_GOOD = encode_event(message()).strip()


@pytest.mark.parametrize(
    ("body", "content_type", "places"),
    [
        pytest.param(_GOOD, "application/cloudevents+json", [None], id="one"),
        pytest.param(json.dumps(_record(), indent=1).encode(), None, [None], id="one over several lines"),
        pytest.param(b"[" + _GOOD + b"," + _BAD + b"," + _GOOD + b"]", None, [None, "record 2", None], id="array"),
        pytest.param(b"[" + _GOOD + b"]", "application/cloudevents-batch+json; charset=utf-8", [None], id="batch"),
        pytest.param(_GOOD + b"\n\n" + _BAD + b"\n" + _GOOD, None, [None, "line 3", None], id="lines"),
        pytest.param(_BAD, "application/json", ["record 1"], id="one bad"),
        pytest.param(b"[" + _GOOD, "application/json", ["body"], id="array cut off"),
        pytest.param(b"", None, [], id="nothing"),
    ],
)
def test_a_body_is_one_event_an_array_or_lines(body: bytes, content_type: str | None, places: list[str | None]) -> None:
    read = [record.where if isinstance(record, Skipped) else None for record in decode_body(body, content_type)]
    assert read == places
