"""Attendance as a table that leaves and comes back: what was exported and not changed imports as nothing new."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contract.exchange.dots import BadId, format_id, parse_id
from contract.faults import WorldFault
from contract.tables import queries
from contract.tables.records import Values
from contract.training.attendance.attended import Status, is_expected
from contract.training.catalogue import SESSION
from desktop.services.attendance.checks import check_entry, require_no_reason
from desktop.services.attendance.marking import Content, Entry, mark_many, people_contents
from desktop.services.attendance.marks_file import columns_of, marks_table
from desktop.services.attendance.register import marks_of
from desktop.services.attendance.rule import labels_of_class
from desktop.services.classes.views import PRINTED, printed
from desktop.services.exchange.lease import require_reading
from desktop.services.faults import Cancelled, Unsuitable
from desktop.services.named import class_line, person_named, session_line
from desktop.services.offices import home_zone
from desktop.services.views import Mark, Problem, RosterReport, Severity, Tick
from desktop.services.zones import Zone, iso_time, parse_time
from desktop.storage.edit import Moment
from desktop.storage.profile import write_durably
from desktop.storage.queries.lines import fetch, fetch_among
from desktop.storage.replica import Replica
from desktop.storage.tables import records

COLUMNS = ("session", "person", "name", "status", "marked_at", "marked_by", "tick")
NOTE = "note"
MORE = ("label", "late", "deputy_name", "deputy_post", "reason")
"""Columns that a sheet has when one of its rows fills them. label: what the class's programme calls the status."""
_FORMULA = "=+-@\t\r'"
"""A cell that begins so would be worked out by a spreadsheet; a leading apostrophe keeps it text."""
_ONLY_STATUS_WORDS = {status.label.casefold(): status.value for status in Status}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One line of an exported sheet: a mark, or a person without one."""

    session: int
    person: int
    name: str
    status: str | None
    marked_at: int | None
    marked_by: str
    tick: Tick
    note: str
    label: str = ""
    late: int | None = None
    deputy_name: str = ""
    deputy_post: str = ""
    reason: str = ""


Progress = Callable[[int, int], bool]
"""(rows done, rows in all) -> whether to go on; 0 in all while they are being read."""
_STEP = 1000


def export_rows(
    replica: Replica,
    *,
    session_id: int | None = None,
    class_id: int | None = None,
    everyone: bool = False,
    progress: Progress = lambda done, total: True,
) -> tuple[SheetRow, ...]:
    """Marks of a session or of a whole class, by session and in the order of the roster.

    everyone: people without a mark too, to be filled in. Marks of people who have left the class come last. Raises
    Cancelled.
    """
    with replica.database.reading():
        require_reading(replica)
        if session_id is not None:
            sessions = [session_line(replica, session_id)]
        elif class_id is not None:
            class_line(replica, class_id)
            sessions = fetch(replica, queries.sessions_of(records, class_id))
        else:
            raise Unsuitable("Sebutkan sesi atau kelas yang presensinya diekspor.")
        marks = {(mark.session, mark.person): mark for mark in marks_of(replica, [line.id for line in sessions])}
        rows: list[SheetRow] = []
        labels = labels_of_class(replica, sessions[0].class_group) if sessions else {}
        names, others = (
            _names(replica, sessions[0].class_group, {person for _, person in marks}) if sessions else ({}, {})
        )
        left: dict[int, list[int]] = {}
        for session, person in marks:
            if person in others:
                left.setdefault(session, []).append(person)
        for line in sessions:
            _go_on(progress, len(rows), 0)
            people = {**names, **{person: others[person] for person in sorted(left.get(line.id, ()))}}
            rows += _rows_of(line.id, people, marks, labels, everyone=everyone)
        return tuple(rows)


def _go_on(progress: Progress, done: int, total: int) -> None:
    if not progress(done, total):
        raise Cancelled("Dihentikan; tidak ada berkas yang ditulis.")


def _names(replica: Replica, class_id: int, marked: Collection[int]) -> tuple[dict[int, str], dict[int, str]]:
    """Printed names of the participants in the order of the roster, and of those marked who are none."""
    lines = fetch(replica, queries.people_of(records, class_id, PRINTED))
    names = {line.id: printed(line) for line in lines if is_expected(line.enrolment_status)}
    others = [person for person in marked if person not in names]
    found = {line.id: printed(line) for line in fetch(replica, queries.people(records, others))} if others else {}
    return names, {person: found.get(person, "") for person in others}


def _rows_of(
    session: int,
    people: dict[int, str],
    marks: dict[tuple[int, int], Mark],
    labels: dict[str, str],
    *,
    everyone: bool,
) -> Iterator[SheetRow]:
    for person, name in people.items():
        mark = marks.get((session, person), Mark(session=session, person=person, status=None))
        if mark.status is not None or everyone:
            yield SheetRow(
                session=session,
                person=person,
                name=name,
                status=mark.status,
                marked_at=mark.marked_at,
                marked_by=mark.marked_by,
                tick=mark.tick,
                note=mark.note,
                label=labels.get(mark.status or "", ""),
                late=mark.late,
                deputy_name=mark.deputy_name,
                deputy_post=mark.deputy_post,
                reason=mark.reason,
            )


def more_columns(rows: Sequence[SheetRow], *, full: bool = False) -> tuple[str, ...]:
    """The columns behind the usual ones: those that some row fills, or all of them."""
    filled = tuple(name for name in MORE[1:] if any(getattr(row, name) for row in rows))
    return MORE if full else filled


def sheet_text(
    rows: Sequence[SheetRow],
    zone: Zone,
    *,
    notes: bool = False,
    full: bool = False,
    progress: Progress = lambda done, total: True,
) -> str:
    """The rows as csv with a heading; lateness, deputies and reasons where there are any. Raises Cancelled."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    more = more_columns(rows, full=full)
    writer.writerow((*COLUMNS, *((NOTE,) if notes else ()), *more))
    for place, row in enumerate(rows):
        if place % _STEP == 0:
            _go_on(progress, place, len(rows))
        told = iso_time(row.marked_at, zone) or ""
        cells = [format_id(row.session), format_id(row.person), _safe(row.name), row.status or "", told]
        cells += [_safe(row.marked_by), row.tick.value]
        cells += [_safe(row.note)] if notes else []
        writer.writerow([*cells, *(_safe(str(getattr(row, name) or "")) for name in more)])
    return out.getvalue()


