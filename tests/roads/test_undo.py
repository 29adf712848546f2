"""Undo over real HTTP: refused after another laptop's edit, else an ordinary edit that nobody has to decide about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, CONFLICT, PERSON
from desktop.services.attendance.marking import Entry, mark_many
from desktop.services.faults import Overtaken
from desktop.services.undo.stack import Stack, act_stack
from desktop.services.undo.taking_back import TakenBack, redo, undo
from desktop.services.writing import write
from desktop.storage.at_work import sit_down
from desktop.storage.edit import Change
from desktop.storage.queries.lines import fetch_all
from desktop.storage.queries.offices import offices
from tests.roads.centre import Centre
from tests.roads.laptop import Laptop, Lesson, laptop, patch_of

STATUS = ATTENDANCE.by_name["status"].number


@pytest.fixture
def database_url(usual_database_url: str) -> str:
    """What is tried here does not touch how the centre keeps its rows."""
    return usual_database_url


@pytest.fixture
def two(served: Centre, tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Two laptops of two organisers who have joined."""
    with ExitStack() as stack:
        first, second = (stack.enter_context(laptop(tmp_path, name)) for name in ("adi", "beni"))
        first.join(served.url, served.code("Adi"))
        second.join(served.url, served.code("Beni"))
        yield first, second


@pytest.fixture
def lesson(two: tuple[Laptop, Laptop]) -> Lesson:
    """A session whose marks the first laptop has just made as one act, known to both."""
    first, second = two
    made = first.open_class(people=3)
    mark(first, made, made.persons, "H")
    meet(first, second)
    return made


def mark(here: Laptop, lesson: Lesson, people: list[int], status: str) -> None:
    entries = [Entry(session=lesson.session, person=person, status=status) for person in people]
    here.act(lambda r, m: mark_many(r, entries, m))


def meet(*laptops: Laptop) -> None:
    for _ in range(2):
        for one in laptops:
            one.sync()


def marks(here: Laptop, lesson: Lesson) -> list[object]:
    def read() -> list[object]:
        rows = [here.replica.row(RowKey(ATTENDANCE.number, lesson.session, person)) for person in lesson.persons]
        return [(row.content or {}).get(STATUS) if row is not None else None for row in rows]

    return here.call(read)


def conflicts(here: Laptop) -> int:
    return len(here.call(fetch_all, here.replica, CONFLICT, None))


def back(here: Laptop) -> TakenBack:
    return here.act(undo)


def stack(here: Laptop) -> Stack:
    return here.call(act_stack, here.replica)


def test_an_undo_arrives_as_an_ordinary_edit_and_leaves_nothing_to_decide(
    two: tuple[Laptop, Laptop], lesson: Lesson
) -> None:
    first, second = two
    assert back(first).count == 3
    meet(first, second)
    assert marks(first, lesson) == marks(second, lesson) == [None] * 3
    mark(second, lesson, lesson.persons[:1], "S")
    meet(second, first)
    assert marks(first, lesson) == marks(second, lesson) == ["S", None, None]
    assert conflicts(first) == conflicts(second) == 0
    with pytest.raises(Overtaken, match=r"oleh Beni; kehadiran sekarang S \(Sakit\)"):
        first.act(redo)
    mark(second, lesson, lesson.persons[:1], "I")
    back(second)
    back(second)
    meet(second, first)
    first.act(redo)
    meet(first, second)
    assert marks(first, lesson) == marks(second, lesson) == ["H"] * 3
    assert conflicts(first) == conflicts(second) == 0
    assert first.status().rejected == 0


def test_after_an_edit_of_another_laptop_the_whole_act_stays(two: tuple[Laptop, Laptop], lesson: Lesson) -> None:
    first, second = two
    mark(second, lesson, lesson.persons[1:2], "S")
    meet(second, first)
    with pytest.raises(Overtaken, match=r"Presensi Orang 1, Sesi 1 · DLA NTT sudah diubah lagi oleh Beni"):
        back(first)
    assert marks(first, lesson) == ["H", "S", "H"]
    assert stack(first).undo is not None


def test_an_undo_made_while_another_laptop_edits_unseen_is_asked_about_like_any_edit(
    two: tuple[Laptop, Laptop], lesson: Lesson
) -> None:
    first, second = two
    mark(second, lesson, lesson.persons[:1], "S")
    back(first)
    meet(first, second)
    assert conflicts(first) == conflicts(second) == 1
    assert marks(first, lesson) == marks(second, lesson)


def test_people_made_by_an_act_are_gone_on_every_laptop_and_come_back(two: tuple[Laptop, Laptop]) -> None:
    first, second = two

    def shown(here: Laptop) -> int:
        return len(here.call(fetch_all, here.replica, PERSON, None))

    def register(count: int) -> None:
        number = first.call(offices, first.replica)[0].realm
        people = [Change(PERSON.number, patch_of(PERSON, name=f"Orang {n}")) for n in range(count)]
        first.act(lambda r, m: write(r, number, people, m, roster=True))

    register(30)
    meet(first, second)
    back(first)
    meet(first, second)
    assert shown(first) == shown(second) == 0
    first.act(redo)
    meet(first, second)
    assert shown(first) == shown(second) == 30
    assert first.status().rejected == second.status().rejected == 0


def test_acts_survive_a_restart_and_everybody_on_a_laptop_has_their_own(
    served: Centre, two: tuple[Laptop, Laptop], lesson: Lesson
) -> None:
    first, _ = two
    first.close()
    first.open()
    assert stack(first).undo is not None
    first.join(served.url, served.code("Ceci"))
    assert stack(first) == Stack()
    mark(first, lesson, lesson.persons[:1], "S")
    assert [view.count for view in stack(first).acts] == [1]
    assert first.call(sit_down, first.replica, "Adi")
    assert stack(first).acts[0].count == 3
    with pytest.raises(Overtaken, match="sudah diubah lagi oleh Ceci"):
        back(first)
    assert first.call(sit_down, first.replica, "Ceci")
    back(first)
    assert first.call(sit_down, first.replica, "Adi")
    assert back(first).count == 3
