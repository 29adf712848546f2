"""Changes that did not become the centre's: refused, held there, or parked here; each with its reason in words."""

from __future__ import annotations

from collections.abc import Iterable

from contract.exchange.dots import Dot, format_id, parse_id, row_id
from contract.exchange.shapes import GONE, Field, Patch, Record, RowKey, Type, Value
from contract.training.attendance.attended import Status
from contract.training.catalogue import ATTENDANCE, CATALOGUE, CLASS_GROUP, ENROLMENT, MEMBERSHIP, PERSON, SESSION
from contract.training.people.names import print_name
from contract.training.rights.masking import is_national_id, number_for
from contract.training.rights.roles import Role
from desktop.services.exchange.journey import Fate, Refused
from desktop.services.exchange.waiting import session_place
from desktop.services.faults import NotHere
from desktop.services.offices import author_names, home_zone
from desktop.services.writing import role_in, write
from desktop.services.zones import Zone, iso_time
from desktop.storage.edit import Change, Moment
from desktop.storage.naming import with_names
from desktop.storage.queries.journey import Aside, asides, put_away
from desktop.storage.queries.lines import fetch_among, fetch_row
from desktop.storage.replica import Replica

_REASONS = {
    "no_row": "Pusat tidak mengenal baris yang diubah ini; mungkin sudah dihapus di sana. Buat lagi bila masih perlu.",
    "no_record": "Pusat belum mengenal jenis data ini. Minta pengelola memperbarui server.",
    "no_field": "Pusat tidak mengenal isian ini. Perbarui Lontar di laptop ini lalu ulangi perubahannya.",
    "bad_key": "Nama baris ini rusak. Laporkan kepada pengelola.",
    "bad_value": "Isian {label} tidak dapat disimpan pusat. Perbaiki lalu simpan lagi.",
    "fixed": "Isian {label} tidak boleh diubah setelah dibuat. Buat baris baru bila memang salah.",
    "missing": "Isian {label} wajib ada. Buat lagi dengan lengkap.",
    "too_long": "Isian {label} terlalu panjang. Pendekkan lalu simpan lagi.",
    "no_parent": "{label} yang dirujuk tidak ada di pusat. Buat atau sinkronkan dahulu, lalu ulangi perubahannya.",
    "out_of_grant": "Di luar tugas Anda: pusat menahannya, datanya aman. Setelah pengelola memberi izin, kirim lagi.",
    "revoked": "Izin Anda dicabut: pusat menahan perubahan ini, datanya aman. Hubungi pengelola kantor.",
    "newer_schema": "Server belum mengenal versi Lontar ini: pusat menahannya. Setelah server diperbarui, kirim lagi.",
    "fork": "Dibuat oleh salinan lama laptop lain; disimpan sebagai bukti dan tidak dikirim.",
    "orphan": "Baris yang dirujuk dibuat salinan lama laptop lain, yang tidak ikut ke pusat. Ulangi pada baris baru.",
    "gap": "Menunggu perubahan sebelumnya dari laptop yang sama; akan dikirim lagi setiap kali sinkron.",
}
_HELD = "held"
_UNKNOWN = 'Pusat menolaknya dengan alasan "{code}". Laporkan kepada pengelola.'


def list_returned(replica: Replica, *, put_away: bool = False) -> tuple[Refused, ...]:
    """Everything refused, held or parked that nobody has answered with a later change, the newest first.

    put_away: those that a person put away, and not the others.
    """
    with replica.database.reading():
        zone = home_zone(replica)
        found = asides(replica, put_away=put_away)
        return tuple(_refused(replica, aside, zone, put_away=put_away) for aside in reversed(found))


def repeat(replica: Replica, moment: Moment, dot: str) -> None:
    """Makes a refused or held change once more, as a new one, and puts the old one away.

    A row that the change would have made is made under a new name. Raises NotHere, NotAllowed.
    """
    with replica.transaction():
        _repeat(replica, _aside_named(replica, dot), moment, {})


def repeat_held(replica: Replica, moment: Moment) -> int:
    """Makes all held changes of this laptop's people once more, in their order; gives how many.

    What one of them makes is called by its new name in those after it. All or none: raises NotAllowed.
    """
    with replica.transaction():
        found = [aside for aside in asides(replica) if aside.fate == _HELD and _can_repeat(aside)]
        renamed: dict[int, int] = {}
        for aside in found:
            _repeat(replica, aside, moment, renamed)
        return len(found)


def _repeat(replica: Replica, aside: Aside, moment: Moment, renamed: dict[int, int]) -> None:
    made = row_id(Dot(aside.author, aside.n))
    key, patch = with_names(aside.key, aside.patch, renamed)
    row = key.table if key.k1 == made else key
    (dot,) = write(replica, aside.realm, [Change(row, patch)], moment)
    if key.k1 == made:
        renamed[made] = row_id(dot)
    put_away(replica, aside.author, aside.n)


def _can_repeat(aside: Aside) -> bool:
    return aside.own and aside.fate is not None and CATALOGUE.knows(aside.key.table)


def put_aside(replica: Replica, dot: str, *, away: bool) -> None:
    """Takes a returned change out of what waits for a person, or puts it back; nothing is lost. Raises NotHere."""
    with replica.transaction():
        aside = _aside_named(replica, dot)
        put_away(replica, aside.author, aside.n, away=away)


def _aside_named(replica: Replica, dot: str) -> Aside:
    named = parse_id(dot)
    for aside in (*asides(replica), *asides(replica, put_away=True)):
        if row_id(Dot(aside.author, aside.n)) == named:
            return aside
    raise NotHere(f"Perubahan {dot} tidak lagi menunggu tindakan; mungkin sudah dijawab perubahan lain.")


