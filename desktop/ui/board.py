"""A board: columns of cards, each with its light and due day, walked through with the arrows."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.parts import Text, column, grounded, row, scrolled
from desktop.ui.theme import Type


class Light(StrEnum):
    """How something stands: told by shape and word, and only then by colour."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


LIGHT_SIGNS = {
    Light.GREEN: ("check", "code_h"),
    Light.AMBER: ("hourglass", "code_i"),
    Light.RED: ("warning", "code_a"),
    Light.GREY: ("circle", "ink_2"),
}
"""Icon and token of each light."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCard:
    """One card. lines: what stands under its title; due: its day as people write it; state: the light in a word or two
    ("terlambat 3 hari"); tag: a word in a box."""

    key: Hashable
    title: str
    lines: tuple[str, ...] = ()
    light: Light = Light.GREY
    state: str = ""
    due: str = ""
    tag: str = ""

    @property
    def told(self) -> str:
        """The card in words."""
        return ". ".join(part for part in (self.title, self.state, self.due, *self.lines, self.tag) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardColumn:
    """A column and its cards from the top; nothing: what stands there when it has none."""

    key: str
    title: str
    cards: tuple[BoardCard, ...] = ()
    nothing: str = ""


_WALKS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})


class CardFrame(QFrame):
    """A card on the board. Signals: opened(key); focused(); walked(key of the keyboard, whether with Ctrl)."""

    opened = Signal(object)
    focused = Signal()
    walked = Signal(int, bool)

    def __init__(self, look: Look, card: BoardCard) -> None:
        super().__init__()
        self.card = card
        self._look = look
        sizes = look.sizes
        self.setProperty("ground", "card")
        self.setAccessibleName(card.told)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = column(gap=sizes.step_1, margin=sizes.step_3)
        layout.addWidget(Text(look, card.title, Type.MEDIUM, wrapped=True))
        for words in card.lines:
            layout.addWidget(Text(look, words, Type.CAPTION, tone="ink_2", wrapped=True))
        foot = row(gap=sizes.step_1)
        icon, tone = LIGHT_SIGNS[card.light]
        foot.addWidget(_Sign(look, icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        state = " · ".join(part for part in (card.state, card.due) if part)
        foot.addWidget(Text(look, state, Type.CAPTION_FIGURE, tone=tone, wrapped=True), 1)
        if card.tag:
            tag = Text(look, card.tag, Type.CAPTION)
            tag.setProperty("tag", "plain")
            foot.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(foot)
        self.setLayout(layout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.card.key)
        elif event.key() in _WALKS:  # to the board: the column's own scroll area would take them first
            self.walked.emit(event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the focus comes by its policy

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.card.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class _Sign(QWidget):
    """An icon that follows the scheme; the words beside it say the same."""

    def __init__(self, look: Look, name: str, tone: str) -> None:
        super().__init__()
        self._look, self._name, self._tone = look, name, tone
        self.setFixedSize(look.sizes.icon, look.sizes.icon)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._look.pixmap(self._name, self._tone, self._look.sizes.icon))
        painter.end()


class Board(QScrollArea):
    """Columns beside each other; sideways it scrolls when the window is narrow, each column down for itself.

    Arrows move from card to card, Home and End to the ends of a column, Enter opens. Ctrl with an arrow asks to carry
    the card to the next column, where the page says what that means.
    Signals: opened(key): a card was opened; chosen(key): the keys are on another card; carried(key, column key).
    """

    opened = Signal(object)
    chosen = Signal(object)
    carried = Signal(object, str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.columns: tuple[BoardColumn, ...] = ()
        self.frames: list[list[CardFrame]] = []
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # -------------------------------------------------------------- values

    def show_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show these columns; the keys stay on their card, and scrolled columns where they are."""
        if tuple(columns) == self.columns:
            return
        key, focused = self.current_key(), self._focused() is not None
        scrolls = [area.verticalScrollBar().value() for area in self._areas()]
        sideways = self.horizontalScrollBar().value()
        self.columns = tuple(columns)
        self.frames = []
        lanes = row(gap=self._look.sizes.step_3)
        for each in self.columns:
            lanes.addWidget(self._lane(each), 1)
        inside = grounded(QWidget(), "canvas")
        inside.setLayout(lanes)
        self.setWidget(inside)
        if focused:
            self.choose(key)
        lanes.activate()
        for area, scroll in zip(self._areas(), scrolls, strict=False):
            area.verticalScrollBar().setValue(scroll)
        self.horizontalScrollBar().setValue(sideways)

    def _lane(self, each: BoardColumn) -> QFrame:
        look, sizes = self._look, self._look.sizes
        lane = QFrame()
        lane.setProperty("ground", "lane")
        lane.setMinimumWidth(sizes.lane)
        layout = column(gap=sizes.step_2, margin=sizes.step_2)
        head = row(gap=sizes.step_2)
        head.addWidget(Text(look, each.title, Type.HEAD), 1)
        head.addWidget(Text(look, str(len(each.cards)), Type.CAPTION_FIGURE, tone="ink_2"))
        layout.addLayout(head)
        inside = QWidget()
        cards = column(gap=sizes.step_2, margin=2 * sizes.focus)
        self.frames.append([self._frame(card, cards) for card in each.cards])
        if not each.cards:
            cards.addWidget(Text(look, each.nothing, Type.CAPTION, tone="ink_2", wrapped=True))
        cards.addStretch(1)
        inside.setLayout(cards)
        area = scrolled(inside)
        grounded(inside, "sunken")
        area.setObjectName("lane")
        layout.addWidget(area, 1)
        lane.setLayout(layout)
        lane.setAccessibleName(self.tr("{title}, %n kartu", "", len(each.cards)).format(title=each.title))
        return lane

    def _frame(self, card: BoardCard, layout: QVBoxLayout) -> CardFrame:
        frame = CardFrame(self._look, card)
        frame.opened.connect(self.opened)
        frame.focused.connect(lambda: self._arrive(frame))
        frame.walked.connect(lambda key, carries: self._walk(frame, Qt.Key(key), carries=carries))
        layout.addWidget(frame)
        return frame

    def _areas(self) -> list[QScrollArea]:
        return self.findChildren(QScrollArea, "lane")

    # -------------------------------------------------------------- focus

    def current_key(self) -> Hashable:
        """The card that the keys are on; None for none."""
        frame = self._focused()
        return None if frame is None else frame.card.key

    def _focused(self) -> CardFrame | None:
        return next((frame for lane in self.frames for frame in lane if frame.hasFocus()), None)

    def choose(self, key: Hashable) -> bool:
        """Send the keys to a card; False when it is not here."""
        frame = next((frame for lane in self.frames for frame in lane if frame.card.key == key), None)
        if frame is not None:
            frame.setFocus()
        return frame is not None

    def take_focus(self) -> None:
        """The keys go to the first card there is."""
        first = next((lane[0] for lane in self.frames if lane), None)
        if first is not None:
            first.setFocus()

    def _arrive(self, frame: CardFrame) -> None:
        for area in self._areas():
            if area.isAncestorOf(frame):
                area.ensureWidgetVisible(frame)
        self.ensureWidgetVisible(frame, self._look.sizes.step_3, 0)
        self.chosen.emit(frame.card.key)

    def _walk(self, frame: CardFrame, key: Qt.Key, *, carries: bool) -> None:
        lane = next(n for n, frames in enumerate(self.frames) if frame in frames)
        at, last = self.frames[lane].index(frame), len(self.frames[lane]) - 1
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        if step and carries:
            if 0 <= lane + step < len(self.columns):
                self.carried.emit(frame.card.key, self.columns[lane + step].key)
        elif step:
            self._go_aside(lane, step, at)
        else:
            to = {Qt.Key.Key_Up: at - 1, Qt.Key.Key_Down: at + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}[key]
            if 0 <= to <= last:
                self.frames[lane][to].setFocus()

    def _go_aside(self, lane: int, step: int, at: int) -> None:
        """To the card at the same height of the next column that has any."""
        lane += step
        while 0 <= lane < len(self.frames):
            if self.frames[lane]:
                self.frames[lane][min(at, len(self.frames[lane]) - 1)].setFocus()
                return
            lane += step

    def sizeHint(self) -> QSize:
        sizes = self._look.sizes
        return QSize(max(1, len(self.columns)) * (sizes.lane + sizes.step_3), sizes.tight_page // 2)
