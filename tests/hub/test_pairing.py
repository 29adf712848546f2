"""Pairing: the right digits make a key that only two have; wrong ones, old ones and recorded ones make nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.exchange.links import GUEST, HUB, Door, Knock, read, write
from contract.exchange.malformed import Malformed
from desktop.storage import links
from desktop.storage.database import Database
from desktop.storage.replica import Replica
from desktop.sync.faults import Closed, MistypedPairingCode, WrongPairingCode
from desktop.sync.pairing import CLOSED_S, CODE_S, MOST_TICKETS, MOST_TRIES, TICKET_S, Applicant, Doorkeeper

NOW = 1_753_400_000


@pytest.fixture
def replica() -> Iterator[Replica]:
    """The hub's replica, in memory."""
    database = Database(None)
    yield Replica(database)
    database.close()


def pair(door: Doorkeeper, digits: str, now: int = NOW) -> links.Link:
    """A whole pairing; the guest's end of the link."""
    guest = Applicant(digits, "Laptop Sabu")
    entry = guest.enter(door.knock(guest.knock(), now))
    return guest.paired(door.enter(entry, now, "Pos Kupang"), "http://127.0.0.1:1", now)


def other_than(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06}"


def test_the_right_code_gives_both_ends_one_key_and_their_names(replica: Replica) -> None:
    door = Doorkeeper(replica)
    mine = pair(door, door.code(NOW).digits)
    (theirs,) = links.links(replica, HUB)
    assert (mine.id, mine.key) == (theirs.id, theirs.key)
    assert (mine.role, mine.name, theirs.name) == (GUEST, "Pos Kupang", "Laptop Sabu")


def test_a_code_serves_one_pairing_and_ten_minutes(replica: Replica) -> None:
    door = Doorkeeper(replica)
    first = door.code(NOW).digits
    pair(door, first)
    second = door.code(NOW).digits
    with pytest.raises(WrongPairingCode):
        pair(door, first if first != second else other_than(first))
    assert door.code(NOW + CODE_S - 1).digits == second
    assert door.code(NOW + CODE_S).made_at == NOW + CODE_S


def test_five_wrong_tries_change_the_code_and_close_the_door_for_longer_each_time(replica: Replica) -> None:
    door, now = Doorkeeper(replica), NOW
    for closing in range(1, 4):
        shown = door.code(now)
        for _ in range(MOST_TRIES):
            with pytest.raises(WrongPairingCode):
                pair(door, other_than(shown.digits), now)
        assert door.code(now).made_at == now
        with pytest.raises(Closed) as closed:
            pair(door, door.code(now).digits, now)
        assert closed.value.wait_s == CLOSED_S * 2 ** (closing - 1)
        now += closed.value.wait_s
    assert links.links(replica, HUB) == []
    pair(door, door.code(now).digits, now)
    assert links.code(replica).closings == 0  # type: ignore[union-attr]


def test_a_person_who_asks_for_a_new_code_opens_the_door(replica: Replica) -> None:
    door = Doorkeeper(replica)
    for _ in range(MOST_TRIES):
        with pytest.raises(WrongPairingCode):
            pair(door, other_than(door.code(NOW).digits))
    pair(door, door.code(NOW, fresh=True).digits)


def test_tries_are_counted_over_a_restart_of_the_hub(replica: Replica) -> None:
    for _ in range(MOST_TRIES):
        door = Doorkeeper(replica)
        with pytest.raises(WrongPairingCode):
            pair(door, other_than(door.code(NOW).digits))
    with pytest.raises(Closed):
        pair(Doorkeeper(replica), "000000")


def test_a_recorded_pairing_opens_nothing_when_it_is_played_again(replica: Replica) -> None:
    door = Doorkeeper(replica)
    guest = Applicant(door.code(NOW).digits, "A")
    knock = guest.knock()
    entry = guest.enter(door.knock(knock, NOW))
    door.enter(entry, NOW, "Pos")
    door.knock(knock, NOW)
    with pytest.raises(WrongPairingCode):
        door.enter(entry, NOW, "Pos")
    assert len(links.links(replica, HUB)) == 1


def test_what_was_recorded_does_not_tell_the_digits(replica: Replica) -> None:
    """Whoever tries all digits on a recorded exchange finds no key: the secret scalars never travelled."""
    door = Doorkeeper(replica)
    digits = door.code(NOW).digits
    guest = Applicant(digits, "A")
    knock = guest.knock()
    answer = door.knock(knock, NOW)
    entry = guest.enter(answer)
    for tried in (digits, other_than(digits)):
        spy = Applicant(tried, "A")
        spy.knock()
        assert spy.enter(answer) != entry
        with pytest.raises(Malformed):
            spy.paired(door_answer(door, entry) if tried == digits else entry, "", NOW)


def door_answer(door: Doorkeeper, entry: bytes) -> bytes:
    return door.enter(entry, NOW, "Pos")


def test_a_ticket_ends_and_few_are_given_at_once(replica: Replica) -> None:
    door = Doorkeeper(replica)
    late = Applicant(door.code(NOW).digits, "A")
    entry = late.enter(door.knock(late.knock(), NOW))
    with pytest.raises(WrongPairingCode):
        door.enter(entry, NOW + TICKET_S + 1, "Pos")
    for _ in range(MOST_TICKETS):
        door.knock(Applicant("123456", "A").knock(), NOW + 100)
    with pytest.raises(Closed):
        door.knock(Applicant("123456", "A").knock(), NOW + 100)
    door.knock(Applicant("123456", "A").knock(), NOW + 100 + TICKET_S + 1)


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345a", "¹²³⁴⁵⁶"])
def test_what_is_no_code_is_told_before_anything_is_sent(text: str) -> None:
    with pytest.raises(MistypedPairingCode):
        Applicant(text, "A")


def test_a_code_may_be_typed_with_a_gap(replica: Replica) -> None:
    door = Doorkeeper(replica)
    digits = door.code(NOW).digits
    pair(door, f" {digits[:3]} {digits[3:]}")


def test_a_half_that_is_none_is_malformed(replica: Replica) -> None:
    door = Doorkeeper(replica)
    mine = Applicant("123456", "A").knock()
    door.code(NOW)
    for half in (b"A" + bytes(32), b"A\x01" + bytes(31), b"B" + bytes(32), read(Door, door.knock(mine, NOW)).half):
        with pytest.raises(Malformed):
            door.knock(write(Knock(half)), NOW)


@settings(max_examples=60)
@given(body=st.binary(max_size=200))
def test_any_bytes_are_a_word_of_a_pairing_or_malformed(body: bytes) -> None:
    database = Database(None)
    door = Doorkeeper(Replica(database))
    for word in (door.knock, lambda content, now: door.enter(content, now, "Pos")):
        with pytest.raises((Malformed, WrongPairingCode)):
            word(body, NOW)
    guest = Applicant("123456", "A")
    guest.knock()
    with pytest.raises(Malformed):
        guest.enter(body)
    with pytest.raises(Malformed):
        guest.paired(body, "", NOW)
    assert links.links(Replica(database), HUB) == []
    database.close()
