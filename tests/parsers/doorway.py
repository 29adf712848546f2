"""A centre with one laptop, for the first thing that it reads of anybody: the greeting."""

from __future__ import annotations

from functools import cache

import sqlcipher3.dbapi2 as driver

from contract.exchange.frames import FrameType, read_frames
from contract.exchange.seals import MAC_BYTES, mac
from server.store import members
from server.store.centre import IN_MEMORY, Centre
from server.sync.request import read_greeting, read_request
from tests.simulation import reading
from tests.simulation.founding import founding
from tests.simulation.story import Story
from tests.simulation.world import Plan

_PLAN = Plan(cast="one writer")


@cache
def _centre() -> Centre:
    """One of its own: the worlds of this process share another."""
    made = Centre(IN_MEMORY, driver=driver)
    made.create_tables()
    founding(_PLAN.cast).centre.backup(reading.far_driver(made))
    return made


@cache
def _secret() -> bytes:
    (device,) = (laptop.device for laptop, _ in founding(_PLAN.cast).laptops)
    with _centre().snapshot() as connection:
        return members.device_secret(connection, device) or b""


@cache
def requests() -> list[bytes]:
    """A whole request of the laptop."""
    story = Story(_PLAN)
    return [story.request(story.laptops[0])]


def greetings() -> list[bytes]:
    """The greeting in it, without its seal."""
    return [payload[:-MAC_BYTES] for kind, payload in read_frames(requests()[0]) if kind == FrameType.HELLO]


def read_whole(content: bytes) -> None:
    """Reads a request as the centre does; it may be anybody's."""
    read_request(_centre(), read_frames(content))


def read_sealed(content: bytes) -> None:
    """Reads a greeting under the laptop's own seal, whatever it says: as of a laptop that was tampered with."""
    read_greeting(_centre(), FrameType.HELLO, content + mac(_secret(), content))
