"""Laws of the judge: agreement is silent, causes beat clocks, and no order of arrival decides what people said."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contract.exchange.judge import Fate, check_patch, corrected_time
from contract.exchange.operations import Op
from contract.exchange.shapes import GONE, Patch, Record, Row, Value
from tests.exchange.bench import (
    COUNT,
    NIP,
    PHONE,
    PLAIN,
    PLAN,
    SENSITIVE,
    STATUS,
    Bench,
    apply_all,
    content,
    op,
)

VALUES: st.SearchStrategy[Value] = st.sampled_from([None, "a", "b", "c"])
RECORDS = st.sampled_from([SENSITIVE, PLAIN])
NUMBERS: st.SearchStrategy[Value] = st.sampled_from([None, 1, 2, 3])
PATCHES = st.dictionaries(st.sampled_from([PHONE, STATUS, NIP, COUNT]), NUMBERS, min_size=1)
TEXTS: st.SearchStrategy[Patch] = st.sampled_from(["x", "x\ny", "y\nz", None]).map(lambda text: {PLAN: text})
PHONES: st.SearchStrategy[Patch] = st.sampled_from([1, 2, 3]).map(lambda phone: {PHONE: phone})
ANY_PATCH: st.SearchStrategy[Patch] = st.dictionaries(
    st.sampled_from([PHONE, STATUS, NIP, COUNT]), VALUES, max_size=4
).flatmap(lambda patch: st.just(patch) | st.sampled_from([0, 1, None]).map(lambda gone: {**patch, GONE: gone}))
TIMES = st.integers(0, 5)


@st.composite
def histories(draw: st.DrawFn, most: int = 6) -> list[tuple[Op, int]]:
    """Ops of three authors on one row in the order applied, each with a base and carried ops its author may have."""
    made: list[tuple[Op, int]] = []
    for seq in range(1, draw(st.integers(1, most)) + 1):
        author = draw(st.integers(1, 3))
        own = [edit for edit, _ in made if edit.author == author]
        base = draw(st.integers(own[-1].base if own else 0, seq - 1))
        saw = tuple((edit.author, edit.n, 0) for edit, _ in made if edit.author != author and draw(st.booleans()))
        patch = draw(ANY_PATCH | TEXTS)
        made.append((op(author, patch, n=len(own) + 1, base=base, saw=saw), draw(TIMES)))
    return made


@given(RECORDS, histories(), ANY_PATCH, TIMES)
def test_an_op_that_knows_the_row_is_never_beaten(
    record: Record, history: list[tuple[Op, int]], patch: Patch, t: int
) -> None:
    bench = apply_all(record, history)
    before = dict(bench.row)
    verdict = bench.apply(op(4, patch, base=bench.v), t)
    assert (verdict.fate, verdict.reason, verdict.lost, verdict.disputes) == (Fate.OK, "", [], [])
    assert verdict.row == {**before, **patch}


@given(RECORDS, histories(), ANY_PATCH, TIMES)
def test_an_op_that_saw_all_carried_ops_is_never_beaten(
    record: Record, history: list[tuple[Op, int]], patch: Patch, t: int
) -> None:
    bench = apply_all(record, history)
    verdict = bench.apply(op(4, patch, saw=tuple((edit.author, edit.n, 0) for edit, _ in history)), t)
    assert (verdict.fate, verdict.disputes) == (Fate.OK, [])


@given(RECORDS, histories(), TIMES)
def test_what_the_row_says_already_never_conflicts(record: Record, history: list[tuple[Op, int]], t: int) -> None:
    """Repeating any of the row's present values, whatever the base: nothing changes, nobody is asked."""
    bench = apply_all(record, history)
    present = {number: value for number, value in bench.row.items() if number != GONE}
    if bench.row.get(GONE) and record.sensitive:
        present[GONE] = 1
    before = content(bench)
    verdict = bench.apply(op(4, present), t)
    assert content(bench) == before
    assert verdict.disputes == []
    assert verdict.fate is Fate.OK or bench.row.get(GONE)


@given(RECORDS, st.lists(st.tuples(st.integers(1, 9), TIMES), min_size=2, unique_by=lambda made: made[0]), ANY_PATCH)
def test_equal_edits_of_many_people_are_silent(record: Record, makers: list[tuple[int, int]], patch: Patch) -> None:
    bench = apply_all(record, [(op(author, patch), t) for author, t in makers])
    assert bench.disputes == []
    assert content(bench) == {number: value for number, value in patch.items() if value is not None}


