"""Tabs of a page: as many as there is room for, the others in a menu; the one at the front is always seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop.ui.look import Look
from desktop.ui.parts import Button, repolish, row
from desktop.ui.theme import Type


class _Tab(Button):
    """A button whose arrows are the bar's: a button's own would only move the focus."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class TabsBar(QWidget):
    """Tabs by key. Arrows, Home and End turn them; the bar is one stop of the tab key.

    Signals: turned(key): another one is at the front.
    """

    turned = Signal(str)

    def __init__(self, look: Look, name: str, tabs: Sequence[tuple[str, str]]) -> None:
        """tabs: key and title."""
        super().__init__()
        self._look = look
        self.keys = tuple(key for key, _ in tabs)
        self.current = self.keys[0]
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.buttons = {key: self._button(title, partial(self.turn, key)) for key, title in tabs}
        self.more = self._button(self.tr("Lainnya"), self._offer)
        self.more.setAccessibleName(self.tr("Bagian lainnya"))
        look.dress(self.more, "caret-down")
        self.more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        layout = row(gap=look.sizes.step_1)
        for button in (*self.buttons.values(), self.more):
            layout.addWidget(button)
        layout.addStretch(1)
        self.setLayout(layout)
        self._mark()

    def _button(self, title: str, act: Callable[[], None]) -> Button:
        button = _Tab(self._look, title.replace("&", "&&"), act, kind="tab")
        button.setFont(self._look.font(Type.MEDIUM))
        return button

    # -------------------------------------------------------------- turning

    def turn(self, key: str) -> None:
        """Bring a tab to the front and say so; nothing when it is there."""
        if key != self.current:
            self.show_tab(key)
            self.turned.emit(key)

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front without saying so."""
        had_keys = any(button.hasFocus() for button in (*self.buttons.values(), self.more))
        self.current = key
        self._mark()
        self._fit()
        if had_keys:
            self.buttons[key].setFocus()

    def set_title(self, key: str, title: str) -> None:
        """Another title, with a count for instance."""
        self.buttons[key].setText(title.replace("&", "&&"))
        self._mark()
        self._fit()

    def take_focus(self) -> None:
        """The keys go to the tab at the front."""
        self.buttons[self.current].setFocus()

    def hidden_keys(self) -> tuple[str, ...]:
        """The tabs that have no room now."""
        return tuple(key for key in self.keys if self.buttons[key].isHidden())

    def _mark(self) -> None:
        told = self.tr("{title}, bagian {n} dari {count}")
        for n, (key, button) in enumerate(self.buttons.items(), 1):
            front = key == self.current
            title = button.text().replace("&&", "&")
            button.setAccessibleName(told.format(title=title, n=n, count=len(self.buttons)))
            button.setAccessibleDescription(self.tr("terbuka") if front else "")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if front else Qt.FocusPolicy.ClickFocus)
            if button.property("front") != front:
                button.setProperty("front", front)
                repolish(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, last = self.keys.index(self.current), len(self.keys) - 1
        match event.key():
            case Qt.Key.Key_Right:
                self.turn(self.keys[min(last, at + 1)])
            case Qt.Key.Key_Left:
                self.turn(self.keys[max(0, at - 1)])
            case Qt.Key.Key_Home:
                self.turn(self.keys[0])
            case Qt.Key.Key_End:
                self.turn(self.keys[last])
            case Qt.Key.Key_Down if self.hidden_keys():
                self._offer()
            case _:
                super().keyPressEvent(event)

    # -------------------------------------------------------------- room

    def minimumSizeHint(self) -> QSize:
        widest = max(self._wide(button) for button in self.buttons.values())
        wide = widest + self._look.sizes.step_1 + self._wide(self.more)
        return QSize(wide, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        gaps = (len(self.keys) - 1) * self._look.sizes.step_1
        return QSize(sum(map(self._wide, self.buttons.values())) + gaps, super().sizeHint().height())

    @staticmethod
    def _wide(button: Button) -> int:
        return button.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show from the left what has room; the one at the front takes the place of the last of them."""
        gap, room = self._look.sizes.step_1, self.width()
        whole = self.sizeHint().width() <= room
        if not whole:
            room -= self._wide(self.more) + gap + self._wide(self.buttons[self.current])
        shown = {self.current}
        for key in self.keys:
            if key == self.current and not whole:
                continue
            room -= 0 if whole else self._wide(self.buttons[key]) + gap
            if room < 0:
                break
            shown.add(key)
        for key, button in self.buttons.items():
            button.setVisible(key in shown)
        self.more.setVisible(not whole)

    def menu(self) -> QMenu:
        """The tabs that have no room."""
        menu = QMenu(self)
        menu.setFont(self._look.font(Type.BODY))
        menu.setAccessibleName(self.tr("Bagian lainnya"))
        for key in self.hidden_keys():
            menu.addAction(self.buttons[key].text(), partial(self.turn, key))
        return menu

    def _offer(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
