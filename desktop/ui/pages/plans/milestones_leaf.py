"""The milestones of a plan, and what was reported of it after 60 days and a year."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from PySide6.QtWidgets import QWidget

from desktop.services.plans.grouping import Member
from desktop.services.plans.planning import remove_milestone
from desktop.services.plans.views import FollowUpView, MilestoneView, PlanView
from desktop.ui.allowed import writes
from desktop.ui.dialogs.dialog import Question
from desktop.ui.pages.plans.plan_dialogs import FinishDialog, FollowUpDialog, MilestoneDialog
from desktop.ui.pages.plans.told import follow_up_name, horizon_name
from desktop.ui.parts import Button, column
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column
from desktop.ui.sections import Section, rule_out
from desktop.ui.theme import Type


class MilestonesLeaf(QWidget):
    """Two tables with what is done to their rows."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        look, sizes = room.look, room.look.sizes
        self._plan: PlanView | None = None
        self._members: tuple[Member, ...] = ()
        self.milestones = Section[MilestoneView](
            look,
            self.tr("Tonggak"),
            self._milestone_columns(),
            lambda one: one.id,
            self.tr("Belum ada tonggak. Tonggak bertanggal membuat lampu rencana ini menyala."),
            lines=2,
        )
        self.follow_ups = Section[FollowUpView](
            look,
            self.tr("Tindak lanjut"),
            self._follow_up_columns(),
            lambda one: one.days,
            self.tr("Tindak lanjut jatuh tempo sesudah seminar."),
            lines=2,
        )
        self.add = Button(look, self.tr("Tambah tonggak"), self.add_milestone)
        look.dress(self.add, "plus")
        self.done = Button(look, self.tr("Tandai selesai"), self.finish)
        look.dress(self.done, "check")
        self.remove = Button(look, self.tr("Hapus"), self.ask_removal, kind="text")
        for button in (self.remove, self.done, self.add):
            self.milestones.tools.addWidget(button)
        self.report = Button(look, self.tr("Laporkan"), self.report_follow_up)
        self.follow_ups.tools.addWidget(self.report)
        layout = column(gap=sizes.step_5)
        layout.setContentsMargins(0, sizes.step_2, sizes.step_3, sizes.step_4)
        layout.addWidget(self.milestones)
        layout.addWidget(self.follow_ups)
        layout.addStretch(1)
        self.setLayout(layout)

    def _day(self, day: str | None) -> str:
        return self._room.words.date(date.fromisoformat(day)) if day else "–"

    def _milestone_columns(self) -> list[Column[MilestoneView]]:
        today = self._room.words.today

        def due(one: MilestoneView) -> Cell:
            late = bool(one.due_on and not one.done_on and one.due_on < today())
            icon = "warning" if late else ""
            return Cell(text=self._day(one.due_on), kind=Type.FIGURE, tone="code_a" if late else "ink", icon=icon)

        def done(one: MilestoneView) -> Cell:
            icon = "check" if one.done_on else ""
            return Cell(
                text=self._day(one.done_on), kind=Type.FIGURE, tone="code_h" if one.done_on else "ink", icon=icon
            )

        def measure(one: MilestoneView) -> Cell:
            span = " → ".join(part for part in (one.baseline, one.target) if part)
            return Cell(text=": ".join(part for part in (one.measure, span) if part) or "–", tone="ink_2")

        return [
            Column(
                title=self.tr("Tonggak"), cell=lambda one: Cell(text=one.title, kind=Type.MEDIUM), least=200, share=2
            ),
            Column(
                title=self.tr("Penanggung jawab"),
                cell=lambda one: Cell(text=one.owner.name if one.owner is not None else "–"),
                least=160,
                share=2,
            ),
            Column(title=self.tr("Tenggat"), cell=due, least=150),
            Column(title=self.tr("Selesai"), cell=done, least=150),
            Column(title=self.tr("Jangka"), cell=lambda one: Cell(text=horizon_name(one.horizon)), least=90, drop=3),
            Column(title=self.tr("Ukuran"), cell=measure, least=170, share=2, drop=2),
            Column(
                title=self.tr("Realisasi"),
                cell=lambda one: Cell(text=one.realisation or "–", tone="ink_2"),
                least=170,
                share=2,
                drop=1,
            ),
        ]

    def _follow_up_columns(self) -> list[Column[FollowUpView]]:
        def share(one: FollowUpView) -> Cell:
            if not one.reported:
                return Cell(text=self.tr("belum dilaporkan"), tone="ink_2")
            told = self._room.words.percent(Fraction(one.share, 10_000)) if one.share is not None else ""
            return Cell(text=told or self.tr("tidak disebut"), kind=Type.FIGURE_STRONG)

        def words(one: FollowUpView) -> Cell:
            parts = (one.realisation, one.obstacles and self.tr("Kendala: {text}").format(text=one.obstacles), one.next)
            return Cell(text=" · ".join(part for part in parts if part) or "–", tone="ink_2")

        return [
            Column(
                title=self.tr("Sesudah"),
                cell=lambda one: Cell(text=follow_up_name(one.days), kind=Type.MEDIUM),
                least=110,
            ),
            Column(
                title=self.tr("Jatuh tempo"),
                cell=lambda one: Cell(text=self._day(one.due_on), kind=Type.FIGURE),
                least=150,
            ),
            Column(
                title=self.tr("Dilaporkan"),
                cell=lambda one: Cell(text=self._day(one.held_on), kind=Type.FIGURE),
                least=150,
                drop=1,
            ),
            Column(title=self.tr("Realisasi"), cell=share, least=140, right=True),
            Column(title=self.tr("Keterangan"), cell=words, least=220, share=1),
        ]

    # -------------------------------------------------------------- values

    def show_plan(self, plan: PlanView, members: tuple[Member, ...]) -> None:
        """Show the milestones and follow-ups of a plan."""
        self._plan, self._members = plan, members
        self.milestones.show_rows(plan.milestones)
        self.follow_ups.show_rows(plan.follow_ups)
        why = "" if writes(self._room.profile) else self.tr("Anda hanya dapat membaca.")
        for button in (self.add, self.done, self.remove, self.report):
            rule_out(button, why)
        for button in (self.done, self.remove):
            button.setVisible(bool(plan.milestones))

    # -------------------------------------------------------------- acts

    def add_milestone(self) -> None:
        """Ask for a new milestone."""
        if self._plan is not None:
            MilestoneDialog(self._room, self, self._plan, self._members).open()

    def finish(self) -> None:
        """Ask when the chosen milestone was reached."""
        milestone = self.milestones.current()
        if milestone is not None:
            FinishDialog(self._room, self, milestone).open()

    def ask_removal(self) -> None:
        """Ask before the chosen milestone goes."""
        milestone = self.milestones.current()
        if milestone is None:
            return
        words = self.tr('Tonggak "{title}" dihapus dari rencana ini, di semua laptop.').format(title=milestone.title)
        question = Question(
            self._room.look, self._room.jobs, self, self.tr("Hapus tonggak?"), words, self.tr("Hapus tonggak")
        )
        identifier = milestone.id
        question.accepted.connect(lambda: self._remove(identifier))
        question.open()

    def _remove(self, identifier: int) -> None:
        gone = self._room.services.write(
            lambda replica, moment: remove_milestone(replica, identifier, moment), Topic.PLANS
        )
        said = self.tr("Tonggak dihapus.")
        self._room.jobs.ask(self, gone, lambda _: self._room.usher.say(said), writes=True)

    def report_follow_up(self) -> None:
        """Ask what came of the plan."""
        if self._plan is None:
            return
        chosen = self.follow_ups.current()
        FollowUpDialog(self._room, self, self._plan, chosen.days if chosen is not None else 0).open()
