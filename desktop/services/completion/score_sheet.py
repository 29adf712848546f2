"""Scores as committees type them: a row for each person and a column for each component, or a row for each score.

A row is taken whole or not at all: what is wrong with it is said with its number, and the other rows are taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contract.exchange.dots import BadId, format_id, parse_id
from contract.faults import WorldFault
from contract.training.completion.evidence import Component
from contract.training.completion.scoring import FIRST_ATTEMPT
from contract.training.exact_numbers import typed_hundredths
from contract.training.people.names import name_key, split_name
from contract.training.typed_text import clean, says_nothing
from desktop.services.completion.evidence import component_of
from desktop.services.completion.scores import NewScore, ScoreBook, component_line, list_components, set_scores
from desktop.services.faults import Ambiguous, NotHere, Unsuitable
from desktop.services.named import person_named
from desktop.services.roster.reading import read_workbook
from desktop.services.roster.workbook import text_of
from desktop.services.views import Problem, RosterReport, Severity
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica

_PERSON: dict[str, tuple[str, ...]] = {
    "id": ("person", "id", "id peserta", "peserta"),
    "nip": ("nip", "nip / ni pppk", "nip/ni pppk", "ni pppk"),
    "name": ("nama", "nama peserta", "nama lengkap", "nama lengkap dengan gelar"),
}
_LONG: dict[str, tuple[str, ...]] = {
    "component": ("component", "komponen", "komponen nilai", "id komponen"),
    "value": ("value", "nilai", "skor"),
    "attempt": ("attempt", "percobaan"),
    "note": ("note", "catatan"),
}
_PASSED_BY = frozenset(
    "no no. nomor nik jabatan instansi opd unit kerja kelompok kelas keterangan ket ket. total jumlah rata-rata "
    "nilai akhir predikat rank peringkat name".split()
) | {"unit kerja", "nilai akhir"}
"""Headings of what is no score and need not be spoken of."""
_HEADING_WITHIN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Where things stand. scores: the component of each such column, in a table with a column for each."""

    heading: int
    labels: tuple[str, ...]
    person: dict[str, int]
    long: dict[str, int]
    scores: dict[int, Component]


def import_scores(
    replica: Replica,
    file: Path,
    moment: Moment,
    *,
    class_id: int | None = None,
    reason: str = "",
    dry_run: bool = False,
) -> RosterReport:
    """Writes what a file says and the class does not hold yet. class_id: needed for a column for each component.

    added: rows with a score for somebody who had none there; updated: rows that change one.
    """
    with replica.transaction():
        components = list_components(replica, class_id) if class_id is not None else ()
        rows, layout = _read(file, components)
        reading = _Reading(replica, layout, class_id, reason)
        for number, row in enumerate(rows[layout.heading + 1 :], layout.heading + 2):
            if any(cell.strip() for cell in row):
                reading.take(number, row)
        if reading.scores and not dry_run:
            set_scores(replica, reading.scores, moment)
    return RosterReport(
        file=file.name,
        rows=reading.rows,
        added=reading.added,
        updated=reading.updated,
        unchanged=reading.rows - reading.added - reading.updated - reading.skipped,
        skipped=reading.skipped,
        problems=(*_strange_columns(layout), *reading.problems),
        dry_run=dry_run,
    )


def _read(file: Path, components: Sequence[Component]) -> tuple[list[list[str]], _Layout]:
    """The cells of the first sheet that has a heading of scores, and the layout that it tells."""
    for sheet in read_workbook(file).sheets:
        rows = [[text_of(cell) for cell in row] for row in sheet.rows]
        for place, row in enumerate(rows[:_HEADING_WITHIN]):
            layout = _layout(place, row, components)
            if layout is not None:
                return rows, layout
    raise Unsuitable(
        f"Berkas {file.name} bukan daftar nilai: perlu kolom peserta (id, NIP atau nama) dan kolom komponen nilai "
        "kelas itu, atau kolom component dan value."
    )


def _layout(place: int, row: Sequence[str], components: Sequence[Component]) -> _Layout | None:
    labels = tuple(_plain(cell) for cell in row)
    person = _found(_PERSON, labels)
    long = _found(_LONG, labels)
    titles = {_plain(name): one for one in components for name in (one.title, format_id(one.id))}
    scores = {column: titles[label] for column, label in enumerate(labels) if label in titles}
    is_long = {"component", "value"} <= long.keys()
    if not person or not (scores or is_long):
        return None
    long = {name: column for name, column in long.items() if is_long or name == "attempt"}
    return _Layout(heading=place, labels=tuple(row), person=person, long=long, scores={} if is_long else scores)


def _found(wanted: dict[str, tuple[str, ...]], labels: Sequence[str]) -> dict[str, int]:
    return {
        name: next(labels.index(word) for word in words if word in labels)
        for name, words in wanted.items()
        if any(word in labels for word in words)
    }


def _strange_columns(layout: _Layout) -> list[Problem]:
    """A remark for each column that might have been meant as scores."""
    known = {*layout.person.values(), *layout.long.values(), *layout.scores}
    return [
        Problem(
            row=layout.heading + 1,
            column=label,
            severity=Severity.WARNING,
            message=f'Baris {layout.heading + 1}: Kolom "{label}" bukan komponen nilai kelas ini; tidak dibaca.',
        )
        for column, label in enumerate(layout.labels)
        if label.strip() and column not in known and _plain(label) not in _PASSED_BY
    ]


