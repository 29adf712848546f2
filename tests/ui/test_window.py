"""The window: it comes back where it was, tells two facts apart, and every part of it has a name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from contract.faults import OwnFault, WorldFault
from desktop.services.exchange.journey import SyncState, Turn
from desktop.ui.dialogs.dialog import Question
from desktop.ui.lamp import Lamp
from desktop.ui.look import Look
from desktop.ui.pages.attendance_page import AttendancePage
from desktop.ui.place import Place
from desktop.ui.port import Topic
from desktop.ui.screens import Screens
from desktop.ui.sidebar import SideBar
from desktop.ui.theme import Density
from desktop.ui.window import Window
from tests.ui.conftest import Opener, register_place
from tests.ui.desk import Desk
from tests.ui.hand import click, control, press
from tests.ui.office import CLASS

PLACES = {
    "home": Place(page="home"),
    "classes": Place(page="classes"),
    "attendance": register_place(),
    "schedule": Place(page="class", state={"class": CLASS, "tab": "schedule"}),
    "people of a class": Place(page="class", state={"class": CLASS, "tab": "people"}),
    "groups": Place(page="class", state={"class": CLASS, "tab": "groups"}),
    "people": Place(page="people"),
    "attention": Place(page="attention"),
    "sync": Place(page="sync"),
}


@pytest.fixture
def told(qapp: QApplication) -> Iterator[None]:
    """Names as a screen reader hears them."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def settle(window: Window, desk: Desk, qtbot: QtBot, place: Place) -> None:
    """Go to a place and wait for what it asks."""
    asked = sum(desk.asked.values())
    window.go(place)
    qtbot.waitUntil(lambda: sum(desk.asked.values()) > asked)
    for _ in range(5):
        QApplication.processEvents()


# ------------------------------------------------------------------ where it was


def test_the_window_returns_to_page_class_session_cell_and_scroll(
    open_window: Opener, desk: Desk, qtbot: QtBot
) -> None:
    window = open_window(desk)
    settle(window, desk, qtbot, register_place(session=102, person=530))
    page = window.page.findChild(AttendancePage)
    assert isinstance(page, AttendancePage)
    press(page.grid, Qt.Key.Key_Down)
    scroll = page.grid.verticalScrollBar().value()
    assert scroll > 0
    qtbot.waitUntil(lambda: '"person":531' in desk.notes.get("window", ""))

    again = open_window(desk)  # the first one was never closed: as after a power cut
    found = again.page.findChild(AttendancePage)
    assert isinstance(found, AttendancePage)
    qtbot.waitUntil(lambda: (found.grid.session, found.grid.person) == (102, 531))
    qtbot.waitUntil(lambda: found.grid.verticalScrollBar().value() == scroll)
    assert found.grid.hasFocus()


