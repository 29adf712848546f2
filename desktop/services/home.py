"""The first page: today's sessions, what is unfinished, what needs a person."""

from __future__ import annotations

from contract.tables import queries
from contract.tables.records import Values
from contract.training.catalogue import CLASS_GROUP
from desktop.services.conflicts import conflict_views
from desktop.services.journey import SyncState
from desktop.services.offices import home_zone
from desktop.services.returned import list_returned
from desktop.services.sessions import session_view
from desktop.services.views import Attention, Home, Practice, SessionAtHand
from desktop.services.zones import day_of
from desktop.storage.queries.lines import count, fetch
from desktop.storage.queries.offices import writers
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_UNFINISHED_SHOWN = 10
_ATTENTION_SHOWN = 5


def open_home(replica: Replica, now: int, sync: SyncState, practice: Practice | None = None) -> Home:
    """The first page at a moment. sync and practice are told by those who know them."""
    with replica.database.reading():
        zone = home_zone(replica)
        people = {line.id: line for line in fetch(replica, queries.classes(records))}
        marked = _marked(replica)
        lines = [line for line in fetch(replica, queries.sessions(records)) if line.starts_at is not None]

        def at_hand(line: Values) -> SessionAtHand:
            held = people.get(line.class_group)
            return SessionAtHand(
                class_id=line.class_group,
                class_title=(held.title or "") if held is not None else "",
                session=session_view(line),
                people=held.people if held is not None else 0,
                marked=marked.get(line.id, 0),
                example=bool(held.example) if held is not None else False,
            )

        today = [line for line in lines if day_of(line.starts_at, zone) == day_of(now, zone)]
        shown = {line.id for line in today}
        past = [line for line in lines if line.starts_at < now and not line.closed and line.id not in shown]
        coming = next((line for line in lines if line.starts_at > now and line.id not in shown), None)
        return Home(
            now=now,
            person=person_here(replica),
            today=tuple(at_hand(line) for line in today),
            unfinished=tuple(at_hand(line) for line in reversed(past[-_UNFINISHED_SHOWN:])),
            coming=at_hand(coming) if coming is not None else None,
            classes=count(replica, CLASS_GROUP),
            attention=_attention(replica),
            sync=sync,
            practice=practice,
        )


def person_here(replica: Replica) -> str:
    """Who works on this laptop; empty before an office is joined."""
    return next((line.person_name for line in writers(replica)), "")


def _marked(replica: Replica) -> dict[int, int]:
    found: dict[int, int] = {}
    for line in fetch(replica, queries.mark_counts(records)):
        found[line.session] = found.get(line.session, 0) + line.people
    return found


def _attention(replica: Replica) -> tuple[Attention, ...]:
    returned = [
        Attention(title=one.title, reason=one.reason, since=one.since)
        for one in list_returned(replica)[:_ATTENTION_SHOWN]
    ]
    disputed = [
        Attention(
            title=f"{one.field}: {one.person}",
            reason=f'{one.first.author} menulis "{one.first.value}", {one.second.author} menulis "{one.second.value}".',
            since=one.second.received_at or one.first.received_at or 0,
        )
        for one in conflict_views(replica)[:_ATTENTION_SHOWN]
    ]
    return tuple(sorted([*returned, *disputed], key=lambda one: -one.since)[:_ATTENTION_SHOWN])
