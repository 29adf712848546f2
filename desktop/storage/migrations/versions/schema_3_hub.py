"""Laptops beside each other: links, cards and the board of open segments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.op import get_bind

revision = "schema_3_hub"
down_revision = "schema_3"

_metadata = sa.MetaData()
_NONE = sa.text("x''")
sa.Table(
    "link",
    _metadata,
    sa.Column("id", sa.LargeBinary(), nullable=False),
    sa.Column("role", sa.Integer(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("address", sa.Text(), nullable=False, server_default=""),
    sa.Column("key", sa.LargeBinary(), nullable=False),
    sa.Column("paired_at", sa.Integer(), nullable=False),
    sa.Column("last_at", sa.Integer()),
    sa.Column("number", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("session", sa.LargeBinary(), nullable=False, server_default=_NONE),
    sa.Column("taken", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("mail", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("given", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("devices", sa.LargeBinary(), nullable=False, server_default=sa.text("x'90'")),
    sa.Column("shown", sa.LargeBinary(), nullable=False, server_default=_NONE),
    sa.PrimaryKeyConstraint("id", name="pk_link"),
)
sa.Table(
    "card",
    _metadata,
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("device", sa.Integer(), nullable=False),
    sa.Column("made", sa.Integer(), nullable=False),
    sa.Column("until", sa.Integer(), nullable=False),
    sa.Column("content", sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint("realm", "device", name="pk_card"),
)
sa.Table(
    "board",
    _metadata,
    sa.Column("ord", sa.Integer(), nullable=False),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("author", sa.Integer(), nullable=False),
    sa.Column("n0", sa.Integer(), nullable=False),
    sa.Column("n1", sa.Integer(), nullable=False),
    sa.Column("before", sa.LargeBinary(), nullable=False),
    sa.Column("after", sa.LargeBinary(), nullable=False),
    sa.Column("source", sa.LargeBinary(), nullable=False),
    sa.Column("came_at", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("ord", name="pk_board"),
    sa.UniqueConstraint("author", "n0", name="uq_board_author_n0"),
    sqlite_autoincrement=True,
)


def upgrade() -> None:
    """Adds the tables; nothing that is there changes."""
    _metadata.create_all(get_bind(), checkfirst=False)
