"""One action plan: what it says, its milestones, its log and evidence, its seminar and what came of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from contract.training.plans.action_plans import PlanStatus, next_statuses
from desktop.services.plans.desk import PlanDesk, open_plan
from desktop.services.plans.planning import move_plan
from desktop.services.plans.views import PlanView
from desktop.ui.allowed import writes
from desktop.ui.fields import Choice
from desktop.ui.pages.page import Page, PageHead
from desktop.ui.pages.plans.log_leaf import LogLeaf
from desktop.ui.pages.plans.milestones_leaf import MilestonesLeaf
from desktop.ui.pages.plans.plan_dialogs import PlanDialog
from desktop.ui.pages.plans.seminar_leaf import SeminarLeaf
from desktop.ui.pages.plans.told import field_name, light_icon, light_name, status_name
from desktop.ui.parts import Button, Picture, Text, column, row
from desktop.ui.place import Place, State, number, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.sections import Facts, Leaves, rule_out
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty
from desktop.ui.words import told

_SHOWN = (
    *("title", "theme", "priorities", "impacts", "quick_win", "indicators", "background", "objective", "outputs"),
    *("outcomes", "beneficiaries", "measure", "baseline", "target", "development_plan", "risks", "stakeholders"),
    *("budget", "feedback"),
)


class PlanPage(Page):
    """The light with its reason stands above; the rest behind tabs."""

    topics = frozenset({Topic.PLANS, Topic.CLASSES, Topic.PEOPLE})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look, sizes = room.look, room.look.sizes
        self._group = 0
        self.desk: PlanDesk | None = None
        self.head = PageHead(room, "")
        self.status = Choice(look)
        self.status.setAccessibleName(self.tr("Status rencana aksi"))
        self.status.setMinimumWidth(sizes.agency_column_most)
        self.status.activated.connect(lambda _: self._move())
        self.fill = Button(look, self.tr("Isi rencana"), self.fill_plan, kind="primary")
        look.dress(self.fill, "pencil-simple", "on_nila")
        for tool in (self.status, self.fill):
            self.head.tools.addWidget(tool)
        self._light = row(gap=sizes.step_2)
        self._lamp = Picture(look, "circle", sizes.icon)
        self._why = Text(look, "", Type.FIGURE, wrapped=True)
        self._light.addWidget(self._lamp)
        self._light.addWidget(self._why, 1)
        self._build_leaves()
        to_list = Button(look, self.tr("Lihat papan rencana aksi"), lambda: room.usher.go(Place(page="plans")))
        empty = Empty(look, "leaf", self.tr("Pilih satu rencana aksi dari papan."), (to_list,))
        self._curtain = Curtain(look, self.leaves, empty)
        layout = column(gap=sizes.step_2)
        layout.setContentsMargins(sizes.page, sizes.step_4, sizes.page, sizes.step_2)
        layout.addWidget(self.head)
        layout.addLayout(self._light)
        layout.addWidget(self._curtain, 1)
        self.setLayout(layout)
        self._curtain.wait()

    def _build_leaves(self) -> None:
        room, sizes = self.room, self.room.look.sizes
        self.facts = Facts(room.look)
        plan = QWidget()
        around = column()
        around.setContentsMargins(0, sizes.step_2, sizes.step_3, sizes.step_4)
        around.addWidget(self.facts)
        around.addStretch(1)
        plan.setLayout(around)
        self.milestones, self.log, self.seminar = MilestonesLeaf(room), LogLeaf(room), SeminarLeaf(room)
        self.leaves = Leaves(
            room.look,
            self.tr("Bagian rencana aksi"),
            [
                ("plan", self.tr("Rencana"), plan),
                ("milestones", self.tr("Tonggak dan tindak lanjut"), self.milestones),
                ("log", self.tr("Pendampingan dan bukti"), self.log),
                ("seminar", self.tr("Seminar"), self.seminar),
            ],
        )
        self.leaves.turned.connect(lambda _: room.usher.placed.emit())

    # -------------------------------------------------------------- place

    def enter(self, state: State) -> None:
        group = number(state, "group") or self._group
        if group != self._group:
            self._group = group
            self.desk = None
            self.head.tell("")
            self._why.setText("")
            self._curtain.wait()
        self.leaves.turn_to(text(state, "leaf"))
        self.refresh()

    def state(self) -> State:
        return {"group": self._group, "leaf": self.leaves.leaf}

    def take_focus(self) -> None:
        self.leaves.tabs.setFocus()

    def refresh(self) -> None:
        for tool in (self.status, self.fill):
            tool.setVisible(bool(self._group))
        if not self._group:
            self.head.tell(self.tr("Rencana Aksi"))
            self._curtain.lift(empty=True)
            return
        asked = self.room.services.read(open_plan, self._group, self.room.words.today())
        self.room.jobs.ask(self, asked, self._show, purpose="plan")

    # -------------------------------------------------------------- values

    def _show(self, desk: PlanDesk) -> None:
        self.desk = desk
        plan = desk.plan
        parts = (plan.group_title, desk.class_title, plan.coach.name if plan.coach is not None else "")
        self.head.tell(plan.title or self.tr("belum berjudul"), " · ".join(part for part in parts if part))
        self.head.show_tag(self.tr("Data contoh") if plan.example else "")
        icon, tone = light_icon(plan.light.colour)
        self._lamp.show_icon(icon, tone)
        self._why.setText(f"{light_name(plan.light.colour)}. {told(plan.light.reason)}")
        self._show_status(plan.status)
        why = "" if writes(self.room.profile) else self.tr("Anda hanya dapat membaca.")
        rule_out(self.fill, why)
        self.status.setEnabled(not why)
        self.facts.show_pairs(self._pairs(plan))
        self.milestones.show_plan(plan, desk.members)
        self.log.show_plan(plan)
        self.seminar.show_plan(plan, desk.examiners, desk.criteria)
        self._curtain.lift(empty=False)

    def _pairs(self, plan: PlanView) -> list[tuple[str, str]]:
        pairs = []
        for name in _SHOWN:
            value = plan.theme if name == "theme" else plan.stated.get(name)
            if name == "quick_win" and value is not None:
                value = self.tr("Ya") if value else self.tr("Tidak")
            if name == "budget" and isinstance(value, int):
                value = f"Rp{self.room.words.amount(value)}"
            pairs.append((field_name(name), str(value) if value is not None else ""))
        if plan.free_text:
            pairs.append((self.tr("Catatan lama"), plan.free_text))
        if not any(value for _, value in pairs):
            pairs = [(self.tr("Rencana"), self.tr('Belum ada isinya. Mulai dengan "Isi rencana".'))]
        return pairs

    def _show_status(self, now: PlanStatus) -> None:
        self.status.clear()
        self.status.addItem(status_name(now), now.value)
        for one in next_statuses(now):
            self.status.addItem(self.tr("Ubah menjadi: {status}").format(status=status_name(one)), one.value)

    # -------------------------------------------------------------- acts

    def _move(self) -> None:
        to, group = str(self.status.currentData()), self._group
        if self.desk is None or to == self.desk.plan.status.value:
            return
        moved = self.room.services.write(lambda replica, moment: move_plan(replica, group, to, moment), Topic.PLANS)
        said = self.tr("Status rencana aksi diubah.")
        self.room.jobs.ask(self, moved, lambda _: self.room.usher.say(said), self._not_moved, writes=True)

    def _not_moved(self, fault: object) -> None:
        self.room.jobs.failed.emit(fault)
        if self.desk is not None:
            self._show_status(self.desk.plan.status)

    def fill_plan(self) -> None:
        """Ask for the plan's fields."""
        if self.desk is not None:
            PlanDialog(self.room, self, self.desk.plan, self.desk.choices).open()
