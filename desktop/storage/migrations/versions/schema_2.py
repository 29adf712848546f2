"""A person may point to the record of the same person; two who only look alike are told apart."""

from __future__ import annotations

from alembic.op import get_bind

revision = "schema_2"
down_revision = "schema_1_stick"

_STEPS = (
    "ALTER TABLE person ADD COLUMN same_as BIGINT",
    "CREATE INDEX ix_person_same_as ON person (same_as) WHERE same_as IS NOT NULL",
    """CREATE TABLE lookalike (
        class_group INTEGER NOT NULL,
        low INTEGER NOT NULL,
        high INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        apart BIGINT,
        CONSTRAINT pk_lookalike PRIMARY KEY (class_group, low, high)
    ) WITHOUT ROWID
    """,
)


def upgrade() -> None:
    """Adds the column, its index and the table; nothing that is there changes."""
    for step in _STEPS:
        get_bind().exec_driver_sql(step)
