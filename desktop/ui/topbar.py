"""The line over every page: the way back, where one is, and the search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from desktop.ui.parts import Button, Elided, Picture, Text, column, grounded, icon_button, row
from desktop.ui.room import Room
from desktop.ui.theme import Type


class TopBar(QWidget):
    """Signals: back(); forward(); up(): the list that the page belongs to; search()."""

    back = Signal()
    forward = Signal()
    up = Signal()
    search = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        look, sizes = room.look, room.look.sizes
        grounded(self, "canvas")
        self.setAccessibleName(self.tr("Bilah atas"))
        self._back = icon_button(look, "arrow-left", self.tr("Mundur (Alt+←)"), self.back.emit)
        self._forward = icon_button(look, "arrow-right", self.tr("Maju (Alt+→)"), self.forward.emit)
        # Not the buttons' own shortcuts: those press a button for a tenth of a second first.
        QShortcut("Alt+Left", self, self.back.emit)
        QShortcut("Alt+Right", self, self.forward.emit)
        self._root = Button(look, "", self.up.emit, kind="link")
        self._here = Text(look, "", Type.CAPTION, tone="ink_2")
        self._caret = Picture(look, "caret-right", sizes.icon_cell)
        self._name = Elided(look, "", Type.STRONG)
        self._find = Button(look, self.tr("Cari (Ctrl+K)"), self.search.emit, kind="text")
        look.dress(self._find, "magnifying-glass", "ink_2")
        self._find.setToolTip(self.tr("Cari orang, kelas, sesi, halaman, atau tindakan (Ctrl+K)"))
        line = row(gap=sizes.step_1)
        line.setContentsMargins(sizes.page - sizes.step_2, 0, sizes.page, 0)
        for part in (self._back, self._forward, self._root, self._here, self._caret):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._name, 1)
        line.addWidget(self._find)
        layout = column()
        layout.addLayout(line)
        self.setLayout(layout)
        self.show_ways(back=False, forward=False)

    def show_place(self, root: str, name: str) -> None:
        """Where one is. name: of the thing shown in its list `root`; empty on the list itself."""
        self._root.setText(root)
        self._root.setToolTip(self.tr("Kembali ke {page}").format(page=root))
        self._here.setText(root)
        self._root.setVisible(bool(name))
        self._caret.setVisible(bool(name))
        self._here.setVisible(not name)
        self._name.tell(name)

    def show_ways(self, *, back: bool, forward: bool) -> None:
        """Whether there is somewhere to go back or forward to."""
        self._back.setEnabled(back)
        self._forward.setEnabled(forward)
