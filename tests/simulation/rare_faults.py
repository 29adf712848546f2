"""More planted bugs: those that chance alone meets too seldom, each with the story in which the oracle must see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as upsert

from contract.exchange.frames import FrameType
from contract.exchange.operations import Op
from contract.exchange.shapes import GONE, RowKey
from contract.tables import queries
from contract.tables.records import RecordTable
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, CONFLICT, ENROLMENT, PERSON, SESSION
from desktop.storage import arrivals, forks
from desktop.storage.edit import Change
from desktop.storage.tables import records
from server.sync import answer, apply
from tests.simulation.planted import Planted, answers_that_do_not_fit, replaced
from tests.simulation.story import Story, class_a, upto
from tests.simulation.test_sticks import answered_before_another_scope


@contextmanager
def open_conflicts_are_paid() -> Iterator[None]:
    """I14: marks that two people set differently are counted like any other."""

    def none_of_them(tables: Any, sessions: list[int]) -> sa.Subquery:
        conflict = tables[ATTENDANCE.number].table
        return sa.select(conflict.c.session, conflict.c.person).where(sa.false()).subquery("disputed")

    with replaced(queries, "disputed_marks", none_of_them):
        yield


@contextmanager
def removals_hide_work() -> Iterator[None]:
    """The judge lets a class go, and nobody looks what another did in it meanwhile."""
    with replaced(answer, "give_way", lambda *_, **__: None):
        yield


def a_class_removed_while_another_marks(_: int) -> None:
    """One removes a class with all in it, in one act; another marks in it before they hear of that."""
    story = Story()
    one, other = story.laptops[:2]
    held = story.edit(one, CLASS_GROUP, title="keliru")
    session = story.edit(one, SESSION, class_group=held.k1, title="t")
    person = story.edit(one, PERSON, name="Maria")
    enrolled = story.edit(one, RowKey(ENROLMENT.number, held.k1, person.k1), status="active")
    story.sync(one, other)
    story.edit(other, RowKey(ATTENDANCE.number, session.k1, person.k1), status="H")
    removal = [Change(key, {GONE: 1}) for key in (enrolled, session, held)]
    assert one.edit(one.seats[0], story.chance, (story.memory, story.chronicle), *removal)
    story.sync(one, other)
    story.end()


@contextmanager
def doubtful_places_are_paid() -> Iterator[None]:
    """I14: marks of somebody whom two moved to different classes are counted in both."""

    def none_of_them(tables: Any) -> sa.Subquery:
        conflict = tables[CONFLICT.number].table
        columns = (conflict.c.first_value.label("class_group"), conflict.c.row_k2.label("person"))
        return sa.select(*columns).where(sa.false()).subquery("doubtful_places")

    with replaced(queries, "doubtful_places", none_of_them):
        yield


def two_who_move_one_person_apart(_: int) -> None:
    """Somebody is moved to different classes by two laptops, and marked in one of them before anybody decides."""
    story = Story()
    one, other = story.laptops[:2]
    left, *apart = (class_a(story), *(story.edit(one, CLASS_GROUP, title=title).k1 for title in "bc"))
    person = story.edit(one, PERSON, name="Maria").k1
    story.edit(one, RowKey(ENROLMENT.number, left, person), status="active")
    session = story.edit(one, SESSION, class_group=apart[0], title="t").k1
    story.sync(one, other)
    for laptop, there in zip((one, other), apart, strict=True):
        story.edit(laptop, RowKey(ENROLMENT.number, left, person), status="withdrawn", transferred_to=there)
        story.edit(laptop, RowKey(ENROLMENT.number, there, person), status="active", transferred_from=left)
    story.edit(one, RowKey(ATTENDANCE.number, session, person), status="H")
    story.sync(one, other)
    assert story.conflicts() == 1
    story.end()


def two_who_mark_differently(_: int) -> None:
    """Somebody enrolled is marked by two laptops, and nobody has decided yet."""
    story = Story()
    one, other = story.laptops[:2]
    person = story.edit(one, PERSON, name="Maria")
    story.edit(one, RowKey(ENROLMENT.number, class_a(story), person.k1), status="active")
    session = story.edit(one, SESSION, class_group=class_a(story), title="t")
    story.sync(one, other)
    mark = RowKey(ATTENDANCE.number, session.k1, person.k1)
    story.edit(one, mark, status="H")
    story.edit(other, mark, status="A")
    story.sync(one, other)
    assert story.conflicts() == 1
    story.end()


@contextmanager
def children_keep_the_old_name() -> Iterator[None]:
    """A row that moved has its new name, and what was said of it the old one."""
    renamed = forks._Names.renamed

    def alone(self: Any, edit: Op) -> Op:
        return renamed(self, edit) if edit.creates else edit

    with replaced(forks._Names, "renamed", alone):
        yield


def a_second_life_with_children(_: int) -> None:
    """A laptop that was put back makes a row under a number that stands for another, and something about it."""
    story = Story()
    laptop = story.laptops[0]
    story.keep(laptop)
    story.edit(laptop, PERSON, name="Maria")
    story.sync(laptop)
    story.put_back(laptop)
    person = story.edit(laptop, PERSON, name="Yohanes")
    story.edit(laptop, RowKey(ENROLMENT.number, class_a(story), person.k1), status="active")
    story.end()


@contextmanager
def lowered_bases_are_ignored() -> Iterator[None]:
    """Hole 14: the centre believes bases that the laptop has taken back."""
    delivery = apply.Delivery

    def as_made(device: int, device_now: int, run: int, received: int, _: Mapping[Any, int], *rest: Any) -> Any:
        return delivery(device, device_now, run, received, {}, *rest)

    with replaced(answer, "Delivery", as_made):
        yield


def an_edit_that_waits_behind_a_rewind(_: int) -> None:
    """It saw a history that is lost; by the time it goes its laptop knows the new one, in which others went on."""
    story = Story()
    laptop, other, third = story.laptops[0], story.laptops[1], story.laptops[4]
    person = story.edit(laptop, PERSON, name="Maria")
    story.sync(laptop, other, third)
    story.back_up()
    for number in "234":
        story.edit(other, person, phone=f"+{number}")
        story.sync(other, laptop)
    story.edit(laptop, person, name="Maria Goreti")
    story.restore_centre()
    story.edit(third, person, name="Mariana")
    story.sync(third)
    story.rewind(laptop)
    story.end()
    assert story.conflicts() == 1


@contextmanager
def older_rows_overwrite() -> Iterator[None]:
    """Whatever comes is put in place, also what is older than what is there."""

    def any_age(table: RecordTable) -> Any:
        insert = upsert(table.table)
        written = {
            column.name: insert.excluded[column.name] for column in table.table.columns if not column.primary_key
        }
        return insert.on_conflict_do_update(index_elements=list(table.keys), set_=written)

    with replaced(arrivals, "_PUT", {number: any_age(table) for number, table in records.items()}):
        yield


def a_page_that_comes_late(_: int) -> None:
    """A page comes once more, after a newer one."""
    story = Story()
    writer, reader = story.laptops[:2]
    person = story.edit(writer, PERSON, name="Maria")
    story.sync(writer)
    first = story.ask(reader)
    story.deliver(reader, first)
    story.edit(writer, person, name="Maria Goreti")
    story.sync(writer, reader)
    story.deliver(reader, upto(first, FrameType.ROWS))
    assert (story.shown(reader, person) or {})["name"] == "Maria Goreti"
    story.end()


def an_answer_from_before_another_scope(_: int) -> None:
    """What the answer on the stick says is of a smaller scope than the laptop has by now."""
    story = answered_before_another_scope()[0]
    story.end()


RARE = {
    "answers that do not fit": Planted(
        answers_that_do_not_fit, (0,), ("I1", "I2", "I3"), an_answer_from_before_another_scope
    ),
    "removals hide work": Planted(
        removals_hide_work, (0,), ("I2 no mark is out of sight",), a_class_removed_while_another_marks
    ),
    "doubtful places are paid": Planted(doubtful_places_are_paid, (0,), ("I14",), two_who_move_one_person_apart),
    "children keep the old name": Planted(
        children_keep_the_old_name, (0,), ("I2 an edit is about the row",), a_second_life_with_children
    ),
    "lowered bases are ignored": Planted(
        lowered_bases_are_ignored, (0,), ("I8 nobody overrules",), an_edit_that_waits_behind_a_rewind
    ),
    "older rows overwrite": Planted(older_rows_overwrite, (0,), ("I9 no row goes back",), a_page_that_comes_late),
    "open conflicts are paid": Planted(open_conflicts_are_paid, (0,), ("I14",), two_who_mark_differently),
}
