"""Who takes part: devices, the people on them, their author numbers, and invitations to join."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.dots import LEASED_AT_ONCE
from contract.exchange.joining import Problem
from contract.exchange.operations import GENESIS_CHAIN
from contract.faults import WorldFault
from contract.training.catalogue import AUTHOR
from contract.training.rights.roles import Role
from server.store import hot
from server.store.tables import counter, device, grant, invitation, lease, member, realm, records

BLOCK = LEASED_AT_ONCE
MOST_AHEAD = 1000 * BLOCK
"""Author numbers that a restored server may have leased and forgotten."""
MOST_BLOCKS = 64
"""Blocks that a person on a laptop may hold, for five hundred forks: one stolen laptop must not use up an office's."""
AUTHORS_OF_OFFICE = 2**17
"""Author numbers of one office: those of the office numbered r begin at r * 2**17."""


_SECRET_OF = sa.select(device.c.secret).where(device.c.number == sa.bindparam("device_"))
_MEMBERS_OF = (
    sa.select(member.c.id, member.c.realm, sa.func.min(lease.c.author), member.c.person_name, member.c.revoked)
    .join(lease, lease.c.member == member.c.id)
    .where(member.c.device == sa.bindparam("device_"), member.c.realm == sa.bindparam("realm_"))
    .group_by(member.c.id)
    .order_by(member.c.id)
)
_LEASED = sa.select(lease.c.author).where(lease.c.author.in_(sa.bindparam("authors", expanding=True)))
_KEYS_ON = sa.select(member.c.id, member.c.public_key).where(
    member.c.device == sa.bindparam("device_"), member.c.realm == sa.bindparam("realm_")
)
_HANDS_OF = (
    sa.select(lease.c.author, member.c.public_key)
    .join(member, member.c.id == lease.c.member)
    .where(lease.c.member.in_(sa.bindparam("members", expanding=True)))
    .order_by(lease.c.author)
)
_HELD = sa.select(sa.func.count(), sa.func.max(lease.c.author)).where(lease.c.member == sa.bindparam("member_"))
_COUNT = sa.select(counter.c.value).where(counter.c.name == sa.bindparam("name_"))
_OFFICE_NUMBERED = sa.select(realm).where(realm.c.number == sa.bindparam("realm_"))
_NAMED = records[AUTHOR.number].keys[0]
_UNNAMED = (
    sa.select(lease.c.author)
    .outerjoin(records[AUTHOR.number].table, lease.c.author == _NAMED)
    .where(lease.c.author.in_(sa.bindparam("authors", expanding=True)), lease.c.got > 0, _NAMED.is_(None))
    .order_by(lease.c.author)
)
_NAMED_OF = (
    sa.select(lease.c.author)
    .join(records[AUTHOR.number].table, lease.c.author == _NAMED)
    .where(lease.c.member == sa.bindparam("member_"))
    .order_by(lease.c.author)
)


class BadCode(WorldFault):
    """The join code is wrong, used or too old, or the laptop is not the one it says."""

    def __init__(self, problem: Problem, person: str = "") -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.person = person
        """For whom the code is, told to a laptop that this server has forgotten."""


class OfficeFull(WorldFault):
    """The office has leased all its author numbers."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person on a device in an office. `author` is the first number leased to them."""

    id: int
    realm: int
    author: int
    person_name: str
    revoked: bool


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its number on the wire, its Kemendagri code and name, its history's epoch, the centre's own author."""

    number: int
    code: str
    name: str
    epoch: str
    own_author: int


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a join code opens."""

    realm: int
    person_name: str
    role: Role
    class_group: int


def device_secret(connection: sa.Connection, number: int) -> bytes | None:
    """The secret that a device seals its greetings with; None for no device. The centre's own has none."""
    found = hot.scalar(connection, _SECRET_OF, device_=number)
    return bytes(found) if found else None


def device_members(connection: sa.Connection, of_device: int, number: int) -> list[Member]:
    """The people of a device in an office, revoked ones too."""
    lines = hot.rows(connection, _MEMBERS_OF, device_=of_device, realm_=number)
    return [Member(id_, realm_, author, name, bool(revoked)) for id_, realm_, author, name, revoked in lines]


def is_of_office(author: int, number: int) -> bool:
    """Whether an author number is one of an office's, leased or not."""
    return 0 <= author - first_author(number) < AUTHORS_OF_OFFICE


def leased(connection: sa.Connection, authors: Iterable[int]) -> set[int]:
    """Those of these author numbers that are leased to somebody."""
    return set(hot.column(connection, _LEASED, authors=sorted(authors)))


