"""The coaching log of a plan, notes about its group, and evidence of what came of it."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.documents.press.pictures import NoPicture, prepared
from desktop.services.attachments import AttachmentView, Place, attach_to_group, list_attachments
from desktop.services.faults import Unsuitable
from desktop.services.plans.views import CoachingView, PlanView, notes_of_group
from desktop.services.views import GroupNote
from desktop.ui.allowed import writes
from desktop.ui.pages.plans.plan_dialogs import CoachingDialog
from desktop.ui.parts import Button, column
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column
from desktop.ui.sections import Section, rule_out
from desktop.ui.theme import Type


class LogLeaf(QWidget):
    """Three tables."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        look, sizes = room.look, room.look.sizes
        self._plan: PlanView | None = None
        self.log = Section[CoachingView](
            look,
            self.tr("Pendampingan"),
            self._log_columns(),
            lambda one: one.id,
            self.tr("Belum ada pendampingan yang dicatat."),
            lines=2,
        )
        self.evidence = Section[AttachmentView](
            look,
            self.tr("Bukti"),
            self._evidence_columns(),
            lambda one: one.id,
            self.tr("Belum ada bukti. Lampirkan foto atau PDF dari yang sudah terwujud."),
        )
        self.notes = Section[GroupNote](
            look,
            self.tr("Catatan kelompok"),
            self._note_columns(),
            lambda one: (one.written_at, one.author, one.text),
            self.tr("Belum ada catatan tentang kelompok ini."),
            lines=2,
        )
        self.add = Button(look, self.tr("Catat pendampingan"), self.add_coaching)
        look.dress(self.add, "note-pencil")
        self.log.tools.addWidget(self.add)
        self.attach = Button(look, self.tr("Lampirkan bukti"), self.choose_files)
        look.dress(self.attach, "file-arrow-up")
        self.evidence.tools.addWidget(self.attach)
        layout = column(gap=sizes.step_5)
        layout.setContentsMargins(0, sizes.step_2, sizes.step_3, sizes.step_4)
        for part in (self.log, self.evidence, self.notes):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setLayout(layout)

    def _log_columns(self) -> list[Column[CoachingView]]:
        words = self._room.words

        def day(one: CoachingView) -> Cell:
            return Cell(text=words.date(date.fromisoformat(one.held_on)) if one.held_on else "–", kind=Type.FIGURE)

        return [
            Column(title=self.tr("Tanggal"), cell=day, least=150),
            Column(
                title=self.tr("Pendamping"),
                cell=lambda one: Cell(text=one.coach.name if one.coach is not None else "–"),
                least=170,
                share=1,
                drop=1,
            ),
            Column(title=self.tr("Cara"), cell=lambda one: Cell(text=one.mode or "–"), least=90, drop=2),
            Column(
                title=self.tr("Catatan"), cell=lambda one: Cell(text=one.notes, kind=Type.MEDIUM), least=230, share=2
            ),
            Column(
                title=self.tr("Tindak lanjut"),
                cell=lambda one: Cell(text=one.follow_up or "–", tone="ink_2"),
                least=200,
                share=2,
            ),
        ]

    def _evidence_columns(self) -> list[Column[AttachmentView]]:
        words = self._room.words
        places = {
            Place.HERE: self.tr("di laptop ini, belum sampai pusat"),
            Place.SENDING: self.tr("sedang dikirim"),
            Place.STORED: self.tr("di laptop ini dan di pusat"),
            Place.AWAY: self.tr("di pusat"),
            Place.FETCHING: self.tr("sedang diambil"),
            Place.ELSEWHERE: self.tr("masih di laptop lain"),
            Place.REFUSED: self.tr("ditolak pusat, tersimpan di sini"),
        }
        return [
            Column(title=self.tr("Bukti"), cell=lambda one: Cell(text=one.title, kind=Type.MEDIUM), least=220, share=2),
            Column(
                title=self.tr("Ditambahkan"),
                cell=lambda one: Cell(text=words.moment(one.taken_at), kind=Type.FIGURE),
                least=190,
            ),
            Column(
                title=self.tr("Ukuran berkas"),
                cell=lambda one: Cell(text=words.size(one.size), kind=Type.FIGURE),
                least=110,
                right=True,
            ),
            Column(title=self.tr("Di mana"), cell=lambda one: Cell(text=places[one.place]), least=200, share=1, drop=1),
        ]

    def _note_columns(self) -> list[Column[GroupNote]]:
        words = self._room.words
        return [
            Column(
                title=self.tr("Waktu"),
                cell=lambda one: Cell(text=words.moment(one.written_at), kind=Type.FIGURE),
                least=190,
            ),
            Column(title=self.tr("Penulis"), cell=lambda one: Cell(text=one.author), least=150, share=1, drop=1),
            Column(
                title=self.tr("Catatan"), cell=lambda one: Cell(text=one.text, kind=Type.MEDIUM), least=260, share=3
            ),
        ]

    # -------------------------------------------------------------- values

    def show_plan(self, plan: PlanView) -> None:
        """Show the log of a plan; evidence and notes are asked for."""
        self._plan = plan
        self.log.show_rows(plan.coachings)
        why = "" if writes(self._room.profile) else self.tr("Anda hanya dapat membaca.")
        for button in (self.add, self.attach):
            rule_out(button, why)
        read, jobs = self._room.services.read, self._room.jobs
        jobs.ask(self, read(list_attachments, group_id=plan.group), self.evidence.show_rows, purpose="evidence")
        jobs.ask(self, read(notes_of_group, plan.group), self.notes.show_rows, purpose="notes")

    # -------------------------------------------------------------- acts

    def add_coaching(self) -> None:
        """Ask for a line of the log."""
        if self._plan is not None:
            CoachingDialog(self._room, self, self._plan).open()

    def choose_files(self) -> None:
        """Ask for photographs and papers, and attach them."""
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Lampirkan bukti"), "", self.tr("Foto dan PDF (*.jpg *.jpeg *.png *.pdf)")
        )
        for name in names:
            self.attach_file(Path(name))

    def attach_file(self, file: Path) -> None:
        """Attach one file to the group: made small on the worker's thread, then kept."""
        if self._plan is None:
            return
        ready = self._room.services.work(partial(_prepared, file))
        self._room.jobs.ask(self, ready, partial(self._keep, self._plan.group, file.stem), writes=True)

    def _keep(self, group: int, title: str, ready: tuple[bytes, str]) -> None:
        content, kind = ready
        kept = self._room.services.write(
            lambda replica, moment: attach_to_group(replica, group, content, kind, title, moment), Topic.PLANS
        )
        said = self.tr("Bukti dilampirkan.")
        self._room.jobs.ask(self, kept, lambda _: self._room.usher.say(said), writes=True)


def _prepared(file: Path, _: Any) -> tuple[bytes, str]:
    try:
        ready = prepared(file)
    except NoPicture as problem:
        raise Unsuitable(str(problem)) from problem
    return ready.content, ready.kind
