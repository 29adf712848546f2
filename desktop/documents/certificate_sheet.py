"""A certificate on paper: A4 across, what it says in front, the subjects on the back. Any thread, no screen.

The text of the QR lies in the file too, so that a PDF that comes back signed is known by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from contract.training.certificates.kinds import Kind, Signer, heading_lines
from contract.training.certificates.seal import NO_E_SIGNATURE
from contract.training.indonesian_dates import format_date, format_date_range
from contract.training.people.employee_number import group_employee_number
from desktop.documents.press.ink import FINE, MM, Ink
from desktop.documents.press.pages import ready_to_print
from desktop.documents.press.sheets import Align
from desktop.documents.press.whole_files import written_whole
from desktop.services.certificates.views import CertificateView

_EDGE = 22 * MM
_QR = 36 * MM
_ROW = 8 * MM
_FOOT = 20 * MM
ATTACHED = "lontar-qr.txt"
NOT_STATED = "tidak disebut"
EXAMPLE = "DATA CONTOH"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePaper:
    """What is printed. body: what stands on it for ever; text: of its QR. Place and date of birth where known here."""

    number: str
    body: dict[str, Any]
    text: str
    birth_place: str = ""
    birth_date: str = ""
    example: bool = False
    ended: str = ""
    """Says across the sheet why it holds no more; empty while it does."""


def paper_of(view: CertificateView) -> CertificatePaper:
    """What is printed of a certificate."""
    return CertificatePaper(
        number=view.number,
        body=view.body,
        text=view.text,
        birth_place=view.birth_place,
        birth_date=view.birth_date,
        example=view.example,
    )


def print_certificates(papers: Sequence[CertificatePaper], folder: Path) -> list[Path]:
    """Writes a PDF for each; gives their places in order. Raises NotWritten."""
    ready_to_print()
    made = []
    for paper in papers:
        target = folder / file_name(paper.number, str(paper.body.get("name", "")))
        with written_whole(target) as place:
            place.write_bytes(certificate_pdf(paper))
        made.append(target)
    return made


def file_name(number: str, name: str) -> str:
    """A name that every system of files takes: the number and the person's name."""
    plain = "".join(sign if sign.isalnum() else "-" for sign in f"{number} {name}")
    return "-".join(part for part in plain.split("-") if part)[:120] + ".pdf"


def certificate_pdf(paper: CertificatePaper) -> bytes:
    """The PDF of one certificate, two pages."""
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(memory)
    writer.setResolution(FINE)
    writer.setTitle(f"{_title(paper)} {paper.number}")
    writer.setCreator("Lontar")
    writer.addFileAttachment(ATTACHED, paper.text.encode(), "text/plain")
    across = QPageLayout.Orientation.Landscape
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), across, QMarginsF(0, 0, 0, 0)))
    painter = QPainter(writer)
    try:
        ink = Ink(painter)
        room = QRectF(0, 0, writer.width(), writer.height())
        _Front(ink, room, paper).draw()
        for part in _pages_of(paper, room):
            writer.newPage()
            _back(ink, room, paper, part)
    finally:
        painter.end()
    return bytes(memory.data().data())


def _title(paper: CertificatePaper) -> str:
    kind = paper.body.get("kind", "")
    return Kind(kind).heading if kind in Kind.__members__.values() else "Sertifikat"


def _across(ink: Ink, room: QRectF, paper: CertificatePaper) -> None:
    told = paper.ended or (EXAMPLE if paper.example else "")
    if told:
        ink.across(told, room.width(), room.height())


