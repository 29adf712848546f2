"""Tables of what people did here, an act a line, so that it can be undone; and of how rows changed by what arrived."""

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

trail = sa.Table(
    "trail",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    *(sa.Column(name, sa.Integer(), nullable=False) for name in ("tbl", "k1", "k2", "k3")),
    sa.Column("v", sa.Integer(), nullable=False),
    sa.Column("before", sa.LargeBinary()),
    sa.Column("after", sa.LargeBinary()),
    sa.Column("at", sa.Integer()),
    sa.Column("road", sa.Integer(), nullable=False, server_default="0"),
)
"""What the arrival of a row from the centre changed here; `at` is NULL while the exchange goes on."""
sa.Index("ix_trail_row", trail.c.tbl, trail.c.k1, trail.c.k2, trail.c.k3)
