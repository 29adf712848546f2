"""Marking attendance: one mark, many at once as one act that can be undone, the rest of a session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from contract.exchange.dots import Dot
from contract.exchange.shapes import RowKey
from contract.tables import queries
from contract.training.attendance.attended import is_expected
from contract.training.catalogue import ATTENDANCE, ENROLMENT
from contract.training.people.same_person import records_of
from desktop.services.attendance.checks import check, check_undo, names_of
from desktop.services.conflicts.decisions import Place, is_disputed, taken_back
from desktop.services.faults import Overtaken
from desktop.services.named import session_line
from desktop.services.writing import patch, write
from desktop.storage.edit import Change, Moment, active_author
from desktop.storage.queries.journey import disputed_rows
from desktop.storage.queries.lines import fetch, fetch_row
from desktop.storage.queries.offices import own_names
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

if TYPE_CHECKING:
    from desktop.services.views import Marking


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A mark to write. status None empties the cell. note None: as it is. marked_at None: now.

    late (minutes), the deputy and the reason for writing it down late: None as they are while the status stays, and
    gone with another one; 0 or empty takes them away. reason: needed in a closed session.
    reopens: it takes back a mark by which somebody here decided a conflict, which is then open again.
    """

    session: int
    person: int
    status: str | None
    note: str | None = None
    marked_at: int | None = None
    reopens: bool = False
    late: int | None = None
    deputy_name: str | None = None
    deputy_post: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What one cell of the register holds."""

    status: str | None = None
    note: str | None = None
    marked_at: int | None = None
    marked_by: int | None = None
    late: int | None = None
    deputy_name: str | None = None
    deputy_post: str | None = None
    reason: str | None = None


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

    Raises NotHere, Unsuitable for an unknown status, or for a closed session when no reason is given.
    """
    with replica.transaction():
        entries = list({(entry.session, entry.person): entry for entry in _aimed(replica, entries)}.values())
        realms = check(replica, entries, moment)
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

    Raises Overtaken when a cell was changed since, Unsuitable when the session was closed.
    """
    with replica.transaction():
        check_undo(replica, act)
        present = contents(replica, [cell.session for cell in act.cells], [cell.person for cell in act.cells])
        moved = [cell for cell in act.cells if present.get((cell.session, cell.person)) != cell.after]
        if moved:
            names = names_of(replica, [cell.person for cell in moved[:3]])
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
    """Marks everyone expected in the session whose cell is still empty; nobody's mark is overwritten."""
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
        empty = [line.id for line in people if is_expected(line.enrolment_status) and line.id not in filled]
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
            status=line.status,
            note=line.note,
            marked_at=line.marked_at,
            marked_by=line.marked_by,
            late=line.late,
            deputy_name=line.deputy_name,
            deputy_post=line.deputy_post,
            reason=line.reason,
        )
        for line in fetch(replica, query)
    }


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
    told = _told(entry, before)
    is_disputed = _place(entry) in disputed
    # A remark on a mark that people disagree about decides nothing; the same letter once more does.
    only_note = is_disputed and entry.status == before.status and replace(before, **told) != before
    at = moment.wall if entry.marked_at is None else entry.marked_at
    after = replace(before, **told)
    if not only_note:
        after = replace(after, status=entry.status, marked_at=at, marked_by=author)
    present[entry.session, entry.person] = after
    always = patch(ATTENDANCE, status=after.status, marked_at=after.marked_at, marked_by=after.marked_by)
    # A reason is of the change, not of the cell: the same words once more are a reason again.
    why = patch(ATTENDANCE, reason=after.reason) if (entry.reason or "").strip() else {}
    change = Change(_place(entry).row, {**({} if only_note else always), **why, **_difference(before, after)})
    return _Plan(entry=entry, before=before, after=after, change=change, decides=is_disputed and not only_note)


def _told(entry: Entry, before: Content) -> dict[str, Any]:
    """What the cell says beside its status afterwards. Of an emptied cell nothing is told but why."""
    if entry.status is None:
        cleared = dict.fromkeys(("note", "late", "deputy_name", "deputy_post"))
        return {**cleared, "reason": (entry.reason or "").strip() or None}
    kept = before if entry.status == before.status else Content()
    note = before.note if entry.note is None else entry.note.strip() or None
    name = kept.deputy_name if entry.deputy_name is None else entry.deputy_name.strip() or None
    post = kept.deputy_post if entry.deputy_post is None else entry.deputy_post.strip() or None
    return {
        "note": note,
        "late": kept.late if entry.late is None else entry.late or None,
        "deputy_name": name,
        "deputy_post": post if name else None,
        "reason": kept.reason if entry.reason is None else entry.reason.strip() or None,
    }


def _difference(before: Content, after: Content) -> dict[int, int | str | None]:
    """The fields in which two contents differ."""
    return patch(ATTENDANCE, **{n: getattr(after, n) for n in _FIELDS if getattr(before, n) != getattr(after, n)})


_FIELDS = tuple(field.name for field in fields(Content))


def _place(cell: Entry | Cell) -> Place:
    """The status of a cell, which people may disagree about."""
    return Place(RowKey(ATTENDANCE.number, cell.session, cell.person), ATTENDANCE.by_name["status"].number)


def _open_again(replica: Replica, cells: Sequence[Entry | Cell]) -> list[Change]:
    """What opens the conflicts again that people of this laptop decided by marking these cells."""
    return taken_back(replica, {_place(cell) for cell in cells}, set(own_names(replica))) if cells else []
