"""The file with an office's first copy: its name, its key, and where it leads to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.op import get_bind

revision = "schema_3_first_copy"
down_revision = "schema_3_torn"

_metadata = sa.MetaData(naming_convention={"pk": "pk_%(table_name)s"})
sa.Table(
    "first_copy",
    _metadata,
    sa.Column("realm", sa.Integer(), primary_key=True),
    sa.Column("name", sa.LargeBinary(), nullable=False),
    sa.Column("key", sa.LargeBinary(), nullable=False),
    sa.Column("size", sa.Integer(), nullable=False),
    sa.Column("seq", sa.Integer(), nullable=False),
    sa.Column("head", sa.LargeBinary(), nullable=False),
)


def upgrade() -> None:
    """Makes the table."""
    _metadata.create_all(get_bind(), checkfirst=False)
