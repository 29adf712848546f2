"""What people wait for in an office of 20,000: every list page, search and figure, papers, exports."""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.big_office import Laid, lay
from benchmarks.office_papers import exports, papers, slowest
from benchmarks.questions import Question, questions
from benchmarks.stopwatch import Lap, Stopwatch
from desktop.storage.database import Database
from desktop.storage.replica import Replica

MOST_MS, MOST_PAPER_S, MOST_EXPORT_S = 50, 2, 5
_TIMES = 5
_FLOOR = "SELECT id, text FROM person_search ORDER BY id LIMIT 20000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """Milliseconds are CPU of the database thread in the driver; floor_ms: of 20,000 narrow lines fetched by one
    statement, the median of one before each question. It tells how busy the machine is.
    """

    rows: int
    laid_s: float
    replica_mb: float
    floor_ms: float
    questions: list[dict[str, Any]]
    papers: list[dict[str, Any]]
    exports: list[dict[str, Any]]

    def told(self, name: str) -> dict[str, Any]:
        """The figures as one object of JSON, with those over their limit."""
        return {
            "w": name,
            "rows": self.rows,
            "laid_s": self.laid_s,
            "replica_mb": self.replica_mb,
            "floor_ms": self.floor_ms,
            "over_50_ms": [one["name"] for one in self.questions if one["p95_ms"] > MOST_MS and not one["whole"]],
            "paper_s": slowest(self.papers, "wall_s"),
            "export_s": slowest(self.exports, "wall_s"),
            "questions": self.questions,
            "papers": self.papers,
            "exports": self.exports,
        }


def training(_: str | None) -> Training:
    """Lays the office, asks, prints, exports. No server has a part in it."""
    with tempfile.TemporaryDirectory() as name:
        folder, key = Path(name), os.urandom(32)
        path = folder / "replica.db"
        database = Database(path, key)
        replica, begun = Replica(database), time.perf_counter()
        laid = database.call(lay, replica).result()
        laid_s = time.perf_counter() - begun
        asked, floor_ms = database.call(_ask_all, replica, laid).result()
        printed = papers(replica, laid.played, folder)
        database.close()
        return Training(
            rows=sum(laid.rows.values()),
            laid_s=round(laid_s, 1),
            replica_mb=round(path.stat().st_size / 1e6, 1),
            floor_ms=floor_ms,
            questions=asked,
            papers=printed,
            exports=exports(path, key, folder),
        )


def _ask_all(replica: Replica, laid: Laid) -> tuple[list[dict[str, Any]], float]:
    watch = Stopwatch(replica.database)
    floors: list[float] = []
    found = []
    for question in questions(laid):
        floors.append(_floor(replica, watch))
        found.append(_asked(question, replica, watch))
    return found, round(_at(sorted(floors), 0.5) * 1000, 1)


def _floor(replica: Replica, watch: Stopwatch) -> float:
    watch.start()
    replica.connection.exec_driver_sql(_FLOOR).all()
    return watch.read().database_s


def _asked(question: Question, replica: Replica, watch: Stopwatch) -> dict[str, Any]:
    laps: list[tuple[str, Lap]] = []
    for turn in range(_TIMES + 1):
        for told, ask in question.asks:
            watch.start()
            ask(replica)
            if turn:
                # The first time statements are built and compiled, once a start of the program.
                laps.append((told, watch.read()))
    slow = max(laps, key=lambda lap: lap[1].database_s)
    database, call = (sorted(getattr(lap, name) for _, lap in laps) for name in ("database_s", "call_s"))
    return {
        "name": question.name,
        "whole": question.is_whole,
        "asked": len(laps),
        "p50_ms": round(_at(database, 0.5) * 1000, 1),
        "p95_ms": round(_at(database, 0.95) * 1000, 1),
        "max_ms": round(database[-1] * 1000, 1),
        "call_p95_ms": round(_at(call, 0.95) * 1000, 1),
        "statements": max(lap.statements for _, lap in laps),
        "lines": max(lap.lines for _, lap in laps),
        "slowest": slow[0],
    }


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
