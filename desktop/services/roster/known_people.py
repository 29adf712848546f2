"""The people already in the replica, indexed by what can name them, and which of them a row has claimed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contract.training.people.names import print_name
from contract.training.people.twins import Likeness, PersonKeys, contradict, keys_of, likeness
from desktop.services.roster.rows import Fields, RosterRow
from desktop.services.roster.twins_within import says_no_more

_MOST_COMPARED = 50
"""Namesakes that are looked at for a warning; with more the name alone says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One person in the replica."""

    person_id: int
    fields: Fields
    keys: PersonKeys

    @property
    def described(self) -> str:
        """The person for a sentence: printed name with NIP or agency."""
        text = {name: str(value) for name, value in self.fields.items() if value}
        name = print_name(text.get("name", ""), text.get("title_prefix"), text.get("title_suffix"))
        further = f"NIP {text['employee_number']}" if "employee_number" in text else text.get("agency", "")
        return f"{name} ({further})" if further else name


class KnownPeople:
    """People by their keys. A person is claimed by one row at most."""

    def __init__(self, people: Iterable[Mapping[str, int | str | None]]) -> None:
        self.claims: dict[int, RosterRow] = {}
        self._disputed: set[int] = set()
        self._by_id: dict[int, Known] = {}
        self._by_sign: dict[tuple[str, ...], list[Known]] = {}
        for fields in sorted(people, key=lambda each: int(each["id"] or 0)):
            own = {name: value for name, value in fields.items() if name != "id"}
            self.add(Known(person_id=int(fields["id"] or 0), fields=own, keys=keys_of(own)))

    def add(self, known: Known) -> None:
        """Take in one more person; rows that will be added have negative ids until they are saved."""
        self._by_id[known.person_id] = known
        keys = known.keys
        signs = [("nip", keys.employee_number), ("nik", keys.national_id), ("born", keys.birth_date)]
        signs.append(("name", keys.name))
        for sign in signs:
            if sign[1]:
                self._by_sign.setdefault(sign, []).append(known)
        if keys.birth_date:
            self._by_sign.setdefault(("birth", keys.name, keys.birth_date), []).append(known)
        for contact in keys.contacts:
            self._by_sign.setdefault(("contact", keys.name, contact), []).append(known)

    def with_id(self, person_id: int) -> Known | None:
        """The person with that id."""
        return self._by_id.get(person_id)

    def with_number(self, field: str, number: str) -> list[Known]:
        """People with that NIP (field employee_number) or NIK (national_id), oldest id first."""
        sign = "nip" if field == "employee_number" else "nik"
        return self._by_sign.get((sign, number), []) if number else []

    def born_alike(self, keys: PersonKeys) -> list[Known]:
        """Unclaimed people of that name and birth date whom nothing contradicts."""
        found = self._by_sign.get(("birth", keys.name, keys.birth_date), []) if keys.birth_date else []
        return self._free(found, keys)

    def reached_alike(self, keys: PersonKeys) -> list[Known]:
        """Unclaimed people of that name and telephone or e-mail whom nothing contradicts."""
        found = {
            known.person_id: known
            for contact in keys.contacts
            for known in self._by_sign.get(("contact", keys.name, contact), [])
        }
        return self._free([found[person_id] for person_id in sorted(found)], keys)

    def said_already(self, row: RosterRow, keys: PersonKeys, compared: frozenset[str]) -> list[Known]:
        """Unclaimed namesakes of whom the row says nothing new; only those, if any, who have no more than the row.

        compared: the fields that the roster knows at all; what a person has besides does not count as more.
        """
        namesakes = self._free(self._by_sign.get(("name", keys.name), []), keys)
        found = [known for known in namesakes if says_no_more(row, known.fields)]
        equal = [known for known in found if all(not known.fields.get(name) for name in compared - row.fields.keys())]
        return equal[:1] or found

    def similar(self, keys: PersonKeys) -> Known | None:
        """Someone alike enough to ask about; whoever is claimed by another row counts too."""
        namesakes = self._by_sign.get(("name", keys.name), [])[:_MOST_COMPARED]
        born = self._by_sign.get(("born", keys.birth_date), [])[:_MOST_COMPARED] if keys.birth_date else []
        alike = (Likeness.SIMILAR, Likeness.NAME_AND_BIRTH, Likeness.NAME_AND_CONTACT)
        return next((known for known in (*namesakes, *born) if likeness(keys, known.keys) in alike), None)

    def is_claimed(self, known: Known) -> bool:
        """True when a row already stands for this person, or was refused over this person."""
        return known.person_id in self.claims or known.person_id in self._disputed

    def dispute(self, known: Known) -> None:
        """Take a claim back and leave the person alone: a change by another row could excuse the slip next time."""
        self.claims.pop(known.person_id, None)
        self._disputed.add(known.person_id)

    def keeps_number(self, known: Known, field: str) -> bool:
        """False when the row that claims this person gives another number, so that the present one becomes free."""
        claimant = self.claims.get(known.person_id)
        return claimant is None or not claimant.fields.get(field)

    def _free(self, found: list[Known], keys: PersonKeys) -> list[Known]:
        return [known for known in found if not self.is_claimed(known) and not contradict(keys, known.keys)]
