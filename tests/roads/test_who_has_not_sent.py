"""Who has not sent: a view of a class names the laptop whose marks are missing, and only that."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa

from contract.exchange.dots import format_id
from contract.training.catalogue import SESSION
from contract.training.rights.roles import Role
from desktop.services.attendance.marking import Entry, mark_many
from desktop.services.classes.sessions import close_session
from desktop.services.classes.views import show_class
from desktop.services.views import Silent
from desktop.storage import roll
from server.store.tables import device, segment
from tests.roads.centre import Centre
from tests.roads.laptop import Laptop, Lesson, laptop

DAY_S = 86_400


@pytest.fixture
def database_url(usual_database_url: str) -> str:
    """What is tried here does not touch how the centre keeps its rows."""
    return usual_database_url


@pytest.fixture
def two(served: Centre, tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Two laptops of two organisers who have joined."""
    with ExitStack() as stack:
        sabu, kupang = (stack.enter_context(laptop(tmp_path, name)) for name in ("Laptop Sabu 2", "Laptop Kupang"))
        sabu.join(served.url, served.code("Maria"))
        kupang.join(served.url, served.code("Beni"))
        yield sabu, kupang


def five_days_ago(served: Centre, sabu: Laptop) -> None:
    """Whatever the centre has heard of this laptop, it heard five days ago."""
    assert sabu.joined is not None
    then = int(time.time()) - 5 * DAY_S - 60
    with served.writing() as connection:
        connection.execute(sa.update(device).where(device.c.number == sabu.joined.device).values(last_seen=then))
        authored = segment.c.author >= sabu.joined.author, segment.c.author < sabu.joined.author + 16
        connection.execute(sa.update(segment).where(*authored).values(received=then))


def held_yesterday(laptop: Laptop, lesson: Lesson) -> int:
    """Another session of the class, a day ago, of which nothing has come yet."""
    starts = int(time.time()) - DAY_S
    return laptop.new(SESSION, class_group=lesson.class_id, title="Sesi 2", starts_at=starts, lesson_hours=100)


def asked(laptop: Laptop, lesson: Lesson) -> tuple[Silent, ...]:
    """Whom the view of the class names after the roll was called."""
    laptop.call(roll.want, laptop.replica, True)
    laptop.sync()
    return laptop.call(show_class, laptop.replica, lesson.class_id, int(time.time())).silent


def test_the_laptop_that_marked_the_class_and_is_silent_since_the_session_is_named(
    two: tuple[Laptop, Laptop], served: Centre
) -> None:
    sabu, kupang = two
    lesson = sabu.open_class(people=46)
    all_here = [Entry(session=lesson.session, person=person, status="H") for person in lesson.persons]
    sabu.act(lambda r, m: mark_many(r, all_here, m))
    sabu.sync()
    kupang.sync()
    held_yesterday(kupang, lesson)
    kupang.sync()
    assert asked(kupang, lesson) == (), "the centre has just heard from it"
    five_days_ago(served, sabu)
    (silent,) = asked(kupang, lesson)
    assert (silent.laptop, silent.people, silent.days, silent.marks) == ("Laptop Sabu 2", ("Maria",), 5, 46)
    assert silent.sentence == "Laptop Sabu 2: belum terkirim 5 hari, kira-kira 46 presensi"
    sabu.act(lambda r, m: mark_many(r, all_here[:1], m))
    sabu.sync()
    assert asked(kupang, lesson) == (), "it has spoken since: an empty register is an empty register"


def test_a_closed_session_and_one_that_is_still_to_come_wait_for_nobody(
    two: tuple[Laptop, Laptop], served: Centre
) -> None:
    sabu, kupang = two
    lesson = sabu.open_class(people=3)
    sabu.mark(lesson, ["H"] * 3)
    sabu.sync()
    kupang.sync()
    tomorrow = int(time.time()) + DAY_S
    kupang.new(SESSION, class_group=lesson.class_id, title="Sesi 3", starts_at=tomorrow, lesson_hours=100)
    yesterday = held_yesterday(kupang, lesson)
    kupang.act(lambda r, m: close_session(r, yesterday, True, m))
    kupang.sync()
    five_days_ago(served, sabu)
    assert asked(kupang, lesson) == ()


def test_a_facilitator_who_never_sent_is_named_by_task_and_knows_nothing_of_other_classes(
    two: tuple[Laptop, Laptop], served: Centre, tmp_path: Path
) -> None:
    sabu, kupang = two
    lesson, other = sabu.open_class(people=3), sabu.open_class(people=2)
    sabu.sync()
    kupang.sync()
    held_yesterday(kupang, lesson)
    kupang.sync()
    with ExitStack() as stack:
        rote, alor = (stack.enter_context(laptop(tmp_path, name)) for name in ("Laptop Rote", "Laptop Alor"))
        rote.join(served.url, served.code("Yohanes", Role.FACILITATOR, class_id=format_id(lesson.class_id)))
        alor.join(served.url, served.code("Ani", Role.FACILITATOR, class_id=format_id(other.class_id)))
        rote.sync()
        alor.sync()
        called = alor.call(roll.called, alor.replica, 5300)
        assert called is not None
        named = {one.name for one in called.laptops}
        assert named == {"Laptop Sabu 2", "Laptop Kupang", "Laptop Alor"}
        five_days_ago(served, rote)
        (silent,) = asked(kupang, lesson)
        assert (silent.laptop, silent.marks) == ("Laptop Rote", 3), "of a session before it spoke it had nothing to say"
