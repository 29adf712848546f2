"""What belongs to a programme beside its classes, and the papers that come of a training."""

from __future__ import annotations

from alembic.op import get_bind

revision = "schema_4_papers"
down_revision = "schema_4"

_STEPS = (
    "CREATE INDEX ix_person_search_text ON person_search (text)",
    """CREATE TABLE partner (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        programme BIGINT,
        training BIGINT,
        name TEXT,
        role TEXT,
        printed BIGINT,
        country TEXT,
        position BIGINT,
        example BIGINT,
        CONSTRAINT pk_partner PRIMARY KEY (id)
    )
    """,
    """CREATE TABLE figure (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        programme BIGINT,
        training BIGINT,
        measure TEXT,
        value BIGINT,
        year BIGINT,
        district TEXT,
        level TEXT,
        audience TEXT,
        sex TEXT,
        source TEXT,
        source_on TEXT,
        url TEXT,
        note TEXT,
        example BIGINT,
        CONSTRAINT pk_figure PRIMARY KEY (id)
    )
    """,
    """CREATE TABLE activity (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        programme BIGINT,
        training BIGINT,
        kind TEXT,
        title TEXT,
        held_on TEXT,
        place TEXT,
        district TEXT,
        country TEXT,
        zone TEXT,
        host TEXT,
        note TEXT,
        source TEXT,
        example BIGINT,
        CONSTRAINT pk_activity PRIMARY KEY (id)
    )
    """,
    """CREATE TABLE agreement (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        programme BIGINT,
        activity BIGINT,
        number TEXT,
        object TEXT,
        signed_on TEXT,
        starts_on TEXT,
        ends_on TEXT,
        place TEXT,
        source TEXT,
        example BIGINT,
        CONSTRAINT pk_agreement PRIMARY KEY (id)
    )
    """,
    """CREATE TABLE party (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        agreement BIGINT,
        name TEXT,
        post TEXT,
        signatory TEXT,
        position BIGINT,
        CONSTRAINT pk_party PRIMARY KEY (id)
    )
    """,
    """CREATE TABLE commitment (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        agreement BIGINT,
        text TEXT,
        measure TEXT,
        quantity BIGINT,
        unit TEXT,
        due_on TEXT,
        source TEXT,
        district TEXT,
        CONSTRAINT pk_commitment PRIMARY KEY (id)
    )
    """,
    """CREATE TABLE village (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        programme BIGINT,
        name TEXT,
        district TEXT,
        subdistrict TEXT,
        spbe_status TEXT,
        note TEXT,
        example BIGINT,
        CONSTRAINT pk_village PRIMARY KEY (id)
    )
    """,
    """CREATE TABLE template (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        title TEXT,
        programme_key TEXT,
        body TEXT,
        made_from BIGINT,
        made_on TEXT,
        CONSTRAINT pk_template PRIMARY KEY (id)
    )
    """,
    """CREATE TABLE consent (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        person BIGINT,
        text_version TEXT,
        given_on TEXT,
        way TEXT,
        purpose TEXT,
        withdrawn_on TEXT,
        note TEXT,
        example BIGINT,
        CONSTRAINT pk_consent PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_consent_person ON consent (person)",
    """CREATE TABLE regulation (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        name TEXT,
        value TEXT,
        valid_from TEXT,
        source TEXT,
        programme_key TEXT,
        CONSTRAINT pk_regulation PRIMARY KEY (id)
    )
    """,
    """CREATE TABLE certificate (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        class_group BIGINT,
        person BIGINT,
        kind TEXT,
        number TEXT,
        issued_on TEXT,
        valid_until TEXT,
        body TEXT,
        seal TEXT,
        status TEXT,
        ended_on TEXT,
        reason TEXT,
        replaces BIGINT,
        competence BIGINT,
        signed_paper BIGINT,
        block BIGINT,
        series TEXT,
        sequence BIGINT,
        example BIGINT,
        CONSTRAINT pk_certificate PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_certificate_class_group ON certificate (class_group)",
    "CREATE INDEX ix_certificate_number ON certificate (number)",
    "CREATE INDEX ix_certificate_person ON certificate (person)",
    (
        "CREATE INDEX ix_certificate_realm_series_sequence_status_gone_number "
        "ON certificate (realm, series, sequence, status, gone, number)"
    ),
    """CREATE TABLE number_request (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        series TEXT,
        size BIGINT,
        behind BIGINT,
        CONSTRAINT pk_number_request PRIMARY KEY (id)
    )
    """,
    """CREATE TABLE number_block (
        request INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        series TEXT,
        first BIGINT,
        last BIGINT,
        voucher TEXT,
        CONSTRAINT pk_number_block PRIMARY KEY (request)
    )
     WITHOUT ROWID
    """,
    """CREATE TABLE competence (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        class_group BIGINT,
        person BIGINT,
        scheme TEXT,
        institution TEXT,
        assessor TEXT,
        assessed_on TEXT,
        outcome TEXT,
        note TEXT,
        example BIGINT,
        CONSTRAINT pk_competence PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_competence_class_group ON competence (class_group)",
    "CREATE INDEX ix_competence_person ON competence (person)",
    """CREATE TABLE nominal_list (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        for_class BIGINT,
        title TEXT,
        body TEXT,
        digest TEXT,
        made_on TEXT,
        corrects BIGINT,
        reason TEXT,
        number TEXT,
        example BIGINT,
        CONSTRAINT pk_nominal_list PRIMARY KEY (id)
    )
    """,
    """CREATE TABLE appraisal (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        district TEXT,
        instrument TEXT,
        year BIGINT,
        kind TEXT,
        stated BIGINT,
        predicate TEXT,
        source TEXT,
        source_on TEXT,
        training BIGINT,
        phase TEXT,
        example BIGINT,
        CONSTRAINT pk_appraisal PRIMARY KEY (id)
    )
    """,
    """CREATE TABLE appraisal_level (
        appraisal INTEGER NOT NULL,
        indicator INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        level BIGINT,
        evidence TEXT,
        CONSTRAINT pk_appraisal_level PRIMARY KEY (appraisal, indicator)
    )
     WITHOUT ROWID
    """,
    """CREATE TABLE signatory (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        name TEXT,
        employee_number TEXT,
        post TEXT,
        capacity TEXT,
        on_behalf_of TEXT,
        rank TEXT,
        valid_from TEXT,
        valid_until TEXT,
        example BIGINT,
        CONSTRAINT pk_signatory PRIMARY KEY (id)
    )
    """,
)


def upgrade() -> None:
    """Makes tables and columns; nothing that is there changes."""
    for step in _STEPS:
        get_bind().exec_driver_sql(step)
