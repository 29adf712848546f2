"""Beside the list of completion: what is demanded, where people were lost, and the minutes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QWidget

from contract.training.completion.funnel import Step
from desktop.services.completion.deciding import CompletionReport
from desktop.ui.pages.completion.rule_words import rule_words
from desktop.ui.parts import Button, Card, Text, column, empty_out, row
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.words import told

_CHANGES_TOLD = 8
_LOST_TOLD = 5


class CompletionSide(QWidget):
    """Three cards. on_rule, on_supplement: what their buttons do."""

    def __init__(self, room: Room, on_rule: Callable[[], object], on_supplement: Callable[[], object]) -> None:
        super().__init__()
        look = room.look
        self._room = room
        self.change_rule = Button(look, self.tr("Ubah syarat"), on_rule, kind="link")
        self.supplement = Button(look, self.tr("Buat berita acara susulan"), on_supplement)
        self._minutes = Card(look, self.tr("Berita acara"))
        self._minutes_lines = column(gap=look.sizes.step_1)
        self._minutes.body.addLayout(self._minutes_lines)
        self._minutes.body.addWidget(self.supplement)
        self._rule = Card(look, self.tr("Syarat"))
        self._rule_lines = column(gap=look.sizes.step_1)
        self._rule.body.addLayout(self._rule_lines)
        self._rule.body.addWidget(self.change_rule)
        self._funnel = Card(look, self.tr("Perjalanan peserta"))
        self._steps = column(gap=look.sizes.step_2)
        self._funnel.body.addLayout(self._steps)
        around = column(gap=look.sizes.step_3)
        for card in (self._minutes, self._funnel, self._rule):
            around.addWidget(card)
        around.addStretch(1)
        self.setLayout(around)

    def show_report(self, report: CompletionReport, twice: str) -> None:
        """Another report. twice: a sentence where two laptops signed."""
        self._show_minutes(report, twice)
        empty_out(self._rule_lines)
        for line in rule_words(report.rule):
            self._rule_lines.addWidget(Text(self._room.look, line, wrapped=True))
        self.change_rule.setVisible(report.minutes is None)
        empty_out(self._steps)
        for step in report.steps:
            self._steps.addWidget(self._step(step, report.people))

    def _show_minutes(self, report: CompletionReport, twice: str) -> None:
        look, words = self._room.look, self._room.words
        empty_out(self._minutes_lines)
        signed = report.minutes
        self._minutes.setVisible(signed is not None)
        self.supplement.setVisible(bool(report.changed))
        if signed is None:
            return
        held = words.value(signed.held_on or "")
        named = self.tr("{named}, {day}").format(named=signed.named, day=held) if signed.number else held
        self._minutes_lines.addWidget(Text(look, named, Type.STRONG, wrapped=True))
        if not report.changed:
            same = Text(look, self.tr("Tidak ada yang berubah sesudahnya."), tone="ink_2", wrapped=True)
            self._minutes_lines.addWidget(same)
        for one in report.changed[:_CHANGES_TOLD]:
            self._minutes_lines.addWidget(Text(look, told(one.sentence), tone="mengkudu", wrapped=True))
        if len(report.changed) > _CHANGES_TOLD:
            more = self.tr("dan %Ln perubahan lain", "", len(report.changed) - _CHANGES_TOLD)
            self._minutes_lines.addWidget(Text(look, more, tone="mengkudu"))
        if twice:
            self._minutes_lines.addWidget(Text(look, told(twice), tone="mengkudu", wrapped=True))

    def _step(self, step: Step, people: int) -> QWidget:
        """A stage: how many were left after it, as a bar with its number, and who was lost there."""
        look, words = self._room.look, self._room.words
        whole = QWidget()
        layout = column(gap=look.sizes.step_1)
        head = row(gap=look.sizes.step_2)
        head.addWidget(Text(look, step.title, wrapped=True), 1)
        head.addWidget(Text(look, words.amount(step.people), Type.FIGURE_STRONG))
        layout.addLayout(head)
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, max(1, people))
        bar.setValue(step.people)
        bar.setAccessibleName(
            self.tr("{title}: {count} dari {people}").format(title=step.title, count=step.people, people=people)
        )
        layout.addWidget(bar)
        for line in self._lost(step):
            layout.addWidget(Text(look, line, Type.CAPTION, tone="ink_2", wrapped=True))
        whole.setLayout(layout)
        return whole

    def _lost(self, step: Step) -> list[str]:
        lines = []
        for one in step.lost[:_LOST_TOLD]:
            reason = one.reason or self.tr("alasannya tidak dicatat")
            lines.append(self.tr("{name}: {reason}").format(name=one.person.name, reason=reason))
        if len(step.lost) > _LOST_TOLD:
            lines.append(self.tr("dan %Ln orang lain", "", len(step.lost) - _LOST_TOLD))
        if step.unknown:
            lines.append(self.tr("%Ln orang belum dapat dipastikan", "", step.unknown))
        return lines
