"""The window is locked: who comes back, and their passphrase."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.ui.dialogs.joining import UnlockDialog
from desktop.ui.fields import Field
from desktop.ui.jobs import Jobs
from desktop.ui.look import Look
from desktop.ui.port import Lock


class LockedDialog(UnlockDialog):
    """Nothing of the office is on the screen behind it. Accepted: a passphrase was right; rejected: close Lontar."""

    def __init__(self, look: Look, jobs: Jobs, parent: QWidget, lock: Lock, who: tuple[str, Sequence[str]]) -> None:
        """who: works here now, and everybody who may."""
        super().__init__(look, jobs, parent, lock, "")
        person, people = who
        self.who = QComboBox()
        self.who.addItems(list(people) or [person])
        self.who.setCurrentText(person)
        field = Field(look, self.tr("Yang bekerja"), self.who)
        field.setVisible(len(people) > 1)
        self.body.insertWidget(1, field)
        self.setWindowTitle(self.tr("Lontar terkunci"))
        self.cancel.setText(self.tr("Tutup Lontar"))

    @property
    def person(self) -> str:
        """Who works from now on."""
        return self.who.currentText()
