"""What others changed since the last exchange, and own edits found by their row."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.op import get_bind

revision = "schema_2_news"
down_revision = "schema_2_moved"

_metadata = sa.MetaData()
sa.Table(
    "news",
    _metadata,
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("realm", sa.Integer(), nullable=False),
    *(sa.Column(name, sa.Integer(), nullable=False) for name in ("tbl", "k1", "k2", "k3")),
    sa.Column("field", sa.Integer(), nullable=False),
    sa.Column("before", sa.LargeBinary(), nullable=False),
    sa.Column("after", sa.LargeBinary(), nullable=False),
    sa.Column("author", sa.Integer()),
    sa.Column("at", sa.Integer()),
    sa.PrimaryKeyConstraint("id", name="pk_news"),
)


def upgrade() -> None:
    """Adds the table and the index; nothing that is there changes."""
    _metadata.create_all(get_bind(), checkfirst=False)
    get_bind().exec_driver_sql("CREATE INDEX ix_op_own ON op (tbl, k1, k2, k3) WHERE own = 1")
