"""Certificates and their numbers, as an office's rows say; deleted rows count wherever a number must not be reused."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from contract.tables.queries import Query, Tables, present
from contract.tables.same_person import stands_for
from contract.training.catalogue import CERTIFICATE, COMPETENCE, NUMBER_BLOCK, NUMBER_REQUEST, RESULT, SIGNATORY


def unanswered(tables: Tables, realm: sa.ColumnElement[int]) -> Query:
    """(id, series, size) of requests for which no block has been cut, the oldest first."""
    request, block = tables[NUMBER_REQUEST.number].table, tables[NUMBER_BLOCK.number].table
    return (
        sa.select(request.c.id, request.c.series, request.c.size)
        .outerjoin(block, block.c.request == request.c.id)
        .where(request.c.realm == realm, present(request), block.c.request.is_(None))
        .order_by(request.c.v, request.c.id)
    )


def known_numbers(
    tables: Tables, realm: int | sa.ColumnElement[int], series: str | sa.ColumnElement[str], most: int
) -> list[Query]:
    """The highest number of a series that each kind of row tells of; one beyond `most` tells of nothing."""
    certificate, block = tables[CERTIFICATE.number].table, tables[NUMBER_BLOCK.number].table
    request = tables[NUMBER_REQUEST.number].table
    return [
        sa.select(sa.func.max(column))
        .where(column.table.c.realm == realm, column.table.c.series == series)
        .where(column <= most)
        for column in (certificate.c.sequence, block.c.last, request.c.behind)
    ]


def blocks(tables: Tables, realm: int, series: str | None = None) -> Query:
    """Blocks of an office with their requests' ids, by series and number."""
    block = tables[NUMBER_BLOCK.number].table
    query = sa.select(block).where(present(block), block.c.realm == realm)
    if series is not None:
        query = query.where(block.c.series == series)
    return query.order_by(block.c.series, block.c.first, block.c.request)


def certificates_of_series(tables: Tables, realm: int, series: str) -> Query:
    """(id, sequence, status, number) of every certificate of a series that was ever made, deleted ones too."""
    table = tables[CERTIFICATE.number].table
    return (
        sa.select(table.c.id, table.c.sequence, table.c.status, table.c.number)
        .where(table.c.realm == realm, table.c.series == series, table.c.sequence.is_not(None))
        .order_by(table.c.sequence, table.c.id)
    )


def doubled(tables: Tables, class_id: int) -> Query:
    """(one, kind, number) of certificates of a class that hold where one person has several of a kind."""
    table, same = tables[CERTIFICATE.number].table, stands_for(tables)
    one = sa.func.coalesce(same.c.stands, table.c.person).label("one")
    held = (
        sa.select(one, table.c.kind, table.c.number, table.c.sequence)
        .add_columns(sa.func.count().over(partition_by=[one, table.c.kind]).label("several"))
        .select_from(table.outerjoin(same, same.c.person == table.c.person))
        .where(present(table), table.c.class_group == class_id, table.c.status == "issued")
        .subquery()
    )
    found = sa.select(held.c.one, held.c.kind, held.c.number).where(held.c.several > 1)
    return found.order_by(held.c.one, held.c.kind, held.c.sequence)


def outcomes(tables: Tables, class_id: int) -> Query:
    """(person, outcome, predicate, decided_on) of the results of a class, under the record that stands for each."""
    result, same = tables[RESULT.number].table, stands_for(tables)
    return (
        sa.select(
            sa.func.coalesce(same.c.stands, result.c.person).label("person"),
            result.c.outcome,
            result.c.predicate,
            result.c.decided_on,
        )
        .select_from(result.outerjoin(same, same.c.person == result.c.person))
        .where(present(result), result.c.class_group == class_id)
        .order_by(result.c.person)
    )


def competences(tables: Tables, class_id: int) -> Query:
    """Competency tests of a class, each under the record that stands for the person (`one`), the newest last."""
    tested, same = tables[COMPETENCE.number].table, stands_for(tables)
    return (
        sa.select(tested, sa.func.coalesce(same.c.stands, tested.c.person).label("one"))
        .select_from(tested.outerjoin(same, same.c.person == tested.c.person))
        .where(present(tested), tested.c.class_group == class_id)
        .order_by(sa.func.coalesce(tested.c.assessed_on, ""), tested.c.id)
    )


