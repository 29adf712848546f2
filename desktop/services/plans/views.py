"""Action plans as screens, papers and commands show them: each with its milestones, log, sheets and light."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contract.tables import plans as queries
from contract.tables.queries import people
from contract.tables.records import Values
from contract.tables.schedule import staff_of
from contract.training.catalogue import STAGE
from contract.training.plans import lights as plan_lights
from contract.training.plans.action_plans import FOLLOW_UP_DAYS, PlanStatus, follow_up_due, status_of, tags
from contract.training.plans.lights import Light, Progress, Report, Step
from contract.training.plans.seminars import Criterion, Given, SeminarResult, read_criteria, seminar_result
from contract.training.regulations import Line, in_force
from desktop.services.classes.views import group_notes, printed
from desktop.services.named import class_line, group_line
from desktop.services.regulations import regulation_lines
from desktop.services.views import GroupNote
from desktop.storage.queries.lines import fetch, fetch_among
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody or something with the id and the name under which they are shown."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneView:
    """A milestone; None where nobody stated it. budget: rupiah; horizon: short, medium, long."""

    id: int
    group: int
    title: str
    horizon: str | None
    owner: Named | None
    starts_on: str | None
    due_on: str | None
    done_on: str | None
    budget: int | None
    measure: str | None
    baseline: str | None
    target: str | None
    realisation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingView:
    """One line of the coaching log."""

    id: int
    held_on: str | None
    mode: str | None
    coach: Named | None
    notes: str
    follow_up: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpView:
    """A follow-up that fell due or was reported. share: hundredths of a percent, None where nobody stated it."""

    days: int
    due_on: str | None
    held_on: str | None
    share: int | None
    realisation: str
    obstacles: str
    next: str
    reported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seminar:
    """A group's place at the seminar. source: "plan", "stage" or "class", from which the date is known; else None."""

    on: str | None
    source: str | None
    order: int | None
    result: SeminarResult
    examiners: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """A group's plan. stated: the fields of the plan as they are kept, by name; written: whether anybody began it.

    free_text: the plan as one text, as it was kept before it had fields.
    """

    group: int
    class_id: int
    number: int | None
    group_title: str
    theme: str | None
    free_text: str | None
    written: bool
    stated: Mapping[str, int | str | None]
    status: PlanStatus
    coach: Named | None
    seminar: Seminar
    milestones: tuple[MilestoneView, ...]
    coachings: tuple[CoachingView, ...]
    follow_ups: tuple[FollowUpView, ...]
    light: Light
    example: bool

    @property
    def title(self) -> str:
        """The title of the plan, empty while there is none."""
        return str(self.stated.get("title") or "")

    def several(self, field: str) -> tuple[str, ...]:
        """The values of a field that holds several: indicators, priorities, impacts."""
        told = self.stated.get(field)
        return tags(told if isinstance(told, str) else None)


_NO_DAY = "9999-12-31"
STATED = (
    *("title", "background", "objective", "outputs", "outcomes", "beneficiaries", "development_plan", "indicators"),
    *("quick_win", "priorities", "impacts", "risks", "stakeholders", "feedback", "budget"),
    *("measure", "baseline", "target"),
)


def plans_of_class(replica: Replica, class_id: int, today: str) -> tuple[PlanView, ...]:
    """The plans of a class by group. today: ISO, for the lights. Raises NotHere."""
    with replica.database.reading():
        return plans_of_classes(replica, [class_line(replica, class_id)], today)


def plans_of_classes(replica: Replica, held: Sequence[Values], today: str) -> tuple[PlanView, ...]:
    """The same of many classes (their rows), in their order: a question for each kind of row."""
    return _Loaded(replica, held, today).views()


def plan_of_group(replica: Replica, group_id: int, today: str) -> PlanView:
    """The plan of one group. Raises NotHere."""
    with replica.database.reading():
        held = group_line(replica, group_id)
        return next(plan for plan in plans_of_class(replica, held.class_group, today) if plan.group == group_id)


def notes_of_group(replica: Replica, group_id: int) -> tuple[GroupNote, ...]:
    """The notes about a group, the newest first. Raises NotHere."""
    with replica.database.reading():
        held = group_line(replica, group_id)
        return tuple(group_notes(replica, held.class_group)[group_id])


def criteria_of(replica: Replica, held: Values) -> tuple[Criterion, ...]:
    """The criteria by which a class's plans are examined: those of the seminar's day, the office's last while that is
    not known. Raises BadValue for a list that cannot be read.
    """
    plans, stated = fetch(replica, queries.plans_of(records, [held.id])), regulation_lines(replica, held.realm)
    return _criteria(held, plans, seminar_day(replica, held)[0], stated)


def _criteria(
    held: Values, plans: Sequence[Values], otherwise: str | None, stated: Sequence[Line]
) -> tuple[Criterion, ...]:
    told = [line.seminar_on for line in plans if line.seminar_on]
    day = min(told, default=None) or otherwise or _NO_DAY
    return read_criteria(in_force(stated, "seminar_criteria", day, held.programme_key or "").value or "")


def seminar_day(replica: Replica, held: Values) -> tuple[str | None, str | None]:
    """(ISO date, source) of a class's seminar where no plan says otherwise: the last stage's end, else the class's."""
    return _seminar_days(replica, [held])[held.id]


def _seminar_days(replica: Replica, held: Sequence[Values]) -> dict[int, tuple[str | None, str | None]]:
    last: dict[int, str] = {}
    for stage in fetch_among(replica, STAGE, "class_group", [line.id for line in held]):
        if stage.ends_on:
            last[stage.class_group] = max(last.get(stage.class_group, ""), stage.ends_on)
    return {line.id: _seminar_day(line, last.get(line.id)) for line in held}


