"""Everything the first version keeps."""

import sqlalchemy as sa
from alembic import op

from monitor.store.text import TEXT

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "alert",
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("community", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("occurrences", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_alert"),
    )
    op.create_index("ix_alert_first_at_fingerprint", "alert", ["first_at", "fingerprint"])
    op.create_table(
        "api_key",
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("scopes", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_api_key"),
    )
    op.create_table(
        "community",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=True),
        sa.Column("newest_at", sa.BigInteger(), nullable=False),
        sa.Column("cursor_at", sa.BigInteger(), nullable=False),
        sa.Column("cursor_late", sa.Integer(), nullable=False),
        sa.Column("cursor_sequence", TEXT, nullable=False),
        sa.Column("cursor_event", TEXT, nullable=False),
        sa.Column("profile", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_community"),
    )
    op.create_table(
        "event",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("event_id", TEXT, nullable=False),
        sa.Column("community", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("sequence", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_event"),
        sa.UniqueConstraint("source", "event_id", name="uq_event_source_event_id"),
    )
    op.create_index(
        "ix_event_community_at_late_sequence_event_id", "event", ["community", "at", "late", "sequence", "event_id"]
    )
    op.create_table(
        "evidence",
        sa.Column("community", TEXT, nullable=False),
        sa.Column("event_id", TEXT, nullable=False),
        sa.Column("signal", TEXT, nullable=False),
        sa.Column("scheme", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("member", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("community", "event_id", "signal", name="pk_evidence"),
    )
    op.create_index("ix_evidence_scheme_at", "evidence", ["scheme", "at"])
    op.create_table(
        "finding",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("community", TEXT, nullable=False),
        sa.Column("scheme", TEXT, nullable=True),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
    )
    op.create_index("ix_finding_community_at", "finding", ["community", "at"])
    op.create_index("ix_finding_scheme_at", "finding", ["scheme", "at"])
    op.create_table(
        "member",
        sa.Column("community", TEXT, nullable=False),
        sa.Column("member", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=True),
        sa.Column("joined_at", sa.BigInteger(), nullable=True),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("community", "member", name="pk_member"),
    )
    op.create_table(
        "outbox",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("sink", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("key", "sink", name="pk_outbox"),
    )
    op.create_index("ix_outbox_sink_next_at", "outbox", ["sink", "next_at"])
    op.create_table(
        "quarantine",
        sa.Column("source", TEXT, nullable=False),
        sa.Column("event_id", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("source", "event_id", name="pk_quarantine"),
    )
    op.create_table(
        "referral",
        sa.Column("community", TEXT, nullable=False),
        sa.Column("member", TEXT, nullable=False),
        sa.Column("inviter", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("community", "member", "inviter", name="pk_referral"),
    )
    op.create_table(
        "scheme",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("stage", sa.SmallInteger(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_scheme"),
    )
    op.create_table(
        "snapshot",
        sa.Column("community", TEXT, nullable=False),
        sa.Column("cursor_at", sa.BigInteger(), nullable=False),
        sa.Column("cursor_late", sa.Integer(), nullable=False),
        sa.Column("cursor_sequence", TEXT, nullable=False),
        sa.Column("cursor_event", TEXT, nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("community", name="pk_snapshot"),
    )
    op.create_table(
        "timeline",
        sa.Column("scheme", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.SmallInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("scheme", "position", name="pk_timeline"),
    )


def downgrade() -> None:
    """Remove them, and everything that is in them."""
    for table in (
        "timeline",
        "snapshot",
        "scheme",
        "referral",
        "quarantine",
        "outbox",
        "member",
        "finding",
        "evidence",
        "event",
        "community",
        "api_key",
        "alert",
    ):
        op.drop_table(table)
