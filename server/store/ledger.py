"""The ledger: authors and what is held of them, signed originals, ops with their fates, and the log's heads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from contract.exchange.dots import Dot
from contract.exchange.judge import Fate
from contract.exchange.messages import Ack
from contract.exchange.operations import GENESIS_CHAIN, Op, pack_row
from contract.exchange.seals import HEAD_BYTES, next_head
from contract.exchange.segments import Segment, unpack_ops
from contract.exchange.values import Head
from contract.tables.lines import Line, put_lines
from contract.training.rights.roles import Grant, Role
from server.store import hot
from server.store.tables import grant, lease, log, member, op, realm, segment

_AUTHOR, _REALM, _SEQ, _N0, _N1 = (
    sa.bindparam(name, type_=sa.BigInteger()) for name in ("author_", "realm_", "seq_", "n0_", "n1_")
)
_AUTHOR_OF = (
    sa.select(lease.c.author, lease.c.member, lease.c.realm, member.c.device, member.c.public_key, member.c.revoked)
    .add_columns(lease.c.got, lease.c.corrected, lease.c.chain)
    .join(member, member.c.id == lease.c.member)
    .where(lease.c.author == _AUTHOR)
)
_GRANTS_OF = sa.select(grant.c.role, grant.c.class_group, grant.c.starts, grant.c.ends).where(
    grant.c.member.in_(sa.bindparam("members", expanding=True))
)
_AUTHORS_ON = (
    sa.select(lease.c.author)
    .join(member, member.c.id == lease.c.member)
    .where(member.c.device == sa.bindparam("device_"), member.c.realm == _REALM)
)
_CHAIN_AT = sa.select(op.c.chain).where(op.c.author == _AUTHOR, op.c.n == _N0)
_TIMES = sa.select(op.c.wall, op.c.corrected, op.c.received).where(op.c.author == _AUTHOR, op.c.n == _N0)
_CHAINS = sa.select(op.c.n, op.c.chain).where(op.c.author == _AUTHOR, op.c.n.between(_N0, _N1))
_STORE_OPS, _STORE_LOG, _STORE_SEGMENT = sa.insert(op), sa.insert(log), sa.insert(segment)
_MOVE_CLOCK = sa.update(realm).where(realm.c.number == _REALM).values(seq=_SEQ, head=sa.bindparam("head_"))
_MOVE_AUTHOR = (
    sa.update(lease)
    .where(lease.c.author == _AUTHOR)
    .values({name: sa.bindparam(f"{name}_") for name in ("got", "at", "corrected", "chain")})
)
_DROP_SEGMENT = sa.delete(segment).where(segment.c.author == _AUTHOR, segment.c.n0 == _N0)
_SPANS = (
    sa.select(segment.c.n0, segment.c.n1)
    .where(segment.c.author == _AUTHOR, segment.c.n1 >= _N0, segment.c.n0 <= _N1)
    .order_by(segment.c.n0)
)
_BODY = sa.select(segment.c.body).where(segment.c.author == _AUTHOR, segment.c.n0 == _N0)
_HEAD_AT = sa.select(log.c.head).where(log.c.realm == _REALM, log.c.seq == _SEQ)
_TOP = sa.select(realm.c.seq).where(realm.c.number == _REALM)
_GOT = sa.select(lease.c.got).where(lease.c.author == _AUTHOR)
_NEWS = sa.and_(op.c.author == _AUTHOR, op.c.n <= _N1, sa.or_(op.c.seq > _SEQ, op.c.n > _N0))
_NEWS_OF_AUTHOR = sa.select(sa.func.min(op.c.n), sa.func.max(op.c.n), op.c.seq).where(_NEWS).group_by(op.c.seq)
"""A commit holds a run of one author's ops without a gap, and what is news of it is its end."""
_FATES_OF_AUTHOR = sa.select(op.c.n, op.c.fate, op.c.reason).where(_NEWS, op.c.fate != Fate.OK.value).order_by(op.c.n)


