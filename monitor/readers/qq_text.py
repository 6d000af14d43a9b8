"""Read the text that QQ's message manager exports (消息记录, .txt)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BufferedReader

from monitor.decode import RecordError
from monitor.document import Skipped
from monitor.event import Community, Data, Event, Message, Person, Role
from monitor.readers.draft import Ordinals, community_of, digest, make_event, quality
from monitor.readers.lines import MAX_LINE, TextDecoder, numbered_lines, text_head
from monitor.readers.local_time import Instant, read_time
from monitor.readers.notice import notice_events
from monitor.readers.qq_notice import read_qq_notice
from monitor.readers.reader import ReadOptions

_TIME = r"(?P<time>\d{4}[-/]\d{1,2}[-/]\d{1,2} +\d{1,2}:\d{2}:\d{2}(?: [AP]M)?)"
_HEADER = re.compile(_TIME + r" +(?:【(?P<title>[^】]*)】)?(?P<name>.*?)(?:\((?P<number>\d+)\)|<(?P<mail>[^<>\s]+)>) *")
_NAMED_HEADER = re.compile(_TIME + r" +(?P<name>\S.{0,60}?) *")
_LOOKS_LIKE_HEADER = re.compile(r"\d{4}[-/]\d{1,2}.* .*(?:\(\d+\)|<[^<>\s]+@[^<>\s]+>) *")
_CHAT = re.compile(r"消息对象[:：] *(?P<name>.*?)(?:\((?P<number>\d{5,12})\))? *")
_BANNER = re.compile(r"={8,}|消息分组[:：].*|消息记录（.*")
_ROLES: dict[str, Role] = {"群主": "owner", "管理员": "admin"}
_SYSTEM_ACCOUNTS = frozenset({"10000", "1000000"})


class QqTextReader:
    """Groups of a QQ text export; one file may hold several, one after another."""

    name = "qq"
    title = "QQ text export (消息记录 .txt)"

    def recognises(self, head: bytes, _name: str) -> bool:
        """Return whether the file starts with the export's banner, or with a message header."""
        lines = [line for line in text_head(head).splitlines() if line.strip()]
        return any(line.startswith(("消息记录（", "消息对象")) for line in lines[:8]) or bool(
            lines and _HEADER.fullmatch(lines[0].rstrip())
        )

    def read(self, stream: BufferedReader, name: str, options: ReadOptions) -> Iterator[Event | Skipped]:
        """Yield each message, and what 系统消息 says of joins, leaves and names."""
        walk = _Walk(options, community_of(options.community_id, options.community_name, name))
        decoder = TextDecoder()
        for number, raw in numbered_lines(stream):
            if raw is None:
                yield Skipped(f"line {number}", f"is longer than {MAX_LINE} bytes, expected a line of a message")
            else:
                yield from walk.step(number, decoder.decode(raw))
        yield from walk.finish()


@dataclass(slots=True)
class _Block:
    """A message being collected: its header and the lines under it."""

    number: int
    at: Instant
    author: Person
    lines: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class _Walk:
    options: ReadOptions
    community: Community
    ordinals: Ordinals = field(default_factory=Ordinals)
    block: _Block | None = None
    is_after_blank: bool = True
    has_numbers: bool = False

    def step(self, number: int, line: str) -> Iterator[Event | Skipped]:
        """Take one line; at the header of the next message yield what the last one says."""
        header = _HEADER.fullmatch(line)
        self.has_numbers = self.has_numbers or header is not None
        if header is None and self.is_after_blank and not self.has_numbers:
            header = _NAMED_HEADER.fullmatch(line)  # a private chat, or names alone
        is_broken = header is None and self.is_after_blank and _LOOKS_LIKE_HEADER.fullmatch(line) is not None
        self.is_after_blank = not line.strip()
        if header is not None:
            yield from self.finish()
            yield from self._begin(number, header)
        elif is_broken:
            yield from self.finish()
            yield _not_a_header(number, line)
        elif _BANNER.fullmatch(line):
            yield from self.finish()
            self.is_after_blank = True
        elif chat := _CHAT.fullmatch(line):
            yield from self.finish()
            self._enter(chat)
        elif self.block is not None:
            self.block.lines.append(line)

    def _enter(self, chat: re.Match[str]) -> None:
        name = self.options.community_name or chat["name"]
        self.community = community_of(self.options.community_id or chat["number"], name, self.community.id)
        self.is_after_blank = True

    def _begin(self, number: int, header: re.Match[str]) -> Iterator[Skipped]:
        try:
            at = read_time(header["time"], self.options.zone("qq"))
        except ValueError as error:
            yield Skipped(f"line {number}", str(error))
            return
        self.block = _Block(number, at, _author(header))

    def finish(self) -> Iterator[Event | Skipped]:
        """Yield what the collected message says."""
        block, self.block = self.block, None
        if block is None:
            return
        try:
            for event in self._events(block, "\n".join(block.lines).strip("\n")):
                yield self.ordinals.apply(event, block.at.unix)
        except RecordError as error:
            yield Skipped(f"line {block.number}", str(error))

    def _events(self, block: _Block, text: str) -> Iterator[Event]:
        record_id = digest(self.community.id, block.at.unix, block.author.id or block.author.name, text)
        if block.author.id in _SYSTEM_ACCOUNTS:
            notice = read_qq_notice(text)
            return notice_events(notice, record_id, block.at, "qq", self.community) if notice else iter(())
        data = Data(
            "qq",
            self.community,
            actor=block.author,
            message=Message(record_id, text),
            quality=quality(block.at, names_only=block.author.id is None),
        )
        return iter((make_event(record_id, "message.created", block.at, data),))


def _author(header: re.Match[str]) -> Person:
    found = header.groupdict()
    identity = found.get("number") or found.get("mail")
    return Person(
        id=identity,
        name=header["name"].strip() or None,
        role=_ROLES.get(found.get("title") or ""),
        id_kind="platform" if identity else "name_only",
    )


def _not_a_header(number: int, line: str) -> Skipped:
    return Skipped(f"line {number}", f"{line[:60]!r} is no message header, expected 2024-03-01 10:00:00 昵称(12345)")
