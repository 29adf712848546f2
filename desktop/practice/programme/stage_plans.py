"""The action plans of a made-up class: groups, plans, milestones, coaching, the seminar, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from contract.exchange.dots import format_id
from contract.tables.records import Values
from contract.training.catalogue import STAFF
from contract.training.classes.staff import StaffRole
from contract.training.completion.evidence import ComponentKind
from contract.training.completion.minutes import Kind
from contract.training.plans.action_plans import FOLLOW_UP_DAYS, follow_up_due
from contract.training.programmes.example import Example, ExamplePlan
from contract.training.programmes.example_draws import between, happens
from contract.training.programmes.file import ClassGroup, ProgrammeFile
from desktop.practice.programme.seats import Seat
from desktop.services.completion.minutes import NewMinutes, Signer
from desktop.services.named import class_line
from desktop.services.plans.grouping import Balance, Team, balance_groups, set_leader
from desktop.services.plans.planning import (
    NewCoaching,
    NewFollowUp,
    NewMilestone,
    add_coaching,
    add_milestone,
    fill_plan,
    finish_milestone,
    move_plan,
    report_follow_up,
)
from desktop.services.plans.seminar_minutes import sign_seminar
from desktop.services.plans.seminars import NewScore, give_score, order_seminar
from desktop.services.plans.views import criteria_of
from desktop.services.regulations import set_regulation
from desktop.storage.edit import Moment
from desktop.storage.queries.lines import fetch_by
from desktop.storage.replica import Replica

_MILESTONES = (30, 300, 540)
"""Days after the seminar by which the milestones of a plan are due."""
_FINISHED = 70.0
"""Of a hundred milestones that are due by now, how many were finished in time."""
_REPORTED = 85.0
"""Of a hundred follow-ups that are due by now, how many were reported."""
_SHARES = {60: (15, 55), 365: (50, 95)}
"""Percent of a plan that is realised, least and most, by the follow-up's days."""
_REALISED = 60.0
"""Of a hundred plans, how many are realised wholly after a year."""
_BEFORE_SEMINAR = ("submitted", "coached", "revised")
_AFTER_SEMINAR = ("presented", "accepted", "implementing")
_SOURCE = "data contoh"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """One group with the plan that its file makes up for it."""

    team: Team
    told: ExamplePlan
    place: int


