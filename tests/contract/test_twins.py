"""Which records are one person, which only look like one."""

from __future__ import annotations

import pytest

from contract.training.people.twins import Likeness, PersonKeys, contradict, keys_of, likeness

MARIA = {"name": "Maria Nalle", "birth_date": "1980-09-16", "phone": "+6281234567890"}


def keys(**fields: str) -> PersonKeys:
    return keys_of({"name": "Maria Nalle", **fields})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"employee_number": "1", "name": "A"}, {"employee_number": "1", "name": "B"}, Likeness.EMPLOYEE_NUMBER),
        (
            {"national_id": "1", "employee_number": "2"},
            {"national_id": "1", "employee_number": "3"},
            Likeness.NATIONAL_ID,
        ),
        ({"birth_date": "1980-09-16"}, {"birth_date": "1980-09-16", "name": "MARIA NALLE"}, Likeness.NAME_AND_BIRTH),
        ({"birth_date": "1980-09-16"}, {"employee_number": "198009162009112001"}, Likeness.NAME_AND_BIRTH),
        ({"phone": "+62811"}, {"phone": "+62811"}, Likeness.NAME_AND_CONTACT),
        ({"email": "A@x.id"}, {"email": "a@x.id"}, Likeness.NAME_AND_CONTACT),
        ({"phone": "+62811", "national_id": "1"}, {"phone": "+62811", "national_id": "2"}, Likeness.SIMILAR),
        (
            {"birth_date": "1980-09-16", "national_id": "1"},
            {"birth_date": "1980-09-16", "national_id": "2"},
            Likeness.SIMILAR,
        ),
        ({}, {}, Likeness.SIMILAR),
        ({"birth_date": "1980-09-16"}, {"birth_date": "1980-09-17"}, Likeness.DIFFERENT),
        ({"birth_date": "1980-09-16"}, {"birth_date": "1980-09-16", "name": "Maria Yuliana Nalle"}, Likeness.SIMILAR),
        ({"birth_date": "1980-09-16"}, {"birth_date": "1980-09-16", "name": "Nalle Tefa"}, Likeness.DIFFERENT),
        ({}, {"name": "Yosef"}, Likeness.DIFFERENT),
    ],
)
def test_likeness_takes_the_strongest_reason_and_is_symmetric(
    one: dict[str, str], other: dict[str, str], expected: Likeness
) -> None:
    assert likeness(keys(**one), keys(**other)) is expected
    assert likeness(keys(**other), keys(**one)) is expected


def test_what_only_one_side_states_contradicts_nothing() -> None:
    assert not contradict(keys(national_id="1"), keys(birth_date="1980-09-16"))
    assert contradict(keys(national_id="1"), keys(national_id="2"))


def test_empty_names_are_never_one_person() -> None:
    assert likeness(keys_of({}), keys_of({})) is Likeness.DIFFERENT
