"""Charts and maps as figures: table, file and paper say what was drawn, and nothing unknown becomes nought."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.documents.press.figure_files import write_figures
from desktop.documents.press.figures import chart_table, map_table
from desktop.documents.press.pages import print_sheet, ready_to_print
from desktop.documents.press.sheets import Bar, Chart, Letterhead, Section, Share, Sheet, Tile, TileMap, Tone
from desktop.documents.press.tile_maps import bounds_of, legend_of, places_of, shade_of, tile_map
from desktop.documents.press.workbooks import write_workbook
from desktop.services.programmes.districts import known_districts
from tests.documents.reading import pages_of

STACK = Chart(
    caption="Kehadiran",
    series=("Hadir", "Izin"),
    bars=(
        Bar(label="=Sesi 1", shares=(Share(38, Tone.GREEN, "H 38"), Share(2, Tone.AMBER, "I 2")), told="H 38 I 2"),
        Bar(label="Sesi 2", shares=(Share(Fraction(81, 2)),), told="40,5"),
    ),
)
STAGES = Chart(caption="Corong", bars=(Bar(label="Daftar", shares=(Share(1204),), told="1.204 (belum pasti 3)"),))


def people_map() -> TileMap:
    values: dict[str, int | Fraction | None] = {"53": 12, "53.01": 0, "53.05": None, "53.71": 63, "53.15": 20}
    return tile_map(known_districts(), "Peserta per kabupaten/kota", values, unit="orang")


def test_a_chart_as_a_table_has_a_column_for_each_part_and_their_sum() -> None:
    table = chart_table(STACK)
    assert [column.heading for column in table.columns] == ["Keterangan", "Hadir", "Izin", "Jumlah"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["=Sesi 1", "38", "2", "40"],
        ["Sesi 2", "40,5", "", "40,5"],
    ]
    assert table.rows[1][1].value == Fraction(81, 2)


def test_what_is_told_beyond_the_figure_has_a_column_of_its_own() -> None:
    table = chart_table(STAGES)
    assert [column.heading for column in table.columns] == ["Keterangan", "Jumlah", "Catatan"]
    assert [cell.text for cell in table.rows[0]] == ["Daftar", "1.204", "1.204 (belum pasti 3)"]


def test_the_tiles_of_ntt_lie_as_the_islands_do() -> None:
    places = places_of(known_districts(), province=True)
    assert len(places) == len(set(places.values())) == 23

    def at(code: str) -> tuple[int, int]:
        return places[code]

    flores = [at(code) for code in ("53.15", "53.10", "53.19", "53.09", "53.16", "53.08", "53.07", "53.06")]
    assert flores == sorted(flores)
    assert len({row for _, row in flores}) == 1
    assert at("53.13") < at("53.05")  # Lembata, then Alor, both east of Flores Timur
    assert at("53.13") > flores[-1]
    sumba = [at(code) for code in ("53.18", "53.12", "53.17", "53.11")]
    assert sumba == sorted(sumba)
    timor = [at(code) for code in ("53.71", "53.01", "53.02", "53.03", "53.04", "53.21")]
    assert max(column for column, _ in sumba) < min(column for column, _ in timor)
    assert at("53.03")[1] < at("53.02")[1]  # TTU lies north of TTS
    assert at("53.04")[1] < at("53.21")[1]  # Belu lies north of Malaka
    southernmost = max(row for _, row in places.values())
    assert at("53.14")[1] == at("53.20")[1] == southernmost


@pytest.mark.parametrize("office", ["32", "64"])
def test_a_province_without_a_layout_gets_a_grid_with_a_place_for_each(office: str) -> None:
    districts = known_districts(office)
    places = places_of(districts, province=True)
    assert len(set(places.values())) == len(districts.listed) + 1
    assert places[districts.province.code] == (0, 0)
    assert max(column for column, _ in places.values()) >= max(row for _, row in places.values())


def test_shades_part_the_figures_evenly_and_nought_is_not_unknown() -> None:
    tiles = people_map()
    by_code = {tile.code: tile for tile in tiles.tiles}
    assert tiles.bounds == (16, 32, 48, 64)
    assert [shade_of(by_code[code], tiles.bounds) for code in ("53.01", "53", "53.15", "53.71")] == [0, 1, 2, 4]
    assert shade_of(by_code["53.05"], tiles.bounds) is None
    assert shade_of(by_code["53.20"], tiles.bounds) is None
    assert legend_of(tiles) == [(0, "0"), (1, "1–16"), (2, "17–32"), (3, "33–48"), (4, "49–64")]


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5, 9, 100])
def test_every_figure_up_to_the_largest_has_one_shade(most: int) -> None:
    def tile(value: int | Fraction) -> Tile:
        return Tile(code="", name="", short_name="", column=0, row=0, value=value, told="")

    bounds = bounds_of((tile(most),))
    shades = [shade_of(tile(value), bounds) or 0 for value in range(most + 1)]
    assert shades == sorted(shades)
    assert (shades[0], shades[-1]) == (0, len(bounds))
    parts = bounds_of((tile(Fraction(1, 3)), tile(most)))
    assert parts[-1] == most
    assert bounds_of((tile(0),)) == bounds_of(()) == ()


def test_a_map_as_a_table_says_where_nothing_is_known() -> None:
    table = map_table(people_map())
    told = {row[0].text: row[1] for row in table.rows}
    assert len(told) == 23
    assert told["Kabupaten Kupang"].value == 0
    assert (told["Kabupaten Alor"].text, told["Kabupaten Alor"].value) == ("belum ada data", None)
    assert table.columns[1].heading == "orang"


def test_a_file_of_figures_has_numbers_and_runs_no_formula(tmp_path: Path) -> None:
    write_figures(chart_table(STACK), tmp_path / "angka.csv")
    lines = list(csv.reader((tmp_path / "angka.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert lines == [
        ["Keterangan", "Hadir", "Izin", "Jumlah"],
        ["'=Sesi 1", "38", "2", "40"],
        ["Sesi 2", "40.5", "", "40.5"],
    ]
    write_figures(map_table(people_map()), tmp_path / "peta.xlsx")
    page = load_workbook(tmp_path / "peta.xlsx").worksheets[0]
    cells = {str(row[0].value): row[1].value for row in page.iter_rows() if row[0].value}
    assert (cells["Kota Kupang"], cells["Kabupaten Kupang"], cells["Kabupaten Alor"]) == (63, 0, "belum ada data")


def test_a_map_in_a_chapter_is_printed_and_counted_from_the_same_value(tmp_path: Path) -> None:
    ready_to_print()
    tiles = people_map()
    chapter = Section(title="Sebaran", parts=("Menurut kabupaten/kota.", tiles))
    sheet = Sheet(letterhead=Letterhead(lines=("BPSDM",)), title="Laporan", sections=(chapter,))
    print_sheet(sheet, tmp_path / "laporan.pdf")
    words = " ".join(pages_of(tmp_path / "laporan.pdf"))
    for told in ("Peserta per kabupaten/kota", "Kota", "Sumba Tengah", "63", "49–64", "belum ada data"):
        assert told in words
    write_workbook(sheet, tmp_path / "laporan.xlsx")
    cells = {
        str(row[0].value): row[1].value
        for row in load_workbook(tmp_path / "laporan.xlsx")["Sebaran"].iter_rows()
        if len(row) > 1 and row[0].value
    }
    for tile in tiles.tiles:
        assert cells[tile.name] == (tile.value if tile.value is not None else "belum ada data")
