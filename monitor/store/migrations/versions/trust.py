"""Alerts that end and are handled; silences; evidence in a chain; privacy; notices to several recipients."""

import msgspec
import sqlalchemy as sa
from alembic import op

from monitor.store.text import TEXT

revision = "0005"
down_revision = "0004"

_INDEXED = (
    ("alert", ("community", "state", "rule")),
    ("alert", ("scheme", "state", "rule")),
    ("finding", ("rule", "at")),
)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=null)


def _time(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=null)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _blob(name: str, *, null: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=null)


def _create(name: str, *columns: sa.Column[str] | sa.Column[int] | sa.Column[bytes], key: tuple[str, ...]) -> None:
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"))


def upgrade() -> None:
    """Create the tables, and widen those of alerts, notices and events kept aside."""
    with op.batch_alter_table("alert") as alert:
        alert.add_column(_text("scheme", null=True))
        alert.add_column(_time("ended_at", null=True))
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(_text("error", null=True))
        outbox.add_column(sa.Column("refusals", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("quarantine") as quarantine:
        quarantine.add_column(sa.Column("community", TEXT, nullable=False, server_default=""))
        quarantine.add_column(sa.Column("sequence", TEXT, nullable=False, server_default=""))
    _create(
        "case",
        _text("fingerprint"),
        _time("first_at"),
        _time("last_at"),
        _text("state"),
        _text("assignee"),
        _text("by"),
        _time("at"),
        key=("fingerprint",),
    )
    _create(
        "label",
        _text("fingerprint"),
        _time("first_at"),
        _text("rule"),
        _number("version"),
        _text("verdict"),
        _text("note"),
        _text("by"),
        _time("at"),
        key=("fingerprint", "first_at"),
    )
    op.create_index("ix_label_rule_version", "label", ["rule", "version"])
    _create(
        "silence",
        _text("id"),
        _blob("matchers"),
        _text("author"),
        _text("reason"),
        _time("created_at"),
        _time("starts_at"),
        _time("expires_at"),
        key=("id",),
    )
    _create("silenced", _text("silence"), _text("fingerprint"), key=("silence", "fingerprint"))
    _create(
        "dispatch",
        _text("recipient"),
        _text("grouping"),
        _time("next_at", null=True),
        _time("sent_at", null=True),
        _number("number"),
        _time("repeated_at", null=True),
        _number("repeats"),
        key=("recipient", "grouping"),
    )
    op.create_index("ix_dispatch_next_at", "dispatch", ["next_at"])
    _create(
        "told",
        _text("recipient"),
        _text("fingerprint"),
        _text("grouping"),
        _time("first_at"),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        _time("waiting_at", null=True),
        _time("told_at", null=True),
        _text("muted"),
        key=("recipient", "fingerprint"),
    )
    op.create_index("ix_told_recipient_grouping", "told", ["recipient", "grouping"])
    for table, columns in _INDEXED:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
    _create(
        "ledger",
        _text("chain"),
        _number("number"),
        _time("at"),
        _text("kind"),
        _text("subject"),
        _blob("salt", null=True),
        _blob("content", null=True),
        _blob("commitment"),
        _blob("hash"),
        key=("chain", "number"),
    )
    op.create_index("ix_ledger_at", "ledger", ["at"])
    _create(
        "hold",
        _text("community"),
        _text("case_number"),
        _text("reason"),
        _text("by"),
        _time("at"),
        key=("community", "case_number"),
    )
    _create(
        "identity",
        _text("community"),
        _text("member"),
        _blob("sealed"),
        _time("seen_at"),
        key=("community", "member"),
    )
    _create(
        "reveal",
        _text("id"),
        _text("community"),
        _text("member"),
        _text("case_number"),
        _text("reason"),
        _text("asked_by"),
        _time("asked_at"),
        _text("approved_by", null=True),
        _time("approved_at", null=True),
        key=("id",),
    )
    _create(
        "appeal",
        _text("id"),
        _text("community"),
        _text("fingerprint"),
        _blob("statement"),
        _time("received_at"),
        _time("due_at"),
        _time("answered_at", null=True),
        _text("verdict", null=True),
        _blob("answer", null=True),
        _text("by", null=True),
        key=("id",),
    )
    op.create_index("ix_appeal_community_received_at", "appeal", ["community", "received_at"])
    _carry_alerts_over()


def _carry_alerts_over() -> None:
    """Let all that an alert has come to so far be one part of it, without a finding; moderators may be told of it."""
    names = ("fingerprint", "subject", "first_at", "last_at", "severity", "occurrences", "body", "scheme")
    alert = sa.table("alert", *map(sa.column, names))
    for row in op.get_bind().execute(sa.select(alert)).all():
        before = msgspec.msgpack.decode(row.body)
        if "parts" in before:  # this revision was taken back meanwhile
            continue
        part = (row.first_at, row.last_at, row.severity, row.occurrences)
        body = {"parts": {"": part}, "event": before["event"], "audience": ["moderator"]}
        scheme = row.subject.removeprefix("scheme:") if row.subject.startswith("scheme:") else None
        of_this = sa.update(alert).where(alert.c.fingerprint == row.fingerprint)
        op.get_bind().execute(of_this.values(body=msgspec.msgpack.encode(body), scheme=scheme))


def downgrade() -> None:
    """Remove them."""
    for table in ("appeal", "reveal", "identity", "hold", "ledger", "told", "dispatch", "silenced", "silence"):
        op.drop_table(table)
    op.drop_table("label")
    op.drop_table("case")
    for table, columns in _INDEXED:
        op.drop_index(f"ix_{table}_{'_'.join(columns)}", table)
    for table, columns in {
        "quarantine": ("sequence", "community"),
        "outbox": ("refusals", "error"),
        "alert": ("ended_at", "scheme"),
    }.items():
        with op.batch_alter_table(table) as altered:
            for column in columns:
                altered.drop_column(column)
