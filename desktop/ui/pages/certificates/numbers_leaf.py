"""The account of numbers: of each number of a unit's year, what became of it and who holds it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from contract.faults import Fault
from contract.training.certificates.numbers import Use
from desktop.services.certificates.numbers import Accounted, NumberRegister, Reserved, number_register, reserve_numbers
from desktop.ui.allowed import organises
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Field, WholeField
from desktop.ui.pages.certificates.told import organisers_only, use_name
from desktop.ui.parts import Button, Text, column, row
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column
from desktop.ui.sections import Section, rule_out
from desktop.ui.theme import Type
from desktop.ui.words import told


class NumbersLeaf(QWidget):
    """Unit and year above, stretches of numbers below."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        look, sizes = room.look, room.look.sizes
        self.unit, self.year = QLineEdit(), WholeField(look, 1945, 2200, int(room.words.today()[:4]))
        self.unit.setMaximumWidth(sizes.name_column)
        self.unit.editingFinished.connect(self.refresh)
        self.year.valueChanged.connect(lambda _: self.refresh())
        self.ask = Button(look, self.tr("Minta nomor"), self.ask_numbers)
        look.dress(self.ask, "plus")
        rule_out(self.ask, "" if organises(room.profile) else organisers_only())
        top = row(gap=sizes.step_3)
        top.addWidget(Field(look, self.tr("Unit (kosong: bawaan kantor)"), self.unit))
        top.addWidget(Field(look, self.tr("Tahun"), self.year))
        top.addStretch(1)
        top.addWidget(self.ask)
        self.counts = Text(look, "", Type.FIGURE, tone="ink_2", wrapped=True)
        self.account = Section[Accounted](
            look,
            self.tr("Nomor dan pemakaiannya"),
            self._columns(),
            lambda one: (one.stretch.first, one.stretch.last),
            self.tr("Belum ada nomor dari seri ini. Minta nomor selagi ada jaringan; datang bersama sinkronisasi."),
        )
        layout = column(gap=sizes.step_4)
        layout.setContentsMargins(0, sizes.step_2, sizes.step_3, sizes.step_4)
        layout.addLayout(top)
        layout.addWidget(self.counts)
        layout.addWidget(self.account)
        layout.addStretch(1)
        self.setLayout(layout)

    def _columns(self) -> list[Column[Accounted]]:
        amount = self._room.words.amount

        def numbers(one: Accounted) -> Cell:
            first, last = one.stretch.first, one.stretch.last
            return Cell(text=str(first) if first == last else f"{first}–{last}", kind=Type.IDENTITY)

        def holder(one: Accounted) -> Cell:
            return Cell(text=" · ".join(part for part in (one.laptop, one.person) if part) or "–", tone="ink_2")

        def printed(one: Accounted) -> Cell:
            shown = ", ".join(one.numbers[:3])
            return Cell(text=f"{shown}, …" if len(one.numbers) > 3 else shown or "–", kind=Type.IDENTITY)

        return [
            Column(title=self.tr("Nomor urut"), cell=numbers, least=130),
            Column(
                title=self.tr("Banyaknya"),
                cell=lambda one: Cell(text=amount(one.stretch.last - one.stretch.first + 1), kind=Type.FIGURE),
                least=110,
                right=True,
            ),
            Column(
                title=self.tr("Keadaan"),
                cell=lambda one: Cell(text=use_name(one.stretch.use), kind=Type.MEDIUM),
                least=130,
            ),
            Column(title=self.tr("Dipegang oleh"), cell=holder, least=200, share=1, drop=1),
            Column(title=self.tr("Tercetak sebagai"), cell=printed, least=230, share=2, drop=2),
        ]

    def refresh(self) -> None:
        """Ask for the account of this unit's year."""
        unit, year = self.unit.text().strip() or None, self.year.whole
        asked = self._room.services.read(
            number_register, self._room.profile.offices[0].code, unit, year, self._room.words.today()
        )
        self._room.jobs.ask(self, asked, self._show, self._refused, purpose="numbers")

    def _show(self, register: NumberRegister) -> None:
        parts = [f"{use_name(use)} {self._room.words.amount(register.counts.get(use.value, 0))}" for use in Use]
        words = self.tr("Seri {series}: {counts}").format(series=register.series, counts=", ".join(parts))
        if register.twice:
            twice = ", ".join(str(one) for one in register.twice)
            words += " " + self.tr("Nomor dipakai dua kali: {numbers}; terbitkan ulang yang kedua.").format(
                numbers=twice
            )
        self.counts.setText(words)
        self.counts.set_tone("mengkudu" if register.twice else "ink_2")
        self.account.show_rows(register.lines)

    def _refused(self, fault: Fault) -> None:
        self.counts.setText(told(str(fault)))
        self.counts.set_tone("mengkudu")
        self.account.show_rows([])

    def ask_numbers(self) -> None:
        """Ask how many numbers are wanted."""
        NumbersDialog(self._room, self, self.unit.text().strip(), self.year.whole).open()


class NumbersDialog(Dialog):
    """Asks the centre for a block of numbers."""

    def __init__(self, room: Room, parent: QWidget, unit: str, year: int) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Minta nomor"), self.tr("Minta nomor"))
        self._room, self._unit, self._year = room, unit, year
        self.size_field = WholeField(room.look, 1, 100_000, 50)
        hint = self.tr("Pusat menyisihkan nomor untuk laptop ini; nomor itu datang bersama sinkronisasi berikutnya.")
        self.body.addWidget(Field(room.look, self.tr("Banyaknya nomor"), self.size_field, hint))
        self.first = self.size_field

    def act(self) -> None:
        office = self._room.profile.offices[0].code
        unit, year, size = self._unit or None, self._year, self.size_field.whole
        made = self._room.services.write(
            lambda replica, moment: reserve_numbers(replica, office, unit, year, size, moment), Topic.PAPERS
        )
        self.run(made, self._done)

    def _done(self, made: Reserved) -> None:
        self._room.usher.say(self.tr("%Ln nomor diminta; datang bersama sinkronisasi.", "", made.size))
        self.accept()
