"""The first schema of the centre, written out: what a migration makes never changes with the program."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic.op import get_bind

revision = "schema_1"
down_revision = None

_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_metadata = sa.MetaData(naming_convention=_NAMING)
_RECORDS = {
    "author": (
        ("number",),
        "gone:int person_name device_name public_key role",
    ),
    "programme": (
        ("id",),
        "gone:int key title organiser source example:int",
    ),
    "training": (
        ("id",),
        "gone:int programme:int title year:int place example:int",
    ),
    "batch": (
        ("id",),
        "gone:int training:int title number:int",
    ),
    "class_group": (
        ("id",),
        "gone:int batch:int title programme_key starts_on ends_on place example:int",
    ),
    "stage": (
        ("id",),
        "gone:int class_group:int title position:int mode starts_on ends_on place example:int",
    ),
    "session": (
        ("id",),
        "gone:int class_group:int stage:int title starts_at:int lesson_hours:int closed:int place example:int",
    ),
    "person": (
        ("id",),
        (
            "gone:int name title_prefix title_suffix employee_number national_id sex birth_place birth_date "
            "employment_type grade position echelon agency work_unit district education phone email example:int"
        ),
    ),
    "enrolment": (
        ("class_group", "person"),
        "gone:int status roster_number:int note",
    ),
    "group": (
        ("id",),
        "gone:int class_group:int title number:int theme plan",
    ),
    "membership": (
        ("group", "person"),
        "gone:int role",
    ),
    "attendance": (
        ("session", "person"),
        "gone:int status marked_at:int marked_by:int note",
    ),
    "note": (
        ("id",),
        "gone:int group:int text written_at:int written_by:int",
    ),
    "conflict": (
        ("about", "low", "high"),
        (
            "gone:int record row_k1:int row_k2:int row_k3:int field kind open:int base first_value "
            "first_author:int first_n:int first_wall:int first_at:int first_received:int second_value "
            "second_author:int second_n:int second_wall:int second_at:int second_received:int winner:int "
            "scope:int taken reason"
        ),
    ),
}
"""Per record its keys and its fields; all but those marked int are text."""
_INDEXED = {"person": ("employee_number", "national_id", "name"), "enrolment": ("person",), "session": ("class_group",)}


def _record(name: str, keys: tuple[str, ...], fields: str) -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    columns: list[sa.Column[Any]] = [
        sa.Column(key_name, key, primary_key=True, autoincrement=False) for key_name in keys
    ]
    for field in fields.split():
        field_name, _, kind = field.partition(":")
        columns.append(sa.Column(field_name, sa.BigInteger() if kind else sa.Text()))
    columns.insert(len(keys), sa.Column("realm", sa.Integer(), nullable=False))
    columns.insert(len(keys) + 1, sa.Column("v", sa.BigInteger(), nullable=False))
    table = sa.Table(name, _metadata, *columns, sqlite_with_rowid=keys == ("id",))
    for column in _INDEXED.get(name, ()):
        sa.Index(None, table.c[column])


def _key_columns() -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("tbl", "k1", "k2", "k3"))


realm = sa.Table(
    "realm",
    _metadata,
    sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("code", sa.Text(), nullable=False, unique=True),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("epoch", sa.Text(), nullable=False),
    sa.Column("seq", sa.BigInteger(), nullable=False),
    sa.Column("head", sa.LargeBinary(), nullable=False),
    sa.Column("own_author", sa.BigInteger(), nullable=False),
)

secret = sa.Table(
    "secret",
    _metadata,
    sa.Column("name", sa.Text(), primary_key=True),
    sa.Column("value", sa.LargeBinary(), nullable=False),
)

counter = sa.Table(
    "counter",
    _metadata,
    sa.Column("name", sa.Text(), primary_key=True),
    sa.Column("value", sa.BigInteger(), nullable=False),
)

device = sa.Table(
    "device",
    _metadata,
    sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("secret", sa.LargeBinary(), nullable=False),
    sa.Column("last_seen", sa.BigInteger()),
)

member = sa.Table(
    "member",
    _metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("device", sa.Integer(), nullable=False),
    sa.Column("person_name", sa.Text(), nullable=False),
    sa.Column("public_key", sa.LargeBinary(), nullable=False),
    sa.Column("revoked", sa.Integer(), nullable=False, server_default="0"),
)
sa.Index(None, member.c.device, member.c.realm)

grant = sa.Table(
    "grant",
    _metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("member", sa.Integer(), nullable=False, index=True),
    sa.Column("role", sa.Text(), nullable=False),
    sa.Column("class_group", sa.BigInteger(), nullable=False),
    sa.Column("starts", sa.BigInteger(), nullable=False),
    sa.Column("ends", sa.BigInteger(), nullable=False),
)

lease = sa.Table(
    "lease",
    _metadata,
    sa.Column("author", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("member", sa.Integer(), nullable=False, index=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("got", sa.BigInteger(), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
    sa.Column("corrected", sa.BigInteger(), nullable=False),
    sa.Column("chain", sa.LargeBinary(), nullable=False),
)

invitation = sa.Table(
    "invitation",
    _metadata,
    sa.Column("code", sa.Text(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("person_name", sa.Text(), nullable=False),
    sa.Column("role", sa.Text(), nullable=False),
    sa.Column("class_group", sa.BigInteger(), nullable=False),
    sa.Column("expires", sa.BigInteger(), nullable=False),
    sa.Column("used_by", sa.Integer()),
)

segment = sa.Table(
    "segment",
    _metadata,
    sa.Column("author", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("n0", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("n1", sa.BigInteger(), nullable=False),
    sa.Column("received", sa.BigInteger(), nullable=False),
    sa.Column("via", sa.Integer(), nullable=False),
    sa.Column("body", sa.LargeBinary(), nullable=False),
    sa.Column("signature", sa.LargeBinary(), nullable=False),
)

op = sa.Table(
    "op",
    _metadata,
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

log = sa.Table(
    "log",
    _metadata,
    sa.Column("realm", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("seq", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("head", sa.LargeBinary(), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
)

feed = sa.Table(
    "feed",
    _metadata,
    sa.Column("realm", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("scope", sa.BigInteger(), primary_key=True, autoincrement=False),
    *(sa.Column(name, sa.BigInteger(), primary_key=True, autoincrement=False) for name in ("tbl", "k1", "k2", "k3")),
    sa.Column("seq", sa.BigInteger(), nullable=False),
    sa.Column("gone", sa.Integer(), nullable=False),
    sa.Column("home", sa.Integer(), nullable=False),
)
sa.Index("ix_feed_scope_seq", feed.c.realm, feed.c.scope, feed.c.seq)
sa.Index(
    "ix_feed_home_seq",
    feed.c.realm,
    feed.c.seq,
    sqlite_where=feed.c.home == 1,
    postgresql_where=feed.c.home == 1,
)
sa.Index("ix_feed_guest", feed.c.tbl, feed.c.k1, sqlite_where=feed.c.home == 0, postgresql_where=feed.c.home == 0)

for _name, (_keys, _fields) in _RECORDS.items():
    _record(_name, _keys, _fields)


def upgrade() -> None:
    """Makes all tables of an empty database."""
    _metadata.create_all(get_bind(), checkfirst=False)
