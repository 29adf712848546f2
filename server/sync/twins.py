"""The one merge that needs nobody: the same NIP, name and birth date. The centre's own edit, logged like everybody's.

All else that two records share is a question to people. Parted by somebody they stay parted: the centre looks again
only when a number is written anew, and never at two who were told apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from contract.exchange.shapes import GONE, Patch, Row, RowKey, Value
from contract.tables.records import RecordTable
from contract.training.catalogue import CONFLICT, LOOKALIKE, PERSON
from contract.training.employee_number import birth_date_within
from contract.training.names import name_key
from server.store import members, offices
from server.store.centre import Centre, Connection
from server.store.tables import records
from server.sync import own

MERGED = "merged"
"""What was decided of the question whether the two are one."""
_PERSON = {name: field.number for name, field in PERSON.by_name.items()}
_CONFLICT = {name: field.number for name, field in CONFLICT.by_name.items()}


def merge_certain(centre: Centre, realm: int, twins: Sequence[tuple[int, int]], now: int) -> None:
    """Merges those of these pairs, which share a number, that are surely one person: the higher id under the lower."""
    if not twins:
        return
    with centre.writing() as connection:
        if offices.keys_of(connection, realm) is None:
            return
        edits: list[tuple[RowKey, Patch]] = []
        merged: set[int] = set()
        for low, high in sorted({(min(pair), max(pair)) for pair in twins}):
            if not merged & {low, high} and _are_one(connection, realm, low, high):
                merged |= {low, high}
                edits.append((RowKey(PERSON.number, high), {_PERSON["same_as"]: low}))
                edits += _closings(connection, realm, low, high, now)
        if edits:
            own.write(centre, connection, members.office_numbered(connection, realm), edits, now)


def _are_one(connection: Connection, realm: int, low: int, high: int) -> bool:
    """Whether all that tells who they are is the same, nothing speaks against it, and nobody has decided yet."""
    one, other = (_row(connection, realm, person) for person in (low, high))
    if one is None or other is None or low == high or one.get(GONE) or other.get(GONE):
        return False
    if one.get(_PERSON["same_as"]) is not None or other.get(_PERSON["same_as"]) is not None:
        return False
    mine, yours = _certain(one), _certain(other)
    national = {row.get(_PERSON["national_id"]) for row in (one, other)} - {None}
    return all(mine) and mine == yours and len(national) < 2 and not _told_apart(connection, low, high)


def _certain(row: Row) -> tuple[str, str, str]:
    """NIP, name as compared, birth date as stated or within the NIP."""
    number, name, born = (_text(row.get(_PERSON[each])) for each in ("employee_number", "name", "birth_date"))
    return number, name_key(name), born or birth_date_within(number) or ""


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _row(connection: Connection, realm: int, person: int) -> Row | None:
    table = records[PERSON.number]
    query = sa.select(table.table).where(table.where(RowKey(PERSON.number, person)), table.table.c.realm == realm)
    line = connection.execute(query).first()
    return table.row_of(line) if line is not None else None


def _told_apart(connection: Connection, low: int, high: int) -> bool:
    pair = records[LOOKALIKE.number].table.c
    query = sa.select(pair.apart).where(pair.low.in_((low, high)), pair.high.in_((low, high)), pair.apart == 1)
    return connection.execute(query).first() is not None


def _closings(connection: Connection, realm: int, low: int, high: int, now: int) -> list[tuple[RowKey, Patch]]:
    """What closes the open questions about the two."""
    table: RecordTable = records[CONFLICT.number]
    asked = table.table.c
    query = sa.select(table.table).where(
        asked.realm == realm, asked.kind == "twin", asked.open == 1, asked.row_k1.in_((low, high))
    )
    told: Patch = {_CONFLICT["open"]: 0, _CONFLICT["taken"]: MERGED, _CONFLICT["resolved_at"]: now}
    found = [(table.key_of(line), {line.row_k1, line.row_k2}) for line in connection.execute(query)]
    return [(key, told) for key, pair in found if pair == {low, high}]
