"""Everything kept about one person as a file for that person: JSON, or a workbook with a sheet for each kind of row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from contract.exchange.dots import format_id
from contract.training.catalogue import CATALOGUE
from desktop.documents.press.whole_files import NotWritten, written_whole
from desktop.services.people.personal_rights import Kept

_OPTIONS = {"in_memory": True}
_LONGEST_NAME = 31
_WIDTH = 18


def write_person_copy(target: Path, kept: Kept, made_at: str) -> None:
    """Writes the file; a name that ends in .xlsx makes a workbook. made_at: ISO time. Raises NotWritten."""
    if not target.absolute().parent.is_dir():
        raise NotWritten(f"Map {target.parent} tidak ada. Buat dahulu, atau pilih tempat lain untuk {target.name}.")
    if target.suffix.casefold() == ".xlsx":
        _write_workbook(target, kept)
        return
    content = {
        "person": format_id(kept.person),
        "made_at": made_at,
        "rows": kept.rows,
        "named_in": [{"record": paper.record, "id": format_id(paper.id)} for paper in kept.papers],
    }
    with written_whole(target) as beside:
        beside.write_bytes(msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n")


def _write_workbook(target: Path, kept: Kept) -> None:
    import xlsxwriter  # a tenth of a second, for few

    with written_whole(target) as beside, beside.open("wb") as stream, xlsxwriter.Workbook(stream, _OPTIONS) as book:
        heading, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        for name, rows in kept.rows.items():
            record = CATALOGUE.named(name)
            labels = {field.name: field.label for field in record.fields if field.label}
            page = book.add_worksheet(record.label[:_LONGEST_NAME])
            names = [one for one in rows[0] if any(row[one] is not None for row in rows)]
            page.set_column(0, max(len(names) - 1, 0), _WIDTH, text)
            page.freeze_panes(1, 0)
            for place, one in enumerate(names):
                page.write_string(0, place, labels.get(one, one), heading)
                for line, row in enumerate(rows, 1):
                    page.write_string(line, place, _shown(row[one]), text)
        if kept.papers:
            page = book.add_worksheet("Disebut dalam")
            page.write_row(0, 0, ("Jenis", "Id"), heading)
            for line, paper in enumerate(kept.papers, 1):
                page.write_row(line, 0, (paper.label, format_id(paper.id)), text)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return ("ya" if value else "tidak") if isinstance(value, bool) else str(value)
