"""The benchmark of a large office asks everything that people may ask: whoever adds a list is told here."""

import ast
import re
from pathlib import Path

from benchmarks.big_office import Laid
from benchmarks.questions import NO_PAGE, questions

DESKTOP = Path(__file__).parents[2] / "desktop"
SERVICES = DESKTOP / "services"
_IMPORT = re.compile(r"from desktop\.services\.([\w.]+) import (\([^)]*\)|[^(\n]*)")
NOBODY = Laid(
    now=0,
    candidates=1,
    big=1,
    played=1,
    small=(1,) * 10,
    with_groups=(1,) * 10,
    sessions=(1,) * 3_000,
    people=(1,) * 20_000,
    trainings=(1,) * 3,
    groups=(1,) * 300,
    consents=(1,) * 10,
    certificates=(1,) * 10,
    rows={},
)


def asked_from_outside() -> set[str]:
    """Functions of the services that windows and commands import, which read a replica and change nothing."""
    reading = {name for file in SERVICES.rglob("*.py") for name in _reading(file)}
    return reading & {name for room in ("cli", "ui", "app") for name in _imported(DESKTOP / room)}


def _reading(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            arguments = {each.arg: ast.unparse(each.annotation) for each in node.args.args if each.annotation}
            if "replica" in arguments and "Moment" not in arguments.values():
                found.add(".".join((*file.relative_to(SERVICES).with_suffix("").parts, node.name)))
    return found


def _imported(room: Path) -> set[str]:
    found = set()
    for file in room.rglob("*.py"):
        for module, names in _IMPORT.findall(file.read_text(encoding="utf-8")):
            found |= {f"{module}.{name}" for name in re.findall(r"\w+", names)}
    return found


def test_every_list_search_and_figure_is_measured_in_a_large_office() -> None:
    asked = {question.name for question in questions(NOBODY)}
    assert asked_from_outside() - asked - NO_PAGE.keys() == set()
    assert NO_PAGE.keys() <= asked_from_outside(), "no longer there, or no longer asked by windows and commands"
    assert not asked & NO_PAGE.keys()
