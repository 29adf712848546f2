"""Which laptops an office has, and when anything of theirs last reached the centre."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from contract.exchange.messages import MOST_LAPTOPS, LaptopHeard
from contract.exchange.scopes import Reach
from server.store.tables import CENTRE_DEVICE, device, grant, lease, member, segment

_REALM = sa.bindparam("realm_", type_=sa.Integer())
_PEOPLE = (
    sa.select(member.c.id, member.c.device, member.c.person_name, device.c.name, device.c.last_seen)
    .join(device, device.c.number == member.c.device)
    .where(member.c.realm == _REALM, member.c.revoked == 0, member.c.device != CENTRE_DEVICE)
    .order_by(member.c.id)
)
_NEWEST = sa.select(sa.func.max(segment.c.received)).where(segment.c.author == lease.c.author).scalar_subquery()
_NUMBERS = (
    sa.select(lease.c.member, lease.c.author, _NEWEST.label("at"))
    .where(lease.c.realm == _REALM, lease.c.got > 0)
    .order_by(lease.c.author)
)
_LIMITS = (
    sa.select(grant.c.member, grant.c.class_group)
    .join(member, member.c.id == grant.c.member)
    .where(member.c.realm == _REALM)
    .distinct()
)


def laptops_heard(connection: sa.Connection, number: int, reach: Reach) -> list[LaptopHeard]:
    """The laptops of an office, the longest silent first: of the whole office, or with somebody who shares a class."""
    about = {"realm_": number}
    numbers: dict[int, list[int]] = defaultdict(list)
    brought: dict[int, int] = {}
    for member_id, author, at in connection.execute(_NUMBERS, about):
        numbers[member_id].append(author)
        brought[member_id] = max(brought.get(member_id, 0), at or 0)
    limits: dict[int, set[int]] = defaultdict(set)
    for member_id, class_group in connection.execute(_LIMITS, about):
        limits[member_id].add(class_group)
    found: dict[int, LaptopHeard] = {}
    for v in connection.execute(_PEOPLE, about):
        # Class 0 is the whole office.
        classes = set() if 0 in limits[v.id] else limits[v.id]
        if not reach.everything and classes and classes.isdisjoint(reach.scopes):
            continue
        one = found.setdefault(v.device, LaptopHeard(v.device, v.name, [], None, []))
        at = max(one.at or 0, v.last_seen or 0, brought.get(v.id, 0)) or None
        shown = classes if reach.everything else classes & set(reach.scopes)
        found[v.device] = LaptopHeard(
            v.device,
            v.name,
            [*one.people, v.person_name],
            at,
            [*one.authors, *numbers[v.id]],
            sorted({*one.classes, *shown}),
        )
    return sorted(found.values(), key=lambda one: (one.at or 0, one.device))[:MOST_LAPTOPS]
