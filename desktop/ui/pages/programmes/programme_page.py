"""One programme: its numbers, where its people come from, its trainings, activities and agreements."""

from __future__ import annotations

from desktop.services.programmes.opening import Opened
from desktop.services.programmes.preview import preview
from desktop.services.programmes.templates import TemplateView, list_templates
from desktop.services.programmes.views import ProgrammeDetail, show_programme
from desktop.ui.allowed import organises
from desktop.ui.pages.page import Page, PageHead
from desktop.ui.pages.programmes.agreements_leaf import AgreementsLeaf
from desktop.ui.pages.programmes.figures_leaf import FiguresLeaf
from desktop.ui.pages.programmes.opening_dialog import OpenTrainingDialog
from desktop.ui.pages.programmes.told import organisers_only
from desktop.ui.pages.programmes.trainings_leaf import TrainingsLeaf
from desktop.ui.parts import Button, Text, column
from desktop.ui.place import Place, State, inner, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.sections import Leaves, rule_out
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty


class ProgrammePage(Page):
    """What the office added, or what the file says while nobody has."""

    topics = frozenset({Topic.PROGRAMMES, Topic.CLASSES, Topic.PEOPLE, Topic.RESULTS})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look, sizes = room.look, room.look.sizes
        self._key = self._office = ""
        self._detail: ProgrammeDetail | None = None
        self.head = PageHead(room, "")
        self.open = Button(look, self.tr("Buka pelatihan"), self.open_training, kind="primary")
        look.dress(self.open, "plus", "on_nila")
        self.head.tools.addWidget(self.open)
        rule_out(self.open, "" if organises(room.profile) else organisers_only())
        self._source = Text(look, "", Type.CAPTION_FIGURE, tone="ink_2", wrapped=True)
        self.figures, self.trainings, self.agreements = FiguresLeaf(room), TrainingsLeaf(room), AgreementsLeaf(room)
        self.leaves = Leaves(
            look,
            self.tr("Bagian program"),
            [
                ("figures", self.tr("Angka"), self.figures),
                ("trainings", self.tr("Pelatihan dan templat"), self.trainings),
                ("agreements", self.tr("Kegiatan, MoU, dan mitra"), self.agreements),
            ],
        )
        self.leaves.turned.connect(lambda _: room.usher.placed.emit())
        empty = Empty(look, "boat", self.tr("Pilih satu program dari daftar."), (self._to_list(),))
        self._curtain = Curtain(look, self.leaves, empty)
        self.keys_when_lifted(self._curtain)
        layout = column(gap=sizes.step_2)
        layout.setContentsMargins(sizes.page, sizes.step_4, sizes.page, sizes.step_2)
        layout.addWidget(self.head)
        layout.addWidget(self._source)
        layout.addWidget(self._curtain, 1)
        self.setLayout(layout)
        self._curtain.wait()

    def _to_list(self) -> Button:
        return Button(
            self.room.look, self.tr("Lihat daftar program"), lambda: self.room.usher.go(Place(page="programmes"))
        )

    def enter(self, state: State) -> None:
        key, office = text(state, "key"), text(state, "office")
        if key and (key, office) != (self._key, self._office):
            self._key, self._office = key, office
            self.head.tell("")
            self._source.setText("")
            self._curtain.wait()
        self.leaves.turn_to(text(state, "leaf"))
        self.figures.enter(inner(state, "figures"))
        self.refresh()

    def state(self) -> State:
        return {
            "key": self._key,
            "office": self._office,
            "leaf": self.leaves.leaf,
            "figures": self.figures.state(),
        }

    def first(self) -> Leaves:
        return self.leaves

    def take_focus(self) -> None:
        self.leaves.tabs.setFocus()

    def refresh(self) -> None:
        if not self._key:
            self._curtain.lift(empty=True)
            self.head.tell(self.tr("Program"))
            self.open.hide()
            return
        read = self.room.services.read
        asked = read(show_programme, self._key, self._office or None)
        self.room.jobs.ask(self, asked, self._show, purpose="programme")
        self.room.jobs.ask(self, read(list_templates), self._show_templates, purpose="templates")

    def _show(self, detail: ProgrammeDetail) -> None:
        shown = detail if detail.id is not None else preview(detail.file)
        self._detail = shown
        programme = shown.file.programme
        organisers = ", ".join(one.name for one in programme.organisers) or programme.organiser or ""
        days = self.room.words.dates(
            programme.starts_on.isoformat() if programme.starts_on else None,
            programme.ends_on.isoformat() if programme.ends_on else None,
        )
        self.head.tell(programme.title, " · ".join(part for part in (organisers, days) if part))
        self.head.show_tag("" if detail.id is not None else self.tr("Belum ditambahkan"))
        told = self.room.words.date(programme.source_on) if programme.source_on else ""
        source = ", ".join(part for part in (programme.source, told) if part)
        self._source.setText(self.tr("Sumber: {source}").format(source=source))
        self.open.setVisible(shown.file.training is not None)
        self.figures.show_programme(shown)
        self.trainings.show_programme(shown)
        self.agreements.show_programme(shown)
        self._curtain.lift(empty=False)

    def _show_templates(self, templates: tuple[TemplateView, ...]) -> None:
        self.trainings.show_templates(tuple(one for one in templates if one.programme == self._key))

    def open_training(self) -> None:
        """Ask where and when, and open a training of this programme."""
        if self._detail is None:
            return
        title = self._detail.file.programme.title
        OpenTrainingDialog(self.room, self, title, self._opened, key=self._key).open()

    def _opened(self, made: Opened) -> None:
        self._office = self._office or self.room.profile.offices[0].code
        self.room.usher.say(self.tr("Pelatihan dibuka: %Ln kelas.", "", len(made.classes)))
        self.leaves.turn_to("trainings")
        self.refresh()
