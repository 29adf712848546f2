"""lontar programme: list, show, add, open, figures, check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text, told_id

KEY = click.Argument(["key"], metavar="KUNCI")
OFFICE = Option(["--office"], metavar="KODE", help=Both("kode Kemendagri kantor", "Kemendagri code of the office"))
DISTRICT = Option(
    ["--district"], default="", metavar="KODE", help=Both("kode wilayah tempatnya", "code of the place where it is")
)
STARTS_ON = Option(["--starts-on"], default="", metavar="TANGGAL", help=Both("hari pertama, ISO", "first day, ISO"))
_STATED = Option(
    ["--stated-only"], is_flag=True, help=Both("tanpa bagian contoh", "without what is marked as an example")
)
_FILE = click.Argument(["file"], type=click.Path(path_type=Path, dir_okay=False), metavar="BERKAS")


@command("list", Both("Daftar program.", "Lists the programmes."))
def list_(setting: Setting) -> None:
    """Programmes of the offices, and shipped ones that none has added."""
    from desktop.cli.opened import opened
    from desktop.services.programmes.files import list_programmes

    with opened(setting) as profile:
        found = profile.read(list_programmes).result()
    if not setting.json:
        for one in found:
            setting.say(
                f"{one.key}  {one.title}  ({one.trainings} pelatihan)",
                f"{one.key}  {one.title}  ({one.trainings} trainings)",
            )
    answers = [
        {
            "key": one.key,
            "title": one.title,
            "source": one.source,
            "id": id_text(one.id) if one.id is not None else None,
            "office": one.office,
            "trainings": one.trainings,
        }
        for one in found
    ]
    setting.answer({"programmes": answers})


@command("show", Both("Satu program dengan isinya.", "One programme with all that is in it."), [KEY, OFFICE])
def show(setting: Setting, key: str, office: str | None) -> None:
    """What the programme is made of, with its trainings, partners, activities, agreements and villages."""
    from desktop.cli.opened import opened
    from desktop.cli.programmes.answers import programme_answer, told_programme
    from desktop.services.programmes.views import show_programme

    with opened(setting) as profile:
        found = profile.read(show_programme, key, office).result()
    if not setting.json:
        told_programme(setting, found)
    setting.answer(programme_answer(found))


@command("add", Both("Menambah program dari berkasnya.", "Adds a programme from its file."), [_FILE, OFFICE])
def add(setting: Setting, file: Path, office: str | None) -> None:
    """A programme file of the documented form; nothing is saved when anything in it is wrong."""
    from desktop.cli.opened import opened
    from desktop.services.programmes.files import add_programme, read_content

    told = read_content(_content(file), file.name)
    with opened(setting) as profile:
        identifier = profile.write(lambda replica, moment: add_programme(replica, office, told, moment)).result()
    told_id(setting, identifier, f'Program "{told.key}" ada', f'Programme "{told.key}" is there')


def _content(file: Path) -> bytes:
    from desktop.services.faults import Unsuitable

    try:
        return file.read_bytes()
    except OSError as error:
        raise Unsuitable(f'Berkas "{file}" tidak dapat dibuka ({error.strerror}); periksa namanya.') from error


@command(
    "open",
    Both("Membuka pelatihan program.", "Opens a training of a programme."),
    [KEY, OFFICE, DISTRICT, STARTS_ON, _STATED],
)
def open_(setting: Setting, key: str, **told: Any) -> None:
    """Makes the training with batch, classes, stages, sessions, subjects, tasks, components and staff."""
    from desktop.cli.opened import opened
    from desktop.cli.programmes.answers import opened_answer, told_opened
    from desktop.services.programmes.opening import Opening, open_programme

    with opened(setting) as profile:
        made = profile.write(lambda replica, moment: open_programme(replica, key, Opening(**told), moment)).result()
    if not setting.json:
        told_opened(setting, made)
    setting.answer(opened_answer(made))


@command("figures", Both("Angka program dengan sumbernya.", "A programme's figures with sources."), [KEY, OFFICE])
def figures(setting: Setting, key: str, office: str | None) -> None:
    """Target, enrolled, completed, certified: each stated value, beside what Lontar counts."""
    from desktop.cli.opened import opened
    from desktop.cli.programmes.answers import agreement_answer, measure_answer, told_agreement, told_measure
    from desktop.services.programmes.figures import agreements
    from desktop.services.programmes.figures import figures as read

    with opened(setting) as profile:
        found = profile.read(read, key, office).result()
        agreed = profile.read(agreements, key, office).result()
    if not setting.json:
        for measure in found:
            told_measure(setting, measure)
        for agreement in agreed:
            told_agreement(setting, agreement)
    setting.answer(
        {
            "programme": key,
            "measures": [measure_answer(measure) for measure in found],
            "agreements": [agreement_answer(one) for one in agreed],
        }
    )


_CHECK = [
    KEY,
    Option(["--person"], default=None, metavar="ID", help=Both("id atau NIP", "id or NIP")),
    Option(["--class", "class_id"], type=ID, default=None, metavar="ID", help=Both("kelas", "class")),
]


@command("check", Both("Peringatan kelayakan peserta.", "Warnings on who is eligible."), _CHECK)
def check(setting: Setting, key: str, person: str | None, class_id: int | None) -> None:
    """Whom the programme means: warnings in words, never a refusal."""
    from desktop.cli.english import worded_sentence
    from desktop.cli.opened import opened
    from desktop.services.enrolment.eligibility import check_eligibility
    from desktop.services.named import person_named

    with opened(setting) as profile:
        who = profile.read(person_named, person).result() if person is not None else None
        found = profile.read(check_eligibility, key, who, class_id).result()
    if not setting.json:
        for one in found:
            for sentence in one.warnings:
                click.echo(f"{one.name}: {worded_sentence(sentence, setting)}")
        warned = sum(bool(one.warnings) for one in found)
        setting.say(f"{warned} dari {len(found)} perlu diperiksa.", f"{warned} of {len(found)} to be looked at.")
    answers = [{"person": id_text(one.person), "name": one.name, "warnings": list(one.warnings)} for one in found]
    setting.answer({"programme": key, "people": answers})


programmes = Group(
    name="programme",
    help=Both("Program pelatihan.", "Programmes of trainings."),
    lazy={
        "list": ("desktop.cli.programmes.files:list_", Both("daftar program", "list programmes")),
        "show": ("desktop.cli.programmes.files:show", Both("satu program", "one programme")),
        "add": (
            "desktop.cli.programmes.files:add",
            Both("menambah program dari berkas", "add a programme from a file"),
        ),
        "remove": (
            "desktop.cli.programmes.removing:remove_programme",
            Both("menghapus yang belum dipakai", "remove an unused one"),
        ),
        "open": ("desktop.cli.programmes.files:open_", Both("membuka pelatihan", "open a training")),
        "run": ("desktop.cli.programmes.run:run", Both("mainkan dengan data contoh", "play by its example")),
        "check": ("desktop.cli.programmes.files:check", Both("peringatan kelayakan", "warnings on who is eligible")),
        "figure": (
            "desktop.cli.programmes.facts:add_figure",
            Both("menambah angka tersurat", "add a published number"),
        ),
        "figures": ("desktop.cli.programmes.files:figures", Both("angka dan sumbernya", "figures with sources")),
    },
)
