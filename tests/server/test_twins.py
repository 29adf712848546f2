"""The centre merges by itself only who is surely one person, undoably; facilitators only people of their class."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contract.exchange.dots import format_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import LOOKALIKE, PERSON
from desktop.storage.edit import Change
from desktop.storage.queries.same_person import standing
from tests.roads.centre import Centre, centre
from tests.roads.laptop import Laptop, laptop, patch_of

NIP = "197803072005011000"


@contextmanager
def two_laptops(database: str, folder: Path) -> Iterator[tuple[Centre, Laptop, Laptop]]:
    with centre(database, folder) as served, laptop(folder, "adi") as adi, laptop(folder, "beni") as beni:
        adi.join(served.url, served.code("Adi"))
        beni.join(served.url, served.code("Beni"))
        yield served, adi, beni
    assert served.errors == ""


def same_as(served: Centre) -> dict[str, str | None]:
    return {row["id"]: row.get("same_as") for row in served.dump("person")}


def open_questions(served: Centre) -> int:
    return sum(row.get("open") == 1 for row in served.dump("conflict"))


def test_one_person_with_one_nip_name_and_birth_date_is_merged_by_the_centre(database_url: str, tmp_path: Path) -> None:
    with two_laptops(database_url, tmp_path) as (served, adi, beni):
        first = adi.new(PERSON, name="Yohanes Bria", employee_number=NIP, birth_date="1978-03-07")
        second = beni.new(PERSON, name="YOHANES  BRIA", employee_number=NIP)
        for each in (adi, beni, adi):
            each.sync()
        low, high = sorted((first, second))
        assert same_as(served) == {format_id(low): None, format_id(high): format_id(low)}
        assert open_questions(served) == 0
        assert [row["same_as"] for row in adi.rows(PERSON) if row["id"] == format_id(high)] == [format_id(low)]
        adi.edit(Change(RowKey(PERSON.number, high), patch_of(PERSON, same_as=None)))
        adi.sync()
        beni.edit(Change(RowKey(PERSON.number, second), patch_of(PERSON, phone="+62811")))
        beni.sync()
        assert set(same_as(served).values()) == {None}, "who was parted by a person stays parted"


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Yohanis Bria", "employee_number": NIP},
        {"name": "Yohanes Bria", "employee_number": NIP, "birth_date": "1979-03-07"},
        {"name": "Yohanes Bria", "employee_number": NIP, "national_id": "5321010703780001"},
    ],
    ids=["spelling", "birth date", "NIK"],
)
def test_whatever_differs_is_a_question_to_people(sqlite_url: str, tmp_path: Path, other: dict[str, str]) -> None:
    with two_laptops(sqlite_url, tmp_path) as (served, adi, beni):
        adi.new(PERSON, name="Yohanes Bria", employee_number=NIP, national_id="5321010703780000")
        beni.new(PERSON, **other)
        for each in (adi, beni):
            each.sync()
        assert set(same_as(served).values()) == {None}
        assert open_questions(served) == 1


def test_a_facilitator_merges_people_of_the_class_and_nobody_else(sqlite_url: str, tmp_path: Path) -> None:
    with two_laptops(sqlite_url, tmp_path) as (served, adi, _), laptop(tmp_path, "citra") as citra:
        lesson = adi.open_class(people=2)
        outside = adi.new(PERSON, name="Di luar kelas")
        adi.sync()
        citra.join(served.url, served.code("Citra", "facilitator", class_id=format_id(lesson.class_id)))
        citra.sync()
        one, other = lesson.persons
        citra.edit(Change(RowKey(PERSON.number, other), patch_of(PERSON, same_as=outside)))
        citra.sync()
        assert same_as(served)[format_id(other)] is None
        citra.edit(Change(RowKey(PERSON.number, one), patch_of(PERSON, same_as=other)))
        citra.edit(Change(RowKey(LOOKALIKE.number, lesson.class_id, one, other), patch_of(LOOKALIKE, apart=1)))
        citra.sync()
        assert same_as(served)[format_id(one)] == format_id(other)
        assert len(served.dump("lookalike")) == 1


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("acts", ["circle", "chain", "parted", "two ends"])
def test_what_two_laptops_say_at_once_of_who_is_who_converges(
    sqlite_url: str, tmp_path: Path, first: int, acts: str
) -> None:
    """A into B and B into A; A into B and B into C; a merge against a parting; A into B and A into C."""
    with two_laptops(sqlite_url, tmp_path) as (served, adi, beni):
        a, b, c = (adi.new(PERSON, name=f"Orang {name}") for name in "ABC")
        if acts == "parted":
            adi.edit(Change(RowKey(PERSON.number, a), patch_of(PERSON, same_as=b)))
        adi.sync()
        beni.sync()
        possible: dict[str, list[tuple[int, int | None]]] = {
            "circle": [(a, b), (b, a)],
            "chain": [(a, b), (b, c)],
            "parted": [(a, c), (a, None)],
            "two ends": [(a, b), (a, c)],
        }
        laptops = (adi, beni)
        for each, (person, into) in zip(laptops, possible[acts], strict=True):
            each.edit(Change(RowKey(PERSON.number, person), patch_of(PERSON, same_as=into)))
        for each in (laptops[first], laptops[1 - first], laptops[first], laptops[1 - first]):
            each.sync()
        told = [each.call(standing, each.replica) for each in laptops]
        pointers = {row["id"]: row.get("same_as") for row in served.dump("person")}
        assert told[0] == told[1]
        assert {row["id"]: row["same_as"] for row in adi.rows(PERSON)} == pointers
        expected = {"circle": {max(a, b): min(a, b)}, "chain": {a: c, b: c}}
        if acts in expected:
            assert told[0] == expected[acts]
            assert open_questions(served) == 0
        else:
            assert len(told[0]) <= 1
            assert open_questions(served) == 1, "two words about one record are a question to people"
