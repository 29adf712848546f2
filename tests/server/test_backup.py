"""`lontar-server backup` and `restore`: proven copies of a centre at work, and laptops that heal what a copy lacks."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from server.store import backup_rows
from server.store.backup_file import DamagedBackup, Reader
from server.store.opening import open_centre
from tests.roads.centre import Centre
from tests.roads.laptop import everything, laptop
from tests.server.busy_office import BusyOffice, busy_office
from tests.server.test_program import answer, ask
from tests.storage.small_disk import fill, small_disk


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[BusyOffice]:
    with busy_office(database_url, tmp_path) as made:
        yield made


def safe(served: Centre) -> dict[int, tuple[int, int]]:
    with closing(open_centre(served.database)) as store, store.snapshot() as connection:
        return dict(backup_rows.safe_marks(connection))


def test_a_backup_is_made_and_proven_while_the_centre_serves(office: BusyOffice, tmp_path: Path) -> None:
    served = office.served
    assert safe(served) == {}
    folder = tmp_path / "salinan"
    folder.mkdir()
    made = answer("backup", "--database", served.database, str(folder))
    standing = served.status()
    assert made["verified"] is True
    assert made["offices"]["53"] == {"seq": standing.seq, "hash": standing.head.hex()}
    assert set(made["offices"]) == {"53", "53.71"}
    file = Path(made["file"])
    assert [file] == list(folder.iterdir())
    assert file.name.startswith("lontar-pusat-53-53.71-2")
    assert made["bytes"] == file.stat().st_size
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert safe(served)[5300][0] == standing.seq
    office.adi.mark(office.lesson, "IIII")
    office.adi.sync()
    again = answer("backup", "--database", served.database, str(folder))
    assert again["file"] != made["file"]
    assert safe(served)[5300][0] == served.status().seq > standing.seq
    taken = ask("backup", "--database", served.database, str(file), "--json")
    assert (taken.returncode, "sudah ada" in taken.stdout) == (3, True)


def test_a_restore_needs_a_yes_keeps_what_was_there_and_laptops_heal_it(office: BusyOffice, tmp_path: Path) -> None:
    served, adi, beni = office.served, office.adi, office.beni
    at = ("--database", served.database)
    file = answer("backup", *at, str(tmp_path))["file"]
    adi.mark(office.lesson, "AAAA")
    time.sleep(3)  # more than a busy machine may put a clock's correction wrong: the later of the two is to be Beni's
    beni.mark(office.lesson, ["DL"] * 8)
    for each in (adi, beni, adi):
        each.sync()
    before = served.everything()
    asked = ask("restore", *at, file, "--json")
    assert asked.returncode == 2
    assert "--yes" in json.loads(asked.stdout)["error"]
    assert served.everything() == before
    done = answer("restore", *at, file, "--yes")
    assert served.everything() != before
    kept = Path(done["kept"])
    assert "sebelum-dipulihkan" in kept.name
    for each in (adi, beni, office.citra, adi, beni, office.citra):
        each.sync()
    healed = served.everything()
    assert {(row["session"], row["person"]): row["status"] for row in healed["attendance"]} == {
        (row["session"], row["person"]): row["status"] for row in before["attendance"]
    }
    assert healed == everything(adi.rows) | {"conflict": healed["conflict"]}
    assert answer("audit", *at)["ok"]
    answer("restore", *at, str(kept), "--yes")
    assert served.everything() == before


def test_a_copy_goes_into_an_empty_database_of_the_other_kind(
    office: BusyOffice, tmp_path: Path, postgres_url: str
) -> None:
    served = office.served
    file = answer("backup", "--database", served.database, str(tmp_path))["file"]
    url = postgres_url if "sqlite" in served.database else f"sqlite:///{tmp_path / 'new.db'}"
    done = answer("restore", "--database", url, file)
    assert (done["kept"], done["joined_since"]) == (None, [])
    assert answer("audit", "--database", url)["ok"]
    fresh = Centre(url, tmp_path / "log")
    assert fresh.everything() == served.everything()
    fresh.start()
    with laptop(tmp_path, "dedi") as dedi:
        dedi.join(fresh.url, fresh.code("Dedi"))
        dedi.sync()
        assert everything(dedi.rows) == fresh.everything()
    fresh.stop()


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A database at rest, and a backup of it."""
    folder = tmp_path_factory.mktemp("copied")
    url = f"sqlite:///{folder / 'central.db'}"
    with busy_office(url, folder):
        pass
    return url, Path(answer("backup", "--database", url, str(folder))["file"])