def keys_on(connection: sa.Connection, of_device: int, number: int) -> list[tuple[int, bytes]]:
    """(member, public key) of the people of a device in an office, revoked ones too."""
    lines = connection.execute(_KEYS_ON, {"device_": of_device, "realm_": number})
    return [(v.id, bytes(v.public_key)) for v in lines]


def hands_on(connection: sa.Connection, of_members: Iterable[int]) -> list[tuple[int, int, bytes]]:
    """(first, count, public key) of each run of author numbers leased to these members, the oldest first."""
    lines = connection.execute(_HANDS_OF, {"members": sorted(of_members)})
    found: list[tuple[int, int, bytes]] = []
    for author, key in ((v.author, bytes(v.public_key)) for v in lines):
        if found and found[-1][2] == key and found[-1][0] + found[-1][1] == author:
            found[-1] = (found[-1][0], found[-1][1] + 1, key)
        else:
            found.append((author, 1, key))
    return found


def _next(connection: sa.Connection, name: str, step: int) -> int:
    """Takes `step` numbers from a counter; gives the first."""
    query = (
        sa.update(counter).where(counter.c.name == name).values(value=counter.c.value + step).returning(counter.c.value)
    )
    return int(connection.execute(query).scalar_one()) - step


def authors_counter(number: int) -> str:
    """Name of an office's counter of author numbers.

    Every office has numbers of its own, so that laptops may join offices on several servers, and an office may move to
    another server, without two authors ever sharing a number.
    """
    return f"author {number}"


def first_author(number: int) -> int:
    """The office's own author, first of its numbers."""
    return number * AUTHORS_OF_OFFICE + 1


def lease_block(connection: sa.Connection, of_member: int, number: int) -> tuple[int, int]:
    """(first, count) of fresh author numbers for a member; of one who has had MOST_BLOCKS, the last ones again.

    Raises OfficeFull.
    """
    held, last = connection.execute(_HELD, {"member_": of_member}).one()
    if held >= MOST_BLOCKS * BLOCK:
        return int(last) - BLOCK + 1, BLOCK
    first = _next(connection, authors_counter(number), BLOCK)
    while leased(connection, [first]):
        first = _next(connection, authors_counter(number), BLOCK)
    if first + BLOCK > (number + 1) * AUTHORS_OF_OFFICE:
        raise OfficeFull(f"Nomor penulis kantor nomor {number} sudah habis. Hubungi pembuat Lontar.")
    _lease(connection, of_member, number, first)
    return first, BLOCK


def lease_again(connection: sa.Connection, of_member: int, number: int, author: int) -> bool:
    """Leases the block of a number to a member who proves to have it from before a restore of this server.

    False when it is leased by now, further ahead than any restore explains, or more than one member may hold.
    """
    first = author - (author - first_author(number)) % BLOCK
    count = int(connection.execute(_COUNT, {"name_": authors_counter(number)}).scalar_one())
    held, _ = connection.execute(_HELD, {"member_": of_member}).one()
    if held >= MOST_BLOCKS * BLOCK:
        return False
    if leased(connection, range(first, first + BLOCK)) or first >= count + MOST_AHEAD:
        return False
    _lease(connection, of_member, number, first)
    return True


def _lease(connection: sa.Connection, of_member: int, number: int, first: int) -> None:
    nothing_held = {"got": 0, "at": 0, "corrected": 0}
    connection.execute(
        sa.insert(lease),
        [
            {"author": a, "member": of_member, "realm": number, "chain": GENESIS_CHAIN, **nothing_held}
            for a in range(first, first + BLOCK)
        ],
    )


def add_device(connection: sa.Connection, name: str, secret: bytes, number: int | None = None) -> int:
    """Registers a device; gives its number."""
    chosen = _next(connection, "device", 1) if number is None else number
    connection.execute(sa.insert(device).values(number=chosen, name=name, secret=secret))
    return chosen


def add_member(connection: sa.Connection, opened: Invitation, of_device: int, public_key: bytes) -> tuple[int, int]:
    """Registers a person on a device with the grant of their invitation; gives (member, first author number)."""
    values = {
        "realm": opened.realm,
        "device": of_device,
        "person_name": opened.person_name,
        "public_key": public_key,
        "revoked": 0,
    }
    identifier = int(connection.execute(sa.insert(member).values(values).returning(member.c.id)).scalar_one())
    connection.execute(
        sa.insert(grant).values(
            member=identifier, role=opened.role.value, class_group=opened.class_group, starts=0, ends=0
        )
    )
    first, _ = lease_block(connection, identifier, opened.realm)
    return identifier, first


def office(connection: sa.Connection, code: str) -> Office | None:
    """The office with this Kemendagri code."""
    values = connection.execute(sa.select(realm).where(realm.c.code == code)).first()
    return Office(values.number, values.code, values.name, values.epoch, values.own_author) if values else None


