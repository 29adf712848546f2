"""The field over a list in which one looks for a row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.ui.look import Look


class SearchField(QLineEdit):
    """Down and Enter go to the rows, Escape empties it.

    Signals: left(): the keys go to the rows now.
    """

    left = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("{what} ( / )").format(what=name))
        self._look = look
        self._glass = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        look.changed.connect(self._draw_glass)
        self._draw_glass()
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(look.sizes.search)

    def _draw_glass(self) -> None:
        self._glass.setIcon(self._look.icon("magnifying-glass", "ink_2", self._look.sizes.icon))

    def begin(self) -> None:
        """The keys come here; what was searched before is typed over."""
        self.setFocus()
        self.selectAll()

    def show_words(self, words: str) -> None:
        """Put words in without telling of them."""
        self.blockSignals(True)
        self.setText(words)
        self.blockSignals(False)

    def words(self) -> str:
        """What is searched for."""
        return self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
