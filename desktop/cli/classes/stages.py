"""lontar stage: add, set, list."""

from __future__ import annotations

from desktop.cli.commands import Group, Option, command
from desktop.cli.labels import mode_label
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, hours_number, id_text, told_id, typed_hours

_CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
_MODES = Both("moda: daring, luring, mandiri, ...", "mode: daring, luring, mandiri (self-paced), ...")
_HOURS = Option(
    ["--hours"],
    default="",
    metavar="N",
    help=Both("JP tahap mandiri, didapat bila tugas wajibnya selesai", "lesson hours, earned by the required tasks"),
)
_ADD = [
    _CLASS,
    Option(["--title"], required=True, metavar="T", help=Both("nama tahap", "title of the stage")),
    Option(["--mode"], default="", metavar="M", help=_MODES),
    Option(["--starts-on"], default="", metavar="TANGGAL", help=Both("mulai, 2025-07-25", "starts on, 2025-07-25")),
    Option(["--ends-on"], default="", metavar="TANGGAL", help=Both("selesai", "ends on")),
    Option(["--place"], default="", metavar="T", help=Both("tempat", "place")),
    _HOURS,
]


@command("add", Both("Menambah tahap sebuah kelas.", "Adds a stage to a class."), _ADD)
def add(setting: Setting, class_id: int, hours: str, **told: str) -> None:
    """Adds a stage behind those that the class has."""
    from desktop.cli.opened import opened
    from desktop.services.classes.creating import NewStage, add_stages

    stage = NewStage(**told, lesson_hours=_hundredths(hours))
    with opened(setting) as profile:
        made = profile.write(lambda replica, moment: add_stages(replica, class_id, [stage], moment)).result()
    told_id(setting, made[0], "Tahap dibuat", "Stage made")


_SET = [
    Option(["--stage", "stage_id"], type=ID, required=True, metavar="ID", help=Both("tahap", "stage")),
    Option(["--hours"], required=True, metavar="N", help=Both("JP tahap; kosong menghapus", "hours; empty clears")),
]


@command("set", Both("JP sebuah tahap mandiri.", "Lesson hours of a self-paced stage."), _SET)
def set_(setting: Setting, stage_id: int, hours: str) -> None:
    """States the hours that the tasks of a self-paced stage earn."""
    from desktop.cli.opened import opened
    from desktop.services.classes.creating import set_stage_hours

    hundredths = _hundredths(hours)
    with opened(setting) as profile:
        profile.write(lambda replica, moment: set_stage_hours(replica, stage_id, hundredths, moment)).result()
    told_id(setting, stage_id, "Tersimpan", "Saved")


def _hundredths(text: str) -> int | None:
    from desktop.services.classes.subjects import hundredths_of

    return hundredths_of(typed_hours(text)) if text.strip() else None


@command("list", Both("Tahap sebuah kelas.", "Lists a class's stages."), [_CLASS])
def list_(setting: Setting, class_id: int) -> None:
    """The stages of a class in their order."""
    from desktop.cli.opened import opened
    from desktop.services.classes.views import stages_of

    with opened(setting) as profile:
        found = profile.read(stages_of, class_id).result()
    if not setting.json:
        for one in found:
            told = f"{id_text(one.id)}  {one.title}  {mode_label(setting, one.mode)}".rstrip()
            setting.say(told, told)
        if not found:
            setting.say("Belum ada tahap.", "No stage yet.")
    setting.answer(
        {
            "stages": [
                {
                    "id": id_text(one.id),
                    "title": one.title,
                    "mode": one.mode or None,
                    "starts_on": one.starts_on,
                    "ends_on": one.ends_on,
                    "hours": None if one.lesson_hours is None else hours_number(one.lesson_hours / 100),
                }
                for one in found
            ]
        }
    )


stages = Group(
    name="stage",
    help=Both("Tahap kelas.", "Stages of a class."),
    lazy={
        "add": ("desktop.cli.classes.stages:add", Both("menambah tahap", "add a stage")),
        "set": ("desktop.cli.classes.stages:set_", Both("JP tahap mandiri", "hours of a self-paced stage")),
        "list": ("desktop.cli.classes.stages:list_", Both("daftar tahap", "list the stages")),
    },
)
