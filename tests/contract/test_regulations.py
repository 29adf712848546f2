"""Which regulation holds on a day, and what one may say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.training.findings import BadValue
from contract.training.regulations import KNOWN, Line, check_day, check_value, in_force, known

DAYS = ("", "2024-01-01", "2025-01-01", "2025-07-25", "2026-01-01")
LINES = st.lists(
    st.builds(
        Line,
        name=st.sampled_from(["lesson_minutes", "rate.transport"]),
        value=st.integers(1, 99).map(str),
        valid_from=st.sampled_from(DAYS),
        programme_key=st.sampled_from(["", "dla", "dts"]),
        source=st.just(""),
        order=st.integers(1, 10**6),
    ),
    max_size=8,
    unique_by=lambda line: line.order,
)


def line(value: str, valid_from: str = "", programme: str = "", order: int = 1) -> Line:
    return Line("lesson_minutes", value, valid_from, programme, "SK 1", order)


def test_until_an_office_says_otherwise_the_default_holds_with_its_source() -> None:
    found = in_force([], "yearly_hours.pns", "2025-07-25")
    assert (found.number, found.is_default, found.source) == (20, True, "PP 11/2017 pasal 203")
    unset = in_force([], "rate.transport", "2025-07-25")
    assert (unset.value, unset.is_default) == (None, True)


@pytest.mark.parametrize(
    ("on", "value"), [("2024-12-31", "45"), ("2025-01-01", "50"), ("2025-12-31", "50"), ("2026-01-01", "60")]
)
def test_a_day_is_judged_by_what_held_on_it(on: str, value: str) -> None:
    lines = [line("60", "2026-01-01", order=1), line("50", "2025-01-01", order=2)]
    assert in_force(lines, "lesson_minutes", on).value == value


def test_a_programme_says_more_than_the_office_and_of_one_date_the_later_line_counts() -> None:
    lines = [line("50", "2026-01-01"), line("60", "2025-01-01", "dla", 2), line("55", "2026-01-01", order=3)]
    assert in_force(lines, "lesson_minutes", "2026-02-01", "dla").value == "60"
    assert in_force(lines, "lesson_minutes", "2026-02-01").value == "55"


@given(LINES, st.sampled_from(DAYS[1:]), st.sampled_from(["", "dla", "gcio"]))
def test_a_line_that_does_not_hold_yet_or_is_anothers_changes_nothing(lines: list[Line], on: str, key: str) -> None:
    mine = [each for each in lines if each.valid_from <= on and each.programme_key in ("", key)]
    for name in ("lesson_minutes", "rate.transport"):
        assert in_force(lines, name, on, key) == in_force(mine, name, on, key)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("lesson_minutes", " 45 ", "45"),
        ("rate.transport", "Rp150.000", "150000"),
        ("rate.daily.IV", "1.500.000", "1500000"),
        ("tax.honor.IV", "15 %", "15"),
        ("tax.honor.III", "2,50", "2.5"),
    ],
)
def test_a_value_is_kept_in_one_form(name: str, typed: str, kept: str) -> None:
    assert check_value(name, typed) == kept


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("lesson_minutes", "empat puluh lima"),
        ("lesson_minutes", ""),
        ("rate.transport", "1.50"),
        ("tax.honor", "101"),
        ("tax.honor", "15,555"),
        ("rate.trasport", "150000"),
        ("rate.honor.V", "150000"),
        ("rate.transport.53-15", "150000"),
        ("tax.honor.IV.53.15", "15"),
        ("attendance_basis", "jp,sessions"),
        ("colour", "blue"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(name: str, typed: str) -> None:
    with pytest.raises(BadValue) as refused:
        check_value(name, typed)
    assert name in str(refused.value)


@pytest.mark.parametrize("name", ["certificate_pattern", "certificate_pattern.BKPSDM"])
def test_a_pattern_under_which_numbers_could_be_alike_is_refused_when_it_is_set(name: str) -> None:
    assert check_value(name, "B.{seq4}/{unit}/{year}") == "B.{seq4}/{unit}/{year}"
    with pytest.raises(BadValue, match="belum dapat dipakai"):
        check_value(name, "{seq}/{unit}")


def test_a_default_is_a_value_that_would_be_taken() -> None:
    for name, what in KNOWN.items():
        assert what.default is None or check_value(name, what.default) == what.default
        assert known(name) is what


def test_a_date_is_iso_or_nothing() -> None:
    assert (check_day(""), check_day("2025-07-25")) == ("", "2025-07-25")
    with pytest.raises(BadValue, match="25/07/2025"):
        check_day("25/07/2025")


def test_a_list_of_codes_is_kept_in_its_order_and_takes_no_other_word() -> None:
    assert check_value("counted_codes", "dl, H") == "H,DL"
    with pytest.raises(BadValue, match="diisi dari H, I, S, A, DL"):
        check_value("counted_codes", "H, X")
    assert check_value("word.A", "Tanpa Keterangan") == "Tanpa Keterangan"
