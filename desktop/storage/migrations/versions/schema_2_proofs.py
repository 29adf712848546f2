"""What proves that the centre holds this laptop's work: marks of safe work, receipts, rows that were put right."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.op import get_bind

revision = "schema_2_proofs"
down_revision = "schema_2"

_metadata = sa.MetaData(naming_convention={"pk": "pk_%(table_name)s"})


def _table(name: str, key: str, *columns: str) -> None:
    described = (sa.Column(column, sa.Integer(), nullable=False) for column in columns)
    sa.Table(name, _metadata, sa.Column(key, sa.Integer(), primary_key=True), *described)


_table("safe", "realm", "seq", "at")
_table("receipt", "id", "realm", "at", "seq", "count")
_metadata.tables["receipt"].append_column(sa.Column("content", sa.Text(), nullable=False))
_table("mending", "id", "realm", "at", "seq", "rows")


def upgrade() -> None:
    """Makes the tables."""
    _metadata.create_all(get_bind(), checkfirst=False)
