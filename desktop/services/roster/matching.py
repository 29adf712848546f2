"""Decides for each row of a roster whether it adds a person, changes one, says nothing new or is skipped.

Rows are matched in passes from the surest sign to the weakest, and a person is taken by one row at most. The outcome
of importing the same file again is that every row says nothing new: who was added is then found by the same sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from contract.training.findings import BadValue, Finding, warning
from contract.training.people.national_id import mask_national_id
from contract.training.people.twins import Likeness, PersonKeys, keys_of
from desktop.services.roster.changes import changed_fields, is_another_person, renames
from desktop.services.roster.headings import Kind
from desktop.services.roster.known_people import Known, KnownPeople
from desktop.services.roster.rows import Fields, Problem, Roster, RosterRow, problem_at
from desktop.services.roster.twins_within import find_twins_within, strength


class Action(StrEnum):
    """What happens with a row."""

    ADD = "add"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    SKIP = "skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One row and what happens. row: with all its problems. person_id: 0 for new and skipped ones.

    changes: all fields of a new person, exactly the changed ones of a known person, else nothing.
    """

    row: RosterRow
    action: Action
    person_id: int
    changes: Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The decisions for a whole roster in the order of its rows; nothing is saved yet."""

    decisions: tuple[Decision, ...]
    remarks: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything to be read by a person, by row."""
        listed = [*self.remarks, *(problem for decision in self.decisions for problem in decision.row.problems)]
        return tuple(sorted(listed, key=lambda problem: problem.row))

    def count(self, action: Action) -> int:
        """How many rows have that action."""
        return sum(1 for decision in self.decisions if decision.action is action)


def match_rows(roster: Roster, people: Iterable[Mapping[str, int | str | None]], *, sees_numbers: bool = False) -> Plan:
    """Compare a roster with the people known.

    people: one mapping each with "id" and the catalogue's field names of a person; deleted people left out.
    sees_numbers: whether remarks may tell a NIK that is kept already.
    """
    return _Matching(roster, KnownPeople(people), sees_numbers=sees_numbers).plan()


