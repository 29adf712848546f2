"""own: a laptop comes back with 40,000 changes of its own, as after the import of a large roster."""

from __future__ import annotations

from benchmarks import floors, seeds, workload
from benchmarks.measured import Measured, measure, talk
from benchmarks.office import an_office
from desktop.storage.clock import moment
from desktop.storage.edit import Change, edit

PEOPLE, SESSIONS = 40, 1000


def own_work(url: str | None) -> Measured:
    """40,000 marks made offline, then one sync: what it costs the laptop, and how long its window waits at most."""
    marks = [workload.mark(index, PEOPLE, SESSIONS) for index in range(PEOPLE * SESSIONS)]
    with an_office(url) as office:
        people = [workload.person(index) for index in range(PEOPLE)]
        made = seeds.one_class(office, people, [workload.session(index) for index in range(SESSIONS)])
        office.serve()
        with office.laptop("ukur") as laptop:
            talk(laptop)
            changes = [Change(*seeds.mark(row, made, laptop.author)) for row in marks]
            call = laptop.replica.database.call
            call(lambda: edit(laptop.replica, laptop.author, changes, moment(laptop.replica))).result()
            laptop.database.longest_s = 0.0
            measured = measure(office, lambda: talk(laptop))
            longest_s = laptop.database.longest_s
        floor = floors.floor_encrypted(office.directory / "floor.db", marks)
    return Measured(
        **measured,
        floor_bytes=floors.floor_bytes(marks),
        floor_s=round(floor.wall_s, 3),
        rows=len(marks),
        more={
            "longest_job_s": round(longest_s, 3),
            "client_us_per_change": round(measured["client_cpu_s"] / len(marks) * 1e6),
        },
    )
