"""An act that needs a reason: what it does is said, the reason is typed, the button names the act."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Field
from desktop.ui.room import Room

T = TypeVar("T")


class ReasonDialog(Dialog):
    """Asks why. `when` says what begins with the reason and what follows when it is done."""

    def __init__(self, room: Room, parent: QWidget, title: str, words: str, verb: str, *, reason: str = "") -> None:
        super().__init__(room.look, room.jobs, parent, title, verb)
        self.say(words)
        self.reason = QLineEdit(reason)
        self.reason.selectAll()
        self._field = Field(room.look, self.tr("Alasan"), self.reason)
        self.body.addWidget(self._field)
        self._run: Callable[[str], None] | None = None

    def when(self, begin: Callable[[str], Future[T]], done: Callable[[T], None]) -> ReasonDialog:
        """Begin this with the reason; the dialog closes when it went well."""

        def agreed(reason: str) -> None:
            def ended(answer: T) -> None:
                done(answer)
                self.accept()

            self.run(begin(reason), ended)

        self._run = agreed
        return self

    def act(self) -> None:
        reason = self.reason.text().strip()
        self._field.complain("" if reason else self.tr("Tulis alasannya, misalnya: salah ketik."))
        if reason and self._run is not None:
            self._run(reason)
