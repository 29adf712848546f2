"""A link between a laptop and its hub: sealed bodies, running numbers, places; restarts, replays, strangers."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.exchange import links as words
from contract.exchange.cards import look_at_card
from contract.exchange.links import HUB, Ask, Sealed, Told, open_ask, open_told, read, seal_ask, seal_told
from contract.exchange.malformed import Malformed
from contract.training.catalogue import PERSON
from desktop.storage import links
from desktop.sync.guest import Guest, Unpaired
from desktop.sync.hub import Hub, NotPaired, Stale
from tests.hub.bench import NOW, REALM, Office, Side, pair, sides, two_classes, visit

KEY, LINK, SALT = b"k" * 32, b"link" * 2, b"s" * 16
MESSAGES = (Ask, Told, Sealed, words.Knock, words.Door, words.Entry, words.Guest, words.Host)


class Room:
    """Two laptops and the hub beside them, without a centre."""

    def __init__(self, one: Side, other: Side, hub: Side) -> None:
        self.one, self.other, self.host = one, other, hub
        self.links = {side.device: pair(side, hub) for side in (one, other)}
        self.restart()

    def restart(self) -> None:
        """The hub's program ends and begins anew."""
        self.hub = Hub(self.host.replica, "Pos")

    def visit(self, side: Side) -> Guest:
        """One visit of a laptop."""
        return visit(side, self.hub, self.links[side.device])


@pytest.fixture
def room() -> Iterator[Room]:
    with sides(Office(), 11, 12, 13) as (one, other, hub):
        for side in (one, other, hub):
            side.issue()
        yield Room(one, other, hub)


def test_what_one_leaves_the_other_takes_and_both_see_the_hubs_own(room: Room) -> None:
    room.one.new(PERSON, name="Maria")
    room.host.new(PERSON, name="Yohanes")
    assert room.visit(room.one).brought.news == 1
    assert room.visit(room.other).brought.news == 2
    assert room.one.seen() == [(room.host.author, 1)]
    assert room.other.seen() == [(room.one.author, 1), (room.host.author, 1)]
    assert room.host.seen() == [(room.one.author, 1)]


def test_a_quiet_visit_is_one_small_question_and_moves_nothing(room: Room) -> None:
    room.one.new(PERSON, name="Maria")
    for side in (room.one, room.other, room.one, room.other):
        room.visit(side)
    guest = Guest(room.other.replica, room.links[12], "x")
    body = guest.ask(room.other.moment(), by_hub=False)
    told = room.hub.answer(body, room.other.wall)
    assert (len(body) < 120, len(told.body) < 120, told.news) == (True, True, False)
    list(guest.answered(told.body, room.other.moment()))
    assert (guest.more, guest.brought.moved) == (False, False)


def test_a_hub_that_begins_anew_loses_and_doubles_nothing(room: Room) -> None:
    room.one.new(PERSON, name="Maria")
    room.visit(room.one)
    room.restart()
    assert room.visit(room.other).brought.news == 1
    room.one.new(PERSON, name="Yohanes")
    room.restart()
    room.visit(room.one)
    assert room.visit(room.other).brought.news == 1
    assert room.other.seen() == [(room.one.author, 1), (room.one.author, 2)]


def test_an_answer_that_was_lost_is_made_up_for_by_the_next_visit(room: Room) -> None:
    room.one.new(PERSON, name="Maria")
    room.visit(room.one)
    lost = Guest(room.other.replica, room.links[12], "x")
    room.hub.answer(lost.ask(room.other.moment(), by_hub=False), room.other.wall)
    assert room.visit(room.other).brought.news == 1
    lost = Guest(room.one.replica, room.links[11], "x")
    room.one.new(PERSON, name="Yohanes")
    room.hub.answer(lost.ask(room.one.moment(), by_hub=False), room.one.wall)
    room.visit(room.one)
    assert room.visit(room.other).brought.news == 1


def test_a_question_played_again_is_not_answered_and_changes_nothing(room: Room) -> None:
    room.visit(room.one)
    room.one.new(PERSON, name="Maria")
    guest = Guest(room.one.replica, room.links[11], "x")
    body = guest.ask(room.one.moment(), by_hub=False)
    room.hub.answer(body, NOW + 100)
    before = content(room.host)
    for _ in range(2):
        with pytest.raises(Stale):
            room.hub.answer(body, NOW + 100)
        room.restart()  # what brought anything is remembered over a restart
    assert content(room.host) == before


