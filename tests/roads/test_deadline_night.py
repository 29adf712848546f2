"""The night of a deadline: everybody at once, each served once, in order, and the server stays small."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from http.client import HTTPConnection
from itertools import combinations
from pathlib import Path

import pytest
import sqlalchemy as sa

from contract.exchange.blobs import Claim
from contract.exchange.dots import row_id
from contract.exchange.messages import Hello, write_hello
from contract.exchange.shapes import RowKey
from contract.exchange.turns import read_turn
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, ENROLMENT, PERSON, SESSION
from desktop.storage.edit import Change, Moment, active_author, edit
from desktop.storage.replica import Replica
from desktop.storage.tables import realm
from desktop.sync.conversation import Report
from desktop.sync.faults import ServerBusy
from desktop.sync.queueing import talk_in_turn
from desktop.sync.runner import Ended, Event
from desktop.sync.status import next_attempt
from server.store.centre import address
from server.web import limits
from tests.roads.centre import Centre
from tests.roads.laptop import Laptop, laptop, patch_of
from tests.roads.test_runner import running, wait_for
from tests.roads.visitors import Visitor, visitors

LAPTOPS, PEOPLE, AT_ONCE = 150, 12, 16
BOUND_S = 120
"""All are served in this time; alone on a quiet machine it takes a third of it."""
TOLERANCE_S = 6.0
MOST_MEMORY_MB = 250


@pytest.fixture
def crowded(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    """A centre that serves few at once."""
    made = Centre(sqlite_url, tmp_path / "server.log")
    made.init()
    made.start("--at-once", str(AT_ONCE))
    yield made
    made.stop()
    assert made.errors == ""


@pytest.fixture
def narrow(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    """A centre that serves one at a time."""
    made = Centre(sqlite_url, tmp_path / "server.log")
    made.init()
    made.start("--at-once", "1")
    yield made
    made.stop()


def storm(centre: Centre, crowd: list[Visitor]) -> None:
    until = time.monotonic() + BOUND_S
    threads = [threading.Thread(target=each.come, args=(centre.url, until)) for each in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_storm_is_served_in_turns_once_each_and_in_bounded_memory(crowded: Centre, tmp_path: Path) -> None:
    crowd = visitors(crowded, LAPTOPS, PEOPLE)
    with laptop(tmp_path, "adi") as adi:
        adi.join(crowded.url, crowded.code("Adi"))
        before = int(time.time()) - 7200
        mark_at(adi, before)
        began = time.monotonic()
        night = threading.Thread(target=storm, args=(crowded, crowd))
        night.start()
        wait_for(lambda: any(each.turns for each in crowd))
        told: list[ServerBusy] = []
        report = talk_in_turn(adi.conversation, time.monotonic() + BOUND_S, lambda _: None, told.append)
        night.join()
        took = time.monotonic() - began
    assert (report.fault, report.pending) == (None, 0)
    assert told, "the laptop found the server full"
    assert [each.fault for each in crowd if each.fault is not None] == []
    assert all(each.served_at for each in crowd)
    assert took < BOUND_S
    assert len(crowded.dump("person")) == LAPTOPS * PEOPLE + 1
    assert crowded.peak_memory_mb() < MOST_MEMORY_MB
    demand_order(crowd)
    demand_patience(crowd)
    demand_captured(crowded, before)


def mark_at(adi: Laptop, wall: int) -> None:
    """A class and a mark in it, made at that time."""

    def work(replica: Replica, moment: Moment) -> None:
        then = Moment(wall, moment.run)
        author = active_author(replica, replica.connection.execute(sa.select(realm.c.number)).scalar_one())

        def make(change: Change) -> int:
            return row_id(edit(replica, author, [change], then)[0])

        group = make(Change(CLASS_GROUP.number, patch_of(CLASS_GROUP, title="DLA NTT")))
        session = make(Change(SESSION.number, patch_of(SESSION, class_group=group, title="Sesi 1", starts_at=wall)))
        person = make(Change(PERSON.number, patch_of(PERSON, name="Maria")))
        make(Change(RowKey(ENROLMENT.number, group, person), patch_of(ENROLMENT, status="active")))
        make(Change(RowKey(ATTENDANCE.number, session, person), patch_of(ATTENDANCE, status="H", marked_at=wall)))

    adi.act(work)


def demand_order(crowd: list[Visitor]) -> None:
    """Who was told an earlier turn is not served much later than who was told a later one."""
    waited = [each for each in crowd if each.turns]
    assert len(waited) > LAPTOPS // 2
    for one, other in combinations(sorted(waited, key=lambda each: each.turns[0][1]), 2):
        if other.turns[0][1] - one.turns[0][1] > TOLERANCE_S:
            assert one.served_at < other.served_at + TOLERANCE_S


def demand_patience(crowd: list[Visitor]) -> None:
    """Nobody asked before the time it was told; few had to be put off."""
    for each in crowd:
        for (_, due, place), asked in zip(each.turns, each.asked[1:], strict=False):
            assert asked >= due - 0.1
            assert place >= 1
    assert sum(len(each.asked) for each in crowd) < 3 * LAPTOPS


def demand_captured(centre: Centre, wall: int) -> None:
    """A mark counts by when it was made, however late it came."""
    engine = sa.create_engine(address(centre.database))
    with engine.connect() as connection:
        query = f"SELECT wall, corrected, received FROM op WHERE tbl = {ATTENDANCE.number}"
        made, corrected, received = connection.exec_driver_sql(query).one()
    engine.dispose()
    assert made == wall
    assert abs(corrected - wall) < 60
    assert received > wall + 7000
    (row,) = centre.dump("attendance")
    assert datetime.fromisoformat(row["marked_at"]).timestamp() == wall


def hold(centre: Centre, visitor: Visitor) -> HTTPConnection:
    """A laptop that is inside and does not get on: its greeting is there, the rest of its body never comes."""
    held = HTTPConnection("127.0.0.1", centre.port, timeout=60)
    held.putrequest("POST", "/s")
    held.putheader("Content-Length", str(len(visitor.body) + 10))
    held.endheaders(visitor.body)
    return held


def test_a_laptop_keeps_its_turn_on_disk_comes_at_that_time_and_is_served(narrow: Centre, tmp_path: Path) -> None:
    (slow,) = visitors(narrow, 1, 1)
    with laptop(tmp_path, "adi") as adi:
        adi.join(narrow.url, narrow.code("Adi"))
        adi.open_class(people=1)
        held = hold(narrow, slow)
        report = busy(adi)
        assert isinstance(report.fault, ServerBusy)
        assert report.fault.position == 1
        attempt = adi.call(next_attempt, adi.replica)
        assert attempt is not None
        assert attempt.position == 1
        assert attempt.failures == 0
        assert abs(attempt.at - time.time() - report.fault.wait_s) < 2, "the time told, and no drawn pause on top"
        held.close()
        events: list[Event] = []
        with running(adi, events) as runner:
            runner.note_edit()
            runner.poke()
            wait_for(lambda: any(isinstance(event, Ended) for event in events))
            assert time.time() >= attempt.at - 1, "neither an edit nor a network that changed brings it nearer"
        assert [event.report.fault for event in events if isinstance(event, Ended)] == [None]
        assert adi.status().pending == 0
        after = adi.call(next_attempt, adi.replica)
        assert after is not None
        assert after.position == 0


def busy(adi: Laptop) -> Report:
    """Talks until the server says that it is full: who is held inside may not have been counted yet."""
    until = time.monotonic() + 10
    while True:
        report = adi.conversation.talk()
        if isinstance(report.fault, ServerBusy) or time.monotonic() > until:
            return report
        adi.open_class(people=1)
        time.sleep(0.1)


def test_a_stranger_gets_no_turn_and_takes_none(narrow: Centre) -> None:
    slow, friend = visitors(narrow, 2, 1)
    held = hold(narrow, slow)
    time.sleep(0.5)
    statuses = set()
    for device in range(1, 40):
        asked = HTTPConnection("127.0.0.1", narrow.port, timeout=30)
        asked.request("POST", "/s", write_hello(Hello(device, 1, 1, []), os.urandom(32)))
        answer = asked.getresponse()
        statuses.add(answer.status)
        assert answer.getheader("Retry-After") is None
        asked.close()
    assert statuses == {403}
    friend.come(narrow.url, time.monotonic() + 0.1)
    assert [place for _, _, place in friend.turns] == [1]
    held.close()


def test_a_turn_is_read_by_a_laptop_that_is_long_in_sending(narrow: Centre) -> None:
    slow, much = visitors(narrow, 2, 1)
    held = hold(narrow, slow)
    time.sleep(0.5)
    seconds = int(limits.DRAINED_S) + 2
    asked = HTTPConnection("127.0.0.1", narrow.port, timeout=60)
    asked.putrequest("POST", "/s")
    asked.putheader("Content-Length", str(len(much.body) + seconds))
    asked.endheaders(much.body)
    for _ in range(seconds):
        time.sleep(1)
        asked.send(b"x")
    answer = asked.getresponse()
    assert answer.status == 429
    turn = read_turn(answer.read())
    assert turn is not None
    assert turn[1] == 1
    assert answer.getheader("Retry-After") == str(turn[0])
    for each in (asked, held):
        each.close()


def test_files_wait_while_laptops_wait_for_their_turn(narrow: Centre) -> None:
    slow, friend = visitors(narrow, 2, 1)

    def ask() -> int:
        claim = Claim(method="HEAD", digest=bytes(32), device=friend.device, realm=1, attachment=5, size=10)
        asked = HTTPConnection("127.0.0.1", narrow.port, timeout=30)
        asked.request("HEAD", claim.path, headers={"Authorization": claim.sealed(friend.secret)})
        status = asked.getresponse().status
        asked.close()
        return status

    assert ask() == 404
    held = hold(narrow, slow)
    time.sleep(0.5)
    friend.come(narrow.url, time.monotonic() + 0.1)
    assert len(friend.turns) == 1
    assert ask() == 429
    held.close()
