"""Sejak sinkronisasi terakhir: what others changed in rows of this laptop's people, told in words, undone by line."""

from __future__ import annotations

from contract.exchange.dots import format_id
from contract.exchange.shapes import GONE, Field, Record, Type, Value
from contract.training.catalogue import ATTENDANCE, CATALOGUE
from contract.training.roles import Grant, may_write
from desktop.services.decisions import Place, is_disputed
from desktop.services.faults import NotHere, Overtaken, Unsuitable
from desktop.services.journey import Digest, DigestLine
from desktop.services.named import session_line
from desktop.services.offices import author_names, home_zone
from desktop.services.returned import about_row, status_text, value_text
from desktop.services.writing import patch, role_of, write
from desktop.services.zones import Zone
from desktop.storage import news
from desktop.storage.edit import Change, Moment, NoAuthor, active_author
from desktop.storage.news import NewsLine
from desktop.storage.replica import Replica
from desktop.storage.status import visits

_VISITS_READ = 50


def digest(replica: Replica, most: int = news.MOST) -> Digest:
    """What the last exchange that brought anything brought of others; the newest lines of it."""
    with replica.database.reading():
        found = news.lines_of(replica)
        if not found:
            return Digest()
        zone = home_zone(replica)
        names = author_names(replica, sorted({line.author for line in found if line.author}))
        came = max((line.at for line in found if line.at is not None), default=None)
        upto = [visit.at for visit in visits(replica, _VISITS_READ) if came is None or visit.at <= came]
        earlier = upto[1:] if came is not None else upto
        lines = [_line(replica, line, zone, names) for line in reversed(found[-most:])]
        return Digest(since=earlier[0] if earlier else None, lines=tuple(lines), total=len(found))


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
    before, after = (_words(record, field, value, zone) for value in (line.before, line.after))
    label = "" if record is ATTENDANCE and field.name == "status" else f"{field.label} "
    if not before:
        return f"{about}: {label}diisi {after}"
    return f"{about}: {label}{before} menjadi {after}" if after else f"{about}: {label}{before} dikosongkan"


def _words(record: Record, field: Field, value: Value, zone: Zone) -> str:
    if value is None:
        return ""
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
