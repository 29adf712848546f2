"""cuts: a thousand rounds cut at any byte, beside a thousand whole ones: by how much more the files have grown."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass

from benchmarks import seeds, workload
from benchmarks.measured import Measured, talk
from benchmarks.office import Laptop, an_office, fields
from contract.exchange.frames import FrameReader
from contract.training.catalogue import ATTENDANCE
from desktop.storage import history
from desktop.storage.clock import moment
from desktop.storage.edit import Change, edit
from desktop.sync.machine import Machine
from server.store.centre import Centre
from server.store.opening import open_centre
from server.sync.answer import Answer, read_greeting

ROUNDS, SEED = 1000, 46
_STATUS = "HSIA"


@dataclass(slots=True)
class _Run:
    """Bytes of both files behind the rounds."""

    laptop: int
    centre: int


def cuts(url: str | None) -> Measured:
    """Each round brings one mark. The centre is SQLite, and answers in this process: the cable is cut to the byte."""
    if url is not None:
        raise RuntimeError("cuts looks at files: it has no use for another database")
    whole, cut = _run(None), _run(random.Random(SEED))
    return Measured(
        up_bytes=0,
        down_bytes=0,
        requests=ROUNDS,
        wall_s=0.0,
        client_cpu_s=0.0,
        server_cpu_s=0.0,
        floor_bytes=0,
        floor_s=0.0,
        rows=ROUNDS,
        more={
            "laptop_file": cut.laptop,
            "laptop_grown": round(cut.laptop / whole.laptop - 1, 4),
            "centre_file": cut.centre,
            "centre_grown": round(cut.centre / whole.centre - 1, 4),
        },
    )


def _run(chance: random.Random | None) -> _Run:
    with an_office(None) as office:
        people = [workload.person(index) for index in range(workload.CLASS_PEOPLE)]
        made = seeds.one_class(office, people, [workload.session(0)])
        office.serve()
        with office.laptop("ukur") as laptop:
            talk(laptop)
            with closing(open_centre(office.url)) as centre:
                for count in range(ROUNDS):
                    laptop.replica.database.call(_mark, laptop, made, count).result()
                    _round(laptop, centre, chance)
                for _ in range(3):
                    _round(laptop, centre, None)
            replica = laptop.replica.database.call(_size, laptop).result()
        centre_file = office.directory / "centre.db"
        with closing(sqlite3.connect(centre_file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return _Run(replica, centre_file.stat().st_size)


def _mark(laptop: Laptop, made: dict[str, list[int]], count: int) -> None:
    row = workload.mark(count % workload.CLASS_PEOPLE, workload.CLASS_PEOPLE, 1)
    key, patch = seeds.mark(row, made, laptop.author)
    status = _STATUS[(count // workload.CLASS_PEOPLE) % len(_STATUS)]
    change = Change(key, patch | fields(ATTENDANCE, status=status))
    edit(laptop.replica, laptop.author, [change], moment(laptop.replica))


def _round(laptop: Laptop, centre: Centre, chance: random.Random | None) -> None:
    """One round; with `chance` it is cut at one of all the bytes that go up and would come down."""
    machine = Machine(laptop.replica)
    call = laptop.replica.database.call

    def ask() -> bytes:
        (joined,) = history.centres(laptop.replica)
        return machine.request(joined, moment(laptop.replica))

    body = call(ask).result()
    most = chance.randrange(2 * len(body)) if chance is not None else None
    frames = FrameReader().feed(body if most is None else body[:most])
    first = next(frames, None)
    if first is None:
        return
    request = read_greeting(centre, *first)
    for frame in frames:
        request.add(*frame)
    answer = Answer(centre, request, lambda: int(time.time()))
    if most is not None and most < len(body):
        answer.take()
        return
    data = b"".join(answer.frames())
    arrived = data if most is None else data[: (most - len(body)) * len(data) // len(body)]
    for kind, payload in FrameReader().feed(arrived):
        call(machine.on, kind, payload).result()


def _size(laptop: Laptop) -> int:
    """Bytes of the replica's file, with all that is in its log written into it."""
    run = laptop.replica.connection.exec_driver_sql
    run("PRAGMA wal_checkpoint(TRUNCATE)")
    return int(run("PRAGMA page_count").scalar_one()) * int(run("PRAGMA page_size").scalar_one())
