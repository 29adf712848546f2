"""The oracle, first half: what must hold after every step. Names follow the design's list, I1 to I12."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from contract.exchange.frames import FrameType
from contract.exchange.messages import Rows, read_message
from contract.exchange.pages import unpack_table
from contract.exchange.scopes import Reach
from contract.exchange.shapes import Patch, Row, RowKey
from contract.training.catalogue import CATALOGUE, ENROLMENT
from contract.training.rights.roles import Grant, Role, reach_of
from desktop.storage.tables import ASIDE, LIVE
from tests.simulation import reading
from tests.simulation.reading import Held, Judged, Line, Standing

if TYPE_CHECKING:
    from tests.simulation.laptop import Laptop
    from tests.simulation.world import World

NOTHING = Reach()


class Broken(AssertionError):
    """An invariant does not hold."""


def demand(holds: object, invariant: str, *facts: object) -> None:
    """Raises Broken naming the invariant when `holds` is false."""
    if not holds:
        raise Broken(f"{invariant}: {facts}")


def check_same(before: Mapping[str, bytes], after: Mapping[str, bytes], invariant: str) -> None:
    """Two digests are equal; names the tables that differ."""
    tables = sorted(before.keys() | after.keys())
    demand(before == after, invariant, [table for table in tables if before.get(table) != after.get(table)])


def check_laptop(world: World, laptop: Laptop) -> None:
    """I2, I3, I7 and I9 on one laptop, after any step."""
    driver = laptop.driver
    rows, shadows, lines = reading.rows(driver), reading.shadows(driver), reading.lines(driver)
    standings = reading.standings(driver)
    live: dict[RowKey, list[Line]] = defaultdict(list)
    for line in lines:
        if line.state == LIVE:
            live[line.key].append(line)
    mine = {line.wall for line in lines if line.own}
    demand(mine == laptop.saved, "I2 a laptop keeps what it saved", laptop.number, mine ^ laptop.saved)
    demand(
        live.keys() == shadows.keys(),
        "I7 a shadow exists iff its row has a live op",
        laptop.number,
        live.keys() ^ shadows.keys(),
    )
    for key, held in (*rows.items(), *shadows.items()):
        demand(held.v <= standings[held.realm].seq, "I9 nothing is ahead of the cursor", laptop.number, key, held)
    for key, held in shadows.items():
        seen = laid_over(held.row, live[key])
        shown = rows[key].row if key in rows else None
        demand(shown == seen, "I3 the visible row is the shadow and the live ops", laptop.number, key, shown, seen)
    _check_own_work(world, laptop, rows, shadows, lines)
    _check_forward(world, laptop, {**rows, **shadows})


def _check_forward(world: World, laptop: Laptop, rows: dict[RowKey, Held]) -> None:
    """I9: what a laptop has of a row grows no older, unless it was told to stand elsewhere (its turn) or rows spoil.

    A removal is no version: who may see a row again gets it as it was, older than the removal.
    """
    turns = reading.turns(laptop.driver)
    now = {key: (turns[held.realm], held.v) for key, held in rows.items()}
    if not world.spoilt:
        for key, (turn, v) in laptop.versions.items():
            then = now.get(key, (turn, v))
            demand(then[0] != turn or then[1] >= v, "I9 no row goes back", laptop.number, key, v, then[1])
    laptop.versions = {key: found for key, found in now.items() if rows[key].row is not None}


def check_judged(world: World, fresh: list[Judged]) -> None:
    """I10 for writing, and I8 for clocks: what was just judged, by the rights and the time that hold now."""
    for op in fresh:
        demand(op.t <= op.received, "I8 nobody has acted after the centre heard of it", op)
        if op.fate in ("ok", "lost"):
            demand(_may_have_written(world, op), "I10 nobody writes who may not", op)


def _may_have_written(world: World, op: Judged) -> bool:
    """Whether its author is not revoked and has, whatever its dates, a grant for the class that the row is of."""
    query = (
        'SELECT m.revoked, g.class_group FROM lease l JOIN member m ON m.id = l.member LEFT JOIN "grant" g '
        "ON g.member = m.id WHERE l.author = ?"
    )
    grants = world.far.execute(query, (op.author,)).fetchall()
    if not grants:  # the centre's own
        return True
    shape = CATALOGUE.record(op.key.table).by_name.get("class_group")
    row = reading.rows(world.far)[op.key].row or {} if shape is not None else {}
    scope = row.get(shape.number) if shape is not None else None
    if op.key.table == ENROLMENT.number:
        scope = op.key.k1
    allowed = scope is None or any(of_class in (0, scope) for _, of_class in grants)
    return not grants[0][0] and allowed


def check_delivered(laptop: Laptop) -> None:
    """I11: one good round takes all that waits to the centre, however bad some of it is."""
    waiting = reading.lines(laptop.driver, "own AND at IS NULL")
    demand(not waiting, "I11 one bad op delays no other", laptop.number, waiting[:2])


def laid_over(row: Row | None, lines: list[Line]) -> Row | None:
    """The row with the patches over it in the order known, without what is empty."""
    if row is None and not lines:
        return None
    seen = dict(row or {})
    for line in lines:
        seen |= storable(line.key, line.patch)
    return {number: value for number, value in seen.items() if value is not None}


def storable(key: RowKey, patch: Patch) -> Patch:
    """What this program can show of a patch: a field that it does not know has no column."""
    return {number: value for number, value in patch.items() if number in CATALOGUE.record(key.table).by_number}


def _check_own_work(
    world: World, laptop: Laptop, rows: dict[RowKey, Held], shadows: dict[RowKey, Held], lines: list[Line]
) -> None:
    """Hole 11: an own edit is visible until its row has come at or past it, or until it was returned."""
    driver = laptop.driver
    standings = reading.standings(driver)
    places = {realm: world.chronicle.place(realm, standing) for realm, standing in standings.items()}
    gone, wanted = reading.named(driver, "gone"), reading.named(driver, "want")
    later: dict[RowKey, set[int]] = defaultdict(set)
    for line in reversed(lines):
        if line.own and line.state != ASIDE:
            there = world.chronicle.judged(line.author, line.n, places[line.realm])
            under = shadows.get(line.key) or rows.get(line.key)
            v = under.v if under else gone.get(line.key, 0)
            if there is None or there.chain != line.chain or v < there.seq:
                excused = there is not None and (
                    line.key in wanted or _is_out_of_reach(world, standings[line.realm], shadows, rows, line)
                )
                shown = rows[line.key].row or {} if line.key in rows else {}
                hidden = {
                    n: x
                    for n, x in storable(line.key, line.patch).items()
                    if n not in later[line.key] and shown.get(n) != x
                }
                demand(
                    excused or not hidden,
                    "I3 an own edit is visible until its row has come",
                    laptop.number,
                    line,
                    shown,
                )
        if line.state == LIVE:
            later[line.key] |= line.patch.keys()


def _is_out_of_reach(
    world: World, standing: Standing, shadows: dict[RowKey, Held], rows: dict[RowKey, Held], line: Line
) -> bool:
    """The row went when the laptop might no longer see it, and has not come back: its page is that of its version.

    Which version is told by the history that the laptop knows: a centre restored since may have forgotten the row.
    """
    key = line.key
    missing = shadows[key].row is None if key in shadows else key not in rows
    if not missing or not standing.everything:
        return missing
    there = reading.rows(world.far).get(key)
    known = world.chronicle.latest(key, world.chronicle.place(line.realm, standing))
    return standing.since < max(known, there.v if there is not None else 0)


def reach_now(world: World, laptop: Laptop, realm: int) -> Reach:
    """What the laptop may read now by the grants of its people who are not revoked."""
    ids = [seat.member for seat in laptop.seats if seat.realm == realm]
    marks = ", ".join("?" * len(ids))
    query = (
        'SELECT g.role, g.class_group, g.starts, g.ends FROM "grant" g JOIN member m ON m.id = g.member '
        f"WHERE m.revoked = 0 AND m.id IN ({marks})"
    )
    grants = [Grant(Role(role), *rest) for role, *rest in world.far.execute(query, ids)]
    return reach_of(grants, world.chance.now) or NOTHING


def check_frame(world: World, laptop: Laptop, frame: tuple[int, bytes]) -> None:
    """I10: a page holds no row and no field that the laptop may not read."""
    if frame[0] != FrameType.ROWS:
        return
    page = read_message(*frame)
    assert isinstance(page, Rows)
    reach = reach_now(world, laptop, page.realm)
    if reach.everything:
        return
    scopes = sorted(reach.scopes)
    marks = ", ".join("?" * len(scopes))
    for table in page.tables:
        for key, _, row in unpack_table(table)[0]:
            query = f"SELECT 1 FROM feed WHERE realm = ? AND ({reading.KEY}) = (?, ?, ?, ?) AND scope IN ({marks})"
            may = world.far.execute(query, (page.realm, *key, *scopes)).fetchone()
            demand(may, "I10 no row leaves the centre for who may not read it", laptop.number, key)
            private = [shape.number for shape in CATALOGUE.record(key.table).fields if shape.private]
            demand(not row.keys() & private, "I10 no private field leaves the centre", laptop.number, key, row)
