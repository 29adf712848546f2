"""Grades and echelons as typed in the wild."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.training.findings import BadValue
from contract.training.people.employment import EmploymentType, parse_employment_type
from contract.training.people.ranks import PPPK_GRADES, RANKS, grade_order, parse_echelon, parse_grade, rank_name


@pytest.mark.parametrize(
    ("typed", "grade"),
    [
        ("III/c", "III/c"),
        ("IIIc", "III/c"),
        ("III.c", "III/c"),
        ("III / C", "III/c"),
        ("iii-c", "III/c"),
        ("III c", "III/c"),
        ("3c", "III/c"),
        ("lll/d", "III/d"),
        ("111/b", "III/b"),
        ("Ⅲ/c", "III/c"),
        ("Penata Tk. I (III/d)", "III/d"),
        ("Penata Tkt. I", "III/d"),
        ("Penata Tingkat 1", "III/d"),
        ("Penata Muda Tk.I, III/b", "III/b"),
        ("Pembina Utama Madya - IV/d", "IV/d"),
        ("Pembina Tk.I/IVb", "IV/b"),
        ("Pembina", "IV/a"),
        ("Gol. Ruang IV/a", "IV/a"),
        ("III/c TMT 01-04-2020", "III/c"),
        ("IX", "IX"),
        ("PPPK V", "V"),
        ("PPPK III", "III"),
        ("Golongan IX", "IX"),
        ("XVII", "XVII"),
        ("9", "IX"),
    ],
)
def test_a_grade_is_read_from_the_ways_people_type_it(typed: str, grade: str) -> None:
    assert parse_grade(typed) == grade


@pytest.mark.parametrize("typed", ["Letkol", "IV/f", "V/a", "III/e", "XVIII", "18", "0", "baik", ""])
def test_what_is_no_grade_is_refused(typed: str) -> None:
    with pytest.raises(BadValue):
        parse_grade(typed)


def test_a_rank_and_a_grade_that_contradict_each_other_are_refused_with_both_meanings() -> None:
    with pytest.raises(BadValue, match="Penata Tingkat I") as refused:
        parse_grade("Penata (III/d)")
    assert refused.value.finding.code == "grade_contradiction"


def test_a_bare_iii_is_whole_for_pppk_and_half_for_pns() -> None:
    assert parse_grade("III", EmploymentType.PPPK) == "III"
    with pytest.raises(BadValue) as refused:
        parse_grade("III", EmploymentType.PNS)
    assert refused.value.finding.code == "grade_incomplete"


def test_there_are_17_ranks_and_17_grades_of_pppk_in_order() -> None:
    assert [rank.order for rank in RANKS] == list(range(1, 18))
    assert (RANKS[0].grade, RANKS[0].name) == ("I/a", "Juru Muda")
    assert (RANKS[-1].grade, RANKS[-1].name) == ("IV/e", "Pembina Utama")
    assert rank_name("III/c") == "Penata"
    assert rank_name("IX") is None
    assert (grade_order("I/a"), grade_order("IX"), grade_order("x")) == (1, 9, 0)
    assert len(PPPK_GRADES) == 17


joins = st.sampled_from(["/", ".", "-", " ", "", " / "])


@given(
    st.sampled_from(RANKS), joins, st.sampled_from(["{n} ({g})", "{n} - {g}", "{g}", "{n}, {g}", "{n}/{g}", "{g} {n}"])
)
def test_every_rank_is_read_from_name_and_grade_in_any_dress(rank: object, join: str, form: str) -> None:
    found = next(each for each in RANKS if each is rank)
    roman, letter = found.grade.split("/")
    for name in (found.name, found.name.replace("Tingkat", "Tk."), found.name.upper()):
        assert parse_grade(form.format(n=name, g=f"{roman}{join}{letter}")) == found.grade


@given(st.text(max_size=30))
def test_any_text_is_a_grade_or_a_reason(typed: str) -> None:
    try:
        assert grade_order(parse_grade(typed)) > 0
    except BadValue:
        pass


@pytest.mark.parametrize("typed", ["II.a", "IIa", "II/a", "Eselon II.A", "2a", "Esl. II a", "II-a", "es II b"])
def test_an_echelon_is_read_from_the_ways_people_type_it(typed: str) -> None:
    assert parse_echelon(typed) in ("II.a", "II.b")


def test_other_words_are_no_echelon() -> None:
    assert parse_echelon("JPT Pratama") is None
    assert parse_echelon("VI.a") is None


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("PNS", EmploymentType.PNS),
        ("CPNS", EmploymentType.PNS),
        ("P3K", EmploymentType.PPPK),
        ("PPPK Paruh Waktu", EmploymentType.PPPK),
        ("Non-ASN", EmploymentType.NON_ASN),
        ("Tenaga Honorer", EmploymentType.NON_ASN),
        ("TNI AD", EmploymentType.TNI),
        ("Polri", EmploymentType.POLRI),
        ("Masyarakat umum", EmploymentType.PUBLIC),
    ],
)
def test_employment_is_read_from_the_ways_people_type_it(typed: str, kind: EmploymentType) -> None:
    assert parse_employment_type(typed) is kind


def test_asn_alone_does_not_say_which() -> None:
    with pytest.raises(BadValue):
        parse_employment_type("ASN")
