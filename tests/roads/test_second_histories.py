"""A centre put back, one that went back in silence, one laptop's disk in five, a laptop of last month.

By the shipped commands over real HTTP: nothing is lost that any copy holds, and nothing is there twice.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.engine import make_url

from contract.training.catalogue import ATTENDANCE
from desktop.sync.faults import Stranger
from tests import programs
from tests.roads.centre import Centre, centre
from tests.roads.laptop import Laptop, Lesson, everything, laptop


@pytest.fixture
def database_url(usual_database_url: str) -> str:
    """What is tried here does not touch how the centre keeps its rows."""
    return usual_database_url


def command(*arguments: str) -> Any:
    """What `lontar-server` answers."""
    done = programs.run("server", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(database_url, tmp_path, "53") as made:
        yield made
    assert made.errors == ""


class Copies:
    """Images of a centre's database and of laptops' disks, made and put back while nobody looks."""

    def __init__(self, served: Centre, folder: Path) -> None:
        self._served, self._folder = served, folder

    def centre(self) -> None:
        """The virtual machine of the centre is photographed."""
        self._served.stop()
        if self._served.database.startswith("sqlite"):
            shutil.copy(self._file, self._folder / "image-of-centre")
        else:
            self._on_postgres("CREATE DATABASE {image} TEMPLATE {name}")
        self._served.start()

    def roll_back(self) -> None:
        """It is what it was then, and says nothing of it."""
        self._served.stop()
        if self._served.database.startswith("sqlite"):
            for file in self._folder.glob(self._file.name + "*"):
                file.unlink()
            shutil.copy(self._folder / "image-of-centre", self._file)
        else:
            self._on_postgres("DROP DATABASE {name}", "ALTER DATABASE {image} RENAME TO {name}")
        self._served.start()

    @property
    def _file(self) -> Path:
        return Path(self._served.database.removeprefix("sqlite:///"))

    def _on_postgres(self, *statements: str) -> None:
        url = make_url(self._served.database)
        names = {"name": url.database, "image": f"{url.database}_image"}
        there = url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
        with psycopg.connect(there, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.format(**names).encode())

    def laptop(self, one: Laptop, name: str) -> Path:
        """The laptop's disk is copied."""
        one.close()
        image = self._folder / f"{name}.db"
        shutil.copy(one.path, image)
        one.open()
        return image


@pytest.fixture
def copies(served: Centre, tmp_path: Path) -> Copies:
    return Copies(served, tmp_path)


def settle(*laptops: Laptop) -> None:
    """Talks until nobody has news for another."""
    for _ in range(4):
        for one in laptops:
            one.sync()
        if all(everything(one.rows) == everything(laptops[0].rows) for one in laptops):
            return


def statuses(rows: list[dict[str, Any]]) -> dict[str, str]:
    """The mark of each person, of whom there may be one."""
    marks = {row["person"]: row["status"] for row in rows}
    assert len(marks) == len(rows)
    return marks


def check(served: Centre, lesson: Lesson, expected: Sequence[str], *laptops: Laptop) -> None:
    """All hold the same, and it is all that was marked."""
    dumped = served.everything()
    for one in laptops:
        assert everything(one.rows) == dumped
        assert one.status().pending == 0
    marks = statuses(dumped["attendance"])
    assert [marks.get(f"{person >> 32}-{person & 0xFFFFFFFF}", "-") for person in lesson.persons] == list(expected)
    assert command("audit", "--database", served.database)["ok"]


def mark(one: Laptop, lesson: Lesson, place: int, status: str) -> None:
    """Marks one person."""
    one.mark(Lesson(lesson.class_id, lesson.session, lesson.persons[place : place + 1]), [status])


def test_a_centre_put_back_by_the_shipped_commands_gets_everything_again(served: Centre, tmp_path: Path) -> None:
    at = ("--database", served.database)
    with laptop(tmp_path, "adi") as adi, laptop(tmp_path, "beni") as beni, laptop(tmp_path, "cinta") as cinta:
        adi.join(served.url, served.code("Adi"))
        beni.join(served.url, served.code("Beni"))
        lesson = adi.open_class(people=6)
        mark(adi, lesson, 0, "H")
        settle(adi, beni)
        file = command("backup", *at, str(tmp_path))["file"]
        cinta.join(served.url, served.code("Cinta"))
        cinta.sync()
        for one, place, status in ((adi, 1, "S"), (beni, 2, "I"), (cinta, 3, "A")):
            mark(one, lesson, place, status)
            one.sync()
        beni.sync()
        mark(beni, lesson, 4, "H")
        served.stop()
        done = command("restore", *at, file, "--yes")
        assert (done["joined_since"], Path(done["kept"]).exists()) == ([], True)
        served.start()
        settle(adi, beni, cinta)
        check(served, lesson, "HSIAH-", adi, beni, cinta)


def test_a_centre_that_went_back_in_silence_is_found_out_and_healed(
    served: Centre, copies: Copies, tmp_path: Path
) -> None:
    with (
        laptop(tmp_path, "adi") as adi,
        laptop(tmp_path, "beni") as beni,
        laptop(tmp_path, "cinta") as cinta,
        laptop(tmp_path, "dedi") as dedi,
    ):
        adi.join(served.url, served.code("Adi"))
        beni.join(served.url, served.code("Beni"))
        lesson = adi.open_class(people=5)
        settle(adi, beni)
        copies.centre()
        mark(adi, lesson, 0, "H")
        mark(beni, lesson, 1, "S")
        cinta.join(served.url, served.code("Cinta"))
        cinta.sync()
        mark(cinta, lesson, 3, "A")
        settle(adi, beni, cinta)
        mark(beni, lesson, 2, "I")
        mark(cinta, lesson, 4, "S")
        copies.roll_back()
        assert served.status().rows["attendance"] == 0
        # Somebody new gets the numbers that Cinta had.
        dedi.join(served.url, served.code("Dedi"))
        settle(beni, adi, dedi)
        assert isinstance(cinta.conversation.talk().fault, Stranger)
        cinta.join(served.url, served.code("Cinta"))
        settle(beni, adi, cinta, dedi)
        check(served, lesson, "HSIAS", adi, beni, cinta, dedi)


def test_five_laptops_from_one_disk_and_one_of_last_month_keep_all_their_work(
    served: Centre, copies: Copies, tmp_path: Path
) -> None:
    with ExitStack() as open_laptops:
        adi = open_laptops.enter_context(laptop(tmp_path, "adi"))
        adi.join(served.url, served.code("Adi"))
        lesson = adi.open_class(people=8)
        adi.sync()
        last_month = copies.laptop(adi, "last-month")
        mark(adi, lesson, 0, "H")
        adi.sync()
        mark(adi, lesson, 1, "S")
        for number in range(1, 5):
            copies.laptop(adi, f"clone{number}")
        clones = [adi, *(open_laptops.enter_context(laptop(tmp_path, f"clone{number}")) for number in range(1, 5))]
        for place, (one, status) in enumerate(zip(clones, ["H", "I", "S", "A", "DL"], strict=True), 2):
            mark(one, lesson, place, status)
        settle(*clones)
        check(served, lesson, ["H", "S", "H", "I", "S", "A", "DL", "-"], *clones)
        adi.close()
        for file in tmp_path.glob("adi.db*"):
            file.unlink()
        shutil.copy(last_month, adi.path)
        adi.open()
        mark(adi, lesson, 7, "I")
        settle(*clones)
        check(served, lesson, ["H", "S", "H", "I", "S", "A", "DL", "I"], *clones)
        assert len({row["person"] for row in adi.rows(ATTENDANCE)}) == 8
