"""A file is recognised, unpacked and streamed, or refused with what would be read."""

import gzip
import tracemalloc
from pathlib import Path

import pytest

from monitor.decode import encode_event
from monitor.readers import ReadOptions, UnreadableExport, read_export, readers
from tests.monitor.events import message
from tests.monitor.readers.conftest import Read

_LINE = encode_event(message())
_TELEGRAM = '{"name": "群", "type": "private_group", "id": 5, "messages": []}'
_QQ = "消息记录（此消息记录为文本格式，不支持重新导入）\n消息对象:群\n\n2024-03-01 10:00:00 甲(12345)\n好\n"


@pytest.mark.parametrize(
    ("name", "content", "reader"),
    [
        pytest.param("result.json", _TELEGRAM, "telegram", id="Telegram chat"),
        pytest.param("result.json", '{"about": "x", "chats": {"list": []}}', "telegram", id="Telegram account"),
        pytest.param("log.txt", _LINE.decode(), "ndjson", id="NDJSON under another name"),
        pytest.param("log.jsonl", "{broken", "ndjson", id="NDJSON by its name"),
        pytest.param("events.json", "[]", "json", id="array"),
        pytest.param("群.txt", _QQ, "qq", id="QQ"),
        pytest.param("群.txt", "﻿2024-03-01 10:00:00 甲(12345)\n好", "qq", id="QQ without its banner"),
        pytest.param("a.csv", "a,b\n", "csv", id="CSV by its name"),
        pytest.param("a.txt", "时间,发送人,内容\n", "csv", id="CSV by its columns"),
    ],
)
def test_the_first_reader_that_recognises_a_file_takes_it(name: str, content: str, reader: str) -> None:
    head = content.encode().removeprefix("﻿".encode())
    assert next(known.name for known in readers().values() if known.recognises(head, name)) == reader


@pytest.mark.parametrize(
    ("content", "source", "told"),
    [
        pytest.param(b"\x89PNG\r\n", "auto", ["telegram:", "ndjson:", "csv:", "qq:", "json:"], id="a picture"),
        pytest.param(b"", "auto", ["telegram:"], id="an empty file"),
        pytest.param(_LINE, "icq", ["'icq'", "telegram"], id="a source nobody knows"),
        pytest.param(b"{}\n{}\n", "ndjson", ["line 1", "missing required field"], id="bad records only"),
        pytest.param(_LINE[:40], "ndjson", ["line 1", "truncated"], id="truncated in the first record"),
        pytest.param(b'{"type": "personal_chat", "id": 1, "messages": []}', "telegram", ["group"], id="a private chat"),
        pytest.param(b"a,b\n1,2\n", "csv", ["line 1", "time, sender_id", "WeChatMsg"], id="CSV of something else"),
        pytest.param(gzip.compress(_LINE)[:20], "ndjson", ["ended before"], id="gzip cut off"),
    ],
)
def test_an_unusable_file_says_what_is_read(read: Read, content: bytes, source: str, told: list[str]) -> None:
    with pytest.raises(UnreadableExport) as caught:
        read(content, "file.bin", source)
    assert [word for word in told if word.replace("sender_id", "senderid") not in str(caught.value)] == []


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableExport, match="No such file"):
        list(read_export(tmp_path / "none.csv"))


@pytest.mark.parametrize("name", ["log.ndjson.gz", "log"])
def test_gzip_is_recognised_by_its_first_bytes(read: Read, name: str) -> None:
    assert read(gzip.compress(_LINE), name) == ([message()], [])


def test_a_damaged_gzip_gives_what_came_before_the_damage(read: Read) -> None:
    lines = b"".join(encode_event(message(number, str(number) * 50)) for number in range(3000))
    events, skipped = read(gzip.compress(lines)[:-2000], "log.ndjson")
    assert len(events) > 100
    assert [entry.where for entry in skipped if "damaged" in entry.why] == ["end"]


def test_progress_ends_at_the_size_of_the_raw_file(tmp_path: Path) -> None:
    path = tmp_path / "log.ndjson.gz"
    path.write_bytes(gzip.compress(_LINE * 1000))
    told: list[int] = []
    list(read_export(path, options=ReadOptions(on_bytes=told.append)))
    assert told == sorted(told)
    assert told[-1] == path.stat().st_size


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "log.ndjson.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(250):
            file.write(_LINE * 100)
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_export(path))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 25_000
    assert peak < 2 * 2**20 < count * len(_LINE)
