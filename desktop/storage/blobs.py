"""Contents of attachments on this laptop: in the encrypted replica, in pieces, each once however many rows name it.

A content is complete when all its bytes are here and they have the digest that names them. A complete one is never
changed, only dropped as a whole when nobody names it any more. What still has to go to the centre is told by the rows:
the centre itself says in its log which contents it holds, so nothing is remembered that a restore could make untrue.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.blobs import PIECE_BYTES, digest_of
from contract.exchange.judge import Fate
from contract.tables.queries import present
from contract.tables.records import Values
from contract.training.catalogue import ARRIVAL, ATTACHMENT
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.storage.tables import blob, blob_piece, moved_op, op, realm, records

_row, _arrival = records[ATTACHMENT.number].table, records[ARRIVAL.number].table
_IS_HERE = blob.c.got == blob.c.size
_NAMES = sa.and_(
    _row.c.realm == blob.c.realm,
    _row.c.digest == sa.func.lower(sa.func.hex(blob.c.digest)),
    _row.c.size == blob.c.size,
)
_NAMED = sa.and_(_NAMES, present(_row))
_HAS_ARRIVED = sa.exists().where(_arrival.c.attachment == _row.c.id, _arrival.c.at.is_not(None), present(_arrival))
_DAY_S, _ASKED = 86_400, "files asked again on"
_MOST_LIVES = 8
"""Numbers that an attachment is followed through in one talk; the next goes on."""
_IS_SHOWN = sa.exists().where(_row.c.id == blob.c.attachment)
"""Whether the attachment for which it was chosen is a row here; that another names the same content is no matter."""
_MADE_BY = sa.and_(op.c.tbl == ATTACHMENT.number, op.c.k1 == blob.c.attachment)


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """Names a content of an office: its digest and its size in bytes."""

    realm: int
    digest: bytes
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A content as far as it is here. up: bytes that the centre said it has. attachment: which one claims it."""

    name: Name
    attachment: int
    got: int
    up: int
    own: bool
    wanted: bool
    since: int
    refused: str | None

    @property
    def is_here(self) -> bool:
        """Whether all of it is on this laptop."""
        return self.got == self.name.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What still waits to go: contents, the bytes of them that the centre lacks, and since when the oldest waits."""

    count: int = 0
    bytes: int = 0
    since: int | None = None


class Spoilt(ValueError):
    """The bytes do not have the digest that names them."""


# ---------------------------------------------------------------------------- putting and reading


def put(replica: Replica, name: Name, content: bytes, attachment: int, now: int) -> None:
    """Keeps a content that was chosen here, whole; one that is here already stays. Raises Spoilt."""
    if len(content) != name.size or digest_of(content) != name.digest or not content:
        raise Spoilt(name.digest.hex())
    held = find(replica, name)
    with replica.transaction() as connection:
        if held is not None and held.is_here:
            connection.execute(sa.update(blob).where(_is(name)).values(own=1, attachment=attachment, refused=None))
            return
        _drop_pieces(replica, name)
        _put_pieces(replica, name, 0, content)
        values = {"attachment": attachment, "own": 1, "since": now, "got": name.size, "wanted": 0}
        connection.execute(sa.insert(blob).prefix_with("OR REPLACE").values(**_key(name), **values))


def want(replica: Replica, name: Name, attachment: int, now: int) -> bool:
    """A person asks for a content of the centre's; whether it still has to come."""
    held = find(replica, name)
    if held is not None and held.is_here:
        return False
    with replica.transaction() as connection:
        if held is None:
            values = {"attachment": attachment, "own": 0, "since": now}
            connection.execute(sa.insert(blob).values(**_key(name), **values))
        connection.execute(sa.update(blob).where(_is(name)).values(wanted=1, attachment=attachment, refused=None))
    return True


def add(replica: Replica, name: Name, start: int, content: bytes) -> int:
    """Takes bytes that came from the centre, in their order; gives how many are here now.

    Bytes for another place than the next are not taken. The last ones make the content complete, or Spoilt is raised:
    then nothing of it is here and it is to be asked for anew.
    """
    held = find(replica, name)
    if held is None or held.is_here or not content or start != held.got or start + len(content) > name.size:
        return held.got if held is not None else 0
    got = start + len(content)
    with replica.transaction() as connection:
        _put_pieces(replica, name, start, content)
        right = got < name.size or digest_of(_read(replica, name, 0, name.size)) == name.digest
        if not right:
            _drop_pieces(replica, name)
            got = 0
        connection.execute(sa.update(blob).where(_is(name)).values(got=got, wanted=int(got < name.size)))
    if not right:
        raise Spoilt(name.digest.hex())
    return got


def content(replica: Replica, name: Name) -> bytes | None:
    """A complete content, None while it is not here. Raises Spoilt for one that the disk has damaged."""
    held = find(replica, name)
    if held is None or not held.is_here:
        return None
    found = _read(replica, name, 0, name.size)
    if digest_of(found) != name.digest:
        raise Spoilt(name.digest.hex())
    return found


