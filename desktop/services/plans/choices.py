"""What a programme allows in the plans of its groups: its stated priorities and impacts, and SPBE's indicators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from contract.exchange.shapes import Record
from contract.tables.records import Values
from contract.training.catalogue import BATCH, PROGRAMME, TRAINING
from contract.training.plans.action_plans import Choices
from desktop.services.spbe.instruments import instruments
from desktop.storage.queries.lines import fetch_among, fetch_by
from desktop.storage.replica import Replica


class _Stated(msgspec.Struct):
    priorities: tuple[str, ...] = ()
    impacts: tuple[str, ...] = ()


class _Definition(msgspec.Struct):
    """The part of a programme's file that matters here; whatever else stands in it is passed over."""

    programme: _Stated = msgspec.field(default_factory=_Stated)


_decoder = msgspec.json.Decoder(_Definition)


def choices_of(replica: Replica, held: Values) -> Choices:
    """What may stand in the plans of a class (its row). A programme that states no priorities allows any."""
    return choices_in(programme_of(replica, held), indicators(replica))


def choices_in(programme: Values | None, known: frozenset[int]) -> Choices:
    """The same by the row of the programme. known: the indicators that plans may name."""
    stated = _stated(programme)
    return Choices(indicators=known, priorities=stated.priorities, impacts=stated.impacts)


def indicators(replica: Replica) -> frozenset[int]:
    """Numbers of the indicators of every SPBE instrument that is known here."""
    return frozenset(number for instrument in instruments(replica) for number in instrument.indicators)


def _stated(programme: Values | None) -> _Stated:
    if programme is None or not programme.definition:
        return _Stated()
    try:
        return _decoder.decode(programme.definition).programme
    except msgspec.MsgspecError:
        return _Stated()  # a definition of a newer Lontar: its plans take any value


def programme_of(replica: Replica, held: Values) -> Values | None:
    """The programme above a class, else the one with the key that the class names."""
    return programmes_of(replica, [held])[held.id]


def programmes_of(replica: Replica, held: Sequence[Values]) -> dict[int, Values | None]:
    """The same of many classes, by their ids: a question for each kind of row."""
    batches = _by_id(replica, BATCH, (line.batch for line in held))
    trainings = _by_id(replica, TRAINING, (line.training for line in batches.values()))
    programmes = _by_id(replica, PROGRAMME, (line.programme for line in trainings.values()))
    named: dict[tuple[str, int], Values] = {}
    found: dict[int, Values | None] = {}
    for line in held:
        training = trainings.get(batches[line.batch].training) if line.batch in batches else None
        found[line.id] = programmes.get(training.programme) if training is not None else None
    for key in {line.programme_key for line in held if found[line.id] is None and line.programme_key}:
        named |= {(key, line.realm): line for line in fetch_by(replica, PROGRAMME, "key", key)}
    return {line.id: found[line.id] or named.get((line.programme_key, line.realm)) for line in held}


def _by_id(replica: Replica, record: Record, ids: Iterable[int | None]) -> dict[int, Values]:
    wanted = sorted({one for one in ids if one})
    return {line.id: line for line in fetch_among(replica, record, "id", wanted)} if wanted else {}
