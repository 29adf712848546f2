"""Laporan penyelenggaraan: what a training was, as its committee hands it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from contract.training.certificates.kinds import Signer, heading_lines
from contract.training.indonesian_dates import format_date_long
from contract.training.people.employee_number import group_employee_number
from contract.training.programmes.figures import UNSTATED
from contract.training.terbilang import terbilang
from desktop.documents.attendance_papers import chair_of, head_of, subtitles_of
from desktop.documents.press.sheets import Align, Cell, Column, Paper, Section, Sheet, Signature, Table, plain, whole
from desktop.documents.report_figures import day_told, figures_table, hours_cell
from desktop.documents.report_results import (
    annex,
    assessment,
    attendance,
    certificates,
    completion,
    groups,
    payments,
)
from desktop.services.classes.schedule import Scheduled
from desktop.services.papers.letters import Basis, StageTold
from desktop.services.papers.report import ClassReport

_SEXES = {"L": "Laki-laki", "P": "Perempuan"}
_DOTS = "." * 34
_ANNEX = "LAMPIRAN. DAFTAR PESERTA DAN HASIL"


def report_sheet(report: ClassReport, obstacles: str = "", size: Paper = Paper.A4) -> Sheet:
    """Laporan penyelenggaraan of a class. obstacles: what the committee says of them and proposes."""
    chapters = [
        ("PENDAHULUAN", _opening(report)),
        ("WAKTU DAN TEMPAT", _when(report)),
        ("PESERTA", _participants(report)),
        ("PENYELENGGARA DAN PENGAJAR", _staff(report)),
        ("JADWAL", _schedule(report)),
        ("KEHADIRAN", attendance(report)),
        ("PENILAIAN", assessment(report)),
        ("KELOMPOK DAN RENCANA AKSI", groups(report)),
        ("KELULUSAN", completion(report)),
        ("SERTIFIKAT", certificates(report)),
        *([("BIAYA", payments(report.payments))] if report.payments is not None else []),
        ("KENDALA DAN SARAN", iter((obstacles.strip() or f"{UNSTATED.capitalize()}.",))),
        ("PENUTUP", iter((_end(report),))),
    ]
    lettered = tuple(
        Section(title=f"{chr(ord('A') + n)}. {title}", parts=tuple(parts)) for n, (title, parts) in enumerate(chapters)
    )
    paper = report.paper
    return Sheet(
        letterhead=head_of(paper),
        title="Laporan Penyelenggaraan",
        subtitles=subtitles_of(paper),
        sections=lettered,
        annexes=(Section(title=_ANNEX, parts=tuple(annex(report))),) if report.people else (),
        signed_at=paper.signed_at(report.on),
        signatures=(signature_of(report.signer), chair_of(paper)),
        paper=size,
        example=paper.example,
    )


def signature_of(signer: Signer | None) -> Signature:
    """Who signs for the office, beside the committee; dots while nobody is named for that day."""
    if signer is None:
        return Signature(above=("Mengetahui,",), name=_DOTS)
    number = group_employee_number(signer.employee_number) if signer.employee_number else ""
    lines = ("Mengetahui,", *heading_lines(signer))
    return Signature(above=lines, name=signer.name, employee_number=number)


def _opening(report: ClassReport) -> Iterator[str | Table]:
    paper, basis = report.paper, report.basis
    of_programme = f" dalam program {paper.programme}" if paper.programme else ""
    organiser = f" oleh {basis.organiser}" if basis.organiser else ""
    together = f", bekerja sama dengan {', '.join(paper.partners)}" if paper.partners else ""
    yield (
        f"{paper.training} diselenggarakan{organiser}{of_programme}{together}. Laporan ini disusun dari catatan "
        f'penyelenggaraan sampai dengan {day_told(report.on)}. Yang tidak dinyatakan siapa pun ditulis "{UNSTATED}".'
    )
    yield f"Dasar hukum: {basis.legal_basis or UNSTATED}."
    yield from _letters(basis)
    if report.measures:
        yield figures_table(report.measures)


def _letters(basis: Basis) -> Iterator[str]:
    for word, number, on in (
        ("Surat pemanggilan", basis.call_number, basis.call_on),
        ("Keputusan penetapan peserta", basis.decree_number, basis.decree_on),
    ):
        yield f"{word}: nomor {number}, tanggal {day_told(on)}." if number else f"{word}: {UNSTATED}."


def _when(report: ClassReport) -> Iterator[str | Table]:
    paper = report.paper
    yield f"Waktu: {paper.dates or UNSTATED}. Tempat: {paper.place or UNSTATED}."
    if report.stages:
        yield stage_table(report.stages)
    for stage in report.stages:
        if stage.tasks and not stage.sessions:
            done = "; ".join(f"{task.title}: {task.done} dari {task.people} orang" for task in stage.tasks)
            yield f"Tahap {stage.title} berjalan dengan tugas, tanpa daftar hadir. {done}."


def stage_table(stages: Iterable[StageTold]) -> Table:
    """Stages in their order: how, when, where, how long."""
    columns = (
        Column("Tahap", 4),
        Column("Moda", 1.8),
        Column("Waktu", 3),
        Column("Tempat", 2.6),
        Column("Sesi", 0.9, Align.CENTRE),
        Column("JP", 0.9, Align.CENTRE),
    )
    return Table(columns=columns, rows=tuple(map(_stage, stages)))


def _stage(stage: StageTold) -> tuple[Cell, ...]:
    told = (stage.title, stage.mode or UNSTATED, stage.dates or UNSTATED, stage.place or UNSTATED)
    return (*plain(*told), Cell(str(stage.sessions), stage.sessions), hours_cell(stage.hours))


def _participants(report: ClassReport) -> Iterator[str | Table]:
    people, here = report.people, report.paper.people
    agencies = len({one.agency for one in here})
    yield f"Peserta yang mengikuti: {people} ({terbilang(people)}) orang, dari {agencies} instansi."
    if len(here) != people:
        yield f"Yang masih tercatat sebagai peserta pada tanggal laporan: {len(here)} orang."
    told = (
        ("Jenis kelamin", [_SEXES.get(one.sex, one.sex) for one in here]),
        ("Status kepegawaian", [one.employment for one in here]),
        ("Eselon", [one.echelon for one in here]),
        ("Kabupaten/Kota", [one.district for one in here]),
    )
    rows = tuple(row for caption, values in told if any(values) for row in _counted(caption, values))
    if rows:
        yield Table(columns=(Column("Menurut", 3), Column("Rincian", 5), Column("Orang", 1.2, Align.RIGHT)), rows=rows)


def _counted(caption: str, values: Iterable[str]) -> Iterator[tuple[Cell, ...]]:
    found = Counter(value or UNSTATED for value in values)
    ordered = sorted(found.items(), key=lambda pair: (pair[0] == UNSTATED, -pair[1], pair[0]))
    for n, (word, count) in enumerate(ordered):
        yield Cell(caption if not n else ""), Cell(word), whole(count)


def _staff(report: ClassReport) -> Iterator[str | Table]:
    if not report.staff:
        yield f"Panitia dan pengajar: {UNSTATED}."
        return
    columns = (Column("No", 0.6, Align.CENTRE), Column("Nama / NIP", 4), Column("Sebagai", 2.4), Column("Jabatan", 3))
    rows = tuple(
        (
            Cell(str(n), n),
            Cell(f"{one.name}\nNIP {group_employee_number(one.employee_number)}" if one.employee_number else one.name),
            *plain(one.role_label, ", ".join(part for part in (one.position, one.agency) if part) or UNSTATED),
        )
        for n, one in enumerate(report.staff, 1)
    )
    yield Table(columns=columns, rows=rows)


def _schedule(report: ClassReport) -> Iterator[str | Table]:
    if report.schedule:
        yield schedule_table(report.schedule)
    else:
        yield f"Sesi: {UNSTATED}."


def schedule_table(schedule: Iterable[Scheduled]) -> Table:
    """Sessions by start: day, time, what, how long, by whom."""
    columns = (
        Column("No", 0.6, Align.CENTRE),
        Column("Hari/tanggal", 2.4),
        Column("Waktu", 2.2),
        Column("Sesi / mata pelatihan", 4.2),
        Column("JP", 0.8, Align.CENTRE),
        Column("Pengajar", 3),
    )
    return Table(columns=columns, rows=tuple(_session(n, one) for n, one in enumerate(schedule, 1)))


def _session(n: int, one: Scheduled) -> tuple[Cell, ...]:
    session = one.session
    day = datetime.fromtimestamp(session.starts_at, one.zone.offset).date() if session.starts_at else None
    told = [session.title, one.subject if one.subject not in ("", session.title) else ""]
    place = ", ".join(part for part in (session.mode, session.place) if part)
    what = "\n".join(part for part in (*told, place) if part)
    teachers = ", ".join(teacher.staff.name for teacher in one.teachers)
    return (
        Cell(str(n), n),
        *plain(format_date_long(day) if day else UNSTATED, one.time or UNSTATED, what),
        hours_cell(round(session.hours * 100)),
        Cell(teachers or UNSTATED),
    )


def _end(report: ClassReport) -> str:
    return (
        f"Demikian laporan penyelenggaraan {report.paper.training} ini dibuat untuk dipergunakan sebagaimana mestinya."
    )
