"""Sejak sinkronisasi terakhir: what others changed in rows of this laptop's people, told in words, undone by line."""

from __future__ import annotations

from collections.abc import Sequence

from contract.exchange.dots import format_id
from contract.exchange.shapes import GONE, Field, Record, Type, Value
from contract.training.catalogue import ATTENDANCE, CATALOGUE, ENROLMENT, LOOKALIKE, PERSON
from contract.training.rights.masking import is_national_id, number_for
from contract.training.rights.roles import Grant, Role, may_write
from desktop.services.conflicts.decisions import Place, is_disputed
from desktop.services.conflicts.references import class_words
from desktop.services.exchange.handover import sentence, shelf
from desktop.services.exchange.journey import Digest, DigestLine
from desktop.services.exchange.returned import about_row, person_name, status_text, value_text
from desktop.services.faults import NotHere, Overtaken, Unsuitable
from desktop.services.named import session_line
from desktop.services.offices import author_names, home_zone
from desktop.services.writing import patch, role_in, role_of, write
from desktop.services.zones import Zone
from desktop.storage import news
from desktop.storage.edit import Change, Moment, NoAuthor, active_author
from desktop.storage.news import NewsLine
from desktop.storage.replica import Replica
from desktop.storage.status import visits

_VISITS_READ = 50
_LONGEST = 60


def digest(replica: Replica, most: int = news.MOST) -> Digest:
    """What the last exchange that brought anything brought of others; the newest lines of it."""
    with replica.database.reading():
        found = news.lines_of(replica)
        moved = _moved(replica, found)
        if not found:
            return Digest(lines=moved)
        zone = home_zone(replica)
        names = author_names(replica, sorted({line.author for line in found if line.author}))
        came = max((line.at for line in found if line.at is not None), default=None)
        upto = [visit.at for visit in visits(replica, _VISITS_READ) if came is None or visit.at <= came]
        earlier = upto[1:] if came is not None else upto
        lines = [_line(replica, line, zone, names) for line in reversed(found[-most:])]
        return Digest(since=earlier[0] if earlier else None, lines=(*moved, *lines), total=len(found))


def _moved(replica: Replica, found: Sequence[NewsLine]) -> tuple[DigestLine, ...]:
    """Classes that left with that exchange or after it. Their numbers are below 0: there is nothing to undo."""
    came = max((line.at or 0 for line in found), default=0)
    left = enumerate(shelf(replica), 1)
    return tuple(DigestLine(id=-place, text=sentence(one), at=one.at) for place, one in left if one.at >= came)


def undo_line(replica: Replica, line_id: int, moment: Moment) -> None:
    """Puts the earlier value of a line back, by a new edit. Raises Overtaken when the field was changed since."""
    with replica.transaction():
        line = next((line for line in news.lines_of(replica) if line.id == line_id), None)
        if line is None:
            raise NotHere(f"Tidak ada baris {line_id} dalam kabar terakhir. Lihat lagi dengan: lontar digest.")
        record = CATALOGUE.record(line.key.table)
        if not _is_still_so(replica, line):
            about = about_row(replica, record, line.key, {}) or record.label
            raise Overtaken(f"Tidak diurungkan: {about} sudah diubah lagi sejak itu. Periksa dahulu.")
        fields = {line.field: line.before}
        if record is ATTENDANCE:
            session = session_line(replica, line.key.k1)
            if session.closed:
                raise Unsuitable(f'Sesi "{session.title}" sudah ditutup; buka lagi sebelum mengubah presensinya.')
            author = active_author(replica, line.realm)
            fields |= patch(ATTENDANCE, marked_at=moment.told, marked_by=author)
        write(replica, line.realm, [Change(line.key, fields)], moment)
        news.forget(replica, line_id)


def _line(replica: Replica, line: NewsLine, zone: Zone, names: dict[int, str]) -> DigestLine:
    return DigestLine(
        id=line.id,
        text=_text(replica, line, zone),
        who=names.get(line.author or 0, ""),
        at=line.at,
        can_undo=_may_undo(replica, line),
    )


def _text(replica: Replica, line: NewsLine, zone: Zone) -> str:
    """ "Presensi Maria Nalle, Sesi 3 · DLA NTT: H (Hadir) menjadi S (Sakit)"."""
    record = CATALOGUE.record(line.key.table)
    field = record.by_number[line.field]
    about = f"{record.label} {about_row(replica, record, line.key, {})}".rstrip()
    if field.number == GONE:
        return f"{about}: dihapus" if line.after else f"{about}: dikembalikan"
    if record is PERSON and field.name == "same_as":
        return _merge_text(replica, about, line)
    if record is ENROLMENT and field.name == "transferred_to":
        moved = class_words(replica, line.after) if isinstance(line.after, int) else ""
        return f"{about}: dipindahkan {moved}" if moved else f"{about}: tidak jadi pindah kelas"
    if record is LOOKALIKE:
        both = f"{person_name(replica, line.key.k2)} dan {person_name(replica, line.key.k3)}"
        return f"{both}: bukan orang yang sama" if line.after else f"{both}: mungkin orang yang sama"
    role = role_in(replica, line.realm) if is_national_id(record, field) else None
    before, after = (_short(_words(record, field, value, zone, role)) for value in (line.before, line.after))
    label = "" if record is ATTENDANCE and field.name == "status" else f"{field.label} "
    if not before:
        return f"{about}: {label}diisi {after}"
    return f"{about}: {label}{before} menjadi {after}" if after else f"{about}: {label}{before} dikosongkan"


def _merge_text(replica: Replica, about: str, line: NewsLine) -> str:
    """Of a merge both records are named, as far as they are here; an id tells nobody anything."""
    other = line.after or line.before
    name = person_name(replica, other) if isinstance(other, int) else ""
    return f"{about}: digabung dengan data {name}" if line.after else f"{about}: dipisahkan dari data {name}"


def _short(text: str) -> str:
    """One line: of a long text its beginning."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rstrip()}…"


def _words(record: Record, field: Field, value: Value, zone: Zone, role: Role | None) -> str:
    if value is None:
        return ""
    if is_national_id(record, field):
        return number_for(str(value), role) or ""
    if record is ATTENDANCE and field.name == "status":
        return status_text(str(value))
    if field.type is Type.REFERENCE and isinstance(value, int):
        return format_id(value)
    return value_text(field, value, zone, {})


def _is_still_so(replica: Replica, line: NewsLine) -> bool:
    """Whether the field holds what the line told, and nobody disagrees about it."""
    held = replica.row(line.key)
    if held is None or ((held.content or {}).get(line.field) or None) != (line.after or None):
        return False
    return not is_disputed(replica, {Place(line.key, line.field)})


def _may_undo(replica: Replica, line: NewsLine) -> bool:
    record = CATALOGUE.record(line.key.table)
    if record.by_number[line.field].fixed or not _is_still_so(replica, line):
        return False
    try:
        role = role_of(replica, active_author(replica, line.realm))
    except NoAuthor:
        return False
    return role is None or may_write([Grant(role)], record.name, frozenset(), (0, 0))
