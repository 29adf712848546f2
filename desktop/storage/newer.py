"""Rows of a newer centre that this program has no place for: known to be missing, and fetched once it can keep them."""

from __future__ import annotations

from collections.abc import Iterable

from contract.exchange.messages import Table
from contract.training.catalogue import CATALOGUE, SCHEMA
from desktop.storage.history import pull_anew
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember

_PASSED_OVER = "passed over"
"""Realm -> schema of the program that could not keep all of a page."""


def is_beyond(tables: Iterable[Table]) -> bool:
    """Whether a page holds records, or fields of records, that this program does not know."""
    for table in tables:
        if not CATALOGUE.knows(table.table):
            return True
        known = CATALOGUE.record(table.table).by_number
        if any(field not in known for field, _ in table.fields):
            return True
    return False


def note_passed_over(replica: Replica, realm: int) -> None:
    """Something of the office was not kept; its rows are pulled anew by the first program that knows more."""
    kept = recall(replica, _PASSED_OVER) or {}
    if kept.get(str(realm)) != SCHEMA:
        remember(replica, _PASSED_OVER, {**kept, str(realm): SCHEMA})


def is_passed_over(replica: Replica) -> bool:
    """Whether the centre holds something that only a newer program can show here."""
    return any(schema >= SCHEMA for schema in (recall(replica, _PASSED_OVER) or {}).values())


def pull_again(replica: Replica) -> None:
    """After an upgrade: what an older program passed over comes with the next exchange."""
    kept = recall(replica, _PASSED_OVER) or {}
    older = [realm for realm, schema in kept.items() if schema < SCHEMA]
    if not older:
        return
    with replica.transaction():
        for realm in older:
            pull_anew(replica, int(realm))
        remember(replica, _PASSED_OVER, {realm: schema for realm, schema in kept.items() if realm not in older})


NOTICE = (
    "Sebagian data dari pusat baru dapat ditampilkan setelah Lontar di laptop ini diperbarui. Datanya aman di pusat."
)
"""What people are told while something is passed over."""