RANGES_AT_ONCE = 8
"""Ranges of one ACK at most: some thousand ops of a laptop that was away for long."""


@dataclass(frozen=True, slots=True)
class Author:
    """An author number, whose it is, and what is held of it."""

    number: int
    member: int
    realm: int
    device: int
    public_key: bytes
    revoked: bool
    got: int
    t: int
    chain: bytes


class Judged(NamedTuple):
    """An op with all that the centre adds to it."""

    op: Op
    base: int
    t: int
    t_sure: bool
    fate: Fate
    reason: str
    chain: bytes


def author_of(connection: sa.Connection, number: int) -> Author | None:
    """The author with this number."""
    values = hot.first(connection, _AUTHOR_OF, author_=number)
    if values is None:
        return None
    author, of_member, number, device, key, revoked, got, t, link = values
    return Author(author, of_member, number, device, bytes(key), bool(revoked), got, t, bytes(link))


def grants_of(connection: sa.Connection, members: Iterable[int]) -> list[Grant]:
    """The grants of these members."""
    lines = hot.rows(connection, _GRANTS_OF, members=list(members))
    return [Grant(Role(role), class_group, starts, ends) for role, class_group, starts, ends in lines]


def authors_on(connection: sa.Connection, device: int, number: int) -> list[int]:
    """All author numbers leased to a device in an office."""
    return hot.column(connection, _AUTHORS_ON, device_=device, realm_=number)


def chain_at(connection: sa.Connection, author: int, n: int) -> bytes | None:
    """The author's chain at n, None when that op is not held."""
    if n == 0:
        return GENESIS_CHAIN
    found = hot.scalar(connection, _CHAIN_AT, author_=author, n0_=n)
    return bytes(found) if found is not None else None


def chains(connection: sa.Connection, author: int, n0: int, n1: int) -> dict[int, bytes]:
    """The author's chain at each n from n0 to n1 that is held."""
    lines = hot.rows(connection, _CHAINS, author_=author, n0_=n0, n1_=n1)
    return {n: bytes(link) for n, link in lines}


def store_ops(connection: sa.Connection, number: int, seq: int, received: int, judged: Sequence[Judged]) -> None:
    """Writes the ops of one commit."""
    lines: list[Line] = []
    for edit, base, t, t_sure, fate, reason, link in judged:
        name, put = (edit.author, edit.n, number, seq, *edit.key), (pack_row(edit.patch), base)
        times = (edit.wall, t, int(t_sure), received)
        lines.append((*name, *put, *times, edit.schema, str(fate), reason, link))
    put_lines(connection, _STORE_OPS, lines)


def close_commit(
    connection: sa.Connection, number: int, seq: int, head: bytes, received: int, judged: Sequence[Judged]
) -> None:
    """Ends a commit: the log's next head, the office's clock, and what is held of the author."""
    entries = b"".join(j.chain + j.fate.encode() + j.t.to_bytes(8, "big", signed=True) for j in judged)
    head = next_head(head, entries)
    last = judged[-1]
    hot.run(connection, _STORE_LOG, realm=number, seq=seq, head=head, at=received)
    hot.run(connection, _MOVE_CLOCK, realm_=number, seq_=seq, head_=head)
    now_held = {"got_": last.op.n, "at_": seq, "corrected_": last.t, "chain_": last.chain}
    hot.run(connection, _MOVE_AUTHOR, author_=last.op.author, **now_held)


def store_segment(connection: sa.Connection, original: Segment, received: int, via: int) -> None:
    """Keeps a signed original; one that overlaps an earlier one is kept under its own first n."""
    hot.run(connection, _DROP_SEGMENT, author_=original.author, n0_=original.n0)
    hot.run(
        connection,
        _STORE_SEGMENT,
        author=original.author,
        n0=original.n0,
        n1=original.n1,
        received=received,
        via=via,
        body=original.body,
        signature=original.signature,
    )


