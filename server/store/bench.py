"""The bench: all that the judge needs of the database for one batch, read at once, and its decisions, written at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from contract.exchange.judge import Fate, Rival
from contract.exchange.operations import Op, unpack_row
from contract.exchange.shapes import GONE, Kind, Row, RowKey, Type, Value
from contract.training.catalogue import CATALOGUE, ENROLMENT, PERSON
from server.store.centre import Centre
from server.store.tables import feed, op, records

CHUNK = 400
_APPLIED = (Fate.OK.value, Fate.LOST.value)


@dataclass
class Bench:
    """Rows of one batch as they are after the ops judged so far. Made inside the realm's locked transaction."""

    centre: Centre
    connection: sa.Connection
    realm: int
    rows: dict[RowKey, tuple[int, Row]] = field(default_factory=dict)
    _looked: set[RowKey] = field(default_factory=set)
    changed: dict[RowKey, tuple[int, Row]] = field(default_factory=dict)

    def fetch(self, keys: Iterable[RowKey]) -> None:
        """Reads these rows, those that are not here yet."""
        missing: dict[int, list[RowKey]] = defaultdict(list)
        for key in keys:
            if key not in self._looked and CATALOGUE.knows(key.table):
                self._looked.add(key)
                missing[key.table].append(key)
        for number, members in missing.items():
            table = records[number]
            for start in range(0, len(members), CHUNK):
                chosen = _among(table.keys, [key[1 : 1 + len(table.keys)] for key in members[start : start + CHUNK]])
                query = sa.select(table.table).where(chosen, table.table.c.realm == self.realm)
                for values in self.connection.execute(query):
                    self.rows[table.key_of(values)] = (values.v, table.row_of(values))

    def look(self, key: RowKey) -> Row | None:
        """The present row, None when there is none."""
        if key not in self._looked:
            self.fetch([key])
        found = self.rows.get(key)
        return found[1] if found else None

    def write(self, key: RowKey, seq: int, row: Row) -> None:
        """Sets a row as judged."""
        self._looked.add(key)
        self.rows[key] = self.changed[key] = (seq, {n: value for n, value in row.items() if value is not None})

    def rivals(self, edit: Op, base: int) -> list[Rival]:
        """Applied ops of others on the row, later than `base`, that the edit's author had not seen."""
        query = (
            sa.select(op)
            .where(_same_row(edit.key), op.c.realm == self.realm, op.c.seq > base)
            .where(op.c.author != edit.author, op.c.fate.in_(_APPLIED))
            .order_by(op.c.seq, op.c.author, op.c.n)
        )
        seen = dict(edit.saw)
        return [
            Rival(values.author, values.n, values.corrected, values.wall, values.received, unpack_row(values.patch))
            for values in self.connection.execute(query)
            if values.n > seen.get(values.author, 0)
        ]

    def value_at(self, key: RowKey, number: int, base: int) -> Value:
        """The value that a field had at version `base`: set by the last op on it that was applied by then."""
        query = (
            sa.select(op.c.patch)
            .where(_same_row(key), op.c.realm == self.realm, op.c.seq <= base, op.c.fate.in_(_APPLIED))
            .order_by(op.c.seq.desc(), op.c.n.desc())
        )
        for patch in self.connection.execute(query).scalars():
            fields = unpack_row(patch)
            if number in fields:
                return fields[number]
        return None

    def classes_of(self, person: int) -> frozenset[int]:
        """Classes in which a person is enrolled, with this batch's enrolments."""
        table = records[ENROLMENT.number].table
        query = sa.select(table.c.class_group).where(
            table.c.person == person, table.c.realm == self.realm, sa.func.coalesce(table.c.gone, 0) == 0
        )
        found = set(self.connection.execute(query).scalars())
        for key, (_, row) in self.changed.items():
            if key.table == ENROLMENT.number and key.k2 == person:
                (found.discard if row.get(GONE) else found.add)(key.k1)
        return frozenset(found)

    def holders(self, wanted: dict[tuple[int, int], set[str]]) -> dict[tuple[int, int, str], set[int]]:
        """Per (record, field, value) of unique fields, the ids of the rows that hold it, before this batch."""
        found: dict[tuple[int, int, str], set[int]] = defaultdict(set)
        for (number, field_number), values in wanted.items():
            table = records[number]
            column = table.columns[field_number]
            for start in range(0, len(values), CHUNK):
                chosen = sorted(values)[start : start + CHUNK]
                query = sa.select(table.keys[0], column).where(
                    column.in_(chosen), table.table.c.realm == self.realm, sa.func.coalesce(table.table.c.gone, 0) == 0
                )
                for identifier, value in self.connection.execute(query):
                    found[number, field_number, str(value)].add(identifier)
        return found

    def store_rows(self, seq: int, scopes: dict[RowKey, int], guests: Sequence[tuple[RowKey, int, bool]]) -> None:
        """Writes the changed rows and their places in the feed."""
        by_table: dict[int, list[dict[str, Value]]] = defaultdict(list)
        lines: dict[tuple[RowKey, int], dict[str, int]] = {}
        for key, (v, row) in self.changed.items():
            by_table[key.table].append(records[key.table].stored(self.realm, key, v, row))
            lines[key, scopes[key]] = self._line(key, scopes[key], seq, gone=0, home=1)
        for key, scope, inside in guests:
            lines[key, scope] = self._line(key, scope, seq, gone=int(not inside), home=0)
        for number, values in by_table.items():
            table = records[number].table
            changed = [column.name for column in table.columns if not column.primary_key]
            keys = [column.name for column in records[number].keys]
            self.connection.execute(self.centre.upsert(table, keys, changed), values)
        if lines:
            keys = ["realm", "scope", "tbl", "k1", "k2", "k3"]
            self.connection.execute(self.centre.upsert(feed, keys, ["seq", "gone", "home"]), list(lines.values()))
        self._show_guests_again(seq)

    def _line(self, key: RowKey, scope: int, seq: int, *, gone: int, home: int) -> dict[str, int]:
        return {
            "realm": self.realm,
            "scope": scope,
            "tbl": key.table,
            "k1": key.k1,
            "k2": key.k2,
            "k3": key.k3,
            "seq": seq,
            "gone": gone,
            "home": home,
        }

    def _show_guests_again(self, seq: int) -> None:
        """A changed person is news in every class that shows them."""
        people = [key.k1 for key in self.changed if key.table == PERSON.number]
        for start in range(0, len(people), CHUNK):
            where = sa.and_(
                feed.c.tbl == PERSON.number,
                feed.c.k1.in_(people[start : start + CHUNK]),
                feed.c.home == 0,
                feed.c.gone == 0,
                feed.c.realm == self.realm,
            )
            self.connection.execute(sa.update(feed).where(where).values(seq=seq))


