"""The enrolments of a class in the window: by state, many at once, by quota, by decree, and into another class."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from contract.training.enrolment.states import State
from desktop.app.desk import Desk
from desktop.services.enrolment.views import Enrolments, Wanted, list_enrolments
from desktop.services.views import NewClass
from desktop.ui.dialogs.enrolment import DecreeDialog, MoveDialog, SelectDialog, TransferDialog
from desktop.ui.pages.enrolment.enrolment_page import EnrolmentPage
from desktop.ui.window import Window
from tests.ui.class_of_five import class_of_five, open_tab, played_class
from tests.ui.hand import click, press, write


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def held(desk: Desk, class_id: int) -> Enrolments:
    return desk.read(list_enrolments, class_id, Wanted(), None).result()


def page_of(window: Window, qtbot: QtBot, class_id: int) -> EnrolmentPage:
    page = open_tab(window, qtbot, class_id, "enrolment", EnrolmentPage)
    qtbot.waitUntil(page.people.table.isVisible)
    return page


def test_the_list_is_narrowed_to_a_state_whose_count_is_told(window: Window, played: Desk, qtbot: QtBot) -> None:
    page = page_of(window, qtbot, played_class(played))
    at = page.filter.findData(State.NOT_PASSED.value)
    qtbot.waitUntil(lambda: page.filter.itemText(at) == "Tidak lulus (3)")
    page.filter.setCurrentIndex(at)
    qtbot.waitUntil(lambda: page.people.model.rowCount() == 3)
    page.people.search.setText("tiga belas")
    qtbot.waitUntil(lambda: page.people.model.rowCount() == 1)


def test_several_are_moved_at_once_and_who_cannot_is_named(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = class_of_five(played, State.NOMINATED)
    page = page_of(window, qtbot, class_id)
    page.people.table.setFocus()
    page.people.table.pick([0, 1, 2])
    click(page.change)
    qtbot.waitUntil(lambda: page.findChild(MoveDialog) is not None)
    dialog = page.findChildren(MoveDialog)[0]
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.state is State.REGISTERED
    click(dialog.verb)
    qtbot.waitUntil(lambda: held(played, class_id).by_state == {"nominated": 2, "registered": 3})
    qtbot.waitUntil(lambda: not page.findChildren(MoveDialog))
    page.people.table.setFocus()
    page.people.table.selectAll()
    click(page.change)
    qtbot.waitUntil(lambda: bool(page.findChildren(MoveDialog)))
    again = page.findChildren(MoveDialog)[0]
    again.to.setCurrentIndex(again.to.findData(State.SELECTED.value))
    click(again.verb)
    qtbot.waitUntil(lambda: held(played, class_id).by_state == {"nominated": 2, "selected": 3})
    qtbot.waitUntil(lambda: 'berstatus "Diusulkan" dan belum dapat menjadi "Terpilih"' in words_of(again))


def test_who_leaves_needs_a_reason(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = class_of_five(played)
    page = page_of(window, qtbot, class_id)
    click(page.change)
    qtbot.waitUntil(lambda: bool(page.findChildren(MoveDialog)))
    dialog = page.findChildren(MoveDialog)[0]
    qtbot.waitUntil(dialog.isVisible)
    dialog.to.setCurrentIndex(dialog.to.findData(State.WITHDRAWN.value))
    click(dialog.verb)
    assert held(played, class_id).by_state == {"active": 5}
    write(dialog.reason, "pindah tugas")
    press(dialog.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: held(played, class_id).by_state == {"active": 4, "withdrawn": 1})
    assert {row.reason for row in held(played, class_id).rows if row.state is State.WITHDRAWN} == {"pindah tugas"}


def test_the_places_of_the_quota_and_of_the_reserve_are_given(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = class_of_five(played, State.REGISTERED)
    page = page_of(window, qtbot, class_id)
    qtbot.waitUntil(page.select.isEnabled)
    click(page.select)
    qtbot.waitUntil(lambda: bool(page.findChildren(SelectDialog)))
    dialog = page.findChildren(SelectDialog)[0]
    qtbot.waitUntil(dialog.isVisible)
    dialog.quota.setValue(2)
    dialog.reserves.setValue(1)
    told = "2 orang terpilih · 1 menjadi peserta cadangan · 2 belum mendapat tempat"
    qtbot.waitUntil(lambda: told in words_of(dialog))
    assert held(played, class_id).quota is None
    qtbot.waitUntil(dialog.verb.isEnabled)
    click(dialog.verb)
    qtbot.waitUntil(lambda: held(played, class_id).by_state == {"selected": 2, "reserve": 1, "registered": 2})
    assert (held(played, class_id).quota, held(played, class_id).reserves) == (2, 1)
    qtbot.waitUntil(lambda: page._line.accessibleName() == "kuota 2 · 1 tempat peserta cadangan")


def test_the_decree_is_noted(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = class_of_five(played)
    page = page_of(window, qtbot, class_id)
    qtbot.waitUntil(lambda: page._held is not None)
    click(page.decree)
    dialog = page.findChild(DecreeDialog)
    assert isinstance(dialog, DecreeDialog)
    qtbot.waitUntil(dialog.isVisible)
    write(dialog.number, "800/12/BPSDMD")
    press(dialog.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: held(played, class_id).decree_number == "800/12/BPSDMD")
    qtbot.waitUntil(lambda: "SK 800/12/BPSDMD" in page._line.accessibleName())


def test_one_is_transferred_to_another_class(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id, office = class_of_five(played), played.classes().result()[0].office
    other = played.create_class(NewClass(title="Kelas Lain", programme="", office=office)).result()
    page = page_of(window, qtbot, class_id)
    page.people.table.setFocus()
    press(page.people.table, Qt.Key.Key_Down)
    person = held(played, class_id).rows[1].person
    qtbot.waitUntil(page.transfer.isEnabled)
    click(page.transfer)
    qtbot.waitUntil(lambda: bool(page.findChildren(TransferDialog)))
    dialog = page.findChildren(TransferDialog)[0]
    qtbot.waitUntil(dialog.isVisible)
    dialog.to.setCurrentIndex(dialog.to.findData(other))
    write(dialog.reason, "pindah angkatan")
    click(dialog.verb)
    qtbot.waitUntil(lambda: [row.person for row in held(played, other).rows] == [person])
    left = next(row for row in held(played, class_id).rows if row.person == person)
    assert (left.state, left.transferred_to) == (State.WITHDRAWN, other)
    assert held(played, other).rows[0].transferred_from == class_id