class _Front:
    """The side that is framed: from top to bottom, the QR and the signature side by side at the foot."""

    def __init__(self, ink: Ink, room: QRectF, paper: CertificatePaper) -> None:
        self._ink, self._room, self._paper, self._body = ink, room, paper, paper.body
        self._y = 18 * MM

    def draw(self) -> None:
        """All of it."""
        _across(self._ink, self._room, self._paper)
        for inset in (8 * MM, 9.5 * MM):
            self._ink.box(self._room.adjusted(inset, inset, -inset, -inset))
        edge = self._room.adjusted(8 * MM, 8 * MM, -8 * MM, -8 * MM)
        self._ink.band(QRectF(edge.left(), edge.bottom() - 1.5 * MM, edge.width(), 1.5 * MM))
        body = self._body
        self._line(str(body.get("issuer", "")).upper(), 14, bold=True, after=5)
        self._line(_title(self._paper).upper(), 26, bold=True, after=1)
        self._line(f"Nomor: {self._paper.number}", 11, after=5)
        self._line("diberikan kepada", 11, after=2)
        self._line(str(body.get("name", "")), 22, bold=True, after=2)
        for label, value in self._who():
            self._pair(label, value)
        self._y += 4 * MM
        self._line(self._sentence(), 12, after=3)
        self._foot()

    def _line(self, text: str, size: float, *, bold: bool = False, after: float = 0) -> None:
        if not text.strip():
            return
        width = self._room.width() - 2 * _EDGE
        height = self._ink.height(text, width, size, bold=bold)
        self._ink.write(text, QRectF(_EDGE, self._y, width, height), size, bold=bold, align=Align.CENTRE)
        self._y += height + after * MM

    def _who(self) -> list[tuple[str, str]]:
        number = str(self._body.get("employee_number", ""))
        born = ", ".join(part for part in (self._paper.birth_place, _day(self._paper.birth_date)) if part)
        told = [
            ("NIP", group_employee_number(number) if number else ""),
            ("Tempat, tanggal lahir", born),
            ("Pangkat/golongan", str(self._body.get("grade", ""))),
            ("Jabatan", str(self._body.get("position", ""))),
            ("Instansi", str(self._body.get("agency", ""))),
        ]
        return [(label, value) for label, value in told if value]

    def _pair(self, label: str, value: str) -> None:
        left, width = 78 * MM, self._room.width() - 78 * MM - 46 * MM - _EDGE
        height = self._ink.height(value, width, 11)
        self._ink.write(label, QRectF(left, self._y, 44 * MM, height), 11)
        self._ink.write(f": {value}", QRectF(left + 46 * MM, self._y, width, height), 11)
        self._y += height

    def _sentence(self) -> str:
        body = self._body
        kind = body.get("kind")
        hours = body.get("lesson_hours")
        told = f"{hours_text(hours)} JP" if hours is not None else f"jumlah JP {NOT_STATED}"
        days = _days(str(body.get("starts_on", "")), str(body.get("ends_on", "")))
        place = f" di {body['place']}" if body.get("place") else ""
        if kind == Kind.COMPETENCE:
            until = f", berlaku sampai {_day(str(body['valid_until']))}" if body.get("valid_until") else ""
            by = f" menurut uji kompetensi {body['institution']}" if body.get("institution") else ""
            return f"dinyatakan KOMPETEN pada skema {body.get('scheme') or NOT_STATED}{by}{until}."
        done = "telah mengikuti" if kind == Kind.ATTENDED else "telah mengikuti dan dinyatakan LULUS"
        rank = f" dengan kualifikasi {body['predicate']}" if body.get("predicate") else ""
        when = f", {days}" if days else ""
        return f"{done} {body.get('training', '')}{place}{when}, selama {told}{rank}."

    def _foot(self) -> None:
        top = self._room.height() - 70 * MM
        self._ink.code(self._paper.text, QRectF(_EDGE + 4 * MM, top + 12 * MM, _QR, _QR))
        note = f"Periksa dengan Lontar atau berkas pemeriksa kantor. {NO_E_SIGNATURE}"
        self._ink.write(note, QRectF(_EDGE, top + 13 * MM + _QR, 74 * MM, 12 * MM), 6.5)
        for place, signer in enumerate(self._signers()):
            self._sign(signer, QRectF(self._room.width() - _EDGE - (place + 1) * 92 * MM, top, 88 * MM, 60 * MM))

    def _signers(self) -> list[Signer]:
        told = self._body.get("signatories") or [{"name": "", "post": ""}]
        return [Signer(**one) for one in told[:2]]

    def _sign(self, signer: Signer, room: QRectF) -> None:
        on = _day(str(self._body.get("issued_on", "")))
        place = str(self._body.get("issued_at", ""))
        above = [", ".join(part for part in (place, on) if part), *heading_lines(signer)]
        y = room.top() + max(0, 4 - len(above)) * 4 * MM
        for line in above:
            y += self._at(line, y, room, 10.5)
        y = max(y + 18 * MM, room.top() + 36 * MM)
        y += self._at(signer.name or "(" + "." * 44 + ")", y, room, 10.5, bold=bool(signer.name))
        number = signer.employee_number
        for line in (signer.rank, f"NIP {group_employee_number(number)}" if number else ""):
            if line:
                y += self._at(line, y, room, 10)

    def _at(self, text: str, y: float, room: QRectF, size: float, *, bold: bool = False) -> float:
        height = self._ink.height(text, room.width(), size, bold=bold)
        place = QRectF(room.left(), y, room.width(), height)
        self._ink.write(text, place, size, bold=bold, underlined=bold, align=Align.CENTRE)
        return height


