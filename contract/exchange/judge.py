"""Judge: what an op does to a row in the centre's one order, and what a person must look at.

A field of op X is contested when the row moved on past X's base, the field's present value was set after that base by
another hand's op that X's author had not seen, and the value differs. Equal values are agreement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import cast

from contract.exchange.columns import INT_MAX, INT_MIN
from contract.exchange.merge import merge_text
from contract.exchange.operations import Op
from contract.exchange.shapes import EARLIEST, GONE, LATEST, Field, Kind, Patch, Record, Row, Type, Value

MAX_PATCH = 128 * 1024
"""Bytes of text that one op may set, all fields together: it must fit in one segment."""
_LONGEST_CHARACTER = 4
"""Bytes of a character at most."""
_RANGES = {Type.FLAG: (0, 1), Type.TIME: (EARLIEST, LATEST), Type.HUNDREDTHS: (0, 2**31 - 1)}
"""Numbers that are shown as a date or reckoned with in SQL: sums must stay within 64 bits."""


class Fate(StrEnum):
    """What became of an op. Each op has exactly one; n always advances."""

    OK = "ok"
    LOST = "lost"
    """Taken, but a later concurrent edit holds some of its fields, or its text was merged."""
    REJECTED = "rejected"
    """Not applied; back to its author with the reason."""
    HELD = "held"
    """The bytes are safe and not judged: out of grant, revoked, or newer than the centre."""


@dataclass(frozen=True, slots=True)
class Rival:
    """An applied op of another hand on the same row, later than the judged op's base and unseen by its author."""

    author: int
    n: int
    t: int
    wall: int
    received: int
    patch: Patch


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a conflict: the value, whose op, and its three times in seconds."""

    value: Value
    author: int
    n: int
    wall: int
    t: int
    received: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """A sensitive field on which two people disagree. `winner` holds for now; `base` is the value both started from."""

    field: int
    standing: Claim
    arriving: Claim
    winner: int
    base: Value


@dataclass(slots=True)
class Verdict:
    """The row after the op, the op's fate, and what a person must look at."""

    row: Row
    fate: Fate = Fate.OK
    reason: str = ""
    disputes: list[Dispute] = dataclass_field(default_factory=list)
    lost: list[int] = dataclass_field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the centre knows around an op when it judges it.

    rivals: in applied order, those that lost too. base_value: the value of a field that the op's author was looking at:
    that of their own earlier op behind the base, else the row's at the base. t: the op's corrected time.
    """

    row: Row | None
    rivals: Sequence[Rival]
    base_value: Callable[[int], Value]
    t: int
    received: int
    t_sure: bool = True


def check_patch(record: Record, op: Op, existing: Row | None) -> str | None:
    """Why the op can't be applied whatever else is true, or None. The reasons are codes that the screens explain."""
    if any(op.key[1 + len(record.keys) :]):
        return "bad_key"
    if existing is None and record.minted and not op.creates:
        return "no_row"
    for number, value in op.patch.items():
        shape = record.by_number.get(number)
        if shape is None:
            return f"no_field:{number}"
        if not _fits(shape, value):
            return f"bad_value:{shape.name}"
        if shape.fixed and existing is not None and existing.get(number) not in (None, value):
            return f"fixed:{shape.name}"
    return _missing(record, op, existing) or _too_long(record, op)


def fit_together(record: Record, ops: Sequence[Op]) -> bool:
    """Whether check_patch, asked of each of these ops on this record, could only object to what the present row is.

    They set the same fields in the same order. False where it is not plain: then each must be asked about alone.
    """
    behind = 1 + len(record.keys)
    if any(any(op.key[behind:]) for op in ops):
        return False
    size = 0
    for number, column in zip(ops[0].patch, zip(*(op.patch.values() for op in ops), strict=True), strict=True):
        shape, values = record.by_number.get(number), set(column)
        if shape is None or not all(_fits(shape, value) for value in _ends(values)):
            return False
        size += max((len(value) for value in values if isinstance(value, str)), default=0)
    return size * _LONGEST_CHARACTER <= MAX_PATCH


def _ends(values: set[Value]) -> Iterable[Value]:
    """Of integers the least and the greatest: when they fit, so do all between. Anything else as it is."""
    if len(values) > 2 and {type(value) for value in values} == {int}:
        numbers = cast(set[int], values)
        return min(numbers), max(numbers)
    return values


def check_reserved(record: Record, op: Op, existing: Row | None) -> str | None:
    """Why only the centre may make an op that passed check_patch, or None; to be asked of everybody else's."""
    if not record.of_centre:
        return None
    if existing is None:
        return "no_row"
    touched = (record.by_number[number] for number in sorted(op.patch))
    return next((f"fixed:{shape.name}" for shape in touched if shape.of_centre or shape.number == GONE), None)


def _missing(record: Record, op: Op, existing: Row | None) -> str | None:
    if existing is not None or not record.minted:
        return None
    absent = (f.name for f in record.fields if f.required and op.patch.get(f.number) is None)
    return next((f"missing:{name}" for name in absent), None)


def _too_long(record: Record, op: Op) -> str | None:
    sizes = {number: len(value.encode()) for number, value in op.patch.items() if isinstance(value, str)}
    if sum(sizes.values()) <= MAX_PATCH:
        return None
    return f"too_long:{record.by_number[max(sizes, key=sizes.__getitem__)].name}"


