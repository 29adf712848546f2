"""What is made up for a programme whose file makes up nothing, or not all that a class needs to be played."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from contract.training.programmes.example import Example, ExampleAbsences, ExamplePeople, ExampleRates, ExampleScore
from contract.training.programmes.file import ClassGroup, ProgrammeFile
from contract.training.programmes.opening import rule_told

_NOTE = "Data contoh bawaan Lontar: berkas ini tidak menyebut data contoh sendiri."
_SEED = 2025
_MOST = 8
"""People of a class for which nothing is made up, unless its quota is smaller."""
_RULE: dict[str, Any] = {"min_attendance_pct": 80}
_ABSENCES = ExampleAbsences(codes={"I": 4, "S": 3, "A": 3, "DL": 3})


def with_example(file: ProgrammeFile) -> ProgrammeFile:
    """The file with an example that can be played: its own, or one for every class; with a rule where none is told."""
    example = file.example if file.example is not None else _made_up(file)
    if file.classes and rule_told(replace(file, example=example)) is None:
        example = replace(example, rule=_RULE)
    return replace(file, example=example)


def _made_up(file: ProgrammeFile) -> Example:
    components = dict.fromkeys(one.title for each in file.classes for one in each.components)
    return Example(
        note=_NOTE,
        seed=_SEED,
        people=tuple(_people(file, one) for one in file.classes),
        absences=(_ABSENCES,),
        tasks_done=95,
        scores=tuple(ExampleScore(component=title, lowest=65, highest=95) for title in components),
        competent=80,
        rates=ExampleRates(transport=100_000),
    )


def _people(file: ProgrammeFile, one: ClassGroup) -> ExamplePeople:
    training = file.training
    district = one.district or (training.district if training is not None else None)
    return ExamplePeople(
        into=one.title,
        count=min(one.quota or _MOST, _MOST),
        districts=(district,) if district is not None else (),
        employment=("PNS", "PPPK", "Non ASN"),
        grades=(),
        positions=("Pengelola contoh",),
        agencies=("Instansi Contoh Satu", "Instansi Contoh Dua"),
    )