class _Matching:
    """State while the passes run: which row stands for whom, what was remarked."""

    def __init__(self, roster: Roster, people: KnownPeople, *, sees_numbers: bool) -> None:
        self._roster = roster
        self._sees_numbers = sees_numbers
        self._people = people
        self._matched: dict[int, Known] = {}
        self._skipped: set[int] = set()
        self._said: dict[int, list[Problem]] = {}
        self._compared = frozenset(name for row in roster.rows for name in row.fields)
        twins = find_twins_within(row for row in roster.rows if not row.is_broken)
        for row in roster.rows:
            if row.is_broken:
                self._skipped.add(row.row_number)
            elif row.row_number in twins:
                other, why = twins[row.row_number]
                self._refuse(row, _SIGNS[why], "twin_in_file", _twin_sentence(other, why))
        self._keys = {row.row_number: keys_of(row.fields) for row in roster.rows if row.row_number not in self._skipped}

    def plan(self) -> Plan:
        """Run the passes, then decide; call once."""
        self._run(self._by_id)
        self._run(self._by_employee_number)
        self._release_slips()
        self._run(self._by_national_id)
        self._release_slips()
        self._run(self._by_birth)
        self._run(self._by_contact)
        self._run(self._by_content)
        return Plan(decisions=tuple(self._decide(row) for row in self._roster.rows), remarks=self._roster.remarks)

    def _open_rows(self) -> list[RosterRow]:
        taken = self._skipped | self._matched.keys()
        return [row for row in self._roster.rows if row.row_number not in taken]

    def _run(self, match: Callable[[RosterRow, PersonKeys], Known | None]) -> None:
        for row in self._open_rows():
            known = match(row, self._keys[row.row_number])
            if known is not None:
                self._matched[row.row_number] = known
                self._people.claims[known.person_id] = row

    def _by_id(self, row: RosterRow, keys: PersonKeys) -> Known | None:
        """By the id of our own list; a row whose person was typed over with another is no longer that person."""
        known = self._people.with_id(row.person_id) if row.person_id else None
        if known is None or self._people.is_claimed(known):
            return None
        same_number = keys.employee_number and keys.employee_number == known.keys.employee_number
        same_national = keys.national_id and keys.national_id == known.keys.national_id
        shares_name = set(keys.name.split()) & set(known.keys.name.split())
        return known if same_number or same_national or shares_name else None

    def _by_employee_number(self, row: RosterRow, keys: PersonKeys) -> Known | None:
        return self._first_free(self._people.with_number("employee_number", keys.employee_number))

    def _by_national_id(self, row: RosterRow, keys: PersonKeys) -> Known | None:
        return self._first_free(self._people.with_number("national_id", keys.national_id))

    def _first_free(self, found: list[Known]) -> Known | None:
        return next((known for known in found if not self._people.is_claimed(known)), None)

    def _by_birth(self, row: RosterRow, keys: PersonKeys) -> Known | None:
        found = self._people.born_alike(keys)
        if len(found) > 1:
            found = [known for known in found if known.keys.contacts & keys.contacts] or found
        return self._only(row, keys, found, Likeness.NAME_AND_BIRTH)

    def _by_contact(self, row: RosterRow, keys: PersonKeys) -> Known | None:
        return self._only(row, keys, self._people.reached_alike(keys), Likeness.NAME_AND_CONTACT)

    def _by_content(self, row: RosterRow, keys: PersonKeys) -> Known | None:
        if strength(keys) <= _SURE[Likeness.NAME_AND_CONTACT]:
            return None
        return self._only(row, keys, self._people.said_already(row, keys, self._compared), Likeness.SIMILAR)

    def _only(self, row: RosterRow, keys: PersonKeys, found: list[Known], why: Likeness) -> Known | None:
        """The one person found. Among several nobody is guessed: a row with a surer sign is new, another is skipped."""
        if len(found) > 1 and strength(keys) >= _SURE[why]:
            names = " dan ".join(known.described for known in found[:2])
            sentence = (
                f"{len(found)} orang yang sudah ada cocok dengan baris ini ({names}); isi NIP atau NIK agar jelas."
            )
            self._refuse(row, _SIGNS[why], "several_fit", sentence)
        return found[0] if len(found) == 1 else None

    def _release_slips(self) -> None:
        """Refuse matched rows whose numbers point to two people, or to someone of another name and birth date."""
        for row in self._roster.rows:
            known = self._matched.get(row.row_number)
            if known is None or row.row_number in self._skipped:
                continue
            if is_another_person(known.fields, row.fields) and not row.person_id:
                sentence = f"Nomor ini milik {known.described}, orang lain; periksa nomor dan namanya."
                self._refuse(row, Kind.EMPLOYEE_NUMBER, "number_of_another", sentence)
            elif not self._takes_number_of_another(row, known):
                continue
            self._people.dispute(known)
            del self._matched[row.row_number]

    def _takes_number_of_another(self, row: RosterRow, known: Known | None) -> bool:
        """Refuses the row, and says so, when its NIP or NIK belongs to somebody else who keeps it."""
        for field, kind in _NUMBERS:
            number = str(row.fields.get(field) or "")
            if known is not None and str(known.fields.get(field) or "") == number:
                continue
            for holder in self._people.with_number(field, number):
                if holder is not known and self._people.keeps_number(holder, field):
                    sentence = f"Nomor ini sudah dipakai {holder.described}; periksa nomornya."
                    self._refuse(row, kind, "number_of_another", sentence)
                    return True
        return False

    def _refuse(self, row: RosterRow, kind: Kind, code: str, sentence: str) -> None:
        self._skipped.add(row.row_number)
        self._say(row, kind, BadValue(code, sentence).finding)

    def _say(self, row: RosterRow, kind: Kind, finding: Finding) -> None:
        label = self._roster.label_of(kind) or self._roster.label_of(Kind.NAME)
        self._said.setdefault(row.row_number, []).append(problem_at(row.row_number, label, finding))

    def _decide(self, row: RosterRow) -> Decision:
        known = self._matched.get(row.row_number)
        if row.row_number in self._skipped or self._takes_number_of_another(row, known):
            return self._decision(row, Action.SKIP)
        if known is None:
            keys = self._keys[row.row_number]
            if alike := self._people.similar(keys):
                where = "yang sudah ada" if alike.person_id > 0 else f"di baris {-alike.person_id}"
                sentence = f"Mungkin orang yang sama dengan {alike.described} {where}; periksa sebelum menyimpan."
                self._say(row, Kind.NAME, warning("similar_person", sentence))
            self._people.add(Known(person_id=-row.row_number, fields=row.fields, keys=keys))
            return self._decision(row, Action.ADD, changes=dict(row.fields))
        changes = changed_fields(known.fields, row.fields)
        self._tell_changes_of_identity(row, known, changes)
        action = Action.UPDATE if changes else Action.UNCHANGED
        return self._decision(row, action, person_id=known.person_id, changes=changes)

    def _tell_changes_of_identity(self, row: RosterRow, known: Known, changes: Fields) -> None:
        for field, kind in _IDENTITY:
            before = known.fields.get(field)
            if field not in changes or (field == "name" and not renames(known.fields, changes)):
                continue
            if before:
                if field == "national_id" and not self._sees_numbers:
                    before = mask_national_id(str(before))
                what = f'"{before}" menjadi "{changes[field]}" pada {known.described}'
                self._say(
                    row, kind, warning("identity_changed", f"Akan diubah dari {what}; periksa sebelum menyimpan.")
                )
            elif field in ("employee_number", "national_id"):
                sentence = f"Nomor akan ditambahkan pada {known.described}; periksa bahwa orangnya sama."
                self._say(row, kind, warning("number_added", sentence))

    def _decision(
        self, row: RosterRow, action: Action, *, person_id: int = 0, changes: Fields | None = None
    ) -> Decision:
        said = tuple(self._said.get(row.row_number, ()))
        complete = replace(row, problems=(*row.problems, *said)) if said else row
        return Decision(row=complete, action=action, person_id=person_id, changes=changes or {})


