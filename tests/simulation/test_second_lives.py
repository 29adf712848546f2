"""Laptops that live twice: put back from an image or copied, under numbers that another life used too."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from contract.exchange.judge import Fate
from contract.exchange.operations import Op
from contract.exchange.segments import Segment, pack_ops
from contract.exchange.shapes import RowKey
from contract.training.catalogue import CLASS_GROUP, ENROLMENT, PERSON, SCHEMA
from desktop.storage import forks, outbox, status
from desktop.storage.edit import read_pen, take_spare
from desktop.storage.outbox import FORKED
from desktop.sync.machine import sign
from tests.simulation import reading
from tests.simulation.laptop import Laptop
from tests.simulation.poison import NOBODY, careless_program
from tests.simulation.story import Story, class_a


def test_hole_16_the_branch_of_a_retired_author_moves_too() -> None:
    """A number is left because its next row exists already; what was made under it before then meets another life's."""
    story = Story()
    laptop = story.laptops[0]
    person = story.edit(laptop, PERSON, name="Maria")
    story.sync(laptop)
    story.keep(laptop)
    story.edit(laptop, person, title_suffix="S.Pd.")
    story.edit(laptop, PERSON, name="first life")
    story.sync(laptop)
    story.put_back(laptop)
    story.sync(laptop)
    before = laptop.author(laptop.seats[0])
    story.edit(laptop, person, phone="+62")
    story.edit(laptop, PERSON, name="second life")
    left = laptop.author(laptop.seats[0])
    assert left != before
    story.sync(laptop, laptop)
    assert laptop.author(laptop.seats[0]) == left
    assert {line.author for line in reading.lines(laptop.driver, "own AND at IS NOT NULL")} > {before, left}
    story.end()


def test_hole_17_what_named_a_moved_row_is_made_once_more_about_it() -> None:
    """Two people on one laptop: the second marks a person whom the first registered under a number lived twice."""
    story = Story()
    laptop, seats = story.laptops[4], story.laptops[4].seats
    story.sync(laptop)
    story.keep(laptop)
    story.edit(laptop, PERSON, seats[0], name="first life")
    story.sync(laptop)
    story.put_back(laptop)
    person = story.edit(laptop, PERSON, seats[0], name="second life")
    story.edit(laptop, RowKey(ENROLMENT.number, class_a(story), person.k1), seats[1], status="active")
    story.edit(laptop, PERSON, seats[0], name="another")
    story.edit(laptop, person, seats[1], phone="+62")
    for _ in range(3):
        story.deliver(laptop, story.ask(laptop, most_ops=1))
    story.end()
    assert story.conflicts() == 0
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)


def second_life_of_two() -> tuple[Story, Laptop, RowKey]:
    """Two people on a laptop that was put back: a first life has used both numbers. And a row of the centre's."""
    story = Story()
    office, laptop = story.laptops[0], story.laptops[4]
    person = story.edit(office, PERSON, name="Maria")
    story.sync(office, laptop)
    story.keep(laptop)
    for seat in laptop.seats[:2]:
        story.edit(laptop, PERSON, seat, name="first life")
    story.sync(laptop)
    story.put_back(laptop)
    return story, laptop, person


@pytest.mark.parametrize("makers", [(0, 1, 0), (1, 0), (0, 1, 0, 1, 0)])
def test_two_who_get_other_numbers_are_in_no_conflict_over_what_one_saw_of_the_other(makers: Sequence[int]) -> None:
    """Whoever's number moves first can't be told yet where the other goes; neither has sent anything meanwhile."""
    story, laptop, person = second_life_of_two()
    if makers[0] == 0:
        story.edit(laptop, PERSON, laptop.seats[0], name="moves first")
    for count, maker in enumerate(makers):
        story.edit(laptop, person, laptop.seats[maker], name=f"name {count}")
    story.sync(laptop, laptop)
    story.end()
    assert story.conflicts() == 0
    assert story.shown(laptop, person) == {"name": f"name {len(makers) - 1}"}


