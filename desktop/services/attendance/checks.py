"""What may be marked: whose cell, in which session, and when a reason is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from contract.exchange.dots import format_id
from contract.tables import queries
from contract.tables.records import Values
from contract.training.attendance.attended import Status, days_past, is_backdated
from contract.training.catalogue import PERSON
from desktop.services.classes.sessions import zone_of_session
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line, session_line
from desktop.services.regulations import regulation
from desktop.services.zones import day_bounds
from desktop.storage.edit import Moment
from desktop.storage.queries.lines import fetch, fetch_among
from desktop.storage.replica import Replica
from desktop.storage.tables import records

if TYPE_CHECKING:
    from desktop.services.attendance.marking import Act, Entry

LEFT = frozenset({"withdrawn", "dropped", "rejected"})
"""Enrolment states of people who are no longer in the class: nobody marks them any more."""
_MOST_NOTE = 2000
_MOST_WORDS = 300
_MOST_LATE = 24 * 60


def check(replica: Replica, entries: Sequence[Entry], moment: Moment) -> dict[int, int]:
    """The realm of each session. Raises for what cannot be marked."""
    realms: dict[int, int] = {}
    classes: dict[int, int] = {}
    without_reason = {entry.session for entry in entries if not (entry.reason or "").strip()}
    for session_id in {entry.session for entry in entries}:
        session = session_line(replica, session_id)
        if session_id in without_reason:
            require_no_reason(replica, session, moment)
        realms[session_id], classes[session_id] = session.realm, session.class_group
    people = sorted({entry.person for entry in entries})
    here = {line.id for line in fetch_among(replica, PERSON, "id", people)}
    for entry in entries:
        if entry.person not in here:
            raise NotHere(
                f"Tidak ada peserta {format_id(entry.person)} di laptop ini. Cari dengan: lontar people list."
            )
        check_entry(entry)
    _check_still_there(replica, entries, classes)
    return realms


def require_no_reason(replica: Replica, session: Values, moment: Moment) -> None:
    """Refuses to mark without a reason in a closed session, and past the days after which the office wants one.

    Where the office has set no such days an open session takes marks at any time: marks are often written down weeks
    after a class without a network, and work is never what is locked.
    """
    if session.closed:
        raise Unsuitable(
            f'Sesi "{session.title}" sudah ditutup; sebutkan alasan pencatatan susulan, atau buka lagi sesinya.'
        )
    late = late_entry(replica, session, moment)
    if late is not None and late[1]:
        raise Unsuitable(
            f'Sesi "{session.title}" sudah lewat {late[0]} hari; sebutkan alasan pencatatan susulan (--reason).'
        )


def late_entry(replica: Replica, session: Values, moment: Moment) -> tuple[int, bool] | None:
    """(days past the session's day, whether the office demands a reason) of a mark that is entered late; else None."""
    if not session.starts_at or moment.wall <= session.starts_at:
        return None
    zone = zone_of_session(replica, session)
    days = days_past(day_bounds(session.starts_at, zone)[1], moment.wall)
    if not days:
        return None
    group = class_line(replica, session.class_group)
    on = datetime.fromtimestamp(session.starts_at, zone.offset).date().isoformat()
    held = regulation(replica, session.realm, "backdating_days", on, group.programme_key or "")
    return (days, not held.is_default) if is_backdated(closed=False, days=days, most_days=held.number) else None


def check_undo(replica: Replica, act: Act) -> None:
    """Refuses to take marks back in a session that was closed since: only what was entered with a reason."""
    for session_id in {cell.session for cell in act.cells if not (cell.after.reason or cell.before.reason)}:
        session = session_line(replica, session_id)
        if session.closed:
            raise Unsuitable(
                f'Tidak diurungkan: sesi "{session.title}" sudah ditutup. Buka lagi sesinya, lalu periksa presensinya.'
            )


def names_of(replica: Replica, people: list[int]) -> list[str]:
    """The bare names of these people, or their ids."""
    lines: dict[int, Values] = {line.id: line for line in fetch(replica, queries.people(records, people))}
    return [(lines[person].name or "") if person in lines else format_id(person) for person in people]


def check_entry(entry: Entry) -> None:
    """Refuses what makes no sense of one mark by itself."""
    if entry.status is not None and entry.status not in Status.__members__.values():
        raise Unsuitable(f'Status "{entry.status}" tidak dikenal; pakai H, I, S, A atau DL.')
    if entry.note is not None and len(entry.note) > _MOST_NOTE:
        raise Unsuitable(f"Catatan presensi paling banyak {_MOST_NOTE} huruf.")
    if entry.late and (entry.status != Status.PRESENT or not 0 < entry.late <= _MOST_LATE):
        raise Unsuitable("Terlambat hanya untuk yang hadir (H), 1 sampai 1440 menit; periksa menitnya.")
    deputy, post = (entry.deputy_name or "").strip(), (entry.deputy_post or "").strip()
    if deputy and entry.status in (None, Status.ABSENT):
        raise Unsuitable("Yang tanpa keterangan tidak diwakili; pakai H, I, S atau DL bersama nama wakilnya.")
    if post and not deputy:
        raise Unsuitable("Jabatan wakil tanpa nama wakil; sebutkan juga siapa yang mewakili.")
    if max(len(deputy), len(post), len(entry.reason or "")) > _MOST_WORDS:
        raise Unsuitable(f"Nama wakil, jabatannya dan alasan paling banyak {_MOST_WORDS} huruf.")


def _check_still_there(replica: Replica, entries: Sequence[Entry], classes: dict[int, int]) -> None:
    """Refuses to mark people who have left the class."""
    people = sorted({entry.person for entry in entries})
    lines = fetch(replica, queries.enrolments(records, sorted(set(classes.values())), people))
    left = {(line.class_group, line.person) for line in lines if line.status in LEFT}
    gone = [entry.person for entry in entries if (classes[entry.session], entry.person) in left]
    if gone:
        raise Unsuitable(f"{names_of(replica, gone[:1])[0]} sudah keluar dari kelas ini; presensinya tidak diisi lagi.")
