"""Contents of attachments at the centre: in pieces in its database, so that whatever backs that up has them too.

A content that is whole and has its digest is never written again. Until then its pieces are kept in their order, each
in the commit that moves `got`: a cut loses what was on the road and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.blobs import DIGEST_BYTES, Claim
from contract.exchange.judge import Fate
from contract.exchange.operations import unpack_row
from contract.exchange.scopes import Reach
from contract.tables.queries import present
from contract.training.catalogue import ARRIVAL, ATTACHMENT
from server.store.centre import Centre
from server.store.tables import blob, blob_piece, feed, lease, member, op, records

_KEYS = ("realm", "digest", "size")
_DIGEST, _SIZE = ATTACHMENT.by_name["digest"].number, ATTACHMENT.by_name["size"].number
_row, _arrival = records[ATTACHMENT.number].table, records[ARRIVAL.number].table
_OF_BLOB = sa.and_(*(blob.c[name] == sa.bindparam(f"{name}_") for name in _KEYS))
_PIECES_OF = sa.and_(*(blob_piece.c[name] == sa.bindparam(f"{name}_") for name in _KEYS))
_FIND = sa.select(blob).where(_OF_BLOB)
_MOVE = (
    sa.update(blob)
    .where(_OF_BLOB, blob.c.got == sa.bindparam("offset_"), blob.c.done_at.is_(None))
    .values(got=sa.bindparam("end_"), moved_at=sa.bindparam("now_"))
)
_PIECES = (
    sa.select(blob_piece.c.start, blob_piece.c.content)
    .where(_PIECES_OF, blob_piece.c.start + sa.func.length(blob_piece.c.content) > sa.bindparam("first_"))
    .order_by(blob_piece.c.start)
)
_ROW = sa.select(_row).where(
    _row.c.id == sa.bindparam("attachment_"), _row.c.realm == sa.bindparam("realm_"), present(_row)
)
_SHOWN = sa.select(feed.c.seq).where(
    feed.c.realm == sa.bindparam("realm_"),
    feed.c.tbl == ATTACHMENT.number,
    feed.c.k1 == sa.bindparam("attachment_"),
    feed.c.gone == 0,
)
_MADE_ON = (
    sa.select(op.c.patch)
    .join(lease, lease.c.author == op.c.author)
    .join(member, member.c.id == lease.c.member)
    .where(
        op.c.tbl == ATTACHMENT.number,
        op.c.k1 == sa.bindparam("attachment_"),
        op.c.realm == sa.bindparam("realm_"),
        op.c.fate != Fate.REJECTED.value,
        member.c.device == sa.bindparam("device_"),
    )
)
_ARRIVED = sa.select(_arrival.c.v).where(_arrival.c.attachment == sa.bindparam("attachment_"), present(_arrival))


@dataclass(frozen=True, slots=True)
class Held:
    """How much of a content is here, and whether that is all of it with the right digest."""

    got: int
    done: bool


def _named(claim: Claim) -> dict[str, object]:
    return {"realm_": claim.realm, "digest_": claim.digest, "size_": claim.size}


def find(connection: sa.Connection, claim: Claim) -> Held:
    """What is here of the content that a claim names."""
    line = connection.execute(_FIND, _named(claim)).first()
    return Held(line.got, line.done_at is not None) if line is not None else Held(0, False)


# ---------------------------------------------------------------------------- who may


def shows(connection: sa.Connection, reach: Reach, claim: Claim) -> bool:
    """Whether a reader of this reach sees an attachment that names this content."""
    named = {"realm_": claim.realm, "attachment_": claim.attachment}
    line = connection.execute(_ROW, named).first()
    if line is None or (line.digest, line.size) != (claim.digest.hex(), claim.size):
        return False
    seen = _SHOWN.where(feed.c.home == 1 if reach.everything else feed.c.scope.in_(sorted(reach.scopes)))
    return connection.execute(seen.limit(1), named).first() is not None


def was_made_on(connection: sa.Connection, claim: Claim) -> bool:
    """Whether somebody on this laptop made the attachment, and it was not rejected: held work counts."""
    named = {"realm_": claim.realm, "attachment_": claim.attachment, "device_": claim.device}
    for (packed,) in connection.execute(_MADE_ON, named):
        patch = unpack_row(bytes(packed))
        if (patch.get(_DIGEST), patch.get(_SIZE)) == (claim.digest.hex(), claim.size):
            return True
    return False


def has_row(connection: sa.Connection, claim: Claim) -> bool:
    """Whether the attachment is a row that stands."""
    named = {"realm_": claim.realm, "attachment_": claim.attachment}
    return connection.execute(_ROW, named).first() is not None


def has_arrived(connection: sa.Connection, claim: Claim) -> bool:
    """Whether the log says of the attachment that its content is here."""
    return connection.execute(_ARRIVED, {"attachment_": claim.attachment}).first() is not None


def waiting(connection: sa.Connection, claim: Claim) -> list[tuple[int, bool]]:
    """The attachments that stand, name the content, and are not said to have it; and whether that was taken back."""
    query = (
        sa.select(_row.c.id, _arrival.c.gone)
        .outerjoin(_arrival, _arrival.c.attachment == _row.c.id)
        .where(
            _row.c.realm == claim.realm,
            _row.c.digest == claim.digest.hex(),
            _row.c.size == claim.size,
            present(_row),
            sa.or_(_arrival.c.attachment.is_(None), sa.func.coalesce(_arrival.c.gone, 0) != 0),
        )
    )
    return [(line.id, bool(line.gone)) for line in connection.execute(query.order_by(_row.c.id))]


def bytes_of(connection: sa.Connection, device: int) -> int:
    """Bytes of all contents that a laptop has begun to bring, as long as they will be."""
    query = sa.select(sa.func.coalesce(sa.func.sum(blob.c.size), 0)).where(blob.c.device == device)
    return int(connection.execute(query).scalar_one())


def bytes_in(connection: sa.Connection, realm: int) -> int:
    """The same of all laptops of an office."""
    query = sa.select(sa.func.coalesce(sa.func.sum(blob.c.size), 0)).where(blob.c.realm == realm)
    return int(connection.execute(query).scalar_one())


# ---------------------------------------------------------------------------- putting and reading


def begin(centre: Centre, connection: sa.Connection, claim: Claim, now: int) -> None:
    """Makes the content's line, unless it is there."""
    values = {
        "realm": claim.realm,
        "digest": claim.digest,
        "size": claim.size,
        "device": claim.device,
        "got": 0,
        "moved_at": now,
        "done_at": None,
        "unnamed_at": None,
    }
    connection.execute(centre.upsert(blob, list(_KEYS), ["unnamed_at"]), values)


