"""What the screens say of the road: the forecast, the turn."""

from dataclasses import replace

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.services.exchange.journey import Turn
from desktop.sync.budget import Restraint
from desktop.ui.lamp import Lamp
from desktop.ui.words import Words
from tests.ui.conftest import Opener
from tests.ui.desk import Desk
from tests.ui.hand import click
from tests.ui.test_pages import sync_page

AT = 1_795_328_400
"""22 November 2026, 14.20 WITA"""


def test_the_sync_page_forecasts_what_waits_before_it_begins(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    page = sync_page(open_window(desk), qtbot)
    told = "Kiriman 40 KB, sekitar 20 detik, ditambah kabar dari pusat"
    qtbot.waitUntil(lambda: page.link.forecast.text() == told)
    desk.road_s = None
    page.refresh()
    qtbot.waitUntil(lambda: page.link.forecast.text() == "Kiriman 40 KB, ditambah kabar dari pusat")
    desk.sync = replace(desk.sync, pending=0, carried=0)
    page.refresh()
    qtbot.waitUntil(lambda: page.link.forecast.text() == "")


def test_a_turn_is_told_in_the_lamp_and_on_the_sync_page(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    desk.sync = replace(desk.sync, turn=Turn(AT, 37), next_attempt=AT)
    window = open_window(desk)
    page = sync_page(window, qtbot)
    lamp = window.findChild(Lamp)
    assert isinstance(lamp, Lamp)
    told = "Giliran Anda 14.20 WITA (urutan 37)"
    assert Words("WITA").turn(AT, 37) == told
    qtbot.waitUntil(lambda: told in page.head.caption.accessibleName())
    qtbot.waitUntil(lambda: lamp.lines[1] == "Giliran Anda 14.20 WITA")
    assert "dicoba lagi" not in page.head.caption.accessibleName()


def test_a_budget_is_chosen_on_the_sync_page_and_told_when_it_is_spent(
    open_window: Opener, desk: Desk, qtbot: QtBot
) -> None:
    page = sync_page(open_window(desk), qtbot)
    qtbot.waitUntil(page.link.choice.isVisible)
    assert page.link.spent.text() == "Hari ini 1,2 MB"
    assert not page.link.held_back.isVisible()
    click(page.link.choice)
    menu = page.link.findChild(QMenu)
    assert isinstance(menu, QMenu)
    names = [action.text() for action in menu.actions() if action.text()]
    assert names == [
        *("Tanpa jatah", "1,0 MB sehari", "5,0 MB sehari", "20,0 MB sehari", "100,0 MB sehari"),
        "Hemat di jaringan berbayar",
    ]
    next(action for action in menu.actions() if action.text() == "1,0 MB sehari").trigger()
    menu.close()
    qtbot.waitUntil(lambda: page.link.spent.text() == "Hari ini 1,2 MB dari 1,0 MB")
    desk.account = replace(desk.account, restraint=Restraint.BUDGET)
    page.refresh()
    qtbot.waitUntil(page.link.held_back.isVisible)
    assert page.link.held_back.text().startswith("Jatah data hari ini habis: 1,0 MB. Pekerjaan tetap aman")
    assert page.send.isEnabled()
