"""Holes that looked closed on paper: each is a short story that once ended in a lost, hidden or doubled edit."""

from __future__ import annotations

from contract.exchange.frames import FrameType
from contract.training.catalogue import CLASS_GROUP, GROUP, PERSON
from tests.simulation import reading
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
