"""Ops that were brought again after the centre had lost them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "schema_3_stood"
down_revision = "schema_3_rejected"


def upgrade() -> None:
    """From the step before to this one."""
    op.create_table(
        "stood",
        sa.Column("author", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("n0", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("n1", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("author", "n0", name="pk_stood"),
    )