class Plans:
    """The plans of one class. teams: its groups, none where the file names no groups."""

    def __init__(
        self, seat: Seat, file: ProgrammeFile, example: Example, class_id: int, told: ClassGroup, office: str
    ) -> None:
        self._seat, self._file, self._example = seat, file, example
        self._class, self._told, self._office = class_id, told, office
        self._plans: tuple[_Plan, ...] = ()
        self.teams: tuple[Team, ...] = ()

    def make(self, people: int, held_on: str) -> None:
        """Spreads so many people, fills the plans in and coaches them."""
        asked = self._told.groups
        if asked is None or not people:
            return
        wanted = Balance(count=min(asked.count, people), by=asked.by, seed=asked.seed)
        self.teams = self._seat.write(lambda r, m: balance_groups(r, self._class, wanted, m)).teams
        pairs = zip(self.teams, self._example.plans, strict=False)
        self._plans = tuple(_Plan(team=team, told=plan, place=n) for n, (team, plan) in enumerate(pairs))
        self._seat.write(lambda r, m: self._fill(r, held_on, m))

    def _fill(self, replica: Replica, held_on: str, moment: Moment) -> None:
        coaches = _staff(replica, self._class, StaffRole.COACH)
        themes = self._told.groups.themes if self._told.groups is not None else ()
        for plan in self._plans:
            team = plan.team
            set_leader(replica, team.id, team.members[0].id, moment)
            coach = coaches[plan.place % len(coaches)] if coaches else None
            theme = plan.told.theme or (themes[plan.place] if plan.place < len(themes) else "")
            fill_plan(replica, team.id, _typed(plan.told, theme, coach, held_on), moment, example=True)
            for number, days in enumerate(_MILESTONES):
                self._milestone(replica, plan, held_on, number, days, moment)
            for days_before in (14, 1):
                self._coaching(replica, plan, held_on, days_before, moment)
            for state in _BEFORE_SEMINAR:
                move_plan(replica, team.id, state, moment)

    def _milestone(self, replica: Replica, plan: _Plan, held_on: str, number: int, days: int, moment: Moment) -> None:
        team, due = plan.team, _day(held_on, days)
        new = NewMilestone(
            title=f"Tonggak {days} hari (contoh)",
            starts_on=held_on,
            due_on=due,
            owner=team.members[number % len(team.members)].id,
            measure="Bagian keluaran yang selesai",
            baseline="0%",
            target=f"{(number + 1) * 100 // len(_MILESTONES)}%",
        )
        made = add_milestone(replica, team.id, new, moment, example=True)
        about = ("milestone", self._told.title, team.number or 0, days)
        if due <= _today(moment) and happens(self._example, _FINISHED, *about):
            finish_milestone(replica, made, due, "Selesai sesuai rencana (contoh)", moment)

    def _coaching(self, replica: Replica, plan: _Plan, held_on: str, days_before: int, moment: Moment) -> None:
        new = NewCoaching(
            held_on=_day(held_on, -days_before),
            mode="daring",
            notes=f"Pendampingan {days_before} hari sebelum seminar (contoh)",
            follow_up="Perbaiki indikator capaian (contoh)",
        )
        add_coaching(replica, plan.team.id, new, moment, example=True)

    def hold_seminar(self, held_on: str, place: str) -> int | None:
        """Draws the order, fills the examiners' sheets and signs the minutes; gives them, None without a sheet."""
        if not self._plans:
            return None
        example, seat = self._example, self._seat
        if example.criteria:
            seat.write(lambda r, m: self._set_criteria(r, example.criteria or "", held_on, m))
        seat.write(lambda r, m: order_seminar(r, self._class, m, seed=example.seed, on=held_on))
        sheets = seat.write(self._sheets)
        seat.write(lambda r, m: self._move(r, _AFTER_SEMINAR, m))
        if not sheets:
            return None
        signed = NewMinutes(
            class_id=self._class,
            kind=Kind.SEMINAR,
            held_on=held_on,
            place=place,
            signers=[Signer(name="Ketua Panitia Contoh", post="Ketua panitia")],
            example=True,
        )
        return seat.write(lambda r, m: sign_seminar(r, signed, m))

    def _set_criteria(self, replica: Replica, criteria: str, held_on: str, moment: Moment) -> None:
        key = self._file.key
        set_regulation(
            replica,
            self._office,
            "seminar_criteria",
            criteria,
            moment,
            valid_from=_day(held_on, -60),
            source=_SOURCE,
            programme_key=key,
        )

    def _sheets(self, replica: Replica, moment: Moment) -> int:
        """Fills a sheet of each examiner for each plan; gives how many lines."""
        examiners = _staff(replica, self._class, StaffRole.EXAMINER)
        criteria = criteria_of(replica, class_line(replica, self._class))
        least, most = self._range()
        lines = 0
        for plan in self._plans:
            for examiner in examiners:
                for one in criteria:
                    about = ("sheet", self._told.title, plan.place, examiner.name or "", one.number)
                    value = str(between(self._example, least, most, *about))
                    new = NewScore(examiner=examiner.id, criterion=str(one.number), value=value)
                    give_score(replica, plan.team.id, new, moment)
                    lines += 1
        return lines

    def _range(self) -> tuple[int, int]:
        """Between which scores examiners give theirs: as the seminar's component is scored."""
        titles = [one.title for one in self._told.components if one.kind == ComponentKind.SEMINAR]
        found = [one for one in self._example.scores if one.component in titles]
        return (round(found[0].lowest), round(found[0].highest)) if found else (70, 95)

    def _move(self, replica: Replica, states: Sequence[str], moment: Moment) -> None:
        for plan in self._plans:
            for state in states:
                move_plan(replica, plan.team.id, state, moment)

    def follow(self, held_on: str) -> None:
        """Reports what came of the plans after 60 days and a year, as far as that is past."""
        if self._plans:
            self._seat.write(lambda r, m: self._follow(r, held_on, m))

    def _follow(self, replica: Replica, held_on: str, moment: Moment) -> None:
        for plan in self._plans:
            for days in FOLLOW_UP_DAYS:
                due = follow_up_due(held_on, days) or held_on
                about = ("follow-up", self._told.title, plan.place, days)
                if due > _today(moment) or not happens(self._example, _REPORTED, *about):
                    continue
                least, most = _SHARES.get(days, (0, 100))
                is_whole = days == max(FOLLOW_UP_DAYS) and happens(self._example, _REALISED, "whole", *about)
                share = 100 if is_whole else between(self._example, least, most, "share", *about)
                new = NewFollowUp(
                    days=days,
                    held_on=due,
                    share=str(share),
                    realisation=f"Realisasi {share}% dari keluaran rencana (contoh)",
                    next="Lanjutkan bersama perangkat daerah terkait (contoh)",
                )
                report_follow_up(replica, plan.team.id, new, moment, example=True)


def _typed(plan: ExamplePlan, theme: str, coach: Values | None, held_on: str) -> dict[str, str]:
    """The fields of a plan as people would type them; what the file does not make up is said to be an example."""
    typed = {
        "title": plan.title,
        "theme": theme,
        "priorities": "; ".join(plan.priorities),
        "impacts": "; ".join(plan.impacts),
        "quick_win": "ya" if plan.quick_win else "tidak",
        "indicators": "; ".join(plan.indicators),
        "background": f"Keadaan yang melatarbelakangi: {plan.title} (contoh)",
        "objective": f"Tujuan: {plan.title} (contoh)",
        "outputs": "Layanan yang dapat dipakai (contoh)",
        "outcomes": "Layanan lebih cepat bagi masyarakat (contoh)",
        "beneficiaries": "Masyarakat dan perangkat daerah (contoh)",
        "risks": "Jaringan yang belum merata (contoh)",
        "stakeholders": "Perangkat daerah terkait (contoh)",
        "measure": "Persen keluaran selesai",
        "baseline": "0%",
        "target": "100%",
        "coach": format_id(coach.id) if coach is not None else "",
        "seminar_on": held_on,
    }
    return {name: text for name, text in typed.items() if text}


def _staff(replica: Replica, class_id: int, role: StaffRole) -> list[Values]:
    return [line for line in fetch_by(replica, STAFF, "class_group", class_id) if line.role == role.value]


def _day(held_on: str, days: int) -> str:
    return (date.fromisoformat(held_on) + timedelta(days=days)).isoformat()


def _today(moment: Moment) -> str:
    return datetime.fromtimestamp(moment.wall, UTC).date().isoformat()
