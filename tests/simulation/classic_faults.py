"""More planted bugs: the classic faults of such an exchange, each at one narrow place of the shipped code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import sqlalchemy as sa

from contract.exchange import seals
from contract.exchange.messages import Rows, read_message
from contract.exchange.operations import Op
from contract.exchange.scopes import Reach
from contract.exchange.shapes import RowKey
from desktop.storage import history
from desktop.storage.replica import Replica
from desktop.storage.tables import want
from desktop.sync import checking
from desktop.sync.machine import Machine
from server.store import ledger
from server.store.bench import Bench
from server.sync import answer, apply, plain
from tests.simulation.planted import Planted, replaced
from tests.simulation.test_spoilt_rows import SpoiltWorld


def _instead(owner: Any, name: str, value: Any) -> Callable[[], Any]:
    """A bug that is one function in place of another."""
    return lambda: replaced(owner, name, value)


@contextmanager
def what_was_seen_is_ignored() -> Iterator[None]:
    """An op is judged as if its author had seen nothing beyond its base."""
    rivals = Bench.rivals

    def all_beyond(self: Any, edit: Op, base: int) -> Any:
        return rivals(self, msgspec.structs.replace(edit, saw=()), base)

    with replaced(Bench, "rivals", all_beyond):
        yield


@contextmanager
def base_is_ignored() -> Iterator[None]:
    """Everybody counts as having seen all that there is: the last to arrive wins, and nobody is asked."""
    verdict = apply._Batch._verdict

    def judged(self: Any, record: Any, edit: Op, existing: Any, _: int) -> Any:
        return verdict(self, record, edit, existing, self._seq)

    with replaced(apply._Batch, "_verdict", judged):
        yield


@contextmanager
def the_want_list_is_cleared() -> Iterator[None]:
    """Hole 5: any answer clears all that was asked for by name, also what was asked for since."""

    def forget(replica: Replica, _: Iterable[RowKey]) -> None:
        replica.connection.execute(sa.delete(want))

    with replaced(history, "forget_wanted", forget):
        yield


@contextmanager
def the_cursor_moves_before_the_rows() -> Iterator[None]:
    """A page's cursor is on the disk before its rows are."""
    on = Machine.on

    def early(self: Machine, kind: int, payload: bytes) -> None:
        page = read_message(kind, payload)
        if isinstance(page, Rows) and history.has_joined(self.replica, page.realm):
            with self.replica.transaction():
                history.move_to(self.replica, page.realm, page.seq, page.head)
        on(self, kind, payload)

    with replaced(Machine, "on", early):
        yield


@contextmanager
def revocation_is_ignored() -> Iterator[None]:
    """Whoever was revoked goes on writing."""
    author_of = ledger.author_of

    def trusted(connection: sa.Connection, number: int) -> Any:
        found = author_of(connection, number)
        return found and ledger.Author(**{name: getattr(found, name) for name in found.__slots__} | {"revoked": False})

    with replaced(ledger, "author_of", trusted):
        yield


@contextmanager
def grants_are_ignored() -> Iterator[None]:
    """Anybody may write anywhere."""
    with replaced(apply._Batch, "_allowed", lambda *_: True), replaced(plain, "may_write", lambda *_: True):
        yield


def spoilt(seed: int) -> None:
    """A world in which rows change by themselves, too."""
    SpoiltWorld(seed).run()


def _heads_stand_alone(_: bytes, entries: bytes) -> bytes:
    return _next_head(bytes(8), entries)


_next_head = seals.next_head


def _no_difference(*_: object) -> bool:
    return False


def _everything(*_: object) -> Reach:
    return Reach(everything=True)


def _device_time(wall: int, *_: int) -> int:
    return wall


def _nothing(*_: object, **__: object) -> None:
    return None


def _empty_list(*_: object) -> list[Any]:
    return []


def _no_chains(*_: object) -> dict[int, bytes]:
    return {}


CLASSIC = {
    "another life counts as held": Planted(_instead(ledger, "chains", _no_chains), (4, 6), ("I11",)),
    "bad edits are applied": Planted(_instead(apply, "objection", _nothing), (0, 1), ("I4", "I5")),
    "base is ignored": Planted(base_is_ignored, (8, 14, 16), ("I4", "I8")),
    "digests differ and nobody minds": Planted(
        _instead(checking, "on_difference", _no_difference), (880_000,), ("I1",), spoilt
    ),
    "device clocks are believed": Planted(
        _instead(apply, "corrected_time", _device_time), (0, 1), ("I8 nobody has acted",)
    ),
    "everybody reads everything": Planted(_instead(answer, "reach_of", _everything), (0, 1), ("I10", "I1 ")),
    "grants are ignored": Planted(grants_are_ignored, (0, 1), ("I10 nobody writes",)),
    "heads stand alone": Planted(_instead(ledger, "next_head", _heads_stand_alone), (0, 1), ("I4 every head",)),
    "revocation is ignored": Planted(revocation_is_ignored, (2, 3), ("I10 nobody writes",)),
    "rewound rows are not asked for": Planted(
        _instead(history, "_touched_after", _empty_list), (7, 3), ("I1", "I2", "I3")
    ),
    "the cursor moves before the rows": Planted(the_cursor_moves_before_the_rows, (6, 17), ("I1",)),
    "the want list is cleared": Planted(the_want_list_is_cleared, (3, 15), ("I1", "I3")),
    "what was seen is ignored": Planted(what_was_seen_is_ignored, (0, 6), ("I4", "I8")),
}
