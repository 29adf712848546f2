"""The oracle, second half: what must hold when nothing moves any more."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from contract.exchange.dots import format_id, parse_id
from contract.exchange.judge import Fate
from contract.exchange.operations import GENESIS_CHAIN, Op, chain
from contract.exchange.repeats import REPEATED
from contract.exchange.seals import next_head, segment_is_genuine
from contract.exchange.segments import unpack_ops
from contract.exchange.shapes import Row, RowKey, Value
from contract.training.catalogue import AUTHOR, CATALOGUE, CONFLICT
from contract.training.rights.scopes import guest, home_scope
from desktop.storage import status
from desktop.storage.outbox import FORKED
from desktop.storage.sameness import mendings
from desktop.storage.tables import ASIDE, LIVE
from desktop.storage.tables import records as near_records
from server.store.tables import records as far_records
from tests.simulation import reading, replay
from tests.simulation.invariants import demand, reach_now
from tests.simulation.laptop import references
from tests.simulation.money import check_money
from tests.simulation.reading import Judged
from tests.simulation.sight import check_in_sight

if TYPE_CHECKING:
    from tests.simulation.laptop import Laptop
    from tests.simulation.world import World


_OPEN = CONFLICT.by_name["open"].number


def check_rest(world: World) -> None:
    """I1, I2, I4, I5, I6, I7, I8, I11 and I14; the tables are what the log says; nobody was overruled unseen."""
    ops = reading.judged(world.far)
    rows = reading.rows(world.far)
    _check_log(world, ops)
    originals = _check_originals(world, ops)
    _check_parents(ops, rows)
    _check_kept(world, ops)
    _check_meant(world, ops)
    replay.check_replay(world, ops, originals, rows)
    _check_feed(world, rows)
    unnamed = {op.author for op in ops} - {key.k1 for key in rows if key.table == AUTHOR.number}
    demand(not unnamed, "I4 everybody who wrote is named", unnamed)
    judged = {(op.author, op.n): op for op in ops}
    with world.centre.snapshot() as connection:
        check_money(connection, far_records, rows)
    check_in_sight(rows)
    for laptop in world.laptops:
        check_money(laptop.replica.connection, near_records, reading.rows(laptop.driver))
        _check_settled(world, laptop, judged)
        _check_told(laptop)
        _check_once_here(world, laptop)
        _check_converged(world, laptop, rows)
        _check_never_differed(world, laptop)


def _check_never_differed(world: World, laptop: Laptop) -> None:
    """I1: a difference that a digest has found is put right, but without spoilt rows there may be none to find."""
    with laptop.replica.database.reading():
        demand(world.spoilt or not mendings(laptop.replica), "I1 nothing had to be put right", laptop.number)


def _check_log(world: World, ops: list[Judged]) -> None:
    """I4: no gap, the clock is the log's end, every head covers its commit."""
    commits: dict[tuple[int, int], list[Judged]] = defaultdict(list)
    for op in ops:
        commits[op.realm, op.seq].append(op)
    for realm, seq, head in world.far.execute("SELECT number, seq, head FROM realm").fetchall():
        log = reading.heads(world.far, realm)
        demand([line[0] for line in log] == list(range(len(log))), "I4 the log has no gap", realm)
        demand(log[-1] == (seq, bytes(head)), "I4 the clock is the log's end", realm)
        for before, line in pairwise(log):
            commit = commits[realm, line[0]]
            demand(len({op.author for op in commit}) == 1, "I4 a commit is of one author", realm, line)
            entries = b"".join(op.chain + op.fate.encode() + op.t.to_bytes(8, "big", signed=True) for op in commit)
            demand(next_head(before[1], entries) == line[1], "I4 every head covers its commit", realm, line)


def _check_originals(world: World, ops: list[Judged]) -> dict[tuple[int, int], Op]:
    """I6, and that the signed originals are what was judged. Gives them."""
    made: dict[tuple[int, int], Op] = {}
    by_author: dict[int, list[Judged]] = defaultdict(list)
    for op in ops:
        by_author[op.author].append(op)
    query = "SELECT l.author, l.got, l.chain, m.public_key FROM lease l JOIN member m ON m.id = l.member"
    for author, got, last, public in world.far.execute(query).fetchall():
        held = by_author.pop(author, [])
        demand([op.n for op in held] == list(range(1, got + 1)), "I6 ops of an author are 1 to got", author, got)
        links = [GENESIS_CHAIN, *(bytes(op.chain) for op in held)]
        demand(links[-1] == bytes(last), "I6 the author's chain is that of its last op", author)
        originals = "SELECT n0, n1, body, signature FROM segment WHERE author = ? ORDER BY n0"
        for n0, n1, body, signature in world.far.execute(originals, (author,)).fetchall():
            genuine = segment_is_genuine(bytes(public), links[n0 - 1], bytes(body), bytes(signature))
            demand(genuine, "I4 every original is signed by its author", author, n0, n1)
            for edit in unpack_ops(bytes(body)):
                made[author, edit.n] = edit
                same = edit.n <= got and chain(links[edit.n - 1], edit) == links[edit.n]
                demand(same, "I4 every original is what was judged", author, edit.n)
        demand(all((author, op.n) in made for op in held), "I4 every op has its signed original", author)
    demand(not by_author, "I6 every op is of a known author", by_author.keys())
    return made


