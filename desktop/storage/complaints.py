"""What the system complains of when a file cannot be used, in words on which a person can act."""

from __future__ import annotations

import errno

_MEANINGS = {
    errno.ENOENT: "tidak ditemukan",
    errno.ENOTDIR: "tidak ditemukan",
    errno.EISDIR: "itu map, bukan berkas",
    errno.EACCES: "tidak diizinkan, atau sedang dipakai program lain",
    errno.EPERM: "tidak diizinkan",
    errno.EROFS: "cakramnya hanya dapat dibaca",
    errno.ENOSPC: "cakramnya penuh",
    errno.EIO: "cakramnya gagal dibaca atau ditulis",
    errno.ENODEV: "cakramnya sudah dicabut",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}


def of_system(error: OSError) -> str:
    """What the system's refusal means; its own words when nobody has met them before."""
    return _MEANINGS.get(error.errno or 0) or error.strerror or str(error)
