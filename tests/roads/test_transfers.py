"""Two laptops that move one person to different classes, over real HTTP: asked, decided, the decision taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from contract.exchange.shapes import RowKey
from contract.tables import queries
from contract.training.catalogue import CLASS_GROUP, CONFLICT, ENROLMENT, SESSION
from desktop.services.conflicts.listing import Conflict, list_conflicts
from desktop.services.conflicts.resolving import resolve, undo
from desktop.services.conflicts.transfers import doubtful_places
from desktop.services.conflicts.views import HEADINGS, conflict_views, export_rows
from desktop.services.enrolment.selection import transfer
from desktop.services.enrolment.views import Wanted, list_enrolments
from desktop.services.faults import Unsuitable
from desktop.storage.edit import Change
from desktop.storage.queries.lines import fetch
from desktop.storage.tables import records
from tests.roads.centre import Centre
from tests.roads.laptop import Laptop, Lesson, laptop, patch_of

TITLES = ("Kelas A", "Kelas B", "Kelas C")


@pytest.fixture
def two(served: Centre, tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Two laptops of two organisers who have joined."""
    with ExitStack() as stack:
        first, second = (stack.enter_context(laptop(tmp_path, name)) for name in ("adi", "beni"))
        first.join(served.url, served.code("Adi"))
        second.join(served.url, served.code("Beni"))
        yield first, second


def moved_apart(first: Laptop, second: Laptop, *, second_first: bool = False) -> tuple[Lesson, int, int]:
    """A person of class A whom the first moved to B and the second to C while both were away; all have synced."""
    lesson = first.open_class(people=2)
    first.edit(Change(RowKey(CLASS_GROUP.number, lesson.class_id), patch_of(CLASS_GROUP, title=TITLES[0])))
    there, elsewhere = (first.new(CLASS_GROUP, title=title) for title in TITLES[1:])
    first.sync()
    second.sync()
    person = lesson.persons[0]
    first.act(lambda r, m: transfer(r, lesson.class_id, person, there, "dekat rumah", m))
    second.act(lambda r, m: transfer(r, lesson.class_id, person, elsewhere, "", m))
    order = (second, first, second) if second_first else (first, second, first)
    for one in order:
        one.sync()
    return lesson, there, elsewhere


def places(one: Laptop, person: int) -> dict[str, tuple[str, str | None]]:
    """By class, the person's state and the class to which they moved on."""
    titles = {row["id"]: row["title"] for row in one.rows(CLASS_GROUP)}
    found = {}
    for row in one.call(lambda: fetch(one.replica, queries.enrolments(records, list(_ids(one)), [person]))):
        to = titles.get(_text(row.transferred_to)) if row.transferred_to else None
        found[titles[_text(row.class_group)]] = (row.status, to)
    return found


def _ids(one: Laptop) -> list[int]:
    return [line.id for line in one.call(lambda: fetch(one.replica, queries.classes(records)))]


def _text(identifier: int) -> str:
    return f"{identifier >> 32}-{identifier & 0xFFFFFFFF}"


def asked(one: Laptop) -> Conflict:
    """The one open conflict."""
    (found,) = one.call(list_conflicts, one.replica)
    return found


def side_of(conflict: Conflict, class_id: int) -> str:
    return "first" if conflict.first.value == str(class_id) else "second"


def said_doubtful(one: Laptop, classes: tuple[int, ...]) -> dict[int, list[int]]:
    """By class, who is told to be in dispute in the list of it."""
    lists = {each: one.call(list_enrolments, one.replica, each, Wanted(), None) for each in classes}
    told = {each: [row.person for row in found.rows if row.doubtful] for each, found in lists.items()}
    return {each: people for each, people in told.items() if people}


BOTH = {"Kelas B": ("active", None), "Kelas C": ("active", None)}


@pytest.mark.parametrize("second_first", [False, True])
@pytest.mark.parametrize("keep", ["Kelas B", "Kelas C"])
def test_a_decision_leaves_one_place_and_is_taken_back_within_ninety_days(
    two: tuple[Laptop, Laptop], served: Centre, keep: str, second_first: bool
) -> None:
    first, second = two
    lesson, there, elsewhere = moved_apart(first, second, second_first=second_first)
    person = lesson.persons[0]
    kept = there if keep == "Kelas B" else elsewhere
    lost = "Kelas C" if keep == "Kelas B" else "Kelas B"
    for one in two:
        conflict = asked(one)
        assert (conflict.record, conflict.field_name) == (ENROLMENT, "transferred_to")
        found = places(one, person)
        assert found.pop("Kelas A")[0] == "withdrawn"
        assert found == BOTH
        assert said_doubtful(one, (lesson.class_id, there, elsewhere)) == {there: [person], elsewhere: [person]}
    take = side_of(asked(first), kept)
    first.act(lambda r, m: resolve(r, asked_here(first).id, take, m, "ditanyakan"))
    first.sync()
    second.sync()
    for one in two:
        assert not one.conflicts()
        assert places(one, person) == {
            "Kelas A": ("withdrawn", keep),
            keep: ("active", None),
            lost: ("withdrawn", keep),
        }
        (row,) = [row for row in one.rows(ENROLMENT) if row["reason"] == f"Pemindahan diputuskan: ke kelas {keep}"]
        assert row["class_group"] == _text(elsewhere if keep == "Kelas B" else there)
    decided = next(row for row in second.rows(CONFLICT))
    assert decided["resolved_by"] == first.joined.author if first.joined else False
    second.act(lambda r, m: undo(r, conflict.id, m))
    second.sync()
    first.sync()
    for one in two:
        found = places(one, person)
        assert found.pop("Kelas A")[0] == "withdrawn"
        assert found == BOTH
        asked(one)
    assert served.status().conflicts == 1


