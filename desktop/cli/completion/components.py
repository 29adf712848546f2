"""lontar component: add, set, list."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.days import HUNDREDTHS
from desktop.cli.english import worded_sentence
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text, told_id

if TYPE_CHECKING:
    from contract.training.completion.evidence import Component

_KINDS = ("pre_test", "post_test", "assignment", "attitude", "product", "seminar", "exam")
_CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
_MINIMUM = Option(
    ["--minimum"], type=HUNDREDTHS, default=None, metavar="N", help=Both("nilai minimal 0-100", "least score 0-100")
)
_ADD = [
    _CLASS,
    Option(["--title"], required=True, metavar="T", help=Both("nama komponen", "title of the component")),
    Option(["--kind"], type=click.Choice(_KINDS), required=True, help=Both("jenis", "kind")),
    Option(
        ["--weight"],
        type=HUNDREDTHS,
        default=0,
        metavar="N",
        help=Both("bobot dalam persen; tanpa ini tidak dihitung", "weight in percent; without it not counted"),
    ),
    _MINIMUM,
    Option(["--of-group"], is_flag=True, help=Both("satu nilai untuk seluruh kelompok", "one score for a whole group")),
]
_SET = [
    Option(["--component", "component_id"], type=ID, required=True, metavar="ID", help=Both("komponen", "component")),
    Option(
        ["--weight"], type=HUNDREDTHS, default=None, metavar="N", help=Both("bobot dalam persen", "weight in percent")
    ),
    _MINIMUM,
]


@command("add", Both("Menambah komponen nilai.", "Adds a component of the total."), _ADD)
def add(
    setting: Setting, class_id: int, title: str, kind: str, weight: int, minimum: int | None, of_group: bool
) -> None:
    """Adds a component to a class."""
    from desktop.cli.opened import opened
    from desktop.services.completion.scores import NewComponent, add_component

    new = NewComponent(class_id=class_id, title=title, kind=kind, weight=weight, minimum=minimum, of_group=of_group)
    with opened(setting) as profile:
        identifier = profile.write(lambda replica, moment: add_component(replica, new, moment)).result()
    told_id(setting, identifier, "Komponen nilai dibuat", "Component made")


@command("set", Both("Mengubah bobot atau nilai minimal.", "Changes weight or least score."), _SET)
def set_(setting: Setting, component_id: int, weight: int | None, minimum: int | None) -> None:
    """Changes a component."""
    from desktop.cli.opened import opened
    from desktop.services.completion.scores import set_component

    with opened(setting) as profile:
        profile.write(
            lambda replica, moment: set_component(replica, component_id, moment, weight=weight, minimum=minimum)
        ).result()
    told_id(setting, component_id, "Komponen nilai diubah", "Component changed")


@command("list", Both("Komponen nilai sebuah kelas.", "Components of a class's total."), [_CLASS])
def list_(setting: Setting, class_id: int) -> None:
    """Lists components and what is wrong with their weights."""
    from contract.training.completion.scoring import weights_sentence
    from contract.training.exact_numbers import plain_number
    from desktop.cli.opened import opened
    from desktop.services.completion.scores import list_components

    with opened(setting) as profile:
        found = profile.read(list_components, class_id).result()
    remark = weights_sentence(found)
    if not setting.json:
        for one in found:
            click.echo(f"{id_text(one.id)}  {one.title}  {one.weight / 100:g}%")
        if remark:
            click.echo(worded_sentence(remark, setting))
    total = plain_number(Fraction(sum(one.weight for one in found), 100))
    setting.answer({"components": [component_answer(one) for one in found], "weights": total, "remark": remark})


def component_answer(one: Component) -> dict[str, object]:
    """A component as JSON; weight and minimum on the scale 0 to 100."""
    from contract.training.exact_numbers import plain_number

    return {
        "id": id_text(one.id),
        "title": one.title,
        "kind": one.kind,
        "weight": plain_number(Fraction(one.weight, 100)),
        "minimum": None if one.minimum is None else plain_number(Fraction(one.minimum, 100)),
        "of_group": one.of_group,
    }


components = Group(
    name="component",
    help=Both("Komponen nilai dan bobotnya.", "Components of the total and their weights."),
    lazy={
        "add": ("desktop.cli.completion.components:add", Both("menambah komponen", "add a component")),
        "set": ("desktop.cli.completion.components:set_", Both("mengubah bobot", "change a weight")),
        "list": ("desktop.cli.completion.components:list_", Both("daftar komponen", "list the components")),
    },
)
