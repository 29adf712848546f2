"""Minutes that freeze: the text of what was signed, its digest, and what has been changed since.

The text is canonical JSON (keys sorted, no spaces), so that its digest is that of its meaning. It holds in columns
(`frozen_columns`) all that completion was judged by, marks and scores in the order of its people, and what was decided.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

import msgspec

from contract.exchange.dots import BadId, format_id, parse_id
from contract.faults import WorldFault
from contract.training.attendance.attended import AttendanceRule, Marked
from contract.training.completion.evidence import (
    Component,
    Evidence,
    GroupHeld,
    Participant,
    SessionHeld,
    StageHeld,
    TaskSet,
)
from contract.training.completion.rule import CompletionRule, Outcome, read_rule, rule_text
from contract.training.findings import BadValue
from contract.training.frozen_columns import check_size, column_of, columns_of, rows_of, values_of
from contract.training.frozen_text import digest_of
from contract.training.people.anonymity import NAME


class Kind(StrEnum):
    """What minutes are of."""

    COMPLETION = "completion"
    SUPPLEMENTARY = "supplementary"
    SEMINAR = "seminar"
    HANDOVER = "handover"

    @property
    def label(self) -> str:
        """The words in Bahasa Indonesia."""
        return _LABELS[self]


_LABELS = {
    Kind.COMPLETION: "Berita acara kelulusan",
    Kind.SUPPLEMENTARY: "Berita acara susulan",
    Kind.SEMINAR: "Berita acara seminar",
    Kind.HANDOVER: "Berita acara serah terima",
}


class BrokenMinutes(WorldFault):
    """A text that is no minutes, or is not what its digest says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided about one person. conditions: in words, what is not met or not known yet."""

    outcome: Outcome
    conditions: str | None = None
    predicate: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What minutes of completion hold. results: by person."""

    evidence: Evidence
    results: Mapping[int, Decided]
    rule: CompletionRule
    attendance: AttendanceRule
    on: str


def completion_body(frozen: Frozen) -> dict[str, Any]:
    """The frozen part of a body, for `canonical`; what is said beside it (signers, place) is the caller's."""
    held = frozen.evidence
    people = [one.id for one in held.people]
    tables = {name: columns_of([_plain(one) for one in getattr(held, name)]) for name in _KINDS_OF_ROWS}
    return {
        **tables,
        "attendance": {
            "basis": frozen.attendance.basis.value,
            "counted": sorted(frozen.attendance.counted),
            "deputy_counts": frozen.attendance.deputy_counts,
            "late_tolerance": frozen.attendance.late_tolerance,
        },
        "disputed_scores": sorted([format_id(one), format_id(person)] for one, person in held.disputed_scores),
        "done": {
            format_id(one.id): column_of([int((one.id, person) in held.done) for person in people])
            for one in held.tasks
        },
        "marks": {
            format_id(one.id): column_of([_mark(held.marks.get((one.id, person))) for person in people])
            for one in held.sessions
        },
        "on": frozen.on,
        "results": columns_of([_stated(frozen.results.get(person)) for person in people]),
        "rule": msgspec.json.decode(rule_text(frozen.rule)),
        "scores": {
            format_id(one.id): column_of([_attempts(held.scores.get((one.id, person))) for person in people])
            for one in held.components
        },
    }


@lru_cache(maxsize=16)
def frozen_of(text: str, digest: str) -> Frozen:
    """What minutes froze, the same value each time. Raises BrokenMinutes when the text is not what its digest says."""
    if digest_of(text) != digest:
        raise BrokenMinutes("Isi berita acara tidak cocok dengan sidik isinya; berita acara ini tidak dipakai.")
    try:
        body = msgspec.json.decode(text)
        return _frozen(body, raw_rule=msgspec.json.encode(body["rule"]))
    except (msgspec.MsgspecError, BadId, BadValue, KeyError, TypeError, AttributeError, ValueError):
        raise BrokenMinutes("Isi berita acara tidak dikenal Lontar ini; perbarui Lontar dahulu.") from None


