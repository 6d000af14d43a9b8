"""The column sets of CSV exports: the documented one, and those that common WeChat exporters write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.event import Platform

Columns = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Layout:
    """One known set of columns.

    Args:
        needs: columns that tell this layout from the others.
        columns: our name of a field to the columns that may hold it, the best first.
        has_message_kinds: whether the type column holds WeChat's message types instead of event types.
    """

    name: str
    needs: frozenset[str]
    columns: Columns
    platform: Platform | None = None
    has_message_kinds: bool = False


_WECHAT_EXPORTERS: tuple[Layout, ...] = (
    Layout(
        "WeChatMsg (留痕), by message table",
        frozenset({"localid", "strcontent", "createtime"}),
        {
            "time": ("createtime", "strtime"),
            "sender_id": ("sender",),
            "sender_name": ("remark", "nickname"),
            "type": ("type",),
            "text": ("strcontent", "displaycontent"),
            "message_id": ("msgsvrid",),
            "is_self": ("issender",),
        },
        "wechat",
        has_message_kinds=True,
    ),
    Layout(
        "MemoTrace (留痕), Chinese columns",
        frozenset({"消息id", "类型", "发送人", "时间", "内容", "备注", "昵称"}),
        {
            "time": ("时间",),
            "sender_name": ("备注", "昵称", "发送人"),
            "type": ("类型",),
            "text": ("内容",),
            "message_id": ("消息id",),
        },
        "wechat",
        has_message_kinds=True,
    ),
    Layout(
        "PyWxDump, WeFlow, WeClone",
        frozenset({"msgsvrid", "typename", "issender", "talker", "createtime"}),
        {
            "time": ("createtime",),
            "sender_id": ("talker",),
            "type": ("typename",),
            "text": ("msg", "content"),
            "message_id": ("msgsvrid",),
            "is_self": ("issender",),
            "community_id": ("roomname",),
        },
        "wechat",
        has_message_kinds=True,
    ),
    Layout(
        "chatlog",
        frozenset({"time", "talker", "sender", "content"}),
        {
            "time": ("time",),
            "sender_id": ("sender",),
            "sender_name": ("sendername",),
            "type": ("type",),
            "text": ("content",),
            "is_self": ("isself",),
            "community_id": ("talker",),
            "community_name": ("talkername",),
        },
        "wechat",
        has_message_kinds=True,
    ),
)

DOCUMENTED = Layout(
    "documented",
    frozenset(),
    {
        "time": ("time", "时间", "发送时间", "日期"),
        "sender_id": ("senderid", "发送人id", "发送者id", "用户id", "qq号", "微信号"),
        "sender_name": ("sendername", "发送人", "发送者", "昵称"),
        "role": ("role", "角色", "身份"),
        "type": ("type", "类型", "事件"),
        "text": ("text", "内容", "消息", "消息内容"),
        "message_id": ("messageid", "消息id"),
        "reply_to": ("replyto", "回复", "回复消息id"),
        "target_id": ("targetid", "对象id", "成员id", "被邀请人id"),
        "target_name": ("targetname", "对象", "成员", "被邀请人"),
        "inviter_id": ("inviterid", "邀请人id"),
        "inviter_name": ("invitername", "邀请人"),
        "community_id": ("communityid", "群id", "群号"),
        "community_name": ("communityname", "群名", "群名称", "群聊"),
        "platform": ("platform", "平台"),
    },
)


def normalised(column: str) -> str:
    """Return a column's name as layouts write it: lower case, without spaces and underscores."""
    return column.strip().lower().replace("_", "").replace(" ", "")


def layout_of(header: Sequence[str]) -> Layout | None:
    """Return the layout that *header* belongs to, None when it has no time or nobody and nothing said."""
    columns = {normalised(column) for column in header}
    for layout in _WECHAT_EXPORTERS:
        if layout.needs <= columns:
            return layout
    has_time = not columns.isdisjoint(DOCUMENTED.columns["time"])
    said = {*DOCUMENTED.columns["text"], *DOCUMENTED.columns["type"]}
    return DOCUMENTED if has_time and not columns.isdisjoint(said) else None


def columns_read() -> str:
    """Return every layout with its columns, as an error message tells them."""
    known = "; ".join(f"{layout.name}: {', '.join(sorted(layout.needs))}" for layout in _WECHAT_EXPORTERS)
    return f"documented: {', '.join(names[0] for names in DOCUMENTED.columns.values())}; {known}"
