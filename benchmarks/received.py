"""Rows laid into a replica as an exchange leaves them: visible, of the centre, with no edit over them."""

from __future__ import annotations

from collections import Counter, defaultdict

from contract.exchange.dots import Dot, row_id
from contract.exchange.shapes import Record, Row, RowKey, Value
from desktop.storage.replica import Held, Replica

_AUTHOR = 900
"""Whose numbers the rows bear; no laptop of the benchmarks writes under it."""
_AT_ONCE = 5000
_PER_COMMIT = 1000


class Received:
    """Takes rows and writes them in lots. Used on the database thread, within a transaction."""

    def __init__(self, replica: Replica, realm: int) -> None:
        self._replica, self._realm = replica, realm
        self._minted = 0
        self._made: dict[int, list[int]] = defaultdict(list)
        self._waiting: list[tuple[RowKey, Held]] = []
        self.counts: Counter[str] = Counter()

    def some(self, record: Record) -> tuple[int, ...]:
        """Ids of a few rows of a record from its beginning to its end."""
        made = self._made[record.number]
        return tuple(made[len(made) * tenth // 10] for tenth in range(10))

    @property
    def last(self) -> int:
        """The commit in which the newest row came."""
        return sum(self.counts.values()) // _PER_COMMIT + 1

    def add(self, record: Record, /, **values: Value) -> int:
        """A row with a name of its own; gives its id."""
        self._minted += 1
        identifier = row_id(Dot(_AUTHOR, self._minted))
        self.put(record, identifier, **values)
        self._made[record.number].append(identifier)
        return identifier

    def put(self, record: Record, /, *keys: int, **values: Value) -> None:
        """A row named by its keys."""
        row: Row = {record.by_name[name].number: value for name, value in values.items() if value is not None}
        key = RowKey(record.number, *keys)
        self._waiting.append((key, Held(self._realm, self.last, row)))
        self.counts[record.name] += 1
        if len(self._waiting) == _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Writes what waits."""
        self._replica.put_rows(self._waiting)
        self._waiting = []
