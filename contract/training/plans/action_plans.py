"""A group's action plan (Rencana Aksi Kelompok): its states, what may stand in its fields, when it is looked at again.

A plan goes forward one state at a time and may be put one back; only "revised" may be passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from contract.training.findings import BadValue

FOLLOW_UP_DAYS = (60, 365)
"""Days after the seminar on which a plan's realisation is asked for."""
MOST_TEXT = 10_000
MOST_LINE = 300
MOST_RUPIAH = 10**15


class PlanStatus(StrEnum):
    """How far a plan is, in its order."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    COACHED = "coached"
    REVISED = "revised"
    PRESENTED = "presented"
    ACCEPTED = "accepted"
    IMPLEMENTING = "implementing"
    DONE = "done"


class Horizon(StrEnum):
    """How far ahead a milestone lies: by the first follow-up, within a year of the seminar, or later."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


STATUS_WORDS: Mapping[PlanStatus, str] = {
    PlanStatus.DRAFT: "Draf",
    PlanStatus.SUBMITTED: "Diajukan",
    PlanStatus.COACHED: "Didampingi",
    PlanStatus.REVISED: "Diperbaiki",
    PlanStatus.PRESENTED: "Diseminarkan",
    PlanStatus.ACCEPTED: "Diterima",
    PlanStatus.IMPLEMENTING: "Dilaksanakan",
    PlanStatus.DONE: "Rampung",
}
TEXT_FIELDS = ("background", "objective", "outputs", "outcomes", "beneficiaries", "risks", "stakeholders", "feedback")
LINE_FIELDS = ("title", "theme", "development_plan", "measure", "baseline", "target")
OTHER_FIELDS = ("indicators", "quick_win", "priorities", "impacts", "budget")
FIELDS = (*LINE_FIELDS, *TEXT_FIELDS, *OTHER_FIELDS)
"""What a person may fill in, by the names of the catalogue; the theme is the group's own field."""
_ORDER = tuple(PlanStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a programme allows in a plan. indicators: numbers of the SPBE instrument. No priorities stated: any."""

    indicators: Collection[int] = ()
    priorities: Sequence[str] = ()
    impacts: Sequence[str] = ()


def next_statuses(now: PlanStatus) -> tuple[PlanStatus, ...]:
    """The states to which a plan may go: those ahead first, then the one behind."""
    place = _ORDER.index(now)
    ahead = list(_ORDER[place + 1 : place + 2])
    if now is PlanStatus.COACHED:
        ahead.append(PlanStatus.PRESENTED)
    return (*ahead, *_ORDER[max(place - 1, 0) : place])


def status_of(text: str | None) -> PlanStatus:
    """The state written in a row; a plan without one, or with one of a newer Lontar, is a draft."""
    return PlanStatus(text) if text in _ORDER else PlanStatus.DRAFT


def check_move(now: PlanStatus, to: str) -> PlanStatus:
    """The state named, if a plan may go there. Raises BadValue."""
    if to not in _ORDER:
        raise BadValue("plan_status", f'Tidak ada status "{to}". Yang dikenal: {", ".join(_ORDER)}.')
    wanted = PlanStatus(to)
    if wanted is not now and wanted not in next_statuses(now):
        told = ", ".join(next_statuses(now))
        raise BadValue("plan_status", f"Rencana aksi berstatus {now}; sesudah itu hanya: {told}, bukan {to}.")
    return wanted


def horizon_of(due_on: str, seminar_on: str | None) -> Horizon | None:
    """The horizon of a due date; None while nobody knows when the seminar is. ISO dates."""
    if seminar_on is None:
        return None
    days = (date.fromisoformat(due_on) - date.fromisoformat(seminar_on)).days
    first, last = FOLLOW_UP_DAYS
    return Horizon.SHORT if days <= first else Horizon.MEDIUM if days <= last else Horizon.LONG


def follow_up_due(seminar_on: str | None, days: int) -> str | None:
    """The ISO date of a follow-up; None while nobody knows when the seminar is."""
    return (date.fromisoformat(seminar_on) + timedelta(days=days)).isoformat() if seminar_on else None


def tags(text: str | None) -> tuple[str, ...]:
    """Several values of one field, separated by semicolons, each once and in their order."""
    return tuple(dict.fromkeys(" ".join(part.split()) for part in (text or "").split(";") if part.strip()))


def plan_value(name: str, typed: str, choices: Choices) -> int | str | None:
    """What a field of a plan is kept as; nothing typed empties it. Raises BadValue."""
    if name not in FIELDS:
        raise BadValue("plan_field", f'Rencana aksi tidak mempunyai isian "{name}". Yang ada: {", ".join(FIELDS)}.')
    plain = typed.strip()
    if not plain:
        return None
    match name:
        case "quick_win":
            return _flag(plain)
        case "budget":
            return rupiah(plain)
        case "indicators":
            return _indicators(plain, choices.indicators)
        case "priorities":
            return _among(plain, choices.priorities, "prioritas")
        case "impacts":
            return _among(plain, choices.impacts, "dampak")
        case _:
            most = MOST_TEXT if name in TEXT_FIELDS else MOST_LINE
            if len(plain) > most:
                raise BadValue(
                    "plan_text", f"Isian {name} berisi {len(plain)} huruf, paling banyak {most}; singkatkan."
                )
            return plain if name in TEXT_FIELDS else " ".join(plain.split())


def rupiah(typed: str) -> int:
    """ "Rp1.500.000" as a number of rupiah. Raises BadValue, also for parts of a rupiah."""
    digits = re.sub(r"(?i)^rp\.?|(?<=\d)\.(?=\d{3}(?:\D|$))|,00$|\s", "", typed.strip())
    if not (digits.isascii() and digits.isdigit()) or int(digits) > MOST_RUPIAH:
        raise BadValue("rupiah", f'Anggaran "{typed}" bukan jumlah rupiah; tulis misalnya 1500000 atau Rp1.500.000.')
    return int(digits)


def _flag(typed: str) -> int:
    answers = {"1": 1, "ya": 1, "yes": 1, "0": 0, "tidak": 0, "no": 0}
    if typed.lower() not in answers:
        raise BadValue("quick_win", f'Quick win ya atau tidak, bukan "{typed}".')
    return answers[typed.lower()]


def _indicators(typed: str, known: Collection[int]) -> str:
    numbers = re.split(r"[;,\s]+", typed.strip(";, "))
    for number in numbers:
        if not (number.isascii() and number.isdigit() and int(number) in known):
            told = f"{min(known)} sampai {max(known)}" if known else "belum ada"
            raise BadValue("indicator", f'Tidak ada indikator SPBE "{number}"; nomor instrumennya {told}.')
    return "; ".join(str(number) for number in sorted({int(number) for number in numbers}))


def _among(typed: str, stated: Sequence[str], what: str) -> str:
    by_key = {one.casefold(): one for one in stated}
    found = tags(typed)
    if stated:
        strange = next((one for one in found if one.casefold() not in by_key), None)
        if strange is not None:
            told = "; ".join(stated)
            raise BadValue("plan_tag", f'"{strange}" bukan {what} program ini. Pilih dari: {told}.')
        found = tuple(dict.fromkeys(by_key[one.casefold()] for one in found))
    return "; ".join(found)
