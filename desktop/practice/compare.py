"""Holds the replica against the centre, row by row: every record, every field, every version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from contract.training.catalogue import CATALOGUE

Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Difference:
    """The first row that differs: the record, and what each side has (None: no such row)."""

    record: str
    laptop: dict[str, Any] | None
    centre: dict[str, Any] | None

    def sentence(self) -> str:
        """For a person."""
        if self.centre is None:
            return f"{self.record}: ada di laptop, belum ada di pusat: {_short(self.laptop)}"
        if self.laptop is None:
            return f"{self.record}: ada di pusat, tidak ada di laptop: {_short(self.centre)}"
        fields = [name for name in self.centre if self.centre[name] != self.laptop.get(name)]
        both = f"laptop {_short(self.laptop)}, pusat {_short(self.centre)}"
        return f"{self.record}: berbeda pada {', '.join(fields)}: {both}"


def _short(row: dict[str, Any] | None) -> str:
    stated = {name: value for name, value in (row or {}).items() if value not in (None, False)}
    return msgspec.json.encode(stated).decode()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many rows were equal, and the first that was not."""

    rows: int
    difference: Difference | None


def compare(laptop: Callable[[str], Rows], centre: Callable[[str], Rows]) -> Comparison:
    """Asks both sides for every record. Stops at the first difference."""
    equal = 0
    for record in CATALOGUE.records:
        names = record.keys
        near = {tuple(row[name] for name in names): row for row in laptop(record.name)}
        far = {tuple(row[name] for name in names): row for row in centre(record.name)}
        for key in sorted(near.keys() | far.keys(), key=repr):
            if near.get(key) != far.get(key):
                return Comparison(equal, Difference(record.name, near.get(key), far.get(key)))
            equal += 1
    return Comparison(equal, None)
