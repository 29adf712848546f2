"""The trainings of a programme with their classes, and the templates made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.services.programmes.opening import Opened
from desktop.services.programmes.templates import Draft, TemplateView, make_template
from desktop.services.programmes.views import ProgrammeDetail, TrainingView
from desktop.ui.allowed import organises
from desktop.ui.pages.programmes.opening_dialog import OpenTrainingDialog, ReplicateDialog
from desktop.ui.pages.programmes.told import day_text, organisers_only, place_text, state_name
from desktop.ui.parts import Button, column
from desktop.ui.place import Place
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column
from desktop.ui.sections import Section, rule_out
from desktop.ui.theme import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A class of a training, or a training that has none."""

    training: TrainingView
    class_id: int
    title: str


class TrainingsLeaf(QWidget):
    """A row opens its class; what is done to the training of the chosen row stands above."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        look = room.look
        self._detail: ProgrammeDetail | None = None
        self.trainings = Section[_Line](
            look,
            self.tr("Pelatihan dan kelas"),
            self._training_columns(),
            lambda line: (line.training.id, line.class_id),
            self.tr(
                'Belum ada pelatihan. "Buka pelatihan" membuat kelas, tahap, sesi, dan tugasnya dari berkas program.'
            ),
            opens=True,
        )
        self.trainings.opened.connect(self._open_class)
        self.make = Button(look, self.tr("Jadikan templat"), self.make_template)
        look.dress(self.make, "copy")
        self.trainings.tools.addWidget(self.make)
        self.templates = Section[TemplateView](
            look,
            self.tr("Templat"),
            self._template_columns(),
            lambda one: one.id,
            self.tr(
                "Belum ada templat. Templat menyimpan rencana pelatihan, tanpa orang, untuk dibuka di tempat lain."
            ),
        )
        self._add_acts()
        layout = column(gap=look.sizes.step_5)
        layout.setContentsMargins(0, look.sizes.step_2, look.sizes.step_3, look.sizes.step_4)
        layout.addWidget(self.trainings)
        layout.addWidget(self.templates)
        layout.addStretch(1)
        self.setLayout(layout)

    def _add_acts(self) -> None:
        self.elsewhere = Button(self._room.look, self.tr("Buka di kabupaten lain"), self.open_template)
        self.everywhere = Button(self._room.look, self.tr("Salin ke semua kabupaten/kota"), self.replicate)
        self._room.look.dress(self.everywhere, "copy-simple")
        for button in (self.elsewhere, self.everywhere):
            self.templates.tools.addWidget(button)
        why = "" if organises(self._room.profile) else organisers_only()
        for button in (self.make, self.elsewhere, self.everywhere):
            rule_out(button, why)

    def _training_columns(self) -> list[Column[_Line]]:
        room = self._room

        def training(line: _Line) -> Cell:
            tag = self.tr("Data contoh") if line.training.example else ""
            return Cell(text=line.training.title, kind=Type.MEDIUM, tag=tag)

        def state(line: _Line) -> Cell:
            return Cell(text=state_name(line.training.state, line.training.state_label))

        def days(line: _Line) -> Cell:
            return Cell(text=room.words.dates(line.training.starts_on, line.training.ends_on), kind=Type.FIGURE)

        return [
            Column(title=self.tr("Pelatihan"), cell=training, least=220, share=2),
            Column(title=self.tr("Kelas"), cell=lambda line: Cell(text=line.title or "–"), least=220, share=2),
            Column(title=self.tr("Tahap penyelenggaraan"), cell=state, least=164, drop=1),
            Column(
                title=self.tr("Tempat"),
                cell=lambda line: Cell(text=place_text(line.training.district, room) or line.training.place or "–"),
                least=180,
                share=1,
                drop=3,
            ),
            Column(title=self.tr("Tanggal"), cell=days, least=226, drop=2),
        ]

    def _template_columns(self) -> list[Column[TemplateView]]:
        words = self._room.words

        def made(one: TemplateView) -> Cell:
            return Cell(text=day_text(one.made_on, words), kind=Type.FIGURE)

        def opened(one: TemplateView) -> Cell:
            return Cell(text=self.tr("%Ln kali", "", one.opened), kind=Type.FIGURE)

        return [
            Column(
                title=self.tr("Templat"), cell=lambda one: Cell(text=one.title, kind=Type.MEDIUM), least=260, share=1
            ),
            Column(title=self.tr("Dibuat"), cell=made, least=150),
            Column(title=self.tr("Dibuka"), cell=opened, least=100, right=True),
        ]

    # -------------------------------------------------------------- values

    def show_programme(self, detail: ProgrammeDetail) -> None:
        """Show the trainings of a programme."""
        self._detail = detail
        lines = []
        for training in detail.trainings:
            classes = training.classes or ((0, ""),)
            lines += [_Line(training=training, class_id=identifier, title=title) for identifier, title in classes]
        self.trainings.show_rows(lines)
        self.make.setVisible(bool(lines))

    def show_templates(self, templates: tuple[TemplateView, ...]) -> None:
        """Show the templates of the programme."""
        self.templates.show_rows(templates)
        for button in (self.elsewhere, self.everywhere):
            button.setVisible(bool(templates))

    # -------------------------------------------------------------- acts

    def _open_class(self, line: _Line) -> None:
        if line.class_id:
            self._room.usher.go(Place(page="class", state={"class": line.class_id}))

    def make_template(self) -> None:
        """Keep the training of the chosen row as a template."""
        line = self.trainings.current()
        if line is None:
            return
        training, today = line.training.id, date.fromisoformat(self._room.words.today())
        made = self._room.services.write(
            lambda replica, moment: make_template(replica, training, today, moment), Topic.PROGRAMMES
        )
        said = self.tr("Templat dibuat; tidak ada orang di dalamnya.")
        self._room.jobs.ask(self, made, lambda _: self._room.usher.say(said), writes=True)

    def open_template(self) -> None:
        """Ask for a district, and open a draft of the chosen template there."""
        template = self.templates.current()
        if template is not None:
            OpenTrainingDialog(self._room, self, template.title, self._opened, template=template.id).open()

    def _opened(self, made: Opened) -> None:
        self._room.usher.say(self.tr("Draf pelatihan dibuka: %Ln kelas.", "", len(made.classes)))

    def replicate(self) -> None:
        """Make drafts of the chosen template in all districts of a province."""
        template = self.templates.current()
        if template is not None:
            ReplicateDialog(self._room, self, template, self._replicated).open()

    def _replicated(self, drafts: tuple[Draft, ...]) -> None:
        made = sum(one.opened is not None for one in drafts)
        words = (
            self.tr("%Ln draf dibuat.", "", made),
            self.tr("%Ln sudah ada.", "", len(drafts) - made) if made < len(drafts) else "",
        )
        self._room.usher.say(" ".join(part for part in words if part))
