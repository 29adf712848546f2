"""lontar plan milestone, coaching, follow-up."""

from __future__ import annotations

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.plans.planning import CLASS, GROUP, TODAY, day_of, saved
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text, told_id

_ON = Option(["--on"], default="", metavar="TANGGAL", help=Both("tanggal; tanpa ini hari ini", "date; else today"))
_EMPTY = {"default": "", "metavar": "T"}
_DUE = Both("tenggat, 2025-11-01", "due date, 2025-11-01")
_HORIZON = Both("short, medium atau long; tanpa ini menurut tenggat", "short, medium, long; else by the due date")
_ADD = [
    GROUP,
    Option(["--title"], required=True, metavar="T", help=Both("judul tonggak", "title")),
    Option(["--due"], default="", metavar="TANGGAL", help=_DUE),
    Option(["--starts"], default="", metavar="TANGGAL", help=Both("mulai", "start")),
    Option(["--owner"], default="", metavar="P", help=Both("anggota, id atau NIP", "member, id or NIP")),
    Option(["--horizon"], default="", metavar="J", help=_HORIZON),
    Option(["--budget"], default="", metavar="RP", help=Both("anggaran", "budget")),
    Option(["--measure"], **_EMPTY, help=Both("indikator capaian", "measure")),
    Option(["--baseline"], **_EMPTY, help=Both("keadaan awal", "baseline")),
    Option(["--target"], **_EMPTY, help=Both("target", "target")),
]


@command("add", Both("Menambah tonggak.", "Adds a milestone."), _ADD)
def add_milestone(
    setting: Setting,
    group_id: int,
    title: str,
    due: str,
    starts: str,
    owner: str,
    horizon: str,
    budget: str,
    measure: str,
    baseline: str,
    target: str,
) -> None:
    """Adds a milestone to a plan."""
    from desktop.cli.opened import opened
    from desktop.services.named import person_named
    from desktop.services.plans.planning import NewMilestone
    from desktop.services.plans.planning import add_milestone as add

    with opened(setting) as profile:
        new = NewMilestone(
            title=title,
            due_on=due,
            starts_on=starts,
            horizon=horizon,
            owner=profile.read(person_named, owner).result() if owner else None,
            budget=budget,
            measure=measure,
            baseline=baseline,
            target=target,
        )
        identifier = profile.write(lambda r, m: add(r, group_id, new, m)).result()
    told_id(setting, identifier, "Tonggak ditambahkan", "Milestone added")


_ID = Option(["--id", "milestone_id"], type=ID, required=True, metavar="ID", help=Both("tonggak", "milestone"))
_FIELD = Both(
    "title, horizon, owner, starts_on, due_on, done_on, budget, measure, baseline, target, realisation",
    "field of the milestone",
)
_SET = [
    _ID,
    Option(["--field"], required=True, metavar="ISIAN", help=_FIELD),
    Option(["--value"], required=True, metavar="NILAI", help=Both("isinya; kosong menghapus", "empty removes it")),
]


@command("set", Both("Mengubah tonggak.", "Changes a milestone."), _SET)
def set_milestone(setting: Setting, milestone_id: int, field: str, value: str) -> None:
    """Sets one field of a milestone."""
    from desktop.cli.opened import opened
    from desktop.services.plans.planning import set_milestone as change

    with opened(setting) as profile:
        profile.write(lambda r, m: change(r, milestone_id, field, value, m)).result()
    saved(setting, milestone_id)


_DONE = [_ID, _ON, Option(["--realisation"], **_EMPTY, help=Both("yang terlaksana", "what came of it"))]


@command("done", Both("Menandai tonggak selesai.", "Says that a milestone was reached."), _DONE)
def finish_milestone(setting: Setting, milestone_id: int, on: str, realisation: str) -> None:
    """Says when a milestone was reached."""
    from desktop.cli.opened import opened
    from desktop.services.plans.planning import finish_milestone as finish

    with opened(setting) as profile:
        day = day_of(profile, on)
        profile.write(lambda r, m: finish(r, milestone_id, day, realisation, m)).result()
    saved(setting, milestone_id)


@command("remove", Both("Menghapus tonggak.", "Deletes a milestone."), [_ID])
def remove_milestone(setting: Setting, milestone_id: int) -> None:
    """Deletes a milestone."""
    from desktop.cli.opened import opened
    from desktop.services.plans.planning import remove_milestone as remove

    with opened(setting) as profile:
        profile.write(lambda r, m: remove(r, milestone_id, m)).result()
    saved(setting, milestone_id)


milestones = Group(
    name="milestone",
    help=Both("Tonggak rencana aksi.", "Milestones of a plan."),
    lazy={
        "add": ("desktop.cli.plans.parts:add_milestone", Both("menambah", "add")),
        "set": ("desktop.cli.plans.parts:set_milestone", Both("mengubah", "change")),
        "done": ("desktop.cli.plans.parts:finish_milestone", Both("selesai", "reached")),
        "remove": ("desktop.cli.plans.parts:remove_milestone", Both("menghapus", "delete")),
    },
)

