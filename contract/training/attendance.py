"""Attendance codes (domain: H hadir, I izin, S sakit, A tanpa keterangan, DL dinas luar)."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What was marked for one person in one session. Empty is not absent."""

    PRESENT = "H"
    EXCUSED = "I"
    SICK = "S"
    ABSENT = "A"
    ON_DUTY = "DL"

    @property
    def label(self) -> str:
        """The word in Bahasa Indonesia."""
        return _LABELS[self]


_LABELS = {
    Status.PRESENT: "Hadir",
    Status.EXCUSED: "Izin",
    Status.SICK: "Sakit",
    Status.ABSENT: "Tanpa keterangan",
    Status.ON_DUTY: "Dinas luar",
}
