"""Perlu tindakan: both sides of a conflict, one click for one or for all of a session, and the way back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from contract.faults import WorldFault
from desktop.services.exchange.journey import Fate
from desktop.ui.pages.attention_page import AttentionPage
from desktop.ui.parts import Button
from desktop.ui.place import Place, inner
from desktop.ui.window import Window
from tests.ui.conftest import Opener
from tests.ui.desk import Desk
from tests.ui.office import SESSIONS


def words_of(page: QWidget) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel))


def shown_on(page: QWidget) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def button(page: QWidget, words: str) -> QPushButton | None:
    found = (b for b in page.findChildren(QPushButton) if b.text() == words and b.isVisible())
    return next(found, None)


def press(page: QWidget, words: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: button(page, words) is not None)
    found = button(page, words)
    assert found is not None
    found.click()


def attention(window: Window, qtbot: QtBot, item: str = "conflict-1") -> AttentionPage:
    window.go(Place(page="attention", state={"item": item}))
    page = window.page
    assert isinstance(page, AttentionPage)
    qtbot.waitUntil(lambda: page.table.current_key() == item)
    return page


def test_a_conflict_shows_both_sides_with_author_and_times(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.go(Place(page="attention", state={"item": f"conflict-{desk.conflict_views[0].id}"}))
    page = window.page
    assert isinstance(page, AttentionPage)
    qtbot.waitUntil(lambda: "Melkianus Blegur" in words_of(page))
    qtbot.waitUntil(lambda: "Melkianus Blegur" in shown_on(page))
    said = shown_on(page)
    for words in ("Hadir", "Izin", "Adriana Lewar", "Melkianus Blegur", "26 Jul 2025 08.31 WITA"):
        assert words in said
    assert "belum diketahui" not in said
    press(page, "Lihat laptop dan ketiga jam", qtbot)
    for words in ("Jam laptop", "Tiba di pusat", "belum diketahui", "Laptop 7, Diskominfo"):
        assert words in shown_on(page)


def test_a_refused_change_shows_its_reason_and_its_values(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.go(Place(page="attention", state={"item": "7-203"}))
    page = window.page
    assert isinstance(page, AttentionPage)
    qtbot.waitUntil(lambda: "NIP ini sudah dipakai orang lain di pusat" in words_of(page))
    assert "19681018 199409 1 000" in words_of(page)
    assert "Ditolak pusat. Nilai Anda tetap tersimpan di laptop ini." in words_of(page)


def test_a_refused_change_leads_to_its_cell_is_sent_again_or_put_aside(
    open_window: Opener, desk: Desk, qtbot: QtBot
) -> None:
    window = open_window(desk)
    window.go(Place(page="attention", state={"item": "7-203"}))
    page = window.page
    assert isinstance(page, AttentionPage)
    press(page, "Sisihkan", qtbot)
    qtbot.waitUntil(lambda: len(page.model.rows) == 3)
    assert "1 beda isian" not in words_of(page)
    press(page, "Lihat 1 yang disisihkan", qtbot)
    qtbot.waitUntil(lambda: len(page.model.rows) == 4)
    page.table.choose(page.model.row_of("7-203"))
    qtbot.waitUntil(lambda: "Disisihkan. Nilainya tetap tersimpan di laptop ini." in words_of(page))
    press(page, "Kembalikan", qtbot)
    qtbot.waitUntil(lambda: not page.turn.isVisible())
    page.table.choose(page.model.row_of("7-203"))
    press(page, "Kirim lagi", qtbot)
    qtbot.waitUntil(lambda: page.model.row_of("7-203") < 0)
    page.table.choose(page.model.row_of("7-219"))
    press(page, "Buka di presensi", qtbot)
    assert window.place.page == "class"
    qtbot.waitUntil(lambda: inner(window.place.state, "attendance").get("session") == SESSIONS[1].id)


def test_all_that_the_centre_holds_is_sent_again_at_once(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    waiting = next(one for one in desk.refusals if one.fate is Fate.HELD)
    held = replace(waiting, can_repeat=True, reason="Di luar tugas Anda.")
    desk.refusals += tuple(replace(held, dot=f"7-{n}") for n in (301, 302, 303))
    window = open_window(desk)
    window.go(Place(page="attention", state={"item": "7-302"}))
    page = window.page
    assert isinstance(page, AttentionPage)
    qtbot.waitUntil(lambda: "Ditahan pusat: tersimpan di sana" in words_of(page))
    press(page, "Kirim lagi semua (3)", qtbot)
    qtbot.waitUntil(lambda: page.model.row_of("7-302") < 0)
    assert page.model.row_of(waiting.dot) >= 0
    page.table.choose(page.model.row_of(waiting.dot))
    qtbot.waitUntil(lambda: "Tidak perlu dikirim ulang" in words_of(page))


def test_one_click_decides_the_next_line_is_chosen_and_the_notice_takes_it_back(
    open_window: Opener, desk: Desk, qtbot: QtBot
) -> None:
    window = open_window(desk)
    page = attention(window, qtbot)
    press(page, "Pakai Izin", qtbot)
    qtbot.waitUntil(lambda: page.model.row_of("conflict-1") < 0)
    (made,) = desk.decided_views
    assert made.decision is not None
    assert made.decision.value == "Izin"
    assert page.table.hasFocus()
    assert window.notices.text == "Diputuskan: Izin."
    press(window, "Urungkan", qtbot)
    qtbot.waitUntil(lambda: page.model.row_of("conflict-1") >= 0)
    assert desk.decided_views == ()


def test_all_of_a_session_is_decided_for_one_person_and_taken_back_at_once(
    open_window: Opener, desk: Desk, qtbot: QtBot
) -> None:
    window = open_window(desk)
    page = attention(window, qtbot)
    press(page, "Pakai semua dari Melkianus Blegur (2)", qtbot)
    qtbot.waitUntil(lambda: desk.conflict_views == ())
    assert {view.decision.value for view in desk.decided_views if view.decision} == {"Izin", "Sakit"}
    press(window, "Urungkan", qtbot)
    qtbot.waitUntil(lambda: len(desk.conflict_views) == 2)


def test_what_was_decided_is_listed_with_who_and_when_and_taken_back_there(
    open_window: Opener, desk: Desk, qtbot: QtBot
) -> None:
    desk.resolve(1, "second")
    window = open_window(desk)
    page = attention(window, qtbot, "conflict-2")
    page.filter.setCurrentIndex(page.filter.findData("decided"))
    page.filter.activated.emit(page.filter.currentIndex())
    qtbot.waitUntil(lambda: page.table.current_key() == "conflict-1")
    qtbot.waitUntil(lambda: "Diputuskan Izin oleh Adriana Lewar" in shown_on(page))
    assert button(page, "Pakai Izin") is None
    press(page, "Urungkan keputusan", qtbot)
    qtbot.waitUntil(lambda: len(desk.conflict_views) == 2)
    qtbot.waitUntil(lambda: page.filter.wanted == "")


def test_a_refusal_to_take_back_is_told_and_changes_nothing(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    page = attention(window, qtbot)
    press(page, "Pakai Izin", qtbot)
    desk.failing["undo_decisions"] = WorldFault("Tidak diurungkan: sudah diubah lagi sejak keputusan itu.")
    press(window, "Urungkan", qtbot)
    qtbot.waitUntil(lambda: "sudah diubah lagi" in window.notices.text)
    assert len(desk.decided_views) == 1


def test_the_list_is_filtered_and_exported_as_filtered(
    open_window: Opener, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = desk.conflict_views
    other = replace(second, kind="Peserta", session=None, where="", class_title="", person="Orang Lain")
    desk.conflict_views = (first, other)
    window = open_window(desk)
    page = attention(window, qtbot)
    labels = [page.filter.itemText(n) for n in range(page.filter.count())]
    assert labels[0] == "Semua (4)"
    assert {"Sesi 2 · DLA NTT 2025, Angkatan I (1)", "Peserta (1)", "Ditolak pusat (1)"} <= set(labels)
    page.filter.setCurrentIndex(page.filter.findData(f"session:{SESSIONS[1].id}"))
    page.filter.activated.emit(page.filter.currentIndex())
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    target = tmp_path / "beda.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.export.click()
    qtbot.waitUntil(lambda: desk.created == [((1,), target)])
    assert page.state()["filter"] == f"session:{SESSIONS[1].id}"


def test_a_conflict_is_decided_with_the_keys_alone(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    page = attention(window, qtbot)
    qtbot.waitUntil(lambda: button(page, "Pakai Izin") is not None)
    page.table.setFocus()
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if isinstance(focused, Button) and focused.text() == "Pakai Izin":
            break
    focused = QApplication.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Pakai Izin"
    QTest.keyClick(focused, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.model.row_of("conflict-1") < 0)


def test_twins_are_no_choice_between_two_values(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    desk.conflict_views = (replace(desk.conflict_views[0], can_decide=False),)
    page = attention(open_window(desk), qtbot)
    qtbot.waitUntil(lambda: "Periksa apakah keduanya orang yang sama" in shown_on(page))
    assert button(page, "Pakai Izin") is None
    assert "Periksa apakah keduanya orang yang sama" in shown_on(page)
