"""Groups of a class: spread evenly, moved between, led; in the services, on a real replica."""

from collections import Counter
from collections.abc import Iterator

import pytest

from contract.exchange.dots import row_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ENROLMENT, GROUP, MEMBERSHIP, PERSON
from desktop.services.classes.creating import create_class
from desktop.services.exchange.status import sync_state
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.people.listing import enrol
from desktop.services.plans.grouping import Balance, balance_groups, in_several, list_teams, move_member, set_leader
from desktop.services.plans.groups import create_group, write_note
from desktop.services.views import NewClass
from desktop.services.writing import patch, stated, write
from desktop.storage.edit import Change
from tests.services.laptop import REALM, Laptop


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """One laptop for all tests here: each makes a class of its own."""
    made = Laptop(tmp_path_factory.mktemp("grouping"))
    yield made
    made.close()


def a_class(laptop: Laptop, people: int) -> tuple[int, list[int]]:
    class_id = laptop.write(lambda r, m: create_class(r, NewClass(title="DLA", office="53"), m))
    made = [
        laptop.person(f"Orang {number:02}", sex="LP"[number % 2], agency=f"Dinas {number % 12}", affairs="Kesehatan")
        for number in range(people)
    ]
    laptop.write(lambda r, m: enrol(r, class_id, made, m))
    return class_id, made


def test_forty_six_people_fill_nine_groups_of_which_two_were_there(laptop: Laptop) -> None:
    class_id, people = a_class(laptop, 46)
    there = laptop.write(lambda r, m: create_group(r, class_id, "Kelompok 2", m))
    named = laptop.write(lambda r, m: create_group(r, class_id, "Cendana", m))
    wanted = Balance(count=9, by=("agency", "sex", "affairs"), seed=4)
    before = laptop.read(sync_state).pending
    shown = laptop.write(lambda r, m: balance_groups(r, class_id, wanted, m, dry_run=True))
    assert laptop.read(sync_state).pending == before
    made = laptop.write(lambda r, m: balance_groups(r, class_id, wanted, m))
    assert [[one.id for one in team.members] for team in shown.teams] == [
        [one.id for one in team.members] for team in made.teams
    ]
    assert made.differences == {"agency": 1, "sex": 1, "affairs": 1}
    teams = laptop.read(lambda r: list_teams(r, class_id))
    assert Counter(len(team.members) for team in teams) == {6: 1, 5: 8}
    assert sorted(one.id for team in teams for one in team.members) == sorted(people)
    assert [team.number for team in teams] == list(range(1, 10))
    assert {there, named} <= {team.id for team in teams}
    assert teams[0].title == "Kelompok 1"


def test_groups_that_have_members_are_spread_anew_only_when_that_is_said(laptop: Laptop) -> None:
    class_id, _ = a_class(laptop, 7)
    first = laptop.write(lambda r, m: balance_groups(r, class_id, Balance(count=2, seed=1), m))
    laptop.write(lambda r, m: set_leader(r, first.teams[0].id, first.teams[0].members[0].id, m))
    with pytest.raises(Unsuitable, match="7 orang di kelas ini sudah berkelompok"):
        laptop.write(lambda r, m: balance_groups(r, class_id, Balance(count=2, seed=2), m))
    again = laptop.write(lambda r, m: balance_groups(r, class_id, Balance(count=2, seed=2, again=True), m))
    teams = laptop.read(lambda r: list_teams(r, class_id))
    assert [{one.id for one in team.members} for team in teams] == [
        {one.id for one in team.members} for team in again.teams
    ]
    assert sum(len(team.members) for team in teams) == 7
    same = laptop.read(sync_state).pending
    laptop.write(lambda r, m: balance_groups(r, class_id, Balance(count=2, seed=2, again=True), m))
    assert laptop.read(sync_state).pending == same, "who stays where they are is not written again"


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Balance(count=4), "3 peserta tidak dapat dibagi menjadi 4 kelompok"),
        (Balance(count=2, by=("shoe",)), 'menurut "shoe"'),
        (Balance(count=2, by=("sex", "sex")), 'menurut "sex,sex"'),
        (Balance(count=1), "sudah mempunyai 2 kelompok, lebih dari 1"),
    ],
)
def test_what_cannot_be_spread_is_refused_in_a_sentence(laptop: Laptop, wanted: Balance, sentence: str) -> None:
    class_id, _ = a_class(laptop, 3)
    for title in ("Kelompok 1", "Kelompok 2"):
        laptop.write(lambda r, m, title=title: create_group(r, class_id, title, m))  # type: ignore[misc]
    with pytest.raises(Unsuitable, match=sentence):
        laptop.write(lambda r, m: balance_groups(r, class_id, wanted, m))


