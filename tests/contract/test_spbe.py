"""The SPBE index: exact, right for what was published, and silent where something is missing."""

from __future__ import annotations

import json
import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.training.findings import BadValue
from contract.training.spbe.index import Kind, Point, instrument_of, predicate, printed, step, steps, work_out
from contract.training.spbe.instruments import Instrument, instrument_text, read_instrument
from resources import path
from tests.contract.made_up_instrument import made_up

SHIPPED = read_instrument(path("instruments/spbe_2020.json").read_text(encoding="utf-8"))
SUCCESSOR = read_instrument(made_up())

PUBLISHED = [
    ("DPR RI", "4.23", "Memuaskan"),
    ("Sumedang 2022", "3.84", "Sangat Baik"),
    ("Sumedang 2021", "3.52", "Sangat Baik"),
    ("Sumedang 2020", "3.81", "Sangat Baik"),
    ("DKI Jakarta 2022", "3.67", "Sangat Baik"),
    ("Provinsi NTT 2022", "3.35", "Baik"),
    ("Sampang 2021", "2.98", "Baik"),
    ("NTB 2023", "3.40", "Baik"),
    ("Lombok Tengah 2023", "2.69", "Baik"),
    ("Malinau 2024", "2.45", "Cukup"),
    ("Lombok Timur 2023", "2.46", "Cukup"),
    ("Bima 2023", "1.88", "Cukup"),
    ("Kalteng 2021", "1.00", "Kurang"),
]


@pytest.mark.parametrize(("whose", "index", "word"), PUBLISHED)
def test_every_published_index_has_its_published_predicate(whose: str, index: str, word: str) -> None:
    assert predicate(SHIPPED, Fraction(index)) == word, whose


@pytest.mark.parametrize(
    ("index", "word"),
    [
        ("5", "Memuaskan"),
        ("4.2", "Memuaskan"),
        ("4.199", "Sangat Baik"),
        ("3.5", "Sangat Baik"),
        ("3.4999", "Baik"),
        ("2.6", "Baik"),
        ("2.595", "Cukup"),
        ("1.8", "Cukup"),
        ("1.79", "Kurang"),
        ("1", "Kurang"),
        ("0.99", None),
    ],
)
def test_a_band_begins_at_its_exact_bound(index: str, word: str | None) -> None:
    assert predicate(SHIPPED, Fraction(index)) == word


def test_the_shipped_instrument_is_that_of_the_regulation() -> None:
    sizes = [sum(one.aspect == aspect.number for one in SHIPPED.indicators.values()) for aspect in SHIPPED.aspects]
    assert sizes == [10, 4, 4, 2, 8, 3, 10, 6]
    weights = [sum(o.weight for o in SHIPPED.indicators.values() if o.domain == n) for n in (1, 2, 3, 4)]
    assert weights == [13, 25, Fraction(33, 2), Fraction(91, 2)]
    assert list(SHIPPED.indicators) == list(range(1, 48))
    assert SHIPPED.indicators[25].title.endswith("Kompetensi Sumber Daya Manusia")
    assert SHIPPED.indicators[25].levels[3] == "Terpadu dan Terukur"
    assert SHIPPED.indicators[40].levels[2] == "Transaksi"
    assert (instrument_of([SHIPPED, SUCCESSOR], 2025), instrument_of([SHIPPED, SUCCESSOR], 2026)) == (
        SHIPPED,
        SUCCESSOR,
    )
    assert instrument_of([SHIPPED], 2026) is None


@settings(max_examples=60)
@given(st.lists(st.integers(1, 5), min_size=47, max_size=47))
def test_the_index_is_the_weighted_mean_also_by_domain(levels: list[int]) -> None:
    cents = [130] * 10 + [250] * 10 + [150] * 11 + [275] * 10 + [300] * 6
    worked = work_out(SHIPPED, dict(enumerate(levels, 1)))
    exact = Fraction(sum(weight * level for weight, level in zip(cents, levels, strict=True)), 10_000)
    assert worked.index == exact
    assert printed(exact, ".") == f"{(exact * 100 + Fraction(1, 2)) // 1 / 100:.2f}"
    assert worked.missing == ()
    parts = [part.index or 0 for part in worked.domains]
    assert sum(part * share for part, share in zip(parts, (1300, 2500, 1650, 4550), strict=True)) == exact * 10_000


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_one_level_everywhere_is_that_index_everywhere(level: int) -> None:
    for instrument in (SHIPPED, SUCCESSOR):
        worked = work_out(instrument, dict.fromkeys(instrument.indicators, level))
        assert {part.index for part in (*worked.domains, *worked.aspects)} | {worked.index} == {Fraction(level)}


def test_a_missing_level_leaves_its_own_parts_open_and_no_others() -> None:
    worked = work_out(SHIPPED, {number: 3 for number in SHIPPED.indicators if number not in (25, 47)})
    assert (worked.index, worked.missing) == (None, (25, 47))
    assert [(part.section.number, part.index, part.missing) for part in worked.domains] == [
        (1, 3, 0),
        (2, 3, 0),
        (3, None, 1),
        (4, None, 1),
    ]
    assert [part.section.number for part in worked.aspects if part.index is None] == [5, 8]
    assert work_out(SHIPPED, {}).index is None


