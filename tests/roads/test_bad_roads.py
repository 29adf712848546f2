"""Roads that are cut, slow, silent or false: nothing is lost, nothing is doubled, nobody waits for ever."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from contract.training.catalogue import PERSON
from desktop.storage.edit import Change
from desktop.sync.conversation import Report
from desktop.sync.faults import Cancelled, NotOurs, NotReachable, OutOfTime, RoadFault, Stalled
from tests.roads.centre import Centre, centre
from tests.roads.chaos_proxy import ChaosProxy
from tests.roads.laptop import Laptop, everything, laptop, patch_of


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(sqlite_url, tmp_path) as made:
        yield made


def fault_of(report: Report) -> type[RoadFault] | None:
    return type(report.fault) if isinstance(report.fault, RoadFault) else None


def many_people(laptop: Laptop, count: int) -> None:
    laptop.edit(
        *(
            # Names that nothing packs: a test of roads needs bytes.
            Change(PERSON.number, patch_of(PERSON, name=hashlib.blake2b(b"%d" % n, digest_size=12).hexdigest()))
            for n in range(count)
        )
    )


def test_a_pulled_cable_leaves_the_work_here_and_a_next_attempt_that_grows(proxy: ChaosProxy, adi: Laptop) -> None:
    adi.open_class(people=3)
    proxy.pull()
    waits = []
    for _ in range(8):
        report = adi.conversation.talk()
        assert fault_of(report) is NotReachable
        status = adi.status()
        assert status.next_attempt is not None
        waits.append(status.next_attempt - time.time())
    assert status.pending == report.pending == 8
    assert all(1 <= wait <= 900 for wait in waits)
    assert max(waits[4:]) > 10
    proxy.plug()
    assert adi.sync().pending == 0


def test_an_upload_that_is_cut_each_time_arrives_in_the_end_and_once(
    served: Centre, proxy: ChaosProxy, adi: Laptop
) -> None:
    many_people(adi, 3000)
    proxy.road.cut_up = 25_000
    report = adi.conversation.talk()
    assert report.fault is None, report.fault
    assert (report.sent, report.pending) == (3000, 0)
    assert report.requests > 1
    assert len(served.dump("person")) == 3000
    assert everything(adi.rows) == served.everything()


def test_a_download_that_is_cut_each_time_goes_on_where_it_was_cut(
    served: Centre, proxy: ChaosProxy, adi: Laptop, tmp_path: Path
) -> None:
    many_people(adi, 3000)
    adi.sync()
    with laptop(tmp_path, "beni") as beni:
        beni.join(proxy.url, served.code("Beni"))
        proxy.road.cut_down = 20_000
        report = beni.conversation.talk()
        assert report.fault is None, report.fault
        assert report.requests > 2
        assert everything(beni.rows) == served.everything()


def test_a_road_that_falls_silent_is_given_up(proxy: ChaosProxy, adi: Laptop) -> None:
    adi.open_class(people=3)
    proxy.road.stall_down = 10
    adi.conversation.close()
    began = time.monotonic()
    report = adi.conversation.talk()
    assert fault_of(report) is Stalled
    assert time.monotonic() - began < 9 * adi.patience.stall_s
    assert adi.status().pending == report.pending == 8


def test_cancelling_ends_a_silent_talk_within_two_seconds(proxy: ChaosProxy, adi: Laptop) -> None:
    adi.open_class(people=3)
    adi.sync()
    proxy.road.stall_down = 0
    adi.conversation.close()
    with ThreadPoolExecutor(1) as pool:
        talk = pool.submit(adi.conversation.talk)
        until = time.monotonic() + 10
        connections = proxy.road.connections
        while proxy.road.connections == connections and time.monotonic() < until:
            time.sleep(0.01)
        began = time.monotonic()
        adi.conversation.cancel()
        assert fault_of(talk.result(10)) is Cancelled
        assert time.monotonic() - began < 2
    proxy.road.stall_down = None
    assert adi.sync().pending == 0


def test_a_talk_ends_when_the_time_allowed_is_over(proxy: ChaosProxy, adi: Laptop) -> None:
    many_people(adi, 3000)
    proxy.road.rate = 2000
    adi.conversation.close()
    began = time.monotonic()
    report = adi.conversation.talk(until=time.monotonic() + 1)
    assert fault_of(report) is OutOfTime
    assert time.monotonic() - began < 10, "all of it would take half a minute"


def test_a_hotspot_that_asks_to_sign_in_is_told_from_the_server(proxy: ChaosProxy, adi: Laptop) -> None:
    adi.open_class(people=1)
    page = b"<html>Selamat datang, silakan masuk</html>"
    adi.conversation.close()
    for head in (b"HTTP/1.1 200 OK", b"HTTP/1.1 302 Found\r\nLocation: http://hotspot.invalid/"):
        proxy.road.answer = head + b"\r\nContent-Length: %d\r\n\r\n" % len(page) + page
        assert fault_of(adi.conversation.talk()) is NotOurs
    proxy.road.answer = None
    assert adi.sync().pending == 0


def test_the_server_killed_in_the_middle_and_started_again_has_everything_once(
    served: Centre, proxy: ChaosProxy, adi: Laptop
) -> None:
    adi.sync()
    proxy.road.rate = 200_000
    for turn in range(3):
        many_people(adi, 800)
        killer = threading.Timer(0.05 + 0.1 * turn, served.kill)
        killer.start()
        adi.conversation.talk()
        killer.join()
        served.start()
    proxy.road.rate = None
    assert adi.sync().pending == 0
    assert len(served.dump("person")) == 2400
    assert everything(adi.rows) == served.everything()


def test_a_server_restored_from_an_older_copy_gets_back_what_it_lost(
    served: Centre, adi: Laptop, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        beni = stack.enter_context(laptop(tmp_path, "beni"))
        beni.join(served.url, served.code("Beni"))
        lesson = adi.open_class(people=5)
        adi.sync()
        beni.sync()
        copy = copy_of(served)
        adi.mark(lesson, ["H"] * 5)
        adi.sync()
        beni.sync()
        beni.mark(lesson, ["S"] * 2)
        beni.sync()
        adi.sync()
        assert served.status().rows["attendance"] == 5
        restore(served, copy)
        assert served.status().rows["attendance"] == 0
        # The second laptop's marks hang on rows that only the first one can bring back.
        for _ in range(2):
            beni.sync()
            adi.sync()
        beni.sync()
        assert sorted(row["status"] for row in served.dump("attendance")) == ["H", "H", "H", "S", "S"]
        assert everything(adi.rows) == everything(beni.rows) == served.everything()


def test_a_laptop_restored_from_an_older_copy_loses_nothing_sent_and_doubles_nothing(
    served: Centre, adi: Laptop, tmp_path: Path
) -> None:
    lesson = adi.open_class(people=4)
    adi.sync()
    adi.close()
    files = {name: (tmp_path / name).read_bytes() for name in ("adi.db", "adi.db-wal") if (tmp_path / name).exists()}
    adi.open()
    adi.mark(lesson, ["H"] * 4)
    adi.sync()
    adi.close()
    for leftover in tmp_path.glob("adi.db*"):
        leftover.unlink()
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    adi.open()
    # The copy does not know of the marks and makes its own under the same numbers.
    adi.mark(lesson, ["S"] * 2)
    many_people(adi, 3)
    for _ in range(3):
        adi.sync()
    assert adi.status().pending == 0
    assert len(served.dump("attendance")) == 4
    assert len(served.dump("person")) == 7
    assert everything(adi.rows) == served.everything()


def copy_of(served: Centre) -> bytes:
    """The server's SQLite file as a cold copy has it."""
    served.stop()
    content = database_file(served).read_bytes()
    served.start()
    return content


def restore(served: Centre, content: bytes) -> None:
    served.stop()
    for leftover in database_file(served).parent.glob("central.db*"):
        leftover.unlink()
    database_file(served).write_bytes(content)
    served.start()


def database_file(served: Centre) -> Path:
    return Path(served.database.removeprefix("sqlite:///"))
