"""Above the grid: how many have each status, the field that finds a name, and what fills or closes a session."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.services.views import STATUSES
from desktop.ui.look import Look
from desktop.ui.parts import Button, Text, repolish, row
from desktop.ui.theme import Type
from desktop.ui.words import status_name


class RegisterBar(QWidget):
    """Signals: typed(status): a chip was pressed, for those who use the mouse; rest_asked(): the empty cells become
    Hadir; photographs_asked(): show those of the signed list; close_asked(): close the session, or open it again;
    sought(words, again): find a name, again: the next one; left(): the keys go back to the grid.
    """

    typed = Signal(str)
    rest_asked = Signal()
    close_asked = Signal()
    photographs_asked = Signal()
    sought = Signal(str, bool)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._closed = False
        self.words: Mapping[str, str] = {}
        self._counts = dict.fromkeys(STATUSES, 0)
        self._chips = {status: self._chip(status) for status in STATUSES}
        self._empty = Text(look, "", Type.FIGURE, tone="ink_2")
        self._find = QLineEdit()
        self._find.setPlaceholderText(self.tr("Cari nama ( / )"))
        self._find.setAccessibleName(self.tr("Cari nama dalam presensi"))
        self._find.setClearButtonEnabled(False)
        self._find.setMaximumWidth(look.sizes.search // 2)
        self._find.textChanged.connect(lambda words: self.sought.emit(words, False))
        self._find.installEventFilter(self)
        self.photographs = Button(look, "", self.photographs_asked.emit)
        self.photographs.setToolTip(self.tr("Foto daftar hadir"))
        self.rest = Button(look, "", self.rest_asked.emit)
        self.close_session = Button(look, "", self.close_asked.emit, kind="primary")
        layout = row(gap=look.sizes.step_2)
        for chip in self._chips.values():
            layout.addWidget(chip)
        layout.addWidget(self._empty)
        layout.addStretch(1)
        layout.addWidget(self._find)
        layout.addWidget(self.photographs)
        layout.addWidget(self.rest)
        layout.addWidget(self.close_session)
        self.setLayout(layout)

    def _chip(self, status: str) -> Button:
        chip = Button(self._look, "", lambda: self.typed.emit(status), kind="chip")
        chip.setProperty("chip", status.lower())
        chip.setFont(self._look.font(Type.FIGURE_STRONG))
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the letters do the same
        chip.setObjectName(f"chip-{status}")
        return chip

    def show_counts(
        self, counts: dict[str, int], empty: int, disputed: int, *, closed: bool, any_session: bool
    ) -> None:
        """How many have each status in the open session, how many none, and how many marks count in none."""
        self._counts = counts
        told = self.tr("%Ln belum diisi", "", empty) if empty else self.tr("Semua terisi")
        self._empty.setText(" · ".join([told, self.tr("%Ln beda isian", "", disputed)]) if disputed else told)
        self._empty.setToolTip(self.tr("Beda isian belum dihitung sampai diputuskan") if disputed else "")
        self.photographs.setEnabled(any_session)
        self.rest.setEnabled(any_session and empty > 0 and not closed)
        self.rest.setToolTip(self.tr("Sisanya Hadir: mengisi sel yang kosong saja; Ctrl+Z mengurungkan"))
        self.close_session.setEnabled(any_session)
        self._closed = closed
        self._tell()
        for chip in self._chips.values():
            chip.setEnabled(any_session and not closed)

    def show_found(self, found: bool) -> None:
        """Whether somebody has that name; told by the border, the tooltip and to screen readers."""
        words = "" if found else self.tr("Tidak ada nama yang cocok")
        if self._find.toolTip() != words:
            self._find.setToolTip(words)
            self._find.setAccessibleDescription(words)
            self._find.setProperty("wrong", "false" if found else "true")
            repolish(self._find)

    def seek(self) -> None:
        """Give the keys to the field that finds a name."""
        self._find.setFocus()
        self._find.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field Enter goes to the next match, Escape and the arrows back to the grid."""
        if watched is self._find and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.sought.emit(self._find.text(), True)
                return True
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._find.clear()
                self.left.emit()
                return True
        return False

    def _word(self, button: Button, words: str, icon: str, tone: str, tight: bool) -> None:
        shown = "" if tight else words
        if button.accessibleName() != words or button.text() != shown or not button.property("icon_name"):
            button.setAccessibleName(words)
            button.setText(shown)
            self._look.dress(button, icon, tone)

    def minimumSizeHint(self) -> QSize:
        """What the short forms need: words must not keep the window wide."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._look.sizes.tight_page), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        """Whole words where there is room, letters where there is less, icons where there is little."""
        sizes = self._look.sizes
        wide, tight = self.width() >= sizes.wide_bar, self.width() < sizes.tight_page
        self._empty.setVisible(not tight)
        self._find.setMaximumWidth(sizes.search // (5 if tight else 2))
        self._word(self.photographs, self.tr("Foto"), "file-arrow-up", "ink_2", not wide)
        self._word(self.rest, self.tr("Sisanya Hadir"), "list-checks", "ink_2", tight)
        closing = self.tr("Buka kembali") if self._closed else self.tr("Tutup sesi")
        self._word(self.close_session, closing, "lock-open" if self._closed else "lock", "on_nila", tight)
        for status, chip in self._chips.items():
            name = status_name(status, self.words)
            shown = self.tr("TK") if status == "A" else name
            chip.setText(f"{shown if wide else status} {self._counts[status]}")
            chip.setAccessibleName(f"{name}: {self._counts[status]}")
            key = "D" if status == "DL" else status
            chip.setToolTip(self.tr("Tandai {status} ({key})").format(status=name, key=key))
