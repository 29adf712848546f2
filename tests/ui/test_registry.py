"""Every page that the window knows opens over a real replica, and every page there is, is known."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.pages.page import Page
from desktop.ui.pages.registry import PAGES
from desktop.ui.place import Place
from desktop.ui.window import Window


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_opens_on_a_real_replica_with_nothing_said_of_where(name: str, window: Window, qtbot: QtBot) -> None:
    window.go(Place(page=name))
    qtbot.waitUntil(lambda: window.page.isVisible())
    assert isinstance(window.page, Page)
    assert PAGES[name].under in PAGES
    qtbot.wait(100)
    shown = [label.text() for label in window.notices.findChildren(QLabel) if label.isVisible()]
    assert not shown
