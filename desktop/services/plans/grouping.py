"""People of a class spread over its groups, moved between them, and who leads each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import GONE, RowKey
from contract.tables import plans as queries
from contract.tables.queries import groups_of
from contract.tables.records import Values
from contract.training.catalogue import GROUP, MEMBERSHIP
from contract.training.people.names import print_name
from contract.training.plans.grouping import CRITERIA, balanced, spread
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line, group_line
from desktop.services.plans.surplus_groups import parted, remove
from desktop.services.writing import bringing_back, patch, stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

LEADER, MEMBER = "leader", "member"
BY_DEFAULT = ("agency", "sex", "district")


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How groups are to be made. again: people who are in groups already are spread anew.."""

    count: int
    by: Sequence[str] = BY_DEFAULT
    seed: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a group; name is printed with its titles."""

    id: int
    name: str
    role: str = MEMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A group with its members. id: 0 while it is not made."""

    id: int
    number: int | None
    title: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balanced:
    """Groups as they are spread. differences: of each criterion, by how much groups differ at most in one value.

    removed: groups that were beyond the number wanted.
    """

    teams: tuple[Team, ...]
    differences: Mapping[str, int]
    removed: int = 0


def balance_groups(
    replica: Replica, class_id: int, wanted: Balance, moment: Moment, *, dry_run: bool = False
) -> Balanced:
    """Spreads everybody who takes part over the class's groups, which are made where they are too few.

    dry_run: nothing is written. Raises NotHere, Unsuitable.
    """
    with replica.transaction():
        held = class_line(replica, class_id)
        people = _people(replica, class_id, wanted)
        lines, surplus = parted(replica, class_id, wanted.count, again=wanted.again)
        teams = _teams(lines, wanted.count)
        present = fetch(replica, queries.memberships_of(records, class_id))
        if present and not wanted.again:
            raise Unsuitable(
                f"{len({line.stands for line in present})} orang di kelas ini sudah berkelompok; tidak ada yang "
                "diubah. Pindahkan satu per satu dengan lontar group move, atau bagi ulang semuanya dengan --again."
            )
        values = {one.id: [str(getattr(one, field) or "") for field in wanted.by] for one in people}
        groups = balanced(values, wanted.count, wanted.seed)
        differences = {field: spread(groups, values, place) for place, field in enumerate(wanted.by)}
        if not dry_run:
            teams = _made(replica, held.realm, class_id, teams, moment)
            _fill(replica, held.realm, present, dict(zip((team.id for team in teams), groups, strict=True)), moment)
            remove(replica, held.realm, surplus, moment)
        roles = {(line.group, line.stands): line.role for line in present}
        named = {one.id: print_name(one.name or "", one.title_prefix, one.title_suffix) for one in people}
        return Balanced(
            teams=tuple(_filled(team, group, named, roles) for team, group in zip(teams, groups, strict=True)),
            differences=differences,
            removed=len(surplus),
        )


def _people(replica: Replica, class_id: int, wanted: Balance) -> list[Values]:
    strange = next((field for field in wanted.by if field not in CRITERIA), None)
    if strange is not None or len(set(wanted.by)) != len(wanted.by):
        named, known = ",".join(wanted.by), ", ".join(CRITERIA)
        raise Unsuitable(f'Kelompok tidak dapat dibagi menurut "{named}". Pilih, masing-masing sekali, dari: {known}.')
    people = fetch(replica, queries.to_be_grouped(records, class_id, wanted.by))
    if not people:
        raise Unsuitable("Belum ada peserta yang mengikuti kelas ini; daftarkan dahulu: lontar enrolment nominate.")
    if not 0 < wanted.count <= len(people):
        raise Unsuitable(
            f"{len(people)} peserta tidak dapat dibagi menjadi {wanted.count} kelompok; "
            "sebutkan banyaknya kelompok dari 1 sampai sebanyak peserta."
        )
    return people


def _teams(lines: Sequence[Values], count: int) -> list[Team]:
    """The groups that are there, then those to make."""
    teams = [Team(id=line.id, number=line.number, title=line.title or "", members=()) for line in lines]
    taken = {team.number for team in teams}
    free = (number for number in range(1, count + len(teams) + 1) if number not in taken)
    while len(teams) < count:
        number = next(free)
        teams.append(Team(id=0, number=number, title=f"Kelompok {number}", members=()))
    return teams


def _made(replica: Replica, realm: int, class_id: int, teams: Sequence[Team], moment: Moment) -> list[Team]:
    """The groups, those that were not there made in one go."""
    fresh = [
        Change(GROUP.number, stated(GROUP, class_group=class_id, title=team.title, number=team.number))
        for team in teams
        if not team.id
    ]
    made = iter(write(replica, realm, fresh, moment))
    return [team if team.id else replace(team, id=row_id(next(made))) for team in teams]


