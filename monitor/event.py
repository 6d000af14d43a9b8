"""The canonical event: a CloudEvents 1.0 envelope around one fact from a chat platform.

Identical `source` and `id` mean the same event. `source` names the community (`im://{platform}/{id}`), not the
bot or file that saw it, so that an export and a webhook of the same group collapse into one history.
"""

from typing import Annotated, Literal

import msgspec

from monitor.labels import Label

MAX_TEXT = 2**20
"""Longest text of one message, in code points (design: far beyond what any platform allows)."""

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=256)]
"""What is looked up by; two of them and a sequence must fit an index of every database, 2,704 bytes in PostgreSQL."""
Sequence = Annotated[str, msgspec.Meta(max_length=128)]
Headcount = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Text = Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]

Platform = Literal[
    "qq", "wechat", "wecom", "telegram", "discord", "matrix", "feishu", "dingtalk", "slack", "generic"
]  # fmt: skip

EventType = Literal[
    "message.created",
    "message.updated",
    "message.deleted",
    "message.pinned",
    "message.labelled",
    "member.invited",
    "member.join_requested",
    "member.joined",
    "member.left",
    "member.removed",
    "member.banned",
    "member.unbanned",
    "member.muted",
    "member.unmuted",
    "member.role_changed",
    "community.created",
    "community.renamed",
    "community.notice_changed",
    "community.settings_changed",
    "community.muted_all",
    "community.dissolved",
    "community.migrated",
    "payment.sent",
    "money.reported",
    "report.submitted",
    "report.acknowledged",
    "report.closed",
    "roster.snapshot",
    "action.attested",
    "activity.recorded",
    "connector.heartbeat",
    "unrecognized",
]

Role = Literal["owner", "admin", "member", "bot"]
ActivityKind = Literal["attendance", "interaction", "offline", "purchase"]


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody; known by id, or by name only (`id_kind` name_only).

    `verified` is the platform's flag that the real identity is known; None is not exposed.
    """

    id: str | None = None
    name: str | None = None
    display_name: str | None = None
    role: Role | None = None
    is_bot: bool = False
    verified: bool | None = None
    id_kind: Literal["platform", "name_only"] = "platform"


class Community(msgspec.Struct, frozen=True, omit_defaults=True):
    """The group the event belongs to."""

    id: Id
    name: str | None = None
    kind: Literal["group", "supergroup", "channel", "guild", "room"] = "group"
    parent_id: str | None = None


class Inviter(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who brought the target, and how sure that is. Absent means unknown; ids "0" and "" are absent."""

    person: Person
    basis: Literal[
        "platform_field",
        "invite_link_creator",
        "request_field",
        "pending_invite",
        "system_text",
        "roster_snapshot",
        "counter_diff",
    ] = "platform_field"
    confidence: Literal["stated", "derived", "ambiguous"] = "stated"


class Join(msgspec.Struct, frozen=True, omit_defaults=True):
    """How somebody came in. The approver is never the inviter."""

    method: Literal["invited", "link", "qr", "request", "direct", "unknown"] = "unknown"
    approver: Person | None = None
    link_id: str | None = None
    comment: str | None = None


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message; `text` is the plain text that is judged."""

    id: Id
    text: Text = ""
    reply_to_id: str | None = None
    quoted_text: Text | None = None
    thread_id: str | None = None
    forwarded_from: str | None = None
    mentions: tuple[str, ...] = ()
    edited_at: str | None = None


class Mute(msgspec.Struct, frozen=True, omit_defaults=True):
    """How long somebody is muted."""

    duration_s: int | None = None
    until: str | None = None


class Notice(msgspec.Struct, frozen=True, omit_defaults=True):
    """The group's notice after the change; an empty text removed it."""

    text: Text | None = None
    previous: Text | None = None


class Money(msgspec.Struct, frozen=True, omit_defaults=True):
    """A payment, or what somebody reports of one. Amounts are minor units (fen, cents)."""

    kind: Literal["red_packet", "transfer", "invoice", "deposit", "payout", "commission", "withdrawal", "reported_loss"]
    status: Literal["requested", "paid", "failed", "delayed"] | None = None
    payer: Person | None = None
    payee: Person | None = None
    source_member: Person | None = None
    scheme: str | None = None
    amount_minor: int | None = None
    currency: str | None = None
    count: int | None = None
    memo: str | None = None
    asserted_by: Literal["platform", "text", "reporter"] = "platform"


class Roster(msgspec.Struct, frozen=True, omit_defaults=True):
    """A snapshot of who is in; `exact` says whether nobody is missing."""

    members: tuple[Person, ...] = ()
    count: Headcount | None = None
    exact: bool = False


class Settings(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the platform says of the group's settings and its page; None is not exposed, "" is left empty."""

    join_approval: bool | None = None
    description: str | None = None
    category: str | None = None
    code: str | None = None
    contact: str | None = None


class Report(msgspec.Struct, frozen=True, omit_defaults=True):
    """A member's report to owner and admins; the verdict comes when it is closed."""

    id: Id
    verdict: Literal["upheld", "rejected"] | None = None


class Attestation(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an owner or admin says was done about an item (a message or a report)."""

    item_id: str
    action: Literal["deleted", "muted", "removed", "warned", "noticed", "reported", "dismissed"]
    note: str | None = None


class Activity(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a member (the actor) did with the group: came to an event, took part, met offline, or bought something."""

    kind: ActivityKind


class Quality(msgspec.Struct, frozen=True, omit_defaults=True):
    """How exact the source's times and ids are."""

    time_precision: Literal["ms", "s", "min", "day"] = "s"
    time_zone_from: Literal["platform", "offset", "configured"] = "platform"
    ids: Literal["platform", "name_only"] = "platform"


class Data(msgspec.Struct, frozen=True, omit_defaults=True):
    """What happened. Which parts are required depends on the event's type.

    `reason` says why a measure was taken, `evidence` is a digest of what was saved before.
    """

    platform: Platform
    community: Community
    self_id: str | None = None
    actor: Person | None = None
    target: Person | None = None
    inviter: Inviter | None = None
    join: Join | None = None
    message: Message | None = None
    mute: Mute | None = None
    notice: Notice | None = None
    money: Money | None = None
    roster: Roster | None = None
    settings: Settings | None = None
    report: Report | None = None
    attestation: Attestation | None = None
    activity: Activity | None = None
    label: Label | None = None
    role: Role | None = None
    reason: str | None = None
    evidence: str | None = None
    batch_id: str | None = None
    is_test: bool = False
    quality: Quality = Quality()


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """One event as connectors send it and importers make it. `time` is the platform's, RFC 3339 with an offset."""

    id: Id
    source: str
    type: EventType
    time: str
    data: Data
    specversion: Literal["1.0"] = "1.0"
    subject: str | None = None
    recordedtime: str | None = None
    partitionkey: str | None = None
    sequence: Sequence | None = None
    connectorid: str | None = None
    dataschema: str | None = None


def community_key(platform: str, community_id: str) -> str:
    """Return the id of a community as the outside sees it, `platform:id`."""
    return f"{platform}:{community_id}"


def source_of(platform: str, community_id: str) -> str:
    """Return the CloudEvents source of a community, `im://platform/id`."""
    return f"im://{platform}/{community_id}"
