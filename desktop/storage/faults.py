"""What can go wrong with the replica, in words for a person."""

from __future__ import annotations

import sqlalchemy as sa

from contract.faults import Fault, OwnFault, WorldFault


class WrongKey(WorldFault):
    """The key does not open the replica."""


class DiskFull(WorldFault):
    """Nothing of the step was saved; free some space and try again."""


class Busy(WorldFault):
    """Another program holds the replica for too long."""


class Damaged(WorldFault):
    """The replica's file is damaged."""


class NotWritable(WorldFault):
    """The replica may not be written."""


_DAMAGED = "Berkas data rusak. Jangan hapus apa pun: buka lagi Lontar, atau pulihkan dengan lontar restore --newest."
_SENTENCES: tuple[tuple[str, type[WorldFault], str], ...] = (
    ("SQLITE_FULL", DiskFull, "Cakram penuh: perubahan terakhir belum tersimpan. Kosongkan ruang lalu ulangi."),
    ("SQLITE_BUSY", Busy, "Data sedang dipakai program lain terlalu lama. Tutup jendela Lontar yang lain lalu ulangi."),
    (
        "SQLITE_LOCKED",
        Busy,
        "Data sedang dipakai program lain terlalu lama. Tutup jendela Lontar yang lain lalu ulangi.",
    ),
    ("SQLITE_NOTADB", Damaged, _DAMAGED),
    ("SQLITE_CORRUPT", Damaged, _DAMAGED),
    ("SQLITE_READONLY", NotWritable, "Berkas data tidak boleh ditulis. Periksa izin map profil."),
    ("SQLITE_CANTOPEN", NotWritable, "Berkas data tidak dapat dibuka. Periksa izin map profil dan ruang di cakram."),
    ("SQLITE_IOERR", Damaged, "Cakram tidak menjawab. Salin map profil ke tempat lain lalu hubungi pengelola."),
)
"""By the beginning of SQLite's name for the error; its text may hold names of ours."""


def translated(error: sa.exc.DBAPIError) -> Fault:
    """Our own error for an error of the database."""
    return sentence_of(error.orig)


def sentence_of(error: BaseException | None) -> Fault:
    """The same for an error of the driver itself."""
    name = str(getattr(error, "sqlite_errorname", ""))
    for beginning, kind, sentence in _SENTENCES:
        if name.startswith(beginning):
            return kind(sentence)
    return OwnFault(f"Basis data menolak perintah kami: {error}")


def damaged() -> Damaged:
    """The file can be read, and what is in it does not fit together."""
    return Damaged(_DAMAGED)
