"""The stick in two clicks: open the dialog, write; and take what came."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from contract.faults import WorldFault
from desktop.services.exchange.journey import SyncState
from desktop.ui.dialogs.carrying import CarryDialog
from desktop.ui.pages.sync_page import SyncPage
from desktop.ui.place import Place
from tests.ui.conftest import Opener
from tests.ui.desk import Desk
from tests.ui.hand import click


@pytest.fixture
def dialog(open_window: Opener, desk: Desk, qtbot: QtBot, tmp_path: Path) -> CarryDialog:
    """The dialog with one stick plugged in."""
    window = open_window(desk)
    window.go(Place(page="sync"))
    page = window.page
    made = CarryDialog(page.room, page, [tmp_path])
    made.open()
    qtbot.waitUntil(made.isVisible)
    return made


def test_the_second_click_writes_the_stick_that_is_plugged_in(
    dialog: CarryDialog, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(dialog.carried):
        click(dialog.verb)
    assert desk.created == [tmp_path]
    assert "laptop-Adriana_003.lontar" in dialog._fault.text()
    assert "46" in dialog._fault.text()


def test_what_came_is_told_in_one_line(dialog: CarryDialog, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.carried):
        click(dialog.take)
    assert desk.asked["read_stick"] == 1
    assert "46" in dialog._fault.text()


def test_a_full_stick_is_told_and_can_be_tried_again(dialog: CarryDialog, desk: Desk, qtbot: QtBot) -> None:
    desk.failing["write_stick"] = WorldFault("Flashdisk penuh; tidak ada yang ditulis. Kosongkan ruang, lalu ulangi.")
    click(dialog.verb)
    qtbot.waitUntil(lambda: "penuh" in dialog._fault.text())
    assert dialog.verb.isEnabled()
    desk.failing.clear()
    with qtbot.waitSignal(dialog.carried):
        click(dialog.verb)


def test_without_a_stick_it_says_what_to_do(open_window: Opener, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(desk)
    window.go(Place(page="sync"))
    page = window.page
    made = CarryDialog(page.room, page, [])
    made.open()
    qtbot.waitUntil(made.isVisible)
    click(made.verb)
    assert desk.asked["write_stick"] == 0
    made.choose(tmp_path)
    with qtbot.waitSignal(made.carried):
        click(made.verb)


def test_the_page_offers_the_stick(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    desk.sync = SyncState(pending=3, carried=3, stick=3)
    window = open_window(desk)
    window.go(Place(page="sync"))
    page = window.page
    assert isinstance(page, SyncPage)
    click(page.carry)
    qtbot.waitUntil(lambda: bool(page.findChildren(CarryDialog)))
