"""Names and seals: dots, greetings and the head of a log."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.exchange.dots import MAX_AUTHOR, MAX_N, BadId, Dot, dot_of, format_id, parse_id, row_id
from contract.exchange.seals import HEAD_BYTES, MAC_BYTES, genesis, mac, mac_is_genuine, next_head

DOT = st.builds(Dot, st.integers(1, MAX_AUTHOR), st.integers(1, MAX_N))


@given(DOT)
def test_an_id_is_a_dot_written_as_one_number_or_one_text(dot: Dot) -> None:
    identifier = row_id(dot)
    assert 0 < identifier < 2**63
    assert dot_of(identifier) == dot
    assert format_id(identifier) == f"{dot.author}-{dot.n}"
    assert parse_id(format_id(identifier)) == identifier
    assert parse_id(f"  {format_id(identifier)}\n") == identifier


@given(DOT, DOT)
def test_ids_sort_as_their_dots(one: Dot, other: Dot) -> None:
    assert (row_id(one) < row_id(other)) == (one < other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "7",
        "7-",
        "-7",
        "0-1",
        "1-0",
        "7-1-2",
        "a-1",
        "7-٣",
        "²-1",
        f"{2**31}-1",
        f"1-{2**32}",
        "7--1",
        "+7-1",
        "1_0-1",
        "7 -1",
    ],
)
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(BadId):
        parse_id(text)


@given(st.text())
def test_any_text_is_an_id_or_none(text: str) -> None:
    try:
        assert dot_of(parse_id(text)).n >= 1
    except BadId:
        pass


@given(st.binary(min_size=1, max_size=64), st.binary(), st.binary(), st.binary(max_size=20))
def test_a_keyed_hash_is_its_contents_alone(secret: bytes, content: bytes, other: bytes, claimed: bytes) -> None:
    assert len(mac(secret, content)) == MAC_BYTES
    assert mac_is_genuine(secret, content, mac(secret, content))
    assert mac_is_genuine(secret, other, mac(secret, content)) == (content == other)
    assert not mac_is_genuine(secret, content, claimed)


def test_without_a_secret_nobody_is_genuine() -> None:
    assert not mac_is_genuine(b"", b"hello", mac(b"", b"hello"))


@given(st.text(), st.lists(st.binary(), max_size=4), st.lists(st.binary(), max_size=4))
def test_a_head_is_the_whole_history(epoch: str, one: list[bytes], other: list[bytes]) -> None:
    def head_of(entries: list[bytes]) -> bytes:
        head = genesis(epoch)
        for entry in entries:
            head = next_head(head, entry)
        return head

    assert len(head_of(one)) == HEAD_BYTES
    assert (head_of(one) == head_of(other)) == (one == other)
    assert genesis(epoch) != genesis(epoch + "x")
