"""A class removed by mistake: over real HTTP, also while another laptop works in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from contract.exchange.dots import format_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, BATCH, CLASS_GROUP, ENROLMENT, SESSION, TRAINING
from desktop.services.classes.views import show_class
from desktop.services.exchange.digest import digest
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.programmes.removing import remove_class, remove_training
from desktop.storage.edit import Change
from tests.roads.centre import Centre
from tests.roads.laptop import Laptop, Lesson, laptop, patch_of


@pytest.fixture
def two(served: Centre, tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Two laptops of two organisers who have joined."""
    with ExitStack() as stack:
        first, second = (stack.enter_context(laptop(tmp_path, name)) for name in ("adi", "beni"))
        first.join(served.url, served.code("Adi"))
        second.join(served.url, served.code("Beni"))
        yield first, second


def known_to_both(first: Laptop, second: Laptop) -> Lesson:
    """A class without a mark that both have."""
    lesson = first.open_class(people=3)
    first.sync()
    second.sync()
    return lesson


def alive(one: Laptop) -> dict[str, int]:
    """How many rows of the class there are."""
    found = {record.name: one.rows(record) for record in (CLASS_GROUP, SESSION, ENROLMENT, ATTENDANCE)}
    return {name: sum(not row["gone"] for row in rows) for name, rows in found.items()}


def shown(one: Laptop, lesson: Lesson) -> list[Any]:
    return [per.counts for per in one.call(show_class, one.replica, lesson.class_id, 0).sessions]


ALL = {"class_group": 1, "session": 1, "enrolment": 3, "attendance": 0}
NOTHING = dict.fromkeys(ALL, 0)


def test_a_class_without_work_goes_with_all_in_it_on_every_laptop(two: tuple[Laptop, Laptop], served: Centre) -> None:
    first, second = two
    lesson = known_to_both(first, second)
    done = first.act(lambda r, m: remove_class(r, lesson.class_id, m))
    assert done.rows == {"enrolment": 3, "session": 1, "class_group": 1}
    first.sync()
    second.sync()
    for one in two:
        assert alive(one) == NOTHING
        with pytest.raises(NotHere):
            one.call(show_class, one.replica, lesson.class_id, 0)
    assert served.status().conflicts == 0


@pytest.mark.parametrize("mark_first", [False, True])
def test_a_mark_made_meanwhile_brings_the_class_back_for_everybody(
    two: tuple[Laptop, Laptop], served: Centre, mark_first: bool
) -> None:
    first, second = two
    lesson = known_to_both(first, second)
    first.act(lambda r, m: remove_class(r, lesson.class_id, m))
    second.mark(lesson, ["H", "S"])
    order = (second, first) if mark_first else (first, second)
    for one in (*order, *order):
        one.sync()
    for one in two:
        assert alive(one) == {**ALL, "attendance": 2}
        assert shown(one, lesson) == [(1, 0, 1, 0, 0)]
    assert served.status().conflicts == 0
    told = [line.text for line in first.call(digest, first.replica).lines]
    assert 'Kelas "DLA NTT": dikembalikan' in told
    with pytest.raises(Unsuitable, match='Kelas "DLA NTT" tidak dapat dihapus karena sudah berisi 2 presensi'):
        second.act(lambda r, m: remove_class(r, lesson.class_id, m))


def test_a_session_made_meanwhile_brings_it_back_before_anybody_is_marked_there(two: tuple[Laptop, Laptop]) -> None:
    first, second = two
    lesson = known_to_both(first, second)
    session = second.new(SESSION, class_group=lesson.class_id, title="Sesi 2", lesson_hours=250)
    second.sync()
    first.act(lambda r, m: remove_class(r, lesson.class_id, m))
    first.sync()
    second.mark(Lesson(lesson.class_id, session, lesson.persons), ["A"])
    for one in (second, first):
        one.sync()
    for one in two:
        assert alive(one) == {**ALL, "session": 2, "attendance": 1}
    assert not first.conflicts()


def test_an_enrolment_edited_meanwhile_brings_it_back_and_asks_about_the_enrolment(two: tuple[Laptop, Laptop]) -> None:
    first, second = two
    lesson = known_to_both(first, second)
    first.act(lambda r, m: remove_class(r, lesson.class_id, m))
    enrolled = RowKey(ENROLMENT.number, lesson.class_id, lesson.persons[0])
    second.edit(Change(enrolled, patch_of(ENROLMENT, note="datang terlambat")))
    for one in (first, second, first):
        one.sync()
    for one in two:
        assert alive(one) == ALL
    # The enrolment was deleted by one and edited by the other: the rule asks who is right about that.
    assert [row["field"] for row in first.conflicts()] == ["gone"]


def test_a_class_made_meanwhile_in_a_removed_training_keeps_the_training(two: tuple[Laptop, Laptop]) -> None:
    first, second = two
    training = first.new(TRAINING, title="Pelatihan keliru", state="draft")
    batch = first.new(BATCH, training=training, title="I")
    own = first.new(CLASS_GROUP, batch=batch, title="Kelas A")
    first.sync()
    second.sync()
    done = first.act(lambda r, m: remove_training(r, training, m))
    assert done.rows == {"class_group": 1, "batch": 1, "training": 1}
    second.new(CLASS_GROUP, batch=batch, title="Kelas B")
    for one in (first, second, first):
        one.sync()
    for one in two:
        assert {row["title"] for row in one.rows(CLASS_GROUP) if not row["gone"]} == {"Kelas A", "Kelas B"}
        assert [row["gone"] for row in one.rows(TRAINING)] in ([None], [0])
    assert own


def test_who_removes_it_twice_has_removed_it_once(two: tuple[Laptop, Laptop], served: Centre) -> None:
    first, second = two
    lesson = known_to_both(first, second)
    for one in two:
        one.act(lambda r, m: remove_class(r, lesson.class_id, m))
    for one in (first, second, first):
        one.sync()
    for one in two:
        assert alive(one) == NOTHING
    assert served.status().conflicts == 0


def test_a_laptop_of_one_class_removes_none(two: tuple[Laptop, Laptop], served: Centre, tmp_path: Path) -> None:
    first, second = two
    lesson = known_to_both(first, second)
    with laptop(tmp_path, "citra") as limited:
        limited.join(served.url, served.code("Citra", role="organiser", class_id=format_id(lesson.class_id)))
        limited.sync()
        with pytest.raises(Unsuitable, match="sebagian kelas"):
            limited.act(lambda r, m: remove_class(r, lesson.class_id, m))
