"""Tanda terima: what was signed is found as it was, and whatever is changed is named."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.receipts import (
    PARTS,
    Author,
    Changed,
    Count,
    Said,
    check_receipt,
    shortened,
    write_receipt,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
SAID = Said(
    office="53",
    office_name="Provinsi NTT",
    key=PUBLIC.hex(),
    at=1_753_400_000,
    device=3,
    device_name="Laptop Sabu 2",
    authors=[Author(694_681_617, "Maria Bere", 1, 46)],
    counts=[Count("attendance", 46, "DLA NTT 2025")],
    since=0,
    seq=17,
    head="00ff00ff00ff00ff",
    safe=12,
    safe_at=1_753_300_000,
)
TEXT = write_receipt(SAID, KEY)


def changed(text: str, key: bytes | None = PUBLIC) -> str:
    with pytest.raises(Changed) as caught:
        check_receipt(text, key)
    return caught.value.part


def test_a_receipt_says_what_was_signed_whole_or_short() -> None:
    for key in (PUBLIC, None):
        whole = check_receipt(TEXT, key)
        assert whole.parts["catatan"] == {"sejak": 0, "urutan": 17, "sidik": "00ff00ff00ff00ff"}
        assert whole.parts["jumlah"] == [["DLA NTT 2025", "attendance", 46]]
        short = check_receipt(shortened(TEXT), key)
        assert set(short.parts) == {"kantor", "waktu", "catatan"}
        assert short.parts.items() <= whole.parts.items()
    assert len(shortened(TEXT).encode()) < 700
    assert check_receipt(TEXT.replace("\n", "\r\n"), PUBLIC).parts == check_receipt(TEXT, PUBLIC).parts


def test_every_single_changed_byte_is_found_and_its_part_named() -> None:
    names = ["judul", *PARTS, "sidik", "tanda"]
    for text in (TEXT, shortened(TEXT)):
        lines = text.encode().split(b"\n")
        for place, line in enumerate(lines[:-1]):
            for column in range(len(line)):
                for bit in (1, 32):
                    spoilt = bytearray(line)
                    spoilt[column] ^= bit
                    whole = b"\n".join([*lines[:place], bytes(spoilt), *lines[place + 1 :]]).decode()
                    if whole.count("\n") != text.count("\n"):
                        continue
                    # Of a part left out only the hash is there: whether that or the seal was changed, none can say.
                    known = {names[place], "tanda"} if names[place] == "sidik" and "~" in text else {names[place]}
                    assert changed(whole) in known, whole


def test_a_line_more_or_less_and_another_office_are_found() -> None:
    assert changed(TEXT + "tanda 00\n") == "baris"
    assert changed("\n".join(TEXT.split("\n")[:-2])) == "baris"
    assert changed("") == "judul"
    other = Ed25519PrivateKey.generate()
    assert changed(write_receipt(SAID, other)) == "tanda"
    assert changed(TEXT, other.public_key().public_bytes_raw()) == "tanda"
    assert changed(write_receipt(SAID, other), None) == "tanda"
