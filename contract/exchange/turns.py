"""A turn: what a centre that is full answers in place of the exchange, so that each laptop comes once and in order."""

from __future__ import annotations

from typing import Annotated

import msgspec

from contract.exchange.frames import FrameReader, FrameType, write_frame
from contract.exchange.malformed import Malformed
from contract.exchange.messages import Time, read_message, write_message
from contract.exchange.values import Clock

_MOST_BYTES = 256


class Turn(msgspec.Struct, frozen=True, array_like=True):
    """When this laptop is served, by the centre's clock (seconds), and its place among those that wait, from 1."""

    at: Clock
    position: Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]


_decoder = msgspec.msgpack.Decoder(Turn)


def write_turn(now: int, turn: Turn) -> bytes:
    """The body of such an answer: the centre's clock, and the turn."""
    return write_message(Time(now)) + write_frame(FrameType.TURN, msgspec.msgpack.encode(turn))


def read_turn(body: bytes) -> tuple[int, int] | None:
    """(seconds from now, position) as an answer tells them, None for an answer without a turn.

    Seconds and not the time: the laptop's clock is its own. Never raises, for anything may answer in a server's place.
    """
    if len(body) > _MOST_BYTES:
        return None
    now: int | None = None
    try:
        for kind, payload in FrameReader(_MOST_BYTES).feed(body):
            message = read_message(kind, payload)
            if isinstance(message, Time):
                now = message.now
            if kind == FrameType.TURN and now is not None:
                turn = _decoder.decode(payload)
                return max(0, turn.at - now), turn.position
    except (Malformed, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return None
