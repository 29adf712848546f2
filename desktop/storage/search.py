"""The search text of each person, kept by the database itself in the transaction that writes the person.

Triggers, because persons are written in several ways (edits, arrivals, removals) and none of them may forget it. One
narrow table scanned with LIKE answers any part of two letters or more; an index of trigrams could not answer two.
"""

from __future__ import annotations

import sqlalchemy as sa

from desktop.storage.tables import metadata

person_search = sa.Table(
    "person_search",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("text", sa.Text(), nullable=False),
)
"""Name, NIP and agency in lower case without accents, a line each; the name comes first, so the text sorts by name."""
sa.Index("ix_person_search_text", person_search.c.text)

_FOLDED = {
    "a": "àáâãäåÀÁÂÃÄÅ",
    "c": "çÇ",
    "e": "èéêëÈÉÊË",
    "i": "ìíîïÌÍÎÏ",
    "n": "ñÑ",
    "o": "òóôõöÒÓÔÕÖ",
    "u": "ùúûüÙÚÛÜ",
    "'": "\u2018\u2019\u02bc`",
}
_TABLE = str.maketrans({sign: plain for plain, signs in _FOLDED.items() for sign in signs})


def folded(text: str) -> str:
    """`text` as the triggers write it: lower case for A to Z, no accents, plain apostrophes."""
    return "".join(sign.lower() if sign.isascii() else sign for sign in text.translate(_TABLE))


def _search_text(row: str) -> str:
    """SQL for folded(name, number, agency). Accents cost time only where there is a letter beyond ASCII."""
    plain = " || char(10) || ".join(f"coalesce({row}.{name}, '')" for name in ("name", "employee_number", "agency"))
    accents = plain
    for letter, signs in _FOLDED.items():
        for sign in signs:
            accents = f"replace({accents}, '{sign}', '{letter.replace(chr(39), chr(39) * 2)}')"
    ascii_only = f"({plain}) NOT GLOB '*[^' || char(1) || '-~]*'"
    return f"CASE WHEN {ascii_only} THEN lower({plain}) ELSE lower({accents}) END"


def _enter(row: str) -> str:
    return (
        f"INSERT OR REPLACE INTO person_search (id, text) SELECT {row}.id, {_search_text(row)} "
        f"WHERE coalesce({row}.gone, 0) = 0;"
    )


_LEAVE = "DELETE FROM person_search WHERE id = {row}.id;"
_MOVED = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in ("name", "employee_number", "agency", "gone"))
# REPLACE fires no trigger for the row that it replaces: an insert has to take away the text of one now deleted.
_TRIGGERS = {
    "person_search_in": f"AFTER INSERT ON person BEGIN {_enter('NEW')} END",
    "person_search_gone": f"AFTER INSERT ON person WHEN NEW.gone = 1 BEGIN {_LEAVE.format(row='NEW')} END",
    "person_search_anew": f"""AFTER UPDATE OF name, employee_number, agency, gone ON person WHEN {_MOVED}
        BEGIN {_LEAVE.format(row="NEW")} {_enter("NEW")} END""",
    "person_search_out": f"AFTER DELETE ON person BEGIN {_LEAVE.format(row='OLD')} END",
}


def keep_search(connection: sa.Connection) -> None:
    """Makes the triggers; a profile that had none gets the texts of its persons at once."""
    present = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'person_search_in'").scalar()
    if present:
        return
    for name, trigger in _TRIGGERS.items():
        connection.exec_driver_sql(f"CREATE TRIGGER IF NOT EXISTS {name} {trigger}")
    connection.exec_driver_sql(
        f"INSERT OR REPLACE INTO person_search (id, text) SELECT person.id, {_search_text('person')} "
        "FROM person WHERE coalesce(person.gone, 0) = 0"
    )
