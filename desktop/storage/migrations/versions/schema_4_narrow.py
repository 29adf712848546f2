"""Indexes from which the people of a programme are counted without reading their rows."""

from __future__ import annotations

from alembic.op import get_bind

revision = "schema_4_narrow"
down_revision = "schema_4_acts"

_STEPS = (
    "CREATE INDEX ix_enrolment_class_group_status_gone ON enrolment (class_group, status, gone)",
    "CREATE INDEX ix_person_district_sex ON person (district, sex)",
    ("CREATE INDEX ix_competence_class_group_outcome_gone_person ON competence (class_group, outcome, gone, person)"),
)


def upgrade() -> None:
    """Makes the indexes; nothing that is there changes."""
    for step in _STEPS:
        get_bind().exec_driver_sql(step)
