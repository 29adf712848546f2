"""Holes that looked closed on paper: each is a short story that once ended in a lost, hidden or doubled edit."""

from __future__ import annotations

from contract.exchange.frames import FrameType
from contract.exchange.operations import Op
from contract.exchange.segments import Segment, pack_ops
from contract.exchange.shapes import RowKey
from contract.training.catalogue import CLASS_GROUP, ENROLMENT, GROUP, PERSON
from desktop.storage import history, outbox
from desktop.storage.edit import read_pen, take_spare
from desktop.storage.outbox import FORKED, GAP
from desktop.storage.tables import ASIDE
from desktop.sync.machine import sign
from tests.simulation import reading
from tests.simulation.editing import NOBODY
from tests.simulation.rounds import Frame
from tests.simulation.story import Story


def test_a_laptop_whose_people_are_revoked_reads_nothing_more() -> None:
    story = Story()
    reader, office = story.laptops[2], story.laptops[0]
    story.sync(reader)
    assert reading.keys_in(reader.driver, CLASS_GROUP.number, 5300)
    story.far.execute("UPDATE member SET revoked = 1 WHERE id = ?", (reader.seats[0].member,))
    story.edit(office, CLASS_GROUP, title="Kelas baru")
    story.sync(office)
    frames = story.ask(reader)
    assert FrameType.ROWS in [kind for kind, _ in frames]
    story.deliver(reader, frames)
    assert reading.rows(reader.driver) == {}
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


def class_a(story: Story) -> int:
    """The class that facilitators work for."""
    return story.editor.classes[5300][0]


def upto(frames: list[Frame], kind: FrameType) -> list[Frame]:
    """The frames of an answer up to and with the last of a kind: then the line broke."""
    last = max(place for place, frame in enumerate(frames) if frame[0] == kind)
    return frames[: last + 1]


def test_hole_1_an_edit_applied_but_not_pulled_stays_visible_over_a_rewind() -> None:
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


def test_hole_2_rows_asked_for_by_name_never_come_ahead_of_the_cursor() -> None:
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
    for _ in range(2):
        story.sync(writer)
    story.edit(writer, people[0], title_suffix="S.Pd.")
    story.sync(writer)
    frames = story.ask(reader, rows=1)
    for cut in range(len(frames)):
        story.deliver(reader, frames[:cut])
    story.restore_centre()
    story.end()


def test_hole_3_a_row_seen_from_two_classes_never_comes_in_an_older_page() -> None:
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


def test_hole_4_an_edit_acknowledged_beyond_the_cursor_is_sent_again_after_a_restore() -> None:
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


def test_hole_4_an_edit_returned_beyond_the_cursor_is_sent_again_after_a_restore() -> None:
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


def test_hole_5_an_old_answer_does_not_clear_what_is_wanted_since() -> None:
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


def test_hole_6_a_returned_edit_that_a_restore_revives_has_a_shadow() -> None:
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


def test_hole_7_a_carrier_sets_the_edits_of_an_abandoned_life_aside() -> None:
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


def test_hole_8_a_removal_that_the_centre_lost_is_undone() -> None:
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


def test_hole_9_an_acknowledgement_by_number_is_not_one_by_content() -> None:
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
    before = reading.lines(laptop.driver, "own")[-1]
    story.deliver(laptop, story.ask(laptop, most_ops=before.n - 1, most_bytes=1))
    assert reading.lines(laptop.driver, "own")[-1].at is None
    story.end()
    assert story.shown(laptop, mine) != {"name": "second life"}
    names = [held.row for key, held in reading.rows(laptop.driver).items() if key.table == PERSON.number]
    assert sorted(str((row or {})[2]) for row in names) == ["a", "b", "c", "second life", "shared"]


def test_hole_10_a_parked_carried_edit_comes_back_with_a_shadow() -> None:
    story = Story()
    owner, carrier = story.laptops[0], story.laptops[1]
    story.edit(owner, PERSON, name="Maria")
    body = story.request(owner)
    story.edit(owner, PERSON, name="Yohanes")
    frames = story.answer(body)
    story.back_up()
    story.deliver(owner, upto(frames, FrameType.ACK))
    story.stick(owner, carrier)
    story.far.execute("DELETE FROM segment WHERE 0")
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


def test_hole_17_a_branch_keeps_its_place_before_what_was_made_later() -> None:
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
    assert all(fate is None for fate, _ in story.fates(laptop))


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
        schema=2,
    )
    unknown = Op(
        author=author, n=pen.n + 2, key=RowKey(99, author << 32 | pen.n + 2), patch={2: "x"}, base=0, wall=2, schema=2
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
