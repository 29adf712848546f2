"""Tables of what people did here, an act a line, so that it can be undone."""

from __future__ import annotations

import sqlalchemy as sa

from desktop.storage import tables

metadata = tables.metadata

act = sa.Table(
    "act",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("press", sa.Integer(), nullable=False, unique=True),
    sa.Column("person", sa.Text(), nullable=False),
    sa.Column("at", sa.Integer(), nullable=False),
    sa.Column("kind", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("undoes", sa.Integer()),
    sa.Column("state", sa.Integer(), nullable=False, server_default="0"),
)
"""What one press wrote, whose it is (a name, as people sign in by it), and whether it still stands.

undoes: the act that an undo or a redo takes back.
"""
act_part = sa.Table(
    "act_part",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("act", sa.Integer(), nullable=False, index=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("author", sa.Integer(), nullable=False),
    sa.Column("n0", sa.Integer(), nullable=False),
    sa.Column("n1", sa.Integer(), nullable=False),
    sa.Column("chain", sa.LargeBinary(), nullable=False),
    sa.Column("before", sa.LargeBinary(), nullable=False),
)
"""A range of an act's edits: the author's chain behind it, and per edit what its fields held before, nil for no row."""
