"""Large offices, seen in small ones: no question asks more often because there is more, and pages leave nobody out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from benchmarks.big_office import DTS, Laid, Size, lay
from benchmarks.office_papers import EXPORTS
from benchmarks.questions import questions
from benchmarks.stopwatch import Stopwatch
from contract.exchange.shapes import Record
from contract.tables.papers import above_class
from contract.tables.records import Values
from contract.training.catalogue import CLASS_GROUP, COMPETENCE, ENROLMENT, PERSON, RESULT
from contract.training.programmes.figures import Measure
from desktop.documents.people_list import LISTED
from desktop.services.attendance.rule import rule_of_class, rules_of_classes
from desktop.services.certificates.views import count_certificates, list_certificates
from desktop.services.faults import Cancelled
from desktop.services.people.consent import list_consents
from desktop.services.people.people_sheet import people_sheet
from desktop.services.people.person_history import history
from desktop.services.people.yearly_hours import year_sheet
from desktop.services.programmes.figures import figures
from desktop.storage.database import Database
from desktop.storage.queries.lines import fetch, fetch_all
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records
from tests import ready

KEY = b"m" * 32
FEW = Size(people=100, big_class=40, small_class=5, with_groups=2, marks=900, played=False)
MANY = Size(people=200, big_class=60, small_class=10, with_groups=5, marks=2_000, played=False)
NOT_ENROLLED = {"nominated", "registered", "selected", "reserve", "rejected"}


class Office:
    """A replica with a laid office."""

    def __init__(self, place: Path, size: Size) -> None:
        ready.lay_replica(place / "replica.db", KEY)
        self.database = Database(place / "replica.db", KEY)
        self.replica = Replica(self.database)
        self.laid: Laid = self.database.call(lay, self.replica, size).result()

    def statements(self) -> dict[str, int]:
        """How many statements each question costs at most."""

        def ask() -> dict[str, int]:
            watch, found = Stopwatch(self.database), {}
            for question in questions(self.laid):
                asked = []
                for _, one in {question.asks[0], question.asks[-1]}:
                    watch.start()
                    one(self.replica)
                    asked.append(watch.read().statements)
                found[question.name] = max(asked)
            return found

        return self.database.call(ask).result()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("few"), FEW)
    yield made
    made.database.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("many"), MANY)
    yield made
    made.database.close()


def test_no_list_or_figure_asks_more_often_because_there_is_more(few: Office, many: Office) -> None:
    least, most = few.statements(), many.statements()
    assert {name: (least[name], most[name]) for name in most if most[name] > least[name]} == {}


def test_the_list_for_a_file_asks_no_more_often_because_there_are_more_people(few: Office, many: Office) -> None:
    def asked(office: Office) -> int:
        def ask() -> int:
            watch = Stopwatch(office.database)
            watch.start()
            people_sheet(office.replica, LISTED, "", None)
            return watch.read().statements

        return office.database.call(ask).result()

    assert asked(few) == asked(many)


def test_pages_of_certificates_and_consents_are_the_whole_list(many: Office) -> None:
    def pages(replica: Replica) -> None:
        for ask in (list_certificates, lambda r, **page: list_consents(r, None, **page)):
            whole, found = [one.id for one in ask(replica)], list[int]()
            while page := ask(replica, limit=17, after=found[-1] if found else None):
                found += [one.id for one in page]
            assert found == whole
            assert len(whole) > 100
        assert count_certificates(replica) == len(list_certificates(replica))

    many.database.call(pages, many.replica).result()


def test_figures_of_a_programme_equal_a_recount_person_by_person(many: Office) -> None:
    def recount(replica: Replica) -> None:
        of = standing(replica)
        classes = {line.id: line for line in fetch_all(replica, CLASS_GROUP, None)}
        people = {line.id: line for line in fetch_all(replica, PERSON, None)}
        held = {one for training in many.laid.trainings for one in classes if _is_of(replica, one, training)}
        told = {measure.measure: measure.counted for measure in figures(replica, DTS)}
        for measure, record in (
            (Measure.ENROLLED, ENROLMENT),
            (Measure.COMPLETED, RESULT),
            (Measure.CERTIFIED, COMPETENCE),
        ):
            lines = [
                (of.get(line.person, line.person), classes[line.class_group])
                for line in fetch_all(replica, record, None)
                if line.class_group in held and _counts(record, line)
            ]
            counted = told[measure]
            assert counted is not None
            assert counted.total == len({one for one, _ in lines}) > 0
            for name in ("level", "audience"):
                assert counted.by[name] == _by((one, getattr(of_class, name)) for one, of_class in lines)
            for name in ("district", "sex"):
                assert counted.by[name] == _by((one, getattr(people[one], name)) for one, _ in lines)

    many.database.call(recount, many.replica).result()


def _is_of(replica: Replica, class_id: int, training: int) -> bool:
    return bool(fetch(replica, above_class(records, class_id))[0].training_id == training)


def _counts(record: Record, line: Values) -> bool:
    if record is ENROLMENT:
        return (line.status or "active") not in NOT_ENROLLED
    return bool(line.outcome == ("passed" if record is RESULT else "competent"))


def _by(pairs: Iterable[tuple[int, str | None]]) -> dict[str, int]:
    return dict(Counter(value or "" for _, value in set(pairs)))


def test_the_hours_of_a_year_are_those_of_each_person_s_own_history(many: Office) -> None:
    sheet = year_sheet(many.replica, None, 2026)
    assert len(sheet.people) > 100

    def compare(replica: Replica) -> None:
        of = standing(replica)
        some = {*of.values(), *many.laid.people[:30]} - of.keys()
        names = {replica_line.id: replica_line for replica_line in fetch_all(replica, PERSON, None)}
        told = {(line["bare_name"], line["employee_number"], line["agency"]): line["hours"] for line in sheet.people}
        for person in some:
            line, years = names[person], {year.year: year.earned for year in history(replica, person).years}
            assert told[line.name, line.employee_number, line.agency] == years.get(2026, 0)

    many.database.call(compare, many.replica).result()


def test_the_rules_of_many_classes_are_those_of_each(many: Office) -> None:
    def compare(replica: Replica) -> None:
        ids = [many.laid.big, many.laid.candidates, *many.laid.small, *many.laid.with_groups]
        assert rules_of_classes(replica, ids) == {one: rule_of_class(replica, one) for one in ids}

    many.database.call(compare, many.replica).result()


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_can_be_ended_at_any_moment_and_leaves_no_file(many: Office, tmp_path: Path, name: str) -> None:
    asked = 0

    def export(most: int) -> int:
        nonlocal asked
        asked = 0

        def progress(done: int, total: int) -> bool:
            nonlocal asked
            asked += 1
            return asked <= most

        return EXPORTS[name](many.replica, tmp_path / name, progress)

    assert export(1_000) > 40
    needed = asked
    assert needed > (0 if name == "recap.xlsx" else 1)
    (tmp_path / name).unlink()
    for most in range(min(needed, 5)):
        with pytest.raises(Cancelled):
            export(most)
        assert list(tmp_path.iterdir()) == []
