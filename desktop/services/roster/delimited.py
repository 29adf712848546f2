"""Text files with a value between two signs: which code page, which sign, and quotes that were never closed."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from desktop.services.roster.headings import kinds_of, looks_like_heading

_DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_LINES = 80
_MOST_LINES_IN_A_CELL = 6
_SEPARATOR_LINE = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or a Windows code page, told by its marks or by its bytes."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    sample = content[:2000]
    if sample.count(b"\0") > len(sample) // 4:
        even = sample[::2].count(b"\0") > sample[1::2].count(b"\0")
        return content.decode("utf-16-be" if even else "utf-16-le", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def split_rows(text: str) -> list[list[str]]:
    """The rows of a delimited text, counted as a spreadsheet does: a line "sep=;" at the top is no row.

    A quote that is never closed spoils only its own line.
    """
    announced = _SEPARATOR_LINE.match(text)
    lines = text[announced.end() :] if announced else text
    return _read(lines, announced[1] if announced else _likely_delimiter(lines))


def _likely_delimiter(text: str) -> str:
    """The sign that makes most headings of the first lines recognisable, else the one that cuts most evenly."""
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    return max(_DELIMITERS, key=lambda delimiter: _promise(_read(sample, delimiter)))


def _promise(rows: list[list[str]]) -> tuple[int, int, int]:
    headings = max(
        (sum(1 for cell in row if looks_like_heading(cell) and kinds_of((cell,))) for row in rows), default=0
    )
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    return headings, count, width


def _read(text: str, delimiter: str) -> list[list[str]]:
    lines = list(io.StringIO(text, newline=""))
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        rows = []
    unclosed = any(cell.count("\n") > _MOST_LINES_IN_A_CELL for row in rows for cell in row if len(cell) > 100)
    if rows and not unclosed:
        return rows
    bare = csv.reader([line.replace("\0", "") for line in lines], delimiter=delimiter, quoting=csv.QUOTE_NONE)
    try:
        return [[cell.strip().strip('"').replace('""', '"') for cell in row] for row in bare]
    except csv.Error:
        return [[cell.strip('"') for cell in line.rstrip("\r\n").split(delimiter)] for line in lines]
