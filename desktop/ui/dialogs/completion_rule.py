"""The completion rule of a class: the demands that classes differ in. What a file says besides is kept as it is."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from contract.training.completion.rule import CompletionRule, rule_text
from contract.training.exact_numbers import HUNDREDTHS, typed_hundredths
from contract.training.findings import BadValue
from desktop.services.completion.rules import set_rule_of_class
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Field
from desktop.ui.pages.completion.rule_words import figure
from desktop.ui.parts import row
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.words import told


class CompletionRuleDialog(Dialog):
    """Writes a rule of the class's own."""

    def __init__(self, room: Room, parent: QWidget, class_id: int, rule: CompletionRule) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Syarat kelulusan"), self.tr("Simpan syarat"))
        look = room.look
        self._room, self._class, self._rule = room, class_id, rule
        self.attendance = QLineEdit(_shown(rule.min_attendance_pct))
        self.total = QLineEdit(_shown(rule.min_total))
        hint = self.tr("Kosong: tidak disyaratkan")
        self._attendance_field = Field(look, self.tr("Kehadiran paling sedikit (%)"), self.attendance, hint)
        self._total_field = Field(look, self.tr("Nilai akhir paling sedikit"), self.total, hint)
        figures = row(gap=look.sizes.step_3)
        figures.addWidget(self._attendance_field, 1)
        figures.addWidget(self._total_field, 1)
        self.body.addLayout(figures)
        self.stages = self._box(self.tr("Semua tahap harus selesai"), rule.required_stages is True)
        self.tasks = self._box(self.tr("Semua tugas wajib harus selesai"), rule.required_tasks is True)
        self.product = self._box(self.tr("Rencana Aksi Kelompok harus dipresentasikan"), rule.group_product_required)
        self.remedial = self._box(self.tr("Nilai remedial dihitung"), rule.allow_remedial)

    def _box(self, words: str, is_on: bool) -> QCheckBox:
        box = QCheckBox(words)
        box.setFont(self.look.font(Type.BODY))
        box.setChecked(is_on)
        self.body.addWidget(box)
        return box

    def act(self) -> None:
        attendance, fine = _read(self._attendance_field, self.attendance)
        total, also_fine = _read(self._total_field, self.total)
        if not (fine and also_fine):
            return
        rule = msgspec.structs.replace(
            self._rule,
            min_attendance_pct=attendance,
            min_total=total,
            required_stages=_all_or(self._rule.required_stages, self.stages),
            required_tasks=_all_or(self._rule.required_tasks, self.tasks),
            group_product_required=self.product.isChecked(),
            allow_remedial=self.remedial.isChecked(),
        )
        writing = self._room.services.write(
            lambda r, m: set_rule_of_class(r, self._class, rule_text(rule), m), Topic.RESULTS, class_id=self._class
        )
        self.run(writing, lambda _: self.accept())


def _all_or(stated: tuple[str, ...] | bool, box: QCheckBox) -> tuple[str, ...] | bool:
    """All, or those that the rule named before."""
    if box.isChecked():
        return True
    return () if stated is True else stated


def _shown(value: Decimal | None) -> str:
    return "" if value is None else figure(value)


def _read(field: Field, line: QLineEdit) -> tuple[Decimal | None, bool]:
    """The number, None for an empty line; and whether it could be read."""
    text = line.text().strip().removesuffix("%")
    try:
        value = Decimal(typed_hundredths(text)) / HUNDREDTHS if text else None
    except BadValue as fault:
        field.complain(told(str(fault)))
        return None, False
    field.complain("")
    return value, True
