"""The board of cards: walked through with the arrows, nothing moves when values change, lights differ by shape."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.board import LIGHT_SIGNS, Board, BoardCard, BoardColumn, Light
from desktop.ui.look import Look
from desktop.ui.theme import Appearance, Density
from tests.ui.hand import click, press


def card(n: int, light: Light = Light.GREEN, **more: str) -> BoardCard:
    told = {"state": "sesuai rencana", "due": f"jatuh tempo {n} September 2025", **more}
    return BoardCard(
        key=n, title=f"Kelompok {n}: layanan perizinan satu pintu", lines=("5 orang",), light=light, **told
    )


COLUMNS = (
    BoardColumn(key="draft", title="Disusun", cards=(card(1), card(2, Light.AMBER), card(3, Light.RED))),
    BoardColumn(key="checked", title="Diperiksa", nothing="Belum ada yang diperiksa."),
    BoardColumn(key="run", title="Berjalan", cards=tuple(card(n) for n in range(10, 30))),
    BoardColumn(key="done", title="Selesai", cards=(card(40, Light.GREY, tag="contoh"),)),
)


@pytest.fixture
def board(look: Look, qtbot: QtBot) -> Board:
    board = Board(look, "Papan rencana aksi")
    qtbot.addWidget(board)
    board.show_columns(COLUMNS)
    board.resize(760, 400)
    board.show()
    board.activateWindow()
    qtbot.waitUntil(board.isActiveWindow)
    board.take_focus()
    qtbot.waitUntil(lambda: board.current_key() == 1)
    return board


def go(board: Board, *keys: Qt.Key) -> object:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        press(focused, key)
    return board.current_key()


def test_arrows_walk_through_the_cards_past_an_empty_column(board: Board) -> None:
    assert go(board, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down) == 3
    assert go(board, Qt.Key.Key_Right) == 12
    assert go(board, Qt.Key.Key_End) == 29
    assert go(board, Qt.Key.Key_Right) == 40
    assert go(board, Qt.Key.Key_Right, Qt.Key.Key_Up) == 40
    assert go(board, Qt.Key.Key_Left, Qt.Key.Key_Home) == 10
    assert go(board, Qt.Key.Key_Left) == 1


def test_the_card_with_the_keys_is_seen(board: Board, qtbot: QtBot) -> None:
    go(board, Qt.Key.Key_Right, Qt.Key.Key_End)
    frame = board.frames[2][-1]
    qtbot.waitUntil(lambda: frame.visibleRegion().boundingRect().height() >= frame.height() - 2)
    go(board, Qt.Key.Key_Right)
    last = board.frames[3][0]
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().width() >= last.width() - 2)


def test_enter_and_a_click_open_a_card(board: Board) -> None:
    opened = list[object]()
    board.opened.connect(opened.append)
    press(board.frames[0][1], Qt.Key.Key_Return)
    click(board.frames[0][2])
    assert opened == [2, 3]


def test_a_card_is_carried_with_control_where_the_page_allows_it(board: Board, qtbot: QtBot) -> None:
    with qtbot.waitSignal(board.carried) as carried:
        QTest.keyClick(board.frames[0][0], Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert carried.args == [1, "checked"]
    with qtbot.assertNotEmitted(board.carried):
        QTest.keyClick(board.frames[0][0], Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)


def test_other_values_leave_keys_and_scroll_where_they_are(board: Board, qtbot: QtBot) -> None:
    go(board, Qt.Key.Key_Right, Qt.Key.Key_End)
    bar = board._areas()[2].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    scroll, sideways = bar.value(), board.horizontalScrollBar().value()
    late = replace(COLUMNS[0], cards=(card(1, Light.RED, state="terlambat 3 hari"), *COLUMNS[0].cards[1:]))
    board.show_columns((late, *COLUMNS[1:]))
    qtbot.waitUntil(lambda: board.current_key() == 29)
    QApplication.processEvents()
    assert abs(board._areas()[2].verticalScrollBar().value() - scroll) <= board._look.sizes.step_6
    assert board.horizontalScrollBar().value() == sideways
    assert board.frames[0][0].accessibleName().startswith("Kelompok 1: layanan perizinan satu pintu. terlambat 3 hari.")


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST])
def test_lights_differ_by_shape(look: Look, appearance: Appearance) -> None:
    look.choose(appearance=appearance, scale=100, density=Density.NORMAL)
    shapes = {}
    for light, (icon, tone) in LIGHT_SIGNS.items():
        image = look.pixmap(icon, tone, 16).toImage()
        shapes[light] = [image.pixelColor(x, y).alpha() > 100 for y in range(16) for x in range(16)]
    for one, other in combinations(Light, 2):
        assert sum(a != b for a, b in zip(shapes[one], shapes[other], strict=True)) > 12, (one, other)
