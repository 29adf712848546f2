"""What databases and systems complain of, in words on which whoever runs the centre can act."""

from __future__ import annotations

import errno

_OF_DATABASE = (
    ("database is locked", "program lain memakainya terlalu lama"),
    ("is not a database", "berkas itu bukan basis data, atau rusak"),
    ("malformed", "berkasnya rusak; kembalikan dari cadangan"),
    ("unable to open", "berkasnya tidak dapat dibuka; periksa map dan izinnya"),
    ("readonly", "berkasnya hanya dapat dibaca; periksa izin berkas dan mapnya"),
    ("is full", "disknya penuh"),
    ("No space left", "disknya penuh"),
    ("disk I/O error", "disknya gagal dibaca atau ditulis"),
    ("resolve host", "nama komputernya tidak dikenal"),
    ("translate host name", "nama komputernya tidak dikenal"),
    ("Connection refused", "tidak ada yang menjawab di alamat itu"),
    ("No such file or directory", "server basis datanya tidak berjalan di komputer ini"),
    ("authentication failed", "nama pengguna atau kata sandinya ditolak"),
    ("does not exist", "nama pengguna atau basis datanya tidak ada di sana"),
    ("timeout", "tidak menjawab pada waktunya"),
    ("QueuePool", "terlalu banyak yang memakainya sekaligus"),
)
"""Part of a complaint of SQLite, of PostgreSQL or of what stands before them; the first that fits counts."""
_OF_SYSTEM = {
    errno.ENOENT: "mapnya tidak ada",
    errno.ENOTDIR: "mapnya tidak ada",
    errno.EACCES: "tidak diizinkan",
    errno.EPERM: "tidak diizinkan",
    errno.EROFS: "disknya hanya dapat dibaca",
    errno.ENOSPC: "disknya penuh",
    errno.EADDRINUSE: "sudah dipakai program lain",
    errno.EADDRNOTAVAIL: "alamat itu bukan milik komputer ini",
}


def of_database(complaint: str) -> str:
    """What a database's complaint means; its own words when nobody has met them before."""
    return next((meaning for part, meaning in _OF_DATABASE if part in complaint), complaint)


def of_system(error: OSError) -> str:
    """What the system's refusal means."""
    return _OF_SYSTEM.get(error.errno or 0) or error.strerror or str(error)
