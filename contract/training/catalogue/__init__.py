"""The catalogue: every record and field that Lontar keeps. Both databases, the wire and the screens are made from it.

Numbers name records and fields on the wire and in stored ops for ever: add new ones, never reuse or renumber. A change
of meaning is a new SCHEMA with an upcaster.
"""

from __future__ import annotations

from msgspec.structs import replace

from contract.exchange.operations import Op
from contract.exchange.shapes import Catalogue
from contract.exchange.upcast import Upcasters
from contract.training.catalogue.courses import (
    BATCH,
    CLASS_GROUP,
    COMPONENT,
    PROGRAMME,
    REGULATION,
    SESSION,
    STAFF,
    STAGE,
    SUBJECT,
    TASK,
    TEACHING,
    TEMPLATE,
    TRAINING,
)
from contract.training.catalogue.disagreements import (
    CONFLICT,
)
from contract.training.catalogue.groups import (
    ACTION_PLAN,
    COACHING,
    FOLLOW_UP,
    GROUP,
    MEMBERSHIP,
    MILESTONE,
    NOTE,
    SEMINAR_SCORE,
)
from contract.training.catalogue.papers import (
    ARRIVAL,
    ATTACHMENT,
    CERTIFICATE,
    MINUTES,
    NOMINAL_LIST,
    NUMBER_BLOCK,
    NUMBER_REQUEST,
    SIGNATORY,
)
from contract.training.catalogue.people import (
    AUTHOR,
    CONSENT,
    ENROLMENT,
    LOOKALIKE,
    PERSON,
)
from contract.training.catalogue.programmes import (
    ACTIVITY,
    AGREEMENT,
    APPRAISAL,
    APPRAISAL_LEVEL,
    COMMITMENT,
    FIGURE,
    PARTNER,
    PARTY,
    VILLAGE,
)
from contract.training.catalogue.progress import (
    ATTENDANCE,
    COMPETENCE,
    RESULT,
    SCORE,
    TASK_PROGRESS,
)

SCHEMA = 4
"""2: a person may point to the record of the same person (same_as), and two who only look alike are told apart.

3: photographs and papers about a row (attachment), and which of them have arrived at the centre (arrival).

4: the whole of a training: subjects, tasks, scores, results, minutes, plans, certificates, payments, SPBE.
"""


def _unchanged(op: Op) -> Op:
    """Nothing that the schema before could say means anything else in the next one."""
    return replace(op, schema=op.schema + 1)


UPCASTERS: Upcasters = {1: _unchanged, 2: _unchanged, 3: _unchanged}

CATALOGUE = Catalogue(
    SCHEMA,
    (
        AUTHOR,
        PROGRAMME,
        TRAINING,
        BATCH,
        CLASS_GROUP,
        STAGE,
        SESSION,
        PERSON,
        ENROLMENT,
        GROUP,
        MEMBERSHIP,
        ATTENDANCE,
        NOTE,
        CONFLICT,
        LOOKALIKE,
        ATTACHMENT,
        ARRIVAL,
        SUBJECT,
        TASK,
        TASK_PROGRESS,
        STAFF,
        TEACHING,
        COMPONENT,
        SCORE,
        RESULT,
        MINUTES,
        ACTION_PLAN,
        MILESTONE,
        COACHING,
        SEMINAR_SCORE,
        FOLLOW_UP,
        PARTNER,
        FIGURE,
        ACTIVITY,
        AGREEMENT,
        PARTY,
        COMMITMENT,
        VILLAGE,
        TEMPLATE,
        CONSENT,
        REGULATION,
        CERTIFICATE,
        NUMBER_REQUEST,
        NUMBER_BLOCK,
        COMPETENCE,
        NOMINAL_LIST,
        APPRAISAL,
        APPRAISAL_LEVEL,
        SIGNATORY,
    ),
)

__all__ = [
    "ACTION_PLAN",
    "ACTIVITY",
    "AGREEMENT",
    "APPRAISAL",
    "APPRAISAL_LEVEL",
    "ARRIVAL",
    "ATTACHMENT",
    "ATTENDANCE",
    "AUTHOR",
    "BATCH",
    "CATALOGUE",
    "CERTIFICATE",
    "CLASS_GROUP",
    "COACHING",
    "COMMITMENT",
    "COMPETENCE",
    "COMPONENT",
    "CONFLICT",
    "CONSENT",
    "ENROLMENT",
    "FIGURE",
    "FOLLOW_UP",
    "GROUP",
    "LOOKALIKE",
    "MEMBERSHIP",
    "MILESTONE",
    "MINUTES",
    "NOMINAL_LIST",
    "NOTE",
    "NUMBER_BLOCK",
    "NUMBER_REQUEST",
    "PARTNER",
    "PARTY",
    "PERSON",
    "PROGRAMME",
    "REGULATION",
    "RESULT",
    "SCHEMA",
    "SCORE",
    "SEMINAR_SCORE",
    "SESSION",
    "SIGNATORY",
    "STAFF",
    "STAGE",
    "SUBJECT",
    "TASK",
    "TASK_PROGRESS",
    "TEACHING",
    "TEMPLATE",
    "TRAINING",
    "UPCASTERS",
    "VILLAGE",
]