def without_names(frozen: Frozen, people: Collection[int]) -> Frozen:
    """The same, with nothing in it that tells who these people are; all that is counted stays."""
    held = frozen.evidence
    named = tuple(replace(one, name=NAME, reason=None) if one.id in people else one for one in held.people)
    marks = {
        key: msgspec.structs.replace(mark, deputy=NAME) if mark.deputy and key[1] in people else mark
        for key, mark in held.marks.items()
    }
    results = {person: replace(one, reason=None) if person in people else one for person, one in frozen.results.items()}
    return replace(frozen, evidence=replace(held, people=named, marks=marks), results=results)


def freezes(text: str) -> bool:
    """Whether a body claims to freeze marks, scores and results."""
    return '"results":{' in text and '"marks":{' in text


_KINDS_OF_ROWS: dict[str, type] = {
    "people": Participant,
    "stages": StageHeld,
    "sessions": SessionHeld,
    "tasks": TaskSet,
    "components": Component,
    "groups": GroupHeld,
}
_IDS = ("id", "stage", "group")
_ONCE = "1"


def _frozen(body: dict[str, Any], raw_rule: bytes) -> Frozen:
    told = {name: tuple(_row(one, kind) for one in _rows(body[name])) for name, kind in _KINDS_OF_ROWS.items()}
    people = [one.id for one in told["people"]]
    check_size(len(people), sum(len(body[name]) for name in ("marks", "done", "scores", "results")))
    evidence = Evidence(
        **told,
        marks={
            (parse_id(session), person): _marked(parse_id(session), mark)
            for session, marks in body["marks"].items()
            for person, mark in zip(people, values_of(marks, len(people)), strict=True)
            if mark is not None
        },
        done=frozenset(
            (parse_id(task), person)
            for task, done in body["done"].items()
            for person, is_done in zip(people, values_of(done, len(people)), strict=True)
            if is_done
        ),
        scores={
            (parse_id(component), person): _attempted(attempts)
            for component, told_scores in body["scores"].items()
            for person, attempts in zip(people, values_of(told_scores, len(people)), strict=True)
            if attempts is not None
        },
        disputed_scores=frozenset((parse_id(one), parse_id(person)) for one, person in body["disputed_scores"]),
    )
    results = zip(people, rows_of(body["results"], len(people)), strict=True)
    return Frozen(
        evidence=evidence,
        results={person: msgspec.convert(one, Decided) for person, one in results if one},
        rule=read_rule(raw_rule),
        attendance=msgspec.convert(body["attendance"], AttendanceRule),
        on=str(body["on"]),
    )


def _plain(row: Any) -> dict[str, Any]:
    """A row of the evidence with its ids as text, without what it does not state."""
    told = {name: value for name, value in msgspec.to_builtins(row).items() if value is not None}
    return {**told, **{name: format_id(told[name]) for name in _IDS if name in told}}


def _rows(columns: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a table, of which each has an id: those are as many as it has rows, told one by one."""
    ids = columns["id"] if columns else []
    return rows_of(columns, len(ids))


def _row(told: dict[str, Any], kind: type) -> Any:
    return msgspec.convert({**told, **{name: parse_id(told[name]) for name in _IDS if name in told}}, kind)


def _mark(mark: Marked | None) -> str | dict[str, Any] | None:
    if mark is None or (mark.status is None and not mark.disputed):
        return None
    more = {"late": mark.late or None, "deputy": mark.deputy or None, "disputed": mark.disputed or None}
    told = {name: value for name, value in more.items() if value is not None}
    return {"status": mark.status, **told} if told else mark.status


def _marked(session: int, told: str | dict[str, Any]) -> Marked:
    return msgspec.convert({"session": session, **(told if isinstance(told, dict) else {"status": told})}, Marked)


def _attempts(attempts: Mapping[int, int] | None) -> int | dict[str, int] | None:
    """The one score of somebody who was scored once; else the score of each attempt."""
    told = {str(attempt): value for attempt, value in sorted((attempts or {}).items())}
    return told[_ONCE] if told.keys() == {_ONCE} else told or None


def _attempted(told: int | dict[str, int]) -> dict[int, int]:
    return {int(attempt): value for attempt, value in (told if isinstance(told, dict) else {_ONCE: told}).items()}


def _stated(decided: Decided | None) -> dict[str, Any]:
    return {name: value for name, value in msgspec.to_builtins(decided or {}).items() if value is not None}
