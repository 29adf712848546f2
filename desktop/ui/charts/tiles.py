"""The tile map: districts as tiles that lie as the islands do, each with its name and figure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from desktop.documents.press.sheets import Tile, TileMap
from desktop.documents.press.tile_maps import legend_of, shade_of
from desktop.ui.charts.view import ChartView
from desktop.ui.look import Look
from desktop.ui.theme import Type

_NO_FIGURE = "–"
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


class TileView(ChartView):
    """Draws a TileMap. unknown: what a tile without a figure says ("belum ada data", "tidak disebut").

    Where nothing is known the tile is hatched: never a nought. The figure is told three times: in digits, by the shade,
    and by a meter at the tile's foot, for a shade alone is a colour alone.
    """

    def __init__(self, look: Look, tiles: TileMap, *, unknown: str = "") -> None:
        # Westwards to eastwards, from the north: the order in which one reads a map.
        self.tiles = tuple(sorted(tiles.tiles, key=lambda tile: (tile.row, tile.column)))
        self._map = tiles
        self._unknown = unknown or self.tr("belum ada data")
        super().__init__(look, tiles.caption, [self._told(tile) for tile in self.tiles])
        self._columns = 1 + max((tile.column for tile in self.tiles), default=0)
        self._rows = 1 + max((tile.row for tile in self.tiles), default=0)
        known = [Fraction(tile.value) for tile in self.tiles if tile.value is not None]
        self._most = max([*known, Fraction(1)])
        legend = look.line(Type.CAPTION) + look.sizes.step_3
        self.setFixedHeight(self._rows * look.sizes.tile + legend)

    def _told(self, tile: Tile) -> str:
        if tile.value is None:
            return f"{tile.name}: {self._unknown}"
        return f"{tile.name}: {tile.told} {self._map.unit}".rstrip()

    def lay(self, width: int) -> list[QRectF]:
        sizes = self.look.sizes
        wide = min(width / self._columns, sizes.tile_most)
        gap = sizes.step_1
        return [QRectF(tile.column * wide, tile.row * sizes.tile, wide - gap, sizes.tile - gap) for tile in self.tiles]

    def draw(self, painter: QPainter, places: Sequence[QRectF]) -> None:
        for tile, place in zip(self.tiles, places, strict=True):
            self._draw_tile(painter, tile, place)
        self._draw_legend(painter)

    def _draw_tile(self, painter: QPainter, tile: Tile, place: QRectF) -> None:
        look, sizes = self.look, self.look.sizes
        shade = shade_of(tile, self._map.bounds)
        ground = look.colours.surface if shade is None else look.colours.shade(shade)
        self._draw_ground(painter, place, shade)
        pen = QColor(look.colours.ink_2 if shade is None else look.colours.on(ground))
        inside = place.adjusted(sizes.focus, sizes.focus, -sizes.focus, -sizes.focus)
        high = 2 * look.line(Type.CAPTION)
        self._words(painter, QRectF(inside.left(), inside.top(), inside.width(), high), tile, pen)
        painter.setFont(look.font(Type.FIGURE_STRONG))
        painter.setPen(pen)
        below = QRectF(inside.left(), inside.top() + high, inside.width(), look.line(Type.BODY))
        words = tile.told if tile.value is not None else _NO_FIGURE
        if shade is None:  # on paper of its own: nothing is read through a hatch
            self._clear(painter, below, painter.fontMetrics().horizontalAdvance(words), below.height())
        painter.drawText(below, _MIDDLE, words)
        if tile.value:
            meter = (inside.width() - 2 * sizes.focus) * float(Fraction(tile.value) / self._most)
            top = place.bottom() - sizes.tile_meter - sizes.focus
            painter.fillRect(QRectF(inside.left() + sizes.focus, top, meter, sizes.tile_meter), pen)

    def _clear(self, painter: QPainter, room: QRectF, width: float, height: float) -> None:
        wide = width + self.look.sizes.step_1
        middle = room.center()
        place = QRectF(middle.x() - wide / 2, middle.y() - height / 2, wide, height)
        painter.fillRect(place.intersected(room), self.look.colour("surface"))

    def _words(self, painter: QPainter, room: QRectF, tile: Tile, pen: QColor) -> None:
        """The name on one line, or a word a line; words too long for a tile end in a full stop, as people shorten."""
        painter.setFont(self.look.font(Type.CAPTION))
        letters = painter.fontMetrics()
        words = tile.short_name
        if letters.horizontalAdvance(words) > room.width():
            words = "\n".join(shortened(word, letters, int(room.width())) for word in words.split(" ", 1))
        if tile.value is None:
            lines = words.split("\n")
            wide = max(letters.horizontalAdvance(line) for line in lines)
            self._clear(painter, room, wide, len(lines) * self.look.line(Type.CAPTION))
        painter.setPen(pen)
        painter.drawText(room, _MIDDLE, words)

    def _draw_ground(self, painter: QPainter, place: QRectF, shade: int | None) -> None:
        """A shade, or a hatch where nothing is known."""
        look, sizes = self.look, self.look.sizes
        painter.save()
        painter.setPen(QPen(look.colour("edge"), look.colours.outline_px))
        painter.setBrush(QColor(look.colours.surface if shade is None else look.colours.shade(shade)))
        painter.drawRoundedRect(place, sizes.radius_cell, sizes.radius_cell)
        if shade is None:
            painter.setClipRect(place.adjusted(1, 1, -1, -1))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(look.colour("line"), sizes.hairline))
            x = place.left() - place.height()
            while x < place.right():
                painter.drawLine(QPointF(x, place.bottom()), QPointF(x + place.height(), place.top()))
                x += sizes.hatch
        painter.restore()

    def _draw_legend(self, painter: QPainter) -> None:
        look, sizes = self.look, self.look.sizes
        painter.setFont(look.font(Type.CAPTION_FIGURE))
        letters = painter.fontMetrics()
        line, box = look.line(Type.CAPTION), sizes.icon_cell
        x, top = 1.0, self._rows * sizes.tile + sizes.step_1
        signs: list[tuple[int | None, str]] = [*legend_of(self._map)] if self._map.bounds else [(0, "0")]
        unit = f" {self._map.unit}" if self._map.unit else ""
        signs[-1] = (signs[-1][0], signs[-1][1] + unit)
        shown = signs if look.colours.outline_px == 1 else []  # without grounds the meters alone say it
        for shade, words in [*shown, (None, f"{_NO_FIGURE} {self._unknown}")]:
            self._draw_ground(painter, QRectF(x, top + (line - box) / 2, box, box), shade)
            x += box + sizes.step_1
            wide = letters.horizontalAdvance(words) + 2
            painter.setPen(look.colour("ink_2"))
            painter.drawText(QRectF(x, top, wide, line), int(Qt.AlignmentFlag.AlignVCenter), words)
            x += wide + sizes.step_3


def shortened(word: str, letters: QFontMetrics, width: int) -> str:
    """A word that has room; one that has not ends earlier, in a full stop."""
    if letters.horizontalAdvance(word) <= width:
        return word
    kept = word
    while len(kept) > 1 and letters.horizontalAdvance(kept + ".") > width:
        kept = kept[:-1]
    return kept + "."
