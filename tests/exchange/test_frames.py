"""Laws of frames: any cut loses at most the last one, and nothing large is believed before it is there."""

from __future__ import annotations

import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.exchange.frames import MAX_FRAME, FrameReader, FrameType, read_frames, write_frame
from contract.exchange.malformed import Malformed
from contract.exchange.varint import read_varint, write_varint

Frames = list[tuple[int, bytes]]
FRAMES = st.lists(st.tuples(st.sampled_from(FrameType), st.binary(max_size=200)), max_size=8)


def body_of(frames: list[tuple[FrameType, bytes]]) -> bytes:
    return b"".join(write_frame(kind, payload) for kind, payload in frames)


def read_until_malformed(pieces: list[bytes]) -> tuple[Frames, bool]:
    """(frames, whether the bytes were refused at some point)."""
    reader = FrameReader()
    found: Frames = []
    try:
        for piece in pieces:
            found.extend(reader.feed(piece))
    except Malformed:
        return found, True
    return found, False


@given(FRAMES)
def test_frames_come_back_as_they_were(frames: list[tuple[FrameType, bytes]]) -> None:
    assert list(read_frames(body_of(frames))) == frames


@given(FRAMES, st.data())
def test_frames_come_whole_however_the_bytes_arrive(frames: list[tuple[FrameType, bytes]], data: st.DataObject) -> None:
    body = body_of(frames)
    places = sorted(data.draw(st.sets(st.integers(0, len(body)))))
    pieces = [body[start:end] for start, end in zip([0, *places], [*places, len(body)], strict=True)]
    assert read_until_malformed(pieces) == (frames, False)


def test_frames_come_whole_byte_by_byte() -> None:
    frames = [(FrameType.HELLO, b""), (FrameType.SEGMENT, bytes(range(256)) * 3), (FrameType.WANT, b"x")]
    body = body_of(frames)
    assert read_until_malformed([body[at : at + 1] for at in range(len(body))]) == (frames, False)


def test_a_cut_at_any_byte_loses_at_most_the_last_frame() -> None:
    frames = [(FrameType.TIME, b"1234"), (FrameType.ROWS, bytes(200)), (FrameType.ACK, b"")]
    body = body_of(frames)
    ends = [len(body_of(frames[:count])) for count in range(len(frames) + 1)]
    for cut in range(len(body) + 1):
        reader = FrameReader()
        whole = sum(end <= cut for end in ends) - 1
        assert list(reader.feed(body[:cut])) == frames[:whole]
        assert reader.holds_part == (cut not in ends)
        assert list(reader.feed(body[cut:])) == frames[whole:]


def test_a_whole_body_that_is_cut_is_malformed_after_its_whole_frames() -> None:
    frames = [(FrameType.TIME, b"1234"), (FrameType.ROWS, bytes(200))]
    rest = read_frames(body_of(frames)[:-1])
    assert next(rest) == frames[0]
    with pytest.raises(Malformed):
        next(rest)


@given(FRAMES.filter(bool), st.data())
def test_a_changed_byte_never_changes_a_frame_unseen(
    frames: list[tuple[FrameType, bytes]], data: st.DataObject
) -> None:
    body = bytearray(body_of(frames))
    place = data.draw(st.integers(0, len(body) - 1))
    body[place] ^= data.draw(st.integers(1, 255))
    found, refused = read_until_malformed([bytes(body)])
    before = sum(len(body_of(frames[: count + 1])) <= place for count in range(len(frames)))
    assert found[:before] == frames[:before]
    assert refused or len(found) < len(frames)


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_bytes_give_frames_or_malformed(pieces: list[bytes]) -> None:
    for kind, payload in read_until_malformed(pieces)[0]:
        assert 0 <= kind <= 255
        assert len(payload) <= MAX_FRAME


def test_bytes_that_are_fed_count_even_when_nobody_fetches_the_frames() -> None:
    reader = FrameReader()
    body = body_of([(FrameType.TIME, b"12"), (FrameType.ACK, b"34")])
    reader.feed(body[:5])
    reader.feed(body[5:])
    assert list(reader.feed(b"")) == [(FrameType.TIME, b"12"), (FrameType.ACK, b"34")]
    assert not reader.holds_part


def test_a_frame_in_hand_is_not_given_again_when_its_reader_stops_in_the_middle() -> None:
    reader = FrameReader()
    frames = reader.feed(body_of([(FrameType.TIME, b"12"), (FrameType.ACK, b"34")]))
    assert next(frames) == (FrameType.TIME, b"12")
    assert list(reader.feed(b"")) == [(FrameType.ACK, b"34")]


@pytest.mark.parametrize("length", [MAX_FRAME + 1, 2**30, 2**32, 2**63, 2**64 - 1])
def test_long_lengths_are_refused_before_anything_is_kept(length: int) -> None:
    reader = FrameReader()
    tracemalloc.start()
    try:
        with pytest.raises(Malformed):
            list(reader.feed(write_varint(length) + b"\x02"))
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


def test_a_length_without_end_is_refused() -> None:
    for count in range(1, 10):
        assert list(FrameReader().feed(b"\xff" * count)) == []
    for head in (b"\xff" * 10, b"\x80" * 10, b"\xff" * 9 + b"\x7f"):
        with pytest.raises(Malformed):
            list(FrameReader().feed(head))


def test_the_longest_frame_passes_and_its_reader_may_allow_less() -> None:
    frame = write_frame(FrameType.ROWS, bytes(MAX_FRAME))
    assert list(read_frames(frame)) == [(FrameType.ROWS, bytes(MAX_FRAME))]
    with pytest.raises(Malformed):
        list(FrameReader(limit=MAX_FRAME - 1).feed(frame[:8]))


def test_the_check_sum_covers_the_type() -> None:
    frame = bytearray(write_frame(FrameType.ACK, b"x"))
    frame[1] = FrameType.ROWS
    with pytest.raises(Malformed):
        list(read_frames(bytes(frame)))
    assert int.from_bytes(frame[-4:], "big") == zlib.crc32(bytes([FrameType.ACK]) + b"x")


@given(st.integers(0, 2**64 - 1), st.binary(max_size=3), st.binary(max_size=3))
def test_varints_come_back_and_say_where_they_end(number: int, before: bytes, behind: bytes) -> None:
    written = write_varint(number)
    assert read_varint(before + written + behind, len(before)) == (number, len(before) + len(written))
    for cut in range(len(written)):
        assert read_varint(written[:cut], 0) is None
