"""Marks that come as a few long texts are the marks of the rows, whatever is written in them."""

from __future__ import annotations

import random

from contract.exchange.shapes import RowKey
from contract.tables import queries
from contract.training.attendance.attended import Marked
from contract.training.catalogue import ATTENDANCE, SESSION
from desktop.services.attendance.register import marks_of
from desktop.services.completion.evidence import marks_in
from desktop.services.views import Mark, Tick
from desktop.services.writing import stated
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Held, Replica
from desktop.storage.tables import records
from tests.services.laptop import REALM, Laptop

SESSIONS = [2**33 + place for place in range(3)]
CODES = ("H", "I", "S", "A", "DL", None, "", "Z", 'H,"', "H,S")
"""Those that are known, one emptied, and what a newer Lontar or a broken one might write."""


def fill(replica: Replica) -> None:
    chance = random.Random(7)
    rows = [
        (RowKey(SESSION.number, one), Held(REALM, 1, stated(SESSION, class_group=5, title="S"))) for one in SESSIONS
    ]
    for session in SESSIONS[:2]:
        for person in range(1, 121):
            row = stated(
                ATTENDANCE,
                status=chance.choice(CODES),
                late=chance.choice((None, 0, 20)),
                marked_at=chance.choice((None, 1_780_000_000)),
                marked_by=chance.choice((None, 700)),
                deputy_name=chance.choice((None, None, "Maria, Ndun", "")),
                gone=chance.choice((None, None, None, 1)),
            )
            rows.append((RowKey(ATTENDANCE.number, session, person), Held(REALM, chance.choice((0, 3)), row)))
    with replica.transaction():
        replica.put_rows(rows)


def test_marks_to_count_are_those_of_the_rows(laptop: Laptop) -> None:
    laptop.read(fill)
    lines = laptop.read(lambda r: fetch(r, queries.marks_of_sessions(records, SESSIONS)))
    told = {
        (line.session, line.person): Marked(
            session=line.session, status=line.status, late=line.late or None, deputy=line.deputy_name or ""
        )
        for line in lines
        if line.status is not None
    }
    assert len({mark.status for mark in told.values()}) > 7
    assert any(mark.deputy for mark in told.values())
    assert laptop.read(lambda r: marks_in(r, SESSIONS)) == told


def test_marks_of_the_register_are_those_of_the_rows(laptop: Laptop) -> None:
    laptop.read(fill)
    lines = laptop.read(lambda r: fetch(r, queries.marks_of_sessions(records, SESSIONS)))
    told = {
        Mark(
            session=line.session,
            person=line.person,
            status=line.status,
            marked_at=line.marked_at,
            tick=Tick.SETTLED if line.v else Tick.SAVED,
            late=line.late,
            deputy_name=line.deputy_name or "",
        )
        for line in lines
    }
    found = laptop.read(lambda r: marks_of(r, SESSIONS))
    assert len(found) == len(lines) == len(told) > 100
    assert set(found) == told