def test_a_laptop_whose_clock_was_set_back_goes_on_behind_the_number_it_is_told(room: Room) -> None:
    room.visit(room.one)
    room.one.wall -= 10**8
    room.one.new(PERSON, name="Maria")
    links.note(room.one.replica, room.links[11], number=0)
    guest = Guest(room.one.replica, room.links[11], "x")
    with pytest.raises(Stale) as stale:
        room.hub.answer(guest.ask(room.one.moment(), by_hub=False), NOW)
    guest.number_told(stale.value.number)
    assert room.hub.answer(guest.ask(room.one.moment(), by_hub=False), NOW).news


def test_a_guest_without_a_card_is_shown_nothing_until_it_has_one() -> None:
    with sides(Office(), 11, 12, 13) as (one, other, hub):
        one.issue()
        hub.issue()
        room = Room(one, other, hub)
        one.new(PERSON, name="Maria")
        other.new(PERSON, name="Yohanes")
        room.visit(one)
        assert room.visit(other).brought.news == 0
        assert hub.seen() == [(one.author, 1)]
        other.issue()
        assert room.visit(other).brought.news == 1
        assert room.visit(one).brought.news == 1


def test_a_hub_whose_card_comes_late_then_shows_its_own_work_and_is_trusted() -> None:
    with sides(Office(), 11, 12, 13) as (one, other, hub):
        one.issue()
        other.issue()
        room = Room(one, other, hub)
        hub.new(PERSON, name="Yohanes")
        one.new(PERSON, name="Maria")
        assert (room.visit(one).brought.news, hub.seen()) == (0, [])
        hub.issue()
        assert room.visit(one).brought.news == 1
        assert (hub.seen(), room.visit(other).brought.news) == ([(one.author, 1)], 2)


def test_a_hub_that_reads_one_class_is_left_nothing_of_another() -> None:
    with sides(Office(), 11, 12, 13) as (one, other, hub):
        one.issue()
        other.issue()
        sessions, people = two_classes(one)
        hub.issue(1 << 32 | 1)
        room = Room(one, other, hub)
        for session, person in zip(sessions, people, strict=True):
            one.mark(session, person)
            one.left()  # each mark a segment of its own
        room.visit(one)
        assert hub.seen() == [(one.author, 1)]


def test_whose_card_becomes_wider_gets_what_it_was_past() -> None:
    with sides(Office(), 11, 12, 13) as (one, other, hub):
        one.issue()
        hub.issue()
        other.issue(1 << 32 | 1)
        for side in (one, hub):
            sessions, people = two_classes(side)
        room = Room(one, other, hub)
        for session, person in zip(sessions, people, strict=True):
            one.mark(session, person)
            one.left()  # each mark a segment of its own
        room.visit(one)
        assert room.visit(other).brought.news == 1
        other.issue(made=NOW + 5)
        assert room.visit(other).brought.news == 1
        assert other.seen() == [(one.author, 1), (one.author, 2)]


