"""Since when people and whole laptops are revoked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.op import get_bind

revision = "schema_2_revocation"
down_revision = "schema_2"

_metadata = sa.MetaData(naming_convention={"pk": "pk_%(table_name)s"})
sa.Table(
    "revocation",
    _metadata,
    sa.Column("device", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("member", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
)


def upgrade() -> None:
    """Makes the table."""
    _metadata.create_all(get_bind(), checkfirst=False)
