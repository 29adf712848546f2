"""Two laptops that replicate one template while both are away: every district has one draft in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from contract.exchange.shapes import RowKey
from contract.training.catalogue import CLASS_GROUP, ENROLMENT, PERSON, SESSION, TRAINING
from desktop.services.programmes.doubles import find_doubles, merge_doubles
from desktop.services.programmes.opening import Opening, open_programme
from desktop.services.programmes.templates import list_templates, make_template, replicate
from desktop.services.programmes.trainings import show_training
from desktop.storage.edit import Change
from tests.roads.centre import Centre
from tests.roads.laptop import Laptop, laptop, patch_of

KEY = "gcio-kaltim-2023"
PROVINCE, DISTRICTS = "64", 10


@pytest.fixture
def two(served: Centre, tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Two laptops of two organisers who have joined."""
    with ExitStack() as stack:
        first, second = (stack.enter_context(laptop(tmp_path, name)) for name in ("adi", "beni"))
        first.join(served.url, served.code("Adi"))
        second.join(served.url, served.code("Beni"))
        yield first, second


def drafted_twice(first: Laptop, second: Laptop) -> int:
    """A template that both laptops replicated while they were away, and then synced."""
    opened = first.act(lambda r, m: open_programme(r, KEY, Opening(office="53"), m))
    assert opened.training is not None
    training = opened.training
    template = first.act(lambda r, m: make_template(r, training, date(2026, 3, 2), m))
    first.sync()
    second.sync()
    for one in (first, second):
        drafts = one.act(lambda r, m: replicate(r, template, PROVINCE, "2026-05-04", m))
        assert sum(draft.opened is not None for draft in drafts) == DISTRICTS
    for one in (first, second, first):
        one.sync()
    return template


def drafts_of(one: Laptop, template: int) -> Counter[str]:
    """How many drafts each district has."""
    rows = one.rows(TRAINING)
    named = f"{template >> 32}-{template & 0xFFFFFFFF}"
    return Counter(row["district"] for row in rows if row["template"] == named and not row["gone"])


def test_drafts_of_two_laptops_are_one_after_they_are_merged(two: tuple[Laptop, Laptop], served: Centre) -> None:
    first, second = two
    template = drafted_twice(first, second)
    assert set(drafts_of(first, template).values()) == {2}
    assert [(one.opened, one.doubles) for one in first.call(list_templates, first.replica)] == [(20, 10)]
    found = {one: one.call(find_doubles, one.replica, template) for one in two}
    assert found[first] == found[second]
    # Both press it before they hear of each other: the same drafts go.
    for one in two:
        merged = one.act(lambda r, m: merge_doubles(r, template, m))
        assert sum(len(double.surplus) for double in merged) == DISTRICTS
    for one in (first, second, first):
        one.sync()
    for one in two:
        assert set(drafts_of(one, template).values()) == {1}
        assert not one.call(find_doubles, one.replica, template)
        kept = [double.kept for double in found[one]]
        assert all(one.call(show_training, one.replica, draft).classes for draft in kept)
        assert len([row for row in one.rows(CLASS_GROUP) if not row["gone"]]) == 1 + DISTRICTS
    assert served.status().conflicts == 0


def test_whoever_replicates_again_merges_them_too(two: tuple[Laptop, Laptop]) -> None:
    first, second = two
    template = drafted_twice(first, second)
    again = second.act(lambda r, m: replicate(r, template, PROVINCE, "2026-05-04", m))
    assert [(draft.opened, draft.merged) for draft in again] == [(None, 1)] * DISTRICTS
    second.sync()
    first.sync()
    assert set(drafts_of(first, template).values()) == {1}


def test_a_draft_that_was_worked_in_stays_and_one_that_was_changed_is_told(two: tuple[Laptop, Laptop]) -> None:
    first, second = two
    template = drafted_twice(first, second)
    before = first.call(find_doubles, first.replica, template)
    enrolled, changed = before[0], before[1]
    # Somebody is nominated in the draft that would have gone; in another district a session was renamed.
    (later,) = enrolled.surplus
    class_id = first.call(show_training, first.replica, later).classes[0][0]
    person = first.new(PERSON, name="Maria Nalle")
    first.edit(Change(RowKey(ENROLMENT.number, class_id, person), patch_of(ENROLMENT, status="nominated")))
    renamed = first.call(show_training, first.replica, changed.surplus[0]).classes[0][0]
    first.new(SESSION, class_group=renamed, title="Sesi tambahan", starts_at=1_780_000_000, lesson_hours=200)
    after = first.act(lambda r, m: merge_doubles(r, template, m))
    assert (after[0].kept, after[0].surplus, after[0].different) == (later, (enrolled.kept,), ())
    assert (after[1].kept, after[1].surplus) == (changed.kept, ())
    assert after[1].different == changed.surplus
    first.sync()
    second.sync()
    counts = drafts_of(second, template)
    assert counts.pop(changed.district) == 2
    assert set(counts.values()) == {1}


def test_who_works_in_a_draft_while_it_is_merged_away_keeps_it(two: tuple[Laptop, Laptop]) -> None:
    first, second = two
    template = drafted_twice(first, second)
    found = first.call(find_doubles, first.replica, template)
    (gone,) = found[0].surplus
    class_id = second.call(show_training, second.replica, gone).classes[0][0]
    first.act(lambda r, m: merge_doubles(r, template, m))
    person = second.new(PERSON, name="Maria Nalle")
    second.edit(Change(RowKey(ENROLMENT.number, class_id, person), patch_of(ENROLMENT, status="nominated")))
    for one in (first, second, first):
        one.sync()
    for one in two:
        counts = drafts_of(one, template)
        assert counts[found[0].district] == 2
        assert gone in {double.kept for double in one.call(find_doubles, one.replica, template)}
