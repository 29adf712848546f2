"""One person in two rows of the same file: the row that says more about who it is stays, the other is skipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contract.training.people.twins import Likeness, PersonKeys, contradict, keys_of
from desktop.services.roster.rows import RosterRow

_STRENGTHS = 5


def strength(keys: PersonKeys) -> int:
    """How surely a row names its person: 0 NIP, 1 NIK, 2 birth date, 3 telephone or e-mail, 4 nothing but the name."""
    known = (keys.employee_number, keys.national_id, keys.birth_date, keys.contacts)
    return next((place for place, value in enumerate(known) if value), _STRENGTHS - 1)


def find_twins_within(rows: Iterable[RosterRow]) -> dict[int, tuple[RosterRow, Likeness]]:
    """For each row to skip, by row number: the row it doubles and why. Depends on the rows alone, in any order."""
    keyed = [(row, keys_of(row.fields)) for row in rows]
    keyed.sort(key=lambda each: _precedence(*each))
    kept = _Kept()
    twins: dict[int, tuple[RosterRow, Likeness]] = {}
    for row, keys in keyed:
        found = kept.twin_of(row, keys)
        if found:
            twins[row.row_number] = found
        else:
            kept.add(row, keys)
    return twins


def _precedence(row: RosterRow, keys: PersonKeys) -> tuple[int, int, int]:
    """Among rows with nothing but a name the fuller one stays, since the other says nothing that it does not."""
    how = strength(keys)
    return how, -len(row.fields) if how == _STRENGTHS - 1 else 0, row.row_number


def says_no_more(row: RosterRow, fields: dict[str, int | str | None]) -> bool:
    """True when every value of the row stands in `fields` too, names compared by their key elsewhere."""
    return all(fields.get(name) == value for name, value in row.fields.items() if name != "name")


class _Kept:
    """The rows that stay, by everything that can name their person."""

    def __init__(self) -> None:
        self._by_sign: dict[tuple[str, ...], list[tuple[RosterRow, PersonKeys]]] = {}

    def add(self, row: RosterRow, keys: PersonKeys) -> None:
        for _, sign in _signs(keys):
            self._by_sign.setdefault(sign, []).append((row, keys))
        self._by_sign.setdefault(("name", keys.name), []).append((row, keys))

    def twin_of(self, row: RosterRow, keys: PersonKeys) -> tuple[RosterRow, Likeness] | None:
        for why, sign in _signs(keys):
            for other, others in self._by_sign.get(sign, []):
                if why in (Likeness.EMPLOYEE_NUMBER, Likeness.NATIONAL_ID) or not contradict(keys, others):
                    return other, why
        if strength(keys) == _STRENGTHS - 1:
            for other, _ in self._by_sign.get(("name", keys.name), []):
                if says_no_more(row, other.fields):
                    return other, Likeness.SIMILAR
        return None


def _signs(keys: PersonKeys) -> Iterator[tuple[Likeness, tuple[str, ...]]]:
    """All that names the person of these keys, surest first."""
    if keys.employee_number:
        yield Likeness.EMPLOYEE_NUMBER, ("nip", keys.employee_number)
    if keys.national_id:
        yield Likeness.NATIONAL_ID, ("nik", keys.national_id)
    if keys.birth_date:
        yield Likeness.NAME_AND_BIRTH, ("birth", keys.name, keys.birth_date)
    for contact in sorted(keys.contacts):
        yield Likeness.NAME_AND_CONTACT, ("contact", keys.name, contact)
