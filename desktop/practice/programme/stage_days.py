"""The days of a made-up class: marks of each session, with deputies and latecomers, and the tasks done alone."""

from __future__ import annotations

from collections.abc import Sequence

from contract.training.attendance.attended import Status
from contract.training.catalogue import PERSON, TASK
from contract.training.completion.evidence import SessionHeld
from contract.training.programmes.example import Example
from contract.training.programmes.example_draws import between, happens, has_done, mark
from desktop.practice.programme.seats import Seat
from desktop.services.attendance.marking import Entry, mark_many
from desktop.services.classes.sessions import close_session
from desktop.services.classes.tasks import set_done
from desktop.services.completion.evidence import evidence_of
from desktop.services.typed_days import has_come
from desktop.storage.edit import Moment
from desktop.storage.queries.lines import fetch_by, fetch_row
from desktop.storage.replica import Replica

_AFTERWARDS = "Keterangan menyusul sesudah sesi ditutup (contoh)"
_REPRESENTED = (Status.EXCUSED, Status.ON_DUTY)
"""Of whom a deputy may come: whoever is there needs none, and whoever said nothing sends none."""


def play_days(seat: Seat, example: Example, class_id: int, title: str, people: Sequence[int]) -> None:
    """Marks every session that needs attendance and closes it, then writes down who did which task."""
    for session in seat.read(lambda r: evidence_of(r, class_id)).sessions:
        if session.needs_attendance:
            seat.write(lambda r, m, session=session: _hold(r, example, session, title, people, m))  # type: ignore[misc]
    seat.write(lambda r, m: _tasks(r, example, class_id, title, people, m))


def _hold(
    replica: Replica, example: Example, session: SessionHeld, title: str, people: Sequence[int], moment: Moment
) -> None:
    entries = [_entry(replica, example, session, title, place, person) for place, person in enumerate(people)]
    late = [
        happens(example, example.marks.afterwards, "afterwards", title, session.title, place)
        for place in range(len(people))
    ]
    mark_many(replica, [one for one, after in zip(entries, late, strict=True) if not after], moment)
    close_session(replica, session.id, True, moment)
    after = [_with_reason(one) for one, after in zip(entries, late, strict=True) if after]
    if after:
        mark_many(replica, after, moment)


def _entry(replica: Replica, example: Example, session: SessionHeld, title: str, place: int, person: int) -> Entry:
    status = mark(example, title, session.title, place)
    about = (title, session.title, place)
    minutes = name = post = None
    if status == Status.PRESENT and happens(example, example.marks.late, "late", *about):
        minutes = between(example, 5, 40, "minutes", *about)
    if status in _REPRESENTED and happens(example, example.marks.deputies, "deputy", *about):
        line = fetch_row(replica, PERSON, person)
        name, post = f"Wakil Contoh {place + 1}", f"Sekretaris {(line.agency if line else None) or 'instansi'}"
    return Entry(session=session.id, person=person, status=status, late=minutes, deputy_name=name, deputy_post=post)


def _with_reason(one: Entry) -> Entry:
    return Entry(
        session=one.session,
        person=one.person,
        status=one.status,
        late=one.late,
        deputy_name=one.deputy_name,
        deputy_post=one.deputy_post,
        reason=_AFTERWARDS,
    )


def _tasks(
    replica: Replica, example: Example, class_id: int, title: str, people: Sequence[int], moment: Moment
) -> None:
    for task in fetch_by(replica, TASK, "class_group", class_id):
        done = [person for place, person in enumerate(people) if has_done(example, title, task.title or "", place)]
        on = task.due_on if task.due_on and has_come(task.due_on, moment) else ""
        set_done(replica, task.id, done, moment, on=on)
