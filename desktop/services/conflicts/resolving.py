"""What a person does with conflicts: take one side, take one author's side of a whole session, take a decision back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from contract.exchange.dots import format_id
from contract.tables import queries
from contract.tables.records import Values
from desktop.services.conflicts.decisions import Place, Taken, conflict_key, place_of, present_values, reopenings, typed
from desktop.services.conflicts.listing import (
    DAYS_KEPT,
    KEPT_S,
    Conflict,
    Wanted,
    conflict_id_of,
    conflict_named,
    decided_at,
    list_conflicts,
    people_of,
)
from desktop.services.conflicts.transfers import restored, with_places
from desktop.services.faults import NotHere, Overtaken, Unsuitable
from desktop.services.writing import write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records

MOST_REASON = 500


def resolve(replica: Replica, conflict_id: int, take: str, moment: Moment, reason: str = "") -> Conflict:
    """Decides a conflict for its first or its second side; gives it as it is then. It holds here at once.

    Other open conflicts about the same field are closed with it: the field has one value. Raises NotHere, Unsuitable,
    NotAllowed.
    """
    with replica.transaction():
        conflict, line = conflict_named(replica, conflict_id)
        if not line.open:
            raise Unsuitable(
                f"Perbedaan {format_id(conflict_id)} sudah diputuskan. Bila keputusannya salah, urungkan dahulu: "
                f"lontar conflicts undo {format_id(conflict_id)}."
            )
        _decide(replica, conflict.realm, [_chosen(replica, conflict, take)], moment, reason)
        return conflict_named(replica, conflict_id)[0]


def resolve_session(
    replica: Replica, session: int, authors: Collection[int], moment: Moment, reason: str = ""
) -> tuple[Conflict, ...]:
    """Takes the side of these authors (one person's numbers) in every open conflict of a session that they are in."""
    with replica.transaction():
        changes: dict[int, list[Change]] = defaultdict(list)
        found: list[Conflict] = []
        for conflict in list_conflicts(replica, Wanted(session=session)):
            first, second = conflict.first.author in authors, conflict.second.author in authors
            if first == second or conflict.is_twin:
                continue
            found.append(conflict)
            take = Taken.FIRST if first else Taken.SECOND
            changes[conflict.realm].append(_chosen(replica, conflict, take))
        for realm, chosen in changes.items():
            _decide(replica, realm, chosen, moment, reason)
        return tuple(conflict_named(replica, conflict.id)[0] for conflict in found)


def undo(replica: Replica, conflict_id: int, moment: Moment) -> tuple[Conflict, ...]:
    """Opens a decided conflict again, with those closed by the same decision, and puts back what stood before.

    Raises Overtaken when the field was changed since, NotHere, Unsuitable.
    """
    with replica.transaction():
        conflict, line = conflict_named(replica, conflict_id)
        place = _decided_place(conflict, line, moment)
        alike = _decided_together(replica, line, place)
        (present,) = present_values(replica, [place]).values()
        if present != line.decided or _is_disputed(replica, place):
            whom = people_of(replica, [conflict])[conflict.id] or format_id(conflict.id)
            raise Overtaken(f"Tidak diurungkan: {whom} sudah diubah lagi sejak keputusan itu. Periksa dahulu.")
        back = Change(place.row, {place.field: typed(place, line.stood)})
        write(replica, conflict.realm, [*reopenings(alike), back, *restored(replica, place, alike)], moment)
        return tuple(conflict_named(replica, conflict_id_of(conflict_key(each)))[0] for each in alike)


def undo_all(replica: Replica, conflict_ids: Sequence[int], moment: Moment) -> None:
    """Takes several decisions back, all or none."""
    with replica.transaction():
        for conflict_id in conflict_ids:
            if not conflict_named(replica, conflict_id)[1].open:  # opened again with one before it
                undo(replica, conflict_id, moment)


def _chosen(replica: Replica, conflict: Conflict, take: str) -> Change:
    """The change that puts one side's value on the row. Raises Unsuitable for what is no choice between two values."""
    if conflict.is_twin:
        raise Unsuitable(
            f"Perbedaan {format_id(conflict.id)} bukan pilihan antara dua nilai: dua data ini mungkin satu orang. "
            "Periksa keduanya di daftar peserta."
        )
    if conflict.row is None or conflict.field is None:
        raise Unsuitable(
            f"Perbedaan {format_id(conflict.id)} tentang data yang belum dikenal Lontar ini. Perbarui Lontar dahulu."
        )
    if conflict.record is not None and conflict.record.minted and replica.row(conflict.row) is None:
        raise NotHere("Data yang diperselisihkan tidak ada di laptop ini. Putuskan di laptop yang memegangnya.")
    claim = conflict.first if take == Taken.FIRST else conflict.second
    place = Place(conflict.row, conflict.field.number)
    return Change(place.row, {place.field: typed(place, claim.value)})


def _decide(replica: Replica, realm: int, chosen: Sequence[Change], moment: Moment, reason: str) -> None:
    if len(reason) > MOST_REASON:
        raise Unsuitable(f"Alasan paling banyak {MOST_REASON} huruf.")
    # Two conflicts about one field are decided by one value: the side first asked for.
    once = {(change.row, *change.patch): change for change in reversed(chosen)}
    write(replica, realm, with_places(replica, realm, list(once.values())[::-1]), moment, reason.strip() or None)


def _decided_place(conflict: Conflict, line: Values, moment: Moment) -> Place:
    place = place_of(line)
    if line.open or conflict.decision is None or place is None:
        raise Unsuitable(f"Perbedaan {format_id(conflict.id)} belum diputuskan; tidak ada yang diurungkan.")
    if decided_at(line) < moment.wall - KEPT_S:
        raise Unsuitable(
            f"Keputusan itu sudah lebih dari {DAYS_KEPT} hari dan tidak diurungkan lagi. Ubah isiannya langsung."
        )
    return place


def _decided_together(replica: Replica, line: Values, place: Place) -> list[Values]:
    """The conflicts about the same field that one decision closed."""
    about = queries.about_rows(records, queries.decided_conflicts(records), [place.row.k1])
    return [
        other
        for other in fetch(replica, about)
        if place_of(other) == place and (other.resolved_by, other.resolved_at) == (line.resolved_by, line.resolved_at)
    ]


def _is_disputed(replica: Replica, place: Place) -> bool:
    about = queries.about_rows(records, queries.open_conflicts(records), [place.row.k1])
    return any(place_of(line) == place for line in fetch(replica, about))
