"""What every report of a class is worked out from: the rows of today, or what its minutes froze."""

from __future__ import annotations

from dataclasses import dataclass

from contract.training.completion.changed_since import Changed
from contract.training.completion.evidence import Evidence
from desktop.services.completion.evidence import evidence_of
from desktop.services.completion.frozen import Signed, standing_minutes
from desktop.services.completion.minutes import changes_of
from desktop.storage.replica import Replica


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """signed: the minutes, if it has any; changed: what is otherwise today than they say."""

    signed: Signed | None
    evidence: Evidence
    changed: tuple[Changed, ...] = ()


def reported(replica: Replica, class_id: int, *, as_signed: bool = False) -> Reported:
    """A class, read once for all that a report says of it. as_signed: with the names of who was anonymised since."""
    signed = standing_minutes(replica, class_id)
    if signed is None:
        return Reported(signed=None, evidence=evidence_of(replica, class_id))
    told = standing_minutes(replica, class_id, as_signed=True) if as_signed else signed
    assert told is not None
    return Reported(signed=told, evidence=told.frozen.evidence, changed=changes_of(replica, signed))
