"""Rules of the house that no tool checks: sizes, names, excepts, docstrings, what the contract may stand on."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("contract", "desktop", "server", "resources")
FOLDERS = (*SHIPPED, "benchmarks", "build", "tests")
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
# Words that say nothing of what a thing is.
NAMED_BY_LIBRARIES = {"init_poolmanager"}
"""Methods that a library calls by this name."""
EMPTY_WORDS = {
    "manager",
    "managers",
    "helper",
    "helpers",
    "util",
    "utils",
    "utilities",
    "data",
    "info",
    "misc",
    "common",
}
CONTRACT_STANDS_ON = {"contract", "msgspec", "cryptography", "backports", "compression", "sqlalchemy"}


def files(*folders: str) -> list[Path]:
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree_of(file)) if isinstance(node, FUNCTION))


def at(file: Path, line: int) -> str:
    return f"{file.relative_to(ROOT).as_posix()}:{line}"


def is_test(file: Path) -> bool:
    return file.relative_to(ROOT).parts[0] in ("tests", "benchmarks")


def test_no_file_is_too_long_to_read_at_one_sitting() -> None:
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in files(*FOLDERS)}
    assert not [at(file, length) for file, length in lengths.items() if length > (600 if is_test(file) else 400)]


def test_no_function_is_longer_than_a_page() -> None:
    assert not [
        f"{at(file, node.lineno)} {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for file in files(*FOLDERS)
        if not is_test(file)
        for node in functions(file)
        if node.end_lineno is not None and node.end_lineno - node.lineno + 1 > 40
    ]


def catches_all(node: ast.ExceptHandler) -> bool:
    """Whether a handler stops faults it does not know. One that ends in a bare `raise` only tidies up on the way."""
    if node.type is not None and not re.search(r"\b(Base)?Exception\b", ast.unparse(node.type)):
        return False
    last = node.body[-1]
    return not (isinstance(last, ast.Raise) and last.exc is None)


def test_everything_is_caught_in_three_places_at_most() -> None:
    broad = [
        at(file, node.lineno)
        for file in files(*SHIPPED)
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ExceptHandler) and catches_all(node)
    ]
    assert len(broad) <= 3, broad


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    assert not [
        at(file, number)
        for file in files(*FOLDERS)
        if file != Path(__file__)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if later.search(line)
    ]


def test_names_say_what_a_thing_is() -> None:
    modules = [
        at(file, 1)
        for file in files(*FOLDERS)
        if EMPTY_WORDS & set(re.split(r"[_/.]", file.relative_to(ROOT).with_suffix("").as_posix()))
    ]
    named = [
        f"{at(file, node.lineno)} {node.name}"
        for file in files(*FOLDERS)
        for node in ast.walk(tree_of(file))
        if isinstance(node, (ast.ClassDef, *FUNCTION)) and re.search(r"(?i)manager|helper|utils?$", node.name)
    ]
    assert not [name for name in modules + named if name.rpartition(" ")[2] not in NAMED_BY_LIBRARIES]


def public(body: list[ast.stmt], methods: bool) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """What a module offers, and its classes when methods are asked for too."""
    for node in body:
        if isinstance(node, (ast.ClassDef, *FUNCTION)) and not node.name.startswith("_"):
            yield node
            if methods and isinstance(node, ast.ClassDef):
                yield from public(node.body, methods)


@pytest.mark.parametrize("house", SHIPPED)
def test_every_public_name_says_what_its_signature_cannot(house: str) -> None:
    # Most methods there are Qt's, named and described by Qt.
    drawn = (ROOT / "desktop" / "ui", ROOT / "desktop" / "documents")
    assert not [
        f"{at(file, node.lineno)} {node.name}"
        for file in files(house)
        for node in public(tree_of(file).body, methods=not any(folder in file.parents for folder in drawn))
        if not ast.get_docstring(node)
    ]


def test_the_contract_stands_on_little() -> None:
    found = {}
    for file in files("contract"):
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.Import):
                found.update({name.name.split(".")[0]: at(file, node.lineno) for name in node.names})
            elif isinstance(node, ast.ImportFrom):
                found[(node.module or "").split(".")[0]] = at(file, node.lineno)
    allowed = CONTRACT_STANDS_ON | set(sys.stdlib_module_names)
    assert not {name: place for name, place in found.items() if name not in allowed}
