"""The scan itself: it finds what is planted in each form, and nothing in noise."""

import base64
import gzip
import io
import random
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.leaks.scan import leaks, words_of

NAME = "Maria Goreti Bere"
NIP = "198501012010012001"
KEY = random.Random(1).randbytes(32)
SECRETS = {**words_of({"name": NAME}), "NIP": NIP, "key": KEY}


def zipped(content: bytes) -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("sheet1.xml", content)
        return file.getvalue()


PLANTED = {
    "plain text": f"menyimpan {NAME} gagal".encode(),
    "capitals": NAME.upper().encode(),
    "one word": b"peserta bernama Goreti",
    "UTF-16": NAME.encode("utf-16-le"),
    "UTF-16, capitals": NIP.encode("utf-16-be"),
    "hex": NIP.encode().hex().upper().encode(),
    "key in hex": b"PRAGMA key=\"x'" + KEY.hex().encode() + b"'\"",
    "raw key": bytes(7) + KEY + bytes(7),
    "integer": bytes(3) + int(NIP).to_bytes(8, "big"),
    "zip": zipped(NAME.encode() * 50),
    "gzip": gzip.compress(NIP.encode() * 50),
    **{f"base64 at {shift}": base64.b64encode(bytes(shift) + KEY + bytes(5)) for shift in range(4)},
    **{f"name in base64 at {shift}": base64.urlsafe_b64encode(b"x" * shift + NAME.encode()) for shift in range(4)},
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_secret_is_found_in_each_form(planted: str, tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "file").write_bytes(random.Random(2).randbytes(5000) + PLANTED[planted])
    if planted in ("zip", "gzip"):
        (tmp_path / "logs" / "file").write_bytes(PLANTED[planted])
    assert leaks(tmp_path, SECRETS)


def test_a_secret_in_the_name_of_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "daftar Goreti.txt").touch()
    assert leaks(tmp_path, SECRETS)


def test_a_plain_database_gives_its_rows_away(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE person (name, employee_number)")
    plain.execute("INSERT INTO person VALUES (?, ?)", (NAME, int(NIP)))
    plain.commit()
    plain.close()
    found = " ".join(leaks(tmp_path, SECRETS))
    assert "name as UTF-8" in found
    assert "NIP as big-endian integer" in found


def test_noise_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(random.Random(3).randbytes(3_000_000))
    assert leaks(tmp_path, SECRETS) == []
