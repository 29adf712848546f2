"""The papers of a made-up class: certificates made, printed and checked, the payment list, and the printed forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contract.training.certificates.kinds import Kind, Signer
from contract.training.certificates.seal import NotGenuine, texts_in
from contract.training.payments.rates import PayKind
from contract.training.programmes.example import Example
from contract.training.programmes.file import ProgrammeFile
from desktop.documents.attendance_papers import attendance_sheet
from desktop.documents.biodata import biodata_sheets
from desktop.documents.brief_papers import brief_sheet
from desktop.documents.certificate_sheet import CertificatePaper, print_certificates
from desktop.documents.class_letters import call_letter, decree_annex, receipt_list, schedule_sheet
from desktop.documents.completion_papers import completion_minutes
from desktop.documents.nominal_sheet import nominal_sheet
from desktop.documents.press.embedded import texts_of
from desktop.documents.press.pages import print_sheets, ready_to_print
from desktop.documents.press.sheets import Sheet
from desktop.documents.press.workbooks import write_workbook
from desktop.documents.recap_papers import recap_sheet
from desktop.documents.report_papers import report_sheet
from desktop.documents.score_papers import score_sheet
from desktop.documents.seminar_papers import seminar_minutes
from desktop.practice.programme.seats import Seat
from desktop.services.certificates.issuing import Wanted, issue_certificates
from desktop.services.certificates.numbers import reserve_numbers
from desktop.services.certificates.signatories import add_signatory
from desktop.services.certificates.views import list_certificates, verify_here
from desktop.services.classes.sessions import list_sessions
from desktop.services.completion.minutes import minutes_view
from desktop.services.faults import Unsuitable
from desktop.services.papers.forms import session_paper
from desktop.services.papers.letters import class_letter
from desktop.services.papers.report import class_report
from desktop.services.payments.nominal import NominalList, make
from desktop.services.payments.nominal import Wanted as WantedList
from desktop.services.plans.seminar_minutes import seminar_paper
from desktop.services.plans.standing_seminar import standing_seminar
from desktop.services.programmes.outcome import altered
from desktop.services.regulations import set_regulation
from desktop.storage.replica import Replica

_SOURCE = "data contoh"
_MOST_SOURCE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A form that was made. pages: of a PDF, None of a workbook."""

    form: str
    file: str
    size: int
    pages: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """PDFs of certificates: made, found genuine by the text that stands in them, refused with one sign altered.

    why: what kept a kind from being issued.
    """

    made: int
    genuine: int
    refused: int
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """The payment list of a class, or why there is none. why None, found None: no rates are made up."""

    found: NominalList | None
    why: str | None


def prepare_certificates(seat: Seat, file: ProgrammeFile, office: str, sizes: Mapping[int, int]) -> None:
    """Says who signs and how numbers look, and has the centre set numbers apart, so many of each year."""
    told = file.certificates
    stated = {
        "certificate_pattern": told.pattern if told is not None else None,
        "certificate_unit": told.unit if told is not None else None,
        "competence_years": str(told.valid_years) if told is not None and told.valid_years else None,
    }
    for name, value in stated.items():
        if value is not None:
            seat.write(
                lambda r, m, name=name, value=value: set_regulation(  # type: ignore[misc]
                    r, office, name, value, m, source=file.programme.source[:_MOST_SOURCE]
                )
            )
    signer = Signer(name="Pejabat Contoh", post="Kepala Badan (contoh)")
    seat.write(lambda r, m: add_signatory(r, office, signer, m, example=True))
    for year, size in sizes.items():
        seat.write(lambda r, m, year=year, size=size: reserve_numbers(r, office, None, year, size, m))  # type: ignore[misc]
    seat.talk()


def give_certificates(seat: Seat, class_id: int, kinds: Sequence[str], on: str, folder: Path) -> Checked:
    """Issues them on a day (ISO) to who may have them, prints each, and checks each by its paper."""
    why = None
    for kind in kinds:
        wanted = Wanted(class_id=class_id, kind=Kind(kind), issued_on=on)
        try:
            seat.write(lambda r, m, wanted=wanted: issue_certificates(r, wanted, m))  # type: ignore[misc]
        except Unsuitable as fault:
            why = str(fault)
    views = seat.read(lambda r: list_certificates(r, None, class_id))
    papers = [
        CertificatePaper(
            number=view.number,
            body=view.body,
            text=view.text,
            birth_place=view.birth_place,
            birth_date=view.birth_date,
            example=view.example,
        )
        for view in views
    ]
    folder.mkdir(parents=True, exist_ok=True)
    texts = [_text_of(file) for file in print_certificates(papers, folder)] if papers else []
    return seat.read(
        lambda r: Checked(
            made=len(texts),
            genuine=sum(_is_genuine(r, text) for text in texts),
            refused=sum(not _is_genuine(r, altered(text)) for text in texts if text),
            why=why,
        )
    )


