"""Opens a roster: xlsx, xls, ods and the rest that spreadsheets write, or text with ; , or tab between values."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import python_calamine

from desktop.services.roster.delimited import decode, split_rows
from desktop.services.roster.far_cells import check_extent
from desktop.services.roster.old_excel import check_sectors
from desktop.services.roster.workbook import Cell, Merge, Sheet, UnreadableFile, Workbook
from desktop.storage.complaints import of_system

_MOST_BYTES = 64_000_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
TEXT_NAMES = frozenset({"", ".csv", ".txt", ".tsv", ".tab"})
"""How the names of files end that are meant to be text."""
SAVE_AGAIN = "buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx"


def read_workbook(path: Path) -> Workbook:
    """All sheets of the file with their cells. Raises UnreadableFile for anything that is no table."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(512)
    except OSError as error:
        raise UnreadableFile(
            f"Berkas {path.name} tidak dapat dibuka ({of_system(error)}); periksa nama dan letaknya."
        ) from error
    if not start.strip():
        raise UnreadableFile(f"Berkas {path.name} kosong; pilih berkas yang berisi daftar peserta.")
    if size > _MOST_BYTES:
        raise UnreadableFile(f"Berkas {path.name} terlalu besar; simpan daftar peserta ke berkas tersendiri.")
    if start.startswith((_ZIP, _OLE)):
        return _read_spreadsheet(path, is_zip=start.startswith(_ZIP))
    _refuse_other_formats(path, start)
    rows: list[list[Cell]] = [list(row) for row in split_rows(decode(path.read_bytes()))]
    return Workbook(path=path, sheets=(Sheet(name=path.stem, rows=rows),), is_text=True)


def _refuse_other_formats(path: Path, start: bytes) -> None:
    """Text that is no table: web pages named .xls are common, so are PDF files and pictures."""
    head = start.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta")):
        raise UnreadableFile(f"Berkas {path.name} sebenarnya halaman web, bukan buku kerja; {SAVE_AGAIN}.")
    if head.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"{\\rtf")):
        raise UnreadableFile(f"Berkas {path.name} bukan tabel; minta daftar peserta sebagai berkas Excel.")


def _read_spreadsheet(path: Path, *, is_zip: bool) -> Workbook:
    try:
        (check_extent if is_zip else check_sectors)(path)
        # From bytes, for by path the name would decide the format, and "daftar.xls" is often something else inside.
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())) as book:
            return Workbook(path=path, sheets=tuple(_sheets(book)))
    except python_calamine.PasswordError as error:
        raise UnreadableFile(
            f"Berkas {path.name} dikunci dengan kata sandi; simpan salinan tanpa kata sandi."
        ) from error
    except (python_calamine.CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError) as error:
        raise UnreadableFile(f"Berkas {path.name} rusak atau bukan buku kerja; {SAVE_AGAIN}.") from error
    except _panics() as error:
        raise UnreadableFile(f"Berkas {path.name} rusak; minta salinan yang utuh.") from error


def _panics() -> tuple[type[BaseException], ...]:
    """What python-calamine raises when it meets a damage it did not foresee.

    The class has no name to import and is no Exception; it exists once the first panic has happened.
    """
    return tuple(kind for kind in BaseException.__subclasses__() if kind.__name__ == "PanicException")


def _sheets(book: python_calamine.CalamineWorkbook) -> list[Sheet]:
    found: list[Sheet] = []
    for described in book.sheets_metadata:
        if described.typ is not python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(described.name)
        merges = tuple(
            Merge(top=top, left=left, bottom=bottom, right=right)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        )
        visible = described.visible is python_calamine.SheetVisibleEnum.Visible
        rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
        found.append(Sheet(name=described.name, rows=rows, merges=merges, is_visible=visible))
    return found
