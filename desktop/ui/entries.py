"""Fields that know what they hold: text, a day, a number, one of a list, a reason; each says itself what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QDate, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCompleter,
    QFrame,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from contract.training.findings import BadValue
from contract.training.indonesian_dates import parse_date
from contract.training.typed_text import clean
from desktop.ui.fields import Choice, Field
from desktop.ui.look import Look
from desktop.ui.parts import Button, column, grounded, row
from desktop.ui.theme import Type
from desktop.ui.typed_numbers import number_told, typed_number
from desktop.ui.words import Words, told

V = TypeVar("V")


class Line(QLineEdit):
    """A line that tells when the keys leave it, and when down is pressed with Alt.

    Signals: left(): the keys have gone elsewhere; asked(): show what can be chosen.
    """

    left = Signal()
    asked = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.asked.emit()
        else:
            super().keyPressEvent(event)


class Entry(Field, Generic[V]):
    """A labelled field with a typed value.

    Signals: changed(): something was typed or chosen.
    """

    changed = Signal()

    def __init__(self, look: Look, label: str, field: QWidget, hint: str = "", *, needed: str = "") -> None:
        """needed: the sentence for a field that was left empty; empty where it may be."""
        super().__init__(look, label, field, hint)
        self.field = field
        self._needed = needed
        self.changed.connect(lambda: self.note(""))

    def read(self) -> V | None:
        """What was typed; None for nothing. Raises BadValue with the sentence to show."""
        raise TypeError(f"{type(self).__name__} reads nothing")

    def value(self) -> V | None:
        """What was typed, as read(); an empty field that may not be raises BadValue, too."""
        value = self.read()
        if self._needed and (value is None or value == ""):
            raise BadValue("empty", self._needed)
        return value

    def check(self) -> bool:
        """Whether the value can be taken; what is wrong stands under the field."""
        try:
            self.value()
        except BadValue as wrong:
            self.note(told(str(wrong)))
            return False
        self.note("")
        return True

    def show_wrong(self) -> None:
        """Say what is wrong with what was typed, without taking the keys; an empty field may yet be filled."""
        try:
            self.read()
        except BadValue as wrong:
            self.note(told(str(wrong)))


class TextEntry(Entry[str]):
    """One line of text."""

    def __init__(self, look: Look, label: str, hint: str = "", *, needed: str = "", text: str = "") -> None:
        self.line = Line(text)
        super().__init__(look, label, self.line, hint, needed=needed)
        self.line.textChanged.connect(lambda _: self.changed.emit())

    def read(self) -> str:
        return clean(self.line.text())


class DateEntry(Entry[date]):
    """A day as people write it ("2/9/2025", "2 September 2025"), or taken from a calendar (Alt+Down)."""

    def __init__(
        self,
        look: Look,
        label: str,
        hint: str = "",
        *,
        needed: str = "",
        day: date | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.line = Line()
        super().__init__(look, label, self.line, hint, needed=needed)
        self._look, self._words, self._today = look, Words(), today
        name = self.tr("Pilih di kalender (Alt+panah bawah)")
        action = self._sheet = self.line.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        look.changed.connect(self._draw_sheet)
        self._draw_sheet()
        action.setToolTip(name)
        action.setText(name)
        action.triggered.connect(self.open_calendar)
        self.line.setPlaceholderText(self.tr("hari bulan tahun"))
        self.line.asked.connect(self.open_calendar)
        self.line.left.connect(self._left)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.calendar: CalendarPopup | None = None
        if day is not None:
            self.show_day(day)

    def read(self) -> date | None:
        text = self.line.text().strip()
        return parse_date(text, self._today()) if text else None

    def _draw_sheet(self) -> None:
        self._sheet.setIcon(self._look.icon("calendar-blank", "ink_2", self._look.sizes.icon))

    def show_day(self, day: date) -> None:
        """Write a day in full, so that its month cannot be taken for its day."""
        self.line.setText(self._words.date(day))

    def open_calendar(self) -> None:
        """Show the month of the day that is written, or this one."""
        try:
            day = self.read()
        except BadValue:
            day = None
        self.calendar = CalendarPopup(self._look, self, day or self._today())
        self.calendar.chosen.connect(self._take)
        self.calendar.open_under(self.line)

    def _take(self, day: object) -> None:
        if isinstance(day, date):
            self.show_day(day)
        self.line.setFocus()

    def _left(self) -> None:
        try:
            day = self.read()
        except BadValue as wrong:
            self.note(told(str(wrong)))
            return
        if day is not None:
            self.show_day(day)


class CalendarPopup(QFrame):
    """A month in a box under its field; Escape closes it.

    Signals: chosen(day): a datetime.date.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget, day: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grounded(self, "toast")
        self.month = QCalendarWidget()
        self.month.setAccessibleName(self.tr("Kalender"))
        self.month.setFont(look.font(Type.FIGURE))
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._dress(look)
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.month.activated.connect(self._take)
        self.month.clicked.connect(self._take)
        layout = column(margin=look.sizes.step_2)
        layout.addWidget(self.month)
        self.setLayout(layout)

    def _dress(self, look: Look) -> None:
        """Qt draws black arrows and bright red week-ends, whatever the scheme."""
        plain, holiday = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(look.colour("ink"))
        holiday.setForeground(look.colour("code_a"))
        self.month.setWeekdayTextFormat(Qt.DayOfWeek.Saturday, plain)
        self.month.setWeekdayTextFormat(Qt.DayOfWeek.Sunday, holiday)
        names = {"prev": self.tr("Bulan sebelumnya"), "next": self.tr("Bulan berikutnya")}
        for way, icon in (("prev", "caret-left"), ("next", "caret-right")):
            button = self.month.findChild(QToolButton, f"qt_calendar_{way}month")
            if isinstance(button, QToolButton):
                button.setIcon(look.icon(icon, "ink", look.sizes.icon))
                button.setAccessibleName(names[way])

    def open_under(self, field: QWidget) -> None:
        """Show it where it does not hide the field."""
        self.adjustSize()
        at, room = field.mapToGlobal(QPoint(0, field.height())), field.screen().availableGeometry()
        if at.y() + self.height() > room.bottom():
            at = field.mapToGlobal(QPoint(0, -self.height()))
        self.move(at)
        self.show()
        self.month.setFocus()

    def _take(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()


class NumberEntry(Entry[Fraction]):
    """A number with a comma for its decimals and dots for its thousands."""

    def __init__(
        self,
        look: Look,
        label: str,
        hint: str = "",
        *,
        needed: str = "",
        number: int | Fraction | None = None,
        least: int | Fraction | None = None,
        most: int | Fraction | None = None,
        decimals: int = 0,
    ) -> None:
        """least, most: what may be typed; decimals: how many digits behind the comma, 0 for whole numbers."""
        self.line = Line("" if number is None else number_told(Fraction(number)))
        super().__init__(look, label, self.line, hint, needed=needed)
        self._least, self._most, self._decimals = least, most, decimals
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.left.connect(self._left)
        self.line.textChanged.connect(lambda _: self.changed.emit())

    def read(self) -> Fraction | None:
        text = clean(self.line.text())
        if not text:
            return None
        number = typed_number(text, self._decimals)
        low = self._least is not None and number < self._least
        if low or (self._most is not None and number > self._most):
            raise BadValue("out_of_range", self._range(text))
        return number

    def _range(self, text: str) -> str:
        least = "" if self._least is None else number_told(Fraction(self._least))
        most = "" if self._most is None else number_told(Fraction(self._most))
        if least and most:
            words = self.tr("{text} di luar {least} sampai {most}; periksa lagi.")
        elif least:
            words = self.tr("{text} kurang dari {least}; periksa lagi.")
        else:
            words = self.tr("{text} lebih dari {most}; periksa lagi.")
        return words.format(text=text, least=least, most=most)

    def _left(self) -> None:
        self.show_wrong()
        try:
            number = self.read()
        except BadValue:
            return
        if number is not None:
            self.line.setText(number_told(number))


class ChoiceEntry(Entry[Any]):
    """One of a list. Where it is long, letters anywhere in a name find it."""

    def __init__(
        self,
        look: Look,
        label: str,
        choices: Sequence[tuple[str, Any]],
        hint: str = "",
        *,
        needed: str = "",
        chosen: Any = None,
        searched: bool = False,
    ) -> None:
        """choices: name and value; chosen: the value to begin with; searched: it can be typed into."""
        self.box = Choice(look)
        super().__init__(look, label, self.box, hint, needed=needed)
        self._searched = searched
        for name, value in choices:
            self.box.addItem(name, value)
        at = next((n for n, (_, value) in enumerate(choices) if value == chosen), -1)
        self.box.setCurrentIndex(at if chosen is not None or searched else (0 if choices else -1))
        if searched:
            self._search(look, label)
        self.box.currentTextChanged.connect(lambda _: self.changed.emit())

    def _search(self, look: Look, label: str) -> None:
        chosen = self.box.currentIndex()
        self.box.setEditable(True)
        self.box.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        names = QStringListModel([self.box.itemText(n) for n in range(self.box.count())], self)
        finder = QCompleter(names, self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found, line = QListView(), Line()
        found.setProperty("kind", "found")
        found.setFont(look.font(Type.BODY))
        found.setAccessibleName(label)
        finder.setPopup(found)
        self.box.setLineEdit(line)
        self.box.setCompleter(finder)
        line.setAccessibleName(label)
        line.setPlaceholderText(self.tr("ketik untuk mencari"))
        line.setFont(look.font(Type.FIGURE))
        line.left.connect(self._left)
        self.box.setCurrentIndex(chosen)
        if chosen < 0:
            line.clear()

    def _left(self) -> None:
        """The whole name, once it is clear which one is meant."""
        try:
            value = self.read()
        except BadValue as wrong:
            self.note(told(str(wrong)))
            return
        if value is not None:
            self.box.setCurrentIndex(self.box.findData(value))

    def read(self) -> Any:
        text = clean(self.box.currentText())
        if not text:
            return None
        at = self.box.findText(text, Qt.MatchFlag.MatchFixedString)
        if at < 0:
            found = [n for n in range(self.box.count()) if text.casefold() in self.box.itemText(n).casefold()]
            if len(found) != 1:
                words = self.tr("{text} tidak ada di daftar; pilih salah satu.")
                raise BadValue("not_listed", words.format(text=text))
            at = found[0]
        return self.box.itemData(at)


class ReasonEntry(Entry[str]):
    """Why something is done, in a sentence; usual reasons are one press away."""

    def __init__(
        self, look: Look, label: str, usual: Sequence[str] = (), hint: str = "", *, needed: str = "", lines: int = 2
    ) -> None:
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(lines * look.line(Type.BODY) + 4 * look.sizes.step_1)
        super().__init__(look, label, self.text, hint, needed=needed)
        self.text.textChanged.connect(self.changed)
        layout = self.layout()
        if usual and isinstance(layout, QVBoxLayout):
            offered = row(gap=look.sizes.step_2)
            for reason in usual:
                offered.addWidget(Button(look, reason, partial(self.show_reason, reason), kind="text"))
            offered.addStretch(1)
            layout.insertLayout(layout.count() - 1, offered)

    def show_reason(self, reason: str) -> None:
        """Take a usual reason; more may be typed behind it."""
        self.text.setPlainText(reason)
        self.text.setFocus()
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    def read(self) -> str:
        return clean(self.text.toPlainText())
