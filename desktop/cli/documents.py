"""lontar document: printed forms as PDF or workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.days import DAY, today
from desktop.cli.setting import Both, Setting
from desktop.cli.stopping import stoppable
from desktop.cli.values import ID

if TYPE_CHECKING:
    from desktop.documents.press.sheets import Sheet

OUT = Option(
    ["--out"],
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help=Both("berkas .pdf atau .xlsx", "a .pdf or .xlsx file"),
)
PAPER = Option(["--paper"], type=click.Choice(("A4", "F4")), default="A4", help=Both("kertas", "paper"))
CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
ON = Option(["--on"], type=DAY, metavar="D", help=Both("tanggal (hari ini)", "date (today)"))
_SESSION = Option(["--session", "session_id"], type=ID, required=True, metavar="ID", help=Both("sesi", "session"))
NOBODY = "Kelas ini belum punya peserta; impor dahulu: lontar people import FILE --class ID."


@command("attendance", Both("Daftar hadir satu sesi.", "The list to be signed in one session."), [_SESSION, OUT, PAPER])
def attendance(setting: Setting, session_id: int, out: Path, paper: str) -> None:
    """The list of one session."""
    from desktop.cli.opened import opened
    from desktop.documents.attendance_papers import attendance_sheet
    from desktop.documents.press.sheets import Paper
    from desktop.services.papers.forms import session_paper

    with opened(setting) as profile:
        found = profile.read(session_paper, session_id).result()
    _print(setting, attendance_sheet(*found, Paper(paper)), out)


@command("biodata", Both("Biodata semua peserta kelas.", "A form for each participant."), [CLASS, OUT, PAPER])
def biodata(setting: Setting, class_id: int, out: Path, paper: str) -> None:
    """One page a participant."""
    from desktop.cli.opened import opened
    from desktop.documents.biodata import biodata_sheets
    from desktop.documents.press.pages import print_sheets, ready_to_print
    from desktop.documents.press.sheets import Paper
    from desktop.services.faults import Unsuitable
    from desktop.services.papers.forms import class_paper
    from desktop.services.people.photographs import ask_for_missing, photographs_of_class

    with opened(setting) as profile:
        found = profile.read(class_paper, class_id).result()
        photographs = profile.read(photographs_of_class, class_id).result()
        asked = profile.write(lambda replica, moment: ask_for_missing(replica, photographs, moment)).result()
    pictures = {one.person: one.content for one in photographs if one.content is not None}
    sheets = biodata_sheets(found, Paper(paper), pictures)
    if not sheets:
        raise Unsuitable(NOBODY)
    application = ready_to_print()
    pages = print_sheets(sheets, out)
    setting.say(f"{out.name}: {pages} halaman.", f"{out.name}: {pages} pages.")
    if asked:
        setting.progress(
            f"{asked} pas foto belum ada di laptop ini dan diminta dari pusat; lontar sync, lalu cetak lagi.",
            f"{asked} photographs are not on this laptop and the centre is asked for them; lontar sync, print again.",
        )
    drawn = sum(bool(sheet.picture) for sheet in sheets)
    setting.answer({"file": str(out), "rows": len(sheets), "pages": pages, "photographs": drawn, "missing": asked})
    del application


@command("recap", Both("Rekap kehadiran kelas.", "The attendance of a class."), [CLASS, ON, OUT, PAPER])
def recap(setting: Setting, class_id: int, on: str | None, out: Path, paper: str) -> None:
    """Participants by sessions, with totals."""
    from desktop.cli.opened import opened
    from desktop.documents.press.sheets import Paper
    from desktop.documents.recap_papers import recap_sheet
    from desktop.services.attendance.recap import recap_of
    from desktop.services.papers.forms import class_paper

    with opened(setting) as profile:
        head = profile.read(class_paper, class_id).result()
        found = profile.read(recap_of, class_id).result()
    _print(setting, recap_sheet(head, found, on or today().isoformat(), Paper(paper)), out)


@command("scores", Both("Daftar nilai kelas.", "The scores of a class."), [CLASS, ON, OUT, PAPER])
def scores(setting: Setting, class_id: int, on: str | None, out: Path, paper: str) -> None:
    """Scores, totals and predicates."""
    from desktop.cli.opened import opened
    from desktop.documents.press.sheets import Paper
    from desktop.documents.score_papers import score_sheet
    from desktop.services.completion.scores import score_table
    from desktop.services.papers.forms import class_paper

    with opened(setting) as profile:
        head = profile.read(class_paper, class_id).result()
        table = profile.read(score_table, class_id).result()
    _print(setting, score_sheet(head, table, on or today().isoformat(), Paper(paper)), out)


@command("minutes", Both("Berita acara kelulusan.", "Minutes of completion."), [CLASS, ON, OUT, PAPER])
def minutes(setting: Setting, class_id: int, on: str | None, out: Path, paper: str) -> None:
    """The minutes that stand, or a draft of them."""
    from desktop.cli.opened import opened
    from desktop.documents.completion_papers import completion_minutes
    from desktop.documents.press.sheets import Paper
    from desktop.services.completion.deciding import completion_report
    from desktop.services.completion.minutes import minutes_view
    from desktop.services.papers.forms import class_paper

    day = on or today().isoformat()
    with opened(setting) as profile:
        head = profile.read(class_paper, class_id).result()
        report = profile.read(lambda replica: completion_report(replica, class_id, day, as_signed=True)).result()
        signed = profile.read(minutes_view, report.minutes.id).result() if report.minutes is not None else None
    _print(setting, completion_minutes(head, report, signed, day, Paper(paper)), out)


_OBSTACLES = Option(
    ["--obstacles"], default="", metavar="T", help=Both("kendala dan saran", "obstacles and what is proposed")
)


@command(
    "report",
    Both("Laporan penyelenggaraan kelas.", "The report on a class."),
    [CLASS, ON, OUT, PAPER, _OBSTACLES],
)
def report(setting: Setting, class_id: int, on: str | None, out: Path, paper: str, obstacles: str) -> None:
    """All of a class in chapters with charts; as a workbook its numbers."""
    from desktop.cli.opened import opened
    from desktop.documents.press.sheets import Paper
    from desktop.documents.report_papers import report_sheet
    from desktop.services.papers.report import class_report

    with opened(setting) as profile:
        found = profile.read(class_report, class_id, on or today().isoformat()).result()
    _print(setting, report_sheet(found, obstacles, Paper(paper)), out)


@command("brief", Both("Ringkasan satu halaman.", "A class on one page."), [CLASS, ON, OUT, PAPER])
def brief(setting: Setting, class_id: int, on: str | None, out: Path, paper: str) -> None:
    """The report's numbers on exactly one page."""
    from desktop.cli.opened import opened
    from desktop.documents.brief_papers import brief_sheet
    from desktop.documents.press.sheets import Paper
    from desktop.services.papers.report import class_report

    with opened(setting) as profile:
        found = profile.read(class_report, class_id, on or today().isoformat()).result()
    _print(setting, brief_sheet(found, Paper(paper)), out)


