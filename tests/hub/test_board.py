"""What one laptop shows another openly: never beyond the other's card, and nothing is taken that is not proven."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from contract.exchange.cards import VALID_S, Card, look_at_card, read_card, write_card
from contract.exchange.links import GUEST, HUB, Left, Shown
from contract.exchange.malformed import Malformed
from contract.exchange.operations import GENESIS_CHAIN
from contract.exchange.segments import SIGNATURE_BYTES, read_segment
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ENROLMENT, GROUP, NOTE, PERSON, SESSION
from desktop.storage import board, cards
from desktop.storage.edit import Change
from tests.hub.bench import NOW, OTHER_REALM, REALM, Office, Side, patch_of, sides, two_classes
from tests.hub.bench import pair as linked

KEY = b"k" * 32
CLASSES = (1 << 32 | 1, 1 << 32 | 2)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def pair(office: Office) -> Iterator[tuple[Side, Side]]:
    """Two laptops of the office that know each other's cards: readers of everything."""
    with sides(office, 11, 12) as (one, other):
        for content in (one.issue(), other.issue()):
            for side in (one, other):
                with side.replica.transaction():
                    cards.keep(side.replica, content)
        yield one, other


def given(side: Side, reader: int, *classes: int) -> set[tuple[int, int]]:
    """(author, first n) of the segments that a laptop would show another with such a card."""
    with side.replica.transaction():
        cards.keep(side.replica, side.office.card(reader, [(9000, 1, bytes(32))], *classes))
    side.left()
    peer = side.board.peer([(REALM, reader)], NOW)
    shown = side.board.give(peer, 0, b"nobody's", NOW)
    return {(one.author, one.n0) for one in (read_segment(left.segment) for left in shown.left)}


# ------------------------------------------------------------------ cards


def test_a_card_holds_where_its_office_signed_it_and_nowhere_else(office: Office) -> None:
    content = office.card(11, [(1, 16, bytes(32))])
    assert read_card(content, office.public).device == 11
    for wrong in (Office().public, bytes(32), b""):
        with pytest.raises(Malformed):
            read_card(content, wrong)
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1
        with pytest.raises(Malformed):
            read_card(bytes(changed), office.public)


def test_nobody_is_met_by_a_card_of_another_office_a_forged_one_or_one_of_another_laptop(
    pair: tuple[Side, Side],
) -> None:
    one, other = pair
    (shown,) = one.board.show_cards(KEY, GUEST, NOW)
    assert other.board.meet([shown], KEY, GUEST) == ((REALM, 11),)
    strange = Office(OTHER_REALM).card(11, one.hands)
    forged = Office().card(11, one.hands)
    claims = look_at_card(shown.card)
    wider = write_card(msgspec.structs.replace(claims, device=12), Office().key)
    for card in (strange, forged, wider, b"", b"x" * 100):
        assert other.board.meet([Shown(card, shown.proof)], KEY, GUEST) == ()
    # A card travels with segments: whoever has it must still prove that it is theirs, at this end of this link.
    assert other.board.meet([shown], b"j" * 32, GUEST) == ()
    assert other.board.meet([shown], KEY, HUB) == ()
    assert other.board.meet([Shown(shown.card, b"")], KEY, GUEST) == ()


def test_a_card_that_has_ended_opens_nothing_and_proves_no_segment(office: Office) -> None:
    with sides(office, 11, 12) as (one, other):
        ended = one.issue(until=NOW + 10)
        other.issue()
        with other.replica.transaction():
            cards.keep(other.replica, ended)
        one.new(PERSON, name="Maria")
        left = one.left()
        assert other.board.take(left, b"link", NOW + 10).news == 0
        assert other.board.peer([(REALM, 11)], NOW + 10).reaches == {}
        assert other.board.take(left, b"link", NOW + 9).news == 1


def test_a_clock_years_behind_believes_no_card_beyond_the_newest_ones_making(office: Office) -> None:
    with sides(office, 11, 12) as (one, other):
        ended = one.issue(until=NOW + 10)
        other.issue(made=NOW + 20, until=NOW + VALID_S)
        with other.replica.transaction():
            cards.keep(other.replica, ended)
        assert other.board.peer([(REALM, 11)], NOW - 10**9).reaches == {}


def test_the_newest_card_stays_whatever_comes_later(pair: tuple[Side, Side]) -> None:
    one, _ = pair
    narrow = one.office.card(11, one.hands, CLASSES[0], made=NOW + 5)
    with one.replica.transaction():
        cards.keep(one.replica, narrow)
        cards.keep(one.replica, one.office.card(11, one.hands, made=NOW + 4))
    assert cards.card_of(one.replica, REALM, 11) == narrow


