"""The first page: today's sessions, what is unfinished, what needs a person."""

from __future__ import annotations

from contract.tables import queries, schedule
from contract.tables.records import Values
from contract.training.catalogue import CLASS_GROUP
from desktop.services.classes.sessions import session_view, zones_of_sessions
from desktop.services.conflicts.views import conflict_views
from desktop.services.exchange.journey import SyncState
from desktop.services.exchange.returned import list_returned
from desktop.services.faults import NotHere
from desktop.services.views import Attention, Home, Practice, SessionAtHand
from desktop.services.zones import day_bounds
from desktop.storage.at_work import at_work, sit_down
from desktop.storage.queries.lines import count, fetch
from desktop.storage.queries.offices import writers
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_UNFINISHED_SHOWN = 10
_SESSIONS_READ = 60
_ATTENTION_SHOWN = 5


def open_home(replica: Replica, now: int, sync: SyncState, practice: Practice | None = None) -> Home:
    """The first page at a moment. sync and practice are told by those who know them."""
    with replica.database.reading():
        today, past, coming = _sessions(replica, now)
        shown = [*today, *past, *([coming] if coming is not None else [])]
        at_hand = _at_hand(replica, shown)
        return Home(
            now=now,
            person=person_here(replica),
            today=tuple(at_hand[line.id] for line in today),
            unfinished=tuple(at_hand[line.id] for line in past),
            coming=at_hand[coming.id] if coming is not None else None,
            classes=count(replica, CLASS_GROUP),
            attention=_attention(replica),
            sync=sync,
            practice=practice,
        )


def _sessions(replica: Replica, now: int) -> tuple[list[Values], list[Values], Values | None]:
    """Today's sessions, earlier ones that nobody closed, the next one after today: each by the day where it is held."""
    later = fetch(replica, queries.sessions_from(records, now - _DAY_S).limit(_SESSIONS_READ))
    begun = fetch(replica, schedule.sessions_open_before(records, now, _SESSIONS_READ))
    zones = zones_of_sessions(replica, {line.id: line for line in (*later, *begun)}.values())
    days = {zone: day_bounds(now, zone) for zone in set(zones.values())}
    today = [line for line in later if days[zones[line.id]][0] <= line.starts_at < days[zones[line.id]][1]]
    coming = next((line for line in later if line.starts_at >= days[zones[line.id]][1]), None)
    past = [line for line in begun if line.starts_at < days[zones[line.id]][0]]
    return today, past[:_UNFINISHED_SHOWN], coming


_DAY_S = 86_400


def _at_hand(replica: Replica, lines: list[Values]) -> dict[int, SessionAtHand]:
    """Sessions with their classes and how many are marked, by id."""
    ids, zones = sorted({line.class_group for line in lines}), zones_of_sessions(replica, lines)
    held = {line.id: line for line in fetch(replica, queries.classes_named(records, ids))}
    marked: dict[int, int] = {}
    for line in fetch(replica, queries.mark_counts(records, [line.id for line in lines])):
        marked[line.session] = marked.get(line.session, 0) + line.people
    return {
        line.id: SessionAtHand(
            class_id=line.class_group,
            class_title=(held[line.class_group].title or "") if line.class_group in held else "",
            session=session_view(line, zones[line.id]),
            people=held[line.class_group].people if line.class_group in held else 0,
            marked=marked.get(line.id, 0),
            example=bool(held[line.class_group].example) if line.class_group in held else False,
        )
        for line in lines
    }


def person_here(replica: Replica) -> str:
    """Who works on this laptop now; empty before an office is joined."""
    now = at_work(replica)
    return next((line.person_name for line in writers(replica) if not now or line.id in now), "")


def people_here(replica: Replica) -> tuple[str, ...]:
    """Names of everybody who may work on this laptop, in the order of joining."""
    return tuple(dict.fromkeys(line.person_name for line in writers(replica)))


def sign_in(replica: Replica, name: str) -> str:
    """Somebody of this laptop works on it from now on; gives their name as it was told at joining. Raises NotHere."""
    with replica.transaction():
        if not sit_down(replica, name):
            told = ", ".join(people_here(replica)) or "-"
            raise NotHere(f'Tidak ada "{name}" di laptop ini. Yang ada: {told}.')
        return person_here(replica)


def _attention(replica: Replica) -> tuple[Attention, ...]:
    returned = [
        Attention(what=one.what, about=one.about, reason=one.reason, since=one.since, key=one.dot)
        for one in list_returned(replica)[:_ATTENTION_SHOWN]
    ]
    disputed = [
        Attention(
            what=one.field,
            about=one.person,
            reason=f'{one.first.author} menulis "{one.first.value}", {one.second.author} menulis "{one.second.value}".',
            since=one.second.received_at or one.first.received_at or 0,
            key=f"conflict-{one.id}",
        )
        for one in conflict_views(replica)[:_ATTENTION_SHOWN]
    ]
    return tuple(sorted([*returned, *disputed], key=lambda one: -one.since)[:_ATTENTION_SHOWN])
