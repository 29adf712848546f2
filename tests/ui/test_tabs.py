"""Tabs that outgrow the page, and ways of few steps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.look import Look
from desktop.ui.parts import column
from desktop.ui.steps import Step, Steps
from desktop.ui.tabs import TabsBar
from desktop.ui.theme import Appearance, Density
from tests.ui.hand import click, press, write

TITLES = "Peserta Jadwal Presensi Belajar&mandiri Nilai Kelompok Kelulusan Sertifikat Evaluasi Dokumen".split()
TABS = [(title.lower(), title) for title in TITLES]


KEPT: list[QWidget] = []
"""The page of the test at hand: nobody else holds it."""


def tabs_in(look: Look, qtbot: QtBot, width: int) -> TabsBar:
    page = QWidget()
    KEPT[:] = [page]
    tabs, other = TabsBar(look, "Bagian kelas", TABS), QLineEdit()
    layout = column()
    layout.addWidget(tabs)
    layout.addWidget(other)
    page.setLayout(layout)
    qtbot.addWidget(page)
    page.resize(width, 200)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return tabs


def seen(tabs: TabsBar) -> list[str]:
    return [key for key in tabs.keys if tabs.buttons[key].isVisible()]


@pytest.mark.parametrize(("width", "scale"), [(1318, 100), (928, 100), (560, 100), (928, 200), (560, 200)])
def test_ten_tabs_fit_any_page_and_the_front_one_is_seen(look: Look, qtbot: QtBot, width: int, scale: int) -> None:
    look.choose(appearance=Appearance.LIGHT, scale=scale, density=Density.NORMAL)
    tabs = tabs_in(look, qtbot, width)
    for key in ("dokumen", "peserta", "kelompok"):
        tabs.turn(key)
        QApplication.processEvents()
        assert key in seen(tabs)
        assert {*seen(tabs), *tabs.hidden_keys()} == set(tabs.keys)
        assert tabs.more.isVisible() == bool(tabs.hidden_keys())
        for button in (*tabs.buttons.values(), tabs.more):
            if button.isVisible():
                assert button.geometry().right() < tabs.width()
                assert button.width() >= button.sizeHint().width()
    if (width, scale) == (1318, 100):
        assert not tabs.hidden_keys()


def test_arrows_turn_the_tabs_and_the_bar_is_one_stop(look: Look, qtbot: QtBot) -> None:
    tabs = tabs_in(look, qtbot, 700)
    turned = list[str]()
    tabs.turned.connect(turned.append)
    tabs.take_focus()
    qtbot.waitUntil(tabs.buttons["peserta"].hasFocus)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Left):
        press(tabs.buttons[tabs.current], key)
    assert turned == ["jadwal", "dokumen", "evaluasi"]
    assert tabs.buttons["evaluasi"].hasFocus()
    focusable = [key for key, button in tabs.buttons.items() if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert focusable == ["evaluasi"]
    press(tabs.buttons["evaluasi"], Qt.Key.Key_Home)
    assert tabs.current == "peserta"
    assert tabs.buttons["belajar&mandiri"].accessibleName() == "Belajar&mandiri, bagian 4 dari 10"


def test_tabs_without_room_are_in_the_menu(look: Look, qtbot: QtBot) -> None:
    tabs = tabs_in(look, qtbot, 500)
    click(tabs.more)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [act.text().replace("&&", "&").lower() for act in menu.actions()] == list(tabs.hidden_keys())
    press(menu, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert tabs.current == "dokumen"
    assert "dokumen" in seen(tabs)
    tabs.set_title("dokumen", "Dokumen (12 surat yang belum dicetak)")
    QApplication.processEvents()
    assert tabs.buttons["dokumen"].geometry().right() < tabs.width()


# ------------------------------------------------------------------ steps


def test_steps_go_on_when_ready_and_always_back(look: Look, qtbot: QtBot) -> None:
    code, name = QLineEdit(), QLineEdit()
    first, second, third = QWidget(), QWidget(), QWidget()
    for page, line in ((first, code), (second, name)):
        inside = column()
        inside.addWidget(line)
        page.setLayout(inside)
    way = Steps(
        look,
        [
            Step(title="Kode", inside=first, verb="Lanjut", ready=lambda: bool(code.text()), first=code),
            Step(title="Nama", inside=second, verb="Gabung", first=name),
            Step(title="Kode pemulihan", inside=third, verb="Mulai bekerja"),
        ],
    )
    qtbot.addWidget(way)
    way.resize(700, 400)
    way.show()
    way.activateWindow()
    qtbot.waitUntil(way.isActiveWindow)
    way.show_step(0)
    assert way.head.accessibleName() == "Langkah 1 dari 3: Kode"
    click(way.forward)
    assert way.at == 0
    write(code, "K7QF")
    click(way.forward)
    qtbot.waitUntil(name.hasFocus)
    assert way.forward.text() == "Gabung"
    QTest.keyClick(way, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(code.hasFocus)
    assert code.text() == "K7QF"
    with qtbot.waitSignal(way.left):
        click(way.back)
    click(way.forward)
    click(way.forward)
    assert way.head.accessibleName() == "Langkah 3 dari 3: Kode pemulihan"
    with qtbot.waitSignal(way.finished):
        click(way.forward)
