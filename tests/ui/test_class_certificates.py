"""Certificates of a class in the window: numbers, issuing, reasons, papers out and back, and whether one is genuine."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.app.desk import Desk
from desktop.services.certificates.numbers import numbers_at_hand
from desktop.services.certificates.views import CertificateView, list_certificates
from desktop.ui.dialogs.certificates import IssueDialog, ReserveDialog, VerifyDialog
from desktop.ui.dialogs.reason import ReasonDialog
from desktop.ui.dialogs.signed_papers import SignedPapersDialog
from desktop.ui.pages.certificates.class_certificates import ClassCertificatesPage
from desktop.ui.window import Window
from tests.ui.class_of_five import class_of_five, open_tab, played_class
from tests.ui.hand import click, press, write

SIGNATURE = b"\n9 0 obj << /ByteRange [0 10 20 30] >> endobj\n"


def page_of(window: Window, qtbot: QtBot, class_id: int) -> ClassCertificatesPage:
    page = open_tab(window, qtbot, class_id, "certificates", ClassCertificatesPage)
    qtbot.waitUntil(page.table.isVisible)
    return page


def held(desk: Desk, class_id: int) -> tuple[CertificateView, ...]:
    return desk.read(lambda r: list_certificates(r, None, class_id)).result()


def test_numbers_are_asked_for_and_counted(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = played_class(played)
    page = page_of(window, qtbot, class_id)
    qtbot.waitUntil(lambda: page._at_hand is not None)
    click(page.numbers)
    dialog = page.findChild(ReserveDialog)
    assert isinstance(dialog, ReserveDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.count.selectAll()
    write(dialog.count, "60")
    press(dialog.count, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "60 sedang diminta" in page._line.accessibleName())
    assert page._at_hand is not None
    now = played.read(numbers_at_hand, class_id, "2026-11-22").result()
    assert now.asked in (0, 60)  # 0 where this test runs in another year


def test_a_certificate_is_revoked_with_a_reason_and_stays_on_record(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = played_class(played)
    page = page_of(window, qtbot, class_id)
    before = held(played, class_id)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Down)
    one = page.model.rows[1]
    click(page.revoke)
    dialog = page.findChild(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    qtbot.waitUntil(dialog.isVisible)
    write(dialog.reason, "nama keliru")
    press(dialog.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [c.id for c in held(played, class_id) if c.status == "revoked"] == [one.id])
    assert len(held(played, class_id)) == len(before)
    qtbot.waitUntil(lambda: page.model.index(1, 4).data() == "Dicabut: nama keliru")
    assert not page.revoke.isEnabled()


def test_issuing_anew_without_numbers_says_how_to_get_some(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = played_class(played)
    page = page_of(window, qtbot, class_id)
    click(page.again)
    dialog = page.findChild(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    qtbot.waitUntil(dialog.isVisible)
    write(dialog.reason, "gelar berubah")
    press(dialog.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Nomor sertifikat seri" in dialog._fault.text())
    assert {c.status for c in held(played, class_id)} == {"issued"}


def test_who_gets_none_is_said_before_issuing(window: Window, played: Desk, qtbot: QtBot) -> None:
    page = page_of(window, qtbot, played_class(played))
    click(page.issue)
    dialog = page.findChild(IssueDialog)
    assert isinstance(dialog, IssueDialog)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.waitUntil(lambda: dialog.foreseen.count() == 3)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    assert "0 orang mendapat sertifikat" in said
    assert "43 tidak, sudah punya sertifikat jenis ini yang berlaku" in said
    assert "3 tidak, tidak lulus" in said
    assert not dialog.verb.isEnabled()


def test_papers_go_out_come_back_signed_and_are_found_genuine(
    window: Window, played: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class_id = played_class(played)
    page = page_of(window, qtbot, class_id)
    page.table.setFocus()
    page.table.pick([0, 1])
    assert page.export.text() == "Simpan PDF yang dipilih"
    folder = tmp_path / "pdf"
    folder.mkdir()
    page.export_pdf(str(folder))
    qtbot.waitUntil(lambda: len(list(folder.glob("*.pdf"))) == 2, timeout=20_000)
    signed, unsigned = sorted(folder.glob("*.pdf"))
    check = VerifyDialog(window.page.room, window)
    check.open()
    check.read_file(unsigned)
    qtbot.waitUntil(lambda: check.answer.text() == "Asli dan berlaku")
    text = check.text.text()
    check.text.setText(text[:-6] + ("AAAAAA" if not text.endswith("AAAAAA") else "BBBBBB"))
    click(check.verb)
    qtbot.waitUntil(lambda: check.answer.text() == "TIDAK ASLI")
    check.reject()
    signed.write_bytes(signed.read_bytes() + SIGNATURE)
    (folder / "catatan.txt").write_text("bukan PDF")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    click(page.take_back)
    dialog = page.findChild(SignedPapersDialog)
    assert isinstance(dialog, SignedPapersDialog)
    qtbot.waitUntil(lambda: dialog.is_done)
    assert [line[2] for line in dialog.found].count(True) == 1
    assert len(dialog.found) == 3
    with_paper = [c.number for c in held(played, class_id) if c.signed_paper is not None]
    assert len(with_paper) == 1


def test_a_class_without_certificates_says_what_to_do(window: Window, played: Desk, qtbot: QtBot) -> None:
    page = open_tab(window, qtbot, class_of_five(played), "certificates", ClassCertificatesPage)
    qtbot.waitUntil(page.first_issue.isVisible)
    click(page.first_issue)
    dialog = page.findChild(IssueDialog)
    assert isinstance(dialog, IssueDialog)
    qtbot.waitUntil(lambda: dialog.foreseen.count() > 1)
    assert not dialog.verb.isEnabled()
