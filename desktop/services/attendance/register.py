"""The register of a class: its people in the order of the roster, its sessions, every mark with its tick."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from fractions import Fraction

import msgspec

from contract.exchange.shapes import RowKey
from contract.tables import attendance, queries
from contract.tables.records import Values
from contract.training.attendance.attended import is_expected
from contract.training.attendance.together import KeptMark, kept_marks_in
from contract.training.catalogue import ATTENDANCE
from contract.training.classes.modes import needs_attendance
from desktop.services.attendance.rule import rule_of_class, words_of_class
from desktop.services.attendance.shares import attended_share
from desktop.services.classes.sessions import session_view, zones_of_sessions
from desktop.services.classes.views import PRINTED, printed, stages_of
from desktop.services.exchange.ticks import Ticks, untouched
from desktop.services.named import class_line
from desktop.services.offices import author_names
from desktop.services.views import Mark, Register, RegisterPerson, Tick
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records


def open_register(replica: Replica, class_id: int) -> Register:
    """The whole register of a class."""
    with replica.database.reading():
        held = class_line(replica, class_id)
        sessions = fetch(replica, queries.sessions_of(records, class_id))
        marks = marks_of(replica, [line.id for line in sessions])
        unsettled = {mark.session for mark in marks if mark.tick is not Tick.SETTLED}
        marked = {mark.session for mark in marks}
        stages = stages_of(replica, class_id)
        modes = {stage.id: stage.mode for stage in stages}
        rule, zones = rule_of_class(replica, class_id), zones_of_sessions(replica, sessions)
        return Register(
            class_id=class_id,
            class_title=held.title or "",
            stages=stages,
            sessions=tuple(
                replace(
                    session_view(line, zones[line.id], settled=line.id in marked and line.id not in unsettled),
                    needs_attendance=needs_attendance(line.mode, modes.get(line.stage)),
                )
                for line in sessions
            ),
            people=_people(replica, class_id, {mark.person for mark in marks if mark.status is not None}),
            marks=marks,
            counted=tuple(sorted(rule.counted)),
            deputy_counts=rule.deputy_counts,
            basis=rule.basis,
            words=words_of_class(replica, class_id),
            example=bool(held.example),
        )


def marks_of(replica: Replica, sessions: list[int]) -> tuple[Mark, ...]:
    """Every mark of these sessions, emptied ones too, and cells that are empty because their mark was returned.

    Marks of somebody with several records come as one; where those differ nobody has decided yet, and it is disputed.
    """
    kept = _kept(replica, sessions)
    remarks = {(line.session, line.person): line for line in fetch(replica, attendance.remarks(records, sessions))}
    ticks = Ticks(replica, ATTENDANCE, sessions)
    known, disputed = {(key.k1, key.k2) for key in ticks.known}, {(key.k1, key.k2) for key in ticks.disputed}
    names = author_names(replica, sorted({mark.marked_by for _, mark in kept if mark.marked_by}))
    marks = []
    for session, mark in kept:
        cell = (session, mark.person)
        told = ticks.of(RowKey(ATTENDANCE.number, *cell), mark.v) if cell in known else untouched(mark.v)
        marks.append(_mark(session, mark, remarks.get(cell), names, (told, cell in disputed)))
    here, wanted = {(session, mark.person) for session, mark in kept}, set(sessions)
    lost = sorted((key.k1, key.k2) for key in ticks.returned if key.k1 in wanted and (key.k1, key.k2) not in here)
    marks += [Mark(session=of, person=person, status=None, tick=Tick.NEEDS_YOU) for of, person in lost]
    return _of_people(marks, standing(replica))


def _kept(replica: Replica, sessions: list[int]) -> list[tuple[int, KeptMark]]:
    """(session, mark) of each row, emptied ones too."""
    found = [
        (session, mark)
        for session, *texts in fetch(replica, attendance.kept_marks(records, sessions))
        for mark in kept_marks_in(*texts)
    ]
    others = fetch(replica, attendance.other_kept_marks(records, sessions))
    return found + [(session, KeptMark(*told)) for session, *told in others]


def _of_people(marks: list[Mark], of: Mapping[int, int]) -> tuple[Mark, ...]:
    """The marks under the records that stand for their people."""
    if not of:
        return tuple(marks)
    several, alone = {*of, *of.values()}, []
    cells: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        if mark.person in several:
            cells.setdefault((mark.session, of.get(mark.person, mark.person)), []).append(mark)
        else:
            alone.append(mark)
    return (*alone, *(_as_one(person, found) for (_, person), found in cells.items()))


def _as_one(person: int, found: list[Mark]) -> Mark:
    """One mark of several: that of the record which stands for the person before the others, the marked ones first."""
    found = sorted(found, key=lambda mark: (mark.status is None, mark.person != person, mark.person))
    differ = len({mark.status for mark in found if mark.status is not None}) > 1
    disputed = differ or any(mark.disputed for mark in found)
    ticks = [mark.tick for mark in found if mark.status is not None] or [found[0].tick]
    worst = Tick.NEEDS_YOU if disputed else min(ticks, key=_FURTHEST.index)
    return msgspec.structs.replace(found[0], person=person, tick=worst, disputed=disputed)


_FURTHEST = [Tick.NEEDS_YOU, Tick.SAVED, Tick.CARRIED, Tick.SETTLED, Tick.NONE]
"""What is told of several marks is what the least settled of them needs."""


def _mark(session: int, mark: KeptMark, remark: Values | None, names: dict[int, str], told: tuple[Tick, bool]) -> Mark:
    """told: its tick, and whether it is disputed."""
    return Mark(
        session=session,
        person=mark.person,
        status=mark.status,
        note=(remark.note or "") if remark is not None else "",
        marked_at=mark.marked_at,
        marked_by=names.get(mark.marked_by or 0, ""),
        tick=told[0],
        disputed=told[1],
        late=mark.late,
        deputy_name=(remark.deputy_name or "") if remark is not None else "",
        deputy_post=(remark.deputy_post or "") if remark is not None else "",
        reason=(remark.reason or "") if remark is not None else "",
    )


def _people(replica: Replica, class_id: int, marked: Collection[int]) -> tuple[RegisterPerson, ...]:
    """Who is expected in class, in the order of the roster; behind them those who are not any more, but were marked."""
    groups = {line.id: line.title or "" for line in fetch(replica, queries.groups_of(records, class_id))}
    of_person = {
        line.person: groups.get(line.group, "") for line in fetch(replica, queries.members_of(records, class_id))
    }
    lines = fetch(replica, queries.people_of(records, class_id, (*PRINTED, "agency", "employee_number")))
    expected = [line for line in lines if is_expected(line.enrolment_status)]
    others = [line for line in lines if not is_expected(line.enrolment_status) and line.id in marked]
    return tuple(
        RegisterPerson(
            id=line.id,
            number=place,
            name=printed(line),
            agency=line.agency or "",
            group=of_person.get(line.id, ""),
            employee_number=line.employee_number or "",
        )
        for place, line in enumerate([*expected, *others], 1)
    )


def attendance_rates(register: Register) -> dict[int, Fraction | None]:
    """The share that each person attended so far, as the register shows it."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    for mark in register.marks:
        marks[mark.person].append(mark)
    return {person.id: attended_share(register, marks[person.id]) for person in register.people}
