"""What people did here, an act a line, so that it can be undone."""

from __future__ import annotations

from alembic.op import get_bind

revision = "schema_4_acts"
down_revision = "schema_4_papers"

_STEPS = (
    """CREATE TABLE act (
        id INTEGER NOT NULL,
        press INTEGER NOT NULL,
        person TEXT NOT NULL,
        at INTEGER NOT NULL,
        kind INTEGER DEFAULT '0' NOT NULL,
        undoes INTEGER,
        state INTEGER DEFAULT '0' NOT NULL,
        CONSTRAINT pk_act PRIMARY KEY (id),
        CONSTRAINT uq_act_press UNIQUE (press)
    )
    """,
    """CREATE TABLE act_part (
        id INTEGER NOT NULL,
        act INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        author INTEGER NOT NULL,
        n0 INTEGER NOT NULL,
        n1 INTEGER NOT NULL,
        chain BLOB NOT NULL,
        "before" BLOB NOT NULL,
        CONSTRAINT pk_act_part PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_act_part_act ON act_part (act)",
)


def upgrade() -> None:
    """Makes two tables; what was done before them is not undone."""
    for step in _STEPS:
        get_bind().exec_driver_sql(step)
