"""W1, W2 and W4: a class day, a new laptop, nothing new. Each measured on the socket, each with its floor."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks import floors, workload
from benchmarks.office import Laptop, Office, fields
from contract.exchange.shapes import Patch, Record, RowKey
from contract.training.catalogue import (
    ATTENDANCE,
    BATCH,
    CLASS_GROUP,
    ENROLMENT,
    GROUP,
    NOTE,
    PERSON,
    PROGRAMME,
    SESSION,
    TRAINING,
)
from desktop.services.register import open_register
from desktop.storage.clock import moment
from desktop.storage.edit import Change, edit
from desktop.storage.replica import Replica

_CODES = {"present": "H", "sick": "S", "excused": "I", "absent": "A"}
Rows = list[tuple[RowKey | Record, Patch]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One workload's figures: bytes of TCP payload, HTTP requests, seconds, rows that moved, and the floors."""

    up_bytes: int
    down_bytes: int
    requests: int
    wall_s: float
    client_cpu_s: float
    server_cpu_s: float
    floor_bytes: int
    floor_s: float
    rows: int
    usable_s: float | None = None
    """Until the register of a class could be opened; None where nothing was waited for."""


@contextmanager
def _office(url: str | None) -> Iterator[Office]:
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        office = Office(url or f"sqlite:///{directory / 'centre.db'}", directory)
        try:
            yield office
        finally:
            office.close()


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def _class(
    office: Office, people: Sequence[dict[str, Any]], sessions: Sequence[dict[str, Any]]
) -> dict[str, list[int]]:
    """A class with these people and sessions, judged before anybody joins; gives the ids."""
    programme = office.seed([(PROGRAMME, fields(PROGRAMME, title="Ukur"))])[0]
    training = office.seed([(TRAINING, fields(TRAINING, programme=programme, title="Ukur"))])[0]
    batch = office.seed([(BATCH, fields(BATCH, training=training, title="I"))])[0]
    made = {"class": office.seed([(CLASS_GROUP, fields(CLASS_GROUP, batch=batch, title="Kelas ukur"))])}
    of_class = made["class"][0]
    made["people"] = office.seed([(PERSON, _person(person)) for person in people])
    made["sessions"] = office.seed([(SESSION, _session(session, of_class)) for session in sessions])
    enrolled: Rows = [
        (RowKey(ENROLMENT.number, of_class, person), fields(ENROLMENT, status="active", roster_number=place))
        for place, person in enumerate(made["people"][: workload.CLASS_PEOPLE], 1)
    ]
    office.seed(enrolled)
    return made


def _person(row: dict[str, Any]) -> Patch:
    return fields(
        PERSON,
        name=row["name"],
        employee_number=row["nip"],
        national_id=row["nik"],
        sex=row["gender"],
        district=row["district"],
        work_unit=row["unit"],
        position=row["position"],
        email=row["email"],
        phone=row["phone"],
    )


def _session(row: dict[str, Any], of_class: int) -> Patch:
    return fields(
        SESSION,
        class_group=of_class,
        title=row["title"],
        starts_at=_seconds(row["starts_at"]),
        lesson_hours=row["hours"] * 100,
    )


def _mark(row: dict[str, Any], made: dict[str, list[int]], marked_by: int) -> tuple[RowKey, Patch]:
    session, person = made["sessions"][row["session_id"] - 1], made["people"][row["participant_id"] - 1]
    patch = fields(ATTENDANCE, status=_CODES[row["status"]], marked_at=_seconds(row["marked_at"]), marked_by=marked_by)
    return RowKey(ATTENDANCE.number, session, person), patch


def _measure(office: Office, act: Callable[[], None]) -> dict[str, Any]:
    assert office.meter is not None
    before, server = office.meter.read(), office.server_cpu_s()
    cpu, wall = time.process_time(), time.perf_counter()
    act()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    after = office.meter.read()
    return {
        "up_bytes": after.up - before.up,
        "down_bytes": after.down - before.down,
        "requests": after.requests - before.requests,
        "wall_s": round(wall, 3),
        "client_cpu_s": round(cpu, 3),
        "server_cpu_s": round(office.server_cpu_s() - server, 3),
    }


def _talk(laptop: Laptop) -> None:
    report = laptop.conversation.talk()
    if report.fault is not None or report.pending:
        raise report.fault or RuntimeError(f"{report.pending} changes still wait")


