"""What all dialogs share: a title, one sentence, fields, and two buttons of which one is the act, named by its verb."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QLineEdit, QWidget

from contract.faults import Fault
from desktop.ui.jobs import Jobs
from desktop.ui.look import Look
from desktop.ui.parts import Button, Text, column, row, scrolled
from desktop.ui.theme import Type
from desktop.ui.words import told

_T = TypeVar("_T")


class Dialog(QDialog):
    """A dialog that acts through `act` and closes itself when that went well."""

    def __init__(self, look: Look, jobs: Jobs, parent: QWidget | None, title: str, verb: str) -> None:
        super().__init__(parent)
        self.look, self._jobs = look, jobs
        sizes = look.sizes
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.set_width(sizes.small_dialog)
        self.body = column(gap=sizes.step_3)
        self._fault = Text(look, "", tone="mengkudu", wrapped=True)
        self._fault.hide()
        self.verb = Button(look, verb, self.act, kind="primary")
        self.verb.setDefault(True)
        self.verb.setObjectName("verb")
        self.cancel = Button(look, self.tr("Batal"), self.reject)
        self.extra = row(gap=sizes.step_2)
        buttons = self._buttons()
        layout = column(gap=sizes.step_4)
        ring = 2 * sizes.focus  # fields need room for it; what has none is moved in by as much
        layout.setContentsMargins(sizes.step_5 - ring, sizes.page, sizes.step_5 - ring, sizes.page)
        heading = Text(look, title, Type.SECTION, wrapped=True)
        for words in (heading, self._fault):
            words.setContentsMargins(ring, 0, ring, 0)
        buttons.setContentsMargins(ring, 0, ring, 0)
        layout.addWidget(heading)
        inside = QWidget()
        around = column()
        around.setContentsMargins(ring, ring, ring, ring)
        around.addLayout(self.body)
        inside.setLayout(around)
        self._inside, self._area = inside, scrolled(inside)
        layout.addWidget(self._area)
        layout.addWidget(self._fault)
        layout.addLayout(buttons)
        self.setLayout(layout)
        self._layout = layout
        self.first: QWidget | None = None

    def _buttons(self) -> QHBoxLayout:
        buttons = row(gap=self.look.sizes.step_2)
        buttons.addLayout(self.extra)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.verb)
        return buttons

    def set_width(self, width: int) -> None:
        """As wide as wanted, or as the screen allows."""
        room = self.screen().availableSize().width() - 2 * self.look.sizes.page
        self.setFixedWidth(min(width, room))

    def fit(self) -> None:
        """Take the height that the words need at this width; what the screen is too low for scrolls."""
        margins = self._layout.contentsMargins()
        wide = self.width() - margins.left() - margins.right()
        needed = _height(self._inside.layout(), wide)
        self._area.setFixedHeight(needed)
        whole = _height(self._layout, self.width())
        room = self.screen().availableSize().height() - 2 * self.look.sizes.page
        if whole > room:
            self._area.setFixedHeight(max(self.look.sizes.field, needed - (whole - room)))
        self.setFixedHeight(min(whole, room))

    def showEvent(self, event: QShowEvent) -> None:
        """The keys begin in the first field; where there is none, on the named button."""
        super().showEvent(event)
        self.fit()
        fields = [field for field in self.findChildren(QLineEdit) if field.isVisible() and field.isEnabled()]
        (self.first or (fields[0] if fields else self.verb)).setFocus()

    def act(self) -> None:
        """What the named button does; without fields it only agrees."""
        self.accept()

    def say(self, words: str) -> None:
        """Add a sentence to the body."""
        self.body.addWidget(Text(self.look, words, tone="ink_2", wrapped=True))

    def run(self, future: Future[_T], done: Callable[[_T], None]) -> None:
        """Wait for an answer with the button off; a fault is told here and nothing typed is lost."""
        self.verb.setEnabled(False)
        self.complain("")
        self._jobs.ask(self, future, done, self._failed)

    def complain(self, words: str) -> None:
        """Tell what could not be done; empty words take it back."""
        self.note(words, tone="mengkudu")

    def note(self, words: str, *, tone: str = "ink_2") -> None:
        """Tell how the act goes, above the buttons."""
        self._fault.set_tone(tone)
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        self.fit()

    def tell_copied(self, words: str) -> None:
        """Rows of a table here are on the clipboard."""
        self.note(words)

    def _failed(self, fault: Fault) -> None:
        self.verb.setEnabled(True)
        self.complain(told(str(fault)))


def _height(layout: QLayout | None, width: int) -> int:
    """What a layout needs at a width; only those with words over several lines depend on it."""
    if layout is None:
        return 0
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()


class Question(Dialog):
    """One question before an act."""

    def __init__(self, look: Look, jobs: Jobs, parent: QWidget | None, title: str, words: str, verb: str) -> None:
        super().__init__(look, jobs, parent, title, verb)
        self.say(words)
        self.verb.setFocus()
