"""lontar rule: show, set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text

if TYPE_CHECKING:
    from desktop.services.completion.rules import RuleSet

_WHOSE = [
    Option(["--class", "class_id"], type=ID, default=None, metavar="ID", help=Both("kelas", "class")),
    Option(["--training", "training_id"], type=ID, default=None, metavar="ID", help=Both("pelatihan", "training")),
]
_FILE = click.Argument(["file"], type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.json")


@command("show", Both("Syarat kelulusan yang berlaku.", "The completion rule that holds."), _WHOSE)
def show(setting: Setting, class_id: int | None, training_id: int | None) -> None:
    """The rule of a class (its own or its training's) or of a training."""
    from desktop.cli.opened import opened
    from desktop.services.completion.rules import completion_rule_of_class, rule_of_training

    _one_of(setting, class_id, training_id)
    with opened(setting) as profile:
        if class_id is not None:
            found = profile.read(completion_rule_of_class, class_id).result()
        else:
            found = profile.read(rule_of_training, training_id or 0).result()
    _tell(setting, found)


@command("set", Both("Menetapkan syarat kelulusan.", "Sets the completion rule."), [*_WHOSE, _FILE])
def set_(setting: Setting, class_id: int | None, training_id: int | None, file: Path) -> None:
    """Sets the rule of a class or a training from a JSON file."""
    from desktop.cli.opened import opened
    from desktop.services.completion.rules import set_rule_of_class, set_rule_of_training
    from desktop.services.faults import Unsuitable
    from desktop.storage.complaints import of_system

    _one_of(setting, class_id, training_id)
    try:
        text = file.read_bytes()
    except OSError as error:
        raise Unsuitable(
            f"Berkas {file.name} tidak dapat dibuka ({of_system(error)}); periksa nama dan letaknya."
        ) from None
    with opened(setting) as profile:
        if class_id is not None:
            found = profile.write(lambda r, m: set_rule_of_class(r, class_id, text, m)).result()
        else:
            found = profile.write(lambda r, m: set_rule_of_training(r, training_id or 0, text, m)).result()
    _tell(setting, found)


def _one_of(setting: Setting, class_id: int | None, training_id: int | None) -> None:
    if (class_id is None) == (training_id is None):
        raise click.UsageError(
            setting.word("sebutkan --class atau --training, salah satu.", "name --class or --training, one of them."),
            ctx=click.get_current_context(),
        )


def _tell(setting: Setting, found: RuleSet | None) -> None:
    import msgspec

    from contract.training.completion.rule import rule_text

    if found is None:
        setting.say("Syarat kelulusan belum ditetapkan.", "No completion rule was set.")
        setting.answer({"rule": None, "source": None, "id": None})
        return
    text = rule_text(found.rule)
    if not setting.json:
        click.echo(text)
    setting.answer({"rule": msgspec.json.decode(text), "source": found.source.value, "id": id_text(found.owner)})


rules = Group(
    name="rule",
    help=Both("Syarat kelulusan.", "The completion rule."),
    lazy={
        "show": ("desktop.cli.completion.rules:show", Both("syarat yang berlaku", "the rule that holds")),
        "set": ("desktop.cli.completion.rules:set_", Both("menetapkan dari berkas", "set it from a file")),
    },
)
