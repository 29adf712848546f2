"""The whole program at work, alive, killed and at rest: its profile and its temporary files show nothing of anybody."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop.storage.database import Database
from desktop.storage.profile import Profile
from desktop.storage.tables import centre, writer
from desktop.sync.keys import change_passphrase, unlock
from tests.kill.day import QUICK, ROSTER
from tests.kill.programs import OFFICE, PASSPHRASE, Centre, Laptop
from tests.leaks.scan import leaks, words_of
from tests.roads.centre import ROOT

OFFICER = "Petronela Manafe"
NOTE = "anaknya sakit, diantar ke Prof. Johannes"


class Work:
    """A laptop that joined and has recorded something, its centre, and what it may never show."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.centre = Centre(folder)
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.laptop = Laptop(folder / "laptop", temporary=self.temporary)
        self.secrets: dict[str, str | bytes] = {
            "passphrase": PASSPHRASE,
            "note": NOTE,
            **words_of({"officer": OFFICER}),
        }

    def begin(self) -> None:
        """Joins, imports the roster and marks one person."""
        self.centre.must("init", "--office", OFFICE, "--name", "Nusa Tenggara Timur")
        self.centre.start()
        code = self.centre.code(OFFICER, "admin")
        joined = self.laptop.must("join", "--server", self.centre.url, "--code", code)
        change_passphrase(self.laptop.folder, PASSPHRASE, PASSPHRASE, QUICK)
        self.secrets |= {"join code": code, "recovery code": str(joined["recovery_code"])}
        made = self.laptop.must("class", "create", "--title", "Kelas A", "--office", OFFICE)
        self.laptop.must("people", "import", str(ROSTER), "--class", str(made["id"]))
        start = ("--starts-at", "2025-07-21T08:00:00+08:00", "--hours", "2")
        session = self.laptop.must("session", "create", "--class", str(made["id"]), "--title", "Pembukaan", *start)
        people = self.laptop.must("people", "list", "--limit", "100")["people"]
        names = {f"name {place}": str(person["name"]) for place, person in enumerate(people)}
        self.secrets |= names
        for field in ("employee_number", "national_id", "phone"):
            self.secrets |= {f"{field} {person[field]}": person[field] for person in people if person[field]}
        assert len(names) > 40
        self.mark = ("attendance", "mark", "--session", session["id"], "--person", people[0]["id"], "--status", "S")
        self.laptop.must(*self.mark, "--note", NOTE)
        self.secrets |= self.keys()

    def keys(self) -> dict[str, str | bytes]:
        """The replica's key and the secrets in the replica."""
        key = unlock(self.laptop.folder, PASSPHRASE)
        with_key = Database(Profile(self.laptop.folder).replica, key)

        def read() -> list[bytes]:
            columns = (writer.c.private_key, centre.c.secret)
            return [secret for column in columns for secret in with_key.connection.scalars(sa.select(column))]

        secrets = with_key.call(read).result()
        with_key.close()
        return {"replica key": key, **{f"secret {place}": secret for place, secret in enumerate(secrets)}}

    def found(self) -> list[str]:
        """What lies open."""
        return leaks(self.laptop.folder, self.secrets) + leaks(self.temporary, self.secrets)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    work = Work(tmp_path)
    try:
        yield work
    finally:
        work.centre.close()


@pytest.mark.parametrize("program", ["desktop", "server"])
def test_a_crash_writes_no_memory_to_the_disk(program: str) -> None:
    script = f"import resource; import {program}.__main__ as m; m.leave_no_core(); print(resource.getrlimit(4)[0])"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert said.stdout.strip() == "0"


def test_neither_at_work_nor_after_a_kill_is_anything_shown(work: Work) -> None:
    work.begin()
    assert work.found() == [], "at rest"
    reader = Database(Profile(work.laptop.folder).replica, unlock(work.laptop.folder, PASSPHRASE))
    work.laptop.must(*work.mark)
    assert (work.laptop.folder / "replica.db-wal").exists()
    assert work.found() == [], "in use"
    reader.close()
    usual = work.laptop.run("sync").seconds
    for part in (0.6, 0.75, 0.9):
        work.laptop.run(*work.mark, kill=part * usual)
        work.laptop.run("sync", kill=part * usual)
    assert work.found() == [], "killed"
    work.centre.kill()
    assert work.laptop.run("sync").code != 0
    assert work.laptop.run("people", "list", "--search", "Johannes", "--debug").code == 0
    assert work.laptop.run("attendance", "mark", "--session", "1-1", "--person", OFFICER, "--status", "H").code != 0
    assert work.found() == [], "after errors"
