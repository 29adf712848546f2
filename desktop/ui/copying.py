"""Rows of a table for the clipboard: plain text, and a table of which a spreadsheet loses no digit of a NIP."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData

from desktop.ui.rows import Column, Exact

_NATIONAL_ID = 16
_FIGURE = re.compile(r"[+-][0-9 .,()/-]*%?")
_TEXT_STYLE = "mso-number-format:'\\@'"
"""What Excel needs to keep eighteen digits as text: a cell with this format is never read as a number."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell on the clipboard: what is read, and the exact number where there is one."""

    text: str
    value: Exact = None


def is_national_id(text: str) -> bool:
    """Whether a text is sixteen digits, however they are grouped: a NIK leaves the program on no clipboard."""
    digits = "".join(sign for sign in text if not sign.isspace() and sign not in ".-")
    return len(digits) == _NATIONAL_ID and digits.isdigit()


def copied(columns: Sequence[Column[Any]], values: Sequence[Any]) -> QMimeData:
    """The rows under their heads. Columns without a title (ticks) and secret ones stay behind."""
    kept = [column for column in columns if column.title and not column.secret]
    rows = [[_piece(column, value) for column in kept] for value in values]
    return pieces_copied([column.title for column in kept], rows)


def _piece(column: Column[Any], value: Any) -> Piece:
    exact = column.exact(value) if column.exact is not None and column.copied is None else None
    return Piece(column.written(value), None if isinstance(exact, str) else exact)


def pieces_copied(heads: Sequence[str], rows: Sequence[Sequence[Piece]]) -> QMimeData:
    """Heads and rows as text and as a table."""
    rows = [[Piece("") if is_national_id(piece.text) else piece for piece in row] for row in rows]
    mime = QMimeData()
    mime.setText(_as_text(heads, rows))
    mime.setHtml(_as_table(heads, rows))
    return mime


def _as_text(heads: Sequence[str], rows: Sequence[Sequence[Piece]]) -> str:
    lines = [heads, *([piece.text for piece in row] for row in rows)]
    return "".join("\t".join(_harmless(" ".join(cell.split())) for cell in line) + "\r\n" for line in lines)


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula; a phone number, a minus or a figure stay as they are."""
    formula = text[:1] in ("=", "@") or (text[:1] in ("+", "-") and not _FIGURE.fullmatch(text))
    return f"'{text}" if formula else text


def _as_table(heads: Sequence[str], rows: Sequence[Sequence[Piece]]) -> str:
    head = "".join(f"<th>{escape(title)}</th>" for title in heads)
    body = "".join("<tr>" + "".join(map(_as_cell, row)) + "</tr>" for row in rows)
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'
        f"<table><tr>{head}</tr>{body}</table></body></html>"
    )


def _as_cell(piece: Piece) -> str:
    if isinstance(piece.value, (int, float, Fraction)):
        exact = piece.value if isinstance(piece.value, int) else float(piece.value)
        return f'<td x:num="{exact}">{escape(piece.text)}</td>'
    return f'<td style="{_TEXT_STYLE}">{escape(piece.text)}</td>'
