"""Damaged replicas: every change that is on a page still readable comes back, and what is missing is told exactly."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from contract.exchange.dots import Dot, row_id
from contract.exchange.shapes import RowKey
from contract.faults import Fault
from contract.training.catalogue import ATTENDANCE, PERSON
from desktop.app import safekeeping
from desktop.app.opening import OpenProfile, open_profile
from desktop.app.safekeeping import Outcome
from desktop.storage.backup import carving, leftovers
from desktop.storage.backup.leftovers import read_leftovers
from desktop.storage.database import keyed_connection
from desktop.storage.edit import Change, edit
from desktop.storage.faults import Damaged
from desktop.storage.profile import Profile
from desktop.storage.status import Visit, note_visit
from desktop.storage.tables import lineage, op
from desktop.sync import keys
from tests.cli.terminal import PASSPHRASE, Terminal, make_profile

SOURCES = keys.Sources(environment={keys.ENVIRONMENT: PASSPHRASE})
AUTHOR, SESSION = 7, row_id(Dot(7, 9999))
BEFORE, AFTER = 60, 90
NAME, STATUS = PERSON.by_name["name"].number, ATTENDANCE.by_name["status"].number


@dataclass(frozen=True, slots=True)
class Template:
    """A profile with a copy made after BEFORE of its AFTER changes, and on which page each change lies."""

    directory: Path
    key: bytes
    pages: int
    lies_on: dict[Dot, set[int]]


def work(directory: Path, first: int, last: int) -> None:
    with open_profile(directory, SOURCES, keys.MemoryKeyring()) as profile:
        for n in range(first, last):
            key = RowKey(ATTENDANCE.number, SESSION, row_id(Dot(AUTHOR, n)))
            change = (
                Change(PERSON.number, {NAME: f"Orang {n} {'x' * (n % 50)}"}) if n % 2 else Change(key, {STATUS: "H"})
            )
            profile.write(lambda replica, moment, made=change: edit(replica, AUTHOR, [made], moment)).result()  # type: ignore[misc]


def make(profile: OpenProfile, change: Change) -> None:
    profile.write(lambda replica, moment: edit(replica, AUTHOR, [change], moment)).result()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    directory = tmp_path_factory.mktemp("template") / "profile"
    make_profile(directory)
    work(directory, 1, BEFORE + 1)
    with open_profile(directory, SOURCES, keys.MemoryKeyring()) as profile:
        safekeeping.back_up(profile)
        key = profile.key
    work(directory, BEFORE + 1, AFTER + 1)
    connection = keyed_connection(Profile(directory).replica, key, 5)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("DELETE FROM act_part")  # what one press wrote is named by its chains, too
    connection.execute("VACUUM")
    chains = {Dot(a, n): link for a, n, link in connection.execute("SELECT author, n, chain FROM op").fetchall()}
    connection.close()
    content = Profile(directory).replica.read_bytes()
    pages = carving._readable(content, b"", key, content[:16])
    assert len(pages) == len(content) // carving.PAGE
    lies_on = {dot: {number for number, page in pages.items() if link in page} for dot, link in chains.items()}
    last, before = Dot(AUTHOR, AFTER), Dot(AUTHOR, AFTER - 1)
    lies_on[last] &= lies_on[before]  # the pen of its author holds the newest chain too
    assert len(lies_on) == AFTER
    assert all(len(numbers) == 1 for numbers in lies_on.values())
    return Template(directory, key, len(pages), lies_on)


def spoil(content: bytes, pages: set[int], chance: random.Random) -> bytes:
    """Flips bytes somewhere in each of these pages."""
    spoilt = bytearray(content)
    for page in pages:
        for _ in range(chance.choice((1, 5, 400))):
            spoilt[(page - 1) * carving.PAGE + chance.randrange(carving.PAGE)] ^= chance.randrange(1, 256)
    return bytes(spoilt)


def readable(template: Template, pages: set[int]) -> set[Dot]:
    return {dot for dot, on in template.lies_on.items() if not on & pages}


def dots_in(directory: Path) -> tuple[set[Dot], int]:
    with open_profile(directory, SOURCES, keys.MemoryKeyring()) as profile:
        found = profile.read(lambda r: r.connection.execute(sa.select(op.c.author, op.c.n)).all()).result()
        pen = profile.read(lambda r: r.connection.execute(sa.select(sa.func.max(lineage.c.n))).scalar_one()).result()
    return {Dot(*dot) for dot in found}, int(pen)


def damages(template: Template, seeds: range) -> Iterator[tuple[int, set[int], bytes]]:
    content = Profile(template.directory).replica.read_bytes()
    for seed in seeds:
        chance = random.Random(seed)
        pages = set(chance.sample(range(1, template.pages + 1), chance.choice((1, 1, 2, 3, template.pages // 3))))
        yield seed, pages, spoil(content, pages, chance)


def check_readable(template: Template, tmp_path: Path, seeds: range) -> None:
    salt = Profile(template.directory).replica.read_bytes()[:16]
    for seed, pages, content in damages(template, seeds):
        file = tmp_path / f"{seed}.db"
        file.write_bytes(content)
        left = read_leftovers(file, template.key, [salt])
        found = {Dot(line["author"], line["n"]) for line in left.of("op")}
        assert found >= readable(template, pages), (seed, pages)
        file.unlink()


def test_every_change_on_a_readable_page_is_read_in_300_damaged_replicas(template: Template, tmp_path: Path) -> None:
    check_readable(template, tmp_path, range(300))


@pytest.mark.deep
def test_every_change_on_a_readable_page_is_read_in_3000_damaged_replicas(template: Template, tmp_path: Path) -> None:
    check_readable(template, tmp_path, range(1000, 4000))


def restored(directory: Path) -> Outcome:
    place = Profile(directory)
    return safekeeping.restore(directory, safekeeping.newest_copy(place), SOURCES, keys.MemoryKeyring())


def check_restored(template: Template, here: Path, survivors: set[Dot]) -> None:
    """The program opens, holds what is readable, and tells the rest as lost or as coming later."""
    done = restored(here)
    assert done.taken is not None
    held, pen = dots_in(here)
    in_copy = {Dot(AUTHOR, n) for n in range(1, BEFORE + 1)}
    run = {Dot(AUTHOR, n) for n in range(1, pen + 1)}
    assert held == run
    assert in_copy <= held
    lost = {Dot(a, n) for a, first, last in done.taken.lost for n in range(first, last + 1)}
    everything = set(template.lies_on)
    missing = everything - survivors - in_copy
    assert lost == missing or (done.taken.unsure and lost < missing)
    behind = (survivors | in_copy) - held
    assert done.later == len(behind)
    if done.kept is not None:
        assert any(done.kept.iterdir())
    assert {dot for dot in survivors if dot.n <= pen} <= held


def test_a_damaged_replica_opens_again_and_tells_what_is_missing(template: Template, tmp_path: Path) -> None:
    told = 0
    for seed, pages, content in damages(template, range(500, 530)):
        here = tmp_path / str(seed)
        shutil.copytree(template.directory, here)
        Profile(here).replica.write_bytes(content)
        try:
            open_profile(here, SOURCES, keys.MemoryKeyring()).close()
        except Damaged:
            told += 1
        check_restored(template, here, readable(template, pages))
        shutil.rmtree(here)
    assert told


@pytest.mark.parametrize("wrong", ["zero", "missing", "half", "first bytes", "other file", "torn log"])
def test_files_cut_short_missing_or_strange(template: Template, tmp_path: Path, wrong: str) -> None:
    here = tmp_path / "profile"
    shutil.copytree(template.directory, here)
    replica = Profile(here).replica
    content = replica.read_bytes()
    survivors = set(template.lies_on)
    if wrong == "zero":
        replica.write_bytes(b"")
        survivors = set()
    elif wrong == "missing":
        replica.unlink()
        survivors = set()
    elif wrong == "half":
        cut = len(content) // 2 + 100
        replica.write_bytes(content[:cut])
        survivors = readable(template, set(range(cut // carving.PAGE + 1, template.pages + 1)))
    elif wrong == "first bytes":
        replica.write_bytes(bytes(16) + content[16:])
    elif wrong == "other file":
        replica.write_bytes(b"%PDF-1.7" + bytes(5000))
        survivors = set()
    else:
        (here / "replica.db-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(9000))
    check_restored(template, here, survivors)


def test_a_log_that_is_missing_takes_nothing_else_with_it(template: Template, tmp_path: Path) -> None:
    here = tmp_path / "profile"
    shutil.copytree(template.directory, here)
    with open_profile(here, SOURCES, keys.MemoryKeyring()) as profile:
        make(profile, Change(PERSON.number, {NAME: "Di log saja"}))
        shutil.copytree(here, tmp_path / "cut", ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    held, pen = dots_in(tmp_path / "cut")
    assert held >= set(template.lies_on)
    assert pen >= AFTER


def test_changes_that_are_only_in_the_log_are_read_from_it(template: Template, tmp_path: Path) -> None:
    here, cut = tmp_path / "profile", tmp_path / "cut"
    shutil.copytree(template.directory, here)
    with open_profile(here, SOURCES, keys.MemoryKeyring()) as profile:
        make(profile, Change(PERSON.number, {NAME: "Di log saja"}))
        shutil.copytree(here, cut, ignore=shutil.ignore_patterns("*-shm"))
    file = cut / "replica.db"
    file.write_bytes(bytes(4096) + file.read_bytes()[4096:])
    left = read_leftovers(file, template.key, [Profile(template.directory).replica.read_bytes()[:16]])
    assert Dot(AUTHOR, AFTER + 1) in {Dot(line["author"], line["n"]) for line in left.of("op")}


@pytest.mark.parametrize("wrong", [None, b"", b"{", b'{"version": 1}'])
def test_a_key_file_lost_or_damaged_comes_back_from_the_newest_copy_alone(
    template: Template, tmp_path: Path, wrong: bytes | None, terminal: Terminal
) -> None:
    here = tmp_path / "profile"
    shutil.copytree(template.directory, here)
    terminal.directory = here
    place = Profile(here)
    if wrong is None:
        place.key_file.unlink()
    else:
        place.key_file.write_bytes(wrong)
    said = terminal.type("status")
    assert said.code in (3, 5)
    assert "lontar restore --newest" in said.err
    answer = terminal.ask("restore", "--newest", "--yes")
    assert answer["only_key"] is True
    assert terminal.ask("status")["pending"] == AFTER
    if wrong:
        assert (here / "key.damaged.json").read_bytes() == wrong


def test_the_command_line_tells_the_damage_and_the_way_out(
    template: Template, tmp_path: Path, terminal: Terminal
) -> None:
    here = tmp_path / "profile"
    shutil.copytree(template.directory, here)
    terminal.directory = here
    replica = Profile(here).replica
    replica.write_bytes(bytes(4096) + replica.read_bytes()[4096:])
    said = terminal.type("status")
    assert said.code in (3, 5)
    assert "lontar restore --newest" in said.err
    answer = terminal.ask("restore", "--newest", "--yes")
    assert answer["was_whole"] is False
    assert answer["changes_back"] == AFTER - BEFORE
    assert answer["lost"] == []
    assert terminal.ask("status")["pending"] == AFTER


@pytest.mark.parametrize("wrong", ["zero", "missing"])
def test_a_replica_that_is_gone_is_told_and_never_made_anew(
    template: Template, tmp_path: Path, terminal: Terminal, wrong: str
) -> None:
    here = tmp_path / "profile"
    shutil.copytree(template.directory, here)
    terminal.directory = here
    replica = Profile(here).replica
    replica.unlink()
    if wrong == "zero":
        replica.touch()
    for words in (("status",), ("sync",), ("class", "create", "--title", "A", "--office", "53")):
        said = terminal.type(*words)
        assert (said.code, "lontar restore --newest" in said.err) == (3, True)
    looked = terminal.type("doctor", "--json")
    assert looked.code == 3
    assert [one["what"] for one in looked.answer["findings"] if not one["ok"]] == ["replica"]
    assert not replica.exists() or not replica.stat().st_size
    answer = terminal.ask("restore", "--newest", "--yes")
    assert (answer["was_whole"], answer["maybe_more_lost"]) == (False, True)
    assert terminal.ask("status")["pending"] == BEFORE


def talk(profile: OpenProfile, outcome: str) -> None:
    """An exchange that ended so."""
    made = Visit(at=1, sent=0, received=0, bytes_up=0, bytes_down=0, outcome=outcome)
    profile.read(note_visit, made).result()


def test_what_was_behind_a_hole_comes_back_after_the_next_exchange(template: Template, tmp_path: Path) -> None:
    """Without a centre: the file is read when the exchange would have ended, and each change is made anew once."""
    here = tmp_path / "profile"
    shutil.copytree(template.directory, here)
    replica = Profile(here).replica
    hole = next(iter(template.lies_on[Dot(AUTHOR, BEFORE + 5)]))
    replica.write_bytes(spoil(replica.read_bytes(), {hole}, random.Random(1)))
    done = restored(here)
    survivors = readable(template, {hole})
    behind = [dot for dot in survivors if dot.n > BEFORE + 5]
    with open_profile(here, SOURCES, keys.MemoryKeyring()) as profile:
        before = profile.read(lambda r: r.connection.execute(sa.select(sa.func.count(op.c.n))).scalar_one()).result()
        assert safekeeping.read_what_waited(profile) == 0  # nobody knows yet what the centre has
        talk(profile, "Server sedang penuh.")
        assert safekeeping.read_what_waited(profile) == 0
        talk(profile, "")
        assert safekeeping.read_what_waited(profile) == done.later == len(behind)
        after = profile.read(lambda r: r.connection.execute(sa.select(sa.func.count(op.c.n))).scalar_one()).result()
        assert after - before <= len(behind)
        assert safekeeping.read_what_waited(profile) == 0


def test_without_any_copy_the_way_out_is_told(tmp_path: Path, terminal: Terminal) -> None:
    said = terminal.type("restore", "--newest", "--yes")
    assert said.code == 3
    assert "Belum ada salinan cadangan" in said.err
    assert isinstance(leftovers.KEPT, tuple)
    assert issubclass(safekeeping.NoCopy, Fault)
