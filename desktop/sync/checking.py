"""Whether this laptop holds what the centre holds: asked in quiet rounds, put right and told when it does not."""

from __future__ import annotations

import logging

from contract.exchange.digests import unpack_digests
from contract.exchange.messages import Check, Heal, Mend, write_message
from contract.exchange.pages import unpack_table
from contract.exchange.shapes import Row, RowKey
from contract.training.catalogue import CATALOGUE, SCHEMA
from desktop.storage import sameness
from desktop.storage.history import Standing
from desktop.storage.replica import Replica

_log = logging.getLogger(__name__)
_HASTE = 40_000_000


def pause_s(rows: int) -> int:
    """How long so many rows, once read, are not read again: nothing for a class, 20 minutes for a large province.

    It grows with the square, for with the rows grows also how long an edit made meanwhile has to wait.
    """
    return rows * rows // _HASTE


class Surveyor:
    """Makes the questions of one profile, and remembers how long ago it read all rows of an office."""

    def __init__(self) -> None:
        self._last: dict[int, tuple[int, int]] = {}

    def questions(self, replica: Replica, standings: list[Standing], now: int) -> list[bytes]:
        """The frames that ask, of each office that stands still, whether it is the same there. Within a reading."""
        asked = []
        for standing in standings:
            if sameness.is_comparable(replica, standing):
                asked += self._question(replica, standing, now)
        return asked

    def _question(self, replica: Replica, standing: Standing, now: int) -> list[bytes]:
        found = sameness.differing(replica, standing.realm, standing.seq)
        if found is not None:
            return [write_message(Check(standing.realm, SCHEMA, 0, found.buckets, found.wanted))]
        at, rows = self._last.get(standing.realm, (0, 0))
        if 0 <= now - at < pause_s(rows):
            return []
        digest, count = sameness.digest(replica, standing.realm)
        self._last[standing.realm] = (now, count)
        return [write_message(Check(standing.realm, SCHEMA, digest))]


def on_difference(replica: Replica, message: Heal | Mend, now: int) -> bool:
    """The centre says, at its time `now`, what differs or how it is there; whether anything is to be done or was."""
    if isinstance(message, Heal):
        return sameness.note_differing(replica, message.realm, message.seq, unpack_digests(message.digests))
    rows: dict[RowKey, tuple[int, Row]] = {}
    for table in message.tables:
        if CATALOGUE.knows(table.table):
            rows.update({key: (v, row) for key, v, row in unpack_table(table)[0]})
    wrong = sameness.put_right(replica, message.realm, message.seq, (message.buckets, message.which), rows)
    if wrong:
        _log.warning("%s rows of office %s differed from the centre and were put right", wrong, message.realm)
        sameness.note_mending(replica, message.realm, message.seq, now, wrong)
    return wrong > 0
