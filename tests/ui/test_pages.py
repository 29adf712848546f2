"""Home, classes, schedule, groups, attention, sync: what they show, and where they lead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from contract.faults import WorldFault
from desktop.services.exchange.journey import Progress, SyncState
from desktop.ui.lamp import Lamp
from desktop.ui.pages.attendance_page import AttendancePage
from desktop.ui.pages.class_page import ClassPage
from desktop.ui.pages.classes_page import ClassesPage
from desktop.ui.pages.groups_page import GroupsPage
from desktop.ui.pages.home_page import HomePage
from desktop.ui.pages.practice_card import PracticeCard
from desktop.ui.pages.schedule_page import SchedulePage
from desktop.ui.pages.sync_page import SyncPage
from desktop.ui.place import Place
from desktop.ui.port import Topic
from desktop.ui.window import Window
from tests.ui.conftest import Opener
from tests.ui.desk import Desk
from tests.ui.hand import click, press
from tests.ui.office import CLASS, NOW, OTHER_CLASS, SESSIONS


def words_of(widget: QWidget) -> str:
    """All that a widget says, line by line."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def home_of(window: Window, qtbot: QtBot) -> HomePage:
    page = window.page
    assert isinstance(page, HomePage)
    qtbot.waitUntil(lambda: page.primary is not None)
    return page


# ------------------------------------------------------------------ home


