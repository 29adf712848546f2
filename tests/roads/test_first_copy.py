"""First copies as files, over real HTTP: fetched at any byte, of use before the end, never more than one may see."""

from __future__ import annotations

import hashlib
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from contract.exchange.snapshots import MAGIC, read_opening
from contract.training.catalogue import ATTENDANCE, PERSON
from desktop.storage import first_copies
from desktop.storage.edit import Change
from desktop.sync.faults import OutOfTime
from desktop.sync.transport import Transport
from server.store.tables import log
from tests.roads.centre import Centre, centre
from tests.roads.chaos_proxy import ChaosProxy, chaos_proxy
from tests.roads.laptop import Laptop, everything, patch_of
from tests.roads.laptop import laptop as laptop_in

PEOPLE = 2600
WAIT_S = 40


@contextmanager
def laptop(folder: Path, name: str) -> Iterator[Laptop]:
    """A laptop with a folder of its own, as a profile has."""
    folder.mkdir()
    with laptop_in(folder, name) as made:
        yield made


def many_people(made: Laptop, count: int, word: bytes = b"") -> list[int]:
    """People with names that nothing packs, and private fields: some two rows each, as pages count them."""
    return made.edit(
        *(
            Change(
                PERSON.number,
                patch_of(PERSON, name=hashlib.blake2b(word + b"%d" % n, digest_size=12).hexdigest(), phone=f"08{n:09}"),
            )
            for n in range(count)
        )
    )


def shelf(served: Centre) -> list[Path]:
    """The files that the server has made."""
    return sorted(served.snapshots.glob("*.snapshot"))


def wait_for_file(served: Centre, count: int = 1) -> Path:
    """Waits until the server has so many; gives the newest."""
    ends = time.monotonic() + WAIT_S
    while len(shelf(served)) < count:
        assert time.monotonic() < ends, "no snapshot was made"
        time.sleep(0.05)
    return max(shelf(served), key=lambda path: path.stat().st_mtime)


