"""An act of one press is undone and done again as one, or refused with a sentence that says why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from contract.exchange.dots import Dot
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, PERSON
from desktop.services.attendance.marking import Entry, mark_many
from desktop.services.classes.sessions import close_session
from desktop.services.faults import NotHere, Overtaken, Unsuitable
from desktop.services.people.person_fields import set_field
from desktop.services.undo.stack import Stack, act_stack
from desktop.services.undo.taking_back import TakenBack, redo, undo
from desktop.services.writing import patch, write
from desktop.storage.edit import Change, Moment
from desktop.storage.replica import Replica
from tests.services.laptop import AUTHOR, REALM
from tests.undo.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.close()


def mark(office: Office, session: int, people: list[int], status: str, reason: str | None = None) -> None:
    entries = [Entry(session=session, person=person, status=status, reason=reason) for person in people]
    office.write(lambda r, m: mark_many(r, entries, m))


def back(office: Office, act: int | None = None, reason: str = "") -> TakenBack:
    return office.write(lambda r, m: undo(r, m, act, reason))


def again(office: Office) -> TakenBack:
    return office.write(redo)


def stack(office: Office) -> Stack:
    return office.read(act_stack)


def test_many_marks_of_one_press_are_one_act_and_go_back_and_forth_as_one(office: Office) -> None:
    _, (session, *_), people = office.class_with(people=4, sessions=2)
    before = office.rows()
    mark(office, session, people, "H")
    marked = office.rows()
    assert marked != before
    assert (told := stack(office).undo) is not None
    assert (told.what, told.count) == ("4 presensi, Sesi 1 · DLA NTT 2025", 4)
    assert back(office).what == "4 presensi, Sesi 1 · DLA NTT 2025"
    assert office.rows() == before
    assert (shown := stack(office)).redo == shown.acts[0]
    assert shown.acts[0].undone
    again(office)
    assert office.rows() == marked
    back(office)
    assert office.rows() == before


def test_acts_are_taken_back_one_after_the_other_down_to_an_empty_office(office: Office) -> None:
    empty = office.rows()
    _, sessions, people = office.class_with(people=3, sessions=2)
    mark(office, sessions[0], people, "H")
    mark(office, sessions[0], people[:1], "S")
    whole = office.rows()
    count = 0
    while stack(office).undo is not None:
        back(office)
        count += 1
    assert count == 1 + 3 + 1 + 2 + 2
    assert office.rows() == empty
    for _ in range(count):
        again(office)
    assert office.rows() == whole
    with pytest.raises(NotHere, match="Tidak ada yang dapat diulangi"):
        again(office)


def test_something_new_ends_what_could_be_done_again(office: Office) -> None:
    one = office.person("Maria Nalle")
    back(office)
    office.person("Yosef Lay")
    assert stack(office).redo is None
    with pytest.raises(NotHere):
        again(office)
    assert RowKey(PERSON.number, one) not in office.rows()


def test_what_another_laptop_changed_since_is_not_undone_and_the_sentence_says_what(office: Office) -> None:
    _, (session,), people = office.class_with(people=2, sessions=1)
    mark(office, session, people, "H")
    office.settle()
    theirs = patch(ATTENDANCE, status="S", marked_at=office.now + 60, marked_by=909)
    office.arrive(RowKey(ATTENDANCE.number, session, people[0]), theirs)
    seen = office.rows()
    with pytest.raises(Overtaken, match=r"Orang 01, Sesi 1.*sudah diubah lagi oleh laptop lain; .*S \(Sakit\)"):
        back(office)
    assert office.rows() == seen


def test_a_row_made_here_in_which_another_laptop_wrote_something_else_is_not_taken_away(office: Office) -> None:
    one = office.person("Maria Nalle")
    office.settle()
    office.arrive(RowKey(PERSON.number, one), patch(PERSON, name="Maria Nalle", phone="+6281234567890"))
    with pytest.raises(Overtaken, match="Maria Nalle sudah diubah lagi oleh laptop lain"):
        back(office)


def test_an_act_under_a_later_one_waits_for_that(office: Office) -> None:
    one = office.person("Maria Nalle")
    first = stack(office).undo
    assert first is not None
    office.write(lambda r, m: set_field(r, one, "agency", "BKD", m, date(2025, 7, 28)))
    second = stack(office).undo
    assert second is not None
    with pytest.raises(Overtaken, match=f"lontar undo --act {second.id}"):
        back(office, first.id)
    back(office, second.id)
    back(office, first.id)
    assert RowKey(PERSON.number, one) not in office.rows()
    with pytest.raises(Unsuitable, match="sudah diurungkan"):
        back(office, first.id)


def test_what_others_need_is_not_taken_away(office: Office) -> None:
    _, (session,), (one,) = office.class_with(people=1, sessions=1)
    mark(office, session, [one], "H")
    made = {view.what.partition(" ")[0]: view.id for view in stack(office).acts}
    with pytest.raises(Overtaken, match=r"1 presensi pada Sesi \"Sesi 1\" sudah ada"):
        back(office, made["Sesi"])
    with pytest.raises(Overtaken, match="1 presensi pada Kepesertaan"):
        back(office, made["Kepesertaan"])
    with pytest.raises(Overtaken, match="1 kepesertaan"):
        back(office, made["Peserta"])


def test_in_a_closed_session_an_undo_needs_a_reason_and_writes_it_down(office: Office) -> None:
    _, (session,), (one,) = office.class_with(people=1, sessions=1)
    mark(office, session, [one], "H")
    mark(office, session, [one], "S")
    act = stack(office).undo
    assert act is not None
    office.write(lambda r, m: close_session(r, session, True, m))
    with pytest.raises(Unsuitable, match="sudah ditutup; sebutkan alasan"):
        back(office, act.id)
    back(office, act.id, "salah ketik")
    row = office.rows()[RowKey(ATTENDANCE.number, session, one)]
    assert (row[ATTENDANCE.by_name["status"].number], row[ATTENDANCE.by_name["reason"].number]) == ("H", "salah ketik")


def test_what_the_centre_gave_back_is_not_undone(office: Office) -> None:
    _, (session,), (one,) = office.class_with(people=1, sessions=1)
    office.write(lambda r, m: mark_many(r, [Entry(session=session, person=one, status="H")], m))
    dot = office.read(lambda r: r.connection.exec_driver_sql("SELECT max(n) FROM op").scalar_one())
    office.fate(Dot(AUTHOR, dot), "rejected", "no_row")
    with pytest.raises(Overtaken, match="ditolak atau ditahan pusat"):
        back(office)


def test_only_the_newest_fifty_acts_are_kept(office: Office) -> None:
    for number in range(53):
        office.person(f"Orang {number}")
    kept = stack(office).acts
    assert len(kept) == 50
    assert kept[0].what == "Peserta Orang 52"
    parts = office.read(lambda r: r.connection.exec_driver_sql("SELECT count(*) FROM act_part").scalar_one())
    assert parts == 50


def test_what_changes_nothing_is_no_act(office: Office) -> None:
    one = office.person("Maria Nalle", agency="BKD")
    before = stack(office)
    office.write(lambda r, m: set_field(r, one, "agency", "BKD", m, date(2025, 7, 28)))
    office.write(lambda r, m: write(r, REALM, [Change(RowKey(PERSON.number, one), patch(PERSON, agency="BKD"))], m))
    assert stack(office) == before


def test_an_act_that_puts_back_what_it_changed_keeps_its_turn(office: Office) -> None:
    one = office.person("Maria Nalle")

    def there_and_back(r: Replica, m: Moment) -> None:
        for text in ("BKD", ""):
            set_field(r, one, "agency", text, m, date(2025, 7, 28))

    office.write(there_and_back)
    for words in ("Peserta Maria Nalle", "Tanpa perubahan"):
        assert back(office).what == words
        assert RowKey(PERSON.number, one) in office.rows()
        again(office)
    back(office)
    back(office)
    assert RowKey(PERSON.number, one) not in office.rows()
