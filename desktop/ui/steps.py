"""A way of few steps: what they are, where one is, one button forward and always one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.look import Look
from desktop.ui.parts import Button, Ruler, column, row
from desktop.ui.theme import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. verb: of the button that leaves it; ready: whether it may be left forward (it says itself why not);
    first: what the keys go to."""

    title: str
    inside: QWidget
    verb: str
    ready: Callable[[], bool] = lambda: True
    first: QWidget | None = None


class StepsHead(QWidget):
    """The steps in a row: done ones have a check, the one at hand stands out by letter and line, not only by colour."""

    def __init__(self, look: Look, titles: Sequence[str]) -> None:
        super().__init__()
        self._look, self._titles, self._at = look, tuple(titles), 0
        look.changed.connect(self.update)
        self.setFixedHeight(look.sizes.bar)
        self.show_step(0)

    def show_step(self, at: int) -> None:
        """Where one is, counted from 0."""
        self._at = at
        words = self.tr("Langkah {n} dari {count}: {title}")
        self.setAccessibleName(words.format(n=at + 1, count=len(self._titles), title=self._titles[at]))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(len(self._titles) * self._look.sizes.step_6 * 2, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, sizes = self._look, self._look.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() / len(self._titles)
        px = sizes.step_5
        for n, title in enumerate(self._titles):
            left, middle = n * wide, self.height() / 2
            circle = QRectF(left + 1, middle - px / 2, px, px)
            here, done = n == self._at, n < self._at
            painter.setPen(QPen(look.colour("nila" if here or done else "edge"), sizes.focus if here else 1))
            painter.setBrush(look.colour("nila" if here else "surface"))
            painter.drawEllipse(circle)
            if done:
                icon = sizes.icon_cell
                at = circle.center()
                painter.drawPixmap(
                    round(at.x() - icon / 2), round(at.y() - icon / 2), look.pixmap("check", "nila", icon)
                )
            else:
                painter.setFont(look.font(Type.HEAD))
                painter.setPen(look.colour("on_nila" if here else "ink_2"))
                painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), str(n + 1))
            painter.setFont(look.font(Type.STRONG if here else Type.BODY))
            painter.setPen(look.colour("ink" if here else "ink_2"))
            room = QRectF(left + px + sizes.step_2, 0, wide - px - sizes.step_4, self.height())
            words = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()


class Steps(QWidget):
    """Signals: arrived(n): another step is shown; finished(): the last one was left forward; left(): back from the
    first one."""

    arrived = Signal(int)
    finished = Signal()
    left = Signal()

    def __init__(self, look: Look, steps: Sequence[Step]) -> None:
        super().__init__()
        sizes = look.sizes
        self.steps = tuple(steps)
        self.at = 0
        self.head = StepsHead(look, [step.title for step in steps])
        self.stack = QStackedWidget()
        for step in steps:
            self.stack.addWidget(step.inside)
        self.back = Button(look, self.tr("Kembali"), self.go_back)
        self.back.setShortcut("Alt+Left")
        self.back.setToolTip(self.tr("Kembali (Alt+panah kiri)"))
        look.dress(self.back, "caret-left")
        self.forward = Button(look, steps[0].verb, self.go_forward, kind="primary")
        self.forward.setDefault(True)
        buttons = row(gap=sizes.step_2)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.forward)
        layout = column(gap=sizes.step_4)
        layout.addWidget(self.head)
        layout.addWidget(Ruler(look))
        layout.addWidget(self.stack, 1)
        layout.addLayout(buttons)
        self.setLayout(layout)

    def show_step(self, at: int) -> None:
        """Show a step; what was typed in the others stays."""
        self.at = at
        step = self.steps[at]
        self.stack.setCurrentWidget(step.inside)
        self.head.show_step(at)
        self.forward.setText(step.verb)
        (step.first or self.forward).setFocus()
        self.arrived.emit(at)

    def go_forward(self) -> None:
        """To the next step, where this one is ready."""
        if not self.steps[self.at].ready():
            return
        if self.at + 1 == len(self.steps):
            self.finished.emit()
        else:
            self.show_step(self.at + 1)

    def go_back(self) -> None:
        """To the step before; from the first one to where one came from."""
        if self.at:
            self.show_step(self.at - 1)
        else:
            self.left.emit()