@pytest.mark.parametrize(
    ("index", "told"), [("3.845", "3,85"), ("3.844999", "3,84"), ("5", "5,00"), ("-0.32", "-0,32"), ("-0.001", "0,00")]
)
def test_an_index_is_rounded_only_for_print(index: str, told: str) -> None:
    assert printed(Fraction(index)) == told


def test_a_successor_of_35_indicators_in_9_aspects_is_read_like_the_first() -> None:
    assert (len(SUCCESSOR.indicators), len(SUCCESSOR.aspects), SUCCESSOR.highest) == (35, 9, 6)
    assert predicate(SUCCESSOR, Fraction(6)) == "Unggul"
    assert work_out(SUCCESSOR, dict.fromkeys(range(1, 35), 2)).missing == (35,)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"predicates": []}, "predikatnya"),
        ({"predicates": [{"least": "1", "name": "A"}, {"least": "1.0", "name": "B"}]}, "batasnya"),
        ({"levels": {"one": ["A"], "two": ["A", "B"]}}, "sama banyak"),
        ({"levels": {"two": ["A", "B"]}}, "tanpa nama tingkat"),
        ({"domains": []}, "domain"),
        ({"key": " "}, "kunci"),
        ({"first_year": "soon"}, "di first_year: seharusnya bilangan bulat, bukan teks"),
        ({"first_year": 2026, "last_year": 2025}, "tahun terakhirnya sebelum"),
        ({"key": "Digital 2026"}, "huruf kecil"),
        ({"title": "x" * 100_000}, "paling banyak 100000"),
        ({"weights": 1}, "weights"),
        ({"doubtful_years": {"x": "y"}}, "tahun"),
    ],
)
def test_a_file_that_is_no_instrument_is_refused_with_what_is_wrong(other: dict[str, object], why: str) -> None:
    with pytest.raises(BadValue, match=why):
        read_instrument(made_up(**other))


def test_what_is_wrong_is_told_with_its_line_or_its_place_in_the_file() -> None:
    lines = json.dumps(json.loads(made_up()), indent=1).split("\n")
    with pytest.raises(BadValue, match="di baris 6: bukan JSON yang utuh"):
        read_instrument("\n".join([*lines[:4], "]", *lines[5:]]))
    with pytest.raises(BadValue, match=re.escape('domains[1].aspects[3].indicators[2].weight: angka "3,1"')):
        read_instrument(made_up().replace('"weight": "3.1"', '"weight": "3,1"'))
    with pytest.raises(BadValue, match=re.escape("domains[1].aspects[3].indicators[2].number: nomor indikator 34")):
        read_instrument(made_up().replace('"number": 35', '"number": 34'))
    with pytest.raises(BadValue, match=re.escape('indicators[0]: isian "wight" tidak dikenal')):
        read_instrument(made_up().replace('"weight"', '"wight"'))


def test_two_files_that_say_the_same_are_kept_alike() -> None:
    assert instrument_text(made_up()) == instrument_text(json.dumps(json.loads(made_up()), indent=4))
    assert read_instrument(instrument_text(made_up())) == SUCCESSOR
    assert instrument_text(made_up(title="Lain")) != instrument_text(made_up())


@pytest.mark.parametrize("weight", ["2.86", "x", "NaN", "1e9", "-2.85", ""])
def test_weights_that_are_not_100_together_are_refused(weight: str) -> None:
    with pytest.raises(BadValue):
        read_instrument(made_up().replace('"weight": "3.1"', f'"weight": "{weight}"'))


def point(year: int, index: str | None, instrument: Instrument | None = SHIPPED, kind: Kind = Kind.PUBLISHED) -> Point:
    made = Fraction(index) if index is not None else None
    return Point(year=year, instrument=instrument.key if instrument else "", kind=kind, index=made)


def test_years_of_one_instrument_are_subtracted_and_others_say_why_not() -> None:
    made = steps([point(2022, "3.84"), point(2021, "3.52"), point(2026, "4.1", SUCCESSOR)])
    assert [(one.first.year, one.second.year, one.difference) for one in made] == [
        (2021, 2022, Fraction("0.32")),
        (2022, 2026, None),
    ]
    assert "berbeda (spbe_2020 dan digital_2026)" in made[1].why
    assert step(point(2019, "3", None), point(2021, "3")).difference is None
    assert step(point(2021, None), point(2022, "3")).why
    assert step(point(2021, "3"), point(2022, "3", kind=Kind.SELF)).difference is None


def test_a_year_with_two_figures_that_differ_is_not_subtracted() -> None:
    (made,) = steps([point(2021, "3.52"), point(2022, "3.84"), point(2022, "3.48")])
    assert (made.difference, "beberapa angka" in made.why) == (None, True)
    (alike,) = steps([point(2021, "3.52"), point(2022, "3.84"), point(2022, "3.84")])
    assert alike.difference == Fraction("0.32")
