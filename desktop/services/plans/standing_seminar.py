"""The minutes of a class's seminar that hold: whose scores they name, and who may still change one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from contract.exchange.dots import format_id
from contract.tables.completion import minutes_of
from contract.tables.schedule import staff_of
from contract.training.completion.minutes import Kind
from contract.training.frozen_text import digest_of
from contract.training.people.anonymity import NAME
from contract.training.plans.seminars import without_examiners
from contract.training.rights.roles import Role
from desktop.services.completion.frozen import nameless
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records

MAY_CHANGE = frozenset({Role.ADMIN, Role.ORGANISER, None})
"""None: a role that only a newer Lontar knows; the centre decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedSeminar:
    """Minutes of a seminar. body: what they froze."""

    id: int
    number: str | None
    held_on: str | None
    body: Mapping[str, Any]

    @property
    def named(self) -> str:
        """As people call it."""
        return self.number or format_id(self.id)


def standing_seminar(replica: Replica, class_id: int, *, as_signed: bool = False) -> SignedSeminar | None:
    """The minutes signed last, supplements too; those whose text is not what its digest says are passed over.

    Without the names of examiners who were anonymised since; as_signed: with them, for the paper itself.
    """
    for line in reversed(fetch(replica, minutes_of(records, [class_id]))):
        if line.kind == Kind.SEMINAR and digest_of(line.body or "") == line.digest:
            body = msgspec.json.decode(line.body)
            if not as_signed:
                body = without_examiners(body, nameless_examiners(replica, class_id))
            return SignedSeminar(id=line.id, number=line.number, held_on=line.held_on, body=body)
    return None


def nameless_examiners(replica: Replica, class_id: int) -> frozenset[str]:
    """Those of a class's staff ("7-203") whose name was taken away."""
    lines = fetch(replica, staff_of(records, [class_id]))
    gone = nameless(replica, sorted({line.person for line in lines if line.person}))
    return frozenset(format_id(line.id) for line in lines if line.name == NAME or line.person in gone)
