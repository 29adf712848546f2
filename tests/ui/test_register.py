"""The register: keys mark and move, a tick waits for the disk, and the centre moves nothing under the hand."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from contract.faults import WorldFault
from desktop.services.views import Mark, Marking, Tick
from desktop.ui.pages.attendance_page import AttendancePage
from desktop.ui.port import Topic
from desktop.ui.register.model import FIRST_SESSION, RegisterModel
from desktop.ui.window import Window
from desktop.ui.words import Words
from tests.ui.conftest import Opener, register_place
from tests.ui.desk import Desk
from tests.ui.hand import click, control, press, write
from tests.ui.office import CLASS, PEOPLE, SESSIONS

S3 = 103
COLUMN = FIRST_SESSION + 2


def open_register(window: Window, qtbot: QtBot, session: int = S3, person: int = 501) -> AttendancePage:
    window.go(register_place(session, person))
    page = window.page.findChild(AttendancePage)
    assert isinstance(page, AttendancePage)
    qtbot.waitUntil(lambda: page.grid.session == session and page.grid.person == person)
    return page


@pytest.fixture
def page(open_window: Opener, desk: Desk, qtbot: QtBot) -> AttendancePage:
    """The register of the practice class at Sesi 3, number 40, who has no mark yet."""
    return open_register(open_window(desk), qtbot, person=540)


def status(page: AttendancePage, person: int, session: int = S3) -> str | None:
    return page.model.status(session, person)


def tick(page: AttendancePage, person: int, session: int = S3) -> Tick:
    mark = page.model.mark(session, person)
    return Tick.NONE if mark is None else mark.tick


@pytest.mark.parametrize(
    ("key", "written"),
    [(Qt.Key.Key_H, "H"), (Qt.Key.Key_I, "I"), (Qt.Key.Key_S, "S"), (Qt.Key.Key_A, "A"), (Qt.Key.Key_D, "DL")],
)
def test_a_letter_marks_and_moves_down(page: AttendancePage, qtbot: QtBot, key: Qt.Key, written: str) -> None:
    press(page.grid, key)
    assert status(page, 540) == written
    assert page.grid.person == 541
    assert page.grid.session == S3


def test_the_last_person_stays_the_current_one(page: AttendancePage, qtbot: QtBot) -> None:
    press(page.grid, *[Qt.Key.Key_H] * 9)
    assert page.grid.person == PEOPLE[-1].id
    assert page.model.counts(S3)["H"] + sum(page.model.counts(S3)[s] for s in ("I", "S", "A", "DL")) == 45


def test_delete_empties_the_cell_and_stays(page: AttendancePage, desk: Desk, qtbot: QtBot) -> None:
    page.grid.go_to(3, COLUMN)
    assert status(page, 504) is not None
    press(page.grid, Qt.Key.Key_Delete)
    assert status(page, 504) is None
    assert page.grid.person == 504
    assert desk.written[-1] == (Marking(session=S3, person=504, status=None),)


def test_other_letters_and_digits_do_nothing(page: AttendancePage, desk: Desk, qtbot: QtBot) -> None:
    press(page.grid, Qt.Key.Key_M, Qt.Key.Key_Z, Qt.Key.Key_4)
    assert page.grid.person == 540
    assert desk.written == []


def test_a_slash_finds_a_name_and_escape_goes_back(page: AttendancePage, qtbot: QtBot) -> None:
    write(page.grid, "/")
    field = page.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    qtbot.waitUntil(field.hasFocus)
    write(field, "kleden")
    assert page.grid.person == 531
    assert page.grid.session == S3
    press(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.grid.hasFocus)


def test_enter_in_the_field_goes_on_to_the_next_name(page: AttendancePage, qtbot: QtBot) -> None:
    field = page.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    page.grid.go_to(0, COLUMN)
    write(field, "yuliana")
    first = page.grid.person
    press(field, Qt.Key.Key_Return)
    assert page.grid.person not in (None, first)


def test_undo_takes_back_the_last_act_and_redo_does_it_again(page: AttendancePage, qtbot: QtBot) -> None:
    press(page.grid, Qt.Key.Key_H, Qt.Key.Key_A)
    control(page.grid, Qt.Key.Key_Z)
    assert (status(page, 540), status(page, 541)) == ("H", None)
    assert page.grid.person == 541
    control(page.grid, Qt.Key.Key_Z)
    assert status(page, 540) is None
    control(page.grid, Qt.Key.Key_Y)
    assert status(page, 540) == "H"


def test_undo_leaves_what_the_centre_changed_since(page: AttendancePage, desk: Desk, qtbot: QtBot) -> None:
    press(page.grid, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: tick(page, 540) is Tick.SAVED)
    desk.marks[S3, 540] = Mark(session=S3, person=540, status="I", tick=Tick.SETTLED)
    desk.tell(Topic.MARKS, CLASS)
    qtbot.waitUntil(lambda: status(page, 540) == "I")
    page.undo()
    assert status(page, 540) == "I"
    assert len(desk.written) == 1


def test_the_rest_become_present_and_nobody_else(page: AttendancePage, desk: Desk, qtbot: QtBot) -> None:
    press(page.grid, Qt.Key.Key_I, Qt.Key.Key_S)
    before = {p.id: status(page, p.id) for p in PEOPLE}
    click(page.bar.rest)
    for person in PEOPLE:
        assert status(page, person.id) == (before[person.id] or "H")
    assert len(desk.written[-1]) == 46 - 40
    assert page.model.empty_people(S3) == []


def test_filling_the_rest_is_one_act_to_undo(page: AttendancePage, desk: Desk, qtbot: QtBot) -> None:
    page.fill_rest()
    control(page.grid, Qt.Key.Key_Z)
    assert len(page.model.empty_people(S3)) == 8
    assert len(desk.written) == 2
    assert desk.asked["mark_many"] == 2


def test_the_offer_to_undo_goes_when_it_would_undo_something_else(
    page: AttendancePage, desk: Desk, qtbot: QtBot
) -> None:
    window = page.window()
    assert isinstance(window, Window)
    press(page.grid, Qt.Key.Key_I)
    page.fill_rest()
    assert "ditandai Hadir" in window.notices.text
    control(page.grid, Qt.Key.Key_Z)
    assert window.notices.text == ""


def test_a_name_that_nobody_has_is_told_by_the_field(page: AttendancePage, qtbot: QtBot) -> None:
    write(page.grid, "/")
    field = page.bar._find
    write(field, "qqq")
    assert (field.property("wrong"), field.accessibleDescription()) == ("true", "Tidak ada nama yang cocok")
    press(field, Qt.Key.Key_Escape)
    assert (field.property("wrong"), field.text(), field.accessibleDescription()) == ("false", "", "")


def test_a_tick_is_drawn_only_when_the_mark_is_durable(page: AttendancePage, desk: Desk, qtbot: QtBot) -> None:
    desk.hold()
    press(page.grid, Qt.Key.Key_H)
    assert status(page, 540) == "H"
    assert tick(page, 540) is Tick.NONE
    assert page.window().findChild(AttendancePage) is page
    desk.release()
    qtbot.waitUntil(lambda: tick(page, 540) is Tick.SAVED)


def test_a_refresh_from_before_does_not_untype_a_letter(page: AttendancePage, desk: Desk, qtbot: QtBot) -> None:
    desk.hold()
    press(page.grid, Qt.Key.Key_H)
    page.model.show(desk.register())
    assert status(page, 540) == "H"
    assert tick(page, 540) is Tick.NONE
    desk.release()
    qtbot.waitUntil(lambda: tick(page, 540) is Tick.SAVED)


def test_typing_over_a_letter_shows_the_second_while_both_are_written(
    page: AttendancePage, desk: Desk, qtbot: QtBot
) -> None:
    desk.hold()
    press(page.grid, Qt.Key.Key_H, Qt.Key.Key_Up, Qt.Key.Key_S)
    desk.release()
    qtbot.waitUntil(lambda: tick(page, 540) is Tick.SAVED)
    assert status(page, 540) == "S"


def test_a_mark_that_was_not_saved_is_taken_back_and_told(page: AttendancePage, desk: Desk, qtbot: QtBot) -> None:
    desk.trouble = WorldFault("Disk penuh. Kosongkan ruang, lalu tandai lagi.")
    press(page.grid, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: status(page, 540) is None)
    window = page.window()
    assert isinstance(window, Window)
    assert window.notices.text == "Disk penuh. Kosongkan ruang, lalu tandai lagi."


def test_a_closed_session_takes_no_mark(page: AttendancePage, desk: Desk, qtbot: QtBot) -> None:
    page.grid.go_to(0, FIRST_SESSION)
    before = status(page, 501, SESSIONS[0].id)
    press(page.grid, Qt.Key.Key_A, Qt.Key.Key_Delete)
    assert status(page, 501, SESSIONS[0].id) == before
    assert desk.written == []
    assert not page.bar.rest.isEnabled()


def test_closing_a_session_with_empty_cells_asks_first(page: AttendancePage, desk: Desk, qtbot: QtBot) -> None:
    page.bar.close_session.click()
    assert desk.asked["close_session"] == 0
    page.fill_rest()
    page.bar.close_session.click()
    assert desk.asked["close_session"] == 1
    qtbot.waitUntil(lambda: page.bar.close_session.text() == "Buka kembali")


def test_counts_follow_each_key(page: AttendancePage, qtbot: QtBot) -> None:
    before = page.model.counts(S3)
    press(page.grid, Qt.Key.Key_H, Qt.Key.Key_I)
    after = page.model.counts(S3)
    assert (after["H"], after["I"]) == (before["H"] + 1, before["I"] + 1)
    assert str(after["H"]) in page.bar._chips["H"].text()
    assert page.bar._empty.text() == "6 belum diisi"


def test_the_head_of_the_share_says_that_it_is_one_so_far_until_every_session_is_closed(page: AttendancePage) -> None:
    model, across = page.model, Qt.Orientation.Horizontal
    tip = int(Qt.ItemDataRole.ToolTipRole)
    assert model.headerData(model.share_column, across) == "% kini"
    assert "Rekap menunggu sesi ditutup" in model.headerData(model.share_column, across, tip)
    register = page.model._register
    closed = tuple(replace(one, closed=one.needs_attendance) for one in register.sessions)
    model.show(replace(register, sessions=closed))
    assert model.headerData(model.share_column, across) == "%"
    assert model.headerData(model.share_column, across, tip) is None


def test_the_share_counts_hours_of_recorded_sessions_only(page: AttendancePage) -> None:
    assert page.model.share(501) == 1.0
    assert page.model.share(540) == 1.0  # sessions 1 and 2; an empty cell is not an absence
    assert page.model.index(3, page.model.share_column).data() == "66,7"


def test_a_settled_session_shows_one_pill_and_a_new_mark_takes_it_away(
    page: AttendancePage, desk: Desk, qtbot: QtBot
) -> None:
    assert page.model.is_settled(SESSIONS[0].id)
    assert not page.model.is_settled(S3)
    page.fill_rest()
    desk.settle(S3)
    qtbot.waitUntil(lambda: page.model.is_settled(S3))
    page.grid.go_to(0, COLUMN)
    press(page.grid, Qt.Key.Key_S)
    assert not page.model.is_settled(S3)


def test_a_disputed_cell_says_so(page: AttendancePage) -> None:
    cell = page.model.index(7, FIRST_SESSION + 1)
    assert "dua laptop memberi tanda yang berbeda" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert "Perlu tindakan" in cell.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_cell_tells_lateness_deputy_and_reason_in_the_programmes_words(page: AttendancePage, desk: Desk) -> None:
    late = Mark(session=S3, person=501, status="H", late=20)
    deputy = Mark(session=S3, person=540, status="A", deputy_name="Maria", deputy_post="Sekretaris", reason="susulan")
    page.model.show(replace(desk.register(), marks=(late, deputy), words={"A": "Tanpa Keterangan"}))
    first, second = (
        page.model.index(page.model.row_of(person), page.model.column_of(S3)).data(Qt.ItemDataRole.ToolTipRole)
        for person in (501, 540)
    )
    assert first.splitlines()[:2] == ["Hadir", "Terlambat 20 menit"]
    assert second.splitlines()[:3] == ["Tanpa Keterangan", "Diwakili Maria, Sekretaris", "Dicatat susulan: susulan"]


def test_what_the_centre_brings_moves_neither_cell_nor_scroll(page: AttendancePage, desk: Desk, qtbot: QtBot) -> None:
    page.grid.go_to(30, COLUMN)
    scroll = page.grid.verticalScrollBar().value()
    asked = desk.asked["open_register"]
    desk.marks[S3, 510] = msgspec.structs.replace(desk.marks[S3, 510], status="DL", tick=Tick.SETTLED)
    desk.tell(Topic.MARKS, CLASS)
    qtbot.waitUntil(lambda: status(page, 510) == "DL")
    assert desk.asked["open_register"] == asked + 1
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (30, COLUMN)
    assert page.grid.verticalScrollBar().value() == scroll
    assert page.grid.hasFocus()


def test_a_new_person_in_the_class_leaves_the_current_cell_where_it_is(
    page: AttendancePage, desk: Desk, qtbot: QtBot
) -> None:
    register = desk.register()
    newcomer = replace(PEOPLE[0], id=990, number=47, name="Yohana Seran")
    page.model.show(replace(register, people=(newcomer, *register.people)))
    page._show(replace(register, people=(newcomer, *register.people)))
    assert page.model.rowCount() == 47
    page._show(register)
    page.grid.go_to(page.model.row_of(540), COLUMN)
    page._show(replace(register, people=(newcomer, *register.people)))
    assert page.grid.person == 540


def test_a_note_is_written_beside_the_mark(page: AttendancePage, desk: Desk, qtbot: QtBot) -> None:
    page.grid.go_to(4, COLUMN)
    press(page.grid, Qt.Key.Key_F2)
    line = page.note.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    write(line, "Datang terlambat")
    press(line, Qt.Key.Key_Return)
    assert desk.written[-1] == (Marking(session=S3, person=505, status="H", note="Datang terlambat"),)
    qtbot.waitUntil(page.grid.hasFocus)
    press(page.grid, Qt.Key.Key_S)
    assert desk.written[-1][0].note == "Datang terlambat"


def test_a_half_typed_note_is_there_again_after_a_crash(
    page: AttendancePage, desk: Desk, open_window: Opener, qtbot: QtBot
) -> None:
    page.grid.go_to(4, COLUMN)
    press(page.grid, Qt.Key.Key_F2)
    line = page.note.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    write(line, "Datang terl")
    qtbot.waitUntil(lambda: "Datang terl" in desk.notes.get("window", ""))
    again = open_window(desk)
    found = again.page.findChild(AttendancePage)
    assert isinstance(found, AttendancePage)
    qtbot.waitUntil(lambda: found.note.draft == "Datang terl")
    assert found.grid.person == 505


@pytest.mark.parametrize(("width", "height", "rows"), [(1366, 690, 18), (1024, 530, 12)])
def test_the_register_shows_many_people(page: AttendancePage, qtbot: QtBot, width: int, height: int, rows: int) -> None:
    window = page.window()
    window.resize(width, height)
    qtbot.waitUntil(lambda: window.width() == width)
    assert page.grid.viewport().height() // page.grid.look.row_height >= rows


def test_three_rows_stay_ahead_of_the_current_one(page: AttendancePage, qtbot: QtBot) -> None:
    page.grid.go_to(0, COLUMN)
    press(page.grid, *[Qt.Key.Key_H] * 30)
    grid = page.grid
    ahead = grid.model().index(grid.currentIndex().row() + 3, COLUMN)
    assert grid.viewport().rect().contains(grid.visualRect(ahead))


def test_names_stay_when_sessions_scroll_away(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    desk.sessions = tuple(replace(SESSIONS[n % 8], id=2000 + n, title=f"Sesi {n + 1}") for n in range(30))
    page = open_register(open_window(desk), qtbot, session=2029)
    names = page.grid._names
    assert page.grid.horizontalScrollBar().value() > 0
    assert names.isVisible()
    assert page.grid.visualRect(page.grid.currentIndex()).left() >= names.width()
    page.grid.go_to(3, FIRST_SESSION)
    assert page.grid.visualRect(page.grid.currentIndex()).left() >= names.width() - 1


def test_the_model_keeps_the_rules_of_qt(desk: Desk, qtbot: QtBot) -> None:
    model = RegisterModel(Words())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    register = desk.register()
    model.show(register)
    turn = model.type([Marking(session=S3, person=540, status="H")])
    model.settle(turn, [Mark(session=S3, person=540, status="H", tick=Tick.SAVED)])
    lost = model.type([Marking(session=S3, person=541, status="A")])
    model.take_back(lost)
    assert (model.status(S3, 540), model.status(S3, 541)) == ("H", None)
    model.show(replace(register, people=register.people[:5]))
    assert model.rowCount() == 5


def test_the_state_of_the_register_is_plain_json(page: AttendancePage) -> None:
    assert json.loads(json.dumps(page.state()))["person"] == 540
