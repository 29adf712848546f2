"""A receipt on one sheet of paper, with a QR code by which anybody can check it. Plain PDF: no screen, no font."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import segno

from contract.exchange.receipts import shortened
from desktop.documents.press.whole_files import written_whole

WIDTH, HEIGHT, MARGIN = 595, 842, 56
"""A4 in points."""
_QR_SIZE = 210
_MOST_IN_QR = 1200
"""Bytes that a cheap camera still reads from paper; of a longer receipt the code holds the short form."""
_LINE, _HEAD = 15, 18


def print_receipt(lines: Sequence[tuple[str, str]], text: str, target: Path) -> None:
    """Writes the PDF. lines: (label, value) in their order, the first one is the heading. Raises NotWritten."""
    with written_whole(target) as place:
        place.write_bytes(_document(_page(lines, text)))


def qr_text(text: str) -> str:
    """What the QR code of a receipt holds."""
    return text if len(text.encode()) <= _MOST_IN_QR else shortened(text)


def _page(lines: Sequence[tuple[str, str]], text: str) -> bytes:
    parts: list[str] = []
    y = HEIGHT - MARGIN
    for place, (label, value) in enumerate(lines):
        if y < MARGIN + _QR_SIZE + 2 * _LINE:
            parts.append(_shown("F1", 9, MARGIN, y, "..."))
            break
        if place == 0:
            parts.append(_shown("F2", _HEAD, MARGIN, y, value))
            y -= 2 * _LINE
            continue
        parts.append(_shown("F2", 9, MARGIN, y, label))
        parts.append(_shown("F1", 9, MARGIN + 120, y, value[:84]))
        y -= _LINE
    parts.append(_squares(segno.make(qr_text(text), error="l", micro=False)))
    parts.append(_shown("F1", 8, MARGIN, MARGIN - 12, "Periksa: lontar receipt verify"))
    return "\n".join(parts).encode("latin-1", "replace")


def _shown(font: str, size: int, x: int, y: int, text: str) -> str:
    safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({safe}) Tj ET"


def _squares(code: segno.QRCode) -> str:
    rows = [bytes(row) for row in code.matrix]
    unit = _QR_SIZE / len(rows)
    drawn = [
        f"{MARGIN + column * unit:.3f} {MARGIN + (len(rows) - 1 - line) * unit:.3f} {unit:.3f} {unit:.3f} re"
        for line, row in enumerate(rows)
        for column, dark in enumerate(row)
        if dark
    ]
    return "\n".join([*drawn, "f"])


def _document(content: bytes) -> bytes:
    packed = zlib.compress(content)
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R "
            "/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"
        ).encode(),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream",
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
    ]
    whole = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(whole)
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    whole += b"".join(b"%010d 00000 n \n" % place for place in places)
    whole += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(whole)
