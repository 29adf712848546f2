"""lontar template: make, list, open, replicate, merge; lontar training: list, show, call, state, remove."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from contract.training.programmes.training_states import TrainingState
from desktop.cli import days
from desktop.cli.commands import Group, Option, command
from desktop.cli.days import DAY, today
from desktop.cli.labels import coded, english, indonesian
from desktop.cli.programmes.files import DISTRICT, STARTS_ON
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text, told_id

if TYPE_CHECKING:
    from desktop.services.programmes.doubles import Double

_TEMPLATE = click.Argument(["template_id"], type=ID, metavar="ID")
_TRAINING = click.Argument(["training_id"], type=ID, metavar="ID")
_MAKE = [
    Option(["--training", "training_id"], type=ID, required=True, metavar="ID", help=Both("pelatihan", "training")),
    Option(["--title"], default="", metavar="T", help=Both("nama templat", "title of the template")),
]
_REPLICATE = [
    _TEMPLATE,
    Option(["--province"], required=True, metavar="KODE", help=Both("kode provinsi, 53", "code of a province, 53")),
    STARTS_ON,
]
_STATE = [
    _TRAINING,
    Option(
        ["--to", "state"],
        type=click.Choice([state.value for state in TrainingState]),
        required=True,
        help=Both("tahap penyelenggaraan", "state"),
    ),
]
_CALL = [
    _TRAINING,
    Option(["--number"], required=True, metavar="T", help=Both("nomor surat", "number of the letter")),
    Option(["--on"], type=DAY, metavar="D", help=Both("tanggal surat (hari ini)", "its date (today)")),
]


@command("make", Both("Membuat templat dari pelatihan.", "Makes a template of a training."), _MAKE)
def make(setting: Setting, training_id: int, title: str) -> None:
    """What the training plans, without any person."""

    from desktop.cli.opened import opened
    from desktop.services.programmes.templates import make_template

    today = days.today()
    with opened(setting) as profile:
        identifier = profile.write(
            lambda replica, moment: make_template(replica, training_id, today, moment, title)
        ).result()
    told_id(setting, identifier, "Templat dibuat", "Template made")


@command("list", Both("Daftar templat.", "Lists the templates."))
def list_(setting: Setting) -> None:
    """All templates."""
    from desktop.cli.opened import opened
    from desktop.services.programmes.templates import list_templates

    with opened(setting) as profile:
        found = profile.read(list_templates).result()
    if not setting.json:
        for one in found:
            setting.say(
                f"{id_text(one.id)}  {one.title}  (dibuka {one.opened} kali)",
                f"{id_text(one.id)}  {one.title}  (opened {one.opened} times)",
            )
            if one.doubles:
                setting.say(
                    f"  draf ganda di {one.doubles} kabupaten/kota; gabungkan: lontar template merge {id_text(one.id)}",
                    f"  double drafts in {one.doubles} districts; merge them: lontar template merge {id_text(one.id)}",
                )
        if not found:
            setting.say("Belum ada templat.", "No template yet.")
    answers = [
        {
            "id": id_text(one.id),
            "title": one.title,
            "programme": one.programme,
            "made_from": id_text(one.made_from) if one.made_from is not None else None,
            "made_on": one.made_on,
            "opened": one.opened,
            "doubles": one.doubles,
        }
        for one in found
    ]
    setting.answer({"templates": answers})


_MERGE = [_TEMPLATE, Option(["--dry-run"], is_flag=True, help=Both("hanya menunjukkan", "show only"))]


@command("merge", Both("Menggabungkan draf ganda.", "Merges double drafts."), _MERGE)
def merge(setting: Setting, template_id: int, dry_run: bool) -> None:
    """Of drafts that two laptops made for one district keeps one, where they are alike and nobody worked in them."""
    from desktop.cli.opened import opened
    from desktop.services.programmes.doubles import find_doubles, merge_doubles
    from desktop.services.programmes.templates import template_line

    with opened(setting) as profile:
        profile.read(template_line, template_id).result()
        if dry_run:
            found = profile.read(find_doubles, template_id).result()
        else:
            found = profile.write(lambda replica, moment: merge_doubles(replica, template_id, moment)).result()
    surplus = sum(len(one.surplus) for one in found)
    if not setting.json:
        _tell_different(setting, found)
        if dry_run:
            setting.say(
                f"Percobaan, belum disimpan. {surplus} draf ganda akan digabung.",
                f"Dry run, nothing saved. {surplus} double drafts would be merged.",
            )
        else:
            setting.say(f"{surplus} draf ganda digabung.", f"{surplus} double drafts merged.")
    doubles = [
        {
            "district": one.district,
            "name": one.name,
            "kept": id_text(one.kept),
            "merged": [id_text(other) for other in one.surplus],
            "different": [id_text(other) for other in one.different],
        }
        for one in found
    ]
    setting.answer({"template": id_text(template_id), "merged": surplus, "doubles": doubles})


def _tell_different(setting: Setting, found: Sequence[Double]) -> None:
    for one in found:
        for other in one.different:
            setting.say(
                f"  {one.name}: {id_text(other)} berbeda dari {id_text(one.kept)}; bandingkan, lalu hapus salah satu: "
                "lontar training remove",
                f"  {one.name}: {id_text(other)} differs from {id_text(one.kept)}; compare them, then remove one: "
                "lontar training remove",
            )


@command(
    "open", Both("Membuka templat di tempat lain.", "Opens a template elsewhere."), [_TEMPLATE, DISTRICT, STARTS_ON]
)
def open_(setting: Setting, template_id: int, district: str, starts_on: str) -> None:
    """A draft of the template in a district, from a day on."""
    from desktop.cli.opened import opened
    from desktop.cli.programmes.answers import opened_answer, told_opened
    from desktop.services.programmes.templates import open_template

    with opened(setting) as profile:
        made = profile.write(
            lambda replica, moment: open_template(replica, template_id, district, starts_on, moment)
        ).result()
    if not setting.json:
        told_opened(setting, made)
    setting.answer(opened_answer(made))


@command("replicate", Both("Draf di semua kabupaten/kota.", "Drafts in all districts."), _REPLICATE)
def replicate(setting: Setting, template_id: int, province: str, starts_on: str) -> None:
    """Drafts in all districts of a province in one act."""
    from desktop.cli.opened import opened
    from desktop.cli.programmes.answers import opened_answer
    from desktop.services.programmes.templates import replicate as act

    with opened(setting) as profile:
        drafts = profile.write(lambda replica, moment: act(replica, template_id, province, starts_on, moment)).result()
    made = [draft for draft in drafts if draft.opened is not None]
    merged = sum(draft.merged for draft in drafts)
    if not setting.json:
        for draft in made:
            click.echo(f"  {draft.district}  {draft.name}")
        setting.say(
            f"{len(made)} draf dibuat, {len(drafts) - len(made)} sudah ada.",
            f"{len(made)} drafts made, {len(drafts) - len(made)} were there.",
        )
        if merged:
            setting.say(f"{merged} draf ganda digabung.", f"{merged} double drafts merged.")
    answers: list[dict[str, Any]] = [
        {
            "district": draft.district,
            "name": draft.name,
            **(opened_answer(draft.opened) if draft.opened is not None else {"training": None, "classes": []}),
        }
        for draft in drafts
    ]
    setting.answer({"made": len(made), "there": len(drafts) - len(made), "merged": merged, "drafts": answers})


@command("list", Both("Daftar pelatihan.", "Lists the trainings."))
def list_trainings(setting: Setting) -> None:
    """All trainings with their state, the newest first."""
    from desktop.cli.opened import opened
    from desktop.cli.programmes.answers import training_answer
    from desktop.services.programmes.trainings import list_trainings as read

    with opened(setting) as profile:
        found = profile.read(read).result()
    if not setting.json:
        for one in found:
            click.echo(f"{id_text(one.id)}  {one.title}  ({coded(setting, TrainingState, one.state)})")
        if not found:
            setting.say("Belum ada pelatihan.", "No training yet.")
    setting.answer({"trainings": [training_answer(one) for one in found]})


@command("show", Both("Satu pelatihan.", "One training."), [_TRAINING])
def show_training(setting: Setting, training_id: int) -> None:
    """One training with its classes."""
    from desktop.cli.opened import opened
    from desktop.cli.programmes.answers import training_answer
    from desktop.services.programmes.trainings import show_training as read

    with opened(setting) as profile:
        found = profile.read(read, training_id).result()
    if not setting.json:
        click.echo(f"{found.title}  ({coded(setting, TrainingState, found.state)})")
        for identifier, title in found.classes:
            click.echo(f"  {id_text(identifier)}  {title}")
    setting.answer(training_answer(found))


@command("call", Both("Mencatat surat pemanggilan.", "Notes the letter of call."), _CALL)
def call(setting: Setting, training_id: int, number: str, on: str | None) -> None:
    """The letter by which agencies are asked to put people forward."""
    from datetime import date

    from desktop.cli.opened import opened
    from desktop.services.programmes.trainings import set_call

    day = date.fromisoformat(on) if on is not None else today()
    with opened(setting) as profile:
        profile.write(lambda replica, moment: set_call(replica, training_id, number, day, moment)).result()
    if not setting.json:
        setting.say(f"Surat pemanggilan {number}, {day.isoformat()}", f"Letter of call {number}, {day.isoformat()}")
    setting.answer({"id": id_text(training_id), "call_number": number, "call_on": day.isoformat()})


@command("state", Both("Memindahkan tahap penyelenggaraan.", "Moves a training to another state."), _STATE)
def state(setting: Setting, training_id: int, state: str) -> None:
    """draft, proposed, approved, registration, selection, running, closing, reported, archived; or cancelled."""
    from desktop.cli.opened import opened
    from desktop.services.programmes.trainings import set_training_state

    wanted = TrainingState(state)
    with opened(setting) as profile:
        profile.write(lambda replica, moment: set_training_state(replica, training_id, wanted, moment)).result()
    if not setting.json:
        setting.say(f"Pelatihan: {indonesian(wanted)}", f"Training: {english(wanted)}")
    setting.answer({"id": id_text(training_id), "state": wanted.value})


templates = Group(
    name="template",
    help=Both("Templat pelatihan.", "Templates of trainings."),
    lazy={
        "make": ("desktop.cli.programmes.templates:make", Both("membuat dari pelatihan", "make of a training")),
        "list": ("desktop.cli.programmes.templates:list_", Both("daftar templat", "list templates")),
        "open": ("desktop.cli.programmes.templates:open_", Both("membuka di tempat lain", "open elsewhere")),
        "replicate": (
            "desktop.cli.programmes.templates:replicate",
            Both("draf di semua kabupaten/kota", "drafts in all districts of a province"),
        ),
        "merge": ("desktop.cli.programmes.templates:merge", Both("gabungkan draf ganda", "merge double drafts")),
    },
)
trainings = Group(
    name="training",
    help=Both("Pelatihan dan tahapnya.", "Trainings and their states."),
    lazy={
        "list": ("desktop.cli.programmes.templates:list_trainings", Both("daftar pelatihan", "list trainings")),
        "show": ("desktop.cli.programmes.templates:show_training", Both("satu pelatihan", "one training")),
        "call": ("desktop.cli.programmes.templates:call", Both("catat surat pemanggilan", "note the letter of call")),
        "state": (
            "desktop.cli.programmes.templates:state",
            Both("pindahkan tahap penyelenggaraan", "move to another state"),
        ),
        "remove": (
            "desktop.cli.programmes.removing:remove_training",
            Both("menghapus yang belum dipakai", "remove an unused one"),
        ),
    },
)
