"""Pages: the rows of an office that a laptop may see and does not have yet, up to a commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import xor
from typing import Any

import sqlalchemy as sa

from contract.exchange.judge import Fate
from contract.exchange.messages import Rows, Table
from contract.exchange.operations import row_hash
from contract.exchange.pages import pack_columns, pack_table
from contract.exchange.scopes import Reach
from contract.exchange.shapes import Row, RowKey, Value
from contract.training.catalogue import CATALOGUE
from server.store import hot
from server.store.bench import CHUNK
from server.store.ledger import head_at, top
from server.store.settled import Commit, Settled, own_news, unmoved
from server.store.tables import feed, op, records

_SAME_KEY = ("tbl", "k1", "k2", "k3")
MOST_TEXT = 3 * 2**20
"""Bytes of text in one page: as a frame that nothing packs it is within MAX_FRAME, with room for the numbers."""
_SHORTER = 16
"""By how much fewer rows a page has when its text is too long."""


_WEIGHTS = {record.number: max(1, len(record.fields) // 5) for record in CATALOGUE.records}
"""For how many rows one of a record counts: a page of people must be no longer a step than one of marks."""


class _TooLong(Exception):
    """The rows of a page hold more text than a page may."""


@dataclass(frozen=True)
class Reader:
    """Who asks: what they may see, and per own author how many ops they have, the very same as here.

    most_text: bytes of text that a page for them may hold. settled: what the request itself brought.
    """

    realm: int
    reach: Reach
    proven: Mapping[int, int] = field(default_factory=dict)
    level: int = 12
    most_text: int = MOST_TEXT
    settled: Settled = field(default_factory=Settled)

    def named(self, **others: object) -> dict[str, object]:
        """The reader as parameters of its statements, with others."""
        scopes = {} if self.reach.everything else {"scopes": sorted(self.reach.scopes)}
        return {"realm_": self.realm, **scopes, **others}


_REALM, _SINCE, _END = (sa.bindparam(name, type_=sa.BigInteger()) for name in ("realm_", "since_", "end_"))
_WINDOW = sa.and_(feed.c.seq > _SINCE, feed.c.seq <= _END)
_KNOWN: sa.BindParameter[Any] = sa.bindparam("known", expanding=True)
_IN_SCOPES = feed.c.scope.in_(sa.bindparam("scopes", expanding=True))
_THIS_ROW = sa.and_(*(feed.c[name] == sa.bindparam(f"{name}_") for name in _SAME_KEY))
_CHOSEN = sa.tuple_(feed.c.k1, feed.c.k2, feed.c.k3).in_(sa.bindparam("chosen", expanding=True))


class _Questions:
    """What is asked of the feed for readers of everything, or of some scopes."""

    def __init__(self, *, everything: bool) -> None:
        visible = sa.and_(feed.c.realm == _REALM, feed.c.home == 1 if everything else _IN_SCOPES)
        news, table = sa.and_(visible, feed.c.seq > _SINCE), feed.c.tbl == sa.bindparam("tbl_")
        window = sa.and_(visible, _WINDOW)
        others = sa.and_(window, sa.or_(feed.c.home == 0, feed.c.seq.not_in(_KNOWN)))
        here, gone = feed.c.gone == 0, feed.c.gone == 1
        self.seqs = (
            sa.select(feed.c.seq, feed.c.tbl)
            .where(news)
            .order_by(feed.c.seq)
            .limit(sa.bindparam("most", type_=sa.Integer()))
        )
        self.tables = sa.select(feed.c.tbl).where(others).distinct().order_by(feed.c.tbl)
        self.rows = {number: _rows_where(number, sa.and_(others, here)) for number in records}
        self.wanted = {number: _rows_where(number, sa.and_(visible, here, _CHOSEN)) for number in records}
        self.removed = sa.select(*(feed.c[name] for name in _SAME_KEY)).where(window, gone, table).distinct()
        self.sees = sa.select(feed.c.seq).where(visible, here, _THIS_ROW).limit(1)


def _rows_where(number: int, which: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    table = records[number]
    same = [feed.c[name] == column for name, column in zip(("k1", "k2", "k3"), table.keys, strict=False)]
    joined = feed.join(table.table, sa.and_(feed.c.tbl == number, *same))
    return sa.select(table.table).select_from(joined).where(which)


_ASK = {everything: _Questions(everything=everything) for everything in (True, False)}
_KEYS = [op.c[name] for name in _SAME_KEY]
_MINE = (
    sa.select(*_KEYS, sa.func.min(op.c.base).label("base"))
    .where(op.c.author.in_(sa.bindparam("authors", expanding=True)), op.c.realm == _REALM)
    .where(op.c.seq > _SINCE, op.c.seq <= _END)
    .group_by(*_KEYS)
    .subquery()
)
_OPS_SINCE_MINE = sa.select(*_KEYS, op.c.author, op.c.n, op.c.seq, op.c.fate).select_from(
    _MINE.join(op, sa.and_(*(_MINE.c[name] == op.c[name] for name in _SAME_KEY), op.c.seq > _MINE.c.base))
)


def next_page(connection: sa.Connection, reader: Reader, since: int, most: int, until: int = 0) -> Rows | None:
    """The rows after commit `since`, whole commits, about `most` of them; None when nothing is newer.

    Fewer where their text is too long. What of one commit is too long for one page is owed: told by name. until: the
    page is to end there, if that is no further than it would go by itself: it is one that was cut on its way.
    """
    newest = top(connection, reader.realm)
    if since >= newest:
        return None
    ask = _ASK[reader.reach.everything]
    while True:
        lines = hot.rows(connection, ask.seqs, **reader.named(since_=since, most=most))
        end = reader.settled.step(since, _filled(lines, most) or newest)
        end = until if since < until < end else end
        try:
            return _page(connection, reader, (since, end), last=end == newest, owing=most == 1)
        except _TooLong:
            most = max(1, most // _SHORTER)


def is_beyond(connection: sa.Connection, reader: Reader, since: int, most: int) -> bool:
    """Whether more than `most` rows, as pages count them, are newer than the commit `since`."""
    lines = hot.rows(connection, _ASK[reader.reach.everything].seqs, **reader.named(since_=since, most=most))
    return _filled(lines, most) is not None


def _filled(lines: Iterable[hot.Line], most: int) -> int | None:
    """The commit at which the page is full, None when the rest of the news fits in it."""
    left = most
    for seq, table in lines:
        left -= _WEIGHTS.get(table, 1)
        if left <= 0:
            return int(seq)
    return None


def _page(connection: sa.Connection, reader: Reader, span: tuple[int, int], *, last: bool, owing: bool) -> Rows:
    same, commits = _same(connection, reader, span)
    text = _Text(reader.most_text, owing)
    tables, made = _tables(connection, reader, span, same, [commit.seq for commit in commits], text)
    head = head_at(connection, reader.realm, span[1])
    dots = [(author, n, n) for key, _ in made for author, n in same[key]]
    ranges = _ranges(dots + [(commit.author, commit.n0, commit.n1) for commit in commits])
    total = reduce(xor, [digest for _, digest in made] + [commit.total for commit in commits], 0)
    return Rows(reader.realm, span[1], head, tables, ranges, total, last=last, owed=text.owed)


def _same(
    connection: sa.Connection, reader: Reader, span: tuple[int, int]
) -> tuple[dict[RowKey, list[tuple[int, int]]], list[Commit]]:
    """What the reader can make itself: rows with their ops, or whole commits of the same request."""
    news = own_news(connection, reader.proven, span[0])
    if not news:
        return {}, []
    commits = unmoved(connection, reader.settled, reader.realm, span, news, reader.proven, reader.reach)
    if commits is not None:
        return {}, commits
    return _same_rows(connection, reader, sorted(news), *span), []


class _Text:
    """The room for text in one page. What finds no room is owed, or raises _TooLong where nothing may be."""

    def __init__(self, left: int, owing: bool) -> None:
        self._left, self._owing, self._empty = left, owing, True
        self.owed: list[tuple[int, int, int, int]] = []

    def takes(self, columns: Iterable[Sequence[Value]]) -> bool:
        """Whether all of this text goes into the page; else none of it is counted."""
        size = sum(map(_text_of, columns))
        if size > self._left:
            return False
        self._left, self._empty = self._left - size, False
        return True

    def fits(self, key: RowKey, row: Row) -> bool:
        """Whether the row goes into the page; the first always does."""
        size = _text_of(row.values())
        if self._empty or size <= self._left:
            self._left, self._empty = self._left - size, False
            return True
        if not self._owing:
            raise _TooLong
        self.owed.append((key.table, key.k1, key.k2, key.k3))
        return False


def _text_of(values: Iterable[Value]) -> int:
    """Bytes of text."""
    return sum(len(value) if value.isascii() else len(value.encode()) for value in values if type(value) is str)


def _tables(
    connection: sa.Connection,
    reader: Reader,
    span: tuple[int, int],
    same: Mapping[RowKey, object],
    known: Sequence[int],
    text: _Text,
) -> tuple[list[Table], list[tuple[RowKey, int]]]:
    """One table per record with news, without the rows that the reader makes itself, and (key, hash) of those.

    Rows whose own line is of a commit in `known` are not looked at.
    """
    found: list[Table] = []
    made: list[tuple[RowKey, int]] = []
    ask, window = _ASK[reader.reach.everything], reader.named(since_=span[0], end_=span[1])
    for number in hot.column(connection, ask.tables, **window, known=known):
        keys = len(records[number].keys)
        # One that is in several scopes comes several times.
        lines = sorted(set(hot.rows(connection, ask.rows[number], **window, known=known)))
        removed = _removed(connection, number, window, reader, lines)
        table = None if same else _in_columns(number, lines, removed, reader, text)
        if table is None:
            full: list[tuple[RowKey, int, Row]] = []
            for key, v, row in _rows(lines, reader, number):
                if key in same:
                    made.append((key, row_hash(key, row)))
                elif text.fits(key, row):
                    full.append((key, v, row))
            table = pack_table(number, keys, full, removed, reader.level)
        if table.count or table.removed:
            found.append(table)
    return found, made


def _in_columns(
    number: int, lines: Sequence[hot.Line], removed: Sequence[RowKey], reader: Reader, text: _Text
) -> Table | None:
    """All lines of a record, that none is taken out of, with no object for each; None where their text has no room."""
    table, columns = records[number], list(zip(*lines, strict=True))
    keys, by_number = len(table.keys), table.record.by_number
    fields = [
        (field_number, values)
        for field_number, values in sorted(zip(table.numbers, columns[keys + 2 :], strict=bool(lines)))
        if values.count(None) < len(values) and (reader.reach.everything or not by_number[field_number].private)
    ]
    if not text.takes(values for field_number, values in fields if by_number[field_number].type.is_text):
        return None
    versions = columns[keys + 1] if lines else ()
    return pack_columns(number, (columns[:keys], versions, fields), (keys, removed), reader.level)


def _rows(lines: Iterable[hot.Line], reader: Reader, number: int) -> Iterator[tuple[RowKey, int, Row]]:
    """(key, version, fields) of the selected lines of a record, without what the reader may not see."""
    read = records[number].read
    private = () if reader.reach.everything else [f.number for f in CATALOGUE.record(number).fields if f.private]
    for values in lines:
        key, v, row = read(values)
        for hidden in private:
            row.pop(hidden, None)
        yield key, v, row


def _removed(
    connection: sa.Connection,
    number: int,
    window: dict[str, object],
    reader: Reader,
    shown_lines: Sequence[hot.Line],
) -> list[RowKey]:
    """Rows that left a scope of the reader and are in no other of theirs."""
    if reader.reach.everything:
        return []
    keys = len(records[number].keys)
    shown = {RowKey(number, *line[:keys]) for line in shown_lines}
    lines = hot.rows(connection, _ASK[False].removed, **window, tbl_=number)
    gone = [RowKey(*values) for values in lines]
    still = {key for key in gone if key not in shown and _sees(connection, reader, key)}
    return sorted(key for key in gone if key not in shown and key not in still)


def _sees(connection: sa.Connection, reader: Reader, key: RowKey) -> bool:
    this = {f"{name}_": part for name, part in zip(_SAME_KEY, key, strict=True)}
    return hot.first(connection, _ASK[reader.reach.everything].sees, **reader.named(**this)) is not None


def _same_rows(
    connection: sa.Connection, reader: Reader, authors: list[int], since: int, end: int
) -> dict[RowKey, list[tuple[int, int]]]:
    """Rows that the reader can make itself, with its ops (author, n) on them.

    Since the base of its first new op there, nobody else touched the row and all its ops are ok. A guess: the total in
    the page proves it.
    """
    window = {"authors": authors, "realm_": reader.realm, "since_": since, "end_": end}
    found: dict[RowKey, list[tuple[int, int]]] = defaultdict(list)
    spoiled: set[RowKey] = set()
    ok, proven = Fate.OK.value, reader.proven
    for tbl, k1, k2, k3, author, n, seq, fate in hot.rows(connection, _OPS_SINCE_MINE, **window):
        key = RowKey(tbl, k1, k2, k3)
        if fate != ok or seq > end or n > proven.get(author, 0):
            spoiled.add(key)
        elif seq > since:
            found[key].append((author, n))
    return {key: dots for key, dots in found.items() if key not in spoiled}


def _ranges(runs: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Runs (author, n0, n1) that follow each other made one."""
    ranges: list[tuple[int, int, int]] = []
    for author, n0, n1 in sorted(runs):
        if ranges and ranges[-1][0] == author and ranges[-1][2] == n0 - 1:
            ranges[-1] = (author, ranges[-1][1], n1)
        else:
            ranges.append((author, n0, n1))
    return ranges


