"""Statements of every request, given to the driver itself.

SQLAlchemy writes them, once for each kind of database. Its way around a short one costs ten times that one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

Line = tuple[Any, ...]
"""One selected line, by place."""
Statement = sa.Select[*tuple[Any, ...]] | sa.Insert | sa.Update | sa.Delete
AT_ONCE = 2000
_Take = Callable[[Mapping[str, Any]], list[Any]]


def rows(connection: sa.Connection, statement: Statement, **values: Any) -> list[Line]:
    """All lines that a statement gives. It is one that stands in a module for ever; values are by the names in it."""
    return list(_cursor(connection, statement, values).fetchall())


def each(connection: sa.Connection, statement: Statement, **values: Any) -> Iterator[Line]:
    """The lines one after the other: however many there are, few are in memory at once."""
    if connection.dialect.name == "sqlite":
        return iter(_cursor(connection, statement, values))
    return map(tuple, connection.execution_options(yield_per=AT_ONCE).execute(statement, values))


def first(connection: sa.Connection, statement: Statement, **values: Any) -> Line | None:
    """The first line, None when there is none."""
    found = _cursor(connection, statement, values).fetchall()
    return found[0] if found else None


def column(connection: sa.Connection, statement: Statement, **values: Any) -> list[Any]:
    """The first value of each line."""
    return [line[0] for line in _cursor(connection, statement, values).fetchall()]


def scalar(connection: sa.Connection, statement: Statement, **values: Any) -> Any:
    """The first value of the first line, None when there is no line."""
    line = first(connection, statement, **values)
    return line[0] if line is not None else None


def run(connection: sa.Connection, statement: Statement, **values: Any) -> None:
    """Runs a statement that gives nothing. Of an INSERT, the values are all columns of the table."""
    _cursor(connection, statement, values)


def say(connection: sa.Connection, words: str) -> None:
    """Runs words without values: where a transaction begins and ends."""
    _given(connection, words, ())


def _cursor(connection: sa.Connection, statement: Statement, values: Mapping[str, Any]) -> Any:
    kind: Any = type(connection.dialect)
    lists = _lists(statement, kind)
    if lists:
        # A list of another length is another text.
        text, take = _with_lists(statement, kind, tuple((name, len(values[name])) for name in lists))
    else:
        text, take = _plain(statement, kind)
    return _given(connection, text, take(values))


def _given(connection: sa.Connection, text: str, values: Any) -> Any:
    driver: Any = connection.connection.driver_connection
    dialect = connection.dialect
    try:
        return driver.execute(text, values)
    except dialect.loaded_dbapi.Error as error:
        # The same classes as of any other statement: what the world did is told apart by them.
        raise sa.exc.DBAPIError.instance(
            text, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
        ) from error


@cache
def _compiled(statement: Statement, kind: Any) -> Any:
    places = {"sqlite": "qmark"}.get(kind.name, "format")
    names = [c.name for c in statement.table.columns] if isinstance(statement, sa.Insert) else None
    return statement.compile(dialect=kind(paramstyle=places), column_keys=names)


@cache
def _lists(statement: Statement, kind: Any) -> tuple[str, ...]:
    return tuple(name for name, bind in _compiled(statement, kind).binds.items() if bind.expanding)


@cache
def _plain(statement: Statement, kind: Any) -> tuple[str, _Take]:
    compiled = _compiled(statement, kind)
    return str(compiled), _taker(compiled.positiontup, compiled.params)


@lru_cache(maxsize=2000)
def _with_lists(statement: Statement, kind: Any, lengths: tuple[tuple[str, int], ...]) -> tuple[str, _Take]:
    compiled = _compiled(statement, kind)
    lists = {name: [0] * length for name, length in lengths}
    written = compiled.construct_expanded_state({**compiled.params, **lists})
    members = {
        part: (name, place) for name, parts in written.parameter_expansion.items() for place, part in enumerate(parts)
    }
    return written.statement, _taker(written.positiontup, compiled.params, members)


def _taker(
    names: list[str] | None, fixed: Mapping[str, Any], members: Mapping[str, tuple[str, int]] | None = None
) -> _Take:
    """What puts the values of a statement in the order in which it has them; `fixed` are those that it brings along."""
    order = [(name, *(members or {}).get(name, (name, None))) for name in names or ()]

    def take(values: Mapping[str, Any]) -> list[Any]:
        return [
            fixed[name] if of not in values else values[of] if place is None else values[of][place]
            for name, of, place in order
        ]

    return take
