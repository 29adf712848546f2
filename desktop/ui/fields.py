"""Fields of dialogs: each with its label above it, and what is wrong with it below."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QDate, QTime
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QLineEdit,
    QTimeEdit,
    QWidget,
)

from desktop.ui.look import Look
from desktop.ui.parts import Text, column, repolish
from desktop.ui.theme import Type


@runtime_checkable
class Fitting(Protocol):
    """A window that takes the height its words need."""

    def fit(self) -> None:
        """Take it."""


class Field(QWidget):
    """A label, a field that it names, and one line for a hint or a complaint."""

    def __init__(self, look: Look, label: str, field: QWidget, hint: str = "") -> None:
        super().__init__()
        self._field, self._hint, self._wrong = field, hint, ""
        field.setAccessibleName(label)
        field.setAccessibleDescription(hint)
        field.setFont(look.font(Type.FIGURE))
        if isinstance(field, (QDateEdit, QTimeEdit, QDoubleSpinBox)):
            field.lineEdit().setAccessibleName(label)
        name = Text(look, label, Type.CAPTION, tone="ink_2")
        name.setBuddy(field)
        self._line = Text(look, hint, Type.CAPTION, tone="ink_2", wrapped=True)
        layout = column(gap=look.sizes.step_1 + look.sizes.focus)
        layout.addWidget(name)
        layout.addWidget(field)
        layout.addWidget(self._line)
        layout.addStretch(1)  # beside a higher field the labels stay on one line
        self.setLayout(layout)
        self._line.setVisible(bool(hint))  # not before it stands in here: it would be a window for a moment

    def complain(self, words: str) -> None:
        """Say what is wrong, and send the keys there; empty words take the complaint back."""
        self.note(words)
        if words:
            self._field.setFocus()

    def note(self, words: str) -> None:
        """Say what is wrong and leave the keys where they are."""
        if words == self._wrong:
            return
        self._wrong = words
        self._line.setText(words or self._hint)
        self._line.set_tone("code_a" if words else "ink_2")
        self._line.setVisible(bool(words or self._hint))
        self._field.setAccessibleDescription(words or self._hint)
        self._field.setProperty("wrong", "true" if words else "false")
        repolish(self._field)
        dialog = self.window()
        if isinstance(dialog, Fitting):
            dialog.fit()


class Choice(QComboBox):
    """A drop-down with the caret of the house: a style sheet has no picture that follows the scheme."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_caret(self, self._look)


class DateField(QDateEdit):
    """A day, typed or taken from a calendar."""

    def __init__(self, look: Look, day: QDate) -> None:
        super().__init__(day)
        self._look = look
        self.setCalendarPopup(True)
        self.setDisplayFormat("dd/MM/yyyy")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_caret(self, self._look)


class TimeField(QTimeEdit):
    """A time of the day, typed; up and down change what is under the cursor."""

    def __init__(self, look: Look, time: QTime) -> None:
        super().__init__(time)
        self.lineEdit().setTextMargins(look.sizes.step_2, 0, 0, 0)
        self.setDisplayFormat("HH.mm")


class WholeField(QDoubleSpinBox):
    """A whole number between two."""

    def __init__(self, look: Look, least: int, most: int, value: int) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(look.sizes.step_2, 0, 0, 0)
        self.setDecimals(0)
        self.setRange(least, most)
        self.setValue(value)

    @property
    def whole(self) -> int:
        """The number."""
        return round(self.value())


class HoursField(QDoubleSpinBox):
    """Lesson hours of a session."""

    def __init__(self, look: Look, hours: float) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(look.sizes.step_2, 0, 0, 0)
        self.setDecimals(1)
        self.setRange(0.5, 24)
        self.setSingleStep(0.5)
        self.setValue(hours)


def passphrase_field() -> QLineEdit:
    """A line that shows dots."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def _paint_caret(field: QWidget, look: Look) -> None:
    px = look.sizes.icon_cell
    painter = QPainter(field)
    tone = "ink_2" if field.isEnabled() else "disabled"
    left = field.width() - px - look.sizes.step_2
    painter.drawPixmap(left, (field.height() - px) // 2, look.pixmap("caret-down", tone, px))
    painter.end()
