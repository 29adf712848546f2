"""Everybody who is on a list, with what is recorded of them, for a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from contract.tables.people import of_people
from contract.training.rights.masking import number_for
from contract.training.rights.roles import Role
from desktop.services.exchange.lease import require_reading
from desktop.services.faults import Cancelled
from desktop.services.named import class_line
from desktop.services.writing import role_in
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.people import find
from desktop.storage.replica import Replica
from desktop.storage.tables import records

Progress = Callable[[int, int], bool]
"""(people done, people in all) -> whether to go on."""
_AT_ONCE = 2000


def people_sheet(
    replica: Replica,
    fields: Sequence[str],
    search: str,
    class_id: int | None,
    page: tuple[int | None, int] = (None, 0),
    progress: Progress = lambda done, total: True,
) -> tuple[Mapping[str, int | str | None], ...]:
    """Those that `search_people` finds, by name: "id" and these fields. page: most, offset.

    The NIK as the one at work may see it. Runs on any thread but the database's. Raises Cancelled.
    """
    return replica.database.call(_read, replica, fields, search, class_id, page, progress).result()


def _read(
    replica: Replica,
    fields: Sequence[str],
    search: str,
    class_id: int | None,
    page: tuple[int | None, int],
    progress: Progress,
) -> tuple[Mapping[str, int | str | None], ...]:
    with replica.database.reading():
        require_reading(replica)
        if class_id is not None:
            class_line(replica, class_id)
        _, ids = find(replica, search, class_id, *page)
        found: dict[int, Mapping[str, int | str | None]] = {}
        roles: dict[int, Role | None] = {}
        for start in range(0, len(ids), _AT_ONCE):
            if not progress(start, len(ids)):
                raise Cancelled("Dihentikan; tidak ada berkas yang ditulis.")
            for line in fetch(replica, of_people(records, fields, ids[start : start + _AT_ONCE])):
                told = {"id": line.id, **{name: getattr(line, name) for name in fields}}
                if told.get("national_id"):
                    # Asked once an office: asked of each of twenty thousand it is what takes longest.
                    if line.realm not in roles:
                        roles[line.realm] = role_in(replica, line.realm)
                    told["national_id"] = number_for(line.national_id, roles[line.realm])
                found[line.id] = told
        return tuple(found[one] for one in ids if one in found)
