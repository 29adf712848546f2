"""The lesson hours of everybody in a year, for the personnel agency: a line per person, and one per class of theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from contract.tables import people as tables
from contract.tables.records import Values
from contract.training.catalogue import ATTENDANCE, CERTIFICATE, ENROLMENT, RESULT
from contract.training.completion.rule import Outcome
from contract.training.enrolment.states import State, read_state
from contract.training.people.lesson_hours import YearHours, duty_of, earned_in_sums, employed_as
from contract.training.people.names import print_name
from contract.training.places import Districts
from desktop.services.attendance.rule import rules_of_classes
from desktop.services.classes.self_paced import tasks_done
from desktop.services.exchange.lease import require_reading
from desktop.services.faults import Cancelled
from desktop.services.offices import office_named
from desktop.services.people.person_history import ClassHours, duties, earned_in, hours_of_classes, marks_by_person
from desktop.services.programmes.districts import known_districts
from desktop.storage.queries.journey import disputed_rows
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

Cell = int | str | None
"""Hours are hundredths."""
Progress = Callable[[int, int], bool]
"""(people done, people in all) -> whether to go on; (0, 0) while they are being read."""
_STEP = 1000
_STOPPED = "Dihentikan; tidak ada berkas yang ditulis."
_OF_PERSON = (
    *("name", "title_prefix", "title_suffix", "employee_number", "employment_type"),
    *("grade", "position", "agency", "work_unit", "district"),
)
_LEAVES_OUT = frozenset({State.NOMINATED, State.REGISTERED, State.RESERVE, State.REJECTED, State.SELECTED})
"""Of people who never took part: their line would say nothing."""
HOURS_FIELDS = ("hours", "class_hours", "duty", "missing", "excess")
"""Fields of hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSheet:
    """Who took part in a year. people: by name; history: by name and begin. Each line by the names of its fields."""

    year: int
    people: tuple[Mapping[str, Cell], ...]
    history: tuple[Mapping[str, Cell], ...]


def year_sheet(
    replica: Replica, office: str | None, year: int, progress: Progress = lambda done, total: True
) -> YearSheet:
    """The hours of a year in an office. Runs on any thread but the database's. Raises Cancelled."""

    def go_on() -> None:
        if not progress(0, 0):
            raise Cancelled(_STOPPED)

    rows = replica.database.call(_read, replica, office, year, go_on).result()
    people: list[Mapping[str, Cell]] = []
    history: list[Mapping[str, Cell]] = []
    persons = rows.by_name()
    for place, person in enumerate(persons):
        if place % _STEP == 0 and not progress(place, len(persons)):
            raise Cancelled(_STOPPED)
        own = rows.person(person)
        told = [rows.line(own, person, held) for held in rows.classes_of(person)]
        history += told
        people.append(rows.total(own, person, sum(int(line["hours"] or 0) for line in told), len(told)))
    progress(len(persons), len(persons))
    return YearSheet(year=year, people=tuple(people), history=tuple(history))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """What the database told of a year."""

    year: int
    classes: Mapping[int, ClassHours]
    people: Mapping[int, Values]
    enrolled: Mapping[int, Mapping[int, Values]]
    earned: Mapping[tuple[int, int], int]
    outcomes: Mapping[tuple[int, int], str]
    certificates: Mapping[tuple[int, int], str]
    duties: tuple[int | None, int | None]
    districts: Districts

    def by_name(self) -> list[int]:
        """The persons."""
        return sorted(self.enrolled, key=lambda one: ((self.people[one].name or "").casefold(), one))

    def classes_of(self, person: int) -> list[int]:
        """The classes of a person by begin."""
        return sorted(self.enrolled[person], key=lambda one: (self.classes[one].starts_on or "", one))

    def line(self, own: Mapping[str, Cell], person: int, class_id: int) -> Mapping[str, Cell]:
        """One class of a person."""
        held, enrolment = self.classes[class_id], self.enrolled[person][class_id]
        outcome, state = self.outcomes.get((class_id, person)), read_state(enrolment.status)
        decided = Outcome(outcome).label if outcome and outcome in Outcome.__members__.values() else outcome
        return {
            **own,
            "training": held.line.training or held.line.title,
            "class": held.line.title,
            "programme": held.line.programme or held.line.programme_key,
            "role": "Peserta",
            "starts_on": held.starts_on,
            "ends_on": held.ends_on,
            "class_hours": held.hours,
            "hours": self.earned.get((class_id, person), 0),
            "state": state.label if state is not None else enrolment.status,
            "outcome": decided,
            "certificate_number": self.certificates.get((class_id, person)),
            "example": "CONTOH" if held.line.example else None,
        }

    def total(self, own: Mapping[str, Cell], person: int, hours: int, trainings: int) -> Mapping[str, Cell]:
        """The year of a person."""
        line = self.people[person]
        employment = employed_as(line.employment_type, line.employee_number)
        told = YearHours(year=self.year, earned=hours, duty=duty_of(employment, *self.duties))
        return {
            **own,
            "trainings": trainings,
            "hours": hours,
            "duty": told.duty.least if told.duty.least is not None else told.duty.most,
            "missing": told.missing,
            "excess": told.excess,
            "standing": told.standing.label,
        }

    def person(self, person: int) -> dict[str, Cell]:
        """What both sheets say of a person."""
        line = self.people[person]
        employment = employed_as(line.employment_type, line.employee_number)
        return {
            "employee_number": line.employee_number,
            "name": print_name(line.name or "", line.title_prefix, line.title_suffix),
            "bare_name": line.name,
            "employment_type": employment.value if employment is not None else None,
            "grade": line.grade,
            "position": line.position,
            "agency": line.agency,
            "work_unit": line.work_unit,
            "district": self.districts.name_of(line.district) if line.district else None,
            "year": self.year,
        }


