"""What signed minutes hold: the ones that stand for a class, and that nobody changes it without a reason and the role.

Nothing is locked: with a reason and the role the change is made, and shows until supplementary minutes name it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from contract.exchange.dots import format_id
from contract.exchange.shapes import GONE, RowKey, Value
from contract.tables import completion as queries
from contract.tables.people import anonymised
from contract.tables.records import Values
from contract.training.catalogue import ATTENDANCE, COMPONENT, RESULT, SCORE, SESSION
from contract.training.completion.minutes import BrokenMinutes, Frozen, freezes, frozen_of, without_names
from contract.training.rights.roles import Role
from desktop.services.faults import NotAllowed, Unsuitable
from desktop.storage.edit import Change
from desktop.storage.queries.lines import fetch, fetch_among
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_HELD = {ATTENDANCE.number: ATTENDANCE, SCORE.number: SCORE, RESULT.number: RESULT}
_FIELDS = {
    ATTENDANCE.number: ("status", "late", "deputy_name"),
    SCORE.number: ("value",),
    RESULT.number: ("outcome", "predicate"),
}
_ABOVE = {ATTENDANCE.number: SESSION, SCORE.number: COMPONENT}
_AT_ONCE = 5000
_MAY = frozenset({Role.ADMIN, Role.ORGANISER, None})
"""None: a role that only a newer Lontar knows; the centre decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Minutes that stand, and what they froze."""

    id: int
    class_group: int
    kind: str
    number: str | None
    held_on: str | None
    frozen: Frozen

    @property
    def named(self) -> str:
        """As people call it."""
        return self.number or format_id(self.id)


def standing_minutes(replica: Replica, class_id: int, *, as_signed: bool = False) -> Signed | None:
    """The minutes that hold for a class: the last supplement, else the first signed; broken ones are passed over.

    Without the names of who was anonymised since; as_signed: with them, for the paper itself.
    """
    found = _standing_in(fetch(replica, queries.minutes_of(records, [class_id])))
    if found is None or as_signed:
        return found
    gone = nameless(replica, [one.id for one in found.frozen.evidence.people])
    return replace(found, frozen=without_names(found.frozen, gone)) if gone else found


def nameless(replica: Replica, people: Sequence[int]) -> frozenset[int]:
    """Those of these records that were anonymised."""
    found: set[int] = set()
    for start in range(0, len(people), _AT_ONCE):
        query = anonymised(records, list(people[start : start + _AT_ONCE]))
        found.update(replica.connection.execute(query).scalars())
    return frozenset(found)


def check(replica: Replica, changes: Sequence[Change], role: Callable[[], Role | None], reason: str | None) -> None:
    """Raises NotAllowed or Unsuitable for changes of what minutes froze, without the role or without a reason.

    A reason may stand in the change itself, or be that of the whole act.
    """
    wanted = [
        (change.row, change) for change in changes if isinstance(change.row, RowKey) and change.row.table in _HELD
    ]
    if not wanted:
        return
    classes = _classes(replica, [row for row, _ in wanted])
    signed = _signed(replica, sorted(set(classes.values())))
    if not signed:
        return
    of = standing(replica)
    named = [(row, change) for row, change in wanted if _is_named(row, signed.get(classes.get(row, 0)), of)]
    for row, change in _that_differ(replica, named):
        minutes = signed[classes[row]]
        if role() not in _MAY:
            raise NotAllowed(
                f"Data ini sudah dibekukan berita acara {minutes.named}; hanya penyelenggara atau admin yang boleh "
                "mengubahnya. Minta mereka mengubahnya."
            )
        if not (_reason_in(change) or (reason or "").strip()):
            raise Unsuitable(
                f"Data ini sudah dibekukan berita acara {minutes.named}; tulis alasan perubahannya, lalu buat berita "
                f"acara susulan: lontar minutes supplement --of {format_id(minutes.id)}."
            )


def _standing_in(lines: Sequence[Values]) -> Signed | None:
    """The one furthest along the supplements; of two, the one signed later."""
    above = {line.id: line.supplements for line in lines}
    ordered = sorted(lines, key=lambda line: (_depth(line.id, above), line.signed_at or 0, line.id), reverse=True)
    for line in ordered:
        if not freezes(line.body or ""):
            continue
        try:
            frozen = frozen_of(line.body, line.digest or "")
        except BrokenMinutes:
            continue
        return Signed(
            id=line.id,
            class_group=line.class_group,
            kind=line.kind or "",
            number=line.number,
            held_on=line.held_on,
            frozen=frozen,
        )
    return None


def _depth(minutes: int, above: dict[int, int | None]) -> int:
    """How many minutes it supplements, one upon the other."""
    seen = {minutes}
    while (further := above.get(minutes)) and further not in seen:
        seen.add(further)
        minutes = further
    return len(seen)


def _classes(replica: Replica, rows: Sequence[RowKey]) -> dict[RowKey, int]:
    """The class of each row."""
    found = {row: row.k1 for row in rows if row.table == RESULT.number}
    for table, record in _ABOVE.items():
        of = sorted({row.k1 for row in rows if row.table == table})
        held = {line.id: line.class_group for line in fetch_among(replica, record, "id", of)} if of else {}
        found.update({row: held[row.k1] for row in rows if row.table == table and row.k1 in held})
    return found


def _signed(replica: Replica, classes: list[int]) -> dict[int, Signed]:
    lines: dict[int, list[Values]] = {}
    for line in fetch(replica, queries.minutes_of(records, classes)):
        lines.setdefault(line.class_group, []).append(line)
    found = {class_id: _standing_in(held) for class_id, held in lines.items()}
    return {class_id: signed for class_id, signed in found.items() if signed is not None}


def _is_named(row: RowKey, signed: Signed | None, of: dict[int, int]) -> bool:
    if signed is None:
        return False
    held = signed.frozen.evidence
    person = of.get(row.k2, row.k2)
    if person not in {of.get(one.id, one.id) for one in held.people}:
        return False
    if row.table == RESULT.number:
        return True
    return row.k1 in {one.id for one in (held.sessions if row.table == ATTENDANCE.number else held.components)}


def _that_differ(replica: Replica, changes: Sequence[tuple[RowKey, Change]]) -> list[tuple[RowKey, Change]]:
    """Those that set something that counts to what it is not today."""
    replica.touch(row for row, _ in changes)
    held = {key: shown.content or {} for key, shown in replica.rows_touched().items()}
    found = []
    for row, change in changes:
        record, present = _HELD[row.table], held.get(row, {})
        names = {record.by_name[name].number: name for name in _FIELDS[row.table]}
        set_here = {GONE, *names} & set(change.patch)
        if any(_plain(names.get(n), change.patch[n]) != _plain(names.get(n), present.get(n)) for n in set_here):
            found.append((row, change))
    return found


def _plain(name: str | None, value: Value) -> Value:
    """A value as it counts: no minutes late is not late, and a score of 0 is a score."""
    return value if name == "value" else value or None


def _reason_in(change: Change) -> bool:
    assert isinstance(change.row, RowKey)
    told = change.patch.get(_HELD[change.row.table].by_name["reason"].number)
    return isinstance(told, str) and bool(told.strip())
