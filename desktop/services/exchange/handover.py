"""The hand-over shelf: classes that left this laptop because the rights of its people changed, in a sentence each."""

from __future__ import annotations

from desktop.storage import handover
from desktop.storage.handover import HandedOver
from desktop.storage.replica import Replica


def shelf(replica: Replica) -> tuple[HandedOver, ...]:
    """All that left and has not come back, the newest first."""
    with replica.database.reading():
        return tuple(reversed(handover.handed_over(replica)))


def sentence(one: HandedOver) -> str:
    """What left with a class, and that nothing made in it is lost."""
    told = f"{one.people} peserta, {one.sessions} sesi, {one.marks} presensi"
    waits = f" {one.waiting} isian yang belum terkirim tetap dikirim." if one.waiting else ""
    return f'Kelas "{one.title}" tidak lagi di laptop ini: {told}.{waits}'
