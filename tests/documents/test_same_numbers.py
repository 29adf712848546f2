"""One number is the same wherever it is read: in the window, on paper, in the workbook, and in the centre's database.

A whole training is played, certified to nobody, paid by a list and sent to a real centre, once for all tests here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from contract.tables import completion, nominal, papers, programmes, queries, schedule
from contract.tables.queries import Query
from contract.tables.records import Values
from contract.training.attendance.attended import Attended, Marked, ScheduledSession, count_attended, percent_text
from contract.training.classes.modes import needs_attendance
from contract.training.completion.minutes import Kind as Minuted
from contract.training.completion.rule import Outcome
from contract.training.exact_numbers import number_text
from contract.training.payments.rates import PayKind
from contract.training.payments.text import read_body
from contract.training.programmes.example import ExampleMarks
from contract.training.programmes.file import ProgrammeFile
from desktop.documents.brief_papers import brief_sheet
from desktop.documents.completion_papers import completion_minutes
from desktop.documents.nominal_sheet import nominal_sheet, rupiah
from desktop.documents.press.pages import print_sheet
from desktop.documents.press.sheets import Sheet
from desktop.documents.press.workbooks import write_workbook
from desktop.documents.recap_papers import recap_sheet
from desktop.documents.report_papers import report_sheet
from desktop.practice.programme.play import hold_programme
from desktop.practice.programme.seats import ReplicaSeat
from desktop.services.attendance.marking import Entry, mark_many
from desktop.services.attendance.register import open_register
from desktop.services.classes.views import show_class
from desktop.services.completion.minutes import NewMinutes, supplement
from desktop.services.papers.report import ClassReport, class_report
from desktop.services.payments.nominal import NominalList, Wanted, make
from desktop.services.programmes.files import shipped_files
from desktop.services.regulations import set_regulation
from desktop.services.views import ClassDetail, Register
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica
from desktop.ui.register.model import NAME, RegisterModel
from desktop.ui.words import Words
from server.store.opening import open_centre
from server.store.tables import records
from tests.documents.reading import cells_of, pages_of
from tests.roads.centre import centre
from tests.roads.laptop import Laptop, laptop

ON = "2025-09-03"
KEY = "dla-ntt-2025"
LINE = re.compile(
    r"(\d+) (Peserta Contoh(?: [A-Z][a-z]+)+) ((?:(?:H|I|S|A|DL) ){6})((?:\d+ ){5})([\d,]+)/([\d,]+) ([\d,]+%)"
)
CODES = ("H", "I", "S", "A", "DL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the office has, as values, and where its papers and its centre's database are. read: papers by title."""

    class_id: int
    folder: Path
    database: str
    report: ClassReport
    register: Register
    detail: ClassDetail
    payments: NominalList
    read: dict[str, str] = field(default_factory=dict)

    def centre(self, query: Query) -> list[Values]:
        """What the centre's database answers."""
        with closing(open_centre(self.database)) as store, store.snapshot() as connection:
            return list(connection.execute(query))

    def written(self, sheet: Sheet) -> tuple[str, Path]:
        """What a form says as PDF, and where it is as a workbook."""
        name = sheet.title.casefold().replace(" ", "-")
        pdf, book = self.folder / f"{name}.pdf", self.folder / f"{name}.xlsx"
        if name not in self.read:
            print_sheet(sheet, pdf)
            write_workbook(sheet, book)
            self.read[name] = " ".join(pages_of(pdf))
        return self.read[name], book


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, application: QApplication) -> Iterator[Held]:
    folder = tmp_path_factory.mktemp("angka")
    database = f"sqlite:///{folder / 'central.db'}"
    with centre(database, folder) as made, laptop(folder, "adi") as adi:
        adi.join(made.url, made.code("Adi"))
        (class_id,) = hold_programme(ReplicaSeat(adi.replica, lambda: until_quiet(adi)), plain_file(), "53")
        adi.act(lambda r, m: correct(r, class_id, m))
        until_quiet(adi)
        payments = adi.act(lambda r, m: pay(r, class_id, m))
        until_quiet(adi)
        yield Held(
            class_id=class_id,
            folder=folder,
            database=database,
            report=adi.call(class_report, adi.replica, class_id, ON),
            register=adi.call(open_register, adi.replica, class_id),
            detail=adi.call(show_class, adi.replica, class_id, 0),
            payments=payments,
        )


def plain_file() -> ProgrammeFile:
    """The shipped programme with those who take part alone, and marks of a letter alone."""
    file = shipped_files()[KEY]
    assert file.example is not None
    (group,) = file.example.people
    group = msgspec.structs.replace(group, nominated=None, reserves=0, withdrawals=0, select_by="roster")
    example = msgspec.structs.replace(file.example, people=(group,), marks=ExampleMarks())
    return msgspec.structs.replace(file, example=example)


