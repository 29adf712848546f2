"""Heads of the register: the session's number over its day, and one pill when all of it is at the centre."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.services.views import RegisterSession, Tick
from desktop.ui.look import Look
from desktop.ui.register.cells import Focus
from desktop.ui.register.model import AGENCY, FIRST_SESSION, NAME, RegisterModel
from desktop.ui.theme import Type
from desktop.ui.ticks import paint_tick, tick_size
from desktop.ui.words import Words

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class RegisterHead(QHeaderView):
    """Paints two lines a session; sectionPressed tells which one was asked for."""

    def __init__(self, look: Look, words: Words, focus: Focus, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look, self._words, self._focus = look, words, focus
        self.setFixedHeight(look.sizes.head)
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        look, model = self._look, self.model()
        if not rect.isValid() or not isinstance(model, RegisterModel):
            return
        session = model.session(logicalIndex)
        is_open = logicalIndex == self._focus.column
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, look.colour("tint" if is_open else "sunken"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), look.sizes.hairline), look.colour("line"))
        if is_open:
            rule = QRect(rect.left(), rect.bottom() - look.sizes.focus + 1, rect.width(), look.sizes.focus)
            painter.fillRect(rule, look.colour("nila"))
        painter.setPen(QColor(look.colours.nila if is_open else look.colours.ink_2))
        if session is None:
            self._paint_word(painter, rect, logicalIndex)
        else:
            self._paint_session(painter, rect, session, f"S{logicalIndex - FIRST_SESSION + 1}")
        painter.restore()

    def _paint_word(self, painter: QPainter, rect: QRect, column: int) -> None:
        gap = self._look.sizes.step_2
        side = Qt.AlignmentFlag.AlignLeft if column in (NAME, AGENCY) else Qt.AlignmentFlag.AlignRight
        painter.setFont(self._look.font(Type.HEAD))
        words = str(self.model().headerData(column, Qt.Orientation.Horizontal))
        painter.drawText(rect.adjusted(gap, 0, -gap, 0), int(side | Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_session(self, painter: QPainter, rect: QRect, session: RegisterSession, name: str) -> None:
        look, model = self._look, self.model()
        line = look.line(Type.HEAD)
        top = rect.top() + (rect.height() - 2 * line) // 2
        upper, lower = QRect(rect.left(), top, rect.width(), line), QRect(rect.left(), top + line, rect.width(), line)
        painter.setFont(look.font(Type.HEAD))
        settled = isinstance(model, RegisterModel) and model.is_settled(session.id)
        width = painter.fontMetrics().horizontalAdvance(name)
        pill = tick_size(Tick.SETTLED, look.sizes.icon_cell)
        sign = pill.width() + look.sizes.step_1 if settled else 0
        left = rect.left() + (rect.width() - width - sign) // 2
        painter.drawText(QRect(left, upper.top(), width + 2, line), _MIDDLE, name)
        left += width + look.sizes.step_1
        if settled:
            paint_tick(painter, Tick.SETTLED, QRectF(left, upper.top(), pill.width(), line), look)
        self._paint_day(painter, lower, session)

    def _paint_day(self, painter: QPainter, line: QRect, session: RegisterSession) -> None:
        """The day, with a lock before it when the session is closed."""
        look, day = self._look, self._words.short_day(session.starts_at, session.zone)
        painter.setFont(look.font(Type.CAPTION_FIGURE))
        width = painter.fontMetrics().horizontalAdvance(day)
        lock = look.sizes.icon_cell if session.closed else 0
        left = line.left() + (line.width() - width - lock) // 2
        if session.closed:
            painter.drawPixmap(left - 1, line.top() + 1, look.pixmap("lock", "ink_2", look.sizes.icon_cell))
        painter.drawText(QRect(left + lock, line.top(), width + 2, line.height()), _MIDDLE, day)
