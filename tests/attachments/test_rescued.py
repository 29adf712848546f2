"""Photographs that the centre has not are work: backups, rescue files, restores and orders to go keep them."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from contract.exchange.blobs import digest_of
from desktop.app import safekeeping
from desktop.app.opening import open_profile
from desktop.services import attachments
from desktop.services.classes.creating import create_class
from desktop.services.classes.sessions import create_session
from desktop.services.views import NewClass, NewSession
from desktop.storage import blobs, revoked
from desktop.storage.blobs import Name
from desktop.storage.tables import op
from desktop.sync import keys
from tests.attachments.photographs import paper
from tests.cli.terminal import PASSPHRASE, make_profile
from tests.services.laptop import START

SOURCES = keys.Sources(environment={keys.ENVIRONMENT: PASSPHRASE})
REALM = 3
BEFORE, AFTER, SENT = paper(3000), paper(200_000), paper(5000)


def opened(directory: Path):  # type: ignore[no-untyped-def]
    return open_profile(directory, SOURCES, keys.MemoryKeyring())


def name_of(content: bytes) -> Name:
    return Name(REALM, digest_of(content), len(content))


def attach(directory: Path, content: bytes) -> int:
    """Attaches a content to the one session of the profile, which is made at first."""
    with opened(directory) as profile:
        if not profile.read(lambda r: blobs.of_office(r, REALM)).result():
            made = profile.write(lambda r, m: create_class(r, NewClass(title="DLA", office="53"), m)).result()
            new = NewSession(class_id=made, title="S", starts_at=START, hours=3)
            session = profile.write(lambda r, m: create_session(r, new, m)).result()
        else:
            session = profile.read(attachments.list_attachments).result()[0].session
        found: int = profile.write(
            lambda r, m: attachments.attach(r, session, content, "application/pdf", "SK", m)
        ).result()
        return found


def held(directory: Path) -> dict[Name, bytes | None]:
    with opened(directory) as profile:
        found: dict[Name, bytes | None] = profile.read(
            lambda r: {name: blobs.content(r, name) for name in blobs.of_office(r, REALM)}
        ).result()
        return found


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    make_profile(tmp_path / "profile")
    return tmp_path / "profile"


@pytest.mark.parametrize("damage", [False, True])
def test_a_restored_copy_has_its_photographs_and_those_taken_since(directory: Path, damage: bool) -> None:
    attach(directory, BEFORE)
    with opened(directory) as profile:
        copy = safekeeping.back_up(profile)
    attach(directory, AFTER)
    if damage:
        # The middle of the file: what lies there is lost, and nothing that can be read.
        content = bytearray((directory / "replica.db").read_bytes())
        content[4096:8192] = bytes(4096)
        (directory / "replica.db").write_bytes(content)
    safekeeping.restore(directory, copy.file, SOURCES, keys.MemoryKeyring())
    found = held(directory)
    assert found[name_of(BEFORE)] == BEFORE
    assert None not in found.values()
    if not damage:
        assert found[name_of(AFTER)] == AFTER
        with opened(directory) as profile:
            assert profile.read(attachments.waiting_load).result().count == 2


def test_a_rescue_file_holds_what_the_centre_has_not_and_no_more(directory: Path, tmp_path: Path) -> None:
    attach(directory, SENT)
    attach(directory, AFTER)
    with opened(directory) as profile:
        profile.read(blobs.note_sent, name_of(SENT), 5).result()
        file = safekeeping.write_rescue(profile, "test").file
        _, content = safekeeping.inspect(profile.place, file, SOURCES, keys.MemoryKeyring())
    assert [each.content for each in content.files] == [AFTER]
    make_profile(tmp_path / "lain")
    with opened(tmp_path / "lain") as other:
        other.read(lambda r: r.connection.execute(sa.text("UPDATE realm SET signing_key = x''"))).result()
        safekeeping.read_rescue(other, content, anew=True)
    assert held(tmp_path / "lain") == {name_of(AFTER): AFTER}
    with opened(tmp_path / "lain") as other:
        assert other.read(blobs.sweep).result() == 0


def test_an_order_to_go_waits_for_a_photograph_that_is_not_at_the_centre(directory: Path) -> None:
    attach(directory, AFTER)
    with opened(directory) as profile:
        taken = sa.update(op).values(at=3, state=1)
        profile.read(lambda r: r.connection.execute(taken)).result()
        profile.read(lambda r: r.connection.execute(sa.text("UPDATE attachment SET v = 3"))).result()
        assert profile.read(revoked._waits, REALM).result()
        profile.read(blobs.note_sent, name_of(AFTER), 5).result()
        assert not profile.read(revoked._waits, REALM).result()
