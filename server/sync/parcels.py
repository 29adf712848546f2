"""Parcels at the centre: a request that came in a file is opened, judged like any other, and answered in a file.

Whoever brings it sees neither. What was days on its way says nothing of the laptop's clock now, so its edits are timed
as those that others carry.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import msgspec

from contract.exchange.frames import FrameType, read_frames, write_frame
from contract.exchange.malformed import Malformed
from contract.exchange.messages import RealmHello
from contract.exchange.parcels import (
    SALT_BYTES,
    AnswerLabel,
    Parcel,
    open_parcel,
    parcel_id,
    read_parcel,
    seal_answer,
)
from server.store import ledger, members, offices
from server.store.centre import Centre
from server.store.snapshots import Shelf
from server.sync.answer import Answer, Request, Stranger, read_request

PIECE = 2**18
"""Bytes of a parcel or an answer in one frame."""
MOST_FRAMES = 4 * 2**20
"""Bytes of frames in one answer: more is asked for by the next parcel."""
_NO_RUN = 0
"""No stretch of a clock: what came by parcel is of no stretch that runs now."""


def frames(
    centre: Centre, pieces: Sequence[bytes], now: Callable[[], int], shelf: Shelf | None = None
) -> Iterator[bytes]:
    """The answer to a parcel, as frames for its carrier; none for a parcel that this server can't open."""
    if not pieces:
        return
    try:
        answer = answered(centre, b"".join(pieces), now(), secrets.token_bytes(SALT_BYTES), shelf)
    except (Malformed, Stranger):
        return
    for start in range(0, len(answer), PIECE):
        yield write_frame(FrameType.ANSWER, answer[start : start + PIECE])


def answered(centre: Centre, content: bytes, now: int, salt: bytes, shelf: Shelf | None = None) -> bytes:
    """Judges what is in a parcel and gives the answer, sealed for its laptop. salt: fresh random bytes.

    Raises Malformed for what is no parcel to an office of this server, Stranger when its greeting's seal does not hold.
    """
    parcel = read_parcel(content)
    with centre.snapshot() as connection:
        keys = offices.keys_of(connection, parcel.label.office)
    if keys is None:
        raise Malformed("parcel for an office that is not here")
    request = _request(centre, parcel, open_parcel(parcel, keys.sealing), now)
    with centre.snapshot() as connection:
        secret = members.device_secret(connection, request.hello.device)
    label = AnswerLabel(
        office=parcel.label.office,
        device=parcel.label.device,
        laptop=parcel.label.laptop,
        about=parcel_id(content),
        number=parcel.label.number,
        written=parcel.label.written,
        made=now,
    )
    with _told_anew(centre, (request.hello.device, parcel.label.office)):
        inside = _bounded(Answer(centre, request, lambda: now, shelf=shelf, by_parcel=True))
    return seal_answer(label, inside, secret or b"", salt)


@contextmanager
def _told_anew(centre: Centre, name: tuple[int, int]) -> Iterator[None]:
    """What is told a laptop once is told in every answer by file, and counts as told only on a connection."""
    before = centre.told_safe.pop(name, None)
    try:
        yield
    finally:
        centre.told_safe.pop(name, None)
        if before is not None:
            centre.told_safe[name] = before


def _request(centre: Centre, parcel: Parcel, body: bytes, now: int) -> Request:
    request = read_request(centre, read_frames(body))
    hello = request.hello
    greetings = [greeting for greeting in hello.realms if greeting.realm == parcel.label.office]
    if hello.device != parcel.label.device or len(greetings) != len(hello.realms):
        raise Malformed("parcel with another's label")
    greetings = [_without_old_marks(centre, greeting) for greeting in greetings]
    request.hello = msgspec.structs.replace(hello, now=now, run=_NO_RUN, realms=greetings)
    return request


def _without_old_marks(centre: Centre, greeting: RealmHello) -> RealmHello:
    """A parcel tells its marks in case they are needed, for to ask for them would cost a journey more."""
    with centre.snapshot() as connection:
        known = ledger.knows_head(connection, greeting.realm, (greeting.seq, greeting.head))
    return msgspec.structs.replace(greeting, marks=[]) if known else greeting


def _bounded(answer: Answer) -> bytes:
    """The frames of an answer as far as they fit. What was brought is judged before the first page, so all of it is."""
    gathered = bytearray()
    for frame in answer.frames():
        if gathered and len(gathered) + len(frame) > MOST_FRAMES:
            break
        gathered += frame
    return bytes(gathered)
