"""Canonical events come back as they were written, past whatever stands between them."""

import json
from functools import partial
from io import BufferedReader, BytesIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from monitor.decode import encode_event
from monitor.document import Skipped
from monitor.escapes import RepairedStream, repair_escapes
from monitor.readers import read_export
from monitor.readers.lines import MAX_LINE
from tests.monitor.events import message
from tests.monitor.readers.conftest import Read

_LINE = encode_event(message())
_WHOLE = json.loads(_LINE)


def test_a_bad_line_is_named_and_its_neighbours_are_read(read: Read) -> None:
    events, skipped = read(_LINE + b"{oops\n\n" + encode_event(message(2)), "log.ndjson")
    assert [event.id for event in events] == ["msg:1", "msg:2"]
    assert [entry.where for entry in skipped] == ["line 2"]


def test_a_line_too_long_is_left_out(read: Read) -> None:
    too_long = encode_event(message(2, "长" * (MAX_LINE // 3 + 1)))
    events, skipped = read(_LINE + too_long + encode_event(message(3)), "log.ndjson")
    assert [event.id for event in events] == ["msg:1", "msg:3"]
    assert skipped == [Skipped("line 2", f"is longer than {MAX_LINE} bytes, expected one event")]


def test_duplicates_keep_their_id_for_the_store_to_recognise(read: Read) -> None:
    events, _ = read(_LINE * 2, "log.ndjson")
    assert [event.id for event in events] == ["msg:1", "msg:1"]


def test_an_array_is_read_element_by_element(read: Read) -> None:
    events, skipped = read(json.dumps([_WHOLE, {"id": 5}, 7, _WHOLE]), "events.json")
    assert events == [message(), message()]
    assert [entry.where for entry in skipped] == ["record 2", "record 3"]


def test_one_object_over_several_lines_is_one_event(read: Read) -> None:
    assert read(json.dumps(_WHOLE, indent=2), "event.json") == ([message()], [])


def test_a_truncated_array_gives_what_came_before_the_break(read: Read) -> None:
    events, skipped = read(json.dumps([_WHOLE, _WHOLE])[:-30], "events.json")
    assert events == [message()]
    assert [entry.where for entry in skipped] == ["record 2"]
    assert "breaks off" in skipped[0].why


def test_deep_nesting_in_an_array_costs_one_record(read: Read) -> None:
    deep = '{"id": ' + "[" * 5000 + "]" * 5000 + "}"
    events, skipped = read(f"[{json.dumps(_WHOLE)}, {deep}, {json.dumps(_WHOLE)}]", "events.json")
    assert events == [message(), message()]
    assert [entry.where for entry in skipped] == ["record 2"]


def test_half_an_emoji_or_a_stray_byte_costs_nothing(read: Read) -> None:
    whole = json.dumps([_WHOLE, _WHOLE], ensure_ascii=False).encode()
    events, skipped = read(whole.replace("大家好".encode(), rb"\ud83d" + b"\xff", 1), "events.json")
    assert [event.data.message and event.data.message.text for event in events] == ["��", "大家好"]
    assert skipped == []


@given(cuts=st.lists(st.sampled_from([rb"\ud83d", rb"\ude00", rb"\x", rb"\\", rb"\n", "群".encode(), b"a" * 40])))
def test_mending_does_not_depend_on_where_the_stream_is_cut(cuts: list[bytes]) -> None:
    text = b"".join(cuts)
    for size in (1, 5, 7):
        stream = RepairedStream(BufferedReader(BytesIO(text)))
        read = b"".join(iter(partial(stream.read, size), b""))
        assert read == repair_escapes(text)


def test_reading_tells_nothing_twice(tmp_path: Path) -> None:
    path = tmp_path / "log.ndjson"
    path.write_bytes(b"".join(encode_event(message(number)) for number in range(50)))
    assert list(read_export(path)) == list(read_export(path))
