"""High contrast: chosen or asked for by the system, two colours and one for links, and nothing cut at double size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import product

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.board import Board
from desktop.ui.charts.bars import BarView
from desktop.ui.charts.lines import LineView
from desktop.ui.charts.tiles import TileView
from desktop.ui.entries import CalendarPopup, ChoiceEntry, DateEntry, NumberEntry, ReasonEntry
from desktop.ui.look import Look, scheme_of
from desktop.ui.parts import Button, column, grounded
from desktop.ui.settings import SettingsMenu, read_settings
from desktop.ui.steps import StepsHead
from desktop.ui.table_list import TableList
from desktop.ui.tabs import TabsBar
from desktop.ui.theme import SCHEMES, Appearance, Colours, Density, Scheme, contrast
from desktop.ui.waiting import Empty
from tests.ui.test_board import COLUMNS as LANES
from tests.ui.test_charts import MONTHS, SESSIONS, people_map
from tests.ui.test_entries import PLACES
from tests.ui.test_tables import COLUMNS, OFFICIALS, Official
from tests.ui.test_tabs import TABS

STRONG = [SCHEMES[Scheme.CONTRAST_LIGHT], SCHEMES[Scheme.CONTRAST_DARK]]
_TOLERATED = 0.004
"""Share of a picture that blends of two colours may have, at the rims of letters and lines, each."""


@pytest.mark.parametrize(("appearance", "dark", "strong"), list(product(Appearance, (False, True), (False, True))))
def test_the_system_and_the_person_both_can_ask_for_it(appearance: Appearance, *, dark: bool, strong: bool) -> None:
    scheme = scheme_of(appearance, dark=dark, strong=strong)
    asked = appearance is Appearance.CONTRAST or (strong and appearance is Appearance.SYSTEM)
    assert (scheme in (Scheme.CONTRAST_LIGHT, Scheme.CONTRAST_DARK)) is asked
    follows = appearance in (Appearance.SYSTEM, Appearance.CONTRAST)
    assert SCHEMES[scheme].dark is (dark if follows else appearance is Appearance.DARK)


def test_it_is_among_the_settings_and_comes_back(look: Look, qtbot: QtBot) -> None:
    settings = read_settings({"appearance": "contrast"})
    assert settings.appearance is Appearance.CONTRAST
    assert read_settings(settings.as_state()) == settings
    menu = SettingsMenu(look, settings)
    inside = next(act.menu() for act in menu.menu.actions() if act.text() == "Tampilan")
    assert isinstance(inside, QMenu)
    assert [act.text() for act in inside.actions() if act.isChecked()] == ["Kontras tinggi"]


@pytest.mark.parametrize("colours", STRONG, ids=["light", "dark"])
def test_every_word_stands_out_by_seven_to_one(colours: Colours) -> None:
    tones = ("ink", "ink_2", "disabled", "nila", "mengkudu", "code_h", "code_i", "code_s", "code_a", "code_dl")
    for tone, ground in product(tones, ("canvas", "surface", "sunken", "tint", "hover")):
        assert contrast(colours.named(tone), colours.named(ground)) >= 7.0, (tone, ground)
    for status in ("H", "I", "S", "A", "DL"):
        assert contrast(*colours.code(status)) >= 7.0
    assert contrast(colours.on_nila, colours.nila) >= 7.0
    assert contrast(colours.on_nila, colours.nila_over) >= 7.0
    assert contrast(colours.edge, colours.canvas) >= 7.0
    assert contrast(colours.line, colours.canvas) >= 7.0


# ------------------------------------------------------------------ parts


def listed(look: Look) -> QWidget:
    made = TableList[Official](look, "Pejabat", COLUMNS, lambda o: o.id, Empty(look, "boat", "-"), several=True)
    made.show_rows(OFFICIALS)
    made.table.pick([1, 2])
    return made


def board(look: Look) -> QWidget:
    made = Board(look, "Papan")
    made.show_columns(LANES)
    return made


def fields(look: Look) -> QWidget:
    made = QWidget()
    inside = column(gap=look.sizes.step_3)
    day = DateEntry(look, "Tanggal", needed="Isi tanggal.")
    day.check()
    off = Button(look, "Tidak dapat", kind="primary")
    off.setEnabled(False)
    for part in (day, NumberEntry(look, "Anggaran"), ChoiceEntry(look, "Tempat", PLACES, searched=True), off):
        inside.addWidget(part)
    inside.addWidget(ReasonEntry(look, "Alasan", ["Salah ketik"]))
    inside.addWidget(Button(look, "Simpan", kind="primary"))
    made.setLayout(inside)
    return made


KEPT: list[QWidget] = []
"""What the part of the test at hand stands in: nobody else holds it."""

PARTS: dict[str, Callable[[Look], QWidget]] = {
    "list": listed,
    "board": board,
    "fields": fields,
    "calendar": lambda look: CalendarPopup(look, KEPT[0], date(2025, 9, 2)),
    "tabs": lambda look: TabsBar(look, "Bagian", TABS),
    "steps": lambda look: StepsHead(look, ["Kode", "Nama", "Kode pemulihan"]),
    "bars": lambda look: BarView(look, SESSIONS),
    "trend": lambda look: LineView(look, MONTHS),
    "tiles": lambda look: TileView(look, people_map()),
}


def drawn(made: Callable[[Look], QWidget], look: Look, qtbot: QtBot, width: int) -> tuple[QWidget, QImage]:
    page = grounded(QWidget(), "canvas")
    KEPT[:] = [page]
    part = made(look)
    inside = column(margin=look.sizes.step_2)
    inside.addWidget(part)
    page.setLayout(inside)
    qtbot.addWidget(page)
    page.resize(width, 480)
    page.show()
    QApplication.processEvents()
    return part, page.grab().toImage()


@pytest.mark.parametrize("part", list(PARTS))
def test_a_part_is_drawn_with_the_scheme_s_colours_only(look: Look, qtbot: QtBot, part: str) -> None:
    look.choose(appearance=Appearance.CONTRAST, scale=100, density=Density.NORMAL)
    _, image = drawn(PARTS[part], look, qtbot, 900)
    colours = look.colours
    allowed = {colours.canvas, colours.ink, colours.nila, colours.disabled}
    bits = image.convertToFormat(QImage.Format.Format_RGB32).constBits()
    counted = Counter(f"#{pixel & 0xFFFFFF:06X}" for pixel in memoryview(bits).cast("I"))
    pixels = image.width() * image.height()
    strange = {colour: n for colour, n in counted.items() if n / pixels > _TOLERATED and colour not in allowed}
    assert strange == {}


@pytest.mark.parametrize("width", [1100, 760])
@pytest.mark.parametrize("part", list(PARTS))
def test_nothing_is_cut_at_double_size(look: Look, qtbot: QtBot, part: str, width: int) -> None:
    look.choose(appearance=Appearance.LIGHT, scale=200, density=Density.NORMAL)
    made, _ = drawn(PARTS[part], look, qtbot, width)
    cut = []
    for label in made.findChildren(QLabel):
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        wide = 0 if label.wordWrap() else label.sizeHint().width()
        if label.isVisible() and label.text() and (label.height() < needed - 1 or label.width() < wide - 1):
            cut.append(label.text())
    cut += [
        button.text()
        for button in made.findChildren(QPushButton)
        if button.isVisible() and button.width() < button.sizeHint().width() - 1
    ]
    assert cut == []
