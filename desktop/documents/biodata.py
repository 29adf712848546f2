"""Biodata: one page a participant, filled in as far as it is known, to be completed and signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from contract.training.indonesian_dates import format_date
from contract.training.people.employee_number import group_employee_number
from contract.training.people.ranks import rank_name
from desktop.documents.attendance_papers import head_of, subtitles_of
from desktop.documents.press.sheets import Paper, Sheet, Signature
from desktop.services.papers.forms import ClassPaper, PaperPerson

_DOTS = "." * 60
_SEXES = {"L": "Laki-laki", "P": "Perempuan"}


def biodata_sheets(
    paper: ClassPaper, size: Paper = Paper.A4, pictures: Mapping[int, bytes] | None = None
) -> list[Sheet]:
    """A form for each participant. What nobody said is a line to write on, who has no picture here gets a frame."""
    return [_biodata(paper, person, size, (pictures or {}).get(person.id, b"")) for person in paper.people]


def _biodata(paper: ClassPaper, person: PaperPerson, size: Paper, picture: bytes) -> Sheet:
    born = format_date(date.fromisoformat(person.birth_date)) if person.birth_date else ""
    grade = " / ".join(part for part in (rank_name(person.grade) if person.grade else "", person.grade) if part)
    facts = [
        ("Nama lengkap", person.name),
        ("NIP", group_employee_number(person.employee_number) if person.employee_number else ""),
        ("Tempat, tanggal lahir", ", ".join(part for part in (person.birth_place, born) if part)),
        ("Jenis kelamin", _SEXES.get(person.sex, person.sex)),
        ("Pangkat/gol. ruang", grade),
        ("Jabatan", person.position),
        ("Unit kerja", person.work_unit),
        ("Instansi", person.agency),
        ("Kabupaten/Kota", person.district),
        ("Pendidikan", person.education),
        ("Nomor HP", ""),
        ("Surel", ""),
    ]
    return Sheet(
        letterhead=head_of(paper),
        title="Biodata Peserta",
        subtitles=subtitles_of(paper),
        facts=tuple((label, value or _DOTS) for label, value in facts),
        closing=("Data di atas saya isi dengan benar.",),
        signed_at=f"{paper.city or '....................'}, ....................",
        signatures=(Signature(above=("Peserta,",), name=person.name),),
        paper=size,
        example=paper.example,
        photo=True,
        picture=picture,
    )
