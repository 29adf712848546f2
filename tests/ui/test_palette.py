"""Back, forward and the search over everything, in a real window over a real replica."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.app.desk import Desk
from desktop.services.classes.views import list_classes
from desktop.services.people.listing import list_people
from desktop.ui.dialogs.person import PersonDialog
from desktop.ui.pages.attendance_page import AttendancePage
from desktop.ui.pages.class_page import ClassPage
from desktop.ui.palette import Palette
from desktop.ui.place import Place
from desktop.ui.window import Window
from tests.ui.hand import alt, click, control, press, write


def standing(window: Window) -> list[Palette]:
    """Those that are not closed yet."""
    return [palette for palette in window.findChildren(Palette) if palette.isVisible()]


def opened(window: Window, qtbot: QtBot) -> Palette:
    window.activateWindow()  # as a window manager does once a dialog has gone
    qtbot.waitUntil(window.isActiveWindow)
    control(window, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: bool(standing(window)))
    (palette,) = standing(window)
    qtbot.waitUntil(palette.field.hasFocus)
    return palette


def shown(palette: Palette) -> list[tuple[str, str]]:
    return [(line.words, line.kind) for line in palette._lines]


def test_a_part_of_a_name_leads_to_the_person(window: Window, played: Desk, qtbot: QtBot) -> None:
    person = played.read(list_people, "", None, 1, 30).result().people[0]
    palette = opened(window, qtbot)
    write(palette.field, person.name[-9:])
    qtbot.waitUntil(lambda: any(words.startswith(person.name) for words, _ in shown(palette)))
    at = next(n for n, (words, _) in enumerate(shown(palette)) if words.startswith(person.name))
    for _ in range(at):
        press(palette.field, Qt.Key.Key_Down)
    press(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(PersonDialog) is not None)
    dialog = window.findChild(PersonDialog)
    assert isinstance(dialog, PersonDialog)
    assert dialog.windowTitle() == person.name
    dialog.close()


def test_a_session_by_its_number_leads_to_its_column_of_the_register(window: Window, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    write(palette.field, "sesi 3")
    qtbot.waitUntil(lambda: any(kind == "Sesi" for _, kind in shown(palette)))
    assert shown(palette)[0][0].startswith("Sesi 3 · ")
    press(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, ClassPage))
    register = window.page.findChild(AttendancePage)
    assert isinstance(register, AttendancePage)
    qtbot.waitUntil(lambda: register.grid.session is not None)
    sessions = register.model.register.sessions
    assert [s.id for s in sessions].index(register.grid.session or 0) == 2


def test_an_act_of_the_page_in_front_is_found_by_its_words(window: Window, qtbot: QtBot) -> None:
    window.go(Place(page="classes"))
    qtbot.waitUntil(lambda: bool(window.page.findChildren(QPushButton)))
    palette = opened(window, qtbot)
    write(palette.field, "buat kel")
    assert shown(palette)[0] == ("Buat kelas", "Tindakan")


def test_a_page_is_found_and_nothing_is_said_to_be_nothing(window: Window, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    write(palette.field, "sinkron")
    press(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.place.page == "sync")
    palette = opened(window, qtbot)
    write(palette.field, "tidak ada yang begini")
    qtbot.waitUntil(lambda: not palette.list.isVisible())
    assert palette._nothing.isVisible()
    press(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    press(palette.field, Qt.Key.Key_Escape)
    assert window.place.page == "sync"


def test_the_way_back_leads_through_the_pages_and_forward_again(window: Window, played: Desk, qtbot: QtBot) -> None:
    (found, *_) = played.read(list_classes, 0).result()
    window.go(Place(page="classes"))
    window.go(Place(page="class", state={"class": found.id, "tab": "schedule"}))
    qtbot.waitUntil(lambda: window._top._name.accessibleName() == found.title)
    window.go(Place(page="people", state={"search": "contoh"}))
    assert window._top._here.text() == "Peserta"
    alt(window, Qt.Key.Key_Left)
    assert window.place.page == "class"
    assert window.place.state["tab"] == "schedule"
    alt(window, Qt.Key.Key_Left)
    alt(window, Qt.Key.Key_Left)
    assert window.place.page == "home"
    assert not window._top._back.isEnabled()
    for _ in range(3):
        alt(window, Qt.Key.Key_Right)
    assert (window.place.page, window.place.state["search"]) == ("people", "contoh")
    assert not window._top._forward.isEnabled()
    alt(window, Qt.Key.Key_Left)
    click(window._top._root)
    assert window.place.page == "classes"
