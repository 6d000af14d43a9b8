"""Campaigns: promotional messages that were seen, and the communities that a finding is about."""

import sqlalchemy as sa
from alembic import op

from monitor.store.text import TEXT

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of campaigns."""
    op.create_table(
        "finding_community",
        sa.Column("finding", TEXT, nullable=False),
        sa.Column("community", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("finding", "community", name="pk_finding_community"),
    )
    op.create_index("ix_finding_community_community", "finding_community", ["community"])
    op.create_table(
        "sighting",
        sa.Column("community", TEXT, nullable=False),
        sa.Column("event_id", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("community", "event_id", name="pk_sighting"),
    )
    op.create_index("ix_sighting_at", "sighting", ["at"])


def downgrade() -> None:
    """Remove them, and what was found about campaigns."""
    finding = sa.table("finding", sa.column("subject"))
    op.execute(finding.delete().where(finding.c.subject.like("campaign:%")))
    op.drop_table("sighting")
    op.drop_table("finding_community")
