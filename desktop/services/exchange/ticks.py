"""How far a row has come, told from rows of the database alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from contract.exchange.shapes import Record, RowKey
from contract.tables import attendance, queries
from contract.training.catalogue import ATTENDANCE
from desktop.services.views import Tick
from desktop.storage.queries.journey import Overlay, asides, disputed_rows, overlays
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records


def tick(key: RowKey, v: int | None, over: Mapping[RowKey, Overlay], troubled: Collection[RowKey]) -> Tick:
    """The tick of a row. v: the centre's version under it, None when there is no row.

    A change still on its way comes first; then what was returned; then what the centre has.
    """
    overlay = over.get(key)
    if overlay is not None:
        return Tick.CARRIED if overlay.carried else Tick.SAVED
    if key in troubled:
        return Tick.NEEDS_YOU
    if v is None:
        return Tick.NONE
    return untouched(v)


def untouched(v: int) -> Tick:
    """The tick of a row of which nothing more is known than the centre's version: 0 for one that it has not."""
    return Tick.SETTLED if v else Tick.SAVED


class Ticks:
    """Ticks of one record's rows, read once for all rows with these first keys.

    returned: rows with changes that did not become the centre's; disputed: rows with an open conflict. Of all rows.
    """

    def __init__(self, replica: Replica, record: Record, first_keys: Sequence[int]) -> None:
        self._over = overlays(replica, record.number, first_keys)
        self.disputed = {RowKey(record.number, k1, k2) for k1, k2 in disputed_rows(replica, record.name)}
        self.returned = {aside.key for aside in asides(replica) if aside.key.table == record.number}

    @property
    def known(self) -> Collection[RowKey]:
        """The rows of which more is known than the centre's version."""
        return self._over.keys() | self.disputed | self.returned

    def of(self, key: RowKey, v: int | None) -> Tick:
        """The tick of one row; an open conflict comes first, also while a change of the row is on its way."""
        if key in self.disputed:
            return Tick.NEEDS_YOU
        return tick(key, v, self._over, self.returned)


def settled_sessions(replica: Replica, sessions: list[int]) -> frozenset[int]:
    """Those of the sessions that have marks, all of them at the centre."""
    ticks = Ticks(replica, ATTENDANCE, sessions)
    settled = {line.session: bool(line.least) for line in fetch(replica, attendance.least_versions(records, sessions))}
    # The few marks of which more is known than their version.
    known = [key for key in ticks.known if key.k1 in settled]
    people = sorted({key.k2 for key in known})
    for line in fetch(replica, queries.marks_of_sessions(records, sorted({key.k1 for key in known}), people)):
        told = ticks.of(RowKey(ATTENDANCE.number, line.session, line.person), line.v)
        settled[line.session] = settled[line.session] and told is Tick.SETTLED
    return frozenset(session for session, whole in settled.items() if whole)
