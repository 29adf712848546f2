"""Fields that know what they hold: dates and numbers as people type them, a list that is searched, a form of them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from contract.faults import WorldFault
from contract.training.findings import BadValue
from desktop.ui.dialogs.form import FormDialog
from desktop.ui.entries import ChoiceEntry, DateEntry, Entry, NumberEntry, ReasonEntry, TextEntry
from desktop.ui.look import Look
from desktop.ui.parts import column
from desktop.ui.theme import Appearance, Density
from desktop.ui.typed_numbers import number_told, typed_number
from tests.ui.conftest import Opener
from tests.ui.desk import Desk, finished
from tests.ui.hand import press, write

TODAY = date(2025, 7, 28)
PLACES = [("Kabupaten Belu", "53.04"), ("Kabupaten Kupang", "53.01"), ("Kota Kupang", "53.71")]


KEPT: list[QWidget] = []
"""The page of the test at hand: nobody else holds it."""


def shown(qtbot: QtBot, *entries: Entry[Any]) -> QWidget:
    page = QWidget()
    KEPT[:] = [page]
    layout = column(gap=8, margin=0)
    for entry in entries:
        layout.addWidget(entry)
    layout.addWidget(QLineEdit())
    page.setLayout(layout)
    qtbot.addWidget(page)
    page.resize(420, 500)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def day_entry(look: Look, **more: Any) -> DateEntry:
    return DateEntry(look, "Tanggal", today=lambda: TODAY, **more)


def line_under(entry: Entry[Any]) -> str:
    labels = [label for label in entry.findChildren(QLabel) if label.buddy() is None and not label.isHidden()]
    return labels[-1].text() if labels else ""


# ------------------------------------------------------------------ dates


@pytest.mark.parametrize("typed", ["2/9/2025", "2-9-25", "2 September 2025", "2 sep 2025", "02.09.2025", "2025-09-02"])
def test_a_date_is_read_day_first_and_written_in_full(look: Look, qtbot: QtBot, typed: str) -> None:
    entry = DateEntry(look, "Tanggal", today=lambda: date(2026, 1, 1))
    shown(qtbot, entry)
    entry.line.setFocus()
    write(entry.line, typed)
    press(entry.line, Qt.Key.Key_Tab)
    assert entry.line.text() == "2 September 2025"
    assert entry.value() == date(2025, 9, 2)


def test_what_is_no_date_is_told_under_the_field_and_stays_typed(look: Look, qtbot: QtBot) -> None:
    entry = day_entry(look, needed="Isi tanggal mulai.")
    shown(qtbot, entry)
    entry.line.setFocus()
    write(entry.line, "31/2/2025")
    press(entry.line, Qt.Key.Key_Tab)
    assert "31/2/2025" in line_under(entry)
    assert entry.line.text() == "31/2/2025"
    assert entry.line.accessibleDescription() == line_under(entry)
    assert not entry.line.hasFocus()
    assert not entry.check()
    entry.line.clear()
    assert line_under(entry) == ""
    assert not entry.check()
    assert line_under(entry) == "Isi tanggal mulai."
    entry.show_day(TODAY)
    assert entry.check()
    assert line_under(entry) == ""


def test_the_calendar_opens_by_keys_at_the_typed_day_and_gives_one_back(look: Look, qtbot: QtBot) -> None:
    entry = day_entry(look, day=date(2025, 9, 2))
    shown(qtbot, entry)
    entry.line.setFocus()
    QTest.keyClick(entry.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = entry.calendar
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    assert popup.month.selectedDate() == QDate(2025, 9, 2)
    view = popup.month.findChild(QWidget, "qt_calendar_calendarview")
    assert view is not None
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert entry.value() == date(2025, 9, 3)
    assert entry.line.text() == "3 September 2025"


# ------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    ("typed", "number", "told"),
    [
        ("1.234", 1234, "1.234"),
        ("1234", 1234, "1.234"),
        ("1.234,5", Fraction(2469, 2), "1.234,5"),
        ("87,25", Fraction(349, 4), "87,25"),
        ("87.5", Fraction(175, 2), "87,5"),
        ("-3", -3, "-3"),
        ("1 000 000", 1_000_000, "1.000.000"),
        ("0,05", Fraction(1, 20), "0,05"),
    ],
)
def test_a_number_has_a_comma_for_decimals_and_dots_for_thousands(typed: str, number: Fraction, told: str) -> None:
    assert typed_number(typed, 2) == number
    assert number_told(Fraction(number)) == told
    assert typed_number(told, 2) == number


@pytest.mark.parametrize("typed", ["1.23.456", "1,2,3", "12a", "", "1.2345", "--1", "9" * 40, "1e5", "٣"])
def test_what_is_no_number_gets_one_sentence(typed: str) -> None:
    with pytest.raises(BadValue):
        typed_number(typed, 2)


def test_a_number_field_says_its_bounds_and_writes_thousands(look: Look, qtbot: QtBot) -> None:
    entry = NumberEntry(look, "Anggaran", least=1, most=2000, decimals=0)
    shown(qtbot, entry)
    entry.line.setFocus()
    write(entry.line, "1500")
    press(entry.line, Qt.Key.Key_Tab)
    assert (entry.line.text(), entry.value()) == ("1.500", Fraction(1500))
    for typed, told in (("0", "0 di luar 1 sampai 2.000"), ("1,5", "bilangan bulat"), ("x", "bukan angka")):
        entry.line.setText(typed)
        assert not entry.check()
        assert told in line_under(entry)
    entry.line.setText("")
    assert entry.check()
    assert entry.value() is None


# ------------------------------------------------------------------ a list, a reason


def test_letters_anywhere_in_a_name_find_it(look: Look, qtbot: QtBot) -> None:
    entry = ChoiceEntry(look, "Kabupaten/kota", PLACES, needed="Pilih kabupaten/kota.", searched=True)
    shown(qtbot, entry)
    line = entry.box.lineEdit()
    assert line is not None
    line.setFocus()
    assert entry.read() is None
    write(line, "belu")
    finder = entry.box.completer()
    assert finder is not None
    assert [finder.completionModel().index(n, 0).data() for n in range(finder.completionCount())] == ["Kabupaten Belu"]
    assert entry.value() == "53.04"
    line.setText("kupang")
    assert not entry.check()
    assert "kupang tidak ada di daftar" in line_under(entry)
    line.setText("kota kupang")
    assert entry.value() == "53.71"
    line.setText("")
    assert not entry.check()
    assert line_under(entry) == "Pilih kabupaten/kota."


def test_a_name_found_with_the_arrows_is_taken(look: Look, qtbot: QtBot) -> None:
    entry = ChoiceEntry(look, "Kabupaten/kota", PLACES, searched=True, chosen="53.04")
    shown(qtbot, entry)
    line = entry.box.lineEdit()
    assert line is not None
    assert line.text() == "Kabupaten Belu"
    line.setFocus()
    line.selectAll()
    write(line, "kota")
    finder = entry.box.completer()
    assert finder is not None
    popup = finder.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    press(popup, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert entry.value() == "53.71"


def test_a_usual_reason_is_one_press_away_and_may_be_added_to(look: Look, qtbot: QtBot) -> None:
    entry = ReasonEntry(look, "Alasan", ["Salah ketik", "Surat tugas menyusul"], needed="Tulis alasannya.")
    shown(qtbot, entry)
    assert not entry.check()
    next(b for b in entry.findChildren(QPushButton) if b.text() == "Salah ketik").click()
    qtbot.waitUntil(entry.text.hasFocus)
    write(entry.text, " pada NIP")
    assert entry.value() == "Salah ketik pada NIP"
    assert entry.check()


# ------------------------------------------------------------------ form


Act = Callable[[dict[str, Any]], Future[Any]]


@pytest.fixture
def form(open_window: Opener, qtbot: QtBot) -> Callable[[Act], FormDialog]:
    window = open_window(Desk())
    look = window.room.look

    def make(act: Act) -> FormDialog:
        entries: dict[str, Entry[Any]] = {
            "title": TextEntry(look, "Judul", needed="Isi judul."),
            "starts": day_entry(look, needed="Isi tanggal mulai."),
            "ends": day_entry(look),
            "place": ChoiceEntry(look, "Kabupaten/kota", PLACES, searched=True),
            "budget": NumberEntry(look, "Anggaran (Rp)"),
            "reason": ReasonEntry(look, "Alasan"),
        }
        blame: Callable[[Any], str] = lambda fault: "title" if "judul" in str(fault) else ""  # noqa: E731
        dialog = FormDialog(
            window.room, window, "Ubah rencana", "Simpan", entries, act, beside=[("starts", "ends")], blame=blame
        )
        dialog.open()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return make


def test_a_form_gives_typed_values_and_closes(form: Callable[[Act], FormDialog], qtbot: QtBot) -> None:
    taken = list[dict[str, Any]]()

    def act(values: dict[str, Any]) -> Future[Any]:
        taken.append(values)
        return finished(7)

    dialog = form(act)
    press(dialog.verb, Qt.Key.Key_Return)
    assert taken == []
    assert line_under(dialog.entries["title"]) == "Isi judul."
    assert line_under(dialog.entries["starts"]) == "Isi tanggal mulai."
    title = dialog.entries["title"].field
    qtbot.waitUntil(title.hasFocus)
    write(title, "Layanan  satu pintu")
    press(title, Qt.Key.Key_Tab)
    write(dialog.entries["starts"].field, "2/9/2025")
    write(dialog.entries["budget"].field, "1.500.000")
    with qtbot.waitSignal(dialog.answered) as answered:
        press(dialog.verb, Qt.Key.Key_Return)
    assert answered.args == [7]
    assert taken == [
        {
            "title": "Layanan satu pintu",
            "starts": date(2025, 9, 2),
            "ends": None,
            "place": None,
            "budget": 1_500_000,
            "reason": "",
        }
    ]


def test_a_fault_about_a_field_stands_under_it_and_others_above_the_buttons(
    form: Callable[[Act], FormDialog], qtbot: QtBot
) -> None:
    faults = [WorldFault("Ada judul yang sama; ubah judulnya."), WorldFault("Cakram penuh.")]

    def act(_: dict[str, Any]) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(faults.pop(0))
        return future

    dialog = form(act)
    write(dialog.entries["title"].field, "Satu")
    write(dialog.entries["starts"].field, "2/9/2025")
    press(dialog.verb, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: line_under(dialog.entries["title"]) == "Ada judul yang sama; ubah judulnya.")
    assert dialog.verb.isEnabled()
    press(dialog.verb, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._fault.isVisible())
    assert dialog._fault.text() == "Cakram penuh."
    write(dialog.entries["title"].field, "!")
    assert not dialog._fault.isVisible()
    assert dialog.entries["title"].value() == "Satu!"


@pytest.mark.parametrize("scale", [100, 200])
def test_a_form_is_never_wider_or_higher_than_the_screen(
    form: Callable[[Act], FormDialog], look: Look, scale: int
) -> None:
    look.choose(appearance=Appearance.LIGHT, scale=scale, density=Density.NORMAL)
    dialog = form(lambda _: finished(None))
    QApplication.processEvents()
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
    for entry in dialog.entries.values():
        wide = entry.mapTo(dialog, QPoint(entry.width(), 0)).x()
        assert wide <= dialog.width()
