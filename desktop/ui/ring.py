"""The ring around what the keys go to: 2 px outside, always there, also after a click."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFocusFrame, QTabBar, QWidget

from desktop.ui.look import Look


class _Frame(QFocusFrame):
    """Qt keeps it around its widget; this draws it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        sizes = self._look.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("nila"), sizes.focus))
        inset = sizes.focus / 2
        ring = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, sizes.radius + inset, sizes.radius + inset)
        painter.end()


class FocusRing(QObject):
    """Moves one frame to whatever has the focus. Tables draw their own: there a row or a cell has it."""

    def __init__(self, app: QApplication, look: Look) -> None:
        super().__init__()
        self._look = look
        self._frame: _Frame | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._frame is not None:
            self._frame.setWidget(None)  # type: ignore[arg-type]  # Qt takes none, the stubs do not know
            self._frame.deleteLater()
            self._frame = None
        if now is None or isinstance(now, (QAbstractItemView, QTabBar)) or now.isWindow():
            return
        self._frame = _Frame(self._look)
        self._frame.setWidget(now)
