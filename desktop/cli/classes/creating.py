"""lontar class: create, list, show."""

from __future__ import annotations

import time

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, hours_number, id_text, told_id

_TITLE = Option(["--title"], required=True, metavar="T", help=Both("nama kelas", "title of the class"))
_OFFICE = Option(["--office"], metavar="KODE", help=Both("kode Kemendagri kantor", "Kemendagri code of the office"))
_PROGRAMME = Option(["--programme"], default="", metavar="KUNCI", help=Both("kunci program", "key of the programme"))


@command("create", Both("Membuat kelas.", "Makes a class."), [_TITLE, _OFFICE, _PROGRAMME])
def create(setting: Setting, title: str, office: str | None, programme: str) -> None:
    """Makes a class in an office; without --office in the only one."""
    from desktop.cli.opened import opened
    from desktop.services.classes.creating import create_class
    from desktop.services.offices import office_named
    from desktop.services.views import NewClass

    with opened(setting) as profile:
        identifier = profile.write(
            lambda replica, moment: create_class(
                replica,
                NewClass(title=title, office=office_named(replica, office).code, programme=programme),
                moment,
            )
        ).result()
    told_id(setting, identifier, "Kelas dibuat", "Class made")


@command("list", Both("Daftar kelas.", "Lists the classes."))
def list_(setting: Setting) -> None:
    """All classes, the newest first."""
    from desktop.cli.classes.answers import summary_answer
    from desktop.cli.opened import opened
    from desktop.services.classes.views import list_classes
    from desktop.services.offices import home_zone

    with opened(setting) as profile:
        found = profile.read(list_classes, int(time.time())).result()
        zone = profile.read(home_zone).result()
    if not setting.json:
        for one in found:
            setting.say(
                f"{id_text(one.id)}  {one.title}  ({one.people} peserta, {one.sessions} sesi)",
                f"{id_text(one.id)}  {one.title}  ({one.people} people, {one.sessions} sessions)",
            )
        if not found:
            setting.say("Belum ada kelas.", "No class yet.")
    setting.answer({"classes": [summary_answer(one, zone) for one in found]})


_CLASS = click.Argument(["class_id"], type=ID, metavar="ID")


@command("show", Both("Satu kelas dengan tahap, sesi dan kelompoknya.", "One class with all in it."), [_CLASS])
def show(setting: Setting, class_id: int) -> None:
    """One class with stages, sessions, groups and counts."""
    from desktop.cli.classes.answers import detail_answer
    from desktop.cli.english import worded_sentence
    from desktop.cli.opened import opened
    from desktop.services.classes.views import show_class
    from desktop.services.offices import home_zone
    from desktop.services.zones import iso_time, told_zone

    with opened(setting) as profile:
        found = profile.read(show_class, class_id, int(time.time())).result()
        zone = profile.read(home_zone).result()
    if not setting.json:
        one = found.summary
        setting.say(f"{one.title} · {one.people} peserta", f"{one.title} · {one.people} people")
        for per in found.sessions:
            hours = hours_number(per.session.hours)
            there = told_zone([per.session.zone], zone)
            when = f"{iso_time(per.session.starts_at, there)} {there.name}"
            click.echo(f"  {id_text(per.session.id)}  {when}  {hours} JP  {per.session.title}")
        for group in found.groups:
            click.echo(f"  {id_text(group.id)}  {group.title}: {len(group.members)}")
        for silent in found.silent:
            click.echo(worded_sentence(silent.sentence, setting))
    setting.answer(detail_answer(found, zone))


classes = Group(
    name="class",
    help=Both("Kelas.", "Classes."),
    lazy={
        "create": ("desktop.cli.classes.creating:create", Both("membuat kelas", "make a class")),
        "list": ("desktop.cli.classes.creating:list_", Both("daftar kelas", "list classes")),
        "show": ("desktop.cli.classes.creating:show", Both("satu kelas", "one class")),
        "remove": (
            "desktop.cli.programmes.removing:remove_class",
            Both("menghapus yang belum dipakai", "remove an unused one"),
        ),
    },
)