def test_the_window_returns_to_a_search(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    settle(window, desk, qtbot, Place(page="people", state={"search": "badan"}))
    window.flush()
    again = open_window(desk)
    assert again.place.page == "people"
    qtbot.waitUntil(lambda: again.page.state()["search"] == "badan")


@pytest.mark.parametrize("kept", ["", "not json", "[]", '{"page": 7}', '{"page": "class", "pages": {"class": 3}}'])
def test_a_state_that_cannot_be_read_is_no_state(open_window: Opener, desk: Desk, kept: str) -> None:
    desk.notes["window"] = kept
    assert open_window(desk).place.page in ("home", "class", "classes")


def test_a_burst_of_changes_is_kept_while_it_goes_on(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    before = desk.asked["remember"]
    with qtbot.waitSignal(window._keeper._timer.timeout):
        for _ in range(50):
            window.room.usher.placed.emit()
    assert desk.asked["remember"] - before <= 1


def test_closing_keeps_the_state_at_once(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.go(Place(page="sync"))
    window.close()
    assert json.loads(desk.notes["window"])["page"] == "sync"


# ------------------------------------------------------------------ two facts


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("writing", [0, 3])
@pytest.mark.parametrize("pending", [0, 46])
def test_the_lamp_never_merges_its_two_lines(look: Look, narrow: bool, writing: int, pending: int) -> None:
    lamp = Lamp(look)
    lamp.show_state(SyncState(pending=pending, last_contact=1))
    lamp.show_writing(writing)
    lamp.show_narrow(narrow)
    safe, centre = lamp.lines
    assert ("aman" in safe) is (writing == 0)
    assert (centre == "46 belum sampai pusat") is (pending == 46)
    assert lamp.toolTip() == f"{safe}\n{centre}"
    shown = [label.text() for label in (lamp._safe, lamp._centre) if not label.isHidden()]
    assert any("46" in words for words in shown) is (pending == 46)


def test_the_lamp_says_safe_only_when_all_is_on_the_disk(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    settle(window, desk, qtbot, register_place(person=540))
    page, lamp = window.page.findChild(AttendancePage), window.findChild(Lamp)
    assert isinstance(page, AttendancePage)
    assert isinstance(lamp, Lamp)
    assert "aman" in lamp.lines[0]
    desk.hold()
    press(page.grid, Qt.Key.Key_H)
    assert "menyimpan" in lamp.lines[0]
    desk.release()
    qtbot.waitUntil(lambda: "aman" in lamp.lines[0])


def test_the_side_bar_counts_what_waits(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    entries = {name: window.findChild(QPushButton, f"go-{name}") for name in ("attention", "sync")}
    attention, sync = entries["attention"], entries["sync"]
    assert attention is not None
    assert sync is not None
    qtbot.waitUntil(lambda: attention.accessibleName() == "Perlu tindakan: 4")
    desk.sync = SyncState(pending=54)
    desk.tell(Topic.SYNC)
    qtbot.waitUntil(lambda: sync.accessibleName() == "Sinkronisasi: 54")


# ------------------------------------------------------------------ names, keys, buttons


def named(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def nameless(root: QWidget) -> list[str]:
    """What can have the keys, or is a button, and has no name."""
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and (widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, QPushButton))
        and not named(widget).strip()
    ]


def test_every_part_of_every_page_has_a_name(open_window: Opener, desk: Desk, qtbot: QtBot, told: None) -> None:
    window = open_window(desk)
    found = {}
    for name, place in PLACES.items():
        settle(window, desk, qtbot, place)
        found[name] = nameless(window)
    assert not any(found.values()), found


def test_a_page_has_one_primary_button_at_most(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    counts = {}
    for name, place in PLACES.items():
        settle(window, desk, qtbot, place)
        buttons = window.findChildren(QPushButton)
        counts[name] = len([b for b in buttons if b.isVisible() and b.property("kind") == "primary"])
    assert counts == dict.fromkeys(PLACES, 1)


def test_tab_reaches_everything_on_every_page(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    unreached = {}
    for name, place in PLACES.items():
        settle(window, desk, qtbot, place)
        wanted = {
            widget
            for widget in window.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        }
        for _ in range(3 * len(wanted) + 3):
            focus = window.focusWidget()
            if focus is not None:
                wanted.discard(focus)
            window.focusNextChild()
        unreached[name] = {type(widget).__name__ for widget in wanted}
    assert not any(unreached.values()), unreached


def test_control_and_a_digit_goes_to_a_page(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    keys = (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_1)
    for key, page in zip(keys, ("classes", "people", "attention", "sync", "home"), strict=True):
        control(window, key)
        assert window.place.page == page


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_line_of_the_lamp_is_cut(
    open_window: Opener, desk: Desk, qtbot: QtBot, screens: list[Screens], language: str
) -> None:
    desk.notes["settings"] = json.dumps({"language": language})
    window = open_window(desk)
    lamp = window.findChild(Lamp)
    assert isinstance(lamp, Lamp)
    states = (
        SyncState(),
        SyncState(last_contact=1),
        SyncState(pending=123_456),
        SyncState(rejected=1_204),
        SyncState(turn=Turn(1, 9999)),
    )
    for state in states:
        lamp.show_state(state)
        for line in lamp.findChildren(QLabel):
            assert line.fontMetrics().horizontalAdvance(line.text()) <= line.width(), line.text()
    screens[-1].take(screens[-1].settings.__class__())


def test_the_side_bar_folds_by_key_and_by_width(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    side = window.findChild(SideBar)
    assert isinstance(side, SideBar)
    sizes = window.room.look.sizes
    assert side.width() == sizes.sidebar
    control(window, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: side.width() == sizes.sidebar_narrow)
    control(window, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: side.width() == sizes.sidebar)
    window.resize(1024, 530)
    qtbot.waitUntil(lambda: side.width() == sizes.sidebar_narrow)


def test_nothing_needs_more_than_a_small_screen(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    for place in PLACES.values():
        settle(window, desk, qtbot, place)
        least = window.minimumSizeHint()
        assert least.width() <= 1024
        assert least.height() <= 530


# ------------------------------------------------------------------ faults and goodbyes


def test_a_fault_stays_until_it_is_closed(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.room.usher.complain(WorldFault("Disk penuh. Kosongkan ruang, lalu coba lagi."))
    assert window.notices.text == "Disk penuh. Kosongkan ruang, lalu coba lagi."
    assert not window.notices._timer.isActive()
    click(window.notices.findChildren(QPushButton)[-1])
    assert window.notices.text == ""


def test_what_was_done_is_told_for_a_while(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.room.usher.say("Semua sudah diterima pusat.")
    assert window.notices._timer.isActive()


def test_a_service_that_fails_does_not_take_the_window_with_it(
    open_window: Opener, desk: Desk, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    window = open_window(desk)
    desk.failing["people"] = OwnFault("Ada kesalahan di program ini.")
    window.go(Place(page="people"))
    qtbot.waitUntil(lambda: window.notices.text == "Ada kesalahan di program ini.")
    window.go(Place(page="classes"))
    assert window.isVisible()


def test_a_profile_that_does_not_answer_is_told_and_closed(qapp: QApplication, desk: Desk, qtbot: QtBot) -> None:
    desk.failing["profile"] = WorldFault("Berkas data rusak. Pulihkan dari salinan cadangan.")
    screen = Screens(qapp)
    screen.open(desk)
    qtbot.waitUntil(lambda: any(isinstance(w, Question) and w.isVisible() for w in qapp.topLevelWidgets()))
    dialog = next(w for w in qapp.topLevelWidgets() if isinstance(w, Question) and w.isVisible())
    with qtbot.waitSignal(screen.closed):
        click(dialog.verb)
    assert screen.window is None
    screen.close()
    qapp.setStyleSheet("")


def test_an_answer_whose_page_is_gone_is_dropped(
    open_window: Opener, desk: Desk, qtbot: QtBot, screens: list[Screens]
) -> None:
    window = open_window(desk)
    desk.hold()
    window.go(Place(page="people"))
    screens[-1].close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.release()
    QApplication.processEvents()


# ------------------------------------------------------------------ choices


def test_somebody_else_of_a_shared_laptop_works_on_in_the_same_place(
    open_window: Opener, desk: Desk, qtbot: QtBot, screens: list[Screens]
) -> None:
    desk.people_here = ("Adriana Lewar", "Beni R&D Tefa")
    window = open_window(desk)
    settle(window, desk, qtbot, register_place(session=102, person=530))
    menu = screens[-1]._menu
    assert menu is not None
    beni = next(action for action in menu.menu.findChildren(QAction) if action.text() == "Beni R&&D Tefa")
    assert not beni.isChecked()
    with qtbot.waitSignal(screens[-1].opened):
        beni.trigger()
    fresh = screens[-1].window
    assert fresh is not None
    assert fresh is not window
    side = fresh.findChild(SideBar)
    assert side is not None
    assert [one.text() for one in side.findChildren(QLabel) if "Tefa" in one.text()]
    assert any("Sekarang Beni R&D Tefa yang bekerja" in one.text() for one in fresh.findChildren(QLabel))
    page = fresh.page.findChild(AttendancePage)
    assert isinstance(page, AttendancePage)
    qtbot.waitUntil(lambda: (page.grid.session, page.grid.person) == (102, 530))


def test_who_works_alone_is_not_asked_who_they_are(open_window: Opener, desk: Desk, screens: list[Screens]) -> None:
    open_window(desk)
    menu = screens[-1]._menu
    assert menu is not None
    assert not [action for action in menu.menu.actions() if action.text() == "Yang bekerja"]


def test_another_language_is_spoken_at_once_and_in_the_same_place(
    open_window: Opener, desk: Desk, qtbot: QtBot, screens: list[Screens]
) -> None:
    window = open_window(desk)
    settle(window, desk, qtbot, register_place(session=102, person=530))
    menu = screens[-1]._menu
    assert menu is not None
    english = next(action for action in menu.menu.findChildren(QAction) if action.text() == "English")
    with qtbot.waitSignal(screens[-1].opened):
        english.trigger()
    fresh = screens[-1].window
    assert fresh is not None
    assert fresh is not window
    entry = fresh.findChild(QPushButton, "go-people")
    assert entry is not None
    assert entry.accessibleName() == "Participants"
    page = fresh.page.findChild(AttendancePage)
    assert isinstance(page, AttendancePage)
    qtbot.waitUntil(lambda: (page.grid.session, page.grid.person) == (102, 530))
    qtbot.waitUntil(lambda: '"en"' in desk.notes.get("settings", ""))
    screens[-1].take(screens[-1].settings.__class__())


def test_what_services_say_is_told_in_the_language_of_the_window(
    open_window: Opener, desk: Desk, qtbot: QtBot, screens: list[Screens]
) -> None:
    desk.notes["settings"] = json.dumps({"language": "en"})
    lost = "Server tidak dapat dihubungi. Pekerjaan aman di laptop ini; akan dicoba lagi."
    desk.sync = replace(desk.sync, fault=lost)
    window = open_window(desk)
    window.room.usher.complain(WorldFault(lost))
    assert window.notices.text.startswith("The server cannot be reached.")
    settle(window, desk, qtbot, Place(page="sync"))
    qtbot.waitUntil(lambda: said_on(window.page, "The server cannot be reached."))
    settle(window, desk, qtbot, Place(page="attention", state={"item": "7-219"}))
    qtbot.waitUntil(lambda: said_on(window.page, "Attendance Novita Rambu Lette"))
    assert not said_on(window.page, "Presensi Novita")
    screens[-1].take(screens[-1].settings.__class__())


def said_on(page: QWidget, words: str) -> bool:
    return any(words in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_rows_follow_the_chosen_density(open_window: Opener, desk: Desk, qtbot: QtBot, screens: list[Screens]) -> None:
    desk.notes["settings"] = json.dumps({"density": "comfortable", "scale": 125})
    window = open_window(desk)
    assert window.room.look.density is Density.COMFORTABLE
    settle(window, desk, qtbot, register_place())
    page = window.page.findChild(AttendancePage)
    assert isinstance(page, AttendancePage)
    assert page.grid.rowHeight(0) == 45
