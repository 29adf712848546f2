"""What every printed form of a class says: the office's head, the training, the place, its people, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from contract.exchange.dots import format_id
from contract.tables import papers as queries
from contract.tables import schedule
from contract.tables.queries import people_of
from contract.tables.records import Values
from contract.training.attendance.attended import is_expected
from contract.training.classes.staff import StaffRole, role_named
from contract.training.indonesian_dates import format_clock, format_date, format_date_long, format_date_range
from desktop.services.classes.sessions import session_view, zone_of_session
from desktop.services.classes.views import printed
from desktop.services.exchange.lease import require_reading
from desktop.services.named import class_line, session_line
from desktop.services.offices import office_of_realm
from desktop.services.programmes.districts import known_districts
from desktop.services.regulations import regulation
from desktop.services.zones import Zone
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPerson:
    """One participant as forms name them. number: their place on the roster, from 1."""

    id: int
    number: int
    name: str
    employee_number: str = ""
    position: str = ""
    agency: str = ""
    grade: str = ""
    district: str = ""
    birth_place: str = ""
    birth_date: str = ""
    sex: str = ""
    education: str = ""
    work_unit: str = ""
    echelon: str = ""
    employment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPaper:
    """What is the same on all forms of a class. city: where it is signed; chair: (name, NIP, post) or nobody yet.

    people: those who are expected in class, in the order of the roster. dates: "25 Juli s.d. 2 September 2025".
    example: the class, its head or somebody in it is made up.
    """

    class_id: int
    office: str
    letterhead: tuple[str, ...]
    address: str
    city: str
    programme: str
    training: str
    title: str
    dates: str
    place: str
    people: tuple[PaperPerson, ...]
    partners: tuple[str, ...]
    chair: tuple[str, str, str] | None
    example: bool

    def signed_at(self, on: str) -> str:
        """ "Kupang, 2 September 2025"; dots where the city was never said."""
        return f"{self.city or '....................'}, {format_date(date.fromisoformat(on))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPaper:
    """One session on paper. day: "Selasa, 2 September 2025"; time: "08.00-10.15 WITA"; code: what its QR says."""

    id: int
    title: str
    on: str
    day: str
    time: str
    place: str
    teachers: tuple[str, ...]
    code: str


def class_paper(replica: Replica, class_id: int) -> ClassPaper:
    """The class as forms say it. Raises NotHere, and the fault of a lease that has run out."""
    with replica.database.reading():
        require_reading(replica)
        held = class_line(replica, class_id)
        office = office_of_realm(replica, held.realm)
        above = fetch(replica, queries.above_class(records, class_id))[0]
        on = held.ends_on or held.starts_on or "9999-12-31"
        said = {name: regulation(replica, held.realm, f"letterhead.{name}", on).value for name in _HEAD}
        head = tuple(line for name in ("1", "2", "3") if (line := said[name]))
        chair = next(
            (line for line in fetch(replica, schedule.staff_of(records, [class_id])) if _signs(line.role)), None
        )
        partners = fetch(replica, queries.printed_partners(records, above.programme_id, above.training_id))
        lines = [line for line in fetch(replica, people_of(records, class_id)) if is_expected(line.enrolment_status)]
        return ClassPaper(
            class_id=class_id,
            office=office.code,
            letterhead=head or (office.name.upper(),),
            address=said["address"] or "",
            city=said["city"] or "",
            programme=above.programme or held.programme_key or "",
            training=above.training or held.title or "",
            title=held.title or "",
            dates=_dates(held),
            place=held.place or above.training_place or "",
            people=_people(lines),
            partners=tuple(line.name or "" for line in partners),
            chair=(chair.name or "", chair.employee_number or "", chair.position or "") if chair is not None else None,
            example=any(line.example for line in (held, *lines, *([chair] if chair is not None else []))),
        )


_HEAD = ("1", "2", "3", "address", "city")


def session_paper(replica: Replica, session_id: int) -> tuple[ClassPaper, SessionPaper]:
    """One session with the class around it."""
    with replica.database.reading():
        line = session_line(replica, session_id)
        paper = class_paper(replica, line.class_group)
        teachers = tuple(each.name or "" for each in fetch(replica, schedule.teachers_of(records, [session_id])))
        if line.example:
            paper = replace(paper, example=True)
        return paper, _session(line, paper, teachers, zone_of_session(replica, line))


def _session(line: Values, paper: ClassPaper, teachers: tuple[str, ...], zone: Zone) -> SessionPaper:
    view = session_view(line, zone)
    begins = datetime.fromtimestamp(view.starts_at, zone.offset) if line.starts_at else None
    ends = datetime.fromtimestamp(view.ends_at, zone.offset) if view.ends_at else None
    return SessionPaper(
        id=line.id,
        title=view.title,
        on=begins.date().isoformat() if begins else "",
        day=format_date_long(begins.date()) if begins else "",
        time=_time(begins, ends, zone),
        place=view.place or paper.place,
        teachers=teachers,
        code=f"lontar:session:{paper.office}:{format_id(line.id)}",
    )


def _time(begins: datetime | None, ends: datetime | None, zone: Zone) -> str:
    if begins is None:
        return ""
    if ends is None:
        return format_clock(begins.hour, begins.minute, zone.name)
    return f"{begins:%H.%M}-{format_clock(ends.hour, ends.minute, zone.name)}"


def _signs(role: str | None) -> bool:
    """Whether somebody of this role signs lists: the head of the committee."""
    return role_named(role or "") is StaffRole.COMMITTEE_HEAD


def _dates(held: Values) -> str:
    first, last = held.starts_on or held.ends_on, held.ends_on or held.starts_on
    return format_date_range(date.fromisoformat(first), date.fromisoformat(last)) if first and last else ""


def _people(lines: Sequence[Values]) -> tuple[PaperPerson, ...]:
    return tuple(
        PaperPerson(
            id=line.id,
            number=number,
            name=printed(line),
            employee_number=line.employee_number or "",
            position=line.position or "",
            agency=line.agency or "",
            grade=line.grade or "",
            district=known_districts().name_of(line.district) if line.district else "",
            birth_place=line.birth_place or "",
            birth_date=line.birth_date or "",
            sex=line.sex or "",
            education=line.education or "",
            work_unit=line.work_unit or "",
            echelon=line.echelon or "",
            employment=line.employment_type or "",
        )
        for number, line in enumerate(lines, 1)
    )
