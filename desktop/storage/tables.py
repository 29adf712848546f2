"""Tables of the replica: the records of the catalogue and what the exchange keeps beside them."""

from __future__ import annotations

import sqlalchemy as sa

from contract.tables.records import NAMING, RecordTable, record_tables
from contract.training.catalogue import CATALOGUE, COMPETENCE, ENROLMENT, PERSON

LIVE, SETTLED, ASIDE = 0, 1, 2
"""States of an op: laid over its row; contained in the row; returned by the centre or parked, so not laid over."""
ACTIVE, SPARE, RETIRED, ROSTER = "active", "spare", "retired", "roster"
"""States of an author number leased to this laptop; a roster number is used whenever the other of its hand is."""

metadata = sa.MetaData(naming_convention=NAMING)
records: dict[int, RecordTable] = record_tables(CATALOGUE, metadata)
for _record, _names in (
    (ENROLMENT, ("class_group", "status", "gone")),
    (PERSON, ("district", "sex")),
    (COMPETENCE, ("class_group", "outcome", "gone", "person")),
):
    # Counted from these alone: of the rows each page would have to be deciphered.
    sa.Index(None, *(records[_record.number].table.c[name] for name in _names))


def _key_columns() -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, sa.Integer(), primary_key=True) for name in ("tbl", "k1", "k2", "k3"))


centre = sa.Table(
    "centre",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("url", sa.Text(), nullable=False),
    sa.Column("device", sa.Integer(), nullable=False),
    sa.Column("secret", sa.LargeBinary(), nullable=False),
    sa.Column("insecure", sa.Integer(), nullable=False, server_default="0"),
)
"""The servers that this laptop has joined, with the secret of each greeting."""

