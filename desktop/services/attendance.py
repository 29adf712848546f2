"""Marking attendance: one mark, many at once as one act that can be undone, the rest of a session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contract.exchange.dots import Dot, format_id
from contract.exchange.shapes import RowKey
from contract.tables import queries
from contract.tables.records import Values
from contract.training.attendance import Status
from contract.training.catalogue import ATTENDANCE, ENROLMENT, PERSON
from contract.training.same_person import records_of
from desktop.services.decisions import Place, is_disputed, taken_back
from desktop.services.faults import NotHere, Overtaken, Unsuitable
from desktop.services.named import session_line
from desktop.services.writing import patch, write
from desktop.storage.edit import Change, Moment, active_author
from desktop.storage.queries.journey import disputed_rows
from desktop.storage.queries.lines import fetch, fetch_among, fetch_row
from desktop.storage.queries.offices import own_names
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

if TYPE_CHECKING:
    from desktop.services.views import Marking

LEFT = frozenset({"withdrawn", "dropped", "rejected"})
"""Enrolment states of people who are no longer in the class: nobody marks them any more."""
_MOST_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A mark to write. status None empties the cell. note None: as it is. marked_at None: now.

    reopens: it takes back a mark by which somebody here decided a conflict, which is then open again.
    """

    session: int
    person: int
    status: str | None
    note: str | None = None
    marked_at: int | None = None
    reopens: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What one cell of the register holds."""

    status: str | None = None
    note: str | None = None
    marked_at: int | None = None
    marked_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell as it was and as the act left it; the dot names the change. disputed: the act decided a conflict."""

    session: int
    person: int
    before: Content
    after: Content
    dot: Dot
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """What was marked in one go, so that it can be undone in one go."""

    cells: tuple[Cell, ...]


def mark(replica: Replica, entry: Entry, moment: Moment) -> Act:
    """Writes one mark; it is on disk when this returns."""
    return mark_many(replica, [entry], moment)


def mark_many(replica: Replica, entries: Sequence[Entry], moment: Moment) -> Act:
    """Writes many marks, all or none; of two for one cell the later one. A mark in open conflict is decided by it.

    Raises NotHere, Unsuitable for a closed session or an unknown status.
    """
    with replica.transaction():
        entries = list({(entry.session, entry.person): entry for entry in _aimed(replica, entries)}.values())
        realms = _check(replica, entries)
        present = contents(replica, [entry.session for entry in entries], [entry.person for entry in entries])
        disputed = is_disputed(replica, {_place(entry) for entry in entries})
        cells: list[Cell] = []
        for realm, members in _by_realm(entries, realms).items():
            author = active_author(replica, realm)
            planned = [_plan(entry, present, author, moment, disputed) for entry in members]
            opened = _open_again(replica, [entry for entry in members if entry.reopens])
            dots = write(replica, realm, [*opened, *(plan.change for plan in planned)], moment)[len(opened) :]
            cells += [plan.cell(dot) for plan, dot in zip(planned, dots, strict=True)]
    return Act(tuple(cells))


def undo(replica: Replica, act: Act, moment: Moment) -> Act:
    """Restores what the cells held before the act, by new changes; conflicts that it decided are open again.

    Raises Overtaken when a cell was changed since.
    """
    with replica.transaction():
        present = contents(replica, [cell.session for cell in act.cells], [cell.person for cell in act.cells])
        moved = [cell for cell in act.cells if present.get((cell.session, cell.person)) != cell.after]
        if moved:
            names = _names(replica, [cell.person for cell in moved[:3]])
            more = f" dan {len(moved) - 3} lainnya" if len(moved) > 3 else ""
            raise Overtaken(
                f"Tidak diurungkan: presensi {', '.join(names)}{more} sudah diubah lagi sejak itu. Periksa dahulu."
            )
        changes: dict[int, list[tuple[Cell, Change]]] = defaultdict(list)
        for cell in reversed(act.cells):
            realm = session_line(replica, cell.session).realm
            changes[realm].append((cell, Change(_place(cell).row, _difference(cell.after, cell.before))))
        cells: list[Cell] = []
        for realm, planned in changes.items():
            opened = _open_again(replica, [cell for cell, _ in planned if cell.disputed])
            dots = write(replica, realm, [*opened, *(change for _, change in planned)], moment)[len(opened) :]
            cells += [
                Cell(session=cell.session, person=cell.person, before=cell.after, after=cell.before, dot=dot)
                for (cell, _), dot in zip(planned, dots, strict=True)
            ]
    return Act(tuple(cells))


