"""The seminar of action plans: criteria with weights, examiners' sheets, and the exact mean of those that are whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import msgspec

from contract.exchange.dots import BadId, format_id, parse_id
from contract.training.exact_numbers import number_text, plain_number, typed_hundredths
from contract.training.findings import BadValue
from contract.training.people.anonymity import NAME


class Criterion(NamedTuple):
    """One line of an examiner's sheet. number: its place in the list, from 1. weight: in hundredths."""

    number: int
    title: str
    weight: int


class Given(NamedTuple):
    """What an examiner gave for one criterion, in hundredths; None where it was taken back. disputed: two differ."""

    examiner: int
    criterion: int
    value: int | None
    disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What one examiner gave. missing: criteria without a value that counts; total: None until there are none."""

    examiner: int
    values: Mapping[int, int]
    missing: tuple[int, ...]
    disputed: tuple[int, ...]
    total: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeminarResult:
    """All sheets of a group. score: mean of the whole sheets on the scale 0 to 100, None while there is none."""

    sheets: tuple[Sheet, ...]
    score: Fraction | None

    @property
    def whole(self) -> bool:
        """Whether every sheet that was begun is finished."""
        return bool(self.sheets) and all(sheet.total is not None for sheet in self.sheets)


def read_criteria(text: str) -> tuple[Criterion, ...]:
    """Criteria as an office writes them down: "Mutu rencana: 60; Penyajian: 40". Raises BadValue."""
    found: list[Criterion] = []
    for number, part in enumerate((one for one in text.split(";") if one.strip()), 1):
        title, colon, weight = part.rpartition(":")
        plain = " ".join(title.split())
        if not colon or not plain:
            raise BadValue("criteria", f'Kriteria ke-{number} "{part.strip()}" tidak berbobot; tulis "Nama: bobot".')
        value = typed_hundredths(weight)
        if not value or plain.casefold() in {one.title.casefold() for one in found}:
            raise BadValue("criteria", f'Kriteria "{plain}" berbobot nol atau tertulis dua kali; perbaiki daftarnya.')
        found.append(Criterion(number, plain, value))
    if not found:
        raise BadValue("criteria", "Daftar kriteria seminar kosong; tulis setidaknya satu kriteria.")
    return tuple(found)


def criterion_named(criteria: Sequence[Criterion], typed: str) -> Criterion:
    """A criterion by its number or title. Raises BadValue."""
    plain = " ".join(typed.split()).casefold()
    for one in criteria:
        if plain in (str(one.number), one.title.casefold()):
            return one
    told = "; ".join(f"{one.number} {one.title}" for one in criteria)
    raise BadValue("criterion", f'Tidak ada kriteria seminar "{typed}". Yang ada: {told}.')


def seminar_result(criteria: Sequence[Criterion], given: Iterable[Given]) -> SeminarResult:
    """The sheets by examiner, and their mean. A sheet counts once it is whole; a value in dispute is no value."""
    by_examiner: dict[int, list[Given]] = {}
    for one in given:
        by_examiner.setdefault(one.examiner, []).append(one)
    sheets = tuple(_sheet(criteria, examiner, found) for examiner, found in sorted(by_examiner.items()))
    totals = [sheet.total for sheet in sheets if sheet.total is not None]
    return SeminarResult(sheets=sheets, score=sum(totals, Fraction()) / len(totals) if totals else None)


def _sheet(criteria: Sequence[Criterion], examiner: int, given: Iterable[Given]) -> Sheet:
    told = list(given)
    disputed = tuple(sorted(one.criterion for one in told if one.disputed))
    values = {one.criterion: one.value for one in told if one.value is not None and not one.disputed}
    missing = tuple(one.number for one in criteria if one.number not in values)
    total = None
    if not missing:
        weights = sum(one.weight for one in criteria)
        total = Fraction(sum(one.weight * values[one.number] for one in criteria), 100 * weights)
    return Sheet(examiner=examiner, values=values, missing=missing, disputed=disputed, total=total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """One plan at the seminar, as its minutes name it. examiners: names by id."""

    group: int
    group_title: str
    title: str
    order: int | None
    result: SeminarResult
    examiners: Mapping[int, str]
    feedback: str = ""


def minutes_body(
    *, class_title: str, held_on: str, place: str, criteria: Sequence[Criterion], plans: Sequence[Presented]
) -> dict[str, object]:
    """What the minutes of a seminar freeze: plain values for canonical JSON; weights and values in hundredths.

    Sheets stand whole beside the score, so that whoever doubts it can work it out again.
    """
    return {
        "kind": "seminar",
        "class": class_title,
        "held_on": held_on,
        "place": place,
        "criteria": [{"number": one.number, "title": one.title, "weight": one.weight} for one in criteria],
        "plans": [_plan_body(one) for one in sorted(plans, key=lambda one: (one.order or len(plans) + 1, one.group))],
    }


def _plan_body(plan: Presented) -> dict[str, object]:
    return {
        "group": format_id(plan.group),
        "group_title": plan.group_title,
        "title": plan.title,
        "order": plan.order,
        "score": plain_number(plan.result.score) if plan.result.score is not None else None,
        "sheets": [
            {
                "examiner": format_id(sheet.examiner),
                "name": plan.examiners.get(sheet.examiner, ""),
                "values": {str(number): value for number, value in sorted(sheet.values.items())},
                "total": plain_number(sheet.total) if sheet.total is not None else None,
            }
            for sheet in plan.result.sheets
        ],
        "feedback": plan.feedback,
    }


class _FrozenSheet(msgspec.Struct):
    examiner: str
    name: str
    values: dict[str, int]


class _FrozenPlan(msgspec.Struct):
    group: str
    group_title: str
    title: str
    order: int | None
    sheets: list[_FrozenSheet]
    feedback: str = ""


class _FrozenCriterion(msgspec.Struct):
    number: int
    title: str
    weight: int


class _FrozenSeminar(msgspec.Struct):
    criteria: list[_FrozenCriterion]
    plans: list[_FrozenPlan]


def minuted(body: Mapping[str, object]) -> tuple[tuple[Criterion, ...], tuple[Presented, ...]] | None:
    """(criteria, plans in their order) as minutes froze them, scores worked out anew; None for another form."""
    try:
        held = msgspec.convert(body, _FrozenSeminar)
        criteria = tuple(Criterion(one.number, one.title, one.weight) for one in held.criteria)
        return criteria, tuple(_minuted(criteria, one) for one in held.plans)
    except (msgspec.ValidationError, BadId, ValueError):
        return None


def _minuted(criteria: Sequence[Criterion], plan: _FrozenPlan) -> Presented:
    given = [
        Given(parse_id(sheet.examiner), int(number), value)
        for sheet in plan.sheets
        for number, value in sheet.values.items()
    ]
    return Presented(
        group=parse_id(plan.group),
        group_title=plan.group_title,
        title=plan.title,
        order=plan.order,
        result=seminar_result(criteria, given),
        examiners={parse_id(sheet.examiner): sheet.name for sheet in plan.sheets},
        feedback=plan.feedback,
    )


def changed_since(body: Mapping[str, object], plans: Iterable[Presented]) -> tuple[str, ...] | None:
    """What examiners' sheets say now and did not in the minutes, a sentence each; None for a body of another form.

    A plan that the minutes do not name is not compared.
    """
    held = minuted(body)
    if held is None:
        return None
    titles = {one.number: one.title for one in held[0]}
    now = {plan.group: plan for plan in plans}
    return tuple(sentence for frozen in held[1] for sentence in _changes(frozen, now.get(frozen.group), titles))


def _changes(frozen: Presented, present: Presented | None, titles: Mapping[int, str]) -> Iterable[str]:
    before, after = _values(frozen), _values(present) if present is not None else {}
    names = {**(present.examiners if present is not None else {}), **frozen.examiners}
    for examiner, number in sorted({*before, *after}):
        old, new = before.get((examiner, number)), after.get((examiner, number))
        if old != new:
            who = names.get(examiner) or format_id(examiner)
            about = f"{frozen.group_title}, {who}, {titles.get(number, number)}"
            yield f"{about}: {_told(old)} menjadi {_told(new)}."


def _values(plan: Presented) -> dict[tuple[int, int], int]:
    return {(sheet.examiner, number): value for sheet in plan.result.sheets for number, value in sheet.values.items()}


def _told(value: int | None) -> str:
    return number_text(Fraction(value, 100)) if value is not None else "kosong"


def without_examiners(body: Mapping[str, Any], gone: Collection[str]) -> dict[str, Any]:
    """The text of minutes in which these examiners ("7-203") have no name, also where a supplement tells of them."""
    names = {
        sheet.get("name")
        for plan in body.get("plans", ())
        for sheet in plan.get("sheets", ())
        if sheet.get("examiner") in gone and sheet.get("name")
    }
    plans = [
        {
            **plan,
            "sheets": [
                {**sheet, "name": NAME} if sheet.get("examiner") in gone else sheet for sheet in plan.get("sheets", ())
            ],
        }
        for plan in body.get("plans", ())
    ]
    found = {**body, "plans": plans}
    if "changed" in body:
        found["changed"] = [_unnamed(sentence, names) for sentence in body["changed"]]
    return found


def _unnamed(sentence: str, names: Collection[str]) -> str:
    for name in names:
        sentence = sentence.replace(f", {name}, ", f", {NAME}, ")
    return sentence
