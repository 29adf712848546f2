"""Icons and line drawings from resources/icons, coloured by token and kept per size and pixel ratio."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources


class Icons:
    """Pixmaps of SVG files. An SVG says currentColor for its lines and `accent` for what carries the accent."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: str, px: int, *, accent: str = "", ratio: float = 0.0) -> QPixmap:
        """The icon in a colour, px wide and high; ratio 0 takes the screen's pixel ratio."""
        ratio = ratio or _ratio()
        key = (name, colour, accent, px, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._drawn(name, colour, accent or colour, px, ratio)
        return found

    def icon(self, name: str, colour: str, disabled: str, px: int, gap: int = 0) -> QIcon:
        """An icon for a button, with the colour it takes when the button is off.

        gap: room at its right, for a style sheet has no distance between icon and words.
        """
        icon = QIcon()
        icon.addPixmap(_padded(self.pixmap(name, colour, px), gap), QIcon.Mode.Normal)
        icon.addPixmap(_padded(self.pixmap(name, disabled, px), gap), QIcon.Mode.Disabled)
        return icon

    def _drawn(self, name: str, colour: str, accent: str, px: int, ratio: float) -> QPixmap:
        source = self._sources.get(name)
        if source is None:
            source = self._sources[name] = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
        svg = source.replace("currentColor", colour).replace('"accent"', f'"{accent}"')
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        pixmap = QPixmap(round(px * ratio), round(px * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


def _padded(pixmap: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    wide = QPixmap(pixmap.width() + round(gap * ratio), pixmap.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return wide


def _ratio() -> float:
    return QGuiApplication.primaryScreen().devicePixelRatio()
