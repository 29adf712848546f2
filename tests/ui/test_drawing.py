"""What is drawn: ticks differ by shape, the band is woven, the focus has a ring, a table fits its rows."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.views import STATUSES, Tick
from desktop.ui.cell_painter import wrapped
from desktop.ui.ikat import Band
from desktop.ui.look import Look
from desktop.ui.parts import Elided
from desktop.ui.place import Place
from desktop.ui.register.grid import RegisterGrid
from desktop.ui.register.model import FIRST_SESSION
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Appearance, Density, Type
from desktop.ui.ticks import TickMark, paint_tick
from desktop.ui.waiting import Curtain, Empty
from tests.ui.conftest import Opener, register_place
from tests.ui.desk import Desk


def shape_of(look: Look, tick: Tick) -> bytes:
    """A tick as black on white, whatever its colour."""
    image = QImage(32, 20, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_tick(painter, tick, QRectF(0, 0, 32, 20), look)
    painter.end()
    return bytes(image.pixelColor(x, y).alpha() > 100 for y in range(20) for x in range(32))


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST])
def test_ticks_differ_by_shape_not_by_colour_alone(look: Look, appearance: Appearance) -> None:
    look.choose(appearance=appearance, scale=100, density=Density.NORMAL)
    shapes = {tick: shape_of(look, tick) for tick in Tick}
    for one, other in combinations(Tick, 2):
        differing = sum(a != b for a, b in zip(shapes[one], shapes[other], strict=True))
        assert differing > 20, (one, other)


def test_a_tick_says_its_words(look: Look, qtbot: QtBot) -> None:
    mark = TickMark(look, Tick.SAVED)
    qtbot.addWidget(mark)
    assert mark.toolTip() == "Tersimpan di laptop ini"
    mark.show_tick(Tick.SETTLED)
    assert mark.accessibleName() == "Diterima pusat"


def test_the_band_is_nila_with_diamonds_every_twelve_pixels(look: Look, qtbot: QtBot) -> None:
    band = Band(look)
    qtbot.addWidget(band)
    band.resize(4, 120)
    image = band.grab().toImage()
    middle = [image.pixelColor(1, y).name().upper() for y in range(120)]
    diamonds = [y for y in range(120) if middle[y] == look.colours.thread]
    assert len({y // 12 for y in diamonds}) == 10
    assert middle.count(look.colours.nila) > 60


def colours_in(widget: QWidget, rect: QRect) -> set[str]:
    image = widget.grab(rect).toImage()
    return {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}


def test_the_open_session_is_tinted_and_rare_letters_stand_on_a_ground(
    open_window: Opener, desk: Desk, qtbot: QtBot
) -> None:
    window = open_window(desk)
    window.go(register_place(person=501))
    grid = window.page.findChild(RegisterGrid)
    assert isinstance(grid, RegisterGrid)
    qtbot.waitUntil(lambda: grid.session == 103)
    colours = window.room.look.colours
    view, column = grid.viewport(), FIRST_SESSION + 2
    plain = grid.visualRect(grid.model().index(1, column))
    rare = grid.visualRect(grid.model().index(3, column))
    assert colours.tint in colours_in(view, plain)
    assert colours.ground_dl in colours_in(view, rare)
    assert not {colours.code(s)[1] for s in STATUSES} & colours_in(view, plain)
    assert colours.nila in colours_in(view, grid.visualRect(grid.currentIndex()))


def test_a_dark_scheme_repaints_everything(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.go(Place(page="sync"))
    look = window.room.look
    look.choose(appearance=Appearance.DARK, scale=100, density=Density.NORMAL)
    QApplication.processEvents()
    image = window.grab().toImage()
    corner = image.pixelColor(window.width() - 6, window.height() - 6)
    assert corner == QColor(look.colours.canvas)


def test_what_has_the_keys_has_a_ring_around_it(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.go(Place(page="sync"))
    button = next(b for b in window.findChildren(QPushButton) if b.text() == "Kirim dan ambil data")
    qtbot.waitUntil(button.hasFocus)
    corner = button.mapTo(window, button.rect().topLeft())
    around = QRect(corner.x() - 4, corner.y() + 8, 3, 8)
    assert window.room.look.colours.nila in colours_in(window, around)
    button.clearFocus()
    QApplication.processEvents()
    assert window.room.look.colours.nila not in colours_in(window, around)


def test_a_table_is_as_high_as_its_rows(look: Look, qtbot: QtBot) -> None:
    model = RowsModel[str]([Column(title="Kata", cell=lambda word: Cell(text=word), least=100, share=1)], lambda w: w)
    table = Table(look, "Kata")
    qtbot.addWidget(table)
    table.setModel(model)
    table.show_rows(["satu", "dua", "tiga"])
    assert table.maximumHeight() == 44 + 3 * 28 + 2 * table.frameWidth()


def test_columns_that_may_go_leave_a_narrow_table(look: Look, qtbot: QtBot) -> None:
    columns: list[Column[str]] = [
        Column(title="Nama", cell=lambda word: Cell(text=word), least=200, share=1),
        Column(title="Jabatan", cell=lambda word: Cell(text=word), least=200, drop=2),
        Column(title="Instansi", cell=lambda word: Cell(text=word), least=200, drop=1),
    ]
    table = Table(look, "Orang")
    qtbot.addWidget(table)
    table.setModel(RowsModel[str](columns, lambda w: w))
    table.show_rows(["satu"])
    table.show()
    shown = {}
    for width in (700, 500, 300):
        table.resize(width, 200)
        table.spread()
        shown[width] = [n for n in range(3) if not table.isColumnHidden(n)]
    assert shown == {700: [0, 1, 2], 500: [0, 2], 300: [0]}


def test_words_too_long_end_in_an_ellipsis_and_are_whole_in_the_tooltip(look: Look, qtbot: QtBot) -> None:
    label = Elided(look, "Pelatihan Smart Digital Leaders Angkatan I")
    qtbot.addWidget(label)
    label.resize(90, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == "Pelatihan Smart Digital Leaders Angkatan I"
    assert label.accessibleName() == "Pelatihan Smart Digital Leaders Angkatan I"


def test_a_wait_shows_nothing_then_a_skeleton_then_words(look: Look, qtbot: QtBot) -> None:
    content = QWidget()
    curtain = Curtain(look, content, Empty(look, "boat", "Belum ada peserta."))
    qtbot.addWidget(curtain)
    curtain.resize(400, 300)
    curtain.show()
    curtain.wait()
    assert curtain.currentWidget() is curtain._blank
    qtbot.waitUntil(lambda: curtain.currentWidget() is curtain._skeleton)
    qtbot.waitUntil(lambda: "Masih membaca" in curtain._skeleton.accessibleName(), timeout=4000)
    curtain.lift(empty=False)
    assert curtain.currentWidget() is content
    curtain.lift(empty=True)
    assert curtain.currentWidget() is curtain._empty


def test_words_take_so_many_lines_and_no_more(look: Look) -> None:
    font = look.font(Type.BODY)
    whole = "Angka NIP hilang karena sel berisi bilangan. Ubah kolom menjadi teks lalu ketik ulang NIP itu di sana."
    letters = QFontMetrics(font)
    for lines in (1, 2, 3):
        shown = wrapped(whole, font, 200, lines).split("\n")
        assert len(shown) == lines
        assert all(letters.horizontalAdvance(line) <= 200 for line in shown)
        assert shown[-1].endswith("…")
    assert " ".join(wrapped(whole, font, 200, 9).split("\n")) == whole
    assert wrapped("Nama kosong.", font, 200, 3) == "Nama kosong."
