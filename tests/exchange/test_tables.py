"""Tables made from the catalogue: what is stored comes back, on both databases, one table for both sides."""

from __future__ import annotations

import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from contract.exchange.fold import tidy
from contract.exchange.shapes import EARLIEST, LATEST, Field, Record, Row, RowKey, Type
from contract.tables.records import NAMING, RecordTable, record_tables
from contract.training.catalogue import CATALOGUE
from tests.exchange.drawn import INT64, KEY

METADATA = sa.MetaData(naming_convention=NAMING)
TABLES = record_tables(CATALOGUE, METADATA)


def values_of(field: Field) -> st.SearchStrategy[int | str | None]:
    """Values that check_patch lets pass."""
    if field.type.is_text:
        return st.none() | st.text(st.characters(exclude_characters="\0", codec="utf-8"))
    return st.none() | (st.integers(EARLIEST, LATEST) if field.type is Type.TIME else INT64)


@st.composite
def rows(draw: st.DrawFn) -> tuple[RowKey, int, Row]:
    record = draw(st.sampled_from(CATALOGUE.records))
    key = RowKey(record.number, *(draw(KEY) for _ in record.keys))
    return key, draw(INT64), {field.number: draw(values_of(field)) for field in record.fields if draw(st.booleans())}


def stored_and_read(connection: sa.Connection, table: RecordTable, key: RowKey, v: int, row: Row) -> None:
    connection.execute(sa.delete(table.table))
    connection.execute(sa.insert(table.table), table.stored(53, key, v, row))
    (found,) = connection.execute(sa.select(table.table).where(table.where(key))).all()
    assert (table.key_of(found), found.v, found.realm, table.row_of(found)) == (key, v, 53, tidy(row))
    assert {type(value) for value in table.row_of(found).values()} <= {int, str}
    other = key._replace(k1=key.k1 % 2**62 + 1)
    assert connection.execute(sa.select(table.table).where(table.where(other))).all() == []


def test_every_row_of_every_record_comes_back_as_it_was_stored(database_url: str) -> None:
    engine = sa.create_engine(database_url)
    METADATA.create_all(engine)
    try:
        with engine.connect() as connection:

            @given(rows())
            def each(line: tuple[RowKey, int, Row]) -> None:
                stored_and_read(connection, TABLES[line[0].table], *line)

            each()
    finally:
        engine.dispose()


def test_every_record_has_a_table_and_every_field_a_column() -> None:
    assert set(TABLES) == {record.number for record in CATALOGUE.records}
    for number, table in TABLES.items():
        record: Record = CATALOGUE.record(number)
        names = [*record.keys, "realm", "v", *(field.name for field in record.fields)]
        assert [column.name for column in table.table.columns] == names
        assert [column.name for column in table.table.primary_key] == list(record.keys)
        assert {number: column.name for number, column in table.columns.items()} == {
            field.number: field.name for field in record.fields
        }


def test_a_minted_row_lies_at_its_id_and_a_fact_has_no_second_name() -> None:
    dialect = sqlite.dialect()
    for table in TABLES.values():
        made = str(sa.schema.CreateTable(table.table).compile(dialect=dialect))
        assert ("WITHOUT ROWID" in made) != table.record.minted
        assert ("id INTEGER NOT NULL" in made) == table.record.minted
