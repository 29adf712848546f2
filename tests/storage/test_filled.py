"""Which records have rows is told by one question, on both databases; what is left out of it is never looked at."""

from __future__ import annotations

from contextlib import closing

import sqlalchemy as sa

from contract.exchange.shapes import RowKey
from contract.tables.filled import filled
from contract.training.catalogue import CATALOGUE
from server.store.centre import Centre
from server.store.tables import records
from tests import ready


def test_each_record_is_named_from_its_first_row_on(database_url: str) -> None:
    ready.lay(database_url)
    with closing(Centre(database_url)) as centre, centre.writing() as connection:
        assert filled(connection, records) == []
        for count, record in enumerate(CATALOGUE.records, 1):
            table = records[record.number]
            key = RowKey(record.number, *range(1, len(table.keys) + 1))
            connection.execute(sa.insert(table.table), table.stored(53, key, 1, {}))
            found = filled(connection, records)
            assert len(found) == count
            assert (record.number, table) in found
