"""One sentence over the right foot of the page: far from the names, and it moves nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.parts import Button, Picture, Text, icon_button, row
from desktop.ui.room import Notice, Room
from desktop.ui.theme import NOTICE_MS


class NoticeBar(QFrame):
    """Shows the newest notice; what went wrong stays until it is closed."""

    def __init__(self, room: Room, over: QWidget) -> None:
        super().__init__(over)
        self._room, self._over = room, over
        self._key = ""
        look, sizes = room.look, room.look.sizes
        self.setProperty("ground", "toast")
        self.setAccessibleName(self.tr("Pemberitahuan"))
        self._icon = Picture(look, "info", sizes.icon_side)
        self._text = Text(look, "", wrapped=True)
        self._act = Button(look, "", self._do, kind="text")
        layout = row(gap=sizes.step_2, margin=sizes.step_2)
        layout.setContentsMargins(sizes.step_3, sizes.step_2, sizes.step_2, sizes.step_2)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._act)
        layout.addWidget(icon_button(look, "x", self.tr("Tutup pemberitahuan"), self.hide))
        self.setLayout(layout)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NOTICE_MS)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        room.usher.said.connect(self.say)
        room.usher.withdrawn.connect(self._withdraw)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty when none is."""
        return self._text.text() if self.isVisibleTo(self._over) else ""

    def say(self, notice: Notice) -> None:
        """Show a notice in place of the last."""
        self._key = notice.key
        self._icon.show_icon(notice.icon, notice.tone)
        self._text.setText(notice.text)
        self._act.setText(notice.action)
        self._act.setVisible(bool(notice.action))
        self.show()
        self.raise_()
        self._place()
        self._timer.stop()
        if not notice.stays:
            self._timer.start()
        self._text.setAccessibleName(notice.text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _withdraw(self, key: str) -> None:
        if key == self._key:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _do(self) -> None:
        self.hide()
        self._room.usher.acted.emit(self._key)

    def _place(self) -> None:
        over, sizes = self._over, self._room.look.sizes
        width = min(sizes.toast, over.width() - 2 * sizes.page)
        self.setFixedWidth(width)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setFixedHeight(height)
        self.move(over.width() - width - sizes.page, over.height() - height - sizes.page)
