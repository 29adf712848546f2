"""What the screens say of the road: the forecast, the turn."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from desktop.services.journey import Turn
from desktop.ui.lamp import Lamp
from desktop.ui.words import Words
from tests.ui.conftest import Opener
from tests.ui.desk import Desk
from tests.ui.test_pages import sync_page

AT = 1_795_328_400
"""22 November 2026, 14.20 WITA"""


def test_the_sync_page_forecasts_what_waits_before_it_begins(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    page = sync_page(open_window(desk), qtbot)
    qtbot.waitUntil(lambda: page.link.forecast.isVisible())
    assert page.link.forecast.text() == "Kiriman 40 KB, sekitar 20 detik, ditambah kabar dari pusat"
    desk.sync = replace(desk.sync, pending=0, carried=0)
    page.refresh()
    qtbot.waitUntil(lambda: not page.link.forecast.isVisible())


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
