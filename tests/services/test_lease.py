"""A laptop that meets no centre for long: warned, then closed for reading, never for work."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from contract.exchange.shapes import RowKey
from contract.training.catalogue import CONFLICT
from desktop.services.attendance.marking import Entry, mark
from desktop.services.attendance.register import open_register
from desktop.services.attendance.sheet import export_rows
from desktop.services.conflicts import views as conflict_views
from desktop.services.exchange.lease import Lease, ReadingClosed, Stage, lease
from desktop.services.people.listing import list_people, search_people
from desktop.services.people.twins import Twins
from desktop.services.writing import patch
from desktop.storage.lease import DAY_S, note_day
from desktop.storage.status import note_contact
from desktop.storage.tables import realm
from tests.services.laptop import Laptop


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path)
    yield made
    made.database.close()


def met(laptop: Laptop, days_ago: int) -> None:
    """The last contact was so many days ago, by this laptop's clock."""
    at = int(time.time()) - days_ago * DAY_S
    laptop.call(lambda: laptop.replica.connection.execute(sa.update(realm).values(last_contact=at)))


def standing(laptop: Laptop) -> Lease:
    held = laptop.read(lease)
    assert held is not None
    return held


@pytest.mark.parametrize(
    ("days", "stage", "left"),
    [
        (0, Stage.FRESH, 90),
        (59, Stage.FRESH, 31),
        (60, Stage.WARNED, 30),
        (80, Stage.URGENT, 10),
        (90, Stage.CLOSED, 0),
    ],
)
def test_people_are_warned_before_reading_closes(laptop: Laptop, days: int, stage: Stage, left: int) -> None:
    met(laptop, days)
    held = standing(laptop)
    assert (held.stage, held.left) == (stage, left)
    assert bool(held.warning) is (stage is not Stage.FRESH)
    assert str(days) in held.warning or stage is Stage.FRESH


def test_a_laptop_that_met_no_centre_for_a_quarter_shows_no_people_and_still_takes_marks(laptop: Laptop) -> None:
    class_id, [session], [person] = laptop.class_with(1, 1)
    other = laptop.person("Maria Nalle")
    twins = patch(CONFLICT, record="person", row_k1=person, row_k2=other, field="employee_number", kind="twin", open=1)
    laptop.arrive(RowKey(CONFLICT.number, 5, person, other), twins)
    met(laptop, 90)
    for reading in (
        lambda r: search_people(r, "", None, None),
        lambda r: list_people(r, "", class_id, None),
        lambda r: export_rows(r, class_id=class_id),
        lambda r: Twins().find(r),
    ):
        with pytest.raises(ReadingClosed, match="90 hari"):
            laptop.read(reading)
    with pytest.raises(ReadingClosed):
        laptop.read(lambda r: conflict_views.export_rows(r, ()))
    assert [one.twins for one in laptop.read(conflict_views.conflict_views)] == [None]
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="H"), m))
    assert len(laptop.read(lambda r: open_register(r, class_id)).marks) == 1
    laptop.call(lambda: note_contact(laptop.replica, 1, int(time.time())))
    assert laptop.read(lambda r: search_people(r, "", None, None))[0] == 2
    assert [one.twins is None for one in laptop.read(conflict_views.conflict_views)] == [False]


def test_a_clock_that_was_set_back_does_not_open_what_the_days_of_work_have_closed(laptop: Laptop) -> None:
    met(laptop, 0)
    now = int(time.time())
    for day in range(91):
        laptop.call(lambda day=day: note_day(laptop.replica, now + day * DAY_S))  # type: ignore[misc]
    assert standing(laptop).stage is Stage.CLOSED
    laptop.call(lambda: note_contact(laptop.replica, 1, now + 5))
    assert standing(laptop).stage is Stage.FRESH


def test_before_the_first_contact_there_is_no_lease(laptop: Laptop) -> None:
    laptop.call(lambda: laptop.replica.connection.execute(sa.update(realm).values(last_contact=None)))
    laptop.call(lambda: note_day(laptop.replica, int(time.time())))
    assert laptop.read(lease) is None
