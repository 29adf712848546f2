"""Conflicts for the screen and for export: in words, with the side that holds for now first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from contract.exchange.dots import format_id
from contract.exchange.shapes import GONE
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, ENROLMENT, PERSON, SESSION
from contract.training.people.anonymity import is_emptied
from contract.training.rights.masking import is_national_id, number_for
from contract.training.rights.roles import Role
from desktop.services.completion.frozen import nameless
from desktop.services.conflicts.listing import Claim, Conflict, Wanted, list_conflicts, list_decided, people_of
from desktop.services.conflicts.references import NOT_MOVED
from desktop.services.exchange.journey import ConflictView, DecisionView, Side
from desktop.services.exchange.lease import is_closed, require_reading
from desktop.services.exchange.returned import status_text, value_text
from desktop.services.exchange.waiting import session_places
from desktop.services.offices import home_zone
from desktop.services.people.listing import people_views
from desktop.services.people.twin_views import TwinView, record_view
from desktop.services.writing import role_in
from desktop.services.zones import Zone, iso_time
from desktop.storage.queries.lines import fetch_among
from desktop.storage.replica import Replica

HEADINGS = (
    *("id", "jenis", "isian", "peserta", "tempat"),
    *("nilai pertama", "oleh", "laptop", "jam laptop", "jam dicocokkan", "tiba di pusat"),
    *("nilai kedua", "oleh", "laptop", "jam laptop", "jam dicocokkan", "tiba di pusat"),
    *("berlaku", "diputuskan", "nilai dipilih", "diputuskan oleh", "waktu diputuskan", "alasan"),
)
_MOVED_TO = ENROLMENT.by_name["transferred_to"]
_TAKEN = {"first": "pertama", "second": "kedua", "other": "lain"}


def conflict_views(replica: Replica) -> tuple[ConflictView, ...]:
    """Open ones; of one minute in order of names."""
    with replica.database.reading():
        views = _views(replica, list_conflicts(replica))
        # Those of one talk came in one moment: by place and name, so that a class is gone through with its list.
        return tuple(sorted(views, key=lambda view: (-(view.second.received_at or 0) // 60, view.where, view.person)))


def decided_views(replica: Replica, now: int) -> tuple[ConflictView, ...]:
    """Those decided lately, the last decision first."""
    with replica.database.reading():
        return tuple(_views(replica, list_decided(replica, now)))


def export_rows(replica: Replica, conflicts: Sequence[Conflict]) -> list[tuple[str, ...]]:
    """Conflicts as lines of text under HEADINGS. Raises ReadingClosed."""
    require_reading(replica)
    with replica.database.reading():
        zone = home_zone(replica)
        people, places = people_of(replica, conflicts), _places(replica, conflicts)
        return [
            _line(one, zone, people[one.id], places.get(one.session or 0, "")) for one in readable(replica, conflicts)
        ]


def chosen_conflicts(replica: Replica, ids: Sequence[int], now: int) -> list[Conflict]:
    """Those with these ids, in that order."""
    found = {conflict.id: conflict for conflict in all_conflicts(replica, now)}
    return [found[identifier] for identifier in ids if identifier in found]


def all_conflicts(replica: Replica, now: int, wanted: Wanted | None = None) -> tuple[Conflict, ...]:
    """Open ones, then those decided lately."""
    with replica.database.reading():
        return list_conflicts(replica, wanted) + list_decided(replica, now, wanted)


def readable(replica: Replica, found: Sequence[Conflict]) -> list[Conflict]:
    """The conflicts as the one at work may read them: values of a NIK whole, or masked. Not to decide by.

    Of somebody who was anonymised since nobody reads what two people once wrote; the centre's row of it stands.
    """
    roles = {realm: role_in(replica, realm) for realm in {one.realm for one in found}}
    gone = nameless(replica, sorted({person for one in found for person in one.people}))
    told = [one if gone.isdisjoint(one.people) else _unsaid(one) for one in found]
    return [_masked(one, roles[one.realm]) if is_national_id(one.record, one.field) else one for one in told]


def _unsaid(one: Conflict) -> Conflict:
    """What was emptied when the name went is not told by its conflict; a mark or a score tells nobody's name."""
    record, field = one.record, one.field
    if record is None or field is None or not is_emptied(record.name, field.name):
        return one
    first, second = replace(one.first, value=None), replace(one.second, value=None)
    made = replace(one.decision, value=None, stood=None) if one.decision is not None else None
    return replace(one, base=None, first=first, second=second, decision=made)


def _masked(one: Conflict, role: Role | None) -> Conflict:
    first, second = (replace(claim, value=number_for(claim.value, role)) for claim in (one.first, one.second))
    made = one.decision
    if made is not None:
        made = replace(made, value=number_for(made.value, role), stood=number_for(made.stood, role))
    return replace(one, base=number_for(one.base, role), first=first, second=second, decision=made)


