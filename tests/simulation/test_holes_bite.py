"""Each story of a hole breaks when the rule that closed the hole is taken out: it tests the rule, not the weather."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from contract.exchange.shapes import RowKey
from desktop.storage import history, outbox, receipts
from desktop.storage.replica import Replica
from desktop.storage.tables import LIVE, gone, op
from server.sync import answer, apply
from tests.simulation import test_holes as holes
from tests.simulation.planted import (
    acknowledge_by_number,
    forget_lost_history,
    replaced,
    rows_ahead_of_the_cursor,
    settle_by_cursor,
)


@contextmanager
def what_lies_beyond_an_acknowledgement_stays() -> Iterator[None]:
    with replaced(receipts, "unsent_after", lambda *_: None):
        yield


@contextmanager
def an_old_answer_clears_all_that_is_wanted() -> Iterator[None]:
    def clear(replica: Replica, _: object) -> None:
        replica.connection.exec_driver_sql("DELETE FROM want")

    with replaced(history, "forget_wanted", clear):
        yield


@contextmanager
def ops_revive_without_a_shadow() -> Iterator[None]:
    def revive(replica: Replica, which: sa.ColumnElement[bool]) -> None:
        replica.connection.execute(sa.update(op).where(which).values(at=None, state=LIVE, fate=None, reason=None))

    with replaced(history, "take_back", revive), replaced(receipts, "take_back", revive):
        yield


@contextmanager
def removals_leave_no_mark() -> Iterator[None]:
    touched_after = history._touched_after

    def but_removals(replica: Replica, number: int, seq: int) -> list[RowKey]:
        removed = replica.connection.execute(sa.select(gone.c.tbl, gone.c.k1, gone.c.k2, gone.c.k3)).all()
        return [key for key in touched_after(replica, number, seq) if key not in {RowKey(*key) for key in removed}]

    with replaced(history, "_touched_after", but_removals):
        yield


@contextmanager
def parked_ops_revive_without_a_shadow() -> Iterator[None]:
    applied = receipts.applied

    def bare(replica: Replica, *told: Any) -> None:
        with replaced(Replica, "ensure_shadows", lambda *_: None):
            applied(replica, *told)

    with replaced(receipts, "applied", bare):
        yield


@contextmanager
def fates_once_told_stay_told() -> Iterator[None]:
    unsettled = outbox.unsettled_authors

    def all_known(replica: Replica, realm: int) -> list[tuple[int, int, bytes]]:
        ends = sa.select(op.c.author, sa.func.max(op.c.n)).group_by("author")
        last = dict(map(tuple, replica.connection.execute(ends)))
        return [(author, last[author], chain) for author, _, chain in unsettled(replica, realm)]

    with replaced(outbox, "unsettled_authors", all_known), replaced(receipts, "_DECIDE", sa.select(1)):
        yield


@contextmanager
def a_base_is_believed() -> Iterator[None]:
    delivery = apply.Delivery

    def trusting(device: int, device_now: int, run: int, received: int, *_: object) -> Any:
        return delivery(device, device_now, run, received)

    with replaced(answer, "Delivery", trusting):
        yield


@contextmanager
def a_gap_is_a_fork() -> Iterator[None]:
    def forked(replica: Replica, author: int, got: int) -> None:
        receipts.park_fork(replica, author, got + 1)

    with replaced(receipts, "park_gap", forked):
        yield


RULES: list[tuple[Callable[[], None], Callable[[], AbstractContextManager[None]]]] = [
    (holes.test_hole_01_an_edit_applied_but_not_pulled_stays_visible_over_a_rewind, forget_lost_history),
    (holes.test_hole_02_rows_asked_for_by_name_never_come_ahead_of_the_cursor, rows_ahead_of_the_cursor),
    (
        holes.test_hole_04_an_edit_acknowledged_beyond_the_cursor_is_sent_again_after_a_restore,
        what_lies_beyond_an_acknowledgement_stays,
    ),
    (
        holes.test_hole_04_an_edit_returned_beyond_the_cursor_is_sent_again_after_a_restore,
        what_lies_beyond_an_acknowledgement_stays,
    ),
    (holes.test_hole_05_an_old_answer_does_not_clear_what_is_wanted_since, an_old_answer_clears_all_that_is_wanted),
    (holes.test_hole_06_a_returned_edit_that_a_restore_revives_has_a_shadow, ops_revive_without_a_shadow),
    (holes.test_hole_08_a_removal_that_the_centre_lost_is_undone, removals_leave_no_mark),
    (holes.test_hole_09_an_acknowledgement_by_number_is_not_one_by_content, acknowledge_by_number),
    (
        holes.test_hole_10_a_parked_carried_edit_that_is_judged_after_all_has_a_shadow,
        parked_ops_revive_without_a_shadow,
    ),
    (holes.test_hole_11_an_edit_stays_visible_when_its_row_moved_to_a_later_page, settle_by_cursor),
    (holes.test_hole_13_fates_are_told_again_after_a_rewind, fates_once_told_stay_told),
    (holes.test_hole_14_a_base_from_lost_history_claims_nothing, a_base_is_believed),
    (holes.test_hole_15_an_edit_behind_a_gap_is_tried_again_and_one_of_another_life_never, a_gap_is_a_fork),
]


@pytest.mark.parametrize(("story", "without"), RULES, ids=[story.__name__ for story, _ in RULES])
def test_the_story_breaks_without_the_rule(
    story: Callable[[], None], without: Callable[[], AbstractContextManager[None]]
) -> None:
    with without(), pytest.raises(AssertionError):
        story()
