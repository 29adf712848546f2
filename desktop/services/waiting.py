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
from desktop.services.journey import Waiting, WaitingKind
from desktop.storage.queries.journey import PendingLine, pending_lines
from desktop.storage.queries.lines import fetch_row
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
    """What waits, the oldest first: marks by session, everything else by kind."""
    with replica.database.reading():
        return tuple(_waiting(replica, line) for line in pending_lines(replica))


def _waiting(replica: Replica, line: PendingLine) -> Waiting:
    label = CATALOGUE.record(line.table).label.lower() if CATALOGUE.knows(line.table) else "perubahan"
    return Waiting(
        title=f"{line.count} {label}",
        where=session_place(replica, line.session) if line.session else "",
        since=line.since,
        count=line.count,
        kind=_KINDS.get(line.table, WaitingKind.OTHER),
        carried=not line.own,
        size_bytes=line.size_bytes + line.count * _SEALED_BYTES,
    )


def session_place(replica: Replica, session_id: int) -> str:
    """Where a session belongs, "Sesi 3 · DLA NTT 2025"; empty when it is not here."""
    session = fetch_row(replica, SESSION, session_id)
    if session is None:
        return ""
    group = fetch_row(replica, CLASS_GROUP, session.class_group)
    return " · ".join(title for title in (session.title, group.title if group else None) if title)
