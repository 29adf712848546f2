"""The text of a payment list that stands: canonical JSON in columns, so that a class of hundreds fits into one edit.

Ids stand in it as they are written elsewhere ("7-203"), for papers that name somebody are found by them. What follows
from other figures (what is handed over, a person's sums) is worked out again and must agree with the totals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from typing import Any, TypeVar

import msgspec

from contract.exchange.dots import BadId, parse_id
from contract.training.findings import BadValue
from contract.training.frozen_columns import columns_of, rows_of
from contract.training.frozen_text import canonical
from contract.training.payments.body import Body, BodyLeftOut, BodyLine, BodyPerson, BodySession, summed

T = TypeVar("T")
FORM = 2
_HEAD = (
    "title",
    "class_id",
    "class_title",
    "payees",
    "kinds",
    "made_on",
    "corrects",
    "reason",
    "rounding",
    "gross",
    "tax",
    "net",
)
_SAID = ("id", "name", "employee_number", "grade")
_RANGE = re.compile(r"\d{1,5}(?:-\d{1,5})?")


def body_text(body: Body) -> str:
    """The text of a list; the same list always has the same one."""
    lines = {canonical(line): line for person in body.people for line in person.lines}
    at = {key: place for place, key in enumerate(lines)}
    count = len(body.sessions)
    people = [
        {
            **{name: getattr(one, name) or None for name in _SAID},
            "days": one.days,
            "sessions": _told(one.sessions, count),
            "lines": [at[canonical(line)] for line in one.lines],
        }
        for one in body.people
    ]
    left_out, unpaid = _not_paid(body)
    return canonical(
        {
            **{name: getattr(body, name) for name in _HEAD},
            "form": FORM,
            "sessions": _table([msgspec.to_builtins(one) for one in body.sessions]),
            "lines": _table([_line(one) for one in lines.values()]),
            "people": _table(people),
            "left_out": _table(left_out),
            "unpaid": _table(unpaid),
        }
    )


def _not_paid(body: Body) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(what is left out, those who are named nowhere else): who is paid for other sessions is told by their place."""
    places: dict[tuple[str, str], int] = {}
    for place, person in enumerate(body.people):
        places.setdefault((person.id, person.name), place)
    unpaid: list[dict[str, Any]] = []
    left_out = []
    for one in body.left_out:
        if (one.id, one.name) not in places:
            places[one.id, one.name] = len(body.people) + len(unpaid)
            unpaid.append({"id": one.id, "name": one.name})
        sessions = _told(one.sessions, len(body.sessions))
        left_out.append({"person": places[one.id, one.name], "why": one.why, "kind": one.kind, "sessions": sessions})
    return left_out, unpaid


def read_body(text: str) -> Body:
    """A frozen list. Raises BadValue for what is none, and where its sums are not those of its lines."""
    try:
        body = _body(msgspec.json.decode(text))
        people, left_out = [one.id for one in body.people], [one.id for one in body.left_out]
        for told in (body.class_id, *people, *left_out, *(one.id for one in body.sessions)):
            parse_id(told)
    except (msgspec.MsgspecError, BadId, KeyError, TypeError, IndexError, ValueError, RecursionError) as error:
        raise _unreadable() from error
    if (body.gross, body.tax) != (sum(one.gross for one in body.people), sum(one.tax for one in body.people)):
        raise _unreadable()
    return body


def _body(told: dict[str, Any]) -> Body:
    if told["form"] != FORM:
        raise _unreadable()
    lines = [_line_of(one) for one in _rows(told["lines"])]
    head = {name: told[name] for name in _HEAD}
    sessions = [msgspec.convert({"why": None, **one}, BodySession) for one in _rows(told["sessions"])]
    people = [_person(one, lines, len(sessions)) for one in _rows(told["people"])]
    named = [(one.id, one.name) for one in people] + [(one["id"], one.get("name", "")) for one in _rows(told["unpaid"])]
    left_out = [_left_out(one, named, len(sessions)) for one in _rows(told["left_out"])]
    made = {**head, "sessions": sessions, "people": people, "left_out": left_out}
    body = msgspec.convert(made, Body)
    if body.net != body.gross - body.tax:
        raise _unreadable()
    return body


def _person(told: Mapping[str, Any], lines: Sequence[BodyLine], count: int) -> BodyPerson:
    said = {name: told.get(name, "") for name in _SAID}
    sums = {"gross": 0, "tax": 0, "net": 0}
    held = {"days": told["days"], "sessions": _places(told["sessions"], count), "lines": []}
    person = msgspec.convert({**said, **held, **sums}, BodyPerson)
    return summed(msgspec.structs.replace(person, lines=[_at(lines, place) for place in told["lines"]]))


def _left_out(told: Mapping[str, Any], named: Sequence[tuple[str, str]], count: int) -> BodyLeftOut:
    identifier, name = _at(named, told["person"])
    sessions = _places(told["sessions"], count)
    said = {"id": identifier, "name": name, "why": told["why"], "kind": told.get("kind"), "sessions": sessions}
    return msgspec.convert(said, BodyLeftOut)


def _at(held: Sequence[T], place: int) -> T:
    if place < 0:
        raise _unreadable()
    return held[place]


def _told(places: Sequence[int], count: int) -> str:
    """Places of so many, as people write them: "0-11,13"; with "!" in front the others, where that is shorter."""
    held = set(places)
    return min(_ranges(held), "!" + _ranges(set(range(count)) - held), key=len)


def _ranges(held: Set[int]) -> str:
    starts, ends = (sorted(place for place in held if place + step not in held) for step in (-1, 1))
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))


def _places(told: str, count: int) -> list[int]:
    """Raises BadValue for what is no such text, and for places beyond the sessions."""
    plain = told.removeprefix("!")
    held: set[int] = set()
    for part in plain.split(",") if plain else ():
        first, _, last = part.partition("-")
        if not _RANGE.fullmatch(part) or int(last or first) >= count:
            raise _unreadable()
        held.update(range(int(first), int(last or first) + 1))
    return sorted(set(range(count)) - held if plain != told else held)


def _table(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"count": len(rows), **columns_of(rows)}


def _rows(told: dict[str, Any]) -> list[dict[str, Any]]:
    columns = {name: column for name, column in told.items() if name != "count"}
    return rows_of(columns, told["count"])


def _line(line: BodyLine) -> dict[str, Any]:
    return {name: value for name, value in msgspec.to_builtins(line).items() if name != "net"}


def _line_of(told: Mapping[str, Any]) -> BodyLine:
    said = {"rate": None, "tax_percent": None, **told, "net": told["gross"] - told["tax"]}
    return msgspec.convert(said, BodyLine)


def _unreadable() -> BadValue:
    return BadValue("nominal_list", "Isi daftar nominatif ini tidak terbaca; perbarui Lontar.")
