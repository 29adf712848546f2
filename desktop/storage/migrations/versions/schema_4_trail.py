"""How rows changed by what came from the centre, when and by which road."""

from __future__ import annotations

from alembic.op import get_bind

revision = "schema_4_trail"
down_revision = "schema_4_narrow"

_STEPS = (
    """CREATE TABLE trail (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        tbl INTEGER NOT NULL,
        k1 INTEGER NOT NULL,
        k2 INTEGER NOT NULL,
        k3 INTEGER NOT NULL,
        v INTEGER NOT NULL,
        "before" BLOB,
        "after" BLOB,
        at INTEGER,
        road INTEGER DEFAULT '0' NOT NULL,
        CONSTRAINT pk_trail PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_trail_row ON trail (tbl, k1, k2, k3)",
)


def upgrade() -> None:
    """Makes the table; what came before it is not known any more."""
    for step in _STEPS:
        get_bind().exec_driver_sql(step)
