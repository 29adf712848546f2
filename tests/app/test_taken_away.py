"""The office revokes a laptop while its window is open: the window closes by itself, says why, and nothing is left."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app.program import open_window
from desktop.app.removing import TakenAway
from desktop.sync.keys import change_passphrase
from desktop.ui.application import application
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.dialogs.joining import UnlockDialog
from tests.kill import programs
from tests.kill.day import QUICK
from tests.kill.programs import OFFICE, PASSPHRASE

PATIENCE_MS = 120_000


@pytest.fixture
def far(tmp_path: Path) -> Iterator[programs.Centre]:
    made = programs.Centre(tmp_path)
    made.must("init", "--office", OFFICE, "--name", "Nusa Tenggara Timur")
    made.start()
    yield made
    made.close()


class Person:
    """Who sits before the screen: types the passphrase, reads what is said, and closes nothing else."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self._given_up = QTimer(singleShot=True, interval=PATIENCE_MS)
        self._given_up.timeout.connect(application().quit)
        self._given_up.start()
        self._eyes = QTimer(interval=50)
        self._eyes.timeout.connect(self._look)
        self._eyes.start()

    def _look(self) -> None:
        for dialog in application().topLevelWidgets():
            if isinstance(dialog, UnlockDialog) and dialog.isVisible():
                field = next(each for each in dialog.findChildren(QLineEdit) if each.isVisible())
                if not field.text():
                    field.setText(PASSPHRASE)
                    dialog.act()
            elif isinstance(dialog, Dialog) and dialog.isVisible():
                self.read.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))
                dialog.reject()

    def leave(self) -> bool:
        """Goes away; whether the program ended before the person lost patience."""
        self._eyes.stop()
        is_patient = self._given_up.isActive()
        self._given_up.stop()
        return is_patient


def test_the_window_closes_on_the_offices_order_and_nothing_opens_the_data_any_more(
    far: programs.Centre, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    near = programs.Laptop(tmp_path / "laptop")
    joined = near.must("join", "--server", far.url, "--code", far.code("Adriana", "admin"))
    change_passphrase(near.folder, PASSPHRASE, PASSPHRASE, QUICK)
    near.must("class", "create", "--title", "Kelas A", "--office", OFFICE)
    near.must("backup")
    shutil.copy(near.folder / "replica.db", tmp_path / "stolen.db")
    far.must("revoke", "--office", OFFICE, "--device", str(joined["device"]))
    person = Person()
    try:
        assert open_window(near.folder) == 0
    finally:
        closed_by_itself = person.leave()
    assert closed_by_itself
    [said] = person.read
    assert str(TakenAway()) in said
    [status] = far.must("status")["offices"].values()
    assert status["fates"]["held"] == 1
    left = {file.relative_to(near.folder).parts[0] for file in near.folder.rglob("*") if file.is_file()}
    assert left.isdisjoint({"key.json", "keyring", "backups", "rescue", "replica.db"})
    shutil.copy(tmp_path / "stolen.db", near.folder / "replica.db")
    assert near.run("class", "list").code != 0