@pytest.mark.parametrize("is_left", [False, True])
def test_an_edit_that_may_have_left_the_laptop_keeps_what_it_says_when_what_it_saw_moves(is_left: bool) -> None:
    """Somebody may be carrying it: sealed, or under a number of which only later edits moved."""
    story, laptop, person = second_life_of_two()
    one, other = (laptop.author(seat) for seat in laptop.seats[:2])
    story.edit(laptop, person, laptop.seats[1], name="Mariana")
    story.edit(laptop, person, laptop.seats[0], name="Maria Goreti")
    story.edit(laptop, PERSON, laptop.seats[0], name="later")
    laptop.segments(laptop.seats[0].realm, story.chance)
    before = reading.lines(laptop.driver, "author = ? AND n = 1", one)
    with laptop.replica.transaction():
        assert not is_left or forks.refork(laptop.replica, one, 2)
        assert forks.refork(laptop.replica, other, 1)
    assert [sight[0] for sight in before[0].saw] == [other]
    assert reading.lines(laptop.driver, "author = ? AND n = 1", one) == before


@pytest.mark.parametrize("is_enrolled_first", [False, True])
def test_who_edits_what_an_earlier_life_registered_means_those_people(is_enrolled_first: bool) -> None:
    """Put back and brought up to date, the laptop writes under the very numbers under which it had registered them."""
    story = Story()
    laptop = story.laptops[0]
    story.sync(laptop)
    story.keep(laptop)
    people = [story.edit(laptop, PERSON, name=name) for name in ("Maria", "Yohanes", "Agnes")]
    story.sync(laptop)
    story.put_back(laptop)
    story.sync(laptop)
    enrolments = [RowKey(ENROLMENT.number, class_a(story), person.k1) for person in people]
    for enrolment in enrolments if is_enrolled_first else ():
        story.edit(laptop, enrolment, status="active")
    for person in people:
        story.edit(laptop, person, phone="+62")
    for enrolment in () if is_enrolled_first else enrolments:
        story.edit(laptop, enrolment, status="active")
    story.end()
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)
    assert [(story.shown(laptop, person) or {}).get("phone") for person in people] == ["+62"] * 3
    assert all(story.shown(laptop, enrolment) for enrolment in enrolments)


def test_two_of_a_laptop_put_back_mark_the_people_that_an_earlier_life_registered() -> None:
    """The one saw what the other did under the number that had made the person: the centre can't tell what is meant."""
    story = Story()
    laptop, seats = story.laptops[4], story.laptops[4].seats
    story.sync(laptop)
    story.keep(laptop)
    person = story.edit(laptop, PERSON, seats[0], name="Maria")
    story.sync(laptop)
    story.put_back(laptop)
    story.sync(laptop)
    enrolment = RowKey(ENROLMENT.number, class_a(story), person.k1)
    story.edit(laptop, enrolment, seats[0], status="active")
    story.edit(laptop, enrolment, seats[1], status="dropped")
    story.stick(laptop, story.laptops[1])
    story.end()
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)
    assert story.shown(laptop, enrolment) == {"status": "dropped"}
    assert story.conflicts() == 0


def test_what_two_copies_of_a_laptop_bring_in_vain_each_tells_its_people_once() -> None:
    """Under two numbers, and nothing was changed: nobody can know before which of the two its maker sits."""
    story = Story()
    laptop = story.laptops[0]
    story.sync(laptop)
    story.keep(laptop)
    story.edit(laptop, PERSON, name="first life")
    story.sync(laptop)
    story.put_back(laptop)
    with careless_program():
        story.edit(laptop, PERSON, name="n", birth_date="31-12-1980")
    twin = story.clone(laptop)
    with twin.replica.transaction():
        take_spare(twin.replica, twin.author(twin.seats[0]))
    story.sync(laptop, twin)
    story.end()
    told = [status.returned(each.replica, Fate.REJECTED) for each in (laptop, twin)]
    assert [[returned.reason for returned in each] for each in told] == [["bad_value:birth_date"]] * 2
    assert told[0][0].author != told[1][0].author


