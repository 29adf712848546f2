"""Reports and payment lists in a real window over a real replica."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from contract.training.payments.nominal import Why
from contract.training.rights.roles import Role
from desktop.app.desk import Desk
from desktop.services.papers.forms import class_paper
from desktop.services.papers.report import class_report
from desktop.services.papers.summary import HIDDEN, summary_of, without_numbers
from desktop.services.payments.nominal import Wanted, lists, preview
from desktop.services.payments.rows import Payees
from desktop.services.payments.verdict import verdict_of
from desktop.ui.pages.payments.payments_page import PaymentsPage
from desktop.ui.pages.reports.reports_page import ReportsPage
from desktop.ui.pages.reports.summary_dialog import SummaryDialog
from desktop.ui.place import Place
from desktop.ui.window import Window
from tests.ui.hand import click

LONG_MS = 60_000
ON = "2026-11-23"


def report_of(window: Window, qtbot: QtBot) -> ReportsPage:
    window.go(Place(page="reports"))
    page = window.page
    assert isinstance(page, ReportsPage)
    qtbot.waitUntil(lambda: page.report is not None, timeout=LONG_MS)
    return page


def payments_of(window: Window, qtbot: QtBot) -> PaymentsPage:
    window.go(Place(page="payments"))
    page = window.page
    assert isinstance(page, PaymentsPage)
    qtbot.waitUntil(lambda: page.body is not None and bool(page.made), timeout=LONG_MS)
    return page


def test_a_report_shows_its_charts_and_is_saved_as_pdf_and_workbook(
    window: Window, played: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = report_of(window, qtbot)
    assert page.panels
    assert "Kehadiran per sesi (orang)" in [panel.value.caption for panel in page.panels]
    for name, brief, begins in (("a.pdf", False, b"%PDF-"), ("b.pdf", True, b"%PDF-"), ("c.xlsx", False, b"PK")):
        target = tmp_path / name
        page.save(target, brief=brief)
        qtbot.waitUntil(target.exists, timeout=LONG_MS)
        assert target.read_bytes().startswith(begins)
    assert page.report is not None
    assert page.report.people == 46


def test_the_summary_is_copied_and_names_nobody_by_name_or_number(window: Window, played: Desk, qtbot: QtBot) -> None:
    page = report_of(window, qtbot)
    click(page.copy)
    dialog = page.findChild(SummaryDialog)
    assert dialog is not None
    click(dialog.verb)
    copied = QGuiApplication.clipboard().text()
    assert "Peserta: 46 orang" in copied
    assert "Lulus: 43 dari 46" in copied
    chosen = int(page.which.currentData())
    for person in played.read(class_paper, chosen).result().people:
        assert person.name not in copied
        assert not person.employee_number or person.employee_number not in re.sub(r"\D", "", copied)
    click(page.copy)
    again = next(one for one in page.findChildren(SummaryDialog) if one.isVisible())
    click(again.picture)
    assert not QGuiApplication.clipboard().image().isNull()


@pytest.mark.parametrize(
    "number", ["198609262015051001", "19860926 201505 1 001", "5371012609860001", "5371.0126.0986.0001"]
)
def test_a_number_of_a_person_that_was_typed_into_a_title_is_hidden(window: Window, played: Desk, number: str) -> None:
    chosen = played.classes().result()[0].id
    report = played.read(class_report, chosen, ON).result()
    named = replace(report, paper=replace(report.paper, title=f"Kelas {number}", programme=f"DLA {number}"))
    assert number not in summary_of(named).text
    assert HIDDEN in summary_of(named).text
    assert without_numbers("DLA NTT 2025, 25 Juli 2025") == "DLA NTT 2025, 25 Juli 2025"


def test_a_payment_list_has_one_verdict_and_tells_whom_it_leaves_out_and_why(
    window: Window, played: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = payments_of(window, qtbot)
    wanted = Wanted(class_id=int(page.which.currentData()), payees=Payees.PARTICIPANTS)
    body = played.read(preview, wanted, ON).result()
    verdict = verdict_of(body)
    assert page.verdict.text().startswith("Siap bayar" if verdict.ready else "Belum, karena")
    assert len(page.people.model.rows) == len(body.people)
    assert len(page.left_out.model.rows) == len(body.left_out)
    assert not page.freeze.isEnabled()
    assert "dibekukan" in page.freeze.toolTip()
    made = played.read(lists, wanted.class_id).result()
    assert [one.id for one in page.frozen.model.rows] == [one.id for one in made]
    target = tmp_path / "daftar.pdf"
    page.save(made[0], target)
    qtbot.waitUntil(target.exists, timeout=LONG_MS)
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_verdict_waits_only_for_what_may_still_change(played: Desk) -> None:
    chosen = played.classes().result()[0].id
    body = played.read(preview, Wanted(class_id=chosen), ON).result()
    for one in body.left_out:
        one.why = Why.CODE.value
    for session in body.sessions:
        session.why = None
    assert verdict_of(body).ready
    body.left_out[0].why = Why.UNSETTLED.value
    assert verdict_of(body).waiting_people == ((Why.UNSETTLED, 1),)
    body.left_out[0].why = Why.CODE.value
    body.sessions[0].why = Why.OPEN.value
    assert verdict_of(body).waiting_sessions == ((Why.OPEN, 1),)
    assert not verdict_of(body).ready


def test_a_facilitator_is_told_who_may_see_what_is_paid(window: Window, qtbot: QtBot) -> None:
    page = PaymentsPage(replace(window.room, profile=replace(window.room.profile, role=Role.FACILITATOR)))
    qtbot.addWidget(page)
    page.enter({})
    assert page.freeze.isHidden()
    assert page.correct.isHidden()
    assert page.body is None
