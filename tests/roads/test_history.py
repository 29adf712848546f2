"""The history of a record over real HTTP: who changed which field, by which road, and what is not known here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, PERSON
from desktop.services.attendance.marking import Entry, mark
from desktop.services.exchange.courier import read_stick, write_stick
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.history.events import Event, Fate, FieldEdit, Kind, RecordHistory, Road
from desktop.services.history.record_history import history_of, record_named
from desktop.storage.edit import Change
from tests.roads.centre import Centre
from tests.roads.laptop import Laptop, Lesson, laptop, patch_of


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
    """A class that the first laptop made, known to both."""
    made = two[0].open_class(people=2)
    meet(*two)
    return made


def meet(*laptops: Laptop) -> None:
    for _ in range(2):
        for one in laptops:
            one.sync()


def past(here: Laptop, key: RowKey) -> RecordHistory:
    return here.call(history_of, here.replica, key)


def write_mark(here: Laptop, lesson: Lesson, status: str, later: int = 0) -> None:
    """later: so many seconds on; of two marks in one second the row does not say that it was written again."""
    entry = Entry(session=lesson.session, person=lesson.persons[0], status=status)
    here.act(lambda r, m: mark(r, entry, replace(m, wall=m.wall + later)))


def told(event: Event) -> dict[str, tuple[str | None, str]]:
    return {field.label: (field.before, field.after) for field in event.fields}


def test_own_changes_are_told_from_the_first_one_and_what_came_of_them(
    two: tuple[Laptop, Laptop], lesson: Lesson
) -> None:
    first, _ = two
    key = RowKey(PERSON.number, lesson.persons[0])
    first.edit(Change(key, patch_of(PERSON, agency="BKD")))
    changed, made = past(first, key).events
    assert past(first, key).whole
    assert (made.kind, made.road, made.fate, made.who, made.laptop) == (
        Kind.CREATED,
        Road.OWN,
        Fate.ARRIVED,
        "Adi",
        "adi",
    )
    assert told(made)["Nama"] == ("", "Orang 0")
    assert (changed.kind, changed.fate) == (Kind.CHANGED, Fate.SAVED)
    assert changed.fields == (FieldEdit(label="Instansi", before="", after="BKD"),)
    assert changed.device_at == changed.here_at
    assert changed.corrected_at is None
    assert changed.received_at is None
    first.sync()
    assert past(first, key).events[0].fate is Fate.ARRIVED


def test_what_another_laptop_changed_is_told_with_what_stood_and_who_only_where_the_row_says_so(
    two: tuple[Laptop, Laptop], lesson: Lesson
) -> None:
    first, second = two
    key = RowKey(PERSON.number, lesson.persons[0])
    second.edit(Change(key, patch_of(PERSON, phone="+628", agency="Dinas Kesehatan")))
    write_mark(second, lesson, "S")
    meet(second, first)
    changed, made = past(first, key).events
    assert told(changed) == {"No. HP": ("08120000", "+628"), "Instansi": ("", "Dinas Kesehatan")}
    assert (changed.road, changed.who, changed.device_at) == (Road.CENTRE, "", None)
    assert changed.here_at is not None
    assert made.kind is Kind.CREATED
    cell = RowKey(ATTENDANCE.number, lesson.session, lesson.persons[0])
    write_mark(second, lesson, "I", later=2)
    meet(second, first)
    changed, came = past(first, cell).events
    assert told(changed) == {"Kehadiran": ("S (Sakit)", "I (Izin)")}
    assert (changed.who, changed.laptop, changed.road) == ("Beni", "beni", Road.CENTRE)
    assert (came.kind, came.fields) == (Kind.CREATED, ())
    assert not past(first, cell).whole


def test_of_what_came_with_the_first_copy_only_the_centre_knows_the_past(
    two: tuple[Laptop, Laptop], lesson: Lesson, served: Centre, tmp_path: Path
) -> None:
    key = RowKey(PERSON.number, lesson.persons[0])
    with laptop(tmp_path, "ceci") as third:
        third.join(served.url, served.code("Ceci"))
        third.sync()
        found = past(third, key)
        assert (found.events, found.whole) == ((), False)
        assert found.note == "Perubahan lebih lama ada di pusat; laptop ini tidak menyimpannya."
        third.edit(Change(key, patch_of(PERSON, agency="BKD")))
        (changed,) = past(third, key).events
        assert changed.fields == (FieldEdit(label="Instansi", before=None, after="BKD"),)
        assert third.call(lambda: third.replica.connection.exec_driver_sql("SELECT count(*) FROM trail").scalar()) == 0


def test_of_a_disagreement_all_three_times_and_the_laptop_are_known(two: tuple[Laptop, Laptop], lesson: Lesson) -> None:
    first, second = two
    cell = RowKey(ATTENDANCE.number, lesson.session, lesson.persons[0])
    write_mark(first, lesson, "H")
    write_mark(second, lesson, "S")
    meet(first, second)
    theirs = next(event for event in past(first, cell).events if event.road is Road.CENTRE)
    assert (theirs.who, theirs.laptop) == ("Beni", "beni")
    assert None not in (theirs.device_at, theirs.corrected_at, theirs.received_at, theirs.here_at)
    mine = next(event for event in past(first, cell).events if event.road is Road.OWN)
    assert None not in (mine.device_at, mine.corrected_at, mine.received_at)


def test_what_the_centre_answered_on_a_stick_came_by_stick(
    two: tuple[Laptop, Laptop], lesson: Lesson, tmp_path: Path
) -> None:
    island, town = two
    stick = tmp_path / "FLASHDISK"
    stick.mkdir()
    key = RowKey(PERSON.number, lesson.persons[0])
    town.edit(Change(key, patch_of(PERSON, agency="BKD")))
    island.edit(Change(RowKey(PERSON.number, lesson.persons[1]), patch_of(PERSON, agency="Dinas")))
    write_stick(island.replica, stick)
    waits = past(island, RowKey(PERSON.number, lesson.persons[1])).events[0]
    assert (waits.fate, waits.remark) == (Fate.CARRIED, "Di berkas flashdisk nomor 1, belum sampai pusat.")
    read_stick(town.replica, town.lock, (stick,))
    meet(town)
    write_stick(town.replica, stick)
    assert read_stick(island.replica, island.lock, (stick,)).answers == 1
    changed = past(island, key).events[0]
    assert (changed.road, told(changed)) == (Road.STICK, {"Instansi": ("", "BKD")})
    assert changed.here_at is not None
    assert past(island, RowKey(PERSON.number, lesson.persons[1])).events[0].fate is Fate.ARRIVED


def test_a_kind_or_an_id_that_is_none_is_refused_with_what_would_do(two: tuple[Laptop, Laptop]) -> None:
    with pytest.raises(Unsuitable, match="tidak dikenal; pakai salah satu: programme"):
        record_named("orang", "7-1")
    with pytest.raises(Unsuitable, match="tulis session/person"):
        record_named("mark", "7-1")
    assert record_named("class", "7-1").table == 5
    with pytest.raises(NotHere):
        past(two[0], record_named("person", "7-1"))
