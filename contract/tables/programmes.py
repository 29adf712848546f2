"""What belongs to a programme, and how many people of it Lontar itself counts: select() expressions only.

Somebody with several records is one person, shown under the record that stands for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import sqlalchemy as sa

from contract.exchange.shapes import Record
from contract.tables.queries import Query, Tables, present
from contract.tables.records import Values
from contract.tables.same_person import stands_for
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


def classes_of(tables: Tables, programme: int) -> Query:
    """Classes of a programme, with their training."""
    group = tables[CLASS_GROUP.number].table
    held = _of_programme(tables, programme)
    return sa.select(group, held.c.training).join(held, held.c.id == group.c.id).order_by(group.c.id)


Without = Collection[tuple[int, int]]
"""(class_group, person) of `never_began`."""


def counted(tables: Tables, measure: str, programme: int | Collection[int], without: Without = ()) -> Query:
    """(people,): how many are enrolled, completed or certified in a programme, or in any of several."""
    found, held = _people(tables, measure, without), _of_programme(tables, programme)
    query = sa.select(sa.func.count(sa.distinct(found.c.one)).label("people"))
    query = query.select_from(held.join(found, found.c.class_group == held.c.id))
    person = tables[PERSON.number].table
    return query.join(person, person.c.id == found.c.one)


def values_of(tables: Tables, programme: int) -> Query:
    """(level, audience) of the classes of a programme, each pair once: for `counted_by`."""
    held = _of_programme(tables, programme)
    return sa.select(held.c.level, held.c.audience).distinct()


Told = tuple[str, str | None]
"""("level" or "audience", which one)."""
MOST_TOLD = 60
"""So many are counted by one statement: a bit of an integer for each."""


def counted_by(tables: Tables, measure: str, programme: int, told: Sequence[Told], without: Without = ()) -> Query:
    """(people, district, sex, told): those people once each. told: bit 0 for who is in a class of the first of these.

    One statement for whatever they are counted by: to find them is what takes long.
    """
    found, held = _people(tables, measure, without), _of_programme(tables, programme)
    bits = sum(
        (
            sa.case((held.c[name].is_not_distinct_from(value), 1 << place), else_=0)
            for place, (name, value) in enumerate(told)
        ),
        start=sa.literal(0),
    )
    marked = sa.select(held.c.id, bits.label("bits")).cte("marked").prefix_with("MATERIALIZED")
    has = sum((sa.func.max(marked.c.bits.bitwise_and(1 << place)) for place in range(len(told))), start=sa.literal(0))
    each = (
        sa.select(found.c.one, has.label("told"))
        .select_from(marked.join(found, found.c.class_group == marked.c.id))
        .group_by(found.c.one)
        .subquery("each")
    )
    person = tables[PERSON.number].table
    columns = [person.c.district, person.c.sex, each.c.told]
    query = sa.select(sa.func.count().label("people"), *columns).select_from(each)
    return query.join(person, person.c.id == each.c.one).group_by(*columns)


def counted_in(
    tables: Tables, measure: str, programme: int | Collection[int], district: str, without: Without = ()
) -> Query:
    """How many of those people are of one district, or of a class or training in it."""
    found, held, person = (
        _people(tables, measure, without),
        _of_programme(tables, programme),
        tables[PERSON.number].table,
    )
    query = sa.select(sa.func.count(sa.distinct(found.c.one)).label("people"))
    query = query.select_from(held.join(found, found.c.class_group == held.c.id))
    query = query.join(person, person.c.id == found.c.one)
    return query.where(sa.or_(person.c.district == district, held.c.district == district))


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


def _of_programme(tables: Tables, programme: int | Collection[int]) -> sa.CTE:
    """(id, training, level, audience, district) of the classes of a programme; what a class does not say its training
    does. Worked out first: a database that begins with the enrolments looks up the class of each.
    """
    group, batch, training = (tables[record.number].table for record in (CLASS_GROUP, BATCH, TRAINING))
    query = sa.select(
        group.c.id,
        training.c.id.label("training"),
        *(
            sa.func.coalesce(sa.func.nullif(group.c[name], ""), sa.func.nullif(training.c[name], "")).label(name)
            for name in ("level", "audience", "district")
        ),
    )
    query = query.join(batch, batch.c.id == group.c.batch).join(training, training.c.id == batch.c.training)
    several = [programme] if isinstance(programme, int) else programme
    own = training.c.programme.in_(same_programmes(tables, several))
    where = (own, present(group), present(batch), present(training))
    return query.where(*where).cte("held").prefix_with("MATERIALIZED")


def _people(tables: Tables, measure: str, without: Without = ()) -> sa.Subquery:
    """(class_group, one) of everybody who counts for a measure."""
    record = {"enrolled": ENROLMENT, "completed": RESULT, "certified": COMPETENCE}[measure]
    table, same = tables[record.number].table, stands_for(tables)
    query = sa.select(table.c.class_group, sa.func.coalesce(same.c.stands, table.c.person).label("one"))
    query = query.select_from(table.outerjoin(same, same.c.person == table.c.person)).where(present(table))
    if measure == "enrolled":
        status = sa.func.coalesce(table.c.status, State.ACTIVE.value)
        query = query.where(status.not_in([state.value for state in NOT_ENROLLED]))
        if without:
            query = query.where(sa.tuple_(table.c.class_group, table.c.person).not_in(list(without)))
        return query.subquery("counted")
    reached = Outcome.PASSED.value if measure == "completed" else COMPETENT
    return query.where(table.c.outcome == reached).subquery("counted")


def never_began(tables: Tables, programme: int | Collection[int]) -> Query:
    """(class_group, person) of those who left before anything was recorded of them: no mark, no task, no score.

    For `without` of the counts. Asked within them it would be asked of each of twenty thousand enrolments.
    """
    held, enrolment = _of_programme(tables, programme), tables[ENROLMENT.number].table
    query = sa.select(enrolment.c.class_group, enrolment.c.person)
    query = query.select_from(held.join(enrolment, enrolment.c.class_group == held.c.id))
    left = enrolment.c.status.in_([state.value for state in ON_THE_WAY])
    return query.where(left, present(enrolment), sa.not_(sa.or_(*_recorded(tables, enrolment))))


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
