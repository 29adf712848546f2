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


_SENTENCES: tuple[tuple[str, type[WorldFault], str], ...] = (
    ("full", DiskFull, "Cakram penuh: perubahan terakhir belum tersimpan. Kosongkan ruang lalu ulangi."),
    ("locked", Busy, "Data sedang dipakai program lain terlalu lama. Tutup jendela Lontar yang lain lalu ulangi."),
    ("malformed", Damaged, "Berkas data rusak. Jangan hapus apa pun; hubungi pengelola."),
    ("readonly", NotWritable, "Berkas data tidak boleh ditulis. Periksa izin map profil."),
    ("disk I/O", Damaged, "Cakram tidak menjawab. Salin map profil ke tempat lain lalu hubungi pengelola."),
)


def translated(error: sa.exc.DBAPIError) -> Fault:
    """Our own error for an error of the database."""
    text = str(error.orig)
    for part, kind, sentence in _SENTENCES:
        if part in text:
            return kind(sentence)
    return OwnFault(f"Basis data menolak perintah kami: {text}")