def test_who_is_revoked_gets_numbers_for_a_second_life_so_that_their_work_is_held() -> None:
    """Else it would be sent with every talk and never taken, and the laptop never let go of them."""
    story, laptop, _ = second_life_of_two()
    story.edit(laptop, PERSON, laptop.seats[0], name="second life")
    writer, member = laptop.seats[0].writer, laptop.seats[0].member
    laptop.driver.execute("UPDATE lineage SET state = 'retired' WHERE state = 'spare' AND writer = ?", (writer,))
    story.far.execute("UPDATE member SET revoked = 1 WHERE id = ?", (member,))
    story.end()
    assert story.fates(laptop)[-1] == ("held", "revoked")


def test_a_laptop_restored_again_and_again_finds_a_number_of_its_own() -> None:
    story = Story()
    laptop = story.laptops[0]
    story.sync(laptop)
    story.keep(laptop)
    lives = [f"life {count}" for count in range(6)]
    for life in lives:
        story.edit(laptop, PERSON, name=life)
        for _ in lives:
            story.sync(laptop)
        story.put_back(laptop)
    story.end()
    held = reading.rows(laptop.driver).items()
    assert sorted(str((row.row or {}).get(2)) for key, row in held if key.table == PERSON.number) == lives


def test_a_new_row_never_takes_the_name_of_a_row_that_another_life_made() -> None:
    """The laptop has pulled what its other life made: a row of its own would lie over that person's."""
    story = Story()
    laptop = story.laptops[0]
    story.keep(laptop)
    other_life = story.edit(laptop, PERSON, name="Maria")
    story.sync(laptop)
    story.put_back(laptop)
    story.sync(laptop)
    fresh = story.edit(laptop, PERSON, name="Yohanes")
    assert fresh != other_life
    assert story.shown(laptop, other_life) == {"name": "Maria"}
    story.end()


def test_nobody_is_in_conflict_with_their_own_edit_under_an_earlier_number() -> None:
    """The first of two edits of a row was acknowledged, the second moved to another number."""
    story = Story()
    laptop, other = story.laptops[0], story.laptops[1]
    person = story.edit(other, PERSON, name="Maria")
    story.sync(other, laptop)
    story.edit(laptop, person, name="Mariana")
    story.keep(laptop)
    story.edit(laptop, CLASS_GROUP, title="first life")
    story.sync(laptop)
    story.put_back(laptop)
    story.edit(laptop, person, name="Maria Goreti")
    story.sync(laptop, laptop)
    assert story.conflicts() == 0
    story.end()


def test_an_edit_that_moved_once_is_the_same_edit_when_a_twin_of_the_laptop_moves_it() -> None:
    """Whatever a rewind has lowered meanwhile is no part of the edit."""
    story = Story()
    laptop, office = story.laptops[0], story.laptops[1]
    person = story.edit(office, PERSON, name="Maria")
    story.sync(office, laptop)
    story.keep(laptop)
    story.edit(laptop, CLASS_GROUP, title="first life")
    story.back_up()
    story.edit(office, person, phone="+62")
    story.sync(office, laptop)
    story.put_back(laptop)
    story.sync(laptop)
    story.edit(laptop, person, name="Mariana")
    twin = story.clone(laptop)
    story.restore_centre()
    story.sync(laptop, laptop, laptop, laptop, twin, twin, twin)
    story.end()


def test_a_carrier_learns_what_both_lives_share_when_one_segment_holds_more() -> None:
    story = Story()
    owner, carrier = story.laptops[0], story.laptops[1]
    story.sync(owner, carrier)
    story.edit(owner, PERSON, name="shared")
    story.keep(owner)
    story.edit(owner, PERSON, name="first life")
    story.stick(owner, carrier)
    story.put_back(owner)
    story.edit(owner, PERSON, name="second life")
    story.sync(owner, carrier)
    carried = reading.lines(carrier.driver, "NOT own")
    assert [(line.at is not None, line.reason) for line in carried] == [(True, None), (False, FORKED)]
    story.end()


