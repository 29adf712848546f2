"""A laptop whose changes are acts, and what people see in its tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import sqlalchemy as sa

from contract.exchange.shapes import GONE, Row, RowKey, Type
from contract.training.catalogue import ATTENDANCE, CATALOGUE, CONFLICT
from desktop.storage.acts import new_press
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica
from desktop.storage.tables import records
from tests.services.laptop import Laptop

T = TypeVar("T")


class Office(Laptop):
    """Every change is a press of its own, as the program makes them."""

    def write(self, work: Callable[[Replica, Moment], T]) -> T:
        """A change, a second after the last."""
        self.now += 1

        def whole() -> T:
            with self.replica.transaction():
                return work(self.replica, Moment(self.now, 1, new_press()))

        return self.call(whole)

    def rows(self) -> dict[RowKey, Row]:
        """What people see."""
        return self.read(visible_rows)


def visible_rows(replica: Replica) -> dict[RowKey, Row]:
    """All rows of all records that are not deleted; a cell of the register that says nothing is none."""
    found: dict[RowKey, Row] = {}
    with replica.database.reading() as connection:
        for number, table in records.items():
            for values in connection.execute(sa.select(table.table)):
                key, _, row = table.read(values)
                flags = {f.number for f in CATALOGUE.record(number).fields if f.type is Type.FLAG}
                told: Row = {n: value for n, value in row.items() if value or (value is not None and n not in flags)}
                if not row.get(GONE) and (told or number not in (ATTENDANCE.number, CONFLICT.number)):
                    found[key] = told
    return found
