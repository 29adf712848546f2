"""Whole tables in and out of the centre: what a backup is made of, and what a restore puts in place of all there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import sqlalchemy as sa

from contract.exchange.operations import GENESIS_CHAIN
from server.store import hot, migrations
from server.store.backup_file import Contents, Line, OfficeMark, Reader, Writer
from server.store.centre import Centre
from server.store.tables import lease, log, member, metadata, realm, safe

AT_ONCE, PIECES_AT_ONCE = 2000, 16
"""Lines read at a time: those of contents hold 64 KiB each."""
_COUNTED = ("member", "grant")
"""Tables whose ids the database counts."""
_REGISTRATION = frozenset({"device", "member", "grant", "invitation", "counter", "secret", "revocation"})
"""Who takes part: no backup of their work need forget them."""


def offices_held(connection: sa.Connection) -> list[OfficeMark]:
    """The offices of this database and where each stands."""
    lines = connection.execute(sa.select(realm).order_by(realm.c.number))
    return [OfficeMark(v.number, v.code, v.name, v.epoch, v.seq, bytes(v.head)) for v in lines]


def write_backup(connection: sa.Connection, file: BinaryIO, now: int) -> tuple[Contents, dict[str, int]]:
    """Writes all tables as this snapshot sees them; gives what they hold, and the rows by table."""
    tables = {str(table.name): table for table in metadata.sorted_tables}
    columns = {name: [str(column.name) for column in table.columns] for name, table in tables.items()}
    contents = Contents(migrations.revision_of(connection), now, offices_held(connection), columns)
    writer = Writer(file, contents)
    for name, table in tables.items():
        writer.table(name, _lines(connection, table))
    writer.finish()
    return contents, writer.rows


def _lines(connection: sa.Connection, table: sa.Table) -> Iterator[Line]:
    query = sa.select(table).order_by(*table.primary_key.columns)
    yield from connection.execution_options(yield_per=_at_once(table)).execute(query)


def _at_once(table: sa.Table) -> int:
    return PIECES_AT_ONCE if table.name == "blob_piece" else AT_ONCE


def read_into(centre: Centre, source: Reader) -> None:
    """Fills a database that has no tables yet, and takes it to the newest step.

    Raises DamagedBackup, and what the database raises; then nothing of it is there.
    """
    with centre.writing() as connection:
        migrations.upgrade(connection, to=source.contents.revision)
        for name, lines in source.sections():
            _insert(connection, name, source.contents.columns[name], lines)
        migrations.upgrade(connection)


def replace_all(centre: Centre, source: sa.Connection, contents: Contents) -> bool:
    """Puts the rows of another centre's database in place of all there is here, in one commit.

    Whoever serves this database goes on with them. What the backup holds is marked as safe. Gives whether who has
    joined and been revoked since stays so: when what is here grew out of that very backup.
    """
    with centre.writing() as connection:
        if not centre.is_sqlite:
            # Who waits for an office's clock meanwhile shall find it, not miss it.
            connection.exec_driver_sql("LOCK TABLE realm IN ACCESS EXCLUSIVE MODE")
        grown = _grew_out_of(connection, contents)
        kept = _REGISTRATION if grown else frozenset[str]()
        leases = list(connection.execute(sa.select(lease))) if grown else []
        for table in reversed(metadata.sorted_tables):
            if table.name not in kept:
                connection.execute(sa.delete(table))
        for table in metadata.sorted_tables:
            columns = [column.name for column in table.columns]
            for lines in _batches(source, table) if table.name not in kept else ():
                _insert(connection, table.name, columns, lines)
        _lease_still(connection, leases)
        mark_safe(centre, connection, contents)
        if not centre.is_sqlite:
            for name in _COUNTED:
                last = f'(SELECT coalesce(max(id), 0) + 1 FROM "{name}")'
                connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('\"{name}\"', 'id'), {last}, false)")
    return grown


def _grew_out_of(connection: sa.Connection, contents: Contents) -> bool:
    """Whether this database has lived through the moment of the backup: its people are those of then, and later ones.

    Of one that was put back to another moment in between, the numbers of people may be somebody else's.
    """
    for office in contents.offices:
        query = sa.select(log.c.head).where(log.c.realm == office.number, log.c.seq == office.seq)
        head = connection.execute(query).scalar()
        if head is None or bytes(head) != office.head:
            return False
    return bool(contents.offices)


def _lease_still(connection: sa.Connection, leases: Sequence[Any]) -> None:
    """Author numbers that were leased since the backup stay leased; of their ops nothing is held any more."""
    there = set(connection.execute(sa.select(lease.c.author)).scalars())
    none = {"got": 0, "at": 0, "corrected": 0, "chain": GENESIS_CHAIN}
    fresh = [{**v._mapping, **none} for v in leases if v.author not in there]
    if fresh:
        connection.execute(sa.insert(lease), fresh)


def _batches(connection: sa.Connection, table: sa.Table) -> Iterator[list[Line]]:
    found = connection.execution_options(yield_per=_at_once(table)).execute(sa.select(table))
    for lines in found.partitions():
        yield list(lines)


def _insert(connection: sa.Connection, table: str, columns: Sequence[str], lines: Sequence[Line]) -> None:
    """Rows by the names of their columns, which may be those of an older step. PostgreSQL takes them by COPY."""
    named = ", ".join(f'"{column}"' for column in columns)
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * len(columns))
        rows = [tuple(line) for line in lines]
        connection.exec_driver_sql(f'INSERT INTO "{table}" ({named}) VALUES ({places})', rows)
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
        for line in lines:
            copy.write_row(tuple(line))


def mark_safe(centre: Centre, connection: sa.Connection, contents: Contents) -> list[int]:
    """Notes for each office up to where a proven backup holds it, if this is still that history; gives the offices."""
    marked = []
    held = safe_marks(connection)
    for office in contents.offices:
        query = sa.select(log.c.head).where(log.c.realm == office.number, log.c.seq == office.seq)
        head = connection.execute(query).scalar()
        if head is None or bytes(head) != office.head or held.get(office.number, (-1, 0))[0] > office.seq:
            continue
        values = {"realm": office.number, "seq": office.seq, "head": office.head, "at": contents.made_at}
        connection.execute(centre.upsert(safe, ["realm"], ["seq", "head", "at"]), values)
        marked.append(office.number)
    return marked


_SAFE = sa.select(safe.c.realm, safe.c.seq, safe.c.at).join(
    log, sa.and_(log.c.realm == safe.c.realm, log.c.seq == safe.c.seq, log.c.head == safe.c.head)
)
_SAFE_OF = _SAFE.where(safe.c.realm == sa.bindparam("realm_", type_=sa.Integer()))


def safe_marks(connection: sa.Connection) -> Mapping[int, tuple[int, int]]:
    """(last commit, time of the backup) by office, of those whose mark is a point of their present history."""
    return {v.realm: (int(v.seq), int(v.at)) for v in connection.execute(_SAFE)}


def safe_mark(connection: sa.Connection, number: int) -> tuple[int, int] | None:
    """The same of one office."""
    found = hot.first(connection, _SAFE_OF, realm_=number)
    return (int(found[1]), int(found[2])) if found is not None else None


def rows_by_table(connection: sa.Connection) -> dict[str, int]:
    """Every table's lines, counted."""
    counts = {str(table.name): sa.select(sa.func.count()).select_from(table) for table in metadata.sorted_tables}
    return {name: int(connection.execute(query).scalar_one()) for name, query in counts.items()}


def people_of(connection: sa.Connection) -> dict[bytes, tuple[str, bool]]:
    """(name, revoked) of everybody who has joined, by their public keys."""
    lines = connection.execute(sa.select(member.c.public_key, member.c.person_name, member.c.revoked))
    return {bytes(v.public_key): (v.person_name, bool(v.revoked)) for v in lines}