def correct(replica: Replica, class_id: int, moment: Moment) -> None:
    """One mark is corrected, and the minutes are supplemented."""
    report = class_report(replica, class_id, ON)
    wrong = next(line for line in report.recap.lines if line.marks[2] is not None and line.marks[2].status == "S")
    corrected = Entry(session=report.recap.sessions[2].id, person=wrong.person, status="H", reason="salah catat")
    mark_many(replica, [corrected], moment)
    assert report.completion is not None
    assert report.completion.minutes is not None
    new = NewMinutes(class_id=class_id, kind=Minuted.SUPPLEMENTARY, held_on=ON, place="Kupang", reason="salah catat")
    supplement(replica, report.completion.minutes.id, new, moment)


def pay(replica: Replica, class_id: int, moment: Moment) -> NominalList:
    rates = {"rate.transport": "150000", "rate.honor": "33333", "tax.honor.IV": "15", "tax.honor.III": "5"}
    for name, value in rates.items():
        set_regulation(replica, None, name, value, moment)
    return make(replica, Wanted(class_id=class_id, kinds=(PayKind.TRANSPORT, PayKind.HONOR)), ON, moment)


def until_quiet(adi: Laptop) -> None:
    while (found := adi.sync()).sent or found.received:
        continue


def at_centre(held: Held) -> dict[str, Attended]:
    """Everybody's attendance by name, counted from the centre's rows."""
    sessions = [
        ScheduledSession(
            id=line.id,
            lesson_hours=line.lesson_hours,
            closed=bool(line.closed),
            needs_attendance=needs_attendance(line.mode, line.stage_mode),
        )
        for line in held.centre(schedule.scheduled_sessions(records, held.class_id))
    ]
    marks: dict[int, list[Marked]] = {}
    for line in held.centre(queries.marks_of_sessions(records, [session.id for session in sessions])):
        marks.setdefault(line.person, []).append(Marked(session=line.session, status=line.status))
    names = {line.id: line.name for line in held.centre(queries.people_of(records, held.class_id))}
    rule = held.report.recap.rule
    return {names[person]: count_attended(told, sessions, rule) for person, told in marks.items()}


def test_attendance_is_one_number_in_the_window_on_paper_in_the_workbook_and_at_the_centre(held: Held) -> None:
    told = at_centre(held)
    assert len(told) == 46
    report = held.report
    said, book = held.written(recap_sheet(report.paper, report.recap, ON))
    found = LINE.findall(said)
    assert [int(line[0]) for line in found] == list(range(1, 47))
    rows = [row for row in cells_of(book) if str(row[1]).startswith("Peserta Contoh")]
    model = RegisterModel(Words())
    model.show(held.register)
    for place, (line, row) in enumerate(zip(found, rows, strict=True)):
        attended = told[line[1]]
        counts = [attended.counts.get(code, 0) for code in CODES]
        hours = [number_text(Fraction(each, 100)) for each in (attended.attended_hours, attended.held_hours)]
        share = percent_text(attended.share)
        assert [int(each) for each in line[3].split()] == counts == row[8:13]
        assert [line[4], line[5], line[6]] == [*hours, share]
        assert row[1] == line[1] == model.data(model.index(place, NAME))
        assert Fraction(str(row[14])) == attended.share
        assert model.data(model.index(place, model.share_column)) == str(share).removesuffix("%").removesuffix(",0")
    together = sum(one.attended_hours for one in told.values()), sum(one.held_hours for one in told.values())
    for sheet in (report_sheet(report), brief_sheet(report)):
        assert str(percent_text(Fraction(*together))) in held.written(sheet)[0]


def test_each_session_counts_alike_in_the_window_the_report_and_at_the_centre(held: Held) -> None:
    said, book = held.written(report_sheet(held.report))
    rows = [row for row in cells_of(book, "F. KEHADIRAN") if isinstance(row[0], float)]
    ids = [one.session.id for one in held.report.sessions]
    centre_counts: dict[int, Counter[str]] = {one: Counter() for one in ids}
    for line in held.centre(queries.mark_counts(records, ids)):
        centre_counts[line.session][line.status] += line.people
    shown = {one.session.id: one for one in held.detail.sessions}
    for n, (session, row) in enumerate(zip(ids, rows, strict=True), 1):
        counts = [centre_counts[session][code] for code in CODES]
        assert list(shown[session].counts) == counts == row[3:8]
        title = shown[session].session.title
        assert f"{n} {title} {number_text(Fraction(str(row[2])))} {' '.join(map(str, counts))} 0 0 0" in said


