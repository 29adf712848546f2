"""What is wrong with a file that people write as JSON, and where in it, in words of ours."""

from __future__ import annotations

import re

from contract.training.problem import Problem

_NAMES = {
    "object": "objek {...}",
    "array": "daftar [...]",
    "str": "teks",
    "int": "bilangan bulat",
    "float": "bilangan",
    "bool": "true atau false",
    "null": "null",
    "date": "tanggal",
    "datetime": "waktu",
}
_AT = re.compile(r"^(.*?)(?: - at `\$?(.*)`)?$", re.DOTALL)
_BYTE = re.compile(r"\(byte (\d+)\)")


def malformed(message: str, content: bytes) -> Problem:
    """What is told of a content that is no JSON, with the line. message: as msgspec says it."""
    at = _BYTE.search(message)
    line = content[: int(at[1])].count(b"\n") + 1 if at else content.count(b"\n") + 1
    return Problem(f"baris {line}", "bukan JSON yang utuh; periksa tanda kurung, koma dan tanda kutip di sekitarnya")


def misfit(message: str, see: str) -> Problem:
    """What msgspec says of a value that does not fit, in words of ours. see: where people read how it should be."""
    parted = _AT.match(message)
    what, where = (parted[1], (parted[2] or "").lstrip(".")) if parted else (message, "")
    where = where.removeprefix("key` in `$.")  # so msgspec tells of a key that is none of those known
    return Problem(where or "awal berkas", _worded(what, see))


def _worded(what: str, see: str) -> str:
    if found := re.search(r"unknown field `(.*)`", what):
        return f'isian "{found[1]}" tidak dikenal; periksa ejaannya atau hapus'
    if found := re.search(r"required field `(.*)`", what):
        return f'isian "{found[1]}" belum ada; tambahkan'
    if found := re.search(r"Invalid enum value (.*)", what, re.DOTALL):
        return f"nilai {found[1]} tidak dikenal; pakai salah satu nilai di {see}"
    if "RFC3339" in what or "timezone" in what:
        return "tanggal atau waktu tidak terbaca; tulis 2025-07-25 atau 2025-07-25T08:00:00+08:00"
    if "regex" in what:
        return f"bentuknya bukan {_shape(what)}"
    if found := re.search(r"of length (>=|<=) (\d+)", what):
        return "tidak boleh kosong; isi atau tulis null" if found[1] == ">=" else f"paling banyak {found[2]} huruf"
    if found := re.search(r"(>=|<=) ([\d.]+)", what):
        return f"paling sedikit {found[2]}" if found[1] == ">=" else f"paling banyak {found[2]}"
    if found := re.search(r"Expected `(.*)`, got `(\w+)`", what):
        wanted = " atau ".join(_NAMES.get(name.strip(), name) for name in found[1].split("|"))
        return f"seharusnya {wanted}, bukan {_NAMES.get(found[2], found[2])}"
    return f"nilainya tidak terbaca; bandingkan dengan {see}"


def _shape(what: str) -> str:
    if "a-z0-9" in what:
        return 'kunci seperti "dla-ntt-2025" (huruf kecil, angka, tanda hubung)'
    if "A-Z" in what:
        return 'zona waktu IANA seperti "Asia/Makassar"'
    return 'kode Kemendagri seperti "53.15" atau "53"'
