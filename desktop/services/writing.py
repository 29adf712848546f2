"""How services change rows: in the name of the person of that office, within their role."""

from __future__ import annotations

from collections.abc import Sequence

from contract.exchange.dots import Dot
from contract.exchange.shapes import GONE, Patch, Record, RowKey, Value
from contract.training.catalogue import AUTHOR, CATALOGUE
from contract.training.rights.roles import Grant, Role, may_write
from desktop.services.completion import frozen
from desktop.services.conflicts.decisions import closings
from desktop.services.faults import NotAllowed
from desktop.storage.edit import Change, Moment, NoAuthor, active_author, edit
from desktop.storage.queries.lines import fetch_row
from desktop.storage.queries.offices import writers
from desktop.storage.replica import Replica


def write(
    replica: Replica,
    realm: int,
    changes: Sequence[Change],
    moment: Moment,
    reason: str | None = None,
    *,
    roster: bool = False,
) -> list[Dot]:
    """Makes the changes, all or none, as the person of this laptop in that office; they are on disk when it returns.

    A field in open conflict that they set is decided by them (`reason`: why): that is written in front of them. Raises
    NotAllowed when no role of that kind may write such rows, and what `frozen.check` refuses. Whether this class is
    theirs the centre decides. roster: what is new among them may wait on the road behind the marks.
    """
    if not changes:
        return []
    with replica.transaction():
        author = active_author(replica, realm)
        decided = closings(replica, author, changes, moment, reason)
        _check_role(replica, author, [*decided, *changes])
        frozen.check(replica, changes, lambda: role_of(replica, author), reason)
        return edit(replica, author, [*decided, *changes], moment, roster=roster)[len(decided) :]


def _check_role(replica: Replica, author: int, changes: Sequence[Change]) -> None:
    role = role_of(replica, author)
    if role is None:
        return
    numbers = {change.row.table if isinstance(change.row, RowKey) else change.row for change in changes}
    for number in numbers:
        record = CATALOGUE.record(number)
        if not may_write([Grant(role)], record.name, frozenset(), (0, 0)):
            raise NotAllowed(
                f'Peran Anda di kantor ini ("{role.value}") tidak boleh mengubah {record.label.lower()}. '
                "Minta pengelola kantor mengubahnya, atau memberi Anda peran lain."
            )


def role_of(replica: Replica, author: int) -> Role | None:
    """The role of an author of this laptop: as the centre says now, else as at joining; None for a newer one."""
    known = fetch_row(replica, AUTHOR, author)
    joined = next((line.role for line in writers(replica) if line.author == author), None)
    told = str((known.role if known is not None else None) or joined)
    return Role(told) if told in Role.__members__.values() else None


def role_in(replica: Replica, realm: int) -> Role | None:
    """The role of whoever is at work in an office; None for a newer one, and for who has not joined it."""
    try:
        return role_of(replica, active_author(replica, realm))
    except NoAuthor:
        return None


def patch(record: Record, /, **values: Value) -> Patch:
    """A patch by the catalogue's field names."""
    return {record.by_name[name].number: value for name, value in values.items()}


def stated(record: Record, /, **values: Value) -> Patch:
    """The same without what is None or empty: for new rows."""
    return patch(record, **{name: value for name, value in values.items() if value not in (None, "")})


def bringing_back(replica: Replica, changes: Sequence[Change]) -> list[Change]:
    """The changes, with the deletion undone where a row was deleted before."""
    replica.touch(change.row for change in changes if isinstance(change.row, RowKey))
    deleted = {key for key, held in replica.rows_touched().items() if (held.content or {}).get(GONE)}
    return [Change(change.row, {GONE: None, **change.patch}) if change.row in deleted else change for change in changes]
