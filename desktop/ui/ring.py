"""The ring around what the keys go to: 2 px outside, always there, also after a click."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from desktop.ui.look import Look

_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}


class _Ring(QWidget):
    """Lies over the window; the mouse does not see it."""

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        sizes = self._look.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("nila"), sizes.focus))
        inset = sizes.focus / 2
        radius = sizes.radius + sizes.focus
        painter.drawRoundedRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.end()


class FocusRing(QObject):
    """Moves one ring to whatever has the focus. Tables draw their own: there a row or a cell has it.

    Qt's own focus frame is a sibling of its widget, and is cut off where the two share an edge with their parent.
    """

    def __init__(self, app: QApplication, look: Look) -> None:
        super().__init__()
        self._look = look
        self._ring: _Ring | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._app: QApplication | None = app
        app.focusChanged.connect(self._follow)

    def end(self) -> None:
        """Follow no more: another program's window in this process has a ring of its own."""
        if self._app is not None:
            self._app.focusChanged.disconnect(self._follow)
            self._app = None
        self._let_go()

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        if now is None or isinstance(now, QAbstractItemView) or not now.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return
        self._target = now
        self._ring = _Ring(self._look, now.window())
        widget: QWidget | None = now
        while widget is not None and not widget.isWindow():
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._place()

    def _let_go(self) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = self._target = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        """Around the target; nowhere while it is hidden or partly scrolled away."""
        ring, target = self._ring, self._target
        if ring is None or target is None or not shiboken6.isValid(ring) or not shiboken6.isValid(target):
            return
        seen = target.visibleRegion().boundingRect()
        whole = target.isVisible() and seen.height() >= target.height() - 1
        if whole:
            out = 2 * self._look.sizes.focus
            corner = target.mapTo(target.window(), QPoint(0, 0))
            ring.setGeometry(QRect(corner, target.size()).adjusted(-out, -out, out, out))
            ring.raise_()
        ring.setVisible(whole)
