"""The few rejected ops are found by their author."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "schema_3_rejected"
down_revision = "schema_3"


def upgrade() -> None:
    """From the step before to this one."""
    few = sa.text("fate = 'rejected'")
    op.create_index("ix_op_rejected", "op", ["author"], sqlite_where=few, postgresql_where=few)
