"""What a workload measures, and how: bytes on the socket, CPU of both processes, the clock on the wall."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.office import Laptop, Office

Figure = float | int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One workload's figures: bytes of TCP payload, HTTP requests, seconds, rows that moved, and the floors.

    more: figures that only this workload has, by name.
    """

    up_bytes: int
    down_bytes: int
    requests: int
    wall_s: float
    client_cpu_s: float
    server_cpu_s: float
    floor_bytes: int
    floor_s: float
    rows: int
    more: dict[str, Figure] = field(default_factory=dict)

    def told(self, name: str) -> dict[str, Figure]:
        """The figures as one object of JSON."""
        figures = asdict(self)
        return {"w": name, **{key: value for key, value in figures.items() if key != "more"}, **self.more}


def measure(office: Office, act: Callable[[], None]) -> dict[str, Any]:
    """The figures of whatever `act` sends through the office's meter."""
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


def talk(laptop: Laptop) -> None:
    """One talk, after which nothing may wait."""
    report = laptop.conversation.talk()
    if report.fault is not None or report.pending:
        raise report.fault or RuntimeError(f"{report.pending} changes still wait")
