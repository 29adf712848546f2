"""The history of one record: each change in words, by whom, when, from which laptop and by which road.

A laptop knows its own edits, those that others brought over a hub, what arrivals from the centre changed since it had
its copy, and both sides of a conflict. What lies before or between is said to be at the centre, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from contract.exchange.dots import BadId, Dot, format_id, parse_id, row_id
from contract.exchange.shapes import GONE, Field, Patch, Record, RowKey, Type, Value
from contract.training.catalogue import AUTHOR, CATALOGUE, CONFLICT
from contract.training.people.anonymity import NAME, is_emptied
from contract.training.rights.roles import Role
from desktop.services.conflicts.decisions import Place, as_text
from desktop.services.conflicts.listing import Claim, claims_about
from desktop.services.exchange.lease import require_reading
from desktop.services.exchange.returned import about_row, reason_sentence
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.history.events import Event, Fate, FieldEdit, Kind, RecordHistory, Road
from desktop.services.history.words import in_words, told_fields
from desktop.services.offices import author_names, home_zone
from desktop.services.writing import role_in
from desktop.services.zones import Zone
from desktop.storage import trail
from desktop.storage.nameless import is_about_nameless
from desktop.storage.queries.edits import KnownEdit, edits_of_row
from desktop.storage.queries.lines import fetch_among
from desktop.storage.replica import Replica
from desktop.storage.tables import ASIDE
from desktop.storage.trail import TrailLine

_ALIASES = {"class": "class_group", "plan": "action_plan", "mark": "attendance"}
_ROADS = {trail.DIRECT: Road.CENTRE, trail.STICK: Road.STICK, trail.HUB: Road.HUB}
_GONE = "…"
"""In place of what was emptied with a name."""
_ELSEWHERE = "Perubahan lebih lama ada di pusat; laptop ini tidak menyimpannya."


def record_named(kind: str, text: str) -> RowKey:
    """The record meant by a kind ("person", "class") and an id; of several parts as "7-203/7-12". Raises Unsuitable."""
    name = _ALIASES.get(kind.strip(), kind.strip())
    known = {record.name: record for record in CATALOGUE.records if record not in (CONFLICT, AUTHOR)}
    record = known.get(name)
    if record is None:
        raise Unsuitable(f'Jenis data "{kind}" tidak dikenal; pakai salah satu: {", ".join(known)}.')
    parts = text.split("/")
    if len(parts) != len(record.keys):
        raise Unsuitable(f'"{text}" bukan nama {record.label.lower()}; tulis {"/".join(record.keys)}.')
    return RowKey(record.number, *map(_part, parts))


def history_of(replica: Replica, key: RowKey) -> RecordHistory:
    """What this laptop knows of a record's past. Raises NotHere, ReadingClosed."""
    with replica.database.reading():
        require_reading(replica)
        held = replica.row(key)
        edits, lines = edits_of_row(replica, key), trail.lines_of(replica, key)
        record = CATALOGUE.record(key.table)
        if held is None and not edits and not lines:
            raise NotHere(f"Data {record.label.lower()} itu tidak ada di laptop ini. Periksa lagi nama atau id-nya.")
        realm = held.realm if held is not None else 0
        shown = (held.content if held is not None else None) or {}
        hides = is_about_nameless(replica, key, shown)
        telling = _Telling(
            replica, key, record, role_in(replica, realm), home_zone(replica), _claims(replica, key), hides
        )
        events = _events(telling, edits, lines, shown)
        whole = bool(events) and events[0].kind is Kind.CREATED and events[0].road is not Road.CENTRE
        return RecordHistory(
            what=f"{record.label} {about_row(replica, record, key, {})}".rstrip(),
            events=tuple(reversed(events)),
            whole=whole,
            note="" if whole else _ELSEWHERE,
        )


def _part(text: str) -> int:
    try:
        return int(text) if text.strip().isdigit() else parse_id(text)
    except BadId as bad:
        raise Unsuitable(str(bad)) from bad


