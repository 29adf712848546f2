"""Acts of many rows: a roster and a bulk enrolment are one act each, in however many steps they were written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.training.catalogue import ENROLMENT, PERSON
from contract.training.enrolment.states import State
from desktop.services.enrolment.moving import BATCH, Move, move_many, nominate_many
from desktop.services.programmes.opening import Opening, open_programme
from desktop.services.programmes.templates import make_template, replicate
from desktop.services.roster.importing import STEP, import_roster, place_of
from desktop.services.undo.stack import act_stack
from desktop.services.undo.taking_back import redo, undo
from desktop.storage.acts import new_press
from desktop.storage.edit import Moment
from desktop.storage.queries.lines import fetch_all
from tests.roster.sheets import read, workbook
from tests.undo.drawn import TEMPLATED, TODAY
from tests.undo.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.close()


def import_people(office: Office, count: int, class_id: int | None, folder: Path) -> None:
    rows: list[list[object]] = [["No", "Nama", "Instansi"], *[[n, f"Orang {n}", "BKD"] for n in range(1, count + 1)]]
    where = office.read(lambda r: place_of(r, class_id))
    moment = Moment(office.now, 1, new_press())
    import_roster(office.replica, read(workbook(folder / "a.xlsx", rows)), where, moment)


def test_a_roster_in_several_steps_is_one_act(office: Office, tmp_path: Path) -> None:
    class_id, _, _ = office.class_with(people=0, sessions=0)
    before = office.rows()
    count = STEP * 2 + 3
    import_people(office, count, class_id, tmp_path)
    after = office.rows()
    told = office.read(act_stack).undo
    assert told is not None
    assert told.what == f"{count:,} peserta dan {count:,} kepesertaan".replace(",", ".")
    office.write(undo)
    assert office.rows() == before
    office.write(redo)
    assert office.rows() == after


def test_people_nominated_and_moved_in_batches_go_back_as_one_act_each(office: Office, tmp_path: Path) -> None:
    class_id, _, _ = office.class_with(people=0, sessions=0)
    count = BATCH + 7
    import_people(office, count, None, tmp_path)
    people = [line.id for line in office.read(lambda r: fetch_all(r, PERSON, None))]
    before = office.rows()
    nominate_many(office.replica, class_id, people, Move(to=State.NOMINATED))
    nominated = office.rows()
    move_many(office.replica, class_id, people, Move(to=State.REGISTERED))
    assert [view.count for view in office.read(act_stack).acts[:2]] == [count, count]
    office.write(undo)
    assert office.rows() == nominated
    office.write(undo)
    assert office.rows() == before
    assert not office.read(lambda r: fetch_all(r, ENROLMENT, None))


def test_trainings_of_a_whole_province_are_one_act(office: Office) -> None:
    opened = office.write(lambda r, m: open_programme(r, TEMPLATED, Opening(office="53"), m))
    template = office.write(lambda r, m: make_template(r, opened.training or 0, TODAY, m))
    before = office.rows()
    office.write(lambda r, m: replicate(r, template, "53", "2026-03-02", m))
    after = office.rows()
    assert len(after) > len(before) + 20
    office.write(undo)
    assert office.rows() == before
    office.write(redo)
    assert office.rows() == after
