"""Numbers of certificates: asked for in a row while there is a road, given out without one, and all accounted for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contract.exchange.dots import dot_of, hand, row_id
from contract.tables import certificates as queries
from contract.training.catalogue import AUTHOR, NUMBER_BLOCK, NUMBER_REQUEST
from contract.training.certificates.numbers import (
    MOST_AT_ONCE,
    MOST_SEQUENCE,
    Block,
    Numbered,
    Stretch,
    Use,
    account,
    free_numbers,
    next_first,
    series_of,
)
from contract.training.findings import BadValue
from desktop.services.faults import Unsuitable
from desktop.services.named import class_line
from desktop.services.offices import office_named, office_of_realm
from desktop.services.regulations import regulation
from desktop.services.writing import stated, write
from desktop.services.zones import zone_of
from desktop.storage.edit import Change, Moment, active_author
from desktop.storage.queries.lines import fetch, fetch_all, fetch_among, fetch_row
from desktop.storage.replica import Replica
from desktop.storage.settings import NUMBERS_ASKED, recall, remember
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """A request for numbers."""

    request: int
    series: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """Numbers that the person at work can give out without a network, and those asked for that have not come yet.

    office: the code of the office that they are of.
    """

    office: str
    series: str
    free: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounted:
    """A stretch of numbers and what became of them. laptop, person: who holds the block, "" outside of any.

    numbers: as on paper, of certificates.
    """

    stretch: Stretch
    laptop: str
    person: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRegister:
    """Every number of a series from 1 on, and how many there are of each use."""

    series: str
    lines: tuple[Accounted, ...]
    counts: dict[str, int]
    twice: tuple[int, ...]
    """Numbers on more than one certificate that holds: all but the first must be issued anew."""


def today_in(replica: Replica, realm: int, moment: Moment) -> str:
    """The day where the office is, ISO."""
    return datetime.fromtimestamp(moment.told, zone_of(office_of_realm(replica, realm).code).offset).date().isoformat()


def unit_of(replica: Replica, realm: int, on: str, unit: str | None = None) -> str:
    """The unit that stands in numbers on a day: the one named, else the office's setting, else the office's code."""
    held = unit or regulation(replica, realm, "certificate_unit", on).value
    return held or office_of_realm(replica, realm).code


def named_series(replica: Replica, realm: int, on: str, unit: str | None, year: int | None) -> str:
    """The series of a unit and year, by default those of the day. Raises Unsuitable."""
    try:
        return series_of(unit_of(replica, realm, on, unit), year or int(on[:4]))
    except BadValue as bad:
        raise Unsuitable(str(bad)) from bad


def reserve_numbers(
    replica: Replica, office: str | None, unit: str | None, year: int | None, size: int, moment: Moment
) -> Reserved:
    """Asks the centre for a block of numbers; it comes with the next exchange. Raises Unsuitable."""
    if not 1 <= size <= MOST_AT_ONCE:
        raise Unsuitable(f"Banyaknya nomor {size} tidak dapat diminta; tulis 1 sampai {MOST_AT_ONCE}.")
    with replica.transaction():
        realm = office_named(replica, office).realm
        series = named_series(replica, realm, today_in(replica, realm, moment), unit, year)
        behind = highest_known(replica, realm, series)
        made = stated(NUMBER_REQUEST, series=series, size=size, behind=behind or None)
        request = row_id(write(replica, realm, [Change(NUMBER_REQUEST.number, made)], moment)[0])
        remember(replica, NUMBERS_ASKED, [*(recall(replica, NUMBERS_ASKED) or []), request])
        return Reserved(request=request, series=series, size=size)


def highest_known(replica: Replica, realm: int, series: str) -> int:
    """The highest number of a series that this laptop knows to be given out; 0 for none."""
    asked = queries.known_numbers(records, realm, series, MOST_SEQUENCE)
    return next_first(fetch(replica, query)[0][0] for query in asked) - 1


def blocks_of(replica: Replica, realm: int, series: str) -> list[Block]:
    """All blocks of a series."""
    return [
        Block(request=line.request, series=line.series, first=line.first, last=line.last)
        for line in fetch(replica, queries.blocks(records, realm, series))
        if line.first is not None and line.last is not None
    ]


def own_blocks(replica: Replica, realm: int, series: str) -> list[Block]:
    """The blocks out of which the person at work gives numbers.

    Only what was asked for here, in this life of the laptop: one restored from an old copy, or a copied one, does not
    know which numbers its other life has put on paper.
    """
    mine, asked = hand(active_author(replica, realm)), set(recall(replica, NUMBERS_ASKED) or ())
    return [
        block
        for block in blocks_of(replica, realm, series)
        if block.request in asked and hand(dot_of(block.request).author) == mine
    ]


def numbers_left(replica: Replica, realm: int, series: str, wanted: int) -> list[tuple[Block, int]]:
    """So many numbers not used yet. Raises Unsuitable with what to do when there are not enough."""
    used = {line.sequence for line in fetch(replica, queries.certificates_of_series(records, realm, series))}
    found = []
    for pair in free_numbers(own_blocks(replica, realm, series), used):
        found.append(pair)
        if len(found) == wanted:
            return found
    raise Unsuitable(
        f"Nomor sertifikat seri {series} di laptop ini tinggal {len(found)}, perlu {wanted}: minta dengan "
        "lontar certificate reserve selagi ada jaringan, lalu lontar sync."
    )


def numbers_at_hand(replica: Replica, class_id: int, on: str) -> AtHand:
    """Those of the series in which a class's certificates of a day (ISO) are numbered. Raises NotHere, Unsuitable."""
    with replica.database.reading():
        realm = class_line(replica, class_id).realm
        series = named_series(replica, realm, on, None, None)
        used = {line.sequence for line in fetch(replica, queries.certificates_of_series(records, realm, series))}
        asked = [fetch_row(replica, NUMBER_REQUEST, one) for one in recall(replica, NUMBERS_ASKED) or ()]
        return AtHand(
            office=office_of_realm(replica, realm).code,
            series=series,
            free=sum(1 for _ in free_numbers(own_blocks(replica, realm, series), used)),
            asked=sum(
                line.size or 0
                for line in asked
                if line is not None and line.series == series and fetch_row(replica, NUMBER_BLOCK, line.id) is None
            ),
        )