def test_a_refused_segment_of_another_life_is_not_carried_for_ever() -> None:
    """Both the centre and the laptop were restored; the carrier has only what came behind the difference."""
    story = Story()
    owner, carrier = story.laptops[0], story.laptops[1]
    story.sync(owner, carrier)
    story.keep(owner)
    story.back_up()
    story.edit(owner, PERSON, name="first life")
    story.sync(owner)
    story.edit(owner, PERSON, name="first life, later")
    story.stick(owner, carrier)
    story.restore_centre()
    story.put_back(owner)
    story.edit(owner, PERSON, name="second life")
    story.sync(owner)
    story.sync(carrier)
    assert [line.reason for line in reading.lines(carrier.driver, "NOT own")] == [FORKED]
    story.end()


def test_a_stick_from_a_second_life_does_not_mix_with_the_first() -> None:
    story = Story()
    owner, carrier = story.laptops[0], story.laptops[1]
    story.sync(owner, carrier)
    story.edit(owner, PERSON, name="shared")
    story.keep(owner)
    story.stick(owner, carrier)
    story.put_back(owner)
    story.edit(owner, PERSON, name="second life")
    story.stick(owner, carrier)
    assert len(reading.lines(carrier.driver, "NOT own")) == 2
    story.sync(carrier, owner, carrier)
    story.end()


def test_a_stick_from_a_newer_program_is_carried_though_its_records_are_unknown_here() -> None:
    story = Story()
    carrier, newer = story.laptops[0], story.laptops[1]
    author = newer.author(newer.seats[0])
    pen = read_pen(newer.replica, author)
    known = Op(
        author=author,
        n=pen.n + 1,
        key=RowKey(PERSON.number, author << 32 | pen.n + 1),
        patch={2: "Maria", 77: "x"},
        base=0,
        wall=1,
        schema=SCHEMA + 1,
    )
    unknown = Op(
        author=author,
        n=pen.n + 2,
        key=RowKey(99, author << 32 | pen.n + 2),
        patch={2: "x"},
        base=0,
        wall=2,
        schema=SCHEMA + 1,
    )
    body = pack_ops([known, unknown])
    key = newer.driver.execute("SELECT private_key FROM writer WHERE realm = 5300").fetchone()[0]
    signature = sign(bytes(key), pen.chain, body)
    segment = Segment(author=author, n0=pen.n + 1, n1=pen.n + 2, body=body, signature=signature)
    outbox.carry(carrier.replica, 5300, [segment])
    story.look()
    assert story.shown(carrier, known.key) == {"name": "Maria"}
    story.sync(carrier, carrier)
    assert {line.fate for line in reading.lines(carrier.driver, "NOT own")} == {"held"}
    assert not reading.shadows(carrier.driver)


def test_edits_under_numbers_that_a_restored_centre_forgot_to_have_leased_arrive() -> None:
    """The block was leased after the backup: the centre knows no such author, or has leased it to another laptop."""
    story = Story()
    laptop, other = story.laptops[0], story.laptops[1]
    for poor in (laptop, other):
        poor.driver.execute("DELETE FROM lineage WHERE state = 'spare'")
    story.sync(other)
    story.back_up()
    story.sync(laptop)
    with laptop.replica.transaction():
        assert take_spare(laptop.replica, laptop.author(laptop.seats[0])) is not None
    person = story.edit(laptop, PERSON, name="Maria")
    story.sync(laptop)
    story.restore_centre()
    story.edit(laptop, person, phone="+62")
    story.end()


