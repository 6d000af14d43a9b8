"""Owners: what each community contributes to its owner's reach."""

import sqlalchemy as sa
from alembic import op

from monitor.store.text import TEXT

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table of holdings."""
    op.create_table(
        "holding",
        sa.Column("community", TEXT, nullable=False),
        sa.Column("owner", TEXT, nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", name="pk_holding"),
    )


def downgrade() -> None:
    """Remove it, and what was found about owners."""
    finding = sa.table("finding", sa.column("subject"))
    op.execute(finding.delete().where(finding.c.subject.like("owner:%")))
    op.drop_table("holding")
