"""Who removes a class while another works in it: the removal gives way, and everything is there again.

The judge sees one row at a time: it lets the class go, and the mark that was made meanwhile stands in a session that
nobody is shown. So the centre's own author takes the whole act of removal back, in the transaction that found it.
"""

from __future__ import annotations

from collections.abc import Collection

from contract.exchange.shapes import GONE, Patch, RowKey
from server.store import members, offices, removed
from server.store.centre import Centre, Connection
from server.sync import own


def give_way(centre: Centre, connection: Connection, doubted: Collection[RowKey], *, realm: int, now: int) -> None:
    """Takes back the acts that deleted these rows, where work hangs on what they deleted. In the open transaction."""
    if not doubted or offices.keys_of(connection, realm) is None:
        return
    acts = {removed.act_that_deleted(connection, realm, key) for key in doubted} - {None}
    back: list[RowKey] = []
    for act in sorted(one for one in acts if one is not None):
        keys = removed.deleted_by(connection, realm, act)
        gone = removed.still_gone(connection, keys)
        if gone and removed.has_children(connection, gone):
            back += [key for key in reversed(keys) if key in gone and key not in back]
    if back:
        edits: list[tuple[RowKey, Patch]] = [(key, {GONE: None}) for key in back]
        own.write(centre, connection, members.office_numbered(connection, realm), edits, now)
