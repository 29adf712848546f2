"""Holes found later, each as a short script that drives the real machines."""

from __future__ import annotations

import pytest

from contract.exchange.frames import FrameType
from contract.exchange.judge import Fate
from contract.exchange.messages import Rows, read_message
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, ENROLMENT, GROUP, PERSON, SESSION
from desktop.storage import history, status
from desktop.storage.tables import SETTLED
from tests.simulation import reading
from tests.simulation.story import Story, class_a, upto


def test_two_people_of_a_laptop_keep_their_order_when_one_of_them_moves() -> None:
    """A moved branch is sealed anew: never in one piece over what the other made in between."""
    story = Story()
    laptop, seats = story.laptops[3], story.laptops[3].seats
    story.sync(laptop)
    story.keep(laptop)
    for seat in seats:
        story.edit(laptop, PERSON, seat, name="first life")
    story.sync(laptop)
    story.put_back(laptop)
    story.edit(laptop, PERSON, seats[1], name="second life")
    person = story.edit(laptop, PERSON, seats[0], name="second life too")
    story.edit(laptop, person, seats[1], title_suffix="S.Pd.")
    for _ in range(4):
        story.deliver(laptop, story.ask(laptop))
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)
    story.end()


def test_an_edit_about_a_row_of_an_abandoned_life_is_given_back_and_not_said_of_another() -> None:
    """The stick brought a person of the second life; under their name the centre holds a person of the first."""
    story = Story()
    owner, carrier = story.laptops[0], story.laptops[1]
    story.sync(owner, carrier)
    story.keep(owner)
    story.edit(owner, PERSON, name="first life")
    story.sync(owner)
    story.put_back(owner)
    person = story.edit(owner, PERSON, name="second life")
    story.stick(owner, carrier)
    story.edit(carrier, RowKey(ENROLMENT.number, class_a(story), person.k1), status="active")
    other = story.edit(carrier, PERSON, name="Yohanes")
    story.edit(carrier, RowKey(ENROLMENT.number, class_a(story), other.k1), status="active")
    story.sync(carrier, carrier)
    assert ("rejected", "orphan") in story.fates(carrier)
    story.end()
    enrolled = [key.k2 for key in reading.rows(story.far) if key.table == ENROLMENT.number]
    assert len(enrolled) == 1


def test_what_was_made_once_more_is_not_made_a_third_time_when_its_author_moves_too() -> None:
    """Two people on a copied laptop: first the one's numbers meet the copy's, and behind a restore the other's."""
    story = Story()
    laptop, seats = story.laptops[4], story.laptops[4].seats
    twin = story.clone(laptop)
    story.edit(twin, PERSON, seats[0], name="the copy's")
    story.sync(twin)
    story.back_up()
    person = story.edit(laptop, PERSON, seats[0], name="Maria")
    story.edit(laptop, RowKey(ENROLMENT.number, class_a(story), person.k1), seats[1], status="active")
    story.edit(laptop, PERSON, seats[0], name="Yohanes")
    for _ in range(3):
        story.deliver(laptop, story.ask(laptop, most_ops=1))
    (enrolment,) = (key for key in reading.rows(laptop.driver) if key.table == ENROLMENT.number)
    story.edit(laptop, enrolment, seats[1], status="withdrawn")
    story.sync(laptop)
    story.restore_centre()
    story.edit(twin, PERSON, seats[1], name="the copy's too")
    story.sync(twin, laptop, laptop, laptop)
    story.end()
    assert story.shown(laptop, enrolment) == {"status": "withdrawn"}
    assert not status.returned(laptop.replica, Fate.REJECTED, Fate.HELD)


def test_what_is_built_on_a_carried_edit_is_judged_behind_it() -> None:
    """Both own edits are sealed together, and the stick came between them."""
    story = Story()
    owner, carrier = story.laptops[0], story.laptops[1]
    story.edit(carrier, PERSON, name="Maria")
    person = story.edit(owner, PERSON, name="Yohanes")
    story.stick(owner, carrier)
    story.edit(carrier, RowKey(ENROLMENT.number, class_a(story), person.k1), status="active")
    story.sync(carrier)
    assert story.fates(carrier) == [(None, None)] * len(story.fates(carrier))
    story.end()


def test_a_conflict_tells_the_value_that_its_author_was_looking_at_though_it_had_lost_elsewhere() -> None:
    """The first mark of the morning lost at the centre before its author, who corrects it, had heard of that."""
    story = Story()
    first, second = story.laptops[0], story.laptops[1]
    session = story.edit(first, SESSION, class_group=class_a(story), title="Sesi 1")
    person = story.edit(first, PERSON, name="Maria")
    story.sync(first, second)
    mark = RowKey(ATTENDANCE.number, session.k1, person.k1)
    story.edit(first, mark, status="H")
    story.edit(second, mark, status="S")
    story.sync(second)
    story.ask(first)
    story.edit(first, mark, status="I")
    story.sync(first)
    assert story.conflicts() == 1
    assert story.far.execute("SELECT base FROM conflict").fetchone() == ("H",)
    story.end()