def office_numbered(connection: sa.Connection, number: int) -> Office:
    """The office with this number, which must be there."""
    values = connection.execute(_OFFICE_NUMBERED, {"realm_": number}).one()
    return Office(values.number, values.code, values.name, values.epoch, values.own_author)


def offices(connection: sa.Connection) -> list[Office]:
    """All offices of this server."""
    lines = connection.execute(sa.select(realm).order_by(realm.c.number))
    return [Office(v.number, v.code, v.name, v.epoch, v.own_author) for v in lines]


def hashed(code: str) -> str:
    """A join code as it is stored: what leaks from the database opens nothing."""
    return hashlib.blake2b(code.encode(), digest_size=16, person=b"lontar code").hexdigest()


def add_invitation(connection: sa.Connection, code: str, opened: Invitation, expires: int) -> None:
    """Keeps an invitation under its code."""
    connection.execute(
        sa.insert(invitation).values(
            code=hashed(code),
            realm=opened.realm,
            person_name=opened.person_name,
            role=opened.role.value,
            class_group=opened.class_group,
            expires=expires,
        )
    )


def open_invitation(connection: sa.Connection, code: str, now: int) -> Invitation:
    """What the code opens. Raises BadCode when it is unknown, used or expired."""
    values = connection.execute(sa.select(invitation).where(invitation.c.code == hashed(code))).first()
    if values is None:
        raise BadCode(Problem.UNKNOWN)
    if values.used_by is not None:
        raise BadCode(Problem.USED)
    if values.expires <= now:
        raise BadCode(Problem.EXPIRED)
    return Invitation(values.realm, values.person_name, Role(values.role), values.class_group)


def close_invitation(connection: sa.Connection, code: str, of_device: int) -> None:
    """A code works once."""
    query = sa.update(invitation).where(invitation.c.code == hashed(code), invitation.c.used_by.is_(None))
    if connection.execute(query.values(used_by=of_device)).rowcount != 1:
        raise BadCode(Problem.USED)


def joined_with(connection: sa.Connection, code: str, public_key: bytes) -> tuple[int, int, int] | None:
    """(device, member, realm) when this code was used by the holder of this very key, whose answer was lost."""
    query = (
        sa.select(member.c.device, member.c.id, member.c.realm)
        .join(invitation, sa.and_(invitation.c.used_by == member.c.device, invitation.c.realm == member.c.realm))
        .where(invitation.c.code == hashed(code), member.c.public_key == public_key)
    )
    values = connection.execute(query).first()
    return (values.device, values.id, values.realm) if values is not None else None


def note_seen(connection: sa.Connection, number: int, now: int) -> None:
    """Writes down that a device was here."""
    connection.execute(sa.update(device).where(device.c.number == number).values(last_seen=now))


def set_device_secret(connection: sa.Connection, number: int, secret: bytes) -> None:
    """Replaces the secret that a device seals its greetings with."""
    connection.execute(sa.update(device).where(device.c.number == number).values(secret=secret))


def leased_first(connection: sa.Connection, of_member: int) -> tuple[int, int]:
    """(first, count) of the block leased to a member first."""
    query = sa.select(sa.func.min(lease.c.author)).where(lease.c.member == of_member)
    return int(connection.execute(query).scalar_one()), BLOCK


def unnamed(connection: sa.Connection, authors: Iterable[int]) -> list[int]:
    """Those of these author numbers that have written and are named to nobody yet."""
    return hot.column(connection, _UNNAMED, authors=sorted(authors))


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who writes under an author number, as everybody in the office may know; no role when every grant is gone."""

    realm: int
    person_name: str
    device_name: str
    public_key: bytes
    role: Role | None


def named(connection: sa.Connection, of_member: int) -> list[int]:
    """The author numbers of a member that everybody has been told of."""
    return list(connection.execute(_NAMED_OF, {"member_": of_member}).scalars())


def introduction(connection: sa.Connection, author: int, now: int) -> Introduction | None:
    """Who writes under this number, None when it is nobody's.

    Their role is the highest that has not ended; of who has no right any more, the highest that they had.
    """
    query = (
        sa.select(member.c.realm, member.c.person_name, member.c.public_key, device.c.name, grant.c.role, grant.c.ends)
        .join(lease, lease.c.member == member.c.id)
        .join(device, device.c.number == member.c.device)
        .outerjoin(grant, grant.c.member == member.c.id)
        .where(lease.c.author == author)
    )
    lines = connection.execute(query).all()
    if not lines:
        return None
    held = [line for line in lines if line.role is not None]
    roles = {Role(line.role) for line in [line for line in held if not line.ends or line.ends > now] or held}
    role = next((role for role in Role if role in roles), None)
    first = lines[0]
    return Introduction(first.realm, first.person_name, first.name, bytes(first.public_key), role)
