"""No part of a page is a window of its own for a moment: it would flash, and take the keys from the office's window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.desk import Desk
from desktop.ui.fields import Field
from desktop.ui.look import Look
from desktop.ui.pages.class_page import ClassPage
from desktop.ui.pages.registry import PAGES
from desktop.ui.pages.reports.reports_page import ReportsPage
from desktop.ui.place import Place
from desktop.ui.table_list import TableList
from desktop.ui.window import Window


class Shown(QObject):
    """Notes each window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def shown_windows(qapp: QApplication) -> Iterator[Shown]:
    """From now on."""
    shown = Shown()
    qapp.installEventFilter(shown)
    yield shown
    qapp.removeEventFilter(shown)


def test_no_page_flashes_a_window_and_none_loses_the_keys(
    window: Window, played: Desk, shown_windows: Shown, qtbot: QtBot
) -> None:
    class_id = played.classes().result()[0].id
    shown_windows.windows.clear()
    for name in PAGES:
        window.go(Place(page=name, state={"class": class_id} if name == "class" else {}))
        qtbot.wait(1)
        page = window.page
        if isinstance(page, ReportsPage):
            qtbot.waitUntil(lambda page=page: bool(page.panels))  # type: ignore[misc]
        if isinstance(page, ClassPage):
            for tab in range(page.tabs.count()):
                page.tabs.setCurrentIndex(tab)
                qtbot.wait(1)
        assert (name, shown_windows.windows) == (name, [])
        assert window.isActiveWindow(), name


def test_a_field_with_a_hint_and_a_list_with_a_search_stand_in_their_window(look: Look, shown_windows: Shown) -> None:
    field = Field(look, "Nama", QLineEdit(), "Seperti di KTP")
    rows = TableList[str](look, "Daftar", (), lambda row: row, empty=QWidget(), search="Cari")
    assert shown_windows.windows == []
    field.show()
    assert "Seperti di KTP" in {line.text() for line in field.findChildren(QLabel) if line.isVisible()}
    field.close()
    rows.close()


def test_the_day_of_a_report_is_named_where_it_is_typed(window: Window) -> None:
    window.go(Place(page="reports"))
    page = window.page
    assert isinstance(page, ReportsPage)
    assert page.day.lineEdit().accessibleName() == "Keadaan pada"
