"""Whether a laptop holds what the centre holds, and what it takes to make it so again."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from contract.exchange import digests
from contract.exchange.messages import Check, Heal, Mend
from contract.exchange.pages import pack_table
from contract.exchange.scopes import Reach
from contract.exchange.shapes import Row, RowKey
from contract.exchange.values import Head
from contract.training.catalogue import SCHEMA
from server.store import ledger, states
from server.store.centre import Centre, Connection
from server.store.tables import records

_log = logging.getLogger(__name__)
_ROWS_A_SECOND = 5000
"""After so many rows were hashed, those of another commit are not hashed for a second: 2 % of a processor."""
_ROWS_BELIEVED = 50
"""A digest of a log that has not moved is believed for a second for so many rows: an office of 200,000 for an hour.

Rows that somebody changed past Lontar, or that a disk spoilt, move no log.
"""
_KEPT = 64
MOST_TEXT = 2**21
"""Bytes of text in one MEND frame, about; a single row may be longer."""


def compare(centre: Centre, device: int, reach: Reach, check: Check, here: Head, now: int) -> Iterator[Heal | Mend]:
    """What to say to the digest of a laptop whose cursor is `here`: nothing when it is right, or can't be told now.

    A digest is of one moment: behind the last commit it is not comparable. Differences are told in buckets; asked for
    by their numbers, their rows follow.
    """
    with centre.snapshot() as connection:
        top = ledger.top(connection, check.realm)
        if check.schema != SCHEMA or here != (top, ledger.head_at(connection, check.realm, top)):
            return
        if check.wanted:
            yield from _mended(connection, reach, check, top)
            return
        found = _digest(centre, connection, reach, check.realm, (here[1], now))
        if found is None or found[0] == check.digest:
            return
        _log.warning("laptop %s differs from office %s at %s; it is put right", device, check.realm, top)
        dealt = digests.deal(states.hashes(connection, check.realm, reach), digests.buckets_for(found[1]))
        yield Heal(check.realm, top, digests.pack_digests(dealt))


def _digest(
    centre: Centre, connection: Connection, reach: Reach, realm: int, moment: tuple[bytes, int]
) -> tuple[int, int] | None:
    """(digest, rows) of what a reader sees now; None when that was counted too short a time ago for another commit."""
    name, (head, now) = (realm, reach.fingerprint()), moment
    kept = centre.digests.get(name)
    if kept is not None and kept[0] == head and 0 <= now - kept[3] < kept[2] // _ROWS_BELIEVED:
        return kept[1], kept[2]
    if kept is not None and 0 <= now - kept[3] < kept[2] // _ROWS_A_SECOND:
        return None
    hashes = [found for _, found in states.hashes(connection, realm, reach)]
    if len(centre.digests) >= _KEPT:
        centre.digests.clear()
    centre.digests[name] = (head, digests.total(hashes), len(hashes), now)
    return digests.total(hashes), len(hashes)


def _mended(connection: Connection, reach: Reach, check: Check, top: int) -> Iterator[Mend]:
    """The rows of the buckets asked for, so many buckets a frame as its text allows."""
    if not 1 <= check.buckets <= digests.MOST_BUCKETS:
        return
    chosen = {bucket for bucket in check.wanted if bucket < check.buckets}
    dealt: dict[int, list[tuple[RowKey, int, Row]]] = {bucket: [] for bucket in sorted(chosen)}
    for line in states.rows_in(connection, check.realm, reach, check.buckets, chosen):
        dealt[digests.bucket_of(line[0], check.buckets)].append(line)
    waiting: list[int] = []
    size = 0
    for bucket, lines in dealt.items():
        text = sum(len(value.encode()) for _, _, row in lines for value in row.values() if isinstance(value, str))
        if waiting and size + text > MOST_TEXT:
            yield _frame(check, top, waiting, dealt)
            waiting, size = [], 0
        waiting.append(bucket)
        size += text
    if waiting:
        yield _frame(check, top, waiting, dealt)


def _frame(check: Check, top: int, buckets: list[int], dealt: dict[int, list[tuple[RowKey, int, Row]]]) -> Mend:
    lines = sorted((line for bucket in buckets for line in dealt[bucket]), key=lambda line: line[0])
    tables = [
        pack_table(number, len(records[number].keys), [line for line in lines if line[0].table == number])
        for number in sorted({key.table for key, _, _ in lines})
    ]
    return Mend(check.realm, top, check.buckets, buckets, tables)
