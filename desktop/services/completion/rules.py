"""The completion rule of a training or of one of its classes: set from a file, read by all that judges."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from contract.exchange.dots import format_id
from contract.exchange.shapes import Record, RowKey
from contract.tables.records import Values
from contract.training.catalogue import BATCH, CLASS_GROUP, TRAINING
from contract.training.completion.judging import Bar
from contract.training.completion.rule import CompletionRule, attendance_rule, read_rule, rule_text
from desktop.services.attendance.office_attendance import office_rule
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line
from desktop.services.writing import patch, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch_row
from desktop.storage.replica import Replica


class Source(StrEnum):
    """Whose rule it is."""

    CLASS = "class"
    TRAINING = "training"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """A rule and whose it is."""

    rule: CompletionRule
    source: Source
    owner: int


def completion_rule_of_class(replica: Replica, class_id: int) -> RuleSet | None:
    """The class's own rule, else that of its training; None when neither was set. Raises BadRule for a broken one."""
    held = class_line(replica, class_id)
    if held.rule:
        return RuleSet(rule=read_rule(held.rule), source=Source.CLASS, owner=class_id)
    batch = fetch_row(replica, BATCH, held.batch) if held.batch else None
    return rule_of_training(replica, batch.training) if batch is not None and batch.training else None


def rule_of_training(replica: Replica, training_id: int) -> RuleSet | None:
    """The training's rule; None when it was not set."""
    held = _training(replica, training_id)
    return RuleSet(rule=read_rule(held.rule), source=Source.TRAINING, owner=training_id) if held.rule else None


def set_rule_of_class(replica: Replica, class_id: int, text: str | bytes, moment: Moment) -> RuleSet:
    """Gives a class a rule of its own, from JSON. Raises BadRule."""
    return _set(replica, CLASS_GROUP, class_line(replica, class_id), text, moment)


def set_rule_of_training(replica: Replica, training_id: int, text: str | bytes, moment: Moment) -> RuleSet:
    """Gives a training its rule, from JSON. Raises BadRule."""
    return _set(replica, TRAINING, _training(replica, training_id), text, moment)


def bar_of(replica: Replica, class_id: int, on: str, threshold: Decimal | None = None) -> Bar:
    """All that a class is judged by on a day (ISO); threshold: another least attendance than its rule states.

    Raises Unsuitable when there is neither a rule nor a threshold.
    """
    held, found = class_line(replica, class_id), completion_rule_of_class(replica, class_id)
    if found is None and threshold is None:
        raise Unsuitable(
            f"Syarat kelulusan kelas ini belum ditetapkan; tetapkan dengan: lontar rule set --class "
            f"{format_id(class_id)} BERKAS.json."
        )
    rule = found.rule if found is not None else CompletionRule()
    bar = Bar(rule=rule, attendance=attendance_rule(rule, office_rule(replica, held)), on=on)
    return bar if threshold is None else bar.at(threshold)


def _set(replica: Replica, record: Record, held: Values, text: str | bytes, moment: Moment) -> RuleSet:
    rule = read_rule(text)
    kept = rule_text(rule)
    if held.rule != kept:
        write(replica, held.realm, [Change(RowKey(record.number, held.id), patch(record, rule=kept))], moment)
    return RuleSet(rule=rule, source=Source.CLASS if record is CLASS_GROUP else Source.TRAINING, owner=held.id)


def _training(replica: Replica, training_id: int) -> Values:
    line = fetch_row(replica, TRAINING, training_id)
    if line is None:
        raise NotHere(f"Tidak ada pelatihan {format_id(training_id)} di laptop ini.")
    return line
