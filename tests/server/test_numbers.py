"""Blocks of certificate numbers at the centre: cut once, in order, for everybody, and never twice over a restore."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.shapes import GONE, RowKey
from contract.training.catalogue import CERTIFICATE, CLASS_GROUP, NUMBER_BLOCK, NUMBER_REQUEST, PERSON
from contract.training.certificates.numbers import MOST_SEQUENCE, Block
from contract.training.certificates.vouchers import is_vouched
from contract.training.rights.roles import Role
from server.store.centre import Centre
from server.store.offices import OfficeKeys
from server.store.opening import create_centre
from server.store.tables import records
from server.sync import backup, joining
from server.sync.audit import audit
from server.sync.numbers import give_out
from tests.server.seated import NOW, REALM, Seated

KEYS = OfficeKeys(bytes(range(32)), bytes(32))
SERIES = "BKPSDM/2026"


@pytest.fixture
def centre(database_url: str) -> Iterator[Centre]:
    with closing(create_centre(database_url)) as made:
        joining.open_office(made, "53", "Provinsi NTT", KEYS, "epoch", NOW)
        yield made


def ask(centre: Centre, who: Seated, size: int, behind: int | None = None, series: str = SERIES) -> int:
    known = {} if behind is None else {"behind": behind}
    return who.edit(centre, NUMBER_REQUEST, None, series=series, size=size, **known)


def blocks(centre: Centre) -> dict[int, tuple[int, int]]:
    block = records[NUMBER_BLOCK.number].table
    with centre.snapshot() as connection:
        return {line.request: (line.first, line.last) for line in connection.execute(sa.select(block))}


def test_each_request_gets_a_block_behind_the_others_and_the_audit_makes_them_anew(centre: Centre) -> None:
    adi, beni = Seated(centre, "Adi", Role.ORGANISER), Seated(centre, "Beni", Role.ADMIN)
    asked = [ask(centre, adi, 500), ask(centre, beni, 500), ask(centre, adi, 10, series="BPSDM/2026")]
    assert give_out(centre, REALM, NOW) == 3
    assert give_out(centre, REALM, NOW) == 0
    assert blocks(centre) == dict(zip(asked, [(1, 500), (501, 1000), (1, 10)], strict=True))
    later = ask(centre, adi, 1)
    give_out(centre, REALM, NOW)
    assert blocks(centre)[later] == (1001, 1001)
    found = audit(centre)
    assert found.ok, found.differences


def test_the_office_vouches_for_the_key_of_whoever_asked_and_for_these_numbers_alone(centre: Centre) -> None:
    adi, beni = Seated(centre, "Adi", Role.ORGANISER), Seated(centre, "Beni", Role.ORGANISER)
    request = ask(centre, adi, 3)
    give_out(centre, REALM, NOW)
    block = records[NUMBER_BLOCK.number].table
    with centre.snapshot() as connection:
        voucher = bytes.fromhex(connection.execute(sa.select(block.c.voucher)).scalar_one())
    office = Ed25519PrivateKey.from_private_bytes(KEYS.signing).public_key().public_bytes_raw()
    said = Block(request=request, series=SERIES, first=1, last=3)
    key, other = (who.key.public_key().public_bytes_raw() for who in (adi, beni))
    assert is_vouched(office, REALM, said, key, voucher)
    assert not is_vouched(office, REALM, said, other, voucher)
    assert not is_vouched(office, 5371, said, key, voucher)
    assert not is_vouched(office, REALM, Block(request=request, series=SERIES, first=1, last=4), key, voucher)


def test_senseless_and_forbidden_requests_get_no_block_and_stop_nobody(centre: Centre) -> None:
    adi, citra = Seated(centre, "Adi", Role.ORGANISER), Seated(centre, "Citra", Role.FACILITATOR)
    ask(centre, adi, 0)
    ask(centre, adi, 10**12)
    ask(centre, adi, 5, series="tanpa tahun")
    ask(centre, citra, 5)
    ask(centre, adi, 5, behind=MOST_SEQUENCE + 1)
    withdrawn = ask(centre, adi, 5)
    adi.put(centre, RowKey(NUMBER_REQUEST.number, withdrawn), {GONE: 1})
    good = ask(centre, adi, 5)
    assert give_out(centre, REALM, NOW) == 2
    assert blocks(centre)[good] == (6, 10)
    assert audit(centre).ok


def test_a_restored_centre_gives_nothing_out_twice_of_what_any_laptop_brings_back(
    centre: Centre, tmp_path: Path
) -> None:
    adi, beni = Seated(centre, "Adi", Role.ORGANISER), Seated(centre, "Beni", Role.ORGANISER)
    class_id = adi.edit(centre, CLASS_GROUP, title="DLA NTT")
    person = adi.edit(centre, PERSON, name="Maria")
    kept = backup.back_up(centre, tmp_path / "kept.backup", NOW).file
    remembered = adi.n, adi.link
    ask(centre, adi, 500)
    give_out(centre, REALM, NOW)
    with closing(create_centre(f"sqlite:///{tmp_path / 'restored.db'}")) as restored:
        backup.restore(restored, kept, NOW, agreed=True)
        # Beni had seen the block of Adi, so the centre learns of it by the request alone.
        first = ask(restored, beni, 100, behind=500)
        give_out(restored, REALM, NOW)
        assert blocks(restored)[first] == (501, 600)
        adi.n, adi.link = remembered
        again = ask(restored, adi, 500)
        adi.edit(restored, CERTIFICATE, class_group=class_id, person=person, body="{}", series=SERIES, sequence=740)
        give_out(restored, REALM, NOW)
        # What Adi had put onto paper came with the request: the new block lies behind that too.
        assert blocks(restored)[again] == (741, 1240)
        assert audit(restored).ok


def test_a_deleted_certificate_keeps_its_number(centre: Centre) -> None:
    adi = Seated(centre, "Adi", Role.ORGANISER)
    class_id, person = adi.edit(centre, CLASS_GROUP, title="DLA"), adi.edit(centre, PERSON, name="Maria")
    made = adi.edit(centre, CERTIFICATE, class_group=class_id, person=person, body="{}", series=SERIES, sequence=9)
    adi.put(centre, RowKey(CERTIFICATE.number, made), {GONE: 1})
    request = ask(centre, adi, 2)
    give_out(centre, REALM, NOW)
    assert blocks(centre)[request] == (10, 11)
