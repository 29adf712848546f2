"""A laptop restored from an old image has lived twice: its later ops get new numbers, their rows new names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from msgspec import structs

from contract.exchange.dots import (
    LEASED_AT_ONCE,
    MAX_N,
    Dot,
    dot_of,
    is_roster_number,
    other_number,
    row_id,
)
from contract.exchange.judge import Fate
from contract.exchange.operations import GENESIS_CHAIN, Op, Sight, chain, mark_of
from contract.exchange.repeats import repeat_of
from contract.exchange.shapes import RowKey
from contract.tables.records import Values
from desktop.storage.edit import read_pen, take_spare, write_pen
from desktop.storage.hands import roster_number, seen_now
from desktop.storage.history import turn
from desktop.storage.lost import note_made_again
from desktop.storage.moved import Moved, all_moved, end_of, made_row, sight_of, tell_unsealed
from desktop.storage.naming import rows_named, with_names
from desktop.storage.outbox import NOT_FORKED, chain_at, drop_segments
from desktop.storage.queries.journey import put_away
from desktop.storage.replica import Replica, read_op, stored_op
from desktop.storage.tables import ACTIVE, ASIDE, RETIRED, SPARE, lineage, moved_op, op

_LINE = sa.select(lineage).where(lineage.c.author == sa.bindparam("author_"))
_RETIRE_SPARES = (
    sa.update(lineage)
    .where(lineage.c.writer == sa.bindparam("writer_"), lineage.c.state == SPARE)
    .where(lineage.c.author.between(sa.bindparam("first_"), sa.bindparam("last_")))
    .values(state=RETIRED)
)
_FROM_N0 = sa.and_(op.c.author == sa.bindparam("author_"), op.c.n >= sa.bindparam("n0_"), NOT_FORKED)
_FROM = sa.select(op).where(_FROM_N0).order_by(op.c.n)
_DROP_FROM = sa.delete(op).where(_FROM_N0)
_ONE = sa.select(op).where(op.c.author == sa.bindparam("author_"), op.c.n == sa.bindparam("n_"))
_ORPHAN = "orphan"
_CAME_BACK = (
    sa.select(op)
    .where(op.c.realm == sa.bindparam("realm_"), op.c.own == 1, op.c.state == ASIDE, op.c.fate == Fate.REJECTED.value)
    .where(sa.or_(op.c.reason.in_((_ORPHAN, "no_row")), op.c.reason.startswith("no_parent:")))
    .order_by(op.c.ord)
)
_same_writer = lineage.alias()
_ACTIVE_OF_SAME_WRITER = (
    sa.select(lineage.c.author)
    .join(_same_writer, _same_writer.c.writer == lineage.c.writer)
    .where(_same_writer.c.author == sa.bindparam("author_"), lineage.c.state == ACTIVE)
)
_SAYING = (
    sa.select(op)
    .where(op.c.author == sa.bindparam("author_"), op.c.own == 1, op.c.saw.is_not(None), NOT_FORKED)
    .order_by(op.c.n)
)
_NOTE_MOVED = sa.insert(moved_op).prefix_with("OR REPLACE")
_FORGET_MOVED = sa.delete(moved_op).where(
    moved_op.c.author == sa.bindparam("author_"), moved_op.c.n == sa.bindparam("n_")
)
_BEFORE = (
    sa.select(op)
    .where(op.c.author == sa.bindparam("author_"), op.c.own == 1, op.c.n < sa.bindparam("n0_"))
    .order_by(op.c.n)
)


class _Placed(NamedTuple):
    """An op and what this laptop alone knows of it."""

    edit: Op
    realm: int
    order: int
    lowered: int | None
    heard: int | None


@dataclass(frozen=True, slots=True)
class _Names:
    """What moved: ids of rows, and what was seen of the ops that moved, as they are called now."""

    rows: Mapping[int, int]
    sights: Mapping[Sight, Sight]

    def renamed(self, edit: Op) -> Op:
        """The op about the same rows, under their new names; itself where it names none that moved."""
        key, patch = with_names(edit.key, edit.patch, self.rows)
        return structs.replace(
            edit,
            key=key,
            patch=patch,
            base=edit.base if key == edit.key else 0,
            saw=tuple(sorted({self.sights.get(sight, sight) for sight in edit.saw})),
        )


def renamed_op(edit: Op, rows: Mapping[int, int]) -> Op:
    """The op with the rows that it is about, or refers to, under other ids; its own number stays."""
    return _Names(rows, {}).renamed(edit)


def is_own(replica: Replica, author: int) -> bool:
    """Whether the number was leased to this laptop, in this life or an earlier one."""
    return replica.connection.execute(_LINE, {"author_": author}).first() is not None


def refork(replica: Replica, author: int, n0: int) -> bool:
    """Moves the own ops n0.. of an author to another number of the same person; False when no number is left.

    The other life keeps the old numbers. Ops of other authors that name rows which moved keep those names, for another
    laptop may be carrying them: the centre gives them back, and `renew` makes them once more.
    """
    return _refork(replica, {author: n0})


def _refork(replica: Replica, firsts: Mapping[int, int]) -> bool:
    """The same for one number of a hand or both. What builds on the branch under the other number is of it."""
    branch = [placed for author, n0 in firsts.items() for placed in _ops_from(replica, author, n0)]
    if not branch:
        return True
    if len(firsts) == 1:
        [(author, n0)] = firsts.items()
        first = _first_on(replica, other_number(author), Dot(author, n0))
        branch += _ops_from(replica, other_number(author), first) if first is not None else ()
    target = take_spare(replica, branch[0].edit.author)
    if target is None:
        return False
    _move(replica, sorted(branch, key=lambda placed: (placed.order, placed.edit.n)), target)
    tell_unsealed(replica, branch[0].realm)
    renew(replica, branch[0].realm)
    return True


def _first_on(replica: Replica, author: int, branch: Dot) -> int | None:
    """The first own op of the author that says that it saw one of these or a later one; None for none."""
    lines = replica.connection.execute(_SAYING, {"author_": author})
    building = (
        edit.n for edit in map(read_op, lines) if any(of == branch.author and n >= branch.n for of, n, _ in edit.saw)
    )
    return next(building, None)


def renew(replica: Replica, realm: int) -> int:
    """Makes own ops once more that came back because they name rows which moved; gives their count.

    Each at most once, behind everything else of the same person and with its own time; the old one is put away.
    """
    moved = all_moved(replica)
    count = 0
    for values in replica.connection.execute(_CAME_BACK, {"realm_": realm}).all() if moved else ():
        edit = read_op(values)
        again = _names_for(replica, edit, moved).renamed(edit)
        # One may name a row of another life rightly, and say that it saw what was done here under the maker's number.
        is_other = (again.key, again.patch) != (edit.key, edit.patch) or (values.reason == _ORPHAN and again != edit)
        if edit.dot in moved or not is_other:
            continue
        pen = read_pen(replica, _active_of_same_writer(replica, edit.author))
        dot = Dot(pen.author, pen.n + 1)
        key = RowKey(edit.key.table, row_id(dot)) if edit.creates else again.key
        saw, linked = seen_now(replica, pen.author, pen.linked, (key, again.patch), again.saw)
        again = structs.replace(again, author=dot.author, n=dot.n, key=key, saw=saw)
        link = chain(pen.chain, again)
        replica.add_ops(realm, [(again, link)], own=True)
        note_made_again(replica, values.heard, edit, again)
        write_pen(replica, dot.author, dot.n, link, linked)
        _note_moved(replica, [(edit, again)])
        moved[edit.dot] = Moved(edit.author, edit.n, mark_of(edit), *dot)
        put_away(replica, edit.author, edit.n)
        count += 1
    return count


def note_repeats(replica: Replica, author: int, fates: Sequence[tuple[int, str, str]]) -> None:
    """What the centre gave back because it stands there under another name is called so from now on.

    Another copy of its laptop brought it. Nobody need be told; what names it is made once more by `renew`.
    """
    for n, _, reason in fates:
        stands = repeat_of(reason)
        values = replica.connection.execute(_ONE, {"author_": author, "n_": n}).first() if stands else None
        if stands is not None and values is not None:
            line = Moved(author, n, mark_of(read_op(values)), *stands)
            # That name may be the one from which it was moved here: it is the end of the way now.
            replica.connection.execute(_FORGET_MOVED, {"author_": stands.author, "n_": stands.n})
            replica.connection.execute(_NOTE_MOVED, [line._asdict()])
            put_away(replica, author, n)


def leave_block(replica: Replica, author: int) -> None:
    """Moves all ops of a number that is somebody else's, and passes over the spare ones that came with it."""
    line = replica.connection.execute(_LINE, {"author_": author}).one()
    first = author - (author - 1) % LEASED_AT_ONCE
    near = {"writer_": line.writer, "first_": first, "last_": first + LEASED_AT_ONCE - 1}
    replica.connection.execute(_RETIRE_SPARES, near)
    _refork(replica, {author: 1, other_number(author): 1})


