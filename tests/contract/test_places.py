"""Districts of NTT as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from contract.training.findings import BadValue
from contract.training.places import PROVINCE_CODE, PROVINCE_NAME, District, parse_district, read_districts

DISTRICTS = read_districts(resources.path("districts/ntt.csv").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Kab. TTS", "53.02"),
        ("Timor Tengah Selatan (TTS)", "53.02"),
        ("Kabupaten Timor Tengah Utara - TTU", "53.03"),
        ("KAB TIMOR TENGAH SELATAN", "53.02"),
        ("Kota Kupang", "53.71"),
        ("Kupang (Kota)", "53.71"),
        ("Kodya Kupang", "53.71"),
        ("KAB. KUPANG", "53.01"),
        ("Manggarai", "53.10"),
        ("Manggarai Barat", "53.15"),
        ("Mabar", "53.15"),
        ("Manggarai Tmr", "53.19"),
        ("Pemkab Belu", "53.04"),
        ("Kabupaten Belu Provinsi NTT", "53.04"),
        ("Pemerintah Kabupaten Sumba Brt Daya", "53.18"),
        ("Rote-Ndao", "53.14"),
        ("Sabu-Raijua", "53.20"),
        ("Rote", "53.14"),
        ("Kab. Sabu", "53.20"),
        ("53.15", "53.15"),
        ("5315", "53.15"),
        ("5371", "53.71"),
        ("53", PROVINCE_CODE),
        ("NTT", PROVINCE_CODE),
        ("Pemprov NTT", PROVINCE_CODE),
        ("Pemerintah Provinsi Nusa Tenggara Timur", PROVINCE_CODE),
    ],
)
def test_a_district_is_read_from_the_ways_people_type_it(typed: str, code: str) -> None:
    assert parse_district(typed, DISTRICTS) == code


@pytest.mark.parametrize(
    ("typed", "code", "names"),
    [
        ("Kupang", "district_ambiguous", ["Kabupaten Kupang", "Kota Kupang"]),
        ("Kab/Kota Kupang", "district_ambiguous", ["Kabupaten Kupang", "Kota Kupang"]),
        ("5301", "district_ambiguous", ["Kabupaten Kupang", "Kabupaten Sumba Barat", "53.01"]),
        ("Maumere", "district", ["Kabupaten Sikka"]),
        ("Kota Ende", "district", ["Kabupaten Ende"]),
        ("Surabaya", "district", []),
        ("Sumba", "district_ambiguous", ["Sumba Barat", "Sumba Tengah", "Sumba Barat Daya", "Sumba Timur"]),
        ("Kota Sumba", "district", []),
        ("53.99", "district", []),
    ],
)
def test_what_is_unclear_is_refused_and_the_likely_meanings_are_named(typed: str, code: str, names: list[str]) -> None:
    with pytest.raises(BadValue) as refused:
        parse_district(typed, DISTRICTS)
    assert refused.value.finding.code == code
    assert all(name in refused.value.finding.sentence for name in names)


def test_the_table_has_21_regencies_and_one_city() -> None:
    kinds = [district.kind for district in DISTRICTS.listed]
    assert (kinds.count("kabupaten"), kinds.count("kota")) == (21, 1)
    assert DISTRICTS.name_of("53.08") == "Kabupaten Ende"
    assert DISTRICTS.name_of(PROVINCE_CODE) == PROVINCE_NAME
    assert DISTRICTS.name_of("51.71") == "51.71"


@given(
    st.sampled_from(DISTRICTS.listed),
    st.sampled_from(["{}", " {} ", "{} NTT", "Pemerintah {}", "{}, Prov. NTT"]),
    st.booleans(),
)
def test_every_full_name_and_code_is_read_back(district: District, form: str, shouted: bool) -> None:
    name = form.format(district.name)
    assert parse_district(name.upper() if shouted else name, DISTRICTS) == district.code
    assert parse_district(district.code, DISTRICTS) == district.code


@given(st.text(max_size=30))
def test_any_text_is_a_district_or_a_reason(typed: str) -> None:
    try:
        assert parse_district(typed, DISTRICTS)
    except BadValue:
        pass
