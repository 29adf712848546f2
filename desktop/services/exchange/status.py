"""Where this laptop stands: what waits, what was returned, what is disputed, when it last spoke with the centre."""

from __future__ import annotations

from contract.tables import queries
from desktop.services.exchange.journey import Contact, Office, SyncState, Turn
from desktop.services.home import people_here, person_here
from desktop.services.offices import home_zone
from desktop.services.views import Profile
from desktop.services.writing import role_in
from desktop.storage.parcels import lies_at_hub
from desktop.storage.queries.journey import asides, counts
from desktop.storage.queries.lines import fetch_count
from desktop.storage.queries.offices import offices, writers
from desktop.storage.replica import Replica
from desktop.storage.status import Visit, visits
from desktop.storage.tables import records
from desktop.sync.status import next_attempt

HISTORY_SHOWN = 20


def sync_state(replica: Replica) -> SyncState:
    """The state as the database tells it."""
    with replica.database.reading():
        found = counts(replica)
        aside = asides(replica)
        rejected = sum(1 for one in aside if one.fate == "rejected")
        joined = offices(replica)
        attempt = next_attempt(replica)
        return SyncState(
            pending=found.pending,
            carried=found.carried,
            stick=found.stick,
            at_hub=lies_at_hub(replica),
            held=len(aside) - rejected,
            rejected=rejected,
            conflicts=fetch_count(replica, queries.open_conflicts(records)),
            settled=found.settled,
            last_contact=max((o.last_contact for o in joined if o.last_contact is not None), default=None),
            next_attempt=attempt.at if attempt is not None else None,
            turn=Turn(attempt.at, attempt.position) if attempt is not None and attempt.position else None,
            size_bytes=found.bytes_pending,
            offices=tuple(Office(code=o.code, name=o.name, seq=o.seq, safe_at=o.safe_at) for o in joined),
            history=tuple(_contact(made) for made in visits(replica, HISTORY_SHOWN)),
        )


def profile_view(replica: Replica, *, practice: bool = False) -> Profile:
    """Who works here and for which offices."""
    with replica.database.reading():
        joined = offices(replica)
        return Profile(
            person=person_here(replica),
            offices=tuple(Office(code=o.code, name=o.name, seq=o.seq) for o in joined),
            role=role_in(replica, joined[0].realm) if joined else None,
            zone=home_zone(replica).name,
            practice=practice,
            device=next((line.device for line in writers(replica)), 0),
            people=people_here(replica),
        )


def _contact(made: Visit) -> Contact:
    return Contact(at=made.at, sent=made.sent, received=made.received, fault=made.outcome)
