"""Rows of a paper that stands, told as columns: the values of a field together, and those that repeat once. Plain JSON.

A column is the list of its values. Where values repeat it is {"of": the values, "runs": "43aba"}: 43 times the first
value, then the second, then the first again; or {"of": the values, "at": [0, 7, 3]}, the place of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from string import ascii_letters
from typing import Any

import msgspec

from contract.training.findings import BadValue

MOST_CELLS = 500_000
_RUN = re.compile(r"(\d{0,6})([a-zA-Z])")
_encoder = msgspec.json.Encoder(order="sorted")


def columns_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The columns of rows, by field; what a row does not state is null, and so is a field's absence."""
    names = sorted({name for row in rows for name, value in row.items() if value is not None})
    return {name: column_of([row.get(name) for row in rows]) for name in names}


def rows_of(columns: Mapping[str, Any], count: int) -> list[dict[str, Any]]:
    """The rows of columns, without nulls. Raises BadValue where a column has not exactly so many values."""
    check_size(count, len(columns))
    rows: list[dict[str, Any]] = [{} for _ in range(count)]
    for name, column in columns.items():
        for row, value in zip(rows, values_of(column, count), strict=True):
            if value is not None:
                row[name] = value
    return rows


def check_size(rows: int, columns: int) -> None:
    """Raises BadValue for tables beyond any class: a few signs could ask for more than a laptop can hold."""
    if not 0 <= rows <= MOST_CELLS or rows * columns > MOST_CELLS:
        raise _broken()


def column_of(values: Sequence[Any]) -> Any:
    """One column; the same values give the same text."""
    texts = [_encoder.encode(value) for value in values]
    of = dict(zip(texts, values, strict=True))
    if len(of) * 2 > len(texts):
        return list(values)
    places = {text: place for place, text in enumerate(of)}
    at = [places[text] for text in texts]
    if len(of) <= len(ascii_letters):
        return {"of": list(of.values()), "runs": _runs(at)}
    return {"of": list(of.values()), "at": at}


def values_of(column: Any, count: int) -> list[Any]:
    """The values of one column, which must be so many: nothing is unrolled before that is sure. Raises BadValue."""
    values = column if isinstance(column, list) else _unrolled(column, count)
    if len(values) != count:
        raise _broken()
    return values


def _runs(at: Iterable[int]) -> str:
    told = []
    for place, run in groupby(at):
        length = sum(1 for _ in run)
        told.append(ascii_letters[place] * length if length <= 2 else f"{length}{ascii_letters[place]}")
    return "".join(told)


def _unrolled(column: Any, count: int) -> list[Any]:
    if not isinstance(column, dict) or not isinstance(column.get("of"), list):
        raise _broken()
    of, runs, at = column["of"], column.get("runs"), column.get("at")
    if isinstance(runs, str):
        at = _places(runs, count)
    if not isinstance(at, list) or not all(isinstance(place, int) and 0 <= place < len(of) for place in at):
        raise _broken()
    return [of[place] for place in at]


def _places(runs: str, count: int) -> list[int]:
    told = [(int(length or "1"), ascii_letters.index(letter)) for length, letter in _RUN.findall(runs)]
    if _RUN.sub("", runs) or sum(length for length, _ in told) != count:
        raise _broken()
    return [place for length, place in told for _ in range(length)]


def _broken() -> BadValue:
    return BadValue("frozen", "Isi naskah yang dibekukan tidak terbaca; perbarui Lontar.")
