"""Files of every kind: what is read, and what to do about the others."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.services.roster.delimited import split_rows
from desktop.services.roster.reading import read_workbook
from desktop.services.roster.workbook import UnreadableFile
from tests.roster.sheets import Rows, messages, read, workbook, write_sheet

NIP_A, NIP_B, NIP_C = "198009162009112001", "197512012003121002", "199001012023211003"
HERE = Path(__file__).parent
LINES = [
    "PEMERINTAH PROVINSI NTT",
    "",
    "No{0}Nama{0}NIP{0}Instansi",
    "1{0}Ana Café{0}{1}{0}Dinas Sosial",
    "2{0}Yosef{0}{2}{0}BKPSDM",
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_text_is_read_in_every_code_page_and_with_every_sign(
    tmp_path: Path, encoding: str, sign: str, end: str
) -> None:
    text = end.join(LINES).format(sign, NIP_A, NIP_B)
    (tmp_path / "daftar.csv").write_bytes(text.encode(encoding))
    roster = read(tmp_path / "daftar.csv")
    assert [(row.row_number, row.fields["name"], row.fields["agency"]) for row in roster.rows] == [
        (4, "Ana Café", "Dinas Sosial"),
        (5, "Yosef", "BKPSDM"),
    ]


def test_quotes_around_line_ends_and_signs_are_kept_together(tmp_path: Path) -> None:
    text = f'No;Nama;NIP\n1;"Ana; Leo\nS.Sos.";\'{NIP_A}\n2;Yosef;="{NIP_B}"\n'
    (tmp_path / "daftar.csv").write_text(text, encoding="utf-8")
    roster = read(tmp_path / "daftar.csv")
    assert [row.fields["employee_number"] for row in roster.rows] == [NIP_A, NIP_B]
    assert [row.row_number for row in roster.rows] == [2, 3]


def test_a_quote_never_closed_spoils_one_line_only(tmp_path: Path) -> None:
    lines = ["No;Nama;NIP", f'1;"Ana;{NIP_A}', *(f"{n};Orang {chr(64 + n)};{NIP_B[:15]}{n:03d}" for n in range(2, 20))]
    (tmp_path / "daftar.csv").write_text("\n".join(lines), encoding="utf-8")
    roster = read(tmp_path / "daftar.csv")
    assert len(roster.rows) == 19
    assert roster.rows[0].fields["name"] == "Ana"


def test_a_line_that_announces_the_sign_is_no_row(tmp_path: Path) -> None:
    (tmp_path / "daftar.csv").write_text(f"sep=|\nNo|Nama|NIP\n1|Ana|{NIP_A}\n", encoding="utf-8")
    assert [row.row_number for row in read(tmp_path / "daftar.csv").rows] == [2]


def test_numbers_that_a_spreadsheet_rounded_before_writing_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "daftar.csv").write_text(
        f"No;Nama;NIP\n1;Ana;1,98009E+17\n2;Yosef;{NIP_B}.0\n3;Leo;{NIP_C}\n", encoding="utf-8"
    )
    roster = read(tmp_path / "daftar.csv")
    assert messages(roster) == ["2 error lost_digits", "3 error lost_digits"]


def test_an_old_xls_with_merged_headings_is_read() -> None:
    roster = read(HERE / "daftar_lama.xls")
    assert (roster.sheet, messages(roster)) == ("Peserta 2019", ["7 error lost_digits"])
    assert [row.fields["district"] for row in roster.rows] == ["53.04"] * 3
    assert [row.fields["birth_date"] for row in roster.rows] == ["1980-09-16", "1975-12-01", "1990-01-01"]


def ods(path: Path, rows: Rows) -> Path:
    """A minimal document of LibreOffice; "<" continues the merged cell on its left."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            "<table:covered-table-cell/>"
            if cell == "<"
            else f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    body = f'<office:spreadsheet><table:table table:name="Lembar1">{lines}</table:table></office:spreadsheet>'
    content = f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def test_an_ods_with_merged_headings_is_read(tmp_path: Path) -> None:
    rows: Rows = [
        ["DAFTAR PESERTA"],
        ["No", "Nama", "Lahir", "<", "NIP"],
        ["<", "<", "Tempat", "Tanggal", "<"],
        ["1", "Ana", "Kupang", "16/09/1980", NIP_A],
    ]
    roster = read(ods(tmp_path / "daftar.ods", rows))
    assert [row.fields for row in roster.rows] == [
        {"name": "Ana", "birth_place": "Kupang", "birth_date": "1980-09-16", "employee_number": NIP_A}
    ]


