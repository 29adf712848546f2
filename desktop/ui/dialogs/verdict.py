"""One person before the completion meeting: what is met and what is not, and what the meeting decides otherwise."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from contract.training.completion.judging import Judgement
from contract.training.completion.minutes import Decided
from contract.training.completion.rule import Outcome
from desktop.services.completion.deciding import Verdict, decide
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Choice, Field
from desktop.ui.parts import Text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.words import told


class VerdictDialog(Dialog):
    """is_frozen: minutes stand, and a change waits for a supplement."""

    def __init__(
        self,
        room: Room,
        parent: QWidget,
        class_id: int,
        on: str,
        judgement: Judgement,
        decided: Decided | None,
        *,
        is_frozen: bool,
    ) -> None:
        super().__init__(room.look, room.jobs, parent, judgement.person.name, self.tr("Catat putusan"))
        look = room.look
        self._room, self._class, self._on, self._person = room, class_id, on, judgement.person.id
        by_rule = self.tr("Menurut syarat: {outcome}").format(outcome=told(judgement.outcome.label))
        self.body.addWidget(Text(look, by_rule, Type.STRONG))
        for one in (*judgement.failed, *judgement.missing):
            self.body.addWidget(Text(look, told(one.sentence), wrapped=True))
        self.outcome = Choice(look)
        for outcome in Outcome:
            self.outcome.addItem(told(outcome.label), outcome.value)
        standing = decided.outcome if decided is not None else judgement.outcome
        self.outcome.setCurrentIndex(self.outcome.findData(standing.value))
        self.reason = QLineEdit(decided.reason or "" if decided is not None else "")
        hint = self.tr("Putusan dicatat bersama alasannya dan tertulis di berita acara.")
        if is_frozen:
            hint = self.tr("Berita acara sudah ditandatangani: perubahan ini menunggu berita acara susulan.")
        self._reason_field = Field(look, self.tr("Alasan"), self.reason, hint)
        self.body.addWidget(Field(look, self.tr("Putusan rapat"), self.outcome))
        self.body.addWidget(self._reason_field)
        self.first = self.outcome

    def act(self) -> None:
        reason = self.reason.text().strip()
        self._reason_field.complain("" if reason else self.tr("Tulis alasan putusan rapat."))
        if not reason:
            return
        verdict = Verdict(person=self._person, outcome=Outcome(self.outcome.currentData()), reason=reason)
        writing = self._room.services.write(
            lambda r, m: decide(r, self._class, self._on, m, verdicts=[verdict], reason=reason),
            Topic.RESULTS,
            class_id=self._class,
        )
        self.run(writing, lambda _: self.accept())
