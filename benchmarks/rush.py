"""W3: fifty laptops bring five hundred changes each at once, while another one reads."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

import sqlalchemy as sa

from benchmarks import floors, seeds, workload
from benchmarks.measured import Measured, measure, talk
from benchmarks.office import Laptop, Office, an_office, fields
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, PERSON, SESSION
from desktop.storage import history
from desktop.storage.clock import moment
from desktop.storage.edit import Change, edit
from desktop.sync.conversation import Report
from server.store.centre import address

LAPTOPS, PEOPLE, SESSIONS = 50, 50, 10
"""Fifty classes of fifty people and ten sessions: 500 marks a laptop."""
_READ_EVERY_S, _FLOORS = 0.1, 3


def rush(url: str | None) -> Measured:
    """W3: each laptop is a facilitator's, limited to its class; the reader is an organiser's and sees all of them."""
    with an_office(url) as office, ExitStack() as open_laptops:
        classes = _classes(office)
        office.serve()
        laptops = [
            open_laptops.enter_context(office.laptop(f"ukur-{place}", class_group=made["class"][0]))
            for place, made in enumerate(classes)
        ]
        reader = _Reader(open_laptops.enter_context(office.laptop("pembaca")))
        for laptop, made in zip(laptops, classes, strict=True):
            talk(laptop)
            _mark_all(laptop, made)
        talk(reader.laptop)
        crowd = _Crowd(laptops)
        measured = measure(office, lambda: crowd.bring(reader))
        rows = _applied(office, [laptop.author for laptop in laptops])
        reader.demand_no_gap(office)
        figures = {**crowd.figures(), **reader.figures()}
        floor, bare = (_floor(office, rows, by_driver=by_driver) for by_driver in (False, True))
    return Measured(
        **measured,
        floor_bytes=floors.floor_bytes([workload.mark(index) for index in range(crowd.changes)]),
        floor_s=round(floor.wall_s, 3),
        rows=crowd.changes,
        more={
            **figures,
            "floor_cpu_s": round(floor.cpu_s, 3),
            "times_floor": round(measured["server_cpu_s"] / floor.wall_s, 2),
            "times_floor_cpu": round(measured["server_cpu_s"] / floor.cpu_s, 2),
            "driver_floor_cpu_s": round(bare.cpu_s, 3),
            "times_driver_floor_cpu": round(measured["server_cpu_s"] / bare.cpu_s, 2),
        },
    )


def _classes(office: Office) -> list[dict[str, list[int]]]:
    of_batch = seeds.batch(office)
    titles: seeds.Rows = [
        (CLASS_GROUP, fields(CLASS_GROUP, batch=of_batch, title=f"Kelas {place + 1}")) for place in range(LAPTOPS)
    ]
    groups = office.seed(titles)
    people = office.seed([(PERSON, seeds.person_patch(workload.person(i))) for i in range(LAPTOPS * PEOPLE)])
    sessions = office.seed(
        [(SESSION, seeds.session_patch(workload.session(i), group)) for group in groups for i in range(SESSIONS)]
    )
    made = [
        {
            "class": [group],
            "people": people[place * PEOPLE : (place + 1) * PEOPLE],
            "sessions": sessions[place * SESSIONS : (place + 1) * SESSIONS],
        }
        for place, group in enumerate(groups)
    ]
    office.seed([line for one in made for line in seeds.enrolments(one["class"][0], one["people"])])
    return made


def _mark_all(laptop: Laptop, made: dict[str, list[int]]) -> None:
    marks = [workload.mark(index, PEOPLE, SESSIONS) for index in range(PEOPLE * SESSIONS)]
    changes = [Change(*seeds.mark(row, made, laptop.author)) for row in marks]

    def make() -> None:
        edit(laptop.replica, laptop.author, changes, moment(laptop.replica))

    laptop.replica.database.call(make).result()


class _Crowd:
    """The laptops, let loose at the same moment."""

    def __init__(self, laptops: Sequence[Laptop]) -> None:
        self._laptops = laptops
        self._start = threading.Barrier(len(laptops))
        self._ended: list[tuple[float, Report]] = []
        self.changes = len(laptops) * PEOPLE * SESSIONS

    def bring(self, reader: _Reader) -> None:
        """All talk at once; ends when the last has its answer and the reader has read on to the end."""
        threads = [threading.Thread(target=self._bring_one, args=(laptop,)) for laptop in self._laptops]
        with reader.reading():
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

    def _bring_one(self, laptop: Laptop) -> None:
        self._start.wait()
        begun = time.perf_counter()
        report = laptop.conversation.talk()
        self._ended.append((time.perf_counter() - begun, report))

    def figures(self) -> dict[str, Any]:
        """How the laptops fared: how many were through at their first request, and what they waited."""
        waits = sorted(wait for wait, _ in self._ended)
        through = sum(report.fault is None and not report.pending and report.requests == 1 for _, report in self._ended)
        return {
            "laptops": len(self._laptops),
            "at_first_attempt": through,
            "median_s": round(statistics.median(waits), 3),
            "p99_s": round(waits[min(len(waits) - 1, int(len(waits) * 0.99))], 3),
        }


class _Reader:
    """A laptop that asks again and again while the others write, and notes what it had at each cursor."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop = laptop
        self._seen: dict[int, int] = {}
        self._done = threading.Event()
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._read_on)

    def reading(self) -> ExitStack:
        """Reads while the block runs, and once more behind it."""
        stack = ExitStack()
        self._thread.start()
        stack.callback(self._thread.join)
        stack.callback(self._done.set)
        return stack

    def _read_on(self) -> None:
        try:
            while not self._done.wait(_READ_EVERY_S):
                self._read()
            self._read()
        except BaseException as fault:  # noqa: BLE001  told by demand_no_gap on the thread that measures
            self._fault = fault

    def _read(self) -> None:
        report = self.laptop.conversation.talk(progress=lambda _: self._note())
        if report.fault is not None:
            raise report.fault

    def _note(self) -> None:
        seq, marks = self.laptop.replica.database.call(self._standing).result()
        self._seen[seq] = marks

    def _standing(self) -> tuple[int, int]:
        replica = self.laptop.replica
        with replica.database.reading() as connection:
            (centre,) = history.centres(replica)
            (standing,) = history.standings(replica, centre.id)
            query = f"SELECT count(*) FROM {ATTENDANCE.name} WHERE v <= {standing.seq}"
            return standing.seq, int(connection.exec_driver_sql(query).scalar_one())

    def demand_no_gap(self, office: Office) -> None:
        """Raises when the log lacks a commit, or when at any cursor a row of a commit before it had not come."""
        if self._fault is not None:
            raise self._fault
        engine = sa.create_engine(address(office.url))
        with engine.connect() as connection:
            seqs = list(connection.exec_driver_sql("SELECT seq FROM log ORDER BY seq").scalars())
            query = f"SELECT seq FROM op WHERE tbl = {ATTENDANCE.number} AND fate = 'ok'"
            applied = sorted(connection.exec_driver_sql(query).scalars())
        engine.dispose()
        if seqs != list(range(seqs[0], seqs[0] + len(seqs))):
            raise RuntimeError("the log has a gap")
        for cursor, marks in self._seen.items():
            due = sum(seq <= cursor for seq in applied)
            if marks != due:
                raise RuntimeError(f"the reader skipped rows: {marks} of {due} at {cursor}")
        if max(self._seen.values()) != LAPTOPS * PEOPLE * SESSIONS:
            raise RuntimeError("the reader has not got all rows")

    def figures(self) -> dict[str, Any]:
        """How often it looked while they wrote."""
        return {"reader_pages": len(self._seen), "reader_skipped": 0}


def _floor(office: Office, rows: floors.Lines, *, by_driver: bool) -> floors.Floor:
    """The middle one of several: what a second of a processor is worth changes from one to the next."""
    times = [floors.floor_of_lines(office.url, rows, office.directory, by_driver=by_driver) for _ in range(_FLOORS)]
    return sorted(times, key=lambda floor: floor.cpu_s)[_FLOORS // 2]


def _applied(office: Office, authors: Sequence[int]) -> dict[str, list[dict[str, Any]]]:
    """The lines of the tables op, feed and attendance that the laptops' changes have become."""
    engine = sa.create_engine(address(office.url))
    of_these = f"author IN ({', '.join(map(str, authors))})"
    with engine.connect() as connection:
        lines = {
            name: [dict(line) for line in connection.exec_driver_sql(f"SELECT * FROM {name} WHERE {which}").mappings()]
            for name, which in (
                ("op", of_these),
                ("feed", f"tbl = {ATTENDANCE.number}"),
                (ATTENDANCE.name, "1 = 1"),
            )
        }
    engine.dispose()
    return lines