def _ops_from(replica: Replica, author: int, n0: int) -> list[_Placed]:
    return [_placed(values) for values in replica.connection.execute(_FROM, {"author_": author, "n0_": n0})]


def _placed(values: Values) -> _Placed:
    return _Placed(read_op(values), values.realm, values.ord, values.lowered, values.heard)


def _active_of_same_writer(replica: Replica, author: int) -> int:
    return int(replica.connection.execute(_ACTIVE_OF_SAME_WRITER, {"author_": author}).scalar_one())


def _names_for(replica: Replica, edit: Op, moved: Mapping[Dot, Moved]) -> _Names:
    """What an op means that moved: its own author's rows, and those of whose maker it can tell what that one said.

    Under the same names there may be rows of another life, which it did not mean.
    """
    said = set(edit.saw)
    meant = {dot: v for dot, v in moved.items() if dot.author == edit.author or (*dot, v.mark) in said}
    ends = {dot: end_of(dot, moved) for dot in meant}
    rows = {row_id(dot): row_id(end) for dot, end in ends.items() if made_row(replica, dot, moved)}
    sights: dict[Sight, Sight] = {}
    for dot, v in meant.items():
        now = sight_of(replica, ends[dot]) if (*dot, v.mark) in said else None
        if now is not None:
            sights[*dot, v.mark] = now
    return _Names(rows, sights)


