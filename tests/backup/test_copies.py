"""Copies are verified, kept by days and not by clocks, and made while the work goes on."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contract.faults import Fault
from contract.training.catalogue import PERSON
from desktop.app import safekeeping
from desktop.app.opening import OpenProfile, open_profile
from desktop.storage.backup import copying, shelf
from desktop.storage.backup.container import NotOurs, OtherKey, check_container, read_head
from desktop.storage.backup.copying import Label
from desktop.storage.edit import Change, edit
from desktop.storage.faults import DiskFull
from desktop.sync import keys
from tests.cli.terminal import PASSPHRASE, Terminal, make_profile

NAME = PERSON.by_name["name"].number
SOURCES = keys.Sources(environment={keys.ENVIRONMENT: PASSPHRASE})


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    make_profile(tmp_path / "profile")
    return tmp_path / "profile"


def opened(directory: Path) -> OpenProfile:
    return open_profile(directory, SOURCES, keys.MemoryKeyring())


def add(profile: OpenProfile, name: str) -> None:
    profile.write(lambda replica, moment: edit(replica, 7, [Change(PERSON.number, {NAME: name})], moment)).result()


def label(at: datetime) -> Label:
    return Label(now=int(at.timestamp()), day=at.strftime("%Y-%m-%d_%H%M"), laptop="Sabu 2 / BPSDMD")


def test_the_command_answers_as_promised_and_names_the_file_for_people(terminal: Terminal, tmp_path: Path) -> None:
    terminal.id("class", "create", "--title", "DLA", "--office", "53")
    answer = terminal.ask("backup", str(tmp_path / "flashdisk"))
    assert set(answer) == {"file", "bytes", "changes_waiting", "made_at", "verified"}
    file = Path(answer["file"])
    assert file.parent == tmp_path / "flashdisk"
    assert file.name.startswith("Lontar-salinan_53_")
    assert file.name.endswith(".lontar-backup")
    assert answer["bytes"] == file.stat().st_size
    assert (answer["changes_waiting"], answer["verified"]) == (1, True)
    assert datetime.fromisoformat(answer["made_at"]).tzinfo is not None
    assert file.stat().st_mode & 0o077 == 0
    said = terminal.type("backup")
    assert said.code == 0
    assert "Sudah diperiksa" in said.out


def test_a_copy_is_made_while_others_write(directory: Path) -> None:
    with opened(directory) as profile:
        stop = threading.Event()
        longest: list[float] = []

        def write() -> None:
            count = 0
            while not stop.is_set():
                began = datetime.now(UTC)
                add(profile, f"Orang {count}")
                longest.append((datetime.now(UTC) - began).total_seconds())
                count += 1

        writer = threading.Thread(target=write)
        writer.start()
        copies = [copying.make_backup(profile.place, profile.key, label(datetime.now(UTC))) for _ in range(3)]
        stop.set()
        writer.join()
    assert [check_container(copy.file, profile.key).serial for copy in copies] == [1, 2, 3]
    assert copies[0].changes <= copies[1].changes <= copies[2].changes
    assert longest


def test_one_copy_a_day_whatever_the_clock_says_and_never_fewer_than_two(directory: Path) -> None:
    start = datetime(2026, 11, 1, 8, tzinfo=UTC)
    with opened(directory) as profile:
        place = profile.place
        for day in range(16):
            at = start + timedelta(days=day)
            assert shelf.is_due(place, at)
            copying.make_backup(place, profile.key, label(at))
            assert not shelf.is_due(place, at + timedelta(hours=5))
            shelf.prune(place)
        assert len(shelf.copies(place)) == shelf.KEPT
        wrong = datetime(2041, 1, 1, tzinfo=UTC)
        assert shelf.is_due(place, wrong)
        copying.make_backup(place, profile.key, label(wrong))
        shelf.prune(place)
        kept = shelf.copies(place)
        assert len(kept) == shelf.KEPT
        assert kept[0].head.made_at == int(wrong.timestamp())
        back = start + timedelta(days=16)
        assert shelf.is_due(place, back)
        copying.make_backup(place, profile.key, label(back))
        assert shelf.copies(place)[0].head.made_at == int(back.timestamp())
        shelf.prune(place, 0)
        assert len(shelf.copies(place)) == shelf.FEWEST


def test_a_day_has_one_automatic_copy(directory: Path) -> None:
    with opened(directory) as profile:
        assert safekeeping.back_up_daily(profile) is not None
        assert safekeeping.back_up_daily(profile) is None


def test_a_short_disk_is_told_before_anything_is_written(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(directory) as profile:
        safekeeping.back_up(profile)
        before = sorted(profile.place.backups.iterdir())
        monkeypatch.setattr(copying, "_SPARE_BYTES", 2**60)
        with pytest.raises(DiskFull, match=r"kurang .* MB"):
            safekeeping.back_up(profile)
        assert sorted(profile.place.backups.iterdir()) == before


def spoilt(content: bytes) -> dict[str, bytes]:
    middle = len(content) // 2
    return {
        "empty": b"",
        "one byte short": content[:-1],
        "half": content[:middle],
        "one byte more": content + b"\0",
        "one bit": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "one bit of the head": content[:40] + bytes([content[40] ^ 1]) + content[41:],
        "something else": b"PK\x03\x04" + content,
    }


def test_a_spoilt_copy_is_refused_and_nothing_of_the_profile_changes(directory: Path, tmp_path: Path) -> None:
    with opened(directory) as profile:
        add(profile, "Maria")
        copy = safekeeping.back_up(profile, tmp_path / "stick").file
    content = copy.read_bytes()
    before = {path: path.read_bytes() for path in directory.glob("replica.db*")}
    for name, wrong in spoilt(content).items():
        copy.write_bytes(wrong)
        with pytest.raises(Fault) as told:
            safekeeping.restore(directory, copy, SOURCES, keys.MemoryKeyring())
        assert isinstance(told.value, (NotOurs, OtherKey, Fault)), name
        assert len(str(told.value)) > 20, name
        with opened(directory) as profile:
            assert profile.read(lambda r: r.connection.exec_driver_sql("SELECT count(*) FROM op").scalar()).result()
    assert set(before) <= set(directory.glob("replica.db*"))


def test_a_copy_of_another_profile_is_not_put_over_this_one(directory: Path, tmp_path: Path) -> None:
    make_profile(tmp_path / "other")
    with opened(tmp_path / "other") as profile:
        copy = safekeeping.back_up(profile, tmp_path / "stick").file
    with pytest.raises(safekeeping.OtherProfile, match="--profile"):
        safekeeping.restore(directory, copy, SOURCES, keys.MemoryKeyring())


def test_a_profile_that_is_open_is_not_restored_under_its_user(directory: Path, terminal: Terminal) -> None:
    copy = terminal.ask("backup")["file"]
    with open_profile(terminal.directory, SOURCES, keys.MemoryKeyring()):
        said = terminal.type("restore", copy, "--yes")
    assert said.code == 6
    assert "sedang terbuka" in said.err
    assert terminal.type("restore", copy).code == 2
    assert terminal.type("restore").code == 2


def test_nothing_in_a_copy_names_a_person_without_the_key(directory: Path) -> None:
    with opened(directory) as profile:
        add(profile, "Maria Goreti Bere")
        copy = safekeeping.back_up(profile).file
        rescue = safekeeping.write_rescue(profile, "asked").file
    for file in (copy, rescue):
        assert b"Maria" not in file.read_bytes()
        assert b"Petrus" not in file.read_bytes()
    assert read_head(copy).rows["op"] == 1