def test_groups_drawn_twice_become_one_draw_again_and_work_is_never_removed(laptop: Laptop) -> None:
    class_id, people = a_class(laptop, 7)
    first = laptop.write(lambda r, m: balance_groups(r, class_id, Balance(count=3, seed=1), m)).teams
    for number in (1, 2, 3):  # what the other laptop drew offline, and a sync brought
        drawn = Change(GROUP.number, stated(GROUP, class_group=class_id, title=f"Kelompok {number}", number=number))
        (dot,) = laptop.write(lambda r, m, drawn=drawn: write(r, REALM, [drawn], m))  # type: ignore[misc]
        join = Change(RowKey(MEMBERSHIP.number, row_id(dot), people[number]), patch(MEMBERSHIP, role="member"))
        laptop.write(lambda r, m, join=join: write(r, REALM, [join], m))  # type: ignore[misc]
    assert sorted(in_several(laptop.read(lambda r: list_teams(r, class_id)))) == sorted(people[1:4])
    again = Balance(count=3, seed=1, again=True)
    assert laptop.write(lambda r, m: balance_groups(r, class_id, again, m, dry_run=True)).removed == 3
    laptop.write(lambda r, m: balance_groups(r, class_id, again, m))
    kept = laptop.read(lambda r: list_teams(r, class_id))
    assert [(team.id, {one.id for one in team.members}) for team in kept] == [
        (team.id, {one.id for one in team.members}) for team in first
    ], "one laptop's draw stays as it was"
    assert not in_several(kept)
    for team in kept[1:]:
        laptop.write(lambda r, m, team=team: write_note(r, team.id, "sudah bertemu", m))  # type: ignore[misc]
    with pytest.raises(Unsuitable, match="2 kelompok kelas ini sudah berisi"):
        laptop.write(lambda r, m: balance_groups(r, class_id, Balance(count=1, again=True), m))
    laptop.write(lambda r, m: balance_groups(r, class_id, Balance(count=2, again=True), m))
    assert [team.id for team in laptop.read(lambda r: list_teams(r, class_id))] == [team.id for team in kept[1:]]


def test_a_class_without_people_is_told_so(laptop: Laptop) -> None:
    class_id, _ = a_class(laptop, 0)
    with pytest.raises(Unsuitable, match="Belum ada peserta"):
        laptop.write(lambda r, m: balance_groups(r, class_id, Balance(count=3), m))


def test_somebody_who_moves_is_in_one_group_and_leads_none(laptop: Laptop) -> None:
    class_id, people = a_class(laptop, 4)
    stranger = laptop.person("Tamu")
    one, two = (team.id for team in laptop.write(lambda r, m: balance_groups(r, class_id, Balance(count=2), m)).teams)
    teams = laptop.read(lambda r: list_teams(r, class_id))
    first, second = teams[0].members[0].id, teams[0].members[1].id
    assert laptop.write(lambda r, m: set_leader(r, one, first, m))
    assert not laptop.write(lambda r, m: set_leader(r, one, first, m))
    assert laptop.write(lambda r, m: set_leader(r, one, second, m))
    roles = {member.id: member.role for member in laptop.read(lambda r: list_teams(r, class_id))[0].members}
    assert roles == {second: "leader", first: "member"}
    assert laptop.write(lambda r, m: move_member(r, second, two, m))
    assert not laptop.write(lambda r, m: move_member(r, second, two, m))
    left, joined = laptop.read(lambda r: list_teams(r, class_id))
    assert [member.id for member in left.members] == [first]
    assert {member.role for member in joined.members} == {"member"}
    assert len(joined.members) == 3
    assert laptop.write(lambda r, m: move_member(r, second, one, m)), "who left may come back"
    with pytest.raises(NotHere, match="tidak mengikuti kelas ini"):
        laptop.write(lambda r, m: move_member(r, stranger, one, m))
    with pytest.raises(NotHere, match="bukan anggota kelompok ini"):
        laptop.write(lambda r, m: set_leader(r, two, first, m))
    assert sorted(people) == sorted(
        member.id for team in laptop.read(lambda r: list_teams(r, class_id)) for member in team.members
    )


def test_who_withdrew_is_in_no_group_and_a_merged_person_is_in_one(laptop: Laptop) -> None:
    class_id, people = a_class(laptop, 6)
    away, twin, same = people[0], people[1], people[2]
    changes = [
        Change(RowKey(ENROLMENT.number, class_id, away), patch(ENROLMENT, status="withdrawn")),
        Change(RowKey(PERSON.number, twin), patch(PERSON, same_as=same)),
    ]
    laptop.write(lambda r, m: write(r, REALM, changes, m))
    made = laptop.write(lambda r, m: balance_groups(r, class_id, Balance(count=2), m))
    assert sorted(one.id for team in made.teams for one in team.members) == sorted(people[2:])
    other = next(team for team in made.teams if same not in {one.id for one in team.members})
    assert laptop.write(lambda r, m: move_member(r, twin, other.id, m)), "named by either record"
    (found,) = [
        team.id
        for team in laptop.read(lambda r: list_teams(r, class_id))
        for one in team.members
        if one.id in (twin, same)
    ]
    assert found == other.id