class _Reading:
    """Turns rows into scores to write. Counts what they are, collects what is wrong."""

    def __init__(self, replica: Replica, layout: _Layout, class_id: int | None, reason: str) -> None:
        self._replica = replica
        self._layout = layout
        self._reason = reason
        self._books: dict[int, ScoreBook] = {}
        self._components: dict[str, Component] = {}
        self._names: dict[str, list[int]] = {}
        self._told: dict[tuple[int, int, int], tuple[int, int]] = {}
        self.rows = self.added = self.updated = self.skipped = 0
        self.scores: list[NewScore] = []
        self.problems: list[Problem] = []
        if class_id is not None:
            for one in self._book(class_id).evidence.people:
                self._names.setdefault(name_key(split_name(one.name).name), []).append(one.id)

    def take(self, number: int, row: list[str]) -> None:
        """One row: all its scores, or none and why."""
        self.rows += 1
        column = ""
        try:
            if any(cell.strip() for cell in row[len(self._layout.labels) :]):
                raise Unsuitable("Isi baris ini lebih dari kolom judulnya; angka dengan koma harus diapit tanda kutip.")
            found = []
            for place, component, told in self._cells(row):
                column = self._layout.labels[place]
                if not says_nothing(told):
                    found.append((component, typed_hundredths(told)))
            column = self._layout.labels[min(self._layout.person.values())]
            news = self._news(number, row, found)
        except WorldFault as fault:
            where = f"Baris {number}, kolom {column}" if column else f"Baris {number}"
            problem = Problem(row=number, column=column, severity=Severity.ERROR, message=f"{where}: {fault}")
            self.problems.append(problem)
            self.skipped += 1
            return
        self._count(news)

    def _cells(self, row: list[str]) -> list[tuple[int, Component, str]]:
        """(column, component, what was typed) of the row."""
        if self._layout.scores:
            return [(place, one, _cell(row, place)) for place, one in self._layout.scores.items()]
        place = self._layout.long["value"]
        return [(place, self._component(_cell(row, self._layout.long["component"])), _cell(row, place))]

    def _news(self, number: int, row: list[str], found: list[tuple[Component, int]]) -> list[NewScore]:
        """The scores of a row. A person who is no participant, or a score told otherwise before, spoils it."""
        if not found:
            return []
        person, attempt = self._person(row), self._attempt(row)
        told: dict[tuple[int, int, int], tuple[int, int]] = {}
        news = []
        for component, value in found:
            note = _cell(row, self._layout.long["note"]) if "note" in self._layout.long else ""
            new = NewScore(
                component=component.id, person=person, value=value, attempt=attempt, note=note, reason=self._reason
            )
            for one in self._book_of(component).people_of(self._replica, component, new):
                key = (component.id, one, attempt)
                earlier, same = self._told.get(key, (number, value))
                if same != value:
                    raise Unsuitable(f"Nilai ini sudah ditulis lain di baris {earlier}; hapus salah satu baris.")
                told[key] = (earlier, value)
            news.append(new)
        self._told.update(told)
        return news

    def _count(self, news: list[NewScore]) -> None:
        fresh = changed = False
        for new in news:
            book = self._book_of_id(new.component)
            held = book.evidence.scores.get((new.component, new.person or 0), {}).get(new.attempt)
            fresh |= held is None
            changed |= held is not None and held != new.value
        self.updated += changed
        self.added += fresh and not changed
        self.scores += news

    def _person(self, row: list[str]) -> int:
        places = self._layout.person
        for name in ("id", "nip"):
            told = _cell(row, places[name]) if name in places else ""
            if told and not says_nothing(told):
                return person_named(self._replica, told)
        told = _cell(row, places["name"]) if "name" in places else ""
        found = self._names.get(name_key(split_name(told).name), []) if told else []
        if not found:
            raise NotHere(f'Peserta "{told}" tidak dikenal di kelas ini; tulis NIP atau id-nya.')
        if len(found) > 1:
            raise Ambiguous(f'Nama "{told}" dipakai {len(found)} peserta kelas ini; tulis NIP atau id-nya.')
        return found[0]

    def _attempt(self, row: list[str]) -> int:
        told = _cell(row, self._layout.long["attempt"]) if "attempt" in self._layout.long else ""
        if not told:
            return FIRST_ATTEMPT
        if not (told.isascii() and told.isdigit()):
            raise Unsuitable(f'Percobaan "{told}" tidak terbaca; tulis 1, 2 dan seterusnya.')
        return int(told)

    def _component(self, told: str) -> Component:
        if told not in self._components:
            self._components[told] = self._component_named(told)
        return self._components[told]

    def _component_named(self, told: str) -> Component:
        """By id, or by title among those of the classes met so far."""
        here = [one for book in self._books.values() for one in book.evidence.components]
        named = [one for one in here if _plain(one.title) == _plain(told)]
        if named:
            return named[0]
        try:
            return component_of(component_line(self._replica, parse_id(told)))
        except BadId:
            raise NotHere(f'Komponen nilai "{told}" tidak ada di kelas ini; tulis nama atau id-nya.') from None

    def _book_of(self, component: Component) -> ScoreBook:
        return self._book_of_id(component.id)

    def _book_of_id(self, component_id: int) -> ScoreBook:
        for book in self._books.values():
            if any(one.id == component_id for one in book.evidence.components):
                return book
        return self._book(component_line(self._replica, component_id).class_group)

    def _book(self, class_id: int) -> ScoreBook:
        if class_id not in self._books:
            self._books[class_id] = ScoreBook(self._replica, class_id)
        return self._books[class_id]


def _cell(row: Sequence[str], place: int) -> str:
    return clean(row[place]).removeprefix("'") if place < len(row) else ""


def _plain(label: str) -> str:
    return clean(label).casefold()
