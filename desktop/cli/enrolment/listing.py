"""lontar enrolment list: who of a class is in which state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Option, command
from desktop.cli.enrolment.choosing import CLASS, FILTER, Choice
from desktop.cli.setting import Both, Setting
from desktop.cli.values import id_text

if TYPE_CHECKING:
    from desktop.services.enrolment.views import EnrolmentRow, Enrolments

_LIST = [
    CLASS,
    *FILTER,
    Option(["--limit"], type=click.IntRange(min=0), default=None, metavar="N", help=Both("paling banyak", "at most")),
    Option(["--offset"], type=click.IntRange(min=0), default=0, metavar="N", help=Both("mulai dari", "start from")),
]


@command("list", Both("Kepesertaan sebuah kelas.", "The enrolments of a class."), _LIST)
def list_(
    setting: Setting,
    class_id: int,
    states: tuple[str, ...],
    district: str,
    agency: str,
    search: str,
    limit: int | None,
    offset: int,
) -> None:
    """Enrolments by roster number, with how many are in each state."""
    from contract.training.enrolment.states import State
    from desktop.cli.labels import coded
    from desktop.cli.opened import opened
    from desktop.services.enrolment.views import list_enrolments

    wanted = Choice(states=states, district=district, agency=agency, search=search).wanted
    with opened(setting) as profile:
        found = profile.read(list_enrolments, class_id, wanted, limit, offset).result()
    if not setting.json:
        for row in found.rows:
            click.echo(f"{id_text(row.person)}  {row.roster_number or '-':>5}  {_state(setting, row):18}  {row.name}")
        counts = ", ".join(f"{coded(setting, State, code)} {n}" for code, n in sorted(found.by_state.items()))
        setting.say(
            f"{len(found.rows)} dari {found.total} orang. {counts}", f"{len(found.rows)} of {found.total}. {counts}"
        )
    _tell_over_quota(setting, found)
    setting.answer(
        {
            "total": found.total,
            "by_status": found.by_state,
            "quota": found.quota,
            "reserves": found.reserves,
            "decree_number": found.decree_number,
            "decree_on": found.decree_on,
            "over_quota": found.over_quota,
            "enrolments": [_answer(row) for row in found.rows],
        }
    )


def _state(setting: Setting, row: EnrolmentRow) -> str:
    from desktop.cli.labels import label

    state = label(setting, row.state) if row.state else row.stored or ""
    return state + (setting.word(" (dipersoalkan)", " (disputed)") if row.doubtful else "")


def _tell_over_quota(setting: Setting, found: Enrolments) -> None:
    if found.over_quota:
        setting.progress(
            f"Perhatian: {found.over_quota} orang melebihi kuota {found.quota}. Tambah kuotanya, atau jadikan "
            "cadangan: lontar enrolment reserve.",
            f"Attention: {found.over_quota} people are beyond the quota of {found.quota}. Raise it, or put them "
            "on the reserve: lontar enrolment reserve.",
        )


def _answer(row: EnrolmentRow) -> dict[str, Any]:
    return {
        "person": id_text(row.person),
        "name": row.name,
        "employee_number": row.employee_number,
        "agency": row.agency,
        "district": row.district,
        "status": row.stored,
        "status_label": row.state.label if row.state is not None else row.stored,
        "roster_number": row.roster_number,
        "reserve_order": row.reserve_order,
        "nominated_by": row.nominated_by,
        "decree_number": row.decree_number,
        "decided_on": row.decided_on,
        "reason": row.reason,
        "transferred_to": id_text(row.transferred_to) if row.transferred_to else None,
        "transferred_from": id_text(row.transferred_from) if row.transferred_from else None,
        "disputed": row.doubtful,
    }
