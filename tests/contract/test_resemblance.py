"""Which records look like one person, why, and how surely: measured on labelled pairs, and case by case."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.training.people.name_likeness import compare_names, name_form
from contract.training.people.resemblance import Identity, Reason, Verdict, identity_of, resemblance
from contract.training.people.spelling import edits, slips, word_key
from tests.contract.labelled_pairs import HALVES, judge, read_pairs

BORN = "1980-09-16"


def identity(name: str = "Maria Nalle", **fields: str) -> Identity:
    return identity_of({"name": name, **fields})


@pytest.mark.parametrize("half", HALVES)
def test_labelled_pairs_are_offered_when_they_are_one_person_and_hardly_ever_else(half: str) -> None:
    figures = judge(read_pairs(half))
    assert figures.precision >= 0.95, figures
    assert figures.recall >= 0.90, figures
    assert figures.wrongly_sure == 0, figures


def test_the_labelled_pairs_are_many_and_a_good_part_of_them_are_two_people() -> None:
    first = read_pairs("first.csv odd") + read_pairs("first.csv even")
    assert len(first) >= 300
    assert sum(not pair.same for pair in first) >= 0.4 * len(first)
    assert len(read_pairs("second.csv")) >= 140


@pytest.mark.parametrize("half", HALVES)
def test_it_does_not_matter_which_record_comes_first(half: str) -> None:
    for pair in read_pairs(half):
        there, back = resemblance(pair.one, pair.other), resemblance(pair.other, pair.one)
        assert (there.verdict, there.points, set(there.reasons)) == (back.verdict, back.points, set(back.reasons)), pair


@pytest.mark.parametrize(
    "spellings",
    [
        "yohanes johanes johannes yohannes djohanes",
        "fransiskus fransiscus franciskus",
        "yosef joseph yosep",
        "soejono sujono suyono",
        "tjandra candra",
        "vinsensius vincentius vinsentius",
        "skolastika scholastika",
        "achmad akhmad ahmad",
        "yasinta hyasinta jacinta hiasinta",
        "syarif sarif sharif",
    ],
)
def test_spellings_of_one_sound_have_one_key(spellings: str) -> None:
    assert len({word_key(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("matius", "matias"), ("maria", "marta"), ("rudi", "budi"), ("rina", "rini"), ("yosef", "yosefa")],
)
def test_names_that_differ_by_one_letter_stay_two_names(one: str, other: str) -> None:
    assert compare_names(name_form(f"{one} Bria"), name_form(f"{other} Bria")).clash


def test_two_slips_are_forgiven_only_in_long_words() -> None:
    assert slips("kristoforus", "kritofrus") == 2
    assert slips("tefa", "tema") is None
    assert slips("nalle", "anlle") == 1
    assert edits("12345", "13245", 2) == 1
    assert edits("a", "abcdef", 2) == 3


@pytest.mark.parametrize(
    ("one", "other", "verdict", "reasons"),
    [
        (
            identity(employee_number="198009162009112000"),
            identity("Dra. Maria Nale, S.H.", employee_number="198009162009112000"),
            Verdict.SAME,
            (Reason.EMPLOYEE_NUMBER, Reason.SPELLING),
        ),
        (
            identity("Yohanes Bria", birth_date=BORN),
            identity("Johanis Bria", birth_date=BORN),
            Verdict.LIKELY,
            (Reason.BIRTH_DATE, Reason.SPELLING),
        ),
        (
            identity("Maria G. B."),
            identity("Maria Goreti Bano"),
            Verdict.LIKELY,
            (Reason.INITIAL,),
        ),
        (identity("FX. Ndun"), identity("Fransiskus Xaverius Ndun"), Verdict.LIKELY, (Reason.NAME,)),
        (
            identity(national_id="5371055609800000", phone="+62812"),
            identity(national_id="5371055609810000", phone="+62812"),
            Verdict.LIKELY,
            (Reason.NATIONAL_ID_SLIP, Reason.CONTACT, Reason.NAME),
        ),
        (
            identity(employee_number="198009162009112000"),
            identity("Yosef Bano", employee_number="198009162009112000"),
            Verdict.LIKELY,
            (Reason.EMPLOYEE_NUMBER,),
        ),
        (identity(birth_date="1980-03-04"), identity(birth_date="1980-04-03"), Verdict.LIKELY, None),
        (identity(birth_date=BORN), identity(birth_date="1980-09-17"), Verdict.UNLIKE, ()),
        (identity(birth_date=BORN, sex="P"), identity(birth_date=BORN, sex="L"), Verdict.LIKELY, None),
        (
            identity(employee_number="198009162009112000", birth_date="1980-09-16"),
            identity(employee_number="198009162009112000"[:7] + "72009112000", birth_date="1980-09-17"),
            Verdict.UNLIKE,
            (),
        ),
        (identity("", employee_number=""), identity(""), Verdict.UNLIKE, ()),
        (identity("???"), identity("..."), Verdict.UNLIKE, ()),
    ],
)
def test_a_verdict_tells_its_reasons_the_strongest_first(
    one: Identity, other: Identity, verdict: Verdict, reasons: tuple[Reason, ...] | None
) -> None:
    found = resemblance(one, other)
    assert found.verdict is verdict
    assert reasons is None or found.reasons == reasons


def test_every_reason_has_words_of_its_own() -> None:
    words = [reason.words for reason in Reason]
    assert all(words)
    assert len(set(words)) == len(words)


def test_a_sure_verdict_needs_a_number_and_nothing_against_it() -> None:
    number = "198009162009112000"
    sure = identity(employee_number=number, birth_date=BORN)
    assert resemblance(sure, sure).verdict is Verdict.SAME
    other_birth = identity(employee_number=number, birth_date="1971-01-01")
    assert resemblance(sure, other_birth).verdict is not Verdict.SAME
    other_name = identity("Yosef Bano", employee_number=number, birth_date=BORN)
    assert resemblance(sure, other_name).verdict is Verdict.LIKELY
    no_number = identity(birth_date=BORN, phone="+62812")
    assert resemblance(no_number, no_number).verdict is Verdict.LIKELY


@given(st.lists(st.text(max_size=24), min_size=2, max_size=2))
def test_any_text_can_be_a_name(names: list[str]) -> None:
    one, other = (identity(name, birth_date=BORN) for name in names)
    assert resemblance(one, other).verdict is resemblance(other, one).verdict


def test_a_word_more_or_another_order_never_makes_two_names_clash() -> None:
    whole = ("Maria", "Goreti", "Bano", "Nalle")
    for fewer in range(1, 5):
        for chosen in itertools.permutations(whole, fewer):
            assert not compare_names(name_form(" ".join(chosen)), name_form(" ".join(whole))).clash
