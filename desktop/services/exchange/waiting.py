"""What waits to reach the centre, told as people speak: "46 presensi" of "Sesi 3 · DLA NTT 2025"."""

from __future__ import annotations

from contract.training.catalogue import (
    ATTENDANCE,
    CATALOGUE,
    CLASS_GROUP,
    ENROLMENT,
    GROUP,
    MEMBERSHIP,
    NOTE,
    PERSON,
    SESSION,
    STAGE,
)
from desktop.services.exchange.journey import Waiting, WaitingKind
from desktop.storage import blobs
from desktop.storage.blobs import Load
from desktop.storage.queries.journey import PendingLine, pending_lines
from desktop.storage.queries.lines import fetch_among
from desktop.storage.replica import Replica

_KINDS = {
    ATTENDANCE.number: WaitingKind.ATTENDANCE,
    PERSON.number: WaitingKind.PERSON,
    ENROLMENT.number: WaitingKind.PERSON,
    NOTE.number: WaitingKind.NOTE,
    **dict.fromkeys((r.number for r in (CLASS_GROUP, STAGE, SESSION, GROUP, MEMBERSHIP)), WaitingKind.CLASS),
}
_SEALED_BYTES = 8
"""What a change costs in a segment besides its values, roughly, before compression."""


def list_waiting(replica: Replica) -> tuple[Waiting, ...]:
    """What waits, the oldest first: marks by session, everything else by kind; contents of attachments come last."""
    with replica.database.reading():
        lines = pending_lines(replica)
        places = session_places(replica, [line.session for line in lines if line.session])
        return (*(_waiting(line, places) for line in lines), *_files(blobs.load(replica)))


def _files(load: Load) -> tuple[Waiting, ...]:
    if not load.count or load.since is None:
        return ()
    title = f"{load.count} foto daftar hadir"
    line = Waiting(
        title=title, where="", since=load.since, count=load.count, kind=WaitingKind.FILE, size_bytes=load.bytes
    )
    return (line,)


def _waiting(line: PendingLine, places: dict[int, str]) -> Waiting:
    label = CATALOGUE.record(line.table).label.lower() if CATALOGUE.knows(line.table) else "perubahan"
    return Waiting(
        title=f"{line.count} {label}",
        where=places.get(line.session, ""),
        since=line.since,
        count=line.count,
        kind=_KINDS.get(line.table, WaitingKind.OTHER),
        carried=line.aboard,
        size_bytes=line.size_bytes + line.count * _SEALED_BYTES,
    )


def session_places(replica: Replica, session_ids: list[int]) -> dict[int, str]:
    """Where sessions belong, "Sesi 3 · DLA NTT 2025"; those that are not here are left out."""
    if not session_ids:
        return {}
    sessions = fetch_among(replica, SESSION, "id", session_ids)
    groups = fetch_among(replica, CLASS_GROUP, "id", sorted({line.class_group for line in sessions}))
    titles = {line.id: line.title for line in groups}
    return {
        line.id: " · ".join(title for title in (line.title, titles.get(line.class_group)) if title) for line in sessions
    }


def session_place(replica: Replica, session_id: int) -> str:
    """Where one session belongs; empty when it is not here."""
    return session_places(replica, [session_id]).get(session_id, "")