def print_form(setting: Setting, sheet: Sheet, out: Path) -> None:
    """Writes a form of another topic's command."""
    _print(setting, sheet, out)


def _print(setting: Setting, sheet: Sheet, out: Path) -> None:
    """Writes the form in the kind of file that its name says."""
    rows = sum(len(table.rows) for table in sheet.every_table)
    if out.suffix.casefold() == ".xlsx":
        from desktop.documents.press.workbooks import write_workbook

        with stoppable(setting, ("baris", "rows")) as progress:
            write_workbook(sheet, out, progress)
        setting.say(f"{out.name}: {rows} baris.", f"{out.name}: {rows} rows.")
        setting.answer({"file": str(out), "rows": rows})
        return
    if out.suffix.casefold() != ".pdf":
        from desktop.services.faults import Unsuitable

        raise Unsuitable(f"Berkas {out.name} bukan .pdf atau .xlsx; beri nama yang berakhir dengan salah satunya.")
    from desktop.documents.press.pages import print_sheet, ready_to_print

    application = ready_to_print()
    pages = print_sheet(sheet, out)
    setting.say(f"{out.name}: {pages} halaman, {rows} baris.", f"{out.name}: {pages} pages, {rows} rows.")
    setting.answer({"file": str(out), "rows": rows, "pages": pages})
    del application


documents = Group(
    name="document",
    help=Both("Formulir cetak.", "Printed forms."),
    lazy={
        "attendance": ("desktop.cli.documents:attendance", Both("daftar hadir sesi", "list of a session")),
        "biodata": ("desktop.cli.documents:biodata", Both("biodata peserta", "a form for each participant")),
        "recap": ("desktop.cli.documents:recap", Both("rekap kehadiran", "the attendance of a class")),
        "scores": ("desktop.cli.documents:scores", Both("daftar nilai", "the scores of a class")),
        "minutes": ("desktop.cli.documents:minutes", Both("berita acara kelulusan", "minutes of completion")),
        "report": ("desktop.cli.documents:report", Both("laporan penyelenggaraan", "the report on a class")),
        "brief": ("desktop.cli.documents:brief", Both("ringkasan satu halaman", "a class on one page")),
        "schedule": ("desktop.cli.letters:schedule", Both("jadwal", "the schedule")),
        "call": ("desktop.cli.letters:call", Both("surat pemanggilan", "the letter that calls people")),
        "decree": ("desktop.cli.letters:decree", Both("lampiran keputusan peserta", "the annex of the decree")),
        "receipt": ("desktop.cli.letters:receipt", Both("tanda terima sertifikat", "who has received a certificate")),
        "handover": ("desktop.cli.letters:handover", Both("berita acara serah terima", "minutes of a handing over")),
        "cards": ("desktop.cli.letters:cards", Both("kartu nama, kartu meja", "cards with names")),
    },
)
"""Registered in desktop.cli.program."""