def test_what_is_settled_is_not_taken_back_because_an_earlier_edit_still_waits_for_its_row() -> None:
    """The later edit's row has come, the earlier one's has changed again and is in no page yet."""
    story = Story()
    laptop, other = story.laptops[0], story.laptops[1]
    person = story.edit(other, PERSON, name="Maria")
    story.sync(other, laptop)
    story.edit(laptop, person, phone="+62811")
    story.edit(laptop, PERSON, name="Yohanes")
    assert story.ask(laptop)
    story.edit(other, PERSON, name="a")
    story.edit(other, person, title_suffix="S.Pd.")
    story.sync(other)
    story.deliver(laptop, story.ask(laptop, rows=1)[:-1])
    settled = [line.state == SETTLED for line in reading.lines(laptop.driver, "own")]
    assert settled[-2:] == [False, True]
    story.deliver(laptop, upto(story.ask(laptop), FrameType.ACK))
    assert [line.state == SETTLED for line in reading.lines(laptop.driver, "own")] == settled
    story.end()


def test_a_row_is_not_taken_for_made_here_because_a_twin_used_the_same_number() -> None:
    """The centre lost the twin's edit and holds another one under its number, about a row that the twin never had."""
    story = Story()
    laptop, office = story.laptops[0], story.laptops[1]
    story.sync(laptop, office)
    twin = story.clone(laptop)
    story.back_up()
    story.edit(twin, PERSON, name="first life")
    story.deliver(twin, upto(story.ask(twin), FrameType.ACK))
    story.restore_centre()
    person = story.edit(office, PERSON, name="Maria")
    story.sync(office, laptop)
    story.edit(laptop, person, phone="+62")
    story.sync(laptop, twin)
    assert story.shown(twin, person) is not None
    story.end()


@pytest.mark.parametrize("place", [0, 2], ids=["of the whole office", "of one class"])
def test_a_laptop_whose_people_are_revoked_gets_no_row_any_more_not_even_by_name(place: int) -> None:
    story = Story()
    reader, office = story.laptops[place], story.laptops[4]
    story.sync(reader, office)
    classes = reading.keys_in(reader.driver, CLASS_GROUP.number, 5300)
    assert classes
    for seat in reader.seats:
        story.far.execute("UPDATE member SET revoked = 1 WHERE id = ?", (seat.member,))
    story.edit(office, CLASS_GROUP, title="Kelas baru")
    story.edit(office, classes[0], place="Kupang")
    story.sync(office)
    story.edit(reader, classes[0], title="by one who may not")
    with reader.replica.transaction():
        history.note_wanted(reader.replica, 5300, classes)
    frames = story.ask(reader)
    for kind, payload in frames:
        page = read_message(kind, payload)
        if isinstance(page, Rows):
            assert [table.count for table in page.tables if table.count] == []
            assert page.same == []
    story.deliver(reader, frames)
    assert reading.rows(reader.driver) == {}
    assert story.fates(reader)[-1] == ("held", "revoked")
    story.end()


def test_an_edit_over_a_carried_one_has_not_seen_the_edits_between() -> None:
    """The stick brought the third edit of an author, the second went to the centre by itself."""
    story = Story()
    first, second = story.laptops[0], story.laptops[1]
    person = story.edit(first, PERSON, name="Maria")
    story.sync(first, second)
    story.edit(first, person, name="Maria Goreti")
    story.sync(first)
    story.edit(first, person, phone="+62811")
    story.stick(first, second)
    story.edit(second, person, name="Mariana")
    story.sync(second, first)
    assert story.conflicts() == 1
    story.end()


def test_a_second_text_of_one_author_is_not_merged_with_the_first_as_if_it_were_a_rival() -> None:
    story = Story()
    first, second = story.laptops[0], story.laptops[1]
    group = story.edit(first, GROUP, class_group=story.editor.classes[5300][0], title="Kelompok 1", plan="tujuan")
    story.sync(first, second)
    story.edit(first, group, plan="latar belakang\ntujuan")
    story.edit(first, group, plan="latar belakang masalah\ntujuan")
    story.edit(second, group, plan="tujuan\nanggaran")
    story.sync(second, first, second)
    assert (story.shown(second, group) or {})["plan"] == "latar belakang masalah\ntujuan\nanggaran"
    story.end()


def test_a_row_that_returns_in_the_same_batch_is_a_twin_like_any_other() -> None:
    """What a batch does must not depend on how its edits were packed."""
    story = Story()
    laptop = story.laptops[0]
    person = story.edit(laptop, PERSON, name="Maria", employee_number="198001012000011001")
    story.edit(laptop, person, gone=1)
    story.sync(laptop)
    story.edit(laptop, person, gone=0)
    story.edit(laptop, PERSON, name="Maria G.", employee_number="198001012000011001")
    story.sync(laptop)
    assert story.conflicts() == 1
    story.end()


