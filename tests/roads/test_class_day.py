"""The whole road over real HTTP: laptops with encrypted replicas, a server process, both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from contract.exchange.dots import format_id
from contract.training.catalogue import ATTENDANCE, CATALOGUE, PERSON
from tests.roads.centre import Centre
from tests.roads.laptop import Laptop, everything, laptop


@pytest.fixture
def two(served: Centre, tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Two laptops of two organisers who have joined."""
    with ExitStack() as stack:
        first, second = (stack.enter_context(laptop(tmp_path, name)) for name in ("adi", "beni"))
        first.join(served.url, served.code("Adi"))
        second.join(served.url, served.code("Beni"))
        yield first, second


def agree(served: Centre, *laptops: Laptop) -> None:
    """Every row of every record is the same at the centre and on these laptops of the whole office."""
    at_centre = served.everything()
    for each in laptops:
        assert everything(each.rows) == at_centre


def test_a_class_day_marked_offline_is_the_same_everywhere(served: Centre, two: tuple[Laptop, Laptop]) -> None:
    first, second = two
    lesson = first.open_class(people=46)
    first.mark(lesson, ["H"] * 40 + ["S"] * 6)
    before = first.status()
    assert before.pending == 1 + 1 + 46 + 46 + 46
    report = first.sync()
    assert (report.sent, report.pending, report.requests) == (140, 0, 1)
    second.sync()
    assert sorted(second.marks(), key=str) == ["H"] * 40 + ["S"] * 6
    second.mark(lesson, ["H"] * 46)
    assert second.sync().pending == 0
    first.sync()
    assert set(first.marks()) == {"H"}
    agree(served, first, second)
    after, told = first.status(), served.status()
    assert (after.offices[0].seq, after.offices[0].head.hex()) == (told.seq, told.head.hex())
    assert after.last_contact is not None
    assert after.next_attempt is not None


def test_two_who_mark_one_session_offline_agree_silently_and_differ_as_conflicts_on_both(
    served: Centre, two: tuple[Laptop, Laptop]
) -> None:
    first, second = two
    lesson = first.open_class(people=10)
    first.sync()
    second.sync()
    first.mark(lesson, ["H"] * 10)
    second.mark(lesson, ["H"] * 7 + ["S"] * 3)
    first.sync()
    second.sync()
    first.sync()
    assert [len(each.conflicts()) for each in two] == [3, 3]
    assert {row["first_value"] for row in first.conflicts()} == {"H"}
    assert {row["second_value"] for row in first.conflicts()} == {"S"}
    assert served.status().conflicts == first.status().conflicts == 3
    agree(served, first, second)


def test_the_names_of_authors_travel_as_rows(served: Centre, two: tuple[Laptop, Laptop]) -> None:
    first, second = two
    second.sync()
    names = {row["number"]: row["person_name"] for row in second.rows(CATALOGUE.named("author"))}
    assert first.joined is not None
    assert names[first.joined.author] == "Adi"
    assert set(names.values()) == {"Pusat", "Adi", "Beni"}


def test_a_facilitator_of_one_class_sees_that_class_only_and_is_held_outside_it(
    served: Centre, two: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    organiser = two[0]
    own, other = organiser.open_class(people=3), organiser.open_class(people=4)
    organiser.mark(own, ["H"] * 3)
    organiser.mark(other, ["A"] * 4)
    organiser.sync()
    with laptop(tmp_path, "citra") as facilitator:
        code = served.code("Citra", role="facilitator", class_id=format_id(own.class_id))
        facilitator.join(served.url, code)
        facilitator.sync()
        assert facilitator.marks() == ["H"] * 3
        assert len(facilitator.rows(PERSON)) == 3
        assert {row["phone"] for row in facilitator.rows(PERSON)} == {None}
        facilitator.mark(own, ["S"] * 3)
        facilitator.mark(other, ["H"] * 4)
        report = facilitator.sync()
        assert (report.pending, facilitator.status().held) == (0, 4)
        assert facilitator.marks() == ["S"] * 3
    statuses = [row["status"] for row in served.dump(ATTENDANCE.name)]
    assert sorted(statuses) == ["A"] * 4 + ["S"] * 3
    assert served.status().fates["held"] == 4


def test_one_laptop_joins_a_second_office_and_keeps_its_number(served: Centre, two: tuple[Laptop, Laptop]) -> None:
    first = two[0]
    before = first.joined
    assert before is not None
    after = first.join(served.url, served.code("Adi", office="53.71"))
    assert after.device == before.device
    assert after.author != before.author
    assert after.offices == ("53", "53.71")
    lesson = first.open_class(people=2, office="53.71")
    first.mark(lesson, ["H", "I"], office="53.71")
    first.open_class(people=1, office="53")
    assert first.sync().pending == 0
    offices = [row["office"] for row in served.dump("person")]
    assert offices == ["53", "53.71", "53.71"]
    two[1].sync()
    assert [row["office"] for row in two[1].rows(PERSON)] == ["53"]


def test_a_second_person_on_a_laptop_writes_under_a_number_of_their_own(
    served: Centre, two: tuple[Laptop, Laptop]
) -> None:
    first = two[0]
    before = first.joined
    again = first.join(served.url, served.code("Dina", role="facilitator"))
    assert before is not None
    assert (again.device, again.person, again.offices) == (before.device, "Dina", ("53",))
    assert again.author != before.author
    first.sync()
    devices = {author.person_name: author.device for author in served.status().authors}
    assert devices["Dina"] == devices["Adi"] != devices["Beni"]


def test_a_quiet_round_is_one_small_request(served: Centre, two: tuple[Laptop, Laptop]) -> None:
    first = two[0]
    first.sync()
    first.sync()
    report = first.sync()
    assert report.requests == 1
    assert report.bytes_up + report.bytes_down <= 250
