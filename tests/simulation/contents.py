"""The oracle of attachments: what holds of contents after every step, and when nothing moves any more (I15)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTACHMENT
from desktop.storage.blobs import Name
from tests.simulation import reading
from tests.simulation.invariants import demand, reach_now

if TYPE_CHECKING:
    from tests.simulation.laptop import Laptop
    from tests.simulation.world import World

_KEY = "realm, digest, size"
_DIGEST, _SIZE = ATTACHMENT.by_name["digest"].number, ATTACHMENT.by_name["size"].number


class Piece(NamedTuple):
    """A content as far as one database has it; content None where its pieces leave a gap."""

    got: int
    whole: bool
    content: bytes | None


@dataclass
class Remembered:
    """What really was chosen: contents by digest, and by the wall of each edit which content it attached."""

    content: dict[bytes, bytes] = field(default_factory=dict)
    chosen: dict[int, Name] = field(default_factory=dict)


def _contents(driver: Any, whole: str) -> dict[Name, Piece]:
    found = {
        Name(realm, bytes(digest), size): [got, bool(done), b""]
        for realm, digest, size, got, done in driver.execute(f"SELECT {_KEY}, got, {whole} FROM blob")
    }
    for realm, digest, size, start, content in driver.execute(
        f"SELECT {_KEY}, start, content FROM blob_piece ORDER BY {_KEY}, start"
    ):
        line = found[Name(realm, bytes(digest), size)]
        line[2] = line[2] + bytes(content) if line[2] is not None and start == len(line[2]) else None
    return {name: Piece(*line) for name, line in found.items()}


def held(driver: Any) -> dict[Name, Piece]:
    """The contents at the centre."""
    return _contents(driver, "done_at IS NOT NULL")


def here(driver: Any) -> dict[Name, Piece]:
    """The contents on a laptop."""
    return _contents(driver, "got = size")


def attachments(driver: Any) -> dict[int, tuple[Name, bool]]:
    """The content that each attachment names, and whether it stands, on a laptop or at the centre."""
    query = "SELECT id, realm, digest, size, gone FROM attachment WHERE digest IS NOT NULL AND size IS NOT NULL"
    return {v[0]: (Name(v[1], bytes.fromhex(v[2]), v[3]), not v[4]) for v in driver.execute(query)}


def arrived(driver: Any) -> set[int]:
    """The attachments of which the log says that the content is at the centre."""
    query = "SELECT attachment FROM arrival WHERE at IS NOT NULL AND coalesce(gone, 0) = 0"
    return {identifier for (identifier,) in driver.execute(query)}


def check_always(world: World) -> None:
    """I15: a content is whole with its digest or a beginning; what the log says is here is here, and not empty."""
    for which, found in (("centre", held(world.far)), *((x.number, here(x.driver)) for x in world.laptops)):
        for name, piece in found.items():
            demand(
                piece.content is not None and len(piece.content) == piece.got,
                "I15 the bytes of a content leave no gap",
                which,
                name,
                piece.got,
            )
            if piece.whole:
                digest = hashlib.blake2b(piece.content or b"", digest_size=32).digest()
                demand(digest == name.digest, "I15 a content has the digest that names it", which, name)
    _check_said(world)


def _check_said(world: World) -> None:
    found, named = held(world.far), attachments(world.far)
    for identifier in arrived(world.far):
        name, stands = named[identifier]
        demand(
            not stands or (name in found and found[name].whole),
            "I15 what the log says has arrived is there",
            identifier,
            name,
        )


def check_let_go(world: World, before: dict[Name, Piece]) -> None:
    """I15: a whole content goes only when no attachment that stands, and no held work, names it."""
    named = {name for name, stands in attachments(world.far).values() if stands}
    for op in reading.judged(world.far, "tbl = ? AND fate = 'held'", ATTACHMENT.number):
        if op.patch.get(_DIGEST):
            named.add(Name(op.realm, bytes.fromhex(str(op.patch[_DIGEST])), int(op.patch[_SIZE] or 0)))
    after = held(world.far)
    gone = [name for name, piece in before.items() if piece.whole and name in named and name not in after]
    demand(not gone, "I15 no content goes that somebody names", gone)


def check_last_lane(laptop: Laptop) -> None:
    """Attendance first, then people, then files: no byte of a file before all ops of the talk."""
    waiting = reading.lines(laptop.driver, "own AND at IS NULL")
    demand(not waiting, "I15 contents go behind all ops of a talk", laptop.number, waiting[:2])


def check_may_read(world: World, laptop: Laptop, digest: bytes) -> None:
    """I10: bytes go only to who sees an attachment that names them."""
    for identifier, (name, stands) in attachments(world.far).items():
        if name.digest != digest or not stands:
            continue
        reach = reach_now(world, laptop, name.realm)
        query = f"SELECT scope FROM feed WHERE realm = ? AND gone = 0 AND ({reading.KEY}) = (?, ?, ?, ?)"
        key = RowKey(ATTACHMENT.number, identifier)
        scopes = {scope for (scope,) in world.far.execute(query, (name.realm, *key))}
        if scopes and (reach.everything or scopes & set(reach.scopes)):
            return
    demand(False, "I10 no byte of a content leaves the centre for who may not read it", laptop.number, digest.hex())


def check_rest(world: World, memory: Remembered) -> None:
    """I15: what a copy holds is at the centre, who may see it can open it, and every byte is as it was chosen."""
    found, named, said = held(world.far), attachments(world.far), arrived(world.far)
    for which in (found, *(here(laptop.driver) for laptop in world.laptops)):
        for name, piece in which.items():
            whole = memory.content[name.digest]
            demand(whole.startswith(piece.content or b""), "I15 a content is what was chosen", name)
    whole_there = {name for name, piece in found.items() if piece.whole}
    ops = {op.wall: op for op in reading.judged(world.far, "tbl = ?", ATTACHMENT.number)}
    for wall, name in memory.chosen.items():
        _check_brought(world, ops.get(wall), name, named, whole_there, said)
    for laptop in world.laptops:
        _check_opened(world, laptop, said)


def _check_brought(
    world: World,
    op: reading.Judged | None,
    name: Name,
    named: dict[int, tuple[Name, bool]],
    whole_there: set[Name],
    said: set[int],
) -> None:
    """At rest every attachment that was taken, and of which any laptop with a network has the bytes, has arrived."""
    if op is None or op.fate == "rejected":
        return
    _, stands = named.get(op.key.k1, (name, op.fate == "held"))
    holders = [laptop for laptop in world.laptops if laptop is not world.island and _can_bring(world, laptop, op, name)]
    if not stands or not holders:
        return
    demand(name in whole_there, "I15 what a copy holds is at the centre", op, holders[0].number)
    if any(op.key.k1 in attachments(laptop.driver) for laptop in holders):
        demand(op.key.k1 in said, "I15 the log says what has arrived", op)


def _can_bring(world: World, laptop: Laptop, op: reading.Judged, name: Name) -> bool:
    """Whether the laptop has all bytes, and sees the attachment or made it, and no other, of them."""
    piece = here(laptop.driver).get(name)
    if piece is None or not piece.whole:
        return False
    own = reading.lines(laptop.driver, "own AND tbl = ?", ATTACHMENT.number)
    made = {line.wall for line in own if line.patch.get(_DIGEST) == name.digest.hex() and line.realm == name.realm}
    return made == {op.wall} or op.key.k1 in attachments(laptop.driver)


def _check_opened(world: World, laptop: Laptop, said: set[int]) -> None:
    """Whoever asked for a content that has arrived, and sees it, has it."""
    if laptop is world.island:
        return
    seen = {name for key, (name, stands) in attachments(laptop.driver).items() if stands and key in said}
    query = f"SELECT {_KEY} FROM blob WHERE wanted = 1 AND got < size"
    missing = [v for v in laptop.driver.execute(query) if Name(v[0], bytes(v[1]), v[2]) in seen]
    demand(not missing, "I15 what was asked for has come", laptop.number, missing)
