"""What belongs to a programme, and who of its people Lontar itself counts: select() expressions only."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import sqlalchemy as sa

from contract.exchange.shapes import Record
from contract.tables.queries import Query, Tables, present
from contract.tables.records import Values
from contract.training.catalogue import (
    AGREEMENT,
    ATTENDANCE,
    BATCH,
    CLASS_GROUP,
    COMPETENCE,
    COMPONENT,
    ENROLMENT,
    PERSON,
    PROGRAMME,
    RESULT,
    SCORE,
    SESSION,
    TASK,
    TASK_PROGRESS,
    TRAINING,
    VILLAGE,
)
from contract.training.completion.rule import Outcome
from contract.training.enrolment.states import State

NOT_ENROLLED = (State.NOMINATED, State.REGISTERED, State.SELECTED, State.RESERVE, State.REJECTED)
"""States of people who never took part."""
ON_THE_WAY = (State.WITHDRAWN, State.DROPPED)
"""States of people who left; they took part if anything was recorded of them before."""
COMPETENT = "competent"
"""The outcome of a competency test that was passed."""


def same_programmes(tables: Tables, programmes: Collection[int]) -> Query:
    """(id,): these programmes, and what another laptop added to the office under the same key without knowing."""
    named, other = tables[PROGRAMME.number].table.alias("named"), tables[PROGRAMME.number].table.alias("other")
    there = sa.func.coalesce(other.c.gone, 0) == 0
    alike = sa.and_(other.c.realm == named.c.realm, other.c.key == named.c.key, there)
    query = sa.select(other.c.id).join(named, sa.or_(other.c.id == named.c.id, alike))
    return query.where(named.c.id.in_(sorted(programmes)))


def of_programme(tables: Tables, record: Record, programme: int) -> Query:
    """Rows of a record that hang on a programme, in the order in which they were made."""
    table = tables[record.number].table
    own = table.c.programme.in_(same_programmes(tables, [programme]))
    return sa.select(table).where(own, present(table)).order_by(table.c.id)


def of_agreements(tables: Tables, record: Record, programme: int) -> Query:
    """Parties or commitments of a programme's agreements."""
    table, agreement = tables[record.number].table, tables[AGREEMENT.number].table
    joined = sa.select(table).join(agreement, agreement.c.id == table.c.agreement)
    own = agreement.c.programme.in_(same_programmes(tables, [programme]))
    return joined.where(own, present(table), present(agreement)).order_by(table.c.id)


def classes_of(tables: Tables, programmes: Collection[int]) -> Query:
    """(id, quota, example, level, audience, district) of the classes of any of these programmes, by id.

    What a class does not say of the last three its training does.
    """
    group, batch, training = (tables[record.number].table for record in (CLASS_GROUP, BATCH, TRAINING))
    query = sa.select(
        *(group.c[name] for name in ("id", "quota", "example")),
        *(
            sa.func.coalesce(sa.func.nullif(group.c[name], ""), sa.func.nullif(training.c[name], "")).label(name)
            for name in ("level", "audience", "district")
        ),
    )
    query = query.join(batch, batch.c.id == group.c.batch).join(training, training.c.id == batch.c.training)
    own = training.c.programme.in_(same_programmes(tables, programmes))
    return query.where(own, present(group), present(batch), present(training)).order_by(group.c.id)


def reached(tables: Tables, measure: str, class_ids: list[int]) -> Query:
    """(class_group, people): everybody of these classes who counts for a measure, all of a class in one text "7,203".

    Of twenty thousand people the lines would cost five times what finding them does. Under their own records: the few
    who have several are put together by whoever reads this. With enrolled, those of `never_began` too.
    """
    record = {"enrolled": ENROLMENT, "completed": RESULT, "certified": COMPETENCE}[measure]
    table = tables[record.number].table
    query = sa.select(table.c.class_group, _together(table.c.person).label("people")).group_by(table.c.class_group)
    query = query.where(table.c.class_group.in_(class_ids), present(table), table.c.person.is_not(None))
    if measure == "enrolled":
        return query.where(_status(table).not_in([state.value for state in NOT_ENROLLED]))
    return query.where(table.c.outcome == (Outcome.PASSED.value if measure == "completed" else COMPETENT))


