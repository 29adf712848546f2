"""Who decided a conflict and when, the value that stood before, the value chosen; conflicts found by their row."""

from __future__ import annotations

from alembic.op import get_bind

revision = "schema_1_decisions"
down_revision = "schema_1"

_STEPS = (
    "ALTER TABLE conflict ADD COLUMN resolved_by BIGINT",
    "ALTER TABLE conflict ADD COLUMN resolved_at BIGINT",
    "ALTER TABLE conflict ADD COLUMN stood TEXT",
    "ALTER TABLE conflict ADD COLUMN decided TEXT",
    'CREATE INDEX ix_conflict_row_k1 ON "conflict" (row_k1)',
)


def upgrade() -> None:
    """Adds the columns and the index; nothing that is there changes."""
    for step in _STEPS:
        get_bind().exec_driver_sql(step)
