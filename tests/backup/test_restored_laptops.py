"""A laptop restored from a copy, against a real centre over HTTP: nothing lost, nothing said twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.app.opening import opened_with, place_of
from desktop.storage.profile import open_profile
from desktop.sync import keys
from tests.cli.terminal import CHEAP, PASSPHRASE, Terminal
from tests.roads.centre import Centre, centre
from tests.roads.laptop import everything


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Centre]:
    with centre(f"sqlite:///{tmp_path / 'central.db'}", tmp_path) as made:
        yield made
    assert made.errors == ""


class Office(Terminal):
    """A laptop at the command line with one class."""

    class_id: str
    session: str
    people: list[str]

    def join(self, served: Centre, person: str) -> None:
        place = open_profile(self.directory)
        if not place.key_file.exists():
            keys.create(place.directory, PASSPHRASE, CHEAP)
        self.ask("join", "--server", served.url, "--code", served.code(person))

    def open_class(self, people: int = 3) -> None:
        self.class_id = self.id("class", "create", "--title", "DLA NTT", "--office", "53")
        day = ("--starts-at", "2025-07-28T08:00", "--hours", "3")
        self.session = self.id("session", "create", "--class", self.class_id, "--title", "Sesi 1", *day)
        sheet = self.directory.parent / f"{self.directory.name}.csv"
        sheet.write_text("Nama\n" + "".join(f"Orang Ke {'abcdefghij'[n]}\n" for n in range(people)))
        self.ask("people", "import", str(sheet), "--class", self.class_id)
        self.people = [one["id"] for one in self.ask("people", "list", "--class", self.class_id)["people"]]

    def mark(self, person: int, status: str) -> None:
        self.ask("attendance", "mark", "--session", self.session, "--person", self.people[person], "--status", status)

    def note(self, text: str) -> None:
        if not hasattr(self, "group"):
            self.group = self.id("group", "create", "--class", self.class_id, "--title", "Kelompok 1")
        self.id("group", "note", "--group", self.group, "--text", text)

    def sync(self) -> dict[str, Any]:
        said = self.type("sync", "--json")
        assert said.code in (0, 6), said
        found: dict[str, Any] = json.loads(said.out)
        return found


@pytest.fixture
def office(
    tmp_path: Path, served: Centre, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Office:
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    made = Office(tmp_path / "profile", capsys)
    made.join(served, "Adi")
    made.open_class()
    return made


def texts(served: Centre) -> list[str]:
    return sorted(row["text"] for row in served.dump("note"))


def statuses(served: Centre) -> list[str]:
    return sorted(row["status"] for row in served.dump("attendance"))


def rows_of(laptop: Office) -> dict[str, list[dict[str, Any]]]:
    """Visible rows, as the centre dumps them."""
    from tests.roads.laptop import Laptop

    place = place_of(laptop.directory)
    with opened_with(place, keys.unlock(place.directory, PASSPHRASE)) as profile:
        seen = Laptop.__new__(Laptop)
        seen.replica = profile.replica
        return everything(seen.rows)


def agrees(laptop: Office, served: Centre) -> None:
    answer = laptop.sync()
    assert answer["pending"] == 0, answer
    laptop.sync()
    assert rows_of(laptop) == served.everything()


def test_work_after_the_copy_comes_back_sent_or_not(office: Office, served: Centre) -> None:
    office.note("sebelum salinan")
    office.sync()
    office.note("belum terkirim saat disalin")
    office.mark(0, "H")
    copy = office.ask("backup")
    assert copy["changes_waiting"] == 2
    assert copy["verified"] is True
    office.sync()
    office.note("sesudah salinan, terkirim")
    office.mark(1, "I")
    office.sync()
    office.note("sesudah salinan, belum terkirim")
    office.mark(2, "S")
    done = office.ask("restore", copy["file"], "--yes")
    assert done["changes_rescued"] == 2
    assert done["was_whole"] is True
    assert office.ask("status")["pending"] >= 2
    agrees(office, served)
    assert texts(served) == sorted(
        [
            "sebelum salinan",
            "belum terkirim saat disalin",
            "sesudah salinan, terkirim",
            "sesudah salinan, belum terkirim",
        ]
    )
    assert statuses(served) == ["H", "I", "S"]


def test_a_restored_laptop_goes_on_as_the_same_life(office: Office, served: Centre) -> None:
    copy = office.ask("backup")["file"]
    office.sync()
    office.note("satu")
    office.sync()
    office.ask("restore", copy, "--yes")
    office.note("dua")
    agrees(office, served)
    assert texts(served) == ["dua", "satu"]
    assert len({row["id"].partition("-")[0] for row in served.dump("note")}) == 1


def test_an_edit_by_another_person_meanwhile_is_neither_lost_nor_overridden(
    office: Office, served: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.mark(0, "H")
    office.sync()
    other = Office(tmp_path / "other", capsys)
    other.join(served, "Berta")
    other.sync()
    other.session, other.people = office.session, office.people
    copy = office.ask("backup")["file"]
    other.mark(0, "S")
    other.sync()
    office.sync()
    office.mark(0, "A")
    done = office.ask("restore", copy, "--yes")
    assert done["changes_rescued"] == 1
    agrees(office, served)
    assert statuses(served) == ["A"]
    agrees(other, served)


def test_a_copy_opens_on_another_laptop_with_the_passphrase_and_with_the_recovery_code(
    office: Office, served: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office.note("ada")
    place = place_of(office.directory)
    code = keys.renew_recovery_code(place.directory, keys.unlock(place.directory, PASSPHRASE), CHEAP)
    copy = office.ask("backup", str(tmp_path / "stick"))["file"]
    for name, secret in (("dua", PASSPHRASE), ("tiga", code)):
        monkeypatch.setenv("LONTAR_PASSPHRASE", secret)
        fresh = Office(tmp_path / name, capsys)
        assert fresh.ask("restore", copy, "--yes")["changes_rescued"] == 0
        monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
        agrees(fresh, served)
    assert texts(served) == ["ada"]
    monkeypatch.setenv("LONTAR_PASSPHRASE", "salah")
    assert Office(tmp_path / "empat", capsys).type("restore", copy, "--yes").code == 5


def test_five_clones_that_all_worked_on_lose_and_double_nothing(
    office: Office, served: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.note("asal")
    office.sync()
    copy = office.ask("backup")["file"]
    clones = [Office(tmp_path / f"clone{n}", capsys) for n in range(5)]
    for n, clone in enumerate(clones):
        clone.ask("restore", copy, "--yes")
        clone.class_id, clone.session, clone.people, clone.group = (
            office.class_id, office.session, office.people, office.group
        )  # fmt: skip
        clone.note(f"klon {n}")
    for clone in clones:
        clone.sync()
    for clone in clones:
        agrees(clone, served)
    assert texts(served) == sorted(["asal", *(f"klon {n}" for n in range(5))])


def test_rescued_work_reaches_the_centre_once_through_another_laptop(
    office: Office, served: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.sync()
    office.note("diselamatkan")
    office.mark(1, "H")
    office.mark(1, "I")
    rescue = office.ask("rescue", "write", str(tmp_path / "stick"))
    assert rescue["changes"] == 4
    told = office.ask("rescue", "inspect", rescue["file"])
    assert told["people"][0]["name"] == "Adi"
    assert told["changes"] == 4
    assert office.ask("rescue", "read", rescue["file"])["known"] == 4
    other = Office(tmp_path / "other", capsys)
    other.join(served, "Berta")
    other.sync()
    brought = other.ask("rescue", "read", rescue["file"])
    assert brought["carried"] == 4
    assert other.ask("rescue", "read", rescue["file"])["known"] == 4
    agrees(other, served)
    assert texts(served) == ["diselamatkan"]
    assert other.ask("rescue", "read", rescue["file"])["known"] == 4
    agrees(office, served)
    agrees(other, served)
    third = Office(tmp_path / "third", capsys)
    third.join(served, "Carla")
    third.sync()
    said = third.ask("rescue", "read", rescue["file"], "--as-mine")
    assert said["left"] == 0
    agrees(third, served)
    assert third.ask("status")["conflicts"] == 0
    assert texts(served) == ["diselamatkan"]
    assert [row["status"] for row in served.dump("attendance")] == ["I"]


def test_a_lost_laptops_copy_and_rescue_file_give_the_same_work_once(
    office: Office, served: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.sync()
    copy = office.ask("backup", str(tmp_path / "stick"))["file"]
    office.note("sesudah salinan")
    rescue = office.ask("rescue", "write", str(tmp_path / "stick"))["file"]
    fresh = Office(tmp_path / "baru", capsys)
    fresh.ask("restore", copy, "--yes")
    assert fresh.ask("rescue", "read", rescue)["put_back"] == 2
    agrees(fresh, served)
    agrees(office, served)
    assert texts(served) == ["sesudah salinan"]


def test_work_for_an_office_that_was_begun_anew_is_made_anew_by_the_person_present(
    office: Office, served: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.note("dari server lama")
    rescue = office.ask("rescue", "write", str(tmp_path / "stick"))
    (tmp_path / "new").mkdir()
    with centre(f"sqlite:///{tmp_path / 'new' / 'central.db'}", tmp_path / "new") as begun:
        fresh = Office(tmp_path / "fresh", capsys)
        fresh.join(begun, "Berta")
        said = fresh.type("rescue", "read", rescue["file"], "--json")
        assert (said.code, said.answer["left"]) == (3, rescue["changes"])
        done = fresh.ask("rescue", "read", rescue["file"], "--as-mine")
        assert done["made_anew"] == rescue["changes"]
        assert done["people"][0]["name"] == "Adi"
        assert fresh.ask("rescue", "read", rescue["file"], "--as-mine")["made_anew"] == 0
        agrees(fresh, begun)
        assert texts(begun) == ["dari server lama"]
        assert len(begun.dump("person")) == 3


def test_joining_at_another_server_keeps_what_waits_for_the_first(
    office: Office, served: Centre, tmp_path: Path
) -> None:
    office.note("untuk server pertama")
    waits = office.ask("status")["pending"]
    (tmp_path / "second").mkdir()
    second = Centre(f"sqlite:///{tmp_path / 'second' / 'central.db'}", tmp_path / "server2.log")
    second.init("53.71", "Kota Kupang")
    second.start()
    try:
        office.ask("join", "--server", second.url, "--code", second.code("Adi", office="53.71"))
        assert office.ask("status")["pending"] == waits
        office.id("class", "create", "--title", "Kelas kota", "--office", "53.71")
        assert office.sync()["pending"] == 0
        assert texts(served) == ["untuk server pertama"]
        assert [row["title"] for row in second.dump("class_group")] == ["Kelas kota"]
    finally:
        second.stop()