def test_every_byte_of_a_copy_is_watched_and_the_damaged_part_is_named(copied: tuple[str, Path]) -> None:
    whole = copied[1].read_bytes()
    parts = set()
    for place in range(0, len(whole), 37):
        spoilt = bytearray(whole)
        spoilt[place] ^= 0x20
        parts.add(_damage(bytes(spoilt)))
    for cut in range(0, len(whole), 211):
        parts.add(_damage(whole[:cut]))
    assert {'"kepala"', '"op" mulai baris 1', '"attendance" mulai baris 1', '"akhir"'} <= parts
    assert _damage(whole + b"x") == '"akhir"'


def _damage(data: bytes) -> str:
    with pytest.raises(DamagedBackup) as caught:
        for _ in Reader(io.BytesIO(data)).sections():
            pass
    return caught.value.part


def test_a_damaged_copy_or_one_of_other_offices_changes_nothing(copied: tuple[str, Path], tmp_path: Path) -> None:
    url, file = copied
    before = Path(url.removeprefix("sqlite:///")).read_bytes()
    spoilt = tmp_path / "spoilt.lontar"
    data = bytearray(file.read_bytes())
    data[data.index(b"attendance 1 ") + 60] ^= 1
    spoilt.write_bytes(data)
    told = ask("restore", "--database", url, str(spoilt), "--yes", "--json")
    assert told.returncode == 3
    assert 'bagian "attendance" mulai baris 1.' in json.loads(told.stdout)["error"]
    stranger = f"sqlite:///{tmp_path / 'stranger.db'}"
    Centre(stranger, tmp_path / "log").init("53")
    told = ask("restore", "--database", stranger, str(file), "--yes", "--json")
    assert told.returncode == 3
    assert "bukan kantor 53 dari basis data ini" in json.loads(told.stdout)["error"]
    nothing = ask("restore", "--database", stranger, str(tmp_path / "none"), "--yes", "--json")
    assert nothing.returncode == 3
    assert Path(url.removeprefix("sqlite:///")).read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_database_that_was_changed_past_lontar_is_copied_but_never_called_safe(
    copied: tuple[str, Path], tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'central.db'}"
    shutil.copy(copied[0].removeprefix("sqlite:///"), tmp_path / "central.db")
    served = Centre(url, tmp_path / "log")
    with served.writing() as connection:
        connection.exec_driver_sql("UPDATE person SET name = 'Orang Lain' WHERE name = 'Orang 1'")
        connection.exec_driver_sql("DELETE FROM safe")
    told = ask("backup", "--database", url, str(tmp_path), "--json")
    assert told.returncode == 3
    assert "(1 perbedaan)" in json.loads(told.stdout)["error"]
    assert safe(served) == {}


if os.geteuid() == 0:  # only root may make a disk to fill

    def test_on_a_full_disk_a_backup_says_so_and_leaves_nothing_behind(
        copied: tuple[str, Path], tmp_path: Path
    ) -> None:
        with small_disk(tmp_path / "disk"):
            fill(tmp_path / "disk" / "full")
            told = ask("backup", "--database", copied[0], str(tmp_path / "disk"), "--json")
            assert told.returncode == 3
            assert "disknya penuh" in json.loads(told.stdout)["error"]
            assert [each.name for each in (tmp_path / "disk").iterdir()] == ["full"]