def _fill(
    replica: Replica, realm: int, present: Sequence[Values], groups: Mapping[int, Sequence[int]], moment: Moment
) -> None:
    """Takes out who is elsewhere, and puts in who is not there yet; who stays keeps their role."""
    wanted = {(group, person) for group, people in groups.items() for person in people}
    kept = {(line.group, line.person) for line in present if (line.group, line.person) in wanted}
    changes = [
        Change(RowKey(MEMBERSHIP.number, line.group, line.person), {GONE: 1})
        for line in present
        if (line.group, line.person) not in kept
    ]
    fresh = [
        Change(RowKey(MEMBERSHIP.number, group, person), patch(MEMBERSHIP, role=MEMBER))
        for group, people in groups.items()
        for person in people
        if (group, person) not in kept
    ]
    write(replica, realm, [*changes, *bringing_back(replica, fresh)], moment)


def _filled(
    team: Team, group: Sequence[int], named: Mapping[int, str], roles: Mapping[tuple[int, int], str | None]
) -> Team:
    members = tuple(
        Member(id=person, name=named[person], role=roles.get((team.id, person)) or MEMBER) for person in group
    )
    return Team(id=team.id, number=team.number, title=team.title, members=members)


def list_teams(replica: Replica, class_id: int) -> tuple[Team, ...]:
    """The groups of a class by number, with members and roles: the leader first, then by name."""
    with replica.database.reading():
        class_line(replica, class_id)
        people = {one.id: one for one in fetch(replica, queries.to_be_grouped(records, class_id, ()))}
        members: dict[int, dict[int, str]] = {}
        for line in fetch(replica, queries.memberships_of(records, class_id)):
            if line.stands in people:
                roles = members.setdefault(line.group, {})
                roles[line.stands] = LEADER if LEADER in (line.role, roles.get(line.stands)) else MEMBER
        return tuple(
            Team(
                id=line.id,
                number=line.number,
                title=line.title or "",
                members=_members(members.get(line.id, {}), people),
            )
            for line in fetch(replica, groups_of(records, class_id))
        )


def in_several(teams: Sequence[Team]) -> tuple[int, ...]:
    """Who is in more than one group, as after two laptops drew groups at once."""
    counted = Counter(one.id for team in teams for one in team.members)
    return tuple(person for person, groups in counted.items() if groups > 1)


def _members(roles: Mapping[int, str], people: Mapping[int, Values]) -> tuple[Member, ...]:
    """In the order in which people are listed, the leader first."""
    order = [person for person in people if person in roles]
    return tuple(
        Member(
            id=person,
            name=print_name(people[person].name or "", people[person].title_prefix, people[person].title_suffix),
            role=roles[person],
        )
        for person in sorted(order, key=lambda person: roles[person] != LEADER)
    )


def move_member(replica: Replica, person: int, group_id: int, moment: Moment) -> bool:
    """Puts somebody of the class into a group and takes them out of their other one; whether anything changed.

    Who led another group leads none afterwards. Raises NotHere.
    """
    with replica.transaction():
        held = group_line(replica, group_id)
        one = standing(replica).get(person, person)
        if one not in {line.id for line in fetch(replica, queries.to_be_grouped(records, held.class_group, ()))}:
            raise NotHere(f"Peserta {format_id(person)} tidak mengikuti kelas ini. Daftarkan dahulu di kelasnya.")
        present = fetch(replica, queries.memberships_of(records, held.class_group))
        there = [line for line in present if line.stands == one]
        if [line.group for line in there] == [group_id]:
            return False
        changes = [
            Change(RowKey(MEMBERSHIP.number, line.group, line.person), {GONE: 1})
            for line in there
            if (line.group, line.person) != (group_id, one)
        ]
        role = next((line.role for line in there if line.group == group_id), None) or MEMBER
        joins = [Change(RowKey(MEMBERSHIP.number, group_id, one), patch(MEMBERSHIP, role=role))]
        write(replica, held.realm, [*changes, *bringing_back(replica, joins)], moment)
        return True


def set_leader(replica: Replica, group_id: int, person: int, moment: Moment) -> bool:
    """Makes a member the only leader of their group; whether anything changed. Raises NotHere."""
    with replica.transaction():
        held = group_line(replica, group_id)
        one = standing(replica).get(person, person)
        members = [
            line for line in fetch(replica, queries.memberships_of(records, held.class_group)) if line.group == group_id
        ]
        if one not in {line.stands for line in members}:
            raise NotHere(
                f"Peserta {format_id(person)} bukan anggota kelompok ini. Pindahkan dahulu dengan lontar group move."
            )
        wanted = [(line, LEADER if line.stands == one else MEMBER) for line in members]
        changes = [
            Change(RowKey(MEMBERSHIP.number, group_id, line.person), patch(MEMBERSHIP, role=role))
            for line, role in wanted
            if (line.role or MEMBER) != role
        ]
        write(replica, held.realm, changes, moment)
        return bool(changes)
