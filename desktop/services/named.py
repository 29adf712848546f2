"""What a person names by its id, or a participant by NIP: found, or refused with a sentence that says what to do."""

from __future__ import annotations

import re

from contract.exchange.dots import BadId, format_id, parse_id
from contract.tables.records import Values
from contract.training.catalogue import CLASS_GROUP, GROUP, PERSON, SESSION
from desktop.services.faults import Ambiguous, NotHere
from desktop.storage.queries.lines import fetch_by, fetch_row
from desktop.storage.replica import Replica


def class_line(replica: Replica, class_id: int) -> Values:
    """A class by id. Raises NotHere."""
    line = fetch_row(replica, CLASS_GROUP, class_id)
    if line is None:
        raise NotHere(f"Tidak ada kelas {format_id(class_id)} di laptop ini. Lihat daftarnya: lontar class list.")
    return line


def session_line(replica: Replica, session_id: int) -> Values:
    """A session by id. Raises NotHere."""
    line = fetch_row(replica, SESSION, session_id)
    if line is None:
        raise NotHere(
            f"Tidak ada sesi {format_id(session_id)} di laptop ini. Lihat daftarnya: lontar session list --class ID."
        )
    return line


def group_line(replica: Replica, group_id: int) -> Values:
    """A group by id. Raises NotHere."""
    line = fetch_row(replica, GROUP, group_id)
    if line is None:
        raise NotHere(f"Tidak ada kelompok {format_id(group_id)} di laptop ini. Lihat: lontar class show ID.")
    return line


def person_line(replica: Replica, person: int) -> Values:
    """A person by id. Raises NotHere."""
    line = fetch_row(replica, PERSON, person)
    if line is None:
        raise NotHere(f"Tidak ada peserta {format_id(person)} di laptop ini. Cari dengan: lontar people list.")
    return line


def person_named(replica: Replica, text: str) -> int:
    """The person meant by an id "author-n" or a NIP. Raises NotHere, Ambiguous with the candidates, BadId."""
    with replica.database.reading():
        try:
            person = parse_id(text)
        except BadId:
            return _by_number(replica, text)
        if fetch_row(replica, PERSON, person) is None:
            raise NotHere(f"Tidak ada peserta {text.strip()} di laptop ini. Cari dengan: lontar people list --search.")
        return person


def _by_number(replica: Replica, text: str) -> int:
    digits = re.sub(r"[\s.'-]", "", text)
    if not (digits.isascii() and digits.isdigit() and len(digits) >= 9):
        raise BadId(f'"{text}" bukan id atau NIP; tulis id seperti "7-203" atau NIP 18 angka.')
    found = fetch_by(replica, PERSON, "employee_number", digits)
    if not found:
        raise NotHere(f"Tidak ada peserta dengan NIP {digits} di laptop ini. Cari dengan: lontar people list --search.")
    if len(found) > 1:
        told = "; ".join(f"{format_id(line.id)} {line.name or ''} ({line.agency or '-'})" for line in found)
        raise Ambiguous(f"NIP {digits} dipakai {len(found)} orang; sebutkan id-nya: {told}.")
    return int(found[0].id)