def _claims(replica: Replica, key: RowKey) -> list[tuple[Place, Claim]]:
    """Both sides of every disagreement about this record."""
    return [(place, claim) for place, claim in claims_about(replica, key.k1) if place.row == key]


@dataclass(slots=True)
class _Telling:
    """Turns what is kept into events; `now` is what is known of each field at the place reached, absent: not known."""

    replica: Replica
    key: RowKey
    record: Record
    role: Role | None
    zone: Zone
    claims: list[tuple[Place, Claim]]
    hides: bool = False
    """Whether the person whom it is about lost their name: what went with it is not told any more."""

    def fields(self, before: Mapping[int, Value], after: Patch) -> tuple[FieldEdit, ...]:
        """The fields that people know, without those that stayed. before: without what is not known."""
        return tuple(
            FieldEdit(
                label=field.label,
                before=self.words(field, before[field.number]) if field.number in before else None,
                after=self.words(field, after[field.number]),
            )
            for field in told_fields(self.record)
            if field.number in after and not self._stayed(field, before, after)
        )

    def words(self, field: Field, value: Value) -> str:
        """A value as people read it."""
        if self.hides and value and value != NAME and is_emptied(self.record.name, field.name):
            return _GONE
        return in_words(self.replica, self.record, field, value, self.zone, self.role)

    def claim_of(self, author: int, n: int) -> Claim | None:
        """What a conflict tells of an edit."""
        return next((one for _, one in self.claims if (one.author, one.n) == (author, n)), None)

    def claim_for(self, after: Patch, own: set[int]) -> Claim | None:
        """What a conflict tells of somebody else's value that came."""
        for place, claim in self.claims:
            if place.field in after and claim.author not in own and claim.value == as_text(place, after[place.field]):
                return claim
        return None

    def _stayed(self, field: Field, before: Mapping[int, Value], after: Patch) -> bool:
        n = field.number
        return n in before and (before[n] or None) == (after[n] or None)


def _events(telling: _Telling, edits: list[KnownEdit], lines: list[TrailLine], shown: Patch) -> list[Event]:
    """All changes, the oldest first, with a gap where what is known does not fit together."""
    people = _People(telling.replica, [edit.author for edit in edits])
    own = {edit.author for edit in edits if edit.own}
    found: list[Event] = []
    now: dict[int, Value] = {}
    if edits and _begins(edits[0], lines):
        now = dict.fromkeys((field.number for field in telling.record.fields), None)
    for step in _in_order(edits, lines):
        if isinstance(step, KnownEdit):
            event = _of_edit(telling, step, now, people, first=not found)
            patch: Patch = {} if step.state == ASIDE else step.patch
        else:
            if any(now.get(n, value) != value for n, value in (step.before or {}).items()):
                found.append(Event(kind=Kind.UNKNOWN, road=Road.CENTRE))
            event, patch = _of_line(telling, step, own), step.after or {}
        if event is not None:
            found.append(event)
        now.update(patch)
    told = {field.number for field in told_fields(telling.record)}
    if any((shown.get(n) or None) != (value or None) for n, value in now.items() if n in told):
        found.append(Event(kind=Kind.UNKNOWN, road=Road.CENTRE))
    return found


def _begins(edit: KnownEdit, lines: list[TrailLine]) -> bool:
    """Whether there was nothing of the record before this edit, as far as its author knew."""
    return edit.base == 0 and (not lines or (lines[0].at or 0) >= edit.wall)


def _in_order(edits: list[KnownEdit], lines: list[TrailLine]) -> Iterable[KnownEdit | TrailLine]:
    """By the clock of this laptop; each kind stays in its own order. What has no time yet comes now."""
    waiting, arriving = list(edits), list(lines)
    while waiting and arriving:
        at = arriving[0].at
        edit_first = at is None or (waiting[0].came_at or waiting[0].wall) <= at
        yield waiting.pop(0) if edit_first else arriving.pop(0)
    yield from waiting
    yield from arriving


