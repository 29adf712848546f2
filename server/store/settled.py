"""What one request's own ops became, for the pages of the same request: nothing of it need be looked up again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import sqlalchemy as sa

from contract.exchange.scopes import Reach
from server.store import hot
from server.store.tables import feed, lease, op

_AT = sa.select(lease.c.author, lease.c.got).where(
    lease.c.author.in_(sa.bindparam("authors", expanding=True)), lease.c.at > sa.bindparam("since_")
)
_SEQ_OF = sa.select(op.c.seq).where(op.c.author == sa.bindparam("author_"), op.c.n == sa.bindparam("n_"))
_UNMOVED = (
    sa.select(feed.c.seq, sa.func.count())
    .where(
        feed.c.realm == sa.bindparam("realm_"), feed.c.home == 1, feed.c.seq.in_(sa.bindparam("seqs", expanding=True))
    )
    .group_by(feed.c.seq)
)


SETTLED_AT_ONCE = 1000
"""Rows of a page at most, roughly, that its reader makes itself."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of which the set path took every op, n0 to n1 of one author.

    rows: how many it wrote. scopes: where those are at home. total: the XOR of their hashes.
    """

    seq: int
    author: int
    n0: int
    n1: int
    rows: int
    scopes: frozenset[int]
    total: int


@dataclass(slots=True)
class Settled:
    """The commits of one request that hold nothing else."""

    commits: dict[int, Commit] = field(default_factory=dict)

    def add(self, commit: Commit) -> None:
        """Takes one more."""
        self.commits[commit.seq] = commit

    def step(self, since: int, end: int) -> int:
        """Where a page after `since` that might reach to `end` must end, not to settle too much in one step.

        Telling of a commit costs a few bytes; on the laptop all that a page settles is one step of its database.
        """
        rows = 0
        for commit in sorted((c for c in self.commits.values() if since < c.seq <= end), key=lambda c: c.seq):
            rows += commit.rows
            if rows >= SETTLED_AT_ONCE:
                return commit.seq
        return end


def own_news(connection: sa.Connection, authors: Mapping[int, int], since: int) -> dict[int, int]:
    """Of these authors those with ops applied after commit `since`, with how many ops are held of each."""
    if not authors:
        return {}
    return dict(hot.rows(connection, _AT, authors=list(authors), since_=since))


def unmoved(
    connection: sa.Connection,
    settled: Settled,
    realm: int,
    span: tuple[int, int],
    news: Mapping[int, int],
    proven: Mapping[int, int],
    reach: Reach,
) -> list[Commit] | None:
    """The commits of the span (after, up to) whose rows are as the reader's own ops left them.

    None when one of the span is not such a commit: then each row must be looked at.
    """
    since, end = span
    commits = [commit for commit in settled.commits.values() if since < commit.seq <= end]
    for author, got in news.items():
        mine = sorted((commit.n0, commit.n1) for commit in settled.commits.values() if commit.author == author)
        gapless = mine and all(before[1] + 1 == after[0] for before, after in pairwise(mine))
        if not gapless or mine[-1][1] != got or got > proven[author]:
            return None
        first = mine[0][0]
        if first > 1:
            before = hot.scalar(connection, _SEQ_OF, author_=author, n_=first - 1)
            if before is None or before > since:
                return None
    if not all(reach.sees(scope) for commit in commits for scope in commit.scopes):
        return None
    seqs = [commit.seq for commit in commits]
    # A row has one line of its own in the feed, at its latest commit: when none is missing, none has changed since.
    counted: dict[int, int] = dict(hot.rows(connection, _UNMOVED, realm_=realm, seqs=seqs)) if commits else {}
    return commits if all(counted.get(commit.seq) == commit.rows for commit in commits) else None
