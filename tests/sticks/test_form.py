"""The form of a file: every byte of it is proven, nobody but its office reads it, nobody but its laptop the answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.exchange.malformed import Malformed
from contract.exchange.parcels import (
    MAGIC,
    AnswerLabel,
    Damaged,
    NotAFile,
    open_answer,
    open_parcel,
    parcel_id,
    read_answer,
    read_file,
    read_parcel,
    seal_answer,
)
from tests.sticks.made import NOW, OFFICE, packed, replica, work

SMALL = packed(replica(1)).content
LABEL = AnswerLabel(office=5371, device=1, laptop="Sabu 2", about=b"a" * 16, number=3, written=NOW, made=NOW + 9)
ANSWER = seal_answer(LABEL, b"frames" * 9, b"s" * 32, b"salt" * 4)


def test_a_small_file_is_small() -> None:
    assert len(SMALL) < 700
    assert read_file(SMALL).header.laptop == "Sabu 2"


def test_no_byte_of_a_file_can_be_changed() -> None:
    for place in range(len(SMALL)):
        for change in (1, 0x80, 0xFF):
            bad = bytearray(SMALL)
            bad[place] ^= change
            with pytest.raises(Malformed):
                read_file(bytes(bad))


def test_nothing_can_be_left_out_doubled_or_put_behind() -> None:
    for place in range(len(SMALL)):
        for bad in (SMALL[:place], SMALL[:place] + SMALL[place + 1 :], SMALL[: place + 1] + SMALL[place:]):
            if bad != SMALL:
                with pytest.raises(Malformed):
                    read_file(bad)
    with pytest.raises(Damaged):
        read_file(SMALL + b"\0")


def test_the_damaged_part_is_named() -> None:
    made = replica(1, 5300, 5371)
    content = packed(made).content
    second = content.rindex(read_file(content).parcels[1])
    for place, part in ((len(MAGIC) + 9, 0), (second - 1, 1), (second + 5, 2)):
        bad = bytearray(content)
        bad[place] ^= 1
        with pytest.raises(Damaged) as damaged:
            read_file(bytes(bad))
        assert damaged.value.part == part


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" * 50, b"\0" * 100, b"Nama;NIP" * 40])
def test_other_files_are_no_lontar_files(content: bytes) -> None:
    with pytest.raises(NotAFile):
        read_file(content)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.integers(0, len(SMALL)), st.integers(0, 40))
def test_whatever_the_bytes_they_are_read_or_malformed(noise: bytes, place: int, cut: int) -> None:
    for bad in (noise, MAGIC + noise, SMALL[:place] + noise + SMALL[place + cut :]):
        try:
            whole = read_file(bad)
        except Malformed:
            continue
        assert bad == SMALL
        assert whole.parcels


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.data())
def test_a_parcel_or_answer_has_one_spelling(noise: bytes, data: st.DataObject) -> None:
    for content, read in ((read_file(SMALL).parcels[0], read_parcel), (ANSWER, read_answer)):
        place = data.draw(st.integers(0, len(content)))
        for bad in (noise, content[:place] + noise + content[place + len(noise) :], content[:place]):
            try:
                read(bad)
            except Malformed:
                continue
            assert len(bad) == len(content)


def test_only_the_office_opens_a_parcel() -> None:
    parcel = read_parcel(read_file(SMALL).parcels[0])
    assert open_parcel(parcel, OFFICE.private_bytes_raw())
    for wrong in (b"x" * 32, b"\0" * 32):
        with pytest.raises(Malformed):
            open_parcel(parcel, wrong)


def test_the_carrier_sees_no_name_in_a_parcel() -> None:
    made = replica(1)
    work(made, 3)
    content = packed(made).content
    assert b"Petrus" not in content
    inside = open_parcel(read_parcel(read_file(content).parcels[0]), OFFICE.private_bytes_raw())
    assert len(inside) > 200
    assert inside[:64] not in content


def test_only_the_laptop_opens_its_answer_and_only_its_centre_makes_it() -> None:
    answer = read_answer(ANSWER)
    assert open_answer(answer, b"s" * 32) == b"frames" * 9
    with pytest.raises(Malformed):
        open_answer(answer, b"t" * 32)
    for place in range(len(ANSWER)):
        bad = bytearray(ANSWER)
        bad[place] ^= 1
        with pytest.raises(Malformed):
            open_answer(read_answer(bytes(bad)), b"s" * 32)


def test_two_parcels_never_have_one_name() -> None:
    made = replica(1)
    contents = [read_file(packed(made, number).content).parcels[0] for number in range(5)]
    assert len({parcel_id(content) for content in contents}) == 5