def test_a_full_hub_says_so_and_takes_the_rest_when_it_has_room(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.storage import board

    room.one.new(PERSON, name="Maria")
    monkeypatch.setattr(board, "MOST_OF_SOURCE", 10)
    full = room.visit(room.one).brought
    assert (full.full, room.host.seen()) == (1, [])
    monkeypatch.undo()
    room.visit(room.one)
    assert room.host.seen() == [(room.one.author, 1)]


def test_a_thousand_segments_come_in_several_answers(room: Room) -> None:
    draw = random.Random(60)
    for number in range(60):
        # Signs that no packing makes shorter by much.
        room.one.new(PERSON, name=f"Orang {number} " + "".join(draw.choices(string.ascii_letters, k=12_000)))
        room.one.left()
    room.visit(room.one)
    visited = room.visit(room.other)
    assert len(room.other.seen()) == 60
    assert 2 < visited.brought.questions < 20


def test_a_link_that_either_side_has_ended_carries_nothing(room: Room) -> None:
    links.forget(room.host.replica, room.links[11])
    guest = Guest(room.one.replica, room.links[11], "x")
    with pytest.raises(NotPaired):
        room.hub.answer(guest.ask(room.one.moment(), by_hub=False), NOW)
    links.forget(room.one.replica, room.links[11])
    with pytest.raises(Unpaired):
        guest.ask(room.one.moment(), by_hub=False)


def test_nobody_can_speak_to_a_guest_as_if_it_were_the_hub(room: Room) -> None:
    """A laptop that is only a guest answers no questions under its link, whoever has its key."""
    reflected = Hub(room.one.replica, "x")
    guest = Guest(room.one.replica, room.links[11], "x")
    with pytest.raises(NotPaired):
        reflected.answer(guest.ask(room.one.moment(), by_hub=False), NOW)


# ------------------------------------------------------------------ bytes


def test_a_sealed_body_changed_at_any_byte_is_no_question_and_no_answer(room: Room) -> None:
    room.one.new(PERSON, name="Maria")
    body = seal_ask(KEY, LINK, 5, Ask(NOW), SALT)
    told = seal_told(KEY, LINK, 5, Told(b"session", "Pos"), SALT)
    assert open_ask(KEY, read(Sealed, body)) == Ask(NOW)
    assert open_told(KEY, LINK, 5, told) == Told(b"session", "Pos")
    for place in range(len(body)):
        changed = bytearray(body)
        changed[place] ^= 1
        with pytest.raises(Malformed):
            open_ask(KEY, read(Sealed, bytes(changed)))
    for place in range(len(told)):
        changed = bytearray(told)
        changed[place] ^= 1
        with pytest.raises(Malformed):
            open_told(KEY, LINK, 5, bytes(changed))
    for length in range(len(told)):
        with pytest.raises(Malformed):
            open_told(KEY, LINK, 5, told[:length])
    with pytest.raises(Malformed):
        open_told(KEY, LINK, 6, told)
    with pytest.raises(Malformed):
        open_told(KEY, LINK, 5, body)


def test_a_hub_takes_no_question_that_was_changed_on_its_way(room: Room) -> None:
    room.one.new(PERSON, name="Maria")
    room.visit(room.other)
    body = Guest(room.one.replica, room.links[11], "x").ask(room.one.moment(), by_hub=False)
    before = content(room.host)
    for place in range(0, len(body), 3):
        changed = bytearray(body)
        changed[place] ^= 1
        with pytest.raises((Malformed, NotPaired)):
            room.hub.answer(bytes(changed), NOW)
    assert content(room.host) == before


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_word_of_a_link_or_malformed(body: bytes) -> None:
    for kind in MESSAGES:
        try:
            read(kind, body)
        except Malformed:
            pass
    try:
        look_at_card(body)
    except Malformed:
        pass


def test_a_guest_and_a_hub_take_any_bytes_for_what_they_are(room: Room) -> None:
    before = content(room.host), content(room.one)

    @settings(max_examples=100)
    @given(st.binary(max_size=200))
    def tried(body: bytes) -> None:
        with pytest.raises((Malformed, NotPaired)):
            room.hub.answer(body, NOW)
        with pytest.raises((Malformed, NotPaired, Stale)):
            room.hub.answer(words.write(Sealed(room.links[11], 2**62, SALT, body)), NOW)
        guest = Guest(room.one.replica, room.links[11], "x")
        guest.ask(room.one.moment(), by_hub=False)
        with pytest.raises(Malformed):
            list(guest.answered(body, room.one.moment()))

    tried()
    assert (content(room.host), content(room.one)) == before


def test_what_a_paired_laptop_says_may_be_nonsense_in_every_part(room: Room) -> None:
    """Sealed rightly, and wrong inside: nothing of it is taken and the hub answers."""
    (found,) = [each for each in links.links(room.host.replica, HUB) if each.id == room.links[11]]

    @settings(max_examples=60)
    @given(
        shown=st.lists(st.builds(words.Shown, card=st.binary(max_size=90), proof=st.binary(max_size=64)), max_size=3),
        cards=st.lists(st.binary(max_size=90), max_size=3),
        left=st.lists(
            st.builds(words.Left, st.sampled_from([REALM, 0, 7]), st.just(bytes(16)), st.binary(max_size=120)),
            max_size=3,
        ),
        session=st.binary(max_size=8),
        place=st.integers(0, 2**63 - 1),
        number=st.integers(1, 2**20),
    )
    def tried(
        shown: list[words.Shown], cards: list[bytes], left: list[words.Left], session: bytes, place: int, number: int
    ) -> None:
        hub = Hub(room.host.replica, "Pos")
        ask = Ask(NOW, session, place, place, shown, cards, left, [], [(REALM, 11)])
        told = open_told(
            found.key, found.id, number, hub.answer(seal_ask(found.key, found.id, number, ask, SALT), NOW).body
        )
        assert (told.refused, told.left, told.answers) == (len(left), [], [])
        links.note(room.host.replica, found.id, number=0)

    tried()
    assert room.host.seen() == []


def content(side: Side) -> list[object]:
    """All that a replica holds of work, links and cards."""
    run = side.replica.connection.exec_driver_sql
    tables = ("op", "segment", "board", "card", "link", "cargo")
    return [[tuple(line) for line in run(f"SELECT * FROM {table}")] for table in tables]
