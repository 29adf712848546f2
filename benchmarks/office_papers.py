"""Papers of a class of 46 as PDF, and exports of the whole office: seconds, and how soon a cancelled one ends."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from desktop.documents.attendance_papers import attendance_sheet
from desktop.documents.biodata import biodata_sheets
from desktop.documents.brief_papers import brief_sheet
from desktop.documents.completion_papers import completion_minutes
from desktop.documents.hours_list import read_columns, write_hours
from desktop.documents.people_list import LISTED, write_people_list
from desktop.documents.press.pages import print_sheets, ready_to_print
from desktop.documents.press.sheets import Sheet
from desktop.documents.press.workbooks import write_workbook
from desktop.documents.recap_papers import recap_sheet
from desktop.documents.report_papers import report_sheet
from desktop.documents.score_papers import score_sheet
from desktop.services.attendance.recap import recap_of
from desktop.services.attendance.sheet import export_rows, sheet_text, write_sheet
from desktop.services.classes.sessions import list_sessions
from desktop.services.completion.deciding import completion_report
from desktop.services.completion.minutes import minutes_view
from desktop.services.completion.scores import score_table
from desktop.services.faults import Cancelled
from desktop.services.offices import home_zone
from desktop.services.papers.forms import class_paper, session_paper
from desktop.services.papers.report import class_report
from desktop.services.people.people_sheet import people_sheet
from desktop.services.people.yearly_hours import year_sheet
from desktop.services.programmes.districts import known_districts
from desktop.storage.database import Database
from desktop.storage.replica import Replica

T = TypeVar("T")
Progress = Callable[[int, int], bool]
ON = "2026-08-15"
YEAR = 2026
_TIMES = 3


def papers(replica: Replica, class_id: int, folder: Path) -> list[dict[str, Any]]:
    """Each paper of the class: seconds from the first question to the finished file, the quickest of a few."""
    application = ready_to_print()
    found = []
    for name, make in _PAPERS.items():
        taken, pages = [], 0
        for _ in range(_TIMES):
            begun, cpu = time.perf_counter(), time.process_time()
            pages = print_sheets(make(replica, class_id), folder / f"{name}.pdf")
            taken.append((time.perf_counter() - begun, time.process_time() - cpu))
        wall, cpu_s = min(taken)
        found.append({"name": name, "pages": pages, "wall_s": round(wall, 3), "cpu_s": round(cpu_s, 3)})
    del application
    return found


def _asked(replica: Replica, question: Callable[..., T], *given: object) -> T:
    return replica.database.call(question, replica, *given).result()


def _attendance(replica: Replica, class_id: int) -> list[Sheet]:
    session = _asked(replica, list_sessions, class_id)[0].id
    return [attendance_sheet(*_asked(replica, session_paper, session))]


def _recap(replica: Replica, class_id: int) -> list[Sheet]:
    return [recap_sheet(_asked(replica, class_paper, class_id), _asked(replica, recap_of, class_id), ON)]


def _scores(replica: Replica, class_id: int) -> list[Sheet]:
    return [score_sheet(_asked(replica, class_paper, class_id), _asked(replica, score_table, class_id), ON)]


def _minutes(replica: Replica, class_id: int) -> list[Sheet]:
    report = _asked(replica, completion_report, class_id, ON)
    signed = _asked(replica, minutes_view, report.minutes.id) if report.minutes is not None else None
    return [completion_minutes(_asked(replica, class_paper, class_id), report, signed, ON)]


def _biodata(replica: Replica, class_id: int) -> list[Sheet]:
    return biodata_sheets(_asked(replica, class_paper, class_id))


def _report(replica: Replica, class_id: int) -> list[Sheet]:
    return [report_sheet(_asked(replica, class_report, class_id, ON))]


def _brief(replica: Replica, class_id: int) -> list[Sheet]:
    return [brief_sheet(_asked(replica, class_report, class_id, ON))]


_PAPERS: dict[str, Callable[[Replica, int], list[Sheet]]] = {
    "attendance": _attendance,
    "recap": _recap,
    "scores": _scores,
    "minutes": _minutes,
    "biodata": _biodata,
    "report": _report,
    "brief": _brief,
}


def _hours(replica: Replica, out: Path, progress: Progress) -> int:
    """The lesson hours of a year: a line a person and one for each of their trainings."""
    sheet = year_sheet(replica, None, YEAR, progress)
    return write_hours(out, sheet, read_columns(None), progress) + len(sheet.history)


def _people(replica: Replica, out: Path, progress: Progress) -> int:
    """Everybody of the office with all that is recorded of them."""
    people = people_sheet(replica, LISTED, "", None, progress=progress)
    return write_people_list(out, people, known_districts(), progress)


def _marks(replica: Replica, out: Path, progress: Progress) -> int:
    """Every mark of the large class."""
    rows = replica.database.call(export_rows, replica, class_id=_largest(replica), progress=progress).result()
    zone = _asked(replica, home_zone)
    write_sheet(out, sheet_text(rows, zone, notes=True, full=True, progress=progress))
    return len(rows)


def _recap_book(replica: Replica, out: Path, progress: Progress) -> int:
    """The recap of the large class: a line a participant."""
    (sheet,) = _recap(replica, _largest(replica))
    return write_workbook(sheet, out, progress)


def _largest(replica: Replica) -> int:
    """The class with the most marks."""

    def ask(replica: Replica) -> int:
        query = (
            "SELECT class_group FROM session JOIN attendance ON attendance.session = session.id "
            "GROUP BY class_group ORDER BY count(*) DESC LIMIT 1"
        )
        return int(replica.connection.exec_driver_sql(query).scalar_one())

    return replica.database.call(ask, replica).result()


EXPORTS: dict[str, Callable[[Replica, Path, Progress], int]] = {
    "hours.xlsx": _hours,
    "people.xlsx": _people,
    "people.csv": _people,
    "marks.csv": _marks,
    "recap.xlsx": _recap_book,
}


def exports(path: Path, key: bytes, folder: Path) -> list[dict[str, Any]]:
    """Each export in a process of its own, so that its memory is its own."""
    found = []
    for name in EXPORTS:
        here, there = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=_export, args=(name, path, key, folder, there))
        process.start()
        found.append(here.recv())
        process.join()
    return found


def _export(name: str, path: Path, key: bytes, folder: Path, answer: Connection) -> None:
    database = Database(path, key)
    replica, out = Replica(database), folder / name
    before = _peak_mb()
    begun, cpu = time.perf_counter(), time.process_time()
    rows = EXPORTS[name](replica, out, lambda done, total: True)
    taken = {"wall_s": round(time.perf_counter() - begun, 3), "cpu_s": round(time.process_time() - cpu, 3)}
    told = {"name": name, "rows": rows, **taken, "mb": round(out.stat().st_size / 1e6, 1)}
    told |= {"peak_mb": round(_peak_mb()), "before_mb": round(before)}
    out.unlink()
    late = [_cancelled(EXPORTS[name], replica, out, taken["wall_s"] * share) for share in (0.1, 0.4, 0.6, 0.9)]
    told |= {"cancelled_after_s": max(late), "left_behind": len(list(folder.glob(f"*{name}*")))}
    answer.send(told)
    database.close()


def _cancelled(export: Callable[[Replica, Path, Progress], int], replica: Replica, out: Path, at: float) -> float:
    """Seconds from the moment in which somebody cancels to the end of the export; 0 where it was over by then."""
    begun = time.perf_counter()
    try:
        export(replica, out, lambda done, total: time.perf_counter() - begun < at)
    except Cancelled:
        return round(time.perf_counter() - begun - at, 3)
    out.unlink()
    return 0.0


def _peak_mb() -> float:
    """The most memory that this process had since it began; what getrusage says is its parent's too."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


def slowest(found: Sequence[dict[str, Any]], name: str) -> float:
    """The largest of a figure."""
    return max(float(one[name]) for one in found)