def _check_parents(ops: list[Judged], rows: dict[RowKey, reading.Held]) -> None:
    """I5: no applied op points at a missing row."""
    ids = {(key.table, key.k1) for key in rows if CATALOGUE.record(key.table).minted}
    for op in ops:
        if op.fate not in ("ok", "lost"):
            continue
        record = CATALOGUE.record(op.key.table)
        named: list[tuple[str | None, Value]] = [
            (record.key_refers_to[i], op.key[1 + i]) for i in range(len(record.key_refers_to))
        ]
        named += [(record.by_number[n].refers_to, value) for n, value in op.patch.items()]
        for name, value in named:
            if name is not None and isinstance(value, int):
                demand((CATALOGUE.named(name).number, value) in ids, "I5 every parent exists", op)


def _check_kept(world: World, ops: list[Judged]) -> None:
    """I2: every edit is at the centre exactly once, unless every disk that held it was overwritten."""
    own = {author for (author,) in world.far.execute("SELECT own_author FROM realm").fetchall()}
    held = Counter(op.wall for op in ops if op.author not in own and not op.reason.startswith(REPEATED))
    twice_made = Counter(op.wall for op in ops if _made_once_more(world, op))
    made = {wall: len(batch) for wall, batch in world.memory.made.items()}
    lost = {wall for wall, count in made.items() if held[wall] < count} - world.memory.excused
    demand(not lost, "I2 no edit is lost", [world.memory.made[wall] for wall in sorted(lost)[:2]])
    twice_kept = _kept_as_evidence(ops)
    twice = {wall for wall, count in held.items() if count - twice_made[wall] - twice_kept[wall] > made.get(wall, 0)}
    demand(not twice, "I2 no edit is doubled or invented", [op for op in ops if op.wall in twice][:4])
    if not world.plan.laptop_restores:
        dots = {(op.author, op.n, op.key, tuple(sorted(op.patch.items()))) for op in ops if op.author not in own}
        edits = {
            (m.author, m.n, m.key, tuple(sorted(m.patch.items())))
            for batch in world.memory.made.values()
            for m in batch
        }
        demand(dots == edits, "I2 the centre holds exactly what was made", sorted(dots ^ edits)[:3])


def _kept_as_evidence(ops: list[Judged]) -> Counter[int]:
    """Of edits that two copies of a laptop brought under two numbers, and that changed nothing, those beyond the first.

    Had the first been applied, whichever came second would be given back. What was held or rejected each copy tells to
    whoever sits before it, for the other may be gone; and what could not be judged before a row came, now can be.
    """
    alike: Counter[tuple[int, object]] = Counter()
    for op in ops:
        if op.fate == "held" or (op.fate == "rejected" and not op.reason.startswith(REPEATED)):
            said = op.key.table, None if op.creates else op.key, tuple(sorted(op.patch.items()))
            alike[op.wall, said] += 1
    beyond: Counter[int] = Counter()
    for (wall, _), count in alike.items():
        beyond[wall] += count - 1
    return beyond


def _check_once_here(world: World, laptop: Laptop) -> None:
    """I2: on one laptop an edit is called by one name; those that it had before are known to be such."""
    moved = reading.moved(laptop.driver)
    here = Counter(line.wall for line in reading.lines(laptop.driver, "own") if (line.author, line.n) not in moved)
    twice = [wall for wall, count in here.items() if count > len(world.memory.made.get(wall, ()))]
    demand(not twice, "I2 nobody is told twice of an edit", laptop.number, twice[:3])


def _made_once_more(world: World, op: Judged) -> bool:
    """Given back for naming a row of another life, or none; a laptop made it again about the row that was meant."""
    if op.fate != "rejected" or not op.reason.startswith(("orphan", "no_row", "no_parent:")):
        return False
    return any((op.author, op.n) in reading.moved(laptop.driver) for laptop in world.laptops)


def _check_meant(world: World, ops: list[Judged]) -> None:
    """An edit is about the rows that its maker saw, whatever numbers they got later.

    A row that no disk holds any more, neither the centre's nor its maker's, can't be told from another of that name.
    """
    makers = {(op.author, op.n): op.wall for op in ops}
    for op in ops:
        made = world.memory.only(op.wall)
        if made is None or op.fate not in ("ok", "lost"):
            continue
        named = references(op.key, op.patch)
        now = [makers.get((identifier >> 32, identifier & 2**32 - 1)) for identifier in named]
        for before, after in zip(made.meant, now, strict=True):
            lost = before is None or before in world.memory.excused
            demand(lost or before == after, "I2 an edit is about the row that was meant", made, op)


