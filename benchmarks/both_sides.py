"""W5: marks changed here and as many there without seeing each other, some of them the same cell."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from benchmarks import floors, seeds, workload
from benchmarks.measured import Measured, measure, talk
from benchmarks.office import Laptop, Office, an_office, fields
from contract.exchange.shapes import Record, RowKey
from contract.training.catalogue import ATTENDANCE, CONFLICT
from desktop.storage.clock import moment
from desktop.storage.edit import Change, edit
from server.store.centre import address

CHANGES, SAME = 10_000, 100
_SHARE = 100
"""One in so many changes is of a cell that the other side changes too."""
PEOPLE = 100
_STATUS = {"here": "S", "there": "I"}


def both_sides(url: str | None, changes: int = CHANGES) -> Measured:
    """W5: two laptops change marks that the centre has. Measured until both hold all of it: three talks."""
    same, sessions = changes // _SHARE, (2 * changes - changes // _SHARE + PEOPLE - 1) // PEOPLE
    people = [workload.person(index) for index in range(PEOPLE)]
    marks = [workload.mark(index, PEOPLE, sessions) for index in range(sessions * PEOPLE)]
    with an_office(url) as office:
        made = seeds.one_class(office, people, [workload.session(index) for index in range(sessions)])
        office.seed([seeds.mark(row, made, row["marked_by"]) for row in marks])
        office.serve()
        with office.laptop("sini") as here, office.laptop("sana") as there:
            talk(here)
            talk(there)
            _change(here, made, marks[:changes], "here")
            _change(there, made, marks[changes - same : 2 * changes - same], "there")
            here.database.longest_s = 0.0
            measured = measure(office, lambda: _bring_both(here, there))
            longest_s = here.database.longest_s
            conflicts = min(_count(laptop, CONFLICT) for laptop in (here, there))
            lost = _lost(office, made, marks, changes, same) + _differing(here, there)
        floor = floors.floor_encrypted(office.directory / "floor.db", marks[: 2 * changes - same])
    return Measured(
        **measured,
        floor_bytes=floors.floor_bytes(marks[: 2 * changes - same]),
        floor_s=round(floor.wall_s, 3),
        rows=2 * changes,
        more={"conflicts_seen": conflicts, "lost": lost, "longest_job_s": round(longest_s, 3)},
    )


def _bring_both(here: Laptop, there: Laptop) -> None:
    for laptop in (there, here, there):
        talk(laptop)


def _change(laptop: Laptop, made: dict[str, list[int]], marks: Sequence[dict[str, Any]], side: str) -> None:
    """Each of these cells is set to another status than anybody else sets it to, at the time of the workload's row."""

    def make() -> None:
        now = moment(laptop.replica)
        changes = []
        for row in marks:
            key, patch = seeds.mark(row, made, laptop.author)
            changes.append(Change(key, patch | fields(ATTENDANCE, status=_STATUS[side])))
        edit(laptop.replica, laptop.author, changes, type(now)(int(time.time()), now.run))

    laptop.replica.database.call(make).result()


def _count(laptop: Laptop, record: Record) -> int:
    def count() -> int:
        with laptop.replica.database.reading() as connection:
            query = f"SELECT count(*) FROM {record.name} WHERE open = 1"
            return int(connection.exec_driver_sql(query).scalar_one())

    return laptop.replica.database.call(count).result()


def _lost(office: Office, made: dict[str, list[int]], marks: Sequence[dict[str, Any]], changes: int, same: int) -> int:
    """Changes that the centre neither shows nor keeps beside what it shows."""
    engine = sa.create_engine(address(office.url))
    with engine.connect() as connection:
        query = f"SELECT session, person, status FROM {ATTENDANCE.name}"
        shown = {(session, person): status for session, person, status in connection.exec_driver_sql(query)}
        query = f"SELECT row_k1, row_k2, first_value, second_value FROM {CONFLICT.name} WHERE open = 1"
        kept = {(k1, k2): {first, second} for k1, k2, first, second in connection.exec_driver_sql(query)}
    engine.dispose()
    lost = 0
    for place, row in enumerate(marks[: 2 * changes - same]):
        key = seeds.mark(row, made, 0)[0]
        sides = {"here"} if place < changes else set()
        sides |= {"there"} if place >= changes - same else set()
        values = kept.get((key.k1, key.k2), set()) | {shown[key.k1, key.k2]}
        lost += len({_STATUS[side] for side in sides} - values)
    return lost


def _differing(here: Laptop, there: Laptop) -> int:
    """Marks that the two laptops do not show alike."""
    one, other = (_shown(laptop) for laptop in (here, there))
    return sum(one.get(key) != other.get(key) for key in one.keys() | other.keys())


def _shown(laptop: Laptop) -> dict[RowKey, str]:
    def read() -> dict[RowKey, str]:
        with laptop.replica.database.reading() as connection:
            query = f"SELECT session, person, status FROM {ATTENDANCE.name}"
            lines = connection.exec_driver_sql(query).all()
        return {RowKey(ATTENDANCE.number, session, person): status for session, person, status in lines}

    return laptop.replica.database.call(read).result()
