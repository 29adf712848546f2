"""What the centre does with contents by itself: proves them, and lets go of those that nobody names any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from contract.exchange.shapes import GONE, Patch, RowKey
from contract.training.catalogue import ARRIVAL
from server.store import blobs, evidence, members
from server.store.centre import Centre, Connection
from server.store.evidence import Difference
from server.sync import own

DAY_S = 86_400
KEPT_PART_S = 14 * DAY_S
"""For how long a part of a content waits for the rest."""
KEPT_UNNAMED_S = 30 * DAY_S
"""For how long a content is kept after its last attachment was deleted, which may be undone."""


@dataclass(slots=True)
class Proof:
    """What is wrong with the contents, and how many attachments wait for theirs."""

    differences: list[Difference] = field(default_factory=list)
    waiting: int = 0


def prove(connection: Connection) -> Proof:
    """Every whole content has its digest, and every attachment of which the log says so has a whole content."""
    proof, whole = Proof(), set[tuple[int, str, int]]()
    for number, digest, size, done in blobs.contents(connection):
        held = blobs.digest_held(connection, number, digest, size) if done else None
        if done and held == digest:
            whole.add((number, digest.hex(), size))
        elif done:
            found = held.hex() if held is not None else None
            proof.differences.append(Difference("blob", f"{number} {digest.hex()}", "content", found, digest.hex()))
    for identifier, number, named, size, arrived in blobs.attachments(connection):
        if not arrived:
            proof.waiting += 1
        elif (number, named, size) not in whole:
            name = evidence.row_name(RowKey(ARRIVAL.number, identifier))
            proof.differences.append(Difference("arrival", name, "content", None, named))
    return proof


def tidy(centre: Centre, now: int) -> int:
    """Drops parts of which the rest never came, and contents long unnamed; gives how many. Once a day is enough."""
    with centre.writing() as connection:
        blobs.note_unnamed(connection, now)
        parts = blobs.drop_parts(connection, now - KEPT_PART_S)
        gone = list(_drop_unnamed(centre, connection, now))
    return parts + len(gone)


def _drop_unnamed(centre: Centre, connection: Connection, now: int) -> Iterator[tuple[int, bytes, int]]:
    """Contents that nobody named for long. The log stops saying that they are here, should somebody undo it all."""
    for name in blobs.unnamed_since(connection, now - KEPT_UNNAMED_S):
        said = blobs.arrivals_of(connection, *name)
        if said:
            office = members.office_numbered(connection, name[0])
            edits: list[tuple[RowKey, Patch]] = [(RowKey(ARRIVAL.number, one), {GONE: 1}) for one in said]
            own.write(centre, connection, office, edits, now)
        blobs.drop(connection, *name)
        yield name
