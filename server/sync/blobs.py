"""What a laptop may do with contents of attachments: ask how much is here, bring bytes, read bytes.

Bringing: whoever sees an attachment that names the content, or made one that was not rejected; held work counts, so
that what a revoked laptop still brings is kept. Reading: whoever sees one. Everybody else is told that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

from contract.exchange.blobs import Claim, claim_is_genuine
from contract.exchange.scopes import Reach
from contract.exchange.shapes import GONE, Patch, RowKey
from contract.faults import WorldFault
from contract.training.catalogue import ARRIVAL
from contract.training.rights.roles import reach_of
from server.store import blobs, ledger, members
from server.store.centre import Centre, Connection
from server.sync import own
from server.sync.answer import Stranger

_AT = ARRIVAL.by_name["at"].number


class NotNamed(WorldFault):
    """No attachment that this laptop may use names the content, or it is not here to be read."""


class Full(WorldFault):
    """The laptop or the office has brought as much as it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """Bytes of contents that one laptop may have brought, and all laptops of an office."""

    of_device: int = 2**30
    of_office: int = 20 * 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How much of a content is here. seq: once it is whole, the commit that the log has come to.

    moved: whether the bytes that were brought were taken. wrong: they were all here and had another digest.
    """

    offset: int
    seq: int | None = None
    moved: bool = True
    wrong: bool = False


def check(centre: Centre, claim: Claim, seal: bytes) -> None:
    """Raises Stranger unless the laptop itself made the claim."""
    with centre.snapshot() as connection:
        secret = members.device_secret(connection, claim.device)
    if secret is None or not claim_is_genuine(claim, secret, seal):
        raise Stranger("Laptop ini tidak dikenal server. Minta kode baru kepada pengelola, lalu bergabung lagi.")


def begin(centre: Centre, claim: Claim, now: int, quota: Quota) -> Standing:
    """How much is here for a laptop that may bring the rest; makes room for it. Raises NotNamed, Full."""
    with centre.snapshot() as connection:
        _check_may_bring(connection, claim, now)
        held = blobs.find(connection, claim)
        said = blobs.has_arrived(connection, claim) or not blobs.has_row(connection, claim)
        if held.done and said:
            return Standing(offset=claim.size, seq=ledger.top(connection, claim.realm))
        if not held.done and not held.got:
            brought = blobs.bytes_of(connection, claim.device), blobs.bytes_in(connection, claim.realm)
            if brought[0] + claim.size > quota.of_device or brought[1] + claim.size > quota.of_office:
                raise Full("Tempat untuk foto dan berkas di server penuh.")
    with centre.writing() as connection:
        if held.done:
            return Standing(offset=claim.size, seq=_say_arrived(centre, connection, claim, now))
        blobs.begin(centre, connection, claim, now)
    return Standing(offset=held.got)


def take(centre: Centre, claim: Claim, offset: int, content: bytes, now: int) -> Standing:
    """Keeps bytes that were brought; the last ones make the content whole, and the log says so."""
    with centre.writing() as connection:
        moved = blobs.add(connection, claim, offset, content, now)
        held = blobs.find(connection, claim)
        if held.done:
            return Standing(offset=claim.size, seq=_say_arrived(centre, connection, claim, now), moved=moved)
        if not moved or held.got < claim.size:
            return Standing(offset=held.got, moved=moved)
        if not blobs.close(connection, claim, now):
            return Standing(offset=0, wrong=True)
        return Standing(offset=claim.size, seq=_say_arrived(centre, connection, claim, now))


def check_may_read(centre: Centre, claim: Claim, now: int) -> None:
    """Raises NotNamed unless the laptop sees an attachment that names the content, and all of it is here."""
    with centre.snapshot() as connection:
        reach = _reach(connection, claim, now)
        if not blobs.shows(connection, reach, claim) or not blobs.find(connection, claim).done:
            raise NotNamed(claim.digest.hex())


def part(centre: Centre, claim: Claim, offset: int) -> bytes:
    """Some bytes from `offset` on, for a laptop that may read."""
    with centre.snapshot() as connection:
        return blobs.part(connection, claim, offset)


def _check_may_bring(connection: Connection, claim: Claim, now: int) -> None:
    if blobs.shows(connection, _reach(connection, claim, now), claim) or blobs.was_made_on(connection, claim):
        return
    raise NotNamed(claim.digest.hex())


def _reach(connection: Connection, claim: Claim, now: int) -> Reach:
    people = members.device_members(connection, claim.device, claim.realm)
    grants = ledger.grants_of(connection, [person.id for person in people if not person.revoked])
    return reach_of(grants, now) or Reach()


def _say_arrived(centre: Centre, connection: Connection, claim: Claim, now: int) -> int:
    """Puts the centre's own rows about it, in the transaction that is open; gives the commit of the log by then.

    Every attachment that names the content has it now, also one that nobody who has the bytes may see.
    """
    waiting = blobs.waiting(connection, claim)
    if waiting:
        office = members.office_numbered(connection, claim.realm)
        edits: list[tuple[RowKey, Patch]] = [
            (RowKey(ARRIVAL.number, one), {_AT: now, **({GONE: 0} if taken_back else {})})
            for one, taken_back in waiting
        ]
        own.write(centre, connection, office, edits, now)
    return ledger.top(connection, claim.realm)
