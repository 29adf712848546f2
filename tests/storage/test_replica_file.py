"""The replica's file: durable, closed to others, used from one thread, and honest when it is damaged or cannot grow."""

import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
import sqlcipher3.dbapi2 as driver

from contract.faults import OwnFault
from desktop.storage.database import Database, WrongThread
from desktop.storage.faults import Damaged, DiskFull, NotWritable, WrongKey
from desktop.storage.soundness import quick_look, whole_look
from tests.storage.joined import KEY, PEOPLE, Joined, expected_statuses, joined
from tests.storage.small_disk import fill, small_disk

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "replica.db"


@pytest.fixture
def profile(path: Path) -> Iterator[Joined]:
    with joined(path) as opened:
        yield opened


def asked(database: Database, sql: str) -> list[object]:
    return list(database.call(lambda: database.connection.exec_driver_sql(sql).scalars().all()).result())


def test_every_commit_goes_to_the_disk_before_it_returns(profile: Joined) -> None:
    settings = {name: asked(profile.database, f"PRAGMA {name}") for name in ("journal_mode", "synchronous")}
    assert settings == {"journal_mode": ["wal"], "synchronous": [2]}
    assert asked(profile.database, "PRAGMA cipher_version"), "not the encrypted SQLite"


def test_nothing_in_the_file_is_plain_sqlite(profile: Joined, path: Path) -> None:
    profile.mark(0)
    assert b"SQLite format 3" not in path.read_bytes()
    with sqlite3.connect(path) as plain, pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()


def test_sql_on_any_other_thread_is_our_own_fault(profile: Joined) -> None:
    raised: list[BaseException] = []

    def elsewhere() -> None:
        try:
            profile.database.connection.exec_driver_sql("SELECT 1")
        except OwnFault as fault:
            raised.append(fault)

    thread = threading.Thread(target=elsewhere, name="layar")
    thread.start()
    thread.join()
    assert [type(fault) for fault in raised] == [WrongThread]
    assert "layar" in str(raised[0])
    with pytest.raises(WrongThread):
        profile.replica.rows_touched()


def test_a_connection_carried_to_another_thread_is_refused_by_the_driver(profile: Joined) -> None:
    carried = profile.database.call(lambda: profile.database.connection).result()
    with pytest.raises(sa.exc.ProgrammingError, match="thread"):
        carried.exec_driver_sql("SELECT 1")


def test_the_log_beside_the_file_has_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "replica.db"
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    with joined(path):
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == dict.fromkeys(("replica.db", "replica.db-wal", "replica.db-shm"), 0o600)


def open_temporary_files() -> set[str]:
    """Temporary files of any SQLite in this process: they are unlinked at once, so only their descriptors show."""
    found = set()
    for descriptor in os.listdir("/proc/self/fd"):
        try:
            found.add(os.readlink(f"/proc/self/fd/{descriptor}"))
        except OSError:
            continue
    return {target for target in found if "etilqs" in target}


BIG_SORT = """WITH RECURSIVE line(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM line WHERE n < 30000)
SELECT count(*) FROM
(SELECT n, hex(n * 7919 % 60013) || hex(zeroblob(300)) AS text FROM line ORDER BY text LIMIT 25000)"""


def test_a_sort_too_big_for_memory_leaves_no_plain_file(path: Path) -> None:
    seen: set[str] = set()

    def look() -> int:
        seen.update(open_temporary_files())
        return 0

    plain = sqlite3.connect(":memory:")
    plain.execute("PRAGMA temp_store=FILE")
    plain.set_progress_handler(look, 10_000)
    plain.execute(BIG_SORT).fetchall()
    plain.close()
    assert seen, "this way of looking finds nothing"
    seen.clear()
    with joined(path, new=False) as opened:
        assert asked(opened.database, "PRAGMA temp_store") == [2]

        def sort() -> None:
            driver_connection = opened.database.connection.connection.driver_connection
            assert isinstance(driver_connection, driver.Connection)
            driver_connection.set_progress_handler(look, 10_000)
            opened.database.connection.exec_driver_sql(BIG_SORT).all()
            opened.database.connection.exec_driver_sql("VACUUM")

        opened.database.call(sort).result()
    assert not seen


def test_a_file_that_cannot_be_opened_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "replica.db").mkdir()
    with pytest.raises(NotWritable, match="tidak dapat dibuka"):
        Database(tmp_path / "replica.db", KEY)


