"""NIK, and the comparison of birth date and sex among NIP, NIK and form."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.training.findings import EXAMPLE_NUMBER, BadValue
from contract.training.people.employee_number import parse_employee_number
from contract.training.people.identity import check_agreement
from contract.training.people.national_id import mask_national_id, parse_national_id
from contract.training.people.sexes import Sex

TODAY = date(2026, 11, 21)


def test_women_have_40_added_to_the_day() -> None:
    woman = parse_national_id("5371046512710001", TODAY)
    man = parse_national_id("5371042512710001", TODAY)
    assert (woman.sex, woman.birth_date) == (Sex.FEMALE, date(1971, 12, 25))
    assert (man.sex, man.birth_date) == (Sex.MALE, date(1971, 12, 25))
    assert (woman.province, woman.district, woman.subdistrict, woman.sequence) == ("53", "53.71", "53.71.04", 1)


@pytest.mark.parametrize(
    ("short_year", "stated", "expected"),
    [
        ("71", None, 1971),
        ("05", None, 2005),
        ("26", None, 1926),  # born 31 December 2026 would be in the future
        ("05", date(1905, 12, 31), 1905),
        ("05", date(1990, 1, 1), 2005),
    ],
)
def test_the_century_gives_an_age_of_0_to_99_unless_the_form_says_otherwise(
    short_year: str, stated: date | None, expected: int
) -> None:
    assert parse_national_id(f"5371013112{short_year}0001", TODAY, stated).birth_date.year == expected


def test_29_february_is_in_the_century_that_has_it() -> None:
    assert parse_national_id("5371012902000001", TODAY).birth_date == date(2000, 2, 29)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("537101190172001", "national_id_length"),
        ("198609262015051001", "national_id_length"),
        ("53710119O1720001", "national_id_letters"),
        ("5371013201720001", "national_id_birth_date"),
        ("5371017201720001", "national_id_birth_date"),
        ("5371010001720001", "national_id_birth_date"),
        ("5371014001720001", "national_id_birth_date"),
        ("5371011913720001", "national_id_birth_date"),
        ("5371012902710001", "national_id_birth_date"),
        ("5,37101E+15", "lost_digits"),
        ("5371011901720001.0", "lost_digits"),
    ],
)
def test_a_broken_structure_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(BadValue) as refused:
        parse_national_id(typed, TODAY)
    assert refused.value.finding.code == code


@pytest.mark.parametrize(
    "typed", ["'5371011901720001", "5371 0119 0172 0001", "NIK: 5371.0119.0172.0001", "No. KTP 5371011901720001"]
)
def test_one_number_is_read_from_all_the_ways_people_type_it(typed: str) -> None:
    assert parse_national_id(typed, TODAY).digits == "5371011901720001"


def test_sequence_0000_is_an_example_and_an_unknown_province_a_question() -> None:
    assert [found.code for found in parse_national_id("5371011901720000", TODAY).warnings] == [EXAMPLE_NUMBER]
    assert [found.code for found in parse_national_id("9971011901720001", TODAY).warnings] == ["national_id_province"]


def test_a_masked_number_shows_neither_birth_date_nor_subdistrict() -> None:
    assert parse_national_id("5371011901720001", TODAY).masked == "5371••••••••0001"
    assert mask_national_id("12345") == "•••45"


@given(st.dates(date(1940, 1, 1), date(2008, 12, 31)), st.sampled_from(list(Sex)), st.integers(1, 9999))
def test_birth_date_and_sex_put_into_a_number_come_out_again(birth: date, sex: Sex, sequence: int) -> None:
    day = birth.day + (40 if sex is Sex.FEMALE else 0)
    found = parse_national_id(f"530104{day:02d}{birth:%m%y}{sequence:04d}", TODAY)
    assert (found.birth_date, found.sex, found.sequence, found.warnings) == (birth, sex, sequence, ())


def test_numbers_and_form_that_agree_raise_no_question() -> None:
    number = parse_employee_number("197112251999022001", TODAY)
    national = parse_national_id("5371046512710001", TODAY)
    assert check_agreement(number, national, date(1971, 12, 25), Sex.FEMALE) == ()
    assert check_agreement(number, None, None, None) == ()
    assert check_agreement(None, None, None, None) == ()


def test_each_side_is_named_when_birth_dates_or_sexes_differ() -> None:
    number = parse_employee_number("197112251999022001", TODAY)
    national = parse_national_id("5371042512710001", TODAY)
    dates = check_agreement(number, national, date(1971, 12, 26), Sex.FEMALE)
    assert [found.code for found in dates] == ["birth_date_differs", "sex_differs"]
    assert "25 Desember 1971 menurut NIP" in dates[0].sentence
    assert "26 Desember 1971 menurut formulir" in dates[0].sentence
    assert "laki-laki menurut NIK" in dates[1].sentence
