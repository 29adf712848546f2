"""What is told of one record's past: frozen values, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Road(StrEnum):
    """By which road a change is here."""

    OWN = "own"
    """Made on this laptop."""
    CENTRE = "centre"
    STICK = "stick"
    """In the centre's answer on a stick."""
    HUB = "hub"
    """From another laptop over a hub, or in the centre's answer that came over one."""


class Fate(StrEnum):
    """How far a change has come."""

    SAVED = "saved"
    """On this laptop only."""
    CARRIED = "carried"
    """On its way with somebody: on a stick, at a hub, or here for another laptop."""
    ARRIVED = "arrived"
    OVERTAKEN = "overtaken"
    """The centre has it, and holds somebody else's later value."""
    RETURNED = "returned"
    """Refused, held or parked."""


class Kind(StrEnum):
    """What a change did to the record."""

    CREATED = "created"
    CHANGED = "changed"
    DELETED = "deleted"
    RESTORED = "restored"
    UNKNOWN = "unknown"
    """Something changed of which this laptop holds nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEdit:
    """One field. before: None when this laptop does not know; empty text for no value."""

    label: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change. who, laptop: empty where this laptop does not know.

    device_at: by its laptop's clock; corrected_at: set right by the centre; received_at: when the centre had it;
    here_at: when this laptop had it. None where that is not known here. remark: a sentence on its fate.
    """

    kind: Kind
    fields: tuple[FieldEdit, ...] = ()
    who: str = ""
    laptop: str = ""
    device_at: int | None = None
    corrected_at: int | None = None
    received_at: int | None = None
    here_at: int | None = None
    road: Road = Road.OWN
    fate: Fate = Fate.ARRIVED
    remark: str = ""
    dot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHistory:
    """A record's past, the newest change first. whole: it begins with the making of the record; else `note` says so."""

    what: str
    events: tuple[Event, ...]
    whole: bool
    note: str
