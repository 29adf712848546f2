"""Lists: picked, copied, ordered and searched from the keyboard, and nothing moves when values change."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.ui.copying import is_national_id
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look import Look
from desktop.ui.place import Place
from desktop.ui.rows import Cell, Column, Order, RowsModel
from desktop.ui.table_list import TableList
from desktop.ui.tables import Table
from desktop.ui.theme import Appearance, Density, Type
from desktop.ui.waiting import Empty
from tests.ui.conftest import Opener
from tests.ui.desk import Desk
from tests.ui.hand import control, press, write
from tests.ui.test_people import MANY, open_people

SHIFT = Qt.KeyboardModifier.ShiftModifier
NIP = "198609262015051001"
NIK = "5371012609860001"


@dataclass(frozen=True, slots=True)
class Official:
    id: int
    name: str
    number: str
    score: int | None


NAMES = ("Maria", "agus", "Yohanes", "Benyamin", "Siti", "Domi")
SCORES = (70, 90, None, 65, 90, 8)
OFFICIALS = tuple(Official(n, NAMES[n], NIP, SCORES[n]) for n in range(6))
COLUMNS: list[Column[Official]] = [
    Column(
        title="Nama", cell=lambda o: Cell(text=o.name, kind=Type.MEDIUM), least=120, share=1, exact=lambda o: o.name
    ),
    Column(
        title="NIP",
        cell=lambda o: Cell(text=f"{o.number[:8]} {o.number[8:14]} …", kind=Type.IDENTITY),
        least=180,
        copied=lambda o: o.number,
    ),
    Column(
        title="Nilai",
        cell=lambda o: Cell(text="" if o.score is None else f"{o.score},0", kind=Type.FIGURE),
        least=60,
        right=True,
        exact=lambda o: o.score,
    ),
    Column(title="NIK", cell=lambda o: Cell(text=NIK), least=150, secret=True),
]


@pytest.fixture
def officials(look: Look, qtbot: QtBot) -> TableList[Official]:
    empty = Empty(look, "boat", "Belum ada peserta.")
    listed = TableList[Official](
        look,
        "Pejabat",
        COLUMNS,
        lambda o: o.id,
        empty,
        search="Cari nama",
        counted=lambda n: f"{n} orang",
        several=True,
    )
    qtbot.addWidget(listed)
    listed.resize(700, 260)
    listed.show()
    listed.show_rows(OFFICIALS)
    listed.table.setFocus()
    listed.activateWindow()
    qtbot.waitUntil(listed.table.hasFocus)
    return listed


def names(listed: TableList[Official]) -> list[str]:
    return [official.name for official in listed.model.rows]


def picked(listed: TableList[Official]) -> list[str]:
    return [official.name for official in listed.picked_values()]


def press_head(table: Table, column: int) -> None:
    head = table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(column) + 10, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)


def press_row(table: Table, row: int, keys: Qt.KeyboardModifier) -> None:
    at = table.visualRect(table.model().index(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, at)


# ------------------------------------------------------------------ picking and opening


def test_enter_and_a_click_open_a_row_and_a_click_with_shift_or_control_only_picks(
    officials: TableList[Official], qtbot: QtBot
) -> None:
    opened = list[str]()
    officials.opened.connect(lambda official: opened.append(official.name))
    press(officials.table, Qt.Key.Key_Down, Qt.Key.Key_Return)
    press_row(officials.table, 3, Qt.KeyboardModifier.NoModifier)
    assert opened == ["agus", "Benyamin"]
    press_row(officials.table, 1, Qt.KeyboardModifier.ControlModifier)
    press_row(officials.table, 5, SHIFT)
    assert opened == ["agus", "Benyamin"]
    assert picked(officials) == ["agus", "Yohanes", "Benyamin", "Siti", "Domi"]


def test_rows_are_picked_from_the_keyboard(officials: TableList[Official], qtbot: QtBot) -> None:
    QTest.keyClick(officials.table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(officials.table, Qt.Key.Key_Down, SHIFT)
    assert picked(officials) == ["Maria", "agus", "Yohanes"]
    press(officials.table, Qt.Key.Key_Space)
    assert picked(officials) == ["Maria", "agus"]
    assert officials.count.text() == "6 orang · 2 dipilih"
    control(officials.table, Qt.Key.Key_A)
    assert len(picked(officials)) == len(OFFICIALS)
    assert officials.count.text() == "6 orang · 6 dipilih"
    press(officials.table, Qt.Key.Key_Home)
    assert officials.count.text() == "6 orang"


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST])
def test_a_picked_row_has_a_bar_whatever_the_scheme(
    officials: TableList[Official], look: Look, appearance: Appearance
) -> None:
    look.choose(appearance=appearance, scale=100, density=Density.NORMAL)
    table = officials.table
    table.pick([1, 2])
    press(table, Qt.Key.Key_Tab)
    table.clearFocus()
    QApplication.processEvents()
    image = table.viewport().grab().toImage()
    barred = [row for row in range(6) if image.pixelColor(1, row * 28 + 14) == look.colour("nila")]
    current = [0] if look.colours.outline_px > 1 else []
    assert barred == [*current, 1, 2]


# ------------------------------------------------------------------ order and search


def test_a_head_orders_the_other_way_and_as_given_again(officials: TableList[Official]) -> None:
    table = officials.table
    press_head(table, 0)
    assert names(officials) == ["agus", "Benyamin", "Domi", "Maria", "Siti", "Yohanes"]
    press_head(table, 0)
    assert names(officials)[0] == "Yohanes"
    assert "terbesar" in str(table.model().headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole))
    press_head(table, 0)
    assert names(officials) == list(NAMES)
    press_head(table, 1)
    assert officials.model.order is None


def test_what_is_not_known_stands_last_whichever_way(officials: TableList[Official]) -> None:
    for descending, first in ((False, "Domi"), (True, "agus")):
        officials.table.order_by(Order(2, descending=descending))
        assert (names(officials)[0], names(officials)[-1]) == (first, "Yohanes")


def test_the_order_is_in_the_menu_for_the_keyboard(officials: TableList[Official], qtbot: QtBot) -> None:
    table = officials.table
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), table.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(table.viewport(), asked)  # the offscreen platform makes none of the menu key
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    told = [act.text() for act in menu.actions() if act.text()]
    assert told == ["Salin\tCtrl+C", "Pilih semua\tCtrl+A", "Urutkan menurut"]
    inside = menu.actions()[-1].menu()
    assert isinstance(inside, QMenu)
    assert [act.text() for act in inside.actions()] == ["Nama", "Nilai"]
    inside.actions()[1].trigger()
    menu.close()
    assert names(officials)[0] == "Domi"


def test_new_values_move_neither_rows_nor_what_is_picked(officials: TableList[Official]) -> None:
    officials.table.order_by(Order(2, descending=True))
    officials.choose(4)
    officials.table.pick([0, 1])
    before, kept = names(officials), picked(officials)
    officials.show_rows([replace(official, score=official.id) for official in OFFICIALS])
    assert (names(officials), picked(officials)) == (before, kept)
    officials.show_rows(OFFICIALS[1:])
    assert picked(officials) == [name for name in kept if name != "Maria"]
    current = officials.current()
    assert current is not None
    assert current.name == "Siti"


def test_scroll_stays_when_rows_come(officials: TableList[Official], look: Look) -> None:
    many = [Official(n, f"Orang {n:04}", NIP, n) for n in range(400)]
    officials.show_rows(many)
    officials.table.choose(200)
    bar = officials.table.verticalScrollBar()
    bar.setValue(28 * 195)
    officials.show_rows([*many, Official(999, "Baru", NIP, 1)])
    assert bar.value() == 28 * 195
    assert officials.current() == many[200]


def test_a_slash_searches_and_enter_goes_back_to_the_rows(officials: TableList[Official], qtbot: QtBot) -> None:
    write(officials.table, "/")
    qtbot.waitUntil(officials.search.hasFocus)
    write(officials.search, "ben")
    press(officials.search, Qt.Key.Key_Return)
    assert names(officials) == ["Benyamin"]
    qtbot.waitUntil(officials.table.hasFocus)
    assert officials.count.text() == "1 orang"
    write(officials.table, "/")
    write(officials.search, NIP)
    press(officials.search, Qt.Key.Key_Return)
    assert len(names(officials)) == len(OFFICIALS)
    officials.search.setText(NIK)
    press(officials.search, Qt.Key.Key_Return)
    assert names(officials) == []
    assert officials.count.text() == "Tidak ada yang cocok"


def test_a_list_comes_back_as_it_was_left(officials: TableList[Official], look: Look, qtbot: QtBot) -> None:
    officials.table.order_by(Order(0, descending=True))
    officials.search.setText("a")
    press(officials.search, Qt.Key.Key_Return)
    again = TableList[Official](look, "Pejabat", COLUMNS, lambda o: o.id, Empty(look, "boat", "-"), search="Cari nama")
    qtbot.addWidget(again)
    again.enter(officials.state())
    again.show_rows(OFFICIALS)
    assert names(again) == names(officials) == ["Yohanes", "Maria", "Benyamin", "agus"]
    again.enter({"order": {"column": 99}, "search": 3, "scroll": "?"})


# ------------------------------------------------------------------ clipboard


def test_the_clipboard_keeps_a_nip_as_text_and_never_takes_a_nik(officials: TableList[Official], qtbot: QtBot) -> None:
    officials.table.pick([0, 2])
    with qtbot.waitSignal(officials.said) as said:
        control(officials.table, Qt.Key.Key_C)
    assert said.args == ["2 baris disalin; tempel di Excel dengan Ctrl+V."]
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == f"Nama\tNIP\tNilai\r\nMaria\t{NIP}\t70,0\r\nYohanes\t{NIP}\t\r\n"
    html = mime.html()
    assert f"mso-number-format:'\\@'\">{NIP}</td>" in html
    assert '<td x:num="70">70,0</td>' in html
    assert NIK not in html + mime.text()


def test_a_nik_in_any_other_column_stays_behind_too(look: Look, qtbot: QtBot) -> None:
    for text, told in ((NIK, True), ("5371 0126 0986 0001", True), (NIP, False), ("0012345678", False), ("", False)):
        assert is_national_id(text) is told
    odd = replace(OFFICIALS[0], number=NIK)
    table = Table(look, "Pejabat")
    qtbot.addWidget(table)
    table.setModel(RowsModel[Official](COLUMNS, lambda o: o.id, table))
    table.copy_values([odd])
    assert NIK not in QGuiApplication.clipboard().mimeData().text()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|'/c calc'!A1", "'+cmd|'/c calc'!A1"),
        ("+62 812-3456", "+62 812-3456"),
        ("-", "-"),
        ("-3,5%", "-3,5%"),
    ],
)
def test_nothing_that_is_copied_becomes_a_formula(officials: TableList[Official], name: str, text: str) -> None:
    officials.table.copy_values([replace(OFFICIALS[0], name=name)])
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().splitlines()[1].split("\t")[0] == text
    assert f"mso-number-format:'\\@'\">{escape(name)}</td>" in mime.html()


def test_without_picked_rows_the_current_one_is_copied(officials: TableList[Official]) -> None:
    officials.table.choose(3)
    officials.table.clearSelection()
    control(officials.table, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text().splitlines()[1:] == [f"Benyamin\t{NIP}\t65,0"]


def test_people_who_were_never_looked_at_are_fetched_to_be_copied(open_window: Opener, qtbot: QtBot) -> None:
    desk = Desk(people=MANY)
    page = open_people(open_window(desk), qtbot)
    table = page.people.table
    table.setFocus()
    table.choose(0)
    for _ in range(40):
        QTest.keyClick(table, Qt.Key.Key_PageDown, SHIFT)
    fetched = len(table.picked_rows())
    control(table, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: len(QGuiApplication.clipboard().text().splitlines()) == fetched + 1)
    control(table, Qt.Key.Key_A)
    control(table, Qt.Key.Key_C)
    assert len(QGuiApplication.clipboard().text().splitlines()) == fetched + 1


# ------------------------------------------------------------------ speed


def test_twenty_thousand_rows_are_searched_and_ordered_without_a_wait_one_feels(
    officials: TableList[Official],
) -> None:
    many = tuple(Official(n, f"Orang {n % 977:04} {n}", NIP, n * 7919 % 20_011) for n in range(20_000))
    officials.show_rows(many)
    officials.search.setText("orang")
    press(officials.search, Qt.Key.Key_Return)
    taken = dict[str, float]()

    def timed(name: str, act: Callable[[], object]) -> None:
        begun = time.process_time()
        act()
        taken[name] = time.process_time() - begun

    timed("order", lambda: officials.table.order_by(Order(2)))
    officials.search.setText("0500")
    timed("search", lambda: press(officials.search, Qt.Key.Key_Return))
    assert len(officials.model.rows) in range(15, 120)
    officials.search.setText("")
    press(officials.search, Qt.Key.Key_Return)
    timed("scroll", lambda: officials.table.verticalScrollBar().setValue(28 * 12_000))
    assert taken["scroll"] < 0.05
    assert taken["search"] < 0.5
    assert taken["order"] < 0.8, taken


def test_the_place_of_the_people_page_holds_its_list(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window(Desk())
    open_people(window, qtbot)
    window.go(Place(page="people", state={"search": "kleden", "scroll": {"y": 0}, "order": {"column": 0}}))
    qtbot.waitUntil(lambda: window.page.state()["search"] == "kleden")


def test_whatever_a_table_stands_in_tells_that_it_was_copied(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window(Desk())
    page = open_people(window, qtbot)
    with qtbot.waitSignal(window.room.usher.said) as said:
        control(page.people.table, Qt.Key.Key_C)
    assert "1 baris disalin" in said.args[0].text
    dialog = Dialog(window.room.look, window.room.jobs, window, "Pejabat", "Tutup")
    table = Table(window.room.look, "Pejabat")
    table.setModel(RowsModel[Official](COLUMNS, lambda o: o.id, table))
    table.show_rows(OFFICIALS)
    dialog.body.addWidget(table)
    dialog.open()
    table.choose(2)
    control(table, Qt.Key.Key_C)
    assert "1 baris disalin" in dialog._fault.text()


def test_a_row_that_is_only_current_does_not_look_picked(officials: TableList[Official], look: Look) -> None:
    officials.table.choose(4)
    officials.table.pick([1])
    assert officials.table.ground(1) == look.colour("tint")
    assert officials.table.ground(4) == look.colour("surface")
    assert [officials.table.is_barred(row) for row in (1, 4)] == [True, False]


def test_signs_in_fields_follow_the_scheme(officials: TableList[Official], look: Look) -> None:
    def sign() -> int:
        return officials.search.actions()[0].icon().cacheKey()

    before = sign()
    look.choose(appearance=Appearance.DARK, scale=100, density=Density.NORMAL)
    assert sign() != before
