"""The grid of the register: keys that mark, two columns that stay, rows ahead of the current one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from desktop.ui.look import Look
from desktop.ui.register.cells import Fades, Focus, RegisterCells
from desktop.ui.register.head import RegisterHead
from desktop.ui.register.model import AGENCY, FIRST_SESSION, NAME, NUMBER, RegisterModel
from desktop.ui.rows import Index
from desktop.ui.words import Words

STATUS_KEYS = {
    Qt.Key.Key_H: "H",
    Qt.Key.Key_I: "I",
    Qt.Key.Key_S: "S",
    Qt.Key.Key_A: "A",
    Qt.Key.Key_D: "DL",
}
_UNDO = QKeySequence.StandardKey.Undo
_REDO = QKeySequence.StandardKey.Redo
_ROWS_AHEAD = 3


class _Pane(QTableView):
    """What the scrolling part and the part that stays have in common."""

    def __init__(self, look: Look, words: Words, focus: Focus, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.spot = look, focus
        self.setAccessibleName(name)
        self.setHorizontalHeader(RegisterHead(look, words, focus, self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.hide()
        side.setMinimumSectionSize(1)
        side.setDefaultSectionSize(look.row_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint_ground(painter, event.rect())
        painter.end()
        super().paintEvent(event)

    def _paint_ground(self, painter: QPainter, seen: QRect) -> None:
        """Paper, the row under the mouse, the open session, hairlines: for whole rows, not cell by cell."""
        look, spot, high = self.look, self.spot, self.look.row_height
        painter.fillRect(seen, look.colour("surface"))
        first, last = self.rowAt(seen.top()), self.rowAt(seen.bottom())
        if first < 0:
            return
        last = self.model().rowCount() - 1 if last < 0 else last
        foot = self.rowViewportPosition(last) + high
        if first <= spot.hovered <= last:
            painter.fillRect(
                seen.left(), self.rowViewportPosition(spot.hovered), seen.width(), high, look.colour("hover")
            )
        if spot.column >= 0 and not self.isColumnHidden(spot.column):
            left, wide = self.columnViewportPosition(spot.column), self.columnWidth(spot.column)
            open_session = QRect(left, seen.top(), wide, foot - seen.top())
            painter.fillRect(open_session, look.colour("tint"))
            if look.colours.outline_px > 1:  # without grounds it is told by its two edges
                painter.fillRect(QRect(left, seen.top(), 2, open_session.height()), look.colour("ink"))
                painter.fillRect(QRect(left + wide - 2, seen.top(), 2, open_session.height()), look.colour("ink"))
        self._paint_row(painter, first, last)
        line = look.colour("line")
        for row in range(first, last + 1):
            top = self.rowViewportPosition(row) + high - 1
            painter.fillRect(seen.left(), top, seen.width(), look.sizes.hairline, line)

    def _paint_row(self, painter: QPainter, first: int, last: int) -> None:
        """Anything of its own that a part shows of the current row."""

    def repaint_row(self, row: int) -> None:
        """Paint one row again."""
        if row >= 0:
            view = self.viewport()
            view.update(0, self.rowViewportPosition(row), view.width(), self.look.row_height)


class _Names(_Pane):
    """No and Nama, which stay: the current row is tinted here, and an edge shows that columns lie under them."""

    def _paint_row(self, painter: QPainter, first: int, last: int) -> None:
        view, spot = self.viewport(), self.spot
        if first <= spot.row <= last:
            top = self.rowViewportPosition(spot.row)
            painter.fillRect(0, top, view.width(), self.look.row_height, self.look.colour("tint"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.spot.scrolled:
            painter = QPainter(self.viewport())
            painter.fillRect(self.viewport().width() - 1, 0, 1, self.viewport().height(), self.look.colour("edge"))
            painter.end()


class RegisterGrid(_Pane):
    """The register as one table.

    Signals: typed(status): H, I, S, A, DL, or "" to empty the cell; note_asked(), find_asked(), undo_asked(),
    redo_asked(); moved(): the current cell is another; menu_asked(point).
    """

    typed = Signal(str)
    note_asked = Signal()
    find_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    moved = Signal()
    menu_asked = Signal(object)

    def __init__(self, look: Look, words: Words, model: RegisterModel, name: str) -> None:
        super().__init__(look, words, Focus(), name)
        self._names = _Names(look, words, self.spot, name, self)
        self._model = model
        self.setModel(model)
        self.fades = Fades(self)
        self.setItemDelegate(RegisterCells(look, model, self.spot, self.fades, self))
        self._set_names(model)
        self.horizontalHeader().sectionPressed.connect(self._open_column)
        self.fades.timer.timeout.connect(self._fade)
        look.changed.connect(self._repaint)
        model.modelReset.connect(self._fit_columns)
        model.pills_changed.connect(self.horizontalHeader().viewport().update)

    def _set_names(self, model: RegisterModel) -> None:
        """No and Nama lie over the table's own first columns and scroll up and down with it."""
        names = self._names
        names.setModel(model)
        names.setSelectionModel(self.selectionModel())
        names.setItemDelegate(RegisterCells(self.look, model, self.spot, self.fades, names))
        names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        names.setProperty("bare", True)
        names.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(names.verticalScrollBar().setValue)
        names.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.horizontalScrollBar().valueChanged.connect(self._scroll_sideways)
        names.viewport().installEventFilter(self)
        names.show()

    # -------------------------------------------------------------- where

    @property
    def session(self) -> int | None:
        """The open session: the column of the current cell."""
        found = self._model.session(self.currentIndex().column())
        return None if found is None else found.id

    @property
    def person(self) -> int | None:
        """Who the current cell is about."""
        found = self._model.person(self.currentIndex().row())
        return None if found is None else found.id

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one and bring it into view."""
        index = self._model.index(row, column)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def step_down(self) -> None:
        """To the next person in the same session; the last stays."""
        index = self.currentIndex()
        if index.row() + 1 < self._model.rowCount():
            self.go_to(index.row() + 1, index.column())

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        if hint != QAbstractItemView.ScrollHint.EnsureVisible or not index.isValid():
            return
        ahead = min(index.row() + _ROWS_AHEAD, self._model.rowCount() - 1)
        behind = max(index.row() - 1, 0)
        super().scrollTo(self._model.index(ahead, index.column()), hint)
        super().scrollTo(self._model.index(behind, index.column()), hint)
        hidden = self._names.width() - self.visualRect(index).left()
        if index.column() > NAME and hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    def cell_rect(self) -> QRect:
        """Where the current cell is, in this widget."""
        rect = self.visualRect(self.currentIndex())
        return rect.translated(self.viewport().pos())

    def _open_column(self, column: int) -> None:
        if self._model.session(column) is not None:
            self.go_to(max(self.currentIndex().row(), 0), column)
            self.setFocus()

    # -------------------------------------------------------------- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        if plain and key in STATUS_KEYS:
            self.typed.emit(STATUS_KEYS[key])
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.typed.emit("")
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step_down()
        elif key == Qt.Key.Key_F2:
            self.note_asked.emit()
        elif event.text() == "/":
            self.find_asked.emit()
        elif event.matches(_UNDO):
            self.undo_asked.emit()
        elif event.matches(_REDO) or (event.key() == Qt.Key.Key_Y and not plain):
            self.redo_asked.emit()
        elif plain and event.text().isalnum():
            event.accept()  # no jump to a name that begins so: `/` finds names
        else:
            super().keyPressEvent(event)

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Keys never leave the sessions: there is nothing to type in the other columns."""
        index = super().moveCursor(cursorAction, modifiers)
        last = self._model.share_column - 1
        if index.isValid() and last >= FIRST_SESSION:
            return self._model.index(index.row(), min(max(index.column(), FIRST_SESSION), last))
        return index

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press(self.indexAt(event.position().toPoint()))
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_asked.emit(event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """A press on a name takes that person in the open session; the keys stay here."""
        if watched is self._names.viewport() and isinstance(event, QMouseEvent):
            row = self._names.rowAt(event.position().toPoint().y())
            if event.type() == QEvent.Type.MouseMove:
                self._hover(row)
            elif event.type() == QEvent.Type.MouseButtonPress:
                self._press(self._model.index(row, NAME))
            return True
        return False

    def _press(self, index: QModelIndex) -> None:
        self.setFocus()
        if not index.isValid():
            return
        column = index.column()
        if self._model.session(column) is None:
            column = self.currentIndex().column()
        self.go_to(index.row(), column if self._model.session(column) else FIRST_SESSION)

    def _hover(self, row: int) -> None:
        if row != self.spot.hovered:
            before, self.spot.hovered = self.spot.hovered, row
            self._repaint_rows(before, row)

    # -------------------------------------------------------------- look

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        before, self.spot.row, self.spot.column = self.spot.column, current.row(), current.column()
        if before != current.column():
            self._repaint()
        else:
            self._repaint_rows(previous.row(), current.row())
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Names take the room that sessions leave, up to what long names need."""
        widths = self._widths()
        for column in range(self._model.columnCount()):
            width = widths[min(column, FIRST_SESSION)] if column < self._model.share_column else widths[-1]
            self.setColumnWidth(column, width)
            self._names.setColumnWidth(column, width)
            self._names.setColumnHidden(column, column > NAME)
        self.setColumnHidden(AGENCY, widths[AGENCY] == 0)  # the tooltip of the name tells it
        frame = self.frameWidth()
        height = self.viewport().height() + self.horizontalHeader().height()
        self._names.setGeometry(frame, frame, widths[NUMBER] + widths[NAME], height)

    def _widths(self) -> tuple[int, int, int, int, int]:
        """Number, name, agency, each session, share. What is left over goes to them in this order."""
        sizes = self.look.sizes
        sessions = max(1, self._model.share_column - FIRST_SESSION)
        name, agency, session = sizes.name_column, sizes.agency_column, sizes.session_column
        spare = self.viewport().width() - sizes.number_column - sizes.share_column - name - sessions * session
        if spare < agency:
            agency = 0
        spare = max(0, spare - agency)
        taken = min(spare, sizes.name_column_most - name)
        name, spare = name + taken, spare - taken
        if agency:
            taken = min(spare, sizes.agency_column_most - agency)
            agency, spare = agency + taken, spare - taken
        taken = min(spare // sessions, sizes.session_column_most - session)
        session, spare = session + taken, spare - taken * sessions
        return sizes.number_column, name + spare, agency, session, sizes.share_column

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.look.colour("nila" if self.hasFocus() else "edge"), self.look.sizes.focus))
            radius = self.look.sizes.radius_cell
            painter.drawRoundedRect(self.visualRect(self.currentIndex()).adjusted(1, 1, -2, -2), radius, radius)
            painter.end()

    def _scroll_sideways(self, value: int) -> None:
        if self.spot.scrolled != (value > 0):
            self.spot.scrolled = value > 0
            self._repaint()

    def _fade(self) -> None:
        for cell in self.fades.cells:
            self.update(cell)
        self.fades.prune()

    def _repaint_rows(self, *rows: int) -> None:
        for row in rows:
            for pane in (self, self._names):
                pane.repaint_row(row)

    def _repaint(self) -> None:
        for pane in (self, self._names):
            pane.viewport().update()
            pane.horizontalHeader().viewport().update()