def write_sheet(target: Path, text: str) -> None:
    """Writes the csv; with a mark in front by which Excel knows UTF-8. Raises NotWritable or DiskFull."""
    if not target.absolute().parent.is_dir():
        raise Unsuitable(f"Map {target.parent} tidak ada. Buat dahulu, atau pilih tempat lain untuk {target.name}.")
    write_durably(target, text.encode("utf-8-sig"))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(tuple(_FORMULA)) else text


def import_sheet(replica: Replica, file: Path, moment: Moment, *, dry_run: bool = False) -> RosterReport:
    """Marks what a sheet says and the register does not; a broken row never stops the others.

    added: cells that were empty; updated: cells changed. A row without a status says nothing.
    """
    table = marks_table(file)
    with replica.transaction():
        reading = _Reading(replica, table, moment)
        entries = reading.entries()
        if entries and not dry_run:
            mark_many(replica, entries, moment)
    return RosterReport(
        file=file.name,
        rows=len(table) - 1,
        added=reading.added,
        updated=reading.updated,
        unchanged=len(table) - 1 - reading.added - reading.updated - reading.skipped,
        skipped=reading.skipped,
        problems=tuple(reading.problems),
        dry_run=dry_run,
    )


class _Reading:
    """Turns rows into marks to write. Counts what they are, collects what is wrong."""

    def __init__(self, replica: Replica, table: list[tuple[int, list[str]]], moment: Moment) -> None:
        self._replica = replica
        self._moment = moment
        self._rows = table[1:]
        self._heading = table[0][1]
        self._columns = columns_of(self._heading)
        self._zone = home_zone(replica)
        self._people: dict[str, int] = {}
        self._sessions: dict[int, Values] = {}
        self._open: set[int] = set()
        self.added = self.updated = self.skipped = 0
        self.problems: list[Problem] = []

    def entries(self) -> list[Entry]:
        """The marks that say something new."""
        told = [(number, entry) for number, row in self._rows if (entry := self._entry(number, row)) is not None]
        read = self._told_once(told)
        held = people_contents(self._replica, [(one.session, one.person) for one in read])
        fresh: list[Entry] = []
        for one in read:
            present = held.get((one.session, one.person))
            if present is not None and present.status == one.status and _says_nothing_new(one, present):
                continue
            fresh.append(one)
            if present is None or present.status is None:
                self.added += 1
            else:
                self.updated += 1
        return fresh

    def _told_once(self, told: list[tuple[int, Entry]]) -> list[Entry]:
        """One mark a cell of the register: the first row decides, and one that says otherwise is refused."""
        first: dict[tuple[int, int], tuple[int, Entry]] = {}
        for number, entry in told:
            earlier, same = first.setdefault((entry.session, entry.person), (number, entry))
            if earlier != number and same.status != entry.status:
                sentence = f"Presensi orang ini sudah ditulis lain di baris {earlier}; hapus salah satu baris."
                self._refuse(number, "status", sentence)
        return [entry for _, entry in first.values()]

    def _refuse(self, number: int, column: str, sentence: str) -> None:
        label = self._heading[self._columns[column]]
        message = f"Baris {number}, kolom {label}: {sentence}"
        self.problems.append(Problem(row=number, column=label, severity=Severity.ERROR, message=message))
        self.skipped += 1

    def _entry(self, number: int, row: list[str]) -> Entry | None:
        """The mark of one row; None when it says nothing or is broken."""
        name = "status"
        try:
            typed = self._cell(row, "status")
            if not typed:
                return None
            status = _status(typed)
            name = "session"
            session = self._session(parse_id(self._cell(row, "session")), self._cell(row, "reason"))
            name = "person"
            person = self._person(self._cell(row, "person"))
            name = "marked_at"
            at = self._cell(row, "marked_at")
            marked_at = parse_time(at, self._zone) if at else None
            name = "late"
            late = _minutes(self._cell(row, "late")) if "late" in self._columns else None
        except WorldFault as fault:
            self._refuse(number, name, str(fault))
            return None
        texts = (NOTE, "deputy_name", "deputy_post", "reason")
        told: dict[str, Any] = {column: self._cell(row, column) for column in texts if column in self._columns}
        entry = Entry(session=session, person=person, status=status, marked_at=marked_at, late=late, **told)
        try:
            check_entry(entry)
        except Unsuitable as fault:
            self._refuse(number, "status", str(fault))
            return None
        return entry

    def _cell(self, row: list[str], column: str) -> str:
        place = self._columns.get(column, len(row))
        text = row[place].strip() if place < len(row) else ""
        return text.removeprefix("'")

    def _person(self, told: str) -> int:
        if told not in self._people:
            self._people[told] = person_named(self._replica, told)
        return self._people[told]

    def _session(self, identifier: int, reason: str) -> int:
        """The id, when such a session is here and takes marks; a closed one takes those with a reason."""
        if not self._sessions:
            told = {parse for _, row in self._rows if (parse := _maybe_id(self._cell(row, "session"))) is not None}
            self._sessions = {line.id: line for line in fetch_among(self._replica, SESSION, "id", sorted(told))}
        line = self._sessions.get(identifier)
        if line is None or (line.closed and not reason):
            raise Unsuitable(f"Tidak ada sesi {format_id(identifier)} yang terbuka di laptop ini.")
        if not reason and identifier not in self._open:
            require_no_reason(self._replica, line, self._moment)
            self._open.add(identifier)
        return identifier


def _maybe_id(text: str) -> int | None:
    try:
        return parse_id(text)
    except BadId:
        return None


def _minutes(told: str) -> int:
    if not told:
        return 0
    if not (told.isascii() and told.isdigit() and len(told) < 5):
        raise Unsuitable(f'Menit terlambat "{told}" bukan angka; tulis misalnya 20.')
    return int(told)


def _says_nothing_new(entry: Entry, present: Content) -> bool:
    """Whether a cell says already all that an entry tells of it beside the status."""
    told = {name: getattr(entry, name) for name in (NOTE, *MORE[1:], "marked_at")}
    return all(value is None or value == (getattr(present, name) or type(value)()) for name, value in told.items())


def _status(told: str) -> str:
    plain = re.sub(r"\s+", " ", told).strip()
    if plain.upper() in Status.__members__.values():
        return plain.upper()
    if plain.casefold() in _ONLY_STATUS_WORDS:
        return _ONLY_STATUS_WORDS[plain.casefold()]
    if plain.upper() in ("TK", "ALPA", "ALPHA"):
        return Status.ABSENT.value
    raise Unsuitable(f'Status "{told}" tidak dikenal; pakai H, I, S, A atau DL.')
