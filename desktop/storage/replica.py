"""The replica's rows and ops: the primitives on which edits and the exchange are built.

Invariant: a row that has live ops has a shadow, and what is visible is the shadow with the live ops laid over it in the
order in which this laptop knew them. A row without live ops is the centre's row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from contract.exchange.dots import Dot
from contract.exchange.fold import fold, tidy
from contract.exchange.operations import Op, Sight, pack_row, unpack_row
from contract.exchange.shapes import Patch, Row, RowKey
from contract.exchange.upcast import stored_patch
from contract.tables.lines import Line, put_lines
from contract.tables.records import RecordTable, Values
from contract.training.catalogue import SCHEMA, UPCASTERS
from desktop.storage.database import Database
from desktop.storage.tables import ASIDE, LIVE, SETTLED, op, records, shadow, touched

_saw = msgspec.msgpack.Decoder(tuple[Sight, ...])
_encode = msgspec.msgpack.Encoder().encode
_SAME_KEY_OP = sa.and_(*(op.c[name] == touched.c[name] for name in ("tbl", "k1", "k2", "k3")))
_SAME_KEY_SHADOW = sa.and_(*(shadow.c[name] == touched.c[name] for name in ("tbl", "k1", "k2", "k3")))
_LIVE_TOUCHED = (
    sa.select(op.c.tbl, op.c.k1, op.c.k2, op.c.k3, op.c.patch, op.c.schema, op.c.at, op.c.author, op.c.n, op.c.realm)
    .select_from(touched.join(op, sa.and_(_SAME_KEY_OP, op.c.state == LIVE)))
    .order_by(op.c.ord)
)
_SHADOWS_TOUCHED = sa.select(shadow).select_from(touched.join(shadow, _SAME_KEY_SHADOW))
_TABLES_TOUCHED = sa.select(touched.c.tbl).distinct()
_TOUCH_NONE = sa.delete(touched)
_TOUCH = sa.insert(touched)
_PUT_SHADOWS = sa.insert(shadow).prefix_with("OR REPLACE")
_DROP_SHADOWS = "DELETE FROM shadow WHERE tbl = ? AND k1 = ? AND k2 = ? AND k3 = ?"
_SETTLE = f"UPDATE op SET state = {SETTLED} WHERE author = ? AND n = ?"
_LAST_ORD = sa.select(sa.func.coalesce(sa.func.max(op.c.ord), 0))
_ADD_OPS = sa.insert(op)
_LIVE_NAMED = sa.select(op).where(
    sa.tuple_(op.c.author, op.c.n).in_(sa.bindparam("dots_", expanding=True)), op.c.state == LIVE
)
_NAMED_AT_ONCE = 400


def _rows_touched(table: RecordTable) -> sa.Select[*tuple[Any, ...]]:
    same = (column == touched.c[name] for column, name in zip(table.keys, ("k1", "k2", "k3"), strict=False))
    joined = touched.join(table.table, sa.and_(touched.c.tbl == table.record.number, *same))
    return sa.select(table.table).select_from(joined)


def _dropped(table: RecordTable) -> str:
    same = " AND ".join(f'"{column.name}" = ?' for column in table.keys)
    return f'DELETE FROM "{table.record.name}" WHERE {same}'


_ROWS_TOUCHED = {number: _rows_touched(table) for number, table in records.items()}
_DROP_ROWS = {number: _dropped(table) for number, table in records.items()}
_PUT_ROWS = {number: sa.insert(table.table).prefix_with("OR REPLACE") for number, table in records.items()}


@dataclass(frozen=True, slots=True)
class Held:
    """The centre's row as this laptop holds it: its version, its content (None: the centre has none), its realm."""

    realm: int
    v: int
    content: Row | None


