"""The bench: all that the judge needs of the database for one batch, read at once; its decisions, written at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from contract.exchange.dots import hand, other_number
from contract.exchange.judge import Fate, Rival
from contract.exchange.operations import Op
from contract.exchange.shapes import GONE, Kind, Patch, Row, RowKey, Type, Value
from contract.exchange.upcast import stored_patch
from contract.tables.lines import Line, put_lines
from contract.tables.records import RecordTable, Values
from contract.training.catalogue import CATALOGUE, ENROLMENT, PERSON, SCHEMA, UPCASTERS
from server.store import hot
from server.store.centre import Centre
from server.store.tables import feed, op, records

CHUNK = 400
_APPLIED = (Fate.OK.value, Fate.LOST.value)
_KEY = ("tbl", "k1", "k2", "k3")
_REALM: sa.BindParameter[int] = sa.bindparam("realm_", type_=sa.Integer())
_CHOSEN: sa.BindParameter[Any] = sa.bindparam("chosen", expanding=True)
_HAND: sa.BindParameter[Any] = sa.bindparam("hand_", expanding=True)
_SAME_ROW = sa.and_(*(op.c[name] == sa.bindparam(f"{name}_") for name in _KEY), op.c.realm == _REALM)
_RIVALS = (
    sa.select(op)
    .where(_SAME_ROW, op.c.seq > sa.bindparam("base_"), op.c.author.not_in(_HAND))
    .where(op.c.fate.in_(_APPLIED))
    .order_by(op.c.seq, op.c.author, op.c.n)
)
_PATCHES = (
    sa.select(op.c.patch, op.c.author, op.c.n, op.c.seq, op.c.reason, op.c.schema)
    .where(_SAME_ROW, op.c.fate.in_(_APPLIED))
    .order_by(op.c.seq.desc(), op.c.n.desc())
)


def _by_keys(table: RecordTable, *, is_sqlite: bool) -> sa.Select[*tuple[Any, ...]]:
    """The rows of many keys, which come as one text: one statement whatever their number."""
    width, chosen = len(table.keys), sa.bindparam("chosen", type_=sa.Text())
    parts: list[sa.ColumnElement[Any]]
    if is_sqlite:
        listed = sa.func.json_each(chosen).table_valued("value")
        parts = [sa.func.json_extract(listed.c.value, f"$[{place}]") for place in range(width)]
    else:
        lists = [
            sa.cast(sa.func.split_part(chosen, ";", place + 1), postgresql.ARRAY(sa.BigInteger()))
            for place in range(width)
        ]
        listed = sa.func.unnest(*lists).table_valued(*(f"k{place}" for place in range(width))).render_derived()
        parts = [listed.c[f"k{place}"] for place in range(width)]
    same = sa.and_(*(column == part for column, part in zip(table.keys, parts, strict=True)))
    return sa.select(table.table).select_from(listed.join(table.table, same)).where(table.table.c.realm == _REALM)


def _listed(keys: Sequence[RowKey], width: int, *, is_sqlite: bool) -> str:
    """The keys as the text that _by_keys takes apart."""
    if is_sqlite:
        return msgspec.json.encode([key[1 : 1 + width] for key in keys]).decode()
    return ";".join("{" + ",".join(str(key[1 + place]) for key in keys) + "}" for place in range(width))


def _by_value(table: RecordTable, field_number: int) -> sa.Select[*tuple[Any, ...]]:
    column, here = table.columns[field_number], table.table.c
    query = sa.select(table.keys[0], column)
    return query.where(column.in_(_CHOSEN), here.realm == _REALM, sa.func.coalesce(here.gone, 0) == 0)


_BY_KEYS = {
    (number, is_sqlite): _by_keys(table, is_sqlite=is_sqlite)
    for number, table in records.items()
    for is_sqlite in (True, False)
}
_BY_VALUE = {
    (number, shape.number): _by_value(table, shape.number)
    for number, table in records.items()
    for shape in table.record.fields
    if shape.kind is Kind.UNIQUE
}
_ENROLMENT = records[ENROLMENT.number].table.c
_CLASSES_OF = sa.select(_ENROLMENT.class_group).where(
    _ENROLMENT.person == sa.bindparam("person_"), _ENROLMENT.realm == _REALM, sa.func.coalesce(_ENROLMENT.gone, 0) == 0
)
_SHOW_AGAIN = (
    sa.update(feed)
    .where(feed.c.tbl == PERSON.number, feed.c.k1.in_(_CHOSEN), feed.c.home == 0, feed.c.gone == 0)
    .where(feed.c.realm == _REALM)
    .values(seq=sa.bindparam("seq_"))
)


@dataclass
class Bench:
    """Rows of one batch as they are after the ops judged so far. Made inside the realm's locked transaction."""

    centre: Centre
    connection: sa.Connection
    realm: int
    rows: dict[RowKey, tuple[int, Row]] = field(default_factory=dict)
    _looked: set[RowKey] = field(default_factory=set)
    changed: dict[RowKey, tuple[int, Row]] = field(default_factory=dict)
    _before: dict[RowKey, int] = field(default_factory=dict)
    _batch: dict[RowKey, list[Op]] = field(default_factory=lambda: defaultdict(list))

    def fetch(self, keys: Iterable[RowKey]) -> None:
        """Reads these rows, those that are not here yet."""
        missing: dict[int, list[RowKey]] = defaultdict(list)
        for key in keys:
            if key not in self._looked and CATALOGUE.knows(key.table):
                self._looked.add(key)
                missing[key.table].append(key)
        for number, members in missing.items():
            table, is_sqlite = records[number], self.centre.is_sqlite
            chosen = _listed(members, len(table.keys), is_sqlite=is_sqlite)
            for values in hot.rows(self.connection, _BY_KEYS[number, is_sqlite], chosen=chosen, realm_=self.realm):
                key, v, row = table.read(values)
                self.rows[key] = (v, row)

    def look(self, key: RowKey) -> Row | None:
        """The present row, None when there is none."""
        if key not in self._looked:
            self.fetch([key])
        found = self.rows.get(key)
        return found[1] if found else None

    def version(self, key: RowKey) -> int:
        """The row's version before this batch, 0 for a row that was not there; asked of rows that were fetched."""
        if key in self._before:
            return self._before[key]
        held = self.rows.get(key)
        return held[0] if held is not None else 0

    def write(self, key: RowKey, seq: int, row: Row) -> None:
        """Sets a row as judged."""
        if key not in self.changed:
            self._looked.add(key)
            self._before[key] = self.version(key)
        self.rows[key] = self.changed[key] = (seq, _without_none(row))

    def write_all(self, seq: int, rows: Mapping[RowKey, Row]) -> None:
        """Sets all rows of a batch as judged, each once; nothing of it is asked any more."""
        for key, row in rows.items():
            self.changed[key] = (seq, _without_none(row))
        self.rows |= self.changed

    def note(self, edit: Op) -> None:
        """The edit was applied: the batch's next ops are by somebody who knows it."""
        self._batch[edit.key].append(edit)

    def rivals(self, edit: Op, base: int) -> list[Rival]:
        """Applied ops of other hands on the row, later than `base`, that the edit's author had not seen."""
        mine = [edit.author, other_number(edit.author)]
        about = {**self._named(edit.key), "base_": base, "hand_": mine}
        seen = {(author, n) for author, n, _ in edit.saw}
        return [
            Rival(values.author, values.n, values.corrected, values.wall, values.received, _patch(values, edit.key))
            for values in self.connection.execute(_RIVALS, about)
            if (values.author, values.n) not in seen
        ]

    def value_looked_at(self, edit: Op, base: int, number: int) -> Value:
        """The value of a field that the edit's author was looking at.

        Set by the last op that they knew: their own or seen on the screen over version `base`, whatever became of it
        here since, else the one that held in that version. Merged text counts as what was brought.
        """
        for earlier in reversed(self._batch.get(edit.key, ())):
            if number in earlier.patch:
                return earlier.patch[number]
        shape = CATALOGUE.record(edit.key.table).by_number[number]
        seen, mine = {(author, n) for author, n, _ in edit.saw}, hand(edit.author)
        for values in self.connection.execute(_PATCHES, self._named(edit.key)):
            known = values.seq <= base or hand(values.author) == mine or (values.author, values.n) in seen
            fields = _patch(values, edit.key) if known else {}
            held = values.seq > base or shape.kind is Kind.TEXT or shape.name not in values.reason.split(",")
            if number in fields and held:
                return fields[number]
        return None

    def classes_of(self, person: int) -> frozenset[int]:
        """Classes in which a person is enrolled, with this batch's enrolments."""
        found = set(self.connection.execute(_CLASSES_OF, {"person_": person, "realm_": self.realm}).scalars())
        for key, (_, row) in self.changed.items():
            if key.table == ENROLMENT.number and key.k2 == person:
                (found.discard if row.get(GONE) else found.add)(key.k1)
        return frozenset(found)

    def holders(self, wanted: dict[tuple[int, int], set[str]]) -> dict[tuple[int, int, str], set[int]]:
        """Per (record, field, value) of unique fields wanted, the ids of the rows that hold it, before this batch."""
        found: dict[tuple[int, int, str], set[int]] = {}
        for (number, field_number), values in wanted.items():
            found.update({(number, field_number, value): set() for value in values})
            query, every = _BY_VALUE[number, field_number], sorted(values)
            for start in range(0, len(every), CHUNK):
                chosen = {"chosen": every[start : start + CHUNK], "realm_": self.realm}
                for identifier, value in self.connection.execute(query, chosen):
                    found[number, field_number, str(value)].add(identifier)
        return found

    def store_rows(self, seq: int, scopes: dict[RowKey, int], guests: Sequence[tuple[RowKey, int, bool]]) -> None:
        """Writes the changed rows and their places in the feed."""
        by_table: dict[int, list[Line]] = defaultdict(list)
        feed_lines: list[Line] = []
        for key, (v, row) in self.changed.items():
            by_table[key[0]].append(records[key[0]].line(self.realm, key, v, row))
            feed_lines.append((self.realm, scopes[key], *key, seq, 0, 1))
        # A guest's line comes behind: where a row is at home in the scope that it visits, the visit counts.
        feed_lines += [(self.realm, scope, *key, seq, int(not inside), 0) for key, scope, inside in guests]
        for number, lines in by_table.items():
            table = records[number].table
            changed = [column.name for column in table.columns if not column.primary_key]
            keys = [column.name for column in records[number].keys]
            put_lines(self.connection, self.centre.upsert(table, keys, changed), lines)
        keys = ["realm", "scope", "tbl", "k1", "k2", "k3"]
        put_lines(self.connection, self.centre.upsert(feed, keys, ["seq", "gone", "home"]), feed_lines)
        self._show_guests_again(seq)

    def _show_guests_again(self, seq: int) -> None:
        """A changed person is news in every class that shows them."""
        people = [key.k1 for key in self.changed if key.table == PERSON.number]
        for start in range(0, len(people), CHUNK):
            chosen = {"chosen": people[start : start + CHUNK], "realm_": self.realm, "seq_": seq}
            self.connection.execute(_SHOW_AGAIN, chosen)

    def _named(self, key: RowKey) -> dict[str, int]:
        """The row as parameters of the statements above."""
        return {"realm_": self.realm, **{f"{name}_": part for name, part in zip(_KEY, key, strict=True)}}


def _without_none(row: Row) -> Row:
    return {n: value for n, value in row.items() if value is not None} if None in row.values() else row


def _patch(values: Values, key: RowKey) -> Patch:
    """What a stored op set, as the present schema says it: what it is compared with was upcast too."""
    return stored_patch(values.patch, key, values.schema, SCHEMA, UPCASTERS)


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


def unique_values(sorts: Mapping[tuple[int, ...], Sequence[Op]]) -> dict[tuple[int, int], set[str]]:
    """The values that a batch sets in unique fields, by (record, field); its ops come by record and fields."""
    wanted: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (table, *numbers), edits in sorts.items():
        shapes = CATALOGUE.record(table).by_number
        for number in numbers:
            if number in shapes and shapes[number].kind is Kind.UNIQUE:
                values = {edit.patch[number] for edit in edits}
                # PostgreSQL can't even be asked for a text with NUL; the judge rejects it.
                wanted[table, number] |= {text for text in values if isinstance(text, str) and "\0" not in text}
    return wanted
