"""Read CSV: the documented columns in English or Chinese, and what common WeChat exporters write."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BufferedReader
from typing import cast, get_args

import msgspec

from monitor.decode import RecordError, checked
from monitor.document import Skipped
from monitor.event import Community, Data, Event, EventType, Inviter, Join, Message, Notice, Person, Platform, Role
from monitor.readers.columns import Layout, columns_read, layout_of, normalised
from monitor.readers.csv_rows import csv_rows
from monitor.readers.draft import Ordinals, community_of, digest, make_event, message_event_id, quality
from monitor.readers.lines import text_head
from monitor.readers.local_time import Instant, read_time
from monitor.readers.notice import notice_events
from monitor.readers.qq_notice import read_qq_notice
from monitor.readers.reader import ReadOptions
from monitor.readers.wechat_notice import read_wechat_notice

_PLATFORMS = frozenset(get_args(Platform))
_EVENT_TYPES = frozenset(get_args(EventType))
_SYSTEM = frozenset({"10000", "10002", "系统", "系统消息", "系统通知", "system", "sys"})
_TEXT = frozenset({"", "1", "文本", "文字", "文本消息", "text"})
_WORDS: Mapping[str, EventType] = {
    "": "message.created",
    "message": "message.created",
    "消息": "message.created",
    "文本": "message.created",
    "join": "member.joined",
    "加入": "member.joined",
    "入群": "member.joined",
    "invite": "member.joined",
    "邀请": "member.joined",
    "leave": "member.left",
    "退出": "member.left",
    "退群": "member.left",
    "remove": "member.removed",
    "移出": "member.removed",
    "notice": "community.notice_changed",
    "公告": "community.notice_changed",
    "群公告": "community.notice_changed",
    "rename": "community.renamed",
    "改名": "community.renamed",
}
_ROLES: Mapping[str, Role] = {
    "owner": "owner",
    "群主": "owner",
    "admin": "admin",
    "管理员": "admin",
    "member": "member",
    "成员": "member",
    "bot": "bot",
    "机器人": "bot",
}
_CARD_FIELD = re.compile(r"<(title|des|url)>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</\1>", re.DOTALL)


class CsvReader:
    """A table with one message or happening a row."""

    name = "csv"
    title = "CSV with a header row (documented columns, WeChatMsg/留痕, MemoTrace, PyWxDump, WeFlow, chatlog)"

    def recognises(self, head: bytes, name: str) -> bool:
        """Return whether the first row names columns that are known, or the file is called .csv and is not empty."""
        first = next((line for line in text_head(head).splitlines() if line.strip()), "no columns")
        return (bool(head) and name.endswith(".csv")) or layout_of(next(csv.reader([first]))) is not None

    def read(self, stream: BufferedReader, name: str, options: ReadOptions) -> Iterator[Event | Skipped]:
        """Yield each row's event; a row about several people yields one for each."""
        table: _Table | None = None
        for row in csv_rows(stream):
            if isinstance(row, Skipped):
                yield row
            elif table is None:
                table = _Table.of(row[1], name, options)
                if table is None:
                    yield Skipped(f"line {row[0]}", f"has no known columns, expected one of - {columns_read()}")
                    return
            else:
                yield from table.events(*row)


@dataclass(slots=True)
class _Row:
    """One row under the layout's field names; an absent field is empty."""

    layout: Layout
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        candidates = self.layout.columns.get(name, ())
        return next((value for column in candidates if (value := self.cells.get(column, "").strip())), "")

    def person(self, who: str, role: Role | None = None) -> Person | None:
        """Return the person in the columns of *who*, None when they are empty or 0."""
        identity, name = self[f"{who}_id"], self[f"{who}_name"] or None
        if identity and identity != "0":
            return Person(id=identity, name=name, role=role)
        return Person(name=name, role=role, id_kind="name_only") if name else None


