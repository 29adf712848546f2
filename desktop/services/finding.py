"""Finding anything by a part of its name: people, classes, sessions."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.services.exchange.lease import ReadingClosed
from desktop.services.people.listing import list_people
from desktop.services.views import PersonRow
from desktop.storage.queries.titles import classes_called, sessions_called
from desktop.storage.replica import Replica


@dataclass(frozen=True, slots=True)
class ClassFound:
    """A class."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class SessionFound:
    """A session. starts_at: epoch seconds; number: among those of its class, by time."""

    id: int
    title: str
    starts_at: int
    class_id: int
    class_title: str
    number: int


@dataclass(frozen=True, slots=True)
class Found:
    """What has every word that was asked for, the likeliest first."""

    classes: tuple[ClassFound, ...] = ()
    sessions: tuple[SessionFound, ...] = ()
    people: tuple[PersonRow, ...] = ()


def find_anything(replica: Replica, search: str, most: int) -> Found:
    """At most `most` of each kind; nothing for an empty search. People only while they may be read (lease)."""
    if not search.strip():
        return Found()
    with replica.database.reading():
        try:
            people = list_people(replica, search, None, most).people
        except ReadingClosed:
            people = ()
        return Found(
            classes=tuple(ClassFound(line.id, line.title or "") for line in classes_called(replica, search, most)),
            sessions=tuple(SessionFound(*line) for line in sessions_called(replica, search, most)),
            people=people,
        )
