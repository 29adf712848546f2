"""Planted bugs: known faults switched on one at a time, each caught by an invariant on one of its pinned seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from contract.exchange.operations import Op
from contract.exchange.shapes import RowKey
from desktop.storage import arrivals, history, receipts
from desktop.storage.replica import Replica
from desktop.storage.tables import op
from server.store import ledger, pages
from server.store.bench import Bench
from server.sync import apply


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
    """Hole 2: rows asked for by name are sent under an older cursor."""
    wanted_rows = pages.wanted_rows

    def early(connection: sa.Connection, reader: pages.Reader, keys: Sequence[RowKey]) -> Any:
        import msgspec

        page = wanted_rows(connection, reader, keys)
        older = max(0, page.seq - 3)
        return msgspec.structs.replace(page, seq=older, head=ledger.head_at(connection, reader.realm, older))

    with replaced(pages, "wanted_rows", early):
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
        from desktop.storage import forks

        last = replica.connection.execute(sa.select(sa.func.max(op.c.n)).where(op.c.author == author)).scalar()
        if forks.is_own(replica, author) and last and ranges and ranges[-1][1] < last and last % 3 == 0:
            forks.refork(replica, author, ranges[-1][1])

    with replaced(receipts, "applied", twice):
        yield


PLANTED: dict[str, tuple[Callable[[], Any], Sequence[int]]] = {
    "forget lost history": (forget_lost_history, (9, 3, 14)),
    "rows ahead of the cursor": (rows_ahead_of_the_cursor, (0, 3)),
    "edits lose their shadow": (edits_lose_their_shadow, (0, 1)),
    "clocks decide": (clocks_decide, (0, 2)),
    "trust every guess": (trust_every_guess, (0, 1)),
    "resent edits get new numbers": (resent_edits_get_new_numbers, (0, 3)),
}
