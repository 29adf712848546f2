"""First copies on sticks: real files, real HTTP. Laid beside parcels, found by what they hold, taken by who knows."""

from __future__ import annotations

import errno
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from contract.training.catalogue import PERSON
from desktop.services.exchange import first_copies as copies
from desktop.services.exchange.courier import read_stick, write_stick
from desktop.storage import first_copies
from desktop.sync.stick import StickFull, UnfitFile
from tests.roads.centre import Centre
from tests.roads.chaos_proxy import ChaosProxy
from tests.roads.laptop import HURRIED, Laptop
from tests.roads.test_first_copy import PEOPLE, filled, laptop, shelf


@pytest.fixture
def database_url(usual_database_url: str) -> str:
    """What is tried here does not touch how the centre keeps its rows."""
    return usual_database_url


@pytest.fixture
def full(served: Centre, tmp_path: Path) -> Iterator[Laptop]:
    """A laptop that brought many people; the centre has made its file."""
    with filled(served, tmp_path) as adi:
        yield adi


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "FLASHDISK"
    folder.mkdir()
    return folder


@pytest.fixture
def told(served: Centre, full: Laptop, proxy: ChaosProxy, tmp_path: Path) -> Iterator[Laptop]:
    """A new laptop that was told of the file; then its network ended, and it has some of the people at most."""
    with laptop(tmp_path / "dewi", "dewi") as dewi:
        dewi.join(proxy.url, served.code("Dewi"))
        proxy.road.cut_down = 4_000
        dewi.conversation.talk(until=time.monotonic() + 0.5)
        assert dewi.call(first_copies.pending, dewi.replica), "it was told and is not at the end"
        assert len(dewi.rows(PERSON)) < PEOPLE
        proxy.road.cut_down = 1
        yield dewi


def lay(by: Laptop, folder: Path) -> tuple[Path, ...]:
    return copies.lay(copies.gather(by.replica, by.lock, HURRIED), folder)


def test_who_was_told_takes_from_a_stick_what_the_network_did_not_bring(
    served: Centre,
    full: Laptop,
    told: Laptop,
    stick: Path,
) -> None:
    write_stick(full.replica, stick)
    (file,) = lay(full, stick)
    assert file.name.startswith("Lontar_53")
    assert file.name.endswith("_salinan-pertama.snapshot")
    assert file.read_bytes() == shelf(served)[0].read_bytes()
    renamed = file.rename(stick / "apa saja.bin")
    done = read_stick(told.replica, told.lock, [stick])
    assert done.first_copies == (renamed,)
    assert len(told.rows(PERSON)) == PEOPLE
    assert told.rows(PERSON) == served.dump("person")
    again = read_stick(told.replica, told.lock, [stick])
    assert (again.first_copies, again.received) == ((), 0)


def test_the_file_itself_may_be_named_and_who_does_not_wait_for_it_is_told_so(
    full: Laptop, told: Laptop, stick: Path
) -> None:
    (file,) = lay(full, stick)
    renamed = file.rename(stick / "apa saja.bin")
    done = read_stick(told.replica, told.lock, [renamed])
    assert done.first_copies == (renamed,)
    assert len(told.rows(PERSON)) == PEOPLE
    with pytest.raises(UnfitFile, match=r"apa saja.bin adalah salinan pertama kantor, .* tidak menunggunya"):
        read_stick(told.replica, told.lock, [renamed])


def test_a_file_that_was_cut_short_is_named_and_a_whole_one_beside_it_is_taken(
    full: Laptop, told: Laptop, stick: Path
) -> None:
    (file,) = lay(full, stick)
    short = stick / "Lontar_00.snapshot"
    short.write_bytes(file.read_bytes()[:-100])
    whole = file.rename(stick.parent / file.name)
    with pytest.raises(UnfitFile, match=r"Lontar_00.snapshot rusak"):
        read_stick(told.replica, told.lock, [stick])
    whole.rename(file)
    assert read_stick(told.replica, told.lock, [stick]).first_copies == (file,)
    assert len(told.rows(PERSON)) == PEOPLE


