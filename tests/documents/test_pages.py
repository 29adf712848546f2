"""Forms on paper: no row breaks, every page has its heading, what is made up says so, the workbook says the same."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from desktop.documents.press.pages import print_sheet
from desktop.documents.press.sheets import (
    Align,
    Bar,
    Cell,
    Chart,
    Column,
    Letterhead,
    Paper,
    Section,
    Share,
    Sheet,
    Signature,
    Table,
    plain,
    whole,
)
from desktop.documents.press.workbooks import write_workbook
from tests.documents.reading import cells_of, pages_of, size_of

HEAD = Letterhead(lines=("PEMERINTAH PROVINSI NUSA TENGGARA TIMUR", "BPSDMD"), address="Jalan Palapa 1, Kupang")
COLUMNS = (Column("No", 1, Align.CENTRE), Column("Nama", 4), Column("JP", 1, Align.RIGHT))
LONG = "Kepala Bidang Pengembangan Kompetensi Manajerial, Fungsional dan Sosial Kultural Provinsi"


def sheet_of(count: int, *, every: int = 3, **more: object) -> Sheet:
    rows = tuple(
        (whole(n), *plain(f"awal{n:03} {LONG if n % every == 0 else 'x'} akhir{n:03}"), Cell("1,5", Fraction(3, 2)))
        for n in range(1, count + 1)
    )
    fixed = {"letterhead": HEAD, "title": "Rekap", "tables": (Table(columns=COLUMNS, rows=rows),)}
    return Sheet(**{**fixed, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [1, 40, 137])
def test_no_row_breaks_across_pages_and_each_page_has_the_heading(count: int, tmp_path: Path) -> None:
    number = print_sheet(sheet_of(count), tmp_path / "rekap.pdf")
    pages = pages_of(tmp_path / "rekap.pdf")
    assert len(pages) == number
    for n in range(1, count + 1):
        assert [f"awal{n:03}" in page for page in pages] == [f"akhir{n:03}" in page for page in pages]
        assert sum(f"akhir{n:03}" in page for page in pages) == 1
    for place, page in enumerate(pages, 1):
        assert "No Nama JP" in page
        assert f"Halaman {place} dari {number}" in page


def test_a_heading_never_ends_a_page(tmp_path: Path) -> None:
    for lines in range(30, 45, 3):
        sheet = sheet_of(2, every=9, paragraphs=tuple(f"Baris {n}" for n in range(lines)))
        print_sheet(sheet, tmp_path / "rekap.pdf")
        pages = pages_of(tmp_path / "rekap.pdf")
        assert ["No Nama JP" in page for page in pages] == ["awal" in page for page in pages]


def test_what_is_made_up_says_so_on_every_page_and_in_the_workbook(tmp_path: Path) -> None:
    print_sheet(sheet_of(50, example=True), tmp_path / "contoh.pdf")
    assert all("Data contoh" in page and "DATA CONTOH" in page for page in pages_of(tmp_path / "contoh.pdf"))
    print_sheet(sheet_of(1), tmp_path / "nyata.pdf")
    assert "contoh" not in pages_of(tmp_path / "nyata.pdf")[0].casefold()
    write_workbook(sheet_of(1, example=True), tmp_path / "contoh.xlsx")
    assert ["DATA CONTOH"] in [[cell for cell in row if cell] for row in cells_of(tmp_path / "contoh.xlsx")]


@pytest.mark.parametrize(
    ("paper", "landscape", "size"),
    [(Paper.A4, False, (210, 297)), (Paper.A4, True, (297, 210)), (Paper.F4, False, (215, 330))],
)
def test_paper_is_that_of_the_office(paper: Paper, landscape: bool, size: tuple[int, int], tmp_path: Path) -> None:
    print_sheet(sheet_of(3, paper=paper, landscape=landscape), tmp_path / "kertas.pdf")
    assert size_of(tmp_path / "kertas.pdf") == size


def test_the_workbook_has_the_rows_of_the_paper_with_numbers_as_numbers(tmp_path: Path) -> None:
    assert write_workbook(sheet_of(12), tmp_path / "rekap.xlsx") == 12
    rows = cells_of(tmp_path / "rekap.xlsx")
    first = rows.index(["No", "Nama", "JP"]) + 1
    assert [row[0] for row in rows[first : first + 12]] == list(range(1, 13))
    assert {row[2] for row in rows[first : first + 12]} == {1.5}
    print_sheet(sheet_of(12), tmp_path / "rekap.pdf")
    said = " ".join(pages_of(tmp_path / "rekap.pdf"))
    assert all(" ".join(str(row[1]).split()) in said for row in rows[first : first + 12])


def test_many_who_sign_do_so_in_rows_with_the_day_once(tmp_path: Path) -> None:
    signers = tuple(Signature(above=(f"Anggota {n},",), name=f"Maria Nomor{n} {LONG}") for n in range(1, 8))
    print_sheet(sheet_of(1, signed_at="Kupang, 2 September 2025", signatures=signers), tmp_path / "x.pdf")
    (page,) = pages_of(tmp_path / "x.pdf")
    assert page.count("Kupang, 2 September 2025") == 1
    assert all(f"Anggota {n}," in page and f"Maria Nomor{n} " in page for n in range(1, 8))
    assert page.count("Kultural Provinsi") == 7


def test_a_hyphen_between_digits_can_be_searched_for(tmp_path: Path) -> None:
    print_sheet(sheet_of(1, subtitles=("08.00-10.15 WITA, 1-2 September 2025",)), tmp_path / "x.pdf")
    assert "08.00-10.15 WITA, 1-2 September 2025" in pages_of(tmp_path / "x.pdf")[0]


def test_a_signature_never_stands_on_a_page_alone_and_takes_a_row_along(tmp_path: Path) -> None:
    signature = Signature(above=("Ketua Panitia,",), name=LONG, employee_number="19800101")
    ends = set()
    for count in (32, 33, 40):
        sheet = sheet_of(count, every=99, signed_at="Kupang, 2 September 2025", signatures=(signature,))
        print_sheet(sheet, tmp_path / "x.pdf")
        pages = pages_of(tmp_path / "x.pdf")
        assert all(said in pages[-1] for said in (f"akhir{count:03}", "Ketua Panitia,", LONG, "NIP 19800101"))
        ends.add(len(pages))
    assert len(ends) > 1


def test_a_list_of_long_names_keeps_each_row_whole_over_more_than_twenty_pages(tmp_path: Path) -> None:
    between = [" ", "\n" * 9, f" {LONG} ", "\n" * 14]
    rows = tuple((whole(n), *plain(f"awal{n:03}{between[n % 4]}akhir{n:03}"), Cell("3")) for n in range(1, 181))
    signature = Signature(above=("Ketua Panitia,",), name="Maria Contoh")
    sheet = sheet_of(0, tables=(Table(columns=COLUMNS, rows=rows, tall=True),), signatures=(signature,), example=True)
    number = print_sheet(sheet, tmp_path / "panjang.pdf")
    pages = pages_of(tmp_path / "panjang.pdf")
    assert number == len(pages) > 20
    for n in range(1, 181):
        (page,) = [page for page in pages if f"akhir{n:03}" in page]
        assert f"awal{n:03}" in page
    assert all("No Nama JP" in page and "DATA CONTOH" in page for page in pages)


def test_a_row_higher_than_a_page_and_an_endless_paragraph_lose_no_word(tmp_path: Path) -> None:
    words = [f"kata{n:04}" for n in range(600)]
    rows = ((whole(1), *plain(" ".join(words)), Cell("3")),)
    table = Table(columns=COLUMNS, rows=rows)
    for sheet in (sheet_of(0, tables=(table,)), sheet_of(0, tables=(), paragraphs=(" ".join(words),))):
        print_sheet(sheet, tmp_path / "x.pdf")
        said = "".join(pages_of(tmp_path / "x.pdf")).replace(" ", "")
        assert all(word in said for word in words)


def chaptered(lines: int, *, one_page: bool = False, signatures: tuple[Signature, ...] = ()) -> Sheet:
    chart = Chart(
        caption="Kehadiran",
        bars=tuple(Bar(label=f"Sesi {n}", shares=(Share(n, word=f"H {n}"),), told=f"H {n}") for n in range(1, 13)),
    )
    upright = Chart(caption="Sebaran", bars=(Bar(label="70-<80", shares=(Share(3),), told="3"),), upright=True)
    text = tuple(f"Alinea {n}" for n in range(lines))
    sections = (Section(title="A. KEHADIRAN", parts=(*text, chart, upright)),)
    annex = Section(title="LAMPIRAN", parts=(sheet_of(2).tables[0],))
    return sheet_of(
        0,
        tables=(),
        sections=sections,
        annexes=() if one_page else (annex,),
        one_page=one_page,
        signatures=signatures,
    )


def test_charts_say_their_figures_and_an_annex_starts_a_page_behind_the_signature(tmp_path: Path) -> None:
    signature = Signature(above=("Ketua Panitia,",), name="Maria Contoh")
    for lines in (0, 21):
        print_sheet(chaptered(lines, signatures=(signature,)), tmp_path / "x.pdf")
        pages = pages_of(tmp_path / "x.pdf")
        assert all(f"Sesi {n}" in " ".join(pages) and f"H {n}" in " ".join(pages) for n in range(1, 13))
        assert [page.startswith("LAMPIRAN") for page in pages] == [*[False] * (len(pages) - 1), True]
        assert "Maria Contoh" in pages[-2]
    write_workbook(chaptered(2), tmp_path / "x.xlsx")
    assert ["Sesi 3", "H 3", "H 3", 3] in [row[:4] for row in cells_of(tmp_path / "x.xlsx", 1)]


def test_what_must_be_one_page_is_printed_smaller_until_it_is(tmp_path: Path) -> None:
    for lines in (1, 110):
        assert print_sheet(chaptered(lines, one_page=True), tmp_path / "x.pdf") == 1
        (page,) = pages_of(tmp_path / "x.pdf")
        assert f"Alinea {lines - 1}" in page
        assert "Sesi 12" in page


def test_a_word_in_a_narrow_column_shrinks_before_it_is_broken(tmp_path: Path) -> None:
    columns = (Column("Kehadiran", 1.3), Column("Nama", 10), Column("Keadaan", 1.2))
    rows = (plain("Dilaksanakan", LONG, "a" * 60),)
    print_sheet(sheet_of(0, tables=(Table(columns=columns, rows=rows),)), tmp_path / "x.pdf")
    (page,) = pages_of(tmp_path / "x.pdf")
    assert "Kehadiran Nama Keadaan" in page
    assert "Dilaksanakan" in page
    assert "a" * 60 in page.replace(" ", "")
