"""lontar task: add, list, done, undo, progress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text, told_id

if TYPE_CHECKING:
    from contract.training.classes.tasks import Progress

_CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
_ADD = [
    Option(["--stage", "stage_id"], type=ID, required=True, metavar="ID", help=Both("tahap", "stage")),
    Option(["--title"], required=True, metavar="T", help=Both("judul tugas", "title of the task")),
    Option(["--optional"], is_flag=True, help=Both("tidak wajib", "not required")),
    Option(["--due-on"], default="", metavar="TANGGAL", help=Both("tenggat, 2025-08-31", "due on, 2025-08-31")),
]


@command("add", Both("Menambah tugas sebuah tahap.", "Adds a task to a stage."), _ADD)
def add(setting: Setting, stage_id: int, title: str, optional: bool, due_on: str) -> None:
    """Adds a task behind those of the stage."""
    from desktop.cli.opened import opened
    from desktop.services.classes.tasks import add_task
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

    def work(replica: Replica, moment: Moment) -> int:
        return add_task(replica, stage_id, title, moment, required=not optional, due_on=due_on)

    with opened(setting) as profile:
        identifier = profile.write(work).result()
    told_id(setting, identifier, "Tugas dibuat", "Task made")


@command("list", Both("Tugas sebuah kelas.", "Lists a class's tasks."), [_CLASS])
def list_(setting: Setting, class_id: int) -> None:
    """Tasks stage by stage, with how many people have done each."""
    from desktop.cli.opened import opened
    from desktop.services.classes.tasks import list_tasks

    with opened(setting) as profile:
        found = profile.read(list_tasks, class_id).result()
    if not setting.json:
        for one in found:
            told = f"{id_text(one.id)}  {one.stage_title}  {one.title}  {one.done}/{one.people}"
            setting.say(told, told)
        if not found:
            setting.say("Belum ada tugas.", "No task yet.")
    setting.answer(
        {
            "tasks": [
                {
                    "id": id_text(one.id),
                    "stage": id_text(one.stage),
                    "stage_title": one.stage_title,
                    "title": one.title,
                    "required": one.required,
                    "due_on": one.due_on,
                    "done": one.done,
                    "people": one.people,
                    "example": one.example,
                }
                for one in found
            ]
        }
    )


_WHO = [
    Option(["--task", "task_id"], type=ID, required=True, metavar="ID", help=Both("tugas", "task")),
    Option(["--person", "people"], multiple=True, metavar="P", help=Both("id atau NIP, berulang", "id or NIP")),
    Option(["--everyone"], is_flag=True, help=Both("semua peserta kelas", "everybody of the class")),
]
_DONE = [
    *_WHO,
    Option(["--on"], default="", metavar="TANGGAL", help=Both("tanggal selesai", "done on")),
    Option(["--note"], default="", metavar="T", help=Both("catatan", "note")),
]


@command("done", Both("Mencatat tugas yang selesai.", "Says who has done a task."), _DONE)
def done(setting: Setting, task_id: int, people: tuple[str, ...], everyone: bool, on: str, note: str) -> None:
    """Says of one, several or all people of the class that they have done a task."""
    _set(setting, task_id, people, everyone, done=True, on=on, note=note)


@command("undo", Both("Menarik catatan bahwa tugas selesai.", "Says who has not done a task after all."), _WHO)
def undo(setting: Setting, task_id: int, people: tuple[str, ...], everyone: bool) -> None:
    """Takes it back for one, several or all people of the class."""
    _set(setting, task_id, people, everyone, done=False)


def _set(setting: Setting, task_id: int, people: tuple[str, ...], everyone: bool, **told: Any) -> None:
    from desktop.cli.opened import opened
    from desktop.services.classes.tasks import set_done
    from desktop.services.named import person_named
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

    if bool(people) == everyone:
        raise click.UsageError(
            setting.word("sebutkan --person atau --everyone, salah satu.", "name --person or --everyone, one of them."),
            ctx=click.get_current_context(),
        )

    def work(replica: Replica, moment: Moment) -> int:
        named = None if everyone else [person_named(replica, text) for text in people]
        return set_done(replica, task_id, named, moment, **told)

    with opened(setting) as profile:
        changed = profile.write(work).result()
    if not setting.json:
        setting.say(f"{changed} peserta dicatat.", f"{changed} people put down.")
    setting.answer({"changed": changed})


@command("progress", Both("Kemajuan peserta menurut tugas.", "Progress of the people by tasks."), [_CLASS])
def progress(setting: Setting, class_id: int) -> None:
    """How far each person and each stage is."""
    from desktop.cli.opened import opened
    from desktop.services.classes.tasks import progress_of_class

    with opened(setting) as profile:
        found = profile.read(progress_of_class, class_id).result()
    if not setting.json:
        for one in found.people:
            told = f"{one.number}  {one.name}  {one.total.done}/{one.total.tasks}"
            setting.say(told, told)
    setting.answer(
        {
            "total": _progress(found.total),
            "stages": [
                {"id": id_text(stage), "title": title, **_progress(found.totals[stage])}
                for stage, title in found.stages
            ],
            "people": [
                {
                    "id": id_text(one.person),
                    "number": one.number,
                    "name": one.name,
                    **_progress(one.total),
                    "stages": [{"id": id_text(stage), **_progress(told)} for stage, told in one.stages.items()],
                }
                for one in found.people
            ],
        }
    )


def _progress(found: Progress) -> dict[str, Any]:
    from contract.training.attendance.attended import exact_text, percent_text

    return {
        "done": found.done,
        "tasks": found.tasks,
        "required_done": found.required_done,
        "required": found.required,
        "exact": exact_text(found.share),
        "percent": percent_text(found.share),
        "complete": found.is_complete if found.tasks else None,
    }


tasks = Group(
    name="task",
    help=Both("Tugas tahap tanpa sesi.", "Tasks of stages without sessions."),
    lazy={
        "add": ("desktop.cli.classes.tasks:add", Both("menambah tugas", "add a task")),
        "list": ("desktop.cli.classes.tasks:list_", Both("daftar tugas", "list tasks")),
        "done": ("desktop.cli.classes.tasks:done", Both("mencatat yang selesai", "say who has done it")),
        "undo": ("desktop.cli.classes.tasks:undo", Both("menarik catatan selesai", "take it back")),
        "progress": ("desktop.cli.classes.tasks:progress", Both("kemajuan peserta", "how far people are")),
    },
)
