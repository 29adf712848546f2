"""The lease: a laptop that no centre has met for long shows people's data no more, and is good for work all the same.

Marking, registering and the stick go on; any answer of the centre renews it, also one that a stick brings.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum

from contract.faults import WorldFault
from desktop.storage import lease as absence
from desktop.storage.replica import Replica

WARNED_DAYS, URGENT_DAYS, CLOSED_DAYS = 60, 80, 90


class Stage(StrEnum):
    """How far the lease has run."""

    FRESH = "fresh"
    WARNED = "warned"
    URGENT = "urgent"
    CLOSED = "closed"


class ReadingClosed(WorldFault):
    """People's data is not shown until a centre has been met again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """days: since the office that was met least recently was met; left: until reading closes, 0 once it has."""

    office: str
    days: int

    @property
    def left(self) -> int:
        """Whole days."""
        return max(0, CLOSED_DAYS - self.days)

    @property
    def stage(self) -> Stage:
        """What that means."""
        if self.days >= CLOSED_DAYS:
            return Stage.CLOSED
        if self.days >= URGENT_DAYS:
            return Stage.URGENT
        return Stage.WARNED if self.days >= WARNED_DAYS else Stage.FRESH

    @property
    def warning(self) -> str:
        """What to tell people; empty while there is nothing to tell."""
        if self.stage is Stage.FRESH:
            return ""
        met = f"Laptop ini {self.days} hari belum bertemu {self.office}."
        if self.stage is Stage.CLOSED:
            return f"{met} {_CLOSED}"
        return (
            f"{met} {self.left} hari lagi data peserta tidak dapat dibaca di sini. "
            "Sambungkan ke internet, atau kirim dan ambil dengan flashdisk."
        )


_CLOSED = (
    "Data peserta tidak dapat dibaca sampai laptop tersambung atau membaca flashdisk dari pusat. "
    "Presensi tetap dapat diisi dan dikirim."
)


def lease(replica: Replica) -> Lease | None:
    """How the lease stands by this laptop's clock; None before the first contact."""
    found = absence.longest_absence(replica, int(time.time()))
    return Lease(office=found[0], days=found[1]) if found is not None else None


def is_closed(replica: Replica) -> bool:
    """Whether the lease has run out."""
    return _run_out(replica) is not None


def require_reading(replica: Replica) -> None:
    """Raises ReadingClosed when the lease has run out."""
    held = _run_out(replica)
    if held is not None:
        raise ReadingClosed(held.warning)


def _run_out(replica: Replica) -> Lease | None:
    held = lease(replica)
    return held if held is not None and held.stage is Stage.CLOSED else None
