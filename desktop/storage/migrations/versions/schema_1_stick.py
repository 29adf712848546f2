"""Parcels that travel on sticks: own ones, those of others, and which own changes lie on a stick."""

from __future__ import annotations

from alembic.op import get_bind

revision = "schema_1_stick"
down_revision = "schema_1_decisions"

_STEPS = (
    "ALTER TABLE realm ADD COLUMN turn INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE op ADD COLUMN carried INTEGER",
    """CREATE TABLE parcel (
        id BLOB NOT NULL,
        realm INTEGER NOT NULL,
        number INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        head BLOB NOT NULL,
        since INTEGER NOT NULL,
        turn INTEGER NOT NULL,
        answer BLOB,
        taken INTEGER DEFAULT '0' NOT NULL,
        ended INTEGER DEFAULT '0' NOT NULL,
        CONSTRAINT pk_parcel PRIMARY KEY (id)
    )""",
    """CREATE TABLE cargo (
        ord INTEGER NOT NULL,
        id BLOB NOT NULL,
        kind INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        device INTEGER NOT NULL,
        number INTEGER NOT NULL,
        written INTEGER NOT NULL,
        came_at INTEGER NOT NULL,
        tried_at INTEGER,
        content BLOB,
        CONSTRAINT pk_cargo PRIMARY KEY (ord),
        CONSTRAINT uq_cargo_id UNIQUE (id)
    )""",
)


def upgrade() -> None:
    """Adds the columns and tables; nothing that is there changes."""
    for step in _STEPS:
        get_bind().exec_driver_sql(step)