def _fits(shape: Field, value: Value) -> bool:
    """Whether both databases, every wire and every screen can hold the value."""
    if value is None:
        return not shape.fixed
    if shape.type.is_text:
        return isinstance(value, str) and _is_text(value) and (shape.type is not Type.DATE or _is_date(value))
    if isinstance(value, bool) or not isinstance(value, int):
        return False
    low, high = _RANGES.get(shape.type, (INT_MIN, INT_MAX))
    return low <= value <= high


def _is_text(value: str) -> bool:
    """PostgreSQL holds no NUL; UTF-8 has no lone surrogates."""
    try:
        return b"\0" not in value.encode()
    except UnicodeEncodeError:
        return False


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def judge(record: Record, op: Op, standing: Standing) -> Verdict:
    """The verdict on an op that passed check_patch; pure, so that both sides and every test see the same."""
    before = standing.row or {}
    verdict = Verdict(row={**before, **op.patch})
    for number, value in op.patch.items():
        if number == GONE:
            _judge_deletion(record, op, standing, verdict)
        elif before.get(number) == value:
            continue
        elif record.by_number[number].kind is Kind.TEXT:
            _merge(number, op, standing, verdict)
        else:
            _contest(record.by_number[number], op, standing, verdict)
    if GONE not in op.patch:
        _judge_edit_of_deleted(record, op, standing, verdict)
    if verdict.lost and verdict.fate is Fate.OK:
        verdict.fate = Fate.LOST
        verdict.reason = ",".join(record.by_number[number].name for number in sorted(set(verdict.lost)))
    return verdict


def _holder(number: int, current: Value, rivals: Sequence[Rival]) -> Rival | None:
    """The rival whose value the field still has, the latest where several agree.

    A value that was changed again since, or that lost, is nobody's claim.
    """
    holders = [rival for rival in rivals if number in rival.patch and rival.patch[number] == current]
    return max(holders, key=lambda rival: (rival.t, rival.author, rival.n), default=None)


def _merge(number: int, op: Op, standing: Standing, verdict: Verdict) -> None:
    """Text that a rival changed is merged with what the row has now, which may itself be merged already."""
    rivals = [rival for rival in standing.rivals if number in rival.patch]
    if not rivals:
        return
    current = (standing.row or {}).get(number)
    names = str(rivals[-1].author), str(op.author)
    merged = merge_text(standing.base_value(number), current, op.patch[number], *names) or None
    if merged is not None and len(merged.encode()) > MAX_PATCH:
        # Text may not grow for ever: what stands stays, what arrived is kept in the row's history.
        merged = None if current is None else str(current)
    verdict.row[number] = merged
    if merged != op.patch[number]:
        verdict.lost.append(number)


def _contest(shape: Field, op: Op, standing: Standing, verdict: Verdict) -> None:
    number = shape.number
    current = (standing.row or {}).get(number)
    rival = _holder(number, current, standing.rivals)
    if rival is None:
        return
    rival_is_later = (rival.t, rival.author, rival.n) > (standing.t, op.author, op.n)
    if rival_is_later:
        verdict.row[number] = current
        verdict.lost.append(number)
    if shape.kind in (Kind.SENSITIVE, Kind.UNIQUE):
        _open(number, op, rival, standing, verdict, winner=rival.author if rival_is_later else op.author)


def _judge_deletion(record: Record, op: Op, standing: Standing, verdict: Verdict) -> None:
    """A deletion whose author had not seen an edit of the row: the edit wins on sensitive records.

    A row that is deleted already is agreement. Bringing a row back is an edit too.
    """
    if not op.patch[GONE]:
        _judge_edit_of_deleted(record, op, standing, verdict)
        return
    edits = [rival for rival in standing.rivals if rival.patch and not rival.patch.get(GONE)]
    if (standing.row or {}).get(GONE) or not edits or not record.sensitive:
        return
    verdict.row[GONE] = None
    verdict.lost.append(GONE)
    _open(GONE, op, edits[-1], standing, verdict, winner=edits[-1].author)


def _judge_edit_of_deleted(record: Record, op: Op, standing: Standing, verdict: Verdict) -> None:
    """An edit whose author had not seen the row's deletion: the row returns, flagged, on sensitive records only."""
    before = standing.row or {}
    if not before.get(GONE):
        return
    deletion = _holder(GONE, before.get(GONE), standing.rivals)
    if deletion is None:
        return
    if record.sensitive:
        verdict.row[GONE] = op.patch.get(GONE)
        _open(GONE, op, deletion, standing, verdict, winner=op.author)
    elif GONE not in op.patch:
        verdict.lost.extend(op.patch)


def _open(number: int, op: Op, rival: Rival, standing: Standing, verdict: Verdict, winner: int) -> None:
    verdict.disputes.append(
        Dispute(
            field=number,
            standing=Claim(rival.patch.get(number), rival.author, rival.n, rival.wall, rival.t, rival.received),
            arriving=Claim(op.patch.get(number), op.author, op.n, op.wall, standing.t, standing.received),
            winner=winner,
            base=standing.base_value(number),
        )
    )


def corrected_time(wall: int, device_now: int, centre_now: int, previous: int) -> int:
    """When an op was made by the centre's clock: a constant error of the device's clock cancels out.

    Never after its receipt, never before the same author's previous op.
    """
    return max(previous, min(wall + centre_now - device_now, centre_now))


def corrected_times(walls: Iterable[int], device_now: int, centre_now: int, previous: int) -> list[int]:
    """The same of one author's ops, one after the other."""
    late = centre_now - device_now
    return list(accumulate((min(wall + late, centre_now) for wall in walls), max, initial=previous))[1:]
