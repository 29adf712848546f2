"""How far a row has come, told from rows of the database alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from contract.exchange.shapes import Record, RowKey
from desktop.services.views import Tick
from desktop.storage.queries.journey import Overlay, asides, disputed_rows, overlays
from desktop.storage.replica import Replica


def tick(key: RowKey, v: int | None, over: Mapping[RowKey, Overlay], troubled: Collection[RowKey]) -> Tick:
    """The tick of a row. v: the centre's version under it, None when there is no row.

    A change still on its way comes first; then what was returned or is disputed; then what the centre has.
    """
    overlay = over.get(key)
    if overlay is not None:
        return Tick.SAVED if overlay.own else Tick.CARRIED
    if key in troubled:
        return Tick.NEEDS_YOU
    if v is None:
        return Tick.NONE
    return Tick.SETTLED if v else Tick.SAVED


class Ticks:
    """Ticks of one record's rows, read once for all rows with these first keys."""

    def __init__(self, replica: Replica, record: Record, first_keys: Sequence[int]) -> None:
        self._over = overlays(replica, record.number, first_keys)
        self.disputed = {RowKey(record.number, k1, k2) for k1, k2 in disputed_rows(replica, record.name)}
        self._troubled = {aside.key for aside in asides(replica)} | self.disputed

    def of(self, key: RowKey, v: int | None) -> Tick:
        """The tick of one row."""
        return tick(key, v, self._over, self._troubled)
