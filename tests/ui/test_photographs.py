"""Photographs of signed lists: a button in the register, a list with small pictures, files chosen or dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from contract.faults import WorldFault
from desktop.documents.press.pictures import JPEG, thumbnail
from desktop.services.attachments import AttachmentView, Opened, Place
from desktop.ui.dialogs.photographs import PhotographsDialog, PictureDialog
from desktop.ui.pages.attendance_page import AttendancePage
from desktop.ui.port import Added, Photograph
from tests.attachments.photographs import photograph
from tests.ui.conftest import Opener, register_place
from tests.ui.desk import Desk
from tests.ui.hand import click


def view(number: int, place: Place, percent: int = 0) -> AttachmentView:
    return AttachmentView(
        id=number,
        class_id=1,
        session=103,
        title=f"Lembar {number}",
        kind=JPEG,
        size=81_920,
        taken_at=1_753_660_800,
        place=place,
        percent=percent,
        refused="",
    )


@pytest.fixture
def dialog(open_window: Opener, desk: Desk, qtbot: QtBot) -> PhotographsDialog:
    """The dialog of Sesi 3 with two photographs, of which one is at the centre only."""
    desk.photograph_list = (
        Photograph(view=view(1, Place.SENDING, 40), picture=thumbnail(photograph(1))),
        Photograph(view=view(2, Place.AWAY), picture=None),
    )
    window = open_window(desk)
    window.go(register_place())
    page = window.page.findChild(AttendancePage)
    assert page is not None
    qtbot.waitUntil(lambda: page.grid.session == 103)
    click(page.bar.photographs)
    found = page.findChild(PhotographsDialog)
    assert found is not None
    qtbot.waitUntil(lambda: found.findChild(QPushButton, "open-2") is not None)
    return found


def words(dialog: PhotographsDialog) -> str:
    return " | ".join(label.accessibleName() or label.text() for label in dialog.findChildren(QLabel))


def button(dialog: PhotographsDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_each_photograph_says_where_it_is(dialog: PhotographsDialog) -> None:
    assert "Lembar 1" in words(dialog)
    assert "80 KB · sedang dikirim 40 %" in words(dialog)
    assert "80 KB · belum di sini" in words(dialog)


def test_dropped_files_are_attached_and_what_is_wrong_is_told(
    dialog: PhotographsDialog, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dropped, buttons, keys))
    qtbot.waitUntil(lambda: "tersimpan di laptop ini" in dialog._fault.text())
    assert desk.created == [tmp_path / "a.jpg"]
    desk.added = Added(kept=0, problems=("a.jpg kosong. Ambil fotonya sekali lagi, atau salin lagi dari telepon.",))
    dialog.add([tmp_path / "a.jpg"])
    qtbot.waitUntil(lambda: "a.jpg kosong" in dialog._fault.text())
    desk.failing["add_photographs"] = WorldFault("Cakram penuh.")
    dialog.add([tmp_path / "a.jpg"])
    qtbot.waitUntil(lambda: "Cakram penuh" in dialog._fault.text())
    assert dialog.verb.isEnabled()


def test_one_that_is_here_is_shown_large_and_one_that_is_not_is_asked_for(
    dialog: PhotographsDialog, desk: Desk, qtbot: QtBot
) -> None:
    click(button(dialog, "open-2"))
    qtbot.waitUntil(lambda: "diminta dari pusat" in dialog._fault.text())
    desk.opened = Opened(content=photograph(1), kind=JPEG, title="Lembar 1")
    click(button(dialog, "open-1"))
    qtbot.waitUntil(lambda: dialog.findChild(PictureDialog) is not None)
    shown = dialog.findChild(PictureDialog)
    assert isinstance(shown, PictureDialog)
    shown.close()


def test_one_is_removed(dialog: PhotographsDialog, desk: Desk, qtbot: QtBot) -> None:
    click(button(dialog, "remove-1"))
    qtbot.waitUntil(lambda: desk.created == [1])
    qtbot.waitUntil(lambda: desk.asked["photographs"] == 2)
