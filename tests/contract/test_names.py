"""Names and titles: kept as typed, told apart, compared without case and signs."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contract.training.people.names import name_key, print_name, split_name
from contract.training.typed_text import words


@pytest.mark.parametrize(
    ("typed", "prefix", "name", "suffix"),
    [
        ("Dr. Umbu Benyamin Bessie, S.STP., M.M.", "Dr.", "Umbu Benyamin Bessie", "S.STP., M.M."),
        ("Prof. Dr. Ande Fransiskus Ga, S.H., M.H.", "Prof. Dr.", "Ande Fransiskus Ga", "S.H., M.H."),
        ("dr. Maria Nalle, Sp.OG(K), M.Kes", "dr.", "Maria Nalle", "Sp.OG(K), M.Kes"),
        ("dr.Maria Nalle", "dr.", "Maria Nalle", ""),
        ("Drs Yohanes Tefa,M.Si", "Drs", "Yohanes Tefa", "M.Si"),
        ("Drs., Yohanes Tefa, M.Si", "Drs.", "Yohanes Tefa", "M.Si"),
        ("Prof.Dr.Ir.Maria", "Prof.Dr.Ir.", "Maria", ""),
        ("Dr. (H.C.) Ir. Maria", "Dr. (H.C.) Ir.", "Maria", ""),
        ("H. Abdul Karim, Lc., M.A.", "H.", "Abdul Karim", "Lc., M.A."),
        ("Dra. Hj. Siti Aminah, MM.", "Dra. Hj.", "Siti Aminah", "MM."),
        ("DR. IR. MARIA NALLE, M.SI", "DR. IR.", "MARIA NALLE", "M.SI"),
        ("Ns. Maria, S. Kep", "Ns.", "Maria", "S. Kep"),
        ("RD. Yosef Nai, Pr", "RD.", "Yosef Nai", "Pr"),
        ("Sr. Maria Goreti, SSpS", "Sr.", "Maria Goreti", "SSpS"),
        ("Maria Nalle, Ners, M.Kep", "", "Maria Nalle", "Ners, M.Kep"),
        ("Maria, S.Psi., M.Psi., Psikolog", "", "Maria", "S.Psi., M.Psi., Psikolog"),
        ("Maria Nalle S.Sos M.Si", "", "Maria Nalle", "S.Sos M.Si"),
        ("Yohanes Tefa SE., MM", "", "Yohanes Tefa", "SE., MM"),
        ("Ir Yohanes Lopo MT", "Ir", "Yohanes Lopo", "MT"),
        ("YOHANES TEFA SH, MH", "", "YOHANES TEFA", "SH, MH"),
        ("  Maria \u00a0 Nalle ,", "", "Maria Nalle", ""),
    ],
)
def test_titles_are_told_from_the_name_and_kept_as_typed(typed: str, prefix: str, name: str, suffix: str) -> None:
    found = split_name(typed)
    assert (found.title_prefix, found.name, found.title_suffix) == (prefix, name, suffix)


@pytest.mark.parametrize(
    "typed",
    [
        "Yosef",
        "Maria S. Nalle",
        "Maria S.Nalle",
        "R. Soeprapto",
        "P. Yosef",
        "Irawati Dragana",
        "Tefa, Yohanes",
        "Drs.",
        "M. Yusuf",
        "YOHANES TEFA SE",
    ],
)
def test_what_only_resembles_a_title_stays_in_the_name(typed: str) -> None:
    assert split_name(typed).name == typed


def test_a_doctorate_and_a_physician_are_never_mixed_up() -> None:
    assert split_name("Dr. Maria Nalle").title_prefix == "Dr."
    assert split_name("dr. Maria Nalle").title_prefix == "dr."


def test_names_print_with_titles_on_both_sides() -> None:
    assert print_name("Nama Orang", "Dr.", "S.Sos., M.Si.") == "Dr. Nama Orang, S.Sos., M.Si."
    assert print_name("Nama Orang") == "Nama Orang"
    assert print_name("Nama Orang", None, "") == "Nama Orang"


@pytest.mark.parametrize("other", ["MARIA  NALLE", "maria nalle", "Maria-Nalle", "María Nalle", "Maria 'Nalle"])
def test_spellings_of_one_name_share_a_key(other: str) -> None:
    assert name_key(other) == name_key("Maria Nalle") == "maria nalle"


def test_an_apostrophe_never_separates_a_name() -> None:
    assert name_key("Ba'a") == name_key("Ba\u2019a") == name_key("Baa")


prefixes = st.sampled_from(["", "Dr.", "dr.", "Drs.", "Dra.", "Ir.", "Prof. Dr.", "H.", "Hj.", "Drg."])
suffixes = st.sampled_from(["", "S.Sos.", "S.STP., M.M.", "M.Kom.", "S.H., M.H.", "Ph.D.", "SE., MM", "S.Kep., Ns."])
bare = st.lists(
    st.sampled_from(["Maria", "Umbu", "Ga", "Adu", "Nalle", "Bessie", "Yohanes", "Sarlota"]), min_size=1, max_size=4
)


@given(prefixes, bare, suffixes)
def test_a_printed_name_is_read_back_into_the_same_parts(prefix: str, parts: list[str], suffix: str) -> None:
    name = " ".join(parts)
    found = split_name(print_name(name, prefix, suffix))
    assert (found.title_prefix, found.name, found.title_suffix) == (prefix, name, suffix)


@given(st.text(max_size=60))
@example("0\u00ad0")
def test_no_word_of_a_name_is_lost_or_changed(typed: str) -> None:
    found = split_name(typed)
    printed = print_name(found.name, found.title_prefix, found.title_suffix)
    assert words(printed) == words(typed)