_COACH = Both("baris panitia; tanpa ini coach rencana", "a row of the staff; else the plan's coach")
_COACHED = [
    GROUP,
    _ON,
    Option(["--notes"], required=True, metavar="T", help=Both("catatan", "notes")),
    Option(["--mode"], **_EMPTY, help=Both("moda", "mode")),
    Option(["--coach"], type=ID, default=None, metavar="ID", help=_COACH),
    Option(["--next"], **_EMPTY, help=Both("tindak lanjut", "what follows")),
]


@command("add", Both("Mencatat pendampingan.", "Adds to the coaching log."), _COACHED)
def add_coaching(setting: Setting, group_id: int, on: str, notes: str, mode: str, coach: int | None, next: str) -> None:
    """Adds a line to the coaching log of a group."""
    from desktop.cli.opened import opened
    from desktop.services.plans.planning import NewCoaching
    from desktop.services.plans.planning import add_coaching as add

    with opened(setting) as profile:
        new = NewCoaching(held_on=day_of(profile, on), notes=notes, mode=mode, coach=coach, follow_up=next)
        identifier = profile.write(lambda r, m: add(r, group_id, new, m)).result()
    told_id(setting, identifier, "Pendampingan tercatat", "Coaching noted")


@command("list", Both("Catatan pendampingan.", "The coaching log."), [GROUP])
def list_coaching(setting: Setting, group_id: int) -> None:
    """The coaching log of a group, by date."""
    from desktop.cli.opened import opened
    from desktop.cli.plans.answers import coaching_answer
    from desktop.services.plans.views import plan_of_group

    with opened(setting) as profile:
        plan = profile.read(plan_of_group, group_id, day_of(profile, "")).result()
    if not setting.json:
        for one in plan.coachings:
            click.echo(f"{id_text(one.id)}  {one.held_on or '-'}  {one.coach.name if one.coach else '-'}  {one.notes}")
    setting.answer({"coaching": [coaching_answer(one) for one in plan.coachings]})


coachings = Group(
    name="coaching",
    help=Both("Catatan pendampingan.", "Coaching log."),
    lazy={
        "add": ("desktop.cli.plans.parts:add_coaching", Both("mencatat", "add")),
        "list": ("desktop.cli.plans.parts:list_coaching", Both("daftar", "list")),
    },
)

_REPORT = [
    GROUP,
    Option(["--days"], type=int, required=True, metavar="N", help=Both("60 atau 365", "60 or 365")),
    _ON,
    Option(["--share"], **_EMPTY, help=Both("realisasi dalam persen", "realisation in percent")),
    Option(["--realisation"], **_EMPTY, help=Both("yang terlaksana", "what came of it")),
    Option(["--obstacles"], **_EMPTY, help=Both("kendala", "obstacles")),
    Option(["--next"], **_EMPTY, help=Both("tindak lanjut", "what follows")),
]


@command("set", Both("Melaporkan tindak lanjut.", "Reports on a plan."), _REPORT)
def set_follow_up(
    setting: Setting, group_id: int, days: int, on: str, share: str, realisation: str, obstacles: str, next: str
) -> None:
    """Reports what came of a plan 60 days or a year after its seminar."""
    from desktop.cli.opened import opened
    from desktop.services.plans.planning import NewFollowUp, report_follow_up

    with opened(setting) as profile:
        new = NewFollowUp(
            days=days,
            held_on=day_of(profile, on),
            share=share,
            realisation=realisation,
            obstacles=obstacles,
            next=next,
        )
        profile.write(lambda r, m: report_follow_up(r, group_id, new, m)).result()
    saved(setting, group_id)


@command("list", Both("Tindak lanjut sekelas dan tenggatnya.", "Follow-ups of a class."), [CLASS, TODAY])
def list_follow_ups(setting: Setting, class_id: int, today: str) -> None:
    """Follow-ups of a class: when they are due and what was reported."""
    from desktop.cli.opened import opened
    from desktop.cli.plans.answers import follow_up_answer
    from desktop.services.plans.views import plans_of_class

    with opened(setting) as profile:
        plans = profile.read(plans_of_class, class_id, day_of(profile, today)).result()
    if not setting.json:
        for plan in plans:
            told = [f"{one.days}: {one.due_on or '-'}{' ✓' if one.reported else ''}" for one in plan.follow_ups]
            click.echo(f"{plan.group_title}  {'  '.join(told)}")
    setting.answer(
        {
            "follow_ups": [
                {"group": id_text(plan.group), "group_title": plan.group_title, **follow_up_answer(one)}
                for plan in plans
                for one in plan.follow_ups
            ]
        }
    )


follow_ups = Group(
    name="follow-up",
    help=Both("Tindak lanjut 60 hari dan setahun.", "Follow-ups at 60 days and a year."),
    lazy={
        "set": ("desktop.cli.plans.parts:set_follow_up", Both("melaporkan", "report")),
        "list": ("desktop.cli.plans.parts:list_follow_ups", Both("daftar dan tenggat", "list with due dates")),
    },
)