def certificates_of(
    tables: Tables, realm: int, class_id: int | None = None, *, after: int | None = None, most: int | None = None
) -> Query:
    """Certificates of an office or one class, each under the record that stands for the person (`one`), by number.

    after: only those that come behind this certificate; most: so many of them.
    """
    table, same = tables[CERTIFICATE.number].table, stands_for(tables)
    query = (
        sa.select(table, sa.func.coalesce(same.c.stands, table.c.person).label("one"))
        .select_from(table.outerjoin(same, same.c.person == table.c.person))
        .where(present(table))
        .order_by(table.c.series, table.c.sequence, table.c.id)
    )
    if class_id is None:
        query = query.where(table.c.realm == realm)
    else:
        # Not by the index of an office's numbers, in which the few of a class are far apart.
        query = query.where(table.c.class_group == class_id, table.c.realm + 0 == realm)
    if after is not None:
        last = table.alias("last")
        place = sa.select(last.c.series, last.c.sequence, last.c.id).where(last.c.id == after)
        query = query.where(sa.tuple_(table.c.series, table.c.sequence, table.c.id) > place.scalar_subquery())
    return query.limit(most)


def certificates_matching(
    tables: Tables, realm: int, words: Mapping[str, Query | None], status: str, *, most: int, skip: int
) -> tuple[Query, Query]:
    """(certificates as certificates_of has them, their count) in whose number each of the words stands.

    words: with the ids of the persons to whom it may belong instead, None where names are not looked at; status: only
    these, "" for any. The texts of the certificates stay unread but for the page: they are long.
    """
    table, same = tables[CERTIFICATE.number].table, stands_for(tables)
    whose = table.alias("whose")
    where = [present(table), table.c.realm == realm]
    if status:
        where.append(table.c.status == status)
    for word, people in words.items():
        places = [table.c.number.like(f"%{_plain(word)}%", escape="!")]
        if people is not None:
            places.append(table.c.id.in_(sa.select(whose.c.id).where(whose.c.person.in_(people))))
        where.append(sa.or_(*places))
    page = sa.select(table.c.id).where(*where).order_by(table.c.series, table.c.sequence, table.c.id)
    here = page.limit(most).offset(skip).subquery("page")
    found = (
        sa.select(table, sa.func.coalesce(same.c.stands, table.c.person).label("one"))
        .select_from(here.join(table, table.c.id == here.c.id).outerjoin(same, same.c.person == table.c.person))
        .order_by(table.c.series, table.c.sequence, table.c.id)
    )
    return found, sa.select(sa.func.count().label("certificates")).where(*where)


def _plain(word: str) -> str:
    """A word in which the signs of a pattern stand for themselves."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def certificate_count(tables: Tables, realm: int, class_id: int | None = None) -> Query:
    """(certificates,): how many there are."""
    table = tables[CERTIFICATE.number].table
    query = sa.select(sa.func.count().label("certificates")).where(present(table), table.c.realm == realm)
    return query if class_id is None else query.where(table.c.class_group == class_id)


def certificates_by_state(tables: Tables, realm: int, class_id: int) -> Query:
    """(kind, status, certificates) of a class: their texts are long, and counts need none of them."""
    table = tables[CERTIFICATE.number].table
    query = sa.select(table.c.kind, table.c.status, sa.func.count().label("certificates"))
    query = query.where(table.c.class_group == class_id, table.c.realm + 0 == realm, present(table))
    return query.group_by(table.c.kind, table.c.status)


def signatories(tables: Tables, realm: int) -> Query:
    """Who signs, the newest first."""
    table = tables[SIGNATORY.number].table
    query = sa.select(table).where(present(table), table.c.realm == realm)
    return query.order_by(sa.func.coalesce(table.c.valid_from, "").desc(), table.c.id.desc())
