"""Rule sets: which rules were in force, from when on, and who put them there."""

import sqlalchemy as sa
from alembic import op

from monitor.store.text import TEXT

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables of rule sets."""
    op.create_table(
        "rule_set",
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_rule_set"),
    )
    op.create_table(
        "rule_change",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("newest_at", sa.BigInteger(), nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_rule_change"),
    )


def downgrade() -> None:
    """Remove them."""
    op.drop_table("rule_change")
    op.drop_table("rule_set")
