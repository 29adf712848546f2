"""Talks by themselves cost no more than people allow; own work and a person's own press are never held back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from contract.training.catalogue import PERSON
from desktop.storage.replica import Replica
from desktop.storage.status import Visit, note_visit, visits
from desktop.sync.budget import Restraint, Spending, account, choose, spending, spent_on
from desktop.sync.runner import Ended, Event
from desktop.sync.status import Attempt, store_attempt
from tests.roads.centre import Centre, centre
from tests.roads.laptop import Laptop, laptop
from tests.roads.test_bad_roads import many_people
from tests.roads.test_runner import running, wait_for

NOON = datetime(2026, 11, 22, 12).astimezone()
TODAY = NOON.date()


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(sqlite_url, tmp_path) as made:
        yield made


@pytest.fixture
def adi(served: Centre, tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path, "adi") as made:
        made.join(served.url, served.code("Adi"))
        made.sync()
        yield made


def visit(replica: Replica, at: datetime, size: int) -> None:
    note_visit(replica, Visit(at=int(at.timestamp()), sent=0, received=0, bytes_up=size, bytes_down=size, outcome=""))


def due(adi: Laptop) -> None:
    adi.call(store_attempt, adi.replica, Attempt(int(time.time()), 0))


def next_at(adi: Laptop) -> float:
    return (adi.status().next_attempt or 0) - time.time()


def talks(events: list[Event]) -> int:
    return sum(isinstance(event, Ended) for event in events)


@pytest.mark.parametrize(
    ("days", "spent"),
    [
        ([-1, -1], 0),
        ([-1, 0, 0], 400),
        ([-2, -1, 0, 1, 0], 600),
        ([1, 1], 400),
        ([0, -1], 0),
        ([0, -1, 0], 200),
    ],
)
def test_a_day_is_the_calendars_and_a_clock_set_back_gives_no_bytes(
    tmp_path: Path, days: list[int], spent: int
) -> None:
    with laptop(tmp_path, "adi") as made:
        for day in days:
            made.call(visit, made.replica, NOON + timedelta(days=day), 100)
        assert made.call(spent_on, made.replica, TODAY) == spent
        assert made.call(spent_on, made.replica, TODAY + timedelta(days=400)) == 0


def test_a_choice_is_kept_and_half_of_it_can_be_changed(tmp_path: Path) -> None:
    with laptop(tmp_path, "adi") as made:
        assert made.call(spending, made.replica) == Spending(None, True)
        made.call(choose, made.replica, day_bytes=5_000_000)
        made.call(choose, made.replica, minds_metered=False)
        assert made.call(spending, made.replica) == Spending(5_000_000, False)
        assert made.call(account, made.replica, metered=True).restraint is None
        made.call(choose, made.replica, minds_metered=True)
        assert made.call(account, made.replica, metered=True).restraint is Restraint.METERED
        made.call(choose, made.replica, day_bytes=None)
        assert made.call(spending, made.replica) == Spending(None, True)


def test_when_the_day_is_spent_nothing_is_fetched_by_itself_and_a_press_goes_through(adi: Laptop) -> None:
    adi.call(choose, adi.replica, day_bytes=1)
    assert adi.call(account, adi.replica, today=date.today()).restraint is Restraint.BUDGET  # noqa: DTZ011
    before = len(adi.call(visits, adi.replica, 50))
    events: list[Event] = []
    with running(adi, events) as runner:
        due(adi)
        runner.poke()
        wait_for(lambda: next_at(adi) > 200)
        time.sleep(0.5)
        assert talks(events) == 0
        assert len(adi.call(visits, adi.replica, 50)) == before
        assert runner.sync_now().result(30).fault is None
        assert talks(events) == 1


@pytest.mark.parametrize("reason", [Restraint.BUDGET, Restraint.METERED])
def test_own_work_goes_and_the_news_of_others_waits(
    reason: Restraint, served: Centre, adi: Laptop, tmp_path: Path
) -> None:
    with laptop(tmp_path, "beni") as beni:
        beni.join(served.url, served.code("Beni"))
        many_people(beni, 1500)
        beni.sync()
    if reason is Restraint.BUDGET:
        adi.call(choose, adi.replica, day_bytes=1)
    events: list[Event] = []
    with running(adi, events) as runner:
        runner.note_metered(reason is Restraint.METERED)
        adi.open_class(people=2)
        runner.note_edit()
        wait_for(lambda: talks(events) == 1)
        assert len(served.dump("session")) == 1, "the class is at the centre"
        report = next(event.report for event in events if isinstance(event, Ended))
        assert report.fault is None
        assert report.sent == 6
        assert report.bytes_down < 5_000
        assert len(adi.rows(PERSON)) == 2, "those of the other laptop wait"
        assert report.pending == 6, "known to be there, and settled with the news"
        runner.note_metered(False)
        adi.call(choose, adi.replica, day_bytes=None)
        report = runner.sync_now().result(60)
        assert (report.fault, report.pending) == (None, 0)
    assert len(served.dump("person")) == len(adi.rows(PERSON)) == 1502


def test_little_news_comes_along_and_settles_what_went(adi: Laptop) -> None:
    adi.call(choose, adi.replica, day_bytes=1)
    events: list[Event] = []
    with running(adi, events) as runner:
        adi.open_class(people=2)
        runner.note_edit()
        wait_for(lambda: talks(events) == 1)
        assert adi.status().pending == 0


def test_much_own_work_waits_for_a_person_or_the_next_day(adi: Laptop) -> None:
    adi.call(choose, adi.replica, day_bytes=1)
    many_people(adi, 6000)
    events: list[Event] = []
    with running(adi, events) as runner:
        due(adi)
        runner.poke()
        wait_for(lambda: next_at(adi) > 200)
        assert talks(events) == 0
        assert adi.status().pending == 6000
        assert runner.sync_now().result(90).pending == 0
