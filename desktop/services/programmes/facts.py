"""What is added to a programme by hand: partners, activities, agreements with their parties and promises, villages."""

from __future__ import annotations

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import Record, Type, Value
from contract.training.catalogue import (
    ACTIVITY,
    AGREEMENT,
    COMMITMENT,
    FIGURE,
    PARTNER,
    PARTY,
    VILLAGE,
)
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.programmes.districts import known_districts
from desktop.services.programmes.figures import held_programme
from desktop.services.programmes.opening import day_typed
from desktop.services.writing import stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch_row
from desktop.storage.replica import Replica

OF_PROGRAMME: dict[str, Record] = {record.name: record for record in (PARTNER, ACTIVITY, AGREEMENT, VILLAGE, FIGURE)}
"""What hangs on a programme, by name."""
OF_AGREEMENT: dict[str, Record] = {record.name: record for record in (PARTY, COMMITMENT)}
_MUST_SAY = {"partner": "name", "activity": "title", "agreement": "object", "village": "name", "figure": "source"}
_MUST_SAY |= {"party": "name", "commitment": "text"}
_LONGEST = 4000


def add_to_programme(
    replica: Replica, key: str, kind: str, values: dict[str, Value], moment: Moment, office: str | None = None
) -> int:
    """Adds a partner, activity, agreement, village or figure to a programme; gives its id."""
    with replica.transaction():
        held = held_programme(replica, key, office)
        return _add(replica, held.realm, OF_PROGRAMME[kind], {**values, "programme": held.id}, moment)


def add_to_agreement(replica: Replica, agreement_id: int, kind: str, values: dict[str, Value], moment: Moment) -> int:
    """Adds a party or a promise to an agreement; gives its id. Raises NotHere, Unsuitable."""
    with replica.transaction():
        line = fetch_row(replica, AGREEMENT, agreement_id)
        if line is None:
            raise NotHere(
                f"Tidak ada nota kesepahaman {format_id(agreement_id)} di laptop ini. "
                "Lihat: lontar agreement list --programme KUNCI."
            )
        return _add(replica, line.realm, OF_AGREEMENT[kind], {**values, "agreement": agreement_id}, moment)


def _add(replica: Replica, realm: int, record: Record, values: dict[str, Value], moment: Moment) -> int:
    plain = {name: _plain(record, name, value) for name, value in values.items()}
    needed = _MUST_SAY[record.name]
    if not plain.get(needed):
        label = record.by_name[needed].label.lower()
        raise Unsuitable(f"Isian {label} kosong; isi lebih dahulu.")
    return row_id(write(replica, realm, [Change(record.number, stated(record, **plain))], moment)[0])


def _plain(record: Record, name: str, value: Value) -> Value:
    if not isinstance(value, str):
        if isinstance(value, int) and value < 0:
            raise Unsuitable(f"Isian {record.by_name[name].label.lower()} tidak boleh kurang dari nol; perbaiki.")
        return value
    text = " ".join(value.split())
    if len(text) > _LONGEST:
        raise Unsuitable(f"Isian paling banyak {_LONGEST} huruf.")
    if text and record.by_name[name].type is Type.DATE:
        return day_typed(text).isoformat()
    if text and name == "district" and not known_districts().knows(text):
        raise Unsuitable(f'Kode wilayah "{text}" tidak dikenal. Tulis kode Kemendagri, misalnya 53.04 atau 53.')
    return text
