"""Certificates of the office in a real window over a real replica."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from contract.training.certificates.office_key import read_key
from contract.training.certificates.revocations import read_list
from contract.training.rights.roles import Role
from desktop.app.desk import Desk
from desktop.services.certificates.numbers import number_register, waiting_requests
from desktop.services.certificates.views import list_certificates
from desktop.services.offices import office_named
from desktop.ui.pages.certificates.certificates_page import CertificatesPage
from desktop.ui.pages.certificates.numbers_leaf import NumbersDialog
from desktop.ui.pages.certificates.register_leaf import EndDialog
from desktop.ui.place import Place
from desktop.ui.window import Window
from tests.ui.hand import click, write

LONG_MS = 20_000
MADE = 43


def page_of(window: Window, qtbot: QtBot, leaf: str = "register") -> CertificatesPage:
    window.go(Place(page="certificates", state={"leaf": leaf}))
    page = window.page
    assert isinstance(page, CertificatesPage)
    qtbot.waitUntil(lambda: page.register.model.rowCount() == MADE, timeout=LONG_MS)
    return page


def test_the_register_is_searched_by_name_and_by_number_and_filtered_by_state(
    window: Window, played: Desk, qtbot: QtBot
) -> None:
    page = page_of(window, qtbot)
    one = played.read(list_certificates).result()[16]
    register = page.register
    for words in (str(one.body["name"]), one.number):
        register.search.clear()
        write(register.search, words)
        qtbot.waitUntil(lambda: register.model.rowCount() in range(1, MADE), timeout=LONG_MS)
        row = register.model.value_at(0)
        assert row is not None
        assert (row.number, row.body["name"]) == (one.number, one.body["name"])
    register.search.clear()
    qtbot.waitUntil(lambda: register.model.rowCount() == MADE, timeout=LONG_MS)
    register.status.setCurrentIndex(register.status.findData("revoked"))
    qtbot.waitUntil(lambda: register.model.rowCount() == 0, timeout=LONG_MS)


def test_a_certificate_is_revoked_with_a_reason_and_stands_on_the_list_to_pass_on(
    window: Window, played: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(window, qtbot)
    page.register.table.choose(2)
    chosen = page.register.current()
    assert chosen is not None
    qtbot.waitUntil(page.register.revoke.isEnabled)
    click(page.register.revoke)
    dialog = page.register.findChild(EndDialog)
    assert dialog is not None
    click(dialog.verb)
    assert dialog.isVisible(), "without a reason nothing is revoked"
    dialog.reason.setText("Nama keliru")
    with qtbot.waitSignal(dialog.accepted, timeout=LONG_MS):
        click(dialog.verb)
    held = {one.number: (one.status, one.reason) for one in played.read(list_certificates).result()}
    assert held[chosen.number] == ("revoked", "Nama keliru")
    page.leaves.turn_to("revocations")
    qtbot.waitUntil(lambda: bool(page.revocations.ended.model.rows), timeout=LONG_MS)
    target = tmp_path / "daftar.json"
    page.revocations.save_list(target)
    qtbot.waitUntil(target.exists, timeout=LONG_MS)
    key = tmp_path / "kunci.json"
    page.revocations.save_key(key)
    qtbot.waitUntil(key.exists, timeout=LONG_MS)

    listed = read_list(target.read_bytes(), read_key(key.read_bytes(), None).key)
    assert [one.number for one in listed.revoked] == [chosen.number]


def test_a_text_is_verified_and_one_with_a_letter_changed_is_told_to_be_false(
    window: Window, played: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(window, qtbot, "verify")
    one = played.read(list_certificates).result()[0]
    page.verify.line.setText(one.text)
    click(page.verify.go)
    qtbot.waitUntil(lambda: page.verify.verdict.text() == "Asli dan berlaku.", timeout=LONG_MS)
    middle = len(one.text) // 2
    letter = "A" if one.text[middle] != "A" else "B"
    file = tmp_path / "diubah.txt"
    file.write_text(one.text[:middle] + letter + one.text[middle + 1 :], encoding="utf-8")
    page.verify.check_file(file)
    qtbot.waitUntil(lambda: not page.verify.verdict.text().startswith("Asli"), timeout=LONG_MS)
    assert page.verify.verdict.text()


def test_every_number_is_accounted_for_and_more_are_asked_for(window: Window, played: Desk, qtbot: QtBot) -> None:
    page = page_of(window, qtbot, "numbers")
    page.numbers.year.setValue(2025)
    unit = played.read(list_certificates).result()[0].number.split("/")[1]
    held = played.read(number_register, "53", None, 2025, "2025-09-02").result()
    qtbot.waitUntil(lambda: len(page.numbers.account.model.rows) == len(held.lines), timeout=LONG_MS)
    assert sum(line.stretch.last - line.stretch.first + 1 for line in held.lines) >= MADE
    assert unit
    click(page.numbers.ask)
    dialog = page.numbers.findChild(NumbersDialog)
    assert dialog is not None
    dialog.size_field.setValue(12)
    with qtbot.waitSignal(dialog.accepted, timeout=LONG_MS):
        click(dialog.verb)
    realm = played.read(office_named, "53").result().realm
    waiting = played.read(waiting_requests, realm).result()
    assert waiting[-1].size == 12


def test_a_facilitator_sees_why_nothing_can_be_revoked(window: Window, qtbot: QtBot) -> None:
    page = CertificatesPage(replace(window.room, profile=replace(window.room.profile, role=Role.FACILITATOR)))
    qtbot.addWidget(page)
    for button in (page.register.revoke, page.register.reissue, page.numbers.ask):
        assert not button.isEnabled()
        assert "penyelenggara" in button.toolTip()
