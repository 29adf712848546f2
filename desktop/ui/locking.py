"""When nobody has touched keys or mouse for a while, the window is to be locked: laptops here are shared."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
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
    """Signals: due(): nobody has touched the program for as long as was chosen."""

    due = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.due)

    def wait(self, seconds: int) -> None:
        """Be due so long after the last touch; 0: never."""
        self._timer.stop()
        self._timer.setInterval(seconds * 1000)
        # Only while somebody waits for it: every event of every part comes by, half of the window's whole time.
        self._app.removeEventFilter(self)
        if seconds:
            self._app.installEventFilter(self)
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._timer.interval():
            self._timer.start()
        return False