def fill_rest(replica: Replica, session_id: int, status: str, moment: Moment) -> Act:
    """Marks everyone of the session's class whose cell is still empty; nobody's mark is overwritten."""
    with replica.transaction():
        session = session_line(replica, session_id)
        people = fetch(replica, queries.people_of(records, session.class_group))
        of = standing(replica)
        present = contents(replica, [session_id], [*(line.id for line in people), *of])
        disputed = {
            person for of_session, person in disputed_rows(replica, ATTENDANCE.name) if of_session == session_id
        }
        marked = {person for (_, person), content in present.items() if content.status} | disputed
        filled = {of.get(person, person) for person in marked}
        empty = [line.id for line in people if line.enrolment_status not in LEFT and line.id not in filled]
        entries = [Entry(session=session_id, person=person, status=status) for person in empty]
        return mark_many(replica, entries, moment)


def is_enrolled(replica: Replica, session_id: int, person_id: int) -> bool:
    """Whether the person is in the class of the session, under any of their records."""
    class_id = session_line(replica, session_id).class_group
    people = records_of(person_id, standing(replica))
    return any(fetch_row(replica, ENROLMENT, class_id, person) is not None for person in people)


def _aimed(replica: Replica, entries: Sequence[Entry]) -> list[Entry]:
    """The entries on the records that they are about, for somebody with several.

    Every record that has a mark there gets the new one, so that they agree; without any the one that is enrolled does.
    """
    of = standing(replica)
    if not of:
        return list(entries)
    several = {entry.person: records_of(entry.person, of) for entry in entries}
    people = sorted({person for found in several.values() if len(found) > 1 for person in found})
    present = contents(replica, {entry.session for entry in entries}, people)
    aimed: list[Entry] = []
    for entry in entries:
        found = several[entry.person]
        marked = [one for one in sorted(found) if present.get((entry.session, one), Content()).status is not None]
        aimed += [replace(entry, person=one) for one in marked or [_enrolled_of(replica, entry, found)]]
    return aimed


def _enrolled_of(replica: Replica, entry: Entry, found: Collection[int]) -> int:
    """The record under which the person is in the class: the one named if it is, else the first that is."""
    if len(found) == 1:
        return entry.person
    class_id = session_line(replica, entry.session).class_group
    for person in sorted(found, key=lambda one: (one != entry.person, one)):
        if fetch_row(replica, ENROLMENT, class_id, person) is not None:
            return person
    return entry.person


def people_contents(replica: Replica, cells: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Content]:
    """What these cells (session, person) show: for somebody with several records the mark under any of them."""
    cells = list(cells)
    of = standing(replica)
    people = {person: records_of(person, of) for _, person in cells}
    present = contents(replica, [session for session, _ in cells], {one for found in people.values() for one in found})
    shown: dict[tuple[int, int], Content] = {}
    for session, person in cells:
        held = [(one, present[session, one]) for one in people[person] if (session, one) in present]
        if held:
            held.sort(key=lambda each: (each[1].status is None, each[0] != person, each[0]))
            shown[session, person] = held[0][1]
    return shown


def entry_of(marking: Marking) -> Entry:
    """A marking of the screen: its note is the whole note, also when empty."""
    return Entry(
        session=marking.session,
        person=marking.person,
        status=marking.status,
        note=marking.note,
        reopens=marking.reopens,
    )


def contents(replica: Replica, sessions: Iterable[int], people: Iterable[int]) -> dict[tuple[int, int], Content]:
    """What the cells of these sessions and people hold, by (session, person)."""
    query = queries.marks_of_sessions(records, sorted(set(sessions)), sorted(set(people)))
    return {
        (line.session, line.person): Content(
            status=line.status, note=line.note, marked_at=line.marked_at, marked_by=line.marked_by
        )
        for line in fetch(replica, query)
    }


