"""How a made-up class ends: scores, remedials, the what-if before the meeting, the decision and its minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from contract.training.attendance.attended import Status
from contract.training.completion.evidence import Component, ComponentKind
from contract.training.completion.minutes import Kind
from contract.training.completion.rule import CompletionRule, Outcome
from contract.training.exact_numbers import HUNDREDTHS
from contract.training.programmes.example import Example
from contract.training.programmes.example_draws import attempt, is_competent, score
from contract.training.programmes.file import ClassGroup, ProgrammeFile
from desktop.practice.programme.seats import Seat
from desktop.services.attendance.marking import Entry, mark
from desktop.services.completion.competence import Competent, NewTest, record_tests
from desktop.services.completion.deciding import Decision, completion_report, decide
from desktop.services.completion.evidence import evidence_of
from desktop.services.completion.minutes import NewMinutes, Signer
from desktop.services.completion.rules import bar_of
from desktop.services.completion.scores import NewScore, list_components, set_scores
from desktop.services.faults import Unsuitable
from desktop.services.plans.grouping import Team
from desktop.services.plans.seminars import seminar_of
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica

_SECOND = 2
"""The number of a further attempt."""


class Results:
    """The end of one class: `score`, `ask`, `close`, in this order."""

    def __init__(
        self,
        seat: Seat,
        file: ProgrammeFile,
        example: Example,
        class_id: int,
        told: ClassGroup,
        people: Sequence[int],
    ) -> None:
        self._seat, self._file, self._example = seat, file, example
        self._class, self._told, self._people = class_id, told, people

    def score(self, teams: Sequence[Team], held_on: str) -> None:
        """Writes all scores; those of the seminar are what its examiners' sheets make."""
        self._seat.write(lambda r, m: self._score(r, teams, held_on, m))
        self._seat.write(lambda r, m: self._tests(r, held_on, m))

    def _score(self, replica: Replica, teams: Sequence[Team], held_on: str, moment: Moment) -> None:
        rule = bar_of(replica, self._class, held_on).rule
        held = seminar_of(replica, self._class, held_on).plans if teams else ()
        by_group = {one.group: one.seminar.result.score for one in held}
        first: list[NewScore] = []
        further: list[NewScore] = []
        for component in list_components(replica, self._class):
            about = [team.id for team in teams] if component.of_group else list(self._people)
            for place, one in enumerate(about):
                value = self._value(component, place)
                given = by_group.get(one)
                if component.kind == ComponentKind.SEMINAR and component.of_group and given is not None:
                    value = round(given * HUNDREDTHS)
                if value is None:
                    continue
                first.append(_new(component, one, value))
                further += self._again(component, rule, place, one, value)
        set_scores(replica, first, moment)
        set_scores(replica, further, moment)

    def _value(self, component: Component, place: int) -> int | None:
        return score(self._example, self._told.title, component.title, place)

    def _again(
        self, component: Component, rule: CompletionRule, place: int, one: int, value: int
    ) -> Iterator[NewScore]:
        """A further attempt of who is below the least score, where the rule allows one."""
        least = component.minimum
        if least is None and rule.min_component is not None and component.weight:
            least = int(rule.min_component * HUNDREDTHS)
        if least is None or value >= least or not rule.allow_remedial:
            return
        better = attempt(self._example, self._told.title, component.title, place)
        if better is not None:
            yield _new(component, one, better, _SECOND)

    def _tests(self, replica: Replica, held_on: str, moment: Moment) -> None:
        """Competence tests, where the programme has them: a result of its own beside that of the training."""
        papers = self._file.certificates
        if papers is None or "competence" not in papers.kinds:
            return
        told = [(one, is_competent(self._example, self._told.title, n)) for n, one in enumerate(self._people)]
        tests = [
            NewTest(
                class_id=self._class,
                person=person,
                scheme=papers.scheme or "Skema contoh",
                institution=papers.institution or "LSP Contoh",
                assessor="Asesor Contoh",
                outcome=Competent.COMPETENT if found else Competent.NOT_YET,
                on=held_on,
                example=True,
            )
            for person, found in told
            if found is not None
        ]
        record_tests(replica, self._class, tests, moment)

    def ask(self, held_on: str) -> dict[Decimal, int]:
        """How many would pass at each least attendance, as a meeting asks before it decides."""
        report = self._seat.read(lambda r: completion_report(r, self._class, held_on))
        return {at.threshold: at.counts[Outcome.PASSED] for at in report.thresholds}

    def close(self, held_on: str, place: str) -> Decision:
        """The meeting decides by the rule and signs, which freezes marks, scores and results."""
        minutes = NewMinutes(
            class_id=self._class,
            kind=Kind.COMPLETION,
            held_on=held_on,
            place=place,
            signers=[Signer(name="Ketua Panitia Contoh", post="Ketua panitia")],
            example=True,
        )
        return self._seat.write(lambda r, m: decide(r, self._class, held_on, m, sign=minutes))

    def refused(self) -> str | None:
        """What is answered to somebody who changes a frozen score or mark without a reason; None if nothing is."""
        try:
            self._seat.write(self._change)
        except Unsuitable as fault:
            return str(fault)
        return None

    def _change(self, replica: Replica, moment: Moment) -> None:
        evidence = evidence_of(replica, self._class)
        for (component, person), attempts in evidence.scores.items():
            value = HUNDREDTHS if attempts[max(attempts)] != HUNDREDTHS else 2 * HUNDREDTHS
            set_scores(replica, [NewScore(component=component, value=value, person=person)], moment)
            return
        for (session, person), held in evidence.marks.items():
            status = Status.SICK if held.status != Status.SICK else Status.EXCUSED
            mark(replica, Entry(session=session, person=person, status=status), moment)
            return


def _new(component: Component, one: int, value: int, number: int = 1) -> NewScore:
    person, group = (None, one) if component.of_group else (one, None)
    return NewScore(component=component.id, value=value, person=person, group=group, attempt=number)
