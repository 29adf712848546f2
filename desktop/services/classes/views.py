"""Classes as lists and pages show them."""

from __future__ import annotations

from collections import defaultdict

from contract.exchange.shapes import RowKey
from contract.tables import queries
from contract.tables.records import Values
from contract.training.attendance.attended import is_expected
from contract.training.catalogue import NOTE
from contract.training.people.names import print_name
from desktop.services.classes.sessions import session_view, zones_of_sessions
from desktop.services.exchange.silent import who_has_not_sent
from desktop.services.exchange.ticks import Ticks, settled_sessions
from desktop.services.named import class_line
from desktop.services.offices import author_names, office_of_realm
from desktop.services.views import (
    STATUSES,
    ClassDetail,
    ClassSummary,
    Group,
    GroupNote,
    RegisterSession,
    SessionCounts,
    Stage,
)
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.offices import offices
from desktop.storage.replica import Replica
from desktop.storage.tables import records


def list_classes(replica: Replica, now: int) -> tuple[ClassSummary, ...]:
    """All classes, the newest first. now: for the next session."""
    with replica.database.reading():
        codes = {office.realm: office.code for office in offices(replica)}
        coming: dict[int, RegisterSession] = {}
        nearest = fetch(replica, queries.next_sessions(records, now))
        zones = zones_of_sessions(replica, nearest)
        for line in nearest:
            coming.setdefault(line.class_group, session_view(line, zones[line.id]))
        lines = fetch(replica, queries.classes(records))
        return tuple(_summary(line, codes.get(line.realm, ""), coming.get(line.id)) for line in lines)


def show_class(replica: Replica, class_id: int, now: int) -> ClassDetail:
    """One class with its stages, sessions with counts, groups with members and notes."""
    with replica.database.reading():
        class_line(replica, class_id)
        line = fetch(replica, queries.classes_named(records, [class_id]))[0]
        sessions = _session_counts(replica, class_id, line.people)
        coming = next((s.session for s in sessions if (s.session.ends_at or s.session.starts_at) > now), None)
        return ClassDetail(
            summary=_summary(line, office_of_realm(replica, line.realm).code, coming),
            stages=stages_of(replica, class_id),
            sessions=sessions,
            groups=_groups(replica, class_id),
            silent=who_has_not_sent(replica, class_id, sessions),
        )


def stages_of(replica: Replica, class_id: int) -> tuple[Stage, ...]:
    """Stages of a class in their order."""
    return tuple(
        Stage(
            id=line.id,
            title=line.title or "",
            mode=line.mode or "",
            starts_on=line.starts_on,
            ends_on=line.ends_on,
            lesson_hours=line.lesson_hours,
        )
        for line in fetch(replica, queries.stages_of(records, class_id))
    )


def _summary(line: Values, office: str, coming: RegisterSession | None) -> ClassSummary:
    return ClassSummary(
        id=line.id,
        title=line.title or "",
        office=office,
        programme=line.programme_key or "",
        people=line.people,
        sessions=line.sessions,
        next_session=coming,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        example=bool(line.example),
    )


def _session_counts(replica: Replica, class_id: int, people: int) -> tuple[SessionCounts, ...]:
    lines = fetch(replica, queries.sessions_of(records, class_id))
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    disputed: dict[int, int] = defaultdict(int)
    for line in fetch(replica, queries.mark_counts(records, [line.id for line in lines])):
        if line.disputed:
            disputed[line.session] += line.people
        else:
            counted[line.session][line.status] = line.people
    settled = settled_sessions(replica, [line.id for line in lines])
    found, zones = [], zones_of_sessions(replica, lines)
    for line in lines:
        per = counted[line.id]
        h, i, s, a, dl = (per.get(status, 0) for status in STATUSES)
        held = session_view(line, zones[line.id], settled=line.id in settled)
        open_ = disputed[line.id]
        empty = people - sum(per.values()) - open_
        found.append(SessionCounts(session=held, counts=(h, i, s, a, dl), empty=empty, disputed=open_))
    return tuple(found)


def _groups(replica: Replica, class_id: int) -> tuple[Group, ...]:
    lines = fetch(replica, queries.groups_of(records, class_id))
    if not lines:
        return ()
    people = fetch(replica, queries.people_of(records, class_id, PRINTED))
    names = {line.id: printed(line) for line in people if is_expected(line.enrolment_status)}
    members: dict[int, list[str]] = defaultdict(list)
    for line in fetch(replica, queries.members_of(records, class_id)):
        if line.person in names:
            members[line.group].append(names[line.person])
    notes = group_notes(replica, class_id)
    return tuple(
        Group(id=line.id, title=line.title or "", members=tuple(members[line.id]), notes=tuple(notes[line.id]))
        for line in lines
    )


def group_notes(replica: Replica, class_id: int) -> defaultdict[int, list[GroupNote]]:
    """Notes about the groups of a class by group, the newest first."""
    lines = fetch(replica, queries.notes_of(records, class_id))
    ticks = Ticks(replica, NOTE, [line.id for line in lines])
    names = author_names(replica, sorted({line.written_by for line in lines if line.written_by}))
    found: defaultdict[int, list[GroupNote]] = defaultdict(list)
    for line in lines:
        found[line.group].append(
            GroupNote(
                text=line.text or "",
                author=names.get(line.written_by, ""),
                written_at=line.written_at or 0,
                tick=ticks.of(RowKey(NOTE.number, line.id), line.v),
            )
        )
    return found


PRINTED = ("name", "title_prefix", "title_suffix")
"""The fields of a person that `printed` needs."""


def printed(line: Values) -> str:
    """A person's name with its titles."""
    return print_name(line.name or "", line.title_prefix, line.title_suffix)
