"""Planted bugs: known faults switched on one at a time, each caught by an invariant on one of its pinned seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from contract.exchange.dots import MAX_N
from contract.exchange.messages import Ack, write_message
from contract.exchange.operations import Op
from contract.exchange.shapes import RowKey
from desktop.storage import arrivals, forks, history, outbox, parcels, receipts
from desktop.storage.replica import Replica
from desktop.storage.tables import LIVE, SETTLED, op
from desktop.sync.machine import Machine
from server.store import ledger, pages
from server.store.bench import Bench
from server.store.ledger import head_at
from server.sync import apply
from server.sync.answer import Answer
from tests.simulation import test_holes as holes
from tests.simulation.__main__ import run_seed


@contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    """`owner.name` is `value` inside the block."""
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


@contextmanager
def forget_lost_history() -> Iterator[None]:
    """Holes 1 and 4: after a restore of the centre, ops that it lost still count as sent."""
    with replaced(history, "take_back", lambda *_: None), replaced(receipts, "unsent_after", lambda *_: None):
        yield


@contextmanager
def rows_ahead_of_the_cursor() -> Iterator[None]:
    """Hole 2: rows asked for by name are sent before the pages that lead to them."""
    paged = Answer._pages

    def early(self: Any, reader: pages.Reader, since: int, claim: int) -> Iterator[bytes]:
        wanted = self._request.wants.get(reader.realm, [])
        if wanted:
            with self._centre.snapshot() as connection:
                page, head = pages.wanted_rows(connection, reader, wanted), head_at(connection, reader.realm, since)
            yield write_message(msgspec.structs.replace(page, seq=since, head=head))
        yield from paged(self, reader, since, claim)

    with replaced(Answer, "_pages", early):
        yield


@contextmanager
def edits_lose_their_shadow() -> Iterator[None]:
    """Hole 10: an op comes to life over a row that has no shadow."""
    with replaced(Replica, "ensure_shadows", lambda *_: None):
        yield


@contextmanager
def clocks_decide() -> Iterator[None]:
    """I8: everything later than the base is a rival by the clock, even what the author had seen."""
    bench = Bench
    rivals = bench.rivals

    def all_rivals(self: Any, edit: Op, base: int) -> Any:
        return rivals(self, edit, 0)

    verdict = apply._Batch._verdict

    def judged(self: Any, record: Any, edit: Op, existing: Any, base: int) -> Any:
        return verdict(self, record, edit, existing, -1)

    with replaced(bench, "rivals", all_rivals), replaced(apply._Batch, "_verdict", judged):
        yield


@contextmanager
def trust_every_guess() -> Iterator[None]:
    """The proof of rows not sent back is not looked at."""
    make_same = arrivals.make_same

    def certain(replica: Replica, ranges: Sequence[tuple[int, int, int]], seq: int) -> Any:
        made, _ = make_same(replica, ranges, seq)
        return made, _Any()

    with replaced(arrivals, "make_same", certain):
        yield


class _Any:
    """Equal to everything."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


@contextmanager
def resent_edits_get_new_numbers() -> Iterator[None]:
    """A lost answer makes the laptop send the same edit again under a new number."""
    applied = receipts.applied

    def twice(replica: Replica, author: int, ranges: Any, fates: Any) -> None:
        applied(replica, author, ranges, fates)
        last = replica.connection.execute(sa.select(sa.func.max(op.c.n)).where(op.c.author == author)).scalar()
        if forks.is_own(replica, author) and last and ranges and ranges[-1][1] < last and last % 3 == 0:
            forks.refork(replica, author, ranges[-1][1])

    with replaced(receipts, "applied", twice):
        yield


@contextmanager
def acknowledge_by_number() -> Iterator[None]:
    """Hole 9: the centre tells how many ops it holds of an author, and the laptop takes its own for those."""
    acknowledge, on_ack = ledger.acknowledge, Machine._on_ack

    def all_held(connection: sa.Connection, author: int, known: int, _: int, cursor: int) -> Ack:
        return acknowledge(connection, author, known, MAX_N, cursor)

    def believe(self: Machine, ack: Ack) -> None:
        with replaced(outbox, "chain_at", lambda *_: ack.chain):
            on_ack(self, ack)

    with replaced(ledger, "acknowledge", all_held), replaced(Machine, "_on_ack", believe):
        yield


@contextmanager
def settle_by_cursor() -> Iterator[None]:
    """Hole 11: an op counts as contained in its row once the cursor has passed it, whether the row came or not."""
    move_to = history.move_to

    def settle(replica: Replica, number: int, seq: int, head: bytes, now: int) -> None:
        move_to(replica, number, seq, head, now)
        passed = sa.and_(op.c.realm == number, op.c.state == LIVE, op.c.at <= seq)
        keys = replica.connection.execute(sa.select(op.c.tbl, op.c.k1, op.c.k2, op.c.k3).where(passed)).all()
        replica.connection.execute(sa.update(op).where(passed).values(state=SETTLED))
        replica.refold(RowKey(*key) for key in keys)

    with replaced(history, "move_to", settle):
        yield


@contextmanager
def answers_that_do_not_fit() -> Iterator[None]:
    """An answer by stick is taken wherever the laptop stands by now."""

    def fits(replica: Replica, identifier: bytes, answer: bytes) -> int:
        query = "SELECT taken, answer FROM parcel WHERE id = ?"
        taken, of_answer = replica.connection.exec_driver_sql(query, (identifier,)).one()
        return int(taken) if of_answer == answer else 0

    with replaced(parcels, "frames_taken", fits):
        yield


def an_acknowledgement_of_another_life(_: int) -> None:
    """Chance tells this story once in fifty seeds."""
    holes.test_hole_09_an_acknowledgement_by_number_is_not_one_by_content()


def a_row_that_moved_to_a_later_page(_: int) -> None:
    """Chance tells this story once in three hundred seeds."""
    holes.test_hole_11_an_edit_stays_visible_when_its_row_moved_to_a_later_page()


@dataclass(frozen=True, slots=True)
class Planted:
    """A bug to plant, the seeds on one of which it must be caught, and the invariants that may catch it."""

    plant: Callable[[], Any]
    seeds: Sequence[int]
    caught_by: tuple[str, ...]
    run: Callable[[int], Any] = run_seed


PLANTED = {
    "forget lost history": Planted(forget_lost_history, (1, 3), ("I2", "I3")),
    "rows ahead of the cursor": Planted(rows_ahead_of_the_cursor, (47, 31), ("I9",)),
    "edits lose their shadow": Planted(edits_lose_their_shadow, (0, 1), ("I7",)),
    "clocks decide": Planted(clocks_decide, (29, 35), ("I4", "I8")),
    "trust every guess": Planted(trust_every_guess, (4, 15), ("I1", "I3")),
    "resent edits get new numbers": Planted(resent_edits_get_new_numbers, (1, 0), ("I2",)),
    "acknowledge by number": Planted(acknowledge_by_number, (0,), ("I2", "I3"), an_acknowledgement_of_another_life),
    "settle by cursor": Planted(
        settle_by_cursor, (0,), ("I3 an own edit is visible until its row has come",), a_row_that_moved_to_a_later_page
    ),
}
