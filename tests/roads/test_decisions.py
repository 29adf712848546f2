"""Decisions on conflicts over real HTTP: seen on every laptop, within the grants, in no count until they are made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, TypeVar

import pytest

from contract.exchange.dots import format_id
from contract.tables import queries
from contract.training.catalogue import CONFLICT
from desktop.services.attendance.marking import Entry, mark
from desktop.services.classes.views import show_class
from desktop.services.conflicts.listing import list_conflicts, list_decided
from desktop.services.conflicts.resolving import resolve, resolve_session, undo
from desktop.services.faults import NotAllowed
from desktop.storage.clock import moment
from desktop.storage.edit import Change
from desktop.storage.tables import records as near_records
from server.store.opening import open_centre
from server.store.tables import records as far_records
from tests.roads.centre import Centre
from tests.roads.laptop import Laptop, Lesson, laptop, patch_of

T = TypeVar("T")


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


def disagree(first: Laptop, second: Laptop, people: int = 10) -> Lesson:
    """A session of which both marked everybody, the second the first three as ill; both know of it."""
    lesson = first.open_class(people=people)
    first.sync()
    second.sync()
    first.mark(lesson, ["H"] * people)
    second.mark(lesson, ["S"] * 3 + ["H"] * (people - 3))
    first.sync()
    second.sync()
    first.sync()
    return lesson


def test_what_one_decides_is_seen_decided_by_the_other_with_who_and_when(two: tuple[Laptop, Laptop]) -> None:
    first, second = two
    disagree(first, second)
    standing = sorted(map(str, first.marks()))  # whose mark stands is the clocks' matter, not this test's
    one = first.call(list_conflicts, first.replica)[0]
    take = "first" if one.first.value == "H" else "second"
    first.act(lambda r, m: resolve(r, one.id, take, m, "ditanyakan"))
    assert len(first.call(list_conflicts, first.replica)) == 2
    first.sync()
    second.sync()
    assert len(second.call(list_conflicts, second.replica)) == 2
    now = second.call(moment, second.replica).wall
    (seen,) = second.call(list_decided, second.replica, now)
    assert seen.decision is not None
    assert (seen.id, seen.decision.value, seen.decision.author_name) == (one.id, "H", "Adi")
    assert seen.decision.reason == "ditanyakan"
    second.act(lambda r, m: undo(r, one.id, m))
    second.sync()
    first.sync()
    assert len(first.call(list_conflicts, first.replica)) == 3
    assert sorted(map(str, first.marks())) == sorted(map(str, second.marks())) == standing


def test_all_of_a_session_goes_the_way_of_one_author(two: tuple[Laptop, Laptop], served: Centre) -> None:
    first, second = two
    lesson = disagree(first, second)
    assert second.joined is not None
    author = second.joined.author
    decided = first.act(lambda r, m: resolve_session(r, lesson.session, {author}, m))
    assert len(decided) == 3
    first.sync()
    second.sync()
    assert second.marks() == ["S"] * 3 + ["H"] * 7
    assert served.status().conflicts == 0


def counted(lines: list[Any]) -> dict[tuple[str | None, int], int]:
    return {(line.status, line.disputed): line.people for line in lines}


def test_marks_in_open_conflict_are_counted_neither_on_a_laptop_nor_at_the_centre(
    two: tuple[Laptop, Laptop], served: Centre
) -> None:
    first, second = two
    lesson = disagree(first, second)

    def near() -> dict[tuple[str | None, int], int]:
        query = queries.mark_counts(near_records, [lesson.session])
        return counted(list(first.replica.connection.execute(query)))

    def far() -> dict[tuple[str | None, int], int]:
        with closing(open_centre(served.database)) as store, store.snapshot() as connection:
            return counted(list(connection.execute(queries.mark_counts(far_records, [lesson.session]))))

    standing = {key: people for key, people in far().items() if key[1]}
    assert first.call(near) == far()
    assert far()["H", 0] == 7
    assert sum(standing.values()) == 3
    shown = first.call(show_class, first.replica, lesson.class_id, 0).sessions[0]
    assert (shown.counts, shown.empty, shown.disputed) == ((7, 0, 0, 0, 0), 0, 3)
    person = lesson.persons[0]
    first.act(lambda r, m: mark(r, Entry(session=lesson.session, person=person, status="A"), m))
    first.sync()
    assert far() == first.call(near)
    assert far()["A", 0] == 1
    assert sum(people for (_, disputed), people in far().items() if disputed) == 2


def test_a_facilitator_decides_in_the_class_and_is_held_outside_and_a_viewer_decides_nothing(
    two: tuple[Laptop, Laptop], served: Centre, tmp_path: Path
) -> None:
    first, second = two
    own, other = disagree(first, second, 3), disagree(first, second, 3)
    keys = {one.session: one.key for one in first.call(list_conflicts, first.replica)}
    with laptop(tmp_path, "citra") as facilitator, laptop(tmp_path, "dewi") as viewer:
        code = served.code("Citra", role="facilitator", class_id=format_id(own.class_id))
        facilitator.join(served.url, code)
        facilitator.sync()
        found = facilitator.call(list_conflicts, facilitator.replica)
        assert {one.session for one in found} == {own.session}
        facilitator.act(lambda r, m: resolve(r, found[0].id, "first", m))
        facilitator.edit(Change(keys[other.session], patch_of(CONFLICT, open=0, taken="first")))
        assert facilitator.sync().pending == 0
        assert facilitator.status().held == 1
        viewer.join(served.url, served.code("Dewi", role="viewer"))
        viewer.sync()
        one = viewer.call(list_conflicts, viewer.replica)[0]
        with pytest.raises(NotAllowed, match="viewer"):
            viewer.act(lambda r, m: resolve(r, one.id, "first", m))
        viewer.edit(Change(one.key, patch_of(CONFLICT, open=0)))
        viewer.sync()
        assert viewer.status().held == 1
    assert served.status().conflicts == 5