@st.composite
def concurrent(draw: st.DrawFn, patches: st.SearchStrategy[Patch]) -> list[tuple[Op, int]]:
    """Two or three people edit one row without seeing each other; each may edit more than once."""
    made: list[tuple[Op, int]] = []
    for author in range(1, draw(st.integers(2, 3)) + 1):
        times = sorted(draw(st.lists(TIMES, min_size=1, max_size=2)))
        made += [(op(author, draw(patches), n=n), t) for n, t in enumerate(times, 1)]
    return made


def arrivals(made: Sequence[tuple[Op, int]]) -> list[list[tuple[Op, int]]]:
    """Every order in which each author's ops stay in theirs."""
    return [
        list(order)
        for order in permutations(made)
        if all(
            one.author != other.author or one.n < other.n
            for place, (one, _) in enumerate(order)
            for other, _ in order[place + 1 :]
        )
    ]


@given(RECORDS, concurrent(PATCHES), st.dictionaries(st.sampled_from([PHONE, STATUS]), VALUES))
def test_the_row_does_not_depend_on_who_comes_first(record: Record, made: list[tuple[Op, int]], row: Row) -> None:
    orders = arrivals(made)
    ends = [content(apply_all(record, order, row)) for order in orders[:: max(1, len(orders) // 40)]]
    assert all(end == ends[0] for end in ends)


@given(concurrent(PHONES))
def test_the_latest_edit_of_a_plain_field_holds_and_nobody_is_asked(made: list[tuple[Op, int]]) -> None:
    bench = apply_all(SENSITIVE, made)
    latest = max(made, key=lambda item: (item[1], item[0].author, item[0].n))[0]
    assert bench.row[PHONE] == latest.patch[PHONE]
    assert bench.disputes == []


@given(TIMES, TIMES, st.sampled_from([STATUS, NIP]), VALUES, VALUES, VALUES)
def test_two_people_who_differ_on_a_sensitive_field_are_one_dispute_with_both_values(
    t1: int, t2: int, number: int, base: Value, one: Value, other: Value
) -> None:
    made = [(op(1, {number: one}), t1), (op(2, {number: other}), t2)]
    for order in (made, made[::-1]):
        bench = apply_all(SENSITIVE, order, {number: base})
        if one == other:
            assert bench.disputes == []
            continue
        (dispute,) = bench.disputes
        assert (dispute.standing.value, dispute.arriving.value) == tuple(edit.patch[number] for edit, _ in order)
        assert (dispute.standing.author, dispute.arriving.author) == tuple(edit.author for edit, _ in order)
        assert dispute.base == base
        assert dispute.winner == max((t1, 1), (t2, 2))[1]
        assert bench.row[number] == {1: one, 2: other}[dispute.winner]


@given(concurrent(st.sampled_from(["H", "I", "S"]).map(lambda status: {STATUS: status})))
def test_whoever_differs_from_the_row_at_rest_is_in_a_dispute(made: list[tuple[Op, int]]) -> None:
    """No value of a sensitive field goes under unseen, however many people differ and in whatever order they come."""
    for order in arrivals(made)[:20]:
        bench = apply_all(SENSITIVE, order)
        named = {(claim.author, claim.n) for d in bench.disputes for claim in (d.standing, d.arriving)}
        replaced = {(e.author, e.n) for e, _ in order if any(o.author == e.author and o.n > e.n for o, _ in order)}
        others = {edit.patch[STATUS] for edit, _ in order}
        for edit, _ in order:
            dot = (edit.author, edit.n)
            agreed = any(e.patch[STATUS] == edit.patch[STATUS] and (e.author, e.n) in named for e, _ in order)
            if edit.patch[STATUS] != bench.row[STATUS] and len(others) > 1 and dot not in replaced:
                assert dot in named or agreed


@given(RECORDS, histories())
@example(SENSITIVE, [(op(1, {}), 0), (op(2, {GONE: 1}), 0), (op(1, {GONE: 0}, n=2), 0)])
def test_a_lost_field_is_named_and_what_is_not_named_holds(record: Record, history: list[tuple[Op, int]]) -> None:
    bench = Bench(record)
    for edit, t in history:
        before = dict(bench.row)
        verdict = bench.apply(edit, t)
        assert (verdict.fate is Fate.LOST) == bool(verdict.lost)
        assert verdict.fate in (Fate.OK, Fate.LOST)
        names = {record.by_number[number].name for number in verdict.lost}
        assert set(filter(None, verdict.reason.split(","))) == names
        for number, value in edit.patch.items():
            assert number in verdict.lost or verdict.row[number] == value
        for number in set(verdict.row) - set(edit.patch) - {GONE}:
            assert verdict.row[number] == before.get(number)
        assert set(verdict.lost) <= set(edit.patch) | {GONE}


def test_a_third_edit_meets_the_one_that_holds_and_not_the_one_that_lost() -> None:
    """The rival that arrived last may have lost: the field is still the first one's."""
    bench = apply_all(SENSITIVE, [(op(2, {STATUS: "S", PHONE: "2"}), 20), (op(1, {STATUS: "H", PHONE: "1"}), 10)])
    verdict = bench.apply(op(3, {STATUS: "I", PHONE: "3"}), 15)
    assert (verdict.row[STATUS], verdict.row[PHONE]) == ("S", "2")
    assert verdict.fate is Fate.LOST
    assert [(d.standing.author, d.arriving.author) for d in verdict.disputes] == [(2, 3)]


def test_of_two_who_agree_the_later_one_holds_the_field() -> None:
    edits = [(op(1, {PHONE: "x"}), 10), (op(2, {PHONE: "x"}), 20), (op(3, {PHONE: "y"}), 15)]
    for order in permutations(edits):
        assert apply_all(PLAIN, order).row[PHONE] == "x"


def test_my_own_later_edit_is_no_rival_of_my_earlier_one() -> None:
    bench = apply_all(SENSITIVE, [(op(1, {STATUS: "H"}), 50), (op(1, {STATUS: "I"}, n=2), 0)])
    assert bench.row[STATUS] == "I"
    assert bench.disputes == []


@given(
    RECORDS,
    st.lists(st.tuples(ANY_PATCH | TEXTS, st.integers(0, 9), st.integers(-(10**9), 10**9)), min_size=1, max_size=8),
)
def test_one_writer_is_never_in_conflict_whatever_the_clocks_and_whatever_was_seen(
    record: Record, made: list[tuple[Patch, int, int]]
) -> None:
    history = [(op(1, patch, n=n, base=min(base, n - 1)), t) for n, (patch, base, t) in enumerate(made, 1)]
    bench = apply_all(record, history)
    assert bench.disputes == []
    last = {number: value for edit, _ in history for number, value in edit.patch.items()}
    assert {number: bench.row.get(number) for number in last} == last


# ---------------------------------------------------------------- deletion


EDITS = st.dictionaries(st.sampled_from([PHONE, STATUS, PLAN]), st.sampled_from(["a", "b"]), min_size=1)


@given(EDITS, TIMES, TIMES)
def test_an_edit_beats_a_deletion_on_sensitive_records_both_ways_round(patch: Patch, t1: int, t2: int) -> None:
    edit, deletion = (op(1, patch), t1), (op(2, {GONE: 1}), t2)
    ends = [apply_all(SENSITIVE, order, {PHONE: "0"}) for order in ((edit, deletion), (deletion, edit))]
    for bench in ends:
        assert content(bench) == {PHONE: "0", **patch}
        (dispute,) = bench.disputes
        assert (dispute.field, dispute.winner) == (GONE, 1)
        assert {dispute.standing.author, dispute.arriving.author} == {1, 2}
        assert {dispute.standing.value, dispute.arriving.value} == {None, 1}


@given(EDITS, TIMES, TIMES)
def test_a_deletion_beats_an_edit_on_other_records_both_ways_round(patch: Patch, t1: int, t2: int) -> None:
    edit, deletion = (op(1, patch), t1), (op(2, {GONE: 1}), t2)
    for order in ((edit, deletion), (deletion, edit)):
        bench = apply_all(PLAIN, order, {PHONE: "0"})
        assert bench.row[GONE] == 1
        assert bench.disputes == []


def test_the_author_of_an_edit_of_a_deleted_row_is_told() -> None:
    bench = apply_all(PLAIN, [(op(2, {GONE: 1}), 5)])
    assert bench.apply(op(1, {PHONE: "1", STATUS: "H"}), 9).reason == "phone,status"


def test_two_deletions_agree_even_when_an_edit_came_between() -> None:
    """The row was edited, then deleted by somebody who had seen the edit: a second deletion brings nothing back."""
    bench = apply_all(SENSITIVE, [(op(1, {STATUS: "H"}), 1), (op(2, {GONE: 1}, base=1), 2)])
    verdict = bench.apply(op(3, {GONE: 1}), 3)
    assert (verdict.row[GONE], verdict.fate, verdict.disputes) == (1, Fate.OK, [])


def test_a_deletion_does_not_undo_a_restoration_it_had_not_seen() -> None:
    for order in permutations([(op(1, {GONE: 0}, base=1), 5), (op(2, {GONE: 1}, base=1), 9)]):
        bench = apply_all(SENSITIVE, [(op(3, {GONE: 1}), 1), *order])
        assert not bench.row[GONE]


def test_who_keeps_a_row_and_who_deletes_it_are_in_conflict_both_ways_round() -> None:
    """As two officers do who decide one conflict of deletion differently."""
    keep, delete = (op(1, {GONE: None}), 5), (op(2, {GONE: 1}), 9)
    for order in ((keep, delete), (delete, keep)):
        bench = apply_all(SENSITIVE, order, {STATUS: "H"})
        assert not bench.row.get(GONE)
        (dispute,) = bench.disputes
        assert (dispute.field, dispute.winner) == (GONE, 1)


def test_an_edit_of_a_row_known_to_be_deleted_leaves_it_deleted() -> None:
    bench = apply_all(SENSITIVE, [(op(1, {GONE: 1}), 1)])
    verdict = bench.apply(op(2, {PHONE: "1"}, base=1), 2)
    assert (verdict.row, verdict.fate) == ({GONE: 1, PHONE: "1"}, Fate.OK)


# ---------------------------------------------------------------- text


def test_three_people_who_write_in_one_text_all_stay() -> None:
    """The third meets a text that is merged already: its words are nobody's patch, yet nobody's to lose."""
    start: Row = {PLAN: "tujuan\n\nanggaran"}
    edits = [
        (op(1, {PLAN: "tujuan satu\n\nanggaran"}), 5),
        (op(2, {PLAN: "tujuan\n\nanggaran dua"}), 1),
        (op(3, {PLAN: "tujuan\nbaris tiga\n\nanggaran"}), 3),
    ]
    for order in permutations(edits):
        text = str(apply_all(PLAIN, order, start).row[PLAN])
        assert {"tujuan satu", "anggaran dua", "baris tiga"} <= set(text.split("\n"))


def test_a_second_edit_of_my_own_text_does_not_drop_what_was_merged_into_the_first() -> None:
    bench = apply_all(PLAIN, [(op(1, {PLAN: "a\nb\nsatu"}), 1), (op(2, {PLAN: "dua\na\nb"}), 2)], {PLAN: "a\nb"})
    bench.apply(op(2, {PLAN: "dua\na\nb\ntiga"}, n=2), 3)
    lines = str(bench.row[PLAN]).split("\n")
    assert {"satu", "dua", "tiga"} <= set(lines)
    assert lines.count("dua") == 1


def test_a_text_that_both_emptied_is_nothing() -> None:
    bench = apply_all(PLAIN, [(op(1, {PLAN: ""}), 1), (op(2, {PLAN: None}), 2)], {PLAN: "a"})
    assert content(bench) == {}


# ---------------------------------------------------------------- time


@given(st.integers(0, 2**40), st.integers(-(2**30), 2**30), st.integers(0, 10**8), st.integers(0, 2**39))
def test_a_constant_error_of_a_clock_cancels(now: int, error: int, ago: int, previous: int) -> None:
    right = corrected_time(now - ago, now, now, previous)
    assert corrected_time(now - ago + error, now + error, now, previous) == right
    if previous <= now - ago:
        assert right == now - ago


@given(
    st.integers(0, 2**40),
    st.lists(st.tuples(st.integers(-(2**62), 2**62), st.integers(-(2**62), 2**62), st.integers(0, 10**6)), max_size=8),
)
def test_times_never_go_back_nor_past_the_receipt(now: int, made: list[tuple[int, int, int]]) -> None:
    previous = 0
    for wall, device_now, later in made:
        now += later
        t = corrected_time(wall, device_now, now, previous)
        assert previous <= t <= now
        previous = t


@pytest.mark.parametrize("record", [SENSITIVE, PLAIN])
def test_an_empty_patch_changes_nothing(record: Record) -> None:
    assert check_patch(record, op(1, {}), {PHONE: "1"}) is None
    assert apply_all(record, [(op(1, {}), 1)], {PHONE: "1"}).row == {PHONE: "1"}