@pytest.fixture
def served(usual_database_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(usual_database_url, tmp_path) as made:
        yield made
    assert made.errors == ""


@contextmanager
def filled(served: Centre, tmp_path: Path) -> Iterator[Laptop]:
    """A laptop that brought many people, and a first newcomer for whom the file was made."""
    with laptop(tmp_path / "adi", "adi") as adi:
        adi.join(served.url, served.code("Adi"))
        many_people(adi, PEOPLE)
        adi.sync()
        with laptop(tmp_path / "asal", "asal") as first:
            first.join(served.url, served.code("Asal"))
            first.sync()
            assert everything(first.rows) == served.everything(), "whoever comes first is not kept waiting"
        wait_for_file(served)
        yield adi


@pytest.fixture
def full(served: Centre, tmp_path: Path) -> Iterator[Laptop]:
    with filled(served, tmp_path) as adi:
        yield adi


@pytest.fixture
def proxy(served: Centre) -> Iterator[ChaosProxy]:
    with chaos_proxy(served.port) as made:
        yield made


def kept(made: Laptop) -> list[Path]:
    return sorted(made.path.parent.glob("*.snapshot"))


def test_a_new_laptop_takes_the_file_and_then_what_came_after_it(served: Centre, full: Laptop, tmp_path: Path) -> None:
    many_people(full, 40, b"later")
    full.sync()
    with laptop(tmp_path / "beni", "beni") as beni:
        beni.join(served.url, served.code("Beni"))
        seen: list[int] = []
        report = beni.conversation.talk(progress=lambda progress: seen.append(progress.received))
        assert report.fault is None
        assert everything(beni.rows) == served.everything()
        assert kept(beni)[0].read_bytes() == shelf(served)[0].read_bytes()
        assert sorted(set(seen))[1] < PEOPLE, "some people were there before the end"
        beni.sync()


def test_the_file_says_nothing_to_whoever_carries_it(served: Centre, full: Laptop) -> None:
    content = shelf(served)[0].read_bytes()
    assert content.startswith(MAGIC)
    name = full.rows(PERSON)[0]["name"]
    assert name.encode() not in content
    with urllib.request.urlopen(f"{served.url}/snapshot/{shelf(served)[0].stem}") as answer:
        assert answer.read() == content


def test_a_download_cut_again_and_again_brings_each_byte_once_also_after_a_restart(
    served: Centre, full: Laptop, proxy: ChaosProxy, tmp_path: Path
) -> None:
    size = shelf(served)[0].stat().st_size
    with laptop(tmp_path / "beni", "beni") as beni:
        beni.join(proxy.url, served.code("Beni"))
        proxy.road.cut_down = 9_000
        before = proxy.road.connections, proxy.road.down
        received = 0
        for _ in range(30):
            report = beni.conversation.talk(until=time.monotonic() + 2)
            received += report.received
            if report.fault is None:
                break
            beni.close()
            beni.open()
        assert everything(beni.rows) == served.everything()
        rounds = proxy.road.connections - before[0]
        assert rounds > size // 9_000
        assert proxy.road.down - before[1] < size + rounds * 700
        assert received >= PEOPLE, "what came before a cut is counted too"
        assert kept(beni)


def test_a_file_that_came_whole_is_kept_however_the_road_ended_then(
    served: Centre, full: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = Transport.fetch

    def fetched_at_the_last_moment(
        self: Transport, path: str, start: int, *, until: float | None = None
    ) -> Iterator[bytes]:
        yield from fetch(self, path, start, until=until)
        raise OutOfTime("Waktunya habis.")

    monkeypatch.setattr(Transport, "fetch", fetched_at_the_last_moment)
    with laptop(tmp_path / "beni", "beni") as beni:
        beni.join(served.url, served.code("Beni"))
        beni.conversation.talk()
        beni.sync()
        assert everything(beni.rows) == served.everything()
        assert [path.name for path in kept(beni)] == [path.name for path in shelf(served)]


def test_a_file_that_is_gone_or_changed_is_left_and_pages_are_streamed(
    served: Centre, full: Laptop, proxy: ChaosProxy, tmp_path: Path
) -> None:
    path = shelf(served)[0]
    content = path.read_bytes()
    for number, spoilt in enumerate((content[:-5] + b"xxxxx", b"\0" * len(content), None)):
        if spoilt is None:
            path.unlink()
        else:
            path.write_bytes(spoilt)
        with laptop(tmp_path / f"beni{number}", "beni") as beni:
            beni.join(proxy.url, served.code(f"Beni {number}"))
            beni.sync()
            assert everything(beni.rows) == served.everything()
            assert not kept(beni) or kept(beni)[0].read_bytes() == content
            assert not list(beni.path.parent.glob("*.part"))


def test_whoever_is_limited_to_a_class_is_never_told_the_file_of_all(
    served: Centre, full: Laptop, tmp_path: Path
) -> None:
    lesson = full.open_class(people=3)
    full.mark(lesson, "HHH")
    full.sync()
    class_id = next(row["id"] for row in served.dump("class_group"))
    with laptop(tmp_path / "cici", "cici") as cici:
        cici.join(served.url, served.code("Cici", "facilitator", class_id=class_id))
        cici.sync()
        assert len(cici.rows(PERSON)) == 3
        assert len(cici.rows(ATTENDANCE)) == 3
        assert not kept(cici)
        assert not cici.call(first_copies.pending, cici.replica)


def test_several_who_begin_at_once_have_one_file_made(served: Centre, tmp_path: Path) -> None:
    with ExitStack() as stack:
        adi = stack.enter_context(laptop(tmp_path / "adi", "adi"))
        adi.join(served.url, served.code("Adi"))
        many_people(adi, PEOPLE)
        adi.sync()
        others = [stack.enter_context(laptop(tmp_path / f"l{n}", f"l{n}")) for n in range(6)]
        for number, other in enumerate(others):
            other.join(served.url, served.code(f"Orang {number}"))
        with ThreadPoolExecutor(6) as pool:
            for report in pool.map(lambda other: other.conversation.talk(), others):
                assert report.fault is None
        wait_for_file(served)
        for other in others:
            assert everything(other.rows) == served.everything()
        time.sleep(1)
        assert len(shelf(served)) == 1


def test_a_server_that_was_restored_streams_what_its_file_does_not_know(
    served: Centre, full: Laptop, tmp_path: Path
) -> None:
    opening = read_opening(shelf(served)[0].read_bytes())
    assert opening is not None
    served.stop()
    with served.writing() as connection:
        connection.execute(sa.update(log).where(log.c.seq == opening.cover.seq).values(head=b"of another life"[:8]))
    served.start()
    with laptop(tmp_path / "beni", "beni") as beni:
        beni.join(served.url, served.code("Beni"))
        beni.sync()
        assert len(beni.rows(PERSON)) == PEOPLE
        assert not kept(beni)


def test_the_file_outlives_the_server_that_made_it(served: Centre, full: Laptop, tmp_path: Path) -> None:
    before = shelf(served)
    served.kill()
    served.start()
    with laptop(tmp_path / "beni", "beni") as beni:
        beni.join(served.url, served.code("Beni"))
        beni.sync()
        assert everything(beni.rows) == served.everything()
        assert kept(beni)[0].name == before[0].name
    assert shelf(served) == before
