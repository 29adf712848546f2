"""Sessions of a class: made, set anew, found, closed for marking and opened again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import Record, RowKey, Value
from contract.tables import queries
from contract.tables.records import Values
from contract.training.catalogue import CLASS_GROUP, SESSION, STAGE, SUBJECT
from contract.training.classes.schedule import ends_after
from desktop.services.classes.modes import mode_typed
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line, session_line
from desktop.services.offices import office_of_realm
from desktop.services.regulations import regulation
from desktop.services.views import NewSession, RegisterSession
from desktop.services.writing import patch, stated, write
from desktop.services.zones import Zone, told_zone, zone_called, zone_of
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch, fetch_among, fetch_row
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_MOST_HOURS = 100
_LONGEST_S = 7 * 86_400
_USUAL_MINUTES = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChange:
    """What to set of a session; None leaves it. An empty place, mode or zone takes it away."""

    title: str | None = None
    starts_at: int | None = None
    ends_at: int | None = None
    hours: float | None = None
    stage: int | None = None
    subject: int | None = None
    place: str | None = None
    mode: str | None = None
    zone: str | None = None


def create_session(replica: Replica, new: NewSession, moment: Moment, *, place: str = "", example: bool = False) -> int:
    """Makes a session; gives its id."""
    held = class_line(replica, new.class_id)
    hundredths = _hundredths(new.hours)
    zone = zone_called(new.zone).name if new.zone else ""
    where = zone_called(zone) if zone else zone_of_class(replica, new.class_id, new.stage)
    made = stated(
        SESSION,
        class_group=new.class_id,
        stage=_stage_of(replica, new.class_id, new.stage),
        title=_title(new.title),
        starts_at=new.starts_at,
        lesson_hours=hundredths,
        place=" ".join(place.split()),
        mode=mode_typed(new.mode),
        subject=_subject_of(replica, new.class_id, new.subject),
        ends_at=_kept_end(new.starts_at, new.ends_at, hundredths, _lesson_minutes(replica, held, new.starts_at, where)),
        zone=zone,
        example=int(example) or None,
    )
    return row_id(write(replica, held.realm, [Change(SESSION.number, made)], moment)[0])


def set_session(replica: Replica, session_id: int, change: SessionChange, moment: Moment) -> None:
    """Sets what is named. Moved without an end, a session keeps its length. Raises Unsuitable for a closed one."""
    with replica.transaction():
        line = session_line(replica, session_id)
        if line.closed:
            raise Unsuitable(f'Sesi "{line.title}" sudah ditutup; buka lagi sebelum mengubah jadwalnya.')
        told: dict[str, Value] = {}
        if change.title is not None:
            told["title"] = _title(change.title)
        if change.hours is not None:
            told["lesson_hours"] = _hundredths(change.hours)
        if change.stage is not None:
            told["stage"] = _stage_of(replica, line.class_group, change.stage)
        if change.subject is not None:
            told["subject"] = _subject_of(replica, line.class_group, change.subject)
        if change.place is not None:
            told["place"] = " ".join(change.place.split()) or None
        if change.mode is not None:
            told["mode"] = mode_typed(change.mode) or None
        if change.zone is not None:
            told["zone"] = zone_called(change.zone).name if change.zone else None
        told |= _moved(replica, line, change)
        fresh = {name: value for name, value in told.items() if getattr(line, name) != value}
        if fresh:
            write(replica, line.realm, [Change(RowKey(SESSION.number, session_id), patch(SESSION, **fresh))], moment)


def _moved(replica: Replica, line: Values, change: SessionChange) -> dict[str, Value]:
    """Start and end, when one of them or the lesson hours are set."""
    if change.starts_at is None and change.ends_at is None and change.hours is None:
        return {}
    before = line.starts_at or 0
    starts_at = before if change.starts_at is None else change.starts_at
    hundredths = (line.lesson_hours or 0) if change.hours is None else _hundredths(change.hours)
    minutes = _lesson_minutes(replica, class_line(replica, line.class_group), starts_at, zone_of_session(replica, line))
    stated_end = change.ends_at
    if stated_end is None and line.ends_at is not None:
        was_stated = line.ends_at != ends_after(before, line.lesson_hours or 0, minutes)
        stated_end = line.ends_at + starts_at - before if was_stated else None
    return {"starts_at": starts_at, "ends_at": _kept_end(starts_at, stated_end, hundredths, minutes)}


def list_sessions(replica: Replica, class_id: int) -> tuple[RegisterSession, ...]:
    """Sessions of a class by start."""
    with replica.database.reading():
        class_line(replica, class_id)
        lines = fetch(replica, queries.sessions_of(records, class_id))
        zones = zones_of_sessions(replica, lines)
        return tuple(session_view(line, zones[line.id]) for line in lines)


def close_session(replica: Replica, session_id: int, closed: bool, moment: Moment) -> None:
    """Closes a session for marking, or opens it again; nothing is written when it is so already."""
    with replica.transaction():
        line = session_line(replica, session_id)
        if bool(line.closed) != closed:
            key = RowKey(SESSION.number, session_id)
            write(replica, line.realm, [Change(key, patch(SESSION, closed=int(closed)))], moment)


def session_view(line: Values, zone: Zone, *, settled: bool = False) -> RegisterSession:
    """A session's row as screens show it, in its zone; without a stated end it ends after its lesson hours."""
    hundredths = line.lesson_hours or 0
    starts_at = line.starts_at or 0
    after = starts_at + hundredths * queries.HUNDREDTH_S if starts_at and hundredths else None
    return RegisterSession(
        id=line.id,
        title=line.title or "",
        stage=line.stage,
        starts_at=starts_at,
        hours=hundredths / 100,
        ends_at=after if line.ends_at is None else line.ends_at,
        place=line.place or "",
        closed=bool(line.closed),
        settled=settled,
        mode=line.mode or "",
        subject=line.subject,
        zone=zone.name,
    )


