"""The four numbers of a programme and the villages of a pilot, and how far a commitment has come."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from contract.training.attendance import attended as attendance

UNSTATED = "tidak disebut"
"""What is shown for a number that nobody stated: never 0."""


class Measure(StrEnum):
    """What a figure counts."""

    TARGET = "target"
    ENROLLED = "enrolled"
    COMPLETED = "completed"
    CERTIFIED = "certified"
    PILOT_VILLAGES = "pilot_villages"
    PLANNED_VILLAGES = "planned_villages"

    @property
    def label(self) -> str:
        """The word in Bahasa Indonesia."""
        return _LABELS[self]


_LABELS = {
    Measure.TARGET: "Target",
    Measure.ENROLLED: "Terdaftar",
    Measure.COMPLETED: "Menuntaskan",
    Measure.CERTIFIED: "Tersertifikasi",
    Measure.PILOT_VILLAGES: "Desa piloting",
    Measure.PLANNED_VILLAGES: "Desa rencana pertama",
}
OF_PEOPLE = (Measure.TARGET, Measure.ENROLLED, Measure.COMPLETED, Measure.CERTIFIED)
"""Those that every programme is asked for; what it says of none of them is said too."""


def progress(done: int | None, quantity: int | None) -> Fraction | None:
    """How far a commitment has come, 0 to 1 and beyond, exact; None where either number is not known."""
    return Fraction(done, quantity) if done is not None and quantity else None


def percent_text(share: Fraction | None) -> str:
    """A share as people read it, "0,2%"; a dash where it is not known. Rounded half up."""
    return attendance.percent_text(share) or "–"
