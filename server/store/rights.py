"""Who may what: grants with their dates, and who was revoked, a person or a whole laptop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from contract.training.rights.roles import Grant, Role
from server.store.tables import CENTRE_DEVICE, device, grant, member, revocation

WHOLE_LAPTOP = 0
"""In place of a member: everybody on the device, those too who join it later."""


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A grant and the number by which it can be withdrawn."""

    id: int
    grant: Grant


@dataclass(frozen=True, slots=True)
class User:
    """A person on a laptop in an office. revoked_at: since when, as far as it was noted."""

    member: int
    person_name: str
    device: int
    device_name: str
    last_seen: int | None
    revoked: bool
    revoked_at: int | None
    grants: tuple[GrantLine, ...]


def users(connection: sa.Connection, number: int) -> list[User]:
    """Everybody in an office by name; the centre itself is left out."""
    query = (
        sa.select(member, device.c.name, device.c.last_seen, sa.func.max(revocation.c.at).label("since"))
        .join(device, device.c.number == member.c.device)
        .outerjoin(
            revocation,
            sa.and_(
                revocation.c.device == member.c.device, revocation.c.member.in_((member.c.id, sa.literal(WHOLE_LAPTOP)))
            ),
        )
        .where(member.c.realm == number, member.c.device != CENTRE_DEVICE)
        .group_by(*member.columns, device.c.name, device.c.last_seen)
        .order_by(member.c.person_name, member.c.id)
    )
    found = connection.execute(query).all()
    grants = _grants(connection, [v.id for v in found])
    return [
        User(
            v.id,
            v.person_name,
            v.device,
            v.name,
            v.last_seen,
            bool(v.revoked),
            v.since if v.revoked else None,
            tuple(grants.get(v.id, ())),
        )
        for v in found
    ]


def _grants(connection: sa.Connection, members: Sequence[int]) -> dict[int, list[GrantLine]]:
    lines: dict[int, list[GrantLine]] = {}
    query = sa.select(grant).where(grant.c.member.in_(members)).order_by(grant.c.id)
    for v in connection.execute(query):
        line = GrantLine(v.id, Grant(Role(v.role), v.class_group, v.starts, v.ends))
        lines.setdefault(v.member, []).append(line)
    return lines


def add_grant(connection: sa.Connection, of_member: int, new: Grant) -> int:
    """Gives a right; gives its number."""
    values = {
        "member": of_member,
        "role": new.role.value,
        "class_group": new.class_group,
        "starts": new.starts,
        "ends": new.ends,
    }
    return int(connection.execute(sa.insert(grant).values(values).returning(grant.c.id)).scalar_one())


def end_grant(connection: sa.Connection, number: int, at: int) -> None:
    """The right ends now. It stays written down: what was made while it held is judged by it."""
    connection.execute(sa.update(grant).where(grant.c.id == number).values(ends=at))


def revoke(connection: sa.Connection, of_device: int, members: Sequence[int], at: int, *, whole: bool) -> None:
    """These people of a laptop may read and write no more; `whole`: nobody on it may, whoever joins it later."""
    connection.execute(sa.update(member).where(member.c.id.in_(members)).values(revoked=1))
    named = [WHOLE_LAPTOP] if whole else members
    there = sa.select(revocation.c.member).where(revocation.c.device == of_device, revocation.c.member.in_(named))
    known = set(connection.execute(there).scalars())
    lines = [{"device": of_device, "member": number, "at": at} for number in named if number not in known]
    if lines:
        connection.execute(sa.insert(revocation), lines)


def take_back(connection: sa.Connection, of_device: int, members: Sequence[int]) -> None:
    """These people of a laptop may again, and so the laptop."""
    connection.execute(sa.update(member).where(member.c.id.in_(members)).values(revoked=0))
    gone = revocation.c.member.in_([*members, WHOLE_LAPTOP])
    connection.execute(sa.delete(revocation).where(revocation.c.device == of_device, gone))


def is_revoked(connection: sa.Connection, of_device: int) -> bool:
    """Whether a whole laptop was revoked."""
    query = sa.select(revocation.c.at).where(revocation.c.device == of_device, revocation.c.member == WHOLE_LAPTOP)
    return connection.execute(query).first() is not None
