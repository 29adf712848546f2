"""A chart with all that belongs to it: heading, the same figures as a table, saving as picture or workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.documents.press.figure_files import write_figures
from desktop.documents.press.figures import chart_table, map_table
from desktop.documents.press.sheets import Chart, Table, TileMap
from desktop.documents.press.whole_files import NotWritten
from desktop.ui.charts.bars import BarView
from desktop.ui.charts.lines import LineView
from desktop.ui.charts.tiles import TileView
from desktop.ui.charts.view import ChartView
from desktop.ui.parts import Button, Text, column, icon_button, row
from desktop.ui.room import Room
from desktop.ui.sheet_table import SheetTable
from desktop.ui.theme import Type

_PICTURE_SCALE = 2
"""Pixels of a saved picture for each of the screen's: it is looked at on telephones."""


class ChartPanel(QWidget):
    """Shows a Chart (as bars, funnel, columns or trend) or a TileMap.

    Signals: opened(n): a mark was opened; for a map, opened_code(code) tells the district's code.
    """

    opened = Signal(int)
    opened_code = Signal(str)

    def __init__(self, room: Room, value: Chart | TileMap, *, shape: str = "", unknown: str = "") -> None:
        """shape: "funnel" or "trend", which a chart does not say; unknown: what a tile without a figure says."""
        super().__init__()
        look, sizes = room.look, room.look.sizes
        self._room, self._shape, self._unknown = room, shape, unknown
        self.value = value
        self.heading = Text(look, value.caption, Type.SECTION, wrapped=True)
        self.as_table = Button(look, self.tr("Tabel"), self.turn, kind="text")
        self.as_table.setCheckable(True)
        self.as_table.setToolTip(self.tr("Angka yang sama sebagai tabel"))
        look.dress(self.as_table, "table", "nila")
        self.more = icon_button(look, "download-simple", self.tr("Simpan atau salin grafik ini"), self._offer)
        top = row(gap=sizes.step_1)
        top.addWidget(self.heading, 1)
        top.addWidget(self.as_table)
        top.addWidget(self.more)
        self.place = column()
        self.told = Text(look, "", Type.CAPTION_FIGURE, tone="ink_2", wrapped=True)
        self.told.setMinimumHeight(look.line(Type.CAPTION))
        self.remark = Text(look, value.remark, Type.CAPTION, tone="ink_2", wrapped=True)
        layout = column(gap=sizes.step_2)
        layout.addLayout(top)
        layout.addLayout(self.place)
        layout.addWidget(self.told)
        layout.addWidget(self.remark)
        self.setLayout(layout)
        self.remark.setVisible(bool(value.remark))  # not before it stands in here: it would be a window for a moment
        self.view: ChartView
        self.table: SheetTable
        self._fill()

    # -------------------------------------------------------------- values

    def show_value(self, value: Chart | TileMap) -> None:
        """Show other figures; which mark is looked at, and whether as a table, stays."""
        if value == self.value:
            return
        mark, focused = self.view.current, self.view.hasFocus() or self.table.hasFocus()
        for old in (self.view, self.table):
            self.place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.value = value
        self.heading.setText(value.caption)
        self.remark.setText(value.remark)
        self.remark.setVisible(bool(value.remark))
        self._fill()
        self.view.go_to(mark)
        if focused:
            (self.table if self.as_table.isChecked() else self.view).setFocus()

    def _fill(self) -> None:
        self.view = self._drawn()
        self.view.told.connect(self.told.setText)
        self.view.opened.connect(self._open)
        self.table = SheetTable(self._room.look, self.figures())
        self.place.addWidget(self.view)
        self.place.addWidget(self.table)
        self.turn()

    def _drawn(self) -> ChartView:
        look, value = self._room.look, self.value
        if isinstance(value, TileMap):
            return TileView(look, value, unknown=self._unknown)
        if value.upright or self._shape == "trend":
            return LineView(look, value, trend=self._shape == "trend")
        return BarView(look, value, funnel=self._shape == "funnel")

    def figures(self) -> Table:
        """The figures that are drawn, as a table."""
        if isinstance(self.value, TileMap):
            return map_table(self.value, self.tr("Wilayah"), self._unknown or self.tr("belum ada data"))
        return chart_table(self.value, self.tr("Keterangan"), self.tr("Jumlah"), self.tr("Catatan"))

    def turn(self) -> None:
        """Show the drawing or the table, whichever the button says."""
        listed = self.as_table.isChecked()
        self.view.setVisible(not listed)
        self.table.setVisible(listed)
        self.told.setVisible(not listed)
        if listed:
            self.table.setFixedHeight(self.table.maximumHeight())
            self.table.spread()

    def _open(self, mark: int) -> None:
        self.opened.emit(mark)
        if isinstance(self.view, TileView):
            self.opened_code.emit(self.view.tiles[mark].code)

    # -------------------------------------------------------------- saving

    def menu(self) -> QMenu:
        """Ways to take the chart along."""
        menu = QMenu(self)
        menu.setFont(self._room.look.font(Type.BODY))
        menu.addAction(self.tr("Salin gambar"), self.copy_picture)
        menu.addAction(self.tr("Simpan gambar (PNG) …"), partial(self._ask_target, "png"))
        menu.addAction(self.tr("Simpan angka (Excel) …"), partial(self._ask_target, "xlsx"))
        menu.addAction(self.tr("Simpan angka (CSV) …"), partial(self._ask_target, "csv"))
        return menu

    def _offer(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def picture(self) -> QImage:
        """Heading and drawing on paper, larger than on the screen."""
        look, margin = self._room.look, self._room.look.sizes.card
        line = look.line(Type.SECTION) + look.sizes.step_2
        width, height = self.view.width() + 2 * margin, self.view.height() + line + 2 * margin
        image = QImage(width * _PICTURE_SCALE, height * _PICTURE_SCALE, QImage.Format.Format_RGB32)
        image.fill(look.colour("surface"))
        painter = QPainter(image)
        painter.scale(_PICTURE_SCALE, _PICTURE_SCALE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(Type.SECTION))
        painter.setPen(look.colour("ink"))
        painter.drawText(margin, margin + painter.fontMetrics().ascent(), self.value.caption)
        painter.translate(margin, margin + line)
        self.view.draw(painter, self.view.places)
        painter.end()
        return image

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture())
        self._room.usher.say(self.tr("Gambar disalin; tempel di pesan atau dokumen dengan Ctrl+V."))

    def _ask_target(self, ending: str) -> None:
        name = "".join(sign for sign in self.value.caption if sign.isalnum() or sign in " -,").strip()
        kinds = {"png": "PNG (*.png)", "xlsx": "Excel (*.xlsx)", "csv": "CSV (*.csv)"}
        title = self.tr("Simpan grafik")
        target, _ = QFileDialog.getSaveFileName(self, title, f"{name}.{ending}", kinds[ending])
        if target:
            self.save(Path(target))

    def save(self, target: Path) -> None:
        """Write a picture or the figures, as the file's ending says; off the UI thread."""
        if target.suffix.casefold() == ".png":
            picture = self.picture()
            words = self.tr("Gambar {file} tidak dapat ditulis; pilih tempat lain.").format(file=target.name)
            saving = self._room.services.work(lambda _: _write_picture(picture, target, words))
        else:
            figures = self.figures()
            saving = self._room.services.work(lambda _: write_figures(figures, target))
        said = self.tr("{file} tersimpan.").format(file=target.name)
        self._room.jobs.ask(self, saving, lambda _: self._room.usher.say(said))


def _write_picture(picture: QImage, target: Path, complaint: str) -> None:
    if not picture.save(str(target)):
        raise NotWritten(complaint)
