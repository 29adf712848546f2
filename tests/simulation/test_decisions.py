"""Officers who decide conflicts without a network: the same on all laptops afterwards, and nobody overruled unseen."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from contract.exchange.shapes import Record, RowKey, Value
from contract.training.catalogue import ATTENDANCE, CATALOGUE, CONFLICT, ENROLMENT, GROUP, PERSON, SESSION
from desktop.services.conflicts.decisions import closings
from desktop.storage.edit import Change
from tests.simulation import reading
from tests.simulation.laptop import Laptop
from tests.simulation.story import Story, class_a, patch_of
from tests.simulation.world import Plan

STANDING = ("H", "S")
OPEN, TAKEN = (CONFLICT.by_name[name].number for name in ("open", "taken"))


@pytest.fixture
def story() -> Story:
    """A world without disasters."""
    return Story(Plan())


def act(story: Story, laptop: Laptop, key: RowKey, **fields: Value) -> None:
    """An edit as the services make it: it decides the open conflicts about the fields that it sets."""
    story.chance.now += 60
    change = Change(key, patch_of(CATALOGUE.record(key.table), **fields))
    seat = laptop.seats[0]
    decided = closings(laptop.replica, laptop.author(seat), [change], laptop.moment(story.chance))
    assert laptop.edit(seat, story.chance, (story.memory, story.chronicle), *decided, change)
    story.look()


def open_conflicts(story: Story) -> list[dict[int, Value]]:
    rows = reading.rows(story.far)
    return [held.row or {} for key, held in rows.items() if key.table == CONFLICT.number and (held.row or {}).get(OPEN)]


def disputed_mark(story: Story) -> RowKey:
    """A mark that the first laptop made H and the second S, which all laptops know to be in conflict."""
    first, second = story.laptops[:2]
    session = story.edit(first, SESSION, class_group=class_a(story), title="Sesi 1")
    person = story.edit(first, PERSON, name="n1")
    story.edit(first, RowKey(ENROLMENT.number, class_a(story), person.k1), status="active")
    story.sync(first, second)
    key = RowKey(ATTENDANCE.number, session.k1, person.k1)
    story.edit(first, key, status="H")
    story.edit(second, key, status="S")
    story.sync(first, second, *story.laptops)
    assert len(open_conflicts(story)) == 1
    return key


@pytest.mark.parametrize(("one", "other", "turned"), list(product("HS", "HSI", (False, True))))
def test_two_who_decide_without_a_network_agree_silently_or_disagree_anew(
    story: Story, one: str, other: str, turned: bool
) -> None:
    key = disputed_mark(story)
    first, second = story.laptops[:2]
    act(story, first, key, status=one)
    act(story, second, key, status=other)
    story.sync(*((second, first) if turned else (first, second)))
    story.end()
    assert len(open_conflicts(story)) == (one != other)
    shown = {str((story.shown(laptop, key) or {}).get("status")) for laptop in (first, second)}
    assert len(shown) == 1
    assert shown <= {one, other}


def test_a_decision_is_seen_on_the_laptops_of_others_and_who_made_it(story: Story) -> None:
    key = disputed_mark(story)
    first, second = story.laptops[:2]
    act(story, first, key, status="H")
    story.sync(first, second)
    (row,) = (held.row for k, held in reading.rows(second.driver).items() if k.table == CONFLICT.number)
    told = {CONFLICT.by_number[number].name: value for number, value in (row or {}).items()}
    assert (told["open"], told["taken"], told["stood"], told["decided"]) == (0, "first", "S", "H")
    assert told["resolved_by"] == first.author(first.seats[0])
    assert (story.shown(second, key) or {})["status"] == "H"
    story.end()


def test_who_corrects_a_mark_not_knowing_that_it_was_decided_disagrees_with_the_decision(story: Story) -> None:
    """They had seen the value that was decided for: only the decision's own put lets the two meet."""
    key = disputed_mark(story)
    first, second = story.laptops[:2]
    act(story, first, key, status="S")
    story.edit(second, key, status="A")
    story.sync(first, second)
    story.end()
    (row,) = open_conflicts(story)
    values = {row[CONFLICT.by_name[name].number] for name in ("first_value", "second_value")}
    assert values == {"S", "A"}


