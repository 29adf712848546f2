"""Holes 1 to 15 of the design, one story each: every one once ended in a lost, hidden or doubled edit."""

from __future__ import annotations

from contract.exchange.frames import FrameType
from contract.exchange.shapes import RowKey
from contract.training.catalogue import CLASS_GROUP, ENROLMENT, PERSON
from desktop.storage import history
from desktop.storage.outbox import FORKED, GAP
from desktop.storage.tables import ASIDE, LIVE
from tests.simulation import reading
from tests.simulation.poison import NOBODY
from tests.simulation.story import Story, class_a, upto


def test_hole_01_an_edit_applied_but_not_pulled_stays_visible_over_a_rewind() -> None:
    story = Story()
    laptop = story.laptops[0]
    person = story.edit(laptop, PERSON, name="Maria")
    story.sync(laptop)
    story.back_up()
    story.edit(laptop, person, name="Maria Goreti")
    story.deliver(laptop, upto(story.ask(laptop), FrameType.ACK))
    story.sync(story.laptops[1])
    story.restore_centre()
    story.sync(laptop)
    assert (story.shown(laptop, person) or {})["name"] == "Maria Goreti"
    story.end()


def test_hole_02_rows_asked_for_by_name_never_come_ahead_of_the_cursor() -> None:
    """Else a second restore of the centre, to before those rows, would not be noticed."""
    story = Story()
    writer, reader = story.laptops[0], story.laptops[1]
    people = [story.edit(writer, PERSON, name=f"n{place}") for place in range(3)]
    story.sync(writer)
    story.back_up()
    for person in people:
        story.edit(writer, person, phone="+62")
        story.sync(writer)
    story.sync(reader)
    story.restore_centre()
    story.sync(reader)
    story.deliver(reader, upto(story.ask(reader), FrameType.REWIND))
    assert set(reading.named(reader.driver, "want")) >= set(people)
    for _ in range(2):
        story.sync(writer)
    story.edit(writer, people[0], title_suffix="S.Pd.")
    story.sync(writer)
    frames = story.ask(reader, rows=1)
    for cut in range(len(frames)):
        story.deliver(reader, frames[:cut])
    story.restore_centre()
    story.end()


def test_hole_03_a_row_seen_from_two_classes_never_comes_in_an_older_page() -> None:
    story = Story()
    office, reader = story.laptops[0], story.laptops[2]
    other = story.editor.classes[5300][1]
    story.far.execute(
        'INSERT INTO "grant"(member, role, class_group, starts, ends) VALUES (?, ?, ?, 0, 0)',
        (reader.seats[0].member, "facilitator", other),
    )
    person = story.edit(office, PERSON, name="Maria")
    story.edit(office, RowKey(ENROLMENT.number, class_a(story), person.k1), status="active")
    story.sync(office)
    story.edit(office, RowKey(ENROLMENT.number, other, person.k1), status="active")
    story.sync(office)
    story.edit(office, person, title_suffix="S.Pd.")
    story.sync(office)
    for frame in story.ask(reader, rows=1):
        story.deliver(reader, [frame])
    story.end()


def test_hole_04_an_edit_acknowledged_beyond_the_cursor_is_sent_again_after_a_restore() -> None:
    story = Story()
    laptop, other = story.laptops[0], story.laptops[1]
    story.sync(laptop)
    story.edit(other, PERSON, name="Maria")
    story.sync(other)
    story.back_up()
    story.edit(laptop, PERSON, name="Yohanes")
    story.deliver(laptop, upto(story.ask(laptop), FrameType.ACK))
    story.restore_centre()
    story.sync(laptop)
    story.end()


def test_hole_04_an_edit_returned_beyond_the_cursor_is_sent_again_after_a_restore() -> None:
    """It has no overlay any more, so nothing of its author seemed to wait."""
    story = Story()
    laptop, other = story.laptops[0], story.laptops[1]
    story.sync(laptop)
    story.edit(other, PERSON, name="Maria")
    story.sync(other)
    story.back_up()
    story.edit(laptop, RowKey(PERSON.number, NOBODY), phone="+62")
    story.deliver(laptop, upto(story.ask(laptop), FrameType.ACK))
    assert story.fates(laptop)[-1] == ("rejected", "no_row")
    story.restore_centre()
    story.end()


