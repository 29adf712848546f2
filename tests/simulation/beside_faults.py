"""More planted bugs: of the hub beside the laptops, and of the contents of attachments."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from desktop.storage import blobs as near
from desktop.storage import links
from desktop.sync.board import Board
from desktop.sync.hub import Heard, Hub
from server.store import blobs as far
from server.sync import blobs as bringing
from tests.simulation.planted import Planted, replaced


@contextmanager
def a_hub_shows_everything() -> Iterator[None]:
    """What lies on the board is shown to whoever asks."""
    with replaced(Board, "_is_within", lambda *_: True):
        yield


@contextmanager
def a_hub_forgets_what_it_answered() -> Iterator[None]:
    """A question that somebody recorded is answered once more."""
    answer, note = Hub.answer, links.note

    def forgetful(self: Hub, body: bytes, now: int) -> Heard:
        self._numbers.clear()
        return answer(self, body, now)

    def noted(*args: Any, **facts: Any) -> None:
        note(*args, **facts | {"number": 0})

    with replaced(Hub, "answer", forgetful), replaced(links, "note", noted):
        yield


@contextmanager
def contents_are_not_looked_at() -> Iterator[None]:
    """What was brought under a digest counts as having it."""
    with replaced(far, "digest_held", lambda _connection, _realm, digest, _size: digest):
        yield


@contextmanager
def contents_of_held_work_are_dropped() -> Iterator[None]:
    """Only attachments that stand keep their contents."""
    with replaced(far, "_is_of_held_work", lambda _: sa.false()):
        yield


@contextmanager
def nobody_is_told_that_a_content_came() -> Iterator[None]:
    """The centre keeps it, and the log does not say so."""
    with replaced(bringing, "_say_arrived", lambda *_: 0):
        yield


@contextmanager
def contents_keep_the_old_name() -> Iterator[None]:
    """An attachment that got another number leaves its content behind."""
    with replaced(near, "follow_names", lambda _: None):
        yield


BESIDE = {
    "a hub forgets what it answered": Planted(a_hub_forgets_what_it_answered, (0, 3), ("I12",)),
    "a hub shows everything": Planted(a_hub_shows_everything, (0, 11), ("I10",)),
    "contents are not looked at": Planted(contents_are_not_looked_at, (131, 145), ("I15 a content has",)),
    "contents keep the old name": Planted(contents_keep_the_old_name, (60, 126), ("I15 what a copy holds",)),
    "contents of held work are dropped": Planted(contents_of_held_work_are_dropped, (37, 175), ("I15 no content",)),
    "nobody is told that a content came": Planted(nobody_is_told_that_a_content_came, (34, 37), ("I15 the log",)),
}
