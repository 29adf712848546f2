"""What must fit together in the example part of a programme file, so that it can be played to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from contract.training.findings import BadValue
from contract.training.people.employment import EmploymentType, parse_employment_type
from contract.training.people.ranks import parse_echelon, parse_grade
from contract.training.places import Districts
from contract.training.plans.seminars import read_criteria
from contract.training.problem import Problem
from contract.training.programmes.example import Example, ExamplePeople, ExamplePlan
from contract.training.programmes.file import ProgrammeFile


def in_example(file: ProgrammeFile, districts: Districts) -> Iterator[Problem]:
    """All that does not fit, in the order of the example."""
    if file.example is None:
        return
    yield from _named(file, file.example)
    for place, group in enumerate(file.example.people):
        yield from _people(f"example.people[{place}]", file, group, districts)
    for place, score in enumerate(file.example.scores):
        if score.highest < score.lowest:
            yield Problem(f"example.scores[{place}].highest", "lebih kecil daripada lowest; tukar atau perbaiki")
    for place, absence in enumerate(file.example.absences):
        if sum(absence.codes.values()) > 100:
            yield Problem(f"example.absences[{place}].codes", "jumlahnya lebih dari 100 persen; perkecil")
    for place, plan in enumerate(file.example.plans):
        yield from _plan(f"example.plans[{place}]", file, plan)
    if file.example.criteria is not None:
        yield from _read("example.criteria", [file.example.criteria], read_criteria, several=False)


def _named(file: ProgrammeFile, example: Example) -> Iterator[Problem]:
    classes = {one.title for one in file.classes}
    sessions = {session.title for one in file.classes for stage in one.stages for session in stage.sessions}
    components = {component.title for one in file.classes for component in one.components}
    named = [
        *((f"people[{n}].into", one.into, classes) for n, one in enumerate(example.people)),
        *((f"absences[{n}].session", one.session, sessions) for n, one in enumerate(example.absences)),
        *((f"scores[{n}].component", one.component, components) for n, one in enumerate(example.scores)),
    ]
    for where, title, there in named:
        if title is not None and title not in there:
            yield Problem(f"example.{where}", f'"{title}" tidak ada di kelas mana pun; samakan ejaannya')
    into = [one.into for one in example.people]
    for place, title in enumerate(into):
        if title in into[:place]:
            yield Problem(f"example.people[{place}].into", f'kelas "{title}" tertulis dua kali; gabungkan orangnya')


def _people(where: str, file: ProgrammeFile, group: ExamplePeople, districts: Districts) -> Iterator[Problem]:
    if group.nominated is not None and group.nominated < group.count:
        yield Problem(f"{where}.nominated", f"lebih kecil daripada count ({group.count}); perbaiki salah satunya")
    of = next((one for one in file.classes if one.title == group.into), None)
    if of is not None and of.groups is not None and of.groups.count > group.count:
        told = f"{group.count} orang tidak dapat dibagi menjadi {of.groups.count} kelompok; tambah orangnya"
        yield Problem(f"{where}.count", told)
    for place, code in enumerate(group.districts):
        if districts.of_province(code) is not None and not districts.knows(code):
            yield Problem(f"{where}.districts[{place}]", f'kode wilayah "{code}" tidak dikenal; periksa lagi kodenya')
    yield from _read(f"{where}.employment", group.employment, parse_employment_type)
    yield from _read(f"{where}.grades", group.grades, lambda text: _grade(text, group.employment))
    yield from _read(f"{where}.echelons", group.echelons, _echelon)


def _grade(text: str, employment: Sequence[str]) -> str:
    kinds = {parse_employment_type(one) for one in employment}
    return parse_grade(text, EmploymentType.PPPK if kinds == {EmploymentType.PPPK} else None)


def _echelon(text: str) -> str:
    found = parse_echelon(text)
    if found is None:
        raise BadValue("echelon", f'Eselon "{text}" tidak terbaca; tulis misalnya II.a.')
    return found


def _read(
    where: str, texts: Sequence[str], read: Callable[[str], object], *, several: bool = True
) -> Iterator[Problem]:
    """What the rule of a field cannot read."""
    for place, text in enumerate(texts):
        try:
            read(text)
        except BadValue as bad:
            yield Problem(f"{where}[{place}]" if several else where, str(bad).removesuffix("."))


def _plan(where: str, file: ProgrammeFile, plan: ExamplePlan) -> Iterator[Problem]:
    for name, told, known in (
        ("priorities", plan.priorities, file.programme.priorities),
        ("impacts", plan.impacts, file.programme.impacts),
    ):
        for place, one in enumerate(told):
            if known and one not in known:
                yield Problem(f"{where}.{name}[{place}]", f'"{one}" tidak ada di programme.{name}; tambahkan di sana')
    for place, number in enumerate(plan.indicators):
        if not (number.isascii() and number.isdigit()):
            yield Problem(f"{where}.indicators[{place}]", f'"{number}" bukan nomor indikator SPBE; tulis angkanya')
