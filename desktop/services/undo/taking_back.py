"""Undo and redo: a new change that puts back what stood before an act, all of it or nothing; refused with a sentence.

To the centre and to every other laptop it is an ordinary edit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.services.faults import NotHere, Overtaken, Unsuitable
from desktop.services.undo.kept import why_kept
from desktop.services.undo.stack import next_redo, next_undo, own_acts, what_of
from desktop.services.undo.standing import require_open, require_standing, require_top
from desktop.services.undo.turned import Turned, changes_back, turned_rows
from desktop.services.writing import write
from desktop.storage import acts
from desktop.storage.acts import DONE, REDO, UNDO, UNDONE, Act
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica

_MOST_REASON = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What an undo or a redo did. act: what was taken back or done again; what: that in words; count: its rows."""

    act: int
    what: str
    count: int


def undo(replica: Replica, moment: Moment, act_id: int | None = None, reason: str = "") -> TakenBack:
    """Takes back an act of the person at work, their newest one that stands unless another is named.

    reason: needed where a change of what it wrote needs one today. Raises NotHere without such an act, Overtaken when
    somebody has worked on it since, Unsuitable for what is not undone or needs a reason, NotAllowed.
    """
    with replica.transaction():
        found = own_acts(replica)
        act = _named(found, act_id) if act_id is not None else next_undo(found)
        if act is None:
            raise NotHere("Tidak ada yang dapat diurungkan di laptop ini. Lihat yang tercatat: lontar acts.")
        if act.state != DONE:
            raise Unsuitable("Tindakan itu sudah diurungkan. Lihat yang tercatat: lontar acts.")
        later = [one for one in found if one.kind != UNDO and one.state == DONE and one.id > act.id]
        done = _take_back(replica, act, later, UNDO, moment, reason)
        return TakenBack(act=act.id, what=done.what, count=done.count)


def redo(replica: Replica, moment: Moment, reason: str = "") -> TakenBack:
    """Does again what the person at work has undone last, as long as they have done nothing new since.

    Raises as `undo` does.
    """
    with replica.transaction():
        act = next_redo(own_acts(replica))
        if act is None or act.undoes is None:
            raise NotHere("Tidak ada yang dapat diulangi di laptop ini. Lihat yang tercatat: lontar acts.")
        done = _take_back(replica, act, [], REDO, moment, reason)
        return TakenBack(act=act.undoes, what=done.what, count=done.count)


def _named(found: list[Act], act_id: int) -> Act:
    act = next((one for one in found if one.id == act_id and one.kind != UNDO), None)
    if act is None:
        raise NotHere(f"Tidak ada tindakan {act_id} yang tercatat di laptop ini. Lihat: lontar acts.")
    return act


def _take_back(replica: Replica, act: Act, later: list[Act], kind: int, moment: Moment, reason: str) -> TakenBack:
    reason = reason.strip()
    if len(reason) > _MOST_REASON:
        raise Unsuitable(f"Alasan paling banyak {_MOST_REASON} huruf.")
    edits = acts.edits_of(replica, act.id)
    if edits is None:
        raise Overtaken(
            "Tindakan itu tidak dikenali lagi: data laptop ini pernah dipulihkan dari salinan. Ubah isiannya langsung."
        )
    rows = turned_rows(edits)
    why = why_kept(rows.values())
    if why is not None:
        raise Unsuitable(why)
    require_top(replica, act, later, rows)
    require_standing(replica, act, edits, rows)
    if not reason:
        require_open(replica, rows.values(), moment)
    before = what_of(replica, list(rows))
    if moment.press:
        acts.begin(replica, moment.press, act.person, moment.told, kind, act.id)
    for realm, members in _by_realm(rows.values()).items():
        write(replica, realm, changes_back(members, reason), moment, reason or None)
    acts.set_state(replica, act.id, UNDONE)
    gone = any(row.removes for row in rows.values())  # a row that is gone has no name any more
    return TakenBack(act=act.id, what=before if gone else what_of(replica, list(rows)), count=len(rows))


def _by_realm(rows: Iterable[Turned]) -> dict[int, list[Turned]]:
    found: dict[int, list[Turned]] = defaultdict(list)
    for row in rows:
        found[row.realm].append(row)
    return found
