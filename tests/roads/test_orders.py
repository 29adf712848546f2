"""A laptop or a person is revoked: the work arrives and is held, then the office's data leaves the laptop."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.frames import read_frames
from contract.exchange.malformed import Malformed
from contract.exchange.messages import Wipe, write_message
from contract.exchange.orders import order_wipe
from contract.training.catalogue import ATTENDANCE
from desktop.services import home
from desktop.storage import leaving
from desktop.storage.revoked import is_due
from desktop.storage.tables import realm
from desktop.sync.keys import change_passphrase
from desktop.sync.machine import Machine
from tests.kill import programs
from tests.kill.day import QUICK
from tests.kill.programs import OFFICE, PASSPHRASE
from tests.roads.centre import Centre, centre
from tests.roads.laptop import laptop
from tests.server.test_program import answer


@pytest.fixture
def served(usual_database_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(usual_database_url, tmp_path, "53", "53.71") as made:
        yield made
    assert made.errors == ""


def test_a_revoked_laptop_brings_its_work_and_then_nothing_on_it_opens_its_data(tmp_path: Path) -> None:
    """The programs as people run them: the next talk ends with the order, and keeps no key."""
    far, near = programs.Centre(tmp_path), programs.Laptop(tmp_path / "laptop")
    far.must("init", "--office", OFFICE, "--name", "Nusa Tenggara Timur")
    far.start()
    try:
        joined = near.must("join", "--server", far.url, "--code", far.code("Adriana", "admin"))
        change_passphrase(near.folder, PASSPHRASE, PASSPHRASE, QUICK)
        near.must("class", "create", "--title", "Kelas A", "--office", OFFICE)
        near.must("sync")
        near.must("class", "create", "--title", "Kelas B", "--office", OFFICE)
        near.must("backup")
        near.must("rescue", "write", str(tmp_path / "laptop" / "rescue"))
        shutil.copy(near.folder / "replica.db", tmp_path / "stolen.db")
        far.must("revoke", "--office", OFFICE, "--device", str(joined["device"]))
        assert near.run("sync").code == 5
        [status] = far.must("status")["offices"].values()
        assert status["fates"]["held"] == 1
        left = {file.relative_to(near.folder) for file in near.folder.rglob("*") if file.is_file()}
        assert not {
            file for file in left if file.parts[0] in ("key.json", "keyring", "backups", "rescue", "replica.db")
        }
        shutil.copy(tmp_path / "stolen.db", near.folder / "replica.db")
        assert near.run("class", "list").code != 0
    finally:
        far.close()


def test_one_person_of_a_shared_laptop_leaves_and_the_other_works_on(served: Centre, tmp_path: Path) -> None:
    with laptop(tmp_path, "shared") as shared:
        shared.join(served.url, served.code("Adi"))
        lesson = shared.open_class(people=2)
        shared.sync()
        shared.join(served.url, served.code("Beni"))
        assert shared.call(home.sign_in, shared.replica, "Adi") == "Adi"
        shared.mark(lesson, "H")
        answer("revoke", "--database", served.database, "--office", "53", "--person", "Adi")
        report = shared.sync()
        assert not report.taken_away
        shared.sync()
        assert [name for *_, name in shared.call(leaving.persons, shared.replica)] == ["Beni"]
        assert served.status().fates["held"] == 1
        shared.mark(lesson, "S")
        shared.sync()
        assert [row["status"] for row in served.dump(ATTENDANCE.name)] == ["S"]


def test_of_two_offices_only_the_one_that_ordered_it_leaves(served: Centre, tmp_path: Path) -> None:
    with laptop(tmp_path, "both") as both:
        both.join(served.url, served.code("Adi"))
        both.join(served.url, served.code("Adi", office="53.71"))
        both.open_class(people=2)
        both.open_class(people=3, office="53.71")
        answer("revoke", "--database", served.database, "--office", "53", "--person", "Adi")
        report = both.sync()
        assert not report.taken_away
        codes = both.call(lambda: both.replica.connection.execute(sa.select(realm.c.code)).scalars().all())
        assert codes == ["53.71"]
        assert served.status().fates["held"] > 0
        both.sync()


def test_an_order_that_the_office_did_not_sign_is_no_answer(served: Centre, tmp_path: Path) -> None:
    with laptop(tmp_path, "adi") as adi:
        device = adi.join(served.url, served.code("Adi")).device
        number = adi.call(lambda: adi.replica.connection.execute(realm.select()).one().number)
        forged = order_wipe(Ed25519PrivateKey.generate(), number, device, 0, 1)
        [(kind, payload)] = read_frames(write_message(forged))
        with pytest.raises(Malformed):
            adi.call(Machine(adi.replica).on, kind, payload)
        assert not adi.call(is_due, adi.replica)
        assert isinstance(forged, Wipe)
