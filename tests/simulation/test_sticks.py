"""Answers that come by stick, too late or in the wrong order: what fits is taken, nothing is lost, nothing doubled."""

from __future__ import annotations

import pytest

from contract.exchange.frames import FrameType, read_frames
from contract.exchange.parcels import open_answer, read_answer, read_file
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ENROLMENT, PERSON, SESSION
from desktop.storage import cargo
from desktop.sync.courier import Taken
from tests.simulation import reading
from tests.simulation.invariants import Broken
from tests.simulation.laptop import Laptop
from tests.simulation.planted import answers_that_do_not_fit
from tests.simulation.story import Story, class_a, upto


def written(story: Story, laptop: Laptop) -> bytes:
    """A file that the laptop has written on a stick."""
    courier = story.sticks.courier(laptop)
    packed = courier.pack(laptop.moment(story.chance), laptop.seats[0].name)
    courier.wrote(packed)
    return packed.content


def brought(story: Story, laptop: Laptop) -> None:
    """All that the laptop carries goes to the centre, and it takes the answers along."""
    now = laptop.moment(story.chance).wall
    for load in cargo.to_post(laptop.replica, now):
        story.sticks.courier(laptop).take_answer(story.sticks.answer(load.content), Taken(), now)


def answered_before_another_scope() -> tuple[Story, Laptop, RowKey, Taken]:
    """A class was added after the parcel was answered: its pages start from 0, which the answer knows nothing of."""
    story = Story()
    office, reader = story.laptops[0], story.laptops[2]
    other = story.editor.classes[5300][1]
    person = story.edit(office, PERSON, name="Maria")
    story.edit(office, RowKey(ENROLMENT.number, other, person.k1), status="active")
    story.sync(office, reader)
    stick = written(story, reader)
    story.edit(office, SESSION, class_group=class_a(story), title="Sesi 1")
    story.sync(office)
    answer = story.sticks.answered(stick)
    story.far.execute(
        'INSERT INTO "grant"(member, role, class_group, starts, ends) VALUES (?, ?, ?, 0, 0)',
        (reader.seats[0].member, "facilitator", other),
    )
    story.deliver(reader, upto(story.ask(reader), FrameType.SCOPE))
    return story, reader, person, story.sticks.read(reader, answer)


def scope_grows_between_asking_and_answer() -> None:
    """The answer is outdated, and the rows come all the same."""
    story, reader, person, taken = answered_before_another_scope()
    assert taken.outdated == 1
    story.end()
    assert story.shown(reader, person) is not None


def second_life_heard_of_too_late() -> None:
    """The centre that found two lives was restored and took this one: it must not move to other numbers now."""
    story = Story()
    laptop = story.laptops[0]
    story.sync(laptop)
    story.keep(laptop)
    story.back_up()
    story.edit(laptop, PERSON, name="Maria")
    story.sync(laptop)
    story.put_back(laptop)
    person = story.edit(laptop, PERSON, name="Yosefina")
    answer = story.sticks.answered(written(story, laptop))
    story.restore_centre()
    story.sync(laptop)
    taken = story.sticks.read(laptop, answer)
    assert taken.outdated == 1
    assert (story.shown(laptop, person) or {})["name"] == "Yosefina"
    story.end()


STORIES = (scope_grows_between_asking_and_answer, second_life_heard_of_too_late)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: str(story.__name__))
def test_an_answer_that_does_not_fit_any_more_is_left_alone(story: object) -> None:
    assert callable(story)
    story()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: str(story.__name__))
def test_without_that_rule_the_story_breaks(story: object) -> None:
    assert callable(story)
    with answers_that_do_not_fit(), pytest.raises(AssertionError):
        story()


def test_a_laptop_without_a_network_is_settled_by_stick_alone() -> None:
    story = Story()
    island, other = story.laptops[0], story.laptops[1]
    person = story.edit(island, PERSON, name="Maria")
    story.edit(other, PERSON, name="Petrus")
    story.sync(other)
    taken = story.sticks.read(island, story.sticks.answered(written(story, island)))
    assert (taken.answers, taken.sent, taken.more) == (1, 1, False)
    assert taken.received >= 1
    story.sync(other)
    assert (story.shown(other, person) or {})["name"] == "Maria"
    story.end()


