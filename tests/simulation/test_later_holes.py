"""Holes found later, each as a short script that drives the real machines."""

from __future__ import annotations

from contract.exchange.shapes import RowKey
from contract.training.catalogue import ENROLMENT, PERSON
from desktop.storage.outbox import ORPHAN
from tests.simulation import reading
from tests.simulation.story import Story
from tests.simulation.test_holes import class_a


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
    assert all(fate is None for fate, _ in story.fates(laptop))
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
    assert ("rejected", ORPHAN) in story.fates(carrier)
    story.end()
    enrolled = [key.k2 for key in reading.rows(story.far) if key.table == ENROLMENT.number]
    assert len(enrolled) == 1


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