def test_hole_05_an_old_answer_does_not_clear_what_is_wanted_since() -> None:
    story = Story()
    writer, reader = story.laptops[0], story.laptops[1]
    first, second = (story.edit(writer, PERSON, name=name) for name in "ab")
    story.sync(writer, reader)
    with reader.replica.transaction():
        history.note_wanted(reader.replica, 5300, [first])
    old = story.ask(reader)
    with reader.replica.transaction():
        history.note_wanted(reader.replica, 5300, [second])
    story.deliver(reader, old)
    assert reading.named(reader.driver, "want") == {second: 5300}
    story.end()


def test_hole_06_a_returned_edit_that_a_restore_revives_has_a_shadow() -> None:
    story = Story()
    laptop, other = story.laptops[0], story.laptops[1]
    story.sync(laptop, other)
    story.back_up()
    story.edit(laptop, RowKey(PERSON.number, NOBODY), phone="+62")
    story.sync(laptop)
    story.edit(other, PERSON, name="Maria")
    story.sync(other, laptop)
    story.restore_centre()
    for _ in range(3):
        for frame in story.ask(laptop):
            story.deliver(laptop, [frame])
    assert story.fates(laptop)[-1] == ("rejected", "no_row")
    story.end()


def test_hole_07_a_carrier_sets_the_edits_of_an_abandoned_life_aside() -> None:
    story = Story()
    owner, carrier = story.laptops[0], story.laptops[1]
    story.sync(owner, carrier)
    story.keep(owner)
    story.edit(owner, PERSON, name="Maria")
    story.stick(owner, carrier)
    story.put_back(owner)
    story.edit(owner, PERSON, name="Yohanes")
    story.sync(owner, carrier)
    assert [(line.state, line.reason) for line in reading.lines(carrier.driver, "NOT own")] == [(ASIDE, FORKED)]
    story.end()


def test_hole_08_a_removal_that_the_centre_lost_is_undone() -> None:
    story = Story()
    office, reader = story.laptops[0], story.laptops[2]
    person = story.edit(office, PERSON, name="Maria")
    enrolment = story.edit(office, RowKey(ENROLMENT.number, class_a(story), person.k1), status="active")
    story.sync(office, reader)
    story.back_up()
    story.edit(story.laptops[4], CLASS_GROUP, title="D")
    story.sync(story.laptops[4])
    story.edit(office, enrolment, gone=1)
    story.sync(office, reader)
    assert story.shown(reader, person) is None
    story.restore_centre()
    story.sync(reader, reader, reader)
    assert story.shown(reader, person) == {"name": "Maria"}
    story.end()


def test_hole_09_an_acknowledgement_by_number_is_not_one_by_content() -> None:
    """A laptop restored from an image sends what both lives share; the centre holds more under its number."""
    story = Story()
    laptop = story.laptops[0]
    story.edit(laptop, PERSON, name="shared")
    story.keep(laptop)
    for name in "abc":
        story.edit(laptop, PERSON, name=name)
    story.sync(laptop)
    story.put_back(laptop)
    mine = story.edit(laptop, PERSON, name="second life")
    story.deliver(laptop, story.ask(laptop, most_ops=1, most_bytes=1))
    assert reading.lines(laptop.driver, "own")[-1].at is None
    story.end()
    assert story.shown(laptop, mine) != {"name": "second life"}
    names = [held.row for key, held in reading.rows(laptop.driver).items() if key.table == PERSON.number]
    assert sorted(str((row or {})[2]) for row in names) == ["a", "b", "c", "second life", "shared"]


