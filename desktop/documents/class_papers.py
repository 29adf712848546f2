"""Every paper of a class by its name: what is read for it, and how it is written to a file.

Reading takes a turn at the database; writing needs no row any more, and may go on beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from contract.training.certificates.kinds import Kind as CertificateKind
from contract.training.certificates.kinds import State
from contract.training.completion.minutes import Kind
from desktop.documents.attendance_papers import attendance_sheet
from desktop.documents.biodata import biodata_sheets
from desktop.documents.brief_papers import brief_sheet
from desktop.documents.class_letters import call_letter, decree_annex, handover_minutes, receipt_list, schedule_sheet
from desktop.documents.completion_papers import completion_minutes
from desktop.documents.name_cards import CardKind, print_cards
from desktop.documents.press.pages import print_sheets, ready_to_print
from desktop.documents.press.sheets import Paper, Sheet
from desktop.documents.press.workbooks import write_workbook
from desktop.documents.recap_papers import recap_sheet
from desktop.documents.report_papers import report_sheet
from desktop.documents.score_papers import score_sheet
from desktop.services.attendance.recap import recap_of
from desktop.services.certificates.views import list_certificates
from desktop.services.completion.deciding import completion_report
from desktop.services.completion.minutes import list_minutes, minutes_view
from desktop.services.completion.scores import score_table
from desktop.services.faults import Unsuitable
from desktop.services.papers.forms import ClassPaper, class_paper, session_paper
from desktop.services.papers.letters import ClassLetter, class_letter
from desktop.services.papers.report import class_report
from desktop.services.people.photographs import photographs_of_class
from desktop.storage.replica import Replica

WORKBOOK = ".xlsx"
Printing = Callable[[Path], int]
"""Writes the file, as PDF or workbook by its name; gives the number of pages, 0 for a workbook."""


class Name(StrEnum):
    """The papers of a class, in the order of a training."""

    CALL = "call"
    DECREE = "decree"
    SCHEDULE = "schedule"
    ATTENDANCE = "attendance"
    BIODATA = "biodata"
    NAME_CARDS = "name_cards"
    DESK_CARDS = "desk_cards"
    RECAP = "recap"
    SCORES = "scores"
    MINUTES = "minutes"
    RECEIPT = "receipt"
    HANDOVER = "handover"
    BRIEF = "brief"
    REPORT = "report"


NO_WORKBOOK = frozenset({Name.BIODATA, Name.NAME_CARDS, Name.DESK_CARDS})
"""Papers that are drawn, and of which a table would say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which paper of which class. session: for the list of attendance; on: the day it bears, ISO."""

    name: Name
    class_id: int
    on: str
    session: int | None = None
    paper: Paper = Paper.A4


def read_paper(replica: Replica, asked: Asked) -> Printing:
    """All that a paper says. Raises NotHere, and Unsuitable where there is nothing to print yet."""
    match asked.name:
        case Name.BIODATA:
            return _biodata(replica, asked)
        case Name.NAME_CARDS | Name.DESK_CARDS:
            head = _peopled(class_paper(replica, asked.class_id))
            kind = CardKind.NAME if asked.name is Name.NAME_CARDS else CardKind.DESK
            return lambda target: print_cards(head, kind, target)
        case _:
            sheet = _SHEETS[asked.name](replica, asked)
            return lambda target: _write(sheet, target)


def _write(sheet: Sheet, target: Path) -> int:
    if target.suffix.casefold() == WORKBOOK:
        write_workbook(sheet, target)
        return 0
    ready_to_print()
    return print_sheets([sheet], target)


def _attendance(replica: Replica, asked: Asked) -> Sheet:
    if asked.session is None:
        raise Unsuitable("Kelas ini belum punya sesi; buat sesinya dahulu di tab Jadwal.")
    return attendance_sheet(*session_paper(replica, asked.session), asked.paper)


def _recap(replica: Replica, asked: Asked) -> Sheet:
    head, found = class_paper(replica, asked.class_id), recap_of(replica, asked.class_id)
    return recap_sheet(head, found, asked.on, asked.paper)


def _scores(replica: Replica, asked: Asked) -> Sheet:
    head, table = class_paper(replica, asked.class_id), score_table(replica, asked.class_id)
    return score_sheet(head, table, asked.on, asked.paper)


def _schedule(replica: Replica, asked: Asked) -> Sheet:
    return schedule_sheet(class_letter(replica, asked.class_id, asked.on), asked.paper)


def _call(replica: Replica, asked: Asked) -> Sheet:
    return call_letter(_calling(replica, asked), asked.paper)


def _decree(replica: Replica, asked: Asked) -> Sheet:
    return decree_annex(_calling(replica, asked), asked.paper)


def _report(replica: Replica, asked: Asked) -> Sheet:
    return report_sheet(class_report(replica, asked.class_id, asked.on), "", asked.paper)


def _brief(replica: Replica, asked: Asked) -> Sheet:
    return brief_sheet(class_report(replica, asked.class_id, asked.on), asked.paper)


def _minutes(replica: Replica, asked: Asked) -> Sheet:
    report = completion_report(replica, asked.class_id, asked.on, as_signed=True)
    signed = minutes_view(replica, report.minutes.id) if report.minutes is not None else None
    return completion_minutes(class_paper(replica, asked.class_id), report, signed, asked.on, asked.paper)


def _receipt(replica: Replica, asked: Asked) -> Sheet:
    views = list_certificates(replica, None, asked.class_id)
    found = [one for one in views if one.kind == CertificateKind.TRAINING and one.status == State.ISSUED]
    if not found:
        raise Unsuitable("Belum ada sertifikat di kelas ini; terbitkan dahulu di tab Sertifikat.")
    return receipt_list(class_paper(replica, asked.class_id), found, asked.on, asked.paper)


def _handover(replica: Replica, asked: Asked) -> Sheet:
    signed = [one for one in list_minutes(replica, asked.class_id) if one.kind == Kind.HANDOVER.value]
    if not signed:
        raise Unsuitable(
            "Kelas ini belum punya berita acara serah terima; buat dahulu: lontar minutes sign --kind handover."
        )
    return handover_minutes(class_paper(replica, asked.class_id), signed[-1], asked.paper)


def _biodata(replica: Replica, asked: Asked) -> Printing:
    head = _peopled(class_paper(replica, asked.class_id))
    found = photographs_of_class(replica, asked.class_id)
    pictures = {one.person: one.content for one in found if one.content is not None}
    return lambda target: _print_all(biodata_sheets(head, asked.paper, pictures), target)


def _print_all(sheets: list[Sheet], target: Path) -> int:
    ready_to_print()
    return print_sheets(sheets, target)


def _calling(replica: Replica, asked: Asked) -> ClassLetter:
    letter = class_letter(replica, asked.class_id, asked.on)
    _peopled(letter.paper)
    return letter


def _peopled(paper: ClassPaper) -> ClassPaper:
    if not paper.people:
        raise Unsuitable("Kelas ini belum punya peserta; daftarkan dahulu di tab Peserta.")
    return paper


_SHEETS: Mapping[Name, Callable[[Replica, Asked], Sheet]] = {
    Name.CALL: _call,
    Name.DECREE: _decree,
    Name.SCHEDULE: _schedule,
    Name.ATTENDANCE: _attendance,
    Name.RECAP: _recap,
    Name.SCORES: _scores,
    Name.MINUTES: _minutes,
    Name.RECEIPT: _receipt,
    Name.HANDOVER: _handover,
    Name.BRIEF: _brief,
    Name.REPORT: _report,
}
