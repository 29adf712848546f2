"""A stick that is pulled out at every byte, full, locked, missing: earlier files stay whole, and one sentence tells."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from contract.exchange.dots import Dot, row_id
from contract.exchange.malformed import Malformed
from contract.exchange.parcels import read_file
from contract.exchange.shapes import RowKey
from contract.faults import WorldFault
from contract.training.catalogue import PERSON
from desktop.services.exchange.courier import inspect_file, read_stick, write_stick
from desktop.services.exchange.ticks import tick
from desktop.services.views import Tick
from desktop.storage import status
from desktop.storage.edit import Change, Moment, edit
from desktop.storage.queries.journey import counts as journey_counts
from desktop.storage.queries.journey import overlays
from desktop.sync import stick
from desktop.sync.courier import Courier, Taken
from tests.simulation.reading import near_digest, near_driver
from tests.sticks.made import NAME as PERSON_NAME
from tests.sticks.made import NOW, packed, replica, work

NAME = stick.file_name("53.71", "Kota Kupang", 1_753_430_000, "laptop Sabu 2", 3)


def breaks_at(place: int, number: int, *, gone: bool) -> Callable[[Path], BinaryIO]:
    """A file that takes `place` bytes and then fails; of a stick that is gone even the unfinished file stays."""

    class Breaking:
        def __init__(self, path: Path) -> None:
            self.file = path.open("xb", buffering=0)

        def __enter__(self) -> Breaking:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, content: bytes) -> int:
            self.file.write(content[:place])
            if gone:
                os.rename(self.file.name, Path(self.file.name).parent.parent / "torn")
            raise OSError(number, os.strerror(number))

    return Breaking  # type: ignore[return-value]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A stick."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


def test_a_name_tells_people_what_it_is() -> None:
    assert NAME == "Lontar_53.71-Kota-Kupang_2025-07-25_laptop-Sabu-2_003.lontar"


@pytest.mark.parametrize(
    ("office", "laptop"),
    [
        ('Kab. "Sabu"/Raijua: <x>|y?*\\', "LAPTOP\tADI..."),
        ("é" * 300, "ñ" * 300),
        ("", ""),
        ("...", " "),
        ("办公室", "笔"),
    ],
)
def test_fat32_takes_every_name(office: str, laptop: str) -> None:
    name = stick.file_name("53", office, 0, laptop, 1234567)
    assert not set(name) & set('\\/:*?"<>|')
    assert name.isascii()
    assert name.isprintable()
    assert len(name) < 130
    assert not name.endswith((".", " "))
    assert name.startswith("Lontar_53")


def test_pulled_out_at_every_byte_of_writing(folder: Path) -> None:
    made = replica(1)
    work(made, 200)
    first, second = packed(made, 1), packed(made, 2)
    assert 18_000 < len(second.content) < 24_000
    before = stick.write(folder, "Lontar_a_b_c_001.lontar", first.content)
    for place in range(len(second.content)):
        with pytest.raises(stick.StickPulled):
            stick.write(folder, NAME, second.content, breaks_at(place, errno.EIO, gone=False))
    assert os.listdir(folder) == [before.name]
    assert before.read_bytes() == first.content
    assert stick.write(folder, NAME, second.content).read_bytes() == second.content


def test_what_a_pulled_stick_keeps_of_it_is_swept_up_later(folder: Path) -> None:
    other = folder / "Lontar_53_2025-07-25_kota_009.lontar.part"
    other.write_bytes(b"of another laptop")
    left = folder / (NAME.replace("003", "002") + ".part")
    left.write_bytes(b"x" * 10)
    stick.write(folder, NAME, b"whole")
    assert sorted(os.listdir(folder)) == sorted([NAME, other.name])


def test_pulled_out_at_every_byte_of_reading() -> None:
    """Every beginning of a file is refused whole; the last byte makes it a file."""
    writer, reader = replica(1), replica(2)
    work(writer, 200)
    content = packed(writer).content
    courier = Courier(reader)
    before, changes = near_digest(near_driver(reader)), near_driver(reader).total_changes
    for place in range(len(content)):
        with pytest.raises(Malformed):
            courier.unpack(content[:place], 0)
    assert near_driver(reader).total_changes == changes
    assert near_digest(near_driver(reader)) == before
    assert courier.unpack(content, 0).taken == 1


def test_reading_twice_and_in_any_order_is_reading_once() -> None:
    writer = replica(1)
    work(writer, 5)
    files = [packed(writer, number).content for number in range(3)]
    digests = []
    for order in ((0, 1, 2), (2, 0, 1), (1, 1, 2, 0, 0, 2)):
        reader = replica(2)
        taken = [Courier(reader).unpack(files[place], 0) for place in order]
        assert sum(one.taken for one in taken) == 3
        held = near_driver(reader).execute("SELECT id, content FROM cargo ORDER BY id").fetchall()
        digests.append([(bytes(name), bytes(content)) for name, content in held])
    assert digests[0] == digests[1] == digests[2]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, stick.StickFull),
        (errno.EFBIG, stick.StickFull),
        (errno.EROFS, stick.StickLocked),
        (errno.EACCES, stick.StickLocked),
        (errno.EIO, stick.StickPulled),
        (errno.ENODEV, stick.StickPulled),
    ],
)
def test_full_locked_and_pulled_are_told_apart(folder: Path, number: int, kind: type[WorldFault]) -> None:
    with pytest.raises(kind) as fault:
        stick.write(folder, NAME, b"x" * 100, breaks_at(40, number, gone=False))
    assert str(folder) in str(fault.value)
    assert str(fault.value).count(". ") == 1
    assert os.listdir(folder) == []


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(stick.NoStick):
        stick.write(tmp_path / "away", NAME, b"x")


def test_a_stick_that_gives_back_other_bytes_is_told(folder: Path) -> None:
    class Worn:
        def __init__(self, path: Path) -> None:
            self.file = path.open("xb")

        def __enter__(self) -> Worn:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, content: bytes) -> int:
            return self.file.write(content[:-1] + b"\0")

        def flush(self) -> None:
            self.file.flush()

        def fileno(self) -> int:
            return self.file.fileno()

    with pytest.raises(stick.StickWorn):
        stick.write(folder, NAME, b"abc", Worn)  # type: ignore[arg-type]
    assert os.listdir(folder) == []


def test_an_existing_file_is_never_written_over(folder: Path) -> None:
    places = [stick.write(folder, NAME, bytes((n,))) for n in range(3)]
    assert [place.read_bytes() for place in places] == [b"\0", b"\1", b"\2"]
    assert len(set(places)) == 3


def test_what_did_not_reach_the_stick_does_not_count_as_carried(folder: Path) -> None:
    made = replica(1)
    work(made, 4)
    with pytest.raises(stick.StickFull):
        write_stick(made, folder, breaks_at(7, errno.ENOSPC, gone=False))
    assert status.counts(made).carried == 0
    written = write_stick(made, folder)
    assert (written.number, written.changes) == (2, 4)
    assert (status.counts(made).carried, status.counts(made).pending) == (4, 4)
    work(made, 1)
    assert (status.counts(made).carried, status.counts(made).pending) == (4, 5)


def test_a_row_shows_two_ticks_while_all_its_changes_lie_on_a_stick(folder: Path) -> None:
    made = replica(1)
    work(made, 2)
    keys = [row_id(Dot(5371 * 131_072 + 16, n)) for n in (1, 2)]
    rows = [RowKey(PERSON.number, key) for key in keys]

    def ticks() -> list[Tick]:
        over = overlays(made, PERSON.number, keys)
        return [tick(row, 0, over, ()) for row in rows]

    assert ticks() == [Tick.SAVED, Tick.SAVED]
    write_stick(made, folder)
    assert ticks() == [Tick.CARRIED, Tick.CARRIED]
    assert (journey_counts(made).stick, journey_counts(made).carried) == (1, 2)
    edit(made, 5371 * 131_072 + 16, [Change(rows[0], {PERSON_NAME: "Yohanes"})], Moment(NOW, 1))
    assert ticks() == [Tick.SAVED, Tick.CARRIED]


def test_what_a_mac_leaves_beside_a_file_is_none_of_ours(folder: Path) -> None:
    whole = folder / NAME
    whole.write_bytes(b"whole")
    (folder / f"._{NAME}").write_bytes(bytes(4096))
    assert stick.files_in(folder) == [whole]


def test_a_damaged_file_in_a_folder_does_not_stop_the_others(folder: Path) -> None:
    made = replica(1)
    names = [write_stick(made, folder).file for _ in range(3)]
    names[1].write_bytes(names[1].read_bytes()[:-3])
    (folder / "daftar.xlsx").write_bytes(b"PK")
    done = read_stick(replica(2), None, [folder])
    assert (done.taken, [file for file, _ in done.problems]) == (2, [names[1]])
    assert done.problems[0][1].part == 1
    with pytest.raises(stick.UnfitFile):
        inspect_file(names[1])


@pytest.mark.parametrize("name", ["daftar.xlsx", "kosong.lontar"])
def test_a_wrong_file_is_refused_with_one_sentence(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"PK\x03\x04" if name.startswith("d") else b"")
    with pytest.raises(stick.UnfitFile, match="bukan berkas Lontar"):
        read_stick(replica(1), None, [folder / name])


def test_an_empty_stick_and_a_missing_file_are_told(folder: Path) -> None:
    for place in (folder, folder / "x.lontar"):
        with pytest.raises(stick.NoStick):
            read_stick(replica(1), None, [place])


def test_own_parcels_that_come_back_are_known() -> None:
    made = replica(1, 5300, 5371)
    taken = Courier(made).unpack(packed(made).content, 0)
    assert (taken.taken, taken.already) == (0, 2)


def test_what_is_carried_is_bounded_and_carried_on() -> None:
    writer, boat = replica(1), replica(2)
    work(writer, 3)
    assert Courier(boat).unpack(packed(writer).content, NOW).taken == 1
    on = read_file(packed(boat).content)
    assert len(on.parcels) == 2
    assert Courier(replica(3)).unpack(packed(boat, 9).content, NOW).taken == 2
    assert Taken().taken == 0
