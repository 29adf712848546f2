"""What is known of edits whose rows a restored centre has lost."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "schema_3_lost"
down_revision = "schema_3_first_copy"


def upgrade() -> None:
    """From the step before to this one."""
    op.add_column("realm", sa.Column("heard", sa.Integer()))
    op.add_column("op", sa.Column("heard", sa.Integer()))
    op.add_column("op", sa.Column("stood", sa.Integer()))
