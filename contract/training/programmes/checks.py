"""What must fit together within a programme file. Each problem says where it is, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from contract.training.classes.modes import Mode, mode_named
from contract.training.classes.staff import StaffRole, role_named
from contract.training.completion.evidence import ComponentKind
from contract.training.completion.rule import BadRule, read_rule
from contract.training.places import Districts
from contract.training.plans.grouping import CRITERIA
from contract.training.problem import Problem
from contract.training.programmes.example_checks import in_example
from contract.training.programmes.file import ClassGroup, ProgrammeFile, Stage
from contract.training.zone_names import ZONE_NAMES

WHOLE_WEIGHT = 10_000
"""Hundredths of percent that the weights of a class add up to."""


def problems(file: ProgrammeFile, districts: Districts) -> Iterator[Problem]:
    """All that does not fit together, in the order of the file."""
    yield from _days("programme", file.programme.starts_on, file.programme.ends_on)
    if file.training is not None:
        yield from _days("training", file.training.starts_on, file.training.ends_on)
    yield from _alike("programme.levels", file.programme.levels)
    yield from _alike("programme.audiences", [audience.name for audience in file.programme.audiences])
    yield from _alike("classes", [one.title for one in file.classes])
    if file.classes and (file.training is None or file.batch is None):
        yield Problem("classes", "kelas memerlukan pelatihan dan angkatan; isi training dan batch")
    for place, one in enumerate(file.classes):
        yield from _in_class(f"classes[{place}]", one)
    yield from _known_words(file)
    yield from _known_places(file, districts)
    yield from _known_zones(file)
    yield from _agreements(file)
    yield from _rule(file)
    yield from in_example(file, districts)


def _in_class(where: str, one: ClassGroup) -> Iterator[Problem]:
    yield from _alike(f"{where}.stages", [stage.title for stage in one.stages])
    yield from _alike(f"{where}.subjects", [subject.title for subject in one.subjects])
    yield from _alike(f"{where}.components", [component.title for component in one.components])
    for place, stage in enumerate(one.stages):
        yield from _in_stage(f"{where}.stages[{place}]", stage, [subject.title for subject in one.subjects])
    for place, component in enumerate(one.components):
        yield from _word(f"{where}.components[{place}].kind", component.kind, tuple(ComponentKind))
    for place, person in enumerate(one.staff):
        yield from _word(f"{where}.staff[{place}].role", role_named(person.role) or person.role, tuple(StaffRole))
    weights = sum(round(component.weight * 100) for component in one.components)
    if weights not in (0, WHOLE_WEIGHT):
        yield Problem(f"{where}.components", f"bobotnya berjumlah {weights / 100:g}; jadikan tepat 100")
    if one.groups and one.groups.themes and len(one.groups.themes) > one.groups.count:
        told = f"ada {len(one.groups.themes)} tema untuk {one.groups.count} kelompok; samakan"
        yield Problem(f"{where}.groups.themes", told)
    for number, field in enumerate(one.groups.by if one.groups else ()):
        if field not in CRITERIA:
            told = f'kelompok tidak dapat dibagi menurut "{field}"; pakai {", ".join(CRITERIA)}'
            yield Problem(f"{where}.groups.by[{number}]", told)


def _in_stage(where: str, stage: Stage, subjects: Sequence[str]) -> Iterator[Problem]:
    yield from _days(where, stage.starts_on, stage.ends_on)
    modes = [(where, stage.mode), *((f"{where}.sessions[{n}]", one.mode) for n, one in enumerate(stage.sessions))]
    for at, mode in modes:
        if mode is not None and mode_named(mode) is None:
            yield Problem(f"{at}.mode", f'moda "{mode}" tidak dikenal; pakai {", ".join(Mode)}')
    yield from _alike(f"{where}.tasks", [task.title for task in stage.tasks])
    for place, session in enumerate(stage.sessions):
        at, day = f"{where}.sessions[{place}]", session.starts_at.date()
        if session.subject is not None and session.subject not in subjects:
            yield Problem(f"{at}.subject", f'mata pelatihan "{session.subject}" tidak ada di subjects; tambahkan')
        if (stage.starts_on and day < stage.starts_on) or (stage.ends_on and day > stage.ends_on):
            yield Problem(f"{at}.starts_at", f"tanggal {day.isoformat()} di luar tahapnya; perbaiki salah satu")


def _word(where: str, told: str | None, known: Sequence[str]) -> Iterator[Problem]:
    """A word of a closed list."""
    if told is not None and told not in known:
        yield Problem(where, f'"{told}" tidak dikenal; pakai salah satu dari: {", ".join(known)}')


def _days(where: str, first: date | None, last: date | None) -> Iterator[Problem]:
    if first and last and last < first:
        told = f"tanggal {last.isoformat()} mendahului starts_on {first.isoformat()}; tukar atau perbaiki"
        yield Problem(f"{where}.ends_on", told)


def _alike(where: str, titles: Sequence[str]) -> Iterator[Problem]:
    """Titles are the names by which other parts mean something, so no two may be the same."""
    for place, title in enumerate(titles):
        if title in titles[:place]:
            yield Problem(f"{where}[{place}]", f'"{title}" ditulis dua kali; beri nama yang berbeda')


def _known_words(file: ProgrammeFile) -> Iterator[Problem]:
    levels, audiences = file.programme.levels, tuple(audience.name for audience in file.programme.audiences)
    training = file.training
    named: list[tuple[str, str | None, str | None]] = []
    named += [("training", training.level, training.audience)] if training else []
    named += [(f"classes[{place}]", one.level, one.audience) for place, one in enumerate(file.classes)]
    named += [(f"figures[{place}]", one.level, one.audience) for place, one in enumerate(file.figures)]
    named += [(f"eligibility[{place}]", None, one.audience) for place, one in enumerate(file.eligibility)]
    for where, level, audience in named:
        if level is not None and level not in levels:
            yield Problem(f"{where}.level", f'jenjang "{level}" tidak ada di programme.levels; tambahkan di sana')
        if audience is not None and audience not in audiences:
            told = f'sasaran peserta "{audience}" tidak ada di programme.audiences; tambahkan di sana'
            yield Problem(f"{where}.audience", told)


def _known_places(file: ProgrammeFile, districts: Districts) -> Iterator[Problem]:
    """Codes of shipped provinces must exist; other provinces are taken as they are written."""
    named: list[tuple[str, str | None]] = [("training", file.training.district if file.training else None)]
    for name, codes in (
        ("classes", [one.district for one in file.classes]),
        ("figures", [one.district for one in file.figures]),
        ("activities", [one.district for one in file.activities]),
        ("villages", [one.district for one in file.villages]),
        ("appraisals", [one.district for one in file.appraisals]),
    ):
        named += [(f"{name}[{place}]", code) for place, code in enumerate(codes)]
    for place, agreement in enumerate(file.agreements):
        told = enumerate(agreement.commitments)
        named += [(f"agreements[{place}].commitments[{number}]", one.district) for number, one in told]
    for where, code in named:
        if code is not None and districts.of_province(code) is not None and not districts.knows(code):
            yield Problem(f"{where}.district", f'kode wilayah "{code}" tidak dikenal; periksa lagi kodenya')


def _known_zones(file: ProgrammeFile) -> Iterator[Problem]:
    """A misspelt zone would put every session at an hour that nobody meant."""
    named: list[tuple[str, str | None]] = [("training", file.training.zone if file.training else None)]
    for place, one in enumerate(file.classes):
        named += [(f"classes[{place}].stages[{number}]", stage.zone) for number, stage in enumerate(one.stages)]
    named += [(f"activities[{place}]", one.zone) for place, one in enumerate(file.activities)]
    for where, zone in named:
        if zone is not None and zone not in ZONE_NAMES:
            told = (
                f'zona waktu "{zone}" tidak dikenal; tulis nama IANA seperti Asia/Jakarta, Asia/Makassar, '
                "Asia/Jayapura atau Asia/Seoul"
            )
            yield Problem(f"{where}.zone", told)


def _agreements(file: ProgrammeFile) -> Iterator[Problem]:
    titles = {activity.title for activity in file.activities}
    for place, one in enumerate(file.agreements):
        yield from _days(f"agreements[{place}]", one.starts_on, one.ends_on)
        if one.activity is not None and one.activity not in titles:
            told = f'kegiatan "{one.activity}" tidak ada di activities; tambahkan atau tulis null'
            yield Problem(f"agreements[{place}].activity", told)


def _rule(file: ProgrammeFile) -> Iterator[Problem]:
    """The rule can be read, and what it asks for is there, in one class or another."""
    for where, rule in (("rule", file.rule), ("example.rule", file.example.rule if file.example else None)):
        try:
            read_rule(msgspec.json.encode(rule or {}))
        except BadRule as bad:
            yield Problem(where, str(bad).removesuffix("."))
    stages = [stage for one in file.classes for stage in one.stages]
    there = {
        "required_stages": {stage.title for stage in stages},
        "required_tasks": {task.title for stage in stages for task in stage.tasks},
    }
    for name, titles in there.items():
        for where, rule in (("rule", file.rule), ("example.rule", file.example.rule if file.example else None)):
            asked = (rule or {}).get(name)
            for place, title in enumerate(asked if isinstance(asked, list) else []):
                if title not in titles:
                    told = f'"{title}" tidak ada di kelas mana pun; samakan ejaannya'
                    yield Problem(f"{where}.{name}[{place}]", told)
