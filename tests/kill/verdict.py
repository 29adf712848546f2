"""What the centre and both laptops hold after the day, against what was printed: lost, doubled, differing, damaged."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from typing import Any

import sqlalchemy as sa

from contract.exchange.dots import format_id
from contract.training.catalogue import ATTENDANCE, NOTE
from desktop.storage.database import Database
from desktop.storage.profile import Profile
from desktop.storage.soundness import whole_look
from desktop.storage.tables import records
from desktop.sync.keys import unlock
from tests.kill.day import Day, Mark
from tests.kill.programs import PASSPHRASE, Laptop

Pair = tuple[str, str]
Row = dict[str, Any]


def problems_of(day: Day) -> list[str]:
    """Everything that is wrong; empty on a clean day. The centre runs, and is killed here for the last time."""
    marks, notes = day.centre.dump("attendance"), day.centre.dump("note")
    day.centre.kill()
    found = [f"complaint: {complaint}" for complaint in day.complaints]
    found += unkept(day, marks, notes)
    for number, laptop in enumerate(day.laptops):
        found += [f"laptop {number + 1}: {problem}" for problem in _laptop(laptop, marks)]
    return found


def unkept(day: Day, marks: list[Row], notes: list[Row]) -> list[str]:
    """Promises that the centre does not keep, and what it holds beyond them."""
    return _marks(day, marks) + _notes(day, notes) + _dots(day)


def _marks(day: Day, rows: list[Row]) -> list[str]:
    held = {(row["session"], row["person"]): row["status"] for row in rows}
    found = [f"doubled mark {pair}" for pair, count in _counted(rows).items() if count > 1]
    tried: dict[Pair, list[Mark]] = defaultdict(list)
    for mark in day.marks:
        tried[mark.session, mark.person].append(mark)
    for pair, tries in tried.items():
        if held.get(pair) not in _possible(tries):
            wanted = sorted(str(status) for status in _possible(tries))
            found.append(f"lost mark {pair}: {held.get(pair)} at the centre, not {' or '.join(wanted)}")
    return found + [f"mark from nowhere {pair}" for pair in held if pair not in tried]


def _counted(rows: list[Row]) -> Counter[Pair]:
    return Counter((row["session"], row["person"]) for row in rows)


def _possible(tries: list[Mark]) -> set[str | None]:
    """The last printed status, or one tried after it by a run that was killed: saved or not, nobody was told."""
    possible: set[str | None] = {None}
    for mark in tries:
        possible = {mark.status} if mark.dot is not None else {*possible, mark.status}
    return possible


def _notes(day: Day, rows: list[Row]) -> list[str]:
    times = Counter(row["text"] for row in rows)
    ids = {row["id"] for row in rows}
    found = [f"lost note {note.id}" for note in day.notes if note.id is not None and note.id not in ids]
    found += [f"doubled note {text!r}" for text, count in times.items() if count > 1]
    written = {note.text for note in day.notes}
    return found + [f"note from nowhere {text!r}" for text in times if text not in written]


def _dots(day: Day) -> list[str]:
    """Asks the centre's file itself: each printed dot is there, no author's history has a hole, and it is sound."""
    with closing(sqlite3.connect(day.centre.file)) as connection:
        held = set(connection.execute("SELECT author, n FROM op"))
        recorded = (ATTENDANCE.number, NOTE.number)
        edits = connection.execute("SELECT count(*) FROM op WHERE tbl IN (?, ?)", recorded).fetchone()[0]
        got = dict(connection.execute("SELECT author, got FROM lease"))
        found = [f"centre: {line}" for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
    printed = {mark.dot for mark in day.marks if mark.dot is not None}
    found += [f"lost dot {dot}" for dot in sorted(printed - held)]
    for author, count in got.items():
        if {n for of, n in held if of == author} != set(range(1, count + 1)):
            found.append(f"author {author}: the centre counts {count} edits and holds others")
    day.counts["edits at the centre"] = edits
    return found


def _laptop(laptop: Laptop, rows: list[Row]) -> list[str]:
    """Opens the profile with its passphrase: sound, nothing waits, and its marks are the centre's."""
    status = laptop.must("status")
    found = [f"{name}: {status[name]}" for name in ("pending", "held", "rejected", "conflicts") if status[name]]
    database = Database(Profile(laptop.folder).replica, unlock(laptop.folder, PASSPHRASE))
    try:
        found += database.call(whole_look, database).result()
        table = records[ATTENDANCE.number].table
        query = sa.select(table.c.session, table.c.person, table.c.status)
        mine = database.call(lambda: database.connection.execute(query).all()).result()
    finally:
        database.close()
    here = {(format_id(session), format_id(person), status) for session, person, status in mine}
    there = {(row["session"], row["person"], row["status"]) for row in rows}
    return found + [f"differs from the centre: {mark}" for mark in sorted(here ^ there)]
