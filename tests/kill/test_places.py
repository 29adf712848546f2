"""The program is killed with -9 at each named place; what it was asked to do is done afterwards, once and whole."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.storage.profile import open_profile
from desktop.sync import keys
from tests import programs
from tests.cli.terminal import CHEAP
from tests.kill.programs import ENVIRONMENT, PASSPHRASE
from tests.roads.centre import Centre

KILLED = "tests.kill.at_place"
NAMES = ("Adriana Bire", "Yohanes Leo")
_MARK, _SYNC, _BACKUP, _RESTORE = "mark", "sync", "backup", "restore"
_WRITE, _READ, _JOIN, _RESET = "courier write", "courier read", "join", "reset"
LEAVING = (
    "desktop.storage.revoked:obey:call",
    "desktop.storage.revoked:obey:return",
    "desktop.app.removing:take_away:call",
    "desktop.app.removing:_destroy:return",
    "desktop.sync.keys:forget:call",
    "desktop.app.removing:remove:call",
    "desktop.app.removing:take_away:return",
)
"""A laptop that obeys the order to let everything go; the first of its files to be destroyed is a copy."""

LAPTOP = {
    _MARK: (
        "desktop.storage.database:Database._open:return",
        "desktop.storage.edit:edit:call",
        "desktop.storage.replica:Replica.add_ops:return",
        "desktop.storage.edit:edit:return",
    ),
    _SYNC: (
        "desktop.storage.outbox:seal_part:return",
        "desktop.sync.machine:Machine.request:return",
        "desktop.sync.machine:Machine.on:call",
        "desktop.sync.machine:Machine._on_ack:return",
        "desktop.storage.receipts:applied:return",
        "desktop.sync.machine:Machine._on_rows:call",
        "desktop.storage.arrivals:take:return",
        "desktop.storage.history:move_to:return",
        "desktop.sync.machine:Machine.on:return",
    ),
    _BACKUP: (
        "desktop.storage.backup.copying:_vacuum:return",
        "desktop.storage.backup.container:_write:return",
        "desktop.storage.backup.container:write_container:return",
    ),
    _RESTORE: (
        "desktop.storage.backup.rescue:write_rescue:return",
        "desktop.storage.backup.container:extract:return",
        "desktop.storage.backup.takeover:take_over:return",
        "desktop.storage.backup.restoring:_put_aside:call",
        "desktop.storage.backup.restoring:_put_aside:return",
        "desktop.storage.backup.restoring:finish:return",
    ),
    _WRITE: (
        "desktop.sync.courier:Courier.pack:return",
        "desktop.sync.stick:_sync_folder:call",
        "desktop.sync.stick:write:return",
        "desktop.sync.courier:Courier.wrote:return",
    ),
    _READ: ("desktop.sync.courier:Courier._take_parcel:return",),
    _JOIN: (
        "desktop.storage.migrations:upgrade:call",
        "desktop.storage.migrations:upgrade:return",
        "desktop.storage.registration:register:return",
    ),
    _RESET: (
        "desktop.storage.backup.rescue:write_rescue:return",
        "desktop.app.removing:remove:call",
        "desktop.sync.keys:forget:return",
        "desktop.app.removing:remove:return",
    ),
}
SERVING = (
    "server.sync.apply:apply_ops:call",
    "server.store.ledger:store_ops:return",
    "server.store.ledger:close_commit:return",
    "server.sync.apply:apply_segment:return",
    "server.store.ledger:acknowledge:return",
    "server.store.pages:next_page:return",
)
CENTRE = {
    _BACKUP: ("server.store.backup_rows:write_backup:return", "server.store.backup_rows:mark_safe:return"),
    _RESTORE: ("server.store.backup_rows:read_into:return", "server.store.backup_rows:replace_all:return"),
}
ALL = [(act, place) for act, places in LAPTOP.items() for place in places]


class Town:
    """A centre that serves, two laptops that have joined it, and a class that both have; the second has marked."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder
        self.centre = Centre(f"sqlite:///{folder / 'central.db'}", folder.parent / f"{folder.name}.log")
        self.centre.port = port
        self.laptops = (folder / "a", folder / "b")

    def words(self, laptop: Path, *words: str) -> tuple[str, ...]:
        """A command of a laptop."""
        return ("--profile", str(laptop), "--json", *words)

    def ask(self, laptop: Path, *words: str) -> Any:
        """What a command answers that has to succeed."""
        done = programs.run("desktop", *self.words(laptop, *words), env=ENVIRONMENT)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return json.loads(done.stdout)

    def found(self) -> None:
        """Everything from the beginning."""
        self.centre.init()
        self.centre.start()
        for laptop, name in zip(self.laptops, NAMES, strict=True):
            keys.create(open_profile(laptop).directory, PASSPHRASE, CHEAP)
            self.ask(laptop, "join", "--server", self.centre.url, "--code", self.centre.code(name))
        first, second = self.laptops
        made = self.ask(first, "class", "create", "--title", "Kelas A", "--office", "53")["id"]
        day = ("--starts-at", "2025-07-21T08:00:00+08:00", "--hours", "2")
        session = self.ask(first, "session", "create", "--class", made, "--title", "Pembukaan", *day)["id"]
        roster = self.folder / "roster.csv"
        roster.write_text("Nama;JK\nMaria Bere;P\nPetrus Leki;L\nYohana Tallo;P\n")
        self.ask(first, "people", "import", str(roster), "--class", made)
        people = [person["id"] for person in self.ask(first, "people", "list")["people"]]
        self.ask(first, "sync")
        self.ask(second, "sync")
        self.ask(second, "attendance", "mark", "--session", session, "--person", people[0], "--status", "S")
        stick = self.folder / "stick"
        stick.mkdir()
        self.ask(second, "courier", "write", str(stick))
        self.ask(first, "backup", str(self.folder))
        self.ask(second, "sync")
        self.ask(first, "attendance", "mark", "--session", session, "--person", people[1], "--status", "I")
        (self.folder / "ids.json").write_text(json.dumps([session, people]))

    def ids(self) -> tuple[str, list[str]]:
        """The session and its people."""
        session, people = json.loads((self.folder / "ids.json").read_text())
        return session, people

    def command(self, act: str) -> tuple[Path, tuple[str, ...]]:
        """Who does it, and how it is typed."""
        session, people = self.ids()
        first = self.laptops[0]
        copy = next(self.folder.glob("*.lontar-backup"), self.folder)
        code = self.centre.code("Maria Goreti") if act == _JOIN else ""
        return {
            _MARK: (first, ("attendance", "mark", "--session", session, "--person", people[2], "--status", "H")),
            _SYNC: (first, ("sync",)),
            _BACKUP: (first, ("backup", str(self.folder / "copies"))),
            _RESTORE: (first, ("restore", str(copy), "--yes")),
            _WRITE: (first, ("courier", "write", str(self.folder / "stick"))),
            _READ: (first, ("courier", "read", str(self.folder / "stick"))),
            _JOIN: (self.folder / "c", ("join", "--server", self.centre.url, "--code", code)),
            _RESET: (first, ("reset", "--yes", "--rescue", str(self.folder / "kept"))),
        }[act]

    def killed(self, place: str, program: str, *words: str) -> None:
        """Runs a program that has to come to the place."""
        done = programs.run(KILLED, place, program, *words, env=ENVIRONMENT)
        assert done.returncode == -signal.SIGKILL, f"{place} was never reached: {done.stdout}{done.stderr}"

    def settle(self, *laptops: Path) -> None:
        """All sync until nothing waits; every mark is there once, at the centre and on each laptop."""
        session, people = self.ids()
        for laptop in (*laptops, laptops[0]):
            done = self.ask(laptop, "sync")
            assert (done["pending"], done["rejected"]) == (0, [])
        there = {row["person"]: row["status"] for row in self.centre.dump("attendance")}
        assert len(self.centre.dump("attendance")) == len(there)
        assert len(self.centre.dump("person")) == len(people)
        for laptop in laptops:
            rows = self.ask(laptop, "attendance", "export", "--session", session)["rows"]
            assert {row["person"]: row["status"] for row in rows if row["status"]} == there
        assert there.items() >= {people[0]: "S", people[1]: "I"}.items()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A town at rest, and the port at which its laptops look for the centre."""
    town = Town(tmp_path_factory.mktemp("places") / "town")
    town.folder.mkdir()
    town.found()
    town.centre.stop()
    return town.folder, town.centre.port


@pytest.fixture
def town(prepared: tuple[Path, int], tmp_path: Path) -> Iterator[Town]:
    folder, port = prepared
    shutil.copytree(folder, tmp_path / "town")
    made = Town(tmp_path / "town", port)
    yield made
    made.centre.stop()


@pytest.mark.parametrize(("act", "place"), ALL, ids=[f"{act} at {place}" for act, place in ALL])
def test_a_laptop_killed_at_a_place_does_it_once_in_the_end(town: Town, act: str, place: str) -> None:
    town.centre.start()
    laptop, words = town.command(act)
    if act == _JOIN:
        keys.create(open_profile(laptop).directory, PASSPHRASE, CHEAP)
    if act == _BACKUP:
        (town.folder / "copies").mkdir()
    town.killed(place, "desktop", *town.words(laptop, *words))
    if act == _RESET:
        again = programs.run("desktop", *town.words(laptop, *words), env=ENVIRONMENT)
        assert again.returncode in (0, 5), again.stderr
        assert not (laptop / "replica.db").exists()
        assert list((town.folder / "kept").iterdir())
        return
    town.ask(laptop, *words)
    if act == _MARK:
        town.ask(laptop, "sync")
        assert {row["status"] for row in town.centre.dump("attendance")} == {"S", "I", "H"}
    town.settle(*town.laptops)


@pytest.mark.parametrize("place", LEAVING)
def test_a_revoked_laptop_killed_at_a_place_lets_everything_go_in_the_end(town: Town, place: str) -> None:
    town.centre.start()
    laptop = town.laptops[0]
    town.ask(laptop, "backup")
    stolen = (laptop / "replica.db").read_bytes()
    told = ("--office", "53", "--person", NAMES[0])
    done = programs.run("server", "revoke", "--database", town.centre.database, *told, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    town.killed(place, "desktop", *town.words(laptop, "sync"))
    for _ in range(2):  # what is not gone yet goes with the next start, whatever that was meant for
        assert programs.run("desktop", *town.words(laptop, "sync"), env=ENVIRONMENT).returncode != 0
    left = {file.relative_to(laptop).parts[0] for file in laptop.rglob("*") if file.is_file()}
    assert left.isdisjoint({"key.json", "backups", "rescue"})
    (laptop / "replica.db").write_bytes(stolen)
    assert programs.run("desktop", *town.words(laptop, "class", "list"), env=ENVIRONMENT).returncode != 0
    assert len(town.centre.dump("attendance")) == 1
    assert town.centre.status().fates["held"] == 1


@pytest.mark.parametrize("place", SERVING)
def test_a_centre_killed_at_a_place_has_everything_once_in_the_end(town: Town, place: str) -> None:
    at = ("--database", town.centre.database, "--port", str(town.centre.port))
    with (town.folder / "log").open("w") as log:
        serving = programs.serve(KILLED, place, "server", "serve", *at, stderr=log.fileno(), env=ENVIRONMENT)
        assert serving.stdout is not None
        assert serving.stdout.readline().startswith("listening"), (town.folder / "log").read_text()
        done = programs.run("desktop", *town.words(town.laptops[0], "sync"), env=ENVIRONMENT)
        serving.kill()
        serving.communicate(timeout=60)
    assert done.returncode != 0, f"{place} was never reached"
    town.centre.start()
    town.settle(*town.laptops)


@pytest.mark.parametrize(("act", "place"), [(act, place) for act, places in CENTRE.items() for place in places])
def test_a_centre_killed_while_it_is_copied_or_put_back_has_everything_in_the_end(
    town: Town, act: str, place: str
) -> None:
    at = ("--database", town.centre.database)
    copies = town.folder / "copies"
    copies.mkdir()
    words: tuple[str, ...] = ("backup", *at, str(copies))
    if act == _RESTORE:
        done = programs.run("server", *words)
        assert done.returncode == 0, done.stderr
        words = ("restore", *at, str(next(copies.iterdir())), "--yes")
    town.killed(place, "server", *words)
    done = programs.run("server", *words)
    assert done.returncode == 0, done.stderr
    town.centre.start()
    town.settle(*town.laptops)
