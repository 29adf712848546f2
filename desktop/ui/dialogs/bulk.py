"""An act on many people: told beforehand, with figures while it goes on, to be stopped between its batches."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.services.enrolment.eligibility import Checked
from desktop.services.enrolment.moving import Moved, Progress
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts import Text, column, empty_out
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.words import told

T = TypeVar("T")

_TOLD = 6


class BulkDialog(Dialog):
    """A subclass begins its work with `go`; Batal stops it and what was done stays."""

    _progressed = Signal(int, int)

    def __init__(self, room: Room, parent: QWidget, title: str, verb: str, class_id: int) -> None:
        super().__init__(room.look, room.jobs, parent, title, verb)
        self.room, self.class_id = room, class_id
        self._stop = Event()
        self._runs = False
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Kemajuan"))
        self.progress.hide()
        self.results = column(gap=room.look.sizes.step_1)
        self._progressed.connect(self._show_progress)

    def add_foot(self) -> None:
        """Where figures and results stand: under the fields."""
        self.body.addLayout(self.results)
        self.body.addWidget(self.progress)

    def tell(self, lines: list[str], *, tone: str = "ink_2") -> None:
        """Say these lines and no others."""
        empty_out(self.results)
        for line in lines:
            words = Text(self.look, line, Type.BODY, tone=tone, wrapped=True)
            self.results.addWidget(words)
            words.show()  # what is not shown yet has no height
        self.fit()

    def go(self, job: Callable[[Any, Progress], T], done: Callable[[T], None]) -> None:
        """Do the job beside the screens."""
        self._runs = True
        self.progress.setRange(0, 0)
        self.progress.show()
        topics = (Topic.PEOPLE, Topic.CLASSES, Topic.RESULTS)
        working = self.room.services.work(lambda r: job(r, self._go_on), *topics, class_id=self.class_id)
        self.run(working, done)

    def _go_on(self, done: int, total: int) -> bool:
        """Thread: the worker's."""
        self._progressed.emit(done, total)
        return not self._stop.is_set()

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)
        amount = self.room.words.amount
        self.note(self.tr("{done} dari {total} orang").format(done=amount(done), total=amount(total)))

    def reject(self) -> None:
        """Stops what runs; closes what does not."""
        if self._runs:
            self._stop.set()
            self.note(self.tr("Berhenti sesudah bagian yang sedang ditulis …"))
            return
        super().reject()

    def ended(self) -> None:
        """What ran is over, well or not."""
        self._runs = False
        self._stop.clear()
        self.progress.hide()

    def _failed(self, fault: Any) -> None:
        self.ended()
        super()._failed(fault)

    def show_moved(self, moved: Moved, words: str) -> None:
        """Say it and close; with people who stayed, their reasons stay in the dialog."""
        self.ended()
        self.room.usher.say(words)
        if not moved.refused:
            self.accept()
            return
        lines = [told(one.why) for one in moved.refused[:_TOLD]]
        if len(moved.refused) > _TOLD:
            lines.append(self.tr("dan %Ln orang lain", "", len(moved.refused) - _TOLD))
        self.note(words)
        self.tell(lines, tone="mengkudu")
        self.verb.hide()
        self.cancel.setText(self.tr("Tutup"))


def warnings_told(warned: tuple[Checked, ...], more: str) -> list[str]:
    """Whom the programme does not mean, the first by name. more: "dan {count} orang lain"."""
    lines = [f"{one.name}: {' '.join(told(each) for each in one.warnings)}" for one in warned[:_TOLD]]
    if len(warned) > _TOLD:
        lines.append(more.format(count=len(warned) - _TOLD))
    return lines
