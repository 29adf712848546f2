"""A component of the total: a new one, or another weight and threshold for one that stands."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from contract.training.completion.evidence import Component, ComponentKind
from contract.training.exact_numbers import HUNDREDTHS, number_text, typed_hundredths
from contract.training.findings import BadValue
from desktop.services.completion.scores import NewComponent, add_component, set_component
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Choice, Field
from desktop.ui.parts import row
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.words import told


class ComponentDialog(Dialog):
    """component None: a new one."""

    def __init__(self, room: Room, parent: QWidget, class_id: int, component: Component | None = None) -> None:
        title = self.tr("Tambah komponen nilai") if component is None else component.title
        super().__init__(room.look, room.jobs, parent, title, self.tr("Simpan komponen"))
        look = room.look
        self._room, self._class, self._component = room, class_id, component
        self.title = QLineEdit()
        self.kind = Choice(look)
        for kind in ComponentKind:
            self.kind.addItem(told(kind.label), kind.value)
        self.of_group = QCheckBox(self.tr("Satu nilai untuk seluruh kelompok"))
        self.of_group.setFont(look.font(Type.BODY))
        self._title_field = Field(look, self.tr("Nama komponen"), self.title, self.tr("Misalnya: Post-test"))
        if component is None:
            self.body.addWidget(self._title_field)
            self.body.addWidget(Field(look, self.tr("Jenis"), self.kind))
        self.weight = QLineEdit(_told(component.weight if component else 0))
        self.minimum = QLineEdit(_told(component.minimum) if component else "")
        self._weight_field = Field(look, self.tr("Bobot (%)"), self.weight, self.tr("0: tidak masuk nilai akhir"))
        self._minimum_field = Field(look, self.tr("Nilai minimal"), self.minimum, self.tr("Kosong: tanpa ambang"))
        figures = row(gap=look.sizes.step_3)
        figures.addWidget(self._weight_field, 1)
        figures.addWidget(self._minimum_field, 1)
        self.body.addLayout(figures)
        if component is None:
            self.body.addWidget(self.of_group)
        self.first = self.title if component is None else self.weight

    def act(self) -> None:
        title = self.title.text().strip()
        if self._component is None:
            self._title_field.complain("" if title else self.tr("Isi nama komponen."))
            if not title:
                return
        weight, fine = _read(self._weight_field, self.weight)
        minimum, also_fine = _read(self._minimum_field, self.minimum)
        if not (fine and also_fine):
            return
        services, component = self._room.services, self._component
        if component is not None:
            writing = services.write(
                lambda r, m: set_component(r, component.id, m, weight=weight or 0, minimum=minimum),
                Topic.RESULTS,
                class_id=self._class,
            )
            self.run(writing, lambda _: self.accept())
            return
        new = NewComponent(
            class_id=self._class,
            title=title,
            kind=self.kind.currentData(),
            weight=weight or 0,
            minimum=minimum,
            of_group=self.of_group.isChecked(),
        )
        adding = services.write(lambda r, m: add_component(r, new, m), Topic.RESULTS, class_id=self._class)
        self.run(adding, lambda _: self.accept())


def _told(hundredths: int | None) -> str:
    return "" if hundredths is None else number_text(Fraction(hundredths, HUNDREDTHS))


def _read(field: Field, line: QLineEdit) -> tuple[int | None, bool]:
    """The number in hundredths, None for an empty line; and whether it could be read."""
    text = line.text().strip()
    try:
        value = typed_hundredths(text) if text else None
    except BadValue as fault:
        field.complain(told(str(fault)))
        return None, False
    field.complain("")
    return value, True