def reason_sentence(code: str, record: Record | None) -> str:
    """The reason of a fate in words: what is wrong and what to do."""
    kind, _, name = code.partition(":")
    sentence = _REASONS.get(kind, _UNKNOWN)
    return sentence.format(label=_label(kind, name, record), code=code)


def _label(kind: str, name: str, record: Record | None) -> str:
    """What a code is about, in the words of the forms. A parent is named by the record's name."""
    if kind == "no_parent":
        named = next((found for found in CATALOGUE.records if found.name == name), None)
        field = record.by_name.get(name) if record is not None else None
        if named is None and field is not None and field.refers_to is not None:
            named = CATALOGUE.named(field.refers_to)
        return named.label if named is not None else name
    field = record.by_name.get(name) if record is not None else None
    return f'"{field.label or field.name}"' if field is not None else f'"{name}"'


def _refused(replica: Replica, aside: Aside, zone: Zone, *, put_away: bool) -> Refused:
    record = CATALOGUE.record(aside.key.table) if CATALOGUE.knows(aside.key.table) else None
    class_id, session, person = _place(replica, record, aside.key)
    return Refused(
        dot=format_id(row_id(Dot(aside.author, aside.n))),
        what=record.label if record is not None else "Perubahan",
        about=about_row(replica, record, aside.key, aside.patch),
        reason=reason_sentence(aside.reason, record),
        since=aside.wall,
        fate=Fate.REFUSED if aside.fate == "rejected" else Fate.HELD,
        values=_values(replica, record, aside, zone),
        class_id=class_id,
        session=session,
        person=person,
        can_repeat=_can_repeat(aside),
        put_away=put_away,
    )


def about_row(replica: Replica, record: Record | None, key: RowKey, patch: Patch) -> str:
    """Which row a change was about: "Maria Nalle, Sesi 3 · DLA NTT 2025". patch: for one that is not here."""
    if record is None:
        return ""
    if record.number == ATTENDANCE.number:
        return f"{person_name(replica, key.k2)}, {session_place(replica, key.k1)}".rstrip(", ")
    if record.number in (ENROLMENT.number, MEMBERSHIP.number):
        return person_name(replica, key.k2)
    if record.number == PERSON.number:
        return str(patch.get(PERSON.by_name["name"].number) or person_name(replica, key.k1))
    field = record.by_name.get("title") or record.by_name.get("text")
    if field is None:
        return ""
    line = fetch_row(replica, record, key.k1) if record.minted else None
    told = str(patch.get(field.number) or (getattr(line, field.name) if line is not None else "") or "")
    return f'"{told}"' if told else ""


def _place(replica: Replica, record: Record | None, key: RowKey) -> tuple[int | None, int | None, int | None]:
    """(class, session, person) of the row, as far as they are here."""
    if record is ATTENDANCE or record is SESSION:
        session = fetch_row(replica, SESSION, key.k1)
        whom = key.k2 if record is ATTENDANCE else None
        return (session.class_group, key.k1, whom) if session is not None else (None, None, None)
    if record is ENROLMENT:
        return (key.k1 if fetch_row(replica, CLASS_GROUP, key.k1) is not None else None), None, None
    if record is PERSON:
        return None, None, (key.k1 if fetch_row(replica, PERSON, key.k1) is not None else None)
    return None, None, None


def person_name(replica: Replica, person_id: int) -> str:
    """A person's printed name, else the id."""
    return person_names(replica, [person_id])[person_id]


def person_names(replica: Replica, people: Iterable[int]) -> dict[int, str]:
    """The same of many, asked for together."""
    asked = sorted(set(people))
    lines = {line.id: line for line in fetch_among(replica, PERSON, "id", asked)}
    return {
        one: print_name(line.name or "", line.title_prefix, line.title_suffix) if line else format_id(one)
        for one, line in ((one, lines.get(one)) for one in asked)
    }


def _values(replica: Replica, record: Record | None, aside: Aside, zone: Zone) -> tuple[tuple[str, str], ...]:
    if record is None:
        return ()
    patch, role = aside.patch, role_in(replica, aside.realm)
    names = author_names(replica, [v for n, v in patch.items() if _is_author(record, n) and isinstance(v, int)])
    return tuple(
        (field.label or field.name, _shown(record, field, value, zone, names, role))
        for number, value in sorted(patch.items())
        if (field := record.by_number.get(number)) is not None and number != GONE
    )


def _shown(record: Record, field: Field, value: Value, zone: Zone, names: dict[int, str], role: Role | None) -> str:
    if is_national_id(record, field) and isinstance(value, str):
        return number_for(value, role) or ""
    if record is ATTENDANCE and field.name == "status" and isinstance(value, str):
        return status_text(value)
    return value_text(field, value, zone, names)


def _is_author(record: Record, number: int) -> bool:
    field = record.by_number.get(number)
    return field is not None and field.type is Type.AUTHOR


def value_text(field: Field, value: Value, zone: Zone, names: dict[int, str]) -> str:
    """A value as people read it; empty for none. names: of authors."""
    if value is None:
        return ""
    match field.type:
        case Type.TIME if isinstance(value, int):
            return iso_time(value, zone) or ""
        case Type.HUNDREDTHS if isinstance(value, int):
            return f"{value / 100:g}".replace(".", ",")
        case Type.FLAG:
            return "ya" if value else "tidak"
        case Type.AUTHOR if isinstance(value, int):
            return names.get(value, str(value))
        case Type.REFERENCE if isinstance(value, int):
            return format_id(value)
        case _:
            return str(value)


def status_text(value: str) -> str:
    """An attendance status with its word: "S (Sakit)"."""
    known = value in Status.__members__.values()
    return f"{value} ({Status(value).label})" if known else value
