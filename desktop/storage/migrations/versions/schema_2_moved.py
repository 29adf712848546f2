"""What became of own ops whose numbers another life had used."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.op import get_bind

revision = "schema_2_moved"
down_revision = "schema_2_proofs"

_metadata = sa.MetaData(naming_convention={"pk": "pk_%(table_name)s"})
sa.Table(
    "moved_op",
    _metadata,
    sa.Column("author", sa.Integer(), primary_key=True),
    sa.Column("n", sa.Integer(), primary_key=True),
    sa.Column("mark", sa.Integer(), nullable=False),
    sa.Column("new_author", sa.Integer(), nullable=False),
    sa.Column("new_n", sa.Integer(), nullable=False),
    sqlite_with_rowid=False,
)


def upgrade() -> None:
    """Makes the table."""
    _metadata.create_all(get_bind(), checkfirst=False)
