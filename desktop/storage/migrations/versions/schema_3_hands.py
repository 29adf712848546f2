"""Half of each block of author numbers is for rosters: such a number is no spare one."""

from __future__ import annotations

from alembic.op import get_bind

revision = "schema_3_hands"
down_revision = "schema_3_lost"

_STEPS = (
    "ALTER TABLE lineage ADD COLUMN linked INTEGER DEFAULT '0' NOT NULL",
    "UPDATE lineage SET state = 'roster' WHERE state = 'spare' AND (author - 1) % 16 >= 8",
)


def upgrade() -> None:
    """Adds the column; a number that somebody has written under stays what it is."""
    for step in _STEPS:
        get_bind().exec_driver_sql(step)
