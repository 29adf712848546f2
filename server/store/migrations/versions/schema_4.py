"""What a class is made of and how its people get on: subjects, tasks, scores, results, minutes, groups' plans."""

from __future__ import annotations

from alembic.op import get_bind

revision = "schema_4"
down_revision = "schema_3_stood"

_STEPS = (
    "ALTER TABLE programme ADD COLUMN definition TEXT",
    "ALTER TABLE programme ADD COLUMN starts_on TEXT",
    "ALTER TABLE programme ADD COLUMN ends_on TEXT",
    "ALTER TABLE training ADD COLUMN rule TEXT",
    "ALTER TABLE training ADD COLUMN state TEXT",
    "ALTER TABLE training ADD COLUMN starts_on TEXT",
    "ALTER TABLE training ADD COLUMN ends_on TEXT",
    "ALTER TABLE training ADD COLUMN district TEXT",
    "ALTER TABLE training ADD COLUMN country TEXT",
    "ALTER TABLE training ADD COLUMN zone TEXT",
    "ALTER TABLE training ADD COLUMN level TEXT",
    "ALTER TABLE training ADD COLUMN audience TEXT",
    "ALTER TABLE training ADD COLUMN call_number TEXT",
    "ALTER TABLE training ADD COLUMN call_on TEXT",
    "ALTER TABLE training ADD COLUMN legal_basis TEXT",
    "ALTER TABLE training ADD COLUMN template BIGINT",
    "ALTER TABLE batch ADD COLUMN example BIGINT",
    "ALTER TABLE class_group ADD COLUMN quota BIGINT",
    "ALTER TABLE class_group ADD COLUMN reserves BIGINT",
    "ALTER TABLE class_group ADD COLUMN district TEXT",
    "ALTER TABLE class_group ADD COLUMN country TEXT",
    "ALTER TABLE class_group ADD COLUMN zone TEXT",
    "ALTER TABLE class_group ADD COLUMN level TEXT",
    "ALTER TABLE class_group ADD COLUMN decree_number TEXT",
    "ALTER TABLE class_group ADD COLUMN decree_on TEXT",
    "ALTER TABLE class_group ADD COLUMN rule TEXT",
    "ALTER TABLE class_group ADD COLUMN audience TEXT",
    "ALTER TABLE stage ADD COLUMN zone TEXT",
    "ALTER TABLE stage ADD COLUMN lesson_hours BIGINT",
    "ALTER TABLE session ADD COLUMN mode TEXT",
    "ALTER TABLE session ADD COLUMN subject BIGINT",
    "ALTER TABLE session ADD COLUMN ends_at BIGINT",
    "ALTER TABLE session ADD COLUMN zone TEXT",
    "ALTER TABLE person ADD COLUMN affairs TEXT",
    "ALTER TABLE person ADD COLUMN anonymised_on TEXT",
    "ALTER TABLE enrolment ADD COLUMN reserve_order BIGINT",
    "ALTER TABLE enrolment ADD COLUMN nominated_by TEXT",
    "ALTER TABLE enrolment ADD COLUMN decree_number TEXT",
    "ALTER TABLE enrolment ADD COLUMN decided_on TEXT",
    "ALTER TABLE enrolment ADD COLUMN reason TEXT",
    "ALTER TABLE enrolment ADD COLUMN transferred_to BIGINT",
    "ALTER TABLE enrolment ADD COLUMN transferred_from BIGINT",
    "ALTER TABLE attendance ADD COLUMN late BIGINT",
    "ALTER TABLE attendance ADD COLUMN deputy_name TEXT",
    "ALTER TABLE attendance ADD COLUMN deputy_post TEXT",
    "ALTER TABLE attendance ADD COLUMN reason TEXT",
    """CREATE TABLE subject (
        id {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        class_group BIGINT,
        title TEXT,
        lesson_hours BIGINT,
        position BIGINT,
        example BIGINT,
        CONSTRAINT pk_subject PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_subject_class_group ON subject (class_group)",
    """CREATE TABLE task (
        id {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        class_group BIGINT,
        stage BIGINT,
        title TEXT,
        required BIGINT,
        position BIGINT,
        due_on TEXT,
        example BIGINT,
        CONSTRAINT pk_task PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_task_class_group ON task (class_group)",
    """CREATE TABLE task_progress (
        task {key} NOT NULL,
        person {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        status TEXT,
        done_on TEXT,
        note TEXT,
        CONSTRAINT pk_task_progress PRIMARY KEY (task, person)
    ){behind}
    """,
    """CREATE TABLE staff (
        id {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        class_group BIGINT,
        role TEXT,
        name TEXT,
        employee_number TEXT,
        position TEXT,
        agency TEXT,
        person BIGINT,
        example BIGINT,
        CONSTRAINT pk_staff PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_staff_class_group ON staff (class_group)",
    """CREATE TABLE teaching (
        session {key} NOT NULL,
        staff {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        role TEXT,
        CONSTRAINT pk_teaching PRIMARY KEY (session, staff)
    ){behind}
    """,
    """CREATE TABLE component (
        id {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        class_group BIGINT,
        title TEXT,
        weight BIGINT,
        minimum BIGINT,
        kind TEXT,
        position BIGINT,
        of_group BIGINT,
        example BIGINT,
        CONSTRAINT pk_component PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_component_class_group ON component (class_group)",
    """CREATE TABLE score (
        component {key} NOT NULL,
        person {key} NOT NULL,
        attempt {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        value BIGINT,
        scored_at BIGINT,
        scored_by BIGINT,
        note TEXT,
        reason TEXT,
        CONSTRAINT pk_score PRIMARY KEY (component, person, attempt)
    ){behind}
    """,
    """CREATE TABLE result (
        class_group {key} NOT NULL,
        person {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        outcome TEXT,
        conditions TEXT,
        decided_on TEXT,
        predicate TEXT,
        reason TEXT,
        CONSTRAINT pk_result PRIMARY KEY (class_group, person)
    ){behind}
    """,
    "CREATE INDEX ix_result_person ON result (person)",
    """CREATE TABLE minutes (
        id {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        class_group BIGINT,
        kind TEXT,
        number TEXT,
        held_on TEXT,
        place TEXT,
        body TEXT,
        digest TEXT,
        signed_at BIGINT,
        signed_by BIGINT,
        supplements BIGINT,
        reason TEXT,
        "group" BIGINT,
        example BIGINT,
        CONSTRAINT pk_minutes PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_minutes_class_group ON minutes (class_group)",
    """CREATE TABLE action_plan (
        "group" {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        title TEXT,
        background TEXT,
        objective TEXT,
        outputs TEXT,
        outcomes TEXT,
        beneficiaries TEXT,
        development_plan TEXT,
        indicators TEXT,
        quick_win BIGINT,
        priorities TEXT,
        impacts TEXT,
        risks TEXT,
        stakeholders TEXT,
        coach BIGINT,
        status TEXT,
        seminar_order BIGINT,
        feedback TEXT,
        budget BIGINT,
        measure TEXT,
        baseline TEXT,
        target TEXT,
        example BIGINT,
        seminar_on TEXT,
        CONSTRAINT pk_action_plan PRIMARY KEY ("group")
    ){behind}
    """,
    """CREATE TABLE milestone (
        id {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        "group" BIGINT,
        title TEXT,
        horizon TEXT,
        owner BIGINT,
        starts_on TEXT,
        due_on TEXT,
        done_on TEXT,
        budget BIGINT,
        measure TEXT,
        baseline TEXT,
        target TEXT,
        realisation TEXT,
        position BIGINT,
        example BIGINT,
        CONSTRAINT pk_milestone PRIMARY KEY (id)
    )
    """,
    'CREATE INDEX ix_milestone_group ON milestone ("group")',
    """CREATE TABLE coaching (
        id {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        "group" BIGINT,
        held_on TEXT,
        mode TEXT,
        coach BIGINT,
        notes TEXT,
        follow_up TEXT,
        example BIGINT,
        CONSTRAINT pk_coaching PRIMARY KEY (id)
    )
    """,
    'CREATE INDEX ix_coaching_group ON coaching ("group")',
    """CREATE TABLE seminar_score (
        "group" {key} NOT NULL,
        examiner {key} NOT NULL,
        criterion {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        value BIGINT,
        note TEXT,
        CONSTRAINT pk_seminar_score PRIMARY KEY ("group", examiner, criterion)
    ){behind}
    """,
    """CREATE TABLE follow_up (
        "group" {key} NOT NULL,
        days {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        held_on TEXT,
        share BIGINT,
        realisation TEXT,
        obstacles TEXT,
        next TEXT,
        example BIGINT,
        CONSTRAINT pk_follow_up PRIMARY KEY ("group", days)
    ){behind}
    """,
)


def upgrade() -> None:
    """Makes tables and columns; nothing that is there changes."""
    bind = get_bind()
    words = {"key": "BIGINT", "behind": ""}
    if bind.dialect.name == "sqlite":
        words = {"key": "INTEGER", "behind": " WITHOUT ROWID\n"}
    for step in _STEPS:
        bind.exec_driver_sql(step.format(**words))