def test_who_passed_is_one_number_everywhere(held: Held) -> None:
    lines = held.centre(completion.results_of(records, held.class_id))
    told = Counter(line.outcome for line in lines)
    passed, others, deferred = (told[one.value] for one in (Outcome.PASSED, Outcome.NOT_PASSED, Outcome.DEFERRED))
    assert (passed, others, deferred) == (43, 3, 0)
    report = held.report
    assert report.completion is not None
    said, book = held.written(report_sheet(report))
    assert f"Hasil rapat kelulusan: lulus {passed}; tidak lulus {others}; ditunda {deferred} orang." in said
    assert f"Lulus {passed}" in said
    rows = cells_of(book, "I. KELULUSAN")
    assert [row[1] for row in rows if row[0] in ("LULUS", "TIDAK LULUS", "DITUNDA")] == [passed, others, deferred]
    people = [row[5] for row in cells_of(book, "LAMPIRAN. DAFTAR PESERTA DAN HA") if isinstance(row[0], float)]
    assert (people.count("LULUS"), people.count("TIDAK LULUS")) == (passed, others)
    funnel = [int(str(row[1])) for row in rows if row[0] in {step.title for step in report.completion.steps}]
    assert (funnel[0], funnel[-1]) == (len(lines), passed)
    assert f"lulus {passed}; tidak lulus {others}; ditunda {deferred}" in held.written(brief_sheet(report))[0]
    minutes = held.written(completion_minutes(report.paper, report.completion, None, ON))[0]
    assert f"LULUS: {passed} (empat puluh tiga) orang." in minutes
    assert "Berita acara susulan, 3 September 2025, bertempat di Kupang, karena salah catat." in said


def test_a_figure_stands_with_its_source_beside_what_is_counted_and_nobody_invents_one(held: Held) -> None:
    (above,) = held.centre(papers.above_class(records, held.class_id))
    said, book = held.written(report_sheet(held.report))
    rows = {row[0]: row for row in cells_of(book, "A. PENDAHULUAN") if row[0]}
    counted, classes = {}, [line.id for line in held.centre(programmes.classes_of(records, [above.programme_id]))]
    for measure, word in (("enrolled", "Terdaftar"), ("completed", "Menuntaskan"), ("certified", "Tersertifikasi")):
        lines = held.centre(programmes.reached(records, measure, classes))
        counted[word] = len({person for line in lines for person in line.people.split(",")})
        assert rows[word][3] == counted[word]
    assert counted == {"Terdaftar": 46, "Menuntaskan": 43, "Tersertifikasi": 0}
    stated = {word: rows[word][1] for word in ("Target", *counted)}
    assert stated == {"Target": "tidak disebut", "Terdaftar": 46, "Menuntaskan": 43, "Tersertifikasi": "tidak disebut"}
    source = rows["Terdaftar"][2]
    assert "BPSDM Komdigi" in str(source)
    assert "2 September 2025" in str(source)
    assert f"Terdaftar 46 {source} 46" in said
    assert f"Target tidak disebut {rows['Target'][2]} tidak disebut" in said


def test_what_is_paid_is_one_sum_to_the_rupiah(held: Held) -> None:
    (line,) = held.centre(nominal.nominal_lists(records, held.class_id))
    body = read_body(line.body)
    net = sum(person.net for person in body.people)
    assert line.digest == held.payments.digest
    assert net == body.net > 0
    pdf, book = held.written(nominal_sheet(held.report.paper, held.payments))
    assert f"Jumlah diterima: {rupiah(net)}" in pdf
    rows = cells_of(book)
    total = next(row for row in rows if row[1] == "Jumlah")
    paid = [row for row in rows if str(row[1]).startswith("Peserta Contoh")]
    assert sum(int(float(str(row[9]))) for row in paid) == net == total[9]
    said, book = held.written(report_sheet(held.report))
    assert f"Seluruhnya diterima: {rupiah(net)}." in said
    (row,) = [row for row in cells_of(book, "K. BIAYA") if str(row[0]).startswith("Daftar Nominatif")]
    assert row[2:6] == [len(paid), body.gross, body.tax, net]


def test_a_programme_that_pays_nobody_has_no_chapter_on_money(held: Held) -> None:
    sheet = report_sheet(replace(held.report, payments=None))
    assert "BIAYA" not in " ".join(section.title for section in sheet.sections)
    assert [section.title[:2] for section in sheet.sections] == [f"{letter}." for letter in "ABCDEFGHIJKL"]


def test_the_brief_is_one_page_however_long_everything_is(held: Held) -> None:
    report = held.report
    long = " ".join(["Pengembangan Kompetensi Manajerial"] * 40)
    paper = replace(report.paper, training=long, title=long, place=long, programme=long, partners=(long,) * 9)
    sessions = tuple(replace(one, session=replace(one.session, title=long)) for one in report.sessions)
    plans = tuple(replace(plan, group_title=long) for plan in report.lights.plans * 12)
    many = replace(report, paper=paper, sessions=sessions * 11, lights=replace(report.lights, plans=plans))
    for one in (report, replace(report, paper=paper, sessions=sessions), many):
        assert print_sheet(brief_sheet(one), held.folder / "ringkasan.pdf") == 1
        (page,) = pages_of(held.folder / "ringkasan.pdf")
        assert "Halaman 1 dari 1" in page
        assert "Data contoh" in page
        assert "Sertifikat berlaku" in page