def _check_feed(world: World, rows: dict[RowKey, reading.Held]) -> None:
    """The feed names every row in exactly the scopes that see it, at its version."""

    def look(key: RowKey) -> Row | None:
        return rows[key].row if key in rows else None

    want: dict[tuple[RowKey, int], int] = {}
    for key, held in rows.items():
        want[key, home_scope(key, held.row or {}, look)] = 1
    for key, held in rows.items():
        shown = guest(key, held.row or {})
        if shown is not None and shown[2]:
            want.setdefault((shown[0], shown[1]), 0)
    query = f"SELECT {reading.KEY}, scope, home, seq FROM feed WHERE gone = 0"
    have = {}
    for *key, scope, home, seq in world.far.execute(query).fetchall():
        have[RowKey(*key), scope] = home
        demand(seq >= rows[RowKey(*key)].v, "I1 the feed is not older than its row", key, scope)
    demand(
        have == want,
        "I1 the feed names every row where it is seen",
        [k for k in have.keys() | want if have.get(k) != want.get(k)][:3],
    )


def _check_settled(world: World, laptop: Laptop, judged: dict[tuple[int, int], Judged]) -> None:
    """I7, I11: nothing waits, and every author knows what became of each edit."""
    demand(not reading.shadows(laptop.driver), "I7 no shadow at rest", laptop.number, reading.shadows(laptop.driver))
    demand(not reading.named(laptop.driver, "want"), "I11 nothing is asked for at rest", laptop.number)
    for line in reading.lines(laptop.driver):
        if not line.own:
            demand(line.state != LIVE, "I11 nothing carried waits at rest", laptop.number, line)
            continue
        there = judged.get((line.author, line.n))
        demand(
            there is not None and there.chain == line.chain,
            "I2 the centre holds what the laptop made",
            laptop.number,
            line,
        )
        assert there is not None
        fate = there.fate if there.fate != "ok" else None
        demand((line.at, line.fate) == (there.seq, fate), "I11 an author knows every fate", laptop.number, line, there)
        demand(
            (line.state == ASIDE) == (fate in ("rejected", "held")),
            "I11 what came back is set aside",
            laptop.number,
            line,
        )


def _check_told(laptop: Laptop) -> None:
    """What the laptop tells its people of their work is what its disk holds, and it knows when nothing is left."""
    replica, lines = laptop.replica, reading.lines(laptop.driver)
    demand(not status.is_unfinished(replica, laptop.centre().id), "I11 a laptop at rest knows it", laptop.number)
    told = status.counts(replica)
    moved = reading.moved(laptop.driver)
    own = Counter(
        line.fate
        for line in lines
        if line.own and line.state == ASIDE and (line.author, line.n) not in moved and not _is_answered(line, lines)
    )
    waiting = [x for x in lines if not x.own and x.at is None and (x.state != ASIDE or x.reason != FORKED)]
    opened = [
        k
        for k, held in reading.rows(laptop.driver).items()
        if k.table == CONFLICT.number and (held.row or {}).get(_OPEN)
    ]
    have = (0, 0, len(waiting), own["held"], own["rejected"], len(opened))
    counted = (told.pending, told.carried, told.others, told.held, told.rejected, told.conflicts)
    demand(counted == have, "I11 what is told of the work is what is there", laptop.number, counted, have)
    returned = status.returned(replica, Fate.HELD, Fate.REJECTED)
    demand(len(returned) == own["held"] + own["rejected"], "I11 what came back is listed", laptop.number)
    for key in reading.rows(laptop.driver):
        if CATALOGUE.record(key.table).minted:
            demand(parse_id(format_id(key.k1)) == key.k1, "an id reads back as it is written", key)
    standings = {office.code: office.seq for office in status.office_standings(replica)}
    demand(len(standings) == len(reading.standings(laptop.driver)), "every office is told of", standings)


def _is_answered(line: reading.Line, lines: list[reading.Line]) -> bool:
    """Whether every field was set again since, by somebody of this laptop and not in vain."""
    later = [x.patch.keys() for x in lines if x.own and x.ord > line.ord and x.key == line.key and x.state != ASIDE]
    return line.patch.keys() <= set().union(*later)


def _check_converged(world: World, laptop: Laptop, rows: dict[RowKey, reading.Held]) -> None:
    """I1: a laptop shows the centre's rows that it may see, and nothing else."""
    want: dict[RowKey, reading.Held] = {}
    for realm in sorted({seat.realm for seat in laptop.seats}):
        reach = reach_now(world, laptop, realm)
        query = f"SELECT {reading.KEY}, scope FROM feed WHERE realm = ? AND gone = 0"
        for *parts, scope in world.far.execute(query, (realm,)).fetchall():
            if reach.everything or scope in reach.scopes:
                key = RowKey(*parts)
                hidden = [shape.number for shape in CATALOGUE.record(key.table).fields if shape.private]
                row = {n: x for n, x in (rows[key].row or {}).items() if reach.everything or n not in hidden}
                want[key] = reading.Held(realm, rows[key].v, row)
    have = reading.rows(laptop.driver)
    wrong = sorted(key for key in want.keys() | have.keys() if want.get(key) != have.get(key))
    demand(
        not wrong,
        "I1 a laptop shows what the centre holds",
        laptop.number,
        [(k, want.get(k), have.get(k)) for k in wrong[:2]],
    )
