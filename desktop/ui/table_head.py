"""The head of a table: titles, and a caret at the one by which the rows are ordered."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.ui.look import Look
from desktop.ui.rows import ColumnsModel
from desktop.ui.theme import Type


class TableHead(QHeaderView):
    """Paints titles; a press on one is told by sectionClicked."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setFont(look.font(Type.HEAD))
        self.setFixedHeight(look.sizes.head)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        look.changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model, look, sizes = self.model(), self._look, self._look.sizes
        if not rect.isValid() or not isinstance(model, ColumnsModel):
            return
        painter.save()
        painter.fillRect(rect, look.colour("sunken"))
        line = max(sizes.hairline, look.colours.outline_px)
        painter.fillRect(QRect(rect.left(), rect.bottom() - line + 1, rect.width(), line), look.colour("line"))
        column, order = model.columns[logicalIndex], model.order
        led = order is not None and order.column == logicalIndex
        inside = rect.adjusted(sizes.step_3, 0, -sizes.step_3, 0)
        painter.setFont(look.font(Type.HEAD))
        painter.setPen(look.colour("nila" if led else "ink_2"))
        letters = painter.fontMetrics()
        caret = sizes.icon_cell + sizes.step_1 if led else 0
        words = letters.elidedText(column.title, Qt.TextElideMode.ElideRight, inside.width() - caret + sizes.step_2)
        width = letters.horizontalAdvance(words)
        left = inside.right() + 1 - width - caret if column.right else inside.left()
        painter.drawText(QRect(left, rect.top(), width + 1, rect.height()), int(Qt.AlignmentFlag.AlignVCenter), words)
        if led and order is not None:
            icon = look.pixmap("caret-down" if order.descending else "caret-up", "nila", sizes.icon_cell)
            top = rect.top() + (rect.height() - sizes.icon_cell) // 2
            painter.drawPixmap(left + width + sizes.step_1, top, icon)
        painter.restore()
