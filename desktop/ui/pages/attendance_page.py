"""The register of a class: the page where most of the work is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from contract.faults import Fault
from desktop.services.views import STATUSES, Mark, Marking, Register, RegisterSession
from desktop.ui.dialogs.dialog import Question
from desktop.ui.dialogs.photographs import PhotographsDialog
from desktop.ui.pages.page import Page
from desktop.ui.parts import Button, Elided, Text, column
from desktop.ui.place import Place, State, inner, number, text
from desktop.ui.port import Change, Topic
from desktop.ui.register.acts import Act, Acts
from desktop.ui.register.bar import RegisterBar
from desktop.ui.register.grid import RegisterGrid
from desktop.ui.register.model import FIRST_SESSION, RegisterModel
from desktop.ui.register.note import NoteField
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty
from desktop.ui.words import status_name

_UNDO = "register-undo"


class AttendancePage(Page):
    """Marks people. A mark is shown at once, and ticked only when its future says that it is durable."""

    topics = frozenset({Topic.MARKS, Topic.CLASSES, Topic.PEOPLE})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._class = 0
        self._wanted: State = {}
        self.acts = Acts()
        self.model = RegisterModel(room.words, self)
        self._line = Elided(room.look, "", Type.FIGURE, tone="ink_2")
        self.bar = RegisterBar(room.look)
        self.grid = RegisterGrid(room.look, room.words, self.model, self.tr("Presensi"))
        self.note = NoteField(room.look, self.grid)
        keys = self.tr("H I S A D tandai lalu turun · Del kosongkan · / cari nama · F2 catatan · Ctrl+Z urungkan")
        self._hints = Text(room.look, keys, Type.CAPTION, tone="ink_2")
        sessions = Button(room.look, self.tr("Buat sesi"), self._go_to_schedule)
        words = self.tr("Presensi muncul di sini begitu kelas ini punya peserta dan sesi.")
        self._curtain = Curtain(room.look, self._table(), Empty(room.look, "hall", words, (sessions,)))
        self.keys_when_lifted(self._curtain)
        layout = column()
        layout.addWidget(self._curtain)
        self.setLayout(layout)
        self._connect()

    def _table(self) -> Page:
        table, sizes = Page(self.room), self.room.look.sizes
        layout = column()
        layout.addWidget(self._line)
        layout.addWidget(self.bar)
        layout.addSpacing(sizes.step_1)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._hints)
        table.setLayout(layout)
        return table

    def _connect(self) -> None:
        grid, bar, note = self.grid, self.bar, self.note
        grid.typed.connect(self._type)
        grid.note_asked.connect(self._open_note)
        grid.find_asked.connect(bar.seek)
        grid.undo_asked.connect(self.undo)
        grid.redo_asked.connect(self.redo)
        grid.moved.connect(self._moved)
        grid.menu_asked.connect(self._menu)
        grid.verticalScrollBar().valueChanged.connect(lambda _: self.room.usher.placed.emit())
        grid.horizontalScrollBar().valueChanged.connect(lambda _: self.room.usher.placed.emit())
        bar.typed.connect(self._press_chip)
        bar.rest_asked.connect(self.fill_rest)
        bar.close_asked.connect(self._close_session)
        bar.photographs_asked.connect(self._open_photographs)
        bar.sought.connect(self._seek)
        bar.left.connect(self.grid.setFocus)
        note.written.connect(self._write_note)
        note.typed.connect(self.room.usher.placed)
        note.left.connect(self._leave_note)
        self.room.usher.acted.connect(self._act)

    # -------------------------------------------------------------- where

    def enter(self, state: State) -> None:
        class_id = number(state, "class") or 0
        self._wanted = state
        if class_id != self._class:
            self._class = class_id
            self.acts.forget()
            self._curtain.wait()
        self.refresh()

    def state(self) -> State:
        grid = self.grid
        scroll = {"x": grid.horizontalScrollBar().value(), "y": grid.verticalScrollBar().value()}
        state: dict[str, Any] = {"class": self._class, "session": grid.session, "person": grid.person, "scroll": scroll}
        if self.note.draft is not None:
            state["draft"] = self.note.draft
        return state

    def first(self) -> QWidget:
        return self.grid

    def wants(self, change: Change) -> bool:
        return super().wants(change) and change.class_id in (None, self._class)

    def refresh(self) -> None:
        register = self.room.services.open_register(self._class)
        self.room.jobs.ask(self, register, self._show, purpose="register")

    def _show(self, register: Register) -> None:
        session, person = self.grid.session, self.grid.person
        scroll = (self.grid.horizontalScrollBar().value(), self.grid.verticalScrollBar().value())
        replaced = self.model.show(register)
        self._curtain.lift(empty=not (register.sessions and register.people))
        if self._wanted:
            self._return_to(self._wanted)
        elif replaced:
            self._go_to(session, person)
            self.grid.horizontalScrollBar().setValue(scroll[0])
            self.grid.verticalScrollBar().setValue(scroll[1])
        self._tell()

    def _return_to(self, state: State) -> None:
        """Where the window was: cell, scroll and the note that was being written."""
        self._wanted = {}
        self._go_to(number(state, "session"), number(state, "person"))
        scroll = inner(state, "scroll")
        x, y = number(scroll, "x"), number(scroll, "y")
        if x is not None and y is not None:
            # The scroll bars learn their range when the table has been laid out.
            QTimer.singleShot(0, self.grid, lambda: self._scroll(x, y))
        if "draft" in state:
            QTimer.singleShot(0, self.grid, lambda: self._open_note(text(state, "draft")))

    def _scroll(self, x: int, y: int) -> None:
        self.grid.horizontalScrollBar().setValue(x)
        self.grid.verticalScrollBar().setValue(y)

    def _go_to(self, session: int | None, person: int | None) -> None:
        """A cell; without one the first empty cell of the first session that is not closed."""
        column = self.model.column_of(session) if session is not None else -1
        row = self.model.row_of(person) if person is not None else -1
        if column < 0:
            sessions = self.model.register.sessions
            still_open = (n for n, s in enumerate(sessions) if not s.closed and self.model.empty_people(s.id))
            column = FIRST_SESSION + next(still_open, max(0, len(sessions) - 1))
        if row < 0:
            found = self.model.session(column)
            empty = self.model.empty_people(found.id) if found is not None else []
            row = self.model.row_of(empty[0].id) if empty else 0
        self.grid.go_to(row, column)

    def _moved(self) -> None:
        if self.note.draft is not None:
            self.note.hide()
        self._tell()
        self.room.usher.placed.emit()

    # -------------------------------------------------------------- marking

    def _type(self, status: str) -> None:
        """One key: the letter, or nothing; a letter moves down."""
        session, person = self.grid.session, self.grid.person
        if session is None or person is None or not self._may_write(session):
            return
        note = self._note_of(session, person) if status else ""
        self._write([Marking(session=session, person=person, status=status or None, note=note)])
        if status:
            self.grid.step_down()

    def _press_chip(self, status: str) -> None:
        self._type(status)
        self.grid.setFocus()

    def fill_rest(self) -> None:
        """Mark Hadir whoever has no mark in the open session, in one act. Excused people stay excused."""
        session = self.grid.session
        if session is None or not self._may_write(session):
            return
        empty = self.model.empty_people(session)
        if empty:
            self._write([Marking(session=session, person=person.id, status="H") for person in empty])
            done = self.tr("%Ln peserta ditandai Hadir.", "", len(empty))
            self.room.usher.offer(done, self.tr("Urungkan"), _UNDO)
        self.grid.setFocus()

    def undo(self) -> None:
        """Take back the last act."""
        self._repeat(self.acts.undo())

    def redo(self) -> None:
        """Do again what was undone last."""
        self._repeat(self.acts.redo())

    def _repeat(self, act: Act | None) -> None:
        """Only cells that still are as the act left them: what the centre brought since is not ours to undo."""
        if act is None:
            self.room.usher.say(self.tr("Tidak ada yang perlu diurungkan."), icon="info", tone="ink_2")
            return
        sessions = {marking.session for marking in act.before}
        allowed = {session for session in sessions if self._may_write(session)}
        ours = [b for a, b in zip(act.before, act.after, strict=True) if self._marking(a.session, a.person) == a]
        ours = [marking for marking in ours if marking.session in allowed]
        if ours:
            self._write(ours, record=False)
            self._go_to(ours[0].session, ours[0].person)
        if allowed == sessions and len(ours) < len(act.after):
            left = self.tr("%n tanda sudah berubah sejak itu dan dibiarkan.", "", len(act.after) - len(ours))
            self.room.usher.say(left, icon="info", tone="ink_2")

    def _write(self, markings: Sequence[Marking], *, record: bool = True) -> None:
        self.room.usher.withdraw(_UNDO)  # it would undo this act now, and not the one it was offered for
        if record:
            before = tuple(self._marking(marking.session, marking.person) for marking in markings)
            self.acts.record(Act(before=before, after=tuple(markings)))
        turn = self.model.type(markings)
        self._tell()
        jobs, services = self.room.jobs, self.room.services

        def lost(fault: Fault) -> None:
            self._lost(turn, fault)

        if len(markings) == 1:
            one = services.mark(markings[0])
            jobs.ask(self, one, lambda mark: self._durable(turn, [mark]), lost, writes=True)
        else:
            many = services.mark_many(markings)
            jobs.ask(self, many, lambda marks: self._durable(turn, marks), lost, writes=True)

    def _durable(self, turn: int, marks: Sequence[Mark]) -> None:
        """The marks are on the disk: now, and not before, they get their tick."""
        self.grid.fades.begin(self.model.settle(turn, marks))
        self._tell()

    def _lost(self, turn: int, fault: Fault) -> None:
        self.model.take_back(turn)
        self._tell()
        self.room.usher.complain(fault)

    def _marking(self, session: int, person: int) -> Marking:
        """A cell as it is, as a marking that would make it so."""
        mark = self.model.mark(session, person)
        if mark is None:
            return Marking(session=session, person=person, status=None)
        # To make a cell so again as it was while people disagreed about it is to open that disagreement again.
        return Marking(session=session, person=person, status=mark.status, note=mark.note, reopens=mark.disputed)

    def _note_of(self, session: int, person: int) -> str:
        mark = self.model.mark(session, person)
        return "" if mark is None else mark.note

    def _may_write(self, session: int) -> bool:
        found = self.model.session(self.model.column_of(session))
        if found is not None and not found.closed:
            return True
        words = self.tr("Sesi ini sudah ditutup. Pilih Buka kembali untuk mengubah tanda.")
        self.room.usher.say(words, icon="lock", tone="mengkudu")
        return False

    def _act(self, key: str) -> None:
        if key == _UNDO and self.isVisible():
            self.undo()
            self.grid.setFocus()

    def _menu(self, at: QPoint) -> None:
        """What keys do, for those who use the mouse."""
        menu = QMenu(self)
        menu.setFont(self.room.look.font(Type.BODY))
        for status in STATUSES:
            words = f"{status_name(status, self.model.register.words)}\t{'D' if status == 'DL' else status}"
            menu.addAction(words).triggered.connect(lambda _=False, status=status: self._type(status))
        menu.addSeparator()
        menu.addAction(self.tr("Kosongkan") + "\tDel").triggered.connect(lambda: self._type(""))
        menu.addAction(self.tr("Catatan …") + "\tF2").triggered.connect(lambda: self._open_note())
        menu.popup(at)

    # -------------------------------------------------------------- notes

    def _open_note(self, draft: str | None = None) -> None:
        session, person = self.grid.session, self.grid.person
        if session is None or person is None or not self._may_write(session):
            return
        status, who = self.model.status(session, person), self.model.person(self.grid.currentIndex().row())
        if status is None or who is None:
            self.room.usher.say(self.tr("Tandai dulu, lalu tulis catatannya."), icon="info", tone="ink_2")
            return
        about = f"{who.name} · {status_name(status, self.model.register.words)}"
        self.note.open(about, self._note_of(session, person) if draft is None else draft, self.grid.cell_rect())
        self.room.usher.placed.emit()

    def _write_note(self, written: str) -> None:
        session, person = self.grid.session, self.grid.person
        if session is not None and person is not None and self._may_write(session):
            status = self.model.status(session, person)
            self._write([Marking(session=session, person=person, status=status, note=written)])
        self._leave_note()

    def _leave_note(self) -> None:
        self.grid.setFocus()
        self.room.usher.placed.emit()

    # -------------------------------------------------------------- session

    def _close_session(self) -> None:
        found = self.model.session(self.grid.currentIndex().column())
        if found is None:
            return
        empty = len(self.model.empty_people(found.id))
        if not found.closed and empty:
            words = self.tr("%n peserta belum diisi. Sesudah ditutup, sel kosong tidak dihitung hadir.", "", empty)
            look, jobs, verb = self.room.look, self.room.jobs, self.tr("Tutup sesi")
            question = Question(look, jobs, self, self.tr("Tutup sesi ini?"), words, verb)
            question.accepted.connect(lambda: self._close(found))
            question.open()
        else:
            self._close(found)

    def _close(self, session: RegisterSession) -> None:
        closing = self.room.services.close_session(session.id, not session.closed)
        self.room.jobs.ask(self, closing, lambda _: self.refresh(), writes=True)
        self.grid.setFocus()

    def _open_photographs(self) -> None:
        session = self.model.session(self.grid.currentIndex().column())
        if session is not None:
            PhotographsDialog(self.room, self, session.id, session.title).open()

    def _seek(self, words: str, again: bool) -> None:
        """Go to the next person, from here on and around, whose name or number holds the words."""
        wanted, people, here = words.strip().casefold(), self.model.register.people, self.grid.currentIndex()
        if not wanted or not people:
            self.bar.show_found(True)
            return
        start = here.row() + (1 if again else 0)
        for n in (*range(start, len(people)), *range(min(start, len(people)))):
            if wanted in people[n].name.casefold() or wanted == str(people[n].number):
                self.grid.go_to(n, here.column())
                self.bar.show_found(True)
                return
        self.bar.show_found(False)

    def _go_to_schedule(self) -> None:
        self.room.usher.go(Place(page="class", state={"class": self._class, "tab": "schedule"}))

    # -------------------------------------------------------------- words

    def _tell(self) -> None:
        """Line, counts and buttons of the open session."""
        session = self.model.session(self.grid.currentIndex().column())
        if session is None:
            self.bar.show_counts(dict.fromkeys(STATUSES, 0), 0, 0, closed=False, any_session=False)
            return
        counts = self.model.counts(session.id)
        disputed = self.model.disputed(session.id)
        empty = len(self.model.register.people) - sum(counts.values()) - disputed
        self.bar.words = self.model.register.words
        self.bar.show_counts(counts, empty, disputed, closed=session.closed, any_session=True)
        words, register = self.room.words, self.model.register
        stages = [words.stage(s, n + 1) for n, s in enumerate(register.stages) if s.id == session.stage]
        which = self.tr("Sesi {number} dari {total}").format(
            number=register.sessions.index(session) + 1, total=len(register.sessions)
        )
        day = words.weekday(session.starts_at, session.zone)
        span = words.span(session.starts_at, session.ends_at, session.zone)
        self._line.tell(" · ".join([*stages, which, day, span, words.hours(session.hours)]))
