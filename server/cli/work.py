"""What the commands do, apart from serving."""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from contract.exchange.dots import parse_id
from contract.exchange.joining import RANDOM_BYTES
from contract.exchange.shapes import Record
from contract.faults import WorldFault
from contract.training.catalogue import CATALOGUE
from contract.training.plain_rows import plain_row
from contract.training.rights.roles import Role
from server.store import members, reports
from server.store.centre import Connection, NoOffice
from server.store.offices import OfficeKeys
from server.store.opening import create_centre, open_centre
from server.sync import joining

if TYPE_CHECKING:
    from server.cli.program import Speaker

_DAY_S = 86_400
_LINES_AT_ONCE = 500


class BadName(WorldFault):
    """A name that no person or office has."""


class NoClass(WorldFault):
    """There is no such class in the office."""


class NoTable(WorldFault):
    """There is no such table."""


def prepare_office(speaker: Speaker, database: str, code: str, name: str) -> None:
    """Makes an office, and the database when it is new. Raises OfficeExists, BadOfficeCode and what opening raises."""
    keys = OfficeKeys(secrets.token_bytes(32), secrets.token_bytes(32))
    with closing(create_centre(database)) as centre:
        fingerprint = joining.open_office(centre, code, _checked(name), keys, secrets.token_hex(8), int(time.time()))
    speaker.tell(f"Kantor {code} ({name.strip()}) siap. Sidik kunci: {fingerprint}")
    speaker.answer({"office": code, "fingerprint": fingerprint})


def make_join_code(
    speaker: Speaker, database: str, code: str, person: str, role: str, class_id: str | None, days: int
) -> None:
    """Makes a join code. Raises NoOffice, NoClass, BadName, BadId and what opening raises."""
    expires = int(time.time()) + days * _DAY_S
    with closing(open_centre(database)) as centre:
        with centre.snapshot() as connection:
            office = office_of(connection, code)
            class_group = class_of(connection, office, class_id)
        invitation = members.Invitation(office.number, _checked(person), Role(role), class_group)
        made = joining.invite(centre, invitation, secrets.token_bytes(RANDOM_BYTES), expires)
    until = datetime.fromtimestamp(expires).astimezone()
    speaker.tell(f"Kode untuk {person.strip()}: {made}")
    speaker.tell(f"Berlaku sekali, sampai {until:%Y-%m-%d %H:%M}. Sampaikan hanya kepada orangnya.")
    speaker.answer({"code": made, "expires": until.isoformat()})


def office_of(connection: Connection, code: str) -> members.Office:
    """The office with this code. Raises NoOffice."""
    office = members.office(connection, code)
    if office is None:
        raise NoOffice(f"Kantor {code} tidak ada di server ini.")
    return office


def class_of(connection: Connection, office: members.Office, class_id: str | None) -> int:
    """The class with this id, 0 for None. Raises BadId and NoClass."""
    if class_id is None:
        return 0
    identifier = parse_id(class_id)
    if reports.class_title(connection, office.number, identifier) is None:
        raise NoClass(f"Kelas {class_id} tidak ada di kantor {office.code}.")
    return identifier


def _checked(name: str) -> str:
    stripped = name.strip()
    if not 1 <= len(stripped) <= 200 or not stripped.isprintable():
        raise BadName("Nama harus berisi 1 sampai 200 huruf, satu baris.")
    return stripped


def show_status(speaker: Speaker, database: str) -> None:
    """Where each office stands."""
    with closing(open_centre(database)) as centre, centre.snapshot() as connection:
        found = [reports.office_report(connection, office) for office in members.offices(connection)]
    for report in found:
        _tell_office(speaker, report)
    speaker.answer({"offices": {report.office.code: _plain(report) for report in found}})


def _plain(report: reports.OfficeReport) -> dict[str, object]:
    return {
        "name": report.office.name,
        "seq": report.seq,
        "hash": report.head.hex(),
        "rows": report.rows,
        "authors": [
            {
                "author": author.number,
                "got": author.got,
                "person": author.person_name,
                "device": author.device,
                "device_name": author.device_name,
                "revoked": author.revoked,
                "last_seen": moment(author.last_seen).isoformat() if author.last_seen else None,
            }
            for author in report.authors
        ],
        "fates": report.fates,
        "conflicts": report.conflicts,
    }


def _tell_office(speaker: Speaker, report: reports.OfficeReport) -> None:
    if speaker.json:
        return
    office = report.office
    speaker.tell(f"Kantor {office.code} ({office.name}): urutan {report.seq}, sidik {report.head.hex()}")
    speaker.tell(f"  baris: {_counts(report.rows)}")
    speaker.tell(f"  nasib perubahan: {_counts(report.fates)}")
    speaker.tell(f"  perbedaan terbuka: {report.conflicts}")
    for author in report.authors:
        speaker.tell(_of_author(author))


def _of_author(author: reports.AuthorReport) -> str:
    told = f"  penulis {author.number} ({author.person_name}, {author.device_name}): {author.got} perubahan"
    return told if author.last_seen is None else f"{told}, terakhir terhubung {moment(author.last_seen):%Y-%m-%d %H:%M}"


def moment(seconds: int) -> datetime:
    """A time as the clock here shows it."""
    return datetime.fromtimestamp(seconds).astimezone()


def _counts(numbers: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in numbers.items() if count) or "-"


def dump_tables(speaker: Speaker, database: str, names: Sequence[str]) -> None:
    """Writes every judged row of the tables to stdout, office by office in the order of the keys.

    Of several tables each line names its own, all from one moment.
    """
    chosen = [_record(name) for name in names]
    encode = msgspec.json.Encoder().encode
    with closing(open_centre(database)) as centre, centre.snapshot() as connection:
        lines: list[bytes] = []
        for record in chosen:
            named = {"table": record.name} if len(chosen) > 1 else {}
            for office in members.offices(connection):
                for key, v, row in reports.judged_rows(connection, record.number, office.number):
                    lines.append(encode({**named, **plain_row(record, key, v, row, office.code)}) + b"\n")
                    if len(lines) == _LINES_AT_ONCE:
                        sys.stdout.buffer.write(b"".join(lines))
                        lines.clear()
        sys.stdout.buffer.write(b"".join(lines))
    sys.stdout.buffer.flush()


def _record(name: str) -> Record:
    record = next((record for record in CATALOGUE.records if record.name == name), None)
    if record is None:
        raise NoTable(f"Tidak ada tabel {name}. Yang ada: {', '.join(r.name for r in CATALOGUE.records)}.")
    return record
