"""Rosters give way to marks: new people go up under a number of their own, and the two numbers are as one hand."""

from __future__ import annotations

from contract.exchange.dots import hand, is_roster_number
from contract.exchange.judge import Fate
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, ENROLMENT, GROUP, MEMBERSHIP, PERSON, SESSION
from desktop.storage import outbox, status
from tests.simulation import reading
from tests.simulation.laptop import Laptop
from tests.simulation.story import Story, class_a
from tests.simulation.world import Plan


def lesson(story: Story, laptop: Laptop) -> tuple[RowKey, RowKey]:
    """A session, and somebody to mark in it, both at the centre."""
    session = story.edit(laptop, SESSION, class_group=class_a(story), title="Sesi 1")
    person = story.edit(laptop, PERSON, name="Maria")
    story.edit(laptop, RowKey(ENROLMENT.number, class_a(story), person.k1), status="active")
    story.sync(laptop)
    return session, person


def enter(story: Story, laptop: Laptop, *names: str) -> list[RowKey]:
    """A roster is entered: people and their enrolments."""
    people = [story.edit(laptop, PERSON, roster=True, name=name) for name in names]
    for person in people:
        key = RowKey(ENROLMENT.number, class_a(story), person.k1)
        story.edit(laptop, key, roster=True, status="active")
    return people


def mark(story: Story, laptop: Laptop, session: RowKey, person: RowKey, status: str = "H") -> RowKey:
    """One mark."""
    return story.edit(laptop, RowKey(ATTENDANCE.number, session.k1, person.k1), status=status)


def waiting(laptop: Laptop) -> list[tuple[int, bool]]:
    """What goes up next, in order: the record of each op, and whether it is of a roster."""
    realm = laptop.seats[0].realm
    order = []
    for segment in outbox.unsent(laptop.replica, realm, 2**62):
        within = "author = ? AND n BETWEEN ? AND ?"
        lines = reading.lines(laptop.driver, within, segment.author, segment.n0, segment.n1)
        order += [(line.key.table, is_roster_number(line.author)) for line in sorted(lines, key=lambda x: x.n)]
    return order


def seal(story: Story, laptop: Laptop) -> None:
    """What a request does before it takes what goes up."""
    laptop.machine().request(laptop.centre(), laptop.moment(story.chance))


def test_only_new_people_and_what_is_new_about_them_is_written_under_the_roster_number() -> None:
    story = Story()
    laptop = story.laptops[0]
    session, person = lesson(story, laptop)
    group = story.edit(laptop, GROUP, class_group=class_a(story), title="Kelompok 1")
    [fresh] = enter(story, laptop, "Yohanes")
    story.edit(laptop, RowKey(MEMBERSHIP.number, group.k1, fresh.k1), roster=True, role="member")
    story.edit(laptop, RowKey(MEMBERSHIP.number, group.k1, person.k1), roster=True, role="member")
    story.edit(laptop, person, roster=True, phone="+62")
    story.edit(laptop, fresh, roster=True, phone="+63")
    mark(story, laptop, session, fresh)
    lines = reading.lines(laptop.driver, "own AND at IS NULL")
    assert [(line.key.table, is_roster_number(line.author)) for line in lines] == [
        (GROUP.number, False),
        (PERSON.number, True),
        (ENROLMENT.number, True),
        (MEMBERSHIP.number, True),
        (MEMBERSHIP.number, False),
        (PERSON.number, False),
        (PERSON.number, False),
        (ATTENDANCE.number, False),
    ]
    assert len({hand(line.author) for line in lines}) == 1
    story.end()
    assert story.conflicts() == 0


def test_what_goes_up_first_is_all_that_does_not_need_the_roster() -> None:
    story = Story()
    laptop = story.laptops[0]
    session, person = lesson(story, laptop)
    people = enter(story, laptop, "a", "b", "c")
    mark(story, laptop, session, person)
    mark(story, laptop, session, people[1])
    mark(story, laptop, session, person, "S")
    seal(story, laptop)
    told = [(ATTENDANCE.number, False)]
    roster = [(PERSON.number, True)] * 3 + [(ENROLMENT.number, True)] * 3
    assert waiting(laptop) == [*told, *roster, *told, *told]
    story.end()
    assert story.conflicts() == 0