def add(connection: sa.Connection, claim: Claim, offset: int, content: bytes, now: int) -> bool:
    """Takes the bytes at `offset`; False when other bytes are next, or none. In the transaction that is open."""
    end = offset + len(content)
    if not content or end > claim.size:
        return False
    # Moving first also locks the line: of two laptops that bring the same bytes one is told to look again.
    moved = connection.execute(_MOVE, {**_named(claim), "offset_": offset, "end_": end, "now_": now})
    if moved.rowcount != 1:
        return False
    values = {"realm": claim.realm, "digest": claim.digest, "size": claim.size, "start": offset, "content": content}
    connection.execute(sa.insert(blob_piece).values(values))
    return True


def close(connection: sa.Connection, claim: Claim, now: int) -> bool:
    """A content of which the last byte came: whole from now on, or, when its digest is another, gone. Which it is."""
    right = digest_held(connection, claim.realm, claim.digest, claim.size) == claim.digest
    if right:
        connection.execute(sa.update(blob).where(_OF_BLOB).values(done_at=now), _named(claim))
    else:
        connection.execute(sa.delete(blob_piece).where(_PIECES_OF), _named(claim))
        connection.execute(sa.update(blob).where(_OF_BLOB).values(got=0), _named(claim))
    return right


def digest_held(connection: sa.Connection, realm: int, digest: bytes, size: int) -> bytes | None:
    """The digest of the bytes that are here, None when they are not so many or leave a gap."""
    found, place = hashlib.blake2b(digest_size=DIGEST_BYTES), 0
    for start, piece in _pieces(connection, {"realm_": realm, "digest_": digest, "size_": size}, 0):
        if start != place:
            return None
        found.update(piece)
        place += len(piece)
    return found.digest() if place == size else None


def part(connection: sa.Connection, claim: Claim, offset: int) -> bytes:
    """Some bytes of a content from `offset` on, at least one while there are any."""
    for start, piece in _pieces(connection, _named(claim), offset):
        return piece[offset - start :]
    return b""


def _pieces(connection: sa.Connection, named: dict[str, object], first: int) -> Iterator[tuple[int, bytes]]:
    """(start, bytes) of the pieces that hold something from `first` on."""
    lines = connection.execute(_PIECES, {**named, "first_": first}, execution_options={"yield_per": 8})
    try:
        for start, piece in lines:
            yield start, bytes(piece)
    finally:
        lines.close()


