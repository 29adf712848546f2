"""Dates, places with dates, sexes and telephone numbers as typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.training import indonesian_dates as dates
from contract.training.findings import BadValue
from contract.training.people.phones import parse_phone, split_phones
from contract.training.people.sexes import Sex, parse_sex

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("02-09-1980", date(1980, 9, 2)),
        ("2/9/1980", date(1980, 9, 2)),
        ("02.09.1980", date(1980, 9, 2)),
        ("02 - 09 - 1980", date(1980, 9, 2)),
        ("2/9/80", date(1980, 9, 2)),
        ("1/1/27", date(1927, 1, 1)),
        ("1/1/05", date(2005, 1, 1)),
        ("25 Desember 1971", date(1971, 12, 25)),
        ("25 DES 1971", date(1971, 12, 25)),
        ("25-Des-71", date(1971, 12, 25)),
        ("25Desember1971", date(1971, 12, 25)),
        ("5 Nopember 1967", date(1967, 11, 5)),
        ("14 Pebruari 1970", date(1970, 2, 14)),
        ("25-Aug-80", date(1980, 8, 25)),
        ("August 25, 1971", date(1971, 8, 25)),
        ("Selasa, 2 September 2025", date(2025, 9, 2)),
        ("1980-09-02", date(1980, 9, 2)),
        ("1980-09-02 00:00:00", date(1980, 9, 2)),
        ("1980-09-02T00:00:00", date(1980, 9, 2)),
        ("29221", date(1980, 1, 1)),
        ("19720119", date(1972, 1, 19)),
        ("19011972", date(1972, 1, 19)),
    ],
)
def test_a_date_is_read_from_the_ways_people_type_it(typed: str, expected: date) -> None:
    assert dates.parse_date(typed, TODAY) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "12/25/1971",
        "9/2/1980 12:00:00 AM",
        "00/00/0000",
        "31/02/1980",
        "1980",
        "Sept 1980",
        "12 Foo 1980",
        "19801332",
        "",
        "1/1/0980",
        "13-13-1980",
        "2 September",
        "45",
        "99999",
    ],
)
def test_a_date_is_never_guessed(typed: str) -> None:
    with pytest.raises(BadValue) as refused:
        dates.parse_date(typed, TODAY)
    assert "tanggal-bulan-tahun" in refused.value.finding.sentence


@pytest.mark.parametrize(
    ("typed", "place", "day"),
    [
        ("Kupang, 02-09-1980", "Kupang", "02-09-1980"),
        ("Atambua/19-01-1972", "Atambua", "19-01-1972"),
        ("Ba'a, 13 November 1975", "Ba'a", "13 November 1975"),
        ("Oe-Ekam, 12-12-1980", "Oe-Ekam", "12-12-1980"),
        ("Oe-Ekam - 12-12-1980", "Oe-Ekam", "12-12-1980"),
        ("Kupang 2 September 1980", "Kupang", "2 September 1980"),
        ("Kupang\n02-09-1980", "Kupang", "02-09-1980"),
        ("Kupang, tgl. 2-9-80", "Kupang", "2-9-80"),
        ("Kupang, Selasa 2 September 1980", "Kupang", "2 September 1980"),
        ("Kupang, 1980-09-02", "Kupang", "1980-09-02"),
        ("Labuan Bajo; 2/9/1980", "Labuan Bajo", "2/9/1980"),
        ("02-09-1980", "", "02-09-1980"),
        ("Kupang", "Kupang", ""),
        ("Kupang,", "Kupang", ""),
    ],
)
def test_place_and_date_in_one_cell_are_told_apart(typed: str, place: str, day: str) -> None:
    assert dates.split_place_and_date(typed) == (place, day)


@given(
    st.dates(date(1928, 1, 1), TODAY),
    st.sampled_from(["{0:%d-%m-%Y}", "{0.day}/{0.month}/{0.year}", "{1}", "{0}", "{2}", "{0:%d.%m.%Y}"]),
    st.sampled_from(["Kupang", "Ba'a", "Labuan Bajo", "So'e", "Oe-Ekam"]),
    st.sampled_from([", ", "/", " ", "\n", " / ", "; "]),
)
def test_every_date_is_read_back_from_every_form_alone_and_after_a_place(
    day: date, form: str, place: str, gap: str
) -> None:
    typed = form.format(day, dates.format_date(day), dates.format_date_long(day))
    assert dates.parse_date(typed, TODAY) == day
    found_place, found_date = dates.split_place_and_date(f"{place}{gap}{typed}")
    assert found_place == place
    assert dates.parse_date(found_date, TODAY) == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_reason(typed: str) -> None:
    place, day = dates.split_place_and_date(typed)
    assert isinstance(place, str)
    for text in (typed, day):
        try:
            assert 1900 <= dates.parse_date(text, TODAY).year <= 2100
        except BadValue:
            pass


def test_dates_print_as_offices_print_them() -> None:
    assert dates.format_date(date(2025, 9, 2)) == "2 September 2025"
    assert dates.format_date_long(date(2025, 8, 1)) == "Jumat, 1 Agustus 2025"
    assert dates.format_date_range(date(2025, 9, 1), date(2025, 9, 2)) == "1-2 September 2025"
    assert dates.format_date_range(date(2025, 7, 25), date(2025, 8, 1)) == "25 Juli s.d. 1 Agustus 2025"
    assert dates.format_date_range(date(2025, 12, 30), date(2026, 1, 2)) == "30 Desember 2025 s.d. 2 Januari 2026"
    assert dates.format_date_range(date(2025, 9, 2), date(2025, 9, 2)) == "2 September 2025"
    assert dates.format_clock(14, 5) == "14.05 WITA"
    assert dates.format_clock(9, 0, "WIB") == "09.00 WIB"


@pytest.mark.parametrize("typed", ["L", "Laki-laki", "laki - laki", "Pria", "LK", "M", " Lelaki "])
def test_male_is_read_from_the_ways_people_type_it(typed: str) -> None:
    assert parse_sex(typed) is Sex.MALE


@pytest.mark.parametrize("typed", ["P", "Perempuan", "WANITA", "Pr.", "W", "F", "p"])
def test_female_is_read_from_the_ways_people_type_it(typed: str) -> None:
    assert parse_sex(typed) is Sex.FEMALE


def test_another_word_is_no_sex() -> None:
    with pytest.raises(BadValue):
        parse_sex("Islam")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("081234567890", "+6281234567890"),
        ("+62 812-3456-7890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("+62 (0)812 3456 7890", "+6281234567890"),
        ("0062812345678", "+62812345678"),
        ("HP. 0812.3456.7890", "+6281234567890"),
        ("'081234567890", "+6281234567890"),
        ("(0380) 831234", "+62380831234"),
        ("+670 7712 3456", "+67077123456"),
    ],
)
def test_a_telephone_number_has_one_form(typed: str, number: str) -> None:
    assert parse_phone(typed) == number
    assert parse_phone(number) == number


@pytest.mark.parametrize("typed", ["12", "abc", "081234567890123456", "0812345678x", ""])
def test_what_is_no_telephone_number_is_refused(typed: str) -> None:
    with pytest.raises(BadValue):
        parse_phone(typed)


def test_a_cell_with_two_numbers_gives_both() -> None:
    assert split_phones("0812-345678/ 0813 445566 dan 0814777888") == ["0812-345678", "0813 445566", "0814777888"]
    assert split_phones("(0380) 831234") == ["(0380) 831234"]
