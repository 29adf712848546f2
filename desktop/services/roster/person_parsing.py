"""One row of a roster into a person's fields, with a remark for everything that was not understood.

A broken NIP, NIK or name is an error and keeps the row out; any other value that cannot be read is left empty, never
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from contract.exchange.dots import BadId, parse_id
from contract.training.findings import BadValue, Finding, warning
from contract.training.people.employee_number import EmployeeNumber, parse_employee_number
from contract.training.people.employment import EmploymentType, parse_employment_type
from contract.training.people.identity import check_agreement
from contract.training.people.names import split_name
from contract.training.people.national_id import LENGTH as NIK_LENGTH
from contract.training.people.national_id import NationalId, is_masked, parse_national_id
from contract.training.people.ranks import parse_grade
from contract.training.people.sexes import Sex
from contract.training.typed_text import says_nothing, words
from desktop.services.roster import cell_values
from desktop.services.roster.cell_values import Readers
from desktop.services.roster.headings import Column, Kind
from desktop.services.roster.name_cell import NameCell, split_name_cell
from desktop.services.roster.rows import Fields, Problem, RosterRow, problem_at
from desktop.services.roster.tables import PersonRow
from desktop.services.roster.workbook import Cell, is_filled, text_of

_MARKS = (Kind.MALE_MARK, Kind.FEMALE_MARK)
_BIRTH_KINDS = (Kind.BIRTH, Kind.BIRTH_PLACE, Kind.BIRTH_DATE)
_NUMBER_KINDS = (Kind.NATIONAL_ID, Kind.EMPLOYEE_NUMBER)
_LONGEST_OTHER_NUMBER = 12
"""Digits of the longest NRP of police and army."""
_Number = TypeVar("_Number", EmployeeNumber, NationalId)


def parse_person(columns: tuple[Column, ...], person: PersonRow, readers: Readers) -> RosterRow:
    """What the row says, read column by column."""
    return _Parsing(columns, person, readers).result()


class _Parsing:
    """Collects the fields and problems of one row."""

    def __init__(self, columns: tuple[Column, ...], person: PersonRow, readers: Readers) -> None:
        self._person = person
        self._readers = readers
        self._fields: Fields = {}
        self._problems: list[Problem] = []
        self._grades: list[tuple[Column, str]] = []
        self._labels = {column.kind: column.label for column in reversed(columns)}
        self._cells: dict[Kind, list[tuple[Column, Cell]]] = {}
        for column in columns:
            cell = person.cells.get(column.index, "")
            if cell == "":
                continue
            kind = column.kind
            if kind in _MARKS or not says_nothing(text_of(cell)):
                self._cells.setdefault(kind, []).append((column, cell))
        self._id = self._person_id()

    def result(self) -> RosterRow:
        """The row; call once."""
        self._first(Kind.EMPLOYMENT_TYPE, cell_values.employment_value)
        name = self._read_name()
        self._split_positions()
        born = self._read_birth()
        number, national = self._read_numbers(name, born)
        self._read_grade(number)
        sex = self._read_sex()
        self._read_work()
        self._read_contacts()
        for finding in check_agreement(number, national, born, sex):
            stated = (Kind.SEX, *_MARKS) if finding.code == "sex_differs" else _BIRTH_KINDS
            kinds = (*stated, *_NUMBER_KINDS, Kind.NAME)
            label = next(self._labels[kind] for kind in kinds if kind in self._labels)
            self._say(label, finding)
        ordinals = [cell_values.ordinal_value(cell) for _, cell in self._cells.get(Kind.ORDINAL, [])]
        groups = [cell_values.group_value(cell) for _, cell in self._cells.get(Kind.GROUP, [])]
        return RosterRow(
            row_number=self._person.row + 1,
            fields=self._fields,
            problems=tuple(self._problems),
            group=groups[0] if groups else self._person.section,
            ordinal=ordinals[0] if ordinals else None,
            person_id=self._id,
        )

    def _say(self, label: str, finding: Finding, *, emptied: bool = False) -> None:
        self._problems.append(problem_at(self._person.row + 1, label, finding, emptied=emptied))

    def _first(self, kind: Kind, read: Callable[[Cell], str]) -> None:
        """Fill the field from the first column of the kind whose cell can be read."""
        for column, cell in self._cells.get(kind, ()):
            try:
                self._fields[kind.value] = read(cell)
                return
            except BadValue as bad:
                self._say(column.label, bad.finding, emptied=True)

    def _read_name(self) -> NameCell:
        cells = self._cells.get(Kind.NAME, [])
        label = self._labels[Kind.NAME]
        column, cell = cells[0] if cells else (None, "")
        parts = split_name_cell(cell if isinstance(cell, str) else text_of(cell), column.kinds if column else ())
        titled = self._read_titles()
        for _, last in self._cells.get(Kind.LAST_NAME, []):
            parts = replace(parts, name=f"{parts.name} {text_of(last)}".strip())
        if not any(sign.isalpha() for sign in parts.name):
            what = f'Nama "{parts.name}" tidak terbaca' if parts.name else "Nama kosong"
            self._say(label, BadValue("name", f"{what}; isi nama peserta.").finding)
        elif self._id:
            # Our own list: titles and place have columns of their own, and nothing is taken apart a second time.
            self._fields["name"] = text_of(cell)
        elif titled:
            self._fields["name"] = parts.name
        else:
            found = split_name(parts.name)
            given = {"name": found.name, "title_prefix": found.title_prefix, "title_suffix": found.title_suffix}
            self._fields.update({field: value for field, value in given.items() if value})
        if column is not None:
            self._grades.append((column, parts.grade))
            if parts.position:
                self._cells.setdefault(Kind.POSITION, []).append((column, parts.position))
        return parts

    def _read_titles(self) -> bool:
        """Take titles from columns of their own; False when there are none in this row."""
        self._first(Kind.TITLE_PREFIX, cell_values.text_value)
        self._first(Kind.TITLE_SUFFIX, cell_values.text_value)
        for _, cell in self._cells.get(Kind.TITLES, []):
            before, behind = cell_values.titles_value(cell)
            self._fields.update({"title_prefix": before} if before else {"title_suffix": behind})
        return bool(self._fields.keys() & {"title_prefix", "title_suffix"})

    def _read_numbers(self, name: NameCell, born: date | None) -> tuple[EmployeeNumber | None, NationalId | None]:
        numbers = list(self._cells.get(Kind.EMPLOYEE_NUMBER, []))
        nationals = list(self._cells.get(Kind.NATIONAL_ID, []))
        for column, cell in self._cells.get(Kind.EITHER_NUMBER, []):
            digits = sum(sign.isdigit() for sign in text_of(cell))
            (nationals if digits == NIK_LENGTH else numbers).append((column, cell))
        if name.number and not numbers:
            numbers = [(self._cells[Kind.NAME][0][0], name.number)]
        number: EmployeeNumber | None = None
        national: NationalId | None = None
        for column, cell in numbers[:1]:
            if text := self._number_text(column, cell, "NIP"):
                number = self._checked(column, partial(parse_employee_number, text, self._readers.today))
        for column, cell in nationals[:1]:
            if is_masked(text_of(cell)):
                continue  # of a list that was written for somebody who may not see it: it says nothing new
            if text := self._number_text(column, cell, "NIK"):
                national = self._checked(column, partial(parse_national_id, text, self._readers.today, born))
        if number:
            self._fields["employee_number"] = number.digits
        if national:
            self._fields["national_id"] = national.digits
        return number, national

    def _checked(self, column: Column, parse: Callable[[], _Number]) -> _Number | None:
        """What `parse` reads, its warnings said; None after an error, which keeps the row out."""
        try:
            found = parse()
        except BadValue as bad:
            self._say(column.label, bad.finding)
            return None
        for finding in found.warnings:
            self._say(column.label, finding)
        return found

    def _number_text(self, column: Column, cell: Cell, what: str) -> str:
        """The number as text; empty text when the cell holds a remark, or a number of police or army, in its place."""
        if Kind.GRADE in column.kinds and column.kind is Kind.EMPLOYEE_NUMBER and isinstance(cell, str):
            parts = split_name_cell(cell, column.kinds)
            cell = parts.number
            self._grades.append((column, parts.name))
        try:
            text = cell_values.number_text(cell, what)
        except BadValue as bad:
            self._say(column.label, bad.finding)
            return ""
        if column.kind is Kind.EMPLOYEE_NUMBER:
            text, grade = cell_values.number_before_grade(text)
            self._grades.append((column, grade))
        digits = [sign for sign in text if sign.isdigit()]
        if set(digits) <= {"0"} and len(digits) < NIK_LENGTH:
            if not digits and not cell_values.says_no_number(text):
                self._take_remark(column, text, what)
            return ""
        if "nrp" in words(column.label) and 4 < len(digits) <= _LONGEST_OTHER_NUMBER and len(digits) == len(text):
            sentence = f"{text} seperti NRP, yang tidak disimpan; isi NIP bila ada."
            self._say(column.label, warning("service_number", sentence), emptied=True)
            return ""
        return text

    def _take_remark(self, column: Column, text: str, what: str) -> None:
        """Words in place of a number: "honorer" tells the employment, other words are for a person to read."""
        try:
            employment = parse_employment_type(text).value
            if not self._id:
                self._fields.setdefault("employment_type", employment)
        except BadValue:
            sentence = f'{what} berisi "{text}", bukan nomor; isi nomornya bila sudah ada.'
            self._say(column.label, warning("number_remark", sentence), emptied=True)

    def _split_positions(self) -> None:
        """Position and grade in one cell become two."""
        for place, (column, cell) in enumerate(self._cells.get(Kind.POSITION, [])):
            if Kind.GRADE in column.kinds and column.kind is Kind.POSITION:
                position, grade = cell_values.position_and_grade(cell)
                self._cells[Kind.POSITION][place] = (column, position)
                self._grades.append((column, grade))

    def _read_grade(self, number: EmployeeNumber | None) -> None:
        cells = self._cells.get(Kind.GRADE, [])
        joined = [(cells[0][0], " ".join(text_of(cell) for _, cell in cells))] if cells else []
        stated = self._fields.get("employment_type")
        employment = number.kind if number else EmploymentType(str(stated)) if stated else None
        for column, text in [*joined, *self._grades]:
            if text and "grade" not in self._fields:
                try:
                    self._fields["grade"] = parse_grade(text, employment)
                except BadValue as bad:
                    self._say(column.label, bad.finding, emptied=True)

    def _read_birth(self) -> date | None:
        for kind in _BIRTH_KINDS:
            for column, cell in self._cells.get(kind, []):
                is_own_place = self._id and kind is Kind.BIRTH_PLACE
                place, day = (text_of(cell), "") if is_own_place else self._readers.place_and_date(cell)
                if day == "" and (kind is Kind.BIRTH_DATE or (kind is Kind.BIRTH and any(map(str.isdigit, place)))):
                    place, day = re.sub(r"[\s,/]*\d.*", "", place) if kind is Kind.BIRTH else "", cell
                if place and not says_nothing(place):
                    self._fields.setdefault("birth_place", place)
                if day != "" and "birth_date" not in self._fields:
                    try:
                        self._fields["birth_date"] = self._readers.birth_date(day)
                    except BadValue as bad:
                        self._say(column.label, bad.finding, emptied=True)
        found = self._fields.get("birth_date")
        return date.fromisoformat(str(found)) if found else None

    def _read_sex(self) -> Sex | None:
        self._first(Kind.SEX, self._readers.sex)
        ticked = [
            (kind, column)
            for kind in _MARKS
            for column, cell in self._cells.get(kind, [])
            if cell_values.is_ticked(cell)
        ]
        if "sex" not in self._fields and len(ticked) == 1:
            self._fields["sex"] = (Sex.MALE if ticked[0][0] is Kind.MALE_MARK else Sex.FEMALE).value
        elif len(ticked) > 1:
            finding = warning("sex", "Kedua kotak jenis kelamin terisi; isi salah satunya.")
            self._say(ticked[0][1].label, finding, emptied=True)
        found = self._fields.get("sex")
        return Sex(str(found)) if found else None

    def _read_work(self) -> None:
        for kind in (Kind.POSITION, Kind.ECHELON, Kind.AGENCY, Kind.WORK_UNIT, Kind.EDUCATION):
            self._first(kind, cell_values.PLAIN[kind])
        self._first(Kind.DISTRICT, self._readers.district)
        agencies = self._cells.get(Kind.AGENCY, [])
        if len(agencies) > 1 and "work_unit" not in self._fields:
            self._fields["work_unit"] = text_of(agencies[1][1])

    def _read_contacts(self) -> None:
        for column, cell in self._cells.get(Kind.PHONE, []):
            if Kind.EMAIL in column.kinds:
                phone, email = cell_values.phone_and_email(cell)
                self._cells.setdefault(Kind.EMAIL, []).extend([(column, email)] if email else [])
                cell = phone
            if is_filled(cell) and "phone" not in self._fields:
                try:
                    self._fields["phone"] = cell_values.phone_value(cell)
                except BadValue as bad:
                    self._say(column.label, bad.finding, emptied=True)
        self._first(Kind.EMAIL, cell_values.email_value)

    def _person_id(self) -> int:
        for _, cell in self._cells.get(Kind.PERSON_ID, []):
            try:
                return parse_id(text_of(cell))
            except BadId:
                return 0
        return 0