def wanted_rows(connection: sa.Connection, reader: Reader, keys: Sequence[RowKey]) -> Rows:
    """The rows asked for by name at the last commit, as many as one page holds.

    One that the reader may not see is told as removed. What found no room is not answered, and will be asked for again.
    """
    newest = top(connection, reader.realm)
    pages = []
    text = _Text(reader.most_text, owing=True)
    for number in sorted({key.table for key in keys if CATALOGUE.knows(key.table)}):
        asked = [key for key in keys if key.table == number]
        found: dict[RowKey, tuple[int, Row]] = {}
        for start in range(0, len(asked), CHUNK):
            chosen = [key[1:] for key in asked[start : start + CHUNK]]
            lines = connection.execute(_ASK[reader.reach.everything].wanted[number], reader.named(chosen=chosen)).all()
            found.update({key: (v, row) for key, v, row in _rows(lines, reader, number)})
        rows = [(key, v, row) for key, (v, row) in sorted(found.items()) if text.fits(key, row)]
        removed = sorted({key for key in asked if key not in found})
        pages.append(pack_table(number, len(records[number].keys), rows, removed, reader.level))
    head = head_at(connection, reader.realm, newest)
    names = [(k.table, k.k1, k.k2, k.k3) for k in keys]
    owed = set(text.owed)
    return Rows(reader.realm, newest, head, pages, answered=[n for n in names if n not in owed], last=True)
