"""Reading a programme file: what it says, or one sentence that names the place in it, what is wrong and what to do."""

from __future__ import annotations

import re

import msgspec

from contract.training.findings import BadValue
from contract.training.places import Districts
from contract.training.programmes.checks import problems
from contract.training.programmes.file import LARGEST, ProgrammeFile
from contract.training.programmes.problem import Problem


class BadProgramme(BadValue):
    """A programme file that can't be taken. problems: all that was found, the first one is the sentence."""

    def __init__(self, name: str, found: tuple[Problem, ...]) -> None:
        first = found[0]
        more = f" (dan {len(found) - 1} hal lain)" if len(found) > 1 else ""
        super().__init__("programme_file", f'Berkas program "{name}", di {first.where}: {first.what}{more}.')
        self.problems = found


_DECODER = msgspec.json.Decoder(ProgrammeFile)
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


def read_programme(content: bytes, name: str, districts: Districts) -> ProgrammeFile:
    """The programme of a file. name: as people call the file. Raises BadProgramme."""
    if len(content) > LARGEST:
        told = f"berisi {len(content)} byte, paling banyak {LARGEST}; bagi menjadi beberapa program"
        raise BadProgramme(name, (Problem("seluruh berkas", told),))
    try:
        file = _DECODER.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except msgspec.ValidationError as error:
        raise BadProgramme(name, (_misfit(str(error)),)) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadProgramme(name, (_malformed(str(error), content),)) from error
    found = tuple(problems(file, districts))
    if found:
        raise BadProgramme(name, found)
    return file


def _malformed(message: str, content: bytes) -> Problem:
    at = _BYTE.search(message)
    line = content[: int(at[1])].count(b"\n") + 1 if at else content.count(b"\n") + 1
    return Problem(f"baris {line}", "bukan JSON yang utuh; periksa tanda kurung, koma dan tanda kutip di sekitarnya")


def _misfit(message: str) -> Problem:
    """What msgspec says of a value that does not fit, in words of ours."""
    parted = _AT.match(message)
    what, where = (parted[1], (parted[2] or "").lstrip(".")) if parted else (message, "")
    where = where.removeprefix("key` in `$.")  # so msgspec tells of a key that is none of those known
    return Problem(where or "awal berkas", _worded(what))


def _worded(what: str) -> str:
    if found := re.search(r"unknown field `(.*)`", what):
        return f'isian "{found[1]}" tidak dikenal; periksa ejaannya atau hapus'
    if found := re.search(r"required field `(.*)`", what):
        return f'isian "{found[1]}" belum ada; tambahkan'
    if found := re.search(r"Invalid enum value (.*)", what, re.DOTALL):
        return f"nilai {found[1]} tidak dikenal; pakai salah satu nilai di docs/programme.md"
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
    return "nilainya tidak terbaca; bandingkan dengan docs/programme.md"


def _shape(what: str) -> str:
    if "a-z0-9" in what:
        return 'kunci seperti "dla-ntt-2025" (huruf kecil, angka, tanda hubung)'
    if "A-Z" in what:
        return 'zona waktu IANA seperti "Asia/Makassar"'
    return 'kode Kemendagri seperti "53.15" atau "53"'
