"""Two records of one person: merged, parted again, or told apart for good. Nothing recorded under either ever moves.

A merge is one pointer: the record that goes under points to the one that stays. Enrolments, marks and memberships stay
with the record under which they were made, so that taking the pointer away makes everything what it was.
"""

from __future__ import annotations

from collections.abc import Iterable

from contract.exchange.dots import format_id
from contract.exchange.scopes import SHARED
from contract.exchange.shapes import RowKey
from contract.tables import queries
from contract.tables.records import Values
from contract.training.catalogue import CONFLICT, ENROLMENT, LOOKALIKE, PERSON
from contract.training.people.same_person import records_of, to_part
from contract.training.rights.roles import Role
from desktop.services.conflicts.decisions import TWIN, conflict_key
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.writing import patch, role_of, write
from desktop.storage.edit import Change, Moment, active_author
from desktop.storage.queries.lines import fetch, fetch_among, fetch_row
from desktop.storage.queries.same_person import pointers, standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

MERGED, APART = "merged", "apart"
"""What was decided of two records that share a number."""


def merge(replica: Replica, keep: int, other: int, moment: Moment) -> int:
    """Makes one person of two records; `keep` (or the record that stands for it) stands for both. Gives that record.

    Raises NotHere, Unsuitable for records that are one already or of two offices.
    """
    with replica.transaction():
        stays, goes = _line(replica, keep), _line(replica, other)
        of = standing(replica)
        stays_id, goes_id = of.get(stays.id, stays.id), of.get(goes.id, goes.id)
        if stays_id == goes_id:
            raise Unsuitable("Kedua data ini sudah digabung menjadi satu orang.")
        if stays.realm != goes.realm:
            raise Unsuitable("Kedua data ini milik dua kantor yang berbeda; gabungkan di kantor masing-masing.")
        changes = [Change(RowKey(PERSON.number, goes_id), patch(PERSON, same_as=stays_id))]
        pair = (records_of(stays_id, of), records_of(goes_id, of))
        changes += [Change(key, patch(LOOKALIKE, apart=0)) for key in _told_apart(replica, *pair)]
        changes += _closings(replica, stays.realm, *pair, MERGED, moment)
        write(replica, stays.realm, changes, moment)
        return int(stays_id)


def unmerge(replica: Replica, person: int, moment: Moment) -> int:
    """Lets a record stand for itself again, alone. Raises NotHere, Unsuitable for one that is not merged."""
    with replica.transaction():
        line = _line(replica, person)
        parted = to_part(person, pointers(replica))
        if not parted:
            raise Unsuitable("Data peserta ini tidak digabung dengan data lain.")
        changes = [Change(RowKey(PERSON.number, one), patch(PERSON, same_as=None)) for one in parted]
        write(replica, line.realm, changes, moment)
        return person


def tell_apart(replica: Replica, one: int, other: int, moment: Moment) -> int:
    """Says that two records are two persons, so that nobody is asked again. Raises NotHere, Unsuitable."""
    with replica.transaction():
        line, second = _line(replica, one), _line(replica, other)
        of = standing(replica)
        if of.get(one, one) == of.get(other, other):
            raise Unsuitable("Kedua data ini sudah digabung. Pisahkan dahulu: lontar people unmerge P.")
        low, high = sorted((one, other))
        key = RowKey(LOOKALIKE.number, _class_for(replica, line, second), low, high)
        changes = [Change(key, patch(LOOKALIKE, apart=1))]
        changes += _closings(replica, line.realm, frozenset({one}), frozenset({other}), APART, moment)
        write(replica, line.realm, changes, moment)
        return one


def _line(replica: Replica, person: int) -> Values:
    line = fetch_row(replica, PERSON, person)
    if line is None:
        raise NotHere(f"Tidak ada peserta {format_id(person)} di laptop ini. Cari dengan: lontar people list.")
    return line


def _class_for(replica: Replica, *people: Values) -> int:
    """Where the decision belongs: for a facilitator the class of these people, else the whole office.

    The office is told by a number that is no class's, and not 0: on the wire that says "the row made by this op".
    """
    if role_of(replica, active_author(replica, people[0].realm)) is not Role.FACILITATOR:
        return SHARED
    enrolled = [{line.class_group for line in fetch_among(replica, ENROLMENT, "person", [one.id])} for one in people]
    shared, either = set.intersection(*enrolled), set.union(*enrolled)
    return min(shared or either, default=SHARED)


def _told_apart(replica: Replica, ones: Iterable[int], others: Iterable[int]) -> list[RowKey]:
    """The decisions that these were two persons."""
    mine, yours = set(ones), set(others)
    lines = fetch_among(replica, LOOKALIKE, "low", sorted(mine | yours))
    return [
        RowKey(LOOKALIKE.number, line.class_group, line.low, line.high)
        for line in lines
        if line.apart and ({line.low, line.high} & mine) and ({line.low, line.high} & yours)
    ]


def _closings(
    replica: Replica, realm: int, ones: frozenset[int], others: frozenset[int], taken: str, moment: Moment
) -> list[Change]:
    """What closes the open questions whether these are one person."""
    author = active_author(replica, realm)
    lines = fetch(replica, queries.about_rows(records, queries.open_conflicts(records), sorted(ones | others)))
    told = patch(CONFLICT, open=0, taken=taken, resolved_by=author, resolved_at=moment.told)
    return [
        Change(conflict_key(line), told)
        for line in lines
        if line.kind == TWIN and ({line.row_k1, line.row_k2} & ones) and ({line.row_k1, line.row_k2} & others)
    ]
