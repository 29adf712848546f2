"""Sessions of a class: made, found, closed for marking and opened again."""

from __future__ import annotations

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import RowKey
from contract.tables import queries
from contract.tables.records import Values
from contract.training.catalogue import SESSION, STAGE
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line, session_line
from desktop.services.views import NewSession, RegisterSession
from desktop.services.writing import patch, stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch, fetch_row
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_MOST_HOURS = 100


def create_session(replica: Replica, new: NewSession, moment: Moment, *, place: str = "", example: bool = False) -> int:
    """Makes a session; gives its id."""
    held = class_line(replica, new.class_id)
    title = " ".join(new.title.split())
    if not title:
        raise Unsuitable("Judul sesi kosong; tulis judulnya.")
    if not 0 <= new.hours <= _MOST_HOURS:
        raise Unsuitable(f"Jam pelajaran {new.hours:g} tidak masuk akal; tulis angka 0 sampai {_MOST_HOURS}.")
    if new.stage is not None:
        stage = fetch_row(replica, STAGE, new.stage)
        if stage is None or stage.class_group != new.class_id:
            raise NotHere(f"Tidak ada tahap {format_id(new.stage)} di kelas ini.")
    made = stated(
        SESSION,
        class_group=new.class_id,
        stage=new.stage,
        title=title,
        starts_at=new.starts_at,
        lesson_hours=round(new.hours * 100),
        place=place,
        example=int(example) or None,
    )
    return row_id(write(replica, held.realm, [Change(SESSION.number, made)], moment)[0])


def list_sessions(replica: Replica, class_id: int) -> tuple[RegisterSession, ...]:
    """Sessions of a class by start."""
    with replica.database.reading():
        class_line(replica, class_id)
        return tuple(session_view(line) for line in fetch(replica, queries.sessions_of(records, class_id)))


def close_session(replica: Replica, session_id: int, closed: bool, moment: Moment) -> None:
    """Closes a session for marking, or opens it again; nothing is written when it is so already."""
    with replica.transaction():
        line = session_line(replica, session_id)
        if bool(line.closed) != closed:
            key = RowKey(SESSION.number, session_id)
            write(replica, line.realm, [Change(key, patch(SESSION, closed=int(closed)))], moment)


def session_view(line: Values, *, settled: bool = False) -> RegisterSession:
    """A session's row as screens show it; it ends after its lesson hours."""
    hundredths = line.lesson_hours or 0
    starts_at = line.starts_at or 0
    return RegisterSession(
        id=line.id,
        title=line.title or "",
        stage=line.stage,
        starts_at=starts_at,
        hours=hundredths / 100,
        ends_at=starts_at + hundredths * queries.HUNDREDTH_S if starts_at and hundredths else None,
        place=line.place or "",
        closed=bool(line.closed),
        settled=settled,
    )