def number_register(replica: Replica, office: str | None, unit: str | None, year: int, on: str) -> NumberRegister:
    """The account of every number of a unit's year. Raises Unsuitable."""
    with replica.database.reading():
        realm = office_named(replica, office).realm
        series = named_series(replica, realm, on, unit, year)
        lines = fetch(replica, queries.certificates_of_series(records, realm, series))
        stretches = account(
            blocks_of(replica, realm, series),
            [Numbered(id=line.id, sequence=line.sequence, status=line.status or "") for line in lines],
            highest_known(replica, realm, series),
        )
        told = {line.id: line.number or "" for line in lines}
        authors = {dot_of(stretch.request).author: ("", "") for stretch in stretches if stretch.request is not None}
        for line in fetch_among(replica, AUTHOR, "number", list(authors)):
            authors[line.number] = (line.device_name or "", line.person_name or "")
    found = tuple(_accounted(stretch, authors, told) for stretch in stretches)
    counts = {use.value: 0 for use in Use}
    for stretch in stretches:
        counts[stretch.use.value] += stretch.last - stretch.first + 1
    held = {line.id for line in lines if (line.status or "") == "issued"}
    twice = tuple(one.first for one in stretches if len(held & set(one.certificates)) > 1)
    return NumberRegister(series=series, lines=found, counts=counts, twice=twice)


def _accounted(stretch: Stretch, authors: dict[int, tuple[str, str]], told: dict[int, str]) -> Accounted:
    laptop, person = authors.get(dot_of(stretch.request).author, ("", "")) if stretch.request is not None else ("", "")
    numbers = tuple(dict.fromkeys(told.get(one, "") for one in stretch.certificates))
    return Accounted(stretch=stretch, laptop=laptop, person=person, numbers=numbers)


def waiting_requests(replica: Replica, realm: int) -> list[Reserved]:
    """Requests of this laptop that the centre has not answered yet."""
    answered = {line.request for line in fetch(replica, queries.blocks(records, realm))}
    asked = set(recall(replica, NUMBERS_ASKED) or ())
    return [
        Reserved(request=line.id, series=line.series, size=line.size)
        for line in fetch_all(replica, NUMBER_REQUEST, realm)
        if line.id in asked and line.id not in answered
    ]
