"""All that the page of one plan shows, in one answer."""

from __future__ import annotations

from dataclasses import dataclass

from contract.training.plans.action_plans import Choices
from contract.training.plans.seminars import Criterion
from desktop.services.classes.staff import StaffView, list_staff
from desktop.services.named import class_line, group_line
from desktop.services.plans.choices import choices_of
from desktop.services.plans.grouping import Member, list_teams
from desktop.services.plans.planning import suitable
from desktop.services.plans.views import PlanView, criteria_of, plan_of_group
from desktop.storage.replica import Replica


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDesk:
    """A plan with who may own its milestones, who examines it by what, and what its programme allows in it."""

    plan: PlanView
    class_title: str
    members: tuple[Member, ...]
    examiners: tuple[StaffView, ...]
    criteria: tuple[Criterion, ...]
    choices: Choices


def open_plan(replica: Replica, group_id: int, today: str) -> PlanDesk:
    """The plan of a group on a day (ISO). Raises NotHere, and Unsuitable for criteria that cannot be read."""
    with replica.database.reading(), suitable():
        held = class_line(replica, group_line(replica, group_id).class_group)
        teams = {team.id: team for team in list_teams(replica, held.id)}
        return PlanDesk(
            plan=plan_of_group(replica, group_id, today),
            class_title=held.title or "",
            members=teams[group_id].members if group_id in teams else (),
            examiners=tuple(one for one in list_staff(replica, held.id) if one.role == "examiner"),
            criteria=criteria_of(replica, held),
            choices=choices_of(replica, held),
        )
