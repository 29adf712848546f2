"""Sinkronisasi as facts: what waits, what came, what was refused and why, when the centre was last heard."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from contract.faults import Fault
from desktop.services.exchange.journey import Contact, Progress, SyncState, Waiting, WaitingKind
from desktop.services.views import Tick
from desktop.ui.dialogs.beside import HubDialog, PairDialog
from desktop.ui.dialogs.carrying import CarryDialog
from desktop.ui.look import Look
from desktop.ui.pages.link_lines import LinkLines
from desktop.ui.pages.page import Page, PageHead
from desktop.ui.parts import Button, Card, Picture, Text, column, row, scrolled
from desktop.ui.place import State
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.words import told

_HISTORY_SHOWN = 8
_WAITING_SHOWN = 6
_ICONS = {
    WaitingKind.ATTENDANCE: "clipboard-text",
    WaitingKind.PERSON: "users-three",
    WaitingKind.CLASS: "chalkboard-teacher",
    WaitingKind.NOTE: "note-pencil",
    WaitingKind.FILE: "file-arrow-up",
    WaitingKind.OTHER: "tray",
}


class _Count(Card):
    """A big number and what it counts."""

    def __init__(self, look: Look, name: str, icon: str) -> None:
        super().__init__(look)
        sizes = look.sizes
        self.body.setContentsMargins(sizes.card, sizes.step_3, sizes.card, sizes.step_3)
        self.body.setSpacing(0)
        self._name = name
        self._number = Text(look, "–", Type.NUMBER)  # a nought would be a claim
        self._number.setFixedHeight(look.line(Type.NUMBER))
        line = row(gap=sizes.step_2)
        line.addWidget(Picture(look, icon, sizes.icon))
        line.addWidget(Text(look, name, tone="ink_2"), 1)
        self.body.addLayout(line)
        self.body.addWidget(self._number)

    def tell(self, shown: str, *, urgent: bool = False) -> None:
        """Another number."""
        self._number.setText(shown)
        self._number.set_tone("mengkudu" if urgent else "")
        self.setAccessibleName(f"{self._name}: {shown}")


class SyncPage(Page):
    """Status is what the rows say, never what the last attempt felt like."""

    topics = frozenset({Topic.SYNC, Topic.MARKS, Topic.PEOPLE, Topic.CLASSES, Topic.ATTENTION})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look, sizes = room.look, room.look.sizes
        self._begin = False
        self._busy = False
        self.head = PageHead(room, self.tr("Sinkronisasi"))
        self.send = Button(look, self.tr("Kirim dan ambil data"), self.begin, kind="primary")
        look.dress(self.send, "arrows-clockwise", "on_nila")
        self.stop = Button(look, self.tr("Batal"), self._stop)
        self.stop.hide()
        self.head.tools.addWidget(self.stop)
        self.head.tools.addWidget(self.send)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Kemajuan sinkronisasi"))
        self._fault = Text(look, "", tone="mengkudu", wrapped=True)
        self._fault.hide()
        self._progress_words = Text(look, "", Type.CAPTION_FIGURE, tone="ink_2", wrapped=True)
        self.link = LinkLines(room)
        self._counts = self._new_counts()
        self.waiting = RowsModel[Waiting](self._waiting_columns(), lambda w: (w.kind, w.where, w.carried), self)
        self.history = RowsModel[Contact](self._history_columns(), lambda c: c.at, self)
        self._waiting_table = Table(look, self.tr("Yang menunggu dikirim"), opens=False)
        self._waiting_table.setModel(self.waiting)
        self._history_table = Table(look, self.tr("Riwayat sinkronisasi"), opens=False)
        self._history_table.setModel(self.history)
        self._history_head = Text(look, self.tr("Riwayat"), Type.SECTION)
        self._nothing = Text(look, "", tone="ink_2")
        layout = column(gap=sizes.step_3)
        layout.setContentsMargins(sizes.page, sizes.step_4, 0, 0)
        self.head.setContentsMargins(0, 0, sizes.page, 0)
        layout.addWidget(self.head)
        layout.addWidget(scrolled(self._inside()), 1)
        self.setLayout(layout)
        for unknown in (self._counts["carried"], self._waiting_table, self._history_head, self._history_table):
            unknown.hide()
        self._show_progress(None)

    def _new_counts(self) -> dict[str, _Count]:
        look = self.room.look
        return {
            "pending": _Count(look, self.tr("Menunggu"), "hourglass"),
            "carried": _Count(look, self.tr("Dibawa"), "usb"),
            "settled": _Count(look, self.tr("Diterima pusat"), "cloud-check"),
            "needs_you": _Count(look, self.tr("Perlu tindakan"), "warning"),
        }

    def _inside(self) -> QWidget:
        look, sizes = self.room.look, self.room.look.sizes
        inside = QWidget()
        counts = row(gap=sizes.step_3)
        for count in self._counts.values():
            counts.addWidget(count, 1)
        layout = column(gap=sizes.step_3)
        layout.setContentsMargins(0, 0, sizes.page, sizes.page)
        layout.addWidget(self._fault)
        layout.addWidget(self._progress)
        layout.addWidget(self._progress_words)
        layout.addWidget(self.link)
        layout.addLayout(counts)
        layout.addSpacing(sizes.step_1)
        layout.addWidget(Text(look, self.tr("Menunggu dikirim"), Type.SECTION))
        layout.addWidget(self._nothing)
        layout.addWidget(self._waiting_table)
        layout.addSpacing(sizes.step_1)
        layout.addWidget(self._history_head)
        layout.addWidget(self._history_table)
        layout.addLayout(self._other_roads())
        layout.addStretch(1)
        inside.setLayout(layout)
        return inside

    def _other_roads(self) -> QHBoxLayout:
        look = self.room.look
        roads = row(gap=look.sizes.step_3)
        roads.addWidget(Text(look, self.tr("Tidak ada jaringan?"), tone="ink_2"))
        self.carry = Button(look, self.tr("Bawa dengan flashdisk"), self._carry)
        look.dress(self.carry, "usb")
        roads.addWidget(self.carry)
        self.beside = Button(look, self.tr("Laptop pos di kantor"), self._go_beside)
        look.dress(self.beside, "laptop")
        roads.addWidget(self.beside)
        roads.addStretch(1)
        return roads

    def _carry(self) -> None:
        dialog = CarryDialog(self.room, self)
        dialog.carried.connect(self.refresh)
        dialog.open()

    def _go_beside(self) -> None:
        dialog = PairDialog(self.room, self)
        dialog.changed.connect(self.refresh)
        dialog.be_hub.connect(self._be_hub)
        dialog.open()

    def _be_hub(self) -> None:
        dialog = HubDialog(self.room, self)
        dialog.changed.connect(self.refresh)
        dialog.open()

    # -------------------------------------------------------------- columns

    def _waiting_columns(self) -> list[Column[Waiting]]:
        words = self.room.words

        def title(w: Waiting) -> Cell:
            return Cell(text=told(w.title), kind=Type.MEDIUM, icon=_ICONS[w.kind])

        def tick(w: Waiting) -> Cell:
            return Cell(tick=Tick.CARRIED if w.carried else Tick.SAVED)

        def since(w: Waiting) -> Cell:
            return Cell(text=words.moment(w.since), kind=Type.FIGURE, tone="ink_2")

        def size(w: Waiting) -> Cell:
            return Cell(text=words.size(w.size_bytes) if w.size_bytes else "", kind=Type.FIGURE, tone="ink_2")

        return [
            Column(title=self.tr("Perubahan"), cell=title, least=220, share=2),
            Column(title=self.tr("Tempat"), cell=lambda w: Cell(text=w.where), least=220, share=3, drop=1),
            Column(title=self.tr("Sejak"), cell=since, least=206, drop=2),
            Column(title=self.tr("Ukuran"), cell=size, least=80, right=True, drop=3),
            Column(title="", cell=tick, least=52),
        ]

    def _history_columns(self) -> list[Column[Contact]]:
        words = self.room.words

        def count(n: int) -> Cell:
            return Cell(text=words.amount(n) if n else "–", kind=Type.FIGURE, tone="ink" if n else "ink_2")

        def outcome(c: Contact) -> Cell:
            if c.fault:
                return Cell(text=told(c.fault), icon="plugs", tone="mengkudu")
            if c.refused:
                return Cell(
                    text=self.tr("%Ln ditolak, lihat Perlu tindakan", "", c.refused), icon="warning", tone="mengkudu"
                )
            return Cell(text=self.tr("Selesai"), icon="check", tone="code_h")

        return [
            Column(title=self.tr("Waktu"), cell=lambda c: Cell(text=words.moment(c.at), kind=Type.FIGURE), least=206),
            Column(title=self.tr("Terkirim"), cell=lambda c: count(c.sent), least=90, right=True, drop=1),
            Column(title=self.tr("Diterima"), cell=lambda c: count(c.received), least=90, right=True, drop=2),
            Column(title=self.tr("Hasil"), cell=outcome, least=180, share=1),
        ]

    # -------------------------------------------------------------- asking

    def enter(self, state: State) -> None:
        self._begin = state.get("begin") is True
        self.refresh()
        if self._begin:
            self.begin()

    def first(self) -> QWidget:
        return self.stop if self._busy else self.send

    def refresh(self) -> None:
        jobs, services = self.room.jobs, self.room.services
        jobs.ask(self, services.sync_state(), self._show, purpose="state")
        jobs.ask(self, services.waiting(), self._show_waiting, purpose="waiting")

    def begin(self) -> None:
        """Talk with the centre now."""
        if not self._busy:
            self._busy = True
            self._show_progress(Progress(sent=0, to_send=0, received=0))
            self.room.jobs.ask(self, self.room.services.sync_now(), self._finish, self._fail)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.room.services.cancel_sync()

    def _finish(self, state: SyncState) -> None:
        self._busy = False
        self._show(state)
        self.refresh()
        self.room.usher.tell_outcome(state)

    def _fail(self, fault: Fault) -> None:
        self._busy = False
        self.refresh()
        self.room.usher.complain(fault)

    # -------------------------------------------------------------- showing

    def _show(self, state: SyncState) -> None:
        words = self.room.words
        self._counts["pending"].tell(words.amount(state.pending))
        self._counts["carried"].setVisible(state.carried > 0)
        self._counts["carried"].tell(words.amount(state.carried))
        self._counts["settled"].tell(words.amount(state.settled))
        self._counts["needs_you"].tell(words.amount(state.needs_you), urgent=state.needs_you > 0)
        self.head.tell(self.tr("Sinkronisasi"), self._caption(state))
        nothing = self.tr("Tidak ada yang menunggu: semua perubahan di laptop ini sudah di pusat.")
        refused = self.tr("Tidak ada yang menunggu; %Ln perubahan ditolak pusat.", "", state.rejected)
        self._nothing.setText(refused if state.rejected else nothing)
        self._fault.setText(told(state.fault))
        self._fault.setVisible(bool(state.fault))
        self.history_rows(state.history)
        self.link.refresh(state)
        if not self._busy or state.progress is not None:
            self._show_progress(state.progress)

    def history_rows(self, history: tuple[Contact, ...]) -> None:
        """Show the newest talks with the centre."""
        self._history_head.setVisible(bool(history))
        self._history_table.setVisible(bool(history))
        self._history_table.show_rows(history[:_HISTORY_SHOWN])
        self._history_table.setFixedHeight(self._history_table.rows_height(max(1, min(len(history), _HISTORY_SHOWN))))
        self._history_table.spread()

    def _show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        self._nothing.setVisible(not waiting)
        self._waiting_table.setVisible(bool(waiting))
        self._waiting_table.setFixedHeight(self._waiting_table.rows_height(max(1, min(len(waiting), _WAITING_SHOWN))))
        self._waiting_table.show_rows(waiting)

    def _caption(self, state: SyncState) -> str:
        words, parts = self.room.words, []
        parts.append(", ".join(office.name for office in state.offices))
        if state.last_contact is None:
            parts.append(self.tr("belum pernah terhubung ke pusat"))
        else:
            parts.append(self.tr("terakhir terhubung {time}").format(time=words.moment(state.last_contact)))
        safe = [office.safe_at for office in state.offices]
        if safe and all(safe):
            # Of several offices the one whose backup is the oldest.
            day = words.short_day(min(at for at in safe if at is not None))
            parts.append(self.tr("ada di salinan cadangan server s.d. {day}").format(day=day))
        if state.stick:
            parts.append(self.tr("dibawa: flashdisk {number}").format(number=words.amount(state.stick)))
        if state.unsure:
            parts.append(self.tr("%Ln menunggu kepastian pusat", "", state.unsure))
        if state.turn is not None:
            parts.append(words.turn(state.turn.at, state.turn.position))
        elif state.next_attempt is not None:
            parts.append(self.tr("dicoba lagi {time}").format(time=words.clock(state.next_attempt)))
        return " · ".join(part for part in parts if part)

    def _show_progress(self, progress: Progress | None) -> None:
        """Words and figures, never a spinner alone; Batal at once."""
        running = progress is not None or self._busy
        self._progress.setVisible(running)
        self._progress_words.setVisible(running)
        self.stop.setVisible(running)
        self.stop.setEnabled(running)
        self.send.setEnabled(not running)
        if progress is None:
            return
        known = progress.to_send + (progress.to_receive or 0)
        self._progress.setRange(0, known if progress.to_receive is not None else 0)
        self._progress.setValue(min(known, progress.sent + progress.received))
        words = self.room.words
        sent = self.tr("Terkirim {sent} dari {all}").format(
            sent=words.amount(progress.sent), all=words.amount(progress.to_send)
        )
        received = self.tr("diterima {received}").format(received=words.amount(progress.received))
        if progress.to_receive is not None:
            received = self.tr("diterima {received} dari {all}").format(
                received=words.amount(progress.received), all=words.amount(progress.to_receive)
            )
        self._progress_words.setText(f"{sent} · {received}")
