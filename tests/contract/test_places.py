"""Districts as typed: those of NTT, and of the other shipped provinces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from contract.training.findings import BadValue
from contract.training.places import (
    PROVINCE_CODE,
    PROVINCE_NAME,
    District,
    Districts,
    parse_district,
    read_districts,
    read_provinces,
)


def text_of(name: str) -> str:
    return resources.path(f"districts/{name}").read_text(encoding="utf-8")


DISTRICTS = read_districts(text_of("ntt.csv"))
PROVINCES = read_provinces(text_of("provinces.csv"))
JABAR, _, KALTIM = (read_districts(text_of(province.table), province) for province in PROVINCES)
EVERYWHERE = read_districts(text_of("ntt.csv"), elsewhere=(JABAR, KALTIM))
FROM_BANDUNG = read_districts(text_of("jabar.csv"), PROVINCES[0], (DISTRICTS, KALTIM))


READ = pytest.mark.parametrize(
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


@READ
@pytest.mark.parametrize("districts", [DISTRICTS, EVERYWHERE, FROM_BANDUNG], ids=["ntt", "everywhere", "from_bandung"])
def test_a_district_is_read_from_the_ways_people_type_it(typed: str, code: str, districts: Districts) -> None:
    assert parse_district(typed, districts) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Kab. Sumedang", "32.11"),
        ("Kabupaten Bandung", "32.04"),
        ("Kota Bandung", "32.73"),
        ("Bandung Brt", "32.17"),
        ("KBB", "32.17"),
        ("Kota Tasik", "32.78"),
        ("Kab. Garut, Provinsi Jawa Barat", "32.05"),
        ("Pemerintah Provinsi Jawa Barat", "32"),
        ("Pemprov Jabar", "32"),
        ("32.74", "32.74"),
        ("3274", "32.74"),
        ("Kukar", "64.02"),
        ("Mahakam Ulu", "64.11"),
        ("Penajam", "64.09"),
        ("Prov. Kaltim", "64"),
        ("64", "64"),
    ],
)
@pytest.mark.parametrize("districts", [EVERYWHERE, FROM_BANDUNG], ids=["from_ntt", "from_jabar"])
def test_a_district_of_another_province_is_read_where_none_of_this_one_answers(
    typed: str, code: str, districts: Districts
) -> None:
    assert parse_district(typed, districts) == code
    assert districts.knows(code)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Bandung", ["Kabupaten Bandung", "Kota Bandung"]),
        ("Kutai", ["Kutai Kartanegara", "Kutai Barat", "Kutai Timur"]),
        ("6402", ["Kutai Kartanegara", "Kutai Barat", "64.02"]),
        ("Kupang", ["Kabupaten Kupang", "Kota Kupang"]),
    ],
)
def test_what_means_two_districts_elsewhere_is_refused_too(typed: str, names: list[str]) -> None:
    with pytest.raises(BadValue) as refused:
        parse_district(typed, EVERYWHERE)
    assert refused.value.finding.code == "district_ambiguous"
    assert all(name in refused.value.finding.sentence for name in names)


def test_a_place_has_a_name_and_a_zone_wherever_it_lies() -> None:
    assert (len(JABAR.listed), len(KALTIM.listed)) == (27, 10)
    assert EVERYWHERE.name_of("32") == "Pemerintah Provinsi Jawa Barat"
    assert EVERYWHERE.name_of("64.72") == "Kota Samarinda"
    assert [EVERYWHERE.zone_of(code) for code in ("53.15", "32", "32.11", "64.71", "32.99", "11.01")] == [
        *("Asia/Makassar", "Asia/Jakarta", "Asia/Jakarta", "Asia/Makassar", "", "")
    ]


@pytest.mark.parametrize("table", [JABAR, KALTIM], ids=["jabar", "kaltim"])
def test_every_district_of_the_other_provinces_is_read_back(table: Districts) -> None:
    for district in table.listed:
        assert parse_district(district.name, EVERYWHERE) == district.code
        assert parse_district(district.short_name, EVERYWHERE) == district.code


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
