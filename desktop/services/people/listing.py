"""People: found by any part of name, NIP or agency, named by id or NIP, corrected a field at a time, enrolled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contract.exchange.dots import format_id
from contract.exchange.shapes import RowKey
from contract.tables import queries
from contract.tables.records import Values
from contract.training.catalogue import ENROLMENT, MEMBERSHIP, PERSON
from contract.training.people.names import print_name
from contract.training.people.ranks import rank_name
from contract.training.people.same_person import together
from contract.training.rights.masking import number_for
from contract.training.rights.roles import Role
from desktop.services.exchange.lease import require_reading
from desktop.services.exchange.ticks import Ticks
from desktop.services.faults import NotHere
from desktop.services.named import class_line
from desktop.services.programmes.districts import known_districts
from desktop.services.views import PeopleFound, PersonRow
from desktop.services.writing import bringing_back, patch, role_in, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch, fetch_row
from desktop.storage.queries.people import find
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_ALONE = frozenset({0})
"""Somebody with one record."""
ACTIVE = "active"
"""Enrolment state of someone who takes part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as recorded; None where nothing is known. name is bare, without titles."""

    id: int
    name: str
    title_prefix: str | None
    title_suffix: str | None
    employee_number: str | None
    national_id: str | None
    sex: str | None
    birth_date: str | None
    district: str | None
    agency: str | None
    position: str | None
    grade: str | None
    phone: str | None

    @property
    def printed(self) -> str:
        """The name with its titles."""
        return print_name(self.name, self.title_prefix, self.title_suffix)


def search_people(
    replica: Replica, search: str, class_id: int | None, limit: int | None, offset: int = 0
) -> tuple[int, tuple[Person, ...]]:
    """(how many match, those from offset on), by name. Every word of the search stands in name, NIP or agency."""
    with replica.database.reading():
        total, lines = _page(replica, search, class_id, limit, offset)
        return total, people_views(replica, lines)


def list_people(replica: Replica, search: str, class_id: int | None, limit: int | None, offset: int = 0) -> PeopleFound:
    """The same for the page Peserta, with ticks and, within a class, groups."""
    with replica.database.reading():
        total, lines = _page(replica, search, class_id, limit, offset)
        groups = _groups_of(replica, class_id) if class_id is not None else {}
        ticks = Ticks(replica, PERSON, [line.id for line in lines])
        merged = together(standing(replica))
        rows = tuple(_row(line, groups.get(line.id, ""), ticks, len(merged.get(line.id, _ALONE))) for line in lines)
        return PeopleFound(total=total, offset=offset, people=rows)


def _page(
    replica: Replica, search: str, class_id: int | None, limit: int | None, offset: int
) -> tuple[int, Sequence[Values]]:
    require_reading(replica)
    if class_id is not None:
        class_line(replica, class_id)
    total, ids = find(replica, search, class_id, limit, offset)
    lines: dict[int, Values] = {}
    for start in range(0, len(ids), 5000):
        lines.update({line.id: line for line in fetch(replica, queries.people(records, ids[start : start + 5000]))})
    return total, [lines[identifier] for identifier in ids]


def _groups_of(replica: Replica, class_id: int) -> dict[int, str]:
    titles = {line.id: line.title or "" for line in fetch(replica, queries.groups_of(records, class_id))}
    members = fetch(replica, queries.members_of(records, class_id))
    return {line.person: titles.get(line.group, "") for line in members}


def _row(line: Values, group: str, ticks: Ticks, records_: int) -> PersonRow:
    return PersonRow(
        id=line.id,
        name=print_name(line.name or "", line.title_prefix, line.title_suffix),
        employee_number=line.employee_number or "",
        agency=line.agency or "",
        position=line.position or "",
        district=known_districts().name_of(line.district) if line.district else "",
        rank=(rank_name(line.grade) or "") if line.grade else "",
        grade=line.grade or "",
        phone=line.phone or "",
        group=group,
        tick=ticks.of(RowKey(PERSON.number, line.id), line.v),
        records=records_,
    )


def people_views(replica: Replica, lines: Sequence[Values]) -> tuple[Person, ...]:
    """The persons as the one at work may see them: the NIK whole to who runs their office, masked to others."""
    roles = {realm: role_in(replica, realm) for realm in {line.realm for line in lines}}
    return tuple(person_view(line, roles[line.realm]) for line in lines)


def person_view(line: Values, role: Role | None = None) -> Person:
    """A person's row as somebody in this role may see it."""
    return Person(
        id=line.id,
        name=line.name or "",
        title_prefix=line.title_prefix,
        title_suffix=line.title_suffix,
        employee_number=line.employee_number,
        national_id=number_for(line.national_id, role),
        sex=line.sex,
        birth_date=line.birth_date,
        district=line.district,
        agency=line.agency,
        position=line.position,
        grade=line.grade,
        phone=line.phone,
    )


def enrol(replica: Replica, class_id: int, people: Sequence[int], moment: Moment) -> int:
    """Enrols people behind those already in the class; gives how many were new."""
    with replica.transaction():
        held = class_line(replica, class_id)
        lines = fetch(replica, queries.people_of(records, class_id))
        here, last = {line.id for line in lines}, max((line.roster_number or 0 for line in lines), default=0)
        fresh = [person for person in dict.fromkeys(people) if person not in here]
        for person in fresh:
            if fetch_row(replica, PERSON, person) is None:
                raise NotHere(f"Tidak ada peserta {format_id(person)} di laptop ini.")
        changes = [
            Change(RowKey(ENROLMENT.number, class_id, person), patch(ENROLMENT, status=ACTIVE, roster_number=number))
            for number, person in enumerate(fresh, last + 1)
        ]
        write(replica, held.realm, bringing_back(replica, changes), moment)
        return len(fresh)


def join_group(replica: Replica, group_id: int, realm: int, people: Sequence[int], moment: Moment) -> int:
    """Makes people members of a group; gives how many were not yet."""
    fresh = [person for person in dict.fromkeys(people) if fetch_row(replica, MEMBERSHIP, group_id, person) is None]
    changes = [
        Change(RowKey(MEMBERSHIP.number, group_id, person), patch(MEMBERSHIP, role="member")) for person in fresh
    ]
    write(replica, realm, bringing_back(replica, changes), moment)
    return len(fresh)