def test_two_hops_there_and_two_back() -> None:
    """The island's stick is read by one laptop, whose stick another reads, which has a network; and back so."""
    story = Story()
    island, boat, town = story.laptops[0], story.laptops[1], story.laptops[4]
    story.edit(island, PERSON, name="Maria")
    assert story.sticks.read(boat, written(story, island)).taken == 1
    assert story.sticks.read(town, written(story, boat)).taken == 3  # its own two offices and the island's
    brought(story, town)
    assert story.sticks.read(boat, written(story, town)).answers == 2
    back = written(story, boat)
    taken = story.sticks.read(island, back)
    assert (taken.answers, taken.sent) == (1, 1)
    assert story.sticks.read(island, back).answers == 0
    story.end()


def test_edits_that_were_days_on_a_stick_keep_the_times_that_their_clock_told() -> None:
    story = Story()
    island = story.laptops[0]
    island.skew = 0
    story.edit(island, PERSON, name="Maria")
    made_at = reading.lines(island.driver)[-1].wall
    stick = written(story, island)
    story.chance.now += 40 * 86_400
    story.sticks.read(island, story.sticks.answered(stick))
    (judged,) = reading.judged(story.far, "wall = ?", made_at)
    assert (judged.t, judged.received) == (made_at, story.chance.now)
    story.end()


def test_an_old_parcel_after_the_laptop_spoke_itself_changes_nothing() -> None:
    story = Story()
    laptop = story.laptops[0]
    story.edit(laptop, PERSON, name="Maria")
    stick = written(story, laptop)
    story.sync(laptop)
    person = story.edit(laptop, PERSON, name="Yosefina")
    story.sync(laptop)
    ops = story.far.execute("SELECT count(*) FROM op").fetchone()
    answer = story.sticks.answered(stick)
    assert story.far.execute("SELECT count(*) FROM op").fetchone() == ops
    assert story.sticks.read(laptop, answer).outdated == 1
    assert (story.shown(laptop, person) or {})["name"] == "Yosefina"
    story.end()


def test_answers_read_in_the_wrong_order_lose_nothing() -> None:
    story = Story()
    island, other = story.laptops[0], story.laptops[1]
    answers = []
    for name in ("Maria", "Yosefina", "Petrus"):
        story.edit(island, PERSON, name=name)
        story.edit(other, PERSON, name=f"{name} lain")
        story.sync(other)
        answers.append(story.sticks.answered(written(story, island)))
    taken = [story.sticks.read(island, answer) for answer in reversed(answers)]
    assert [(one.answers, one.outdated) for one in taken] == [(1, 0), (0, 1), (0, 1)]
    assert taken[0].sent == 3
    story.end()


def test_a_reading_that_the_power_cut_goes_on_where_it_was() -> None:
    story = Story()
    island, other = story.laptops[0], story.laptops[1]
    for place in range(3):
        story.edit(other, PERSON, name=f"n{place}")
        story.sync(other)
    story.edit(island, PERSON, name="Maria")
    answer = story.sticks.answered(written(story, island))
    for frames in range(1, 9):
        left = frames

        def fail(where: str) -> None:
            nonlocal left
            left -= where == "before commit"
            if not left:
                raise Broken("power")

        island.replica.database.failpoint = fail
        try:
            story.sticks.read(island, answer)
            break
        except Broken:
            story.look()
    island.replica.database.failpoint = lambda _: None
    story.sticks.read(island, answer)
    assert not island.replica.connection.exec_driver_sql("SELECT 1 FROM op WHERE state = 0").all()
    story.end()


def test_a_mark_of_safe_work_told_by_stick_is_told_on_the_next_connection_too() -> None:
    """Nobody knows whether the stick ever arrives."""
    story = Story()
    laptop = story.laptops[0]
    story.sync(laptop)
    story.far.execute("INSERT INTO safe(realm, seq, head, at) SELECT realm, seq, head, 9 FROM log WHERE seq = 1")
    story.centre.told_safe.clear()
    story.sticks.answered(written(story, laptop))
    assert FrameType.SAFE in {kind for kind, _ in story.ask(laptop)}
    again = story.sticks.answer(read_file(written(story, laptop)).parcels[0])
    frames = read_frames(open_answer(read_answer(again), laptop.centre().secret))
    assert FrameType.SAFE in {kind for kind, _ in frames}