def test_hole_10_a_parked_carried_edit_that_is_judged_after_all_has_a_shadow() -> None:
    story = Story()
    owner, carrier = story.laptops[0], story.laptops[1]
    story.sync(owner, carrier)
    story.edit(owner, PERSON, name="Maria")
    story.back_up()
    story.deliver(owner, story.ask(owner))
    behind = story.edit(owner, PERSON, name="Yohanes")
    story.stick(owner, carrier)
    story.restore_centre()
    story.sync(carrier)
    assert behind not in reading.shadows(carrier.driver)
    story.sync(owner, owner, owner)
    story.deliver(carrier, upto(story.ask(carrier), FrameType.ACK))
    assert [line.state for line in reading.lines(carrier.driver, "NOT own")] == [LIVE]
    assert behind in reading.shadows(carrier.driver)
    story.end()


def test_hole_11_an_edit_stays_visible_when_its_row_moved_to_a_later_page() -> None:
    """The feed keeps a row's last commit only: a row that changed again is in no page before that."""
    story = Story()
    laptop, other = story.laptops[0], story.laptops[1]
    person = story.edit(other, PERSON, name="Maria")
    story.sync(other, laptop)
    story.edit(laptop, person, phone="+62811")
    lost = story.ask(laptop)
    assert lost
    for name in "ab":
        story.edit(other, PERSON, name=name)
        story.sync(other)
    story.edit(other, person, title_suffix="S.Pd.")
    story.sync(other)
    for frame in story.ask(laptop, rows=1)[:-1]:
        story.deliver(laptop, [frame])
        assert (story.shown(laptop, person) or {})["phone"] == "+62811"
    story.end()


def test_hole_12_each_edit_is_settled_by_its_own_commit() -> None:
    story = Story()
    laptop, other = story.laptops[0], story.laptops[1]
    people = [story.edit(laptop, PERSON, name=name) for name in "abc"]
    story.ask(laptop, most_ops=1, most_bytes=2**20)
    story.edit(other, people[1] if story.shown(other, people[1]) else PERSON, name="d")
    story.sync(other)
    frames = story.ask(laptop, rows=1)
    for frame in frames:
        story.deliver(laptop, [frame])
    assert len({line.at for line in reading.lines(laptop.driver, "own")} - {None}) >= 3
    story.end()


def test_hole_13_fates_are_told_again_after_a_rewind() -> None:
    """The edit that lost against another wins when it comes first in the new history."""
    story = Story()
    laptop, other = story.laptops[0], story.laptops[1]
    person = story.edit(laptop, PERSON, name="Maria")
    story.sync(laptop, other)
    story.back_up()
    story.edit(laptop, person, phone="+1")
    story.edit(other, person, phone="+2")
    story.sync(other, laptop)
    assert story.fates(laptop)[-1] == ("lost", "phone")
    story.restore_centre()
    story.sync(laptop)
    story.sync(laptop)
    assert story.fates(laptop)[-1] == (None, None)
    story.end()


def test_hole_14_a_base_from_lost_history_claims_nothing() -> None:
    """A third laptop changed the row in the new history, before the first had learnt that there is one."""
    story = Story()
    laptop, other, third = story.laptops[0], story.laptops[1], story.laptops[4]
    person = story.edit(laptop, PERSON, name="Maria")
    story.sync(laptop, other, third)
    story.back_up()
    story.edit(other, person, phone="+2")
    story.sync(other, laptop)
    story.edit(laptop, person, name="Maria Goreti")
    story.restore_centre()
    story.edit(third, person, name="Mariana")
    story.sync(third)
    story.sync(laptop)
    story.sync(laptop)
    assert story.conflicts() == 1
    story.end()


def test_hole_15_an_edit_behind_a_gap_is_tried_again_and_one_of_another_life_never() -> None:
    story = Story()
    owner, carrier = story.laptops[0], story.laptops[1]
    story.sync(owner, carrier)
    story.edit(owner, PERSON, name="Maria")
    story.back_up()
    story.deliver(owner, story.ask(owner))
    story.edit(owner, PERSON, name="Yohanes")
    story.stick(owner, carrier)
    story.restore_centre()
    story.sync(carrier)
    behind = reading.lines(carrier.driver, "NOT own")
    assert [(line.state, line.reason) for line in behind] == [(ASIDE, GAP)]
    story.sync(owner, owner, owner, carrier)
    assert [line.at is not None for line in reading.lines(carrier.driver, "NOT own")] == [True]
    story.end()
