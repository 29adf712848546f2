"""What was changed after the minutes that froze it: frozen values against today's rows, whoever changed them.

Compared is what the minutes name: their sessions, components and people. What came later is not theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from contract.training.attendance.attended import Marked
from contract.training.completion.evidence import Evidence
from contract.training.completion.minutes import Decided, Frozen
from contract.training.completion.rule import Outcome
from contract.training.exact_numbers import HUNDREDTHS, number_text


class What(StrEnum):
    """What kind of frozen thing was changed."""

    MARK = "mark"
    SCORE = "score"
    RESULT = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One frozen value that is another one today. of: the session or component; old, new: as people read them."""

    what: What
    person: int
    name: str
    of: int | None
    title: str
    attempt: int | None
    old: str | None
    new: str | None

    @property
    def sentence(self) -> str:
        """For people."""
        told = {What.MARK: "Presensi", What.SCORE: "Nilai", What.RESULT: "Kelulusan"}[self.what]
        about = f' "{self.title}"' if self.title else ""
        again = f" (percobaan {self.attempt})" if self.attempt and self.attempt > 1 else ""
        change = f"{self.old or 'kosong'} menjadi {self.new or 'kosong'}"
        return f"{told}{about}{again} {self.name}: {change}, berubah setelah berita acara"


def changes_since(
    frozen: Frozen, today: Evidence, results: Mapping[int, Decided], stands: Mapping[int, int]
) -> tuple[Changed, ...]:
    """The differences, in the order of the minutes. stands: who stands today for somebody merged since."""
    return (
        *_marks(frozen.evidence, today, stands),
        *_scores(frozen.evidence, today, stands),
        *_results(frozen, results, stands),
    )


def _marks(held: Evidence, today: Evidence, stands: Mapping[int, int]) -> Sequence[Changed]:
    found = []
    for session in held.sessions:
        for person in held.people:
            old = _mark_text(held.marks.get((session.id, person.id)))
            new = _mark_text(today.marks.get((session.id, stands.get(person.id, person.id))))
            if old != new:
                found.append(_changed(What.MARK, person.id, person.name, (session.id, session.title), None, (old, new)))
    return found


def _scores(held: Evidence, today: Evidence, stands: Mapping[int, int]) -> Sequence[Changed]:
    found = []
    for component in held.components:
        for person in held.people:
            old = held.scores.get((component.id, person.id), {})
            new = today.scores.get((component.id, stands.get(person.id, person.id)), {})
            for attempt in sorted({*old, *new}):
                if old.get(attempt) == new.get(attempt):
                    continue
                values = (_score_text(old.get(attempt)), _score_text(new.get(attempt)))
                about = (component.id, component.title)
                found.append(_changed(What.SCORE, person.id, person.name, about, attempt, values))
    return found


def _results(frozen: Frozen, results: Mapping[int, Decided], stands: Mapping[int, int]) -> Sequence[Changed]:
    found = []
    for person in frozen.evidence.people:
        old = _result_text(frozen.results.get(person.id))
        new = _result_text(results.get(stands.get(person.id, person.id)))
        if old != new:
            found.append(_changed(What.RESULT, person.id, person.name, (None, ""), None, (old, new)))
    return found


def _changed(
    what: What,
    person: int,
    name: str,
    about: tuple[int | None, str],
    attempt: int | None,
    values: tuple[str | None, str | None],
) -> Changed:
    return Changed(
        what=what,
        person=person,
        name=name,
        of=about[0],
        title=about[1],
        attempt=attempt,
        old=values[0],
        new=values[1],
    )


def _mark_text(mark: Marked | None) -> str | None:
    """A mark with all of it that counts."""
    if mark is None or mark.status is None:
        return None
    late = f", terlambat {mark.late} menit" if mark.late else ""
    deputy = f", diwakili {mark.deputy}" if mark.deputy else ""
    return f"{mark.status}{late}{deputy}"


def _score_text(value: int | None) -> str | None:
    return None if value is None else number_text(Fraction(value, HUNDREDTHS))


def _result_text(decided: Decided | None) -> str | None:
    if decided is None:
        return None
    label = Outcome(decided.outcome).label
    return f"{label}, {decided.predicate}" if decided.predicate else label
