"""Laws of torn frames: whatever arrived of a frame, the rest of it makes it whole, and never another one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contract.exchange.begun import Torn
from contract.exchange.frames import FrameReader, FrameType, read_frames, write_frame
from contract.exchange.messages import Rows, write_message
from contract.exchange.torn import LEAST, digest_of, kept, rest_of, torn_of

PAYLOAD = st.binary(min_size=LEAST, max_size=400)
KIND = st.sampled_from([FrameType.SEGMENT, FrameType.ROWS, FrameType.ACK])


@given(KIND, PAYLOAD, st.data())
def test_what_was_missing_makes_the_frame_whole_however_often_it_is_cut(
    kind: FrameType, payload: bytes, data: st.DataObject
) -> None:
    frame, held = write_frame(kind, payload), b""
    for _ in range(4):
        sent = (rest_of(frame, torn_of(held)) if held else None) or frame
        cut = data.draw(st.integers(0, len(sent)))
        reader = FrameReader()
        arrived = list(reader.feed(sent[:cut]))
        if arrived:
            ((came, rest),) = arrived
            assert (held + rest if came == FrameType.REST else frame) == frame
            return
        held = kept(held, reader.held)
        assert frame.startswith(held)


@given(KIND, PAYLOAD, PAYLOAD, st.data())
def test_another_frame_is_never_told_by_its_rest(
    kind: FrameType, payload: bytes, other: bytes, data: st.DataObject
) -> None:
    frame, another = write_frame(kind, payload), write_frame(kind, other)
    held = frame[: data.draw(st.integers(LEAST, len(frame) - 1))]
    rest = rest_of(another, torn_of(held))
    assert (rest is not None) == (another.startswith(held) and len(another) > len(held))


@given(st.integers(0, 2**31 - 1), st.integers(0, 2**63 - 1), st.integers(0, 60))
def test_of_a_page_it_is_told_which_one_it_was(realm: int, seq: int, less: int) -> None:
    frame = write_message(Rows(realm, seq, bytes(8), owed=[(1, n, 0, 0) for n in range(60)]))
    told = torn_of(frame[: len(frame) - 1 - less])
    assert (told.realm, told.seq) == (realm, seq)
    assert next(read_frames(write_message(told)))[0] == FrameType.TORN


def test_of_anything_else_nothing_is_told_but_its_bytes() -> None:
    beginning = write_frame(FrameType.ACK, bytes(100))[:80]
    assert torn_of(beginning) == Torn(80, digest_of(beginning))


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_bytes_from_anywhere_are_kept_or_left(held: bytes, tail: bytes) -> None:
    now = kept(held, tail)
    assert now in (held, tail, b"") or now.startswith(held)
    assert torn_of(now or b"x").size == len(now or b"x")
