"""Instruments of SPBE that are known here: those that ship, and those that an office has added from a file.

An added one is a regulation of the office, whole in its value: it holds from its first year on, its source is what it
is based on, and like every regulation it is on each laptop of the office after the next exchange.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from contract.exchange.dots import format_id, row_id
from contract.tables import regulations as queries
from contract.training.catalogue import REGULATION
from contract.training.findings import BadValue
from contract.training.regulations import INSTRUMENT
from contract.training.spbe.instruments import Instrument, instrument_text, read_instrument
from desktop.services.faults import Unsuitable
from desktop.services.offices import office_named
from desktop.services.writing import stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.offices import offices
from desktop.storage.replica import Replica
from desktop.storage.tables import records
from resources import path


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownInstrument:
    """One instrument. id, office: None for one that ships. is_used: not so where an earlier one has the same key."""

    instrument: Instrument
    id: int | None
    office: str | None
    is_used: bool = True


@cache
def shipped_instruments() -> tuple[Instrument, ...]:
    """Those that ship with the program, the oldest first."""
    files = sorted(path("instruments").glob("*.json"))
    return tuple(sorted((read_instrument(file.read_bytes()) for file in files), key=_age))


def instruments(replica: Replica) -> tuple[Instrument, ...]:
    """Those by which figures are worked out here, the oldest first, each key once."""
    return tuple(one.instrument for one in known_instruments(replica) if one.is_used)


def known_instruments(replica: Replica) -> tuple[KnownInstrument, ...]:
    """All that are known, the oldest first. One that only a newer Lontar can read is left out.

    Two laptops may have added another one under one key before they met: the lower id is used on both.
    """
    found = [KnownInstrument(instrument=one, id=None, office=None) for one in shipped_instruments()]
    taken = {one.instrument.key for one in found}
    with replica.database.reading():
        codes = {office.realm: office.code for office in offices(replica)}
        lines = fetch(replica, queries.regulations_beginning(records, INSTRUMENT))
    for line in lines:
        read = _read_again(line.value or "")
        if read is None:
            continue
        found.append(
            KnownInstrument(instrument=read, id=line.id, office=codes.get(line.realm), is_used=read.key not in taken)
        )
        taken.add(read.key)
    return tuple(sorted(found, key=lambda one: _age(one.instrument)))


def _age(one: Instrument) -> tuple[int, str]:
    return one.first_year, one.key


@lru_cache(maxsize=32)
def _read_again(text: str) -> Instrument | None:
    try:
        return read_instrument(text)
    except BadValue:
        return None


def add_instrument(replica: Replica, office: str | None, content: bytes, moment: Moment) -> int:
    """Adds an instrument from its file to an office; gives the regulation's id, of the same one if it is there.

    Raises BadValue with the place in the file, and Unsuitable when its key means another one already.
    """
    read, text = read_instrument(content), instrument_text(content)
    with replica.transaction():
        realm = office_named(replica, office).realm
        if any(one.key == read.key for one in shipped_instruments()):
            raise Unsuitable(f'Instrumen "{read.key}" sudah disertakan dalam Lontar; beri berkas itu kunci lain.')
        name = f"{INSTRUMENT}{read.key}"
        held = fetch(replica, queries.regulations(records, realm, name))
        same = next((line for line in held if line.value == text), None)
        if same is not None:
            return int(same.id)
        if held:
            raise Unsuitable(
                f'Instrumen "{read.key}" sudah ada di kantor ini ({format_id(held[0].id)}) dengan isi lain; beri '
                "berkas itu kunci lain, misalnya dengan tahunnya."
            )
        made = stated(
            REGULATION,
            name=name,
            value=text,
            valid_from=f"{read.first_year:04}-01-01",
            source=", ".join(read.legal_basis),
        )
        return row_id(write(replica, realm, [Change(REGULATION.number, made)], moment)[0])