def _same_row(key: RowKey) -> sa.ColumnElement[bool]:
    return sa.and_(op.c.tbl == key.table, op.c.k1 == key.k1, op.c.k2 == key.k2, op.c.k3 == key.k3)


def _among(columns: Sequence[sa.Column[int]], values: Sequence[tuple[int, ...]]) -> sa.ColumnElement[bool]:
    if len(columns) == 1:
        return columns[0].in_([value[0] for value in values])
    return sa.tuple_(*columns).in_(values)


def parents(edit: Op) -> list[tuple[str, RowKey]]:
    """(record's name, row) of every row that an op refers to, by key or by field."""
    record = CATALOGUE.record(edit.key.table)
    found = [
        (name, RowKey(CATALOGUE.named(name).number, part))
        for name, part in zip(record.key_refers_to, edit.key[1:], strict=False)
        if name is not None
    ]
    for number, value in edit.patch.items():
        shape = record.by_number.get(number)
        if shape is not None and shape.type is Type.REFERENCE and shape.refers_to and isinstance(value, int):
            found.append((shape.refers_to, RowKey(CATALOGUE.named(shape.refers_to).number, value)))
    return found


def unique_values(edits: Iterable[Op]) -> dict[tuple[int, int], set[str]]:
    """The values that a batch sets in unique fields, by (record, field)."""
    wanted: dict[tuple[int, int], set[str]] = defaultdict(set)
    for edit in edits:
        shapes = CATALOGUE.record(edit.key.table).by_number
        for number, value in edit.patch.items():
            if number in shapes and shapes[number].kind is Kind.UNIQUE and isinstance(value, str):
                wanted[edit.key.table, number].add(value)
    return wanted
