"""Charts: marks through the arrows, figures in words, as a table, as a file; nothing is told by colour alone."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.documents.press.sheets import Bar, Chart, Share, TileMap, Tone
from desktop.documents.press.tile_maps import tile_map
from desktop.services.programmes.districts import known_districts
from desktop.ui.charts.bars import BarView
from desktop.ui.charts.lines import LineView
from desktop.ui.charts.panel import ChartPanel
from desktop.ui.charts.tiles import TileView
from desktop.ui.charts.view import TONES, ChartView
from desktop.ui.look import Look
from desktop.ui.rows import CELL
from desktop.ui.theme import DARK, LIGHT, SCHEMES, SHADES, Appearance, Colours, Density, contrast
from desktop.ui.window import Window
from tests.ui.conftest import Opener
from tests.ui.desk import Desk
from tests.ui.hand import click, control, press

SESSIONS = Chart(
    caption="Kehadiran per sesi",
    most=46,
    series=("Hadir", "Izin"),
    bars=tuple(
        Bar(
            label=f"Sesi {n}",
            shares=(Share(40 - n, Tone.GREEN, f"H {40 - n}"), Share(n, Tone.AMBER, f"I {n}")),
            told=f"H {40 - n} I {n}",
        )
        for n in range(1, 5)
    ),
    remark="H hadir, I izin",
)
MONTHS = Chart(
    caption="Capaian per bulan",
    upright=True,
    series=("Target", "Capaian"),
    bars=tuple(Bar(label=f"Bulan {n}", shares=(Share(n * 9), Share(n * 7)), told=str(n * 9)) for n in range(1, 13)),
)


def people_map(**more: int | Fraction | None) -> TileMap:
    values: dict[str, int | Fraction | None] = {"53": 12, "53.01": 0, "53.05": None, "53.71": 63, "53.15": 20}
    return tile_map(known_districts(), "Peserta per kabupaten/kota", {**values, **more}, unit="orang")


def shown(view: ChartView, qtbot: QtBot, width: int = 900) -> ChartView:
    qtbot.addWidget(view)
    view.resize(width, view.height())
    view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def colours_of(image: QImage, place: QRectF) -> set[str]:
    box = place.toRect()
    points = ((x, y) for x in range(box.left(), box.right() + 1) for y in range(box.top(), box.bottom() + 1))
    return {image.pixelColor(x, y).name().upper() for x, y in points}


# ------------------------------------------------------------------ marks and words


def test_arrows_go_through_the_marks_and_each_says_itself(look: Look, qtbot: QtBot) -> None:
    view = shown(BarView(look, SESSIONS), qtbot)
    told = list[str]()
    view.told.connect(told.append)
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Home)
    assert [words.partition(":")[0] for words in told] == ["Sesi 2", "Sesi 3", "Sesi 2", "Sesi 4", "Sesi 1"]
    assert told[0] == "Sesi 2: H 38, I 2"
    opened = list[int]()
    view.opened.connect(opened.append)
    press(view, Qt.Key.Key_Return)
    assert opened == [0]


@pytest.mark.parametrize("kind", ["bars", "funnel", "trend", "columns", "tiles"])
def test_a_chart_says_all_its_figures_to_who_does_not_see_it(look: Look, qtbot: QtBot, kind: str) -> None:
    views: dict[str, Callable[[], ChartView]] = {
        "bars": lambda: BarView(look, SESSIONS),
        "funnel": lambda: BarView(look, SESSIONS, funnel=True),
        "trend": lambda: LineView(look, MONTHS),
        "columns": lambda: LineView(look, replace(MONTHS, bars=MONTHS.bars[:5]), trend=False),
        "tiles": lambda: TileView(look, people_map()),
    }
    view = shown(views[kind](), qtbot)
    assert view.accessibleName()
    assert all(mark in view.accessibleDescription() for mark in view.marks)
    assert len(view.places) == len(view.marks)
    assert all(view.rect().toRectF().adjusted(-1, -1, 1, 1).contains(place) for place in view.places)
    assert "Sesi" in view.marks[0] or "Bulan" in view.marks[0] or "Lembata" in view.marks[0]


def test_on_the_map_the_arrows_go_where_the_islands_lie(look: Look, qtbot: QtBot) -> None:
    view = shown(TileView(look, people_map()), qtbot)
    assert isinstance(view, TileView)
    names = [tile.short_name for tile in view.tiles]
    view.go_to(names.index("Mabar"))
    press(view, Qt.Key.Key_Right)
    assert names[view.current] == "Manggarai"
    press(view, Qt.Key.Key_Down)
    assert names[view.current] == "Sumba Tengah"
    press(view, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert names[view.current] == "SBD"
    place = view.places[names.index("Alor")].center().toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert view.marks[view.current] == "Kabupaten Alor: belum ada data"


def test_a_tile_of_which_nothing_is_known_is_hatched_and_never_nought(look: Look, qtbot: QtBot) -> None:
    view = shown(TileView(look, people_map(), unknown="tidak disebut"), qtbot)
    assert isinstance(view, TileView)
    image = view.grab().toImage()
    places = {tile.short_name: place for tile, place in zip(view.tiles, view.places, strict=True)}
    line = look.colours.line
    assert line in colours_of(image, places["Alor"].adjusted(6, 6, -6, -6))
    assert line not in colours_of(image, places["Kab. Kupang"].adjusted(6, 6, -6, -6))
    marks = dict(zip((tile.short_name for tile in view.tiles), view.marks, strict=True))
    assert marks["Alor"] == "Kabupaten Alor: tidak disebut"
    assert marks["Kab. Kupang"] == "Kabupaten Kupang: 0 orang"


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST])
def test_a_tile_tells_its_measure_by_a_meter_too(look: Look, qtbot: QtBot, appearance: Appearance) -> None:
    look.choose(appearance=appearance, scale=100, density=Density.NORMAL)
    view = TileView(look, people_map(**{"53.15": 32}))
    qtbot.addWidget(view)
    view.resize(1200, view.height())
    image = view.grab().toImage()
    places = {tile.short_name: place for tile, place in zip(view.tiles, view.places, strict=True)}

    def meter(name: str) -> int:
        place, shade = places[name], {"Kota Kupang": 4, "Mabar": 2, "Kab. Kupang": 0}[name]
        pen = QColor(look.colours.on(look.colours.shade(shade)))
        y = int(place.bottom() - look.sizes.focus - look.sizes.tile_meter / 2)
        return sum(image.pixelColor(x, y) == pen for x in range(int(place.left()) + 3, int(place.right()) - 2))

    assert meter("Kab. Kupang") == 0
    assert meter("Mabar") == pytest.approx(meter("Kota Kupang") * 32 / 63, abs=2)


@pytest.mark.parametrize("colours", [LIGHT, DARK, *list(SCHEMES.values())[2:]])
def test_words_on_marks_stand_out(colours: Colours) -> None:
    grounds = [colours.shade(n) for n in range(len(SHADES))] + [colours.named(tone) for tone in TONES.values()]
    assert [contrast(colours.on(ground), ground) >= 4.5 for ground in grounds] == [True] * len(grounds)
    assert contrast(colours.ink_2, colours.surface) >= 4.5


def test_months_have_room_for_their_names_on_a_narrow_page(look: Look, qtbot: QtBot) -> None:
    for width in (300, 900):
        view = LineView(look, MONTHS)
        qtbot.addWidget(view)
        view.resize(width, view.height())
        assert not view.grab().isNull()
    empty = LineView(look, replace(MONTHS, bars=()))
    qtbot.addWidget(empty)
    assert not empty.grab().isNull()


# ------------------------------------------------------------------ panel


@pytest.fixture
def panel(open_window: Opener, desk: Desk, qtbot: QtBot) -> ChartPanel:
    return panel_in(open_window(desk), qtbot)


def panel_in(window: Window, qtbot: QtBot) -> ChartPanel:
    panel = ChartPanel(window.room, SESSIONS)
    qtbot.addWidget(panel)
    panel.resize(900, 500)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    return panel


def table_of(panel: ChartPanel) -> list[list[str]]:
    model = panel.table.model()
    return [
        [model.index(row, column).data(CELL).text for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_same_figures_stand_in_the_table(panel: ChartPanel, qtbot: QtBot) -> None:
    press(panel.view, Qt.Key.Key_Down)
    assert panel.told.text() == "Sesi 2: H 38, I 2"
    click(panel.as_table)
    assert panel.table.isVisible()
    assert not panel.view.isVisible()
    assert table_of(panel) == [[f"Sesi {n}", str(40 - n), str(n), "40"] for n in range(1, 5)]
    panel.table.setFocus()
    control(panel.table, Qt.Key.Key_A)
    control(panel.table, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text().splitlines()[0] == "Keterangan\tHadir\tIzin\tJumlah"
    assert '<td x:num="38">38</td>' in QGuiApplication.clipboard().mimeData().html()


def test_other_figures_leave_the_mark_and_the_keys_where_they_are(panel: ChartPanel, qtbot: QtBot) -> None:
    press(panel.view, Qt.Key.Key_Down, Qt.Key.Key_Down)
    more = replace(SESSIONS, bars=(*SESSIONS.bars, Bar(label="Sesi 5", shares=(Share(30),), told="30")))
    panel.show_value(more)
    assert panel.view.current == 2
    qtbot.waitUntil(panel.view.hasFocus)
    press(panel.view, Qt.Key.Key_End)
    assert panel.told.text() == "Sesi 5: 30"


def test_a_chart_is_saved_as_picture_and_as_figures(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    panel = panel_in(window, qtbot)
    usher = panel._room.usher
    for name in ("grafik.png", "grafik.csv", "grafik.xlsx"):
        with qtbot.waitSignal(usher.said):
            panel.save(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 90
    picture = QImage(str(tmp_path / "grafik.png"))
    assert picture.width() > panel.view.width()
    everything = QRectF(0, 0, picture.width() - 1, picture.height() - 1)
    assert panel._room.look.colours.code_h in colours_of(picture, everything)
    lines = list(csv.reader((tmp_path / "grafik.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert lines[1:] == table_of(panel)
    with qtbot.waitSignal(usher.said) as said:
        panel.save(tmp_path / "tidak ada" / "grafik.png")
    assert "tidak dapat ditulis" in said.args[0].text
    panel.copy_picture()
    assert QGuiApplication.clipboard().image().width() == panel.picture().width()
    assert len(panel.menu().actions()) == 4


def test_a_district_is_opened_by_its_code(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    panel = ChartPanel(open_window(desk).room, people_map(), unknown="tidak disebut")
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    panel.show()
    assert isinstance(panel.view, TileView)
    panel.view.go_to([tile.code for tile in panel.view.tiles].index("53.71"))
    with qtbot.waitSignal(panel.opened_code) as opened:
        press(panel.view, Qt.Key.Key_Return)
    assert opened.args == ["53.71"]
    click(panel.as_table)
    told = dict(row[:2] for row in table_of(panel))
    assert (told["Kabupaten Alor"], told["Kabupaten Kupang"], told["Kota Kupang"]) == ("tidak disebut", "0", "63")
