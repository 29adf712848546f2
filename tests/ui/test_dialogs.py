"""Dialogs ask before they act, keep what was typed when that fails, and begin in their first field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from contract.faults import WorldFault
from desktop.services.views import NewClass, NewSession
from desktop.ui.dialogs.creating import NewClassDialog, NewGroupDialog, NewSessionDialog, NoteDialog
from desktop.ui.dialogs.dialog import Dialog, Question
from desktop.ui.dialogs.joining import JoinDialog, RecoveryDialog, UnlockDialog
from desktop.ui.dialogs.keys import KeysDialog
from desktop.ui.dialogs.person import PersonDialog
from desktop.ui.dialogs.roster import RosterDialog, file_of
from desktop.ui.jobs import Jobs
from desktop.ui.look import Look
from desktop.ui.pages.people_page import PeoplePage
from desktop.ui.place import Place
from desktop.ui.port import Joined
from desktop.ui.theme import Appearance, Density
from desktop.ui.window import Window
from tests.ui.conftest import Opener
from tests.ui.desk import Desk, Doorway
from tests.ui.hand import click, press, write
from tests.ui.office import CLASS, NOW, STAGES, at
from tests.ui.test_window import nameless, told  # noqa: F401 - a fixture

CODE = "K7QF-2MXP-9RDT-HVN4-6WBE-3JCA"
WRONG = WorldFault("Kata sandi tidak cocok. Periksa huruf besar dan kecil.")

Maker = Callable[[Window, Desk], Dialog]
DIALOGS: dict[str, Maker] = {
    "class": lambda w, d: NewClassDialog(w.room, w),
    "session": lambda w, d: NewSessionDialog(w.room, w, CLASS, STAGES, NOW),
    "group": lambda w, d: NewGroupDialog(w.room, w, CLASS, "Kelompok 10"),
    "note": lambda w, d: NoteDialog(w.room, w, "Kelompok 4", lambda text: d.write_note(804, text)),
    "person": lambda w, d: PersonDialog(w.room, w, d.people_rows[3]),
    "roster": lambda w, d: RosterDialog(w.room, w, CLASS, "/rapat/daftar_peserta.xlsx"),
    "keys": lambda w, d: KeysDialog(w.room.look, w.room.jobs, w),
    "question": lambda w, d: Question(w.room.look, w.room.jobs, w, "Tutup sesi ini?", "8 belum diisi.", "Tutup sesi"),
    "join": lambda w, d: JoinDialog(w.room.look, w.room.jobs, w, Doorway(WRONG)),
    "recovery": lambda w, d: RecoveryDialog(w.room.look, w.room.jobs, w, CODE, (2, 7, 12, 20)),
    "unlock": lambda w, d: UnlockDialog(w.room.look, w.room.jobs, w, Doorway(WRONG), "Adriana Lewar"),
}


def show(dialog: Dialog, qtbot: QtBot) -> None:
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    dialog.activateWindow()
    QApplication.processEvents()


def fields(dialog: Dialog) -> list[QLineEdit]:
    return [field for field in dialog.findChildren(QLineEdit) if field.isVisibleTo(dialog)]


@pytest.mark.parametrize("which", DIALOGS)
def test_every_part_of_every_dialog_has_a_name(
    open_window: Opener,
    desk: Desk,
    qtbot: QtBot,
    told: None,  # noqa: F811
    which: str,
) -> None:
    window = open_window(desk)
    dialog = DIALOGS[which](window, desk)
    show(dialog, qtbot)
    assert nameless(dialog) == []
    assert len([b for b in dialog.findChildren(QPushButton) if b.property("kind") == "primary"]) == 1
    if which != "recovery":
        press(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not [d for d in window.findChildren(Dialog) if d.isVisible()])


@pytest.mark.parametrize("which", DIALOGS)
def test_a_dialog_fits_the_screen_at_twice_the_size(open_window: Opener, desk: Desk, qtbot: QtBot, which: str) -> None:
    window = open_window(desk)
    window.room.look.choose(appearance=Appearance.LIGHT, scale=200, density=Density.NORMAL)
    dialog = DIALOGS[which](window, desk)
    show(dialog, qtbot)
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
    dialog.done(0)


def test_a_class_needs_a_name(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    dialog = NewClassDialog(window.room, window)
    show(dialog, qtbot)
    click(dialog.verb)
    assert desk.created == []
    assert dialog.isVisible()
    write(fields(dialog)[0], "DLA NTT 2025, Angkatan II")
    with qtbot.waitSignal(dialog.created):
        press(fields(dialog)[0], Qt.Key.Key_Return)
    assert desk.created == [NewClass(title="DLA NTT 2025, Angkatan II", office="53")]


def test_what_was_typed_stays_when_the_act_fails(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    dialog = NewClassDialog(window.room, window)
    show(dialog, qtbot)
    desk.trouble = WorldFault("Disk penuh. Kosongkan ruang, lalu coba lagi.")
    write(fields(dialog)[0], "Angkatan II")
    click(dialog.verb)
    qtbot.waitUntil(lambda: dialog._fault.text() == "Disk penuh. Kosongkan ruang, lalu coba lagi.")
    assert fields(dialog)[0].text() == "Angkatan II"
    assert dialog.verb.isEnabled()


def test_a_session_begins_at_the_clock_of_the_office(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    dialog = NewSessionDialog(window.room, window, CLASS, STAGES, at(29, 7, 8))
    show(dialog, qtbot)
    write(fields(dialog)[0], "Studi kasus")
    with qtbot.waitSignal(dialog.created):
        click(dialog.verb)
    assert desk.created == [
        NewSession(class_id=CLASS, title="Studi kasus", starts_at=at(29, 7, 8), hours=3.0, stage=STAGES[0].id)
    ]


def test_a_note_about_a_group_is_saved_with_its_group(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    dialog = NoteDialog(window.room, window, "Kelompok 4", lambda text: desk.write_note(804, text))
    show(dialog, qtbot)
    field = dialog.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    qtbot.waitUntil(field.hasFocus)
    field.setPlainText("Sudah bertemu mentor.")
    click(dialog.verb)
    assert desk.created == [(804, "Sudah bertemu mentor.")]


# ------------------------------------------------------------------ roster


def open_roster(window: Window, qtbot: QtBot) -> RosterDialog:
    dialog = RosterDialog(window.room, window, CLASS, "/rapat/daftar_peserta.xlsx")
    show(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.report is not None)
    return dialog


def test_a_roster_is_read_before_anything_is_saved(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    dialog = open_roster(open_window(desk), qtbot)
    assert dialog.report is not None
    assert dialog.report.dry_run
    assert dialog._summary.text() == "48 baris · 43 baru · 1 diperbarui · 2 sudah sama · 2 dilewati"
    assert dialog.verb.text() == "Simpan 44 peserta"
    assert [p.row for p in dialog.problems.rows] == [14, 29, 33, 40]
    assert dialog.twins.rows[0].why == "NIP sama"
    assert dialog.save_problems.isVisible()


def test_saving_a_roster_tells_how_many_came(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    dialog = open_roster(window, qtbot)
    click(dialog.verb)
    qtbot.waitUntil(lambda: "44 peserta tersimpan. 2 baris dilewati." in window.notices.text)
    assert desk.asked["import_roster"] == 2


def test_a_roster_that_brings_nothing_new_cannot_be_saved(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    desk.report = replace(desk.report, added=0, updated=0, unchanged=48, skipped=0, problems=(), twins=())
    dialog = open_roster(open_window(desk), qtbot)
    assert not dialog.verb.isEnabled()
    assert dialog.verb.text() == "Tidak ada yang baru"
    assert not dialog.save_problems.isVisible()
    assert not dialog.tabs.isVisible()


def test_a_file_that_is_no_roster_is_told_in_the_dialog(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    desk.trouble = WorldFault("Tidak ditemukan kolom Nama dalam berkas ini.")
    dialog = RosterDialog(window.room, window, CLASS, "/rapat/notulen.xlsx")
    show(dialog, qtbot)
    qtbot.waitUntil(lambda: "kolom Nama" in dialog._fault.text())
    assert dialog.report is None


def test_an_excel_file_can_be_dropped_on_the_people(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.go(Place(page="people"))
    page = window.page
    assert isinstance(page, PeoplePage)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile("/rapat/foto.jpg"), QUrl.fromLocalFile("/rapat/Peserta.XLSX")])
    copy, button, free = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPoint(5, 5), copy, dropped, button, free))
    qtbot.waitUntil(lambda: desk.asked["import_roster"] == 1)
    assert file_of([QUrl.fromLocalFile("/rapat/foto.jpg")]) == ""


# ------------------------------------------------------------------ door


@pytest.fixture
def jobs() -> Jobs:
    return Jobs()


def test_joining_asks_for_a_passphrase_twice(look: Look, jobs: Jobs, qtbot: QtBot) -> None:
    door = Doorway(WRONG)
    dialog = JoinDialog(look, jobs, None, door)
    show(dialog, qtbot)
    server, code, first, second = fields(dialog)
    write(server, "https://pusat.contoh.go.id")
    write(code, "ABCD-1234")
    write(first, "pasir putih")
    write(second, "pasir hitam")
    click(dialog.verb)
    assert door.calls == []
    second.setText("pasir putih")
    with qtbot.waitSignal(dialog.joined) as joined:
        click(dialog.verb)
    assert isinstance(joined.args[0], Joined)
    assert door.calls == [("join", "https://pusat.contoh.go.id", "ABCD-1234", "pasir putih")]


def test_a_recovery_code_is_believed_kept_when_four_letters_come_back(look: Look, jobs: Jobs, qtbot: QtBot) -> None:
    dialog = RecoveryDialog(look, jobs, None, CODE, (2, 7, 12, 20))
    show(dialog, qtbot)
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    write(dialog.back, "7Q9F")
    click(dialog.verb)
    assert dialog.isVisible()
    dialog.back.setText("7xte")
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.verb)


def test_the_recovery_code_can_be_kept_in_a_file(
    look: Look, jobs: Jobs, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kode.txt"
    answer = (str(target), "")
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: answer)
    dialog = RecoveryDialog(look, jobs, None, CODE, (2, 7, 12, 20))
    show(dialog, qtbot)
    click(dialog.save_code)
    assert CODE in target.read_text(encoding="utf-8")
    answer = (str(tmp_path / "tidak" / "ada.txt"), "")
    click(dialog.save_code)
    assert "Tidak dapat menulis ke sana" in dialog._fault.text()
    dialog.done(0)


def test_a_wrong_passphrase_is_told_and_can_be_typed_again(look: Look, jobs: Jobs, qtbot: QtBot) -> None:
    dialog = UnlockDialog(look, jobs, None, Doorway(WRONG), "Adriana Lewar")
    show(dialog, qtbot)
    write(fields(dialog)[0], "salah")
    press(fields(dialog)[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._fault.text() == str(WRONG))
    fields(dialog)[0].setText("pasir putih")
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.verb)


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_code(look: Look, jobs: Jobs, qtbot: QtBot) -> None:
    door = Doorway(WRONG)
    dialog = UnlockDialog(look, jobs, None, door, "Adriana Lewar")
    show(dialog, qtbot)
    click(dialog._other)
    code, first, second = fields(dialog)
    write(code, CODE)
    write(first, "laut biru")
    write(second, "laut biru")
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.verb)
    assert door.calls == [("recover", CODE, "laut biru")]


def test_a_page_behind_a_dialog_is_left_alone(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.go(Place(page="people"))
    page = window.page
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: page.people.model.rowCount() > 0)
    press(page.people.search, Qt.Key.Key_Return)
    press(page.people.table, Qt.Key.Key_Return)
    person = window.findChild(PersonDialog)
    assert isinstance(person, QWidget)
    assert person.windowTitle() == desk.people_rows[0].name
