"""A plan at the seminar: when it is presented, and what each examiner gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from PySide6.QtWidgets import QWidget

from contract.training.exact_numbers import number_text
from contract.training.plans.seminars import Criterion, Sheet
from desktop.services.classes.staff import StaffView
from desktop.services.plans.views import PlanView
from desktop.ui.allowed import writes
from desktop.ui.pages.plans.seminar_dialogs import SheetDialog
from desktop.ui.parts import Button, column
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column
from desktop.ui.sections import Facts, Section, rule_out
from desktop.ui.theme import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One examiner's sheet; None while it is not begun."""

    examiner: int
    name: str
    sheet: Sheet | None


class SeminarLeaf(QWidget):
    """Facts, and the sheets as a table of examiners and criteria."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        look, sizes = room.look, room.look.sizes
        self._plan: PlanView | None = None
        self._examiners: tuple[StaffView, ...] = ()
        self._criteria: tuple[Criterion, ...] = ()
        self.facts = Facts(look)
        self.sheets = Section[_Line](
            look,
            self.tr("Lembar penguji"),
            self._columns(),
            lambda line: line.examiner,
            self.tr("Belum ada penguji. Catat penguji di kelas ini, lalu isi lembarnya."),
            lines=2,
        )
        self.give = Button(look, self.tr("Isi lembar"), self.fill_sheet)
        look.dress(self.give, "pencil-simple")
        self.sheets.tools.addWidget(self.give)
        layout = column(gap=sizes.step_5)
        layout.setContentsMargins(0, sizes.step_2, sizes.step_3, sizes.step_4)
        layout.addWidget(self.facts)
        layout.addWidget(self.sheets)
        layout.addStretch(1)
        self.setLayout(layout)

    def _columns(self) -> list[Column[_Line]]:
        def given(line: _Line) -> Cell:
            if line.sheet is None:
                return Cell(text=self.tr("belum diisi"), tone="ink_2")
            told = [
                f"{one.title} {number_text(_hundredths(line.sheet.values[one.number]))}"
                for one in self._criteria
                if one.number in line.sheet.values
            ]
            return Cell(text=" · ".join(told), kind=Type.FIGURE)

        def missing(line: _Line) -> Cell:
            if line.sheet is None:
                return Cell(text="–", tone="ink_2")
            told = [one.title for one in self._criteria if one.number in line.sheet.missing]
            return Cell(text=", ".join(told) or "–", tone="mengkudu" if told else "ink_2")

        def total(line: _Line) -> Cell:
            done = line.sheet is not None and line.sheet.total is not None
            text = number_text(line.sheet.total) if line.sheet is not None and line.sheet.total is not None else "–"
            return Cell(text=text, kind=Type.FIGURE_STRONG if done else Type.FIGURE)

        return [
            Column(
                title=self.tr("Penguji"), cell=lambda line: Cell(text=line.name, kind=Type.MEDIUM), least=180, share=1
            ),
            Column(title=self.tr("Nilai"), cell=given, least=260, share=2),
            Column(title=self.tr("Belum lengkap"), cell=missing, least=150, share=1, drop=1),
            Column(title=self.tr("Jumlah"), cell=total, least=90, right=True),
        ]

    def show_plan(self, plan: PlanView, examiners: tuple[StaffView, ...], criteria: tuple[Criterion, ...]) -> None:
        """Show the seminar of a plan."""
        self._plan, self._examiners, self._criteria = plan, examiners, criteria
        seminar = plan.seminar
        day = self._room.words.date(date.fromisoformat(seminar.on)) if seminar.on else self.tr("belum ditetapkan")
        source = {
            "plan": "",
            "stage": self.tr(" (akhir tahap terakhir)"),
            "class": self.tr(" (akhir kelas)"),
        }.get(seminar.source or "", "")
        score = seminar.result.score
        self.facts.show_pairs(
            [
                (self.tr("Hari seminar"), f"{day}{source}"),
                (self.tr("Urutan tampil"), str(seminar.order) if seminar.order else self.tr("belum disusun")),
                (self.tr("Nilai seminar"), number_text(score) if score is not None else self.tr("belum ada")),
            ]
        )
        sheets = {sheet.examiner: sheet for sheet in seminar.result.sheets}
        names = {one.id: one.name for one in examiners} | {
            identifier: name for identifier, name in seminar.examiners.items() if name
        }
        self.sheets.show_rows(
            [_Line(examiner=one, name=name, sheet=sheets.get(one)) for one, name in sorted(names.items())]
        )
        why = "" if writes(self._room.profile) else self.tr("Anda hanya dapat membaca.")
        rule_out(self.give, why or ("" if examiners else self.tr("Kelas ini belum punya penguji.")))

    def fill_sheet(self) -> None:
        """Ask for what an examiner gives."""
        if self._plan is None or not self._examiners:
            return
        dialog = SheetDialog(self._room, self, self._plan, self._examiners, self._criteria)
        chosen = self.sheets.current()
        if chosen is not None and (at := dialog.who.findData(chosen.examiner)) >= 0:
            dialog.who.setCurrentIndex(at)
        dialog.open()


def _hundredths(value: int) -> Fraction:
    return Fraction(value, 100)
