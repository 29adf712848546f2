"""What arrived of an answer's frame before a cut, one a server."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.op import get_bind

revision = "schema_3_torn"
down_revision = "schema_3_hub"

_metadata = sa.MetaData(naming_convention={"pk": "pk_%(table_name)s"})
sa.Table(
    "torn",
    _metadata,
    sa.Column("centre", sa.Integer(), primary_key=True),
    sa.Column("content", sa.LargeBinary(), nullable=False),
)


def upgrade() -> None:
    """Makes the table."""
    _metadata.create_all(get_bind(), checkfirst=False)
