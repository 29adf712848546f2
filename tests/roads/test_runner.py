"""The runner's thread: it talks when work waits, keeps its appointments on disk, and ends when told to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.storage import status as rows
from desktop.storage.profile import InUse, alone
from desktop.sync.conversation import Report
from desktop.sync.faults import Cancelled, NotReachable, ServerBusy
from desktop.sync.pauses import FIRST_PAUSE_S, LONGEST_PAUSE_S, POLL_S, attempt_after
from desktop.sync.runner import Ended, Event, Runner, Started
from desktop.sync.status import Attempt, store_attempt
from tests.roads.centre import Centre, centre
from tests.roads.chaos_proxy import ChaosProxy
from tests.roads.laptop import HURRIED, Laptop


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(sqlite_url, tmp_path) as made:
        yield made


@contextmanager
def running(adi: Laptop, events: list[Event]) -> Iterator[Runner]:
    """A runner at work, stopped when the block ends."""
    runner = Runner(adi.replica, adi.lock, events.append, patience=HURRIED)
    runner.start()
    try:
        yield runner
    finally:
        runner.stop()


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


def ended(events: list[Event]) -> list[Report]:
    return [event.report for event in events if isinstance(event, Ended)]


def test_a_runner_sends_what_is_edited_without_being_asked(adi: Laptop) -> None:
    events: list[Event] = []
    with running(adi, events) as runner:
        wait_for(lambda: len(ended(events)) == 1)
        lesson = adi.open_class(people=3)
        runner.note_edit()
        adi.mark(lesson, ["H"] * 3)
        runner.note_edit()
        wait_for(lambda: adi.status().pending == 0)
        wait_for(lambda: len(ended(events)) == 2)
    assert isinstance(events[0], Started)
    assert [report.sent for report in ended(events)] == [0, 11]
    assert [visit.sent for visit in adi.call(rows.visits, adi.replica, 5)] == [11, 0]


def test_a_runner_finds_its_appointment_again_after_a_restart(adi: Laptop) -> None:
    adi.open_class(people=2)
    adi.call(store_attempt, adi.replica, Attempt(int(time.time()) + 2, 3))
    events: list[Event] = []
    with running(adi, events) as runner:
        runner.note_edit()  # failures in a row: an edit alone is no reason to try before the time
        time.sleep(0.5)
        assert not events
        wait_for(lambda: adi.status().pending == 0)
    assert ended(events)[0].sent == 6


def test_a_poke_talks_at_once_whatever_failed_before(proxy: ChaosProxy, adi: Laptop) -> None:
    adi.open_class(people=2)
    adi.call(store_attempt, adi.replica, Attempt(int(time.time()) + 800, 9))
    events: list[Event] = []
    with running(adi, events) as runner:
        proxy.pull()
        runner.poke()
        wait_for(lambda: len(ended(events)) == 1)
        assert isinstance(ended(events)[0].fault, NotReachable)
        attempt = adi.status().next_attempt
        assert attempt is not None
        assert attempt - time.time() <= 2 * FIRST_PAUSE_S
        proxy.plug()
        report = runner.sync_now().result(20)
        assert (report.pending, report.fault) == (0, None)


def fault_of(waiting: Future[Report]) -> BaseException | None:
    """Why it ended: a talk that had not begun when the runner stopped has no outcome of its own."""
    return waiting.exception(1) or waiting.result().fault


def test_a_stopped_runner_ends_within_moments_and_refuses_what_comes_after(proxy: ChaosProxy, adi: Laptop) -> None:
    adi.open_class(people=1)
    proxy.road.stall_down = 0
    events: list[Event] = []
    with running(adi, events) as runner:
        waiting = runner.sync_now()
        wait_for(lambda: proxy.road.connections > 1)
        began = time.monotonic()
        runner.stop()
        assert time.monotonic() - began < 2
        assert isinstance(fault_of(waiting), Cancelled)
        with pytest.raises(Cancelled):
            runner.sync_now().result(1)
    assert "sync" not in {thread.name for thread in threading.enumerate()}
    assert adi.status().pending == 4


def test_two_processes_never_talk_at_once(adi: Laptop) -> None:
    adi.open_class(people=1)
    events: list[Event] = []
    with alone(adi.lock):
        with pytest.raises(InUse):
            adi.conversation.talk()
        with running(adi, events) as runner, pytest.raises(InUse):
            runner.sync_now().result(10)
    assert adi.sync().pending == 0


def test_whoever_has_time_waits_for_the_other_to_end(adi: Laptop) -> None:
    adi.open_class(people=1)
    begun = threading.Event()

    def hold() -> None:
        with alone(adi.lock):
            begun.set()
            time.sleep(1)

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait(10)
    assert adi.conversation.talk(until=time.monotonic() + 30).pending == 0
    holder.join()


def test_a_fault_of_ours_in_a_talk_does_not_end_the_runner(served: Centre, adi: Laptop) -> None:
    heard: list[Event] = []

    def listener(event: Event) -> None:
        heard.append(event)
        if len(heard) == 1:
            raise KeyError("a listener with a bug")

    runner = Runner(adi.replica, adi.lock, listener, patience=HURRIED)
    runner.start()
    wait_for(lambda: bool(heard))
    assert runner.sync_now().result(30).fault is None
    runner.stop()


def test_pauses_double_are_drawn_and_keep_within_their_bounds() -> None:
    waiting = Report(pending=1, fault=NotReachable("x"))
    attempt: Attempt | None = None
    longest = []
    for _ in range(14):
        attempt = attempt_after(attempt, waiting, now=1000, draw=1.0)
        longest.append(attempt.at - 1000)
    assert longest[:4] == [10, 20, 40, 80]
    assert longest[-1] == LONGEST_PAUSE_S
    assert attempt_after(attempt, waiting, now=1000, draw=0.0).at == 1000 + FIRST_PAUSE_S
    busy = Report(pending=1, fault=ServerBusy("x", 60))
    assert attempt_after(None, busy, now=1000, draw=0.0).at == 1060
    assert attempt_after(attempt, Report(), now=1000, draw=0.5) == Attempt(1000 + POLL_S, 0)
    assert attempt_after(None, Report(pending=3), now=1000, draw=0.5).failures == 1
