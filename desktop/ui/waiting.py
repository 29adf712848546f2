"""What stands where values will be: nothing at first, then a still skeleton, then words; or an empty state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.look import Look
from desktop.ui.parts import Button, Picture, Text, column, grounded
from desktop.ui.theme import SKELETON_MS, WORDS_MS, Type

_WIDTHS = (0.46, 0.62, 0.38, 0.54, 0.70, 0.42, 0.58)


class _Skeleton(QWidget):
    """Rows of a table that is not here yet, standing still."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._words = ""
        look.changed.connect(self.update)

    def say(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, sizes = self._look, self._look.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("sunken"))
        rows = max(1, (self.height() - sizes.head) // look.row_height)
        for n in range(min(rows, len(_WIDTHS) * 2)):
            top = sizes.head + n * look.row_height + sizes.step_2
            width = (self.width() - 2 * sizes.card) * _WIDTHS[n % len(_WIDTHS)]
            bar = QRectF(sizes.card, top, width, look.row_height - 2 * sizes.step_2)
            painter.drawRoundedRect(bar, sizes.radius_cell, sizes.radius_cell)
        if self._words:
            painter.setPen(look.colour("ink_2"))
            painter.setFont(look.font(Type.BODY))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
        painter.end()


class Empty(QWidget):
    """One drawing, one sentence on what will be here, one button, one shortcut."""

    def __init__(self, look: Look, drawing: str, words: str, buttons: tuple[Button, ...] = (), hint: str = "") -> None:
        super().__init__()
        sizes = look.sizes
        layout = column(gap=sizes.step_3, margin=sizes.step_4)
        layout.addStretch(2)
        layout.addWidget(
            Picture(look, f"drawings/{drawing}", sizes.drawing, accent="nila"), 0, Qt.AlignmentFlag.AlignHCenter
        )
        self._words = Text(look, words, wrapped=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setFixedWidth(sizes.search)
        layout.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        for button in buttons:
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        if hint:
            layout.addWidget(Text(look, hint, Type.CAPTION, tone="ink_2"), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.setLayout(layout)
        self.say(words)

    def say(self, words: str) -> None:
        """Another sentence."""
        self._words.setText(words)
        # A layout that centres a label asks it for one line.
        self._words.setFixedHeight(self._words.heightForWidth(self._words.width()))


class Curtain(QStackedWidget):
    """Shows content, an empty state, or that one waits. Content once shown stays while it is refreshed.

    Signals: lifted(): the first answer to a wait is shown.
    """

    lifted = Signal()

    def __init__(self, look: Look, content: QWidget, empty: QWidget) -> None:
        super().__init__()
        self._content, self._empty = content, empty
        self._blank = QWidget()
        self._skeleton = _Skeleton(look)
        for widget in (self._blank, self._skeleton, content, empty):
            self.addWidget(widget)
        grounded(self, "canvas")
        self._bars = self._timer(SKELETON_MS, self._show_skeleton)
        self._words = self._timer(WORDS_MS, self._show_words)

    def wait(self) -> None:
        """Something was asked for the first time."""
        self._skeleton.say("")
        self.setCurrentWidget(self._blank)
        self._bars.start()
        self._words.start()

    def lift(self, *, empty: bool) -> None:
        """The answer is here."""
        self._bars.stop()
        self._words.stop()
        waited = self.currentWidget() in (self._blank, self._skeleton)
        self.setCurrentWidget(self._empty if empty else self._content)
        if waited:
            self.lifted.emit()

    def _timer(self, after_ms: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(act)
        return timer

    def _show_skeleton(self) -> None:
        self.setCurrentWidget(self._skeleton)

    def _show_words(self) -> None:
        self._skeleton.say(self.tr("Masih membaca dari laptop ini. Anda boleh berpindah halaman."))
