"""Finding people, and the search text that the database keeps by itself."""

from collections.abc import Callable

import pytest

from contract.exchange.shapes import RowKey
from contract.training.catalogue import PERSON
from desktop.services.faults import Ambiguous, NotHere
from desktop.services.named import person_named
from desktop.services.people.listing import list_people, search_people
from desktop.services.writing import patch, write
from desktop.storage.edit import Change
from desktop.storage.search import folded, keep_search, person_search
from tests.services.laptop import REALM, Laptop

Found = Callable[[str], list[str]]


@pytest.fixture
def found(laptop: Laptop) -> Found:
    laptop.person("Maria Nalle", employee_number="198609262015051001", agency="Dinas Kesehatan")
    laptop.person("YOHANES LEO", employee_number="197001011995031002", agency="Bappelitbangda")
    laptop.person("José Gonçalves", agency="Sekretariat Daerah")
    laptop.person("Ga'a 100% Doko_Ndun", agency="")

    def names(search: str) -> list[str]:
        total, people = laptop.read(lambda r: search_people(r, search, None, None))
        assert total == len(people)
        return [person.name for person in people]

    return names


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("ll", ["Maria Nalle"]),
        ("LE", ["Maria Nalle", "YOHANES LEO"]),
        ("0926", ["Maria Nalle"]),
        ("kese", ["Maria Nalle"]),
        ("bap leo", ["YOHANES LEO"]),
        ("leo maria", []),
        ("jose", ["José Gonçalves"]),
        ("JOSÉ goncalves", ["José Gonçalves"]),
        ("ga’a", ["Ga'a 100% Doko_Ndun"]),
        ("0%", ["Ga'a 100% Doko_Ndun"]),
        ("o_n", ["Ga'a 100% Doko_Ndun"]),
        ("o%n", []),
        ("zz", []),
        ("", ["Ga'a 100% Doko_Ndun", "José Gonçalves", "Maria Nalle", "YOHANES LEO"]),
    ],
)
def test_any_part_of_name_number_or_agency_finds_a_person(found: Found, search: str, expected: list[str]) -> None:
    assert found(search) == expected


def test_parts_of_two_fields_side_by_side_are_no_match(found: Found) -> None:
    assert found("nalle1986") == []


@pytest.mark.parametrize("size", [1, 4, 10, 25, 40])
def test_pages_of_a_search_follow_each_other(laptop: Laptop, size: int) -> None:
    for number in (*range(20), *range(5)):
        laptop.person(f"Orang {number:02}")
    pages = [laptop.read(lambda r, at=at: search_people(r, "orang", None, size, at)) for at in range(0, 41, size)]  # type: ignore[misc]
    assert {total for total, _ in pages} == {25}
    listed = [person.id for _, page in pages for person in page]
    assert listed == [person.id for person in laptop.read(lambda r: search_people(r, "orang", None, None))[1]]
    assert all(len(page) <= size for _, page in pages)


def test_within_a_class_only_its_people_are_found(laptop: Laptop) -> None:
    class_id, _, people = laptop.class_with(3, 0)
    laptop.person("Orang lain")
    found = laptop.read(lambda r: list_people(r, "orang", class_id, 50))
    assert {person.id for person in found.people} == set(people)
    with pytest.raises(NotHere):
        laptop.read(lambda r: list_people(r, "", 99, 50))


def test_the_search_text_follows_every_way_a_person_is_written(laptop: Laptop) -> None:
    person = laptop.person("Semula", agency="Dinas Sosial")

    def texts() -> dict[int, str]:
        return laptop.call(
            lambda: {line.id: line.text for line in laptop.replica.connection.execute(person_search.select())}
        )

    assert texts() == {person: "semula\n\ndinas sosial"}
    key = RowKey(PERSON.number, person)
    laptop.write(lambda r, m: write(r, REALM, [Change(key, patch(PERSON, name="Ésa"))], m))
    assert texts() == {person: "esa\n\ndinas sosial"}
    laptop.settle()
    laptop.arrive(key, patch(PERSON, name="Dari Pusat"))
    laptop.arrive(RowKey(PERSON.number, 99), patch(PERSON, name="Baru"))
    assert texts() == {person: "dari pusat\n\n", 99: "baru\n\n"}
    laptop.arrive(RowKey(PERSON.number, 99), patch(PERSON, name="Baru", gone=1), 300)
    assert texts() == {person: "dari pusat\n\n"}
    laptop.write(lambda r, m: write(r, REALM, [Change(key, patch(PERSON, gone=1))], m))
    assert texts() == {}
    laptop.write(lambda r, m: write(r, REALM, [Change(key, patch(PERSON, gone=None))], m))
    assert texts() == {person: "dari pusat\n\n"}


def test_a_profile_from_before_gets_its_search_texts_at_once(laptop: Laptop) -> None:
    person = laptop.person("Maria Nalle")

    def again() -> list[int]:
        run = laptop.replica.connection.exec_driver_sql
        with laptop.replica.transaction() as connection:
            for name in ("in", "gone", "anew", "out"):
                run(f"DROP TRIGGER person_search_{name}")
            run("DELETE FROM person_search")
            keep_search(connection)
            keep_search(connection)
        return list(connection.execute(person_search.select()).scalars())

    assert laptop.call(again) == [person]


def test_typed_text_is_folded_as_the_database_folds(laptop: Laptop) -> None:
    typed = "ÀÇÉÎÑÕÜ àçéîñõü ’`ʼ Straße ЖЖ"
    person = laptop.person(typed)
    text = laptop.call(
        lambda: laptop.replica.connection.execute(person_search.select().where(person_search.c.id == person)).one().text
    )
    assert text == f"{folded(typed)}\n\n"


def test_a_person_is_named_by_id_or_number(laptop: Laptop) -> None:
    one = laptop.person("Maria Nalle", employee_number="198609262015051001", agency="Dinas Kesehatan")
    assert laptop.read(lambda r: person_named(r, f"7-{one & 0xFFFFFFFF}")) == one
    assert laptop.read(lambda r: person_named(r, "'19860926 201505 1 001")) == one
    with pytest.raises(NotHere):
        laptop.read(lambda r: person_named(r, "198609262015051009"))
    laptop.person("Kembar", employee_number="198609262015051001", agency="Bappeda")
    with pytest.raises(Ambiguous, match=r"Maria Nalle \(Dinas Kesehatan\); 7-\d+ Kembar \(Bappeda\)"):
        laptop.read(lambda r: person_named(r, "198609262015051001"))


def test_the_list_tells_a_district_by_its_name(laptop: Laptop) -> None:
    for name, district in (("Ani", "53.02"), ("Budi", "53.71"), ("Cici", "99.99")):
        laptop.person(name, district=district)
    found = laptop.read(lambda r: list_people(r, "", None, 10)).people
    assert [person.district for person in found] == ["Kabupaten Timor Tengah Selatan", "Kota Kupang", "99.99"]
