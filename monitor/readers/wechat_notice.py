"""Read WeChat's grey lines: as text with names in quotes, or as the `sysmsg` template that also names the ids."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from monitor.event import Person
from monitor.readers.notice import SystemNotice

_WHO = r'(?:["“]\s*(?P<{0}>.+?)\s*["”]|(?P<{0}_me>你))'
_INVITED = re.compile(_WHO.format("by") + r"邀请(?P<whom>.+?)加入了?群聊")
_SCANNED = re.compile(_WHO.format("who") + r"通过(?:扫描)?" + _WHO.format("by") + r"(?:分享的|的邀请)二维码加入群聊")
_REMOVED = re.compile(_WHO.format("by") + r"将" + _WHO.format("who") + r"移出了?群聊")
_WAS_REMOVED = re.compile(_WHO.format("who") + r"被" + _WHO.format("by") + r"移出了?群聊")
_RENAMED = re.compile(_WHO.format("by") + r"修改群名为[\"“](?P<text>.+)[\"”]")
_JOINED = re.compile(_WHO.format("who") + r"加入了?群聊")
_LEFT = re.compile(_WHO.format("who") + r"(?:退出了?|离开了)群聊")
_NEW_OWNER = re.compile(_WHO.format("who") + r"已成为新群主")
_DISSOLVED = re.compile(r".{0,40}已解散该?群聊")
_ANNOUNCED = re.compile(r"群公告\s*[：:\n]\s*(?P<text>.+)", re.DOTALL)

_ANNOUNCEMENT = re.compile(r"<textannouncement>(.*?)</textannouncement>", re.DOTALL)
_TEMPLATE = re.compile(r"<template>(.*?)</template>", re.DOTALL)
_PLAIN = re.compile(r"<plain>(.*?)</plain>", re.DOTALL)
_LINK = re.compile(r'<link name="(\w+)"[^>]*>(.*?)</link>', re.DOTALL)
_MEMBER = re.compile(r"<member>(.*?)</member>", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)

_Links = Mapping[str, tuple[Person, ...]]


def read_wechat_notice(content: str, me: Person) -> SystemNotice | None:
    """Return what a system message says, None when it is none that matters here.

    Args:
        content: text or XML, as the exporter wrote it.
        me: the account that made the export, whom the text calls 你.
    """
    if (announcement := _ANNOUNCEMENT.search(content)) is not None:
        return SystemNotice("community.notice_changed", text=_unwrapped(announcement[1]))
    template = _TEMPLATE.search(content) or _PLAIN.search(content)
    if template is None:
        return _read(content.strip(), {}, me)
    links = {f"${name}$": tuple(map(_person, _MEMBER.findall(body))) for name, body in _LINK.findall(content)}
    return _read(_unwrapped(template[1]).strip(), {name: who for name, who in links.items() if who}, me)


def _read(text: str, links: _Links, me: Person) -> SystemNotice | None:
    for pattern, meaning in _FORMS:
        if found := pattern.match(text):
            return meaning(_Line(found, links, me))
    return None


@dataclass(frozen=True, slots=True)
class _Line:
    """A grey line whose form is known."""

    found: re.Match[str]
    links: _Links
    me: Person

    @property
    def text(self) -> str:
        return self.found["text"].strip()

    def who(self, part: str) -> Person:
        """Return the one person in *part* of the line."""
        return self.me if self.found[f"{part}_me"] else _people(self.found[part], self.links)[0]


def _invited(line: _Line) -> SystemNotice:
    whom, by = _whom(line.found["whom"], line.links, line.me), line.who("by")
    is_certain = bool(line.links) or (len(whom) == 1 and line.found.string.count("邀请") == 1)
    return SystemNotice("member.joined", whom, by, by, "invited", is_certain=is_certain)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[_Line], SystemNotice]], ...] = (
    (_INVITED, _invited),
    (
        _SCANNED,
        lambda line: SystemNotice("member.joined", (line.who("who"),), inviter=line.who("by"), method="qr"),
    ),
    (_REMOVED, lambda line: SystemNotice("member.removed", (line.who("who"),), line.who("by"))),
    (_WAS_REMOVED, lambda line: SystemNotice("member.removed", (line.who("who"),), line.who("by"))),
    (_RENAMED, lambda line: SystemNotice("community.renamed", actor=line.who("by"), text=line.text)),
    (_JOINED, lambda line: SystemNotice("member.joined", (line.who("who"),))),
    (_LEFT, lambda line: SystemNotice("member.left", (line.who("who"),))),
    (_NEW_OWNER, lambda line: SystemNotice("member.role_changed", (line.who("who"),))),
    (_DISSOLVED, lambda _: SystemNotice("community.dissolved")),
    (_ANNOUNCED, lambda line: SystemNotice("community.notice_changed", text=line.text)),
)


def _whom(text: str, links: _Links, me: Person) -> tuple[Person, ...]:
    """Return everybody in 你和"B、C"."""
    names = text.strip()
    people = (me,) if names.startswith("你") else ()
    quoted = names.removeprefix("你").removeprefix("和").strip('"“” ')
    return (*people, *_people(quoted, links)) if quoted else people


def _people(name: str, links: _Links) -> tuple[Person, ...]:
    if name in links:
        return links[name]
    return tuple(Person(name=part, id_kind="name_only") for part in name.split("、") if part) or (Person(name=name),)


def _person(member: str) -> Person:
    fields = {name: _unwrapped(value) for name, value in re.findall(r"<(username|nickname)>(.*?)</", member, re.DOTALL)}
    return Person(id=fields.get("username") or None, name=fields.get("nickname") or None)


def _unwrapped(text: str) -> str:
    cdata = _CDATA.search(text)
    return cdata[1] if cdata else html.unescape(text)
