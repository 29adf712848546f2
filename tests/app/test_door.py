"""The door of a real profile: an office is joined, the passphrase or the recovery code opens it, nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.faults import Fault
from desktop.app.program import CODE_NOT_KEPT, LockedDoor
from desktop.services.exchange.status import profile_view
from desktop.storage.settings import recall
from desktop.sync.keys import WrongPassphrase
from tests.roads.centre import Centre
from tests.roads.centre import centre as serving

PASSPHRASE, ANOTHER = "pasir putih di tepi", "sabana di bukit"


@pytest.fixture
def centre(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    with serving(sqlite_url, tmp_path) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "laptop"


def door_of(folder: Path) -> Iterator[LockedDoor]:
    door = LockedDoor(folder)
    yield door
    door.close()
    if door.opened is not None:
        door.opened.close()


def test_joining_makes_a_profile_that_its_passphrase_or_its_code_opens(centre: Centre, folder: Path) -> None:
    url, code = centre.url, centre.code("Adriana Bire", "organiser", "53")
    for door in door_of(folder):
        joined = door.join(url, code, PASSPHRASE).result()
        assert (joined.person, len(joined.recovery_code) >= 24) == ("Adriana Bire", True)
        assert door.opened is not None
        assert door.opened.read(recall, CODE_NOT_KEPT).result() is True
        assert door.opened.read(profile_view).result().offices[0].name == "Kantor 53"
    for door in door_of(folder):
        with pytest.raises(WrongPassphrase):
            door.unlock(ANOTHER).result()
        door.unlock(PASSPHRASE).result()
    wrong = joined.recovery_code.translate(str.maketrans("23456789", "34567892"))
    for door in door_of(folder):
        with pytest.raises(Fault):
            door.recover(wrong, ANOTHER).result()
        door.recover(joined.recovery_code, ANOTHER).result()
    for door in door_of(folder):
        with pytest.raises(WrongPassphrase):
            door.unlock(PASSPHRASE).result()
        door.unlock(ANOTHER).result()


def test_a_code_that_the_centre_does_not_know_leaves_nothing_behind(centre: Centre, folder: Path) -> None:
    known = centre.code("Adriana Bire", "organiser", "53")
    unknown = known[:-1] + ("2" if known[-1] != "2" else "3")
    for door in door_of(folder):
        with pytest.raises(Fault):
            door.join(centre.url, unknown, PASSPHRASE).result()
        assert door.opened is None
    assert not (folder / "key.json").exists()
