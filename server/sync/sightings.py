"""What an op's author had seen of others: believed as far as the centre holds what they say they saw.

Two lives of a laptop put different edits under one number. Who saw the one has seen nothing of the other, and what they
say of a row that the one made is not said of the other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import structs

from contract.exchange.dots import Dot, row_id
from contract.exchange.operations import Op, mark_of
from contract.exchange.shapes import Record
from server.store.bench import parents

ANOTHER_LIFE = "orphan"
"""Reason of an op about a row that another life made under this name."""


def dots_seen(edits: Iterable[Op]) -> set[Dot]:
    """What the authors of these ops say they saw."""
    return {Dot(author, n) for edit in edits for author, n, _ in edit.saw}


def proven(edit: Op, originals: Mapping[Dot, Op]) -> tuple[Op, frozenset[Dot]]:
    """The op with what its author has seen of this history, and the dots under which they saw another life.

    `originals`: what is held under the dots seen. An op that has not come yet can be nobody's rival.
    """
    if not edit.saw:
        return edit, frozenset()
    here = {dot: mark_of(originals[dot]) for dot in dots_seen([edit]) if dot in originals}
    true = tuple(sight for sight in edit.saw if here.get(Dot(*sight[:2]), sight[2]) == sight[2])
    others = {Dot(*sight[:2]) for sight in edit.saw} - {Dot(*sight[:2]) for sight in true}
    return structs.replace(edit, saw=true), frozenset(others)


def about_another(record: Record, edit: Op, others: frozenset[Dot]) -> str | None:
    """Why an op can't be judged whose author means a row of another life; None when it can."""
    if not others:
        return None
    named = {key.k1 for _, key in parents(edit)} | ({edit.key.k1} if record.minted else set())
    return ANOTHER_LIFE if any(row_id(dot) in named for dot in others) else None
