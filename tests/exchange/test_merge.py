"""Laws of the merge of one text by lines."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from contract.exchange.merge import merge_text

LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "", "x y"]), max_size=7)
TEXT = LINES.map("\n".join)


def lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def merged(base: str, ours: str, theirs: str) -> str:
    return merge_text(base, ours, theirs, "7", "8")


@given(TEXT, TEXT)
def test_a_text_that_only_one_side_changed_is_that_sides(base: str, changed: str) -> None:
    assert merged(base, changed, base) == changed
    assert merged(base, base, changed) == changed


@given(TEXT, TEXT)
def test_equal_changes_appear_once(base: str, changed: str) -> None:
    assert merged(base, changed, changed) == changed


@given(TEXT, TEXT, TEXT)
def test_no_line_is_invented_and_no_new_line_is_lost(base: str, ours: str, theirs: str) -> None:
    result = lines(merged(base, ours, theirs))
    assert set(result) <= {*lines(base), *lines(ours), *lines(theirs), "[7]", "[8]"}
    assert {*lines(ours), *lines(theirs)} - {*lines(base), ""} <= set(result)
    for line in {*lines(base), *lines(ours), *lines(theirs)}:
        most = max(lines(text).count(line) for text in (base, ours, theirs))
        assert result.count(line) <= lines(ours).count(line) + lines(theirs).count(line) + most


@given(TEXT, TEXT, TEXT)
def test_a_line_that_neither_side_touched_stays(base: str, ours: str, theirs: str) -> None:
    kept = {line for line in lines(base) if all(lines(text).count(line) == 1 for text in (base, ours, theirs))}
    assert kept <= set(lines(merged(base, ours, theirs)))


@given(TEXT, TEXT, TEXT)
def test_the_other_way_round_holds_the_same_lines(base: str, ours: str, theirs: str) -> None:
    one, other = merge_text(base, ours, theirs, "7", "8"), merge_text(base, theirs, ours, "8", "7")
    assert sorted(lines(one)) == sorted(lines(other))
    if "[7]" not in lines(one):
        assert one == other


@given(LINES, LINES, LINES, LINES)
def test_changes_in_different_places_are_both_kept_without_a_word(
    head: list[str], tail: list[str], ours: list[str], theirs: list[str]
) -> None:
    """A wall of unique lines between two places: no diff can mistake one for the other."""
    wall = [f"--{place}--" for place in range(6)]
    base = "\n".join([*head, *wall, *tail])
    result = merged(base, "\n".join([*ours, *wall, *tail]), "\n".join([*head, *wall, *theirs]))
    assert result == "\n".join([*ours, *wall, *theirs])


def test_both_versions_of_one_line_stay_with_their_authors() -> None:
    assert merged("a\nb\nc", "a\nsatu\nc", "a\ndua\nc") == "a\n[7]\nsatu\n[8]\ndua\nc"
    assert merged("", "satu", "dua") == "[7]\nsatu\n[8]\ndua"


def test_nothing_and_an_empty_text_are_the_same_start() -> None:
    for empty in (None, ""):
        assert merge_text(empty, "a", empty, "7", "8") == "a"
        assert merge_text("a", empty, empty, "7", "8") == ""
        assert merge_text("a\nb", empty, "a\nb\nc", "7", "8").split("\n")[-1] == "c"


def test_the_longest_texts_are_merged_in_a_blink() -> None:
    """An op may carry 64,000 lines; difflib alone would need hours for some."""
    base = "\n".join("ab"[place % 2] for place in range(60_000))
    worst = "\n".join("ab"[place // 2 % 2] for place in range(60_000))
    other = "\n".join("ba"[place % 3 % 2] for place in range(60_000))
    small = ["\n".join(str(place * step % 13) for place in range(199)) for step in (1, 5, 7)]
    start = time.process_time()
    merged(base, worst, other)
    merged(*small)
    assert time.process_time() - start < 5
