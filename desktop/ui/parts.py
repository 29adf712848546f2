"""The small pieces that pages are made of: words, buttons, cards, rules, and how they are laid out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.look import Look
from desktop.ui.theme import Type

_B = TypeVar("_B", bound=QBoxLayout)


class Text(QLabel):
    """Words in one kind of type. wrapped: over several lines."""

    def __init__(
        self, look: Look, words: str = "", kind: Type = Type.BODY, *, tone: str = "", wrapped: bool = False
    ) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(kind))
        self.setWordWrap(wrapped)
        self.setIndent(0)
        if tone:
            self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Show the words in another colour token."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)


class Elided(Text):
    """Words on one line that end in an ellipsis when there is no room; the whole is in the tooltip."""

    def __init__(self, look: Look, words: str = "", kind: Type = Type.BODY, *, tone: str = "") -> None:
        super().__init__(look, "", kind, tone=tone)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tell(words)

    def tell(self, words: str) -> None:
        """Show other words."""
        self._whole = words
        self.setAccessibleName(words)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
        self.updateGeometry()


class Button(QPushButton):
    """A button. kind: "primary" (one a page), "outline", "text", "link", "icon" or "nav"."""

    def __init__(
        self, look: Look, words: str, act: Callable[[], object] | None = None, *, kind: str = "outline"
    ) -> None:
        super().__init__(words)
        self.setProperty("kind", kind)
        self.setFont(look.font(Type.STRONG if kind == "primary" else Type.MEDIUM))
        self.setAutoDefault(False)
        if act is not None:
            self.clicked.connect(lambda: act())


def icon_button(look: Look, icon: str, name: str, act: Callable[[], object], *, key: str = "") -> Button:
    """A button that is only an icon; its name is told by tooltip and to screen readers."""
    button = Button(look, "", act, kind="icon")
    look.dress(button, icon)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({key})" if key else name)
    if key:
        button.setShortcut(QKeySequence(key))
    return button


class Card(QFrame):
    """A sheet of paper with a heading and rows under each other in `body`."""

    def __init__(self, look: Look, heading: str = "", *, ground: str = "card") -> None:
        super().__init__()
        self.setProperty("ground", ground)
        self.body = column(gap=look.sizes.step_2, margin=look.sizes.card)
        self.setLayout(self.body)
        if heading:
            self.body.addWidget(Text(look, heading, Type.SECTION))


class Ruler(QFrame):
    """A hairline between parts."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("ground", "rule")
        self.setFixedHeight(look.sizes.hairline)


class Picture(QLabel):
    """An icon or a line drawing that follows the scheme. It says nothing that words beside it do not say."""

    def __init__(self, look: Look, name: str, px: int, *, tone: str = "ink_2", accent: str = "") -> None:
        super().__init__()
        self._look, self._name, self._px, self._tone, self._accent = look, name, px, tone, accent
        self.setFixedSize(px, px)
        look.changed.connect(self._draw)
        self._draw()

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(self._look.pixmap(self._name, self._tone, self._px, self._accent))


class Beside(QWidget):
    """Two parts of a page beside each other; under each other where the page is tight.

    shares: how they divide the width, whatever they would like; 0 for a part of its own fixed width.
    """

    def __init__(self, look: Look, left: QWidget, right: QWidget, shares: tuple[int, int]) -> None:
        super().__init__()
        self._look = look
        self._fixed = [part for part, share in zip((left, right), shares, strict=True) if not share]
        self._layout = row(gap=look.sizes.step_4)
        for part, share in zip((left, right), shares, strict=True):
            wide = QSizePolicy.Policy.Ignored if share else QSizePolicy.Policy.Fixed
            part.setSizePolicy(wide, QSizePolicy.Policy.Expanding)
            place = column()
            place.addWidget(part, 1)
            place.addStretch(0)  # a table of few rows is lower than the page
            self._layout.addLayout(place, share)
        self.setLayout(self._layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        sizes = self._look.sizes
        tight = event.size().width() < sizes.tight_page
        down = QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(down if tight else QBoxLayout.Direction.LeftToRight)
        for part in self._fixed:
            part.setMinimumWidth(0 if tight else sizes.side_panel)
            part.setMaximumWidth(event.size().width() if tight else sizes.side_panel)
            wide = QSizePolicy.Policy.Expanding if tight else QSizePolicy.Policy.Fixed
            part.setSizePolicy(wide, QSizePolicy.Policy.Preferred)


def column(*, gap: int = 0, margin: int = 0) -> QVBoxLayout:
    """Things under each other."""
    return _laid(QVBoxLayout(), gap, margin)


def row(*, gap: int = 0, margin: int = 0) -> QHBoxLayout:
    """Things beside each other."""
    return _laid(QHBoxLayout(), gap, margin)


def _laid(layout: _B, gap: int, margin: int) -> _B:
    layout.setSpacing(gap)
    layout.setContentsMargins(margin, margin, margin, margin)
    return layout


def empty_out(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, child = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif child is not None:
            empty_out(child)
            child.deleteLater()


def grounded(widget: QWidget, ground: str) -> QWidget:
    """Give a widget the ground of a token."""
    widget.setProperty("ground", ground)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def scrolled(inside: QWidget) -> QScrollArea:
    """A page that scrolls up and down when the window is low; never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(grounded(inside, "canvas"))
    return area


def repolish(widget: QWidget) -> None:
    """Make the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
