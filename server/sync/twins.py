"""The one merge that needs nobody: the same NIP, name and birth date. The centre's own edit, logged like everybody's.

All else that two records share is a question to people. Parted by somebody they stay parted: the centre looks again
only when a number is written anew, and never at two who were told apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from contract.exchange.shapes import GONE, Patch, Row, RowKey, Value
from contract.training.catalogue import CONFLICT, PERSON
from contract.training.people.employee_number import birth_date_within
from contract.training.people.names import name_key
from server.store import members, offices, twins
from server.store.centre import Centre, Connection
from server.sync import own

MERGED = "merged"
"""What was decided of the question whether the two are one."""
_PERSON = {name: field.number for name, field in PERSON.by_name.items()}
_CONFLICT = {name: field.number for name, field in CONFLICT.by_name.items()}


def merge_certain(centre: Centre, realm: int, pairs: Sequence[tuple[int, int]], now: int) -> None:
    """Merges those of these pairs, which share a number, that are surely one person: the higher id under the lower."""
    if not pairs:
        return
    with centre.writing() as connection:
        if offices.keys_of(connection, realm) is None:
            return
        edits: list[tuple[RowKey, Patch]] = []
        merged: set[int] = set()
        for low, high in sorted({(min(pair), max(pair)) for pair in pairs}):
            if not merged & {low, high} and _are_one(connection, realm, low, high):
                merged |= {low, high}
                edits.append((RowKey(PERSON.number, high), {_PERSON["same_as"]: low}))
                edits += _closings(connection, realm, low, high, now)
        if edits:
            own.write(centre, connection, members.office_numbered(connection, realm), edits, now)


def _are_one(connection: Connection, realm: int, low: int, high: int) -> bool:
    """Whether all that tells who they are is the same, nothing speaks against it, and nobody has decided yet."""
    one, other = (twins.person(connection, realm, identifier) for identifier in (low, high))
    if one is None or other is None or low == high or one.get(GONE) or other.get(GONE):
        return False
    if one.get(_PERSON["same_as"]) is not None or other.get(_PERSON["same_as"]) is not None:
        return False
    mine, yours = _certain(one), _certain(other)
    national = {row.get(_PERSON["national_id"]) for row in (one, other)} - {None}
    return all(mine) and mine == yours and len(national) < 2 and not twins.are_apart(connection, low, high)


def _certain(row: Row) -> tuple[str, str, str]:
    """NIP, name as compared, birth date as stated or within the NIP."""
    number, name, born = (_text(row.get(_PERSON[each])) for each in ("employee_number", "name", "birth_date"))
    return number, name_key(name), born or birth_date_within(number) or ""


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _closings(connection: Connection, realm: int, low: int, high: int, now: int) -> list[tuple[RowKey, Patch]]:
    """What closes the open questions about the two."""
    told: Patch = {_CONFLICT["open"]: 0, _CONFLICT["taken"]: MERGED, _CONFLICT["resolved_at"]: now}
    return [(key, told) for key in twins.questions(connection, realm, low, high)]