def _seminar_day(held: Values, last: str | None) -> tuple[str | None, str | None]:
    if last is not None:
        return last, "stage"
    return (held.ends_on, "class") if held.ends_on else (None, None)


class _Loaded:
    """All rows about the plans of some classes, read once each."""

    def __init__(self, replica: Replica, held: Sequence[Values], today: str) -> None:
        self._today = today
        ids = [line.id for line in held]
        self._days = _seminar_days(replica, held)
        self._plans: dict[int, list[Values]] = {one: [] for one in ids}
        for line in fetch(replica, queries.plans_of(records, ids)):
            self._plans[line.class_group].append(line)
        stated = {realm: regulation_lines(replica, realm) for realm in {line.realm for line in held}}
        self._criteria = {
            line.id: _criteria(line, self._plans[line.id], self._days[line.id][0], stated[line.realm]) for line in held
        }
        self._late_days = {
            line.id: in_force(stated[line.realm], "plan_late_days", today, line.programme_key or "").number
            for line in held
        }
        self._steps = _by_group(fetch(replica, queries.milestones_of(records, ids)))
        self._log = _by_group(fetch(replica, queries.coachings_of(records, ids)))
        self._reports = _by_group(fetch(replica, queries.follow_ups_of(records, ids)))
        self._scores = _by_group(fetch(replica, queries.seminar_scores_of(records, ids)))
        self._staff = {line.id: line.name or "" for line in fetch(replica, staff_of(records, ids))}
        owners = sorted({line.stands for steps in self._steps.values() for line in steps if line.stands})
        self._people = {line.id: printed(line) for line in fetch(replica, people(records, owners))}

    def views(self) -> tuple[PlanView, ...]:
        return tuple(self._view(line) for plans in self._plans.values() for line in plans)

    def _view(self, line: Values) -> PlanView:
        status = status_of(line.status)
        on, source = (line.seminar_on, "plan") if line.seminar_on else self._days[line.class_group]
        milestones = tuple(self._milestone(one) for one in self._steps[line.group])
        follow_ups = _follow_ups(self._reports[line.group], on)
        return PlanView(
            group=line.group,
            class_id=line.class_group,
            number=line.number,
            group_title=line.group_title or "",
            theme=line.theme,
            free_text=line.free_plan,
            written=bool(line.has_plan),
            stated={name: getattr(line, name) for name in STATED},
            status=status,
            coach=self._coach(line.coach),
            seminar=self._seminar(line, on, source),
            milestones=milestones,
            coachings=tuple(self._coaching(one) for one in self._log[line.group]),
            follow_ups=follow_ups,
            light=plan_lights.light(
                _progress(status, milestones, follow_ups, on, self._late_days[line.class_group]), self._today
            ),
            example=bool(line.example),
        )

    def _seminar(self, line: Values, on: str | None, source: str | None) -> Seminar:
        given = [Given(one.examiner, one.criterion, one.value, bool(one.disputed)) for one in self._scores[line.group]]
        result = seminar_result(self._criteria[line.class_group], given)
        examiners = {sheet.examiner: self._staff.get(sheet.examiner, "") for sheet in result.sheets}
        return Seminar(on=on, source=source, order=line.seminar_order, result=result, examiners=examiners)

    def _coach(self, staff: int | None) -> Named | None:
        return Named(id=staff, name=self._staff.get(staff, "")) if staff else None

    def _milestone(self, line: Values) -> MilestoneView:
        return MilestoneView(
            id=line.id,
            group=line.group,
            title=line.title or "",
            horizon=line.horizon,
            owner=Named(id=line.stands, name=self._people.get(line.stands, "")) if line.stands else None,
            starts_on=line.starts_on,
            due_on=line.due_on,
            done_on=line.done_on,
            budget=line.budget,
            measure=line.measure,
            baseline=line.baseline,
            target=line.target,
            realisation=line.realisation,
        )

    def _coaching(self, line: Values) -> CoachingView:
        return CoachingView(
            id=line.id,
            held_on=line.held_on,
            mode=line.mode,
            coach=self._coach(line.coach),
            notes=line.notes or "",
            follow_up=line.follow_up or "",
        )


def _progress(
    status: PlanStatus,
    steps: Iterable[MilestoneView],
    reports: Iterable[FollowUpView],
    on: str | None,
    late_days: int,
) -> Progress:
    return Progress(
        status=status,
        steps=[Step(one.title, one.due_on, one.done_on) for one in steps],
        reports=[Report(one.days, one.share, one.obstacles) for one in reports if one.reported],
        seminar_on=on,
        late_days=late_days,
    )


def _by_group(lines: Sequence[Values]) -> defaultdict[int, list[Values]]:
    found: defaultdict[int, list[Values]] = defaultdict(list)
    for line in lines:
        found[line.group].append(line)
    return found


def _follow_ups(lines: Sequence[Values], on: str | None) -> tuple[FollowUpView, ...]:
    """Those that fall due by the seminar's date and those reported, whichever days a newer Lontar has made them."""
    told = {line.days: line for line in lines}
    return tuple(_follow_up(days, told.get(days), on) for days in sorted({*FOLLOW_UP_DAYS, *told}))


def _follow_up(days: int, line: Values | None, on: str | None) -> FollowUpView:
    return FollowUpView(
        days=days,
        due_on=follow_up_due(on, days),
        held_on=line.held_on if line is not None else None,
        share=line.share if line is not None else None,
        realisation=(line.realisation or "") if line is not None else "",
        obstacles=(line.obstacles or "") if line is not None else "",
        next=(line.next or "") if line is not None else "",
        reported=line is not None,
    )
