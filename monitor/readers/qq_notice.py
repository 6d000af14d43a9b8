"""Read the lines that 系统消息 writes into a QQ group's record."""

import re
from collections.abc import Callable
from typing import Literal

from monitor.event import Person
from monitor.readers.notice import SystemNotice

_INVITED = re.compile(r"(?P<by>.+?)邀请(?P<who>.+?)加入了?(?:本群|群聊?)")
_JOINED_THROUGH = re.compile(r"(?P<who>.+?)通过(?P<by>.+?)(?:的邀请|分享的二维码|的二维码)加入了?(?:本群|群聊?)")
_JOINED = re.compile(r"(?P<who>.+?)(?:已经?)?加入了?(?:本群|群聊)")
_REMOVED = re.compile(r"(?P<who>.+?)(?:已经?)?被(?P<by>.+?)移出了?(?:本群|群聊?)")
_LEFT = re.compile(r"(?P<who>.+?)(?:已经?)?退出了?(?:本群|群聊)")
_RENAMED = re.compile(r"(?P<by>.+?)(?:修改群名称?为|将群名称?(?:修)?改为)[\"“「]?(?P<text>.+?)[\"”」]?")
_NUMBERED = re.compile(r"(?P<name>.*?)\((?P<id>\d{5,12})\)")


def read_qq_notice(text: str) -> SystemNotice | None:
    """Return what a line of 系统消息 says, None when it is none that matters here."""
    line = text.strip().rstrip("。！!. ")
    for pattern, meaning in _FORMS:
        if found := pattern.fullmatch(line):
            return meaning(found)
    return None


def _invited(found: re.Match[str]) -> SystemNotice:
    by, is_certain = _person(found["by"]), found.string.count("邀请") == 1
    return SystemNotice("member.joined", (_person(found["who"]),), by, by, "invited", is_certain=is_certain)


def _joined_through(found: re.Match[str]) -> SystemNotice:
    method: Literal["qr", "invited"] = "qr" if "二维码" in found.string else "invited"
    return SystemNotice("member.joined", (_person(found["who"]),), inviter=_person(found["by"]), method=method)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], SystemNotice]], ...] = (
    (_JOINED_THROUGH, _joined_through),
    (_INVITED, _invited),
    (_JOINED, lambda found: SystemNotice("member.joined", (_person(found["who"]),))),
    (_REMOVED, lambda found: SystemNotice("member.removed", (_person(found["who"]),), _person(found["by"]))),
    (_LEFT, lambda found: SystemNotice("member.left", (_person(found["who"]),))),
    (_RENAMED, lambda found: SystemNotice("community.renamed", actor=_person(found["by"]), text=found["text"])),
)


def _person(text: str) -> Person:
    name = text.strip('"“” ')
    if numbered := _NUMBERED.fullmatch(name):
        return Person(id=numbered["id"], name=numbered["name"] or None)
    return Person(name=name, id_kind="name_only")