def whereabouts(tables: Tables, people: list[int] | None = None) -> Query:
    """(district, sex, people): those of each district and sex, in one text. people None: of everybody."""
    person = tables[PERSON.number].table
    query = sa.select(person.c.district, person.c.sex, _together(person.c.id).label("people"))
    query = query.group_by(person.c.district, person.c.sex)
    return query if people is None else query.where(person.c.id.in_(people))


def _together(ids: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    return sa.func.aggregate_strings(sa.cast(ids, sa.Text()), ",")


def _status(enrolment: sa.Table) -> sa.ColumnElement[str]:
    return sa.func.coalesce(enrolment.c.status, State.ACTIVE.value)


def villages_in(tables: Tables, programme: int, district: str | None) -> Query:
    """How many pilot villages a programme has, in one district if it is named; made-up ones do not count."""
    village = tables[VILLAGE.number].table
    own = village.c.programme.in_(same_programmes(tables, [programme]))
    told = sa.select(village.c.name, village.c.district, village.c.subdistrict).distinct()
    told = told.where(own, present(village), sa.func.coalesce(village.c.example, 0) == 0)
    if district:
        told = told.where(village.c.district == district)
    return sa.select(sa.func.count().label("people")).select_from(told.subquery("told"))


def alike_agreements(tables: Tables, agreement: Values) -> Query:
    """Programmes of the office that name the same agreement: of the same object, signed on the same day."""
    table = tables[AGREEMENT.number].table
    query = sa.select(table.c.programme).where(table.c.realm == agreement.realm, present(table)).distinct()
    same = table.c.signed_on == agreement.signed_on if agreement.signed_on else table.c.id == agreement.id
    return query.where(table.c.object == agreement.object, same, table.c.programme.is_not(None))


def never_began(tables: Tables, class_ids: list[int]) -> Query:
    """(class_group, person) of those who left before anything was recorded of them: no mark, no task, no score."""
    enrolment = tables[ENROLMENT.number].table
    left = enrolment.c.status.in_([state.value for state in ON_THE_WAY])
    query = sa.select(enrolment.c.class_group, enrolment.c.person).where(enrolment.c.class_group.in_(class_ids), left)
    return query.where(present(enrolment), sa.not_(sa.or_(*_recorded(tables, enrolment))))


def _recorded(tables: Tables, enrolment: sa.Table) -> Iterator[sa.ColumnElement[bool]]:
    """Whether anything was recorded of somebody in a class: a mark, a task, a score."""
    for record, above, name in (
        (ATTENDANCE, SESSION, "session"),
        (TASK_PROGRESS, TASK, "task"),
        (SCORE, COMPONENT, "component"),
    ):
        told, of = tables[record.number].table, tables[above.number].table
        value = told.c.value if record is SCORE else told.c.status
        found = sa.select(sa.literal(1)).select_from(told.join(of, of.c.id == told.c[name]))
        found = found.where(of.c.class_group == enrolment.c.class_group, told.c.person == enrolment.c.person)
        yield found.where(value.is_not(None), present(told)).correlate(enrolment).exists()


def passed_classes(tables: Tables, programme: int | None, training: int | None, people: list[int]) -> Query:
    """(person, class_group, training, title, level) of what these records passed of a programme or training.

    By a result, or by the state of an enrolment that was noted without one.
    """
    group, above, batch = (tables[record.number].table for record in (CLASS_GROUP, TRAINING, BATCH))
    passed = sa.union(*(_passed(tables, record, field, people) for record, field in _PASSED)).subquery("passed")
    joined = (
        passed.join(group, group.c.id == passed.c.class_group)
        .join(batch, batch.c.id == group.c.batch)
        .join(above, above.c.id == batch.c.training)
    )
    level = sa.func.coalesce(group.c.level, above.c.level).label("level")
    query = sa.select(passed.c.person, passed.c.class_group, above.c.id.label("training"), above.c.title, level)
    wanted: list[sa.ColumnElement[bool]] = [above.c.id == training] if training else []
    wanted += [above.c.programme.in_(same_programmes(tables, [programme]))] if programme else []
    query = query.select_from(joined).where(sa.or_(sa.false(), *wanted))
    return query.where(present(group), present(batch), present(above))


_PASSED = ((RESULT, "outcome"), (ENROLMENT, "status"))


def _passed(tables: Tables, record: Record, field: str, people: list[int]) -> Query:
    table = tables[record.number].table
    query = sa.select(table.c.class_group, table.c.person)
    return query.where(table.c.person.in_(people), table.c[field] == Outcome.PASSED.value, present(table))
