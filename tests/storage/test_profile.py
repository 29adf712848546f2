"""A profile's folder: closed to others, never one that something else copies, its small files never half written."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from desktop.storage.faults import DiskFull, NotWritable
from desktop.storage.profile import (
    InUse,
    Profile,
    UnfitFolder,
    alone,
    cloud_of,
    default_directory,
    is_on_another_machine,
    open_profile,
    write_durably,
)
from tests.storage.small_disk import fill, small_disk

NOBODY = 65534


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_profile_is_closed_to_everyone_else(tmp_path: Path) -> None:
    profile = open_profile(tmp_path / "a" / "profil")
    assert (mode_of(profile.directory), mode_of(profile.logs), mode_of(profile.replica)) == (0o700, 0o700, 0o600)
    assert profile.is_new


def test_opening_a_profile_again_changes_nothing(tmp_path: Path) -> None:
    first = open_profile(tmp_path / "profil")
    first.replica.write_bytes(b"x" * 100)
    assert open_profile(tmp_path / "profil") == first
    assert first.replica.read_bytes() == b"x" * 100
    assert not first.is_new


def test_an_empty_folder_is_closed_and_a_shared_one_is_left_as_it_is(tmp_path: Path) -> None:
    for name, file in (("kosong", None), ("bersama", "milik-orang.txt")):
        folder = tmp_path / name
        folder.mkdir()
        folder.chmod(0o755)
        if file:
            (folder / file).write_text("x")
        open_profile(folder)
        assert mode_of(folder) == (0o755 if file else 0o700)


def test_without_a_name_the_profile_lies_in_the_users_own_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert default_directory().name == "lontar"
    assert open_profile().directory == default_directory()


@pytest.mark.parametrize(
    ("path", "cloud"),
    [
        (PureWindowsPath(r"C:\Users\Ina\OneDrive\Lontar"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Ina\OneDrive - Pemprov NTT\Dokumen\Lontar"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Ina\Dropbox (Pribadi)\Lontar"), "Dropbox"),
        (PureWindowsPath(r"G:\Drive Saya\Lontar"), "Google Drive"),
        (PureWindowsPath(r"G:\My Drive\Lontar"), "Google Drive"),
        (PureWindowsPath(r"C:\Users\Ina\iCloudDrive\Lontar"), "iCloud Drive"),
        (PurePosixPath("/Users/ina/Library/CloudStorage/GoogleDrive-ina@example.id/My Drive/x"), "Google Drive"),
        (PurePosixPath("/Users/ina/Library/CloudStorage/OneDrive-Pribadi/x"), "OneDrive"),
        (PurePosixPath("/home/ina/Dropbox/lontar"), "Dropbox"),
        (PurePosixPath("/home/ina/Google Drive/lontar"), "Google Drive"),
        (PurePosixPath("/home/ina/dropboxes/lontar"), None),
        (PurePosixPath("/home/ina/.local/share/lontar"), None),
        (PureWindowsPath(r"C:\Users\Ina\AppData\Local\lontar"), None),
    ],
)
def test_clouds_are_known_by_the_names_of_their_folders(path: PurePosixPath, cloud: str | None) -> None:
    assert cloud_of(path) == cloud


def test_a_folder_of_another_machine_is_known_by_its_name() -> None:
    assert is_on_another_machine(PureWindowsPath(r"\\kantor\bersama\lontar"))
    assert not is_on_another_machine(PureWindowsPath(r"C:\lontar"))


def test_a_folder_inside_a_cloud_is_refused_with_what_to_choose(tmp_path: Path) -> None:
    with pytest.raises(UnfitFolder, match=r"disalin oleh Dropbox.*Pilih map di luar Dropbox"):
        open_profile(tmp_path / "Dropbox" / "lontar")
    assert list(tmp_path.iterdir()) == []


def test_a_cloud_under_another_name_is_known_by_what_it_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kantor" / ".dropbox.cache").mkdir(parents=True)
    with pytest.raises(UnfitFolder, match="Dropbox"):
        open_profile(tmp_path / "kantor" / "lontar")
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "awan"))
    with pytest.raises(UnfitFolder, match="OneDrive"):
        open_profile(tmp_path / "awan" / "lontar")
    (tmp_path / "rumah" / ".dropbox").mkdir(parents=True)  # as in a home folder: Dropbox's own settings
    open_profile(tmp_path / "rumah" / "lontar")


def test_a_way_into_a_cloud_by_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "lontar").symlink_to(tmp_path / "OneDrive", target_is_directory=True)
    with pytest.raises(UnfitFolder, match="OneDrive"):
        open_profile(tmp_path / "lontar")


@contextmanager
def without_rights(folder: Path) -> Iterator[None]:
    """The folder may not be written meanwhile, not even by root, who is somebody else for that time."""
    folder.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        yield
    folder.chmod(0o755)


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that everyone can enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="lontar-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_read_only_folder_is_refused_with_a_sentence(open_place: Path) -> None:
    with without_rights(open_place), pytest.raises(NotWritable, match=r"tidak dapat ditulis.*Periksa izinnya"):
        open_profile(open_place)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "profil").write_text("x")
    with pytest.raises(UnfitFolder, match="adalah berkas"):
        open_profile(tmp_path / "profil")


def test_a_small_file_is_replaced_whole_and_closed(tmp_path: Path) -> None:
    path = tmp_path / "kecil"
    write_durably(path, b"satu")
    write_durably(path, b"dua")
    assert (path.read_bytes(), mode_of(path)) == (b"dua", 0o600)
    assert [file.name for file in tmp_path.iterdir()] == ["kecil"]


def test_a_small_file_that_cannot_be_written_keeps_its_old_content(open_place: Path) -> None:
    write_durably(open_place / "kecil", b"satu")
    with without_rights(open_place), pytest.raises(NotWritable):
        write_durably(open_place / "kecil", b"dua")
    assert (open_place / "kecil").read_bytes() == b"satu"


def test_a_link_laid_in_the_way_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "milik-orang").write_bytes(b"x")
    (tmp_path / "kecil.new").symlink_to(tmp_path / "milik-orang")
    write_durably(tmp_path / "kecil", b"satu")
    assert (tmp_path / "milik-orang").read_bytes() == b"x"


if os.geteuid() == 0:  # only root may make a disk to fill

    def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
        disk = tmp_path / "disk"
        with small_disk(disk):
            profile = open_profile(disk / "profil")
            write_durably(profile.key_file, b"satu")
            fill(disk / "rest")
            with pytest.raises(DiskFull, match="Kosongkan ruang"):
                write_durably(profile.key_file, b"dua" * 5000)
            with pytest.raises(DiskFull, match="Kosongkan ruang"):
                open_profile(disk / "profil")
            assert profile.key_file.read_bytes() == b"satu"
            assert {file.name for file in profile.directory.iterdir()} == {"key.json", "logs", "replica.db"}


def test_a_lock_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    lock = Profile(tmp_path).sync_lock
    with alone(lock), pytest.raises(InUse, match="Lontar yang lain"), alone(lock):
        pass
    with alone(lock):
        pass


def test_a_lock_where_nothing_can_be_written_is_a_clear_fault(open_place: Path) -> None:
    with without_rights(open_place), pytest.raises(NotWritable), alone(open_place / "sync.lock"):
        pass


def test_a_lock_ends_with_the_process_that_held_it(tmp_path: Path) -> None:
    lock = tmp_path / "sync.lock"
    program = (
        "import sys, time; from pathlib import Path; from desktop.storage.profile import alone\n"
        "with alone(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(lock)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(InUse), alone(lock):
            pass
        holder.kill()
        holder.wait()
        with alone(lock):
            pass
