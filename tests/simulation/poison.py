"""Senseless edits, as a program with a fault would make them: each must come back with a reason and delay nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

from contract.exchange.judge import MAX_PATCH
from contract.exchange.shapes import GONE, Record, RowKey
from contract.training.catalogue import AUTHOR, CONFLICT, GROUP, PERSON, SESSION
from desktop.storage import edit as editing_room
from desktop.storage.edit import Change

NOBODY = 98 << 32 | 3


def number(record: Record, name: str) -> int:
    """A field's number."""
    return record.by_name[name].number


@contextmanager
def careless_program() -> Iterator[None]:
    """Inside the block nothing is looked at before it is saved."""
    before: Callable[..., None] = editing_room.refuse_unfit
    editing_room.refuse_unfit = lambda *_: None
    try:
        yield
    finally:
        editing_room.refuse_unfit = before


def senseless(draw: Random, here: int, foreign: int, session: RowKey | None, author: int) -> Change:
    """A change that nobody can apply. here, foreign: a class of this office and of another."""
    name = number(PERSON, "name")
    changes = [
        Change(SESSION.number, {2: here, number(SESSION, "starts_at"): "besok"}),
        Change(SESSION.number, {2: NOBODY}),
        Change(SESSION.number, {2: foreign, number(SESSION, "title"): "x"}),
        Change(SESSION.number, {number(SESSION, "title"): "of no class"}),
        Change(PERSON.number, {name: "n", GONE: 5}),
        Change(PERSON.number, {name: "n", number(PERSON, "birth_date"): "31-12-1980"}),
        Change(PERSON.number, {name: "n\0"}),
        Change(PERSON.number, {name: "n", 77: "unknown field"}),
        Change(RowKey(PERSON.number, NOBODY), {number(PERSON, "phone"): "1"}),
        Change(RowKey(AUTHOR.number, author), {number(AUTHOR, "person_name"): "somebody else"}),
        Change(RowKey(CONFLICT.number, 7, 8, 9), {number(CONFLICT, "open"): 0}),
        Change(GROUP.number, {2: here, number(GROUP, "plan"): "panjang " * (MAX_PATCH // 8 + 1)}),
    ]
    if session is not None:
        changes.append(Change(session, {2: foreign}))
    return draw.choice(changes)
