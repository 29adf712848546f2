"""Self-paced stages: who has done which task, ticked with the day on which it was done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from contract.training.classes.tasks import Progress
from desktop.services.classes.tasks import (
    ClassProgress,
    PersonProgress,
    TaskView,
    list_tasks,
    progress_of_class,
    set_done,
)
from desktop.services.views import ClassDetail, Stage
from desktop.ui.dialogs.dialog import Question
from desktop.ui.dialogs.task import NewTaskDialog
from desktop.ui.fields import DateField
from desktop.ui.grids import Grid, GridColumn
from desktop.ui.pages.class_tab import ClassTab
from desktop.ui.parts import Button, Elided, Text, column, row
from desktop.ui.place import State, number
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty

_FIRST = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """The tasks of a class and how far its people are, of one moment."""

    tasks: tuple[TaskView, ...]
    progress: ClassProgress


class TasksPage(ClassTab):
    """People down, tasks across. Space ticks and unticks."""

    topics = frozenset({Topic.RESULTS, Topic.CLASSES, Topic.PEOPLE})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look = room.look
        self._asked: Asked | None = None
        self._stages: tuple[Stage, ...] = ()
        self._wanted: State = {}
        self._line = Elided(look, "", Type.FIGURE, tone="ink_2")
        self.day = DateField(look, QDate.currentDate())
        self.day.setAccessibleName(self.tr("Tanggal selesai"))
        self.day.lineEdit().setAccessibleName(self.tr("Tanggal selesai"))
        self.day.setFont(look.font(Type.FIGURE))
        self.day.setMaximumDate(QDate.currentDate())
        self.all_done = Button(look, self.tr("Semua selesai"), self.finish_all)
        self.add = Button(look, self.tr("Tambah tugas"), self.add_task)
        look.dress(self.add, "plus")
        self.add.setEnabled(False)  # until the stages are known
        self.model = RowsModel[PersonProgress]((), lambda one: one.person, self)
        self.grid = Grid(look, self.tr("Tugas peserta"))
        self.grid.setModel(self.model)
        self.grid.pressed.connect(self.turn)
        self.grid.moved.connect(room.usher.placed)
        self._said = Elided(look, "", Type.CAPTION_FIGURE, tone="ink_2")
        content = QWidget()
        around = column(gap=look.sizes.step_2)
        around.addWidget(self.grid, 1)
        around.addWidget(self._said)
        around.addStretch(0)
        content.setLayout(around)
        words = self.tr(
            "Belum ada tugas belajar mandiri. Buat tugas pada sebuah tahap, lalu tandai siapa yang selesai."
        )
        self.first_task = Button(look, self.tr("Tambah tugas pertama"), self.add_task, kind="primary")
        layout = self.frame(Curtain(look, content, Empty(look, "leaf", words, (self.first_task,))))
        layout.addLayout(self._head())
        if self.curtain is not None:
            layout.addWidget(self.curtain, 1)

    def _head(self) -> QHBoxLayout:
        look = self.room.look
        self._label = Text(look, self.tr("Tanggal selesai"), Type.CAPTION, tone="ink_2")
        head = row(gap=look.sizes.step_2)
        head.addWidget(self._line, 1)
        for each in (self._label, self.day, self.all_done, self.add):
            head.addWidget(each)
        return head

    # -------------------------------------------------------------- where

    def come_back(self, state: State) -> None:
        self._wanted = state

    def state(self) -> State:
        task = self._task_at(self.grid.currentIndex().column())
        return {"person": self.grid.current_key(), "task": None if task is None else task.id}

    def first(self) -> QWidget:
        return self.grid

    def _task_at(self, at: int) -> TaskView | None:
        if self._asked is None or not _FIRST <= at < _FIRST + len(self._asked.tasks):
            return None
        return self._asked.tasks[at - _FIRST]

    # -------------------------------------------------------------- showing

    def refresh(self) -> None:
        if not self.class_id:
            return
        class_id, services = self.class_id, self.room.services
        asked = services.read(lambda r: Asked(list_tasks(r, class_id), progress_of_class(r, class_id)))
        self.room.jobs.ask(self, asked, self._show, purpose="tasks")
        self.room.jobs.ask(self, services.class_detail(class_id), self._take_stages, purpose="stages")

    def _take_stages(self, detail: ClassDetail) -> None:
        self._stages = detail.stages
        for button in (self.add, self.first_task):
            button.setEnabled(bool(detail.stages))
            button.setToolTip("" if detail.stages else self.tr("Kelas ini belum punya tahap."))

    def _show(self, asked: Asked) -> None:
        self._asked = asked
        self.grid.show_grid(self._columns(asked.tasks), asked.progress.people)
        if self.curtain is not None:
            self.curtain.lift(empty=not asked.tasks)
        for each in (self._label, self.day, self.all_done, self.add):
            each.setVisible(bool(asked.tasks))
        parts = [self.tr("%Ln peserta", "", len(asked.progress.people))]
        for stage, title in asked.progress.stages:
            parts.append(f"{title}: {self._share(asked.progress.totals[stage])}")
        self._line.tell(" · ".join(parts))
        if self._wanted:
            wanted, self._wanted = self._wanted, {}
            tasks = [task.id for task in asked.tasks]
            task = number(wanted, "task")
            at = _FIRST + tasks.index(task) if task in tasks else _FIRST
            self.grid.go_to(max(0, self.model.row_of(number(wanted, "person"))), at)
        if not self._said.accessibleName():
            self._said.tell(self.tr("Spasi menandai selesai pada tanggal di atas · Spasi lagi membatalkan"))

    def _share(self, progress: Progress) -> str:
        return self.room.words.percent(progress.share) or "–"

    def _columns(self, tasks: tuple[TaskView, ...]) -> list[Column[PersonProgress]]:
        today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        columns: list[Column[PersonProgress]] = [
            Column(title=self.tr("Nama"), cell=_name, least=200, share=3),
        ]
        columns += [
            GridColumn(
                title=task.title,
                under=self._under(task),
                cell=partial(self._cell, task, today),
                least=130,
                share=1,
                reached=True,
            )
            for task in tasks
        ]
        columns.append(Column(title=self.tr("Selesai"), cell=self._total, least=84, right=True))
        return columns

    def _total(self, one: PersonProgress) -> Cell:
        return Cell(text=self._share(one.total), kind=Type.FIGURE_STRONG)

    def _under(self, task: TaskView) -> str:
        parts = [self.tr("{done} dari {people}").format(done=task.done, people=task.people)]
        if task.due_on:
            day = QDate.fromString(task.due_on, Qt.DateFormat.ISODate)
            parts.append(self.tr("s.d. {day}").format(day=day.toString("dd/MM")))
        if not task.required:
            parts.append(self.tr("tidak wajib"))
        return " · ".join(parts)

    def _cell(self, task: TaskView, today: str, one: PersonProgress) -> Cell:
        if task.id in one.done:
            return Cell(text=self.tr("selesai"), icon="check", tone="code_h")
        if task.due_on and task.due_on < today:
            return Cell(text=self.tr("lewat batas"), icon="clock", tone="mengkudu" if task.required else "ink_2")
        return Cell(text="–", tone="ink_2", told=self.tr("belum selesai"))

    # -------------------------------------------------------------- acts

    def turn(self, at: int, column: int) -> None:
        """Tick a task for one person, or take the tick back."""
        task, one = self._task_at(column), self.model.value_at(at)
        if task is None or one is None:
            return
        done, on = task.id not in one.done, self.day.date().toString(Qt.DateFormat.ISODate)
        writing = self.room.services.write(
            lambda r, m: set_done(r, task.id, [one.person], m, done=done, on=on if done else ""),
            Topic.RESULTS,
            class_id=self.class_id,
        )
        words = self.tr("{name}: {task} selesai") if done else self.tr("{name}: {task} belum selesai")
        told = words.format(name=one.name, task=task.title)
        self.room.jobs.ask(self, writing, lambda _: self._said.tell(told), writes=True)
        if at + 1 < self.model.rowCount():
            self.grid.go_to(at + 1, column)

    def finish_all(self) -> None:
        """Everybody has done the task of the column with the keys."""
        task = self._task_at(self.grid.currentIndex().column())
        if task is None:
            return
        left, on = task.people - task.done, self.day.date().toString(Qt.DateFormat.ISODate)
        day = self.room.words.value(on)
        words = self.tr("%Ln peserta yang belum selesai ditandai selesai pada {day}.", "", left).format(day=day)
        question = Question(self.room.look, self.room.jobs, self, task.title, words, self.tr("Tandai semua selesai"))

        def agreed() -> None:
            writing = self.room.services.write(
                lambda r, m: set_done(r, task.id, None, m, on=on), Topic.RESULTS, class_id=self.class_id
            )
            done = self.tr("%Ln peserta ditandai selesai.", "", left)
            self.room.jobs.ask(self, writing, lambda _: self.room.usher.say(done), writes=True)

        question.accepted.connect(agreed)
        question.open()

    def add_task(self) -> None:
        """Ask for a new task."""
        if self._stages:
            NewTaskDialog(self.room, self, self.class_id, self._stages).open()


def _name(one: PersonProgress) -> Cell:
    return Cell(text=one.name, kind=Type.MEDIUM)
