"""Which of the rows that are asked for are so because a restored centre has lost them."""

from __future__ import annotations

from alembic.op import get_bind

revision = "schema_3_wanted"
down_revision = "schema_3_hands"

_STEPS = (
    "ALTER TABLE want ADD COLUMN lost INTEGER DEFAULT '0' NOT NULL",
    "UPDATE want SET lost = 1",
)


def upgrade() -> None:
    """Adds the column; of rows asked for until now nobody knows why: the careful guess holds for them."""
    for step in _STEPS:
        get_bind().exec_driver_sql(step)