def _of_edit(
    telling: _Telling, edit: KnownEdit, now: Mapping[int, Value], people: _People, *, first: bool
) -> Event | None:
    fields = telling.fields(now, edit.patch)
    made = first and len(now) == len(telling.record.fields)
    kind = _kind(edit.patch, now, made=made)
    if not fields and kind is Kind.CHANGED:
        return None
    claim = telling.claim_of(edit.author, edit.n)
    fate = _fate(edit)
    return Event(
        kind=kind,
        fields=fields,
        who=people.name(edit.author),
        laptop=people.laptop(edit.author),
        device_at=edit.wall,
        corrected_at=claim.at if claim is not None else None,
        received_at=claim.received if claim is not None else None,
        here_at=edit.wall if edit.own else edit.came_at,
        road=Road.OWN if edit.own else Road.HUB,
        fate=fate,
        remark=_remark(edit, fate, telling.record),
        dot=format_id(row_id(Dot(edit.author, edit.n))),
    )


def _of_line(telling: _Telling, line: TrailLine, own: set[int]) -> Event | None:
    road = _ROADS.get(line.road, Road.CENTRE)
    if line.before is None or line.after is None:
        return Event(kind=Kind.CREATED, here_at=line.at, road=road)
    fields = telling.fields(line.before, line.after)
    kind = _kind(line.after, line.before, made=False)
    if not fields and kind is Kind.CHANGED:
        return None
    event = Event(kind=kind, fields=fields, here_at=line.at, road=road)
    claim = telling.claim_for(line.after, own)
    if claim is not None:
        return replace(
            event,
            who=claim.author_name,
            laptop=claim.device,
            device_at=claim.wall,
            corrected_at=claim.at,
            received_at=claim.received,
        )
    by = next((f.number for f in telling.record.fields if f.type is Type.AUTHOR and line.after.get(f.number)), None)
    author = line.after.get(by) if by is not None else None
    if not isinstance(author, int):
        return event
    people = _People(telling.replica, [author])
    return replace(event, who=people.name(author), laptop=people.laptop(author))


def _kind(patch: Patch, before: Mapping[int, Value], *, made: bool) -> Kind:
    if patch.get(GONE):
        return Kind.DELETED
    if made:
        return Kind.CREATED
    return Kind.RESTORED if GONE in patch and before.get(GONE, 1) else Kind.CHANGED


def _fate(edit: KnownEdit) -> Fate:
    if edit.state == ASIDE:
        return Fate.RETURNED
    if edit.at is not None:
        return Fate.OVERTAKEN if edit.fate == "lost" else Fate.ARRIVED
    return Fate.CARRIED if edit.carried is not None or not edit.own else Fate.SAVED


def _remark(edit: KnownEdit, fate: Fate, record: Record) -> str:
    if fate is Fate.RETURNED:
        return reason_sentence(edit.reason or "", record)
    if fate is not Fate.CARRIED:
        return ""
    if not edit.own:
        return "Dari laptop lain, belum sampai pusat."
    if (edit.carried or 0) < 0:
        return "Titip di laptop pos, belum sampai pusat."
    return f"Di berkas flashdisk nomor {edit.carried}, belum sampai pusat."


class _People:
    """Names of authors and of their laptops."""

    def __init__(self, replica: Replica, authors: Iterable[int]) -> None:
        asked = sorted(set(authors))
        self._names = author_names(replica, asked)
        lines = fetch_among(replica, AUTHOR, "number", asked) if asked else []
        self._laptops = {line.number: line.device_name or "" for line in lines}

    def name(self, author: int) -> str:
        """The person's name, empty when nobody told it."""
        return self._names.get(author, "")

    def laptop(self, author: int) -> str:
        """The laptop's name, empty when nobody told it."""
        return self._laptops.get(author, "")
