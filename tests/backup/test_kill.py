"""A restore that is killed between any two steps leaves the old replica or the new one, and no work is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from contract.training.catalogue import PERSON
from desktop.app.opening import open_profile
from desktop.app.safekeeping import back_up
from desktop.storage.edit import Change, edit
from desktop.storage.profile import Profile
from desktop.storage.tables import op, records
from desktop.sync import keys
from tests import programs
from tests.cli.terminal import PASSPHRASE, make_profile

NAME = PERSON.by_name["name"].number
SOURCES = keys.Sources(environment={keys.ENVIRONMENT: PASSPHRASE})


def add(directory: Path, *names: str) -> None:
    with open_profile(directory, SOURCES, keys.MemoryKeyring()) as profile:
        changes = [Change(PERSON.number, {NAME: name}) for name in names]
        profile.write(lambda replica, moment: edit(replica, 7, changes, moment)).result()


def names_in(directory: Path) -> tuple[list[str], int]:
    with open_profile(directory, SOURCES, keys.MemoryKeyring()) as profile:
        table = records[PERSON.number].table
        found = profile.read(lambda r: r.connection.execute(sa.select(table.c.name)).scalars().all()).result()
        ops = profile.read(lambda r: r.connection.execute(sa.select(op.c.n)).scalars().all()).result()
    return sorted(found), len(ops)


@pytest.fixture
def prepared(tmp_path: Path) -> tuple[Path, Path]:
    """A profile with work before and after its copy."""
    directory = tmp_path / "profile"
    make_profile(directory)
    add(directory, "Maria", "Petrus")
    with open_profile(directory, SOURCES, keys.MemoryKeyring()) as profile:
        copy = back_up(profile, tmp_path / "stick").file
    add(directory, "Yohana")
    return directory, copy


def killed_at(directory: Path, copy: Path, failpoint: str) -> list[str]:
    environment = {"LONTAR_PASSPHRASE": PASSPHRASE, "PATH": ""}
    done = programs.run("tests.backup.worker", str(directory), str(copy), failpoint, env=environment)
    assert done.returncode == (-9 if failpoint else 0), done.stderr
    return done.stdout.splitlines()


def test_a_restore_killed_at_any_step_loses_nothing(prepared: tuple[Path, Path], tmp_path: Path) -> None:
    directory, copy = prepared
    seen: set[str] = set()
    whole = tmp_path / "whole"
    shutil.copytree(directory, whole)
    steps = killed_at(whole, copy, "")
    assert {"rescue written", "copy prepared", "copy named", "exchanged"} <= set(steps)
    for number, step in enumerate(steps):
        here = tmp_path / f"killed{number}"
        shutil.copytree(directory, here)
        assert killed_at(here, copy, step)[-1] == step
        assert names_in(here) == (["Maria", "Petrus", "Yohana"], 3), step
        assert not Profile(here).restored.exists(), step
        replaced = sorted(path.name for path in here.rglob("replaced/whole-*/replica.db"))
        seen.add("new" if replaced else "old")
        killed_at(here, copy, "")
        assert names_in(here) == (["Maria", "Petrus", "Yohana"], 3), step
    assert seen == {"old", "new"}
