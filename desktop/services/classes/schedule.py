"""The schedule of a class in full: times in their zone, who teaches, and what is odd about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from contract.tables import schedule
from contract.tables.records import Values
from contract.training.classes.modes import needs_attendance
from contract.training.classes.schedule import Slot, overlaps
from contract.training.indonesian_dates import format_clock
from desktop.services.classes.sessions import session_view, zones_of_sessions
from desktop.services.classes.staff import StaffView, staff_view
from desktop.services.faults import NotHere
from desktop.services.named import class_line, session_line
from desktop.services.views import RegisterSession
from desktop.services.zones import WITA, Zone
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class Teacher:
    """Who teaches a session, and as what there."""

    staff: StaffView
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """A session with all that a schedule prints. time: "08.00-10.15 WITA"; warnings: sentences."""

    session: RegisterSession
    zone: Zone
    time: str
    stage: str = ""
    subject: str = ""
    needs_attendance: bool = True
    teachers: tuple[Teacher, ...] = ()
    warnings: tuple[str, ...] = ()


def schedule_of_class(replica: Replica, class_id: int) -> tuple[Scheduled, ...]:
    """The sessions of a class by start."""
    with replica.database.reading():
        class_line(replica, class_id)
        return _scheduled(replica, fetch(replica, schedule.scheduled_sessions(records, class_id)))


def scheduled_session(replica: Replica, session_id: int) -> Scheduled:
    """One session of the schedule. Raises NotHere."""
    with replica.database.reading():
        session_line(replica, session_id)
        found = _scheduled(replica, fetch(replica, schedule.scheduled_session(records, session_id)))
        if not found:
            raise NotHere("Sesi itu tidak ada lagi di laptop ini. Lihat daftarnya: lontar session list --class ID.")
        return found[0]


def _scheduled(replica: Replica, lines: Sequence[Values]) -> tuple[Scheduled, ...]:
    teachers: dict[int, list[Teacher]] = defaultdict(list)
    for line in fetch(replica, schedule.teachers_of(records, [line.id for line in lines])):
        teachers[line.session].append(Teacher(staff=staff_view(line), role=line.teaching_role or ""))
    zones = zones_of_sessions(replica, lines)
    warned = _warnings(replica, lines, zones)
    return tuple(
        Scheduled(
            session=(view := session_view(line, zones[line.id])),
            zone=zones[line.id],
            time=time_text(view, zones[line.id]),
            stage=line.stage_title or "",
            subject=line.subject_title or "",
            needs_attendance=needs_attendance(line.mode, line.stage_mode),
            teachers=tuple(teachers[line.id]),
            warnings=tuple(warned[line.id]),
        )
        for line in lines
    )


def time_text(session: RegisterSession, zone: Zone) -> str:
    """ "08.00-10.15 WITA"; empty without a start."""
    if not session.starts_at:
        return ""
    starts = datetime.fromtimestamp(session.starts_at, zone.offset)
    if session.ends_at is None:
        return format_clock(starts.hour, starts.minute, zone.name)
    ends = datetime.fromtimestamp(session.ends_at, zone.offset)
    return f"{starts.hour:02}.{starts.minute:02}-{format_clock(ends.hour, ends.minute, zone.name)}"


def _warnings(replica: Replica, lines: Sequence[Values], zones: dict[int, Zone]) -> dict[int, list[str]]:
    """What is odd about each of these sessions: others at the same time, and attendance that does not count."""
    found: dict[int, list[str]] = defaultdict(list)
    views = {line.id: session_view(line, zones[line.id]) for line in lines}
    timed = [view for view in views.values() if view.starts_at and view.ends_at]
    for line in lines:
        if not needs_attendance(line.mode, line.stage_mode):
            found[line.id].append(f'Sesi "{line.title}" mandiri: presensinya tidak dihitung; catat kemajuan per tugas.')
    if not timed:
        return found
    first, last = min(view.starts_at for view in timed), max(view.ends_at or 0 for view in timed)
    near = {line.id: line for line in fetch(replica, schedule.sessions_between(records, first, last))}
    names, slots = _slots(replica, near.values())
    for pair in overlaps(slots):
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            if one not in views:
                continue
            beside = session_view(near[other], zones[one])
            told = f'"{beside.title}" ({time_text(beside, zones[one])})'
            if pair.same_class:
                found[one].append(f'Sesi "{views[one].title}" bersamaan dengan {told} di kelas ini; periksa waktunya.')
            for name in sorted({names[key] for key in pair.shared}):
                found[one].append(f'{name} mengajar "{views[one].title}" dan {told} bersamaan; periksa waktunya.')
    return found


def _slots(replica: Replica, lines: Iterable[Values]) -> tuple[dict[str, str], list[Slot]]:
    """The sessions with their staff, told apart by person, else by NIP, else by name; and the name of each."""
    held = list(lines)
    names: dict[str, str] = {}
    keys: dict[int, set[str]] = defaultdict(set)
    for line in fetch(replica, schedule.teachers_of(records, [line.id for line in held])):
        plain = " ".join((line.name or "").casefold().split())
        key = f"p{line.person}" if line.person else f"n{line.employee_number}" if line.employee_number else f"a{plain}"
        names.setdefault(key, line.name or "")
        keys[line.session].add(key)
    slots = [
        Slot(
            id=line.id,
            class_group=line.class_group,
            starts_at=view.starts_at,
            ends_at=view.ends_at,
            taught_by=frozenset(keys[line.id]),
        )
        for line in held
        if (view := session_view(line, WITA)).starts_at and view.ends_at
    ]
    return names, slots