def asked_here(one: Laptop) -> Conflict:
    """The same on the database thread."""
    return list_conflicts(one.replica)[0]


def test_two_who_decide_differently_are_asked_again_and_the_next_decision_gives_the_place_back(
    two: tuple[Laptop, Laptop],
) -> None:
    first, second = two
    lesson, there, elsewhere = moved_apart(first, second)
    person = lesson.persons[0]
    for one, kept in ((first, there), (second, elsewhere)):
        take = side_of(asked(one), kept)
        one.act(lambda r, m, one=one, take=take: resolve(r, asked_here(one).id, take, m))  # type: ignore[misc]
    first.sync()
    second.sync()
    first.sync()
    again = asked(first)
    assert again.field_name == "transferred_to"
    first.act(lambda r, m: resolve(r, again.id, side_of(again, there), m))
    first.sync()
    second.sync()
    for one in two:
        assert not one.conflicts()
        assert places(one, person) == {
            "Kelas A": ("withdrawn", "Kelas B"),
            "Kelas B": ("active", None),
            "Kelas C": ("withdrawn", "Kelas B"),
        }


def test_who_was_moved_on_since_gives_up_the_place_where_they_are_now(two: tuple[Laptop, Laptop]) -> None:
    first, second = two
    lesson, there, elsewhere = moved_apart(first, second)
    person, further = lesson.persons[0], first.new(CLASS_GROUP, title="Kelas D")
    first.act(lambda r, m: transfer(r, there, person, further, "", m))
    assert doubtful(first) == {(one, person) for one in (there, elsewhere, further)}
    found = asked(first)
    first.act(lambda r, m: resolve(r, found.id, side_of(found, elsewhere), m))
    first.sync()
    second.sync()
    held = places(second, person)
    assert {title for title, (status, _) in held.items() if status == "active"} == {"Kelas C"}
    assert held["Kelas D"] == ("withdrawn", "Kelas C")
    first.act(lambda r, m: undo(r, found.id, m))
    assert {title for title, (status, _) in places(first, person).items() if status == "active"} == {
        "Kelas C",
        "Kelas D",
    }


def test_who_brings_the_person_back_decides_as_well(two: tuple[Laptop, Laptop]) -> None:
    first, second = two
    lesson, there, _ = moved_apart(first, second)
    person = lesson.persons[0]
    first.act(lambda r, m: transfer(r, there, person, lesson.class_id, "keliru", m))
    first.sync()
    second.sync()
    for one in two:
        assert not one.conflicts()
        assert places(one, person) == {
            "Kelas A": ("active", None),
            "Kelas B": ("withdrawn", "Kelas A"),
            "Kelas C": ("withdrawn", "Kelas A"),
        }


def doubtful(one: Laptop) -> set[tuple[int, int]]:
    return one.call(doubtful_places, one.replica)


def test_marks_in_a_place_that_is_asked_about_are_in_no_total(two: tuple[Laptop, Laptop]) -> None:
    first, second = two
    lesson, there, elsewhere = moved_apart(first, second)
    person = lesson.persons[0]
    session = first.new(SESSION, class_group=there, title="Sesi B", starts_at=1_753_400_000, lesson_hours=250)
    first.mark(Lesson(there, session, [person]), ["H"])

    def counted() -> list[tuple[str, int, int]]:
        lines = first.call(lambda: fetch(first.replica, queries.mark_counts(records, [session])))
        return [(line.status, line.disputed, line.people) for line in lines]

    assert counted() == [("H", 1, 1)]
    assert doubtful(first) == {(there, person), (elsewhere, person)}
    found = asked(first)
    first.act(lambda r, m: resolve(r, found.id, side_of(found, there), m))
    assert counted() == [("H", 0, 1)]
    assert not doubtful(first)


def test_both_sides_are_told_by_the_title_of_the_class(two: tuple[Laptop, Laptop]) -> None:
    first, second = two
    moved_apart(first, second)
    (view,) = first.call(conflict_views, first.replica)
    assert {view.first.value, view.second.value} == {"ke kelas Kelas B", "ke kelas Kelas C"}
    assert (view.kind, view.field, view.can_decide) == ("Kepesertaan", "Pindah ke kelas", True)
    (row,) = first.call(export_rows, first.replica, [asked(first)])
    told = dict(zip(HEADINGS, row, strict=True))
    assert {row[HEADINGS.index("nilai pertama")], row[HEADINGS.index("nilai kedua")]} == {
        "ke kelas Kelas B",
        "ke kelas Kelas C",
    }
    assert told["isian"] == "Pindah ke kelas"


def test_a_laptop_of_one_class_does_not_decide_about_another(
    two: tuple[Laptop, Laptop], served: Centre, tmp_path: Path
) -> None:
    first, second = two
    lesson, _, _ = moved_apart(first, second)
    with laptop(tmp_path, "citra") as facilitator:
        code = served.code("Citra", role="facilitator", class_id=_text(lesson.class_id))
        facilitator.join(served.url, code)
        facilitator.sync()
        found = asked(facilitator)
        with pytest.raises(Unsuitable, match="menyangkut kelas lain"):
            facilitator.act(lambda r, m: resolve(r, found.id, "first", m))
