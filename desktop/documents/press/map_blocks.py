"""The tile map on paper: one block, each tile with name and figure, for paper is often printed in grey."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from desktop.documents.press.blocks import Block, space
from desktop.documents.press.figures import UNKNOWN
from desktop.documents.press.ink import MM, Ink
from desktop.documents.press.sheets import Align, Tile, TileMap
from desktop.documents.press.tile_maps import legend_of, shade_of

_SHADES = ("#FFFFFF", "#D3D9E2", "#A7B3C5", "#5A7092", "#23406E")
_UNKNOWN = "#E4E1DB"
_DARK_FROM = 3
"""From this shade on, words are white."""
_HIGH = 13 * MM
_GAP = 1 * MM
_WIDEST = 22 * MM
_LINE = 5 * MM
_NO_FIGURE = "–"


def map_blocks(tiles: TileMap, ink: Ink, left: float, width: float) -> Iterator[Block]:
    """Caption, map, legend, remark."""
    caption = ink.height(tiles.caption, width, 9.5, bold=True)
    yield Block(
        caption + MM, lambda y: ink.write(tiles.caption, QRectF(left, y, width, caption), 9.5, bold=True), opens=True
    )
    columns = 1 + max((tile.column for tile in tiles.tiles), default=0)
    rows = 1 + max((tile.row for tile in tiles.tiles), default=0)
    wide = min(width / columns, _WIDEST)

    def draw(y: float) -> None:
        for tile in tiles.tiles:
            place = QRectF(left + tile.column * wide, y + tile.row * _HIGH, wide - _GAP, _HIGH - _GAP)
            _tile(tile, tiles, ink, place)
        _legend(tiles, ink, QRectF(left, y + rows * _HIGH + MM, width, _LINE))

    yield Block(rows * _HIGH + _LINE + 2 * MM, draw)
    if tiles.remark:
        high = ink.height(tiles.remark, width, 8)
        yield Block(high + MM, lambda y: ink.write(tiles.remark, QRectF(left, y, width, high), 8))
    yield space(3 * MM)


def _tile(tile: Tile, tiles: TileMap, ink: Ink, place: QRectF) -> None:
    shade = shade_of(tile, tiles.bounds)
    ink.fill(place, QColor(_UNKNOWN if shade is None else _SHADES[shade]))
    ink.frame(place, QColor(_SHADES[-1]))
    colour = QColor(_SHADES[0] if shade is not None and shade >= _DARK_FROM else "#1E1B18")
    upper = QRectF(place.left(), place.top() + MM / 2, place.width(), place.height() / 2 - MM / 2)
    lower = QRectF(place.left(), place.center().y(), place.width(), place.height() / 2 - MM / 2)
    size = ink.fitted(tile.short_name, upper.width() - MM, upper.height(), 7)
    ink.write(tile.short_name, upper, size, align=Align.CENTRE, middle=True, colour=colour)
    ink.write(tile.told or _NO_FIGURE, lower, 9, bold=True, align=Align.CENTRE, middle=True, colour=colour)


def _legend(tiles: TileMap, ink: Ink, line: QRectF) -> None:
    x = line.left()
    signs = [(QColor(_SHADES[n]), words) for n, words in legend_of(tiles)]
    signs[-1] = (signs[-1][0], f"{signs[-1][1]} {tiles.unit}".rstrip())
    for colour, words in [*signs, (QColor(_UNKNOWN), f"{_NO_FIGURE} {UNKNOWN}")]:
        box = QRectF(x, line.top() + MM, 3 * MM, 3 * MM)
        ink.fill(box, colour)
        ink.frame(box, QColor(_SHADES[-1]))
        wide = ink.width(words, 7.5) + 2 * MM
        ink.write(words, QRectF(x + 4 * MM, line.top(), wide, line.height()), 7.5, middle=True)
        x += 4 * MM + wide + 3 * MM
