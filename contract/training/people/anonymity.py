"""What of a person goes when they are anonymised, what hinders it, and when an office should think of it.

Counts stay (sex, district, agency, employment), and so does the register of certificates: its rows name no person but
by the record, and their text was signed. Signed papers (minutes, payment lists, certificates) are kept as they were
signed for as long as the archive's schedule says; what is worked out from them, and whoever does not run the office,
reads no name in them any more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from contract.training.enrolment.states import UNDECIDED, read_state

NAME = "Tanpa nama"
"""What stands in place of a name."""
PERSON_FIELDS = (
    *("title_prefix", "title_suffix", "employee_number", "national_id", "birth_place", "birth_date", "position"),
    *("work_unit", "education", "phone", "email", "affairs"),
)
"""Emptied; the name is replaced."""
REMARKS: Mapping[str, tuple[str, ...]] = {
    "enrolment": ("note", "reason"),
    "attendance": ("note", "reason", "deputy_post"),
    "task_progress": ("note",),
    "score": ("note", "reason"),
    "result": ("reason",),
    "competence": ("note",),
    "consent": ("note",),
    "staff": ("employee_number", "position"),
}
"""By record, what people wrote about somebody beside a mark, which may name an illness or a family: emptied too."""


OTHER_NAMES: Mapping[str, str] = {"staff": "name", "attendance": "deputy_name"}
"""By record, a name beside somebody's: NAME takes its place, for that somebody came in their stead is counted."""


def is_emptied(record: str, field: str) -> bool:
    """Whether a field of a record goes with somebody's name, or is the name."""
    if record == "person":
        return field == "name" or field in PERSON_FIELDS
    return field in REMARKS.get(record, ()) or OTHER_NAMES.get(record) == field


def hindrance(name: str, classes: Mapping[str, str | None], decided: Collection[str], conflicts: int) -> str | None:
    """Why somebody cannot be anonymised yet, as a sentence; None when they can.

    classes: title of each class they are in -> stored state; decided: titles of those whose result is decided.
    """
    waiting = [title for title, stored in classes.items() if read_state(stored) in UNDECIDED and title not in decided]
    if waiting:
        return (
            f"{name} belum dapat dianonimkan: hasilnya masih terbuka di {', '.join(waiting[:3])}. "
            "Putuskan dahulu hasilnya atau keluarkan dari kelas itu."
        )
    if conflicts:
        return (
            f"{name} belum dapat dianonimkan: masih ada {conflicts} perbedaan isian tentang orang ini. "
            "Putuskan dahulu: lontar conflicts list."
        )
    return None


def is_due(last_on: str | None, years: int | None, on: date) -> bool:
    """Whether what is kept about somebody is older than the retention. Without a stated retention nobody is due."""
    if years is None or not last_on:
        return False
    try:
        last = date.fromisoformat(last_on)
        ends = last.replace(year=last.year + years)
    except ValueError:  # 29 February, or a day that is none
        return last_on[:4].isdigit() and int(last_on[:4]) + years < on.year
    return ends < on