def _check(replica: Replica, entries: Sequence[Entry]) -> dict[int, int]:
    """The realm of each session. Raises for what cannot be marked."""
    realms: dict[int, int] = {}
    classes: dict[int, int] = {}
    for session_id in {entry.session for entry in entries}:
        session = session_line(replica, session_id)
        if session.closed:
            raise Unsuitable(f'Sesi "{session.title}" sudah ditutup; buka lagi sebelum mengubah presensinya.')
        realms[session_id], classes[session_id] = session.realm, session.class_group
    people = sorted({entry.person for entry in entries})
    here = {line.id for line in fetch_among(replica, PERSON, "id", people)}
    for entry in entries:
        if entry.person not in here:
            raise NotHere(
                f"Tidak ada peserta {format_id(entry.person)} di laptop ini. Cari dengan: lontar people list."
            )
        if entry.status is not None and entry.status not in Status.__members__.values():
            raise Unsuitable(f'Status "{entry.status}" tidak dikenal; pakai H, I, S, A atau DL.')
        if entry.note is not None and len(entry.note) > _MOST_NOTE:
            raise Unsuitable(f"Catatan presensi paling banyak {_MOST_NOTE} huruf.")
    _check_still_there(replica, entries, classes)
    return realms


def _check_still_there(replica: Replica, entries: Sequence[Entry], classes: dict[int, int]) -> None:
    """Refuses to mark people who have left the class."""
    people = sorted({entry.person for entry in entries})
    lines = fetch(replica, queries.enrolments(records, sorted(set(classes.values())), people))
    left = {(line.class_group, line.person) for line in lines if line.status in LEFT}
    gone = [entry.person for entry in entries if (classes[entry.session], entry.person) in left]
    if gone:
        raise Unsuitable(f"{_names(replica, gone[:1])[0]} sudah keluar dari kelas ini; presensinya tidak diisi lagi.")


def _by_realm(entries: Sequence[Entry], realms: dict[int, int]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[realms[entry.session]].append(entry)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What one entry does to its cell."""

    entry: Entry
    before: Content
    after: Content
    change: Change
    decides: bool

    def cell(self, dot: Dot) -> Cell:
        """The cell, once it is written."""
        entry = self.entry
        return Cell(
            session=entry.session,
            person=entry.person,
            before=self.before,
            after=self.after,
            dot=dot,
            disputed=self.decides,
        )


def _plan(
    entry: Entry, present: dict[tuple[int, int], Content], author: int, moment: Moment, disputed: set[Place]
) -> _Plan:
    before = present.get((entry.session, entry.person), Content())
    note = before.note if entry.note is None else entry.note.strip() or None
    note = note if entry.status is not None else None
    is_disputed = _place(entry) in disputed
    # A remark on a mark that people disagree about decides nothing; the same letter once more does.
    only_note = is_disputed and entry.status == before.status and note != before.note
    at = moment.wall if entry.marked_at is None else entry.marked_at
    after = (
        replace(before, note=note)
        if only_note
        else Content(status=entry.status, note=note, marked_at=at, marked_by=author)
    )
    present[entry.session, entry.person] = after
    always = patch(ATTENDANCE, status=after.status, marked_at=after.marked_at, marked_by=after.marked_by)
    change = Change(_place(entry).row, {**({} if only_note else always), **_difference(before, after)})
    return _Plan(entry=entry, before=before, after=after, change=change, decides=is_disputed and not only_note)


def _difference(before: Content, after: Content) -> dict[int, int | str | None]:
    """The fields in which two contents differ."""
    names = ("status", "note", "marked_at", "marked_by")
    return patch(ATTENDANCE, **{n: getattr(after, n) for n in names if getattr(before, n) != getattr(after, n)})


def _place(cell: Entry | Cell) -> Place:
    """The status of a cell, which people may disagree about."""
    return Place(RowKey(ATTENDANCE.number, cell.session, cell.person), ATTENDANCE.by_name["status"].number)


def _open_again(replica: Replica, cells: Sequence[Entry | Cell]) -> list[Change]:
    """What opens the conflicts again that people of this laptop decided by marking these cells."""
    return taken_back(replica, {_place(cell) for cell in cells}, set(own_names(replica))) if cells else []


def _names(replica: Replica, people: list[int]) -> list[str]:
    lines: dict[int, Values] = {line.id: line for line in fetch(replica, queries.people(records, people))}
    return [(lines[person].name or "") if person in lines else format_id(person) for person in people]