def part(replica: Replica, name: Name, offset: int, length: int) -> bytes:
    """Bytes of a content that is here; fewer at its end."""
    return _read(replica, name, offset, min(name.size, offset + length))


def find(replica: Replica, name: Name) -> Blob | None:
    """What is known of a content here."""
    line = replica.connection.execute(sa.select(blob).where(_is(name))).first()
    return _blob(line) if line is not None else None


def are_any(replica: Replica) -> bool:
    """Whether this laptop has, or waits for, any content."""
    return replica.connection.execute(sa.select(blob.c.size).limit(1)).first() is not None


def of_office(replica: Replica, number: int) -> dict[Name, Blob]:
    """All contents of an office that are here or on their way."""
    found = map(_blob, replica.connection.execute(sa.select(blob).where(blob.c.realm == number)))
    return {each.name: each for each in found}


# ---------------------------------------------------------------------------- the way to the centre


def _to_send(replica: Replica, number: int | None = None) -> list[Values]:
    """Complete contents that the centre does not say it has, each with an attachment through which it is claimed.

    Of one that the centre did say, only once this laptop knows its log beyond that: else the row is still to come.
    """
    told = sa.and_(blob.c.sent_at.is_not(None), blob.c.sent_at > realm.c.seq)
    waits = [_IS_HERE, blob.c.refused.is_(None), ~told]
    if number is not None:
        waits.append(blob.c.realm == number)
    by_row = (
        sa.select(blob, _row.c.id.label("through"), _row.c.v.label("version"))
        .join(realm, realm.c.number == blob.c.realm)
        .join(_row, _NAMED)
        .where(*waits, ~_HAS_ARRIVED)
    )
    # An attachment that the centre holds back, or that left this laptop's reach: its content is work all the same.
    made = sa.exists().where(_MADE_BY, op.c.at.is_not(None), sa.func.coalesce(op.c.fate, "") != Fate.REJECTED.value)
    by_op = (
        sa.select(blob, blob.c.attachment.label("through"), sa.literal(1).label("version"))
        .join(realm, realm.c.number == blob.c.realm)
        .where(*waits, blob.c.own == 1, blob.c.sent_at.is_(None), ~_IS_SHOWN, made)
    )
    lines = [line for query in (by_row, by_op) for line in replica.connection.execute(query)]
    return sorted(lines, key=lambda line: (line.since, line.size, line.through))


def to_send(replica: Replica, number: int) -> list[Blob]:
    """Contents of an office that may go now, for the centre has the rows that name them: oldest first."""
    return [_blob(line, line.through) for line in _to_send(replica, number) if line.version]


def to_fetch(replica: Replica, number: int) -> list[Blob]:
    """Contents that somebody here asked for and that the centre has: those asked for last come first."""
    query = (
        sa.select(blob, _row.c.id.label("through"))
        .join(_row, _NAMED)
        .where(blob.c.realm == number, blob.c.wanted == 1, ~_IS_HERE, _HAS_ARRIVED)
        .order_by(blob.c.since.desc(), _row.c.id)
    )
    found = {Name(line.realm, bytes(line.digest), line.size): line for line in replica.connection.execute(query)}
    return [_blob(line, line.through) for line in found.values()]


def load(replica: Replica) -> Load:
    """What waits here to go to the centre."""
    lines = {(line.realm, bytes(line.digest), line.size): line for line in _to_send(replica)}
    return Load(
        count=len(lines),
        bytes=sum(line.size - min(line.up, line.size) for line in lines.values()),
        since=min((line.since for line in lines.values()), default=None),
    )


def note_up(replica: Replica, name: Name, offset: int) -> None:
    """The centre has so many bytes of it."""
    with replica.transaction() as connection:
        connection.execute(sa.update(blob).where(_is(name)).values(up=offset))


def note_sent(replica: Replica, name: Name, seq: int) -> None:
    """The centre has all of it, and said so in its commit `seq`."""
    with replica.transaction() as connection:
        connection.execute(sa.update(blob).where(_is(name)).values(up=name.size, sent_at=seq))


def note_refused(replica: Replica, name: Name, reason: str) -> None:
    """The centre does not take it; it stays here and no longer waits."""
    with replica.transaction() as connection:
        connection.execute(sa.update(blob).where(_is(name)).values(refused=reason))


def ask_again(replica: Replica, now: int) -> None:
    """What the centre did not take yesterday it may take today: it was full, or somebody's rights were others.

    Of a content whose row it holds back, or does not show here, its log says nothing: it is asked whether it has it.
    """
    today = now // _DAY_S
    if recall(replica, _ASKED) == today:
        return
    with replica.transaction() as connection:
        connection.execute(sa.update(blob).where(blob.c.refused.is_not(None)).values(refused=None))
        unseen = sa.and_(blob.c.own == 1, blob.c.sent_at.is_not(None), ~_IS_SHOWN)
        connection.execute(sa.update(blob).where(unseen).values(sent_at=None))
        remember(replica, _ASKED, today)


