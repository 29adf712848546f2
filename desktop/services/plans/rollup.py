"""The lights of many plans: those of a class, or of every class of a programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contract.tables.plans import classes_with_groups
from contract.tables.records import Values
from contract.training.catalogue import CLASS_GROUP, PROGRAMME
from contract.training.plans.lights import Colour, Tagged, counts, counts_by_tag
from desktop.services.faults import NotHere
from desktop.services.named import class_line
from desktop.services.plans.choices import choices_in, indicators, programmes_of
from desktop.services.plans.views import PlanView, plans_of_classes
from desktop.storage.queries.lines import fetch, fetch_by
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class Lights:
    """Plans with their lights counted. by_priority, by_impact: values in the programme's order; None: no value.

    A plan with two priorities is counted at both.
    """

    today: str
    plans: tuple[PlanView, ...]
    counts: Mapping[Colour, int]
    by_priority: tuple[tuple[str | None, Mapping[Colour, int]], ...]
    by_impact: tuple[tuple[str | None, Mapping[Colour, int]], ...]


def class_lights(replica: Replica, class_id: int, today: str) -> Lights:
    """The lights of a class on a day (ISO). Raises NotHere."""
    with replica.database.reading():
        return _lights(replica, [class_line(replica, class_id)], today)


def programme_lights(replica: Replica, key: str, today: str) -> Lights:
    """The lights of every class of a programme, by its key. Raises NotHere."""
    with replica.database.reading():
        plain = key.strip()
        every = fetch(replica, classes_with_groups(records))
        above = programmes_of(replica, every)
        held = [line for line in every if plain in (line.programme_key, _key(above[line.id]))]
        named = ((CLASS_GROUP, "programme_key"), (PROGRAMME, "key"))
        if not held and not any(fetch_by(replica, record, field, plain) for record, field in named):
            raise NotHere(f'Tidak ada kelas program "{key}" di laptop ini. Lihat daftarnya: lontar class list.')
        return _lights(replica, held, today)


def office_lights(replica: Replica, today: str) -> Lights:
    """The lights of every class on this laptop that has groups, on a day (ISO)."""
    with replica.database.reading():
        return _lights(replica, list(fetch(replica, classes_with_groups(records))), today)


def _key(programme: Values | None) -> str | None:
    return programme.key if programme is not None else None


def _lights(replica: Replica, held: list[Values], today: str) -> Lights:
    plans = plans_of_classes(replica, held, today)
    programmes = {one.id: one for one in programmes_of(replica, held).values() if one is not None}
    known = indicators(replica)
    choices = [choices_in(one, known) for one in programmes.values()]
    priorities = tuple(dict.fromkeys(tag for one in choices for tag in one.priorities))
    impacts = tuple(dict.fromkeys(tag for one in choices for tag in one.impacts))
    by_priority = [Tagged(plan.light.colour, plan.several("priorities")) for plan in plans]
    by_impact = [Tagged(plan.light.colour, plan.several("impacts")) for plan in plans]
    return Lights(
        today=today,
        plans=plans,
        counts=counts(by_priority),
        by_priority=tuple(counts_by_tag(by_priority, priorities)),
        by_impact=tuple(counts_by_tag(by_impact, impacts)),
    )