def test_an_answer_by_parcel_tells_of_the_file_and_brings_pages_all_the_same(
    served: Centre,
    full: Laptop,
    tmp_path: Path,
    stick: Path,
) -> None:
    with laptop(tmp_path / "eka", "eka") as eka:
        eka.join(served.url, served.code("Eka"))
        write_stick(eka.replica, stick)
        read_stick(full.replica, full.lock, [stick])
        full.sync()
        write_stick(full.replica, stick)
        assert not eka.call(known, eka)
        done = read_stick(eka.replica, eka.lock, [stick])
        assert done.answers == 1
        assert eka.call(known, eka) == shelf(served)[0].stem
        assert len(eka.rows(PERSON)) == PEOPLE


def known(made: Laptop) -> str:
    """The file of which a laptop was told, also when it needs it no more."""
    found = made.replica.connection.exec_driver_sql("select name from first_copy").scalar()
    return bytes(found).hex() if found else ""


def test_who_was_told_no_key_passes_it_by(served: Centre, full: Laptop, tmp_path: Path, stick: Path) -> None:
    write_stick(full.replica, stick)
    lay(full, stick)
    with laptop(tmp_path / "fani", "fani") as fani:
        fani.join(served.url, served.code("Fani"))
        done = read_stick(fani.replica, fani.lock, [stick])
        assert (done.first_copies, done.taken, done.problems) == ((), 1, ())
        assert not fani.rows(PERSON)


def test_a_stick_with_nothing_but_the_file_is_read_and_a_damaged_one_is_named_and_later_mended(
    served: Centre,
    full: Laptop,
    told: Laptop,
    stick: Path,
) -> None:
    (file,) = lay(full, stick)
    whole = file.read_bytes()
    file.write_bytes(whole[:-5] + b"xxxxx")
    with pytest.raises(UnfitFile, match="salinan-pertama"):
        read_stick(told.replica, told.lock, [stick])
    assert 0 < len(told.rows(PERSON)) <= PEOPLE
    file.write_bytes(whole)
    assert read_stick(told.replica, told.lock, [stick]).first_copies == (file,)
    assert told.rows(PERSON) == served.dump("person")


def test_a_full_stick_and_one_written_twice(served: Centre, full: Laptop, stick: Path) -> None:
    gathered = copies.gather(full.replica, full.lock, HURRIED)

    def opened(path: Path) -> BinaryIO:
        return _Full(path)  # type: ignore[return-value]

    with pytest.raises(StickFull):
        copies.lay(gathered, stick, opened)
    assert list(stick.iterdir()) == []
    (first,) = copies.lay(gathered, stick)
    assert copies.lay(gathered, stick) == (first,)
    first.write_bytes(b"something of somebody else")
    (second,) = copies.lay(gathered, stick)
    assert second != first
    assert first.read_bytes() == b"something of somebody else"


class _Full:
    """A file on a stick that has room for some bytes only."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")

    def __enter__(self) -> _Full:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, piece: bytes) -> None:
        self._file.write(piece[:1000])
        raise OSError(errno.ENOSPC, "full")


def test_without_a_network_the_kept_file_goes_and_without_one_it_is_said(
    served: Centre,
    full: Laptop,
    tmp_path: Path,
    stick: Path,
) -> None:
    with laptop(tmp_path / "gita", "gita") as gita, laptop(tmp_path / "hana", "hana") as hana:
        for each in (gita, hana):
            each.join(served.url, served.code(each.name.title()))
        gita.sync()
        served.stop()
        try:
            (file,) = lay(gita, stick)
            assert file.stat().st_size == shelf(served)[0].stat().st_size
            shutil.rmtree(stick)
            stick.mkdir()
            with pytest.raises(copies.NoFirstCopy, match="belum terjangkau"):
                lay(hana, stick)
            assert list(stick.iterdir()) == []
        finally:
            served.start()
