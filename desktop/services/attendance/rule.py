"""How a class counts its attendance, by its completion rule or its office, and what its programme calls the codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from contract.training.attendance.attended import AttendanceRule, Basis, Status, labels_with
from contract.training.catalogue import BATCH, CLASS_GROUP, PROGRAMME, TRAINING
from contract.training.completion.rule import BadRule, attendance_rule, read_rule
from desktop.services.attendance.office_attendance import first_day, office_rule, rule_in_force
from desktop.services.completion import rules as completion_rules
from desktop.services.named import class_line
from desktop.services.regulations import regulation_lines, regulations_named
from desktop.storage.queries.lines import fetch_among, fetch_by
from desktop.storage.replica import Replica


def rule_of_class(replica: Replica, class_id: int, basis: Basis | None = None) -> AttendanceRule:
    """The rule by which a class's attendance counts. basis: counted so whatever the rule says."""
    with replica.database.reading():
        rule = office_rule(replica, class_line(replica, class_id))
        try:
            found = completion_rules.completion_rule_of_class(replica, class_id)
        except BadRule:
            # A rule of a newer Lontar is told of where people complete; here the office's own settings hold.
            found = None
        if found is not None:
            rule = attendance_rule(found.rule, rule)
        return rule if basis is None else replace(rule, basis=basis)


def rules_of_classes(replica: Replica, class_ids: Sequence[int]) -> dict[int, AttendanceRule]:
    """The rules of many classes: a question for each kind of row, not one for each class."""
    with replica.database.reading():
        groups = fetch_among(replica, CLASS_GROUP, "id", list(class_ids))
        batches = fetch_among(replica, BATCH, "id", sorted({line.batch for line in groups if line.batch}))
        above = {line.id: line.training for line in batches}
        trainings = fetch_among(replica, TRAINING, "id", sorted({one for one in above.values() if one}))
        rules = {line.id: line.rule for line in trainings}
        stated = {realm: regulation_lines(replica, realm) for realm in {line.realm for line in groups}}
        found: dict[int, AttendanceRule] = {}
        known: dict[tuple[int, str, str, str], AttendanceRule] = {}
        for line in groups:
            own = line.rule or rules.get(above.get(line.batch)) or ""
            told = (line.realm, first_day(replica, line), line.programme_key or "", own)
            if told not in known:
                known[told] = _with_own(rule_in_force(stated[line.realm], *told[1:3]), own)
            found[line.id] = known[told]
        return found


def _with_own(rule: AttendanceRule, text: str) -> AttendanceRule:
    try:
        return attendance_rule(read_rule(text), rule) if text else rule
    except BadRule:
        return rule  # as for one class


def labels_of_class(replica: Replica, class_id: int) -> dict[str, str]:
    """The word for each code: the office's own (word.A), its programme's, or the usual one."""
    return labels_with(words_of_class(replica, class_id))


def words_of_class(replica: Replica, class_id: int) -> dict[str, str]:
    """The words for codes that differ from the usual ones."""
    with replica.database.reading():
        group = class_line(replica, class_id)
        on, key = first_day(replica, group), group.programme_key or ""
        words = _words_of_programme(replica, group.realm, key)
        names = {f"word.{status.value}": status.value for status in Status}
        held = regulations_named(replica, group.realm, names, on, key)
        words |= {status: value for name, status in names.items() if (value := held[name].value)}
        return {status.value: word for status in Status if (word := words.get(status.value, "").strip())}


def _words_of_programme(replica: Replica, realm: int, key: str) -> dict[str, str]:
    """What the programme's file says instead of the usual words; nothing of one that is not here or not readable."""
    lines = [line for line in fetch_by(replica, PROGRAMME, "key", key) if line.realm == realm] if key else []
    for line in lines:
        try:
            found = msgspec.json.decode(line.definition or "{}", type=_Worded)
        except msgspec.DecodeError:
            continue
        if found.words:
            return dict(found.words)
    return {}


class _Worded(msgspec.Struct, frozen=True):
    """What is read here of a programme's file."""

    words: dict[str, str] = {}