def test_a_laptop_asks_for_a_card_that_is_missing_half_spent_or_too_narrow(office: Office) -> None:
    with sides(office, 11, 12) as (one, other):
        assert not cards.is_due(one.replica, REALM, 11, NOW)  # nobody is beside it
        linked(one, other)
        assert cards.is_due(one.replica, REALM, 11, NOW)
        one.issue()
        assert not cards.is_due(one.replica, REALM, 11, NOW + VALID_S // 2 - 1)
        assert cards.is_due(one.replica, REALM, 11, NOW + VALID_S // 2)
        of_others = office.card(11, [(5, 1, bytes(32))], made=NOW + 1)
        with one.replica.transaction():
            cards.keep(one.replica, of_others)
        assert cards.is_due(one.replica, REALM, 11, NOW + 2)


# ------------------------------------------------------------------ reach


def test_whoever_reads_one_class_is_shown_nothing_of_another(pair: tuple[Side, Side]) -> None:
    one, _ = pair
    sessions, people = two_classes(one)
    for session, person in zip(sessions, people, strict=True):
        one.mark(session, person)
    assert given(one, 21) == {(one.author, 1), (one.author, 2)}
    assert given(one, 22, CLASSES[0]) == {(one.author, 1)}
    assert given(one, 23, CLASSES[1]) == {(one.author, 2)}
    assert given(one, 24, 77) == set()


def test_a_national_id_is_never_shown_to_a_class(pair: tuple[Side, Side]) -> None:
    one, _ = pair
    _, people = two_classes(one)
    key = RowKey(PERSON.number, people[0])
    for field, value in (("national_id", "5371012345678901"), ("phone", "0812"), ("birth_date", "1990-01-01")):
        one.edit(Change(key, patch_of(PERSON, **{field: value})))
    one.edit(Change(key, patch_of(PERSON, position="Guru")))
    one.edit(Change(RowKey(PERSON.number, people[1]), patch_of(PERSON, position="Kepala")))
    one.new(PERSON, name="Baru")
    assert given(one, 21, CLASSES[0]) == {(one.author, 4)}
    assert len(given(one, 22)) == 6


def test_rows_made_without_a_centre_are_shown_to_their_class(pair: tuple[Side, Side]) -> None:
    one, _ = pair
    _, people = two_classes(one)
    session = one.new(SESSION, class_group=CLASSES[0], title="Baru")
    one.mark(session, people[0])
    group = one.new(GROUP, class_group=CLASSES[1], title="Kelompok")
    one.new(NOTE, group=group, text="catatan")
    assert given(one, 21, CLASSES[0]) == {(one.author, 1), (one.author, 2)}
    assert given(one, 22, CLASSES[1]) == {(one.author, 3), (one.author, 4)}


def test_nobody_moves_another_class_into_sight_by_an_edit_of_their_own(pair: tuple[Side, Side]) -> None:
    """Somebody of class 1 says that a session of class 2 were theirs, and that its person were enrolled there."""
    one, thief = pair
    sessions, people = two_classes(one)
    two_classes(thief)
    new_session = one.new(SESSION, class_group=CLASSES[1], title="Baru")
    one.mark(sessions[1], people[1])
    one.mark(new_session, people[1])
    one.edit(Change(RowKey(PERSON.number, people[1]), patch_of(PERSON, position="Kepala")))
    claims = [
        Change(RowKey(SESSION.number, sessions[1]), patch_of(SESSION, title="x")),
        Change(RowKey(SESSION.number, new_session), patch_of(SESSION, class_group=CLASSES[0], title="x")),
        Change(RowKey(ENROLMENT.number, CLASSES[0], people[1]), patch_of(ENROLMENT, status="active")),
    ]
    thief.edit(*claims)
    one.board.take(thief.left(), b"link", NOW)
    assert len(one.seen()) == len(claims)
    seen = given(one, 21, CLASSES[0])
    assert not {name for name in seen if name[0] == one.author}


def test_without_a_card_nothing_is_shown_and_nothing_of_whom_none_is_known(pair: tuple[Side, Side]) -> None:
    one, _ = pair
    two_classes(one)
    one.new(PERSON, name="Maria")
    one.left()
    assert one.board.give(one.board.peer([], NOW), 0, b"", NOW).left == []
    assert one.board.give(one.board.peer([(REALM, 99)], NOW), 0, b"", NOW).left == []


# ------------------------------------------------------------------ segments


def test_an_own_segment_is_taken_once_however_often_it_comes(pair: tuple[Side, Side]) -> None:
    one, other = pair
    one.new(PERSON, name="Maria")
    one.new(PERSON, name="Yohanes")
    left = one.left()
    assert [other.board.take(part, b"link", NOW).news for part in (left, left, left[::-1])] == [2, 0, 0]
    assert other.seen() == [(one.author, 1), (one.author, 2)]
    assert one.board.take(left, b"link", NOW).news == 0


def test_segments_out_of_order_and_behind_a_gap_are_taken_by_their_own_seals(pair: tuple[Side, Side]) -> None:
    one, other = pair
    for number in range(4):
        one.new(PERSON, name=f"Orang {number}")
    left = one.left()
    assert other.board.take([left[3], left[1]], b"link", NOW).news == 2
    assert other.board.take([left[2], left[0]], b"link", NOW).news == 2
    assert len(other.seen()) == 4


def test_a_segment_changed_at_any_byte_is_left_out_and_hinders_no_other(pair: tuple[Side, Side]) -> None:
    one, other = pair
    one.new(PERSON, name="Maria")
    good = one.left()[0]
    for place in range(len(good.segment)):
        changed = bytearray(good.segment)
        changed[place] ^= 0x10
        assert other.board.take([Left(REALM, good.before, bytes(changed))], b"link", NOW).refused == 1
    for wrong in (
        Left(REALM, b"\1" * 16, good.segment),
        Left(OTHER_REALM, good.before, good.segment),
        Left(REALM, good.before, b""),
        Left(REALM, good.before, good.segment[:-1]),
    ):
        assert other.board.take([wrong], b"link", NOW).refused == 1
    assert other.seen() == []
    accepted = other.board.take([Left(REALM, b"\1" * 16, good.segment), good], b"link", NOW)
    assert (accepted.refused, accepted.news) == (1, 1)


def test_a_segment_of_another_office_under_this_ones_name_is_left_out(pair: tuple[Side, Side]) -> None:
    _, other = pair
    with sides(Office(OTHER_REALM), 13) as (stranger,):
        card = stranger.issue()
        stranger.new(PERSON, name="Maria")
        (left,) = stranger.left()
        other.board.keep_cards([card])
        assert other.board.take([Left(REALM, left.before, left.segment), left], b"link", NOW).refused == 2
    assert other.seen() == []


def test_another_life_of_a_laptop_under_the_same_numbers_is_left_out(pair: tuple[Side, Side]) -> None:
    one, other = pair
    with sides(one.office, 11) as (twin,):
        twin.person = one.person
        twin.replica.connection.exec_driver_sql("UPDATE writer SET private_key = ?", (one.person.private_bytes_raw(),))
        for number in range(2):
            one.new(PERSON, name=f"Orang {number}")
            twin.new(PERSON, name=f"Lain {number}")
        assert other.board.take(one.left(), b"link", NOW).news == 2
        assert other.board.take(twin.left(), b"link", NOW).news == 0
        assert other.board.take(twin.left()[1:], b"link", NOW).news == 0
    assert len(list(board.stock(other.replica, 0))) == 2


def test_an_edit_that_no_row_could_hold_is_left_out_though_its_author_signed_it(pair: tuple[Side, Side]) -> None:
    one, other = pair
    one.new(PERSON, name="Maria")
    with one.replica.transaction():
        one.replica.connection.exec_driver_sql(
            "UPDATE op SET patch = ?", (msgspec.msgpack.encode([(PERSON.by_name["name"].number, 7)]),)
        )
    assert other.board.take(one.left(), b"link", NOW).refused == 1
    assert other.seen() == []


def test_a_link_may_fill_its_share_of_the_board_and_no_more(
    pair: tuple[Side, Side], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair
    for number in range(3):
        one.new(PERSON, name=f"Orang {number}")
    left = one.left()
    monkeypatch.setattr(board, "MOST_OF_SOURCE", sum(len(each.segment) - SIGNATURE_BYTES for each in left[:2]))
    accepted = other.board.take(left, b"link", NOW)
    assert (accepted.news, accepted.full) == (2, 1)
    assert other.board.take(left[2:], b"another", NOW).news == 1


def test_the_board_forgets_what_the_centre_has_and_what_hung_there_for_ninety_days(pair: tuple[Side, Side]) -> None:
    one, other = pair
    for number in range(3):
        one.new(PERSON, name=f"Orang {number}")
    other.board.take(one.left(), b"link", NOW)
    other.replica.connection.exec_driver_sql("UPDATE op SET at = 1 WHERE n = 1")
    with other.replica.transaction():
        board.forget(other.replica, NOW)
    assert [each.segment.n0 for each in board.stock(other.replica, 0)] == [2, 3]
    with other.replica.transaction():
        board.forget(other.replica, NOW + board.KEPT_S + 1)
    assert [each.segment.n0 for each in board.stock(other.replica, 0)] == [3]  # the last keeps the places' count


def test_the_first_segment_of_an_author_stands_on_the_empty_chain(pair: tuple[Side, Side]) -> None:
    one, _ = pair
    one.new(PERSON, name="Maria")
    assert one.left()[0].before == GENESIS_CHAIN


def test_a_card_says_what_it_says_in_one_way_only() -> None:
    card = Card(1, 2, "x", True, [], [(1, 2, bytes(32))], 3, 4)
    assert (card.key_of(1), card.key_of(2), card.key_of(3)) == (bytes(32), bytes(32), None)