def _text_of(file: Path) -> str:
    """The text of the QR as it lies in a PDF; empty where there is none."""
    found = texts_in("\n".join(texts_of(file.read_bytes())))
    return found[0] if found else ""


def _is_genuine(replica: Replica, text: str) -> bool:
    try:
        return bool(verify_here(replica, text).status)
    except NotGenuine:
        return False


def pay(seat: Seat, file: ProgrammeFile, example: Example, class_id: int, office: str, on: str) -> Paid:
    """Freezes the payment list of the participants, by made-up rates; tells why where the programme pays nobody."""
    rates = example.rates
    asked = {PayKind.TRANSPORT: rates.transport, PayKind.DAILY: rates.daily} if rates is not None else {}
    kinds = tuple(kind for kind, rate in asked.items() if rate is not None)
    is_forbidden = file.payments is not None and not file.payments.allowed
    if not kinds and not is_forbidden:
        return Paid(found=None, why=None)
    for kind in kinds:
        name, value = f"rate.{kind.value}", str(asked[kind])
        seat.write(
            lambda r, m, name=name, value=value: set_regulation(  # type: ignore[misc]
                r, office, name, value, m, source=_SOURCE, programme_key=file.key
            )
        )
    wanted = WantedList(class_id=class_id, kinds=kinds or (PayKind.TRANSPORT,))
    try:
        return Paid(found=seat.write(lambda r, m: make(r, wanted, on, m)), why=None)
    except Unsuitable as fault:
        return Paid(found=None, why=str(fault))


class Press:
    """Prints the forms of a class into a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._application = ready_to_print()
        self.made: list[Printed] = []

    def print(self, seat: Seat, class_id: int, on: str, paid: NominalList | None) -> None:
        """All forms that the class has something for, the letter of call first and the report last."""
        report = seat.read(lambda r: class_report(r, class_id, on))
        head = report.paper
        letter = seat.read(lambda r: class_letter(r, class_id, report.basis.call_on or on))
        self._pdf("surat-pemanggilan", call_letter(letter))
        self._pdf("lampiran-sk", decree_annex(seat.read(lambda r: class_letter(r, class_id, on))))
        self._pdf("jadwal", schedule_sheet(letter))
        self._attendance(seat, class_id)
        if report.recap.sessions:
            self._both("rekap-kehadiran", recap_sheet(head, report.recap, on))
        if report.scores.components:
            self._both("daftar-nilai", score_sheet(head, report.scores, on))
        if report.completion is not None and report.completion.minutes is not None:
            signed = report.completion.minutes
            view = seat.read(lambda r: minutes_view(r, signed.id))
            day = signed.held_on or on
            self._pdf("berita-acara-kelulusan", completion_minutes(head, report.completion, view, day))
        if seat.read(lambda r: standing_seminar(r, class_id)) is not None:
            self._pdf(
                "berita-acara-seminar", seminar_minutes(head, seat.read(lambda r: seminar_paper(r, class_id, on)))
            )
        given = seat.read(lambda r: list_certificates(r, None, class_id))
        if given:
            self._pdf("tanda-terima-sertifikat", receipt_list(head, given, on))
        if paid is not None:
            self._both("daftar-nominatif", nominal_sheet(head, paid))
        self._sheets("biodata", biodata_sheets(head))
        self._both("laporan-penyelenggaraan", report_sheet(report))
        self._pdf("ringkasan", brief_sheet(report))

    def _attendance(self, seat: Seat, class_id: int) -> None:
        sessions = seat.read(lambda r: list_sessions(r, class_id))
        if sessions:
            found = seat.read(lambda r: session_paper(r, sessions[0].id))
            self._pdf("daftar-hadir", attendance_sheet(*found))

    def _both(self, form: str, sheet: Sheet) -> None:
        self._pdf(form, sheet)
        self._write(form, ".xlsx", lambda target: write_workbook(sheet, target), is_pdf=False)

    def _pdf(self, form: str, sheet: Sheet) -> None:
        self._sheets(form, [sheet])

    def _sheets(self, form: str, sheets: Sequence[Sheet]) -> None:
        if sheets:
            self._write(form, ".pdf", lambda target: print_sheets(sheets, target), is_pdf=True)

    def _write(self, form: str, ending: str, work: Callable[[Path], int], *, is_pdf: bool) -> None:
        target = self._folder / f"{form}{ending}"
        told = work(target)
        size = target.stat().st_size
        self.made.append(Printed(form=form, file=target.name, size=size, pages=told if is_pdf else None))
