"""A contract that cannot be broken proves nothing: each one is broken here, in a copy of the tree, and must say so."""

import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PACKAGES = ("contract", "desktop", "server", "benchmarks", "resources")

# Every layer imports the one above it. From lowest to highest, as pyproject.toml has them.
TOWERS = {
    "contract": ("faults", "exchange", "training", "tables"),
    "desktop": ("storage", "sync", "services", "documents", "ui", "app", "cli", "__main__"),
    "server": ("store", "sync", "web", "app", "cli", "__main__"),
}
HOUSES = [
    ("desktop.services", "server.sync"),
    ("server.web", "desktop.services"),
    ("contract.exchange", "desktop"),
    ("contract.training", "server"),
    ("contract.training", "resources"),
    ("server.store", "benchmarks"),
]
# Where a library is let in, and where it must not be seen.
LET_IN = {
    "sqlalchemy": ("contract.tables", "desktop.storage", "server.store"),
    "alembic": ("desktop.storage", "server.store"),
    "requests": ("desktop.sync.transport",),
    "keyring": ("desktop.sync.keys",),
    "PySide6": ("desktop.ui", "desktop.documents", "desktop.app"),
    "shiboken6": ("desktop.ui",),
}
KEPT_OUT = {
    "sqlalchemy": ("contract.training", "contract.exchange", "desktop.services", "desktop.ui", "server.web"),
    "alembic": ("contract.tables", "desktop.services", "server.web"),
    "requests": ("contract.exchange", "desktop.sync", "desktop.services", "server.sync"),
    "keyring": ("desktop.sync", "desktop.services", "server.web"),
    "PySide6": ("contract.training", "desktop.services", "desktop.sync", "desktop.cli", "server.web"),
    "shiboken6": ("desktop.services", "desktop.documents"),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the packages and their contracts, to break things in."""
    for name in PACKAGES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "fonts", "icons"))
        (tmp_path / name / "__init__.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(tree: Path, importer: str, line: str) -> str:
    """Add an import to a package, in a new file, or to the end of a module; the name of the module that now has it."""
    place = tree / importer.replace(".", "/")
    if place.is_dir():
        with (place / "planted.py").open("a") as file:
            file.write(line + "\n")
        return f"{importer}.planted"
    with place.with_suffix(".py").open("a") as file:
        file.write("\n" + line + "\n")
    return importer


def breaches(tree: Path) -> tuple[int, str]:
    """What lint-imports answers about the tree: exit code and words, on one line each."""
    done = subprocess.run(
        [str(BIN / "lint-imports"), "--no-cache"],
        cwd=tree,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "400"},
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def contracts_that_are(word: str, output: str) -> set[str]:
    """The names of the contracts that lint-imports calls KEPT or BROKEN."""
    return set(re.findall(rf"^(.+?) {word}(?: \(.*\))?$", output, re.MULTILINE))


def test_the_tree_keeps_every_contract(tree: Path) -> None:
    code, output = breaches(tree)
    assert code == 0, output
    assert len(contracts_that_are("KEPT", output)) == 8, output


def test_every_layer_that_looks_up_is_seen(tree: Path) -> None:
    expected = []
    for house, layers in TOWERS.items():
        for layer in layers:  # all of them there first, so that the looks up find something
            if not (tree / house / layer).is_dir():
                (tree / house / f"{layer}.py").touch()
        for lower, higher in pairwise(layers):
            by = plant(tree, f"{house}.{lower}", f"import {house}.{higher}")
            expected.append(
                (f"{by} -> {house}.{higher}", f"{house}.{lower} is not allowed to import {house}.{higher}:")
            )
    for importer, imported in HOUSES:
        by = plant(tree, importer, f"import {imported}")
        expected.append((f"{by} -> {imported}", " is not allowed to import "))
    code, output = breaches(tree)
    assert code == 1
    assert contracts_that_are("BROKEN", output) >= {
        "laptop and centre meet only in contract",
        "contract: tables over training over exchange",
        "desktop: program over services over storage",
        "server: program over pages over sync over store",
    }
    missed = [chain for chain, verdict in expected if chain not in output or verdict not in output]
    assert not missed, output


def test_every_library_out_of_its_place_is_seen(tree: Path) -> None:
    (tree / "desktop" / "cli.py").touch()
    expected = []
    for library, places in KEPT_OUT.items():
        expected += [f"{plant(tree, place, f'import {library}')} -> {library}" for place in places]
    code, output = breaches(tree)
    assert code == 1
    assert contracts_that_are("BROKEN", output) >= {
        "SQL only where rows are kept",
        "HTTP only in the transport",
        "the system's key store only in desktop.sync.keys",
        "Qt only on screen, on paper and in the one builder",
    }
    missed = [chain for chain in expected if chain not in output]
    assert not missed, output


def test_every_library_in_its_place_is_let_in(tree: Path) -> None:
    for library, places in LET_IN.items():
        for place in places:
            plant(tree, place, f"import {library}")
    code, output = breaches(tree)
    assert code == 0, output


def test_a_room_that_no_layer_names_is_seen(tree: Path) -> None:
    (tree / "desktop" / "attic.py").touch()
    (tree / "server" / "attic.py").touch()
    (tree / "contract" / "attic.py").touch()
    code, output = breaches(tree)
    assert code == 1
    assert all(f"{house}.attic" in output for house in TOWERS), output


def banned(tree: Path, place: str) -> str:
    """What ruff says of forbidden names in one planted file."""
    command = [str(BIN / "ruff"), "check", "--no-cache", "--select", "TID251", "--output-format", "concise", place]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False).stdout


IMPURE = {
    "import os": "os",
    "from os import urandom": "os",
    "import pathlib": "pathlib",
    "import random": "random",
    "import secrets": "secrets",
    "import socket": "socket",
    "import time": "time",
    "from time import time": "time",
    "import datetime\ndatetime.datetime.now()": "datetime.datetime.now",
    "from datetime import datetime\ndatetime.now()": "datetime.datetime.now",
    "from datetime import date\ndate.today()": "datetime.date.today",
    "from uuid import uuid4": "uuid.uuid4",
    "from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey\nEd25519PrivateKey.generate()": (
        "Ed25519PrivateKey.generate"
    ),
}


@pytest.mark.parametrize("source", IMPURE)
def test_what_reaches_outside_is_banned_from_the_contract(tree: Path, source: str) -> None:
    plant(tree, "contract.training", source)
    assert f"{IMPURE[source]}` is banned" in banned(tree, "contract/training/planted.py")


def test_widgets_are_banned_outside_the_screens(tree: Path) -> None:
    for place in ("desktop.ui", "desktop.documents", "desktop.services"):
        plant(tree, place, "from PySide6.QtWidgets import QLabel")
        plant(tree, place, "from PySide6 import QtWidgets")
    assert banned(tree, "desktop/documents/planted.py").count("TID251") == 2
    assert banned(tree, "desktop/services/planted.py").count("TID251") == 2
    assert "TID251" not in banned(tree, "desktop/ui/planted.py")
