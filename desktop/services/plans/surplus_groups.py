"""Groups beyond those that a class is to have: two laptops that drew them at once have made each twice."""

from __future__ import annotations

from contract.exchange.shapes import GONE, RowKey
from contract.tables.plans import names_groups, rows_on_groups
from contract.tables.queries import groups_of
from contract.tables.records import Values
from contract.training.catalogue import CATALOGUE, GROUP, MEMBERSHIP
from desktop.services.faults import Unsuitable
from desktop.services.writing import write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records

WORKED_ON = tuple(record for record in CATALOGUE.records if record is not MEMBERSHIP and names_groups(record))
"""Records whose rows say more of a group than who is in it."""


def parted(replica: Replica, class_id: int, count: int, *, again: bool) -> tuple[list[Values], list[Values]]:
    """(groups to keep, surplus) of a class, both by number. Raises Unsuitable where more than `count` are to be kept.

    Kept are those with a plan, a note or other work, then of each number the first: so one laptop's draw stays whole.
    """
    lines = fetch(replica, groups_of(records, class_id))
    if len(lines) <= count:
        return lines, []
    if not again:
        raise Unsuitable(
            f"Kelas ini sudah mempunyai {len(lines)} kelompok, lebih dari {count}. Sebutkan paling sedikit sebanyak "
            "itu, atau tambahkan --again untuk membagi ulang dan menghapus kelompok yang belum berisi pekerjaan."
        )
    worked = with_work(replica, lines)
    if len(worked) > count:
        raise Unsuitable(
            f"{len(worked)} kelompok kelas ini sudah berisi rencana aksi, catatan atau berkas; sebutkan paling sedikit "
            f"{len(worked)} kelompok."
        )
    seen = {line.number for line in lines if line.id in worked}
    order: list[tuple[bool, bool, int, Values]] = []
    for place, line in enumerate(lines):
        order.append((line.id not in worked, line.id not in worked and line.number in seen, place, line))
        seen.add(line.number)
    kept = {line.id for _, _, _, line in sorted(order, key=lambda one: one[:3])[:count]}
    return [line for line in lines if line.id in kept], [line for line in lines if line.id not in kept]


def with_work(replica: Replica, lines: list[Values]) -> set[int]:
    """Which of these groups have more than members: a theme, a plan, notes, marks, files."""
    ids = [line.id for line in lines]
    found = {line.id for line in lines if line.theme or line.plan}
    for record in WORKED_ON:
        found |= {one for one in replica.connection.execute(rows_on_groups(records, record, ids)).scalars() if one}
    return found & set(ids)


def remove(replica: Replica, realm: int, surplus: list[Values], moment: Moment) -> None:
    """Takes these groups away; who was in them is in another by now."""
    write(replica, realm, [Change(RowKey(GROUP.number, line.id), {GONE: 1}) for line in surplus], moment)
