"""Letters and lists about a class: its schedule, the call to it, the annex of its decree, and what was handed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from contract.training.certificates.kinds import Signer, heading_lines
from contract.training.people.employee_number import group_employee_number
from contract.training.people.ranks import rank_name
from contract.training.programmes.figures import UNSTATED
from contract.training.terbilang import date_words, terbilang
from desktop.documents.attendance_papers import chair_of, head_of, subtitles_of
from desktop.documents.completion_papers import signers_of
from desktop.documents.press.sheets import Align, Cell, Column, Paper, Section, Sheet, Signature, Table, plain
from desktop.documents.report_figures import day_told
from desktop.documents.report_papers import schedule_table, stage_table
from desktop.services.certificates.views import CertificateView
from desktop.services.completion.minutes import MinutesView
from desktop.services.papers.forms import ClassPaper, PaperPerson
from desktop.services.papers.letters import ClassLetter, StageTold

_DOTS = "." * 34
_NUMBER_TO_COME = "." * 24
_TASKS = (Column("Tahap mandiri", 3), Column("Tugas", 5), Column("Wajib", 1, Align.CENTRE), Column("Tenggat", 2.4))


def schedule_sheet(letter: ClassLetter, size: Paper = Paper.A4) -> Sheet:
    """Jadwal: sessions by start, then the tasks of stages that have none."""
    paper = letter.paper
    tables = [schedule_table(letter.schedule)] if letter.schedule else []
    rows = tuple(row for stage in letter.stages if not stage.sessions for row in _tasks(stage))
    return Sheet(
        letterhead=head_of(paper),
        title="Jadwal Pelatihan",
        subtitles=subtitles_of(paper),
        tables=(*tables, *([Table(columns=_TASKS, rows=rows)] if rows else [])),
        signed_at=paper.signed_at(letter.on),
        signatures=(chair_of(paper),),
        paper=size,
        example=paper.example,
    )


def _tasks(stage: StageTold) -> Iterable[tuple[Cell, ...]]:
    for task in stage.tasks:
        yield plain(stage.title, task.title, "ya" if task.required else "tidak", day_told(task.due_on))


def call_letter(letter: ClassLetter, size: Paper = Paper.A4) -> Sheet:
    """Surat pemanggilan; who is called stands in its annex. Number and day are those of the training, if stated."""
    paper, basis = letter.paper, letter.basis
    number = basis.call_number or _NUMBER_TO_COME
    of_programme = f" dalam rangka {paper.programme}" if paper.programme else ""
    rests = f"Berdasarkan {basis.legal_basis}, b" if basis.legal_basis else "B"
    call = (
        f"{rests}ersama ini kami panggil peserta yang namanya tercantum dalam lampiran surat ini untuk mengikuti "
        f"{paper.training}{of_programme}, pada tanggal {paper.dates or _DOTS}, dengan tahapan sebagai berikut:"
    )
    annex = (f"LAMPIRAN. Surat nomor {number}", "Daftar peserta yang dipanggil")
    return Sheet(
        letterhead=head_of(paper),
        dated=paper.signed_at(basis.call_on or letter.on),
        facts=(("Nomor", number), ("Lampiran", "1 (satu) berkas"), ("Hal", f"Pemanggilan peserta {paper.training}")),
        paragraphs=("Yth. Kepala instansi peserta\n(daftar terlampir)\ndi tempat", call),
        tables=(stage_table(letter.stages),) if letter.stages else (),
        closing=(
            "Mohon Bapak/Ibu menugaskan peserta tersebut.",
            "Atas perhatian dan kerja sama Bapak/Ibu kami ucapkan terima kasih.",
        ),
        signatures=(office_signature(letter.signer),),
        annexes=(Section(title="\n".join(annex), parts=(people_table(paper.people),)),),
        paper=size,
        example=paper.example,
    )


def decree_annex(letter: ClassLetter, size: Paper = Paper.A4) -> Sheet:
    """Lampiran keputusan: who was confirmed as a participant."""
    paper, basis = letter.paper, letter.basis
    return Sheet(
        letterhead=head_of(paper),
        title="Lampiran Keputusan Penetapan Peserta",
        subtitles=subtitles_of(paper),
        facts=(
            ("Nomor keputusan", basis.decree_number or _NUMBER_TO_COME),
            ("Tanggal", day_told(basis.decree_on) if basis.decree_on else _NUMBER_TO_COME),
            ("Tentang", f"Penetapan peserta {paper.training}"),
            ("Jumlah peserta", f"{len(paper.people)} ({terbilang(len(paper.people))}) orang"),
        ),
        tables=(people_table(paper.people),),
        signed_at=paper.signed_at(basis.decree_on or letter.on),
        signatures=(office_signature(letter.signer),),
        paper=size,
        example=paper.example,
    )


def people_table(people: Sequence[PaperPerson]) -> Table:
    """Who is meant, with rank and post."""
    columns = (
        Column("No", 0.7, Align.CENTRE),
        Column("Nama / NIP", 4.4),
        Column("Pangkat / gol.", 2.4),
        Column("Jabatan", 3.4),
        Column("Instansi", 3.4),
    )
    return Table(columns=columns, rows=tuple(map(_person, people)))


def _person(one: PaperPerson) -> tuple[Cell, ...]:
    number = f"\nNIP {group_employee_number(one.employee_number)}" if one.employee_number else ""
    grade = " / ".join(part for part in (rank_name(one.grade) if one.grade else "", one.grade) if part)
    return (Cell(str(one.number), one.number), *plain(one.name + number, grade, one.position, one.agency))


def office_signature(signer: Signer | None) -> Signature:
    """Who signs for the office; dots while nobody is named for that day."""
    if signer is None:
        return Signature(above=(_DOTS,), name=_DOTS)
    number = group_employee_number(signer.employee_number) if signer.employee_number else ""
    return Signature(above=tuple(heading_lines(signer)), name=signer.name, employee_number=number)


def receipt_list(paper: ClassPaper, certificates: Sequence[CertificateView], on: str, size: Paper = Paper.A4) -> Sheet:
    """Tanda terima sertifikat: a line for each certificate that holds, signatures in zig-zag."""
    columns = (
        Column("No", 0.7, Align.CENTRE),
        Column("Nama / NIP", 4.4),
        Column("Nomor sertifikat", 3.6),
        Column("Tanggal terima", 2),
        Column("Tanda tangan", 3.6),
    )
    rows = tuple(_received(n, one) for n, one in enumerate(certificates, 1))
    return Sheet(
        letterhead=head_of(paper),
        title="Tanda Terima Sertifikat",
        subtitles=subtitles_of(paper),
        tables=(Table(columns=columns, rows=rows, tall=True),),
        signed_at=paper.signed_at(on),
        signatures=(chair_of(paper),),
        paper=size,
        example=paper.example or any(one.example for one in certificates),
    )


def _received(n: int, one: CertificateView) -> tuple[Cell, ...]:
    number = str(one.body.get("employee_number", ""))
    name = str(one.body.get("name", ""))
    named = f"{name}\nNIP {group_employee_number(number)}" if number else name
    sign = Cell(f"{n}.", align=Align.LEFT if n % 2 else Align.MIDDLE)
    return (Cell(str(n), n), *plain(named, one.number, ""), sign)


def handover_minutes(paper: ClassPaper, signed: MinutesView, size: Paper = Paper.A4) -> Sheet:
    """Berita acara serah terima: what was handed over, in words and as a list."""
    items = _items(signed.body)
    held_on = signed.held_on or ""
    day = date_words(date.fromisoformat(held_on)) if held_on else UNSTATED
    opening = (
        f"Pada hari ini, {day}, bertempat di {signed.place or UNSTATED}, telah diserahterimakan {len(items)} "
        f"({terbilang(len(items))}) hal untuk {paper.training}, sebagai berikut:"
    )
    rows = tuple((Cell(str(n), n), Cell(item)) for n, item in enumerate(items, 1))
    number = f"Nomor {signed.number}" if signed.number else ""
    return Sheet(
        letterhead=head_of(paper),
        title="Berita Acara Serah Terima",
        subtitles=tuple(line for line in (number, *subtitles_of(paper)) if line),
        paragraphs=(opening,),
        tables=(Table(columns=(Column("No", 0.7, Align.CENTRE), Column("Yang diserahterimakan", 12)), rows=rows),),
        closing=(
            f"Sidik isi yang dibekukan: {signed.digest}",
            "Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya.",
        ),
        signed_at=paper.signed_at(held_on) if held_on else "",
        signatures=signers_of(paper, signed.body),
        paper=size,
        example=paper.example,
    )


def _items(body: Any) -> list[str]:
    told = body.get("items", ()) if hasattr(body, "get") else ()
    return [str(one) for one in told]
