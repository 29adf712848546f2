"""What the law gives a person: a copy of everything kept about them, and that their name goes when it may.

Old values stay in the signed history of edits and in backups until these end: that is told, not hidden.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from contract.exchange.dots import format_id
from contract.exchange.shapes import Record, RowKey
from contract.tables import people as tables
from contract.tables.records import Values
from contract.training.catalogue import (
    CATALOGUE,
    CERTIFICATE,
    CLASS_GROUP,
    ENROLMENT,
    MINUTES,
    NOMINAL_LIST,
    PERSON,
    RESULT,
)
from contract.training.people.anonymity import NAME, OTHER_NAMES, PERSON_FIELDS, REMARKS, hindrance, is_due
from contract.training.people.same_person import records_of
from contract.training.plain_rows import plain_row
from contract.training.rights.masking import sees_numbers
from desktop.services.exchange.lease import require_reading
from desktop.services.faults import NotAllowed, Unsuitable
from desktop.services.named import person_line
from desktop.services.offices import office_named, office_of_realm
from desktop.services.people.photographs import people_with_photographs, without_photographs
from desktop.services.regulations import regulation
from desktop.services.writing import patch, role_in, write
from desktop.services.zones import Zone, iso_time, zone_of
from desktop.storage import acts
from desktop.storage.edit import Change, Moment
from desktop.storage.nameless import forget_people
from desktop.storage.queries.lines import fetch, fetch_among
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

RETENTION = "retention_years"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A frozen paper in which somebody is named, beside others: told by its id, not by its text."""

    record: str
    id: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Everything about one person: rows in plain values by the name of their record, and papers that name them."""

    person: int
    name: str
    rows: dict[str, list[dict[str, Any]]]
    papers: tuple[Paper, ...] = ()

    @property
    def count(self) -> int:
        """How many rows."""
        return sum(len(lines) for lines in self.rows.values())


def everything_about(replica: Replica, person: int) -> Kept:
    """All rows that name one person under any of their records. Raises NotHere, NotAllowed."""
    with replica.database.reading():
        require_reading(replica)
        held = person_line(replica, person)
        _require_office(replica, held.realm)
        own = sorted(records_of(person, standing(replica)))
        office = office_of_realm(replica, held.realm).code
        rows = {
            record.name: [
                dict(
                    plain_row(
                        record, records[record.number].key_of(line), line.v, records[record.number].row_of(line), office
                    )
                )
                for line in fetch(replica, tables.rows_about(records, record, own))
            ]
            for record in CATALOGUE.records
            if tables.names_people(record)
        }
        return Kept(
            person=person,
            name=held.name or "",
            rows={name: lines for name, lines in rows.items() if lines},
            papers=_papers(replica, own),
        )


def _plain(record: Record, line: Values, office: str) -> dict[str, Any]:
    table = records[record.number]
    return dict(plain_row(record, table.key_of(line), line.v, table.row_of(line), office))


def _papers(replica: Replica, own: list[int]) -> tuple[Paper, ...]:
    told = [format_id(one) for one in own]
    return tuple(
        Paper(record=record.name, id=line.id, label=record.label)
        for record in (MINUTES, NOMINAL_LIST)
        for line in fetch(replica, tables.papers_naming(records, record, told))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stays:
    """What keeps a person's name when they are anonymised: papers that were signed. hindrance: why it cannot be yet."""

    person: int
    name: str
    certificates: tuple[Paper, ...]
    papers: tuple[Paper, ...]
    hindrance: str | None = None

    @property
    def sentence(self) -> str:
        """For people, before it is done."""
        kept = [*self.certificates, *self.papers]
        if not kept:
            return f"Tidak ada naskah bertanda tangan yang memuat nama {self.name}."
        labels = Counter(one.label.lower() for one in kept)
        told = ", ".join(f"{count} {label}" for label, count in labels.items())
        return (
            f"Nama {self.name} tetap tertulis pada {told}, yang disimpan seperti ditandatangani menurut kewajiban "
            "arsip dan pertanggungjawaban keuangan; hanya pengelola dan penyelenggara kantor yang masih membacanya di "
            "sana. Laporan dan daftar tidak menyebut nama itu lagi."
        )


