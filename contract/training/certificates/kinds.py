"""Certificates: kinds, states, who may get one, for how long it holds, and how signatories stand on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contract.training.findings import BadValue

PASSED = "passed"
COMPETENT = "competent"


class Kind(StrEnum):
    """A training certificate, a competence certificate (two records, never one) and a letter for who only attended."""

    TRAINING = "training"
    COMPETENCE = "competence"
    ATTENDED = "attended"

    @property
    def heading(self) -> str:
        """What stands on top of it."""
        return _TITLES[self]


class State(StrEnum):
    """Whether a certificate holds."""

    ISSUED = "issued"
    REVOKED = "revoked"
    REPLACED = "replaced"


class Capacity(StrEnum):
    """In which capacity somebody signs."""

    OFFICE = ""
    """The holder of the post."""
    ACTING = "Plt."
    DAILY_ACTING = "Plh."
    ON_BEHALF = "a.n."
    FOR_DELEGATE = "u.b."


_TITLES = {
    Kind.TRAINING: "Sertifikat Pelatihan",
    Kind.COMPETENCE: "Sertifikat Kompetensi",
    Kind.ATTENDED: "Surat Keterangan Mengikuti Pelatihan",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs: a name, a post, and in which capacity for whom."""

    name: str
    employee_number: str = ""
    post: str = ""
    capacity: str = ""
    on_behalf_of: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of one participant. tested: the outcome of the last competency test. held: kinds that hold.

    attended: whether they were there at least once, or have done a task.
    """

    outcome: str = ""
    attended: bool = False
    tested: str = ""
    held: frozenset[str] = frozenset()


def obstacle(kind: Kind, standing: Standing) -> str:
    """Why this person gets no such certificate now, in words; "" when nothing stands against it."""
    if kind.value in standing.held:
        return "sudah punya sertifikat jenis ini yang berlaku"
    if kind is Kind.COMPETENCE:
        return {"competent": "", "": "belum ada hasil uji kompetensi"}.get(standing.tested, "belum kompeten")
    if kind is Kind.ATTENDED:
        if standing.outcome == PASSED:
            return "lulus: yang diterbitkan sertifikat pelatihan"
        return "" if standing.attended else "tidak ada kehadiran atau tugas yang tercatat"
    return {
        PASSED: "",
        "not_passed": "tidak lulus",
        "deferred": "kelulusannya ditunda",
    }.get(standing.outcome, "kelulusannya belum diputuskan")


def valid_until(assessed_on: str, years: int) -> str:
    """The last day on which a competence certificate holds (ISO): the day before that many years are over."""
    first = date.fromisoformat(assessed_on)
    try:
        end = first.replace(year=first.year + years)
    except ValueError:  # 29 February
        end = first.replace(year=first.year + years, month=3, day=1)
    return date.fromordinal(end.toordinal() - 1).isoformat()


def read_capacity(typed: str) -> Capacity:
    """A capacity as people type it. Raises BadValue."""
    plain = typed.strip().lower().rstrip(".").replace(".", "").replace(" ", "")
    known = {"": Capacity.OFFICE, "plt": Capacity.ACTING, "plh": Capacity.DAILY_ACTING}
    known |= {"an": Capacity.ON_BEHALF, "ub": Capacity.FOR_DELEGATE}
    if plain not in known:
        raise BadValue("capacity", f'Selaku "{typed}" tidak dikenal; pakai Plt., Plh., a.n. atau u.b.')
    return known[plain]


def heading_lines(signer: Signer) -> list[str]:
    """The lines above a signature: "a.n. Gubernur NTT," and "Kepala BPSDMD,"; a post alone ends with a comma too."""
    capacity = signer.capacity
    if capacity in (Capacity.ACTING, Capacity.DAILY_ACTING):
        return [f"{capacity} {signer.post},"]
    if capacity == Capacity.ON_BEHALF:
        return [f"a.n. {signer.on_behalf_of}", f"{signer.post},"]
    if capacity == Capacity.FOR_DELEGATE:
        over, _, last = signer.on_behalf_of.partition(";")
        lines = [f"a.n. {over.strip()}", f"{last.strip()}"] if last else [f"a.n. {over.strip()}"]
        return [*lines, "u.b.", f"{signer.post},"]
    return [f"{signer.post},"] if signer.post else []


def total_hours(hours: Iterable[int | None]) -> int | None:
    """Hundredths of lesson hours in all; None where there are none, or somebody left one unstated."""
    found = list(hours)
    return sum(each for each in found if each is not None) if found and None not in found else None