def test_a_person_who_leaves_the_class_and_returns_is_shown_again_over_an_edit_that_waits() -> None:
    """The person's row is older than its removal: it changed no more when the person was enrolled again."""
    story = Story()
    office, reader = story.laptops[0], story.laptops[2]
    person = story.edit(office, PERSON, name="Maria")
    enrolment = story.edit(office, RowKey(ENROLMENT.number, class_a(story), person.k1), status="active")
    story.sync(office, reader)
    for title in "ab":
        story.edit(reader, SESSION, class_group=class_a(story), title=title)
    story.edit(reader, person, title_suffix="S.Pd.")
    assert story.ask(reader, most_ops=1)
    for gone in (1, 0):
        story.edit(office, enrolment, gone=gone)
        story.sync(office)
        story.deliver(reader, story.ask(reader, most_bytes=1))
    story.sync(reader)
    assert story.shown(reader, person) == {"name": "Maria", "title_suffix": "S.Pd."}
    story.end()


def test_a_question_for_older_marks_that_comes_late_is_answered_and_over() -> None:
    """The centre knew the claim again by then, had nothing newer to send, and the laptop went on telling its marks."""
    story = Story()
    laptop = story.laptops[0]
    story.sync(laptop)
    story.back_up()
    story.edit(laptop, PERSON, name="Maria")
    story.sync(laptop)
    story.restore_centre()
    question = story.answer(story.request(laptop))
    assert FrameType.MARKS in [kind for kind, _ in question]
    story.sync(*story.laptops, *story.laptops, *story.laptops)
    story.deliver(laptop, question)
    story.end()


def test_what_one_office_has_just_settled_is_not_taken_for_rows_of_another() -> None:
    """One request brings edits of two offices; their commits there have the numbers of others' commits here."""
    story = Story()
    laptop, other = story.laptops[1], story.laptops[0]
    province, city = laptop.seats
    story.sync(laptop, other)
    for _ in range(3):
        story.edit(other, PERSON, name="provinsi")
        story.sync(other)
    for _ in range(12):
        story.edit(laptop, PERSON, city, name="kota")
    story.edit(laptop, PERSON, province, name="dari laptop dua kantor")
    story.deliver(laptop, story.ask(laptop, most_ops=1))
    names = [(held.row or {})[2] for key, held in reading.rows(laptop.driver).items() if key.table == PERSON.number]
    assert names.count("provinsi") == 3
    story.end()


def test_what_a_centre_said_before_it_was_put_back_never_comes_late_behind_what_it_says_now() -> None:
    """No connection brings it, and from a file it is not taken. The oracle once did, to a laptop told of no rewind.

    An acknowledgement alone of the lost history, taken behind the newer one, names a commit that never was.
    """
    story = Story()
    laptop = story.laptops[0]
    story.sync(laptop)
    story.edit(story.laptops[1], PERSON, name="Yosef")
    story.sync(story.laptops[1])
    story.back_up()
    story.edit(laptop, PERSON, name="Maria")
    story.edit(story.laptops[1], PERSON, name="Lusia")
    story.sync(story.laptops[1])
    lost = upto(story.ask(laptop), FrameType.ACK)
    for frame in lost:
        story.road.keep(laptop, frame)
    story.deliver(laptop, lost)
    story.restore_centre()
    for _ in range(2):
        frames = story.ask(laptop)
        assert FrameType.REWIND not in [kind for kind, _ in frames]
        for frame in frames:
            story.road.keep(laptop, frame)
            story.deliver(laptop, [frame])
    acks = [frame for frame in story.road.may_come_late(laptop) if frame[0] == FrameType.ACK]
    story.deliver(laptop, acks[:1])
    story.end()


@pytest.mark.parametrize("pages", [1, 2])
def test_a_laptop_that_was_still_pulling_when_the_centre_was_put_back_misses_no_row(pages: int) -> None:
    """Pages tell only a row's latest commit: what the lost history had changed was passed over by the first ones."""
    story = Story()
    writer, reader = story.laptops[0], story.laptops[1]
    people = [story.edit(writer, PERSON, name=name) for name in ("Maria", "Yosef", "Lusia")]
    story.sync(writer)
    story.sync(story.laptops[2])
    for person in people:
        story.edit(writer, person, title_suffix="S.Pd.")
        story.sync(writer)
    story.back_up()
    story.edit(writer, people[0], phone="+62")
    story.sync(writer)
    frames = story.ask(reader, rows=1)
    cut = [place for place, frame in enumerate(frames) if frame[0] == FrameType.ROWS][pages - 1]
    story.deliver(reader, frames[: cut + 1])
    story.restore_centre()
    story.sync(reader)
    story.sync(reader)
    assert {story.shown(reader, person) is not None for person in people} == {True}
    story.end()
