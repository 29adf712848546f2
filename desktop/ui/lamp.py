"""The lamp: two lines that are never merged. Safe on this laptop is one fact, known at the centre is another."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from desktop.services.exchange.journey import SyncState
from desktop.ui.look import Look
from desktop.ui.parts import Text, column, row
from desktop.ui.theme import Type
from desktop.ui.words import Words


class _Light(QWidget):
    """A full disc: safe. A ring: something is still being written. Shape first, colour second."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._full = True
        self.setFixedSize(look.sizes.lamp + 2, look.sizes.lamp + 2)
        look.changed.connect(self.update)

    def show_full(self, full: bool) -> None:
        self._full = full
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._look.colour("code_h" if self._full else "mengkudu")
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if self._full else Qt.BrushStyle.NoBrush)
        radius = self._look.sizes.lamp / 2 - 1
        painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), radius, radius)
        painter.end()


class Lamp(QWidget):
    """At the foot of the side bar. The first line is about this laptop alone, the second about the centre alone."""

    def __init__(self, look: Look, words: Words | None = None) -> None:
        super().__init__()
        self._look = look
        self._words = words
        self._writing = 0
        self._narrow = False
        self._state: SyncState | None = None
        self._light = _Light(look)
        self._safe = Text(look, "", Type.CAPTION)
        self._centre = Text(look, "", Type.CAPTION_FIGURE, tone="ink_2")
        for line in (self._safe, self._centre):
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        lines = column()
        lines.addWidget(self._safe)
        lines.addWidget(self._centre)
        self._layout = row(gap=look.sizes.step_2)
        self._layout.setContentsMargins(look.sizes.step_2, look.sizes.step_1, 0, look.sizes.step_2)
        self._layout.addWidget(self._light)
        self._layout.addLayout(lines, 1)
        self.setLayout(self._layout)
        self._turn()
        self._tell()

    @property
    def lines(self) -> tuple[str, str]:
        """What the two lines say."""
        return self._safe.text(), self._centre_line()

    def show_state(self, state: SyncState) -> None:
        """How much has not reached the centre."""
        self._state = state
        self._tell()

    def show_writing(self, writes: int) -> None:
        """How many changes are on their way to the disk."""
        self._writing = writes
        self._tell()

    def show_narrow(self, narrow: bool) -> None:
        """The light over the number, and both lines in the tooltip."""
        self._narrow = narrow
        self._safe.setVisible(not narrow)
        self._centre.setAlignment(Qt.AlignmentFlag.AlignHCenter if narrow else Qt.AlignmentFlag.AlignLeft)
        self._turn()
        self._tell()

    def _turn(self) -> None:
        """Beside each other where there is room, else under each other."""
        down = QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(down if self._narrow else QBoxLayout.Direction.LeftToRight)
        side = Qt.AlignmentFlag.AlignHCenter if self._narrow else Qt.AlignmentFlag.AlignTop
        self._layout.setAlignment(self._light, side)
        left = 0 if self._narrow else self._look.sizes.step_2 + 2
        self._layout.setContentsMargins(left, self._look.sizes.step_1, 0, self._look.sizes.step_2)

    def _tell(self) -> None:
        safe = self._writing == 0
        self._light.show_full(safe)
        self._safe.setText(self.tr("Tersimpan, aman dimatikan") if safe else self.tr("Sedang menyimpan …"))
        pending = self._state.pending if self._state is not None else 0
        self._centre.setText(str(pending or "") if self._narrow else self._centre_line())
        both = f"{self._safe.text()}\n{self._centre_line()}"
        self.setToolTip(both)
        self.setAccessibleName(both)

    def _centre_line(self) -> str:
        state = self._state
        if state is None:  # not known yet: no line is better than a wrong one
            return ""
        if state.turn is not None and self._words is not None:
            return self._words.turn(state.turn.at)
        if state.pending:
            return self.tr("%Ln belum sampai pusat", "", state.pending)
        if state.rejected:
            return self.tr("%Ln ditolak pusat", "", state.rejected)
        if state.last_contact is None:
            return self.tr("Belum pernah terhubung")
        return self.tr("Semua sudah diterima pusat")