def test_a_number_that_a_restored_centre_leased_to_somebody_else_is_left() -> None:
    story = Story()
    laptop, other = story.laptops[0], story.laptops[1]
    for poor in (laptop, other):
        poor.driver.execute("DELETE FROM lineage WHERE state = 'spare'")
    story.back_up()
    story.sync(laptop)
    with laptop.replica.transaction():
        assert take_spare(laptop.replica, laptop.author(laptop.seats[0])) is not None
    taken = story.edit(laptop, PERSON, name="Maria")
    story.restore_centre()
    story.sync(other)
    with other.replica.transaction():
        assert take_spare(other.replica, other.author(other.seats[0])) is not None
    assert story.edit(other, PERSON, name="Yohanes") == taken
    story.sync(other)
    story.end()
    held = reading.rows(laptop.driver).items()
    assert sorted(str((row.row or {}).get(2)) for key, row in held if key.table == PERSON.number) == [
        "Maria",
        "Yohanes",
    ]


def test_what_was_judged_beside_a_refused_segment_is_not_made_again() -> None:
    """The carrier built on an edit of a life that the centre does not know, and then registered somebody."""
    story = Story()
    owner, carrier = story.laptops[0], story.laptops[1]
    story.sync(owner, carrier)
    story.keep(owner)
    story.back_up()
    story.edit(owner, PERSON, name="first life")
    story.sync(owner)
    later = story.edit(owner, PERSON, name="first life, later")
    story.stick(owner, carrier)
    story.edit(carrier, RowKey(ENROLMENT.number, class_a(story), later.k1), status="active")
    story.edit(carrier, PERSON, name="Yohanes")
    story.restore_centre()
    story.put_back(owner)
    story.edit(owner, PERSON, name="second life")
    story.sync(owner)
    story.sync(carrier, carrier)
    story.end()
    held = [row.row for key, row in reading.rows(story.far).items() if key.table == PERSON.number]
    assert [(row or {})[2] for row in held].count("Yohanes") == 1


def test_what_stands_beside_an_edit_of_an_abandoned_life_is_not_judged_twice() -> None:
    """A third laptop carries both while their maker hears of the other life: nothing may get another number."""
    story = Story()
    owner, maker, third = story.laptops[0], story.laptops[1], story.laptops[4]
    story.sync(owner, maker, third)
    story.keep(owner)
    story.edit(owner, PERSON, name="first life")
    story.sync(owner)
    story.put_back(owner)
    person = story.edit(owner, PERSON, name="second life")
    story.stick(owner, maker)
    story.edit(maker, RowKey(ENROLMENT.number, class_a(story), person.k1), status="active")
    story.edit(maker, PERSON, name="Yohanes")
    story.sync(third)
    story.stick(maker, third)
    story.sync(maker, third, maker, third)
    story.end()
    assert story.fates(maker)[-2:] == [("rejected", "orphan"), (None, None)]


def test_what_another_laptop_brought_under_its_old_name_is_made_once_more_only_where_it_must() -> None:
    """Two people on a laptop put back from an image; a carrier brings what both did before the laptop itself does."""
    story = Story()
    laptop, seats, carrier = story.laptops[4], story.laptops[4].seats, story.laptops[1]
    story.sync(laptop, carrier)
    story.keep(laptop)
    story.edit(laptop, PERSON, seats[0], name="first life")
    story.sync(laptop)
    story.put_back(laptop)
    person = story.edit(laptop, PERSON, seats[0], name="second life")
    story.edit(laptop, RowKey(ENROLMENT.number, class_a(story), person.k1), seats[1], status="active")
    story.edit(laptop, PERSON, seats[1], name="Yohanes")
    story.stick(laptop, carrier)
    story.sync(carrier, laptop, laptop)
    story.end()
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)
    rows = reading.rows(story.far)
    names = {key.k1: (held.row or {})[2] for key, held in rows.items() if key.table == PERSON.number}
    assert sorted(map(str, names.values())).count("Yohanes") == 1
    assert [names[key.k2] for key in rows if key.table == ENROLMENT.number] == ["second life"]


