"""lontar plan: show, set, status, lights; its parts are in desktop.cli.plans.parts and desktop.cli.plans.seminars."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text

if TYPE_CHECKING:
    from desktop.app.opening import OpenProfile
    from desktop.services.plans.views import PlanView

GROUP = Option(["--group", "group_id"], type=ID, required=True, metavar="ID", help=Both("kelompok", "group"))
CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
TODAY = Option(
    ["--today"],
    default="",
    metavar="TANGGAL",
    help=Both("hari ini menurut laptop; lain untuk melihat ke depan", "the laptop's today; another to look ahead"),
)


def day_of(profile: OpenProfile, typed: str) -> str:
    """The day named, else today where the office is."""
    from contract.training.indonesian_dates import iso_day
    from desktop.services.offices import home_zone
    from desktop.services.plans.planning import suitable

    with suitable():
        if typed:
            return iso_day(typed)
    zone = profile.read(home_zone).result()
    return datetime.fromtimestamp(time.time(), zone.offset).date().isoformat()


@command("show", Both("Rencana aksi satu kelompok.", "The action plan of a group."), [GROUP, TODAY])
def show(setting: Setting, group_id: int, today: str) -> None:
    """A plan with members, milestones, coaching, seminar, follow-ups, evidence, notes and its light."""
    from desktop.cli.attachments import attachment_answer
    from desktop.cli.opened import opened
    from desktop.cli.plans.answers import plan_answer
    from desktop.services.attachments import list_attachments
    from desktop.services.offices import home_zone
    from desktop.services.plans.grouping import list_teams
    from desktop.services.plans.views import notes_of_group, plan_of_group
    from desktop.services.zones import iso_time

    with opened(setting) as profile:
        plan = profile.read(plan_of_group, group_id, day_of(profile, today)).result()
        teams = profile.read(list_teams, plan.class_id).result()
        evidence = profile.read(list_attachments, group_id=group_id).result()
        notes = profile.read(notes_of_group, group_id).result()
        zone = profile.read(home_zone).result()
    members = next(team.members for team in teams if team.id == group_id)
    if not setting.json:
        _say(setting, plan)
    setting.answer(
        {
            **plan_answer(plan),
            "members": [{"id": id_text(one.id), "name": one.name, "role": one.role} for one in members],
            "evidence": [attachment_answer(one, zone) for one in evidence],
            "notes": [
                {"text": one.text, "author": one.author, "written_at": iso_time(one.written_at, zone)} for one in notes
            ],
        }
    )


_FIELDS = Both(
    "title, theme, background, objective, outputs, outcomes, beneficiaries, development_plan, indicators, quick_win, "
    "priorities, impacts, risks, stakeholders, feedback, budget, measure, baseline, target, coach, seminar_on, plan",
    "title, theme, background and so on; plan is the free text",
)
_SET = [
    GROUP,
    Option(["--field"], required=True, metavar="ISIAN", help=_FIELDS),
    Option(["--value"], required=True, metavar="NILAI", help=Both("isinya; kosong menghapus", "empty removes it")),
]


@command("set", Both("Mengisi rencana aksi.", "Fills in an action plan."), _SET)
def set_(setting: Setting, group_id: int, field: str, value: str) -> None:
    """Fills in one field."""
    from desktop.cli.opened import opened
    from desktop.services.plans.planning import set_plan_field

    with opened(setting) as profile:
        profile.write(lambda r, m: set_plan_field(r, group_id, field, value, m)).result()
    saved(setting, group_id)


_STATUS = [GROUP, Option(["--to"], default="", metavar="STATUS", help=Both("status berikutnya", "the next state"))]


@command("status", Both("Status rencana aksi.", "The state of an action plan."), _STATUS)
def status(setting: Setting, group_id: int, to: str) -> None:
    """Tells the state of a plan, or moves it on."""
    from contract.training.plans.action_plans import STATUS_WORDS, next_statuses
    from desktop.cli.labels import english, indonesian
    from desktop.cli.opened import opened
    from desktop.services.plans.planning import move_plan
    from desktop.services.plans.views import plan_of_group

    with opened(setting) as profile:
        if to:
            now = profile.write(lambda r, m: move_plan(r, group_id, to, m)).result()
        else:
            now = profile.read(plan_of_group, group_id, day_of(profile, "")).result().status
    onwards = list(next_statuses(now))
    if not setting.json:
        setting.say(
            f"{indonesian(now)} ({now}); berikutnya: {', '.join(onwards)}",
            f"{english(now)} ({now}); next: {', '.join(onwards)}",
        )
    setting.answer(
        {"group": id_text(group_id), "status": now.value, "status_label": STATUS_WORDS[now], "next": onwards}
    )


_KEY = Option(["--programme"], default="", metavar="KUNCI", help=Both("kunci program", "key of the programme"))
_ONE_CLASS = Option(["--class", "class_id"], type=ID, default=None, metavar="ID", help=Both("kelas", "class"))
_LIGHTS = [_ONE_CLASS, _KEY, TODAY]


@command("lights", Both("Lampu rencana aksi sekelas atau seprogram.", "Traffic lights of plans."), _LIGHTS)
def lights(setting: Setting, class_id: int | None, programme: str, today: str) -> None:
    """The light of each plan, counted in all and by priority."""
    from desktop.cli.opened import opened
    from desktop.cli.plans.answers import lights_answer
    from desktop.services.plans.rollup import class_lights, programme_lights

    if (class_id is None) == (not programme):
        raise click.UsageError(setting.word("Sebutkan --class atau --programme.", "Name --class or --programme."))
    with opened(setting) as profile:
        day = day_of(profile, today)
        found = (
            profile.read(class_lights, class_id, day).result()
            if class_id is not None
            else profile.read(programme_lights, programme, day).result()
        )
    if not setting.json:
        for plan in found.plans:
            _say_light(setting, plan)
    setting.answer(lights_answer(found))


def saved(setting: Setting, identifier: int) -> None:
    """Answers that something was kept, with the id of what it is about."""
    if not setting.json:
        setting.say("Tersimpan di laptop ini.", "Kept on this laptop.")
    setting.answer({"id": id_text(identifier)})


def _say(setting: Setting, plan: PlanView) -> None:
    from contract.training.catalogue import ACTION_PLAN
    from desktop.cli.english import worded_sentence

    _say_light(setting, plan)
    unknown = setting.word("tidak disebut", "not stated")
    for name, value in plan.stated.items():
        shown = unknown if value is None else str(value)
        if name == "quick_win" and value is not None:
            shown = setting.word("ya", "yes") if value else setting.word("tidak", "no")
        click.echo(f"  {worded_sentence(ACTION_PLAN.by_name[name].label, setting)}: {shown}")
    for one in plan.milestones:
        due, done = one.due_on or "-", f" ({one.done_on})" if one.done_on else ""
        click.echo(f"  {id_text(one.id)}  {due}  {one.title}{done}")
    for coached in plan.coachings:
        click.echo(f"  {coached.held_on or '-'}  {coached.notes}")


def _say_light(setting: Setting, plan: PlanView) -> None:
    from desktop.cli.english import worded_sentence
    from desktop.cli.labels import label

    reason = worded_sentence(plan.light.reason, setting)
    colour, status = label(setting, plan.light.colour), label(setting, plan.status)
    title = f": {plan.title}" if plan.title else ""
    click.echo(f"{plan.group_title}{title} [{status}] {colour}. {reason}")


plans = Group(
    name="plan",
    help=Both("Rencana aksi kelompok.", "Action plans of groups."),
    lazy={
        "show": ("desktop.cli.plans.planning:show", Both("satu rencana aksi", "one action plan")),
        "set": ("desktop.cli.plans.planning:set_", Both("mengisi", "fill in")),
        "status": ("desktop.cli.plans.planning:status", Both("status dan pindahnya", "its state, and moving it")),
        "milestone": ("desktop.cli.plans.parts:milestones", Both("tonggak", "milestones")),
        "coaching": ("desktop.cli.plans.parts:coachings", Both("catatan pendampingan", "coaching log")),
        "follow-up": ("desktop.cli.plans.parts:follow_ups", Both("tindak lanjut", "follow-up")),
        "seminar": ("desktop.cli.plans.seminars:seminar", Both("seminar rencana aksi", "seminar of the plans")),
        "lights": ("desktop.cli.plans.planning:lights", Both("lampu sekelas", "traffic lights")),
    },
)
