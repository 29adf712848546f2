"""forecast: what a laptop says before a talk how many bytes and seconds it will be, against what it then was."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from benchmarks import floors, seeds, workload
from benchmarks.measured import Figure, Measured, measure, talk
from benchmarks.office import Laptop, Office, an_office
from benchmarks.road import Nature, Road
from contract.training.catalogue import PERSON
from desktop.storage.clock import moment
from desktop.storage.edit import Change, edit
from desktop.sync.forecast import forecast

RATES_KBIT, SEED = (20, 64, 256), 53
PEOPLE = {20: 300, 64: 800, 256: 3000}
"""As many as make some ten seconds of road at each rate."""
_APART = 10_000
"""Nobody is brought twice: the centre would find twins, and tell of them."""
LEARNT = (1, 60, 1)
"""People in the talks before: what a laptop has seen of the road by its first class."""


def forecasts(url: str | None) -> Measured:
    """Three rates, 300 ms each way, 2 % of segments late; over a kept connection and over a new one."""
    more: dict[str, Figure] = {}
    worst = 1.0
    moved: list[dict[str, Any]] = []
    with an_office(url) as office:
        office.serve()
        assert office.meter is not None
        for kbit in RATES_KBIT:
            with closing(Road(office.meter.port, SEED, nature=Nature(rate=kbit * 125))) as road:
                for anew in (False, True):
                    name = f"{kbit}_{'new' if anew else 'kept'}"
                    with office.laptop(f"ukur-{name}", at=f"http://127.0.0.1:{road.port}") as laptop:
                        figures = _one(
                            office,
                            laptop,
                            range(len(moved) * _APART, PEOPLE[kbit] + len(moved) * _APART),
                            moved,
                            anew=anew,
                        )
                    more |= {f"{key}_{name}": figure for key, figure in figures.items()}
                    worst = max(worst, figures["times_off"])
    totals = {key: sum(one[key] for one in moved) for key in moved[0]}
    rows = sum(PEOPLE.values()) * 2
    return Measured(
        **totals,
        floor_bytes=floors.floor_bytes([workload.person(index) for index in range(rows)]),
        floor_s=0.0,
        rows=rows,
        more={**more, "worst_times_off": round(worst, 2)},
    )


def _one(office: Office, laptop: Laptop, people: range, moved: list[dict[str, Any]], *, anew: bool) -> dict[str, float]:
    learnt = people.stop
    for count in LEARNT:
        _enrol(laptop, range(learnt, learnt + count))
        learnt += count
        talk(laptop)
        if anew:
            laptop.conversation.close()
    _enrol(laptop, people)
    told = laptop.replica.database.call(forecast, laptop.replica, anew=anew).result()
    if told is None or told.seconds is None:
        raise RuntimeError("no forecast")
    began = time.perf_counter()
    moved.append(measure(office, lambda: talk(laptop)))
    took = time.perf_counter() - began
    off = max(told.seconds / took, took / told.seconds)
    return {"told_s": float(told.seconds), "took_s": round(took, 2), "times_off": round(off, 2)}


def _enrol(laptop: Laptop, places: Sequence[int]) -> None:
    changes = [Change(PERSON.number, seeds.person_patch(workload.person(place))) for place in places]

    def make() -> None:
        edit(laptop.replica, laptop.author, changes, moment(laptop.replica))

    laptop.replica.database.call(make).result()