@dataclass(slots=True)
class _Table:
    layout: Layout
    header: list[str]
    name: str
    options: ReadOptions
    me: Person
    ordinals: Ordinals = field(default_factory=Ordinals)

    @classmethod
    def of(cls, header: list[str], name: str, options: ReadOptions) -> "_Table | None":
        layout = layout_of(header)
        me = Person(id=options.self_id, name="你", id_kind="platform" if options.self_id else "name_only")
        return cls(layout, [normalised(column) for column in header], name, options, me) if layout else None

    def events(self, number: int, cells: list[str]) -> Iterator[Event | Skipped]:
        """Yield what one row says, or why it says nothing."""
        try:
            yield from self._events(cells)
        except RecordError as error:
            yield Skipped(f"line {number}", str(error))

    def _events(self, cells: list[str]) -> Iterator[Event]:
        if len(cells) > len(self.header):
            raise RecordError("row", f"has {len(cells)} fields, expected {len(self.header)} as the header")
        row = _Row(self.layout, dict(zip(self.header, cells, strict=False)))
        platform = self._platform(row)
        community = community_of(
            self.options.community_id or row["community_id"],
            self.options.community_name or row["community_name"],
            self.name,
        )
        at = self._time(row, platform)
        record_id = self._record_id(row, platform, community, at)
        for event in self._happened(row, platform, community, at, record_id):
            yield checked(event if row["message_id"] else self.ordinals.apply(event, at.unix))

    def _platform(self, row: _Row) -> Platform:
        given = row["platform"].lower()
        if given and given not in _PLATFORMS:
            raise RecordError("platform", f"is {given!r:.40}, expected one of {', '.join(sorted(_PLATFORMS))}")
        return cast("Platform", given) or self.options.platform or self.layout.platform or "generic"

    def _time(self, row: _Row, platform: Platform) -> Instant:
        try:
            return read_time(row["time"], self.options.zone(platform))
        except ValueError as error:
            raise RecordError("time", str(error)) from None

    def _record_id(self, row: _Row, platform: Platform, community: Community, at: Instant) -> str:
        if row["message_id"] not in {"", "0"}:
            return message_event_id(platform, row["message_id"], at.unix)
        people = (row[name] for name in ("sender_id", "sender_name", "target_id", "target_name"))
        return digest(community.id, at.unix, *people, row["type"], row["text"])

    def _happened(
        self, row: _Row, platform: Platform, community: Community, at: Instant, record_id: str
    ) -> Iterator[Event]:
        kind = row["type"].lower()
        if kind in _SYSTEM or (self.layout.has_message_kinds and row["text"].lstrip().startswith("<sysmsg")):
            notice = read_qq_notice(row["text"]) if platform == "qq" else read_wechat_notice(_said(row), self.me)
            return notice_events(notice, record_id, at, platform, community) if notice else iter(())
        data = self._data(row, platform, community, at, record_id)
        event_type = "message.created" if self.layout.has_message_kinds else _event_type(kind)
        return iter((make_event(record_id, event_type, at, _part(data, event_type, row)),))

    def _data(self, row: _Row, platform: Platform, community: Community, at: Instant, record_id: str) -> Data:
        actor = row.person("sender", _role(row["role"]))
        if row["is_self"].lower() in {"1", "true", "是"} and actor is not None:
            self.me = actor
        return Data(
            platform,
            community,
            self_id=self.me.id,
            actor=actor,
            message=Message(
                row["message_id"] or record_id, _text(row, self.layout), reply_to_id=row["reply_to"] or None
            ),
            quality=quality(at, names_only=actor is not None and actor.id is None),
        )


def _event_type(kind: str) -> EventType:
    if kind in _EVENT_TYPES:
        return cast("EventType", kind)
    if kind not in _WORDS:
        known = ", ".join([*filter(None, _WORDS), "system", *sorted(_EVENT_TYPES)])
        raise RecordError("type", f"is {kind!r:.40}, expected one of {known}")
    return _WORDS[kind]


def _role(text: str) -> Role | None:
    return _ROLES.get(text.lower())


def _part(data: Data, kind: EventType, row: _Row) -> Data:
    """Return *data* with the part that events of this type speak of instead of a message."""
    if kind.startswith("message."):
        return data
    if kind.startswith("member."):
        inviter = row.person("inviter")
        return msgspec.structs.replace(
            data,
            message=None,
            target=row.person("target") or data.actor,
            inviter=Inviter(inviter) if inviter else None,
            join=Join("invited" if inviter else "unknown") if kind == "member.joined" else None,
        )
    notice = Notice(row["text"]) if kind == "community.notice_changed" else None
    return msgspec.structs.replace(data, message=None, notice=notice)


def _text(row: _Row, layout: Layout) -> str:
    """Return what was said; of a WeChat card its title, description and link, of a picture its placeholder."""
    said = _said(row)
    if not layout.has_message_kinds or row["type"].lower() in _TEXT or not said.lstrip().startswith("<"):
        return said
    return "\n".join(value for _, value in cast("list[tuple[str, str]]", _CARD_FIELD.findall(said)) if value)


def _said(row: _Row) -> str:
    """Return the text; older PyWxDump wraps it into JSON as {"src": "", "msg": "..."}."""
    text = row["text"]
    if text.startswith("{") and '"msg"' in text:
        try:
            return msgspec.json.decode(text, type=_Wrapped).msg
        except msgspec.DecodeError:
            return text
    return text


class _Wrapped(msgspec.Struct):
    msg: str