def test_a_wrong_key_is_told_in_a_sentence_and_changes_nothing(path: Path) -> None:
    with joined(path):
        pass
    before = path.read_bytes()
    with pytest.raises(WrongKey, match="Kunci tidak cocok"):
        Database(path, bytes(32))
    assert path.read_bytes() == before


def look_at(path: Path) -> tuple[str, list[str]]:
    """What the quick look and the whole look say."""
    database = Database(path, KEY)
    try:
        database.call(quick_look, database).result()
        quick = ""
    except Damaged as fault:
        quick = str(fault)
    try:
        return quick, database.call(whole_look, database).result()
    finally:
        database.close()


def flip(path: Path, page: int) -> None:
    """Changes one bit in the middle of a page (the first is 1)."""
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE + 1000)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def test_a_sound_file_passes_both_looks(profile: Joined, path: Path) -> None:
    database = profile.database
    for count in range(30):
        profile.mark(count)
    database.call(quick_look, database).result()
    assert database.call(whole_look, database).result() == []


def test_the_whole_look_does_not_wait_for_another_reader(profile: Joined, path: Path) -> None:
    with joined(path, new=False) as other:

        def look_meanwhile() -> list[str]:
            with other.database.reading() as connection:
                connection.exec_driver_sql("SELECT count(*) FROM op").all()
                profile.mark(0)
                return profile.database.call(whole_look, profile.database).result()

        assert other.database.call(look_meanwhile).result() == []


def test_each_damaged_page_is_found(path: Path, tmp_path: Path) -> None:
    with joined(path) as opened:
        for count in range(30):
            opened.mark(count)
    copy = tmp_path / "copy.db"
    for page in range(2, path.stat().st_size // PAGE + 1):
        shutil.copy(path, copy)
        flip(copy, page)
        try:
            _, found = look_at(copy)
        except Damaged:  # already at the opening, which makes sure of the tables
            continue
        assert found, f"page {page}"


def test_the_quick_look_finds_damage_under_work_not_yet_sent(path: Path) -> None:
    with joined(path) as opened:
        for count in range(30):
            opened.mark(count)
        root = asked(opened.database, "SELECT rootpage FROM sqlite_master WHERE name = 'op'")[0]
    assert isinstance(root, int)
    flip(path, root)
    try:
        quick, _ = look_at(path)
    except Damaged as fault:
        quick = str(fault)
    assert quick.startswith("Berkas data rusak.")


def test_a_file_cut_short_is_not_opened(path: Path) -> None:
    with joined(path) as opened:
        for count in range(30):
            opened.mark(count)
    os.truncate(path, path.stat().st_size - 3 * PAGE)
    with pytest.raises(Damaged, match="Berkas data rusak"):
        Database(path, KEY)


class Room:
    """A disk that can become full, and be given room again."""

    def __init__(self, profile: Joined, spare: Path | None) -> None:
        self._profile = profile
        self._spare = spare

    def take(self) -> None:
        if self._spare is None:
            pages = asked(self._profile.database, "PRAGMA page_count")[0]
            asked(self._profile.database, f"PRAGMA max_page_count = {pages}")
            return
        fill(self._spare)

    def give(self) -> None:
        if self._spare is None:
            asked(self._profile.database, "PRAGMA max_page_count = 1000000")
        else:
            self._spare.unlink()


@pytest.fixture(params=["limit of pages", "small disk"] if os.geteuid() == 0 else ["limit of pages"])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Joined, Room]]:
    """A profile on a small disk, where we may make one; and one whose database may not grow."""
    if request.param == "limit of pages":
        with joined(tmp_path / "replica.db") as opened:
            yield opened, Room(opened, None)
        return
    disk = tmp_path / "disk"
    with small_disk(disk), joined(disk / "replica.db") as opened:
        yield opened, Room(opened, disk / "spare")


def marks_until_full(profile: Joined, done: int) -> int:
    """How many marks are acknowledged when the disk takes no more."""
    while True:
        try:
            profile.mark(done)
        except DiskFull:
            return done
        done += 1


def test_a_full_disk_saves_nothing_by_halves_and_then_goes_on(room: tuple[Joined, Room]) -> None:
    profile, disk = room
    profile.mark(0)
    disk.take()
    done = marks_until_full(profile, 1)
    with pytest.raises(DiskFull, match="Cakram penuh: perubahan terakhir belum tersimpan"):
        profile.mark(done)
    assert profile.last_n() == len(profile.dots()) == done + 2 + len(PEOPLE)
    assert profile.statuses() == expected_statuses(done)
    disk.give()
    profile.mark(done)
    assert profile.statuses() == expected_statuses(done + 1)
    assert profile.database.call(whole_look, profile.database).result() == []