def test_a_decision_never_closes_a_disagreement_that_its_maker_had_not_seen(story: Story) -> None:
    """The other side was marked anew meanwhile: the same conflict has other values by then."""
    key = disputed_mark(story)
    first, second = story.laptops[:2]
    story.edit(second, key, status="I")
    act(story, first, key, status="H")
    story.sync(second, first)
    story.end()
    (row,) = open_conflicts(story)
    assert TAKEN not in row


@pytest.mark.parametrize("turned", [False, True])
def test_two_who_decide_a_deletion_differently_disagree_anew(story: Story, turned: bool) -> None:
    first, second = story.laptops[:2]
    person = story.edit(first, PERSON, name="n1")
    key = RowKey(ENROLMENT.number, class_a(story), person.k1)
    story.edit(first, key, status="active")
    story.sync(first, second)
    story.edit(first, key, gone=1)
    story.edit(second, key, status="withdrawn")
    story.sync(first, second, *story.laptops)
    assert len(open_conflicts(story)) == 1
    act(story, first, key, gone=1)
    act(story, second, key, gone=None)
    assert story.shown(second, key) is not None
    story.sync(*((second, first) if turned else (first, second)))
    story.end()
    assert len(open_conflicts(story)) == 1
    assert not (story.shown(first, key) or {}).get("gone")


@pytest.mark.parametrize(
    ("record", "field", "values", "kinds"),
    [
        (PERSON, "phone", ("+621", "+622"), []),
        (PERSON, "agency", ("Bappeda", "Dinas Kesehatan"), []),
        (PERSON, "name", ("Yohanes", "Johanes"), ["sensitive"]),
        (PERSON, "birth_date", ("1980-01-31", "1981-01-31"), ["sensitive"]),
        (PERSON, "employee_number", ("198001012000011001", "198001012000011002"), ["unique"]),
        (PERSON, "national_id", ("5371010101800001", "5371010101800002"), ["unique"]),
        (SESSION, "title", ("Sesi A", "Sesi B"), []),
        (GROUP, "plan", ("latar\ntujuan", "latar\njadwal"), []),
        (GROUP, "theme", ("air", "sampah"), []),
    ],
)
def test_each_kind_of_field_asks_a_person_or_not_and_equal_values_never(
    story: Story, record: Record, field: str, values: tuple[str, str], kinds: list[str]
) -> None:
    first, second = story.laptops[:2]
    needed: dict[str, Any] = {"name": "n"} if record is PERSON else {"class_group": class_a(story), "title": "t"}
    differs, agrees = (story.edit(first, record, **needed) for _ in range(2))
    story.sync(first, second)
    for laptop, value in zip((first, second), values, strict=True):
        said: dict[str, Any] = {field: value}
        same: dict[str, Any] = {field: "1990-12-31" if field == "birth_date" else "sama"}
        story.edit(laptop, differs, **said)
        story.edit(laptop, agrees, **same)
    story.sync(first, second, first)
    assert [row[CONFLICT.by_name["kind"].number] for row in open_conflicts(story)] == kinds
    shown = {str((story.shown(laptop, differs) or {})[field]) for laptop in (first, second)}
    if field == "plan":
        (text,) = shown
        assert all(line in text for line in ("latar", "tujuan", "jadwal"))
    else:
        assert shown == {values[1]}
    story.end()


def test_one_number_registered_twice_is_taken_twice_and_asked_about(story: Story) -> None:
    first, second = story.laptops[:2]
    number: dict[str, Any] = {"employee_number": "198001012000011001"}
    one = story.edit(first, PERSON, name="Yohanes Leo", **number)
    other = story.edit(second, PERSON, name="Maria Nalle", **number)
    story.sync(first, second, first)
    (row,) = open_conflicts(story)
    told = {CONFLICT.by_number[n].name: value for n, value in row.items()}
    assert (told["kind"], {told["row_k1"], told["row_k2"]}) == ("twin", {one.k1, other.k1})
    made = story.far.execute("SELECT wall, corrected, received FROM op WHERE k1 = ?", (one.k1,)).fetchone()
    assert tuple(told.get(f"first_{name}") for name in ("wall", "at", "received")) == made
    assert story.shown(first, one) == story.shown(second, one)
    assert (story.shown(first, other) or {})["employee_number"] == number["employee_number"]
    story.end()
