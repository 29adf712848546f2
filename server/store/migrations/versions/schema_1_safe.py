"""Up to where a proven backup holds each office."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.op import get_bind

revision = "schema_1_safe"
down_revision = "schema_1_decisions"

_metadata = sa.MetaData(naming_convention={"pk": "pk_%(table_name)s"})
sa.Table(
    "safe",
    _metadata,
    sa.Column("realm", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("seq", sa.BigInteger(), nullable=False),
    sa.Column("head", sa.LargeBinary(), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
)


def upgrade() -> None:
    """Makes the table."""
    _metadata.create_all(get_bind(), checkfirst=False)