def test_a_laptop_says_once_that_it_saw_a_roster_and_not_with_every_mark() -> None:
    story = Story()
    laptop = story.laptops[0]
    session, person = lesson(story, laptop)
    people = enter(story, laptop, "a", "b", "c")
    marks = [mark(story, laptop, session, one) for one in (person, *reversed(people))]
    said = {line.key: line.saw for line in reading.lines(laptop.driver, "own AND at IS NULL")}
    assert [len(said[key]) for key in marks] == [0, 1, 0, 0]
    assert not any(said[key] for key in said if key.table == PERSON.number)
    story.end()


def test_marks_of_an_old_roster_do_not_wait_behind_a_new_one() -> None:
    story = Story()
    laptop = story.laptops[0]
    session, _ = lesson(story, laptop)
    old = enter(story, laptop, "a", "b")
    story.sync(laptop)
    enter(story, laptop, "c", "d")
    for person in old:
        mark(story, laptop, session, person)
    seal(story, laptop)
    assert waiting(laptop)[:2] == [(ATTENDANCE.number, False)] * 2
    story.end()


def test_the_order_still_holds_when_a_restored_centre_has_forgotten_roster_and_marks() -> None:
    """Nothing of the marks says any more that they need the roster: they were made over rows of the centre's."""
    story = Story()
    laptop = story.laptops[0]
    session, person = lesson(story, laptop)
    story.back_up()
    people = enter(story, laptop, "a", "b")
    story.sync(laptop)
    mark(story, laptop, session, people[0])
    mark(story, laptop, session, person)
    story.sync(laptop)
    story.restore_centre()
    story.deliver(laptop, story.ask(laptop))
    story.deliver(laptop, story.ask(laptop, most_bytes=1))
    seal(story, laptop)
    roster = [is_roster for _, is_roster in waiting(laptop)]
    assert roster == sorted(roster, reverse=True)
    story.end()
    assert story.conflicts() == 0
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)


def test_a_centre_restored_between_two_parts_of_a_roster_gets_all_of_it() -> None:
    story = Story()
    laptop = story.laptops[0]
    session, person = lesson(story, laptop)
    people = enter(story, laptop, "a", "b", "c")
    mark(story, laptop, session, person)
    mark(story, laptop, session, people[2])
    story.deliver(laptop, story.ask(laptop, most_ops=2, most_bytes=1))
    story.back_up()
    story.deliver(laptop, story.ask(laptop, most_bytes=1))
    story.deliver(laptop, story.ask(laptop, most_bytes=1))
    story.restore_centre()
    story.edit(laptop, people[0], name="Ana")
    story.end()
    assert story.conflicts() == 0
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)


def test_marks_that_come_by_another_road_wait_at_the_centre_for_their_roster() -> None:
    """Another laptop carries only what it may see: the marks of its class, not the people of the whole office."""
    story = Story()
    laptop, other = story.laptops[0], story.laptops[1]
    session, _ = lesson(story, laptop)
    people = enter(story, laptop, "a", "b")
    key = mark(story, laptop, session, people[0])
    seal(story, laptop)
    realm = laptop.seats[0].realm
    marks = [one for one in outbox.carried_segments(laptop.replica, realm) if not is_roster_number(one.author)]
    outbox.carry(other.replica, realm, marks)
    story.sync(other, other)
    assert key not in reading.rows(story.far)
    assert not reading.lines(other.driver, "NOT own AND state = 0")
    story.sync(laptop, other)
    assert key in reading.rows(story.far)
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)
    story.end()