def test_a_workbook_is_read_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    workbook(tmp_path / "daftar.xls", [["No", "Nama", "NIP"], [1, "Ana", NIP_A]])
    assert len(read(tmp_path / "daftar.xls").rows) == 1
    (tmp_path / "teks.xls").write_text(f"No\tNama\tNIP\n1\tAna\t{NIP_A}\n", encoding="utf-8")
    assert len(read(tmp_path / "teks.xls").rows) == 1


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "kosong"),
        (b"   \r\n", "kosong"),
        (b"<html><table><tr><td>Nama</td></tr></table>", "halaman web"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "halaman web"),
        (b"%PDF-1.7 ...", "bukan tabel"),
        (b"\x89PNG\r\n", "bukan tabel"),
        (b"PK\x03\x04 and then nothing", "rusak"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "rusak"),
        (b"Kepada Yth. Bapak/Ibu\ndi tempat", "rusak atau bukan buku kerja"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(tmp_path: Path, content: bytes, word: str) -> None:
    (tmp_path / "daftar.xlsx").write_bytes(content)
    with pytest.raises(UnreadableFile, match=word) as refused:
        read(tmp_path / "daftar.xlsx")
    assert "daftar.xlsx" in str(refused.value)


def test_a_text_without_headings_is_asked_for_them(tmp_path: Path) -> None:
    (tmp_path / "daftar.csv").write_text("Kepada Yth. Bapak/Ibu\ndi tempat", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="Judul kolom"):
        read(tmp_path / "daftar.csv")


def test_a_file_that_is_not_there_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"tidak-ada\.xlsx tidak dapat dibuka \(tidak ditemukan\)"):
        read(tmp_path / "tidak-ada.xlsx")
    with pytest.raises(UnreadableFile):
        read(tmp_path)


def test_a_document_of_another_program_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "surat.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(UnreadableFile, match="bukan buku kerja"):
        read(tmp_path / "surat.docx")


def test_a_sheet_that_is_not_there_is_named(tmp_path: Path) -> None:
    workbook(tmp_path / "daftar.xlsx", [["No", "Nama"], [1, "Ana"]])
    with pytest.raises(UnreadableFile, match="Kelas C"):
        read(tmp_path / "daftar.xlsx", "Kelas C")


def test_headings_without_people_are_an_empty_roster(tmp_path: Path) -> None:
    roster = read(workbook(tmp_path / "daftar.xlsx", [["No", "Nama", "NIP"]]))
    assert (roster.rows, messages(roster)) == ((), ["1 warning no_people"])


def test_a_stray_cell_far_away_is_refused_by_its_place_and_takes_no_memory(tmp_path: Path) -> None:
    rows: Rows = [["No", "Nama", "NIP"], [1, "Ana", NIP_A]]
    file = workbook(tmp_path / "daftar.xlsx", rows)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode("utf-8")
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    empty = '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    for tail, fits in ((far, False), (empty, True)):
        parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", tail).encode()
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        if fits:
            assert len(read(file).rows) == 1
        else:
            with pytest.raises(UnreadableFile, match="XFD1048576"):
                read(file)


@given(st.text(max_size=200))
def test_any_text_is_cut_into_rows(text: str) -> None:
    assert all(isinstance(cell, str) for row in split_rows(text) for cell in row)


@settings(max_examples=150)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"No;Nama\n1;"]))
def test_any_bytes_are_a_workbook_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, start: bytes
) -> None:
    file = tmp_path_factory.mktemp("bytes") / "daftar.bin"
    file.write_bytes(start + content)
    try:
        assert read_workbook(file).sheets
    except UnreadableFile as refused:
        assert "daftar.bin" in str(refused)  # noqa: PT017 (either outcome is right)


def test_a_quote_never_closed_in_a_long_file_spoils_one_line_only(tmp_path: Path) -> None:
    lines = ["No;Nama;NIP", f'1;"Ana;{NIP_A}', *(f"{n};Orang Ke{n};{NIP_B[:15]}{n % 1000:03d}" for n in range(2, 5000))]
    (tmp_path / "daftar.csv").write_text("\n".join(lines), encoding="utf-8")
    assert len(read(tmp_path / "daftar.csv").rows) == 4999


def test_a_sheet_with_a_chart_is_passed_over(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "daftar.xlsx") as book:
        write_sheet(book, "Peserta", [["No", "Nama", "NIP"], [1, "Ana", NIP_A]])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Peserta!$A$2:$A$2"})
        book.add_chartsheet("Grafik").set_chart(chart)
    assert len(read(tmp_path / "daftar.xlsx").rows) == 1


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "daftar.csv").open("wb") as stream:
        stream.write(b"No;Nama\n")
        stream.truncate(70_000_000)
    with pytest.raises(UnreadableFile, match="terlalu besar"):
        read(tmp_path / "daftar.csv")


def test_a_workbook_that_inflates_beyond_measure_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "daftar.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(31):
            part.write(bytes(10_000_000))
    with pytest.raises(UnreadableFile, match="terlalu besar"):
        read(tmp_path / "daftar.xlsx")


def test_a_damaged_xls_that_leads_round_in_a_circle_is_refused(tmp_path: Path) -> None:
    whole = (HERE / "daftar_lama.xls").read_bytes()
    table = (struct.unpack_from("<I", whole, 76)[0] + 1) * 512
    for sector in range(3):
        damaged = bytearray(whole)
        struct.pack_into("<I", damaged, table + 4 * sector, sector)
        (tmp_path / "daftar.xls").write_bytes(damaged)
        with pytest.raises(UnreadableFile, match="rusak"):
            read(tmp_path / "daftar.xls")


@pytest.mark.parametrize("kept", [100, 511, 512, 1000, 2048, 4000, 5000, 5600])
def test_an_xls_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    (tmp_path / "daftar.xls").write_bytes((HERE / "daftar_lama.xls").read_bytes()[:kept])
    with pytest.raises(UnreadableFile, match="rusak"):
        read(tmp_path / "daftar.xls")
