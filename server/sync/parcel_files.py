"""Files with parcels that come to the centre on a stick: every parcel judged, and one file with the answers to all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.malformed import Malformed
from contract.exchange.parcels import (
    MOST_FILE,
    SALT_BYTES,
    Label,
    Range,
    header_of,
    office_code,
    read_file,
    read_parcel,
)
from contract.exchange.parcels import write_file as file_of
from contract.faults import WorldFault
from server.store import complaints, offices
from server.store.centre import Centre
from server.sync.answer import Stranger
from server.sync.parcels import answered

ENDING = ".lontar"
_NUMBERS = 1000
"""Files of one day in one folder."""


class UnfitFile(WorldFault):
    """The file is none of ours, or not whole; nothing of it was judged."""


class NotWritten(WorldFault):
    """The answers were not written; the parcels are judged all the same, and reading them again gives the answers."""


@dataclass(slots=True)
class Judged:
    """What came of some files. authors: all ops in their parcels; strange: parcels that this server can't open."""

    authors: list[Range]
    parcels: int = 0
    strange: int = 0
    answers: int = 0
    file: Path | None = None


def judge_files(centre: Centre, files: Sequence[Path], out: Path | None, now: int) -> Judged:
    """Judges the parcels of these files, and writes the answers into one file in the folder `out`.

    Raises UnfitFile before anything is judged, NotWritten, and what the database raises.
    """
    found = [_parcels_of(file) for file in files]
    done = Judged(sorted({part for parcels in found for one in parcels for part in read_parcel(one).label.authors}))
    answers: list[bytes] = []
    office = 0
    for content in (one for parcels in found for one in parcels):
        try:
            answers.append(answered(centre, content, now, secrets.token_bytes(SALT_BYTES)))
            office = office or read_parcel(content).label.office
            done.parcels += 1
        except (Malformed, Stranger):
            done.strange += 1
    if answers and out is not None:
        done.file = _write_answers(centre, office, answers, out, now)
        done.answers = len(answers)
    return done


def _parcels_of(file: Path) -> list[bytes]:
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_FILE + 1)
        return read_file(content).parcels
    except OSError as error:
        raise UnfitFile(f"{file} tidak dapat dibaca: {complaints.of_system(error)}.") from None
    except Malformed:
        raise UnfitFile(
            f"{file} bukan berkas Lontar yang utuh; tidak ada yang diambil. Salin ulang lalu ulangi."
        ) from None


def _write_answers(centre: Centre, office: int, answers: Sequence[bytes], out: Path, now: int) -> Path:
    with centre.snapshot() as connection:
        keys = offices.keys_of(connection, office)
    key = Ed25519PrivateKey.from_private_bytes(keys.signing if keys is not None else secrets.token_bytes(32))
    code = office_code(office)
    day = datetime.fromtimestamp(now, UTC).astimezone().strftime("%Y-%m-%d")
    try:
        names = (out / f"Lontar_{code}_{day}_jawaban-pusat_{number:03}{ENDING}" for number in range(1, _NUMBERS))
        place = next((name for name in names if not name.exists()), out / f"Lontar_{secrets.token_hex(8)}{ENDING}")
        number = int(place.stem[-3:]) if place.stem[-3:].isdigit() else 0
        about = Label(office=office, device=0, laptop="Pusat", number=number, written=now, authors=[])
        header = header_of(about, code, [], answers, key.public_key().public_bytes_raw())
        _write(place, file_of(header, [], answers, key))
    except OSError as error:
        reason = complaints.of_system(error)
        raise NotWritten(
            f"Jawaban belum tertulis di {out}: {reason}. Perubahan sudah diterima; ulangi perintah."
        ) from None
    return place


def _write(place: Path, content: bytes) -> None:
    """On the medium and read back, or not there at all."""
    new = place.with_name(place.name + ".part")
    try:
        with new.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if new.read_bytes() != content:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        new.rename(place)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
