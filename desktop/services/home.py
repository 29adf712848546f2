"""The first page: today's sessions, what is unfinished, what needs a person."""

from __future__ import annotations

from contract.tables import queries
from contract.tables.records import Values
from contract.training.catalogue import CLASS_GROUP
from desktop.services.conflict_views import conflict_views
from desktop.services.journey import SyncState
from desktop.services.offices import home_zone
from desktop.services.returned import list_returned
from desktop.services.sessions import session_view
from desktop.services.views import Attention, Home, Practice, SessionAtHand
from desktop.services.zones import day_bounds
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
    """Today's sessions, earlier ones that nobody closed, the next one after today."""
    midnight, next_midnight = day_bounds(now, home_zone(replica))
    later = fetch(replica, queries.sessions_from(records, midnight).limit(_SESSIONS_READ))
    today = [line for line in later if line.starts_at < next_midnight]
    coming = next((line for line in later if line.starts_at >= next_midnight), None)
    return today, fetch(replica, queries.open_sessions_before(records, midnight, _UNFINISHED_SHOWN)), coming


def _at_hand(replica: Replica, lines: list[Values]) -> dict[int, SessionAtHand]:
    """Sessions with their classes and how many are marked, by id."""
    ids = sorted({line.class_group for line in lines})
    held = {line.id: line for each in ids for line in fetch(replica, queries.class_of(records, each))}
    marked: dict[int, int] = {}
    for line in fetch(replica, queries.mark_counts(records, [line.id for line in lines])):
        marked[line.session] = marked.get(line.session, 0) + line.people
    return {
        line.id: SessionAtHand(
            class_id=line.class_group,
            class_title=(held[line.class_group].title or "") if line.class_group in held else "",
            session=session_view(line),
            people=held[line.class_group].people if line.class_group in held else 0,
            marked=marked.get(line.id, 0),
            example=bool(held[line.class_group].example) if line.class_group in held else False,
        )
        for line in lines
    }


def person_here(replica: Replica) -> str:
    """Who works on this laptop; empty before an office is joined."""
    return next((line.person_name for line in writers(replica)), "")


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
