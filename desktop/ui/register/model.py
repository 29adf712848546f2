"""The attendance register as a grid: people down, sessions across, a share at the end.

What is durable and what is only typed are kept apart: a tick is drawn for the first alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from desktop.services.attendance.shares import attended_share, is_final
from desktop.services.views import (
    STATUSES,
    Mark,
    Marking,
    Register,
    RegisterPerson,
    RegisterSession,
    Tick,
)
from desktop.ui.rows import Index
from desktop.ui.words import Words, status_name, tick_name, translate

NUMBER, NAME, AGENCY = 0, 1, 2
FIRST_SESSION = 3
"""The first column that holds marks; the columns before it tell who somebody is."""

_Key = tuple[int, int]


class RegisterModel(QAbstractTableModel):
    """Holds one Register and what was typed over it.

    Signals: pills_changed(): a session may have become wholly settled, or no longer be. Not headerDataChanged: on that
    Qt lays out the whole table again, with each key that is pressed.
    """

    pills_changed = Signal()

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._register = Register(class_id=0, class_title="", stages=(), sessions=(), people=(), marks=())
        self._durable: dict[_Key, Mark] = {}
        self._typed: dict[_Key, tuple[int, Marking]] = {}
        self._turn = 0
        self._rows: dict[int, int] = {}
        self._columns: dict[int, int] = {}
        self._settled: dict[int, bool] = {}

    # -------------------------------------------------------------- values

    @property
    def register(self) -> Register:
        """The register shown; its marks are as old as the last show()."""
        return self._register

    def show(self, register: Register) -> bool:
        """Take a register; False when it was changed in place, True when people or sessions are others."""
        before = self._register
        marks = {(mark.session, mark.person): mark for mark in register.marks}
        same_people = [p.id for p in before.people] == [p.id for p in register.people]
        same = same_people and [s.id for s in before.sessions] == [s.id for s in register.sessions]
        if not same or before.class_id != register.class_id:
            self.beginResetModel()
            self._settled.clear()
            if before.class_id != register.class_id:
                self._typed.clear()
            self._register, self._durable = register, marks
            self._rows = {person.id: n for n, person in enumerate(register.people)}
            self._columns = {session.id: FIRST_SESSION + n for n, session in enumerate(register.sessions)}
            self.endResetModel()
            return True
        old, self._register, self._durable = self._durable, register, marks
        self._tell({key for key in old.keys() | marks.keys() if old.get(key) != marks.get(key)})
        if before.sessions != register.sessions:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, FIRST_SESSION, self.share_column)
        if before.people != register.people:
            self.dataChanged.emit(self.index(0, NUMBER), self.index(self.rowCount() - 1, AGENCY))
        return False

    @property
    def share_column(self) -> int:
        """The last column: the share attended."""
        return FIRST_SESSION + len(self._register.sessions)

    def person(self, row: int) -> RegisterPerson | None:
        """Who a row is."""
        people = self._register.people
        return people[row] if 0 <= row < len(people) else None

    def session(self, column: int) -> RegisterSession | None:
        """Which session a column is; None for a column that is none."""
        n = column - FIRST_SESSION
        return self._register.sessions[n] if 0 <= n < len(self._register.sessions) else None

    def row_of(self, person: int) -> int:
        """The row of a person, or -1."""
        return self._rows.get(person, -1)

    def column_of(self, session: int) -> int:
        """The column of a session, or -1."""
        return self._columns.get(session, -1)

    def mark(self, session: int, person: int) -> Mark | None:
        """What a cell shows: what was typed, without a tick, until it is durable."""
        key = (session, person)
        typed = self._typed.get(key)
        if typed is None:
            return self._durable.get(key)
        marking = typed[1]
        return Mark(
            session=session,
            person=person,
            status=marking.status,
            note=marking.note,
            disputed=marking.reopens,
        )

    def mark_at(self, index: Index) -> Mark | None:
        """What the cell at an index shows; None outside the sessions too."""
        person, session = self.person(index.row()), self.session(index.column())
        return None if person is None or session is None else self.mark(session.id, person.id)

    def mark_in(self, row: int, column: int) -> Mark | None:
        """What a cell of the sessions shows; asked for each cell painted."""
        register = self._register
        return self.mark(register.sessions[column - FIRST_SESSION].id, register.people[row].id)

    def status(self, session: int, person: int) -> str | None:
        """The letter that a cell shows."""
        mark = self.mark(session, person)
        return None if mark is None else mark.status

    def empty_people(self, session: int) -> list[RegisterPerson]:
        """People without a mark in a session, by number; an emptied mark in open conflict is not nobody's."""
        people = self._register.people
        return [p for p in people if self.status(session, p.id) is None and not self._is_disputed(session, p.id)]

    def counts(self, session: int) -> dict[str, int]:
        """How many people have each status in a session, in the order of STATUSES; marks in open conflict have none."""
        found = dict.fromkeys(STATUSES, 0)
        for person in self._register.people:
            status = self.status(session, person.id)
            if status in found and not self._is_disputed(session, person.id):
                found[status] += 1
        return found

    def disputed(self, session: int) -> int:
        """How many people's marks in a session are in open conflict."""
        return sum(self._is_disputed(session, person.id) for person in self._register.people)

    def _is_disputed(self, session: int, person: int) -> bool:
        mark = self.mark(session, person)
        return mark is not None and mark.disputed

    def share(self, person: int) -> Fraction | None:
        """Share that a person attended so far; marks in open conflict are left out."""
        marks = (mark for session in self._columns if (mark := self.mark(session, person)) is not None)
        return attended_share(self._register, marks)

    def is_settled(self, session: int) -> bool:
        """Whether every mark of a session, and there is one, is at the centre: one pill in its head says so."""
        if session not in self._settled:  # asked for each cell painted
            marks = [self.mark(session, person.id) for person in self._register.people]
            self._settled[session] = any(marks) and all(mark is None or mark.tick is Tick.SETTLED for mark in marks)
        return self._settled[session]

    # -------------------------------------------------------------- writing

    def type(self, markings: Iterable[Marking]) -> int:
        """Show markings before they are durable. The answer names this turn for settle() or take_back()."""
        self._turn += 1
        keys = set()
        for marking in markings:
            key = (marking.session, marking.person)
            self._typed[key] = (self._turn, marking)
            keys.add(key)
        self._tell(keys)
        return self._turn

    def settle(self, turn: int, marks: Sequence[Mark]) -> list[Index]:
        """The marks of a turn are durable. What was typed over them since stays typed. Answers the cells."""
        keys = {(mark.session, mark.person) for mark in marks}
        self._durable.update({(mark.session, mark.person): mark for mark in marks})
        self._forget(turn)
        self._tell(keys)
        return [self._cell(key) for key in sorted(keys) if key not in self._typed and self._is_shown(key)]

    def take_back(self, turn: int) -> None:
        """The markings of a turn were not saved: show again what is durable."""
        self._tell(self._forget(turn))

    def _forget(self, turn: int) -> set[_Key]:
        keys = {key for key, (typed_in, _) in self._typed.items() if typed_in == turn}
        for key in keys:
            del self._typed[key]
        return keys

    def _is_shown(self, key: _Key) -> bool:
        return key[0] in self._columns and key[1] in self._rows

    def _cell(self, key: _Key) -> QModelIndex:
        return self.index(self._rows[key[1]], self._columns[key[0]])

    def _tell(self, keys: Iterable[_Key]) -> None:
        """Say which cells changed; with them the share of the row and the pill in the head."""
        self._settled.clear()
        shown = [key for key in keys if self._is_shown(key)]
        for key in shown:
            cell = self._cell(key)
            self.dataChanged.emit(cell, cell)
        for row in sorted({self._rows[key[1]] for key in shown}):
            share = self.index(row, self.share_column)
            self.dataChanged.emit(share, share)
        if shown:
            self.pills_changed.emit()

    # -------------------------------------------------------------- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._register.people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self.share_column + 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(index)
            case Qt.ItemDataRole.ToolTipRole:
                return self._hint(index)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._told(index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        session = self.session(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._session_hint(session) if session is not None else self._share_hint(section)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if session is not None:
            return translate("Register", "S{number}").format(number=section - FIRST_SESSION + 1)
        names = {
            NUMBER: translate("Register", "No"),
            NAME: translate("Register", "Nama"),
            AGENCY: translate("Register", "Instansi"),
        }
        return names.get(section) or self._share_name()

    def _share_name(self) -> str:
        # The recap's "%" counts closed sessions only: until all are closed this is another number, and is called so.
        return "%" if is_final(self._register) else translate("Register", "% kini")

    def _share_hint(self, section: int) -> str | None:
        if section != self.share_column or is_final(self._register):
            return None
        return translate(
            "Register",
            "Kehadiran sampai kini: sesi yang sudah ditutup, dan tanda di sesi yang belum. Rekap menunggu "
            "sesi ditutup.",
        )

    def _shown(self, index: Index) -> str | None:
        person = self.person(index.row())
        if person is None:
            return None
        match index.column():
            case 0:
                return str(person.number)
            case 1:
                return person.name
            case 2:
                return person.agency
            case column if column == self.share_column:
                return self._words.percent(self.share(person.id), sign=False)
        mark = self.mark_at(index)
        return None if mark is None else mark.status

    def _hint(self, index: Index) -> str | None:
        person = self.person(index.row())
        if person is None:
            return None
        if index.column() in (NAME, AGENCY):
            number = self._words.employee_number(person.employee_number)
            lines = (person.name, f"NIP {number}" if number else "", person.agency, person.group)
            return "\n".join(line for line in lines if line)
        mark = self.mark_at(index)
        return None if mark is None else "\n".join(self._mark_lines(mark))

    def _mark_lines(self, mark: Mark) -> list[str]:
        lines = [status_name(mark.status, self._register.words)]
        if mark.late:
            lines.append(translate("Register", "Terlambat {minutes} menit").format(minutes=mark.late))
        if mark.deputy_name:
            deputy = ", ".join(told for told in (mark.deputy_name, mark.deputy_post) if told)
            lines.append(translate("Register", "Diwakili {deputy}").format(deputy=deputy))
        if mark.reason:
            lines.append(translate("Register", "Dicatat susulan: {reason}").format(reason=mark.reason))
        if mark.note:
            lines.append(translate("Register", "Catatan: {note}").format(note=mark.note))
        if mark.marked_at is not None:
            at = self._words.moment(mark.marked_at)
            by = translate("Register", "Ditandai {time} oleh {person}").format(time=at, person=mark.marked_by)
            lines.append(by if mark.marked_by else translate("Register", "Ditandai {time}").format(time=at))
        if mark.disputed:
            lines.append(translate("Register", "Perlu tindakan: dua laptop memberi tanda yang berbeda"))
        elif mark.tick is Tick.NEEDS_YOU:
            lines.append(translate("Register", "Perlu tindakan: tanda ini ditolak atau ditahan pusat"))
        elif mark.tick is not Tick.NONE:
            lines.append(tick_name(mark.tick))
        return lines

    def _told(self, index: Index) -> str:
        """A cell as a screen reader says it."""
        person, session = self.person(index.row()), self.session(index.column())
        if person is None or session is None:
            return self._shown(index) or ""
        mark = self.mark_at(index)
        said = "; ".join(self._mark_lines(mark)) if mark else status_name(None)
        return f"{person.name}, {session.title}: {said}"

    def _session_hint(self, session: RegisterSession) -> str:
        lines = [session.title, self._words.weekday(session.starts_at, session.zone)]
        span = self._words.span(session.starts_at, session.ends_at, session.zone)
        lines.append(f"{span} · {self._words.hours(session.hours)}")
        if session.closed:
            lines.append(translate("Register", "Sesi sudah ditutup"))
        if self.is_settled(session.id):
            lines.append(tick_name(Tick.SETTLED))
        return "\n".join(lines)