def test_an_edit_over_one_of_an_abandoned_life_is_judged_as_one_that_had_not_seen_the_other() -> None:
    """Under the number that it saw, the centre holds another edit: of that its author knew nothing."""
    story = Story()
    owner, maker = story.laptops[0], story.laptops[1]
    person = story.edit(maker, PERSON, name="Maria")
    story.sync(maker, owner)
    story.keep(owner)
    story.edit(owner, person, name="Mariana")
    story.sync(owner)
    story.put_back(owner)
    story.edit(owner, person, name="Marina")
    story.stick(owner, maker)
    story.edit(maker, person, name="Maria Goreti")
    story.sync(maker)
    assert story.conflicts() == 1
    story.end()


def test_what_moves_in_one_office_makes_nothing_anew_in_another() -> None:
    """One laptop, two offices: only a fault brings one row into both, and then nothing may be judged twice."""
    story = Story()
    laptop = story.laptops[1]
    province, city = laptop.seats
    twin = story.clone(laptop)
    story.edit(twin, PERSON, city, name="first life")
    story.sync(twin)
    story.edit(laptop, RowKey(PERSON.number, NOBODY), city, name="nobody")
    story.edit(laptop, RowKey(PERSON.number, NOBODY), province, phone="+62")
    story.edit(laptop, PERSON, province, name="Maria")
    story.sync(laptop, laptop)
    story.end()


def two_names(story: Story) -> tuple[Laptop, Laptop, RowKey]:
    """A laptop and its copy hold the same unsent work under two numbers; the centre has forgotten both."""
    laptop = story.laptops[0]
    story.sync(laptop)
    story.back_up()
    story.keep(laptop)
    story.edit(laptop, PERSON, name="first life")
    story.sync(laptop)
    story.put_back(laptop)
    person = story.edit(laptop, PERSON, name="Maria")
    story.edit(laptop, RowKey(ENROLMENT.number, class_a(story), person.k1), status="active")
    twin = story.clone(laptop)
    story.sync(laptop)
    story.restore_centre()
    return laptop, twin, person


def test_what_two_copies_bring_under_two_numbers_to_a_restored_centre_stands_once() -> None:
    story = Story()
    laptop, twin, person = two_names(story)
    story.edit(twin, person, phone="+62")
    story.sync(twin, laptop, laptop, twin)
    story.end()
    assert story.conflicts() == 0
    assert story.shown(laptop, person) == {"name": "Maria", "phone": "+62"}
    assert [fate for fate, _ in story.fates(laptop)][-2:] == ["rejected", "rejected"]
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)


def test_who_changes_what_stands_under_a_copys_number_is_in_no_conflict_with_it() -> None:
    """The change follows the row to the name under which the centre has it."""
    story = Story()
    laptop, twin, person = two_names(story)
    mine = reading.lines(laptop.driver, "own")[-2].key
    assert mine != person
    story.edit(laptop, mine, name="Mariana")
    story.sync(twin, laptop, laptop, laptop)
    story.end()
    assert story.conflicts() == 0
    assert story.shown(twin, person) == {"name": "Mariana"}
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)


def test_a_mark_changed_over_one_that_came_again_is_in_no_conflict_with_it() -> None:
    """The row keeps its name: only the edit has two."""
    story = Story()
    laptop = story.laptops[0]
    person = story.edit(laptop, PERSON, name="Maria")
    story.sync(laptop)
    story.back_up()
    story.keep(laptop)
    story.edit(laptop, PERSON, name="first life")
    story.sync(laptop)
    story.put_back(laptop)
    story.edit(laptop, person, name="Mariana")
    twin = story.clone(laptop)
    story.sync(laptop)
    story.restore_centre()
    story.edit(twin, person, name="Marianti")
    story.edit(laptop, person, phone="+62")
    story.sync(laptop, twin, twin)
    story.end()
    assert story.conflicts() == 0
    assert story.shown(laptop, person) == {"name": "Marianti", "phone": "+62"}
