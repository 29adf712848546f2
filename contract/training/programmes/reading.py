"""Reading a programme file: what it says, or one sentence that names the place in it, what is wrong and what to do."""

from __future__ import annotations

import msgspec

from contract.training.findings import BadValue
from contract.training.json_faults import malformed, misfit
from contract.training.places import Districts
from contract.training.problem import Problem
from contract.training.programmes.checks import problems
from contract.training.programmes.file import LARGEST, ProgrammeFile


class BadProgramme(BadValue):
    """A programme file that can't be taken. problems: all that was found, the first one is the sentence."""

    def __init__(self, name: str, found: tuple[Problem, ...]) -> None:
        first = found[0]
        more = f" (dan {len(found) - 1} hal lain)" if len(found) > 1 else ""
        super().__init__("programme_file", f'Berkas program "{name}", di {first.where}: {first.what}{more}.')
        self.problems = found


_DECODER = msgspec.json.Decoder(ProgrammeFile)
_SEE = "docs/programme.md"


def read_programme(content: bytes, name: str, districts: Districts) -> ProgrammeFile:
    """The programme of a file. name: as people call the file. Raises BadProgramme."""
    if len(content) > LARGEST:
        told = f"berisi {len(content)} byte, paling banyak {LARGEST}; bagi menjadi beberapa program"
        raise BadProgramme(name, (Problem("seluruh berkas", told),))
    try:
        file = _DECODER.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except msgspec.ValidationError as error:
        raise BadProgramme(name, (misfit(str(error), _SEE),)) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadProgramme(name, (malformed(str(error), content),)) from error
    found = tuple(problems(file, districts))
    if found:
        raise BadProgramme(name, found)
    return file
