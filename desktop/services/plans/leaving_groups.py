"""Who moves to another class leaves their group of the old one, and it is told what the groups lack then."""

from __future__ import annotations

from dataclasses import dataclass

from contract.exchange.shapes import GONE, RowKey
from contract.tables import plans as queries
from contract.tables.queries import groups_of
from contract.training.catalogue import MEMBERSHIP
from contract.training.plans.grouping import are_even
from desktop.services.named import class_line
from desktop.services.plans.grouping import LEADER
from desktop.services.writing import write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftGroup:
    """The group that somebody has left. milestones: of its plan that are in their name still; sizes: of the class's
    groups as they are now, by title.
    """

    group: int
    title: str
    was_leader: bool
    milestones: int
    sizes: tuple[tuple[str, int], ...]

    @property
    def is_balanced(self) -> bool:
        """Whether the groups are as even as they can be."""
        return are_even(size for _, size in self.sizes)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was done, and what remains to be done by a person."""
        found = [f"Keluar dari {self.title} di kelas asal; riwayat kelompok dan rencana aksinya tetap ada."]
        if self.was_leader:
            found.append(f"{self.title} kini belum punya ketua; tunjuk penggantinya: lontar group leader.")
        if self.milestones:
            found.append(
                f"{self.milestones} tonggak {self.title} masih atas namanya; ganti penanggung jawabnya: "
                "lontar plan milestone."
            )
        if not self.is_balanced:
            told = ", ".join(f"{title} {size} orang" for title, size in self.sizes)
            found.append(
                f"Kelompok kelas asal kini belum seimbang ({told}); pindahkan seseorang: lontar group move, atau lihat "
                "pembagian baru: lontar group balance --again --dry-run."
            )
        return tuple(found)


def leave_group(replica: Replica, class_id: int, person: int, moment: Moment) -> LeftGroup | None:
    """Takes somebody out of their group of a class; None for who is in none. Within one transaction."""
    of = standing(replica)
    one = of.get(person, person)
    present = fetch(replica, queries.memberships_of(records, class_id))
    own = [line for line in present if line.stands == one]
    if not own:
        return None
    changes = [Change(RowKey(MEMBERSHIP.number, line.group, line.person), {GONE: 1}) for line in own]
    write(replica, class_line(replica, class_id).realm, changes, moment)
    teams = fetch(replica, groups_of(records, class_id))
    titles = {line.id: line.title or "" for line in teams}
    inside = {line.id for line in fetch(replica, queries.to_be_grouped(records, class_id, ()))}
    others = {(line.group, line.stands) for line in present if line.stands != one and line.stands in inside}
    steps = fetch(replica, queries.milestones_of(records, [class_id]))
    return LeftGroup(
        group=own[0].group,
        title=titles.get(own[0].group, ""),
        was_leader=any(line.role == LEADER for line in own),
        milestones=sum(line.stands == one and line.done_on is None for line in steps),
        sizes=tuple((titles[line.id], sum(group == line.id for group, _ in others)) for line in teams),
    )
