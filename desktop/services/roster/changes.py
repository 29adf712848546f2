"""What a row changes in a person: empty cells erase nothing, and another dress of the same value is no change."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher

from contract.training.findings import BadValue
from contract.training.indonesian_dates import split_place_and_date
from contract.training.people.names import name_key
from contract.training.people.ranks import parse_grade
from contract.training.people.sexes import parse_sex
from desktop.services.roster.cell_values import PLAIN
from desktop.services.roster.rows import Fields
from desktop.services.roster.workbook import text_of

_READERS: dict[str, Callable[[str], str]] = {
    **{kind.value: read for kind, read in PLAIN.items()},
    "grade": parse_grade,
    "sex": parse_sex,
    "birth_place": lambda text: split_place_and_date(text)[0],
}
_SPELLED_ALIKE = 0.5
"""Names this alike may be spellings of one: "Piter" and "Petrus" 0.55, but "Thomas Bangke" and "Yohanes Tefa" 0.40."""
_SHOUTED = frozenset({"name", "birth_place", "position", "agency", "work_unit", "education"})
"""Fields in which all capitals say nothing new: many committees type whole rosters so."""


def changed_fields(old: Fields, new: Fields) -> Fields:
    """The values of `new` that differ from `old`."""
    return {name: value for name, value in new.items() if value not in (None, "") and not _same(name, old, value)}


def _same(name: str, old: Fields, value: int | str | None) -> bool:
    held = old.get(name)
    if held is None or held == "":
        return False
    before, after = text_of(str(held)), str(value)
    if before == after:
        return True
    if name in ("employee_number", "national_id"):
        return "".join(filter(str.isdigit, before)) == after
    if name == "email":
        return before.casefold() == after.casefold()
    if name in _SHOUTED:
        return (
            before.casefold() == after.casefold() and after in (after.upper(), after.lower()) and not before.isupper()
        )
    return _read_alike(name, before, after)


def _read_alike(name: str, before: str, after: str) -> bool:
    """True when the held text, from before it had one form, reads as the same."""
    read = _READERS.get(name)
    try:
        return read is not None and read(before) == after
    except BadValue:
        return False


def renames(old: Fields, new: Fields) -> bool:
    """True when the name becomes another one, not merely another spelling of capitals and signs."""
    return "name" in new and name_key(str(old.get("name") or "")) != name_key(str(new["name"]))


def is_another_person(old: Fields, new: Fields) -> bool:
    """True when an equal number is a slip: no word of the names is shared, and births or spellings are far apart."""
    before, after = name_key(str(old.get("name") or "")), name_key(str(new.get("name") or ""))
    if not before or not after or set(before.split()) & set(after.split()):
        return False
    births = (old.get("birth_date"), new.get("birth_date"))
    if all(births) and births[0] != births[1]:
        return True
    return SequenceMatcher(None, before, after, autojunk=False).ratio() < _SPELLED_ALIKE