def _move(replica: Replica, branch: Sequence[_Placed], target: int) -> None:
    """Takes the last ops of a hand away and makes them anew under the numbers of a fresh one, to be sealed again."""
    firsts = _firsts(branch)
    earlier, again = _seen_of_own(replica, branch, firsts), _made_again(replica, branch)
    turn(replica, branch[0].realm)
    for author, n in firsts.items():
        replica.connection.execute(_DROP_FROM, {"author_": author, "n0_": n})
        drop_segments(replica, author, n)
        before = chain_at(replica, author, n - 1) or GENESIS_CHAIN
        write_pen(replica, author, n - 1, before, read_pen(replica, author).linked)
    places = _places(replica, branch, target)
    sights: dict[Sight, Sight] = {}
    # Under the number of an op that made none another life made a row: who names that one means it.
    made = {row_id(placed.edit.dot): row_id(places[placed.edit.dot]) for placed in branch if placed.edit.creates}
    names = _Names(made, sights)
    ends = {dot.author: GENESIS_CHAIN for dot in places.values()}
    lines: list[dict[str, int | bytes | None]] = []
    pairs: list[tuple[Op, Op]] = []
    for placed in branch:
        dot, saw = places[placed.edit.dot], earlier.get(placed.edit.dot, ())
        edit = names.renamed(placed.edit)
        edit = structs.replace(edit, author=dot.author, n=dot.n, saw=tuple(sorted({*edit.saw, *saw})))
        sights[*placed.edit.dot, mark_of(placed.edit)] = (*dot, mark_of(edit))
        ends[dot.author] = link = chain(ends[dot.author], edit)
        facts = {"lowered": placed.lowered if edit.key == placed.edit.key else None, "heard": placed.heard}
        lines.append({**stored_op(edit, link, placed.order, placed.realm, own=True), **facts})
        pairs.append((placed.edit, edit))
    realms = {edit.key: placed.realm for placed, (_, edit) in zip(branch, pairs, strict=True)}
    replica.ensure_shadows(realms)
    replica.connection.execute(sa.insert(op), lines)
    for author, link in ends.items():
        write_pen(replica, author, max(edit.n for _, edit in pairs if edit.author == author), link, 0)
    _note_moved(replica, pairs)
    _note_made_again(replica, [(edit, again[old.dot]) for old, edit in pairs if old.dot in again])
    replica.refold([*realms, *(placed.edit.key for placed in branch)])


