"""Which record stands for a person: the same by the rule and by the database, whatever order pointers were made in."""

from __future__ import annotations

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.tables.records import record_tables
from contract.tables.same_person import links, stands_for
from contract.training.catalogue import CATALOGUE, PERSON
from contract.training.people.same_person import canonical, distinct, records_of, to_part, together

PEOPLE = st.integers(1, 7)
POINTERS = st.dictionaries(PEOPLE, PEOPLE, max_size=7)


def counted(pointers: dict[int, int]) -> dict[int, int]:
    """Without those to oneself, which say nothing."""
    return {one: other for one, other in pointers.items() if one != other}


@given(POINTERS)
def test_everybody_is_stood_for_by_one_who_stands_for_themselves(pointers: dict[int, int]) -> None:
    of = canonical(counted(pointers))
    assert all(end not in of for end in of.values())
    for person, end in counted(pointers).items():
        assert of.get(person, person) == of.get(end, end)


@given(POINTERS)
def test_a_circle_is_stood_for_by_its_lowest(pointers: dict[int, int]) -> None:
    of = canonical(counted(pointers))
    for end, people in together(of).items():
        ends = [one for one in people if one not in counted(pointers)]
        assert ends == [end] or (not ends and end in counted(pointers))
    assert canonical({1: 2, 2: 1}) == {2: 1}
    assert canonical({9: 3, 3: 4, 4: 3}) == {9: 3, 4: 3}
    assert canonical({1: 5, 5: 6, 6: 5}) == {1: 5, 6: 5}


@settings(max_examples=60)
@given(POINTERS, st.sets(PEOPLE, max_size=2))
def test_the_database_tells_the_same(pointers: dict[int, int], gone: set[int]) -> None:
    metadata = sa.MetaData()
    tables = record_tables(CATALOGUE, metadata)
    person = tables[PERSON.number].table
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        person.create(connection)
        lines = [
            {"id": one, "realm": 1, "v": 1, "same_as": pointers.get(one), "gone": int(one in gone)}
            for one in range(1, 7)
        ]
        connection.execute(sa.insert(person), lines)
        stands = stands_for(tables)
        told = {line.person: line.stands for line in connection.execute(sa.select(stands.c.person, stands.c.stands))}
        link = links(person)
        said = {line.person: line.into for line in connection.execute(sa.select(link.c.person, link.c.into))}
    engine.dispose()
    there = set(range(1, 7)) - gone
    expected = {a: b for a, b in counted(pointers).items() if a in there and b in there}
    assert said == expected
    assert {one: end for one, end in told.items() if one != end} == canonical(expected)


@given(POINTERS, PEOPLE)
def test_whoever_is_parted_stands_for_themselves_alone_or_with_those_who_point_to_them(
    pointers: dict[int, int], person: int
) -> None:
    before = counted(pointers)
    gone = to_part(person, before)
    after = {one: end for one, end in before.items() if one not in gone}
    of = canonical(after)
    assert of.get(person, person) == person
    if person in before:
        old_end = canonical(before).get(before[person], before[person])
        assert person == old_end or of.get(old_end, old_end) != person
    else:
        assert records_of(person, of) == {person}


def test_records_of_one_person_are_counted_once() -> None:
    of = canonical({2: 1, 3: 1})
    assert distinct([1, 2, 3, 4], of) == 2
    assert records_of(3, of) == records_of(1, of) == {1, 2, 3}
