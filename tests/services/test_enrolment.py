"""People through the states of a class: one by one, by quota, in bulk, and into another class."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from contract.exchange.shapes import GONE, RowKey
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, ENROLMENT, MEMBERSHIP
from contract.training.enrolment.states import Order, State
from desktop.services.attendance.marking import Entry, mark
from desktop.services.attendance.sheet import export_rows
from desktop.services.classes.creating import create_class
from desktop.services.classes.sessions import create_session
from desktop.services.classes.views import list_classes, show_class
from desktop.services.enrolment import moving as enrolment
from desktop.services.enrolment import selection
from desktop.services.enrolment.moving import Move, Moved, move_many, nominate_many
from desktop.services.enrolment.views import list_enrolments, those_meant, those_of_office
from desktop.services.faults import Cancelled, NotHere, Unsuitable
from desktop.services.people.listing import search_people
from desktop.services.people.merging import merge
from desktop.services.plans.grouping import Balance, balance_groups, list_teams, set_leader
from desktop.services.plans.groups import create_group
from desktop.services.plans.planning import NewMilestone, add_milestone
from desktop.services.programmes.opening import Opening, open_programme
from desktop.services.views import NewClass, NewSession
from desktop.services.writing import patch, write
from desktop.storage.edit import Change
from desktop.storage.queries.enrolments import Wanted
from desktop.storage.queries.lines import fetch_row
from tests.services.laptop import REALM, START, Laptop

ALL = Wanted()


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    made = Laptop(tmp_path_factory.mktemp("enrolment"))
    yield made
    made.close()


def new_class(laptop: Laptop, quota: int | None = None, reserves: int | None = None) -> int:
    made = laptop.write(lambda r, m: create_class(r, NewClass(title="GCIO", office="53"), m))
    if quota is not None:
        laptop.write(lambda r, m: selection.set_quota(r, made, quota, reserves, m))
    return made


def nominated(laptop: Laptop, class_id: int, count: int, state: State = State.REGISTERED) -> list[int]:
    people = [laptop.person(f"Calon {number:02} {class_id % 1000}") for number in range(count)]
    nominate_many(laptop.replica, class_id, people, Move(to=state))
    return people


def moved(laptop: Laptop, class_id: int, people: list[int], to: State, **more: object) -> Moved:
    return move_many(laptop.replica, class_id, people, Move(to=to, **more))  # type: ignore[arg-type]


def states(laptop: Laptop, class_id: int) -> dict[str, int]:
    return laptop.read(lambda r: list_enrolments(r, class_id, ALL, None)).by_state


def test_a_quota_is_filled_in_a_stated_order_and_a_reserve_moves_up_when_somebody_withdraws(laptop: Laptop) -> None:
    class_id = new_class(laptop, 3, 2)
    people = nominated(laptop, class_id, 7)
    done = selection.select_by(laptop.replica, class_id, people, Order.NAME, Move(to=State.SELECTED))
    assert (done.selected.people, done.reserves.people, done.rest) == (
        tuple(people[:3]),
        tuple(people[3:5]),
        tuple(people[5:]),
    )
    gone = moved(laptop, class_id, [people[1]], State.WITHDRAWN, reason="tugas lain")
    assert gone.moved_up == (people[3],)
    assert states(laptop, class_id) == {"selected": 3, "reserve": 1, "withdrawn": 1, "registered": 2}
    queue = laptop.read(lambda r: list_enrolments(r, class_id, Wanted(states=(State.RESERVE,)), None))
    assert [(row.person, row.reserve_order) for row in queue.rows] == [(people[4], 2)]
    assert queue.total == 1
    full = moved(laptop, class_id, [people[5]], State.SELECTED)
    assert "kuota kelas ini (3) sudah terisi" in full.refused[0].why


def test_of_those_who_have_begun_nobody_is_replaced(laptop: Laptop) -> None:
    class_id = new_class(laptop, 2, 2)
    people = nominated(laptop, class_id, 3)
    selection.select_by(laptop.replica, class_id, people, Order.ROSTER, Move(to=State.SELECTED))
    moved(laptop, class_id, people[:2], State.CONFIRMED, decree_number="SK 1/2025", decided_on=date(2025, 7, 1))
    moved(laptop, class_id, people[:2], State.ACTIVE)
    assert moved(laptop, class_id, people[:1], State.DROPPED).moved_up == ()
    lines = laptop.read(lambda r: list_enrolments(r, class_id, Wanted(search="calon 01"), None)).rows
    line = next(line for line in lines if line.person == people[1])  # a random number of the class may hold 01 too
    assert (line.decree_number, line.decided_on, line.state) == ("SK 1/2025", "2025-07-01", State.ACTIVE)


def test_a_selection_without_a_stated_quota_is_refused(laptop: Laptop) -> None:
    class_id = new_class(laptop)
    with pytest.raises(Unsuitable, match="Kuota kelas ini tidak disebut"):
        selection.select_by(laptop.replica, class_id, [], Order.NAME, Move(to=State.SELECTED))


def test_who_cannot_move_stays_with_a_sentence_and_the_others_move(laptop: Laptop) -> None:
    class_id = new_class(laptop)
    people = nominated(laptop, class_id, 3)
    moved(laptop, class_id, people[:1], State.REJECTED)
    stranger = laptop.person("Orang Luar")
    done = moved(laptop, class_id, [*people, stranger, people[2]], State.SELECTED)
    assert done.people == tuple(people[1:])
    assert [one.person for one in done.refused] == [people[0], stranger]
    assert "tidak ada di kelas ini" in done.refused[1].why
    assert moved(laptop, class_id, people[1:], State.SELECTED).unchanged == tuple(people[1:])
    with pytest.raises(Unsuitable, match="perlu alasan"):
        moved(laptop, class_id, people[:1], State.SELECTED, correct=True)
    assert moved(laptop, class_id, people[:1], State.SELECTED, correct=True, reason="salah ketik").people


def test_a_stopped_act_leaves_whole_batches_and_says_how_many(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enrolment, "BATCH", 4)
    class_id = new_class(laptop)
    people = nominated(laptop, class_id, 10)
    with pytest.raises(Cancelled, match="setelah 8 dari 10 orang; yang 8 itu sudah tersimpan"):
        move_many(laptop.replica, class_id, people, Move(to=State.SELECTED), lambda done, total: done < 8)
    assert states(laptop, class_id) == {"selected": 8, "registered": 2}
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    again = move_many(laptop.replica, class_id, people, Move(to=State.SELECTED), tell)
    assert (len(again.people), len(again.unchanged)) == (2, 8)
    assert told[-1] == (10, 10)


def test_a_filter_means_those_who_fit_all_of_it(laptop: Laptop) -> None:
    class_id = new_class(laptop)
    belu = laptop.person("Yohana Bria", district="53.04", agency="Dinas Kesehatan Belu")
    kupang = laptop.person("Yohana Nalle", district="53.71", agency="Dinas Kominfo 100%")
    nominate_many(laptop.replica, class_id, [belu, kupang], Move(to=State.NOMINATED))
    for wanted, found in (
        (Wanted(search="yohana"), [belu, kupang]),
        (Wanted(search="yohana", district="53.04"), [belu]),
        (Wanted(agency="kominfo 100%"), [kupang]),
        (Wanted(agency="100_"), []),
        (Wanted(states=(State.ACTIVE,)), []),
    ):
        assert laptop.read(lambda r, wanted=wanted: those_meant(r, class_id, wanted)) == found  # type: ignore[misc]
    assert laptop.read(lambda r: those_of_office(r, class_id, Wanted(search="yohana"))) == [belu, kupang]
    with pytest.raises(NotHere):
        laptop.read(lambda r: list_enrolments(r, 99, ALL, None))


def test_somebody_with_two_records_is_one_line_and_moves_with_both(laptop: Laptop) -> None:
    class_id = new_class(laptop)
    one, other, third = nominated(laptop, class_id, 3)
    laptop.write(lambda r, m: merge(r, one, other, m))
    assert states(laptop, class_id) == {"registered": 2}
    assert moved(laptop, class_id, [one], State.SELECTED).people == (one,)
    assert states(laptop, class_id) == {"selected": 1, "registered": 1}
    line = laptop.read(lambda r: fetch_row(r, ENROLMENT, class_id, other))
    assert line is not None
    assert line.status == "selected"
    assert laptop.read(lambda r: those_meant(r, class_id, ALL)) == [one, third]


def test_a_transfer_leaves_the_marks_and_both_sides_name_the_other_class(laptop: Laptop) -> None:
    class_id, sessions, people = laptop.class_with(2, 1)
    there = new_class(laptop, 1)
    laptop.write(lambda r, m: mark(r, Entry(session=sessions[0], person=people[0], status="H"), m))
    done = laptop.write(lambda r, m: selection.transfer(r, class_id, people[0], there, "pindah domisili", m))
    assert done.state is State.ACTIVE
    here, came = (
        laptop.read(lambda r, c=c: list_enrolments(r, c, ALL, None)).rows[0]  # type: ignore[misc]
        for c in (class_id, there)
    )
    assert (here.state, here.transferred_to, here.reason) == (State.WITHDRAWN, there, "pindah domisili")
    assert (came.state, came.transferred_from, came.person) == (State.ACTIVE, class_id, people[0])
    held = laptop.read(lambda r: fetch_row(r, ATTENDANCE, sessions[0], people[0]))
    assert held is not None
    assert held.status == "H"
    with pytest.raises(Unsuitable, match=r"Kuota kelas tujuan \(1\)"):
        laptop.write(lambda r, m: selection.transfer(r, class_id, people[1], there, "", m))
    with pytest.raises(Unsuitable, match="tidak dapat dipindahkan"):
        laptop.write(lambda r, m: selection.transfer(r, class_id, people[0], there, "", m))
    back = laptop.write(lambda r, m: selection.transfer(r, there, people[0], class_id, "", m))
    assert back.state is State.ACTIVE
    assert states(laptop, class_id) == {"active": 2}


def test_a_state_of_a_newer_program_is_shown_as_it_is_and_never_moved(laptop: Laptop) -> None:
    class_id = new_class(laptop)
    person = nominated(laptop, class_id, 1)[0]
    laptop.arrive(RowKey(ENROLMENT.number, class_id, person), patch(ENROLMENT, status="alumni"), 900)
    laptop.settle(901)
    laptop.arrive(RowKey(ENROLMENT.number, class_id, person), patch(ENROLMENT, status="alumni"), 902)
    row = laptop.read(lambda r: list_enrolments(r, class_id, ALL, None)).rows[0]
    assert (row.stored, row.state) == ("alumni", None)
    assert "Lontar yang lebih baru" in moved(laptop, class_id, [person], State.PASSED).refused[0].why


def test_who_was_taken_out_of_a_class_and_is_nominated_again_begins_anew(laptop: Laptop) -> None:
    class_id = new_class(laptop)
    person = nominated(laptop, class_id, 1)[0]
    moved(laptop, class_id, [person], State.SELECTED, decree_number="SK 1", reason="terpilih")
    key = RowKey(ENROLMENT.number, class_id, person)
    laptop.write(lambda r, m: write(r, REALM, [Change(key, patch(ENROLMENT, gone=1))], m))
    assert states(laptop, class_id) == {}
    nominate_many(laptop.replica, class_id, [person], Move(to=State.NOMINATED))
    row = laptop.read(lambda r: list_enrolments(r, class_id, ALL, None)).rows[0]
    assert (row.state, row.decree_number, row.reason) == (State.NOMINATED, None, None)


def test_whom_a_programme_does_not_mean_is_told_at_each_step_into_the_class_and_goes_in(laptop: Laptop) -> None:
    made = laptop.write(lambda r, m: open_programme(r, "dla-ntt-2025", Opening(), m))
    first, again = made.classes[0], laptop.write(lambda r, m: create_class(r, NewClass(title="II", office="53"), m))
    laptop.write(
        lambda r, m: write(
            r, REALM, [Change(RowKey(CLASS_GROUP.number, again), patch(CLASS_GROUP, batch=made.batch))], m
        )
    )
    laptop.write(lambda r, m: selection.set_quota(r, first, 40, 0, m))
    meant = laptop.person("Kepala Satu", position="Kepala Dinas Kesehatan", echelon="II.a")
    other = laptop.person("Kepala Dua", position="Kepala Seksi", echelon="IV.a")
    done = nominate_many(laptop.replica, first, [meant, other], Move(to=State.REGISTERED))
    assert (done.people, [one.person for one in done.warned]) == ((meant, other), [other])
    assert "Belum sesuai sasaran program" in done.warned[0].warnings[0]
    chosen = selection.select_by(laptop.replica, first, [meant, other], Order.ROSTER, Move(to=State.SELECTED))
    assert [one.person for one in chosen.selected.warned] == [other]
    assert moved(laptop, first, [meant, other], State.CONFIRMED).warned[0].person == other
    assert moved(laptop, first, [meant, other], State.ACTIVE).warned == ()
    moved(laptop, first, [meant], State.PASSED)
    (told,) = nominate_many(laptop.replica, again, [meant], Move(to=State.NOMINATED)).warned
    assert told.warnings[0].startswith("Sudah lulus pelatihan ini sebelumnya")


def test_who_moves_to_another_class_leaves_the_group_which_is_told_to_lack_a_leader(laptop: Laptop) -> None:
    first, second = new_class(laptop), new_class(laptop)
    people = nominated(laptop, first, 5)
    for state in (State.SELECTED, State.CONFIRMED, State.ACTIVE):
        moved(laptop, first, people, state)
    teams = laptop.write(lambda r, m: balance_groups(r, first, Balance(count=2, by=("agency",)), m)).teams
    one = next(team for team in teams if len(team.members) == 2)
    leader = one.members[0].id
    laptop.write(lambda r, m: set_leader(r, one.id, leader, m))
    laptop.write(lambda r, m: add_milestone(r, one.id, NewMilestone(title="Survei", owner=leader), m))
    laptop.write(lambda r, m: create_group(r, second, "Kelompok 1", m))
    done = laptop.write(lambda r, m: selection.transfer(r, first, leader, second, "", m))
    assert done.group is not None
    assert (done.group.group, done.group.was_leader, done.group.milestones) == (one.id, True, 1)
    assert (sorted(size for _, size in done.group.sizes), done.group.is_balanced) == ([1, 3], False)
    assert len(done.group.sentences) == 4
    assert done.needs_group
    held = laptop.read(lambda r: list_teams(r, first))
    assert leader not in {member.id for team in held for member in team.members}
    row = laptop.read(lambda r: r.row(RowKey(MEMBERSHIP.number, one.id, leader)))
    assert row is not None
    assert (row.content or {})[GONE] == 1  # the row and who was in it stay


def test_candidates_reserves_and_who_has_left_are_no_participants_of_the_class(laptop: Laptop) -> None:
    class_id = new_class(laptop, 2, 1)
    people = nominated(laptop, class_id, 6)
    moved(laptop, class_id, people[:2], State.SELECTED)
    moved(laptop, class_id, people[2:3], State.RESERVE)
    moved(laptop, class_id, people[3:4], State.REJECTED)
    new = NewSession(class_id=class_id, title="Sesi 1", starts_at=START, hours=3)
    session = laptop.write(lambda r, m: create_session(r, new, m))
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=people[0], status="H"), m))
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=people[4], status="H"), m))
    moved(laptop, class_id, people[4:5], State.WITHDRAWN)
    shown = laptop.read(lambda r: show_class(r, class_id, START))
    assert shown.summary.people == 2
    assert (shown.sessions[0].counts, shown.sessions[0].empty) == ((1, 0, 0, 0, 0), 1)
    assert [one.people for one in laptop.read(lambda r: list_classes(r, START)) if one.id == class_id] == [2]
    assert laptop.read(lambda r: search_people(r, "", class_id, None))[0] == 2
    rows = laptop.read(lambda r: export_rows(r, session_id=session, everyone=True))
    assert [row.person for row in rows] == [*people[:2], people[4]]
    assert laptop.read(lambda r: list_enrolments(r, class_id, ALL, None)).total == 6
