"""Whether an act still stands as it was made: nobody has changed it since, and nothing was built on what it made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from contract.exchange.dots import format_id
from contract.exchange.shapes import GONE, Field, Record, Row, RowKey, Type
from contract.training.catalogue import ATTENDANCE, CATALOGUE, CONFLICT
from contract.training.rights.masking import is_national_id, number_for
from desktop.services.attendance.checks import require_no_reason
from desktop.services.conflicts.decisions import Place, is_disputed, place_of
from desktop.services.exchange.returned import about_row, status_text, value_text
from desktop.services.faults import Overtaken
from desktop.services.named import session_line
from desktop.services.offices import author_names, home_zone
from desktop.services.undo.turned import Turned, same
from desktop.services.writing import role_in
from desktop.storage import acts
from desktop.storage.acts import Act
from desktop.storage.edit import Moment
from desktop.storage.queries.built_on import Needed, built_on
from desktop.storage.queries.lines import fetch_row
from desktop.storage.replica import Replica
from desktop.storage.tables import ASIDE

_TOLD = 3


def require_standing(replica: Replica, act: Act, edits: Sequence[acts.Edit], rows: Mapping[RowKey, Turned]) -> None:
    """Raises Overtaken for an act on which somebody has worked since, telling who and what."""
    back = sum(edit.state == ASIDE for edit in edits)
    if back:
        raise Overtaken(
            f"Tidak diurungkan: {back} perubahan di dalamnya ditolak atau ditahan pusat. Periksa: lontar returned."
        )
    replica.touch(rows)
    shown = {key: held.content or {} for key, held in replica.rows_touched().items()}
    moved = [(row, field) for row in rows.values() for field in _moved(row, shown.get(row.key, {}))]
    if moved:
        raise Overtaken(_sentence(replica, moved, shown, max(edit.order for edit in edits)))
    places = {Place(row.key, n) for row in rows.values() for n in row.after}
    disputed = is_disputed(replica, places) - _decided_by(replica, rows)
    if disputed:
        about = _about(replica, min(disputed, key=lambda place: place.row).row)
        raise Overtaken(
            f"Tidak diurungkan: isian {about} berbeda antara dua laptop. Putuskan dahulu di Perlu tindakan."
        )
    needed = built_on(replica, [row.key for row in rows.values() if row.removes])
    if needed:
        raise Overtaken(f"Tidak diurungkan: {_needs(replica, needed)} sudah ada. Batalkan atau hapus itu dahulu.")


def _decided_by(replica: Replica, rows: Mapping[RowKey, Turned]) -> set[Place]:
    """What the act itself decided, or opened again: that it is in dispute is no news."""
    conflicts = [key for key in rows if key.table == CONFLICT.number]
    lines = (fetch_row(replica, CONFLICT, *key[1:]) for key in conflicts)
    return {place for line in lines if line is not None and (place := place_of(line)) is not None}


def require_top(replica: Replica, act: Act, later: Sequence[Act], rows: Collection[RowKey]) -> None:
    """Raises Overtaken where one of the later acts that stand wrote the same rows."""
    wanted = set(rows)
    for one in later:
        both = wanted.intersection(acts.rows_of(replica, one.id)) if one.id > act.id else ()
        if both:
            about = _about(replica, min(both))
            raise Overtaken(
                f"Tidak diurungkan: {about} Anda ubah lagi sesudahnya. Urungkan dahulu: lontar undo --act {one.id}."
            )


def require_open(replica: Replica, rows: Collection[Turned], moment: Moment) -> None:
    """Raises Unsuitable where a mark would need a reason and has none: in a closed session, or long after its day."""
    number = ATTENDANCE.by_name["reason"].number
    marks = [row for row in rows if row.key.table == ATTENDANCE.number and row.back]
    bare = (row for row in marks if not (row.before.get(number) or row.after.get(number)))
    for session in sorted({row.key.k1 for row in bare}):
        require_no_reason(replica, session_line(replica, session), moment)


def _moved(row: Turned, now: Row) -> list[Field]:
    """The fields that are not as the act left them; of a row that it made also those that it left empty."""
    record = CATALOGUE.record(row.key.table)
    asked = [f for f in record.fields if not f.of_centre] if row.created else [record.by_number[n] for n in row.after]
    return [f for f in asked if not same(row.key, f.number, now.get(f.number), row.after.get(f.number))]


def _sentence(replica: Replica, moved: Sequence[tuple[Turned, Field]], shown: Mapping[RowKey, Row], order: int) -> str:
    row, field = _telling(moved)
    who = _who(replica, row, field, shown.get(row.key, {}), order)
    others = len({one.key for one, _ in moved}) - 1
    more = f" (dan {others} lainnya)" if others else ""
    value = _value(replica, row, field, shown.get(row.key, {}))
    return (
        f"Tidak diurungkan: {_about(replica, row.key)}{more} sudah diubah lagi oleh {who}; {field.label.lower()} "
        f"sekarang {value}. Periksa dahulu."
    )


def _telling(moved: Sequence[tuple[Turned, Field]]) -> tuple[Turned, Field]:
    """The field that tells people most: what they fill in, rather than when and by whom."""
    plain = [one for one in moved if one[1].type not in (Type.TIME, Type.AUTHOR) and one[1].label]
    return (plain or list(moved))[0]


def _who(replica: Replica, row: Turned, field: Field, now: Row, order: int) -> str:
    """Who changed it since, as far as this laptop can tell."""
    record = CATALOGUE.record(row.key.table)
    author = acts.last_writer(replica, row.key, field.number, order)
    if author is None:
        by = next((f.number for f in record.fields if f.type is Type.AUTHOR), None)
        told = now.get(by) if by is not None else None
        author = told if isinstance(told, int) and told != row.after.get(by or 0) else None
    names = author_names(replica, [author]) if author is not None else {}
    return names.get(author or 0, "laptop lain")


def _value(replica: Replica, row: Turned, field: Field, now: Row) -> str:
    record, value = CATALOGUE.record(row.key.table), now.get(field.number)
    if field.number == GONE:
        return "ya" if value else "tidak"
    if value is None:
        return "kosong"
    if is_national_id(record, field):
        return number_for(str(value), role_in(replica, row.realm)) or "kosong"
    if record is ATTENDANCE and field.name == "status":
        return status_text(str(value))
    return value_text(field, value, home_zone(replica), {})


def _about(replica: Replica, key: RowKey) -> str:
    record = CATALOGUE.record(key.table)
    return f"{record.label} {about_row(replica, record, key, {}) or _id(key, record)}".rstrip()


def _id(key: RowKey, record: Record) -> str:
    return format_id(key.k1) if record.minted else ""


def _needs(replica: Replica, needed: Sequence[Needed]) -> str:
    counts: dict[int, int] = defaultdict(int)
    for one in needed:
        counts[one.record.number] += one.count
    told = [f"{count} {CATALOGUE.record(number).label.lower()}" for number, count in counts.items()]
    more = f" dan {len(told) - _TOLD} macam lagi" if len(told) > _TOLD else ""
    return f"{', '.join(told[:_TOLD])}{more} pada {_about(replica, needed[0].above)}"
