"""Consent to the processing of personal data: noted with the text that was agreed to, and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contract.exchange.dots import row_id
from contract.exchange.shapes import RowKey
from contract.tables import people as tables
from contract.tables.records import Values
from contract.training.catalogue import CONSENT, ENROLMENT, PERSON
from contract.training.enrolment.states import HOLDING, UNDECIDED, read_state
from contract.training.people.consent import WITHIN_HOURS, Way, follows
from contract.training.people.same_person import records_of
from desktop.services.exchange.lease import require_reading
from desktop.services.faults import Unsuitable
from desktop.services.named import person_line
from desktop.services.typed_days import latest_today
from desktop.services.writing import patch, stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch, fetch_among
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_SECONDS_AN_HOUR = 3600
_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A consent as noted. withdrawn_on None: it holds."""

    id: int
    person: int
    name: str
    text_version: str | None
    given_on: str | None
    way: str | None
    purpose: str | None
    withdrawn_on: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What follows a withdrawal: the consents that ended, until when (epoch seconds), and what to do."""

    consents: tuple[int, ...]
    act_by: int
    what: tuple[str, ...]


def give_consent(
    replica: Replica,
    person: int,
    moment: Moment,
    *,
    text_version: str,
    given_on: date,
    way: Way,
    purpose: str = "",
    note: str = "",
) -> int:
    """Notes that somebody agreed; gives the consent's id. Raises NotHere, Unsuitable without a version of the text."""
    with replica.transaction():
        held = person_line(replica, person)
        if not text_version.strip():
            raise Unsuitable("Versi teks persetujuan kosong; sebutkan teks mana yang disetujui.")
        if given_on > latest_today(moment):
            raise Unsuitable(f"Tanggal persetujuan {given_on.isoformat()} belum tiba; periksa tanggalnya.")
        if max(map(len, (text_version, purpose, note))) > _MOST:
            raise Unsuitable(f"Isian paling banyak {_MOST} huruf.")
        made = stated(
            CONSENT,
            person=person,
            text_version=text_version.strip(),
            given_on=given_on.isoformat(),
            way=way.value,
            purpose=purpose.strip(),
            note=note.strip(),
        )
        return row_id(write(replica, held.realm, [Change(CONSENT.number, made)], moment)[0])


def withdraw_consent(replica: Replica, person: int, on: date, note: str, moment: Moment) -> Withdrawn:
    """Ends all consents of somebody that hold. Raises NotHere, Unsuitable when there are none."""
    with replica.transaction():
        held = person_line(replica, person)
        own = sorted(records_of(person, standing(replica)))
        lines = [line for line in fetch(replica, tables.rows_about(records, CONSENT, own)) if not line.withdrawn_on]
        if not lines:
            raise Unsuitable("Orang ini tidak mempunyai persetujuan yang berlaku; lihat: lontar consent list.")
        if any(line.given_on and line.given_on > on.isoformat() for line in lines):
            raise Unsuitable("Tanggal penarikan mendahului tanggal persetujuan; periksa tanggalnya.")
        told = {"withdrawn_on": on.isoformat(), **({"note": note.strip()} if note.strip() else {})}
        changes = [Change(RowKey(CONSENT.number, line.id), patch(CONSENT, **told)) for line in lines]
        write(replica, held.realm, changes, moment)
        enrolled = fetch(replica, tables.rows_about(records, ENROLMENT, own))
        running = {line.class_group for line in enrolled if read_state(line.status) in HOLDING & UNDECIDED}
        return Withdrawn(
            consents=tuple(line.id for line in lines),
            act_by=moment.wall + WITHIN_HOURS * _SECONDS_AN_HOUR,
            what=follows(len(running)),
        )


def list_consents(
    replica: Replica, person: int | None, *, limit: int | None = None, after: int | None = None
) -> tuple[Consent, ...]:
    """All consents, or those of one person, the newest first.

    Of all: limit, at most so many; after: those behind this one, for the next page.
    """
    with replica.database.reading():
        require_reading(replica)
        if person is None:
            lines = fetch(replica, tables.consents(records, after=after, most=limit))
        else:
            own = sorted(records_of(person_line(replica, person).id, standing(replica)))
            lines = fetch(replica, tables.rows_about(records, CONSENT, own))
        names = {
            line.id: line.name or "" for line in fetch_among(replica, PERSON, "id", [each.person for each in lines])
        }
        lines.sort(key=lambda line: (line.given_on or "", line.id), reverse=True)
        return tuple(_view(line, names.get(line.person, "")) for line in lines)


def _view(line: Values, name: str) -> Consent:
    return Consent(
        id=line.id,
        person=line.person,
        name=name,
        text_version=line.text_version,
        given_on=line.given_on,
        way=line.way,
        purpose=line.purpose,
        withdrawn_on=line.withdrawn_on,
        note=line.note,
    )
