"""When nobody has touched keys or mouse for a while, the window is to be locked: laptops here are shared."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

LOCKED_KEY = "locked"
"""Under which it is remembered that the window was locked: a new start does not open what was closed."""
CHOICES = (0, 5, 15, 30)
"""Minutes without a touch until the window locks; 0 for never."""
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Idle(QObject):
    """Signals: due(): nobody has touched the program for as long as was chosen.

    It looks at what reaches the system's window that has the keys, not at every event of every part: those come a
    hundred times as often, and each would wait for Python.
    """

    due = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._watched: QWindow | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.due)
        app.focusWindowChanged.connect(self._look_at)

    def wait(self, seconds: int) -> None:
        """Be due so long after the last touch; 0: never."""
        self._timer.stop()
        self._timer.setInterval(seconds * 1000)
        if seconds:
            self._look_at(QGuiApplication.focusWindow())
            self._timer.start()

    def _look_at(self, window: QWindow | None) -> None:
        """Another window has the keys; one that is gone takes its filters with it."""
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None and self._timer.interval():
            window.installEventFilter(self)
            if self._timer.isActive():
                self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._timer.isActive():
            self._timer.start()
        return False
