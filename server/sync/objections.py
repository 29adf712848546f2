"""Why an op cannot be applied, whatever its author may do: asked when it is judged and when the log is audited."""

from __future__ import annotations

from contract.exchange.judge import check_patch, check_reserved
from contract.exchange.operations import Op
from contract.exchange.shapes import Record, Row
from server.store.bench import Bench, parents


def objection(bench: Bench, record: Record, edit: Op, existing: Row | None, *, of_centre: bool) -> str | None:
    """The reason of a rejection, None for none. of_centre: the op is of the centre's own author."""
    for name, key in parents(edit):
        if bench.look(key) is None:
            return f"no_parent:{name}"
    reason = check_patch(record, edit, existing)
    if reason is None and not of_centre:
        reason = check_reserved(record, edit, existing)
    return reason
