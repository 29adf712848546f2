"""The side bar: where one can go, how much waits, who works here, and the lamp."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.training.rights.roles import Role
from desktop.services.exchange.journey import SyncState
from desktop.ui.lamp import Lamp
from desktop.ui.look import Look
from desktop.ui.pages.registry import PAGES
from desktop.ui.parts import Button, Elided, Ruler, Text, column, grounded, repolish, row
from desktop.ui.room import Room
from desktop.ui.theme import Type


class _Entry(Button):
    """A word with an icon and, when something waits there, a number at the right end."""

    def __init__(self, look: Look, words: str, icon: str, act: Callable[[], object], *, key: str = "") -> None:
        super().__init__(look, words, act, kind="nav")
        self._look, self._words, self._key = look, words, key
        self._count = 0
        self._narrow = self._low = False
        self._urgent = False
        look.dress(self, icon, "ink_2", look.sizes.icon_side)
        self._tell()

    @property
    def words(self) -> str:
        """What it is called."""
        return self._words

    def show_count(self, count: int, *, urgent: bool) -> None:
        """How many things wait there. urgent: for a person."""
        self._count, self._urgent = count, urgent
        self._tell()
        self.update()

    def show_narrow(self, narrow: bool) -> None:
        """Only the icon, with the word in the tooltip."""
        self._narrow = narrow
        self._tell()

    def show_low(self, low: bool) -> None:
        """Less high, with the number beside the icon, where the window is low."""
        self._low = low
        self.setProperty("low", "true" if low else "false")
        repolish(self)

    def _tell(self) -> None:
        self.setText("" if self._narrow else f" {self._words}")
        shape = "false" if not self._narrow else "count" if self._count else "true"
        if self.property("narrow") != shape:
            self.setProperty("narrow", shape)
            repolish(self)
        said = f"{self._words}: {self._count}" if self._count else self._words
        self.setAccessibleName(said)
        self.setToolTip(f"{said} ({self._key})" if self._key else said)

    def sizeHint(self) -> QSize:
        return QSize(self._look.sizes.sidebar_narrow // 2, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        look, sizes = self._look, self._look.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(Type.HEAD))
        shown = str(self._count) if self._count < 1000 else "999+"
        height = sizes.badge
        width = max(height, painter.fontMetrics().horizontalAdvance(shown) + sizes.step_2)
        under = self._narrow and not self._low
        left = (self.width() - width) / 2 if under else self.width() - width - (0 if self._narrow else sizes.step_2)
        top = self.height() - height - 2 if under else (self.height() - height) / 2
        badge = QRectF(left, top, width, height)
        painter.setPen(look.colour("mengkudu" if self._urgent else "edge"))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(badge.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
        painter.setPen(look.colour("mengkudu" if self._urgent else "ink_2"))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), shown)
        painter.end()


class SideBar(QWidget):
    """Signals: chosen(page): a page's name; settings_asked(point); folded(): narrow or wide was asked for."""

    chosen = Signal(str)
    settings_asked = Signal(object)
    folded = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._entries: dict[str, _Entry] = {}
        self._hidden: dict[str, str] = {}
        grounded(self, "sunken")
        self.setAccessibleName(self.tr("Bilah sisi"))
        sizes = room.look.sizes
        self._layout = column(gap=sizes.step_1)
        self._layout.setContentsMargins(sizes.step_2, sizes.step_3, sizes.step_2, sizes.step_1)
        self._mark = Text(room.look, self.tr("Lontar"), Type.SECTION, tone="nila")
        self._practice = Text(room.look, self.tr("Latihan"), Type.CAPTION)
        self._practice.setProperty("tag", "plain")
        self._practice.setToolTip(self.tr("Kantor latihan: tidak ada yang sungguhan di sini"))
        self.lamp = Lamp(room.look, room.words)
        self._settings = _Entry(room.look, self.tr("Pengaturan"), "gear-six", self._ask_settings)
        self._person = Elided(room.look, room.profile.person, Type.CAPTION, tone="ink_2")
        self._fill()
        self.setLayout(self._layout)
        self.show_narrow(False)

    def _fill(self) -> None:
        layout, look = self._layout, self._room.look
        layout.addLayout(self._top())
        self._add(layout, "home", self.tr("Beranda"), "house", "Ctrl+1")
        self._add(layout, "classes", self.tr("Kelas"), "chalkboard-teacher", "Ctrl+2")
        self._add(layout, "people", self.tr("Peserta"), "users-three", "Ctrl+3")
        more = self._of_role()
        if more:
            layout.addWidget(Ruler(look))
        for page, words, icon, key in more:
            self._add(layout, page, words, icon, key)
        layout.addStretch(1)
        self._add(layout, "attention", self.tr("Perlu tindakan"), "warning", "Ctrl+4")
        self._add(layout, "sync", self.tr("Sinkronisasi"), "arrows-clockwise", "Ctrl+5")
        layout.addWidget(self._settings)
        layout.addWidget(Ruler(look))
        layout.addLayout(self._who())
        layout.addWidget(self.lamp)

    def _of_role(self) -> list[tuple[str, str, str, str]]:
        """What stands under the rule: a facilitator needs none of it daily, and finds it with Ctrl+K."""
        entries = [
            ("programmes", self.tr("Program"), "graduation-cap", "Ctrl+6"),
            ("plans", self.tr("Rencana Aksi"), "kanban", "Ctrl+7"),
            ("certificates", self.tr("Sertifikat"), "certificate", "Ctrl+8"),
            ("spbe", self.tr("SPBE"), "gauge", "Ctrl+9"),
            ("reports", self.tr("Laporan"), "chart-bar", "Ctrl+0"),
        ]
        here = [entry for entry in entries if entry[0] in PAGES]
        self._hidden = {page: words for page, words, _, _ in here}
        return [] if self._room.profile.role is Role.FACILITATOR else here

    def words_of(self, page: str) -> str:
        """What an entry is called, also one that this role does not see."""
        return self.words_of_pages()[page]

    def words_of_pages(self) -> dict[str, str]:
        """Pages that stand alone and what they are called, those first that are seen."""
        return {page: entry.words for page, entry in self._entries.items()} | self._hidden

    def _top(self) -> QHBoxLayout:
        top, sizes = row(), self._room.look.sizes
        top.setContentsMargins(sizes.step_3, 0, 0, sizes.step_2)
        fold = Button(self._room.look, "", self.folded.emit, kind="icon")
        self._room.look.dress(fold, "sidebar-simple", "ink_2", sizes.icon_side)
        fold.setAccessibleName(self.tr("Lipat bilah sisi"))
        fold.setToolTip(self.tr("Lipat bilah sisi (Ctrl+B)"))
        fold.setShortcut("Ctrl+B")
        top.addWidget(self._mark)
        top.addSpacing(sizes.step_2)
        top.addWidget(self._practice, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(1)
        top.addWidget(fold)
        self._top_row = top
        return top

    def _who(self) -> QHBoxLayout:
        """The person on this laptop."""
        sizes = self._room.look.sizes
        who = row()
        who.setContentsMargins(sizes.step_3, sizes.step_1, sizes.step_2, 0)
        who.addWidget(self._person, 1)
        offices = ", ".join(office.name for office in self._room.profile.offices)
        self._person.setAccessibleDescription(offices)
        return who

    def _add(self, layout: QVBoxLayout, page: str, words: str, icon: str, key: str) -> None:
        entry = _Entry(self._room.look, words, icon, lambda: self.chosen.emit(page), key=key)
        # Not the button's own shortcut: a button forgets that with each new text.
        QShortcut(key, self, lambda: self.chosen.emit(page))
        entry.setCheckable(True)
        entry.setObjectName(f"go-{page}")
        self._entries[page] = entry
        layout.addWidget(entry)

    def show_page(self, page: str) -> None:
        """Mark where the window is."""
        here = PAGES[page].under
        for name, entry in self._entries.items():
            entry.setChecked(name == here)

    def show_state(self, state: SyncState) -> None:
        """Counts of what waits, and the lamp."""
        self._entries["attention"].show_count(state.needs_you, urgent=True)
        self._entries["sync"].show_count(state.pending, urgent=False)
        self.lamp.show_state(state)

    def show_narrow(self, narrow: bool) -> None:
        """Icons only, or icons and words."""
        sizes = self._room.look.sizes
        self.setFixedWidth(sizes.sidebar_narrow if narrow else sizes.sidebar)
        self._mark.setVisible(not narrow)
        self._practice.setVisible(self._room.profile.practice and not narrow)
        self._person.setVisible(not narrow)
        side = (sizes.sidebar_narrow - 2 * sizes.step_2 - sizes.button) // 2
        self._top_row.setContentsMargins(max(0, side) if narrow else sizes.step_3, 0, 0, sizes.step_2)
        self.lamp.show_narrow(narrow)
        for entry in (*self._entries.values(), self._settings):
            entry.show_narrow(narrow)

    def minimumSizeHint(self) -> QSize:
        """As low as it can be made, not as it is now: or a window could never become low."""
        return QSize(super().minimumSizeHint().width(), self._room.look.sizes.low_sidebar)

    def show_low(self, low: bool) -> None:
        """Closer together where the window is low: all of it stays in sight."""
        self._layout.setSpacing(0 if low else self._room.look.sizes.step_1)
        self._person.setVisible(not low and not self._mark.isHidden())
        for entry in (*self._entries.values(), self._settings):
            entry.show_low(low)

    def _ask_settings(self) -> None:
        self.settings_asked.emit(self._settings.mapToGlobal(self._settings.rect().topRight()))
