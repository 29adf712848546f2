"""Tables of the centre: the records of the catalogue and what the exchange keeps beside them."""

from __future__ import annotations

import sqlalchemy as sa

from contract.tables.records import NAMING, RecordTable, record_tables
from contract.training.catalogue import CATALOGUE

metadata = sa.MetaData(naming_convention=NAMING)
records: dict[int, RecordTable] = record_tables(CATALOGUE, metadata)
_Big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CENTRE_DEVICE = 0
"""The device number of the centre itself, whose authors write for every realm."""


def _key_columns() -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("tbl", "k1", "k2", "k3"))


realm = sa.Table(
    "realm",
    metadata,
    sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("code", sa.Text(), nullable=False, unique=True),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("epoch", sa.Text(), nullable=False),
    sa.Column("seq", sa.BigInteger(), nullable=False),
    sa.Column("head", sa.LargeBinary(), nullable=False),
    sa.Column("own_author", sa.BigInteger(), nullable=False),
)
"""The clock row of each office: locking it puts commits in one order."""

safe = sa.Table(
    "safe",
    metadata,
    sa.Column("realm", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("seq", sa.BigInteger(), nullable=False),
    sa.Column("head", sa.LargeBinary(), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
)
"""Per office the last commit that a proven backup holds, the log's head there, and when the backup was made.

Not columns of the clock row: a backup waits for no commit, and no commit for it.
"""

secret = sa.Table(
    "secret",
    metadata,
    sa.Column("name", sa.Text(), primary_key=True),
    sa.Column("value", sa.LargeBinary(), nullable=False),
)
"""Keys of this server."""

counter = sa.Table(
    "counter",
    metadata,
    sa.Column("name", sa.Text(), primary_key=True),
    sa.Column("value", sa.BigInteger(), nullable=False),
)
"""The next device and author numbers."""

device = sa.Table(
    "device",
    metadata,
    sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("secret", sa.LargeBinary(), nullable=False),
    sa.Column("last_seen", sa.BigInteger()),
)

member = sa.Table(
    "member",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("device", sa.Integer(), nullable=False),
    sa.Column("person_name", sa.Text(), nullable=False),
    sa.Column("public_key", sa.LargeBinary(), nullable=False),
    sa.Column("revoked", sa.Integer(), nullable=False, server_default="0"),
)
"""A person on a laptop in an office."""
sa.Index(None, member.c.device, member.c.realm)

grant = sa.Table(
    "grant",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("member", sa.Integer(), nullable=False, index=True),
    sa.Column("role", sa.Text(), nullable=False),
    sa.Column("class_group", sa.BigInteger(), nullable=False),
    sa.Column("starts", sa.BigInteger(), nullable=False),
    sa.Column("ends", sa.BigInteger(), nullable=False),
)

revocation = sa.Table(
    "revocation",
    metadata,
    sa.Column("device", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("member", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
)
"""Since when a person on a laptop is revoked; member 0 for the whole laptop."""

lease = sa.Table(
    "lease",
    metadata,
    sa.Column("author", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("member", sa.Integer(), nullable=False, index=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("got", sa.BigInteger(), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
    sa.Column("corrected", sa.BigInteger(), nullable=False),
    sa.Column("chain", sa.LargeBinary(), nullable=False),
)
"""Author numbers: how many ops are held, where the last was applied, its time and the chain there."""

invitation = sa.Table(
    "invitation",
    metadata,
    sa.Column("code", sa.Text(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("person_name", sa.Text(), nullable=False),
    sa.Column("role", sa.Text(), nullable=False),
    sa.Column("class_group", sa.BigInteger(), nullable=False),
    sa.Column("expires", sa.BigInteger(), nullable=False),
    sa.Column("used_by", sa.Integer()),
)
"""Join codes, stored as hashes."""

segment = sa.Table(
    "segment",
    metadata,
    sa.Column("author", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("n0", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("n1", sa.BigInteger(), nullable=False),
    sa.Column("received", sa.BigInteger(), nullable=False),
    sa.Column("via", sa.Integer(), nullable=False),
    sa.Column("body", sa.LargeBinary(), nullable=False),
    sa.Column("signature", sa.LargeBinary(), nullable=False),
)
"""Signed originals as received: the audit record."""

op = sa.Table(
    "op",
    metadata,
    sa.Column("author", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("n", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("seq", sa.BigInteger(), nullable=False),
    *_key_columns(),
    sa.Column("patch", sa.LargeBinary(), nullable=False),
    sa.Column("base", sa.BigInteger(), nullable=False),
    sa.Column("wall", sa.BigInteger(), nullable=False),
    sa.Column("corrected", sa.BigInteger(), nullable=False),
    sa.Column("t_sure", sa.Integer(), nullable=False),
    sa.Column("received", sa.BigInteger(), nullable=False),
    sa.Column("schema", sa.Integer(), nullable=False),
    sa.Column("fate", sa.Text(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("chain", sa.LargeBinary(), nullable=False),
)
sa.Index("ix_op_row", op.c.tbl, op.c.k1, op.c.k2, op.c.k3, op.c.seq)
sa.Index("ix_op_seq", op.c.realm, op.c.seq)
sa.Index(
    "ix_op_rejected",
    op.c.author,
    sqlite_where=sa.text("fate = 'rejected'"),
    postgresql_where=sa.text("fate = 'rejected'"),
)

stood = sa.Table(
    "stood",
    metadata,
    sa.Column("author", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("n0", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("n1", sa.BigInteger(), nullable=False),
)
"""Ops that had been applied before the centre went back to an older day, and were brought again."""

log = sa.Table(
    "log",
    metadata,
    sa.Column("realm", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("seq", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("head", sa.LargeBinary(), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
)
"""One line per commit; each head covers the one before, the ops, their fates and times."""

feed = sa.Table(
    "feed",
    metadata,
    sa.Column("realm", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("scope", sa.BigInteger(), primary_key=True, autoincrement=False),
    *(sa.Column(name, sa.BigInteger(), primary_key=True, autoincrement=False) for name in ("tbl", "k1", "k2", "k3")),
    sa.Column("seq", sa.BigInteger(), nullable=False),
    sa.Column("gone", sa.Integer(), nullable=False),
    sa.Column("home", sa.Integer(), nullable=False),
)
"""Per scope the rows it shows and when each last changed; `home` lines are one per row."""
sa.Index("ix_feed_scope_seq", feed.c.realm, feed.c.scope, feed.c.seq)
sa.Index(
    "ix_feed_home_seq",
    feed.c.realm,
    feed.c.seq,
    sqlite_where=feed.c.home == 1,
    postgresql_where=feed.c.home == 1,
)
sa.Index("ix_feed_guest", feed.c.tbl, feed.c.k1, sqlite_where=feed.c.home == 0, postgresql_where=feed.c.home == 0)


def _blob_columns() -> tuple[sa.Column[int] | sa.Column[bytes], ...]:
    return (
        sa.Column("realm", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.LargeBinary(), primary_key=True),
        sa.Column("size", sa.BigInteger(), primary_key=True, autoincrement=False),
    )


blob = sa.Table(
    "blob",
    metadata,
    *_blob_columns(),
    sa.Column("device", sa.Integer(), nullable=False, index=True),
    sa.Column("got", sa.BigInteger(), nullable=False),
    sa.Column("moved_at", sa.BigInteger(), nullable=False),
    sa.Column("done_at", sa.BigInteger()),
    sa.Column("unnamed_at", sa.BigInteger()),
)
"""Contents of attachments, each once: how much of it is here, when some of it came last, when all of it had.

device: the laptop that began to bring it. unnamed_at: since when no attachment names it any more.
"""
blob_piece = sa.Table(
    "blob_piece",
    metadata,
    *_blob_columns(),
    sa.Column("start", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("content", sa.LargeBinary(), nullable=False),
)
