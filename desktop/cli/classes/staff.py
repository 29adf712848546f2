"""lontar staff: add, list. lontar subject: add, list."""

from __future__ import annotations

from typing import Any

from desktop.cli.commands import Group, Option, command
from desktop.cli.labels import role_label
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, hours_number, id_text, told_id, typed_hours

_CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
_ROLES = Both(
    "peran: facilitator, speaker, examiner, coach, ... atau kata Indonesianya",
    "role: facilitator, speaker, examiner, coach, ... or the Indonesian word",
)
_ADD = [
    _CLASS,
    Option(["--role"], required=True, metavar="R", help=_ROLES),
    Option(["--name"], default="", metavar="T", help=Both("nama dengan gelar", "name with titles")),
    Option(["--nip", "employee_number"], default="", metavar="NIP", help=Both("NIP", "employee number")),
    Option(["--position"], default="", metavar="T", help=Both("jabatan", "post")),
    Option(["--agency"], default="", metavar="T", help=Both("instansi", "agency")),
    Option(["--person"], default="", metavar="P", help=Both("peserta terdaftar: id atau NIP", "a person: id or NIP")),
]


@command("add", Both("Menambah pengajar atau panitia kelas.", "Adds somebody to a class's staff."), _ADD)
def add(setting: Setting, class_id: int, person: str, **told: str) -> None:
    """Puts somebody on the staff of a class."""
    from desktop.cli.opened import opened
    from desktop.services.classes.staff import NewStaff, add_staff
    from desktop.services.named import person_named
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

    def work(replica: Replica, moment: Moment) -> int:
        known = person_named(replica, person) if person else None
        return add_staff(replica, class_id, NewStaff(person=known, **told), moment)

    with opened(setting) as profile:
        identifier = profile.write(work).result()
    told_id(setting, identifier, "Dicatat", "Put down")


@command("list", Both("Pengajar dan panitia sebuah kelas.", "Lists a class's staff."), [_CLASS])
def list_(setting: Setting, class_id: int) -> None:
    """The staff of a class."""
    from desktop.cli.opened import opened
    from desktop.services.classes.staff import list_staff

    with opened(setting) as profile:
        found = profile.read(list_staff, class_id).result()
    if not setting.json:
        for one in found:
            told = f"{id_text(one.id)}  {role_label(setting, one.role)}  {one.name}  {one.agency}".rstrip()
            setting.say(told, told)
        if not found:
            setting.say("Belum ada pengajar atau panitia.", "No staff yet.")
    told_all: list[dict[str, Any]] = [
        {
            "id": id_text(one.id),
            "role": one.role,
            "label": one.role_label,
            "name": one.name,
            "employee_number": one.employee_number or None,
            "position": one.position or None,
            "agency": one.agency or None,
            "person": id_text(one.person) if one.person is not None else None,
            "example": one.example,
        }
        for one in found
    ]
    setting.answer({"staff": told_all})


_SUBJECT = [
    _CLASS,
    Option(["--title"], required=True, metavar="T", help=Both("mata pelatihan", "subject")),
    Option(["--hours"], default=None, metavar="N", help=Both("jam pelajaran", "lesson hours")),
]


@command("add", Both("Menambah mata pelatihan kelas.", "Adds a subject to a class."), _SUBJECT)
def add_subject(setting: Setting, class_id: int, title: str, hours: str | None) -> None:
    """Adds a subject behind those that the class has."""
    from desktop.cli.opened import opened
    from desktop.services.classes.subjects import add_subject

    planned = typed_hours(hours) if hours is not None else None
    with opened(setting) as profile:
        identifier = profile.write(lambda replica, now: add_subject(replica, class_id, title, planned, now)).result()
    told_id(setting, identifier, "Mata pelatihan dibuat", "Subject made")


@command("list", Both("Mata pelatihan sebuah kelas.", "Lists a class's subjects."), [_CLASS])
def list_subjects(setting: Setting, class_id: int) -> None:
    """The subjects of a class, with the lesson hours planned and scheduled."""
    from desktop.cli.opened import opened
    from desktop.services.classes.subjects import list_subjects

    with opened(setting) as profile:
        found = profile.read(list_subjects, class_id).result()
    if not setting.json:
        for one in found:
            planned = (
                hours_number(one.hours / 100) if one.hours is not None else setting.word("tidak disebut", "not stated")
            )
            told = f"{id_text(one.id)}  {one.title}  {planned} JP, "
            setting.say(
                f"{told}dijadwalkan {hours_number(one.scheduled / 100)}",
                f"{told}scheduled {hours_number(one.scheduled / 100)}",
            )
        if not found:
            setting.say("Belum ada mata pelatihan.", "No subject yet.")
    setting.answer(
        {
            "subjects": [
                {
                    "id": id_text(one.id),
                    "title": one.title,
                    "hours": hours_number(one.hours / 100) if one.hours is not None else None,
                    "scheduled_hours": hours_number(one.scheduled / 100),
                    "example": one.example,
                }
                for one in found
            ]
        }
    )


staff = Group(
    name="staff",
    help=Both("Pengajar, penguji dan panitia kelas.", "Who teaches, examines and runs a class."),
    lazy={
        "add": ("desktop.cli.classes.staff:add", Both("menambah seorang", "add somebody")),
        "list": ("desktop.cli.classes.staff:list_", Both("daftar pengajar dan panitia", "list the staff")),
    },
)
subjects = Group(
    name="subject",
    help=Both("Mata pelatihan kelas.", "Subjects of a class."),
    lazy={
        "add": ("desktop.cli.classes.staff:add_subject", Both("menambah mata pelatihan", "add a subject")),
        "list": ("desktop.cli.classes.staff:list_subjects", Both("daftar mata pelatihan", "list the subjects")),
    },
)