def _read(replica: Replica, office: str | None, year: int, go_on: Callable[[], None]) -> _Rows:
    with replica.database.reading():
        require_reading(replica)
        realm = office_named(replica, office).realm
        of = standing(replica)
        every = hours_of_classes(replica, None)
        classes = {key: held for key, held in every.items() if held.year == year and held.line.realm == realm}
        ids = sorted(classes)
        go_on()
        enrolled: dict[int, dict[int, Values]] = defaultdict(dict)
        for line in fetch(replica, tables.in_classes(records, ENROLMENT, ("status",), ids)):
            if read_state(line.status) not in _LEAVES_OUT:
                enrolled[of.get(line.person, line.person)].setdefault(line.class_group, line)
        go_on()
        people = {line.id: line for line in fetch(replica, tables.of_office(records, _OF_PERSON, realm))}
        go_on()
        earned = _earned(replica, classes, of, enrolled, go_on)
        results = fetch(replica, tables.in_classes(records, RESULT, ("outcome",), ids))
        go_on()
        certificates = fetch(replica, tables.in_classes(records, CERTIFICATE, ("number", "ended_on", "kind"), ids))
        return _Rows(
            year=year,
            classes=classes,
            people=people,
            enrolled={person: held for person, held in enrolled.items() if person in people},
            earned=earned,
            outcomes=_of_class(results, of, "outcome"),
            certificates=_of_class(_valid(certificates), of, "number"),
            duties=duties(replica, realm, year),
            districts=known_districts(),
        )


def _earned(
    replica: Replica,
    classes: Mapping[int, ClassHours],
    of: Mapping[int, int],
    enrolled: Mapping[int, Collection[int]],
    go_on: Callable[[], None],
) -> Mapping[tuple[int, int], int]:
    """The hours by class and person. The few with several records, or a mark in conflict, are looked at one by one."""
    rules = rules_of_classes(replica, sorted(classes))
    single = sorted({*of, *of.values(), *(person for _, person in disputed_rows(replica, ATTENDANCE.name))})
    sessions = [one.id for held in classes.values() for one in held.sessions if one.is_held]
    sums: dict[tuple[int, int], list[tuple[str, bool, int]]] = defaultdict(list)
    for line in fetch(replica, tables.hours_by_mark(records, sessions, single)):
        sums[line.class_group, line.person].append((line.status, bool(line.deputy), line.hours))
    go_on()
    done = tasks_done(replica, [stage for held in classes.values() for stage in held.stages], None, of)
    nothing: frozenset[int] = frozenset()
    found = {
        (class_id, person): earned_in_sums(told, rules[class_id], classes[class_id].stages, done.get(person, nothing))
        for (class_id, person), told in sums.items()
    }
    go_on()
    marks, one_by_one = marks_by_person(replica, sorted(classes), single, of), {*single}
    for person, of_person in enrolled.items():
        if person not in one_by_one and person not in done:
            continue
        for class_id in of_person:
            held, tasks = classes[class_id], done.get(person, nothing)
            if person in one_by_one:
                found[class_id, person] = earned_in(held, marks.get(person, {}), rules[class_id], tasks)
            elif held.stages:
                # Who has no mark at all stands in no sum.
                found.setdefault((class_id, person), earned_in(held, {}, rules[class_id], tasks))
    return found


def _valid(lines: Iterable[Values]) -> list[Values]:
    """Certificates of the training that hold: not ended, the first issued last."""
    return [line for line in lines if not line.ended_on and line.kind != "competence"]


def _of_class(lines: Sequence[Values], of: Mapping[int, int], field: str) -> dict[tuple[int, int], str]:
    return {
        (line.class_group, of.get(line.person, line.person)): getattr(line, field)
        for line in lines
        if getattr(line, field)
    }
