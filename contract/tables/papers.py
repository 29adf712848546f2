"""What a printed form asks of the rows beside the register: the training above a class, who runs it, with whom."""

from __future__ import annotations

import sqlalchemy as sa

from contract.tables.queries import Query, Tables, present
from contract.training.catalogue import BATCH, CLASS_GROUP, PARTNER, PROGRAMME, TRAINING


def above_class(tables: Tables, class_id: int) -> Query:
    """(training, training_id, programme, programme_id, programme_key, organiser, batch) of a class; None if unsaid."""
    group, batch = tables[CLASS_GROUP.number].table, tables[BATCH.number].table
    training, programme = tables[TRAINING.number].table, tables[PROGRAMME.number].table
    joined = (
        group.outerjoin(batch, batch.c.id == group.c.batch)
        .outerjoin(training, training.c.id == batch.c.training)
        .outerjoin(programme, programme.c.id == training.c.programme)
    )
    return (
        sa.select(
            training.c.title.label("training"),
            training.c.id.label("training_id"),
            training.c.place.label("training_place"),
            programme.c.title.label("programme"),
            programme.c.id.label("programme_id"),
            programme.c.organiser,
            programme.c.key.label("programme_key"),
            batch.c.title.label("batch"),
        )
        .select_from(joined)
        .where(group.c.id == class_id)
    )


def printed_partners(tables: Tables, programme_id: int | None, training_id: int | None) -> Query:
    """The partners of a programme or training whose names are printed, in their order."""
    partner = tables[PARTNER.number].table
    named = ((partner.c.programme, programme_id), (partner.c.training, training_id))
    whose = sa.or_(sa.false(), *(column == one for column, one in named if one is not None))
    return (
        sa.select(partner)
        .where(whose, partner.c.printed == 1, present(partner))
        .order_by(sa.func.coalesce(partner.c.position, 0), partner.c.id)
    )
