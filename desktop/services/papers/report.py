"""All that a report of a class tells, read at one moment: its report and its brief say the same numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from contract.tables import papers as queries
from contract.tables.certificates import certificates_by_state
from contract.tables.records import Values
from contract.training.attendance.attended import Marked, Status
from contract.training.certificates.kinds import Kind, Signer, State
from contract.training.completion.evidence import SessionHeld
from contract.training.completion.score_bands import Spread, spread
from desktop.services.attendance.recap import Recap, recap_as
from desktop.services.classes.schedule import Scheduled
from desktop.services.classes.staff import StaffView, list_staff
from desktop.services.completion.deciding import CompletionReport, completion_as
from desktop.services.completion.minutes import MinutesView, list_minutes
from desktop.services.completion.reported import Reported, reported
from desktop.services.completion.scores import ScoreTable, scores_as
from desktop.services.faults import NotAllowed, NotHere, Unsuitable
from desktop.services.named import class_line
from desktop.services.papers.forms import ClassPaper
from desktop.services.papers.letters import Basis, StageTold, class_letter
from desktop.services.payments.nominal import NominalList, for_office, lists
from desktop.services.payments.rows import forbidden
from desktop.services.plans.rollup import Lights, class_lights
from desktop.services.programmes.figures import MeasureView, figures
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTold:
    """The marks of one session counted. counts: by code, without those by deputy; disputed: in open conflict."""

    session: SessionHeld
    counts: dict[str, int]
    deputies: int
    not_recorded: int
    disputed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCount:
    """Certificates of a kind that hold, that were revoked, and that were replaced."""

    kind: Kind
    holding: int
    revoked: int
    replaced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassReport:
    """One class, whole. completion: None while the class has no rule; payments: None where they are not to be told,
    because the programme pays nobody, or whoever prints may not see them. signer: of the office on that day.
    """

    paper: ClassPaper
    on: str
    basis: Basis
    stages: tuple[StageTold, ...]
    schedule: tuple[Scheduled, ...]
    staff: tuple[StaffView, ...]
    recap: Recap
    sessions: tuple[SessionTold, ...]
    scores: ScoreTable
    spread: Spread
    completion: CompletionReport | None
    minutes: tuple[MinutesView, ...]
    lights: Lights
    members: dict[int, int]
    certificates: tuple[PaperCount, ...]
    measures: tuple[MeasureView, ...]
    payments: tuple[NominalList, ...] | None
    signer: Signer | None

    @property
    def people(self) -> int:
        """How many took part."""
        return len(self.recap.lines)


def class_report(replica: Replica, class_id: int, on: str) -> ClassReport:
    """A class as it stands on a day (ISO); marks, scores and results as its minutes froze them. Raises NotHere."""
    with replica.database.reading():
        held, letter = class_line(replica, class_id), class_letter(replica, class_id, on)
        above = fetch(replica, queries.above_class(records, class_id))[0]
        told = reported(replica, class_id)
        recap, scores = recap_as(replica, class_id, told), scores_as(replica, class_id, told)
        return ClassReport(
            paper=letter.paper,
            on=on,
            basis=letter.basis,
            stages=letter.stages,
            schedule=letter.schedule,
            staff=list_staff(replica, class_id),
            recap=recap,
            sessions=sessions_told(recap),
            scores=scores,
            spread=spread(line.total for line in scores.lines),
            completion=_completion(replica, class_id, told, on),
            minutes=list_minutes(replica, class_id),
            lights=class_lights(replica, class_id, on),
            members=dict(Counter(line.person.group for line in scores.lines if line.person.group is not None)),
            certificates=_certificates(replica, held),
            measures=_measures(replica, held, above),
            payments=_payments(replica, held, above),
            signer=letter.signer,
        )


def sessions_told(recap: Recap) -> tuple[SessionTold, ...]:
    """The marks of each session of a recap, counted."""
    return tuple(
        _told(session, [line.marks[place] for line in recap.lines]) for place, session in enumerate(recap.sessions)
    )


def _told(session: SessionHeld, marks: list[Marked | None]) -> SessionTold:
    said = [mark for mark in marks if mark is not None]
    plain = [mark for mark in said if mark.status is not None and not mark.disputed]
    counted = Counter(mark.status for mark in plain if not mark.deputy)
    disputed = sum(mark.disputed for mark in said)
    return SessionTold(
        session=session,
        counts={status.value: counted[status.value] for status in Status},
        deputies=sum(bool(mark.deputy) for mark in plain),
        not_recorded=len(marks) - len(plain) - disputed,
        disputed=disputed,
    )


def _completion(replica: Replica, class_id: int, told: Reported, on: str) -> CompletionReport | None:
    try:
        return completion_as(replica, class_id, told, on)
    except Unsuitable:  # no rule yet: what the report then says
        return None


def _certificates(replica: Replica, held: Values) -> tuple[PaperCount, ...]:
    lines = fetch(replica, certificates_by_state(records, held.realm, held.id))
    counted = Counter({(line.kind or "", line.status or ""): line.certificates for line in lines})
    return tuple(
        PaperCount(
            kind=kind,
            holding=counted[kind.value, State.ISSUED.value],
            revoked=counted[kind.value, State.REVOKED.value],
            replaced=counted[kind.value, State.REPLACED.value],
        )
        for kind in Kind
    )


def _measures(replica: Replica, held: Values, above: Values) -> tuple[MeasureView, ...]:
    key = above.programme_key or held.programme_key
    if not key:
        return ()
    try:
        return figures(replica, key)
    except NotHere:  # only the programme's name came along with the class
        return ()


def _payments(replica: Replica, held: Values, above: Values) -> tuple[NominalList, ...] | None:
    if forbidden(replica, held, above.programme_id) is not None:
        return None
    try:
        for_office(replica, held)  # who reads less has none of the lists, which says nothing of what was paid
        return lists(replica, held.id)
    except NotAllowed:
        return None
