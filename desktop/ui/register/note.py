"""A line to write a note in, right under its cell. What is half typed survives a crash."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desktop.ui.look import Look
from desktop.ui.parts import Text, column
from desktop.ui.theme import Type


class NoteField(QFrame):
    """Signals: written(text): keep this note; typed(): the draft changed; left(): closed without keeping."""

    written = Signal(str)
    typed = Signal()
    left = Signal()

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("ground", "toast")
        self._about = Text(look, "", Type.CAPTION, tone="ink_2")
        self._line = QLineEdit()
        self._line.setMaxLength(500)
        self._line.setAccessibleName(self.tr("Catatan"))
        self._line.textEdited.connect(lambda _: self.typed.emit())
        self._line.installEventFilter(self)
        layout = column(gap=look.sizes.step_1, margin=look.sizes.step_2)
        layout.addWidget(self._about)
        layout.addWidget(self._line)
        layout.addWidget(Text(look, self.tr("Enter simpan · Esc batal"), Type.CAPTION, tone="ink_2"))
        self.setLayout(layout)
        self.setFixedWidth(look.sizes.search)
        self.hide()

    @property
    def draft(self) -> str | None:
        """What is typed so far; None when nothing is being written."""
        return None if self.isHidden() else self._line.text()

    def open(self, about: str, text: str, cell: QRect) -> None:
        """Write a note about somebody, beginning with a text."""
        self._about.setText(about)
        self._line.setText(text)
        self.adjustSize()
        left = min(cell.left(), self._over.width() - self.width() - 2)
        below = cell.bottom() + 2
        top = below if below + self.height() < self._over.height() else cell.top() - self.height() - 2
        self.move(max(0, left), max(0, top))
        self.show()
        self.raise_()
        self._line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._line:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._close(keep=True)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close(keep=False)
                return True
        return False

    def _close(self, *, keep: bool) -> None:
        text = self._line.text().strip()
        self.hide()
        if keep:
            self.written.emit(text)
        else:
            self.left.emit()