def originals(connection: sa.Connection, dots: Iterable[Dot]) -> dict[Dot, Op]:
    """The ops under these dots as their authors signed them, those that are held."""
    wanted: dict[int, set[int]] = defaultdict(set)
    for author, n in dots:
        wanted[author].add(n)
    found: dict[Dot, Op] = {}
    for author, missing in wanted.items():
        span = {"author_": author, "n0_": min(missing), "n1_": max(missing)}
        for n0, n1 in connection.execute(_SPANS, span).all():
            if any(n0 <= n <= n1 for n in missing):
                body = connection.execute(_BODY, {"author_": author, "n0_": n0}).scalar_one()
                found.update({edit.dot: edit for edit in unpack_ops(bytes(body)) if edit.n in missing})
                missing = {n for n in missing if not n0 <= n <= n1}
    return found


def times_of(connection: sa.Connection, dot: Dot) -> tuple[int, int, int] | None:
    """When an op was made by the device's clock, by the corrected one, and when it was received; None: not held."""
    found = connection.execute(_TIMES, {"author_": dot.author, "n0_": dot.n}).first()
    return (found.wall, found.corrected, found.received) if found is not None else None


def knows_head(connection: sa.Connection, number: int, head: Head) -> bool:
    """Whether (seq, hash) is a point of this office's history."""
    found = hot.scalar(connection, _HEAD_AT, realm_=number, seq_=head[0])
    return found is not None and bytes(found) == head[1]


def head_at(connection: sa.Connection, number: int, seq: int) -> bytes:
    """The log's head at a commit that exists."""
    return bytes(hot.scalar(connection, _HEAD_AT, realm_=number, seq_=seq))


def top(connection: sa.Connection, number: int) -> int:
    """The last commit of an office."""
    return int(hot.scalar(connection, _TOP, realm_=number))


def acknowledge(connection: sa.Connection, author: int, known: int, shown: int, cursor: int) -> Ack:
    """What is held of an author, never beyond what the laptop knows of or has just shown.

    Tells where ops were applied and their fates past what is known, and again past the cursor.
    """
    found = hot.scalar(connection, _GOT, author_=author)
    got = min(found or 0, max(known, shown))
    asked = {"author_": author, "n1_": got, "seq_": cursor, "n0_": known}
    ranges = sorted(hot.rows(connection, _NEWS_OF_AUTHOR, **asked))
    fates = hot.rows(connection, _FATES_OF_AUTHOR, **asked)
    link = chain_at(connection, author, got) or GENESIS_CHAIN
    return Ack(author, got, link[:HEAD_BYTES], ranges, fates)


def in_parts(ack: Ack) -> list[Ack]:
    """The same in several that tell of a few commits each: one step of the laptop's database for each."""
    parts: list[Ack] = []
    for start in range(0, max(1, len(ack.applied)), RANGES_AT_ONCE):
        ranges = ack.applied[start : start + RANGES_AT_ONCE]
        within = [fate for fate in ack.fates if any(n0 <= fate[0] <= n1 for n0, n1, _ in ranges)]
        parts.append(msgspec.structs.replace(ack, applied=ranges, fates=within))
    return parts


def proven(
    connection: sa.Connection, known: Iterable[tuple[int, int, bytes]], own: Set[int], segments: Sequence[Segment]
) -> dict[int, int]:
    """Per own author how many of its ops a laptop has, the very same ones: by its chain, and by what it sent.

    What it only claims by number may be of another life of it: it could not make those rows, nor name them.
    """
    found = {
        author: n
        for author, n, link in known
        if author in own and (not n or (chain_at(connection, author, n) or b"")[:HEAD_BYTES] == link)
    }
    for one in segments:
        if one.n0 <= found.get(one.author, -1) + 1:
            found[one.author] = max(found[one.author], one.n1)
    return found