def follow_names(replica: Replica) -> None:
    """A content belongs to the attachment that it was chosen for, whatever number that got in a second life."""
    number = moved_op.c.author * 2**32 + moved_op.c.n
    there = moved_op.c.new_author * 2**32 + moved_op.c.new_n
    mine = sa.select(there).where(number == blob.c.attachment, number != there).limit(1).scalar_subquery()
    with replica.transaction() as connection:
        for _ in range(_MOST_LIVES):
            if not connection.execute(sa.update(blob).where(mine.is_not(None)).values(attachment=mine)).rowcount:
                return


def doubt(replica: Replica) -> None:
    """Forgets what the centre said in commits that its log, all of which has come, does not have.

    Between the two it was put back to an older day, and may not come to that number again for long.
    """
    beyond = sa.exists().where(realm.c.number == blob.c.realm, realm.c.seq < blob.c.sent_at)
    with replica.transaction() as connection:
        connection.execute(sa.update(blob).where(beyond).values(sent_at=None, up=0))


def is_owing(replica: Replica, number: int) -> bool:
    """Whether contents made here have not gone to the office's centre yet."""
    return any(line.own for line in _to_send(replica, number))


def sweep(replica: Replica) -> int:
    """Drops contents that no row names any more; gives how many. One of which the row is still to be judged stays."""
    named = sa.exists().where(_NAMED)
    unsettled = sa.exists().where(_MADE_BY, sa.or_(op.c.at.is_(None), op.c.fate == Fate.HELD.value))
    about_it = sa.exists().where(_NAMES, sa.exists().where(_touches_row(), op.c.at.is_(None)))
    left_reach = sa.and_(blob.c.own == 1, blob.c.sent_at.is_(None), ~_IS_SHOWN)
    query = sa.select(blob).where(~named, ~unsettled, ~about_it, ~left_reach)
    with replica.transaction() as connection:
        gone = [_blob(line).name for line in connection.execute(query)]
        for name in gone:
            _drop_pieces(replica, name)
            connection.execute(sa.delete(blob).where(_is(name)))
    return len(gone)


def _touches_row() -> sa.ColumnElement[bool]:
    return sa.and_(op.c.tbl == ATTACHMENT.number, op.c.k1 == _row.c.id)


# ---------------------------------------------------------------------------- what is kept of rows


def rows_naming(replica: Replica, **equal: int) -> list[Values]:
    """Attachments that are not deleted, with these values in these fields, newest first; `arrived`: at the centre."""
    return _rows(replica, *(_row.c[field] == value for field, value in equal.items()))


def rows_about(replica: Replica, people: Collection[int]) -> list[Values]:
    """The same of attachments about one of these persons."""
    return _rows(replica, _row.c.person.in_(people))


def _rows(replica: Replica, *which: sa.ColumnElement[bool]) -> list[Values]:
    query = sa.select(_row, _HAS_ARRIVED.label("arrived")).where(present(_row))
    query = query.where(*which)
    return list(replica.connection.execute(query.order_by(_row.c.taken_at.desc(), _row.c.id.desc())).all())


def name_of(line: Values) -> Name | None:
    """The content that a row of an attachment names; None for one that names none as this program does."""
    try:
        digest = bytes.fromhex(line.digest or "")
    except ValueError:
        return None
    return Name(line.realm, digest, line.size) if digest and line.size else None


# ---------------------------------------------------------------------------- pieces


def _key(name: Name) -> dict[str, int | bytes]:
    return {"realm": name.realm, "digest": name.digest, "size": name.size}


def _is(name: Name, table: sa.Table = blob) -> sa.ColumnElement[bool]:
    return sa.and_(*(table.c[column] == value for column, value in _key(name).items()))


def _drop_pieces(replica: Replica, name: Name) -> None:
    replica.connection.execute(sa.delete(blob_piece).where(_is(name, blob_piece)))


def _put_pieces(replica: Replica, name: Name, start: int, whole: bytes) -> None:
    lines = [
        {**_key(name), "start": start + place, "content": whole[place : place + PIECE_BYTES]}
        for place in range(0, len(whole), PIECE_BYTES)
    ]
    replica.connection.execute(sa.insert(blob_piece), lines)


def _read(replica: Replica, name: Name, first: int, end: int) -> bytes:
    """Bytes from `first` to `end`, from the pieces that hold them."""
    query = sa.select(blob_piece.c.start, blob_piece.c.content).where(_is(name, blob_piece), blob_piece.c.start < end)
    return joined(
        ((line.start, bytes(line.content)) for line in replica.connection.execute(query.order_by("start"))), first, end
    )


def joined(pieces: Iterable[tuple[int, bytes]], first: int, end: int) -> bytes:
    """The bytes from `first` to `end` of a content, of which pieces (start, bytes) come in their order."""
    found = bytearray()
    for start, piece in pieces:
        found += piece[max(0, first - start) : max(0, end - start)]
    return bytes(found)


def _blob(line: Values, through: int | None = None) -> Blob:
    return Blob(
        name=Name(line.realm, bytes(line.digest), line.size),
        attachment=line.attachment if through is None else through,
        got=line.got,
        up=line.up,
        own=bool(line.own),
        wanted=bool(line.wanted),
        since=line.since,
        refused=line.refused,
    )
