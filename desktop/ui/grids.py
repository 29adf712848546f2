"""A table whose keys have a cell: people down, what is typed or ticked of them across."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView

from desktop.ui.look import Look
from desktop.ui.parts import repolish
from desktop.ui.rows import Column, Index, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type

T = TypeVar("T")

Take = Callable[[int, int, str], bool]
"""What was typed in (row, column); False: it is refused, and stays to be mended."""

Held = Callable[[int, int], str]
"""What a cell holds as one would type it."""

_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GridColumn(Column[T]):
    """A column of a grid. under: a second line of its head; reached: the keys go there."""

    under: str = ""
    reached: bool = False


class GridHead(QHeaderView):
    """A title, and under it what belongs to it: a weight, a day."""

    def __init__(self, look: Look, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setFixedHeight(look.sizes.head)
        self.setFont(look.font(Type.HEAD))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        look.changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model, look, sizes = self.model(), self._look, self._look.sizes
        if not isinstance(model, RowsModel) or not rect.isValid():
            return
        column = model.columns[logicalIndex]
        under = column.under if isinstance(column, GridColumn) else ""
        painter.save()
        painter.fillRect(rect, look.colour("sunken"))
        line = max(sizes.hairline, look.colours.outline_px)
        painter.fillRect(QRect(rect.left(), rect.bottom() - line + 1, rect.width(), line), look.colour("line"))
        inside = rect.adjusted(sizes.step_3, sizes.step_1, -sizes.step_3, -sizes.step_1)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.setPen(look.colour("ink_2"))
        for words, kind, place in (
            (column.title, Type.HEAD, Qt.AlignmentFlag.AlignTop if under else Qt.AlignmentFlag.AlignVCenter),
            (under, Type.CAPTION_FIGURE, Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(look.font(kind))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inside.width() + 1)
            painter.drawText(inside, int(side | place), shown)
        painter.restore()


class Grid(Table):
    """People down, things across. Typing in a cell opens a field over it: Enter goes down, Tab goes right.

    Signals: pressed(row, column): Enter, Space or a double click where nothing is typed; moved(): another cell has the
    keys. take: what is typed goes there; without it nothing is typed. held: what is there to change.
    """

    pressed = Signal(int, int)
    moved = Signal()

    def __init__(self, look: Look, name: str, take: Take | None = None, held: Held | None = None) -> None:
        super().__init__(look, name, opens=False)
        self._look_of_grid, self._take, self._held = look, take, held
        self.setHorizontalHeader(GridHead(look, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.field = QLineEdit(self.viewport())
        self.field.setAccessibleName(name)
        self.field.setFont(look.font(Type.FIGURE))
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setProperty("cell", "true")
        self.field.installEventFilter(self)
        self.field.hide()
        self._before = ""

    # -------------------------------------------------------------- values

    def show_grid(self, columns: Sequence[Column[T]], rows: Sequence[T]) -> None:
        """Show these columns and rows; the cell with the keys keeps them while its column is there."""
        model = self.model()
        if not isinstance(model, RowsModel):
            raise TypeError("a grid needs a RowsModel")
        if [_head(one) for one in columns] != [_head(one) for one in model.columns]:
            key, column = self.current_key(), self.currentIndex().column()
            model.beginResetModel()
            model.columns = tuple(columns)
            model.endResetModel()
            self.show_rows(rows)
            self.go_to(max(0, model.row_of(key)) if key is not None else 0, column)
        else:
            column = self.currentIndex().column()
            model.columns = tuple(columns)
            self.show_rows(rows)
            self.go_to(max(0, self.currentIndex().row()), column, quietly=True)
            self.viewport().update()

    def go_to(self, row: int, column: int, *, quietly: bool = False) -> None:
        """Give the keys to a cell, the nearest that they reach. quietly: without scrolling there."""
        index = self.model().index(row, self._reached(column))
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
            if not quietly:
                self.scrollTo(index)

    def _reached(self, column: int) -> int:
        model = self.model()
        assert isinstance(model, RowsModel)
        reached = [n for n, one in enumerate(model.columns) if isinstance(one, GridColumn) and one.reached]
        return min(reached, key=lambda n: abs(n - column), default=-1)

    # -------------------------------------------------------------- typing

    def open_field(self, text: str | None = None, *, wrong: bool = False) -> None:
        """Open the field over the cell with the keys. text: what stands in it, else what the cell says."""
        index = self.currentIndex()
        if self._take is None or not index.isValid():
            return
        self._before = self._text(index)
        self.field.setText(self._before if text is None else text)
        self._mark(wrong=wrong)
        self.field.setGeometry(self.visualRect(index))
        self.field.show()
        self.field.setFocus()
        if text is None:
            self.field.selectAll()

    def _text(self, index: Index) -> str:
        return self._held(index.row(), index.column()) if self._held is not None else str(index.data() or "")

    @property
    def typed(self) -> str:
        """What is half typed; empty where nothing is."""
        return self.field.text() if self.field.isVisible() else ""

    def close_field(self) -> None:
        """Close the field; what stands in it is dropped."""
        had = self.field.hasFocus()
        self.field.hide()
        if had:
            self.setFocus()

    def _finish(self, step: tuple[int, int]) -> None:
        """Hand over what was typed, and go on; refused it stays open."""
        index = self.currentIndex()
        text = self.field.text().strip()
        if text != self._before and self._take is not None and not self._take(index.row(), index.column(), text):
            self._mark(wrong=True)
            self.field.setFocus()
            return
        self.close_field()
        self._step(*step)

    def _mark(self, *, wrong: bool) -> None:
        self.field.setProperty("wrong", "true" if wrong else "false")
        repolish(self.field)

    def _step(self, down: int, right: int) -> None:
        """To the next cell; behind the last of a row the next row begins."""
        model, index = self.model(), self.currentIndex()
        assert isinstance(model, RowsModel)
        reached = [n for n, one in enumerate(model.columns) if isinstance(one, GridColumn) and one.reached]
        if not reached or not index.isValid():
            return
        at = reached.index(index.column()) + right if index.column() in reached else 0
        row = index.row() + down + at // len(reached)
        if 0 <= row < model.rowCount():
            self.go_to(row, reached[at % len(reached)])

    # -------------------------------------------------------------- keys and mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field. Who goes elsewhere leaves nothing half typed: it is handed over as by Enter."""
        if watched is not self.field:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._finish(_STEPS[key])
                return True
            if key == Qt.Key.Key_Escape:
                self.close_field()
                return True
        elif event.type() == QEvent.Type.FocusOut and self.field.isVisible():
            QTimer.singleShot(0, self, self._left)
        return False

    def _left(self) -> None:
        if self.field.isVisible() and not self.field.hasFocus() and self.window().isActiveWindow():
            self._finish((0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        index = self.currentIndex()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self._take is not None and plain and (text.isdigit() or text in (",", ".")):
            self.open_field(text)
        elif self._take is not None and key == Qt.Key.Key_F2:
            self.open_field()
        elif self._take is not None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.isValid():
            if self._text(index):
                self._take(index.row(), index.column(), "")
        elif self._take is None and key == Qt.Key.Key_Space and index.isValid():
            self.pressed.emit(index.row(), index.column())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(1, 0)
        else:
            super().keyPressEvent(event)

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Keys never leave the columns where there is something to do."""
        index = QTableView.moveCursor(self, cursorAction, modifiers)
        return self.model().index(index.row(), self._reached(index.column())) if index.isValid() else index

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.setFocus()
        if index.isValid():
            self.go_to(index.row(), index.column(), quietly=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == self._reached(index.column()):
            if self._take is None:
                self.pressed.emit(index.row(), index.column())
            else:
                self.open_field()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    # -------------------------------------------------------------- look

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look_of_grid
        paper = QPainter(self.viewport())
        paper.fillRect(event.rect(), look.colour("surface"))
        paper.end()
        QTableView.paintEvent(self, event)
        index = self.currentIndex()
        if index.isValid():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.colour("nila" if self.hasFocus() else "edge"), look.sizes.focus))
            radius = look.sizes.radius_cell
            painter.drawRoundedRect(self.visualRect(index).adjusted(1, 1, -2, -2), radius, radius)
            painter.end()


def _head(column: Column[T]) -> tuple[str, str]:
    return column.title, column.under if isinstance(column, GridColumn) else ""
