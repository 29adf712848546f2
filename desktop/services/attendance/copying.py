"""Salin dari sesi sebelumnya: the marks of one session for the empty cells of another."""

from __future__ import annotations

from dataclasses import dataclass

from contract.tables import queries
from contract.tables.records import Values
from contract.training.attendance.attended import is_expected
from contract.training.catalogue import ATTENDANCE
from desktop.services.attendance.marking import Act, Content, Entry, contents, mark_many
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import session_line
from desktop.storage.edit import Moment
from desktop.storage.queries.journey import disputed_rows
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What a copy did. source: the session; kept: cells that had a mark; empty: people without a mark there either."""

    act: Act
    source: int
    filled: int
    kept: int
    empty: int


def copy_marks(
    replica: Replica, session_id: int, moment: Moment, *, source_id: int | None = None, reason: str | None = None
) -> Copied:
    """Fills the empty cells of a session from another of its class, the one before it if none is named. One act.

    A mark is never overwritten, nor one that people disagree about copied or covered; who has left the class, or waits
    in reserve, gets none. A deputy comes along, lateness and notes do not.
    """
    with replica.transaction():
        session = session_line(replica, session_id)
        source = _source(replica, session, source_id)
        expected = [
            line.id
            for line in fetch(replica, queries.people_of(records, session.class_group))
            if is_expected(line.enrolment_status)
        ]
        here, there = (_cells(replica, one, expected) for one in (session_id, source))
        entries = [
            Entry(
                session=session_id,
                person=person,
                status=found.status,
                deputy_name=found.deputy_name,
                deputy_post=found.deputy_post,
                reason=reason,
            )
            for person in expected
            if person not in here and (found := there.get(person)) is not None and found.status is not None
        ]
        act = mark_many(replica, entries, moment) if entries else Act(())
        kept = sum(person in here for person in expected)
        return Copied(act=act, source=source, filled=len(entries), kept=kept, empty=len(expected) - kept - len(entries))


def _source(replica: Replica, session: Values, source_id: int | None) -> int:
    """The session named, or the last one before in the class."""
    if source_id is not None:
        source = session_line(replica, source_id)
        if source.class_group != session.class_group or source_id == session.id:
            raise Unsuitable("Sesi asal harus sesi lain dari kelas yang sama; lihat: lontar session list --class ID.")
        return int(source.id)
    lines = fetch(replica, queries.sessions_of(records, session.class_group))
    before = lines[: next(place for place, line in enumerate(lines) if line.id == session.id)]
    if not before:
        raise NotHere(f'Tidak ada sesi sebelum "{session.title}" di kelas ini; sebutkan sesi asalnya dengan --from.')
    return int(before[-1].id)


def _cells(replica: Replica, session_id: int, expected: list[int]) -> dict[int, Content | None]:
    """What each person has in a session, under any record; None where people disagree about it."""
    of = standing(replica)
    found: dict[int, Content | None] = {}
    for (_, person), content in contents(replica, [session_id], [*expected, *of]).items():
        one = of.get(person, person)
        if content.status is None:
            continue
        differs = one in found and (found[one] is None or found[one].status != content.status)  # type: ignore[union-attr]
        found[one] = None if differs else content
    for key in disputed_rows(replica, ATTENDANCE.name):
        if key[0] == session_id:
            found[of.get(key[1], key[1])] = None
    return found