def zone_of_session(replica: Replica, line: Values) -> Zone:
    """The zone in which a session's times are told: its own, its stage's, its class's, its office's."""
    return zones_of_sessions(replica, [line])[line.id]


def zones_of_sessions(replica: Replica, lines: Iterable[Values]) -> dict[int, Zone]:
    """The same of many sessions, whatever their classes and offices, by id."""
    told = list(lines)
    stages = _by_id(replica, STAGE, {line.stage for line in told if line.stage is not None})
    groups = _by_id(replica, CLASS_GROUP, {line.class_group for line in told})
    offices = {realm: zone_of(office_of_realm(replica, realm).code) for realm in {line.realm for line in told}}
    found = {}
    for line in told:
        above = (stages.get(line.stage), groups.get(line.class_group))
        written = [line.zone, *(one.zone for one in above if one is not None)]
        found[line.id] = told_zone(written, offices[line.realm])
    return found


def _by_id(replica: Replica, record: Record, ids: set[int]) -> dict[int, Values]:
    return {line.id: line for line in fetch_among(replica, record, "id", sorted(ids))} if ids else {}


def zone_of_class(replica: Replica, class_id: int, stage_id: int | None = None) -> Zone:
    """The zone in which times of a class, or of a stage of it, are typed: the stage's, the class's, the office's."""
    group = class_line(replica, class_id)
    stage = fetch_row(replica, STAGE, stage_id) if stage_id is not None else None
    told = (stage.zone if stage is not None else None, group.zone)
    return told_zone(told, zone_of(office_of_realm(replica, group.realm).code))


def _lesson_minutes(replica: Replica, group: Values, starts_at: int, zone: Zone) -> int:
    """How long a lesson hour is on the day of a session."""
    on = datetime.fromtimestamp(starts_at, zone.offset).date().isoformat()
    return regulation(replica, group.realm, "lesson_minutes", on, group.programme_key or "").number


def _kept_end(starts_at: int, stated_end: int | None, hundredths: int, minutes: int) -> int | None:
    """The end as it is kept: what was stated, or what follows where a lesson hour has not its usual length."""
    if stated_end is None:
        return None if minutes == _USUAL_MINUTES else ends_after(starts_at, hundredths, minutes)
    if not starts_at < stated_end <= starts_at + _LONGEST_S:
        raise Unsuitable("Waktu selesai sesi harus sesudah mulainya, paling lama tujuh hari; periksa kedua waktunya.")
    return stated_end


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise Unsuitable("Judul sesi kosong; tulis judulnya.")
    return title


def _hundredths(hours: float) -> int:
    if not 0 <= hours <= _MOST_HOURS:
        raise Unsuitable(f"Jam pelajaran {hours:g} tidak masuk akal; tulis angka 0 sampai {_MOST_HOURS}.")
    return round(hours * 100)


def _stage_of(replica: Replica, class_id: int, identifier: int | None) -> int | None:
    found = fetch_row(replica, STAGE, identifier) if identifier is not None else None
    if identifier is not None and (found is None or found.class_group != class_id):
        raise NotHere(f"Tidak ada tahap {format_id(identifier)} di kelas ini.")
    return identifier


def _subject_of(replica: Replica, class_id: int, identifier: int | None) -> int | None:
    found = fetch_row(replica, SUBJECT, identifier) if identifier is not None else None
    if identifier is not None and (found is None or found.class_group != class_id):
        raise NotHere(
            f"Tidak ada mata pelatihan {format_id(identifier)} di kelas ini. Lihat: lontar subject list --class ID."
        )
    return identifier
