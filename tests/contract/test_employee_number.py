"""NIP and NI PPPK: what is read, what is refused and why, what is only asked about."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.training.findings import EXAMPLE_NUMBER, BadValue, Severity
from contract.training.people.employee_number import birth_date_within, group_employee_number, parse_employee_number
from contract.training.people.employment import EmploymentType
from contract.training.people.sexes import Sex

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "typed",
    [
        "198609262015051001",
        "19860926 201505 1 001",
        "19860926.201505.1.001",
        "19860926-201505-1-001",
        "'198609262015051001",
        "\u2019198609262015051001",
        "19860926\u00a0201505\u00a01\u00a0001",
        " 19860926 201505\u200b1 001 ",
        "NIP. 19860926 201505 1 001",
        "NIP : 198609262015051001",
        "NIP/NRP 198609262015051001",
        "１９８６0926 201505 1 001",
        '"198609262015051001"',
    ],
)
def test_one_number_is_read_from_all_the_ways_people_type_it(typed: str) -> None:
    number = parse_employee_number(typed, TODAY)
    assert number.digits == "198609262015051001"
    assert number.grouped == "19860926 201505 1 001"
    assert (number.birth_date, number.sex, number.sequence) == (date(1986, 9, 26), Sex.MALE, 1)
    assert (number.kind, number.appointment_year, number.appointment_month) == (EmploymentType.PNS, 2015, 5)
    assert number.warnings == ()


def test_digits_13_and_14_over_12_are_a_contract_number() -> None:
    number = parse_employee_number("NI PPPK 199001012023212005", TODAY)
    assert number.kind is EmploymentType.PPPK
    assert (number.appointment_year, number.appointment_month, number.contract_number) == (2023, None, 21)
    assert number.sex is Sex.FEMALE


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "employee_number_letters"),
        ("19860926201505100", "employee_number_length"),
        ("5371011901720001", "employee_number_length"),
        ("131234567", "employee_number_length"),
        ("1986092620150510O1", "employee_number_letters"),
        ("l98609262015051001", "employee_number_letters"),
        ("belum keluar", "employee_number_letters"),
        ("198602302015051001", "employee_number_birth_date"),
        ("202709262015051001", "employee_number_birth_date"),
        ("198609262015001001", "employee_number_month"),
        ("198609262026121001", "employee_number_future"),
        ("198609262027211001", "employee_number_future"),
        ("198609262015053001", "employee_number_sex"),
        ("198609262015050001", "employee_number_sex"),
        ("1.98609262015051E+17", "lost_digits"),
        ("1,98609E+17", "lost_digits"),
        ("198609262015051000.0", "lost_digits"),
    ],
)
def test_a_broken_structure_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(BadValue) as refused:
        parse_employee_number(typed, TODAY)
    assert refused.value.finding.code == code
    assert refused.value.finding.severity is Severity.ERROR
    assert str(refused.value).endswith(".")


def test_a_letter_o_and_a_number_of_another_kind_are_named_in_the_reason() -> None:
    with pytest.raises(BadValue, match="angka 0"):
        parse_employee_number("1986092620150510O1", TODAY)
    with pytest.raises(BadValue, match="NIK"):
        parse_employee_number("5371011901720001", TODAY)


def test_sequence_000_is_an_example_number_and_no_error() -> None:
    number = parse_employee_number("198609262015051000", TODAY)
    assert [(finding.code, finding.severity) for finding in number.warnings] == [(EXAMPLE_NUMBER, Severity.WARNING)]
    assert "nomor contoh" in number.warnings[0].sentence


@pytest.mark.parametrize(("typed", "doubtful"), [("200001012017121001", True), ("200001012018011001", False)])
def test_an_appointment_before_18_is_asked_about(typed: str, doubtful: bool) -> None:
    assert [found.code for found in parse_employee_number(typed, TODAY).warnings] == ["employee_number_age"] * doubtful


@pytest.mark.parametrize(("typed", "doubtful"), [("195001012011012001", True), ("195001012010122001", False)])
def test_an_appointment_after_60_is_asked_about(typed: str, doubtful: bool) -> None:
    assert [found.code for found in parse_employee_number(typed, TODAY).warnings] == ["employee_number_age"] * doubtful


births = st.dates(date(1960, 1, 1), date(2000, 12, 31))


@given(
    births,
    st.integers(22, 40),
    st.integers(1, 12),
    st.sampled_from("12"),
    st.integers(1, 999),
    st.text(" .-", max_size=3),
)
def test_every_sound_number_comes_back_whole_however_it_is_grouped(
    birth: date, age: int, month: int, sex: str, sequence: int, gap: str
) -> None:
    parts = [f"{birth:%Y%m%d}", f"{min(birth.year + age, 2025)}{month:02d}", sex, f"{sequence:03d}"]
    number = parse_employee_number(gap.join(parts), TODAY)
    assert number.digits == "".join(parts)
    assert number.grouped == " ".join(parts)
    assert number.birth_date == birth
    assert birth_date_within(number.digits) == birth.isoformat()
    assert parse_employee_number(number.grouped, TODAY) == number


@given(st.one_of(st.text(max_size=40), st.text("0123456789 .-'", max_size=24)))
def test_any_text_is_a_number_or_a_reason(typed: str) -> None:
    try:
        assert len(parse_employee_number(typed, TODAY).digits) == 18
    except BadValue:
        pass


def test_text_of_another_length_is_not_grouped() -> None:
    assert group_employee_number("123") == "123"
    assert birth_date_within("123") is None
    assert birth_date_within("1986099920150510O1") is None
    assert birth_date_within("198609992015051001") is None
