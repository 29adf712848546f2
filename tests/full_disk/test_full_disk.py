"""A disk that is full in the middle of anything: one clear sentence, nothing lost, and on it goes with room again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contract.faults import WorldFault
from desktop.app.opening import open_profile
from desktop.app.safekeeping import back_up, restore
from desktop.storage.faults import DiskFull
from desktop.storage.profile import Profile
from desktop.sync import keys
from tests.backup.test_kill import SOURCES, add, names_in
from tests.cli.terminal import make_profile
from tests.conftest import DEEP
from tests.roads.centre import centre
from tests.roads.laptop import everything, laptop
from tests.storage.small_disk import small_disk

PAGE = 4096


class Disk:
    """A small disk, and the file that takes the room on it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._ballast = place / "ballast"

    def take(self, leave: int = 0) -> None:
        """Takes all room but so many pages."""
        with self._ballast.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(PAGE))
            except OSError:
                pass
        os.truncate(self._ballast, max(0, self._ballast.stat().st_size - leave * PAGE))

    def give(self) -> None:
        """Gives it back."""
        self._ballast.unlink(missing_ok=True)


def is_refused(step: Callable[[], object]) -> bool:
    """Whether the step ends with the one sentence of a full disk; it may end well, and in no other way."""
    try:
        step()
    except DiskFull as full:
        return len(str(full).splitlines()) == 1
    return False


if os.geteuid() == 0:  # only root may make a disk to fill

    @pytest.fixture
    def disk(tmp_path: Path) -> Iterator[Disk]:
        """Eight megabytes."""
        with small_disk(tmp_path / "disk"):
            yield Disk(tmp_path / "disk")

    @pytest.fixture
    def larger_disk(tmp_path: Path) -> Iterator[Disk]:
        """Room for a copy and for what a copy leaves to others."""
        with small_disk(tmp_path / "disk", 64):
            yield Disk(tmp_path / "disk")

    def test_a_laptop_whose_disk_fills_at_any_page_of_a_talk_goes_on_when_there_is_room(
        disk: Disk, sqlite_url: str, tmp_path: Path
    ) -> None:
        with centre(sqlite_url, tmp_path) as served, laptop(tmp_path, "adi") as adi, laptop(disk.place, "beni") as beni:
            adi.join(served.url, served.code("Adi"))
            beni.join(served.url, served.code("Beni"))
            beni.sync()
            refused = 0
            for room in range(0, 60, 1 if DEEP else 6):
                mine, theirs = beni.open_class(people=2), adi.open_class(people=40)
                adi.mark(theirs, "H" * 40)
                beni.mark(mine, "HS")
                adi.sync()
                disk.take(room)
                refused += is_refused(beni.conversation.talk)
                disk.give()
                beni.sync()
                adi.sync()
                assert everything(beni.rows) == everything(adi.rows) == served.everything(), room
            assert refused > 2
            assert beni.status().pending == 0
        assert served.errors == ""

    def test_a_centre_whose_disk_is_full_takes_nothing_by_halves_and_later_all(disk: Disk, tmp_path: Path) -> None:
        database = f"sqlite:///{disk.place / 'central.db'}"
        with centre(database, tmp_path) as served, laptop(tmp_path, "adi") as adi, laptop(tmp_path, "beni") as beni:
            adi.join(served.url, served.code("Adi"))
            beni.join(served.url, served.code("Beni"))
            refused = 0
            for room in range(0, 40, 1 if DEEP else 5):
                lesson = adi.open_class(people=60)
                adi.mark(lesson, "H" * 60)
                disk.take(room)
                report = adi.conversation.talk()
                if report.fault is not None:
                    refused += 1
                    assert isinstance(report.fault, WorldFault), (room, report.fault)
                    assert len(str(report.fault).splitlines()) == 1
                disk.give()
                adi.sync()
                beni.sync()
                assert everything(adi.rows) == everything(beni.rows) == served.everything(), room
            assert refused > 1
            assert adi.status().pending == 0
        assert "Traceback" not in served.errors

    def test_a_copy_for_which_there_is_no_room_leaves_nothing_behind(larger_disk: Disk, tmp_path: Path) -> None:
        directory = tmp_path / "profile"
        make_profile(directory)
        add(directory, *(f"Orang {n}" for n in range(50)))
        with open_profile(directory, SOURCES, keys.MemoryKeyring()) as profile:
            for room in (0, 3, 2000):
                larger_disk.take(room)
                with pytest.raises(DiskFull) as full:
                    back_up(profile, larger_disk.place)
                assert len(str(full.value).splitlines()) == 1
                assert [file.name for file in larger_disk.place.iterdir()] == ["ballast"], room
                larger_disk.give()
            copy = back_up(profile, larger_disk.place).file
        assert copy.exists()

    def test_a_restore_for_which_there_is_no_room_changes_nothing(larger_disk: Disk, tmp_path: Path) -> None:
        directory = larger_disk.place / "profile"
        make_profile(directory)
        add(directory, "Maria", "Petrus")
        with open_profile(directory, SOURCES, keys.MemoryKeyring()) as profile:
            copy = back_up(profile, tmp_path).file
        add(directory, "Yohana")
        refused = 0
        for room in (0, 2, 8, 40, 200, 1000, 4000, 8000):
            larger_disk.take(room)
            refused += is_refused(lambda: restore(directory, copy, SOURCES, keys.MemoryKeyring()))
            larger_disk.give()
            assert names_in(directory) == (["Maria", "Petrus", "Yohana"], 3), room
            assert not Profile(directory).restored.exists(), room
        assert refused > 2
        restore(directory, copy, SOURCES, keys.MemoryKeyring())
        assert names_in(directory) == (["Maria", "Petrus", "Yohana"], 3)
