"""What an office sets with a date from which it holds: read by the rules, written down by organisers."""

from __future__ import annotations

from collections.abc import Iterable

from contract.exchange.dots import row_id
from contract.tables import regulations as queries
from contract.tables.records import Values
from contract.training.catalogue import REGULATION
from contract.training.findings import BadValue
from contract.training.regulations import INSTRUMENT, KNOWN, Line, Regulation, check_day, check_value, in_force
from desktop.services.faults import Unsuitable
from desktop.services.offices import office_named
from desktop.services.writing import stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records


def set_regulation(
    replica: Replica,
    office: str | None,
    name: str,
    value: str,
    moment: Moment,
    *,
    valid_from: str = "",
    source: str = "",
    programme_key: str = "",
) -> int:
    """Writes a regulation down; gives its id. What held before its date holds on for those days. Raises Unsuitable."""
    realm = office_named(replica, office).realm
    try:
        made = stated(
            REGULATION,
            name=name,
            value=check_value(name, value),
            valid_from=check_day(valid_from),
            source=" ".join(source.split()),
            programme_key=programme_key.strip(),
        )
    except BadValue as bad:
        raise Unsuitable(str(bad)) from bad
    return row_id(write(replica, realm, [Change(REGULATION.number, made)], moment)[0])


def regulation(replica: Replica, realm: int, name: str, on: str, programme_key: str = "") -> Regulation:
    """What holds in an office (its realm) on a day (ISO), for a programme if one is named."""
    return in_force(map(_line, fetch(replica, queries.regulations(records, realm, name))), name, on, programme_key)


def regulations_named(
    replica: Replica, realm: int, names: Iterable[str], on: str, programme_key: str = ""
) -> dict[str, Regulation]:
    """The same for several at once, read in one go."""
    lines = [_line(values) for values in fetch(replica, queries.regulations(records, realm))]
    return {name: in_force(lines, name, on, programme_key) for name in names}


def regulations_on(replica: Replica, office: str | None, on: str) -> list[Regulation]:
    """Every known regulation and every other that the office wrote down, as they hold on a day."""
    lines = [
        _line(values) for values in fetch(replica, queries.regulations(records, office_named(replica, office).realm))
    ]
    names = {*KNOWN, *(line.name for line in lines if not line.name.startswith(INSTRUMENT))}
    return [in_force(lines, name, on) for name in sorted(names)]


def regulation_lines(replica: Replica, realm: int) -> tuple[Line, ...]:
    """All that an office wrote down, for rules that ask for many names and days."""
    return tuple(_line(values) for values in fetch(replica, queries.regulations(records, realm)))


def _line(values: Values) -> Line:
    return Line(
        name=values.name,
        value=values.value or "",
        valid_from=values.valid_from or "",
        programme_key=values.programme_key or "",
        source=values.source or "",
        order=values.id,
    )
