"""What became of a programme: stated and counted side by side, each class from its enrolments to its certificates.

Read from rows alone, so that two laptops which hold the same rows read the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from contract.training.certificates.seal import NotGenuine
from contract.training.completion.judging import Judgement
from contract.training.completion.rule import Outcome
from desktop.services.attendance.recap import Recap, recap_of
from desktop.services.certificates.views import list_certificates, verify_here
from desktop.services.classes.tasks import ClassProgress, TaskView, list_tasks, progress_of_class
from desktop.services.completion.deciding import CompletionReport, completion_report
from desktop.services.completion.minutes import MinutesView, list_minutes
from desktop.services.completion.scores import ScoreTable, score_table
from desktop.services.enrolment.views import Enrolments, list_enrolments
from desktop.services.payments.nominal import NominalList, lists
from desktop.services.plans.rollup import class_lights
from desktop.services.plans.seminars import SeminarSheet, seminar_of
from desktop.services.programmes.views import ProgrammeDetail, show_programme
from desktop.services.spbe.views import Around, Compared, around, compare
from desktop.storage.queries.enrolments import Wanted
from desktop.storage.replica import Replica


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCount:
    """Certificates of a class: made, found genuine, and refused when one sign of their text was altered."""

    made: int
    genuine: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassOutcome:
    """One class. decided: by the meeting; lights: of its plans, by colour; competent: by the LSP's tests.

    payments: its frozen lists, those of differences too.
    """

    report: CompletionReport
    enrolments: Enrolments
    recap: Recap
    tasks: tuple[TaskView, ...]
    progress: ClassProgress
    scores: ScoreTable
    seminar: SeminarSheet
    minutes: tuple[MinutesView, ...]
    payments: tuple[NominalList, ...]
    decided: Mapping[Outcome, int]
    certificates: PaperCount
    lights: Mapping[str, int]
    competent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeOutcome:
    """A programme with all its classes. compared, around: SPBE indices of the governments that its file names."""

    detail: ProgrammeDetail
    classes: tuple[ClassOutcome, ...]
    compared: tuple[Compared, ...]
    around: tuple[Around, ...]


def programme_outcome(replica: Replica, key: str, on: str, threshold: Decimal | None = None) -> ProgrammeOutcome:
    """All of a programme on a day (ISO). threshold: least attendance in percent, None: as its rule says."""
    detail = show_programme(replica, key)
    classes = [identifier for training in detail.trainings for identifier, _ in training.classes]
    districts = list(dict.fromkeys(one.district for one in detail.file.appraisals))
    trainings = [one.id for one in detail.trainings] if districts else []
    return ProgrammeOutcome(
        detail=detail,
        classes=tuple(_class_outcome(replica, one, on, threshold) for one in classes),
        compared=compare(replica, districts) if districts else (),
        around=tuple(found for training in trainings for found in around(replica, training, districts)),
    )


def _class_outcome(replica: Replica, class_id: int, on: str, threshold: Decimal | None) -> ClassOutcome:
    report = completion_report(replica, class_id, on, threshold)
    tests = [test for of in report.tests.values() for test in of]
    lights = class_lights(replica, class_id, on).counts
    return ClassOutcome(
        report=report,
        enrolments=list_enrolments(replica, class_id, Wanted(), None),
        recap=recap_of(replica, class_id),
        tasks=list_tasks(replica, class_id),
        progress=progress_of_class(replica, class_id),
        scores=score_table(replica, class_id),
        seminar=seminar_of(replica, class_id, on),
        minutes=list_minutes(replica, class_id),
        payments=lists(replica, class_id),
        decided=report.decided,
        certificates=_papers(replica, class_id),
        lights={colour.value: count for colour, count in lights.items()},
        competent=sum(test.outcome == "competent" for test in tests) if tests else None,
    )


def _papers(replica: Replica, class_id: int) -> PaperCount:
    views = list_certificates(replica, None, class_id)
    genuine = sum(_is_genuine(replica, view.text) for view in views)
    refused = sum(not _is_genuine(replica, altered(view.text)) for view in views)
    return PaperCount(made=len(views), genuine=genuine, refused=refused)


def _is_genuine(replica: Replica, text: str) -> bool:
    try:
        return bool(verify_here(replica, text).status)
    except NotGenuine:
        return False


def altered(text: str) -> str:
    """The text with one sign in its midst changed to another that may stand there."""
    place = len(text) // 2
    return f"{text[:place]}{'B' if text[place] != 'B' else 'C'}{text[place + 1 :]}"


def reasons(judgement: Judgement) -> list[str]:
    """Why somebody has not passed, in words."""
    return [condition.sentence for condition in (*judgement.failed, *judgement.missing)]
