"""The sessions of a class, stage by stage, with what has been marked in each."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.services.views import STATUSES, ClassDetail, SessionCounts, Tick
from desktop.ui.dialogs.creating import NewSessionDialog
from desktop.ui.pages.page import Page
from desktop.ui.parts import Button, Elided, column, row
from desktop.ui.place import Place, State, number
from desktop.ui.port import Change, Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty
from desktop.ui.words import status_name


class SchedulePage(Page):
    """A row opens its session in the register."""

    topics = frozenset({Topic.CLASSES, Topic.MARKS, Topic.PEOPLE})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look, sizes = room.look, room.look.sizes
        self._class = 0
        self._detail: ClassDetail | None = None
        self._stages: dict[int, str] = {}
        self._line = Elided(look, "", Type.FIGURE, tone="ink_2")
        self.new = Button(look, self.tr("Buat sesi"), self.make, kind="primary")
        look.dress(self.new, "calendar-plus", "on_nila")
        self.model = RowsModel[SessionCounts](self._columns(), lambda row: row.session.id, self)
        self.table = Table(look, self.tr("Jadwal sesi"))
        self.table.setModel(self.model)
        self.table.opened.connect(self._open)
        words = self.tr("Belum ada sesi. Sesi yang Anda buat di sini menjadi kolom presensi.")
        self._curtain = Curtain(look, self.table, Empty(look, "leaf", words))
        self.keys_when_lifted(self._curtain)
        top = row(gap=sizes.step_3)
        top.addWidget(self._line, 1)
        top.addWidget(self.new)
        layout = column(gap=sizes.step_3)
        layout.setContentsMargins(0, sizes.step_2, 0, sizes.step_4)
        layout.addLayout(top)
        layout.addWidget(self._curtain, 1)
        self.setLayout(layout)
        self._curtain.wait()

    def _columns(self) -> list[Column[SessionCounts]]:
        words = self.room.words

        def when(row: SessionCounts) -> Cell:
            return Cell(text=words.weekday(row.session.starts_at, row.session.zone), kind=Type.FIGURE)

        def hours(row: SessionCounts) -> Cell:
            span = words.span(row.session.starts_at, row.session.ends_at, row.session.zone)
            return Cell(text=span, kind=Type.FIGURE)

        def state(row: SessionCounts) -> Cell:
            if row.disputed:
                shown = self.tr("%Ln beda isian", "", row.disputed)
                return Cell(text=shown, kind=Type.FIGURE, icon="warning", tone="mengkudu")
            if row.session.closed:
                return Cell(text=self.tr("Ditutup"), icon="lock", tone="ink_2")
            if not sum(row.counts):
                return Cell(text=self.tr("Belum diisi"), tone="ink_2")
            if row.empty:
                return Cell(text=self.tr("%Ln belum diisi", "", row.empty), kind=Type.FIGURE, tone="mengkudu")
            return Cell(text=self.tr("Semua terisi"), tone="code_h")

        def stage(row: SessionCounts) -> Cell:
            return Cell(text=self._stages.get(row.session.stage or 0, "–"), tone="ink_2")

        def centre(row: SessionCounts) -> Cell:
            return Cell(tick=Tick.SETTLED) if row.session.settled else Cell()

        columns: list[Column[SessionCounts]] = [
            Column(title=self.tr("Sesi"), cell=self._title, least=210, share=3),
            Column(title=self.tr("Tahap"), cell=stage, least=190, share=2, drop=3),
            Column(title=self.tr("Hari, tanggal"), cell=when, least=170, share=1),
            Column(title=self.tr("Waktu"), cell=hours, least=148, drop=2),
            Column(title=self.tr("JP"), cell=self._hours, least=48, right=True, drop=4),
        ]
        columns += [self._count_column(n, status) for n, status in enumerate(STATUSES)]
        columns.append(Column(title=self.tr("Keadaan"), cell=state, least=132))
        columns.append(Column(title=self.tr("Pusat"), cell=centre, least=56))
        return columns

    def _title(self, counted: SessionCounts) -> Cell:
        return Cell(text=counted.session.title, kind=Type.MEDIUM)

    def _hours(self, counted: SessionCounts) -> Cell:
        return Cell(text=self.room.words.hours(counted.session.hours).split()[0], kind=Type.FIGURE)

    def _count_column(self, n: int, status: str) -> Column[SessionCounts]:
        def count(row: SessionCounts) -> Cell:
            return Cell(
                text=str(row.counts[n]) if row.counts[n] else "",
                kind=Type.FIGURE,
                tone=f"code_{status.lower()}" if status != "H" else "ink",
                told=f"{status_name(status)}: {row.counts[n]}",
            )

        return Column(title=status, cell=count, least=42, right=True, drop=1)

    def enter(self, state: State) -> None:
        class_id = number(state, "class") or 0
        if class_id != self._class:
            self._class = class_id
            self._curtain.wait()
        self.refresh()

    def state(self) -> State:
        return {"session": self.table.current_key()}

    def first(self) -> QWidget:
        return self.table

    def wants(self, change: Change) -> bool:
        return super().wants(change) and change.class_id in (None, self._class)

    def refresh(self) -> None:
        self.room.jobs.ask(self, self.room.services.class_detail(self._class), self._show, purpose="class")

    def _show(self, detail: ClassDetail) -> None:
        self._detail = detail
        words = self.room.words
        self._stages = {stage.id: words.stage(stage, n) for n, stage in enumerate(detail.stages, 1)}
        self._curtain.lift(empty=not detail.sessions)
        self.table.show_rows(detail.sessions)
        if detail.sessions and not self.table.currentIndex().isValid():
            self.table.choose(0)
        dates = words.dates(detail.summary.starts_on, detail.summary.ends_on)
        stages = self.tr("%Ln tahap", "", len(detail.stages))
        sessions = self.tr("%Ln sesi", "", len(detail.sessions))
        total = words.hours(sum(row.session.hours for row in detail.sessions))
        self._line.tell(" · ".join(part for part in (dates, stages, sessions, total) if part))

    def make(self) -> None:
        """Ask for a new session, proposed for the day after the last."""
        if self._detail is None:
            return
        sessions = self._detail.sessions
        day = sessions[-1].session.starts_at + 24 * 3600 if sessions else _first_day(self._detail, self.room)
        zone = sessions[-1].session.zone if sessions else ""
        NewSessionDialog(self.room, self, self._class, self._detail.stages, day, zone).open()

    def _open(self, row: int) -> None:
        found = self.model.value_at(row)
        if found is not None:
            state = {"class": self._class, "tab": "attendance", "attendance": {"session": found.session.id}}
            self.room.usher.go(Place(page="class", state=state))


def _first_day(detail: ClassDetail, room: Room) -> int | None:
    """Eight o'clock of the day a class begins; None when that is not known."""
    starts_on = detail.summary.starts_on
    return room.words.epoch(date.fromisoformat(starts_on), 8, 0) if starts_on else None
