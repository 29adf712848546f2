"""What the law tests draw: values, patches, ops and runs of ops."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from contract.exchange.dots import MAX_AUTHOR, Dot, row_id
from contract.exchange.operations import Op
from contract.exchange.shapes import EARLIEST, LATEST, Patch, RowKey, Value

INT64 = st.integers(-(2**63), 2**63 - 1)
KEY = st.integers(1, 2**63 - 1)
SIGNS = st.sampled_from(
    ["", "\0", "\n", "é", "Ωmega", "﷽", "👩‍👩‍👧‍👦", "\u202e", "\ufeff", "\uffff", "\U0010ffff", "0012"]
)
TEXT = st.text() | SIGNS
VALUE: st.SearchStrategy[Value] = st.none() | INT64 | TEXT
PATCH: st.SearchStrategy[Patch] = st.dictionaries(st.integers(1, 2**15 - 1), VALUE, max_size=5)
AUTHOR = st.integers(1, MAX_AUTHOR)


def columns(value: st.SearchStrategy[Value] = VALUE) -> st.SearchStrategy[list[Value]]:
    """Columns of any mix, and of few distinct values many times over, as real ones are."""
    few = st.lists(value, min_size=1, max_size=4).flatmap(lambda words: st.lists(st.sampled_from(words), max_size=60))
    number: st.SearchStrategy[Value] = INT64
    holes = st.lists(st.none() | number, max_size=60)
    steps = st.lists(st.integers(-9, 2000), max_size=60).map(_sums)
    return st.lists(value, max_size=40) | few | holes | steps | st.lists(number, max_size=40)


def _sums(steps: list[int]) -> list[Value]:
    return [7 * 2**32 + sum(steps[:place]) for place in range(len(steps))]


@st.composite
def ops(draw: st.DrawFn, author: int, n: int, schema: int) -> Op:
    """Any legal op with this name: of an own new row, or of a row with one to three keys."""
    table = draw(st.integers(1, 2**15 - 1))
    new = RowKey(table, row_id(Dot(author, n)))
    other = st.builds(RowKey, st.just(table), KEY, st.just(0) | KEY, st.just(0) | KEY)
    seen = st.tuples(AUTHOR, st.integers(1, 2**32 - 1), st.integers(0, 2**56 - 1))
    saw = draw(st.lists(seen, max_size=2, unique_by=lambda sight: sight[0]))
    return Op(
        author=author,
        n=n,
        key=draw(st.just(new) | other),
        patch=draw(PATCH),
        base=draw(st.just(0) | st.integers(0, 2**63 - 1)),
        wall=draw(st.integers(EARLIEST, LATEST)),
        run=draw(st.integers(0, 2**63 - 1)),
        saw=tuple(sorted(saw)),
        schema=schema,
    )


@st.composite
def runs(draw: st.DrawFn, least: int = 1, most: int = 12) -> list[Op]:
    """Consecutive ops of one author and one schema."""
    author, schema = draw(AUTHOR), draw(st.integers(1, 2**15 - 1))
    count = draw(st.integers(least, most))
    first = draw(st.integers(1, 2**32 - count) | st.just(1) | st.just(2**32 - count))
    return [draw(ops(author, first + place, schema)) for place in range(count)]


def mark(n: int, session: int, person: int, status: str, wall: int, author: int = 7) -> Op:
    """An attendance mark as the register makes it."""
    patch: Patch = {2: status, 3: wall, 4: author}
    return Op(author=author, n=n, key=RowKey(12, session, person), patch=patch, base=0, wall=wall, run=3, schema=1)


@st.composite
def pieces_of(draw: st.DrawFn, run: Sequence[Op]) -> list[list[Op]]:
    """The run, cut somewhere into pieces."""
    places = sorted(draw(st.sets(st.integers(1, len(run) - 1), max_size=4))) if len(run) > 1 else []
    return [list(run[start:end]) for start, end in zip([0, *places], [*places, len(run)], strict=True)]
