"""What a chat's own grey lines say ("A"邀请"B"加入了群聊), and the events they become."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from monitor.event import Community, Data, Event, EventType, Inviter, Join, Person, Platform
from monitor.event import Notice as NoticeText
from monitor.readers.draft import make_event, quality
from monitor.readers.local_time import Instant


@dataclass(frozen=True, slots=True)
class SystemNotice:
    """One grey line, understood.

    Args:
        targets: whom it happened to; each becomes an event of its own.
        text: the new name of the group, or its new notice.
        is_certain: False when a name may have been cut in the wrong place.
    """

    kind: EventType
    targets: tuple[Person, ...] = ()
    actor: Person | None = None
    inviter: Person | None = None
    method: Literal["invited", "link", "qr", "request", "direct", "unknown"] = "unknown"
    text: str | None = None
    is_certain: bool = True


def notice_events(
    notice: SystemNotice, record_id: str, at: Instant, platform: Platform, community: Community
) -> Iterator[Event]:
    """Yield one event a target, all of one batch; a notice without targets is one event."""
    if not notice.targets:
        renamed = Community(community.id, notice.text) if notice.kind == "community.renamed" else community
        told = NoticeText(notice.text) if notice.kind == "community.notice_changed" else None
        data = Data(platform, renamed, actor=notice.actor, notice=told, quality=quality(at))
        yield make_event(record_id, notice.kind, at, data)
    for number, target in enumerate(notice.targets, 1):
        data = Data(
            platform,
            community,
            actor=notice.actor,
            target=target,
            inviter=_inviter(notice),
            join=Join(notice.method) if notice.kind == "member.joined" else None,
            role="owner" if notice.kind == "member.role_changed" else None,
            batch_id=record_id,
            quality=quality(at, names_only=target.id is None),
        )
        yield make_event(record_id if len(notice.targets) == 1 else f"{record_id}:{number}", notice.kind, at, data)


def _inviter(notice: SystemNotice) -> Inviter | None:
    if notice.inviter is None:
        return None
    return Inviter(notice.inviter, "system_text", "stated" if notice.is_certain else "derived")
