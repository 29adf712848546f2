"""The first schema of the replica, written out: what a migration makes never changes with the program."""

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
    columns: list[sa.Column[Any]] = [sa.Column(part, key, primary_key=True, autoincrement=False) for part in keys]
    for field in fields.split():
        field_name, _, kind = field.partition(":")
        columns.append(sa.Column(field_name, sa.BigInteger() if kind else sa.Text()))
    columns.insert(len(keys), sa.Column("realm", sa.Integer(), nullable=False))
    columns.insert(len(keys) + 1, sa.Column("v", sa.BigInteger(), nullable=False))
    table = sa.Table(name, _metadata, *columns, sqlite_with_rowid=keys == ("id",))
    for column in _INDEXED.get(name, ()):
        sa.Index(None, table.c[column])


def _key_columns() -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, sa.Integer(), primary_key=True) for name in ("tbl", "k1", "k2", "k3"))


centre = sa.Table(
    "centre",
    _metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("url", sa.Text(), nullable=False),
    sa.Column("device", sa.Integer(), nullable=False),
    sa.Column("secret", sa.LargeBinary(), nullable=False),
    sa.Column("insecure", sa.Integer(), nullable=False, server_default="0"),
)

realm = sa.Table(
    "realm",
    _metadata,
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
)

writer = sa.Table(
    "writer",
    _metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("person_name", sa.Text(), nullable=False),
    sa.Column("role", sa.Text(), nullable=False),
    sa.Column("private_key", sa.LargeBinary(), nullable=False),
)

lineage = sa.Table(
    "lineage",
    _metadata,
    sa.Column("author", sa.Integer(), primary_key=True),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("writer", sa.Integer(), nullable=False),
    sa.Column("state", sa.Text(), nullable=False),
    sa.Column("n", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("chain", sa.LargeBinary(), nullable=False),
)

op = sa.Table(
    "op",
    _metadata,
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
    sqlite_with_rowid=False,
)
sa.Index("ix_op_live", op.c.tbl, op.c.k1, op.c.k2, op.c.k3, sqlite_where=op.c.state == 0)
sa.Index("ix_op_unsent", op.c.realm, op.c.ord, sqlite_where=op.c.at.is_(None))
sa.Index("ix_op_ord", op.c.ord)
sa.Index("ix_op_aside", op.c.state, sqlite_where=op.c.state == 2)
sa.Index("ix_op_at", op.c.realm, op.c.at)

segment = sa.Table(
    "segment",
    _metadata,
    sa.Column("author", sa.Integer(), primary_key=True),
    sa.Column("n0", sa.Integer(), primary_key=True),
    sa.Column("n1", sa.Integer(), nullable=False),
    sa.Column("body", sa.LargeBinary(), nullable=False),
    sa.Column("signature", sa.LargeBinary(), nullable=False),
)
shadow = sa.Table(
    "shadow",
    _metadata,
    *_key_columns(),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("v", sa.Integer(), nullable=False),
    sa.Column("content", sa.LargeBinary()),
    sqlite_with_rowid=False,
)
gone = sa.Table(
    "gone",
    _metadata,
    *_key_columns(),
    sa.Column("realm", sa.Integer(), nullable=False),
    sa.Column("v", sa.Integer(), nullable=False),
    sqlite_with_rowid=False,
)
mark = sa.Table(
    "mark",
    _metadata,
    sa.Column("realm", sa.Integer(), primary_key=True),
    sa.Column("seq", sa.Integer(), primary_key=True),
    sa.Column("head", sa.LargeBinary(), nullable=False),
)
want = sa.Table(
    "want",
    _metadata,
    *_key_columns(),
    sa.Column("realm", sa.Integer(), nullable=False),
    sqlite_with_rowid=False,
)
setting = sa.Table(
    "setting",
    _metadata,
    sa.Column("name", sa.Text(), primary_key=True),
    sa.Column("value", sa.Text(), nullable=False),
)
visit = sa.Table(
    "visit",
    _metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("at", sa.Integer(), nullable=False),
    sa.Column("sent", sa.Integer(), nullable=False),
    sa.Column("received", sa.Integer(), nullable=False),
    sa.Column("bytes_up", sa.Integer(), nullable=False),
    sa.Column("bytes_down", sa.Integer(), nullable=False),
    sa.Column("outcome", sa.Text(), nullable=False),
)


sa.Table(
    "person_search",
    _metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("text", sa.Text(), nullable=False),
)

for _name, (_keys, _fields) in _RECORDS.items():
    _record(_name, _keys, _fields)


def upgrade() -> None:
    """Makes all tables of an empty database."""
    _metadata.create_all(get_bind(), checkfirst=False)