def _firsts(branch: Sequence[_Placed]) -> dict[int, int]:
    """By number the first op that moves."""
    firsts: dict[int, int] = {}
    for placed in branch:
        firsts[placed.edit.author] = min(placed.edit.n, firsts.get(placed.edit.author, placed.edit.n))
    return firsts


def _places(replica: Replica, branch: Sequence[_Placed], target: int) -> dict[Dot, Dot]:
    """What each op is called from now on: those of a roster number under the fresh hand's roster number."""
    rosters = roster_number(replica, target) or target
    ends: dict[int, int] = defaultdict(int)
    places: dict[Dot, Dot] = {}
    for placed in branch:
        author = rosters if is_roster_number(placed.edit.author) else target
        ends[author] += 1
        places[placed.edit.dot] = Dot(author, ends[author])
    return places


def _seen_of_own(replica: Replica, branch: Sequence[_Placed], firsts: Mapping[int, int]) -> dict[Dot, list[Sight]]:
    """Per op what its editor had seen without saying: what the same hand did before is never a rival of what it does.

    Under another number it would be. So also what made the rows that it names, where the centre may lack them.
    """
    about = {placed.edit.key for placed in branch}
    of_row: dict[RowKey, list[Sight]] = defaultdict(list)
    for number in {each for author in firsts for each in (author, other_number(author))}:
        before = {"author_": number, "n0_": firsts.get(number, MAX_N + 1)}
        for values in replica.connection.execute(_BEFORE, before):
            key = RowKey(values.tbl, values.k1, values.k2, values.k3)
            if key in about:
                of_row[key].append((number, values.n, mark_of(read_op(values))))
    made = {placed.edit.dot: {dot_of(i) for i in rows_named(placed.edit.key, placed.edit.patch)} for placed in branch}
    others = {other_number(author) for author in firsts}
    stay = {
        dot for dots in made.values() for dot in dots if dot.author in others and dot.n < firsts.get(dot.author, MAX_N)
    }
    makers = {edit.dot: (*edit.dot, mark_of(edit)) for edit, _ in replica.live_named(stay)}
    return {
        placed.edit.dot: [
            *of_row.get(placed.edit.key, ()),
            *(makers[dot] for dot in made[placed.edit.dot] if dot in makers),
        ]
        for placed in branch
    }


def _made_again(replica: Replica, branch: Sequence[_Placed]) -> Mapping[Dot, Dot]:
    """Which ops of the branch were made once more on this laptop, and how those were called."""
    moved = all_moved(replica)
    before = [placed.edit.dot for placed in branch if placed.edit.dot in moved]
    # What stands elsewhere because another copy of the laptop brought it has nothing here that could stand for it.
    return {dot: moved[dot].now for dot in before if sight_of(replica, end_of(dot, moved)) is not None}


def _note_made_again(replica: Replica, pairs: Sequence[tuple[Op, Dot]]) -> None:
    """What was made once more is so under its new number too: `renew` would make a third that undoes later work."""
    lines = [Moved(edit.author, edit.n, mark_of(edit), *dot)._asdict() for edit, dot in pairs]
    if lines:
        replica.connection.execute(_NOTE_MOVED, lines)
    for edit, _ in pairs:
        put_away(replica, edit.author, edit.n)


def _note_moved(replica: Replica, pairs: Sequence[tuple[Op, Op]]) -> None:
    """Writes down how ops were called before, and what they said."""
    lines = [Moved(old.author, old.n, mark_of(old), new.author, new.n)._asdict() for old, new in pairs]
    replica.connection.execute(_NOTE_MOVED, lines)
