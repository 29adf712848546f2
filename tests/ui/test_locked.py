"""A shared laptop left alone: nothing of the office is on the screen until a passphrase was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app.desk import Desk
from desktop.app.guard import Guard
from desktop.app.opening import opened_with
from desktop.services.classes.views import list_classes
from desktop.storage.profile import Profile
from desktop.sync import keys
from desktop.ui.dialogs.creating import NewClassDialog
from desktop.ui.dialogs.locked import LockedDialog
from desktop.ui.locking import Idle
from desktop.ui.place import Place
from desktop.ui.screens import Screens
from desktop.ui.window import Window
from tests.ui.conftest import shown
from tests.ui.hand import click, control, press, write
from tests.ui.real import lay_played

SECRET = "kata sandi panjang"


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile with locks of its own over the played replica."""
    return lay_played(tmp_path, SECRET)


@pytest.fixture
def screens(qapp: QApplication, qtbot: QtBot, profile: Profile) -> Iterator[Screens]:
    """The window of that profile, which can be locked."""
    with opened_with(profile, keys.unlock(profile.directory, SECRET)) as opened:
        desk, guard = Desk(opened), Guard(opened)
        made: list[Screens] = []
        shown(qapp, qtbot, made, desk, guard)
        yield made[0]
        made[0].close()
        qapp.setStyleSheet("")
        guard.close()
        desk.close()


def dialog_of(screens: Screens, qtbot: QtBot) -> LockedDialog:
    window = screens.window
    assert window is not None
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(LockedDialog)))
    return next(d for d in window.findChildren(LockedDialog) if d.isVisible())


def words_in_sight(window: Window) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_what_was_open_is_hidden_and_comes_back_where_it_was(screens: Screens, qtbot: QtBot) -> None:
    window = screens.window
    assert window is not None
    window.go(Place(page="classes"))
    form = NewClassDialog(window.room, window)
    form.open()
    field = form.findChildren(QLineEdit)[0]
    write(field, "Kelas setengah jadi")
    screens.lock()
    dialog = dialog_of(screens, qtbot)
    assert not form.isVisible()
    assert "Kelas" not in words_in_sight(window)
    write(dialog._passphrase, "salah sama sekali")
    press(dialog._passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Kata sandi salah" in dialog._fault.text())
    assert window.covered
    dialog._passphrase.clear()
    write(dialog._passphrase, SECRET)
    press(dialog._passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.covered)
    assert form.isVisible()
    assert field.text() == "Kelas setengah jadi"
    form.close()
    assert window.place.page == "classes"
    assert window.room.services.read(list_classes, 0).result()


def test_a_new_start_does_not_open_what_was_locked(qapp: QApplication, profile: Profile, qtbot: QtBot) -> None:
    made: list[Screens] = []
    for _ in range(2):  # the second one is the program after the power came back
        with opened_with(profile, keys.unlock(profile.directory, SECRET)) as opened:
            desk, guard = Desk(opened), Guard(opened)
            window = shown(qapp, qtbot, made, desk, guard)
            if not window.covered:
                control(window, Qt.Key.Key_L)
            dialog = dialog_of(made[-1], qtbot)
            closed = made[-1].closed
            with qtbot.waitSignal(closed):
                click(dialog.cancel)
            assert dialog.result() == QDialog.DialogCode.Rejected
            made[-1].close()
            guard.close()
            desk.close()
    qapp.setStyleSheet("")
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_touch_puts_the_lock_off(qapp: QApplication, qtbot: QtBot) -> None:
    idle, field = Idle(qapp), QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    due: list[int] = []
    idle.due.connect(lambda: due.append(1))
    idle.wait(1)
    for _ in range(4):
        qtbot.wait(400)
        handle = field.windowHandle()
        QTest.keyClick(handle, Qt.Key.Key_A)  # as the system hands it over
    assert not due
    qtbot.waitUntil(lambda: bool(due), timeout=3000)
    idle.wait(0)
