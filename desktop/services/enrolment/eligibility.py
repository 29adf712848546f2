"""Whom a programme means: warnings about people who come into a class. Nobody is refused by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contract.tables import programmes as queries
from contract.tables.queries import people, people_of
from contract.tables.records import Values
from contract.training.catalogue import BATCH, PERSON, PROGRAMME, TRAINING
from contract.training.enrolment.eligibility import Applicant, PassedBefore, warnings_of
from contract.training.enrolment.states import LEFT, State, read_state
from contract.training.people.names import print_name
from contract.training.people.same_person import records_of
from contract.training.programmes.file import ProgrammeFile
from contract.training.programmes.reading import BadProgramme
from desktop.services.exchange.lease import require_reading
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line
from desktop.services.programmes.files import programme_file, programme_line
from desktop.storage.queries.lines import fetch, fetch_by, fetch_row
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

TOLD_AT = frozenset({State.NOMINATED, State.REGISTERED, State.SELECTED, State.RESERVE, State.CONFIRMED})
"""States on the way into a class, at which it is told whom the programme does not mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One person and what does not fit, in words; no words where everything does."""

    person: int
    name: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What a class asks of people. file: None where it is of no programme that is known here."""

    file: ProgrammeFile | None = None
    programme: int | None = None
    training: int | None = None
    class_id: int | None = None
    level: str | None = None
    audience: str | None = None

    def warnings_about(self, applicant: Applicant, passed: PassedBefore) -> tuple[str, ...]:
        """In words what does not fit of one person."""
        conditions, levels = (self.file.eligibility, self.file.programme.levels) if self.file is not None else ((), ())
        return warnings_of(conditions, levels, applicant, level=self.level, audience=self.audience, passed=passed)


def demands_of(replica: Replica, class_id: int) -> Demands:
    """What a class asks of people: by its programme, level and audience. Raises NotHere."""
    line = class_line(replica, class_id)
    batch = fetch_row(replica, BATCH, line.batch) if line.batch else None
    training = fetch_row(replica, TRAINING, batch.training) if batch is not None and batch.training else None
    above = training.programme if training is not None else None
    key = line.programme_key
    programme = fetch_row(replica, PROGRAMME, above) if above else None
    if programme is None and key:
        programme = next((one for one in fetch_by(replica, PROGRAMME, "key", key) if one.realm == line.realm), None)
    return Demands(
        file=_file(replica, programme.key if programme is not None else key),
        programme=programme.id if programme is not None else None,
        training=training.id if training is not None else None,
        class_id=class_id,
        level=line.level or (training.level if training is not None else None),
        audience=line.audience or (training.audience if training is not None else None),
    )


def warned_about(replica: Replica, class_id: int, persons: Sequence[int]) -> tuple[Checked, ...]:
    """Those of these persons about whom there is something to say, in their order."""
    demands = demands_of(replica, class_id)
    lines = {line.id: line for line in fetch(replica, people(records, list(persons)))}
    passed = passed_before(replica, demands, persons)
    found = (_checked(demands, lines[one], passed) for one in persons if one in lines)
    return tuple(one for one in found if one.warnings)


def check_eligibility(
    replica: Replica, key: str, person_id: int | None, class_id: int | None = None
) -> tuple[Checked, ...]:
    """The person, or everybody of the class. The class tells level and audience. Raises NotHere, Unsuitable."""
    with replica.database.reading():
        require_reading(replica)
        file, line = programme_file(replica, key), programme_line(replica, key)
        of_class = demands_of(replica, class_id) if class_id is not None else Demands()
        demands = Demands(
            file=file,
            programme=line.id if line is not None else None,
            training=of_class.training,
            class_id=class_id,
            level=of_class.level,
            audience=of_class.audience,
        )
        if person_id is not None:
            found = [fetch_row(replica, PERSON, person_id)]
        elif class_id is not None:
            lines_of_class = fetch(replica, people_of(records, class_id))
            found = [line for line in lines_of_class if read_state(line.enrolment_status) not in LEFT]
        else:
            raise Unsuitable("Sebutkan orangnya (--person) atau kelasnya (--class).")
        lines = [person for person in found if person is not None]
        passed = passed_before(replica, demands, [person.id for person in lines])
        return tuple(_checked(demands, person, passed) for person in lines)


def passed_before(replica: Replica, demands: Demands, persons: Sequence[int]) -> Mapping[int, PassedBefore]:
    """What these persons have passed of the same programme or training, in other classes than this."""
    if demands.programme is None and demands.training is None:
        return {}
    of = standing(replica)
    stands = {record: person for person in persons for record in records_of(of.get(person, person), of)}
    query = queries.passed_classes(records, demands.programme, demands.training, sorted(stands))
    levels: dict[int, set[str]] = defaultdict(set)
    again: dict[int, set[str]] = defaultdict(set)
    for line in fetch(replica, query):
        if line.class_group == demands.class_id:
            continue
        person = stands[line.person]
        if line.level:
            levels[person].add(line.level)
        if line.training == demands.training or (line.level or None) == demands.level:
            again[person].add(line.title or "")
    return {
        person: PassedBefore(levels=frozenset(levels[person]), trainings=tuple(sorted(again[person])))
        for person in {*levels, *again}
    }


def applicant_of(position: str | None, echelon: str | None, employment: str | None) -> Applicant:
    """What of a person a programme asks for."""
    return Applicant(position=position or "", echelon=echelon or "", employment=employment or "")


def _file(replica: Replica, key: str | None) -> ProgrammeFile | None:
    """A programme that cannot be read asks nothing: a warning must not hold anybody up."""
    try:
        return programme_file(replica, key) if key else None
    except (NotHere, BadProgramme):
        return None


def _checked(demands: Demands, person: Values, passed: Mapping[int, PassedBefore]) -> Checked:
    applicant = applicant_of(person.position, person.echelon, person.employment_type)
    found = demands.warnings_about(applicant, passed.get(person.id, PassedBefore()))
    name = print_name(person.name or "", person.title_prefix, person.title_suffix)
    return Checked(person=person.id, name=name, warnings=found)
