"""The list that is signed in class."""

from __future__ import annotations

from contract.training.people.employee_number import group_employee_number
from desktop.documents.press.sheets import Align, Cell, Column, Letterhead, Paper, Sheet, Signature, Table, plain
from desktop.services.papers.forms import ClassPaper, SessionPaper

_DOTS = "." * 34


def attendance_sheet(paper: ClassPaper, session: SessionPaper, size: Paper = Paper.A4) -> Sheet:
    """Daftar hadir of one session: signatures in zig-zag, a code by which a photograph of it finds its session."""
    rows = tuple(
        (
            Cell(str(person.number), person.number, Align.CENTRE),
            *plain(_name_and_number(person.name, person.employee_number), person.position, person.agency),
            Cell(f"{person.number}.", align=Align.LEFT if person.number % 2 else Align.MIDDLE),
        )
        for person in paper.people
    )
    columns = (
        Column("No", 0.7, Align.CENTRE),
        Column("Nama / NIP", 4.2),
        Column("Jabatan", 3),
        Column("Instansi", 3),
        Column("Tanda Tangan", 3.6),
    )
    facts = [
        ("Hari/tanggal", session.day),
        ("Waktu", session.time),
        ("Sesi", session.title),
        ("Tempat", session.place),
        ("Fasilitator", ", ".join(session.teachers)),
    ]
    return Sheet(
        letterhead=head_of(paper),
        title="Daftar Hadir",
        subtitles=subtitles_of(paper),
        facts=tuple((label, value) for label, value in facts if value),
        tables=(Table(columns=columns, rows=rows, tall=True),),
        signed_at=paper.signed_at(session.on) if session.on else "",
        signatures=(chair_of(paper),),
        paper=size,
        example=paper.example,
        qr=session.code,
    )


def head_of(paper: ClassPaper) -> Letterhead:
    """The head of the office's paper."""
    return Letterhead(lines=paper.letterhead, address=paper.address)


def subtitles_of(paper: ClassPaper) -> tuple[str, ...]:
    """Under the title: the training, its dates, with whom it is held; each once."""
    together = f"Bekerja sama dengan {', '.join(paper.partners)}" if paper.partners else ""
    lines = (paper.training, paper.title, paper.dates, together)
    return tuple(line for line in dict.fromkeys(lines) if line)


def chair_of(paper: ClassPaper) -> Signature:
    """Who signs for the committee; dots while nobody is named."""
    if paper.chair is None:
        return Signature(above=("Ketua Panitia,",), name=_DOTS)
    name, number, post = paper.chair
    above = ("Ketua Panitia,", post) if post.casefold() not in ("", "ketua panitia") else ("Ketua Panitia,",)
    return Signature(above=above, name=name, employee_number=group_employee_number(number) if number else "")


def _name_and_number(name: str, number: str) -> str:
    return f"{name}\nNIP {group_employee_number(number)}" if number else name
