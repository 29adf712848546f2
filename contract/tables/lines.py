"""Many lines in one go: the driver's own executemany over values by place.

SQLAlchemy's way builds a set of named parameters for every line, which costs more than writing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

Line = tuple[Any, ...]


def put_lines(connection: sa.Connection, statement: sa.Insert, lines: Sequence[Line]) -> None:
    """Runs an INSERT of all columns of a table for these lines, whose values are in the order of the table."""
    if lines:
        kind: Any = type(connection.dialect)
        connection.exec_driver_sql(_written(statement, kind), list(lines))


@cache
def _written(statement: Any, kind: Any) -> str:
    """The statement with its values by place, for this class of dialect. Statements are few and made once."""
    places = {"sqlite": "qmark"}.get(kind.name, "format")
    columns = [column.name for column in statement.table.columns]
    compiled = statement.compile(dialect=kind(paramstyle=places), column_keys=columns)
    if getattr(compiled, "positiontup", None) != columns:
        raise TypeError("an INSERT of all columns, each once and in order")
    return str(compiled)
