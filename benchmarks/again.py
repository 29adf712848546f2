"""again: exchanges of some size over a road that is cut at any byte, a thousand times: what travels more than once.

Each exchange runs twice, once over a good road and once over the bad one, each in an office of its own. Bytes again a
cut: all that travelled until nothing was left to do, both ways and with every head of HTTP, less what the exchange
costs over a good road, divided by the cuts; told as a share of the exchange.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from benchmarks import seeds, workload
from benchmarks.cutter import Cutter
from benchmarks.measured import Measured, talk
from benchmarks.office import Laptop, Office, an_office, fields
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, ENROLMENT, PERSON
from desktop.storage.clock import moment
from desktop.storage.edit import Change, edit

SEED = 47
CUTS = {"copy": 334, "marks": 333, "roster": 333}
"""Cuts of each kind of exchange: a first copy (W2), 10,000 marks up (W5), 5,000 people enrolled."""
MARKED, ROSTER = 10_000, 5000
_CUTS_AT_ONCE = 12
"""Cuts of one exchange of marks or people, about; a first copy takes all of its own in one."""
_STATUS = "SIHA"
_MOST_TALKS = 4000


@dataclass(slots=True)
class _Run:
    """What one kind of exchange cost over one road: bytes and cuts, and the files behind it."""

    carried: int
    cuts: int
    times: int
    laptop_file: int
    centre_file: int


Exchange = Callable[["_Place", int], None]


@dataclass(slots=True)
class _Place:
    """An office, the laptop whose exchange is measured, and the road between them."""

    office: Office
    laptop: Laptop
    road: Cutter
    made: dict[str, list[int]]


def again(url: str | None) -> Measured:
    """The centre is SQLite: its file is looked at."""
    if url is not None:
        raise RuntimeError("again looks at files: it has no use for another database")
    more: dict[str, float | int | str | None] = {}
    for name, prepare, work in (
        ("copy", _people_and_marks, None),
        ("marks", _class_with_marks, _mark_all),
        ("roster", _class_with_marks, _enrol),
    ):
        whole = _run(prepare, work, 0, CUTS[name])
        cut = _run(prepare, work, whole.carried // whole.times, CUTS[name])
        once = whole.carried / whole.times
        again_a_cut = (cut.carried - once * cut.times) / cut.cuts
        more |= {
            f"{name}_bytes": round(once),
            f"{name}_cuts": cut.cuts,
            f"{name}_again_a_cut": round(again_a_cut),
            f"{name}_again_share": round(again_a_cut / once, 4),
            f"{name}_laptop_grown": round(cut.laptop_file / whole.laptop_file - 1, 4),
            f"{name}_centre_grown": round(cut.centre_file / whole.centre_file - 1, 4),
        }
    return Measured(
        up_bytes=0,
        down_bytes=0,
        requests=0,
        wall_s=0.0,
        client_cpu_s=0.0,
        server_cpu_s=0.0,
        floor_bytes=0,
        floor_s=0.0,
        rows=0,
        more=more,
    )


def _run(prepare: Callable[[Office], dict[str, list[int]]], work: Exchange | None, once: int, cuts: int) -> _Run:
    """All exchanges of a kind; with `once`, the bytes of one, over a road that is cut so many times."""
    times = 1 if work is None else max(1, cuts // _CUTS_AT_ONCE)
    with an_office(None) as office:
        made = prepare(office)
        office.serve()
        with _place(office, made) as place:
            if work is not None:
                talk(place.laptop)
            mean = once * times // cuts if once else 0
            place.road.count()
            carried = struck = 0
            for turn in range(times):
                if work is not None:
                    work(place, turn)
                place.road.count(mean)
                place.laptop.conversation.close()
                _talk_through(place.laptop)
                some = place.road.count()
                carried, struck = carried + some[0], struck + some[1]
            laptop_file = place.laptop.replica.database.call(_size, place.laptop).result()
        centre_file = office.directory / "centre.db"
        with closing(sqlite3.connect(centre_file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return _Run(carried, struck, times, laptop_file, centre_file.stat().st_size)


@contextmanager
def _place(office: Office, made: dict[str, list[int]]) -> Iterator[_Place]:
    assert office.meter is not None
    with (
        closing(Cutter(office.meter.port, SEED)) as road,
        office.laptop("ukur", at=f"http://127.0.0.1:{road.port}") as laptop,
    ):
        yield _Place(office, laptop, road, made)


def _talk_through(laptop: Laptop) -> None:
    for _ in range(_MOST_TALKS):
        report = laptop.conversation.talk()
        if report.fault is None and not report.pending:
            return
    raise report.fault or RuntimeError(f"{report.pending} changes still wait")


def _people_and_marks(office: Office) -> dict[str, list[int]]:
    people = [workload.person(index) for index in range(workload.PEOPLE)]
    made = seeds.one_class(office, people, [workload.session(index) for index in range(workload.SESSIONS)])
    office.seed([seeds.mark(workload.mark(index), made, 1) for index in range(workload.MARKS)])
    return made


def _class_with_marks(office: Office) -> dict[str, list[int]]:
    people = [workload.person(index) for index in range(100)]
    return seeds.one_class(office, people, [workload.session(index) for index in range(MARKED // 100)])


def _mark_all(place: _Place, turn: int) -> None:
    """Every cell of the class is set anew."""
    laptop, now = place.laptop, moment
    changes = []
    for index in range(MARKED):
        key, patch = seeds.mark(workload.mark(index, 100, MARKED // 100), place.made, laptop.author)
        changes.append(Change(key, patch | fields(ATTENDANCE, status=_STATUS[turn % len(_STATUS)])))
    laptop.replica.database.call(lambda: edit(laptop.replica, laptop.author, changes, now(laptop.replica))).result()


def _enrol(place: _Place, turn: int) -> None:
    """People who are new to the office come into the class."""
    laptop = place.laptop
    first = 200 + turn * ROSTER
    people = [Change(PERSON.number, seeds.person_patch(workload.person(first + n))) for n in range(ROSTER)]

    def make() -> None:
        now = moment(laptop.replica)
        dots = edit(laptop.replica, laptop.author, people, now)
        keys = (RowKey(ENROLMENT.number, place.made["class"][0], dot.author << 32 | dot.n) for dot in dots)
        edit(laptop.replica, laptop.author, [Change(key, fields(ENROLMENT, status="active")) for key in keys], now)

    laptop.replica.database.call(make).result()


def _size(laptop: Laptop) -> int:
    """Bytes of the replica's file, with all that is in its log written into it."""
    run = laptop.replica.connection.exec_driver_sql
    run("PRAGMA wal_checkpoint(TRUNCATE)")
    return int(run("PRAGMA page_count").scalar_one()) * int(run("PRAGMA page_size").scalar_one())