def class_day(url: str | None) -> Measured:
    """W1: 46 marks and 9 group notes made offline on one laptop, then one sync over an open connection."""
    rows = workload.class_day()
    with _office(url) as office:
        people = [workload.person(index) for index in range(workload.CLASS_PEOPLE)]
        made = _class(office, people, [workload.session(0)])
        titles: Rows = [
            (GROUP, fields(GROUP, class_group=made["class"][0], title=row["theme"], number=row["id"]))
            for row in rows
            if row["kind"] == "group"
        ]
        groups = office.seed(titles)
        office.serve()
        with office.laptop("ukur") as laptop:
            _talk(laptop)
            changes = [_w1_change(row, made, groups, laptop.author) for row in rows]
            call = laptop.replica.database.call
            for change, wall in changes:
                call(_edit_at, laptop, change, wall).result()
            measured = _measure(office, lambda: _talk(laptop))
        floor_s = floors.floor_seconds(url or f"sqlite:///{office.directory / 'floor.db'}", rows)
    return Measured(**measured, floor_bytes=floors.floor_bytes(rows), floor_s=round(floor_s, 4), rows=len(rows))


def _w1_change(
    row: dict[str, Any], made: dict[str, list[int]], groups: list[int], author: int
) -> tuple[Change, int | None]:
    """The change, and the laptop's clock when it was made."""
    if row["kind"] == "attendance":
        wall = _seconds(row["marked_at"])
        return Change(*_mark(row, made, author)), wall
    note = fields(NOTE, group=groups[row["id"] - 1], text=row["note"], written_by=author)
    return Change(NOTE.number, note), None


def _edit_at(laptop: Laptop, change: Change, wall: int | None) -> None:
    now = moment(laptop.replica)
    edit(laptop.replica, laptop.author, [change], now if wall is None else type(now)(wall, now.run))


def new_laptop(url: str | None) -> Measured:
    """W2: a new laptop gets 20,000 people, 60 sessions and 200,000 marks."""
    people = [workload.person(index) for index in range(workload.PEOPLE)]
    sessions = [workload.session(index) for index in range(workload.SESSIONS)]
    marks = [workload.mark(index) for index in range(workload.MARKS)]
    with _office(url) as office:
        made = _class(office, people, sessions)
        office.seed([_mark(row, made, row["marked_by"]) for row in marks])
        office.serve()
        with office.laptop("ukur") as laptop:
            watch = _Watch(laptop, made["class"][0])
            measured = _measure(office, watch.talk)
            watch.demand_all(len(people), len(marks))
        rows = people + sessions + marks
        floor_s = floors.floor_seconds_encrypted(office.directory / "floor.db", rows)
    return Measured(
        **measured,
        floor_bytes=floors.floor_bytes(rows),
        floor_s=round(floor_s, 3),
        rows=len(rows),
        usable_s=round(watch.usable_s, 3) if watch.usable_s is not None else None,
    )


class _Watch:
    """Notes when the register of a class could first be opened while the rest still arrives."""

    def __init__(self, laptop: Laptop, class_id: int) -> None:
        self._laptop, self._class_id = laptop, class_id
        self.usable_s: float | None = None

    def talk(self) -> None:
        begun = time.perf_counter()

        def look(_: object) -> None:
            if self.usable_s is None and self._opens():
                self.usable_s = time.perf_counter() - begun

        report = self._laptop.conversation.talk(progress=look)
        if report.fault is not None:
            raise report.fault

    def _opens(self) -> bool:
        return self._laptop.replica.database.call(self._is_there).result()

    def _is_there(self) -> bool:
        replica = self._laptop.replica
        if replica.row(RowKey(CLASS_GROUP.number, self._class_id)) is None:
            return False
        register = open_register(replica, self._class_id)
        return len(register.people) == workload.CLASS_PEOPLE and len(register.sessions) == workload.SESSIONS

    def demand_all(self, people: int, marks: int) -> None:
        """Raises when a row is missing: a quick answer with less in it is no answer."""
        database = self._laptop.replica.database
        for record, count in ((PERSON, people), (ATTENDANCE, marks)):
            found = database.call(_count, self._laptop.replica, record).result()
            if found != count:
                raise RuntimeError(f"{found} of {count} rows of {record.name} arrived")


def _count(replica: Replica, record: Record) -> int:
    with replica.database.reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {record.name}").scalar_one())


def nothing_new(url: str | None) -> Measured:
    """W4: a laptop that has everything asks once more over its open connection."""
    with _office(url) as office:
        people = [workload.person(index) for index in range(workload.CLASS_PEOPLE)]
        _class(office, people, [workload.session(0)])
        office.serve()
        with office.laptop("ukur") as laptop:
            _talk(laptop)
            measured = _measure(office, lambda: _talk(laptop))
    return Measured(**measured, floor_bytes=0, floor_s=0.0, rows=0)


LOADS: dict[str, Callable[[str | None], Measured]] = {"W1": class_day, "W2": new_laptop, "W4": nothing_new}
