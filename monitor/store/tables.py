"""The tables of the store. A change here needs a revision in `migrations/versions` and a new `REVISION`."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    UniqueConstraint,
)

from monitor.store.sealed import sealed
from monitor.store.text import TEXT

REVISION = "0005"

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _text(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, TEXT, primary_key=key, nullable=null)


def _empty(name: str) -> Column[str]:
    """Return a text that rows of an earlier revision have not got."""
    return Column(name, TEXT, nullable=False, server_default="")


def _zero(name: str) -> Column[int]:
    """Return a number that rows of an earlier revision have not got."""
    return Column(name, Integer, nullable=False, server_default="0")


def _number(name: str, *, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=null, autoincrement=False)


def _small(name: str) -> Column[int]:
    return Column(name, SmallInteger, nullable=False)


def _time(name: str, *, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, primary_key=key, nullable=null, autoincrement=False)


def _blob(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=null)


def _cursor() -> tuple[Column[int], Column[int], Column[str], Column[str]]:
    return _time("cursor_at"), _number("cursor_late"), _text("cursor_sequence"), _text("cursor_event")


event = Table(
    "event",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    _text("source"),
    _text("event_id"),
    _text("community"),
    _time("at"),
    _number("late"),
    _text("sequence"),
    sealed("body", time="at"),
    UniqueConstraint("source", "event_id"),
    Index(None, "community", "at", "late", "sequence", "event_id"),
)

quarantine = Table(
    "quarantine",
    metadata,
    _text("source", key=True),
    _text("event_id", key=True),
    _time("at"),
    _text("reason"),
    sealed("body", time="at"),
    _empty("community"),
    _empty("sequence"),
)

community = Table(
    "community",
    metadata,
    _text("id", key=True),
    _text("name", null=True),
    _time("newest_at"),
    *_cursor(),
    _blob("profile", null=True),
)

snapshot = Table("snapshot", metadata, _text("community", key=True), *_cursor(), sealed("state", time="cursor_at"))

member = Table(
    "member",
    metadata,
    _text("community", key=True),
    _text("member", key=True),
    _text("role", null=True),
    _time("joined_at", null=True),
    _time("left_at", null=True),
)

referral = Table(
    "referral",
    metadata,
    _text("community", key=True),
    _text("member", key=True),
    _text("inviter", key=True),
    _time("at"),
    _text("confidence"),
)

finding = Table(
    "finding",
    metadata,
    _text("id", key=True),
    _text("community"),
    _text("scheme", null=True),
    _text("rule"),
    _number("version"),
    _small("severity"),
    _time("at"),
    _text("subject"),
    sealed("body", time="at"),
    Index(None, "community", "at"),
    Index(None, "scheme", "at"),
    Index(None, "rule", "at"),
)

finding_community = Table(
    "finding_community",
    metadata,
    _text("finding", key=True),
    _text("community", key=True),
    Index(None, "community"),
)

holding = Table(
    "holding",
    metadata,
    _text("community", key=True),
    _text("owner"),
    _number("members"),
    _time("at"),
)

sighting = Table(
    "sighting",
    metadata,
    _text("community", key=True),
    _text("event_id", key=True),
    _time("at"),
    sealed("body", time="at"),
    Index(None, "at"),
)

evidence = Table(
    "evidence",
    metadata,
    _text("community", key=True),
    _text("event_id", key=True),
    _text("signal", key=True),
    _text("scheme"),
    _time("at"),
    _text("member"),
    sealed("body", time="at"),
    Index(None, "scheme", "at"),
)

scheme = Table(
    "scheme",
    metadata,
    _text("id", key=True),
    _text("name"),
    _small("stage"),
    _number("score"),
    _time("at"),
    _blob("body"),
)

timeline = Table(
    "timeline",
    metadata,
    _text("scheme", key=True),
    _number("position", key=True),
    _time("at"),
    _small("stage"),
    _blob("body"),
)

alert = Table(
    "alert",
    metadata,
    _text("fingerprint", key=True),
    _text("rule"),
    _small("severity"),
    _text("state"),
    _text("community"),
    _text("subject"),
    _time("first_at"),
    _time("last_at"),
    _number("occurrences"),
    _blob("body"),
    _text("scheme", null=True),
    _time("ended_at", null=True),
    Index(None, "first_at", "fingerprint"),
    Index(None, "community", "state", "rule"),
    Index(None, "scheme", "state", "rule"),
)

outbox = Table(
    "outbox",
    metadata,
    _text("key", key=True),
    _text("sink", key=True),
    sealed("body", time="created_at"),
    _time("created_at"),
    _number("attempts"),
    _time("next_at", null=True),
    _time("sent_at", null=True),
    _text("error", null=True),
    _zero("refusals"),
    Index(None, "sink", "next_at"),
)

api_key = Table(
    "api_key",
    metadata,
    _text("hash", key=True),
    _text("name"),
    _text("scopes"),
    _time("created_at"),
)

rule_set = Table("rule_set", metadata, _text("digest", key=True), _blob("body"))

rule_change = Table(
    "rule_change",
    metadata,
    _number("number", key=True),
    _text("digest"),
    _time("at"),
    _time("newest_at"),
    _text("author"),
)

case = Table(
    "case",
    metadata,
    _text("fingerprint", key=True),
    _time("first_at"),
    _time("last_at"),
    _text("state"),
    _text("assignee"),
    _text("by"),
    _time("at"),
)

label = Table(
    "label",
    metadata,
    _text("fingerprint", key=True),
    _time("first_at", key=True),
    _text("rule"),
    _number("version"),
    _text("verdict"),
    _text("note"),
    _text("by"),
    _time("at"),
    Index(None, "rule", "version"),
)

silence = Table(
    "silence",
    metadata,
    _text("id", key=True),
    _blob("matchers"),
    _text("author"),
    _text("reason"),
    _time("created_at"),
    _time("starts_at"),
    _time("expires_at"),
)

silenced = Table("silenced", metadata, _text("silence", key=True), _text("fingerprint", key=True))

dispatch = Table(
    "dispatch",
    metadata,
    _text("recipient", key=True),
    _text("grouping", key=True),
    _time("next_at", null=True),
    _time("sent_at", null=True),
    _number("number"),
    _time("repeated_at", null=True),
    _number("repeats"),
    Index(None, "next_at"),
)

told = Table(
    "told",
    metadata,
    _text("recipient", key=True),
    _text("fingerprint", key=True),
    _text("grouping"),
    _time("first_at"),
    _small("severity"),
    _time("waiting_at", null=True),
    _time("told_at", null=True),
    _text("muted"),
    Index(None, "recipient", "grouping"),
)

ledger = Table(
    "ledger",
    metadata,
    _text("chain", key=True),
    _number("number", key=True),
    _time("at"),
    _text("kind"),
    _text("subject"),
    sealed("salt", time="at", null=True),
    sealed("content", time="at", null=True),
    _blob("commitment"),
    _blob("hash"),
    Index(None, "at"),
)

hold = Table(
    "hold",
    metadata,
    _text("community", key=True),
    _text("case_number", key=True),
    _text("reason"),
    _text("by"),
    _time("at"),
)

identity = Table(
    "identity",
    metadata,
    _text("community", key=True),
    _text("member", key=True),
    sealed("sealed", time="seen_at"),
    _time("seen_at"),
)

reveal = Table(
    "reveal",
    metadata,
    _text("id", key=True),
    _text("community"),
    _text("member"),
    _text("case_number"),
    _text("reason"),
    _text("asked_by"),
    _time("asked_at"),
    _text("approved_by", null=True),
    _time("approved_at", null=True),
)

appeal = Table(
    "appeal",
    metadata,
    _text("id", key=True),
    _text("community"),
    _text("fingerprint"),
    sealed("statement", time="received_at"),
    _time("received_at"),
    _time("due_at"),
    _time("answered_at", null=True),
    _text("verdict", null=True),
    sealed("answer", time="answered_at", null=True),
    _text("by", null=True),
    Index(None, "community", "received_at"),
)