def test_home_offers_the_first_session_of_today(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    home = home_of(window, qtbot)
    assert "Selamat pagi, Adriana" in words_of(home)
    assert "38 dari 46 terisi" in words_of(home)
    assert "Data contoh" in words_of(home)
    primary = home.primary
    assert primary is not None
    qtbot.waitUntil(primary.hasFocus)
    click(primary)
    page = window.page.findChild(AttendancePage)
    assert isinstance(page, AttendancePage)
    qtbot.waitUntil(lambda: page.grid.session == 103)
    assert page.grid.person == 539  # the first without a mark


def test_home_without_a_session_today_says_which_comes_next(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    home = home_of(window, qtbot)
    value = replace(desk._home(), today=(), coming=desk._home().today[1])
    home._show(value)
    qtbot.waitUntil(lambda: "Tidak ada sesi hari ini. Berikutnya DLA NTT 2025" in words_of(home))
    home._show(replace(value, coming=None, unfinished=desk._home().today))
    qtbot.waitUntil(lambda: "Sesi yang belum ditutup" in words_of(home))


def test_the_three_tries_are_there_only_in_a_practice_office(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    card = home_of(window, qtbot).findChild(PracticeCard)
    assert isinstance(card, PracticeCard)
    assert card.isVisible()
    real = open_window(Desk(practice=False))
    plain = home_of(real, qtbot).findChild(PracticeCard)
    assert isinstance(plain, PracticeCard)
    assert not plain.isVisible()


def test_pulling_the_cable_is_told_and_can_be_taken_back(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    card = home_of(window, qtbot).findChild(PracticeCard)
    assert isinstance(card, PracticeCard)
    click(card.plug)
    qtbot.waitUntil(lambda: card.plug.text() == "Pasang jaringan")
    assert "Semua tetap bisa dikerjakan" in window.notices.text
    click(card.plug)
    qtbot.waitUntil(lambda: card.plug.text() == "Cabut jaringan")


def test_the_third_try_begins_to_sync(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    card = home_of(window, qtbot).findChild(PracticeCard)
    assert isinstance(card, PracticeCard)
    click(card.sync)
    assert isinstance(window.page, SyncPage)
    qtbot.waitUntil(lambda: desk.sync.pending == 0)
    assert desk.asked["sync_now"] == 1
    window.go(Place(page="home"))
    window.go(Place(page="sync"))
    assert desk.asked["sync_now"] == 1  # coming back is not asking again


def test_home_shows_how_far_the_data_has_come(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    desk.sync = replace(desk.sync, rejected=0)
    window = open_window(desk)
    home = home_of(window, qtbot)
    assert "46 perubahan menunggu dikirim" in words_of(home)
    click(home._journey.send)
    qtbot.waitUntil(lambda: "Tidak ada yang menunggu" in words_of(home))
    assert window.notices.text == "Semua sudah diterima pusat."


def test_a_minute_that_passes_does_not_build_home_again(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    home = home_of(open_window(desk), qtbot)
    button = home.primary
    home._show(replace(desk._home(), now=NOW + 60))
    assert home.primary is button


# ------------------------------------------------------------------ classes


def test_a_class_opens_by_click_and_by_enter(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.go(Place(page="classes"))
    page = window.page
    assert isinstance(page, ClassesPage)
    qtbot.waitUntil(lambda: len(page.model.rows) == 2)
    qtbot.waitUntil(page.table.hasFocus)
    press(page.table, Qt.Key.Key_Down, Qt.Key.Key_Return)
    opened = window.page
    assert isinstance(opened, ClassPage)
    assert opened.state()["class"] == OTHER_CLASS


def test_the_list_of_classes_keeps_its_row_when_another_class_comes(
    open_window: Opener, desk: Desk, qtbot: QtBot
) -> None:
    window = open_window(desk)
    window.go(Place(page="classes"))
    page = window.page
    assert isinstance(page, ClassesPage)
    qtbot.waitUntil(lambda: len(page.model.rows) == 2)
    page.table.choose(1)
    desk.class_list = (replace(desk.class_list[0], id=9009, title="Angkatan II"), *desk.class_list)
    desk.tell(Topic.CLASSES)
    qtbot.waitUntil(lambda: len(page.model.rows) == 3)
    assert page.table.current_key() == OTHER_CLASS


def test_a_session_of_the_schedule_opens_in_the_register(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.go(Place(page="class", state={"class": CLASS, "tab": "schedule"}))
    page = window.page.findChild(SchedulePage)
    assert isinstance(page, SchedulePage)
    qtbot.waitUntil(lambda: len(page.model.rows) == 8)
    page.table.choose(3)
    press(page.table, Qt.Key.Key_Return)
    register = window.page.findChild(AttendancePage)
    assert isinstance(register, AttendancePage)
    qtbot.waitUntil(lambda: register.grid.session == SESSIONS[3].id)


def test_the_schedule_counts_what_is_marked(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.go(Place(page="class", state={"class": CLASS, "tab": "schedule"}))
    page = window.page.findChild(SchedulePage)
    assert isinstance(page, SchedulePage)
    qtbot.waitUntil(lambda: len(page.model.rows) == 8)
    shown = [page.model.index(2, n).data() for n in range(page.model.columnCount())]
    assert "34" in shown
    assert "8 belum diisi" in shown


def test_notes_of_a_group_are_shown_and_written(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.go(Place(page="class", state={"class": CLASS, "tab": "groups"}))
    page = window.page.findChild(GroupsPage)
    assert isinstance(page, GroupsPage)
    qtbot.waitUntil(lambda: len(page.model.rows) == 9)
    qtbot.waitUntil(lambda: "Sepakat bertemu lagi" in words_of(page))
    page.table.choose(1)
    qtbot.waitUntil(lambda: "Belum ada catatan." in words_of(page))


def test_an_empty_class_says_what_will_be_here(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.go(Place(page="class", state={"class": OTHER_CLASS, "tab": "attendance"}))
    page = window.page.findChild(AttendancePage)
    assert isinstance(page, AttendancePage)
    qtbot.waitUntil(lambda: "Presensi muncul di sini" in words_of(page))
    click(next(b for b in page.findChildren(QPushButton) if b.text() == "Buat sesi"))
    assert window.page.state()["tab"] == "schedule"


# ------------------------------------------------------------------ sync


def sync_page(window: Window, qtbot: QtBot) -> SyncPage:
    window.go(Place(page="sync"))
    page = window.page
    assert isinstance(page, SyncPage)
    qtbot.waitUntil(lambda: bool(page.history.rows))
    return page


def test_the_sync_page_tells_what_waits_and_what_came(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    page = sync_page(open_window(desk), qtbot)
    qtbot.waitUntil(lambda: len(page.waiting.rows) == 2)
    assert page.waiting.index(0, 0).data() == "46 presensi"
    assert "terakhir terhubung 26 Jul 2025 16.12 WITA" in page.head.caption.accessibleName()
    assert page.history.index(2, 3).data() == "Pusat tidak terjangkau: tidak ada jaringan."


def test_sending_empties_the_list_of_what_waits(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    desk.sync = replace(desk.sync, rejected=0)
    window = open_window(desk)
    page = sync_page(window, qtbot)
    click(page.send)
    qtbot.waitUntil(lambda: not page.waiting.rows)
    assert window.notices.text == "Semua sudah diterima pusat."
    assert page.send.isEnabled()


def test_what_is_not_known_yet_is_not_told_as_nought(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    desk.hold()
    window.go(Place(page="sync"))
    said = words_of(window.page).split("\n")
    assert said.count("–") >= 3
    assert "0" not in said
    desk.release()
    qtbot.waitUntil(lambda: "1.204" in words_of(window.page))


def test_what_was_refused_is_never_told_as_received(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    page = sync_page(window, qtbot)
    click(page.send)
    qtbot.waitUntil(lambda: "Tidak ada yang menunggu; 1 perubahan ditolak pusat." in words_of(page))
    assert window.notices.text == "1 perubahan ditolak pusat; lihat Perlu tindakan."
    lamp = window.findChild(Lamp)
    assert isinstance(lamp, Lamp)
    qtbot.waitUntil(lambda: lamp.lines == ("Tersimpan, aman dimatikan", "1 ditolak pusat"))


def test_a_talk_shows_figures_and_can_be_cancelled(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    page = sync_page(open_window(desk), qtbot)
    desk.begin_talk(Progress(sent=20, to_send=46, received=5, to_receive=20))
    qtbot.waitUntil(lambda: page.stop.isVisible())
    assert page._progress_words.text() == "Terkirim 20 dari 46 · diterima 5 dari 20"
    assert not page.send.isEnabled()
    click(page.stop)
    assert desk.cancelled == 1


def test_what_is_unsure_is_never_called_failed(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    page = sync_page(open_window(desk), qtbot)
    page._show(replace(desk.sync, unsure=12))
    assert "12 menunggu kepastian pusat" in page.head.caption.accessibleName()
    assert "gagal" not in words_of(page)


def test_a_centre_out_of_reach_is_told_and_the_work_is_safe(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    page = sync_page(window, qtbot)
    desk.trouble = WorldFault("Pusat tidak terjangkau. Data aman di laptop; coba lagi nanti.")
    click(page.send)
    qtbot.waitUntil(lambda: "Pusat tidak terjangkau" in window.notices.text)
    qtbot.waitUntil(page.send.isEnabled)


@pytest.mark.parametrize("state", [SyncState(), SyncState(pending=3), SyncState(carried=4, pending=4)])
def test_any_state_can_be_shown(open_window: Opener, desk: Desk, qtbot: QtBot, state: SyncState) -> None:
    page = sync_page(open_window(desk), qtbot)
    page._show(state)
    assert page._counts["carried"].isVisible() is (state.carried > 0)