_NUMBERS = (("employee_number", Kind.EMPLOYEE_NUMBER), ("national_id", Kind.NATIONAL_ID))
_IDENTITY = (("name", Kind.NAME), ("birth_date", Kind.BIRTH_DATE), *_NUMBERS)
_SIGNS = {
    Likeness.EMPLOYEE_NUMBER: Kind.EMPLOYEE_NUMBER,
    Likeness.NATIONAL_ID: Kind.NATIONAL_ID,
    Likeness.NAME_AND_BIRTH: Kind.NAME,
    Likeness.NAME_AND_CONTACT: Kind.NAME,
    Likeness.SIMILAR: Kind.NAME,
}
_SURE = {Likeness.NAME_AND_BIRTH: 2, Likeness.NAME_AND_CONTACT: 3, Likeness.SIMILAR: 4}
"""From this strength on a row that fits several people has no surer sign left by which it would be found again."""
_REASONS = {
    Likeness.EMPLOYEE_NUMBER: "NIP sama",
    Likeness.NATIONAL_ID: "NIK sama",
    Likeness.NAME_AND_BIRTH: "nama dan tanggal lahir sama",
    Likeness.NAME_AND_CONTACT: "nama dan kontak sama",
    Likeness.SIMILAR: "nama sama dan tidak ada keterangan lain yang membedakan",
}


def _twin_sentence(other: RosterRow, why: Likeness) -> str:
    reason = f"Orang ini sudah ada di baris {other.row_number} ({_REASONS[why]})"
    return f"{reason}; hapus salah satu baris atau isi nomor yang benar."
