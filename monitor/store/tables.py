"""The tables of the store. A change here needs a revision in `migrations/versions` and a new `REVISION`."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

REVISION = "0004"

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _text(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, String, primary_key=key, nullable=null)


def _number(name: str, *, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=null, autoincrement=False)


def _small(name: str) -> Column[int]:
    return Column(name, SmallInteger, nullable=False)


def _time(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=null)


def _blob(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=null)


def _cursor() -> tuple[Column[int], Column[int], Column[str], Column[str]]:
    return _time("cursor_at"), _small("cursor_late"), _text("cursor_sequence"), _text("cursor_event")


event = Table(
    "event",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    _text("source"),
    _text("event_id"),
    _text("community"),
    _time("at"),
    _small("late"),
    _text("sequence"),
    _blob("body"),
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
    _blob("body"),
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

snapshot = Table("snapshot", metadata, _text("community", key=True), *_cursor(), _blob("state"))

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
    _blob("body"),
    Index(None, "community", "at"),
    Index(None, "scheme", "at"),
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
    _blob("body"),
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
    _blob("body"),
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
    Index(None, "first_at", "fingerprint"),
)

outbox = Table(
    "outbox",
    metadata,
    _text("key", key=True),
    _text("sink", key=True),
    _blob("body"),
    _time("created_at"),
    _number("attempts"),
    _time("next_at", null=True),
    _time("sent_at", null=True),
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