realm = sa.Table(
    "realm",
    metadata,
    sa.Column("number", sa.Integer(), primary_key=True),
    sa.Column("centre", sa.Integer(), nullable=False),
    sa.Column("code", sa.Text(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("seq", sa.Integer(), nullable=False),
    sa.Column("head", sa.LargeBinary(), nullable=False),
    sa.Column("scopes", sa.LargeBinary(), nullable=False),
    sa.Column("since", sa.Integer(), nullable=False),
    sa.Column("ask_marks", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("last_contact", sa.Integer()),
    sa.Column("signing_key", sa.LargeBinary(), nullable=False, server_default=sa.text("x''")),
    sa.Column("sealing_key", sa.LargeBinary(), nullable=False, server_default=sa.text("x''")),
    sa.Column("turn", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("heard", sa.Integer()),
)
"""Offices. (seq, head) is the newest history known; pages are pulled from `since`, older only after a scope came.
`turn` counts what makes an answer still on its way worthless: rewinds, changes of scope, second lives. `heard` is the
centre's clock when it last told of that history, while none of it was missed.

The office's two public keys were pinned when the laptop joined.
"""

writer = sa.Table(
    "writer",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("person_name", sa.Text(), nullable=False),
    sa.Column("role", sa.Text(), nullable=False),
    sa.Column("private_key", sa.LargeBinary(), nullable=False),
)
"""People of this laptop, one a realm, each with a signing key of their own."""

lineage = sa.Table(
    "lineage",
    metadata,
    sa.Column("author", sa.Integer(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("writer", sa.Integer(), nullable=False),
    sa.Column("state", sa.Text(), nullable=False),
    sa.Column("n", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("chain", sa.LargeBinary(), nullable=False),
    sa.Column("linked", sa.Integer(), nullable=False, server_default="0"),
)
"""Author numbers leased to this laptop: the last n and its chain, and how far it has seen its hand's other number."""

op = sa.Table(
    "op",
    metadata,
    sa.Column("author", sa.Integer(), primary_key=True),
    sa.Column("n", sa.Integer(), primary_key=True),
    sa.Column("ord", sa.Integer(), nullable=False),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("tbl", sa.Integer(), nullable=False),
    sa.Column("k1", sa.Integer(), nullable=False),
    sa.Column("k2", sa.Integer(), nullable=False),
    sa.Column("k3", sa.Integer(), nullable=False),
    sa.Column("patch", sa.LargeBinary(), nullable=False),
    sa.Column("base", sa.Integer(), nullable=False),
    sa.Column("saw", sa.LargeBinary()),
    sa.Column("wall", sa.Integer(), nullable=False),
    sa.Column("run", sa.Integer(), nullable=False),
    sa.Column("schema", sa.Integer(), nullable=False),
    sa.Column("chain", sa.LargeBinary()),
    sa.Column("own", sa.Integer(), nullable=False),
    sa.Column("state", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("at", sa.Integer()),
    sa.Column("lowered", sa.Integer()),
    sa.Column("fate", sa.Text()),
    sa.Column("reason", sa.Text()),
    sa.Column("carried", sa.Integer()),
    sa.Column("heard", sa.Integer()),
    sa.Column("stood", sa.Integer()),
    sqlite_with_rowid=False,
)
"""Every op made or carried here, in the order `ord` in which this laptop knew it.

`carried` is the number of the last file on a stick that holds it, of own ones; negative when it lies at a hub.
`heard`, of one that names rows which the centre has lost: its clock when it had last told of them. `stood`: 1 for one
that it had applied before it lost it.
"""
sa.Index("ix_op_live", op.c.tbl, op.c.k1, op.c.k2, op.c.k3, sqlite_where=op.c.state == LIVE)
sa.Index("ix_op_unsent", op.c.realm, op.c.ord, sqlite_where=op.c.at.is_(None))
sa.Index("ix_op_ord", op.c.ord)
sa.Index("ix_op_aside", op.c.state, sqlite_where=op.c.state == ASIDE)
sa.Index("ix_op_at", op.c.realm, op.c.at)
sa.Index("ix_op_own", op.c.tbl, op.c.k1, op.c.k2, op.c.k3, sqlite_where=op.c.own == 1)

moved_op = sa.Table(
    "moved_op",
    metadata,
    sa.Column("author", sa.Integer(), primary_key=True),
    sa.Column("n", sa.Integer(), primary_key=True),
    sa.Column("mark", sa.Integer(), nullable=False),
    sa.Column("new_author", sa.Integer(), nullable=False),
    sa.Column("new_n", sa.Integer(), nullable=False),
    sqlite_with_rowid=False,
)
"""Own ops of which others were made: those of a life that another life's numbers met, and those that named their rows.

mark: what the old op said, for the other life may have made an op of that name too.
"""

segment = sa.Table(
    "segment",
    metadata,
    sa.Column("author", sa.Integer(), primary_key=True),
    sa.Column("n0", sa.Integer(), primary_key=True),
    sa.Column("n1", sa.Integer(), nullable=False),
    sa.Column("body", sa.LargeBinary(), nullable=False),
    sa.Column("signature", sa.LargeBinary(), nullable=False),
)
shadow = sa.Table(
    "shadow",
    metadata,
    *_key_columns(),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("v", sa.Integer(), nullable=False),
    sa.Column("content", sa.LargeBinary()),
    sqlite_with_rowid=False,
)
"""The centre's version of each row that has live ops; content is NULL when the centre has none."""
gone = sa.Table(
    "gone",
    metadata,
    *_key_columns(),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("v", sa.Integer(), nullable=False),
    sqlite_with_rowid=False,
)
"""Removals learnt from the centre, so that a rewind can undo them."""
mark = sa.Table(
    "mark",
    metadata,
    sa.Column("realm", sa.Integer(), primary_key=True),
    sa.Column("seq", sa.Integer(), primary_key=True),
    sa.Column("head", sa.LargeBinary(), nullable=False),
)
want = sa.Table(
    "want",
    metadata,
    *_key_columns(),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("lost", sa.Integer(), nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)
"""Rows to be asked for by name. `lost`: 1 for one that a restored centre has lost, so that it may be another now."""
setting = sa.Table(
    "setting",
    metadata,
    sa.Column("name", sa.Text(), primary_key=True),
    sa.Column("value", sa.Text(), nullable=False),
)
"""Small facts of this laptop as JSON: where the window stood, the next attempt, the clock's stretch."""
visit = sa.Table(
    "visit",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("at", sa.Integer(), nullable=False),
    sa.Column("sent", sa.Integer(), nullable=False),
    sa.Column("received", sa.Integer(), nullable=False),
    sa.Column("bytes_up", sa.Integer(), nullable=False),
    sa.Column("bytes_down", sa.Integer(), nullable=False),
    sa.Column("outcome", sa.Text(), nullable=False),
)
"""History of exchanges with the centre, for the page Sinkronisasi."""

parcel = sa.Table(
    "parcel",
    metadata,
    sa.Column("id", sa.LargeBinary(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("seq", sa.Integer(), nullable=False),
    sa.Column("head", sa.LargeBinary(), nullable=False),
    sa.Column("since", sa.Integer(), nullable=False),
    sa.Column("turn", sa.Integer(), nullable=False),
    sa.Column("answer", sa.LargeBinary()),
    sa.Column("taken", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("ended", sa.Integer(), nullable=False, server_default="0"),
)
"""Own parcels and where this laptop stood when it asked, or since then by `taken` frames of `answer`."""
cargo = sa.Table(
    "cargo",
    metadata,
    sa.Column("ord", sa.Integer(), primary_key=True),
    sa.Column("id", sa.LargeBinary(), nullable=False, unique=True),
    sa.Column("kind", sa.Integer(), nullable=False),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("device", sa.Integer(), nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("written", sa.Integer(), nullable=False),
    sa.Column("came_at", sa.Integer(), nullable=False),
    sa.Column("tried_at", sa.Integer()),
    sa.Column("content", sa.LargeBinary()),
)
"""Parcels and answers of other laptops that this one carries; content is NULL for what arrived and is only known."""

safe = sa.Table(
    "safe",
    metadata,
    sa.Column("realm", sa.Integer(), primary_key=True),
    sa.Column("seq", sa.Integer(), nullable=False),
    sa.Column("at", sa.Integer(), nullable=False),
)
"""Per office the commit up to which a proven backup of the centre holds its work, and when that was made."""
receipt = sa.Table(
    "receipt",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("at", sa.Integer(), nullable=False),
    sa.Column("seq", sa.Integer(), nullable=False),
    sa.Column("count", sa.Integer(), nullable=False),
    sa.Column("content", sa.Text(), nullable=False),
)
"""What the centre signed for: its text, the office, the centre's time, the commit, and how many own ops it names."""
mending = sa.Table(
    "mending",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("at", sa.Integer(), nullable=False),
    sa.Column("seq", sa.Integer(), nullable=False),
    sa.Column("rows", sa.Integer(), nullable=False),
)
"""Times when rows here were found to differ from the centre's, and how many were put right."""

news = sa.Table(
    "news",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    *(sa.Column(name, sa.Integer(), nullable=False) for name in ("tbl", "k1", "k2", "k3")),
    sa.Column("field", sa.Integer(), nullable=False),
    sa.Column("before", sa.LargeBinary(), nullable=False),
    sa.Column("after", sa.LargeBinary(), nullable=False),
    sa.Column("author", sa.Integer()),
    sa.Column("at", sa.Integer()),
)
"""What others changed in rows of this laptop's people, a field a line; `at` is NULL while the exchange goes on."""


def _blob_columns() -> tuple[sa.Column[int] | sa.Column[bytes], ...]:
    return (
        sa.Column("realm", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.LargeBinary(), primary_key=True),
        sa.Column("size", sa.Integer(), primary_key=True, autoincrement=False),
    )


blob = sa.Table(
    "blob",
    metadata,
    *_blob_columns(),
    sa.Column("attachment", sa.Integer(), nullable=False),
    sa.Column("own", sa.Integer(), nullable=False),
    sa.Column("since", sa.Integer(), nullable=False),
    sa.Column("got", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("wanted", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("up", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("sent_at", sa.Integer()),
    sa.Column("refused", sa.Text()),
)
"""Contents of attachments, each once however many rows name it: how much is here (`got`) and at the centre (`up`).

attachment: the one that brought it. own: chosen on this laptop. wanted: asked for here. sent_at: the commit in which
the centre said that it has all of it. refused: why the centre does not take it.
"""
blob_piece = sa.Table(
    "blob_piece",
    metadata,
    *_blob_columns(),
    sa.Column("start", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("content", sa.LargeBinary(), nullable=False),
)
link = sa.Table(
    "link",
    metadata,
    sa.Column("id", sa.LargeBinary(), primary_key=True),
    sa.Column("role", sa.Integer(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("address", sa.Text(), nullable=False, server_default=""),
    sa.Column("key", sa.LargeBinary(), nullable=False),
    sa.Column("paired_at", sa.Integer(), nullable=False),
    sa.Column("last_at", sa.Integer()),
    sa.Column("number", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("session", sa.LargeBinary(), nullable=False, server_default=sa.text("x''")),
    sa.Column("taken", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("mail", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("given", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("devices", sa.LargeBinary(), nullable=False, server_default=sa.text("x'90'")),
    sa.Column("shown", sa.LargeBinary(), nullable=False, server_default=sa.text("x''")),
)
"""Laptops paired with this one. role: which end of the link this laptop is, a guest of a hub or the hub.

number: of the last question. As guest: how far the hub's board and answers were taken in its life `session`, how far
this laptop's board was given there, and what was shown of cards. devices: (office, device) that the other end proved.
"""
card = sa.Table(
    "card",
    metadata,
    sa.Column("realm", sa.Integer(), primary_key=True),
    sa.Column("device", sa.Integer(), primary_key=True),
    sa.Column("made", sa.Integer(), nullable=False),
    sa.Column("until", sa.Integer(), nullable=False),
    sa.Column("content", sa.LargeBinary(), nullable=False),
)
"""Cards of laptops as their offices signed them, each proven before it was put here; the newest of each."""
board = sa.Table(
    "board",
    metadata,
    sa.Column("ord", sa.Integer(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("author", sa.Integer(), nullable=False),
    sa.Column("n0", sa.Integer(), nullable=False),
    sa.Column("n1", sa.Integer(), nullable=False),
    sa.Column("before", sa.LargeBinary(), nullable=False),
    sa.Column("after", sa.LargeBinary(), nullable=False),
    sa.Column("source", sa.LargeBinary(), nullable=False),
    sa.Column("came_at", sa.Integer(), nullable=False),
    sa.UniqueConstraint("author", "n0"),
    sqlite_autoincrement=True,
)
"""Segments that the laptops beside each other show openly, with the author's chain before and behind each.

source: the link over which it came, empty for one of this laptop's own people.
"""

torn = sa.Table(
    "torn",
    metadata,
    sa.Column("centre", sa.Integer(), primary_key=True),
    sa.Column("content", sa.LargeBinary(), nullable=False),
)
"""Per server what arrived of a frame that was cut; the rest of it is asked for."""
first_copy = sa.Table(
    "first_copy",
    metadata,
    sa.Column("realm", sa.Integer(), primary_key=True),
    sa.Column("name", sa.LargeBinary(), nullable=False),
    sa.Column("key", sa.LargeBinary(), nullable=False),
    sa.Column("size", sa.Integer(), nullable=False),
    sa.Column("seq", sa.Integer(), nullable=False),
    sa.Column("head", sa.LargeBinary(), nullable=False),
)
"""Per office the file with its first copy, as the centre told of it, and the key that opens it."""

touched = sa.Table(
    "touched",
    sa.MetaData(),
    *_key_columns(),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
)
"""Per connection: the rows that the running step works on, so that each step is a few statements whatever its size."""
