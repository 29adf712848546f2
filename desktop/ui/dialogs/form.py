"""A form: fields under each other, one act; whatever is wrong stands under its field and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from contract.faults import Fault
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.entries import Entry
from desktop.ui.parts import row
from desktop.ui.room import Room
from desktop.ui.words import told

Values = dict[str, Any]


class FormDialog(Dialog):
    """Made of entries by name; the act gets their values by the same names.

    Signals: answered(answer): what the act answered; the dialog closes itself.
    """

    answered = Signal(object)

    def __init__(
        self,
        room: Room,
        parent: QWidget,
        title: str,
        verb: str,
        entries: Mapping[str, Entry[Any]],
        act: Callable[[Values], Future[Any]],
        *,
        words: str = "",
        beside: Sequence[Sequence[str]] = (),
        blame: Callable[[Fault], str] | None = None,
    ) -> None:
        """words: a sentence above the fields; beside: names of fields that stand in one row, in the place of the first
        of them; blame: the name of the field that a fault of the act is about, empty for none."""
        super().__init__(room.look, room.jobs, parent, title, verb)
        self.entries = dict(entries)
        self._act, self._blame = act, blame
        self.set_width(room.look.sizes.dialog)
        if words:
            self.say(words)
        self._place([list(names) for names in beside])
        for entry in self.entries.values():
            entry.changed.connect(self._take_back)

    def _place(self, beside: list[list[str]]) -> None:
        rows = {names[0]: names for names in beside}
        inside = {name for names in beside for name in names[1:]}
        for name, entry in self.entries.items():
            if name in rows:
                line = row(gap=self.look.sizes.step_3)
                for each in rows[name]:
                    line.addWidget(self.entries[each], 1)
                self.body.addLayout(line)
            elif name not in inside:
                self.body.addWidget(entry)

    def act(self) -> None:
        """Ask each field; the first that is wrong gets the keys."""
        wrong = [entry for entry in self.entries.values() if not entry.check()]
        if wrong:
            wrong[0].field.setFocus()
            return
        values = {name: entry.value() for name, entry in self.entries.items()}
        self.run(self._act(values), self._finish)

    def _finish(self, answer: object) -> None:
        self.answered.emit(answer)
        self.accept()

    def _failed(self, fault: Fault) -> None:
        name = self._blame(fault) if self._blame is not None else ""
        if name in self.entries:
            self.verb.setEnabled(True)
            self.entries[name].complain(told(str(fault)))
        else:
            super()._failed(fault)

    def _take_back(self) -> None:
        """A complaint about the act is over as soon as something else is typed."""
        if self._fault.isVisible():
            self.complain("")
