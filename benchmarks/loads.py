"""W1, W2 and W4: a class day, a new laptop, nothing new. Each measured on the socket, each with its floor."""

from __future__ import annotations

import time
from typing import Any

from benchmarks import floors, seeds, workload
from benchmarks.measured import Measured, measure, talk
from benchmarks.office import Laptop, an_office, fields
from contract.exchange.shapes import Record, RowKey
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, GROUP, NOTE, PERSON
from desktop.services.attendance.register import open_register
from desktop.storage.clock import moment
from desktop.storage.edit import Change, edit
from desktop.storage.replica import Replica


def class_day(url: str | None) -> Measured:
    """W1: 46 marks and 9 group notes made offline on one laptop, then one sync over an open connection."""
    rows = workload.class_day()
    with an_office(url) as office:
        people = [workload.person(index) for index in range(workload.CLASS_PEOPLE)]
        made = seeds.one_class(office, people, [workload.session(0)])
        titles: seeds.Rows = [
            (GROUP, fields(GROUP, class_group=made["class"][0], title=row["theme"], number=row["id"]))
            for row in rows
            if row["kind"] == "group"
        ]
        groups = office.seed(titles)
        office.serve()
        with office.laptop("ukur") as laptop:
            talk(laptop)
            changes = [_w1_change(row, made, groups, laptop.author) for row in rows]
            call = laptop.replica.database.call
            for change, wall in changes:
                call(_edit_at, laptop, change, wall).result()
            measured = measure(office, lambda: talk(laptop))
        floor_s = floors.floor_seconds(url or f"sqlite:///{office.directory / 'floor.db'}", rows)
    return Measured(**measured, floor_bytes=floors.floor_bytes(rows), floor_s=round(floor_s, 4), rows=len(rows))


def _w1_change(
    row: dict[str, Any], made: dict[str, list[int]], groups: list[int], author: int
) -> tuple[Change, int | None]:
    """The change, and the laptop's clock when it was made."""
    if row["kind"] == "attendance":
        wall = seeds.seconds(row["marked_at"])
        return Change(*seeds.mark(row, made, author)), wall
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
    with an_office(url) as office:
        made = seeds.one_class(office, people, sessions)
        office.seed([seeds.mark(row, made, row["marked_by"]) for row in marks])
        office.serve()
        with office.laptop("ukur") as laptop:
            watch = _Watch(laptop, made["class"][0])
            laptop.database.longest_s = 0.0
            measured = measure(office, watch.talk)
            longest_s = laptop.database.longest_s
            watch.demand_all(len(people), len(marks))
        rows = people + sessions + marks
        floor = floors.floor_encrypted(office.directory / "floor.db", rows)
    return Measured(
        **measured,
        floor_bytes=floors.floor_bytes(rows),
        floor_s=round(floor.wall_s, 3),
        rows=len(rows),
        more={
            "usable_s": round(watch.usable_s, 3) if watch.usable_s is not None else None,
            "longest_job_s": round(longest_s, 3),
            "floor_cpu_s": round(floor.cpu_s, 3),
            "times_floor": round(measured["client_cpu_s"] / floor.wall_s, 2),
            "times_floor_cpu": round(measured["client_cpu_s"] / floor.cpu_s, 2),
        },
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
    with an_office(url) as office:
        people = [workload.person(index) for index in range(workload.CLASS_PEOPLE)]
        seeds.one_class(office, people, [workload.session(0)])
        office.serve()
        with office.laptop("ukur") as laptop:
            talk(laptop)
            measured = measure(office, lambda: talk(laptop))
    return Measured(**measured, floor_bytes=0, floor_s=0.0, rows=0)
