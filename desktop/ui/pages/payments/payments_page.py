"""The payment list of a class: one verdict, who is paid, who is left out and why, and what was frozen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from contract.faults import Fault
from contract.training.payments.body import Body, BodyLeftOut, BodyPerson, BodySession
from contract.training.payments.rates import PayKind
from contract.training.rights.roles import Role
from desktop.documents.nominal_sheet import nominal_sheet
from desktop.documents.press.sheet_files import write_sheet
from desktop.services.papers.forms import class_paper
from desktop.services.payments.nominal import NominalList, Wanted, lists, preview
from desktop.services.payments.rows import Payees
from desktop.services.payments.verdict import verdict_of
from desktop.services.views import ClassSummary
from desktop.ui.allowed import organises
from desktop.ui.fields import Choice
from desktop.ui.pages.page import Page, PageHead
from desktop.ui.pages.payments.columns import frozen_columns, left_out_columns, people_columns, session_columns
from desktop.ui.pages.payments.payment_dialogs import CorrectDialog, FreezeDialog
from desktop.ui.pages.payments.told import kind_name, rupiah, verdict_text
from desktop.ui.parts import Button, Card, Picture, Text, column, row
from desktop.ui.place import State, number, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.sections import Leaves, Section, rule_out
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty
from desktop.ui.words import told


class PaymentsPage(Page):
    """Class, whom and what above; the verdict; then the lists behind tabs."""

    topics = frozenset({Topic.PAPERS, Topic.MARKS, Topic.CLASSES, Topic.RESULTS, Topic.SYNC})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look = room.look
        self._wanted_class: int | None = None
        self.body: Body | None = None
        self.made: tuple[NominalList, ...] = ()
        self.head = PageHead(room, self.tr("Daftar bayar"))
        self.freeze = Button(look, self.tr("Bekukan daftar"), self.ask_freezing, kind="primary")
        look.dress(self.freeze, "lock", "on_nila")
        self.correct = Button(look, self.tr("Buat daftar selisih"), self.ask_difference)
        for button in (self.correct, self.freeze):
            self.head.tools.addWidget(button)
        self._build_choices()
        self._build_lists()
        self._lay()

    def _lay(self) -> None:
        look, sizes = self.room.look, self.room.look.sizes
        card = Card(look)
        self._icon = Picture(look, "hourglass", sizes.icon_side)
        self.verdict = Text(look, "", Type.SECTION, wrapped=True)
        self.total = Text(look, "", Type.FIGURE, tone="ink_2", wrapped=True)
        line = row(gap=sizes.step_2)
        line.addWidget(self._icon)
        line.addWidget(self.verdict, 1)
        card.body.addLayout(line)
        card.body.addWidget(self.total)
        self._not_allowed = Empty(look, "envelope", self._forbidden())
        inside = column(gap=sizes.step_3)
        inside.addLayout(self._choices)
        inside.addWidget(card)
        inside.addWidget(self.leaves, 1)
        whole = Card(look, ground="canvas")
        whole.body.setContentsMargins(0, 0, 0, 0)
        whole.body.addLayout(inside)
        self._curtain = Curtain(look, whole, self._not_allowed)
        layout = column(gap=sizes.step_3)
        layout.setContentsMargins(sizes.page, sizes.step_4, sizes.page, sizes.step_3)
        layout.addWidget(self.head)
        layout.addWidget(self._curtain, 1)
        self.setLayout(layout)
        self._curtain.wait()

    def _forbidden(self) -> str:
        return self.tr("Daftar bayar hanya untuk yang membaca seluruh kantor. Mintalah kepada pengelola kantor Anda.")

    def _build_choices(self) -> None:
        look, sizes = self.room.look, self.room.look.sizes
        self._choices = row(gap=sizes.step_3)
        self.which = Choice(look)
        self.which.setAccessibleName(self.tr("Kelas"))
        self.payees = Choice(look)
        self.payees.setAccessibleName(self.tr("Untuk siapa"))
        self.payees.addItem(self.tr("Peserta"), Payees.PARTICIPANTS.value)
        self.payees.addItem(self.tr("Pengajar"), Payees.TEACHERS.value)
        self._choices.addWidget(self.which, 1)
        self._choices.addWidget(self.payees)
        self.kinds: dict[PayKind, QCheckBox] = {}
        for kind in PayKind:
            box = QCheckBox(kind_name(kind))
            box.setFont(look.font(Type.BODY))
            box.setChecked(kind is not PayKind.HONOR)
            box.toggled.connect(lambda _: self._ask())
            self.kinds[kind] = box
            self._choices.addWidget(box)
        for choice in (self.which, self.payees):
            choice.currentIndexChanged.connect(lambda _: self._ask())

    def _build_lists(self) -> None:
        look = self.room.look
        self.people = Section[BodyPerson](
            look,
            self.tr("Yang dibayar"),
            people_columns(self.room.words),
            lambda one: one.id,
            self.tr("Belum ada yang dibayar."),
        )
        self.left_out = Section[BodyLeftOut](
            look,
            self.tr("Yang tidak dibayarkan, dan sebabnya"),
            left_out_columns(lambda: self.body),
            lambda one: (one.id, one.why, one.kind, tuple(one.sessions)),
            self.tr("Tidak ada yang dilewati."),
        )
        self.sessions = Section[BodySession](
            look,
            self.tr("Sesi yang tidak dihitung"),
            session_columns(),
            lambda one: one.id,
            self.tr("Semua sesi dihitung."),
        )
        self._build_frozen()
        aside = Card(look, ground="canvas")
        aside.body.setContentsMargins(0, 0, look.sizes.step_3, look.sizes.step_4)
        aside.body.addWidget(self.left_out)
        aside.body.addWidget(self.sessions)
        aside.body.addStretch(1)
        self._build_leaves(aside)

    def _build_frozen(self) -> None:
        look = self.room.look
        self.frozen = Section[NominalList](
            look,
            self.tr("Daftar yang dibekukan"),
            frozen_columns(self.room.words),
            lambda one: one.id,
            self.tr("Belum ada daftar yang dibekukan di kelas ini."),
        )
        self.pdf = Button(look, self.tr("Simpan PDF"), partial(self._ask_target, "pdf"))
        look.dress(self.pdf, "printer")
        self.workbook = Button(look, self.tr("Simpan Excel"), partial(self._ask_target, "xlsx"))
        look.dress(self.workbook, "file-xls")
        for button in (self.workbook, self.pdf):
            self.frozen.tools.addWidget(button)

    def _build_leaves(self, aside: QWidget) -> None:
        look = self.room.look
        self.leaves = Leaves(
            look,
            self.tr("Bagian daftar bayar"),
            [
                ("people", self.tr("Dibayar"), self.people),
                ("left_out", self.tr("Dilewati"), aside),
                ("frozen", self.tr("Dibekukan"), self.frozen),
            ],
        )
        self.leaves.turned.connect(lambda _: self.room.usher.placed.emit())

    # -------------------------------------------------------------- place

    def enter(self, state: State) -> None:
        self._wanted_class = number(state, "class")
        self.leaves.turn_to(text(state, "leaf"))
        self.refresh()

    def state(self) -> State:
        chosen = self.which.currentData()
        return {"class": chosen if isinstance(chosen, int) else self._wanted_class, "leaf": self.leaves.leaf}

    def take_focus(self) -> None:
        self.which.setFocus()

    def refresh(self) -> None:
        if self.room.profile.role is Role.FACILITATOR:
            self._hide_tools(self._forbidden())
            return
        self.room.jobs.ask(self, self.room.services.classes(), self._show_classes, purpose="classes")

    def _hide_tools(self, words: str) -> None:
        self._not_allowed.say(words)
        for button in (self.freeze, self.correct):
            button.hide()
        self._curtain.lift(empty=True)

    def _show_classes(self, classes: tuple[ClassSummary, ...]) -> None:
        if not classes:
            self._hide_tools(self.tr("Belum ada kelas. Daftar bayar dibuat dari presensi sebuah kelas."))
            return
        chosen = self._wanted_class or self.which.currentData()
        self._wanted_class = None
        self.which.blockSignals(True)
        self.which.clear()
        for one in classes:
            self.which.addItem(one.title, one.id)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self.which.blockSignals(False)
        self._ask()

    # -------------------------------------------------------------- values

    @property
    def wanted(self) -> Wanted:
        """Which list is looked at."""
        kinds = tuple(kind for kind, box in self.kinds.items() if box.isChecked())
        return Wanted(class_id=int(self.which.currentData()), payees=Payees(self.payees.currentData()), kinds=kinds)

    def _ask(self) -> None:
        if not isinstance(self.which.currentData(), int):
            return
        wanted = self.wanted
        read, jobs = self.room.services.read, self.room.jobs
        jobs.ask(self, read(lists, wanted.class_id), self._show_made, self._refused, purpose="lists")
        if not wanted.kinds:
            self._tell("prohibit", "mengkudu", self.tr("Belum, karena tidak ada yang dipilih untuk dibayar."))
            self._show_body(None)
            return
        asked = read(preview, wanted, self.room.words.today())
        jobs.ask(self, asked, self._show_preview, self._not_ready, purpose="preview")

    def _show_made(self, made: tuple[NominalList, ...]) -> None:
        self.made = made
        self.frozen.show_rows(made)
        for button in (self.pdf, self.workbook):
            button.setVisible(bool(made))
        self._fit()
        self._curtain.lift(empty=False)

    def _show_preview(self, body: Body) -> None:
        verdict = verdict_of(body)
        icon, tone = ("check-circle", "code_h") if verdict.ready else ("hourglass", "mengkudu")
        self._tell(icon, tone, verdict_text(verdict, self.room.words))
        self._show_body(body)

    def _not_ready(self, fault: Fault) -> None:
        """No rate, or a programme that pays nobody: the service's own sentence is the reason."""
        self._tell("prohibit", "mengkudu", self.tr("Belum, karena {reasons}").format(reasons=told(str(fault))))
        self._show_body(None)

    def _refused(self, fault: Fault) -> None:
        self._hide_tools(told(str(fault)))

    def _tell(self, icon: str, tone: str, words: str) -> None:
        self._icon.show_icon(icon, tone)
        self.verdict.setText(words)

    def _show_body(self, body: Body | None) -> None:
        self.body = body
        words = self.room.words
        self.people.show_rows(body.people if body is not None else ())
        self.left_out.show_rows(body.left_out if body is not None else ())
        self.sessions.show_rows([one for one in body.sessions if one.why is not None] if body is not None else ())
        line = ""
        if body is not None:
            line = self.tr("{people} orang · bruto {gross} · pajak {tax} · diterima {net}").format(
                people=words.amount(len(body.people)),
                gross=rupiah(body.gross, words),
                tax=rupiah(body.tax, words),
                net=rupiah(body.net, words),
            )
        self.total.setText(line)
        self._fit()

    @property
    def first_list(self) -> NominalList | None:
        """The list already frozen that pays these people something of this."""
        if not isinstance(self.which.currentData(), int):
            return None
        wanted, kinds = self.wanted, {kind.value for kind in self.wanted.kinds}
        return next(
            (
                one
                for one in self.made
                if one.corrects is None and one.body.payees == wanted.payees.value and kinds & set(one.body.kinds)
            ),
            None,
        )

    def _fit(self) -> None:
        """What can be done now, and why not."""
        first = self.first_list
        why = "" if organises(self.room.profile) else self.tr("Hanya penyelenggara atau admin yang membekukan daftar.")
        for button in (self.freeze, self.correct):
            button.show()
        there = self.tr("Sudah dibekukan; perubahan sesudahnya menjadi daftar selisih.")
        nobody = self.tr("Belum ada yang dapat dibayar.")
        payable = self.body is not None and bool(self.body.people)
        rule_out(self.freeze, why or (there if first is not None else "" if payable else nobody))
        rule_out(self.correct, why or ("" if first is not None else self.tr("Belum ada daftar yang dibekukan.")))
        self.head.tell(self.tr("Daftar bayar"), there if first is not None else "")

    # -------------------------------------------------------------- acts

    def ask_freezing(self) -> None:
        """Ask for a number, and freeze the list of today."""
        if self.body is not None:
            FreezeDialog(self.room, self, self.wanted, self.verdict.text(), self.total.text()).open()

    def ask_difference(self) -> None:
        """Ask why, and freeze what has changed since."""
        first = self.first_list
        if first is not None:
            CorrectDialog(self.room, self, first).open()

    def _ask_target(self, ending: str) -> None:
        one = self.frozen.current()
        if one is None:
            return
        proposed = f"{one.title} - {one.body.class_title}.{ending}".replace("/", "-")
        kinds = {"pdf": self.tr("PDF (*.pdf)"), "xlsx": self.tr("Excel (*.xlsx)")}
        target, _ = QFileDialog.getSaveFileName(self, self.tr("Simpan daftar bayar"), proposed, kinds[ending])
        if target:
            self.save(one, Path(target))

    def save(self, one: NominalList, target: Path) -> None:
        """Put a frozen list on paper, or into a workbook by the file's name."""

        def write(paper: Any) -> None:
            written = self.room.services.work(lambda _: write_sheet(nominal_sheet(paper, one), target))
            said = self.tr("Tersimpan: {file}").format(file=target.name)
            self.room.jobs.ask(self, written, lambda _: self.room.usher.say(said))

        self.room.jobs.ask(self, self.room.services.read(class_paper, one.class_id), write)
