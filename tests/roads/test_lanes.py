"""Lanes over real HTTP: marks come through first, however much of a roster was waiting before them."""

from __future__ import annotations

import hashlib
import time

import pytest

from contract.exchange.dots import row_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import CLASS_GROUP, ENROLMENT, PERSON
from desktop.storage.edit import Change, Moment, active_author, edit
from desktop.storage.replica import Replica
from tests.roads.centre import Centre
from tests.roads.chaos_proxy import ChaosProxy
from tests.roads.laptop import Laptop, everything, patch_of
from tests.roads.test_resume import cut_round

REALM = 5300
PEOPLE = 2500
SOON_S = 20
THROUGH = 3000
"""Bytes that a bad road lets through: a greeting and a class day, and a fiftieth of the roster."""


@pytest.fixture
def database_url(usual_database_url: str) -> str:
    """What is tried here does not touch how the centre keeps its rows."""
    return usual_database_url


def enter_roster(laptop: Laptop) -> None:
    """A whole office's people and their enrolments in a class, in one go."""
    names = (hashlib.blake2b(b"%d" % n, digest_size=12).hexdigest() for n in range(PEOPLE))
    people = [Change(PERSON.number, patch_of(PERSON, name=name)) for name in names]

    def work(replica: Replica, now: Moment) -> None:
        author = active_author(replica, REALM)
        [made] = edit(replica, author, [Change(CLASS_GROUP.number, patch_of(CLASS_GROUP, title="Prajabatan"))], now)
        dots = edit(replica, author, people, now, roster=True)
        keys = (RowKey(ENROLMENT.number, row_id(made), row_id(dot)) for dot in dots)
        edit(replica, author, [Change(key, patch_of(ENROLMENT, status="active")) for key in keys], now, roster=True)

    laptop.act(work)


def test_marks_arrive_over_a_road_that_is_cut_before_the_roster_that_waited_longer(
    served: Centre, proxy: ChaosProxy, adi: Laptop
) -> None:
    lesson = adi.open_class(people=5)
    adi.sync()
    enter_roster(adi)
    adi.mark(lesson, "HHISA")
    proxy.road.cut_up = THROUGH
    cut_round(adi, proxy)
    until = time.monotonic() + SOON_S
    while not served.dump("attendance") and time.monotonic() < until:
        time.sleep(0.1)  # what came before a cut is judged once the server has noticed it
    assert [row["status"] for row in served.dump("attendance")] == list("HHISA")
    assert len(served.dump("person")) == 5
    proxy.road.cut_up = None
    adi.sync()
    assert everything(adi.rows) == served.everything()
    assert len(served.dump("enrolment")) == len(served.dump("person")) == PEOPLE + 5
    assert adi.status().pending == 0
    assert not adi.conflicts()
