"""Edge lists as tables and graph tools write them."""

from pathlib import Path

import pytest

from monitor.document import Skipped
from monitor.readers import ReadOptions, UnreadableExport
from monitor.readers.edge_list import Invite, is_edge_list, read_edge_list


def _file(folder: Path, text: str) -> Path:
    file = folder / "edges.csv"
    file.write_text(text, encoding="utf-8")
    return file


def _read(file: Path) -> list[Invite | Skipped]:
    return list(read_edge_list(file, ReadOptions()))


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        pytest.param("inviter,member", "a,b", Invite("", "a", "b"), id="the documented columns"),
        pytest.param("时间,类型,邀请人,被邀请人", "2024-03-01,加入,a,b", None, id="a table of messages"),
        pytest.param("Source,Target,Type", "a,b,Directed", Invite("", "a", "b"), id="as Gephi writes them"),
        pytest.param("邀请人,被邀请人,时间", "甲,乙,2024-03-01T10:00:00Z", Invite("", "甲", "乙", 1709287200), id="zh"),
        pytest.param("invitee,referrer,time", "b,a,", Invite("", "a", "b"), id="any order, no time"),
        pytest.param("tree,inviter,invitee,seconds", "7,0,1,27", Invite("7", "0", "1", 27), id="several trees"),
        pytest.param("source;target;type", "a,1;b;Directed", Invite("", "a,1", "b"), id="semicolons"),
        pytest.param("Source\tTarget", "a\tb", Invite("", "a", "b"), id="tabs"),
        pytest.param("source|target", '"a|b"|c', Invite("", "a|b", "c"), id="bars, quoted"),
        pytest.param("邀请人，被邀请人", "甲，乙", Invite("", "甲", "乙"), id="Chinese commas"),
    ],
)
def test_columns_tell_who_brought_whom(tmp_path: Path, header: str, row: str, expected: Invite | None) -> None:
    file = _file(tmp_path, f"{header}\n{row}\n")
    assert is_edge_list(file) == (expected is not None)
    if expected:
        assert _read(file) == [expected]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        pytest.param(",b,", "inviter is empty, expected an id or a name", id="nobody brought"),
        pytest.param("a", "member is empty, expected an id or a name", id="a short row"),
        pytest.param("a,b,soon", "time 'soon' is no time, expected one like 2024-03-01 10:00:00", id="no time"),
        pytest.param("a,b,2222-01-01", "time '2222-01-01' is outside the years 1970 to 2105", id="far ahead"),
    ],
)
def test_a_bad_row_is_located_and_takes_no_good_one_with_it(tmp_path: Path, row: str, why: str) -> None:
    file = _file(tmp_path, f"inviter,member,time\na,b,\n{row}\nb,c,\n")
    assert _read(file) == [Invite("", "a", "b"), Skipped("line 3", why), Invite("", "b", "c")]


def test_other_columns_are_refused_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(UnreadableExport, match=r"line 1: names no inviter and member, expected columns - inv"):
        _read(_file(tmp_path, "name,age\na,7\n"))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableExport, match="No such file"):
        is_edge_list(tmp_path / "none.csv")


def test_utf_16_is_told_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "edges.csv"
    file.write_text("邀请人,被邀请人\n甲,乙\n", encoding="utf-16")
    with pytest.raises(UnreadableExport, match="is UTF-16 text, expected UTF-8 or GB18030; save it as CSV UTF-8"):
        is_edge_list(file)
