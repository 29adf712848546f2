"""A damaged profile is mended in a window: no terminal, and nothing is overwritten."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from contract.faults import WorldFault
from contract.training.catalogue import PERSON
from desktop.app import safekeeping
from desktop.app.mending import Workbench
from desktop.app.opening import open_profile
from desktop.app.program import LockedDoor, _mended, _unlocked
from desktop.storage.edit import Change, edit
from desktop.storage.faults import Damaged
from desktop.storage.profile import Profile
from desktop.sync import keys
from desktop.ui.application import application
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.dialogs.repair import MendedDialog, RepairDialog
from desktop.ui.parts import Text
from desktop.ui.port import Repair, Repaired
from desktop.ui.screens import Screens
from tests.cli.terminal import PASSPHRASE, make_profile

SOURCES = keys.Sources(environment={keys.ENVIRONMENT: PASSPHRASE})
NAME = PERSON.by_name["name"].number
NOVEMBER = 1_763_791_500


def add(directory: Path, name: str) -> None:
    with open_profile(directory, SOURCES, keys.MemoryKeyring()) as profile:
        profile.write(lambda r, m: edit(r, 7, [Change(PERSON.number, {NAME: name})], m)).result()


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A profile with a copy, work after it, and a damaged beginning."""
    made = tmp_path / "profile"
    make_profile(made)
    add(made, "Maria")
    with open_profile(made, SOURCES, keys.MemoryKeyring()) as profile:
        safekeeping.back_up(profile)
    add(made, "Petrus")
    replica = Profile(made).replica
    replica.write_bytes(bytes(4096) + replica.read_bytes()[4096:])
    return made


def press(seen: list[str]) -> Callable[[], None]:
    """Types the passphrase where it is asked, and presses the named button of whatever is open."""

    def work() -> None:
        for dialog in application().topLevelWidgets():
            if isinstance(dialog, Dialog) and dialog.isVisible() and dialog.verb.isEnabled():
                for field in dialog.findChildren(QLineEdit):
                    field.setText(PASSPHRASE)
                seen.append(dialog.windowTitle())
                dialog.act()

    return work


def words_of(dialog: Dialog) -> str:
    return " ".join(text.text() for text in dialog.findChildren(Text) if text.isVisibleTo(dialog))


def test_a_damaged_replica_is_mended_by_two_presses(directory: Path, qtbot: QtBot) -> None:
    seen: list[str] = []
    timer = QTimer()
    timer.timeout.connect(press(seen))
    timer.start(50)
    door = LockedDoor(directory)
    try:
        opened = _unlocked(door, Profile(directory), Screens(application()))
    finally:
        timer.stop()
        door.close()
    assert opened is not None
    with opened:
        names = opened.read(
            lambda r: r.connection.exec_driver_sql("SELECT name FROM person ORDER BY name").scalars().all()
        ).result()
    assert list(names) == ["Maria", "Petrus"]
    assert seen[-2:] == ["Data di laptop ini rusak", "Data sudah pulih"]
    damaged = list(directory.glob("replaced/damaged-*/replica.db"))
    assert len(damaged) == 1
    assert damaged[0].read_bytes()[:4096] == bytes(4096)


def test_a_lost_key_file_comes_back_by_the_passphrase(directory: Path, qtbot: QtBot, tmp_path: Path) -> None:
    make_profile(tmp_path / "sound")
    place = Profile(tmp_path / "sound")
    with open_profile(place.directory, SOURCES, keys.MemoryKeyring()) as profile:
        safekeeping.back_up(profile)
    place.key_file.unlink()
    seen: list[str] = []
    timer = QTimer()
    timer.timeout.connect(press(seen))
    timer.start(50)
    opened = _mended(place, WorldFault("Berkas kunci tidak ada."), None, Screens(application()))
    timer.stop()
    assert opened is not None
    opened.close()
    assert place.key_file.exists()


class Bench:
    """A mender that answers at once."""

    def __init__(self, repair: Repair, repaired: Repaired | None = None) -> None:
        self._repair, self._repaired = repair, repaired

    def offer(self) -> Repair:
        return self._repair

    def repair(self, secret: str) -> Future[Repaired]:
        answer: Future[Repaired] = Future()
        if self._repaired is not None:
            answer.set_result(self._repaired)
        return answer


BROKEN = Repair(what="Berkas data rusak.", made_at=NOVEMBER, needs_secret=True)
MENDED = Repaired(back=34, later=2, lost=3, unsure=True, only_key=False, kept="/data/replaced/damaged-1")


def shown(qtbot: QtBot, bench: Bench) -> RepairDialog:
    screens = Screens(application())
    dialog = RepairDialog(screens.look, screens.jobs, None, bench)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def photograph(dialog: Dialog, name: str) -> None:
    """Kept where LONTAR_PICTURES says, to be looked at."""
    folder = os.environ.get("LONTAR_PICTURES")
    if folder:
        dialog.grab().save(f"{folder}/{name}.png")


def test_the_window_says_from_when_the_copy_is_and_what_comes_back(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Bench(BROKEN, MENDED))
    photograph(dialog, "repair-offer")
    assert "22 Nov 2025 14.05 WITA" in words_of(dialog)
    assert "Tidak ada yang dihapus" in words_of(dialog)
    dialog.act()
    assert "Isi kata sandi" in words_of(dialog)
    for field in dialog.findChildren(QLineEdit):
        field.setText("rahasia")
    with qtbot.waitSignal(dialog.repaired) as answered:
        dialog.act()
    assert answered.args == [MENDED]


def test_afterwards_the_window_says_what_is_back_and_what_is_not(qtbot: QtBot) -> None:
    screens = Screens(application())
    dialog = MendedDialog(screens.look, screens.jobs, None, MENDED)
    qtbot.addWidget(dialog)
    dialog.show()
    photograph(dialog, "repair-done")
    told = words_of(dialog)
    assert "34 perubahan sesudah salinan itu sudah kembali." in told
    assert "2 perubahan menyusul" in told
    assert "3 perubahan tidak terbaca lagi" in told
    assert "/data/replaced/damaged-1" in told


def test_without_a_copy_the_window_says_whom_to_ask_and_does_nothing(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Bench(Repair(what="Berkas data rusak.", made_at=None, needs_secret=False)))
    photograph(dialog, "repair-none")
    assert not dialog.verb.isVisible()
    assert "hubungi pengelola" in words_of(dialog)


def test_the_dialog_fits_the_smallest_screen(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Bench(BROKEN))
    assert dialog.height() <= 530
    assert dialog.width() <= 560


def test_a_damaged_page_met_in_the_midst_of_work_is_looked_for_at_the_next_start(directory: Path) -> None:
    place = Profile(directory)
    make_profile(directory.parent / "sound")
    sound = Profile(directory.parent / "sound")
    with open_profile(sound.directory, SOURCES, keys.MemoryKeyring()) as profile:

        def stumble(_: object) -> None:
            raise Damaged("Berkas data rusak.")

        with pytest.raises(Damaged):
            profile.read(stumble).result()
    assert sound.doubt.exists()
    open_profile(sound.directory, SOURCES, keys.MemoryKeyring()).close()
    assert not sound.doubt.exists()
    assert Workbench(place, Damaged("x"), None).offer().made_at is not None
