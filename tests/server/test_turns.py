"""Turns: who finds the server full is told when to come, and is served then; nobody gains by asking."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import pairwise

import pytest

from contract.exchange.messages import Time, write_message
from contract.exchange.turns import Turn, read_turn, write_turn
from server.web import limits, turns
from server.web.turns import FIRST_SERVICE_S, GRACE_S, KEPT_S, LEAST_WAIT_S, STAY_S, NotYet, Turns, Wait


class House:
    """Turns under a clock that is set by hand, and the laptops inside."""

    def __init__(self, at_once: int) -> None:
        self.time = 1000.0
        self.turns = Turns(at_once, lambda: self.time)
        self._inside: dict[int, ExitStack] = {}

    def come(self, device: int) -> Wait | None:
        """A laptop asks; None when it is let in, where it then stays."""
        stack = ExitStack()
        try:
            stack.enter_context(self.turns.served(device))
        except NotYet as told:
            return told.wait
        self._inside[device] = stack
        return None

    def go(self, device: int) -> None:
        """It has its answer."""
        self._inside.pop(device).close()

    def told(self, device: int) -> Wait:
        """Asks for a laptop that must wait."""
        wait = self.come(device)
        assert wait is not None
        return wait


def full(at_once: int = 4) -> House:
    """A house with as many inside as it holds: 1, 2, 3 ..."""
    house = House(at_once)
    assert [house.come(device) for device in range(1, at_once + 1)] == [None] * at_once
    return house


def test_a_house_with_room_sends_nobody_away() -> None:
    house = House(4)
    for device in range(100):
        assert house.come(device) is None
        house.go(device)
    assert house.turns.waiting == 0


def test_who_finds_it_full_gets_a_place_and_a_time_behind_those_before() -> None:
    house = full()
    waits = [house.told(device) for device in range(10, 20)]
    assert [wait.position for wait in waits] == list(range(1, 11))
    assert all(earlier.seconds <= later.seconds for earlier, later in pairwise(waits))
    assert waits[0].seconds >= LEAST_WAIT_S
    assert waits[-1].seconds <= LEAST_WAIT_S + 10 * FIRST_SERVICE_S / 4 + 1


def test_asking_early_or_often_changes_neither_time_nor_place() -> None:
    house = full()
    first, second = house.told(10), house.told(11)
    for _ in range(50):
        assert house.told(11) == second
    assert house.told(10) == first
    for device in (1, 2, 3, 4):
        house.go(device)
    house.time += 0.2
    assert house.told(11).position == 2, "there is room, but its time has not come"
    assert house.turns.waiting == 2


def test_who_comes_at_its_turn_is_served_before_newcomers() -> None:
    house = full()
    wait = house.told(10)
    house.go(1)
    assert house.come(30) is not None, "a newcomer goes behind those that wait, though there is room"
    house.time += wait.seconds
    assert house.come(10) is None
    assert house.come(31) is not None


def test_who_does_not_come_keeps_newcomers_waiting_only_for_a_moment_and_loses_nothing() -> None:
    house = full(1)
    wait = house.told(10)
    house.go(1)
    house.time += wait.seconds + GRACE_S + STAY_S
    assert house.come(40) is None
    assert house.come(41) is not None
    assert house.come(10) is None, "late, and still before newcomers"
    house.told(12)
    house.time += KEPT_S + 200
    assert house.told(13).position == 1
    assert house.turns.waiting == 1, "41 and 12 never came"


def test_a_house_that_is_slower_than_thought_puts_off_in_order() -> None:
    house = full()
    devices = list(range(10, 30))
    last = max(house.told(device).seconds for device in devices)
    house.time += last + 1
    came = [device for device in devices if house.come(device) is None]
    assert came == devices[: len(came)], "the first places first"
    assert len(came) == 1, "one more than there is room for, not all"
    again = [house.told(device) for device in devices[1:]]
    assert min(wait.seconds for wait in again) >= LEAST_WAIT_S
    assert house.told(99).seconds >= min(wait.seconds for wait in again)


def test_the_pace_follows_what_is_measured() -> None:
    def hundredth(stay_s: float) -> int:
        house = full(2)
        device = 100
        inside = [1, 2]
        for _ in range(60):
            house.time += stay_s / 2
            house.go(inside.pop(0))
            device += 1
            house.turns._tickets[device] = house.time  # its turn has come
            assert house.come(device) is None
            inside.append(device)
        return [house.told(1000 + n) for n in range(100)][-1].seconds

    assert 40 < hundredth(1.0) < 70
    assert 400 < hundredth(10.0) < 700


def test_a_talk_of_several_requests_is_served_to_its_end_but_not_for_ever() -> None:
    house = full(2)
    house.told(10)
    house.go(1)
    came = 0
    while house.come(1) is None:
        house.go(1)
        came += 1
    assert came == turns.STAY_TIMES


def test_tickets_are_bounded_and_beyond_them_a_time_is_told_without_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_TICKETS", 20)
    house = full()
    waits = [house.told(device) for device in range(10, 40)]
    assert house.turns.waiting == 20
    assert [wait.position for wait in waits[20:]] == [0] * 10
    assert all(wait.seconds >= waits[19].seconds for wait in waits[20:])


def test_a_turn_travels_as_seconds_from_now_and_anything_else_is_no_turn() -> None:
    body = write_turn(5_000, Turn(5_090, 37))
    assert read_turn(body) == (90, 37)
    assert len(body) < 40
    assert read_turn(write_turn(5_000, Turn(4_000, 1))) == (0, 1)
    for wrong in (b"", b"<html>", write_message(Time(7)), body[:-1], body[8:], b"\xff" * 100, body + bytes(300)):
        assert read_turn(wrong) is None
