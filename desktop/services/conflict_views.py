"""Conflicts for the screen and for export: in words, with the side that holds for now first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contract.exchange.dots import format_id
from contract.exchange.shapes import GONE
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, SESSION
from desktop.services.conflicts import Claim, Conflict, Wanted, list_conflicts, list_decided, person_of
from desktop.services.journey import ConflictView, DecisionView, Side
from desktop.services.offices import home_zone
from desktop.services.returned import status_text, value_text
from desktop.services.waiting import session_place
from desktop.services.zones import Zone, iso_time
from desktop.storage.queries.lines import fetch_among
from desktop.storage.replica import Replica

HEADINGS = (
    *("id", "jenis", "isian", "peserta", "tempat"),
    *("nilai pertama", "oleh", "laptop", "jam laptop", "jam dicocokkan", "tiba di pusat"),
    *("nilai kedua", "oleh", "laptop", "jam laptop", "jam dicocokkan", "tiba di pusat"),
    *("berlaku", "diputuskan", "nilai dipilih", "diputuskan oleh", "waktu diputuskan", "alasan"),
)
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
    """Conflicts as lines of text under HEADINGS."""
    with replica.database.reading():
        zone = home_zone(replica)
        return [_line(replica, conflict, zone) for conflict in conflicts]


def chosen_conflicts(replica: Replica, ids: Sequence[int], now: int) -> list[Conflict]:
    """Those with these ids, in that order."""
    found = {conflict.id: conflict for conflict in all_conflicts(replica, now)}
    return [found[identifier] for identifier in ids if identifier in found]


def all_conflicts(replica: Replica, now: int, wanted: Wanted | None = None) -> tuple[Conflict, ...]:
    """Open ones, then those decided lately."""
    with replica.database.reading():
        return list_conflicts(replica, wanted) + list_decided(replica, now, wanted)


def _views(replica: Replica, found: Sequence[Conflict]) -> list[ConflictView]:
    zone = home_zone(replica)
    sessions = sorted({conflict.session for conflict in found if conflict.session})
    classes = {line.id: line.class_group for line in fetch_among(replica, SESSION, "id", sessions)}
    ids = sorted({*classes.values(), *(conflict.class_id for conflict in found if conflict.class_id)})
    titles = {line.id: line.title or "" for line in fetch_among(replica, CLASS_GROUP, "id", ids)}
    return [_view(replica, conflict, zone, classes, titles) for conflict in found]


def _view(
    replica: Replica, conflict: Conflict, zone: Zone, classes: Mapping[int, int], titles: Mapping[int, str]
) -> ConflictView:
    class_id = classes.get(conflict.session) if conflict.session else conflict.class_id
    first, second = (_side(claim, conflict, zone, name) for claim, name in _sides(conflict))
    if conflict.standing == "second":
        first, second = second, first
    return ConflictView(
        id=conflict.id,
        person=person_of(replica, conflict),
        where=session_place(replica, conflict.session) if conflict.session else "",
        field=_label(conflict),
        kind=conflict.record.label if conflict.record is not None else conflict.kind,
        first=first,
        second=second,
        open=conflict.decision is None,
        can_decide=conflict.row is not None and conflict.field is not None and not conflict.is_twin,
        decision=_decision(conflict, zone),
        class_id=class_id,
        class_title=titles.get(class_id or 0, ""),
        session=conflict.session,
        person_id=conflict.people[0] if conflict.session and conflict.people else None,
    )


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
        return ""
    if conflict.record is ATTENDANCE and field is not None and field.name == "status":
        return status_text(value)
    if field is None or field.type.is_text:
        return value
    return value_text(field, int(value), zone, {})


def _line(replica: Replica, conflict: Conflict, zone: Zone) -> tuple[str, ...]:
    made = conflict.decision
    return (
        format_id(conflict.id),
        conflict.record.label if conflict.record is not None else conflict.kind,
        _label(conflict),
        person_of(replica, conflict),
        session_place(replica, conflict.session) if conflict.session else "",
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
