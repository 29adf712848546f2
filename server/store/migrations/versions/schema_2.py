"""A person may point to the record of the same person; two who only look alike are told apart."""

from __future__ import annotations

from alembic.op import get_bind

revision = "schema_2"
down_revision = "schema_1_safe"

_LOOKALIKE = """CREATE TABLE lookalike (
    class_group {key} NOT NULL,
    low {key} NOT NULL,
    high {key} NOT NULL,
    realm INTEGER NOT NULL,
    v BIGINT NOT NULL,
    gone BIGINT,
    apart BIGINT,
    CONSTRAINT pk_lookalike PRIMARY KEY (class_group, low, high)
){behind}"""


def upgrade() -> None:
    """Adds the column, its index and the table; nothing that is there changes."""
    bind = get_bind()
    is_sqlite = bind.dialect.name == "sqlite"
    bind.exec_driver_sql("ALTER TABLE person ADD COLUMN same_as BIGINT")
    bind.exec_driver_sql("CREATE INDEX ix_person_same_as ON person (same_as) WHERE same_as IS NOT NULL")
    words = {"key": "INTEGER", "behind": " WITHOUT ROWID\n"} if is_sqlite else {"key": "BIGINT", "behind": ""}
    bind.exec_driver_sql(_LOOKALIKE.format(**words))