def _pages_of(paper: CertificatePaper, room: QRectF) -> list[list[tuple[int, str, str]]]:
    """The back's lines (number, subject, hours), as many a page as there is room; one page at least."""
    subjects = paper.body.get("subjects") or []
    lines = [
        (place, str(one.get("title", "")), hours_text(one.get("lesson_hours"))) for place, one in enumerate(subjects, 1)
    ]
    most = int((room.height() - 48 * MM - _FOOT - 2 * _ROW) // _ROW)
    return [lines[start : start + most] for start in range(0, max(1, len(lines)), most)]


def _back(ink: Ink, room: QRectF, paper: CertificatePaper, lines: list[tuple[int, str, str]]) -> None:
    _across(ink, room, paper)
    width = room.width() - 2 * _EDGE
    ink.write("DAFTAR MATA PELATIHAN", QRectF(_EDGE, 16 * MM, width, 9 * MM), 16, bold=True, align=Align.CENTRE)
    about = f"{paper.body.get('training', '')}  |  {paper.number}"
    ink.write(about, QRectF(_EDGE, 26 * MM, width, 8 * MM), 10, align=Align.CENTRE)
    total = paper.body.get("lesson_hours")
    rows = [("No", "Mata Pelatihan", "JP"), *((str(n), title, hours) for n, title, hours in lines)]
    subjects = paper.body.get("subjects") or []
    if not lines or lines[-1][0] == len(subjects):
        rows.append(("", "Jumlah", hours_text(total)))
    y = 38 * MM
    for place, row in enumerate(rows):
        heading = place == 0 or row[0] == ""
        _row(ink, row, QRectF(_EDGE, y, width, _ROW), filled=place == 0, bold=heading)
        y += _ROW
    ink.write(NO_E_SIGNATURE, QRectF(_EDGE, room.height() - 16 * MM, width, 6 * MM), 7)


def _row(ink: Ink, row: tuple[str, str, str], room: QRectF, *, filled: bool, bold: bool) -> None:
    number, hours = 16 * MM, 34 * MM
    cells = (
        (QRectF(room.left(), room.top(), number, room.height()), row[0], Align.CENTRE),
        (QRectF(room.left() + number, room.top(), room.width() - number - hours, room.height()), row[1], Align.LEFT),
        (QRectF(room.right() - hours, room.top(), hours, room.height()), row[2], Align.CENTRE),
    )
    for cell, text, align in cells:
        ink.box(cell, filled=filled)
        size = 10.0
        while size > 5 and ink.height(text, cell.width() - 4 * MM, size, bold=bold) > cell.height():
            size -= 0.5
        ink.write(text, cell.adjusted(2 * MM, 0, -2 * MM, 0), size, bold=bold, align=align, middle=True)


def hours_text(hundredths: object) -> str:
    """Lesson hours as printed: 14,5; what nobody stated is said so."""
    if not isinstance(hundredths, int):
        return NOT_STATED
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02}".rstrip("0") if rest else str(whole)


def _day(iso: str) -> str:
    return format_date(date.fromisoformat(iso)) if iso else ""


def _days(first: str, last: str) -> str:
    if not first:
        return ""
    return f"tanggal {format_date_range(date.fromisoformat(first), date.fromisoformat(last or first))}"