class Replica:
    """Rows, shadows and ops of one profile. All methods run on the database thread, inside a transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @property
    def connection(self) -> sa.Connection:
        """The connection of the running transaction."""
        return self.database.connection

    def transaction(self) -> AbstractContextManager[sa.Connection]:
        """A write transaction."""
        return self.database.transaction()

    def touch(self, keys: Iterable[RowKey]) -> list[RowKey]:
        """Names the rows that the next steps work on; gives them without repeats."""
        distinct = list(dict.fromkeys(keys))
        self.connection.execute(_TOUCH_NONE)
        if distinct:
            put_lines(self.connection, _TOUCH, distinct)
        return distinct

    def rows_touched(self) -> dict[RowKey, Held]:
        """The visible rows of the touched keys."""
        found: dict[RowKey, Held] = {}
        for number in self.connection.execute(_TABLES_TOUCHED).scalars().all():
            table = records[number]
            for values in self.connection.execute(_ROWS_TOUCHED[number]):
                key, v, row = table.read(values)
                found[key] = Held(values.realm, v, row)
        return found

    def shadows_touched(self) -> dict[RowKey, Held]:
        """The shadows of the touched keys."""
        return {
            RowKey(values.tbl, values.k1, values.k2, values.k3): Held(
                values.realm, values.v, unpack_row(values.content) if values.content is not None else None
            )
            for values in self.connection.execute(_SHADOWS_TOUCHED)
        }

    def live_touched(self) -> dict[RowKey, list[Values]]:
        """The live ops of the touched keys (patch, at, author, n, realm), in the order known."""
        found: dict[RowKey, list[Values]] = defaultdict(list)
        for values in self.connection.execute(_LIVE_TOUCHED):
            found[RowKey(values.tbl, values.k1, values.k2, values.k3)].append(values)
        return found

    def live_named(self, dots: Iterable[Dot]) -> list[tuple[Op, int]]:
        """Those of these ops that are live here, each with its realm."""
        wanted = sorted(set(dots))
        found: list[tuple[Op, int]] = []
        for start in range(0, len(wanted), _NAMED_AT_ONCE):
            chosen = [tuple(dot) for dot in wanted[start : start + _NAMED_AT_ONCE]]
            lines = self.connection.execute(_LIVE_NAMED, {"dots_": chosen})
            found += [(read_op(values), values.realm) for values in lines]
        return found

    def row(self, key: RowKey) -> Held | None:
        """One visible row."""
        self.touch([key])
        return self.rows_touched().get(key)

    def put_rows(self, rows: Iterable[tuple[RowKey, Held]]) -> None:
        """Writes visible rows whatever was there."""
        by_table: dict[int, list[Line]] = defaultdict(list)
        for key, held in rows:
            by_table[key.table].append(records[key.table].line(held.realm, key, held.v, held.content or {}))
        for number, lines in by_table.items():
            put_lines(self.connection, _PUT_ROWS[number], lines)

    def drop_rows(self, keys: Iterable[RowKey]) -> None:
        """Removes visible rows."""
        by_table: dict[int, list[Line]] = defaultdict(list)
        for key in keys:
            by_table[key.table].append(key[1 : 1 + len(records[key.table].keys)])
        for number, lines in by_table.items():
            self.connection.exec_driver_sql(_DROP_ROWS[number], lines)

    def put_shadows(self, shadows: Iterable[tuple[RowKey, Held]]) -> None:
        """Writes shadows whatever was there."""
        lines = [
            (*key, held.realm, held.v, pack_row(held.content) if held.content is not None else None)
            for key, held in shadows
        ]
        put_lines(self.connection, _PUT_SHADOWS, lines)

    def drop_shadows(self, keys: Sequence[RowKey]) -> None:
        """Removes shadows."""
        if keys:
            self.connection.exec_driver_sql(_DROP_SHADOWS, list(keys))

    def ensure_shadows(self, realms: dict[RowKey, int]) -> None:
        """Gives each of these rows a shadow: the centre's row as it is visible now, or none."""
        keys = self.touch(realms)
        has = self.shadows_touched()
        rows = self.rows_touched()
        self.put_shadows((key, rows.get(key) or Held(realms[key], 0, None)) for key in keys if key not in has)

    def refold(self, keys: Iterable[RowKey]) -> None:
        """Settles the ops that these rows now contain and makes visible what remains over them."""
        touched_keys = self.touch(keys)
        shadows, ops = self.shadows_touched(), self.live_touched()
        settled: list[tuple[int, int]] = []
        put: list[tuple[RowKey, Held]] = []
        drop_rows: list[RowKey] = []
        drop_shadows: list[RowKey] = []
        for key in touched_keys:
            held = shadows.get(key)
            if held is None:
                continue
            left = [values for values in ops.get(key, ()) if values.at is None or values.at > held.v]
            settled += [
                (values.author, values.n)
                for values in ops.get(key, ())
                if values.at is not None and values.at <= held.v
            ]
            row = fold(held.content, (live_patch(values, key) for values in left))
            if row is None:
                drop_rows.append(key)
            else:
                put.append((key, Held(held.realm, held.v, tidy(row))))
            if not left:
                drop_shadows.append(key)
        self.mark_settled(settled)
        self.put_rows(put)
        self.drop_rows(drop_rows)
        self.drop_shadows(drop_shadows)

    def mark_settled(self, dots: Sequence[tuple[int, int]]) -> None:
        """Their rows contain these ops now."""
        if dots:
            self.connection.exec_driver_sql(_SETTLE, list(dots))

    def add_ops(self, realm: int, ops: Sequence[tuple[Op, bytes | None]], *, own: bool) -> None:
        """Queues ops (with their chain, None where it can't be known) and lays them over their rows.

        Those about a record of a newer program have no table to be laid in: they are kept aside, and travel on.
        """
        last = self.connection.execute(_LAST_ORD).scalar_one()
        self.ensure_shadows({edit.key: realm for edit, _ in ops if edit.key.table in records})
        self.connection.execute(
            _ADD_OPS,
            [stored_op(edit, chain, last + place, realm, own) for place, (edit, chain) in enumerate(ops, 1)],
        )
        self.refold(edit.key for edit, _ in ops)


def stored_op(edit: Op, chain: bytes | None, order: int, realm: int, own: bool) -> dict[str, int | bytes | None]:
    """An op as parameters of an insert."""
    return {
        "author": edit.author,
        "n": edit.n,
        "ord": order,
        "realm": realm,
        "tbl": edit.key.table,
        "k1": edit.key.k1,
        "k2": edit.key.k2,
        "k3": edit.key.k3,
        "patch": pack_row(edit.patch),
        "base": edit.base,
        "saw": _encode(edit.saw) if edit.saw else None,
        "wall": edit.wall,
        "run": edit.run,
        "schema": edit.schema,
        "chain": chain,
        "own": int(own),
        "state": LIVE if edit.key.table in records else ASIDE,
    }


def live_patch(values: Values, key: RowKey) -> Patch:
    """What a live op sets, as the present schema says it: the centre will judge it so."""
    return stored_patch(values.patch, key, values.schema, SCHEMA, UPCASTERS)


def read_op(values: Values) -> Op:
    """The op of a selected line of the table op."""
    return Op(
        author=values.author,
        n=values.n,
        key=RowKey(values.tbl, values.k1, values.k2, values.k3),
        patch=unpack_row(values.patch),
        base=values.base,
        wall=values.wall,
        run=values.run,
        saw=_saw.decode(values.saw) if values.saw is not None else (),
        schema=values.schema,
    )
