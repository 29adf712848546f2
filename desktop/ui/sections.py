"""Parts of pages that hold many things: tables under headings, pairs of a name and a value, and leaves behind tabs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QTabBar, QWidget

from desktop.ui.look import Look
from desktop.ui.parts import Button, Text, column, empty_out, row, scrolled
from desktop.ui.rows import Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type

T = TypeVar("T")


class Section(QWidget, Generic[T]):
    """A heading, what one can do at its right end, and a table as high as its rows; a sentence while there are none.

    Signals: opened(value): a row was opened. chosen(value): another row is the current one; None for none.
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(
        self,
        look: Look,
        heading: str,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        nothing: str,
        *,
        opens: bool = False,
        lines: int = 1,
    ) -> None:
        """nothing: the sentence; opens: a row can be opened; lines: of words in a row."""
        super().__init__()
        sizes = look.sizes
        self.heading = Text(look, heading, Type.SECTION)
        self.tools = row(gap=sizes.step_2)
        self.model = RowsModel[T](columns, key, self)
        self.table = Table(look, heading, opens=opens, lines=lines)
        self.table.setModel(self.model)
        self.table.opened.connect(lambda at: self.opened.emit(self.model.value_at(at)))
        self.table.chosen.connect(lambda at: self.chosen.emit(self.model.value_at(at)))
        self._nothing = Text(look, nothing, tone="ink_2", wrapped=True)
        top = row(gap=sizes.step_2)
        top.addWidget(self.heading, 1)
        top.addLayout(self.tools)
        layout = column(gap=sizes.step_2)
        layout.addLayout(top)
        layout.addWidget(self._nothing)
        layout.addWidget(self.table)
        self.setLayout(layout)
        self.table.hide()

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show these values; the current row stays so while it is there."""
        self.table.show_rows(rows)
        self.table.setFixedHeight(self.table.rows_height(max(1, len(rows))))
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if rows and not self.table.currentIndex().isValid():
            self.table.choose(0)

    def current(self) -> T | None:
        """The value of the current row."""
        return self.model.value_at(self.table.currentIndex().row())


class Facts(QWidget):
    """Pairs of a name and a value under each other; empty values are left out."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.sizes.step_4)
        self._grid.setVerticalSpacing(look.sizes.step_2)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(self._grid)

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show other pairs."""
        empty_out(self._grid)
        for n, (label, value) in enumerate(pair for pair in pairs if pair[1]):
            name = Text(self._look, label, Type.CAPTION, tone="ink_2", wrapped=True)
            name.setMinimumWidth(self._look.sizes.agency_column)
            told = Text(self._look, value, Type.FIGURE, wrapped=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            told.setAccessibleName(f"{label}: {value}")
            self._grid.addWidget(name, n, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(told, n, 1, Qt.AlignmentFlag.AlignTop)


class Leaves(QWidget):
    """Leaves of a page behind tabs, each of which scrolls.

    Signals: turned(name): another leaf is at the front.
    """

    turned = Signal(str)

    def __init__(self, look: Look, name: str, leaves: Sequence[tuple[str, str, QWidget]]) -> None:
        """name: for screen readers; leaves: (name, words on the tab, content)."""
        super().__init__()
        self._names = [leaf for leaf, _, _ in leaves]
        self._stack = QStackedWidget()
        self.tabs = QTabBar()
        self.tabs.setFont(look.font(Type.MEDIUM))
        self.tabs.setAccessibleName(name)
        self.tabs.setExpanding(False)
        for _, words, content in leaves:
            self.tabs.addTab(words)
            self._stack.addWidget(scrolled(content))
        self.tabs.currentChanged.connect(self._turn)
        layout = column(gap=look.sizes.step_2)
        top = row()
        top.addWidget(self.tabs)
        top.addStretch(1)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        self.setLayout(layout)

    @property
    def leaf(self) -> str:
        """The name of the leaf at the front."""
        return self._names[self.tabs.currentIndex()]

    def turn_to(self, name: str) -> None:
        """Bring a leaf to the front; a name that is not known changes nothing."""
        if name in self._names:
            self.tabs.setCurrentIndex(self._names.index(name))

    def _turn(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.turned.emit(self._names[at])


def rule_out(button: Button, why: str) -> None:
    """Switch a button off and say why; empty words switch it on again."""
    button.setEnabled(not why)
    button.setToolTip(why)
    button.setAccessibleDescription(why)