def _views(replica: Replica, every: Sequence[Conflict]) -> list[ConflictView]:
    found, zone = readable(replica, every), home_zone(replica)
    sessions = sorted({conflict.session for conflict in found if conflict.session})
    classes = {line.id: line.class_group for line in fetch_among(replica, SESSION, "id", sessions)}
    ids = sorted({*classes.values(), *(conflict.class_id for conflict in found if conflict.class_id)})
    titles = {line.id: line.title or "" for line in fetch_among(replica, CLASS_GROUP, "id", ids)}
    people, places = people_of(replica, found), _places(replica, found)
    return [
        _view(
            replica,
            conflict,
            zone,
            class_id=(class_id := classes.get(conflict.session) if conflict.session else conflict.class_id),
            class_title=titles.get(class_id or 0, ""),
            person=people[conflict.id],
            where=places.get(conflict.session or 0, ""),
        )
        for conflict in found
    ]


def _places(replica: Replica, found: Sequence[Conflict]) -> Mapping[int, str]:
    return session_places(replica, sorted({conflict.session for conflict in found if conflict.session}))


def _view(
    replica: Replica,
    conflict: Conflict,
    zone: Zone,
    *,
    class_id: int | None,
    class_title: str,
    person: str,
    where: str,
) -> ConflictView:
    first, second = (_side(claim, conflict, zone, name) for claim, name in _sides(conflict))
    if conflict.standing == "second":
        first, second = second, first
    return ConflictView(
        id=conflict.id,
        person=person,
        where=where,
        field=_label(conflict),
        kind=conflict.record.label if conflict.record is not None else conflict.kind,
        first=first,
        second=second,
        open=conflict.decision is None,
        can_decide=conflict.row is not None and conflict.field is not None and not conflict.is_twin,
        decision=_decision(conflict, zone),
        class_id=class_id,
        class_title=class_title,
        session=conflict.session,
        person_id=conflict.people[0] if conflict.session and conflict.people else None,
        twins=_twins(replica, conflict),
    )


def _twins(replica: Replica, conflict: Conflict) -> TwinView | None:
    """The two records of a question whether they are one person, as far as both are here and may be read."""
    if not conflict.is_twin or conflict.field is None or is_closed(replica):
        return None
    lines = fetch_among(replica, PERSON, "id", list(conflict.people))
    found = [record_view(person) for person in people_views(replica, lines)]
    if len(found) != 2:
        return None
    first, second = sorted(found, key=lambda one: one.id != conflict.people[0])
    return TwinView(first=first, second=second, reasons=(f"{conflict.field.label} sama",))


def _sides(conflict: Conflict) -> tuple[tuple[Claim, str], tuple[Claim, str]]:
    return (conflict.first, "first"), (conflict.second, "second")


def _label(conflict: Conflict) -> str:
    label = conflict.field.label if conflict.field is not None else conflict.field_name
    return f"{label} sama: mungkin orang yang sama" if conflict.is_twin else label


def _decision(conflict: Conflict, zone: Zone) -> DecisionView | None:
    made = conflict.decision
    if made is None:
        return None
    return DecisionView(
        value=value_words(made.value, conflict, zone),
        author=made.author_name or (f"penulis {made.author}" if made.author else ""),
        at=made.at,
        reason=made.reason,
    )


def _side(claim: Claim, conflict: Conflict, zone: Zone, name: str) -> Side:
    return Side(
        take=name,
        number=claim.author,
        value=value_words(claim.value, conflict, zone),
        author=claim.author_name or (f"penulis {claim.author}" if claim.author else ""),
        device=claim.device,
        device_at=claim.wall,
        corrected_at=claim.at,
        received_at=claim.received,
    )


def value_words(value: str | None, conflict: Conflict, zone: Zone) -> str:
    """A value as people read it; conflicts keep values as text, whatever their type."""
    field = conflict.field
    if field is not None and field.number == GONE:
        return "dihapus" if value == "1" else "diubah"
    if value is None:
        return NOT_MOVED if field is _MOVED_TO else ""
    if value in conflict.references:
        return conflict.references[value]
    if conflict.record is ATTENDANCE and field is not None and field.name == "status":
        return status_text(value)
    if field is None or field.type.is_text:
        return value
    return value_text(field, int(value), zone, {})


def _line(conflict: Conflict, zone: Zone, person: str, where: str) -> tuple[str, ...]:
    made = conflict.decision
    return (
        format_id(conflict.id),
        conflict.record.label if conflict.record is not None else conflict.kind,
        _label(conflict),
        person,
        where,
        *_claim_cells(conflict.first, conflict, zone),
        *_claim_cells(conflict.second, conflict, zone),
        _TAKEN[conflict.standing] if made is None else "",
        _TAKEN.get(made.taken, made.taken) if made is not None else "",
        value_words(made.value, conflict, zone) if made is not None else "",
        made.author_name if made is not None else "",
        (iso_time(made.at, zone) or "") if made is not None else "",
        made.reason if made is not None else "",
    )


def _claim_cells(claim: Claim, conflict: Conflict, zone: Zone) -> tuple[str, ...]:
    times = (iso_time(at, zone) or "" for at in (claim.wall, claim.at, claim.received))
    return (value_words(claim.value, conflict, zone), claim.author_name, claim.device, *times)