# ---------------------------------------------------------------------------- evidence


def contents(connection: sa.Connection) -> list[tuple[int, bytes, int, bool]]:
    """(office, digest, size, whole) of all contents that are here, wholly or in part."""
    query = sa.select(blob.c.realm, blob.c.digest, blob.c.size, blob.c.done_at).order_by(blob.c.realm, blob.c.digest)
    return [(v.realm, bytes(v.digest), v.size, v.done_at is not None) for v in connection.execute(query)]


def attachments(connection: sa.Connection) -> Iterator[tuple[int, int, str, int, bool]]:
    """(id, office, digest, size, arrived) of all attachments that stand."""
    said = sa.exists().where(_arrival.c.attachment == _row.c.id, present(_arrival))
    query = (
        sa.select(_row.c.id, _row.c.realm, _row.c.digest, _row.c.size, said).where(present(_row)).order_by(_row.c.id)
    )
    for identifier, realm, digest, size, arrived in connection.execute(query):
        yield identifier, realm, digest or "", size or 0, bool(arrived)


# ---------------------------------------------------------------------------- letting go


def _hex(connection: sa.Connection) -> sa.ColumnElement[str]:
    """The digest of a line as attachments write it."""
    if connection.dialect.name == "sqlite":
        return sa.func.lower(sa.func.hex(blob.c.digest))
    return sa.func.encode(blob.c.digest, "hex")


def note_unnamed(connection: sa.Connection, now: int) -> None:
    """Writes down since when no attachment names a content, and forgets it for those that are named again."""
    same = sa.and_(_row.c.realm == blob.c.realm, _row.c.digest == _hex(connection), _row.c.size == blob.c.size)
    named = sa.or_(sa.exists().where(same, present(_row)), _is_of_held_work(connection))
    connection.execute(sa.update(blob).where(named, blob.c.unnamed_at.is_not(None)).values(unnamed_at=None))
    connection.execute(sa.update(blob).where(~named, blob.c.unnamed_at.is_(None)).values(unnamed_at=now))


def _is_of_held_work(connection: sa.Connection) -> sa.ColumnElement[bool]:
    """Whether an op that is held back names the content: it may still be judged."""
    query = sa.select(op.c.realm, op.c.patch).where(op.c.tbl == ATTACHMENT.number, op.c.fate == Fate.HELD.value)
    patches = [(realm, unpack_row(bytes(packed))) for realm, packed in connection.execute(query)]
    named = [(realm, str(patch.get(_DIGEST)), patch.get(_SIZE)) for realm, patch in patches if patch.get(_DIGEST)]
    return sa.tuple_(blob.c.realm, _hex(connection), blob.c.size).in_(named) if named else sa.false()


def drop_parts(connection: sa.Connection, before: int) -> int:
    """Drops contents of which a part came before that time and then nothing more; gives how many."""
    query = sa.select(blob).where(blob.c.done_at.is_(None), blob.c.moved_at < before)
    lines = connection.execute(query).all()
    for line in lines:
        drop(connection, line.realm, bytes(line.digest), line.size)
    return len(lines)


def unnamed_since(connection: sa.Connection, before: int) -> list[tuple[int, bytes, int]]:
    """(office, digest, size) of whole contents that nobody has named since then."""
    query = sa.select(blob).where(blob.c.done_at.is_not(None), blob.c.unnamed_at < before)
    return [(line.realm, bytes(line.digest), line.size) for line in connection.execute(query)]


def arrivals_of(connection: sa.Connection, realm: int, digest: bytes, size: int) -> list[int]:
    """Attachments, deleted ones too, of which the log says that this content is here."""
    query = (
        sa.select(_row.c.id)
        .join(_arrival, _arrival.c.attachment == _row.c.id)
        .where(_row.c.realm == realm, _row.c.digest == digest.hex(), _row.c.size == size, present(_arrival))
    )
    return list(connection.execute(query.order_by(_row.c.id)).scalars())


def drop(connection: sa.Connection, realm: int, digest: bytes, size: int) -> None:
    """Drops a content, whole or in part."""
    named = {"realm_": realm, "digest_": digest, "size_": size}
    connection.execute(sa.delete(blob_piece).where(_PIECES_OF), named)
    connection.execute(sa.delete(blob).where(_OF_BLOB), named)