def test_a_roster_written_twice_by_two_lives_moves_with_all_that_was_built_on_it() -> None:
    """Only the roster number forks: what the second life marked of its own people follows, in one hand."""
    story = Story()
    laptop = story.laptops[0]
    session, person = lesson(story, laptop)
    story.keep(laptop)
    enter(story, laptop, "first", "life")
    story.sync(laptop)
    story.put_back(laptop)
    people = enter(story, laptop, "second", "life")
    mark(story, laptop, session, people[0])
    story.edit(laptop, people[1], name="Yohanes")
    mark(story, laptop, session, person)
    story.sync(laptop)
    enter(story, laptop, "third")
    story.edit(laptop, session, title="Sesi 2")
    story.end()
    assert story.conflicts() == 0
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)
    names = sorted(
        str((row.row or {}).get(2)) for key, row in reading.rows(story.far).items() if key.table == PERSON.number
    )
    assert names == ["Maria", "Yohanes", "first", "life", "second", "third"]
    newest = reading.lines(laptop.driver, "own")[-3:]
    assert len({hand(line.author) for line in newest}) == 1
    assert hand(newest[0].author) == laptop.author(laptop.seats[0])


def test_both_numbers_of_a_hand_written_twice_by_two_lives_move_without_a_conflict() -> None:
    story = Story()
    laptop = story.laptops[0]
    session, person = lesson(story, laptop)
    story.keep(laptop)
    people = enter(story, laptop, "first", "life")
    mark(story, laptop, session, person, "A")
    mark(story, laptop, session, people[0])
    story.sync(laptop)
    story.put_back(laptop)
    mark(story, laptop, session, person, "S")
    people = enter(story, laptop, "second", "life")
    story.edit(laptop, people[0], name="Yohanes")
    story.edit(laptop, session, title="Sesi 2", roster=True)
    mark(story, laptop, session, people[0])
    mark(story, laptop, session, people[0], "S")
    story.sync(laptop)
    mark(story, laptop, session, people[0], "I")
    story.end()
    mine = [row for key, row in reading.rows(story.far).items() if key.table == ATTENDANCE.number]
    assert len(mine) == 3
    assert story.conflicts() == 1  # the first life's mark of Maria, and only that, was unknown to the second
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)


def test_an_ordinary_number_written_twice_takes_the_next_roster_along() -> None:
    story = Story()
    laptop = story.laptops[0]
    session, person = lesson(story, laptop)
    story.keep(laptop)
    story.edit(laptop, CLASS_GROUP, title="first life")
    story.sync(laptop)
    story.put_back(laptop)
    people = enter(story, laptop, "a")
    class_id = story.edit(laptop, CLASS_GROUP, title="second life")
    key = RowKey(ENROLMENT.number, class_id.k1, people[0].k1)
    story.edit(laptop, key, roster=True, status="active")
    story.edit(laptop, key, status="withdrawn")
    story.sync(laptop)
    enter(story, laptop, "b")
    mark(story, laptop, session, person)
    story.end()
    assert story.conflicts() == 0
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)
    active = laptop.author(laptop.seats[0])
    newest = [line.author for line in reading.lines(laptop.driver, "own")[-3:]]
    assert {hand(author) for author in newest} == {active}


def test_one_writer_with_rosters_is_never_in_conflict() -> None:
    """The clock jumps, the centre goes back, and nobody else is there to disagree with."""
    story = Story(Plan(cast="one writer", server_restores=True))
    laptop = next(one for one in story.laptops if not one.seats[0].in_class)
    session, _ = lesson(story, laptop)
    people: list[RowKey] = []
    for turn in range(4):
        story.back_up()
        people += enter(story, laptop, f"a{turn}", f"b{turn}")
        laptop.skew -= 500_000 * turn
        for person in people:
            story.edit(laptop, person, name=f"n{turn}")
            mark(story, laptop, session, person, "HISA"[turn])
        story.sync(laptop)
        story.edit(laptop, people[0], name="x")
        story.restore_centre()
        story.edit(laptop, people[-1], name="y")
    story.end()
    assert story.conflicts() == 0
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)
