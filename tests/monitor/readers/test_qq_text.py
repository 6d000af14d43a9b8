"""QQ's text export: messages under their headers, and what 系统消息 tells."""

import pytest

from monitor.event import Event
from tests.monitor.readers.conftest import Read

_BANNER = "消息记录（此消息记录为文本格式，不支持重新导入）\n\n" + "=" * 64 + "\n消息分组:我的群聊\n" + "=" * 64 + "\n"


def _export(*blocks: str, group: str = "理财群") -> str:
    return f"{_BANNER}消息对象:{group}\n{'=' * 64}\n\n" + "\n\n".join(blocks) + "\n"


def _said(event: Event) -> tuple[str | None, str | None]:
    actor, message = event.data.actor, event.data.message
    return actor.id if actor else None, message.text if message else None


def test_messages_stand_under_their_headers(read: Read) -> None:
    events, skipped = read(
        _export(
            "2024-03-01 18:00:00 【群主】老王(12345)\n大家好\n\n第二段",
            "2024-03-01 9:00:01 乙<b@x.test>\n你好",
            "2024-03-01 6:00:02 PM 丙(3)(67890)\n[图片]",
        ),
        "群.txt",
    )
    assert skipped == []
    assert [_said(event) for event in events] == [
        ("12345", "大家好\n\n第二段"),
        ("b@x.test", "你好"),
        ("67890", "[图片]"),
    ]
    assert [event.time for event in events] == ["2024-03-01T10:00:00Z", "2024-03-01T01:00:01Z", "2024-03-01T10:00:02Z"]
    assert {event.source for event in events} == {"im://qq/理财群"}
    assert events[0].data.actor
    assert events[0].data.actor.role == "owner"


def test_a_file_may_hold_several_groups(read: Read) -> None:
    block = "2024-03-01 18:00:00 甲(12345)\n好"
    events, _ = read(_export(block) + _export(block, group="二群(987654)"), "全部消息记录.txt")
    assert [event.data.community.id for event in events] == ["理财群", "987654"]


def test_a_chat_without_numbers_is_known_by_names(read: Read) -> None:
    ((event, _), skipped) = read(_export("2024-03-01 18:00:00 甲\n好", "2024-03-01 18:00:01 乙\n嗯"), "x.txt")
    assert skipped == []
    assert event.data.actor
    assert (event.data.actor.name, event.data.actor.id_kind) == ("甲", "name_only")


@pytest.mark.parametrize(
    ("line", "kind", "who", "inviter"),
    [
        pytest.param("小李邀请小张加入了本群。", "member.joined", "小张", "小李", id="invited"),
        pytest.param("小张通过小李的邀请加入本群。", "member.joined", "小张", "小李", id="through an invitation"),
        pytest.param("小张通过小李分享的二维码加入本群", "member.joined", "小张", "小李", id="through a code"),
        pytest.param("小张加入本群。", "member.joined", "小张", None, id="joined"),
        pytest.param("小张退出了本群。", "member.left", "小张", None, id="left"),
        pytest.param("小张被管理员移出本群。", "member.removed", "小张", None, id="removed"),
        pytest.param("老王修改群名称为“新群”", "community.renamed", None, None, id="renamed"),
    ],
)
def test_the_system_tells_who_came_and_went(
    read: Read, line: str, kind: str, who: str | None, inviter: str | None
) -> None:
    (event,), _ = read(_export(f"2024-03-01 18:00:00 系统消息(1000000)\n{line}"), "群.txt")
    assert event.type == kind
    assert (event.data.target and event.data.target.name) == who
    assert (event.data.inviter and event.data.inviter.person.name) == inviter


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("2024-13-01 18:00:00 甲(12345)\n坏", id="no such month"),
        pytest.param("2024-03-01 18-00 甲(12345)\n坏", id="a broken header"),
    ],
)
def test_a_bad_message_is_named_and_its_neighbours_are_read(read: Read, bad: str) -> None:
    good = "2024-03-01 18:00:0{} 甲(12345)\n好"
    events, skipped = read(_export(good.format(1), bad, good.format(2)), "群.txt")
    assert [_said(event) for event in events] == [("12345", "好")] * 2
    assert [entry.where for entry in skipped] == ["line 12"]


def test_gb18030_is_read(read: Read) -> None:
    (event,), _ = read(_export("2024-03-01 18:00:00 老王(12345)\n大家好").encode("gb18030"), "群.txt")
    assert _said(event) == ("12345", "大家好")


def test_the_same_words_twice_in_a_second_are_two_messages(read: Read) -> None:
    block = "2024-03-01 18:00:00 甲(12345)\n好"
    events, _ = read(_export(block, block), "群.txt")
    assert events[1].id == f"{events[0].id}:2"
