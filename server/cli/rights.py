"""What the commands do about people and their rights: user list, grant and withdraw, and revoke."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from contract.exchange.dots import format_id
from contract.faults import WorldFault
from contract.training.rights.roles import Grant, Role
from server.cli.work import class_of, moment, office_of
from server.store import rights
from server.store.opening import open_centre
from server.sync import own

if TYPE_CHECKING:
    from server.cli.program import Speaker


class NoUser(WorldFault):
    """There is nobody like that in the office, or more than one."""


class BadDate(WorldFault):
    """The text is no date, or the dates are the wrong way round."""


def list_users(speaker: Speaker, database: str, code: str) -> None:
    """Everybody in an office with their laptops and rights. Raises NoOffice and what opening raises."""
    with closing(open_centre(database)) as centre, centre.snapshot() as connection:
        found = rights.users(connection, office_of(connection, code).number)
    for user in found:
        speaker.tell(f"{user.member}: {user.person_name}, laptop {user.device} ({user.device_name})")
        if user.revoked:
            speaker.tell("  dicabut")
        for line in user.grants:
            speaker.tell(f"  hak {line.id}: {_worded(line.grant)}")
    speaker.answer({"users": [_plain(user) for user in found]})


def _plain(user: rights.User) -> dict[str, Any]:
    return {
        "member": user.member,
        "person": user.person_name,
        "device": user.device,
        "device_name": user.device_name,
        "last_seen": _iso(user.last_seen),
        "revoked": user.revoked,
        "revoked_at": _iso(user.revoked_at),
        "grants": [{"id": line.id, **_plain_grant(line.grant)} for line in user.grants],
    }


def _plain_grant(grant: Grant) -> dict[str, Any]:
    return {
        "role": grant.role.value,
        "class": format_id(grant.class_group) if grant.class_group else None,
        "from": _iso(grant.starts or None),
        "until": _iso(grant.ends or None),
    }


def _iso(at: int | None) -> str | None:
    return moment(at).isoformat() if at is not None else None


def _worded(grant: Grant) -> str:
    told = [grant.role.value, f"kelas {format_id(grant.class_group)}" if grant.class_group else "seluruh kantor"]
    if grant.starts:
        told.append(f"sejak {moment(grant.starts):%Y-%m-%d}")
    if grant.ends:
        told.append(f"sampai {moment(grant.ends):%Y-%m-%d %H:%M}")
    return ", ".join(told)


def give_grant(
    speaker: Speaker, database: str, code: str, who: str, grant: tuple[str, str | None], days: tuple[str | None, ...]
) -> None:
    """Gives a right (role, class) from one day to another, both included.

    Raises NoOffice, NoUser, NoClass, BadDate and what opening raises.
    """
    starts, ends = _day(days[0]), _day(days[1], after=1)
    if ends and starts >= ends:
        raise BadDate("Hari terakhir mendahului hari pertama.")
    with closing(open_centre(database)) as centre, centre.writing() as connection:
        office = office_of(connection, code)
        user = _one(rights.users(connection, office.number), who)
        new = Grant(Role(grant[0]), class_of(connection, office, grant[1]), starts, ends)
        number = rights.add_grant(connection, user.member, new)
        own.tell_role(centre, connection, office, user.member, int(time.time()))
    speaker.tell(f"Hak {number} untuk {user.person_name}: {_worded(new)}.")
    speaker.answer({"id": number, "member": user.member, **_plain_grant(new)})


def withdraw_grant(speaker: Speaker, database: str, code: str, number: int) -> None:
    """Ends a right now. Raises NoOffice, NoUser and what opening raises."""
    with closing(open_centre(database)) as centre, centre.writing() as connection:
        office = office_of(connection, code)
        users = rights.users(connection, office.number)
        user = next((user for user in users if any(line.id == number for line in user.grants)), None)
        if user is None:
            raise NoUser(f"Tidak ada hak nomor {number} di kantor {code}.")
        now = int(time.time())
        rights.end_grant(connection, number, now)
        own.tell_role(centre, connection, office, user.member, now)
    speaker.tell(f"Hak {number} untuk {user.person_name} berakhir sekarang.")
    speaker.answer({"id": number, "member": user.member, "until": _iso(now)})


def revoke(speaker: Speaker, database: str, code: str, who: tuple[str | None, int | None], *, undo: bool) -> None:
    """Revokes a person wherever they work in this office, or a whole laptop; `undo` takes that back.

    Raises NoOffice, NoUser and what opening raises.
    """
    person, device = who
    with closing(open_centre(database)) as centre, centre.writing() as connection:
        users = rights.users(connection, office_of(connection, code).number)
        found = [user for user in users if device in (None, user.device) and _is(user, person)]
        if not found:
            raise NoUser(f"Tidak ada orang atau laptop seperti itu di kantor {code}: lontar-server user list.")
        for number in sorted({user.device for user in found}):
            members = [user.member for user in found if user.device == number]
            if undo:
                rights.take_back(connection, number, members)
            else:
                rights.revoke(connection, number, members, int(time.time()), whole=person is None)
    for user in found:
        name = f"{user.person_name}, laptop {user.device} ({user.device_name})"
        speaker.tell(f"Boleh lagi: {name}." if undo else f"Dicabut: {name}.")
    if not undo:
        speaker.tell("Yang belum terkirim dari laptop itu tetap diterima sebagai tertahan.")
    told = [{"member": user.member, "person": user.person_name, "device": user.device} for user in found]
    speaker.answer({"restored" if undo else "revoked": told})


def _is(user: rights.User, person: str | None) -> bool:
    return person is None or person in (user.person_name, str(user.member))


def _one(users: list[rights.User], who: str) -> rights.User:
    found = [user for user in users if _is(user, who)]
    if len(found) != 1:
        raise NoUser(
            f"{len(found)} orang bernama {who}; sebut nomornya dari lontar-server user list."
            if found
            else f"Tidak ada {who} di kantor itu: lontar-server user list."
        )
    return found[0]


def _day(text: str | None, *, after: int = 0) -> int:
    """The beginning of a day here, or of one after it; 0 for none."""
    if text is None:
        return 0
    try:
        day = date.fromisoformat(text) + timedelta(days=after)
        return int(datetime(day.year, day.month, day.day).astimezone().timestamp())
    except (ValueError, OverflowError):
        raise BadDate(f'"{text}" bukan tanggal; tulis seperti 2025-07-25.') from None