def what_stays(replica: Replica, person: int) -> Stays:
    """What will keep the name of somebody who is anonymised. Raises NotHere, NotAllowed."""
    with replica.database.reading():
        held = person_line(replica, person)
        _require_office(replica, held.realm)
        own = sorted(records_of(person, standing(replica)))
        return Stays(
            person=person,
            name=held.name or format_id(person),
            certificates=tuple(
                Paper(record=CERTIFICATE.name, id=line.id, label=CERTIFICATE.label)
                for line in fetch(replica, tables.rows_about(records, CERTIFICATE, own))
            ),
            papers=_papers(replica, own),
            hindrance=_hindrance(replica, held, own),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymised:
    """What an anonymisation did. certificates, papers: what stays as it was signed, with the name in it."""

    person: int
    records: int
    rows: int
    certificates: int
    papers: int


def anonymise(replica: Replica, person: int, reason: str, on: date, moment: Moment) -> Anonymised:
    """Takes the name and all that tells who somebody is; the counts and the register of certificates stay.

    Raises NotHere, NotAllowed, and Unsuitable without a reason, or while results or conflicts about them are open.
    """
    with replica.transaction():
        held = person_line(replica, person)
        _require_office(replica, held.realm)
        plain = " ".join(reason.split())
        if not plain:
            raise Unsuitable("Menganonimkan perlu alasan; tulis dengan --reason.")
        own = sorted(records_of(person, standing(replica)))
        why = _hindrance(replica, held, own)
        if why is not None:
            raise Unsuitable(why)
        changes = [_nameless(line, on) for line in fetch(replica, tables.rows_about(records, PERSON, own))]
        changes += _without_remarks(replica, own) + without_photographs(replica, own)
        changes = [change for change in changes if change.patch]
        if not changes:
            raise Unsuitable("Data orang ini sudah dianonimkan.")
        write(replica, held.realm, changes, moment, plain)
        forget_people(replica, own, [one.row for one in changes if isinstance(one.row, RowKey)])
        acts.forget_before(replica, moment.press)  # what is emptied must not be kept to be put back
        certificates = fetch(replica, tables.rows_about(records, CERTIFICATE, own))
        return Anonymised(
            person=person,
            records=len(own),
            rows=len(changes),
            certificates=len(certificates),
            papers=len(_papers(replica, own)),
        )


def _require_office(replica: Replica, realm: int) -> None:
    if not sees_numbers(role_in(replica, realm)):
        raise NotAllowed(
            "Hanya pengelola atau penyelenggara kantor yang boleh melakukan ini. Minta mereka melakukannya."
        )


def _hindrance(replica: Replica, held: Values, own: list[int]) -> str | None:
    enrolled = fetch(replica, tables.rows_about(records, ENROLMENT, own))
    decided = {line.class_group for line in fetch(replica, tables.rows_about(records, RESULT, own)) if line.outcome}
    classes = {
        line.id: line.title or format_id(line.id) for line in fetch_among(replica, CLASS_GROUP, "id", _ids(enrolled))
    }
    return hindrance(
        held.name or "",
        {classes.get(line.class_group, format_id(line.class_group)): line.status for line in enrolled},
        {classes[class_id] for class_id in decided if class_id in classes},
        len(fetch(replica, tables.conflicts_about(records, own))),
    )


def _ids(enrolled: list[Values]) -> list[int]:
    return sorted({line.class_group for line in enrolled})


def _nameless(line: Values, on: date) -> Change:
    told: dict[str, str | None] = {name: None for name in PERSON_FIELDS if getattr(line, name) is not None}
    if line.name != NAME:
        told["name"] = NAME
    if told or not line.anonymised_on:
        told["anonymised_on"] = on.isoformat()
    return Change(RowKey(PERSON.number, line.id), patch(PERSON, **told))


def _without_remarks(replica: Replica, own: list[int]) -> list[Change]:
    changes: list[Change] = []
    for name, fields in REMARKS.items():
        record = CATALOGUE.named(name)
        for line in fetch(replica, tables.rows_about(records, record, own)):
            told: dict[str, str | None] = {field: None for field in fields if getattr(line, field) is not None}
            beside = OTHER_NAMES.get(name)
            if beside is not None and getattr(line, beside) not in (None, NAME):
                told[beside] = NAME
            changes.append(Change(records[record.number].key_of(line), patch(record, **told)))
    return changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Somebody whose last class is older than the retention."""

    person: int
    name: str
    last_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """years None: not stated, so that nobody is due. people: by last day.

    again: people made nameless of whom something came back, written on another laptop that did not know of it yet.
    """

    years: int | None
    source: str
    people: tuple[Due, ...]
    again: tuple[Due, ...] = ()


def retention(replica: Replica, office: str | None, on: date) -> Retention:
    """Whom the retention concerns on a day. Who is in no class, or in one without a day, is not listed."""
    with replica.database.reading():
        require_reading(replica)
        here = office_named(replica, office)
        realm = here.realm
        held = regulation(replica, realm, RETENTION, on.isoformat())
        years = int(held.value) if held.value else None
        if years is None:
            return Retention(years=None, source="", people=(), again=_again(replica, realm, on))
        last = _last_days(replica, zone_of(here.code))
        people = {
            line.id: line
            for line in fetch(replica, tables.of_office(records, ("name", "anonymised_on"), realm))
            if not line.anonymised_on
        }
        found = [
            Due(person=person, name=people[person].name or "", last_on=day)
            for person, day in last.items()
            if person in people and is_due(day, years, on)
        ]
        found.sort(key=lambda due: (due.last_on, due.name, due.person))
        again = _again(replica, realm, on)
        return Retention(years=years, source=held.source, people=tuple(found), again=again)


def _again(replica: Replica, realm: int, on: date) -> tuple[Due, ...]:
    gone = fetch(replica, tables.anonymised_in(records, realm))
    pictured = people_with_photographs(replica, [line.id for line in gone])
    lines = (line for line in gone if _nameless(line, on).patch or line.id in pictured)
    return tuple(Due(person=line.id, name=line.name or "", last_on=line.anonymised_on) for line in lines)


def _last_days(replica: Replica, zone: Zone) -> dict[int, str]:
    """The last day of any class of each person: the one that the class states, or that of its last session."""
    of = standing(replica)
    last: dict[int, str] = {}
    for line in fetch(replica, tables.last_days(records)):
        one = of.get(line.person, line.person)
        met = (iso_time(line.last_session, zone) or "")[:10]
        last[one] = max(last.get(one, ""), line.ends_on or "", met)
    return last
