"""Groups of a class and the notes about them. Notes are added, never changed, so they never conflict."""

from __future__ import annotations

import re

from contract.exchange.dots import row_id
from contract.tables import queries
from contract.training.catalogue import GROUP, NOTE
from desktop.services.faults import Unsuitable
from desktop.services.named import class_line, group_line
from desktop.services.writing import stated, write
from desktop.storage.edit import Change, Moment, active_author
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records

MOST_NOTE = 10_000
"""Signs of one note; longer texts belong in a file."""


def create_group(replica: Replica, class_id: int, title: str, moment: Moment) -> int:
    """Makes a group; gives its id. Its number is the one in its title, else the next one free."""
    with replica.transaction():
        held = class_line(replica, class_id)
        plain = " ".join(title.split())
        if not plain:
            raise Unsuitable("Nama kelompok kosong; tulis namanya.")
        taken = [line.number for line in fetch(replica, queries.groups_of(records, class_id)) if line.number]
        made = stated(GROUP, class_group=class_id, title=plain, number=group_number(plain) or max(taken, default=0) + 1)
        return row_id(write(replica, held.realm, [Change(GROUP.number, made)], moment)[0])


def group_number(title: str) -> int | None:
    """The number in a title such as "Kelompok 3", if there is just one."""
    found = re.findall(r"\d+", title)
    return int(found[0]) if len(found) == 1 and len(found[0]) < 4 else None


def write_note(replica: Replica, group_id: int, text: str, moment: Moment) -> int:
    """Adds a note about a group; gives its id."""
    held = group_line(replica, group_id)
    plain = text.strip()
    if not plain:
        raise Unsuitable("Catatan kosong; tulis isinya.")
    if len(plain) > MOST_NOTE:
        raise Unsuitable(
            f"Catatan berisi {len(plain)} huruf, paling banyak {MOST_NOTE}; bagi menjadi beberapa catatan."
        )
    made = stated(
        NOTE,
        group=group_id,
        text=plain,
        written_at=moment.wall,
        written_by=active_author(replica, held.realm),
    )
    return row_id(write(replica, held.realm, [Change(NOTE.number, made)], moment)[0])
